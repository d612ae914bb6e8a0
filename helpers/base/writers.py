"""Takes tables, whole or in parts, writes each as one file of Parquet, CSV or JSON lines: whole or
not at all."""

import io
import re
from pathlib import Path

import pandas as pd

from helpers.base.files import whole_file
from helpers.base.problems import as_writing_errors

# spaces, controls, signs of format and fillers: what a spreadsheet may strip or skip before it
# reads a cell
UNSEEN = (
    "\x00-\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
FORMULA = rf"[{UNSEEN}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n]"  # what a spreadsheet takes for a formula, or may
NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
ROWS = 100_000  # of a group of rows in Parquet: parts of a few hundred would be slow to ask


def write_tables(tables, folder, *, format="parquet"):
    """Write each table as one file NAME.FORMAT in a folder.

    In CSV a cell that begins with = + - @, or with what cannot be seen before such a sign, gets an
    apostrophe before it, so that no spreadsheet runs it."""
    for name, table in tables.items():
        write_table([table], Path(folder) / f"{name}.{format}")


def write_table(parts, path):
    """Write the parts of a table (DataFrames or Arrow tables of the same columns, one at least)
    under each other.

    Returns how many rows they have. Raises ArticleError if it cannot be written.
    """
    counts = []
    path = Path(path)
    with as_writing_errors(path), whole_file(path) as file:
        WRITERS[path.suffix.removeprefix(".")](count(parts, counts), file)
    return sum(counts)


def count(parts, counts):
    for part in parts:
        counts.append(len(part))
        yield part


def write_parquet(parts, file):
    import pyarrow
    import pyarrow.parquet

    tables = (
        pyarrow.Table.from_pandas(part, preserve_index=False)
        if isinstance(part, pd.DataFrame)
        else part
        for part in parts
    )
    waiting = [next(tables)]
    with pyarrow.parquet.ParquetWriter(file, waiting[0].schema) as writer:
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= ROWS:
                writer.write_table(pyarrow.concat_tables(waiting))
                waiting = []
        if waiting:
            writer.write_table(pyarrow.concat_tables(waiting))


def write_csv(parts, file):
    for number, part in enumerate(parts):
        rows = Rows()
        safe = neutralise(as_frame(part)).rename(columns=neutral)
        safe.to_csv(rows, index=False, header=number == 0, lineterminator="\r\n")
        file.write(rows.getvalue().encode("utf-8" if number else "utf-8-sig"))


class Rows(io.StringIO):
    """A text to which rows of CSV are written, each ending in \\r\\n, and which keeps \\n of that.

    Python quotes a cell that holds a lone \\r only where rows end in one, and a spreadsheet ends a
    row there."""

    def write(self, row):
        return super().write(row.removesuffix("\r\n") + "\n")


def write_json_lines(parts, file):
    for part in map(as_frame, parts):
        if len(part):
            file.write(
                part.to_json(
                    orient="records", lines=True, force_ascii=False, double_precision=15
                ).encode()
            )


WRITERS = {"parquet": write_parquet, "csv": write_csv, "jsonl": write_json_lines}
FORMATS = tuple(WRITERS)


def as_frame(part):
    return part if isinstance(part, pd.DataFrame) else part.to_pandas()


def as_csv(table):
    """Return a table as the bytes of a CSV file."""
    file = io.BytesIO()
    write_csv([table], file)
    return file.getvalue()


def neutralise(table):
    """Return a table whose text cells no spreadsheet takes for a formula: one that begins like such
    has a ' before it."""
    strings = table.select_dtypes("str").columns
    mixed = [name for name, dtype in table.dtypes.items() if dtype in ("object", "category")]
    safe = {
        name: table[name].where(~table[name].str.match(FORMULA), "'" + table[name])
        for name in strings
    }
    return table.assign(**safe, **{name: table[name].map(neutral) for name in mixed})


def neutral(cell):
    """Return a cell with a ' before it if it is a text that a spreadsheet might take for a
    formula."""
    return f"'{cell}" if isinstance(cell, str) and re.match(FORMULA, cell) else cell


def printable(table):
    """Return a table without the characters that XML, and with it an Excel file, cannot hold."""
    strings = table.select_dtypes("str").columns
    return table.assign(
        **{
            c: table[c].str.replace(NOT_XML, "\N{REPLACEMENT CHARACTER}", regex=True)
            for c in strings
        }
    )
