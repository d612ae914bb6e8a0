"""Shows in a notebook what is doubtful, a calm line each: what was assumed, and what to do."""

import warnings
from collections.abc import Iterable
from html import escape
from pathlib import Path

from helpers.base.problems import ArticleWarning
from helpers.base.wording import IGNORE
from helpers.showing.display import INK

# the function that shows other warnings, and the doubts that were shown since the article was read
OTHERS = []
SHOWN = set()


def doubt_lines(doubts: Iterable[tuple[str, str]]) -> str:
    """Return doubts, (reason, remedy), as HTML, a line each.

    >>> doubt_lines([("it is cut", "look for the rest")])
    '<p class="doubt">Doubt: it is cut; look for the rest.</p>'
    """
    lines = (f"Doubt: {reason}; {remedy}." for reason, remedy in dict.fromkeys(doubts))
    return "".join(f'<p class="doubt">{escape(line)}</p>' for line in lines)


def show_doubts_calmly() -> None:
    """Let a notebook show each ArticleWarning from now on as a line above the result of its cell,
    once, and not as Python's warning with a place in the code. Elsewhere nothing changes."""
    SHOWN.clear()
    if not in_notebook() or warnings.showwarning is show_warning:
        return
    OTHERS[:] = [warnings.showwarning]
    warnings.showwarning = show_warning
    warnings.simplefilter("always", ArticleWarning)


def in_notebook():
    """Return whether the code runs in a notebook, at its page or for a report."""
    try:
        return bool(get_ipython().kernel)  # type: ignore[name-defined]  # a builtin in notebooks
    except (NameError, AttributeError):
        return False


def show_warning(message, category, filename, lineno, file=None, line=None):
    """Show a doubt as a calm line, and any other warning as it was shown before."""
    if not isinstance(message, ArticleWarning):
        OTHERS[0](message, category, filename, lineno, file, line)
        return
    doubt = (f"{Path(message.file).name}: {message.reason}", message.remedy)
    if doubt not in SHOWN:
        SHOWN.add(doubt)
        show(doubt_lines([doubt]))


def show(html):
    """Show HTML below a cell, without mathematics and in the page's colour."""
    from IPython.display import display

    display(as_shown(html))


def as_shown(html):
    """Return HTML as a notebook shows it, without mathematics and in the page's colour."""
    from IPython.display import HTML

    return HTML(f'<div class="{IGNORE}" style="{INK}">{html}</div>')
