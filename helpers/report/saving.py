"""Takes tables and figures, gives them as files in the article's folder: CSV, XLSX and Parquet, PNG
and SVG."""

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

MARK = "source.json"  # in a folder of results, says whose they are
CODING_SHEET = "coding_sheet.xlsx"  # as notebook 7 calls it


def results_folder(article: Article, folder: str | Path | None = None) -> Path:
    """Return the folder for what is made of an article, in `folder` or else in the project's
    results/; it is made if needed.

    It has the article's id for a name and remembers whose it is; another article of this id gets
    one that is named after the folder of its file, too. Raises ArticleError if it cannot be
    written."""
    root = Path(folder or RESULTS)
    source = Path(article.source).resolve() if article.source else None
    if source and source.parent.parent == root.resolve() and (source.parent / MARK).is_file():
        return root / source.parent.name  # of an article in a file of many, whose copy lies there
    return next(
        path
        for path in map(root.joinpath, names_for(article, source))
        if claim(path, article, source)
    )


def names_for(article, source):
    """Yield names for the folder of an article's results, the best first."""
    yield safe_name(article.id)
    longer = f"{article.id}_{source.parent.name}" if source else article.id
    if source:
        yield safe_name(longer)
    for number in count(2):
        yield safe_name(f"{longer}_{number}")


def claim(path, article, source):
    """Return whether a folder is for the results of an article, now or from now on; it is made if
    it is not there."""
    project = path.parent.resolve().parent
    told = str(source or "")
    if source and source.is_relative_to(project):
        told = source.relative_to(project).as_posix()  # the same when the whole is moved
    owner = {"article": article.id, "source": told}
    mark = path / MARK
    with as_writing_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and not is_of_another(path, article, source):
            mark_folder(mark, owner)
    return owner_of(path) == owner


def owner_of(folder):
    """Return whose results a folder holds: {"article": id, "source": path}; {} if it does not say
    so."""
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and {"article", "source"} <= set(told) else {}


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
    """Return whether a folder that does not say whose it is (version 0.1.0 made such) holds what is
    not this article's."""
    try:
        known = pd.read_csv(
            path / "tables" / "articles.csv", usecols=["source"], dtype="str", keep_default_na=False
        )
        given = [Path(os.path.normpath(name)).parts for name in known["source"]]
        sources = [
            parts[parts.count("..") :] for parts in given
        ]  # as it was typed: maybe only the end of a path
        return bool(sources) and (source.parts if source else ())[-len(sources[0]) :] != sources[0]
    except (OSError, ValueError):  # no table of articles
        pass
    try:
        sheet = read_sheet(path / CODING_SHEET)
    except ValueError:
        return False
    return bool(len(sheet)) and not any(text in article.text for text in sheet["text"])


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
    return pd.DataFrame(
        {"saved": [str(path.relative_to(folder.parent)) for path in paths]}, dtype="str"
    )


def save_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as NAME.csv, NAME.xlsx and NAME.parquet in a folder, and return the
    paths."""
    for format in ("csv", "parquet"):
        write_tables(tables, folder, format=format)
    small = {name: table for name, table in tables.items() if fits_excel(table)}
    for name, table in small.items():
        with as_writing_errors(folder):
            write_whole(folder / f"{name}.xlsx", as_xlsx(table, name))
    endings = {
        name: ("csv", "xlsx", "parquet") if name in small else ("csv", "parquet") for name in tables
    }
    return [folder / f"{name}.{ending}" for name in tables for ending in endings[name]]
