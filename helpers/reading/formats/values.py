"""Reads the values in records as texts and as words."""

import json
import re

from helpers.reading.fields import find_roles

OF_ARTICLES = ("title", "published")  # fields of articles and not of their paragraphs
CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(\.\.\.\))\s*\Z")  # the end of a lead


def first_words(values, places):
    """Return the first of some places that has words, and these; (None, "") if none has."""
    for place in places:
        words = text_of(values[place])
        if words.strip():
            return place, words
    return None, ""


def text_of(value):
    """Return the text in a value: a string, or the paragraphs in a list; "" if it is none.

    >>> text_of(["One.", {"type": "p", "text": "Two."}]), text_of([{"title": "A", "text": "One."}])
    ('One.\\n\\nTwo.', '')
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = [part_of(item)[0] for item in value]
    if None in parts:
        return ""
    return "\n\n".join(filter(None, map(str.strip, parts)))


def part_of(item):
    """Return the text of an item in a list of paragraphs, None if it is an article or no words, and
    what else it holds."""
    if isinstance(item, str):
        return item, {}
    if not isinstance(item, dict):
        return None, {}
    roles = find_roles(tuple(item))
    if not roles.fields.keys().isdisjoint(OF_ARTICLES):
        return None, {}
    place = next((i for i in roles.texts if isinstance(list(item.values())[i], str)), None)
    others = {key: value for i, (key, value) in enumerate(item.items()) if i != place}
    return "" if place is None else list(item.values())[place], others


def words_of(value):
    """Return a value in full, as words."""
    if isinstance(value, str):
        return value
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(words for item in value if (words := words_of(item)))
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "hundreds of lists within one another"


def words_only(text):
    """Return the words of a text as they are compared, without case and marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def id_of(value):
    """Return an id, "" if it is neither a string nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()
