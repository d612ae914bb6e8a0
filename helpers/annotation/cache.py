"""Keeps articles with their tables on disk, in batches.

A batch is one zip file: a Parquet file for each table, and which articles it holds, all with
checksums (see `base.disk_cache`)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.base.disk_cache import DamagedError, digest_of, read_kept, remember, write_kept
from helpers.base.tables import KEPT_COLUMNS as OWN_COLUMNS
from helpers.reading import COLUMNS as CORRECTION_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow

    from helpers.base.article import Article

READ = ("called", "roles")  # what the network reads, of which the suite makes tables
ANNOTATED = ("sentences", "tokens", "mentions", "actors", "quotes", *READ, "corrections")
MEASURED = ("sentiment", "acts", "labels", "framing")
KEPT_COLUMNS = OWN_COLUMNS | {"corrections": CORRECTION_COLUMNS}
MOST_KEYS = 64  # articles whose keys are remembered: more than a batch has

# what a batch is named by


@lru_cache(maxsize=MOST_KEYS)
def key_of(article: Article) -> str:
    """Return a digest of what an article's tables depend on besides the version: its id, text and
    title, the kinds of paragraphs that its file states, and its corrections."""
    cells = (cell for row in (*article.marked, *article.corrections) for cell in row)
    return digest_of([article.id, article.text, article.title, *cells])


def batch_path(folder: Path, articles: Iterable[Article], names: Iterable[str]) -> Path:
    """Return the path of the batch of these articles with these tables, whether or not it
    exists."""
    return Path(folder) / f"{digest_of([*map(key_of, articles), *names])}.zip"


# a whole batch


def keep_batch(
    path: Path,
    articles: Iterable[Article],
    tables: Mapping[str, pd.DataFrame],
    problems: Iterable[tuple] = (),
) -> None:
    """Write a batch: the tables, each a DataFrame with the column `article`, of those articles that
    are complete in it.

    `problems` are (article, kind, reason, remedy). Raises OSError if it cannot be written.
    """
    about = {
        "articles": {key_of(article): article.id for article in articles},
        "problems": list(problems),
    }
    write_kept(path, about, {name: as_parquet(table, name) for name, table in tables.items()})


def batch_contents(path: Path) -> dict[str, Any] | None:
    """Return what a batch holds: its `articles` ({key: id}), its `problems` and the names of its
    `tables`; None if it is missing or damaged."""
    try:
        about, tables, _ = read_kept(path)
    except DamagedError:
        return None
    return about | {"tables": tables}


@cache
def unchanged_contents(path, changed):
    """Return the contents of a batch as of the time at which it was last changed, read once."""
    return batch_contents(path)


def is_finished(path: Path, articles: Iterable[Article], names: Iterable[str]) -> bool:
    """Return whether a batch exists, is whole, and holds these tables of exactly these articles."""
    contents = batch_contents(path)
    if contents is None or any(kind == "error" for _, kind, _, _ in contents["problems"]):
        return False
    has_articles = list(contents["articles"]) == [key_of(article) for article in articles]
    return has_articles and set(names) <= set(contents["tables"])


# one article


def find_articles(folder: Path) -> dict[str, Path]:
    """Return {key: path of a batch that holds the article}; of several batches, one with the most
    tables."""
    candidates = {}
    for path in sorted(Path(folder).glob("*.zip")):
        contents = None
        with suppress(OSError):  # another process may have removed it
            contents = unchanged_contents(path, path.stat().st_mtime_ns)
        if contents is None:
            continue
        for key in contents["articles"]:
            candidates.setdefault(key, []).append((len(contents["tables"]), path))
    return {key: max(paths)[1] for key, paths in candidates.items()}


def find_article(folder: Path, article: Article) -> Path | None:
    """Return the path of a batch that holds an article, or None."""
    for names in (ANNOTATED, ANNOTATED + MEASURED):
        path = batch_path(folder, [article], names)
        if is_finished(path, [article], names):
            return path
    return find_articles(folder).get(key_of(article))


def recall_tables(
    path: Path | None, article: Article, names: Iterable[str]
) -> dict[str, pd.DataFrame] | None:
    """Return an article's tables by name if the batch at a path holds them undamaged, or else
    None."""
    if path is None:
        return None
    contents = batch_contents(path)
    if contents is None or key_of(article) not in contents["articles"]:
        return None
    if not set(names) <= set(contents["tables"]):
        return None
    try:
        return {name: load_table(path, name, article.id).to_pandas() for name in names}
    except DamagedError:
        return None


# one table


def load_table(path: Path, name: str, article: str | None = None) -> pyarrow.Table:
    """Return a table of a batch as an Arrow table, or only the rows of one article.

    Raises DamagedError if the batch is missing, or does not hold what was written.
    """
    _, _, content = read_kept(path, name)
    try:
        return from_parquet(content, name, article)
    except Exception as error:  # as in read_kept
        raise DamagedError(path) from error


def empty_table(name: str) -> pd.DataFrame:
    """Return a table without rows."""
    return schema(name).empty_table().to_pandas()


def as_parquet(table, name):
    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    arrow = pyarrow.Table.from_pandas(table, schema(name), preserve_index=False)
    pyarrow.parquet.write_table(arrow, file)
    return file.getvalue()


def from_parquet(content, name, article=None):
    """Return a table as an Arrow table, or only the rows of one article. Raises ValueError if the
    content is another table."""
    import pyarrow.parquet

    filters = None if article is None else [("article", "==", article)]
    table = pyarrow.parquet.read_table(io.BytesIO(content), filters=filters)
    if not table.schema.equals(schema(name)):
        raise ValueError(f"the columns are not those of {name}")
    return table.cast(schema(name))  # with the metadata that pandas needs of the columns


@cache
def schema(name):
    """Return the Arrow schema of a table, which is the same for every part of it."""
    import pandas as pd
    import pyarrow

    columns = KEPT_COLUMNS[name]
    table = pd.DataFrame(columns=list(columns)).astype(columns)
    return pyarrow.Schema.from_pandas(table, preserve_index=False)


def digest_of_tables(tables: Iterable[pd.DataFrame]) -> str:
    """Return a digest of the content of some DataFrames, in their order."""
    from pandas.util import hash_pandas_object

    hashes = (hash_pandas_object(table, index=False) for table in tables)
    return digest_of(rows.to_numpy().tobytes().hex() for rows in hashes)


def remember_table(
    folder: Path, key: object, name: str, make: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """Return the table that `make()` makes, as `base.disk_cache.remember` does; `name` is the name
    of the table."""

    def load(content):
        return from_parquet(content, name).to_pandas()

    return remember(folder, key, make, dump=partial(as_parquet, name=name), load=load)
