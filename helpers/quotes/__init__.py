"""Quotations, their speakers and cues, and how many of an article's words are whose."""

from helpers.quotes.quotations import find_quotes, read_quotations
from helpers.quotes.ratios import quote_ratios
from helpers.quotes.voices import NOBODY, OUTSIDE, outer_quote, token_speakers

__all__ = [
    "NOBODY",
    "OUTSIDE",
    "find_quotes",
    "outer_quote",
    "quote_ratios",
    "read_quotations",
    "token_speakers",
]
