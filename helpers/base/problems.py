"""The errors and warnings about a file: each one line with the file, the fault and the remedy."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f"  # control characters
    r"\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # without a width
    r"\ud800-\udfff"  # halves of a pair of UTF-16
    r"\U000e0000-\U000e007f]"  # tags
)
LONGEST = 500  # characters of one part of a message


class Problem(Exception):  # noqa: N818 - the base of an error and of a warning
    """A file, a reason and a remedy; the message is `file: reason; remedy`, on one line and without
    control characters."""

    def __init__(self, file: object, reason: str, remedy: str) -> None:
        super().__init__(file, reason, remedy)
        self.file = as_message(file)
        self.reason = as_message(reason)
        self.remedy = as_message(remedy)

    def __str__(self):
        return f"{self.file}: {self.reason}; {self.remedy}"


class ArticleError(Problem, ValueError):
    """An article that cannot be read, or results that cannot be written."""

    def _render_traceback_(self):
        """Return what a notebook shows in place of the traceback: the message alone."""
        return [f"ArticleError: {self}"]


class ArticleWarning(Problem, UserWarning):
    """A doubt about an article that was read: the reason says what was assumed."""


@contextmanager
def doubts_caught() -> Iterator[list[ArticleWarning]]:
    """Collect the doubts that the code inside `with` warns of; other warnings are given after
    it."""
    doubts: list[ArticleWarning] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ArticleWarning)
        yield doubts
    for one in caught:
        if isinstance(one.message, ArticleWarning):
            doubts.append(one.message)
        else:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)


class FileProblem(NamedTuple):
    """A row of the table of problems; `kind` is error or warning."""

    file: str
    kind: str
    reason: str
    remedy: str


@contextmanager
def as_article_errors(path: str | Path) -> Iterator[None]:
    """Raise any failure at a file as an ArticleError, so that the other files are still read."""
    try:
        yield
    except (ArticleError, Warning):  # users may have warnings raised
        raise
    except MemoryError as error:
        raise ArticleError(
            path, "the memory does not suffice for it", "split it, or close other programs"
        ) from error
    except Exception as error:
        reason = f"these notebooks failed at it ({type(error).__name__})"
        remedy = "report it together with the file, and leave the file out until then"
        raise ArticleError(path, reason, remedy) from error


@contextmanager
def as_writing_errors(path: str | Path) -> Iterator[None]:
    """Raise an OSError met while a file or folder is written as an ArticleError."""
    try:
        yield
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error})"
        remedy = "free some space or choose another folder; what was there is whole"
        raise ArticleError(path, reason, remedy) from None


def as_message(text: object) -> str:
    """Return a text on one line, with invisible characters escaped and the middle of a long text
    left out.

    >>> as_message("a\\x1b[31m\\nb")
    'a\\\\x1b[31m\\\\nb'
    """
    text = escape_invisible(text)
    if len(text) <= LONGEST:
        return text
    return f"{text[:240]} … {text[-240:]}"


def escape_invisible(text: object) -> str:
    """Return a text, such as the name of a file, in which characters that are invisible or cannot
    be encoded are replaced by their escape codes."""
    return INVISIBLE.sub(lambda match: match[0].encode("unicode_escape").decode(), str(text))
