"""Writes each table, whole or in parts, as one file of Parquet, CSV or JSON lines, whole or not at
all."""

import io
from pathlib import Path

import pandas as pd

from helpers.base.files import whole_file
from helpers.base.problems import as_writing_errors
from helpers.base.spreadsheets import neutral, neutralise

GROUP_ROWS = 100_000  # rows of a group in Parquet: groups of a few hundred would be slow to query


def write_tables(tables, folder, *, format="parquet"):
    """Write each table as one file NAME.FORMAT in a folder.

    In CSV, a cell that begins with = + - @, or with invisible characters before such a sign, gets
    an apostrophe before it, so that no spreadsheet runs it."""
    for name, table in tables.items():
        write_table([table], Path(folder) / f"{name}.{format}")


def write_table(parts, path):
    """Write the parts of a table (DataFrames or Arrow tables of the same columns, at least one)
    below each other; return how many rows they have.

    Raises ArticleError if the file cannot be written.
    """
    sizes = []
    path = Path(path)
    write = WRITERS[path.suffix.removeprefix(".")]
    with as_writing_errors(path), whole_file(path) as file:
        write(record_sizes(parts, sizes), file)
    return sum(sizes)


def record_sizes(parts, sizes):
    """Yield parts of a table; add the number of rows of each to the list `sizes`."""
    for part in parts:
        sizes.append(len(part))
        yield part


def write_parquet(parts, file):
    import pyarrow
    import pyarrow.parquet

    tables = map(as_arrow, parts)
    waiting = [next(tables)]
    with pyarrow.parquet.ParquetWriter(file, waiting[0].schema) as writer:
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= GROUP_ROWS:
                writer.write_table(pyarrow.concat_tables(waiting))
                waiting = []
        if waiting:
            writer.write_table(pyarrow.concat_tables(waiting))


def as_arrow(part):
    import pyarrow

    if isinstance(part, pd.DataFrame):
        return pyarrow.Table.from_pandas(part, preserve_index=False)
    return part


def write_csv(parts, file):
    for number, part in enumerate(parts):
        rows = CsvRows()
        safe = neutralise(as_frame(part)).rename(columns=neutral)
        safe.to_csv(rows, index=False, header=number == 0, lineterminator="\r\n")
        file.write(rows.getvalue().encode("utf-8" if number else "utf-8-sig"))


class CsvRows(io.StringIO):
    """A text to which rows of CSV are written that end in \\r\\n, and which holds them ending in
    \\n.

    Python quotes a cell that holds a lone \\r only where rows end in one, and a spreadsheet ends a
    row there."""

    def write(self, row):
        return super().write(row.removesuffix("\r\n") + "\n")


def write_json_lines(parts, file):
    for part in map(as_frame, parts):
        if len(part):
            lines = part.to_json(
                orient="records", lines=True, force_ascii=False, double_precision=15
            )
            file.write(lines.encode())


WRITERS = {"parquet": write_parquet, "csv": write_csv, "jsonl": write_json_lines}
FORMATS = tuple(WRITERS)


def as_frame(part):
    return part if isinstance(part, pd.DataFrame) else part.to_pandas()


def as_csv(table):
    """Return a table as the bytes of a CSV file."""
    file = io.BytesIO()
    write_csv([table], file)
    return file.getvalue()
