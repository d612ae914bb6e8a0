"""Reads Excel workbooks (.xlsx): a row of a sheet is an article."""

import io
from datetime import datetime, time

from helpers.reading.drafts import Unreadable, ask_limit
from helpers.reading.fields import IDS, TEXTS, field_name, find_column
from helpers.reading.formats.rows import (
    FILL,
    LISTED,
    MOST_ROWS,
    NAME_TEXT,
    check_ids,
    no_text,
    rows_to_drafts,
    with_faults,
)
from helpers.reading.formats.tabular import EMPTY, MOST_CELLS, MOST_COLUMNS, SPLIT
from helpers.reading.formats.zipped import open_zip

KIND = "Excel"
MOST_TAGS = 10_000_000  # in the parts of a workbook; a cell has four
MOST_CHARACTERS = 100_000_000  # in the cells of a workbook; 20,000 articles have as many
FAR = "copy the rows and columns that hold the articles into a new workbook, and save it"


def read_workbook(content):
    """Return a draft for each row of the sheets that have a column `text`, and the doubts, of which
    one names the other sheets."""
    sheets = read_sheets(content)
    if not sheets:
        raise Unreadable("there is no article in it", "write a table with a column named text")
    with_texts = {}
    others = []
    for name, (names, rows) in sheets.items():
        if find_column(names, TEXTS) is not None:
            with_texts[name] = (names, rows)
        elif rows:
            others.append(name)
    if not with_texts:
        raise no_text(next(iter(sheets.values()))[0])
    doubts = []
    if others:
        reason = f"sheet {', '.join(others[:LISTED])} has no column with texts, left out"
        doubts.append((reason, NAME_TEXT))
    return sheets_to_drafts(with_texts, doubts)


def sheets_to_drafts(sheets, doubts):
    """Return the drafts in sheets that have texts, and the doubts."""
    drafts = []
    faults = []
    ids = []
    columns = []  # those of the texts
    for sheet, (names, rows) in sheets.items():
        new_drafts, new_faults = rows_to_drafts(names, rows)
        drafts += new_drafts
        if len(sheets) > 1:
            new_faults = [(f"{number} of {sheet}", fault) for number, fault in new_faults]
        faults += new_faults
        if find_column(names, IDS) is not None:
            ids += [draft.id for draft in new_drafts]
        columns.append(names[find_column(names, TEXTS)])
    doubts = [*doubts, *check_ids(ids)]
    remedy = FILL.format(" or ".join(dict.fromkeys(columns)))
    return with_faults(drafts, faults, doubts, "row", remedy)


def read_named_sheet(content: bytes, column: str) -> tuple[list[str], list[list[str]]]:
    """Return the column names and the rows, lists of cells, of the first sheet that has a certain
    column. Raises Unreadable if no sheet has it."""
    for sheet in read_book(content, header=None).values():
        rows = [list(map(as_words, row)) for row in sheet.to_numpy()]
        if any(column in map(field_name, row) for row in rows):
            names, *rows = [row for row in rows if any(row)]
            return names, rows
    raise Unreadable(*EMPTY)


def read_sheets(content):
    """Return the sheets that have columns: {name: (column names, rows, which are lists of
    cells)}."""
    sheets = {}
    for name, sheet in read_book(content).items():
        if len(sheet.columns):
            names = [str(column) for column in sheet.columns]
            rows = [list(map(as_words, row)) for row in sheet.itertuples(index=False)]
            sheets[name] = (names, rows)
    return sheets


def read_book(content, *, header=0):
    """Return the sheets of a workbook by name, as DataFrames of the values in the cells; the column
    names are in row `header`. Raises Unreadable if it is damaged or too large."""
    import pandas as pd

    open_zip(content, kind=KIND, most_tags=MOST_TAGS)
    try:
        ask_sheets(content)
        return pd.read_excel(
            io.BytesIO(content),
            sheet_name=None,
            header=header,
            dtype=object,
            engine="openpyxl",
            keep_default_na=False,
        )
    except Unreadable:
        raise
    except Exception as error:  # the library raises anything at a damaged part
        reason = f"it is damaged ({type(error).__name__})"
        raise Unreadable(reason, "save it again as .xlsx or .csv") from None


def ask_sheets(content):
    """Raise Unreadable if the sheets have more cells, or characters in them, than are read.

    One cell in a far corner makes a sheet large, and one string that is stored once may stand in
    every cell."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    cells = 0
    characters = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        height = 0
        width = 0
        for row in sheet.iter_rows(values_only=True):
            height += 1
            width = max(width, len(row))
            characters += sum(len(value) for value in row if isinstance(value, str))
            ask_limit(height, MOST_ROWS, "row", FAR)
            ask_limit(width, MOST_COLUMNS, "column", FAR)
            ask_limit(cells + height * max(1, width), MOST_CELLS, "cell", FAR)
            ask_limit(characters, MOST_CHARACTERS, "character", SPLIT)
        cells += height * width


def as_words(value):
    """Return the value of a cell as words: a date without a time, and line ends as they are.

    >>> as_words(datetime(2024, 5, 1)), as_words(None)
    ('2024-05-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value).replace("_x000D_", "\r")
