"""Takes one article or many, gives all tables: in memory, or for any number of articles as files,
one a table."""

import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pandas as pd

from helpers.annotation import ANNOTATED, MEASURED, annotate, contents
from helpers.archive.batches import into_batches, make_batches, tables_of
from helpers.archive.collected import Collected, write_all
from helpers.archive.spool import Spool, files_from_lines, files_to_lines
from helpers.base.article import Article
from helpers.base.files import sweep
from helpers.base.kept import cache_folder, digest_of, own_folder, remember
from helpers.base.problems import ArticleError, as_writing_errors, escape_invisible
from helpers.base.tables import TABLES, check_names, join_tables, make_table
from helpers.base.writers import FORMATS, write_table
from helpers.reading import PROBLEMS, Reader, articles_table, find_inputs
from helpers.repeats import add_dates, find_repeats

BATCHES = ".batches"  # where they are kept if the user's cache cannot be written
DIED = (
    "the process that analysed it died, again and again",
    "leave it out, or give the workers more memory",
)


def analyse(article: Article, *, only: Collection[str] = TABLES) -> dict[str, pd.DataFrame]:
    """Return the tables of one article by name, those in `only`."""
    return analyse_many([article], only=only)


def analyse_many(
    articles: Sequence[Article], *, only: Collection[str] = TABLES
) -> dict[str, pd.DataFrame]:
    """Return the tables of several articles by name, articles in the order given; repeats are
    looked for across them.

    All are held in memory; `write_corpus` is for any number. Raises ValueError if `only` names a
    table that there is not."""
    check_names(only)
    names = needed(only)
    parts = (
        [tables_of(annotate(article), names, cache=True) for article in articles] if names else []
    )
    tables = {
        name: join_tables([make_table(name), *(part[name] for part in parts if name in part)])
        for name in TABLES
    }
    if "articles" in only:
        tables["articles"] = articles_table(articles)
    if "repeats" in only:
        tables["repeats"] = find_repeats(add_dates(tables["sentences"], articles), progress=False)
    return {name: tables[name] for name in TABLES if name in only}


def needed(only):
    """Return the names of the tables that an article's analysis gives and that some tables are, or
    are made from."""
    wanted = {*only, *(["sentences"] if "repeats" in only else [])}
    return wanted & {*ANNOTATED, *MEASURED}


# any number of articles


def write_corpus(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    only: Collection[str] = TABLES,
    format: str = "parquet",
    workers: int = 1,
    scheduler: str | None = None,
    tls: tuple[str, str, str] | None = None,
    progress: bool = False,
) -> tuple[dict[str, int], pd.DataFrame]:
    """Write the tables of all articles in files, folders and glob patterns to a folder, one file a
    table; return how many rows each has, and the problems as a DataFrame like that of
    `articles.read_corpus`, written there as problems.csv, too.

    Articles are read, analysed and kept batch by batch, in `workers` processes or on the Dask
    cluster whose scheduler has the address `scheduler`; `tls` are the paths of the CA's
    certificate, of one for this process, and of its key. A run that was interrupted goes on from
    the batches that are kept. The files come out the same whatever did the work. Raises
    ArticleError if something cannot be written, or if the cluster fails."""
    check_names(only)
    out = Path(out)
    names = needed(only)
    names = ANNOTATED + MEASURED if names & set(MEASURED) else ANNOTATED if names else ()
    with as_writing_errors(out):
        out.mkdir(parents=True, exist_ok=True)
    with batches_folder(out) as folder, only_here(out, folder), open_spool(out) as spool:
        paths, problems = find_inputs(inputs)
        paths = [
            path for path in paths if not is_output(path, out) or str(path) in map(str, inputs)
        ]
        work = {"workers": workers, "scheduler": scheduler, "tls": tls}
        batches = make_all(paths, problems, names, folder, spool, work, progress)
        rows = {}
        if batches.paths or not problems:  # a wrong name must not empty the tables of another run
            rows = write_all(only, out, format, batches, progress)
        table = pd.DataFrame(sorted(set(problems)), columns=PROBLEMS, dtype="str")
        write_table([table], out / "problems.csv")
    return rows, table


@contextmanager
def batches_folder(out):
    """Give the folder in which batches are kept: the cache's or, if there is none, one in the
    folder of the tables; if there can be none either, one that is gone at the end."""
    folder = cache_folder() or own_folder(out.resolve() / BATCHES)
    if folder:
        yield folder
        return
    with tempfile.TemporaryDirectory() as passing:
        yield Path(passing)


@contextmanager
def only_here(out, folder):
    """Hold a folder against other processes that would write into it. Raises ArticleError if
    another one does."""
    from filelock import FileLock, Timeout

    with as_writing_errors(folder):
        lock = FileLock(folder / f"{digest_of([str(out.resolve())])}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise ArticleError(
                out, "another process is writing into this folder", "wait until it is done"
            ) from None
    try:
        sweep(out)
        sweep(folder)
        yield
    finally:
        lock.release()


@contextmanager
def open_spool(out):
    """Give a Spool whose file is in a folder; it has no name, and goes when it is closed."""
    with as_writing_errors(out):
        file = tempfile.TemporaryFile(dir=out)  # noqa: SIM115 - it is closed below
    try:
        yield Spool(file)
    finally:
        with suppress(OSError):
            file.close()


def is_output(path, out):
    """Whether a file is one that this command wrote: found in a folder, it is no article."""
    name, _, ending = path.name.rpartition(".")
    return path.parent.resolve() == out.resolve() and (
        path.name == "problems.csv" or (name in TABLES and ending in FORMATS)
    )


def make_all(paths, problems, names, folder, spool, work, progress):
    """Make the batches of all articles in files, and return them as Collected; add to the problems
    those met."""
    made = Collected(folder, {}, spool, set(), names)
    reader = Reader(
        paths, remember=partial(remember, folder, dump=files_to_lines, load=files_from_lines)
    )
    with progress_bar(paths, progress) as bar:
        articles = count_read(reader.articles(), paths, bar)
        batches = spool.put_aside(into_batches(articles, names))
        for batch, path in make_batches(batches, folder, **work) if names else unmade(batches):
            told = contents(path) if path else None
            made.paths[batch.number] = path
            problems += problems_of(batch, told)
            if told:
                whole = set(told["articles"].values())
                made.failed.update(
                    one.id for one in (*batch.articles, *batch.lost) if one.id not in whole
                )
            bar.update(len(batch.articles) + len(batch.lost))
    problems += reader.problems
    return made


def unmade(batches):
    return ((batch, None) for batch in batches)


def problems_of(batch, told):
    """Return the problems with a batch's articles: (file, kind, reason, remedy); `told` is what the
    batch says of itself."""
    source = {
        article.id: escape_invisible(article.source or article.id)
        for article in (*batch.articles, *batch.lost)
    }
    lost = [(source[article.id], "error", *DIED) for article in batch.lost]
    return lost + [
        (source[id], kind, reason, remedy)
        for id, kind, reason, remedy in (told or {}).get("problems", ())
    ]


def progress_bar(paths, show):
    """Return a progress bar on stderr that counts articles, of which it takes there to be one a
    file; see count_read."""
    from tqdm import tqdm

    return tqdm(total=len(paths), unit="article", file=sys.stderr, disable=not show, smoothing=0.1)


def count_read(articles, paths, bar):
    """Yield the articles; how many there will be is told to the bar, reckoned from how much of the
    files they came from."""
    sizes = {str(path): path.stat().st_size for path in paths if path.is_file()}
    number = 0
    done = 0
    last = None
    whole = sum(sizes.values())
    for number, article in enumerate(articles, 1):
        if article.source != last:
            done = done + sizes.get(article.source, 0)
            last = article.source
            bar.total = round(number * whole / max(done, 1))
        yield article
    bar.total = number
