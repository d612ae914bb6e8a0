"""Takes the batches of any number of articles, gives each table of all of them, and writes those
that are new as files."""

from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from helpers.annotation import empty, load
from helpers.archive.batches import Batch, make_batch
from helpers.archive.spool import Spool
from helpers.base.kept import DamagedError, digest_of, read_kept, version, write_kept
from helpers.base.problems import ArticleError, as_writing_errors
from helpers.base.tables import TABLES, join_tables, make_table
from helpers.base.writers import write_table
from helpers.reading import articles_table
from helpers.repeats import find_repeats

TOGETHER = 500  # articles of a part of the table `articles`


class Collected(NamedTuple):
    """The batches of all articles: the folder they are kept in, their paths by number, the Spool
    with their articles, the ids of those that failed, and the names of the tables."""

    folder: Path
    paths: dict
    spool: Spool
    failed: set
    names: tuple

    def articles(self):
        """Yield the articles again, in order, less those that failed."""
        return (article for article in self.spool.articles() if article.id not in self.failed)

    def load(self, name):
        """Yield a table of each batch, in order. Raises ArticleError if one is damaged that was
        made anew a moment ago."""
        for number in sorted(self.paths):
            with suppress(DamagedError):
                yield load(self.paths[number], name)
                continue
            self.make_again(number)
            try:
                yield load(self.paths[number], name)
            except DamagedError:
                reason = "it is damaged as soon as it is written"
                raise ArticleError(
                    self.paths[number], reason, "look for faults of the disk"
                ) from None

    def make_again(self, number):
        """Make a batch that went or was damaged since."""
        articles = tuple(one for one in self.spool.articles_of(number) if one.id not in self.failed)
        self.paths[number] = make_batch(
            Batch(number, articles, self.names, (None,) * len(articles)), self.folder
        )


def write_all(only, out, format, batches, progress):
    """Write the tables from batches, those that are new. Return how many rows each has."""
    told = digest_of(map(told_of, batches.articles())) if has_metadata(only) else ""
    kept = [batches.paths[number].name for number in sorted(batches.paths) if batches.paths[number]]
    rows = {}
    record = batches.folder / f"{digest_of([str(out.resolve())])}.record"
    for name in (name for name in TABLES if name in only):
        key = digest_of([version(), told if has_metadata([name]) else "", *kept])
        path = out / f"{name}.{format}"
        rows[name] = write_once(read_parts(name, batches, progress), path, key, record)
    return rows


def write_once(parts, path, key, record):
    """Write a table (see write_table), unless the file was written for the same key before and
    nobody has touched it since; return how many rows it has. `record` is the path of a file that
    keeps what was written."""
    try:
        known = read_kept(record)[0]
    except DamagedError:
        known = {}
    last = known.get(path.name, {})
    if path.is_file() and last.get("written") == [key, *stamp(path)]:
        return last["rows"]
    rows = write_table(parts, path)
    with as_writing_errors(record):
        write_kept(record, {**known, path.name: {"rows": rows, "written": [key, *stamp(path)]}}, {})
    return rows


def stamp(path):
    return path.stat().st_size, path.stat().st_mtime_ns


def has_metadata(names):
    """Whether one of some tables depends on what is known of the articles beside their text."""
    return not {"articles", "repeats"}.isdisjoint(names)


def told_of(article):
    """Return in words what the tables `articles` and `repeats` have of an article."""
    return repr((article, article.source, article.sha256, article.by_hand, article.dropped))


def read_parts(name, batches, progress):
    """Yield the parts of a table in order, the first of them empty: from batches, from the
    articles, or made now."""
    yield make_table(name) if name in ("articles", "repeats") else empty(name)
    if name == "articles":
        articles = batches.articles()
        while some := list(islice(articles, TOGETHER)):
            yield articles_table(some)
    elif name == "repeats":
        dates = {article.id: article.published for article in batches.articles()}
        sentences = join_tables(
            [empty("sentences"), *(part.to_pandas() for part in batches.load("sentences"))]
        )
        dated = sentences.assign(published=sentences["article"].map(dates))
        yield find_repeats(dated, progress=None if progress else False)
    else:
        yield from batches.load(name)
