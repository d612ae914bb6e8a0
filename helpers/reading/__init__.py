"""Reading: turns files of any format into articles, with their metadata and corrections."""

from helpers.reading.articles import (
    METADATA,
    articles_table,
    dropped_table,
    make_article,
    read_article,
    read_articles,
    read_drafts,
    read_file,
    safe_name,
)
from helpers.reading.corpus import PROBLEMS, Reader, read_corpus, read_files
from helpers.reading.corrections import (
    ALIKE,
    COLUMNS,
    VALUES,
    Correction,
    correction_line,
    corrections_table,
    plain,
    problem_of,
    set_correction,
    words_of,
)
from helpers.reading.dates import iso_date
from helpers.reading.drafts import Unreadable
from helpers.reading.folders import find_files, find_inputs
from helpers.reading.formats import TABULAR
from helpers.reading.formats.tabular import read_cells
from helpers.reading.formats.workbooks import read_named_sheet
from helpers.reading.interviews import find_questions, is_interview
from helpers.reading.language import find_language, is_foreign

__all__ = [
    "ALIKE",
    "COLUMNS",
    "METADATA",
    "PROBLEMS",
    "TABULAR",
    "VALUES",
    "Correction",
    "Reader",
    "Unreadable",
    "articles_table",
    "correction_line",
    "corrections_table",
    "dropped_table",
    "find_files",
    "find_inputs",
    "find_language",
    "find_questions",
    "is_foreign",
    "is_interview",
    "iso_date",
    "make_article",
    "plain",
    "problem_of",
    "read_article",
    "read_articles",
    "read_cells",
    "read_corpus",
    "read_drafts",
    "read_file",
    "read_files",
    "read_named_sheet",
    "safe_name",
    "set_correction",
    "words_of",
]
