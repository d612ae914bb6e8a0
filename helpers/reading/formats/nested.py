"""Finds the objects in JSON data that are articles, wherever a service puts them."""

from helpers.reading.fields import MOST_NAMES, find_holders, find_roles
from helpers.reading.formats.columns import FULL
from helpers.reading.formats.records import OWN_NAME
from helpers.reading.formats.values import text_of, words_of

MOST_LEVELS = 12  # of lists and objects around an article, and of objects within one


def find_articles(data):
    """Return the objects in JSON data that are articles, as (names, values), and what stands around
    them, pairs of name and words.

    What is no article among others in its list is returned, too: without names if it is no object.
    Where nothing has a text, the objects of the longest list are returned, else the data."""
    records, around = look_into(data, "data", 0)
    if records:
        pieces = ((name, words_of(value).strip()) for name, value in around)
        return records, [(name, words) for name, words in pieces if words]
    objects = max(lists_of_objects(data, 0), key=len, default=[data])
    return list(map(flatten, objects)), []


def look_into(data, name, level):
    """Return the articles in JSON data and what stands around them, pairs of name and value.

    A list of which an item has a text is a list of articles; others are looked into. An object with
    a text is an article, unless a list in it holds longer ones."""
    rows, beside = into_rows(data) if isinstance(data, dict) else ([], [])
    if rows:
        return joined([look_into(rows, name, level), ([], beside)])
    if level > MOST_LEVELS or not isinstance(data, list | dict):
        return [], [(name, data)]
    if isinstance(data, list):
        if any(is_full(item) for item in data):
            data = [{OWN_NAME: item} if isinstance(item, str) else item for item in data]
        found = list(map(flatten, data))
        if any(longest_text(*record) for record in found):
            return found, []
        inner = [look_into(item, name, level + 1) for item in data]
        return joined(inner)
    record = flatten(data)
    own = longest_text(*record)
    if own and not any(map(holds_objects, record[1])):
        return [record], []
    inner = [
        look_into(value, key, level + 1) if isinstance(value, list | dict) else ([], [(key, value)])
        for key, value in data.items()
    ]
    articles, around = joined(without_strays(inner))
    longest = max((longest_text(*one) for one in articles), default=0)
    return ([record], []) if own and own >= longest else (articles, around)


def is_full(item):
    """Whether an item of a list is a text as long as an article's."""
    return isinstance(item, str) and len(item.split()) >= FULL


def without_strays(found):
    """Return what was found in several places; a short object of another kind beside articles, as
    the query that they answer, stands around them."""
    records = [record for records, _ in found for record in records]
    names = {names for names, values in records if any(map(is_full, values))}
    kept = []
    for records, around in found:
        if names and len(records) == 1 and records[0][0] and records[0][0] not in names:
            kept.append(([], [*around, *zip(*records[0], strict=True)]))
        else:
            kept.append((records, around))
    return kept


def joined(found):
    """Return what was found in several places as one: articles, and what stands around them."""
    articles = [record for records, _ in found for record in records]
    return articles, [piece for _, around in found for piece in around]


def lists_of_objects(data, level):
    """Yield the lists of objects in JSON data."""
    if level > MOST_LEVELS or not isinstance(data, list | dict):
        return
    if holds_objects(data):
        yield data
    for value in data if isinstance(data, list) else data.values():
        yield from lists_of_objects(value, level + 1)


def holds_objects(value):
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def longest_text(names, values):
    """Return the length of the text of an object, 0 if it has none, or if several objects within it
    have one each. An object with a title, date or address may have its paragraphs under any
    name."""
    roles = find_roles(names)
    if len(names) > MOST_NAMES or len(find_holders(names)) > 1:
        return 0
    places = roles.texts or [place for place in range(len(names)) if holds_objects(values[place])]
    if not roles.texts and not roles.fields.keys() & {"title", "published", "url"}:
        return 0
    return max((len(text_of(values[place]).strip()) for place in places), default=0)


def flatten(item):
    """Return the names and values of an object, those of objects within it under their paths; what
    is no object is a value without a name.

    >>> flatten({"id": 1, "headline": {"main": "A"}, "tags": ["x"]})
    (('id', 'headline.main', 'tags'), [1, 'A', ['x']])
    """
    if not isinstance(item, dict):
        return (), [item]
    names = []
    values = []
    gather(item, "", names, values, 0)
    return tuple(names), values


def gather(item, path, names, values, level):
    for key, value in item.items():
        if isinstance(value, dict) and value and level < MOST_LEVELS:
            gather(value, f"{path}{key}.", names, values, level + 1)
        else:
            names.append(f"{path}{key}")
            values.append(value)


def into_rows(data):
    """Return the rows of a table that JSON gives by its columns, as pandas and R write one, and
    what stands beside it, pairs of name and value; no rows for other data."""
    columns = list(data.values())
    names = list(data)
    if isinstance(data.get("columns"), list) and isinstance(data.get("data"), list):
        names, rows = data["columns"], data["data"]
        fits = all(isinstance(row, list) and len(row) <= len(names) for row in rows)
        if fits and all(isinstance(name, str) for name in names):
            beside = [(key, value) for key, value in data.items() if key not in ("columns", "data")]
            return [dict(zip(names, row, strict=False)) for row in rows], beside
    if len(names) < 2 or not find_roles(tuple(names)).texts:
        return [], []
    if all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        columns = [list(column.values()) for column in columns]
    is_table = all(
        isinstance(column, list) and len(column) == len(columns[0]) for column in columns
    )
    if not is_table or any(isinstance(cell, list | dict) for column in columns for cell in column):
        return [], []
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)], []
