"""Takes tables and pictures, gives what a notebook shows: HTML, files of figures, and numbers in words."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.files import write_whole

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML
    from matplotlib.axes import Axes

IGNORE = "tex2jax_ignore mathjax_ignore"  # MathJax would read a pair of dollar signs as a formula
CELL = "text-align: left; vertical-align: top; white-space: pre-wrap; padding: 4px 10px"
LINE = "border-bottom: 1px solid var(--jp-border-color2, #bdbdbd)"
PIXELS = 96  # what a browser takes for an inch


def show_table(frame: pd.DataFrame, columns: Iterable[str] | None = None, *, rows: int | None = None) -> HTML:
    """Return a table as HTML for a notebook: the whole text, left-aligned, without the index, numbers to two digits.

    `columns` are those to show, in this order; `rows` the most to show: how many more there are is said below.
    Raises KeyError if there is no such column.
    """
    from IPython.display import HTML

    shown = frame if columns is None else frame[list(columns)]
    shown, more = (shown, 0) if rows is None else (shown.head(rows), max(len(shown) - rows, 0))
    head = "".join(f'<th scope="col" style="{CELL}; {LINE}">{escape(str(name))}</th>' for name in shown.columns)
    body = "\n".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(word(value))}</td>' for value in row) + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    below = f"<p>… and {more:,} more row{'s' * (more > 1)}</p>" if more else "" if len(frame) else "<p>no rows</p>"
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return HTML(f'<div class="{IGNORE}" style="color: var(--jp-content-font-color1, inherit)">\n{table}\n{below}</div>')


def show_finding(sentence: str) -> HTML:
    """Return a finding as a paragraph of HTML for a notebook."""
    from IPython.display import HTML

    return HTML(f'<p class="finding {IGNORE}" style="font-size: 1.15em">{escape(sentence)}</p>')


def show_figure(ax: Axes, *, width: int | None = None) -> HTML:
    """Return the figure of some Axes as HTML: a picture with the Axes' label as its alternative text.

    `width` is in pixels of the screen; the picture has twice as many. The same table gives the same bytes.
    """
    from IPython.display import HTML

    picture = base64.b64encode(draw(ax, "png", dpi=2 * PIXELS)).decode()
    width = width or round(ax.figure.get_figure(root=True).get_figwidth() * PIXELS)
    style = f"width: {width}px; max-width: 100%; height: auto; background-color: #ffffff"
    image = f'<img alt="{escape(describe(ax))}" src="data:image/png;base64,{picture}" width="{width}" style="{style}">'
    return HTML(f'<figure class="{IGNORE}" style="margin: 0">{image}</figure>')


def save_figure(ax: Axes, path_stem: str | Path) -> list[Path]:
    """Write the figure of some Axes as `path_stem`.png (300 dots an inch) and .svg (text as text); return both paths.

    Their folder is made if it is not there. A file appears under its name only when it is complete.
    """
    written = []
    for ending, options in (("png", {"dpi": 300}), ("svg", {})):
        path = Path(f"{path_stem}.{ending}")
        write_whole(path, draw(ax, ending, **options))
        written.append(path)
    return written


def draw(ax: Axes, format: str, **options: Any) -> bytes:
    """Return the figure of some Axes as the bytes of a file, with its title and description and without a date."""
    from matplotlib import rc_context

    title = " ".join(ax.get_title(loc="left").replace(r"\$", "$").split())
    metadata: dict[str, str | None] = {"Title": title, "Description": describe(ax)}
    metadata |= {"Software": None} if format == "png" else {"Date": None, "Creator": None}
    file, figure = io.BytesIO(), ax.figure.get_figure(root=True)
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
        figure.set_layout_engine(None)  # else each drawing moves everything by a hair, the bytes differ, and it takes three
    if format == "png":
        options["pil_kwargs"] = {"compress_level": 3}  # a third of the time for a tenth more bytes
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "figure", "savefig.bbox": None}):
        figure.savefig(file, format=format, metadata=metadata, facecolor="white", **options)
    return file.getvalue()


def describe(ax: Axes) -> str:
    """Return the descriptions of all Axes on a figure, in their order."""
    labels = (str(other.get_label() or "") for other in ax.figure.get_figure(root=True).axes)
    return " ".join(label for label in labels if label and not label.startswith("<"))


def word(value: object) -> str:
    """Return a table's value in words: numbers to two digits, nothing for what is missing."""
    if isinstance(value, float):
        return "" if value != value else f"{round(value, 2) + 0.0:.2f}"
    return "" if value is None or str(value) in ("<NA>", "NaT") else str(value)


def percent(share: float) -> str:
    """Return a share in words.

    >>> percent(0.345)
    '34%'
    """
    return f"{100 * share:.0f}%"


def signed(score: float) -> str:
    """Return a score in words, with its sign.

    >>> signed(-0.256), signed(0.0)
    ('−0.26', '0.00')
    """
    score = round(score, 2)
    return f"{score:+.2f}".replace("-", "−") if score else "0.00"


def listing(items: Iterable, *, most: int = 5, join: str = ", ", last: str = " and ") -> str:
    """Return items as a list in words; of more than `most` the rest is counted.

    >>> listing(["Mali", "Russia", "France"]), listing("abcd", most=2)
    ('Mali, Russia and France', 'a, b and 2 more')
    """
    items = [str(item) for item in items]
    if len(items) > most:
        items = [*items[:most], f"{len(items) - most} more" if "and" in last else f"and {len(items) - most} more"]
    return last.join(filter(None, (join.join(items[:-1]), *items[-1:])))


def shares_in_words(shares: pd.DataFrame, counts: Iterable[int]) -> str:
    """Return a table of shares (an actor a row, a category a column) as a list in words, with n from `counts`."""
    rows = []
    for (actor, row), n in zip(shares.iterrows(), counts, strict=True):
        told = (f"{name} {percent(share)}" for name, share in row.items() if share)
        rows.append(f"{actor} {listing(told, most=8, last=', ')} (n = {n})")
    return listing(rows, join="; ", last="; ")
