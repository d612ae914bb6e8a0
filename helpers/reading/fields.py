"""Recognises the fields of an article by the names that other programs give them."""

import re

# field → its names, in the order in which they are looked for
FIELDS = {
    "title": ("title", "headline", "headlines", "article title"),
    "outlet": (
        *("outlet", "publication", "newspaper", "publisher", "media name", "source name"),
        *("sitename", "journal", "publication title", "source", "domain", "site"),
    ),
    "author": ("author", "authors", "byline", "by", "creator"),
    "published": (
        *("published", "date", "publication date", "publish date", "published date"),
        *("published at", "pubdate", "date published", "publishedat", "datepublished"),
        *("indexed date", "datetime", "timestamp"),
    ),
    "url": ("url", "link", "address", "article url", "document url", "web url", "permalink"),
    "language": ("language", "lang", "language of publication"),
    "rights": ("rights", "licence", "license", "copyright"),
}
TEXTS = (
    *("text", "full text", "fulltext", "body", "content", "article", "article text", "maintext"),
    *("main text", "article body", "articlebody", "story", "story text", "plain text", "body text"),
)
IDS = (
    *("id", "article id", "articleid", "doc id", "document id", "uuid", "guid", "identifier"),
    "key",
)
# what tables hold in place of a missing value
MISSING = frozenset(
    ("", "nan", "NaN", "NaT", "NA", "N/A", "n/a", "None", "none", "null", "NULL", "-", "–", "—")
)


def field_name(name):
    """Return the name of a column as it is compared: in small letters, words apart.

    >>> field_name("Publish_Date")
    'publish date'
    """
    return re.sub(r"[\W_]+", " ", str(name)).strip().lower()


def find_column(names, wanted):
    """Return the index of the column that has the first of the wanted names, None if none has."""
    places = {field_name(name): place for place, name in reversed(list(enumerate(names)))}
    return next((places[name] for name in wanted if name in places), None)


def known_fields(values):
    """Return the metadata among some values, under the suite's own names; where several names stand
    for one field, the first in FIELDS counts.

    >>> known_fields({"Headline": "Budget passes", "Date": "2024-05-01", "pages": 3})
    {'title': 'Budget passes', 'published': '2024-05-01'}
    """
    by_name = {field_name(key): value for key, value in reversed(list(values.items()))}
    fields = {}
    for field, names in FIELDS.items():
        words = next(filter(None, (as_words(by_name.get(name)) for name in names)), "")
        if words:
            fields[field] = words
    return fields


def as_words(value):
    """Return a value as words: those of a list's items, the name of an object, nothing for what
    stands for a missing value.

    >>> as_words([{"name": "A. Bee"}, "C. Dee"]), as_words("N/A")
    ('A. Bee, C. Dee', '')
    """
    items = value if isinstance(value, list | tuple) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    words = (" ".join(str(item).split()) for item in named if isinstance(item, str | int | float))
    return ", ".join(item for item in words if item not in MISSING)
