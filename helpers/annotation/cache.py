"""Takes articles with their tables, keeps them on disk in batches, and gives them back.

A batch is one zip file: a Parquet file for each table, and which articles it holds, all with
checksums (see `kept`)."""

import io
from contextlib import suppress
from functools import cache, lru_cache, partial
from pathlib import Path

from helpers.base.kept import DamagedError, digest_of, read_kept, remember, write_kept
from helpers.base.tables import COLUMNS
from helpers.reading import COLUMNS as CORRECTIONS

ANNOTATED = ("sentences", "tokens", "mentions", "actors", "quotes", "corrections")
MEASURED = ("sentiment", "framing")
COLUMNS = COLUMNS | {"corrections": CORRECTIONS}
MOST = 64  # articles whose keys are remembered: more than a batch has


@lru_cache(maxsize=MOST)
def key_of(article):
    """Return a digest of all that an article's tables depend on, but for the version: its id, text
    and corrections."""
    return digest_of(
        [article.id, article.text, *(cell for row in article.corrections for cell in row)]
    )


def batch_path(folder, articles, names):
    """Return the path of the batch that holds these articles with these tables, whether it is there
    or not."""
    return Path(folder) / f"{digest_of([*map(key_of, articles), *names])}.zip"


def keep(path, articles, tables, problems=()):
    """Write a batch: the tables (each a DataFrame with the column `article`) of those articles that
    are complete in it.

    `problems` are (article, kind, reason, remedy). Raises OSError if it cannot be written.
    """
    told = {
        "articles": {key_of(article): article.id for article in articles},
        "problems": list(problems),
    }
    write_kept(path, told, {name: as_parquet(table, name) for name, table in tables.items()})


def as_parquet(table, name):
    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pandas(table, schema(name), preserve_index=False), file
    )
    return file.getvalue()


def from_parquet(content, name, article=None):
    """Return a table as an Arrow table, or the rows of one article in it. Raises ValueError if it
    is another table."""
    import pyarrow.parquet

    filters = None if article is None else [("article", "==", article)]
    table = pyarrow.parquet.read_table(io.BytesIO(content), filters=filters)
    if not table.schema.equals(schema(name)):
        raise ValueError(f"the columns are not those of {name}")
    return table.cast(schema(name))  # with what pandas wants to know of them


@cache
def schema(name):
    """Return the Arrow schema of a table: the same for every part of it."""
    import pandas as pd
    import pyarrow

    columns = COLUMNS[name]
    return pyarrow.Schema.from_pandas(
        pd.DataFrame(columns=list(columns)).astype(columns), preserve_index=False
    )


def empty(name):
    """Return a table without rows."""
    return schema(name).empty_table().to_pandas()


def load(path, name, article=None):
    """Return a table of a batch as an Arrow table, or the rows of one article in it.

    Raises DamagedError if it is not there, or not as it was written.
    """
    _, _, content = read_kept(path, name)
    try:
        return from_parquet(content, name, article)
    except Exception as error:  # as in read_kept
        raise DamagedError(path) from error


def contents(path):
    """Return what a batch says of itself: `articles` ({key: id}), `problems` and the names of its
    `tables`; None if it is not there or damaged."""
    try:
        told, tables, _ = read_kept(path)
    except DamagedError:
        return None
    return told | {"tables": tables}


@cache
def told_by(path, changed):
    """Return the contents of a batch as it was when it was last changed, read once."""
    return contents(path)


def is_finished(path, articles, names):
    """Whether a batch is there, whole, and holds these tables of all these articles and of no
    others."""
    told = contents(path)
    if told is None or any(kind == "error" for _, kind, _, _ in told["problems"]):
        return False
    return list(told["articles"]) == [key_of(article) for article in articles] and set(
        names
    ) <= set(told["tables"])


def find_articles(folder):
    """Return {key: path of a batch that holds the article}; of several, one that has more
    tables."""
    found = {}
    for path in sorted(Path(folder).glob("*.zip")):
        told = None
        with suppress(OSError):  # another process may have taken it away
            told = told_by(path, path.stat().st_mtime_ns)
        if told is None:
            continue
        for key in told["articles"]:
            found.setdefault(key, []).append((len(told["tables"]), path))
    return {key: max(paths)[1] for key, paths in found.items()}


def find_article(folder, article):
    """Return the path of a batch that holds an article, or None."""
    alone = (
        (batch_path(folder, [article], names), names) for names in (ANNOTATED, ANNOTATED + MEASURED)
    )
    found = next((path for path, names in alone if is_finished(path, [article], names)), None)
    return found or find_articles(folder).get(key_of(article))


def recall(path, article, names):
    """Return an article's tables by name, if the batch at a path holds them undamaged, or else
    None."""
    told = contents(path) if path else None
    if (
        told is None
        or key_of(article) not in told["articles"]
        or not set(names) <= set(told["tables"])
    ):
        return None
    try:
        return {name: load(path, name, article.id).to_pandas() for name in names}
    except DamagedError:
        return None


# one table


def digest_of_tables(tables):
    """Return a digest of what some DataFrames hold, in their order."""
    from pandas.util import hash_pandas_object

    return digest_of(
        hash_pandas_object(table, index=False).to_numpy().tobytes().hex() for table in tables
    )


def remember_table(folder, key, name, make):
    """Return the table that `make()` gives, as remember does; `name` is which of the suite's tables
    it is."""
    dump = partial(as_parquet, name=name)
    load = lambda content: from_parquet(content, name).to_pandas()
    return remember(folder, key, make, dump=dump, load=load)
