"""Takes what a command has to say, gives it on the terminal: a line each, without signs that a
terminal obeys."""

import os
import sys

from helpers.base.problems import with_codes

PLAIN = str.maketrans(
    {"−": "-", "→": "->", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'"}
)


def make_printable() -> None:
    """Let what a command says never stop it: a sign that the terminal cannot show is shown as a
    code, and where there is no terminal, nothing else is opened in its place."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            silence(number)
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8"))
        if hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors="backslashreplace")


def say(line: str, *, error: bool = False) -> None:
    """Print a line on stdout or stderr; what cannot be seen is written as its code, so that it
    stays one line.

    Nothing is raised where the line cannot be printed: what is made does not depend on who listens.
    """
    stream = sys.stderr if error else sys.stdout
    line = with_codes(line)
    try:
        line.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        line = line.translate(PLAIN)
    try:
        print(line, file=stream, flush=True)
    except OSError:  # it was closed or is full, and would raise again at the end
        silence(stream.fileno())


def silence(number):
    """Let what is written to an open file, also by programs that are started, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere == number:
        os.set_inheritable(number, True)
    else:
        os.dup2(nowhere, number)
        os.close(nowhere)
