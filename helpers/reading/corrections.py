"""Reads the tables of corrections beside articles: what the researcher decides.

A row says what to correct, which words it is about, and what is right. Those rows are applied in
`annotation`."""

import csv
import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from helpers.base.article import Article
from helpers.base.files import safe_name, write_whole
from helpers.base.problems import ArticleError, as_article_errors, as_writing_errors
from helpers.base.tables import OUTCOMES
from helpers.reading.drafts import Unreadable
from helpers.reading.folders import read_bytes
from helpers.reading.formats.tabular import read_table
from helpers.reading.formats.workbooks import read_named_sheet

WHAT = ("actor", "merge", "type", "kind", "speaker", "quotation", "not quotation", "tone")
VALUES = {
    "type": ("person", "organisation", "state", "place", "group"),
    "kind": ("title", "standfirst", "heading", "body", "turn", "caption", "boilerplate", "foreign"),
    "tone": OUTCOMES,
}
TABLE = re.compile(r"\.corrections?\.(?:csv|xlsx)$", re.I)
# marks and spaces that look alike, and the one that stands for them
ALIKE = str.maketrans("‘’‚‛“”„‟«»–—‑\u00a0\u202f", '\'\'\'\'""""""---  ')
EDGES = "\"' .,;:…-*•▪►✓→›‹"  # characters round words that do not matter
MOST_ROWS = 2_000  # corrections of one article; a careful reader writes fifty
REQUIRED = ("what", "text", "value")  # columns; `where` may be left out
# columns of the table of applied corrections
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
    """A row of a table of corrections; `where` are words of the sentence in which it holds, empty
    if it holds everywhere."""

    what: str
    text: str
    value: str = ""
    where: str = ""


def correction_tables(folder):
    """Return the tables of corrections in a folder: {name before `.corrections.csv`, in small
    letters: path}."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - much faster than a Path for each name
    except OSError:
        return {}
    tables = {}
    for name in names:
        ending = TABLE.search(name)
        if ending:
            tables[name[: ending.start()].casefold()] = Path(folder) / name
    return tables


def paths_of(article, tables, *, alone):
    """Return the paths of an article's tables of corrections among those of its folder: those named
    after its id or, if it is `alone` in its file, after the file."""
    names = [safe_name(article.id)]
    if alone:
        path = Path(article.source)
        names += [path.stem, path.name]
    keys = [name.casefold() for name in names]
    return list(dict.fromkeys(tables[key] for key in keys if key in tables))


def corrections_table(article: Article) -> Path | None:
    """Return the path of an article's table of corrections, the first if there are several; None if
    there is none."""
    if not article.source:
        return None
    tables = correction_tables(Path(article.source).parent)
    return next(iter(paths_of(article, tables, alone=True)), None)


def with_corrections(article: Article, paths: list[Path]) -> Article:
    """Return an article with the Corrections in tables. Raises ArticleError if one is not a table
    of corrections."""
    rows = [row for path in paths for row in read_corrections(path)]
    return replace(article, corrections=tuple(rows)) if rows else article


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the Corrections in a table, CSV or XLSX; rows that begin with # are comments.

    Raises ArticleError if the file is not a table, lacks one of the columns or has a row with more
    cells than columns."""
    columns, rows = read_cells_of(path)
    if len(rows) > MOST_ROWS:
        reason = f"it has {len(rows):,} rows, and at most {MOST_ROWS:,} are read"
        raise ArticleError(path, reason, "keep those that are about this article")
    lines = [row for row in [columns, *rows] if not row[0].lstrip().startswith("#")]
    columns, *rows = lines or [REQUIRED]
    columns = [column.strip().lower() for column in columns]
    if not set(REQUIRED) <= set(columns):
        reason = f"its columns are {', '.join(columns)}"
        raise ArticleError(path, reason, "name them what, text, value, and where if needed")
    too_long = next((row for row in rows if any(row[len(columns) :])), None)
    if too_long:
        reason = f"the row {', '.join(too_long)[:80]} has more cells than there are columns"
        raise ArticleError(path, reason, "put a cell with a comma in it in double quotation marks")
    return tuple(make_correction(columns, row) for row in rows)


def read_cells_of(path):
    """Return the column names and the rows of a table, CSV or XLSX. Raises ArticleError."""
    with as_article_errors(path):
        try:
            content = read_bytes(path)
            if path.suffix.lower() == ".xlsx":
                return read_named_sheet(content, "what")
            return read_table(content)
        except Unreadable as fault:
            raise ArticleError(path, fault.reason, fault.remedy) from None


def make_correction(columns, row):
    """Return a row's Correction; cells that are missing are empty."""
    cells = [cell.strip() for cell in row] + [""] * len(columns)
    values = dict(zip(columns, cells, strict=False))
    return Correction(
        values["what"].lower(), values["text"], values["value"], values.get("where", "")
    )


def plain(text: object) -> str:
    """Return words as they are compared: whatever their case, their marks (curly or straight) and
    their white space.

    >>> plain("“I’m  referring") == plain("I'm referring")
    True
    """
    return " ".join(str(text).translate(ALIKE).split()).casefold().strip(EDGES)


def words_of(text: object) -> str:
    """Return the words of a mention as they are compared, without an article before them.

    >>> words_of("The mercenaries")
    'mercenaries'
    """
    return re.sub(r"^(?:the|a|an) ", "", plain(text))


def problem_of(row: Correction) -> str:
    """Return what is wrong with a Correction by itself, "" if nothing is."""
    if row.what not in WHAT:
        return f"there is no correction {row.what!r}; there are {', '.join(WHAT)}"
    if row.what in VALUES and row.value.lower() not in VALUES[row.what]:
        return f"{row.value!r} is none of {', '.join(VALUES[row.what])}"
    is_tone_of_sentence = row.what == "tone" and bool(row.where)
    if not row.text and not is_tone_of_sentence:
        return "it names no words"
    if row.what == "merge" and not row.value:
        return "it names no actor"
    return ""


def set_correction(article: Article, correction: Correction, *, wanted: bool = True) -> Path:
    """Write a row into an article's table of corrections, or take it out if it is not `wanted`;
    return the table's path.

    All other rows stay as they are; a table that is not there is made beside the article. Raises
    ArticleError if the article has no file, or if its table is not CSV or cannot be written."""
    path = corrections_table(article)
    if path is None and not article.source:
        remedy = "save the article as a file in corpus/"
        raise ArticleError(article.id, "it has no file, and so no table of corrections", remedy)
    if path is None:
        path = Path(article.source).with_name(f"{safe_name(article.id)}.corrections.csv")
    if path.suffix.lower() != ".csv":
        remedy = f"put in the row {correction_line(correction)}"
        raise ArticleError(path, "only tables in CSV are written", remedy)
    text = written_in(path) if path.exists() else "what,text,value,where\n"
    line = correction_line(correction, text.partition("\n")[0])
    lines = [kept for kept in text.splitlines() if kept != line]
    with as_writing_errors(path):
        write_whole(path, "\n".join([*lines, *([line] if wanted else []), ""]).encode())
    return path


def written_in(path):
    """Return the text of a table. Raises ArticleError if it is not in UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = "save it as CSV in UTF-8"
        raise ArticleError(path, "it is not in UTF-8, and so no row is written", remedy) from error


def correction_line(correction: Correction, header: str = ",".join(REQUIRED)) -> str:
    """Return a correction as a line of CSV under a header.

    >>> correction_line(Correction("merge", "mob", "protesters, masked"))
    'merge,mob,"protesters, masked"'
    """
    delimiter = ";" if header.count(";") > header.count(",") else ","
    columns = [name.strip().lower() for name in header.split(delimiter)]
    line = io.StringIO()
    cells = [correction._asdict().get(name, "") for name in columns]
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(cells)
    return line.getvalue()
