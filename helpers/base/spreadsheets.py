"""Makes tables safe to open in a spreadsheet, and writes them as Excel files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Any

import pandas as pd

# spaces, controls, signs of format and fillers: what a spreadsheet may strip or skip before it
# reads a cell
UNSEEN = (
    "\x00-\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# what a spreadsheet takes for a formula, or may take for one
FORMULA = rf"[{UNSEEN}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n]"
NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
# how many rows an Excel sheet holds below its heading, and how many characters a cell
MOST_ROWS = 2**20 - 1
MOST_CHARACTERS = 2**15 - 1
LONGEST_PAGE_NAME = 31
OPTIONS = {
    "in_memory": True,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
    "remove_timezone": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
CREATED = {"created": pd.Timestamp("2000-01-01")}  # so that the same table gives the same bytes


def neutral(cell: Any) -> Any:
    """Return a cell, with a ' before it if it is a text that a spreadsheet might take for a
    formula."""
    if isinstance(cell, str) and re.match(FORMULA, cell):
        return f"'{cell}"
    return cell


def neutralise(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with all its text cells neutral, so that no spreadsheet takes one for a
    formula."""
    cells = {}
    for name in table.select_dtypes("str").columns:
        is_risky = table[name].str.match(FORMULA)
        cells[name] = table[name].where(~is_risky, "'" + table[name])
    for name, dtype in table.dtypes.items():
        if dtype in ("object", "category"):
            cells[name] = table[name].map(neutral)
    return table.assign(**cells)


def printable(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the characters that XML, and therefore an Excel file, cannot hold."""
    cells = {
        name: table[name].str.replace(NOT_XML, "\N{REPLACEMENT CHARACTER}", regex=True)
        for name in table.select_dtypes("str").columns
    }
    return table.assign(**cells)


def fits_excel(table: pd.DataFrame) -> bool:
    """Return whether a table has no more rows, and no longer cells, than an Excel sheet holds."""
    longest = (table[column].str.len().max() for column in table.select_dtypes("str").columns)
    return len(table) <= MOST_ROWS and not any(length > MOST_CHARACTERS for length in longest)


def as_xlsx(
    table: pd.DataFrame,
    name: str,
    *,
    heading_style: dict | None = None,
    cell_style: dict | None = None,
    finish: Callable | None = None,
) -> bytes:
    """Return a table as an Excel file in which no cell is taken for a formula or an address, either
    there or after it is saved as CSV.

    The styles are properties of XlsxWriter's formats. `finish(book, page)` adds what the page needs
    beside its cells."""
    # pandas would write cell by cell through it, too, and take twice the time
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties(CREATED)
        page = book.add_worksheet(name[:LONGEST_PAGE_NAME])
        page.freeze_panes(1, 0)
        heading = book.add_format(heading_style or {"bold": True})
        page.write_row(0, 0, map(str, table.columns), heading)
        style = book.add_format(cell_style) if cell_style else None
        for number, (_, column) in enumerate(printable(neutralise(table)).items()):
            write_column(page, number, column, style)
        if finish:
            finish(book, page)
    return file.getvalue()


def write_column(page, number, column, style):
    """Write the cells of a column below its heading."""
    cells = zip(column.tolist(), column.isna(), strict=True)
    for row, (value, is_missing) in enumerate(cells, start=1):
        if is_missing or value == "":
            page.write_blank(row, number, "", style)
        elif is_excel_value(value):
            page.write(row, number, value, style)
        else:
            page.write_string(row, number, str(value), style)


def is_excel_value(value):
    """Return whether Excel has a type for a value that is not a text: truth values, dates and
    finite numbers."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, (bool, int, date))
