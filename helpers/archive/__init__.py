"""Any number of articles: their tables, made batch by batch in one process or many, and questions
about groups of them."""

from helpers.archive.groups import (
    group_articles,
    group_framing,
    group_repeats,
    of_articles,
    read_table,
    shared_names,
)
from helpers.archive.tables import analyse, analyse_many, write_corpus

__all__ = [
    "analyse",
    "analyse_many",
    "group_articles",
    "group_framing",
    "group_repeats",
    "of_articles",
    "read_table",
    "shared_names",
    "write_corpus",
]
