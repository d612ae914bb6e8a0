"""Quotations, their speakers and cues, and how many of an article's words are whose."""

from helpers.quotes.quotations import find_quotes, read_quotations
from helpers.quotes.ratios import quote_ratios
from helpers.quotes.turns import name_interviewee, with_turns
from helpers.quotes.voices import (
    NOBODY,
    OUTSIDE,
    nearest_speakers,
    outer_quote,
    token_speakers,
)

__all__ = [
    "NOBODY",
    "OUTSIDE",
    "find_quotes",
    "name_interviewee",
    "nearest_speakers",
    "outer_quote",
    "quote_ratios",
    "read_quotations",
    "token_speakers",
    "with_turns",
]
