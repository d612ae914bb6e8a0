"""Puts numbers and lists into words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# the class of HTML that MathJax leaves alone: it would read a pair of dollar signs as a formula
IGNORE = "tex2jax_ignore mathjax_ignore"


def word(value: object) -> str:
    """Return a table's value in words: numbers to two digits, nothing for what is missing."""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return f"{round(value, 2) + 0.0:.2f}"  # adding 0.0 makes zero of minus zero
    if value is None or str(value) in ("<NA>", "NaT"):
        return ""
    return str(value)


def percent(share: float) -> str:
    """Return a share in words.

    >>> percent(0.345)
    '34%'
    """
    return f"{100 * share:.0f}%"


def signed(score: float) -> str:
    """Return a score in words, with its sign.

    >>> signed(-0.256), signed(0.0)
    ('−0.26', '0.00')
    """
    score = round(score, 2)
    if score == 0:
        return "0.00"
    return f"{score:+.2f}".replace("-", "−")


def listing(items: Iterable, *, most: int = 5, join: str = ", ", last: str = " and ") -> str:
    """Return items as a list in words; those beyond the first `most` are only counted.

    >>> listing(["Mali", "Russia", "France"]), listing("abcd", most=2)
    ('Mali, Russia and France', 'a, b and 2 more')
    """
    items = [str(item) for item in items]
    if len(items) > most:
        rest = f"{len(items) - most} more"
        if "and" not in last:
            rest = f"and {rest}"
        items = [*items[:most], rest]
    return last.join(filter(None, (join.join(items[:-1]), *items[-1:])))


def shares_in_words(shares: pd.DataFrame, counts: Iterable[int]) -> str:
    """Return a table of shares (a row per actor, a column per category) as a list in words, with
    the n of each actor from `counts`."""
    rows = []
    for (actor, row), n in zip(shares.iterrows(), counts, strict=True):
        categories = (f"{name} {percent(share)}" for name, share in row.items() if share)
        rows.append(f"{actor} {listing(categories, most=8, last=', ')} (n = {n})")
    return listing(rows, join="; ", last="; ")


def number_of(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> number_of(1, "line"), number_of(1200, "line")
    ('1 line', '1,200 lines')
    """
    plural = "" if count == 1 else "s"
    return f"{count:,} {noun}{plural}"
