"""An article becomes paragraphs, sentences and tokens, tagged and parsed, and answers questions
about the parse."""

from helpers.tagging.clauses import agents, is_asserted, objects, passive, subjects, verbs
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import line_kind, split_paragraphs
from helpers.tagging.parse import (
    NOMINAL,
    SUBJECTS,
    children,
    clause,
    conjuncts,
    descends,
    left_edge,
    modifiers,
    phrase_objects,
    root,
    roots,
    token_lists,
)
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
    "agents",
    "children",
    "clause",
    "collocations",
    "concordance",
    "conjuncts",
    "content_words",
    "descends",
    "find_word",
    "is_asserted",
    "left_edge",
    "line_kind",
    "marked_regions",
    "modifiers",
    "objects",
    "one_thread",
    "passive",
    "phrase_objects",
    "root",
    "roots",
    "split_paragraphs",
    "subjects",
    "tag",
    "token_lists",
    "verbs",
    "word_frequencies",
]
