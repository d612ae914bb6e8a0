"""Several articles, or several sides, beside one another: shared names, measures, and differences
with their chance."""

from helpers.comparing.articles import (
    body_tokens,
    compare_articles,
    compare_pairs,
    labels_by_voice,
)
from helpers.comparing.contrasts import framing_contrasts, keyness
from helpers.comparing.differences import (
    actor_differences,
    against_others,
    group_differences,
    side_differences,
)
from helpers.comparing.identity import name_actors, share_names
from helpers.comparing.merges import possible_merges
from helpers.comparing.omissions import find_omissions

__all__ = [
    "actor_differences",
    "against_others",
    "body_tokens",
    "compare_articles",
    "compare_pairs",
    "find_omissions",
    "framing_contrasts",
    "group_differences",
    "keyness",
    "labels_by_voice",
    "name_actors",
    "possible_merges",
    "share_names",
    "side_differences",
]
