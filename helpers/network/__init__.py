"""A small neural network reads an article once: quotations with their parts, and names."""

from helpers.network.heads import (
    CUE,
    QUOTE_TAGS,
    SOURCE,
    Encoding,
    best_spans,
    encode,
    point,
)
from helpers.network.names import settle_names, tagged_spans
from helpers.network.pieces import CLS, SEP, WORD, word_pieces

__all__ = [
    "CLS",
    "CUE",
    "QUOTE_TAGS",
    "SEP",
    "SOURCE",
    "WORD",
    "Encoding",
    "best_spans",
    "encode",
    "point",
    "settle_names",
    "tagged_spans",
    "word_pieces",
]
