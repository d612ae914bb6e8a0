"""Writes tables as Excel files in which no cell is a formula."""

from __future__ import annotations

import io
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.writers import neutralise, printable

if TYPE_CHECKING:
    pass

# that an Excel sheet holds under its heading, and in a cell
MOST_ROWS = 2**20 - 1
MOST_LETTERS = 2**15 - 1


def fits_excel(table: pd.DataFrame) -> bool:
    """Return whether a table has no more rows, and no longer cells, than an Excel sheet holds."""
    longest = (table[column].str.len().max() for column in table.select_dtypes("str").columns)
    return len(table) <= MOST_ROWS and not any(length > MOST_LETTERS for length in longest)


def as_xlsx(table: pd.DataFrame, name: str) -> bytes:
    """Return a table as an Excel file in which no cell is taken for a formula or an address, now or
    saved as CSV."""
    from xlsxwriter import (
        Workbook,  # pandas would write cell by cell through it, too, and take twice the time
    )

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
        "remove_timezone": True,
    }
    with Workbook(file, options | {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {"created": pd.Timestamp("2000-01-01")}
        )  # the same table gives the same bytes
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, map(str, table.columns), book.add_format({"bold": True}))
        for number, (_, column) in enumerate(printable(neutralise(table)).items()):
            for row, (value, missing) in enumerate(
                zip(column.tolist(), column.isna(), strict=True), start=1
            ):
                if missing or value == "":
                    continue
                if isinstance(value, str):
                    sheet.write_string(row, number, value)
                elif isinstance(value, (bool, int, date)) or (
                    isinstance(value, float) and isfinite(value)
                ):
                    sheet.write(row, number, value)
                else:
                    sheet.write_string(row, number, str(value))
    return file.getvalue()
