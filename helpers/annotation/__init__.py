"""All that is in an article, with the researcher's corrections, kept on disk."""

from helpers.annotation.annotate import annotate, annotate_from
from helpers.annotation.cache import (
    ANNOTATED,
    MEASURED,
    batch_path,
    contents,
    digest_of_tables,
    empty,
    find_articles,
    is_finished,
    keep,
    key_of,
    load,
    recall,
    remember_table,
)
from helpers.annotation.corrector import correct_tones, holding, is_actor, starting

__all__ = [
    "ANNOTATED",
    "MEASURED",
    "annotate",
    "annotate_from",
    "batch_path",
    "contents",
    "correct_tones",
    "digest_of_tables",
    "empty",
    "find_articles",
    "holding",
    "is_actor",
    "is_finished",
    "keep",
    "key_of",
    "load",
    "recall",
    "remember_table",
    "starting",
]
