"""Recognises the fields of an article by the names that other programs give them.

The names are those of `helpers/data/field_names.csv`. A name may be a path, as in `headline.main`
or `response.docs.pub_date`."""

import html
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.base.wordlists import read_list, word_set

ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)  # &amp;
FIELDS = ("title", "outlet", "author", "published", "url", "language", "rights")
TEXTS = "text"
IDS = "id"
FILES = "file"
MOST_PARTS = 12  # of a path
MOST_NAMES = 1_000  # of one record that are looked at; exports have 60
LONGEST_NAME = 80  # characters of a name that is taken apart
LEAST = 3  # the last rank: names that were taken apart come behind
# what tables hold in place of a missing value
MISSING = frozenset(
    ("", "nan", "NaN", "NaT", "NA", "N/A", "n/a", "None", "none", "null", "NULL", "-", "–", "—")
)
# the last part of a path that names the value of the field before it: headline.main
VALUES = frozenset(
    "main name original rendered text title value label plain #text $t $date $oid".split()
)
# the first part of a path under which services put what they know of an article
HOLDERS = frozenset("fields meta metadata attributes properties info header".split())


class Roles(NamedTuple):
    """What the columns of a table, or the fields of an object, are: the places of each kind in the
    order in which they count. `fields` has them by field."""

    texts: tuple
    leads: tuple
    summaries: tuple
    ids: tuple
    fields: dict

    @property
    def known(self):
        """How many kinds of fields there are."""
        return len(self.fields) + sum(map(bool, self[:4]))


@cache
def field_names():
    """Return name, as it is compared → (field, rank)."""
    rows = read_list("field_names")
    pairs = zip(rows["field"], rows["rank"].astype(int), strict=True)
    return dict(zip(map(field_name, rows["name"]), pairs, strict=True))


@lru_cache(maxsize=10_000)
def field_name(name):
    """Return the name of a column as it is compared: in small letters without accents, words run
    together.

    >>> field_name("Publish_Date"), field_name("pubDate"), field_name("Título")
    ('publishdate', 'pubdate', 'titulo')
    """
    letters = unicodedata.normalize("NFKD", str(name)).casefold()
    return re.sub(r"[\W_]|[\u0300-\u036f]", "", letters)


def telling_words(name):
    """Return the words of a name, as they are compared, that say what it holds; numbers do not.

    >>> telling_words("article_pubDate"), telling_words("newsHeadline")
    ('pubdate', 'headline')
    """
    words = re.split(r"[\W\d_]+|(?<=[^\W\dA-Z_])(?=[A-Z])", str(name)[:LONGEST_NAME])
    folded = map(field_name, words)
    return "".join(word for word in folded if word not in word_set("says nothing"))


@lru_cache(maxsize=10_000)
def field_of(name):
    """Return the field that a name or path stands for and its rank, (None, 0) if it is none.

    >>> field_of("headline.main"), field_of("headline.kicker")
    (('title', 1), (None, 0))
    """
    found = field_names().get(field_name(name))
    if found:
        return found
    telling = telling_words(name)
    if telling in field_names():
        field, rank = field_names()[telling]
        return field, rank + LEAST
    parts = str(name).split(".", MOST_PARTS)
    if len(parts) > MOST_PARTS:
        return None, 0
    if len(parts) > 1 and parts[-1].lower() in VALUES:
        return field_of(".".join(parts[:-1]))
    if len(parts) > 1 and parts[0].lower() in HOLDERS:
        return field_of(".".join(parts[1:]))
    return None, 0


@lru_cache(maxsize=200)
def find_roles(names: tuple) -> Roles:
    """Return the Roles of columns or fields by their names.

    What lies around the text holds the article: where it is `_source.text`, `_source.title` is its
    title."""
    names = names[:MOST_NAMES]
    found = [field_of(name) for name in names]
    holder = next(iter(find_holders(names)), "")
    if holder:
        found = [field_of(without_holder(name, holder)) for name in names]
    places: dict = {}
    for place in sorted(range(len(names)), key=lambda place: found[place][1]):
        places.setdefault(found[place][0], []).append(place)
    texts, leads, summaries, ids = (
        tuple(places.get(kind, ())) for kind in (TEXTS, "lead", "summary", IDS)
    )
    fields = {field: places[field] for field in FIELDS if field in places}
    return Roles(texts, leads, summaries, ids, fields)


@lru_cache(maxsize=200)
def find_holders(names: tuple) -> tuple:
    """Return the paths that lead to texts, where no field is one by itself: the shortest paths to a
    field of which the last part is a name of texts."""
    names = names[:MOST_NAMES]
    fields = [field_of(name)[0] for name in names]
    held = []
    for name, field in zip(names, fields, strict=True):
        *holder, last = str(name).split(".", MOST_PARTS)
        if holder and last in VALUES and field_of(last)[0] != TEXTS:  # content.rendered
            *holder, last = holder
        if holder and field is None and field_of(last)[0] == TEXTS:
            held.append(holder)
    shortest = min(map(len, held), default=0)
    if TEXTS in fields:
        return ()
    return tuple(dict.fromkeys(".".join(holder) for holder in held if len(holder) == shortest))


def without_holder(name, holder):
    """Return a path without what it shares with the path to the text.

    >>> without_holder("response.docs.pub_date", "response.docs.fields")
    'pub_date'
    """
    parts = str(name).split(".")
    for part in holder.split("."):
        if len(parts) > 1 and parts[0] == part:
            parts = parts[1:]
    return ".".join(parts)


def find_column(names, field):
    """Return the index of the column that is a certain field, None if none is."""
    if field == TEXTS:
        return next(iter(find_roles(tuple(names)).texts), None)
    found = [(field_of(name), place) for place, name in enumerate(names)]
    ranks = [(rank, place) for (kind, rank), place in found if kind == field]
    return min(ranks, default=(0, None))[1]


def known_fields(values):
    """Return the metadata among some values, under the suite's own names; where several names stand
    for one field, the likelier counts.

    >>> known_fields({"Headline": "Budget passes", "Date": "2024-05-01", "pages": 3})
    {'title': 'Budget passes', 'published': '2024-05-01'}
    """
    return pick_fields(find_roles(tuple(values)), list(values.values()))


def pick_fields(roles, values):
    """Return the metadata among the values of a row, under the suite's own names."""
    fields = {}
    for field, places in roles.fields.items():
        found = [as_words(values[place]) for place in places]
        if field == "outlet":
            found = [words for words in found if words.casefold() not in word_set("kind of outlet")]
        words = next(filter(None, found), "")
        if "&" in words:
            words = ENTITY.sub(lambda match: html.unescape(match[0]), words)
        if field == "author":
            words = re.sub(r"^by:? (?=\S)", "", words, flags=re.I)
        if words:
            fields[field] = words
    return fields


def as_words(value):
    """Return a value as words: those of a list's items, the name of an object, nothing for what
    stands for a missing value.

    >>> as_words([{"name": "A. Bee"}, {"firstName": "C.", "lastName": "Dee"}]), as_words("N/A")
    ('A. Bee, C. Dee', '')
    """
    items = value if isinstance(value, list | tuple) else [value]
    named = (name_of(item) if isinstance(item, dict) else item for item in items)
    words = (" ".join(str(item).split()) for item in named if isinstance(item, str | int | float))
    return ", ".join(item for item in words if item not in MISSING)


def name_of(item):
    """Return the name of an object: whole, or of a person's first and last name."""
    by_name = {field_name(key): value for key, value in item.items()}
    for names in (("name",), ("fullname",), ("firstname", "lastname"), ("given", "family")):
        parts = [as_words(by_name.get(name) or "") for name in names]
        if all(parts):
            return " ".join(parts)
    return next((item[key] for key in ("title", "$t", "#text") if key in item), None)
