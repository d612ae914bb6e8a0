"""Prints messages on the terminal, one line each and without control characters."""

import os
import sys

from helpers.base.problems import escape_invisible

# for terminals that cannot show the signs on the left
PLAIN_SIGNS = str.maketrans(
    {"−": "-", "→": "->", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'"}
)


def make_printable() -> None:
    """Make sure that no message can stop a command: characters that the terminal cannot show are
    escaped, and a closed stdout or stderr leads nowhere, so that no other file takes its number."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            silence(number)
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8"))
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(line: str, *, error: bool = False) -> None:
    """Print a line on stdout or stderr, with invisible characters escaped.

    A line that cannot be printed raises nothing: the work goes on, whether or not anybody reads.
    """
    stream = sys.stderr if error else sys.stdout
    line = escape_invisible(line)
    try:
        line.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        line = line.translate(PLAIN_SIGNS)
    try:
        print(line, file=stream, flush=True)
    except OSError:  # closed or full: it would raise again at exit
        silence(stream.fileno())


def silence(number):
    """Discard whatever is written to an open file, by child processes, too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere == number:
        os.set_inheritable(number, True)
    else:
        os.dup2(nowhere, number)
        os.close(nowhere)
