"""How each actor is named, described, shown acting, hedged, placed, voiced and joined, case by
case."""

from helpers.acts import read
from helpers.framing.counts import describe_actors
from helpers.framing.evidence import EVIDENCE_COLUMNS, SHARES, find_evidence, marks_of
from helpers.framing.naming import (
    EVALUATIVE,
    ROLE_NOUN,
    THE_ARTICLE,
    UNNAMED_SPEAKER,
    possible_merges,
    voice_names,
)
from helpers.framing.pairs import count_pairs, find_pairs
from helpers.framing.presence import FIRST

__all__ = [
    "EVALUATIVE",
    "EVIDENCE_COLUMNS",
    "FIRST",
    "ROLE_NOUN",
    "SHARES",
    "THE_ARTICLE",
    "UNNAMED_SPEAKER",
    "count_pairs",
    "describe_actors",
    "find_evidence",
    "find_pairs",
    "marks_of",
    "possible_merges",
    "read",
    "voice_names",
]
