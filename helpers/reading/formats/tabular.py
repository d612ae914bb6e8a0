"""Reads tables in text files (.csv, .tsv): a row is an article."""

import csv
import io
import re

from helpers.reading.drafts import Unreadable, ask_limit
from helpers.reading.fields import find_roles
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.rows import (
    MOST_ABOVE,
    MOST_LINES,
    MOST_ROWS,
    MOST_SIGNS,
    read_rows,
)

SEPARATORS = ",;\t|"
# the line with which Excel begins some of its tables
EXCEL_SEPARATOR = re.compile(r'"?sep=([,;|\t:^~])[^\n]*', re.I)
MOST_START = 20_000  # characters in which the names of the columns are looked for
MOST_COLUMNS = 1_000  # Excel has room for 16,384; exports have 60
MOST_CELLS = 2_000_000  # empty ones too; 20,000 articles with 60 columns have 1,200,000
SPLIT = "split it into tables of fewer rows, and leave out columns that are not needed"
EMPTY = ("it is empty", "write a table whose first row has the columns' names")
CLOSE = 'close it, or write "" for a mark within a cell'


def read_csv(content):
    """Return a draft for each row of a table with a column `text`, and the doubts. Lines above the
    names of the columns are left out; the separator is the one of the names.

    Raises Unreadable if there is no such column, or where a quotation mark left open would run rows
    together."""
    text, doubts = decode(content)
    above, text = split_above(with_newlines(text))
    return read_rows(*read_cells(text), doubts, above)


def split_above(text):
    """Return the lines above the names of a table's columns, and the text from there on.

    >>> split_above("Export of 12 May\\n\\nTitle;Text\\nA;One.")
    (['Export of 12 May', ''], 'Title;Text\\nA;One.')
    """
    start = text[:MOST_START].split("\n")[:MOST_ABOVE]
    place, known = 0, 1
    quoted = False  # whether a cell that was opened above goes on
    for i, line in enumerate(start):
        if not quoted:
            counts = [count_known(line, separator) for separator in SEPARATORS]
            place, known = (i, max(counts)) if max(counts) > known else (place, known)
        quoted = quoted != bool(line.count('"') % 2)
    lines = text.split("\n", place)
    return lines[:-1], lines[-1]


def count_known(line, separator):
    """Return how many kinds of fields a line names."""
    cells = next(iter(csv.reader([line], delimiter=separator)), []) if line.strip() else []
    return find_roles(tuple(cells)).known if len(cells) > 1 else 0


def read_table(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the column names of a table, and its rows, lists of cells; lines that begin with # are
    comments."""
    text = with_newlines(decode(content)[0])
    return read_cells(re.sub(r"^#.*\n?", "", text, flags=re.M))


def read_cells(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the column names of a table, and its rows, lists of cells. Raises Unreadable if it is
    empty or too large, or if a quotation mark is left open."""
    text = with_newlines(text).replace("\0", "")
    separator = find_separator(text)
    stated = EXCEL_SEPARATOR.match(text)
    if stated:
        text = text[stated.end() :]
        separator = stated[1]
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT)
    ask_limit(text.count(separator), MOST_SIGNS, "separator", SPLIT)
    quoted = has_quoting(text, separator)
    rows = [row for row in split_rows(text, separator, quoted=quoted) if any(row)]
    if not rows:
        raise Unreadable(*EMPTY)
    ask_limit(len(rows), MOST_ROWS, "row", SPLIT)
    ask_limit(len(rows[0]), MOST_COLUMNS, "column", SPLIT)
    ask_limit(len(rows) * len(rows[0]), MOST_CELLS, "cell", SPLIT)
    return rows[0], rows[1:]


def with_newlines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def has_quoting(text, separator):
    """Whether quotation marks enclose cells; where tabs separate them, they may be text.

    Raises Unreadable if a mark is opened and never closed."""
    odd = False  # whether a mark is anywhere that does not look like quoting
    opened = None
    for start, is_whole, spans_lines in find_quoted(text, separator):
        odd = odd or spans_lines or not is_whole
        if spans_lines and not is_whole:
            opened = start
            break
    if separator == "\t" and odd and is_even(text):
        return False
    if opened is not None:
        line = 1 + text.count("\n", 0, opened)
        reason = f"line {line}: a quotation mark is opened there and never closed"
        raise Unreadable(reason, CLOSE)
    return True


def split_rows(text, separator, *, quoted=True):
    """Return the rows of a table, lists of cells of any length."""
    limit = csv.field_size_limit(len(text) + 1)  # the module has one limit for all readers
    try:
        reader = csv.reader(
            io.StringIO(text),
            delimiter=separator,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        return list(reader)
    finally:
        csv.field_size_limit(limit)


def find_separator(text):
    """Return what separates the cells of the first line: comma, semicolon, tab or bar.

    >>> find_separator("id;title;text, as it is")
    ';'
    """
    first = next((line for line in text.split("\n") if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=unquoted.count)


def find_quoted(text, separator):
    """Yield the cells that begin with a quotation mark: where each begins, whether a mark closes
    the whole cell, and whether it spans lines.

    A mark within a cell opens nothing, and is kept as it is: 5" wide.
    """
    ends = f"\n{separator}"
    for cell in re.finditer(rf'(?:\A|[{re.escape(ends)}])("[^"]*+(?:""[^"]*+)*+)("?)', text):
        following = text[cell.end() : cell.end() + 1]
        is_closed = bool(cell[2])
        is_whole = is_closed and following in ("", *ends)
        yield cell.start(1), is_whole, not is_closed or "\n" in cell[1]


def is_even(text):
    """Whether all lines of a table have the same number of tabs."""
    return len({line.count("\t") for line in text.split("\n") if line.strip()}) == 1
