"""Reads JSON and JSON lines: an article is an object with its text in one of the known fields, by
itself or within the answer of a service."""

import json
import re

from helpers.reading.drafts import add_dropped, ask_limit
from helpers.reading.formats.columns import list_names, most_names
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.nested import find_articles
from helpers.reading.formats.records import (
    Record,
    records_to_drafts,
    with_faults,
)
from helpers.reading.formats.rows import MOST_LINES, MOST_ROWS, MOST_SIGNS
from helpers.reading.formats.values import words_of

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
    objects = ((number, load_json(line), line) for number, line in lines)
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
        return with_faults([], [(1, data or NOT_JSON, text)], doubts, "item", JSON_REMEDY)
    ask_limit(len(data) if isinstance(data, list) else 0, MOST_ROWS, "object", SPLIT)
    return read_objects([(None, data, "")], doubts, "item", JSON_REMEDY)


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


def read_objects(data, doubts, unit, remedy):
    """Return the drafts of the articles in JSON data (number, data, and how its line is written),
    and the doubts, of which one names the objects that are none; where there is no number, objects
    are counted."""
    records = []
    faults = []
    pieces = []  # what stands around the articles
    for number, item, line in data:
        if item is None or item is TOO_DEEP:
            faults.append((number or 1, item or NOT_JSON, line))
            continue
        found, around = find_articles(item)
        pieces += around
        for count, (names, values) in enumerate(found, 1):
            if names or not values:
                records.append(Record(number or count, names, values))
            else:
                faults.append((number or count, "no object", words_of(values[0])))
        ask_limit(len(records), MOST_ROWS, "object", SPLIT)
    drafts, faults, told = records_to_drafts(records, faults, exact=True)
    if records and not drafts:
        remedy = f"{remedy}; its fields are {list_names(most_names(records))}"
    drafts, doubts = with_faults(drafts, faults, [*doubts, *told], unit, remedy)
    return add_dropped(drafts, pieces), doubts
