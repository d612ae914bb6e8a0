"""Sentences that repeat one another, in one article or many, with what was changed."""

from helpers.repeats.edits import changes
from helpers.repeats.pairs import find_repeats
from helpers.repeats.shares import add_dates, both_sides, repeat_share, shared_sentences, widest

__all__ = [
    "add_dates",
    "both_sides",
    "changes",
    "find_repeats",
    "repeat_share",
    "shared_sentences",
    "widest",
]
