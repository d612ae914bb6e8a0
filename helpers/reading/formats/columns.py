"""Judges the columns of a table, or the fields of objects: which holds the texts where no name says
so, and which holds text that was not read."""

import re
from collections import defaultdict
from statistics import median

from helpers.reading.drafts import Unreadable
from helpers.reading.fields import FIELDS, field_of, find_roles
from helpers.reading.formats.values import CUT, first_words, text_of, words_only

LISTED = 8  # columns in a message
LISTED_COLUMNS = 12  # of a table of which nothing was read
SAMPLE = 100  # records by which columns are judged
# words of a column without a known name that is read as the text, and of an abstract that is;
# newspapers' abstracts have 20 or 30
FULL = 40
LONG = 15  # words of a column that is told if it was not read
SENTENCE = re.compile(r"\w[.!?…][\"”’»)]*(?:\s|\Z)")
ADDRESS = re.compile(r"https?://")
FETCH = (
    "get the articles' texts first, save the pages as .html or their text in a column named text"
)
NAME_TEXT = "name the column with the articles' words text"
IF_PART = "put it into the text if it belongs to it; dropped_table lists it"


def find_other(records):
    """Return the name of the column to be read as the text, "" if there are texts, or none: of the
    columns without a known name the one with the longest words, else a summary."""
    for record in records:
        roles = find_roles(record.names)
        if first_words(record.values, roles.texts)[1]:
            return ""
    others, summaries, leads = column_lengths(records[:SAMPLE])
    choice = others or ({} if leads else summaries)
    return max(choice, key=choice.__getitem__, default="")


def column_lengths(records):
    """Return the usual lengths in words of the long columns that have no known name, of those that
    hold summaries, and of those that hold leads, by name."""
    words = [defaultdict(list) for _ in range(3)]
    for record in records:
        roles = find_roles(record.names)
        known = {*roles.ids, *(place for places in roles.fields.values() for place in places)}
        for place, (name, value) in enumerate(zip(record.names, record.values, strict=True)):
            length = len(text_of(value).split()) if place not in known else 0
            if length:
                kind = 2 if place in roles.leads else 1 if place in roles.summaries else 0
                words[kind][name].append(length)
    lengths = [{name: median(found) for name, found in kind.items()} for kind in words]
    others, summaries = (
        {n: size for n, size in kind.items() if size >= FULL} for kind in lengths[:2]
    )
    return others, summaries, lengths[2]


def told_choice(other):
    """Return the doubt, if there is one, about a column that was read as the text."""
    if not other:
        return []
    if field_of(other)[0] == "summary":
        reason = f"what it calls {other} was read as the text, because nothing else is one"
        return [(reason, "look whether it is the whole article")]
    reason = f"{other} was read as the text, because it holds the longest words"
    return [(reason, "look whether it is; else name the right one text")]


def told_unread(drafts):
    """Return the doubt, if there is one, about columns of text that are in no article's text."""
    counts = defaultdict(list)  # name → for each article whether it holds a text
    for draft in drafts[:SAMPLE]:
        known = words_only(draft.text)
        for name, words in draft.dropped:
            counts[name].append(is_unread(name, words, known))
    unread = [name for name, found in counts.items() if 2 * sum(found) >= len(found)]
    if not unread:
        return []
    more = f" and {len(unread) - LISTED} more" if len(unread) > LISTED else ""
    return [(f"the text in {', '.join(unread[:LISTED])}{more} was not read", IF_PART)]


def is_unread(name, words, known):
    """Whether what was left out under a name is text that an article lacks."""
    field = field_of(name)[0]
    if field in FIELDS:
        return False
    is_text = len(words.split()) >= LONG and SENTENCE.search(words)
    return bool(is_text or field == "lead") and words_only(CUT.sub("", words)) not in known


def no_text(names):
    """Return the error of a file in which no column holds texts."""
    listed = f"columns {list_names(names)}"
    if lists_addresses(names):
        return Unreadable(f"it lists addresses and holds no text ({listed})", FETCH)
    if find_roles(tuple(names)).summaries:
        return Unreadable(f"it holds abstracts and no texts ({listed})", FETCH)
    return Unreadable(f"no column holds the articles ({listed})", NAME_TEXT)


def lists_addresses(names):
    """Whether a table lists addresses: a column is named so, or there are no names but data."""
    return "url" in find_roles(tuple(names)).fields or any(map(ADDRESS.match, map(str, names)))


def most_names(records):
    """Return the names of the record that has most."""
    return max((record.names for record in records), key=len, default=())


def list_names(names):
    return ", ".join(map(str, names[:LISTED_COLUMNS]))
