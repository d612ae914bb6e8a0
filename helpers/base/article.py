"""The plain data that one step hands to the next: an article, and an article with its tables."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Article:
    """One article. All offsets in all tables count characters of `text`; `dropped` are pairs of
    reason and words that are not in it, `marked` the kinds of paragraphs that the file itself
    states, pairs of kind and words, `doubts` those that arose when it was read, pairs of reason and
    remedy."""

    id: str
    text: str = field(repr=False)
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    rights: str = ""
    source: str = ""
    sha256: str = field(default="", repr=False)
    by_hand: bool = field(default=False, repr=False)
    dropped: tuple = field(default=(), repr=False)
    marked: tuple = field(default=(), repr=False)
    doubts: tuple = field(default=(), repr=False)
    corrections: tuple = field(default=(), repr=False)


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its tables: what is in the text, before anything is measured.

    `called` and `roles` are what the network reads besides: what actors are said to be, in columns
    like those of `mentions`, and how far words may be acts of those mentioned beside them."""

    article: Article
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    called: pd.DataFrame
    roles: pd.DataFrame
    corrections: pd.DataFrame
