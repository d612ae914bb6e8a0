"""Saves coding sheets as files, .csv or .xlsx with drop-down lists, and reads them again."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.files import write_whole
from helpers.base.spreadsheets import FORMULA, MOST_CHARACTERS, as_xlsx, printable
from helpers.checking.placing import place_rows, warn_of_lost
from helpers.reading import Unreadable, read_cells, read_named_sheet

if TYPE_CHECKING:
    from helpers.base.article import Article

SHEET = {
    "item": "str", "what": "str", "article": "str", "start": "int64", "end": "int64",
    "text": "str", "context": "str", "question": "str", "choices": "str",
}  # fmt: skip
# the names of columns that hold no answers
REMARKS = {"note", "notes", "comment", "comments", "remark", "remarks"}
ADJUDICATED = "adjudicated"  # the column of the answer that counts where coders differ
RISKY = re.compile(rf"'*(?:{FORMULA})")  # a formula, also after apostrophes of its own
WIDTHS = {"text": 50, "context": 70, "question": 30, "choices": 30}
USUAL_WIDTH = 14
WRAPPED = {"text_wrap": True, "valign": "top", "num_format": "@"}


def find_sheet(article: Article) -> Path | None:
    """Return the path of the coding sheet beside an article, `<article>.coding.csv` or .xlsx, or
    None if there is none.

    If there are both, it is the one that was saved last.
    """
    if not article.source:
        return None
    source = Path(article.source)
    beside = [source.with_name(f"{source.stem}.coding{ending}") for ending in (".csv", ".xlsx")]
    sheets = [path for path in beside if path.is_file()]
    return max(sheets, key=lambda path: path.stat().st_mtime_ns, default=None)


def sheet_of(article: Article) -> pd.DataFrame:
    """Return the rows about an article of the coding sheet beside it, or a sheet without rows if
    there is none.

    Each row stands where its words stand in the article as it is read now; an ArticleWarning names
    each that finds no place, and it is left out. Raises ValueError as read_sheet does.
    """
    path = find_sheet(article)
    if path is None:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in SHEET.items()})
    sheet = read_sheet(path)
    own = sheet[sheet["article"] == article.id]
    placed, lost = place_rows(own, {article.id: article.text})
    warn_of_lost(path, lost)
    return placed.reset_index(drop=True)


def save_sheet(
    sheet: pd.DataFrame, path: str | Path, *, keep: bool = False, replace: bool = False
) -> Path:
    """Write a coding sheet as .csv or .xlsx, the latter with drop-down lists of the choices; return
    its path.

    The folder is made if it does not exist. With `keep`, a file of this name that holds any answer
    is left as it is; with `replace`, whatever it holds is overwritten.

    No cell becomes a formula: one that begins with = + - @, or with invisible characters before
    such a sign, gets an apostrophe, which read_sheet removes. Line ends become `\\n`, controls that
    XML cannot hold U+FFFD. Raises ValueError if the ending is another one, if a cell is too long
    for .xlsx, or if answers in a file of this name are missing in this sheet: what was coded by
    hand is not lost."""
    path = Path(path)
    write = {".csv": csv_bytes, ".xlsx": xlsx_bytes}.get(path.suffix.lower())
    if write is None:
        raise ValueError(
            f"{path}: a coding sheet is saved as .csv or .xlsx; give the file one of these endings"
        )
    if path.exists() and not replace:
        answers = filled(read_sheet(path)).index
        if keep and len(answers):
            return path
        lost = answers.difference(filled(sheet).index)
        if len(lost):
            raise ValueError(
                f"{path}: it holds {len(lost)} answers that would be lost; save under another name"
            )
    cells = printable(sheet.astype("str").fillna("").replace(r"\r\n?", "\n", regex=True))
    write_whole(path, write(cells.map(guarded).rename(columns=guarded), path))
    return path


def csv_bytes(sheet, path):
    return sheet.to_csv(index=False, quoting=csv.QUOTE_ALL, lineterminator="\n").encode("utf-8-sig")


def xlsx_bytes(sheet, path):
    """Return a sheet as an Excel file with a drop-down list of the choices in each row."""
    if sheet.map(len).max(axis=None) > MOST_CHARACTERS:
        raise ValueError(
            f"{path}: a cell is longer than the {MOST_CHARACTERS} characters .xlsx allows; "
            "save it as .csv"
        )

    def finish(book, page):
        style = book.add_format(WRAPPED)
        for column, name in enumerate(sheet.columns):
            page.set_column(column, column, WIDTHS.get(name, USUAL_WIDTH), style)
        add_lists(sheet, page, book.add_worksheet("choices"))

    return as_xlsx(sheet, "coding", heading_style=WRAPPED, cell_style=WRAPPED, finish=finish)


def add_lists(sheet, page, hidden):
    """Add the drop-down lists; the choices stand on a hidden page, as the list of a cell itself may
    not be long."""
    from xlsxwriter.utility import xl_range_abs

    hidden.hide()
    columns = [sheet.columns.get_loc(name) for name in answer_columns(sheet)]
    for number, (choices, rows) in enumerate(sheet.reset_index(drop=True).groupby("choices")):
        names = choices.split(" | ")
        hidden.write_column(0, number, names)
        source = f"=choices!{xl_range_abs(0, number, len(names) - 1, number)}"
        validation = {"validate": "list", "source": source}
        for row in (rows.index + 1).tolist():
            for column in columns:
                page.data_validation(row, column, row, column, validation)


def read_sheet(path: str | Path) -> pd.DataFrame:
    """Return a coding sheet from .csv or .xlsx as it was saved, with the answers that coders filled
    in.

    Every column that is not one of the sheet's own belongs to a coder. Raises ValueError, in one
    line with the remedy, if the file cannot be read as a sheet, lacks a column or holds an item
    twice.
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
            f"{path}: it lacks the columns {', '.join(missing)}; "
            "copy them from the sheet you were given"
        )
    adjudicated = [name for name in cells.columns if name.strip().casefold() == ADJUDICATED]
    cells = cells.rename(columns=dict.fromkeys(adjudicated, ADJUDICATED))
    others = [name for name in cells.columns if name not in SHEET]
    has_content = (cells != "").any(axis="columns")
    sheet = cells.loc[has_content, [*SHEET, *others]].reset_index(drop=True)
    has_places = sheet[["start", "end"]].map(str.isdecimal).all(axis=None)
    if sheet["item"].duplicated().any() or not has_places:
        raise ValueError(
            f"{path}: an item stands in it twice or has lost its start or end; "
            "copy these columns anew"
        )
    return sheet.astype(SHEET)


def read_cells_of(path):
    """Return the cells of a sheet's file as they were saved; columns without a name are left
    out."""
    content = path.read_bytes()
    if path.suffix.lower() == ".xlsx":
        names, rows = read_named_sheet(content, "item")
    else:
        names, rows = read_cells(content.decode("utf-8-sig"))
    width = len(names)
    rows = [(row + [""] * width)[:width] for row in rows]
    cells = pd.DataFrame(rows, columns=names, dtype="str")
    return cells.loc[:, cells.columns != ""].map(unguarded).rename(columns=unguarded)


def guarded(cell):
    """Return a cell with an apostrophe before what a spreadsheet might take for a formula, so that
    `unguarded` returns it as it was."""
    return f"'{cell}" if RISKY.match(cell) else cell


def unguarded(cell):
    return cell[1:] if cell[:1] == "'" and RISKY.match(cell) else cell


# the columns of answers


def answer_columns(sheet: pd.DataFrame) -> list[str]:
    """Return the columns of answers: all that are neither the sheet's own nor called note, comment
    or remark."""
    others = [name for name in sheet.columns if name not in SHEET]
    return [name for name in others if name.strip().casefold() not in REMARKS]


def coder_columns(sheet: pd.DataFrame) -> list[str]:
    """Return the columns of the coders: those of answers but for the adjudicated ones."""
    return [name for name in answer_columns(sheet) if name != ADJUDICATED]


def filled(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that coders, and whoever adjudicates, filled in: the columns answer and
    choices, by item and coder.

    Raises ValueError if an item stands in the sheet twice.
    """
    if sheet["item"].duplicated().any():
        raise ValueError(
            "an item stands in the sheet twice; leave one of both out, "
            "as sheet.drop_duplicates('item') does"
        )
    coders = answer_columns(sheet)
    rows = []
    for row in sheet.to_dict("records"):
        for coder in coders:
            answer = str(row[coder]).strip()
            if answer and pd.notna(row[coder]):
                rows.append((row["item"], coder, answer, row["choices"]))
    columns = ["item", "coder", "answer", "choices"]
    return pd.DataFrame(rows, columns=columns, dtype="str").set_index(["item", "coder"])
