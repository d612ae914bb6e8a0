"""Takes coding sheets and files, gives the sheets saved (.csv, .xlsx with drop-down lists) and read
again."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.files import write_whole
from helpers.base.spreadsheets import FORMULA, printable
from helpers.reading import Unreadable, read_cells
from helpers.reading import read_sheet as read_sheet_with

if TYPE_CHECKING:
    from helpers.base.article import Article

SHEET = {
    "item": "str", "what": "str", "article": "str", "start": "int64", "end": "int64", "text": "str", "context": "str",
    "question": "str", "choices": "str",
}  # fmt: skip
REMARKS = {
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
}  # columns that hold no answers
ADJUDICATED = "adjudicated"  # the column of the answer that counts where coders differ
RISKY = re.compile(rf"'*(?:{FORMULA})")  # also behind apostrophes of its own
LONGEST_CELL = 32_767  # characters that an .xlsx cell holds
WIDTHS = {"text": 50, "context": 70, "question": 30, "choices": 30}


def find_sheet(article: Article) -> Path | None:
    """Return the path of the coding sheet beside an article, `<article>.coding.csv` or .xlsx, or
    None if there is none.

    If there are both, it is the one that was saved last.
    """
    source = Path(article.source)
    endings = (".csv", ".xlsx") if article.source else ()
    beside = [source.with_name(f"{source.stem}.coding{ending}") for ending in endings]
    return max(filter(Path.is_file, beside), key=lambda path: path.stat().st_mtime_ns, default=None)


def sheet_of(article: Article) -> pd.DataFrame:
    """Return the coded sheet beside an article, its rows about this article; one without rows if
    there is none.

    Raises ValueError as read_sheet does.
    """
    path = find_sheet(article)
    sheet = (
        read_sheet(path)
        if path
        else pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in SHEET.items()})
    )
    return sheet[sheet["article"] == article.id].reset_index(drop=True)


def save_sheet(
    sheet: pd.DataFrame, path: str | Path, *, keep: bool = False, replace: bool = False
) -> Path:
    """Write a coding sheet as .csv or .xlsx, the latter with drop-down lists of the choices; return
    its path.

    The folder is made if it is not there. With `keep`, a file of this name that holds any answer is
    left as it is; with `replace`, whatever it holds is written over.

    No cell becomes a formula: one that begins with = + - @, or with what cannot be seen before such
    a sign, gets an apostrophe, which read_sheet takes away. Line ends become `\\n`, controls that
    XML cannot hold U+FFFD. Raises ValueError if the ending is another, a cell too long for .xlsx,
    or if answers in a file of this name have none in this sheet: what was coded by hand is not
    lost."""
    path = Path(path)
    write = {".csv": csv_bytes, ".xlsx": xlsx_bytes}.get(path.suffix.lower())
    if write is None:
        raise ValueError(
            f"{path}: a coding sheet is saved as .csv or .xlsx; give the file one of these endings"
        )
    there = (
        filled(read_sheet(path)).index if path.exists() and not replace else filled(sheet).index[:0]
    )
    if keep and len(there):
        return path
    lost = there.difference(filled(sheet).index)
    if len(lost):
        raise ValueError(
            f"{path}: it holds {len(lost)} answers that would be lost; save under another name"
        )
    cells = printable(sheet.astype("str").fillna("").replace(r"\r\n?", "\n", regex=True))
    write_whole(path, write(cells.map(neutral).rename(columns=neutral), path))
    return path


def csv_bytes(sheet, path):
    return sheet.to_csv(index=False, quoting=csv.QUOTE_ALL, lineterminator="\n").encode("utf-8-sig")


def xlsx_bytes(sheet, path):
    import xlsxwriter

    if sheet.map(len).max(axis=None) > LONGEST_CELL:
        raise ValueError(
            f"{path}: a cell is longer than the {LONGEST_CELL} characters .xlsx allows; save it as .csv"
        )
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same sheet, the same bytes
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        page = book.add_worksheet("coding")
        page.freeze_panes(1, 0)
        for column, name in enumerate(sheet.columns):
            page.set_column(column, column, WIDTHS.get(name, 14), wrapped)
            for row, cell in enumerate([name, *sheet[name]]):
                page.write_string(row, column, cell, wrapped)
        add_lists(sheet, page, book.add_worksheet("choices"))
    return content.getvalue()


def add_lists(sheet, page, hidden):
    """Give coders a drop-down list of the choices in each row; they stand on a page, as a cell's
    own list is short."""
    from xlsxwriter.utility import xl_range_abs

    hidden.hide()
    columns = [sheet.columns.get_loc(name) for name in answer_columns(sheet)]
    for number, (choices, rows) in enumerate(sheet.reset_index(drop=True).groupby("choices")):
        hidden.write_column(0, number, choices.split(" | "))
        source = f"=choices!{xl_range_abs(0, number, choices.count(' | '), number)}"
        for row in (rows.index + 1).tolist():
            for column in columns:
                page.data_validation(
                    row, column, row, column, {"validate": "list", "source": source}
                )


def read_sheet(path: str | Path) -> pd.DataFrame:
    """Return a coding sheet from .csv or .xlsx as it was saved, with the answers that coders filled
    in.

    Every column that is not one of the sheet's own is a coder's. Raises ValueError, in one line
    with the remedy, if the file cannot be read as a sheet, lacks a column or holds an item twice.
    """
    path = Path(path)
    try:
        cells = read_cells_of(path)
    except (OSError, ValueError, Unreadable) as error:
        fault = " ".join(str(getattr(error, "reason", error)).split())
        raise ValueError(
            f"{path}: not read as a coding sheet ({fault}); save it as .xlsx or as CSV UTF-8"
        ) from None
    missing = [name for name in SHEET if name not in cells.columns]
    if missing:
        raise ValueError(
            f"{path}: it lacks the columns {', '.join(missing)}; copy them from the sheet you were given"
        )
    cells = cells.rename(
        columns=lambda name: ADJUDICATED if name.strip().casefold() == ADJUDICATED else name
    )
    others = [name for name in cells.columns if name not in SHEET]
    sheet = cells.loc[(cells != "").any(axis="columns"), [*SHEET, *others]].reset_index(drop=True)
    if sheet["item"].duplicated().any() or not sheet[["start", "end"]].map(str.isdecimal).all(
        axis=None
    ):
        raise ValueError(
            f"{path}: an item stands in it twice or has lost its start or end; copy these columns anew"
        )
    return sheet.astype(SHEET)


def read_cells_of(path):
    """Return the cells of a sheet's file as they were saved; columns without a name are left
    out."""
    content = path.read_bytes()
    workbook = path.suffix.lower() == ".xlsx"
    names, rows = (
        read_sheet_with(content, "item") if workbook else read_cells(content.decode("utf-8-sig"))
    )
    rows = [(row + [""] * len(names))[: len(names)] for row in rows]
    cells = pd.DataFrame(rows, columns=names, dtype="str")
    return cells.loc[:, cells.columns != ""].map(restore).rename(columns=restore)


def neutral(cell):
    return f"'{cell}" if RISKY.match(cell) else cell


def restore(cell):
    return cell[1:] if cell[:1] == "'" and RISKY.match(cell) else cell


def answer_columns(sheet: pd.DataFrame) -> list[str]:
    """Return the columns of answers: all that are neither the sheet's own nor called note, comment
    or remark."""
    return [
        name
        for name in sheet.columns
        if name not in SHEET and name.strip().casefold() not in REMARKS
    ]


def coder_columns(sheet: pd.DataFrame) -> list[str]:
    return [name for name in answer_columns(sheet) if name != ADJUDICATED]


def filled(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that coders and who adjudicates filled in: the column `answer` and the
    choices, by item and coder.

    Raises ValueError if an item stands in the sheet twice.
    """
    if sheet["item"].duplicated().any():
        raise ValueError(
            "an item stands in the sheet twice; leave one of both out, as sheet.drop_duplicates('item') does"
        )
    rows = [
        (row["item"], coder, str(row[coder]).strip(), row["choices"])
        for row in sheet.to_dict("records")
        for coder in answer_columns(sheet)
        if pd.notna(row[coder]) and str(row[coder]).strip()
    ]
    return pd.DataFrame(
        rows, columns=["item", "coder", "answer", "choices"], dtype="str"
    ).set_index(["item", "coder"])
