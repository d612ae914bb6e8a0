"""Takes a file, what is wrong with it and what to do, gives the error or warning that says so in
one line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


class Problem(Exception):  # noqa: N818 - the base of an error and of a warning
    """A file, a reason and a remedy; the message is `file: reason; remedy`, on one line, without
    control characters."""

    def __init__(self, file: object, reason: str, remedy: str) -> None:
        super().__init__(file, reason, remedy)
        self.file, self.reason, self.remedy = (on_one_line(part) for part in (file, reason, remedy))

    def __str__(self):
        return f"{self.file}: {self.reason}; {self.remedy}"


class ArticleError(Problem, ValueError):
    """An article cannot be read: the message names the file, what is wrong and what to do."""

    def _render_traceback_(self):
        """Return what a notebook shows: the message, without the way through the code that led to
        it."""
        return [f"ArticleError: {self}"]


class ArticleWarning(Problem, UserWarning):
    """An article was read with a doubt: the message says what was assumed, and what to do."""


@contextmanager
def guarding(path: str | Path) -> Iterator[None]:
    """Tell of whatever else fails at a file as an ArticleError, so that the others go on."""
    try:
        yield
    except (ArticleError, Warning):  # a warning is raised where the user wants that
        raise
    except MemoryError as error:
        raise ArticleError(
            path, "the memory does not suffice for it", "split it, or close other programs"
        ) from error
    except Exception as error:
        reason = f"these notebooks failed at it ({type(error).__name__})"
        raise ArticleError(
            path, reason, "report it together with the file, and leave the file out until then"
        ) from error


@contextmanager
def telling(path: str | Path) -> Iterator[None]:
    """Tell of what keeps a file or folder from being written as an ArticleError."""
    try:
        yield
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error})"
        raise ArticleError(
            path, reason, "free some space or choose another folder; what was there is whole"
        ) from None


def on_one_line(text: object) -> str:
    """Return a text as a message may show it: on one line, what cannot be seen written as its code,
    not too long.

    >>> on_one_line("a\\x1b[31m\\nb")
    'a\\\\x1b[31m\\\\nb'
    """
    text = with_codes(text)
    return text if len(text) <= 500 else f"{text[:240]} … {text[-240:]}"


def with_codes(text: object) -> str:
    """Return a text, such as the name of a file, with all that cannot be seen, or not be written
    out, as its code."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), str(text))
