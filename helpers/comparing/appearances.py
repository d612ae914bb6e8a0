"""Gathers from the mentions of several articles what each article calls its actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from helpers.base.tables import as_lists

if TYPE_CHECKING:
    import pandas as pd

NAMING = ("name", "title", "demonym", "metonym")  # forms by which an actor is named
GENDERS = dict.fromkeys(("he", "him", "his", "himself"), "m")
GENDERS |= dict.fromkeys(("she", "her", "hers", "herself"), "f")
BY_HAND = "by hand"
CLEARLY = 3  # by how many times one of several must outdo the next to be the one who is meant
FEWEST = 2  # articles that must use a short name that its words do not explain
Thing = TypeVar("Thing")


@dataclass(eq=False)
class Appearance:
    """An actor in one article: how it is named there, how often it is mentioned, and whether the
    researcher's corrections say something of it."""

    article: str
    actor: str
    type: str
    names: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    is_named: bool = False
    by_hand: int = 0  # mentions that a correction joined to the actor
    pronouns: Counter[str] = field(default_factory=Counter)  # gender → he or she, so many times

    @property
    def gender(self) -> str:
        """The gender, m or f, of the pronouns; empty if there are none, or of both."""
        return "".join(self.pronouns) if len(self.pronouns) == 1 else ""

    def add(self, form: str, rule: str, text: str) -> None:
        """Take in one mention."""
        self.mentions += 1
        self.by_hand += rule == BY_HAND
        self.is_named |= form in NAMING or rule == BY_HAND
        if form in ("name", "demonym"):
            self.names[" ".join(text.split())] += 1
        elif form == "pronoun" and text.lower() in GENDERS:
            self.pronouns[GENDERS[text.lower()]] += 1


@dataclass(frozen=True)
class Doubt:
    """Two actors of articles who may be one, and why."""

    one: Appearance
    other: Appearance
    reason: str


def find_appearances(mentions: pd.DataFrame) -> list[Appearance]:
    """Return each actor of each article, in the order of their first mentions; of the table
    `mentions` the columns article, actor, type, form, rule and text are read."""
    columns = as_lists(mentions, ["article", "actor", "type", "form", "rule", "text"])
    appearances: dict[tuple[str, str], Appearance] = {}
    for article, actor, kind, form, rule, text in zip(*columns.values(), strict=True):
        if actor:
            if (article, actor) not in appearances:
                appearances[article, actor] = Appearance(article, actor, kind)
            appearances[article, actor].add(form, rule, text)
    return list(appearances.values())


def clear_choice(counts: Mapping[Thing, int]) -> Thing | None:
    """Return the one of several that counts most, or None if the next counts nearly as much.

    >>> clear_choice({"Ann Lee": 6, "Bo Lee": 5}), clear_choice({"Ann Lee": 6, "Bo Lee": 2})
    (None, 'Ann Lee')
    """
    first, second = (*sorted(counts.values(), reverse=True), 0, 0)[:2]
    if first == 0 or first < CLEARLY * second:
        return None
    return max(counts, key=lambda thing: counts[thing])


def most_mentioned(appearances):
    return max(appearances, key=lambda one: one.mentions)
