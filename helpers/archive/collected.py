"""Joins the batches of all articles into one file a table.

A record beside the batches holds, for each output folder, what each of its files was written from;
a file that would come out the same again is left as it is."""

from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from helpers.annotation import empty_table, load_table
from helpers.archive.batches import Batch, make_batch
from helpers.archive.spool import Spool
from helpers.base.disk_cache import DamagedError, digest_of, read_kept, version, write_kept
from helpers.base.problems import ArticleError, as_writing_errors
from helpers.base.tables import TABLES, join_tables, make_table
from helpers.base.writers import write_table
from helpers.reading import articles_table
from helpers.repeats import find_repeats

AT_ONCE = 500  # articles in a part of the table `articles`


class Collected(NamedTuple):
    """The batches of all articles: the folder that holds them, their paths by number, the Spool
    with their articles, the ids of those that failed, and the names of the tables."""

    folder: Path
    paths: dict
    spool: Spool
    failed: set
    names: tuple

    def articles(self):
        """Yield the articles again, in order, without those that failed."""
        return (article for article in self.spool.articles() if article.id not in self.failed)

    def load(self, name):
        """Yield a table of each batch, in order; a batch that is gone or damaged is made again.

        Raises ArticleError if one is damaged as soon as it is written."""
        for number in sorted(self.paths):
            with suppress(DamagedError):
                yield load_table(self.paths[number], name)
                continue
            self.make_again(number)
            try:
                yield load_table(self.paths[number], name)
            except DamagedError:
                reason = "it is damaged as soon as it is written"
                remedy = "look for faults of the disk"
                raise ArticleError(self.paths[number], reason, remedy) from None

    def make_again(self, number):
        articles = tuple(one for one in self.spool.articles_of(number) if one.id not in self.failed)
        batch = Batch(number, articles, self.names, (None,) * len(articles))
        self.paths[number] = make_batch(batch, self.folder)


def write_all(only, out, ending, batches, progress):
    """Write the tables that would not come out as they are; return how many rows each table has."""
    metadata = digest_of(map(metadata_of, batches.articles())) if shows_metadata(only) else ""
    numbers = sorted(batches.paths)
    names = [batches.paths[number].name for number in numbers if batches.paths[number]]
    rows = {}
    record = batches.folder / f"{digest_of([str(out.resolve())])}.record"
    for name in (name for name in TABLES if name in only):
        key = digest_of([version(), metadata if shows_metadata([name]) else "", *names])
        path = out / f"{name}.{ending}"
        rows[name] = write_once(read_parts(name, batches, progress), path, key, record)
    return rows


def write_once(parts, path, key, record):
    """Write a table (see write_table), unless its file was written for the same key before and has
    not been touched since; return how many rows it has.

    `record` is the path of the file that holds what was written."""
    try:
        files = read_kept(record)[0]
    except DamagedError:
        files = {}
    last = files.get(path.name, {})
    if path.is_file() and last.get("written") == [key, *stamp(path)]:
        return last["rows"]
    rows = write_table(parts, path)
    files = {**files, path.name: {"rows": rows, "written": [key, *stamp(path)]}}
    with as_writing_errors(record):
        write_kept(record, files, {})
    return rows


def stamp(path):
    """Return size and time of a file, by which it is known again."""
    return path.stat().st_size, path.stat().st_mtime_ns


def shows_metadata(names):
    """Return whether one of some tables depends on more of an article than its text and its
    corrections."""
    return not {"articles", "repeats"}.isdisjoint(names)


def metadata_of(article):
    """Return in words what the tables `articles` and `repeats` show of an article."""
    return repr((article, article.source, article.sha256, article.by_hand, article.dropped))


def read_parts(name, batches, progress):
    """Yield the parts of a table in order, the first of them empty: from the batches, from the
    articles, or made now."""
    if name == "articles":
        yield make_table(name)
        articles = batches.articles()
        while part := list(islice(articles, AT_ONCE)):
            yield articles_table(part)
    elif name == "repeats":
        yield make_table(name)
        yield repeats_of(batches, progress)
    else:
        yield empty_table(name)
        yield from batches.load(name)


def repeats_of(batches, progress):
    """Return the table `repeats` of all articles."""
    dates = {article.id: article.published for article in batches.articles()}
    parts = (part.to_pandas() for part in batches.load("sentences"))
    sentences = join_tables([empty_table("sentences"), *parts])
    dated = sentences.assign(published=sentences["article"].map(dates))
    return find_repeats(dated, progress=None if progress else False)
