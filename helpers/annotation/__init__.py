"""All that is in an article, with the researcher's corrections, kept on disk."""

from helpers.annotation.annotate import annotate, annotate_from
from helpers.annotation.cache import (
    ANNOTATED,
    MEASURED,
    batch_contents,
    batch_path,
    digest_of_tables,
    empty_table,
    find_articles,
    is_finished,
    keep_batch,
    key_of,
    load_table,
    recall_tables,
    remember_table,
)
from helpers.annotation.corrector import correct_tones
from helpers.annotation.matching import begins_with, contains, is_actor, known_actor

__all__ = [
    "ANNOTATED",
    "MEASURED",
    "annotate",
    "annotate_from",
    "batch_contents",
    "batch_path",
    "begins_with",
    "contains",
    "correct_tones",
    "digest_of_tables",
    "empty_table",
    "find_articles",
    "is_actor",
    "is_finished",
    "keep_batch",
    "key_of",
    "known_actor",
    "load_table",
    "recall_tables",
    "remember_table",
]
