"""Takes tables, whole or in parts, writes each as one file of Parquet, CSV or JSON lines: whole or not at all."""

import io
import json
from pathlib import Path

import pandas as pd

from helpers.files import whole_file, write_whole
from helpers.problems import telling

FORMULA = r"\s*[=+\-@＝＋－＠]|[\t\r\n]"  # what a spreadsheet takes for a formula, or may
ROWS = 100_000  # of a group of rows in Parquet: parts of a few hundred would be slow to ask


def write_tables(tables, folder, *, format="parquet"):
    """Write each table as one file NAME.FORMAT in a folder.

    In CSV a cell that begins with = + - @ gets an apostrophe before it, so that no spreadsheet runs it.
    """
    for name, table in tables.items():
        write_table([table], Path(folder) / f"{name}.{format}")


def write_table(parts, path):
    """Write the parts of a table (DataFrames or Arrow tables of the same columns, one at least) under each other.

    Returns how many rows they have. Raises ArticleError if it cannot be written.
    """
    counts, path = [], Path(path)
    with telling(path), whole_file(path) as file:
        WRITERS[path.suffix.removeprefix(".")](count(parts, counts), file)
    return sum(counts)


def write_once(parts, path, key, record):
    """Do as write_table, unless the file was written for the same key before and nobody has touched it since.

    `record` is the path of a file that remembers what was written.
    """
    known = read_record(record)
    last = known.get(path.name, {})
    if path.is_file() and last.get("written") == [key, *stamp(path)]:
        return last["rows"]
    rows = write_table(parts, path)
    known[path.name] = {"rows": rows, "written": [key, *stamp(path)]}
    with telling(record):
        write_whole(record, json.dumps(known).encode())
    return rows


def read_record(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def stamp(path):
    return path.stat().st_size, path.stat().st_mtime_ns


def count(parts, counts):
    for part in parts:
        counts.append(len(part))
        yield part


def write_parquet(parts, file):
    import pyarrow
    import pyarrow.parquet

    tables = (
        pyarrow.Table.from_pandas(part, preserve_index=False) if isinstance(part, pd.DataFrame) else part for part in parts
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
        text = neutralise(as_frame(part)).to_csv(index=False, header=number == 0)
        file.write(text.encode("utf-8" if number else "utf-8-sig"))


def write_json_lines(parts, file):
    for part in map(as_frame, parts):
        if len(part):
            file.write(part.to_json(orient="records", lines=True, force_ascii=False, double_precision=15).encode())


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
    """Return a table whose text cells no spreadsheet takes for a formula: one that begins like such has a ' before it."""
    strings = table.select_dtypes("str").columns
    return table.assign(**{c: table[c].where(~table[c].str.match(FORMULA), "'" + table[c]) for c in strings})
