"""An article's text becomes paragraphs, sentences and tokens, tagged and parsed; the parse answers
questions."""

from helpers.tagging.clauses import agents, is_asserted, objects, passive, subjects, verbs
from helpers.tagging.layout import Layout, lay_out
from helpers.tagging.lines import line_kind
from helpers.tagging.marks import closes_word, marked_regions, opens_word
from helpers.tagging.parse import NOMINAL, SUBJECTS, VERBAL, Parse
from helpers.tagging.tagger import one_thread, tag
from helpers.tagging.words import (
    collocations,
    concordance,
    content_words,
    find_word,
    word_frequencies,
)

__all__ = [
    "NOMINAL",
    "SUBJECTS",
    "VERBAL",
    "Layout",
    "Parse",
    "agents",
    "closes_word",
    "collocations",
    "concordance",
    "content_words",
    "find_word",
    "is_asserted",
    "lay_out",
    "line_kind",
    "marked_regions",
    "objects",
    "one_thread",
    "opens_word",
    "passive",
    "subjects",
    "tag",
    "verbs",
    "word_frequencies",
]
