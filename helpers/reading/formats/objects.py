"""Reads JSON and JSON lines: an article is an object with its text in one of the known fields."""

import json
import re

from helpers.reading.drafts import Draft, ask_limit
from helpers.reading.fields import TEXTS, field_name, known_fields
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.rows import MOST_LINES, MOST_ROWS, MOST_SIGNS, with_faults

EXAMPLE = '{"id": …, "text": …}'
JSON_REMEDY = f"write {EXAMPLE} for each article"
LINES_REMEDY = f"write {EXAMPLE} on it"
SPLIT = "split it into files of fewer articles, and leave out fields that are not needed"
NOT_JSON = "no JSON"
# in place of what is nested more deeply than Python's own reader takes; articles have ten levels
TOO_DEEP = "hundreds of lists or objects within one another"


def read_json_lines(content):
    """Return a draft for each line {"id": …, "text": …, …}, with its text exactly as it is given.

    Raises Unreadable if no line holds an article; one doubt names the lines that do not.
    """
    text, doubts = decode(content)
    if re.match(r"\s*\[\s*\{", text):
        return read_json(content)
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT)
    ask_values(text)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    ask_limit(len(lines), MOST_ROWS, "object", SPLIT)
    objects = ((number, load_json(line)) for number, line in lines)
    return read_objects(objects, doubts, "line", LINES_REMEDY)


def read_json(content):
    """Return a draft for each {"id": …, "text": …, …} in the list that a JSON file is or has; see
    read_json_lines."""
    text, doubts = decode(content)
    ask_values(text)
    data = load_json(text)
    if data is None and text.lstrip().startswith("{"):
        return read_json_lines(content)
    if data is None or data is TOO_DEEP:
        return with_faults([], [(1, data or NOT_JSON)], doubts, "item", JSON_REMEDY)
    items = find_items(data)
    ask_limit(len(items), MOST_ROWS, "object", SPLIT)
    return read_objects(enumerate(items, 1), doubts, "item", JSON_REMEDY)


def find_items(data):
    """Return the list of objects that JSON data are or have; else the data as the only item."""
    values = data.values() if isinstance(data, dict) else [data]
    for value in values:
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return value
    return [data]


def load_json(text):
    """Return the data in a JSON text, None if it is not JSON, TOO_DEEP if it is nested without an
    end."""
    try:
        return json.loads(text)
    except ValueError:
        return None
    except RecursionError:
        return TOO_DEEP


def ask_values(text):
    """Raise Unreadable if a JSON text may hold more values than are read: a comma or a bracket
    stands before each."""
    ask_limit(sum(map(text.count, "[{,")), MOST_SIGNS, "value", SPLIT)


def read_objects(objects, doubts, unit, remedy):
    """Return the drafts of numbered objects, and the doubts, of which one names the objects that
    are not articles."""
    drafts = []
    faults = []
    for number, item in objects:
        fault, text = find_text(item)
        if fault:
            faults.append((number, fault))
        else:
            name = given_id(item.get("id"))
            drafts.append(Draft(text, id=name, metadata=known_fields(item), exact=True))
    return with_faults(drafts, faults, doubts, unit, remedy)


def find_text(item):
    """Return the fault of an item of JSON and its text; one of them is empty."""
    if item is None or item is TOO_DEEP:
        return item or NOT_JSON, ""
    if not isinstance(item, dict):
        return "no object", ""
    by_name = {field_name(key): value for key, value in reversed(list(item.items()))} | item
    text = next((by_name[name] for name in TEXTS if isinstance(by_name.get(name), str)), None)
    if text is None:
        return "no text", ""
    return ("", text) if text.strip() else ("empty text", "")


def given_id(value):
    """Return an object's id, "" if it is neither a string nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()
