"""Quotations, their speakers and cues, and how many of an article's words are whose."""

from helpers.quotes.quotations import (
    NOBODY,
    OUTSIDE,
    find_quotes,
    outer_quote,
    read_quotations,
    token_speakers,
)
from helpers.quotes.ratios import quote_ratios

__all__ = [
    "NOBODY",
    "OUTSIDE",
    "find_quotes",
    "outer_quote",
    "quote_ratios",
    "read_quotations",
    "token_speakers",
]
