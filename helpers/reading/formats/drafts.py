"""Takes what a reader found, gives drafts of articles: text, metadata, what was left out, what is
doubtful."""

import re
from dataclasses import dataclass, field

from helpers.base.wording import number_of

FIELDS = {  # what others call the fields of an article
    "title": ("title", "headline", "headlines", "article title"),
    "outlet": ("outlet", "publication", "newspaper", "publisher", "media name", "source name", "sitename", "journal",
               "publication title", "source", "domain", "site"),
    "author": ("author", "authors", "byline", "by", "creator"),
    "published": ("published", "date", "publication date", "publish date", "published date", "published at", "pubdate",
                  "date published", "publishedat", "datepublished", "indexed date", "datetime", "timestamp"),
    "url": ("url", "link", "address", "article url", "document url", "web url", "permalink"),
    "language": ("language", "lang", "language of publication"),
    "rights": ("rights", "licence", "license", "copyright"),
}  # fmt: skip

NOTHING = {
    "",
    "nan",
    "NaN",
    "NaT",
    "NA",
    "N/A",
    "n/a",
    "None",
    "none",
    "null",
    "NULL",
    "-",
    "–",
    "—",
}  # in place of a value


class Unreadable(Exception):  # noqa: N818 - it is told as an ArticleError
    """A file is not what its reader needs: a reason and a remedy."""

    def __init__(self, reason, remedy):
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class Draft:
    """An article as it was found in a file: `id` is empty where the file gives none.

    `dropped` are pairs of what was left out of the text: what it is, its words. `doubts` are pairs
    of reason and remedy. `stated` is the number of words that an archive says it has, 0 if it says
    none. `exact` says that offsets may have been taken in this text already: it is not cleaned."""

    text: str
    id: str = ""
    metadata: dict = field(default_factory=dict)
    dropped: tuple = ()
    doubts: tuple = ()
    stated: int = 0
    exact: bool = False


def ask_limit(count, most, noun, remedy):
    """Raise Unreadable if there are more of something than at most are read."""
    if count > most:
        raise Unreadable(f"it has {number_of(count, noun)}, and at most {most:,} are read", remedy)


def known_fields(values):
    """Return what is known of an article under the suite's own names; other fields are left out,
    the first name wins.

    >>> known_fields({"Headline": "Budget passes", "Date": "2024-05-01", "pages": 3})
    {'title': 'Budget passes', 'published': '2024-05-01'}
    """
    given = {field_name(key): value for key, value in reversed(list(values.items()))}
    known = {
        name: next(filter(None, (as_words(given.get(alias)) for alias in aliases)), "")
        for name, aliases in FIELDS.items()
    }
    return {name: words for name, words in known.items() if words}


def as_words(value):
    """Return a value as words: of a list its items, of an object its name; what stands for nothing
    is nothing.

    >>> as_words([{"name": "A. Bee"}, "C. Dee"]), as_words("N/A")
    ('A. Bee, C. Dee', '')
    """
    items = value if isinstance(value, list | tuple) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    words = (" ".join(str(item).split()) for item in named if isinstance(item, str | int | float))
    return ", ".join(item for item in words if item not in NOTHING)


def field_name(name):
    """Return a column's name as it is compared: lower case, words apart.

    >>> field_name("Publish_Date")
    'publish date'
    """
    return re.sub(r"[\W_]+", " ", str(name)).strip().lower()
