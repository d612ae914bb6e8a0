"""Samples coded by hand: sheets, agreement, the errors of the suite, and their effect on its
numbers."""

from helpers.checking.adjudication import as_corrections, save_corrections, without_answers
from helpers.checking.agreement import (
    confusions,
    corrected_shares,
    disagreements,
    planning_table,
    score_machine,
    summarise,
)
from helpers.checking.answers import machine_answers
from helpers.checking.coders import alpha, code_long, coder_differences
from helpers.checking.form import code_here
from helpers.checking.sampling import coding_sheet
from helpers.checking.sheets import filled, find_sheet, read_sheet, save_sheet, sheet_of

__all__ = [
    "alpha",
    "as_corrections",
    "code_here",
    "code_long",
    "coder_differences",
    "coding_sheet",
    "confusions",
    "corrected_shares",
    "disagreements",
    "filled",
    "find_sheet",
    "machine_answers",
    "planning_table",
    "read_sheet",
    "save_corrections",
    "save_sheet",
    "score_machine",
    "sheet_of",
    "summarise",
    "without_answers",
]
