"""A small neural network reads an article once: quotations with their parts, names, mentions of
actors, and who belongs to whom."""

from helpers.network.acts import act_chances, negated_chances, role_chances
from helpers.network.heads import (
    CUE,
    QUOTE_TAGS,
    SOURCE,
    Encoding,
    best_spans,
    encode,
    point,
)
from helpers.network.mentions import extents, form_chances, score_antecedents, type_chances
from helpers.network.model import softmax
from helpers.network.names import settle_names, tagged_spans
from helpers.network.pairs import (
    FLAG,
    FORMS,
    PRONOUN_KINDS,
    TYPES,
    Heads,
    Pairs,
    describe_pairs,
    plain,
    source_mentions,
    surround,
    words_within,
)
from helpers.network.pieces import CLS, SEP, WORD, word_pieces

__all__ = [
    "CLS",
    "CUE",
    "FLAG",
    "FORMS",
    "PRONOUN_KINDS",
    "QUOTE_TAGS",
    "SEP",
    "SOURCE",
    "TYPES",
    "WORD",
    "Encoding",
    "Heads",
    "Pairs",
    "act_chances",
    "best_spans",
    "describe_pairs",
    "encode",
    "extents",
    "form_chances",
    "negated_chances",
    "plain",
    "point",
    "role_chances",
    "score_antecedents",
    "settle_names",
    "softmax",
    "source_mentions",
    "surround",
    "tagged_spans",
    "type_chances",
    "word_pieces",
    "words_within",
]
