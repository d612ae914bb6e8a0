"""Takes the tables of corrections beside articles, gives their rows: what the researcher decides.

A row says what to correct, which words it is about, and what is right; `corrector` applies it.
"""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from helpers.base.files import safe_name
from helpers.base.problems import ArticleError, guarding
from helpers.base.tables import OUTCOMES

WHAT = ("actor", "merge", "type", "kind", "speaker", "quotation", "not quotation", "tone")
VALUES = {
    "type": ("person", "organisation", "state", "place", "group"),
    "kind": ("title", "standfirst", "heading", "body", "caption", "boilerplate", "foreign"),
    "tone": OUTCOMES,
}
TABLE = re.compile(r"\.corrections?\.(?:csv|xlsx)$", re.I)
ALIKE = str.maketrans("‘’‚‛“”„‟«»–—‑\u00a0\u202f", '\'\'\'\'""""""---  ')
MOST_ROWS = 2_000  # corrections of one article; a careful reader writes fifty
FRAME = "\"' .,;:…"
COLUMNS = {
    "article": "str",
    "what": "str",
    "text": "str",
    "value": "str",
    "where": "str",
    "rows": "int64",
    "problem": "str",
}


class Correction(NamedTuple):
    """A row of the corrections table; `where` are words of the sentence that it holds for, empty if
    it holds everywhere."""

    what: str
    text: str
    value: str = ""
    where: str = ""


def correction_tables(folder):
    """Return the corrections tables in a folder: {what stands before `.corrections.csv`, in small
    letters: path}."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - many times faster than a Path for each
    except OSError:
        return {}
    found = ((TABLE.search(name), name) for name in names)
    return {name[: match.start()].casefold(): Path(folder) / name for match, name in found if match}


def paths_of(article, tables, *, alone):
    """Return the paths of those tables in a folder (see correction_tables) that are named after an
    article's id or, if it is alone in its file, after the file."""
    path = Path(article.source)
    names = [safe_name(article.id), *((path.stem, path.name) if alone else ())]
    return list(
        dict.fromkeys(tables[name.casefold()] for name in names if name.casefold() in tables)
    )


def with_corrections(article, paths):
    """Return an article with the Corrections in tables. Raises ArticleError if one is no table of
    corrections."""
    rows = [row for path in paths for row in read_corrections(path)]
    return replace(article, corrections=tuple(rows)) if rows else article


def read_corrections(path):
    """Return the Corrections in a table, CSV or XLSX; a row that begins with # is a comment.

    Raises ArticleError if it lacks one of its columns, has a row of more cells than columns, or is
    no table."""
    from helpers.reading.folders import read_bytes
    from helpers.reading.formats.drafts import Unreadable
    from helpers.reading.formats.tabular import read_named_sheet, read_table

    with guarding(path):
        try:
            content = read_bytes(path)
            columns, rows = (
                read_named_sheet(content, "what")
                if path.suffix.lower() == ".xlsx"
                else read_table(content)
            )
        except Unreadable as fault:
            raise ArticleError(path, fault.reason, fault.remedy) from None
    if len(rows) > MOST_ROWS:
        reason = f"it has {len(rows):,} rows, and at most {MOST_ROWS:,} are read"
        raise ArticleError(path, reason, "keep those that are about this article")
    columns, *rows = [row for row in [columns, *rows] if not row[0].lstrip().startswith("#")] or [
        ["what", "text", "value"]
    ]
    columns = [column.strip().lower() for column in columns]
    if not {"what", "text", "value"} <= set(columns):
        raise ArticleError(
            path,
            f"its columns are {', '.join(columns)}",
            "name them what, text, value, and where if needed",
        )
    too_long = next((row for row in rows if any(row[len(columns) :])), None)
    if too_long:
        reason = f"the row {', '.join(too_long)[:80]} has more cells than there are columns"
        raise ArticleError(path, reason, "put a cell with a comma in it in double quotation marks")
    cells = (
        dict(zip(columns, [cell.strip() for cell in row] + [""] * len(columns), strict=False))
        for row in rows
    )
    return tuple(
        Correction(row["what"].lower(), *(row.get(name, "") for name in ("text", "value", "where")))
        for row in cells
    )


def plain(text):
    """Return words as they are compared: without regard to case, to curly or straight marks, and to
    white space.

    >>> plain("“I’m  referring") == plain("I'm referring")
    True
    """
    return " ".join(str(text).translate(ALIKE).split()).casefold().strip(FRAME)


def words_of(text):
    """Return the words of a mention as they are compared: without "the" and "a" before them.

    >>> words_of("The mercenaries")
    'mercenaries'
    """
    return re.sub(r"^(?:the|a|an) ", "", plain(text))


def problem_of(row):
    if row.what not in WHAT:
        return f"there is no correction {row.what!r}; there are {', '.join(WHAT)}"
    if row.what in VALUES and row.value.lower() not in VALUES[row.what]:
        return f"{row.value!r} is none of {', '.join(VALUES[row.what])}"
    if not row.text and not (row.what == "tone" and row.where):
        return "it names no words"
    return "it names no actor" if row.what == "merge" and not row.value else ""
