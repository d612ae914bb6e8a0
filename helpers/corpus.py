"""Takes one article or many, gives all tables: in memory, or for any number of articles as files, one a table."""

import pickle
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

import pandas as pd

from helpers.annotation import annotate
from helpers.articles import PROBLEMS, articles_table, read_each
from helpers.batches import into_batches, make_batches
from helpers.cache import ANNOTATED, MEASURED, cache_folder, contents, digest_of, empty, load, remember, version
from helpers.files import sweep
from helpers.folders import find_inputs
from helpers.framing import describe_actors
from helpers.problems import telling
from helpers.repeats import add_dates, find_repeats
from helpers.sentiment import score_sentences
from helpers.tables import TABLES, join_tables, make_table
from helpers.writers import write_once, write_table

BATCHES = ".batches"  # where they are kept if the user's cache cannot be written
DIED = ("the process that analysed it died, again and again", "leave it out, or give the workers more memory")


def analyse(article, *, only=TABLES):
    """Return the tables of one article by name, those in `only`."""
    return analyse_many([article], only=only)


def analyse_many(articles, *, only=TABLES):
    """Return the tables of several articles by name, articles in the order given; repeats are looked for across them.

    All are held in memory; `write_corpus` is for any number. Raises ValueError if `only` names a table that there is not.
    """
    check_names(only)
    parts = {name: [make_table(name)] for name in TABLES}
    wanted = {*only, "sentences"} if "repeats" in only else set(only)
    for article in articles if wanted & {*ANNOTATED, *MEASURED} else ():
        annotated = annotate(article)
        tables = {name: getattr(annotated, name) for name in wanted & set(ANNOTATED)}
        if wanted & set(MEASURED):
            tables["sentiment"] = score_sentences(annotated)
        if "framing" in wanted:
            tables["framing"] = describe_actors(annotated, sentiment=tables["sentiment"])  # tones are a part of it
        for name, table in tables.items():
            parts[name].append(table)
    tables = {name: join_tables(part) for name, part in parts.items()}
    if "articles" in only:
        tables["articles"] = articles_table(articles)
    if "repeats" in only:
        tables["repeats"] = find_repeats(add_dates(tables["sentences"], articles), progress=False)
    return {name: tables[name] for name in TABLES if name in only}


def check_names(only):
    unknown = sorted(set(only) - set(TABLES))
    if unknown:
        raise ValueError(f"there is no table {', '.join(unknown)}; there are {', '.join(TABLES)}")


# any number of articles


def write_corpus(inputs, out, *, only=TABLES, format="parquet", workers=1, scheduler=None, progress=False):
    """Write the tables of all articles in files, folders and glob patterns to a folder, one file a table; return how many
    rows each has, and the problems as a DataFrame like that of `articles.read_corpus`, written there as problems.csv, too.

    Articles are read, analysed and kept batch by batch, in `workers` processes or on the Dask cluster whose scheduler has
    the address `scheduler`; a run that was interrupted goes on from the batches that are kept. The files come out the same
    whatever did the work. Raises ArticleError if something cannot be written.
    """
    check_names(only)
    out, wanted = Path(out), {*only, "sentences"} if "repeats" in only else set(only)
    names = ANNOTATED + MEASURED if wanted & set(MEASURED) else ANNOTATED if wanted & set(ANNOTATED) else ()
    paths, problems = find_inputs(inputs)
    folder = cache_folder() or out / BATCHES
    with telling(out):
        out.mkdir(parents=True, exist_ok=True)
        sweep(out)
        sweep(folder, days=1)  # younger ones may be another process's
        spool = tempfile.TemporaryFile(dir=out)  # noqa: SIM115 - it is closed below, what fails here is told
    with spool, progress_bar(paths, progress) as bar:
        articles = count_read(read_each(paths, problems, partial(remember, folder)), paths, bar)
        batches, kept = put_aside(into_batches(articles, names), spool, out), {}
        for batch, path in make_batches(batches, folder, workers=workers, scheduler=scheduler) if names else unmade(batches):
            kept[batch.number] = path
            problems += problems_of(batch, path)
            bar.update(len(batch.articles) + len(batch.lost))
        bar.close()
        made = [kept[number] for number in sorted(kept)]
        told = digest_of(told_of(article) for batch in read_spool(spool) for article in batch) if has_metadata(only) else ""
        record, rows = folder / f"{digest_of([str(out.resolve())])}.json", {}
        for name in (name for name in TABLES if name in only):
            depends = [version(), told if has_metadata([name]) else "", *(path.name for path in made if path)]
            parts = read_parts(name, made, spool, progress)
            rows[name] = write_once(parts, out / f"{name}.{format}", digest_of(depends), record)
    table = pd.DataFrame(sorted(set(problems)), columns=PROBLEMS, dtype="str")
    write_table([table], out / "problems.csv")
    return rows, table


def put_aside(batches, spool, out):
    """Yield the batches; their articles are put aside in a file in `out` that is open for it, and not kept in memory."""
    for batch in batches:
        with telling(out):
            pickle.dump(batch.articles, spool)
        yield batch


def has_metadata(names):
    """Whether one of some tables depends on what is known of the articles beside their text."""
    return not {"articles", "repeats"}.isdisjoint(names)


def told_of(article):
    """Return in words what the tables `articles` and `repeats` have of an article."""
    return repr((article, article.source, article.sha256, article.by_hand, article.dropped))


def unmade(batches):
    return ((batch, None) for batch in batches)


def read_parts(name, paths, spool, progress):
    """Yield the parts of a table in order, the first of them empty: from batches, from what was put aside, or made now."""
    yield make_table(name) if name in ("articles", "repeats") else empty(name)
    if name == "articles":
        yield from map(articles_table, read_spool(spool))
    elif name == "repeats":
        dates = {article.id: article.published for batch in read_spool(spool) for article in batch}
        sentences = join_tables([empty("sentences"), *(load(path, "sentences").to_pandas() for path in paths)])
        dated = sentences.assign(published=sentences["article"].map(dates))
        yield find_repeats(dated, progress=None if progress else False)
    else:
        yield from (load(path, name) for path in paths)


def read_spool(spool):
    spool.seek(0)
    with suppress(EOFError):
        while True:
            yield pickle.load(spool)


def problems_of(batch, path):
    """Return the problems with a batch's articles: (file, kind, reason, remedy)."""
    source = {article.id: article.source or article.id for article in batch.articles}
    told = contents(path)["problems"] if path else ()
    lost = [(article.source or article.id, "error", *DIED) for article in batch.lost]
    return lost + [(source[id], kind, reason, remedy) for id, kind, reason, remedy in told]


def progress_bar(paths, show):
    """Return a progress bar on stderr that counts articles; it draws nothing if not shown, or if there is but one file."""
    from tqdm import tqdm

    return tqdm(total=len(paths), unit="article", file=sys.stderr, disable=not show, smoothing=0.1)


def count_read(articles, paths, bar):
    """Yield the articles; how many there will be is told to the bar, reckoned from how much of the files they came from."""
    sizes = {str(path): path.stat().st_size for path in paths if path.is_file()}
    number, done, last = 0, 0, None
    for number, article in enumerate(articles, 1):
        if article.source != last:
            done, last = done + sizes.get(article.source, 0), article.source
            bar.total = round(number * sum(sizes.values()) / max(done, 1))
        yield article
    bar.total = number
