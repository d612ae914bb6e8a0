"""Takes coding sheets and files, gives the sheets saved (.csv, .xlsx with drop-down lists) and read again."""

import csv
import io
import re
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd

from helpers.files import write_whole

SHEET = {
    "item": "str", "what": "str", "article": "str", "start": "int64", "end": "int64", "text": "str", "context": "str",
    "question": "str", "choices": "str",
}  # fmt: skip
FORMULA = re.compile(r"'*[=+\-@\t]")  # what a spreadsheet would run, also behind apostrophes of its own
LONGEST_CELL = 32_767  # characters that an .xlsx cell holds
LARGEST_FILE = 100_000_000  # bytes unpacked; a coding sheet has some 100,000
WIDTHS = {"text": 50, "context": 70, "question": 30, "choices": 30}


def find_sheet(article):
    """Return the path of the coding sheet beside an article, `<article>.coding.csv` or .xlsx, or None if there is none.

    If there are both, it is the one that was saved last.
    """
    source = Path(article.source)
    endings = (".csv", ".xlsx") if article.source else ()
    beside = [source.with_name(f"{source.stem}.coding{ending}") for ending in endings]
    return max(filter(Path.is_file, beside), key=lambda path: path.stat().st_mtime_ns, default=None)


def save_sheet(sheet, path, *, keep=False):
    """Write a coding sheet as .csv or .xlsx, the latter with drop-down lists of the choices; return its path.

    The folder is made if it is not there. With `keep`, a file of this name that holds any answer is left as it is.

    No cell becomes a formula: in CSV one that begins with = + - @ gets an apostrophe, which read_sheet takes away. Line
    ends become `\\n`. Raises ValueError if the ending is another, a cell too long for .xlsx, or if answers in a file of
    this name are not in this sheet: what was coded by hand is not overwritten.
    """
    path = Path(path)
    write = {".csv": csv_bytes, ".xlsx": xlsx_bytes}.get(path.suffix.lower())
    if write is None:
        raise ValueError(f"{path}: a coding sheet is saved as .csv or .xlsx; give the file one of these endings")
    there = filled(read_sheet(path)).index if path.exists() else filled(sheet).index[:0]
    if keep and len(there):
        return path
    lost = there.difference(filled(sheet).index)
    if len(lost):
        raise ValueError(f"{path}: it holds {len(lost)} answers that would be lost; save under another name")
    content = write(sheet.astype("str").replace(r"\r\n?", "\n", regex=True), path)
    write_whole(path, content)
    return path


def csv_bytes(sheet, path):
    def neutral(cell):
        return f"'{cell}" if FORMULA.match(cell) else cell

    cells = sheet.map(neutral).rename(columns=neutral)
    return cells.to_csv(index=False, quoting=csv.QUOTE_ALL, lineterminator="\n").encode("utf-8-sig")


def xlsx_bytes(sheet, path):
    import xlsxwriter

    if sheet.map(len).max(axis=None) > LONGEST_CELL:
        raise ValueError(f"{path}: a cell is longer than the {LONGEST_CELL} characters .xlsx allows; save it as .csv")
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
    """Give coders a drop-down list of the choices in each row; they stand on a page, as a cell's own list is short."""
    from xlsxwriter.utility import xl_range_abs

    hidden.hide()
    columns = [sheet.columns.get_loc(name) for name in coder_columns(sheet)]
    for number, (choices, rows) in enumerate(sheet.reset_index(drop=True).groupby("choices")):
        hidden.write_column(0, number, choices.split(" | "))
        source = f"=choices!{xl_range_abs(0, number, choices.count(' | '), number)}"
        for row in (rows.index + 1).tolist():
            for column in columns:
                page.data_validation(row, column, row, column, {"validate": "list", "source": source})


def read_sheet(path):
    """Return a coding sheet from .csv or .xlsx as it was saved, with the answers that coders filled in.

    Every column that is not one of the sheet's own is a coder's. Raises ValueError, in one line with the remedy, if
    the file cannot be read as a sheet, lacks a column or holds an item twice.
    """
    path = Path(path)
    try:
        cells = read_xlsx(path) if path.suffix.lower() == ".xlsx" else read_csv(path)
    except (OSError, ValueError, LookupError, RuntimeError, SyntaxError, zipfile.BadZipFile, zlib.error) as error:
        fault = " ".join(str(error).split())
        raise ValueError(f"{path}: not read as a coding sheet ({fault}); save it as .xlsx or as CSV UTF-8") from None
    missing = [name for name in SHEET if name not in cells.columns]
    if missing:
        raise ValueError(f"{path}: it lacks the columns {', '.join(missing)}; copy them from the sheet you were given")
    sheet = cells.loc[(cells != "").any(axis="columns"), [*SHEET, *coder_columns(cells)]].reset_index(drop=True)
    if sheet["item"].duplicated().any() or not sheet[["start", "end"]].map(str.isdecimal).all(axis=None):
        raise ValueError(f"{path}: an item stands in it twice or has lost its start or end; copy these columns anew")
    return sheet.astype(SHEET)


def read_csv(path):
    def restore(cell):
        return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell

    text = path.read_bytes().decode("utf-8-sig")
    separator = max(",;\t", key=text.partition("\n")[0].count)  # a spreadsheet program may have changed it
    rows = pd.read_csv(io.StringIO(text, newline=""), sep=separator, dtype="str", na_filter=False, index_col=False)
    return rows.fillna("").map(restore).rename(columns=restore)


def read_xlsx(path):
    """Return the cells of a workbook's first page; text and numbers are read (ECMA-376, 18.3 and 18.4), no formulas."""
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_FILE:
            raise ValueError("it is far larger than a coding sheet")
        strings, page = (parse_xml(archive.read(f"xl/{name}.xml")) for name in ("sharedStrings", "worksheets/sheet1"))
    strings, rows = [plain_text(each) for each in strings], []
    for row in page.iterfind("{*}sheetData/{*}row"):
        rows.append({})
        for cell in row.iterfind("{*}c"):
            value = cell.findtext("{*}v", "")
            rows[-1][cell.get("r").rstrip("0123456789")] = strings[int(value)] if cell.get("t") == "s" else value
    head = {letters: name for letters, name in (rows[0] if rows else {}).items() if name}
    cells = [[row.get(letters, "") for letters in head] for row in rows[1:]]
    return pd.DataFrame(cells, columns=[*head.values()], dtype="str")


def parse_xml(content):
    """Return the root of a workbook's XML; a document type is refused: entities declared in it can grow without end."""

    def refuse(*_):
        raise ValueError("its XML declares a document type, which no spreadsheet program writes")

    tree = ElementTree.TreeBuilder()
    target = SimpleNamespace(start=tree.start, end=tree.end, data=tree.data, close=tree.close, doctype=refuse)
    return ElementTree.fromstring(content, ElementTree.XMLParser(target=target))


def plain_text(string):
    """Return a workbook's string without its fonts and readings; `_x000B_` and the like stand for one character."""
    text = "".join(each.text or "" for each in [*string.iterfind("{*}t"), *string.iterfind("{*}r/{*}t")])
    return re.sub("_x(00[0-9A-Fa-f]{2})_", lambda code: chr(int(code[1], 16)), text)


def coder_columns(sheet):
    return [name for name in sheet.columns if name not in SHEET]


def filled(sheet):
    """Return the cells that coders filled in: the column `answer` and the row's choices, by item and coder."""
    cells = sheet.set_index(["item", "choices"])[coder_columns(sheet)].rename_axis(columns="coder").astype("str")
    long = cells.stack().str.strip().rename("answer").reset_index("choices")
    return long[long["answer"] != ""]
