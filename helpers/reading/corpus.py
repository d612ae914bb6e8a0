"""Reads the articles of a folder or of many files, and collects the problems met."""

import hashlib
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.base.article import Article
from helpers.base.places import CORPUS
from helpers.base.problems import (
    ArticleError,
    ArticleWarning,
    FileProblem,
    as_message,
    escape_invisible,
)
from helpers.reading.articles import (
    COUNTED_TWICE,
    LEAVE_ONE_OUT,
    read_one,
    unique_ids,
    words_digest,
)
from helpers.reading.corrections import correction_tables, paths_of, with_corrections
from helpers.reading.folders import LARGEST, find_files, is_article
from helpers.reading.metadata import TABLE, read_metadata

# a group of files that are read and kept together: about so many files, or so many bytes
GROUP_FILES = 100
GROUP_BYTES = 20_000_000


PROBLEMS = list(FileProblem._fields)


def read_corpus(folder: str | Path = CORPUS) -> tuple[list[Article], pd.DataFrame]:
    """Return the articles under a folder, sorted by file, and a DataFrame of problems: file, kind,
    reason, remedy.

    A file that cannot be read is a problem of kind error, and the others are read; a doubt is one
    of kind warning. Files that hold no articles (READMEs, hidden files, tables beside an article)
    are passed over; other files that are not read are problems. Raises ArticleError if there is no
    such folder."""
    paths, folder_problems = find_files(folder)
    articles, problems = read_files(paths)
    problems = sorted([*folder_problems, *problems])
    return articles, pd.DataFrame(problems, columns=PROBLEMS, dtype="str")


def read_files(paths: Iterable[Path]) -> tuple[list[Article], list[FileProblem]]:
    """Return the articles of files in their order, with unique ids, and the problems, sorted."""
    reader = Reader(paths)
    articles = list(reader.articles())
    return articles, sorted(reader.problems)


class Reader:
    """Reads the articles of any number of files, a few files at a time.

    `problems` are those met so far: they are complete when `articles` is exhausted.
    `remember(key, read)` returns what `read()` returns, or returned before for the same key, which
    stands for the content of some files; without it, files are read anew.
    """

    def __init__(
        self, paths: Iterable[Path], *, remember: Callable[[Any, Callable], Any] | None = None
    ) -> None:
        self.problems: list[FileProblem] = []
        self.paths = list(paths)
        self.remember = remember
        self.correction_tables = cache(correction_tables)
        self.metadata = cache(read_metadata)

    def articles(self) -> Iterator[Article]:
        """Yield the articles, file by file, with unique ids and with their corrections."""
        corrected = set()  # the tables of corrections that belong to an article
        articles = unique_ids(self.without_corrections())
        for source, group in groupby(articles, key=attrgetter("source")):
            together = list(group)
            tables = self.correction_tables(Path(source).parent)
            for article in together:
                paths = paths_of(article, tables, alone=len(together) == 1)
                corrected.update(paths)
                try:
                    yield with_corrections(article, paths)
                except ArticleError as error:
                    self.add("error", error.file, error.reason, error.remedy)
        self.find_unused_corrections(corrected)

    def without_corrections(self):
        """Yield the articles of each file, as it has them."""
        first = {}  # the file of the first article with certain words
        for group in into_groups(self.paths):
            for articles, problems in self.read_group(group):
                self.problems += problems
                for article in articles:
                    earlier = first.setdefault(words_digest(article), article.source)
                    if earlier != article.source:  # duplicates within a file are known already
                        reason = f"it has the same text as {as_message(earlier)}, {COUNTED_TWICE}"
                        self.add("warning", article.source, reason, LEAVE_ONE_OUT)
                    yield article
        for folder in dict.fromkeys(path.parent for path in self.paths):
            for reason, remedy in self.metadata(folder)[1]:
                self.add("warning", folder / TABLE, as_message(reason), as_message(remedy))

    def read_group(self, paths):
        """Return for each file its articles and its problems, remembered if they can be."""
        metadata = [self.metadata(path.parent)[0].get(path.name, {}) for path in paths]
        read = partial(read_all, paths, metadata)
        if self.remember is None:
            return read()
        key = [
            (str(path), digest(path), fields) for path, fields in zip(paths, metadata, strict=True)
        ]
        return self.remember(key, read)

    def find_unused_corrections(self, used):
        """Add a warning for each table of corrections that belongs to no article, in those folders
        of which every article is read."""
        names = {}
        for path in self.paths:
            names.setdefault(path.parent, set()).add(path.name)
        reason = "no article here has this name, and it corrects none"
        for folder, names_read in names.items():
            unused = sorted(set(self.correction_tables(folder).values()) - used)
            if unused and all(
                path.name in names_read for path in folder.iterdir() if is_article(path)
            ):
                for path in unused:
                    self.add("warning", path, reason, "name it after an article's id")

    def add(self, kind, file, reason, remedy):
        self.problems.append(FileProblem(escape_invisible(file), kind, reason, remedy))


def into_groups(paths):
    """Yield the files in groups; where a group ends depends on its own files alone, so that most
    groups stay the same when files are added."""
    group = []
    size = 0
    for path in paths:
        group.append(path)
        size += size_of(path)
        number = zlib.crc32(str(path).encode("utf-8", "backslashreplace"))
        if size > GROUP_BYTES or len(group) == 2 * GROUP_FILES or number % GROUP_FILES == 0:
            yield group
            group = []
            size = 0
    if group:
        yield group


def size_of(path):
    """Return the number of bytes in a file, 0 if it is not a file or cannot be opened."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def digest(path):
    """Return a digest of a file's content, "" if it is too large or cannot be read."""
    try:
        if path.is_file() and size_of(path) <= LARGEST:  # reading a pipe would never end
            with path.open("rb") as file:
                return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError:
        pass
    return ""


def read_all(paths, metadata):
    """Return for each file its articles and its problems; see read_with_problems."""
    return list(map(read_with_problems, paths, metadata))


def read_with_problems(path, by_hand):
    """Return the articles in a file, without corrections, and its problems: one error and no
    article if it cannot be read."""
    name = escape_invisible(path)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ArticleWarning)
        try:
            articles = read_one(path, by_hand)
        except ArticleError as error:
            return [], [FileProblem(name, "error", error.reason, error.remedy)]
    doubts = [one.message for one in caught if isinstance(one.message, ArticleWarning)]
    return articles, [FileProblem(name, "warning", doubt.reason, doubt.remedy) for doubt in doubts]
