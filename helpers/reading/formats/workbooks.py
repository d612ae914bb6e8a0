"""Reads Excel workbooks (.xlsx): a row of a sheet is an article."""

import io
from datetime import datetime, time
from typing import NamedTuple

from helpers.reading.drafts import Unreadable, add_dropped, ask_limit
from helpers.reading.fields import IDS, TEXTS, field_name, find_column
from helpers.reading.formats.columns import LISTED, NAME_TEXT
from helpers.reading.formats.records import with_faults
from helpers.reading.formats.rows import (
    FILL,
    MOST_ROWS,
    check_ids,
    find_header,
    join_cells,
    name_of_texts,
    pieces_above,
    rows_to_drafts,
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
    with_texts = {name: sheet for name, sheet in sheets.items() if sheet.has_texts()} or sheets
    others = [name for name, sheet in sheets.items() if name not in with_texts and sheet.rows]
    unread = [sheet for name, sheet in sheets.items() if name not in with_texts]
    doubts = []
    if others:
        reason = f"sheet {', '.join(others[:LISTED])} has no column with texts, left out"
        doubts.append((reason, NAME_TEXT))
    drafts, doubts = sheets_to_drafts(with_texts, doubts)
    return add_dropped(drafts, [sheet.as_piece() for sheet in unread]), doubts


class Sheet(NamedTuple):
    """The lines above a table, the names of its columns, its rows, and the number of the first."""

    above: list
    names: list
    rows: list
    first: int

    def has_texts(self):
        return find_column(self.names, TEXTS) is not None

    def as_piece(self):
        """Return the sheet as a piece that was left out."""
        rows = map(join_cells, [self.names, *self.rows])
        return "sheet without articles", "\n".join([*self.above, *rows])


def sheets_to_drafts(sheets, doubts):
    """Return the drafts in sheets that have texts, and the doubts. Raises Unreadable if none has
    any."""
    drafts = []
    faults = []
    ids = []
    unread = []
    pieces = []  # of sheets that are not read
    for name, sheet in sheets.items():
        try:
            found = rows_to_drafts(sheet.names, sheet.rows, first=sheet.first)
        except Unreadable as fault:
            unread.append(fault)
            pieces.append(sheet.as_piece())
            continue
        new_drafts, new_faults, told = found
        drafts += add_dropped(new_drafts, pieces_above(sheet.above)) if new_drafts else []
        if len(sheets) > 1:
            new_faults = [(f"{number} of {name}", *fault) for number, *fault in new_faults]
        faults += new_faults
        doubts = [*doubts, *told]
        if find_column(sheet.names, IDS) is not None:
            ids += [draft.id for draft in new_drafts]
    if not drafts and unread:
        raise unread[0]
    columns = dict.fromkeys(name_of_texts(sheet.names) for sheet in sheets.values())
    doubts = [*doubts, *check_ids(ids)]
    drafts, doubts = with_faults(drafts, faults, doubts, "row", FILL.format(" or ".join(columns)))
    return add_dropped(drafts, pieces), doubts


def read_named_sheet(content: bytes, column: str) -> tuple[list[str], list[list[str]]]:
    """Return the column names and the rows, lists of cells, of the first sheet that has a certain
    column. Raises Unreadable if no sheet has it."""
    for sheet in read_book(content, header=None).values():
        rows = [list(map(cell_words, row)) for row in sheet.to_numpy()]
        if any(column in map(field_name, row) for row in rows):
            names, *rows = [row for row in rows if any(row)]
            return names, rows
    raise Unreadable(*EMPTY)


def read_sheets(content):
    """Return the Sheets that are not empty, by name."""
    sheets = {}
    for name, frame in read_book(content, header=None).items():
        rows = [list(map(cell_words, row)) for row in frame.itertuples(index=False)]
        place = find_header([row if any(row) else [] for row in rows])
        while place < len(rows) and not any(rows[place]):
            place += 1
        if place < len(rows):
            above = list(map(join_cells, rows[:place]))
            sheets[name] = Sheet(above, rows[place], rows[place + 1 :], place + 2)
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


def cell_words(value):
    """Return the value of a cell as words: a date without a time, and line ends as they are.

    >>> cell_words(datetime(2024, 5, 1)), cell_words(None)
    ('2024-05-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value).replace("_x000D_", "\r")
