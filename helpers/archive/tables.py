"""Makes all tables of one article or of many, in memory or as files.

The other modules of this folder in the order of their work: `spool` puts the articles that were
read aside in a file, so that memory does not hold them; `batches` makes their tables, a batch at a
time, and keeps each batch in the user's cache; `cluster` starts the processes that share this work;
`collected` joins the batches into one file a table; `groups` answers questions from these files."""

import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pandas as pd

from helpers.annotation import ANNOTATED, MEASURED, annotate, batch_contents
from helpers.archive.batches import into_batches, make_batches, tables_of
from helpers.archive.collected import Collected, write_all
from helpers.archive.spool import Spool, files_from_lines, files_to_lines
from helpers.base.article import Article
from helpers.base.disk_cache import cache_folder, digest_of, own_folder, remember
from helpers.base.files import sweep
from helpers.base.problems import ArticleError, as_writing_errors, escape_invisible
from helpers.base.tables import TABLES, check_names, join_tables, make_table
from helpers.base.writers import FORMATS, write_table
from helpers.reading import PROBLEMS, Reader, articles_table, find_inputs
from helpers.repeats import add_dates, find_repeats

BATCHES = ".batches"  # the folder of the batches if the user's cache cannot be written
DIED = "the process that analysed it died, again and again"
LEAVE_OUT = "leave it out, or give the workers more memory"


def analyse(article: Article, *, only: Collection[str] = TABLES) -> dict[str, pd.DataFrame]:
    """Return the tables of one article by name, those in `only`.

    Raises ValueError if `only` names a table that does not exist."""
    return analyse_many([article], only=only)


def analyse_many(
    articles: Sequence[Article], *, only: Collection[str] = TABLES
) -> dict[str, pd.DataFrame]:
    """Return the tables of several articles by name, with the articles in the order given; repeats
    are looked for across all of them.

    All is held in memory; `write_corpus` is for any number of articles. Raises ValueError if `only`
    names a table that does not exist."""
    check_names(only)
    names = needed(only)
    parts = []
    if names:
        parts = [tables_of(annotate(article), names, cache=True) for article in articles]
    tables = {}
    for name in TABLES:
        tables[name] = join_tables(
            [make_table(name), *(part[name] for part in parts if name in part)]
        )
    if "articles" in only:
        tables["articles"] = articles_table(articles)
    if "repeats" in only:
        tables["repeats"] = find_repeats(add_dates(tables["sentences"], articles), progress=False)
    return {name: tables[name] for name in TABLES if name in only}


def needed(only):
    """Return the names of the tables that must be made of each article for some tables."""
    wanted = set(only)
    if "repeats" in wanted:
        wanted.add("sentences")
    return wanted & {*ANNOTATED, *MEASURED}


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
    table.

    Returns how many rows each table has, and the problems as a DataFrame like that of
    `read_corpus`, which is also written there as problems.csv.

    Articles are read, analysed and kept batch by batch, in `workers` processes or on the Dask
    cluster whose scheduler has the address `scheduler`; `tls` are the paths of the CA's
    certificate, of a certificate for this process, and of its key. A run that was interrupted goes
    on from the batches that are kept. The files are the same whatever did the work. Raises
    ArticleError if something cannot be written, or if the cluster fails; ValueError if `only` names
    a table that does not exist."""
    check_names(only)
    out = Path(out)
    with as_writing_errors(out):
        out.mkdir(parents=True, exist_ok=True)
    with batches_folder(out) as folder, only_here(out, folder), open_spool(out) as spool:
        paths, problems = find_inputs(inputs)
        named = {str(path) for path in inputs}
        paths = [path for path in paths if not is_output(path, out) or str(path) in named]
        work = {"workers": workers, "scheduler": scheduler, "tls": tls}
        collected = Collected(folder, {}, spool, set(), batch_tables(only))
        make_all(collected, paths, problems, work, progress)
        rows = {}
        if collected.paths or not problems:  # a wrong name must not empty another run's tables
            rows = write_all(only, out, format, collected, progress)
        table = pd.DataFrame(sorted(set(problems)), columns=PROBLEMS, dtype="str")
        write_table([table], out / "problems.csv")
    return rows, table


def batch_tables(only):
    """Return the names of the tables that batches hold: all that are annotated if any is needed,
    and all that are measured if one of these is."""
    names = needed(only)
    if names & set(MEASURED):
        return ANNOTATED + MEASURED
    return ANNOTATED if names else ()


# the folders


@contextmanager
def batches_folder(out):
    """Yield the folder in which batches are kept: the user's cache, or else a folder beside the
    tables, or else one that is removed at the end."""
    folder = cache_folder() or own_folder(out.resolve() / BATCHES)
    if folder:
        yield folder
        return
    with tempfile.TemporaryDirectory() as passing:
        yield Path(passing)


@contextmanager
def only_here(out, folder):
    """Lock a folder against other processes that would write into it. Raises ArticleError if
    another process holds it."""
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
    """Yield a Spool whose file lies in a folder without a name; it is gone when it is closed."""
    with as_writing_errors(out):
        file = tempfile.TemporaryFile(dir=out)  # noqa: SIM115 - it is closed below
    try:
        yield Spool(file)
    finally:
        with suppress(OSError):
            file.close()


def is_output(path, out):
    """Return whether a file is one that this command wrote, and not an article."""
    if path.parent.resolve() != out.resolve():
        return False
    name, _, ending = path.name.rpartition(".")
    return path.name == "problems.csv" or (name in TABLES and ending in FORMATS)


# the batches


def make_all(collected, paths, problems, work, progress):
    """Make the batches of all articles in files, add them to `collected`, and add what went wrong
    to the problems."""
    recall = partial(remember, collected.folder, dump=files_to_lines, load=files_from_lines)
    reader = Reader(paths, remember=recall)
    with progress_bar(paths, progress) as bar:
        articles = count_read(reader.articles(), paths, bar)
        batches = collected.spool.put_aside(into_batches(articles, collected.names))
        if collected.names:
            finished = make_batches(batches, collected.folder, **work)
        else:
            finished = ((batch, None) for batch in batches)
        for batch, path in finished:
            contents = batch_contents(path) if path else None
            collected.paths[batch.number] = path
            problems += problems_of(batch, contents)
            if contents:
                complete = set(contents["articles"].values())
                ids = {article.id for article in (*batch.articles, *batch.lost)}
                collected.failed.update(ids - complete)
            bar.update(len(batch.articles) + len(batch.lost))
    problems += reader.problems


def problems_of(batch, contents):
    """Return the problems with a batch's articles: (file, kind, reason, remedy)."""
    sources = {}
    for article in (*batch.articles, *batch.lost):
        sources[article.id] = escape_invisible(article.source or article.id)
    problems = [(sources[article.id], "error", DIED, LEAVE_OUT) for article in batch.lost]
    if contents:
        for article, *problem in contents["problems"]:
            problems.append((sources[article], *problem))
    return problems


def progress_bar(paths, show):
    """Return a progress bar on stderr that counts articles; at first one is expected of each
    file."""
    from tqdm import tqdm

    return tqdm(total=len(paths), unit="article", file=sys.stderr, disable=not show, smoothing=0.1)


def count_read(articles, paths, bar):
    """Yield the articles; set the bar's total to the number that is expected from the share of the
    files' bytes read so far."""
    sizes = {str(path): path.stat().st_size for path in paths if path.is_file()}
    all_bytes = sum(sizes.values())
    bytes_read = 0
    number = 0
    source = None
    for number, article in enumerate(articles, 1):
        if article.source != source:
            source = article.source
            bytes_read = bytes_read + sizes.get(source, 0)
            bar.total = round(number * all_bytes / max(bytes_read, 1))
        yield article
    bar.total = number
