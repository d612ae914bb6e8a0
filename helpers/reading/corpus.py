"""Takes a folder or many files, gives their articles one after another, and what is wrong with the
others."""

import hashlib
import warnings
import zlib
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pandas as pd

from helpers.base.article import Article
from helpers.base.places import CORPUS
from helpers.base.problems import ArticleError, ArticleWarning, as_message, escape_invisible
from helpers.reading.articles import TWICE, read_one, unique_ids, words_digest
from helpers.reading.corrections import correction_tables, paths_of, with_corrections
from helpers.reading.folders import LARGEST, find_files, is_article
from helpers.reading.formats.tabular import read_beside

# files that are read together, about, and bytes of them
FILES = 100
LARGE = 20_000_000
PROBLEMS = ["file", "kind", "reason", "remedy"]


def read_corpus(folder: str | Path = CORPUS) -> tuple[list[Article], pd.DataFrame]:
    """Return the articles under a folder, sorted by file, and a DataFrame of problems: file, kind,
    reason, remedy.

    A file that cannot be read is a problem of kind error and the others are read; a doubt is one of
    kind warning. Files that hold no articles (READMEs, hidden files, tables beside an article) are
    passed over; other files that are not read are named. Raises ArticleError if there is no such
    folder."""
    paths, problems = find_files(folder)
    articles, more = read_files(paths)
    problems = sorted([*problems, *more])
    return articles, pd.DataFrame(problems, columns=PROBLEMS, dtype="str")


def read_files(paths):
    """Return the articles of files in order, ids made unique, and the problems: (file, kind,
    reason, remedy), sorted."""
    problems = []
    articles = list(read_each(paths, problems))
    return articles, sorted(problems)


def read_each(paths, problems, remember=lambda key, read: read()):
    """Yield the articles of files in order, file by file, ids made unique, with their corrections;
    add to the list of problems those met, all of them when the last article was given.
    `remember(key, read)` may give what `read()` gave before for the same files."""
    tables = cache(correction_tables)
    used = set()
    paths = list(paths)
    articles = unique_ids(tell_duplicates(read_one_by_one(paths, problems, remember), problems))
    for source, group in groupby(articles, key=attrgetter("source")):
        together = list(group)
        for article in together:
            mine = paths_of(article, tables(Path(source).parent), alone=len(together) == 1)
            used.update(mine)
            try:
                yield with_corrections(article, mine)
            except ArticleError as error:
                problems.append((error.file, "error", error.reason, error.remedy))
    problems += tell_unused(paths, tables, used)


def tell_unused(paths, tables, used):
    """Yield a problem for each corrections table in a folder of which all is read that is named
    after no article."""
    names = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, read in names.items():
        left = sorted(set(tables(folder).values()) - used)
        if left and all(path.name in read for path in folder.iterdir() if is_article(path)):
            for path in left:
                yield (
                    escape_invisible(path),
                    "warning",
                    "no article here has this name, and it corrects none",
                    "name it after an article's id",
                )


def read_one_by_one(paths, problems, remember):
    """Yield the articles of each file, and add the problems of files to the list."""
    beside = cache(read_beside)
    for some in into_groups(paths):
        known = [beside(path.parent)[0].get(path.name, {}) for path in some]
        key = [(str(path), digest(path), row) for path, row in zip(some, known, strict=True)]
        for articles, told in remember(key, lambda: list(map(read_telling, some, known))):  # noqa: B023 - called at once
            problems += told
            yield from articles
    for folder in dict.fromkeys(path.parent for path in paths):
        file = escape_invisible(folder / "articles.csv")
        problems += [(file, "warning", *map(as_message, doubt)) for doubt in beside(folder)[1]]


def into_groups(paths):
    """Yield files in groups that are read and remembered together; where one ends depends on its
    own files alone."""
    group = []
    size = 0
    for path in paths:
        group.append(path)
        size += size_of(path)
        if (
            size > LARGE
            or len(group) == 2 * FILES
            or zlib.crc32(str(path).encode("utf-8", "backslashreplace")) % FILES == 0
        ):
            yield group
            group = []
            size = 0
    if group:
        yield group


def size_of(path):
    """Return how many bytes are in a file, 0 if it is none, or cannot be looked at."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def digest(path):
    """Return a digest of what is in a file, "" if it cannot be read or is too large to be."""
    try:
        if path.is_file() and size_of(path) <= LARGEST:  # a pipe would be waited for
            with path.open("rb") as file:
                return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError:
        pass
    return ""


def read_telling(path, beside):
    """Return the articles in a file, none if it cannot be read, and the problems: (file, kind,
    reason, remedy)."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", ArticleWarning)
        try:
            articles = read_one(path, beside)
        except ArticleError as error:
            return [], [(escape_invisible(path), "error", error.reason, error.remedy)]
    told = [doubt.message for doubt in doubts if isinstance(doubt.message, ArticleWarning)]
    return articles, [
        (escape_invisible(path), "warning", doubt.reason, doubt.remedy) for doubt in told
    ]


def tell_duplicates(articles, problems):
    """Yield the articles; that one has the text of one from another file is added to the
    problems."""
    first = {}
    for article in articles:
        other = first.setdefault(words_digest(article), article.source)
        if other != article.source:  # those of one file were told with it
            reason = f"it has the same text as {as_message(other)}, {TWICE[0]}"
            problems.append((escape_invisible(article.source), "warning", reason, TWICE[1]))
        yield article
