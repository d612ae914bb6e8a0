"""Saves tables and figures in the folder of an article's results: CSV, XLSX and Parquet, PNG and
SVG."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.article import Article
from helpers.base.files import write_whole
from helpers.base.places import RESULTS
from helpers.base.problems import as_writing_errors
from helpers.base.spreadsheets import as_xlsx, fits_excel
from helpers.base.writers import write_tables
from helpers.checking import read_sheet
from helpers.reading import safe_name
from helpers.showing import save_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARK = "source.json"  # in a folder of results, names the article they are of
CODING_SHEET = "coding_sheet.xlsx"  # the file that notebook 7 writes


def results_folder(article: Article, folder: str | Path | None = None) -> Path:
    """Return the folder for what is made of an article, in `folder` or else in the project's
    results/; it is made if needed.

    Its name is the article's id, and a file in it names the article's source; another article of
    this id gets a folder that is named after the folder of its file, too. Raises ArticleError if it
    cannot be written."""
    root = Path(folder or RESULTS)
    source = Path(article.source).resolve() if article.source else None
    if source and source.parent.parent == root.resolve() and (source.parent / MARK).is_file():
        return root / source.parent.name  # of an article in a file of many, whose copy lies there
    paths = (root / name for name in names_for(article, source))
    return next(path for path in paths if claim(path, article, source))


def names_for(article, source):
    """Yield names for the folder of an article's results, the best first."""
    yield safe_name(article.id)
    longer = article.id
    if source:
        longer = f"{article.id}_{source.parent.name}"
        yield safe_name(longer)
    for number in count(2):
        yield safe_name(f"{longer}_{number}")


def claim(path, article, source):
    """Return whether a folder is for the results of an article, now or from now on; it is made if
    it is not there."""
    owner = {"article": article.id, "source": within(path.parent.resolve().parent, source)}
    mark = path / MARK
    with as_writing_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and not is_of_another(path, article, source):
            mark_folder(mark, owner)
    return owner_of(path) == owner


def within(project, source):
    """Return the path of a file, from the project's folder where it lies in this: it stays the same
    when the whole is moved."""
    if source and source.is_relative_to(project):
        return source.relative_to(project).as_posix()
    return str(source or "")


def owner_of(folder):
    """Return the article whose results a folder holds, as {"article": id, "source": path}; {} if
    the folder does not name it."""
    try:
        owner = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return owner if isinstance(owner, dict) and {"article", "source"} <= set(owner) else {}


def mark_folder(mark, owner):
    """Write whose results a folder holds, unless another process was faster."""
    try:
        with mark.open("x", encoding="utf-8") as file:
            json.dump(owner, file)
    except FileExistsError:
        return
    except OSError:
        mark.unlink(missing_ok=True)
        raise


def is_of_another(path, article, source):
    """Return whether a folder without a mark (version 0.1.0 made such folders) holds results or a
    coding sheet of another article."""
    with_table = source_in_table(path)
    if with_table is not None:
        own = source.parts if source else ()
        return own[-len(with_table) :] != with_table
    try:
        sheet = read_sheet(path / CODING_SHEET)
    except ValueError:
        return False
    return len(sheet) > 0 and not any(text in article.text for text in sheet["text"])


def source_in_table(path):
    """Return the parts of the source in the table of articles, maybe only the end of the path, as
    it was typed; None if there is no such table."""
    table = path / "tables" / "articles.csv"
    try:
        sources = pd.read_csv(table, usecols=["source"], dtype="str", keep_default_na=False)
    except (OSError, ValueError):
        return None
    if sources.empty:
        return None
    parts = Path(os.path.normpath(sources["source"].iloc[0])).parts
    return parts[parts.count("..") :]


def save_results(
    article: Article,
    *,
    tables: Mapping[str, pd.DataFrame] | None = None,
    figures: Mapping[str, Axes] | None = None,
    folder: str | Path | None = None,
) -> pd.DataFrame:
    """Save tables as CSV, XLSX and Parquet and figures as PNG and SVG, by name, and return the
    paths as a table.

    They go to the article's own folder in `folder` (see results_folder). A table of more rows or
    longer cells than Excel holds has no XLSX. Raises ArticleError if they cannot be written."""
    folder = results_folder(article, folder)
    paths = save_tables(tables or {}, folder / "tables")
    for name, ax in (figures or {}).items():
        with as_writing_errors(folder):
            paths += save_figure(ax, folder / "figures" / name)
    saved = [str(path.relative_to(folder.parent)) for path in paths]
    return pd.DataFrame({"saved": saved}, dtype="str")


def save_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as NAME.csv, NAME.xlsx and NAME.parquet in a folder, and return the
    paths."""
    write_tables(tables, folder, format="csv")
    write_tables(tables, folder, format="parquet")
    paths = []
    for name, table in tables.items():
        paths.append(folder / f"{name}.csv")
        if fits_excel(table):
            with as_writing_errors(folder):
                write_whole(folder / f"{name}.xlsx", as_xlsx(table, name))
            paths.append(folder / f"{name}.xlsx")
        paths.append(folder / f"{name}.parquet")
    return paths
