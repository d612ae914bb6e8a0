"""Writes what leaves a notebook: the report of an article, its tables and figures, the methods in
words; and removes all copies of texts again."""

from helpers.report.copies import forget
from helpers.report.methods import methods_text, validity
from helpers.report.pages import write_reports
from helpers.report.saving import results_folder, save_results

__all__ = [
    "forget",
    "methods_text",
    "results_folder",
    "save_results",
    "validity",
    "write_reports",
]
