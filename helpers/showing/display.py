"""Takes tables and pictures, gives what a notebook shows: HTML, files of figures, and numbers in
words."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from helpers.base.files import write_whole
from helpers.base.wording import IGNORE, word

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image

CELL = "text-align: left; vertical-align: top; white-space: pre-wrap; padding: 4px 10px"
LINE = "border-bottom: 1px solid var(--jp-border-color2, #bdbdbd)"
PIXELS = 96  # what a browser takes for an inch
DOTS = 300  # an inch of a saved picture


def show_table(
    frame: pd.DataFrame, columns: Iterable[str] | None = None, *, rows: int | None = None
) -> HTML:
    """Return a table as HTML for a notebook: the whole text, left-aligned, without the index,
    numbers to two digits.

    `columns` are those to show, in this order; `rows` the most to show: how many more there are is
    said below. Raises KeyError if there is no such column."""
    from IPython.display import HTML

    shown = frame if columns is None else frame[list(columns)]
    shown, more = (shown, 0) if rows is None else (shown.head(rows), max(len(shown) - rows, 0))
    head = "".join(
        f'<th scope="col" style="{CELL}; {LINE}">{escape(str(name))}</th>' for name in shown.columns
    )
    body = "\n".join(
        "<tr>"
        + "".join(f'<td style="{CELL}">{escape(word(value))}</td>' for value in row)
        + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    below = (
        f"<p>… and {more:,} more row{'s' * (more > 1)}</p>"
        if more
        else ""
        if len(frame)
        else "<p>no rows</p>"
    )
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return HTML(
        f'<div class="{IGNORE}" style="color: var(--jp-content-font-color1, inherit)">\n{table}\n{below}</div>'
    )


def show_finding(sentence: str) -> HTML:
    """Return a finding as a paragraph of HTML for a notebook."""
    from IPython.display import HTML

    return HTML(f'<p class="finding {IGNORE}" style="font-size: 1.15em">{escape(sentence)}</p>')


def show_figure(ax: Axes, *, width: int | None = None) -> HTML:
    """Return the figure of some Axes as HTML: a picture with the Axes' label as its alternative
    text.

    `width` is in pixels of the screen; the picture has twice as many. The same table gives the same
    bytes."""
    from IPython.display import HTML
    from PIL import Image

    drawn = pixels(ax)
    figure = ax.figure.get_figure(root=True)
    size = [round(2 * PIXELS * inches) for inches in figure.get_size_inches()]
    picture = base64.b64encode(
        as_png(drawn.resize(size, Image.Resampling.HAMMING), ax, 2 * PIXELS)
    ).decode()
    width = width or round(figure.get_figwidth() * PIXELS)
    style = f"width: {width}px; max-width: 100%; height: auto; background-color: #ffffff"
    image = f'<img alt="{escape(describe(ax))}" src="data:image/png;base64,{picture}" width="{width}" style="{style}">'
    return HTML(f'<figure class="{IGNORE}" style="margin: 0">{image}</figure>')


def save_figure(ax: Axes, path_stem: str | Path) -> list[Path]:
    """Write the figure of some Axes as `path_stem`.png (300 dots an inch) and .svg (text as text);
    return both paths.

    Their folder is made if it is not there. A file appears under its name only when it is complete.
    """
    png, svg = (Path(f"{path_stem}.{ending}") for ending in ("png", "svg"))
    write_whole(png, as_png(pixels(ax), ax, DOTS))
    write_whole(svg, as_svg(ax))
    return [png, svg]


def pixels(ax: Axes) -> Image:
    """Return the figure of some Axes, drawn with 300 dots an inch on white; it is not drawn again
    until it is changed.

    A change that Matplotlib is not told of, as within the formatter of an axis, is not seen:
    `ax.figure.stale = True` tells."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure = ax.figure.get_figure(root=True)
    canvas = (
        figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    )
    drawn = getattr(getattr(canvas, "renderer", None), "dpi", 0) == DOTS
    if not drawn or any(
        artist.stale for artist in figure.findobj()
    ):  # some changes of a part the whole is not told of
        own = {"dpi": figure.dpi, "facecolor": figure.get_facecolor()}
        figure.set(dpi=DOTS, facecolor="white")
        try:
            settle(ax)
            canvas.draw()
        finally:
            figure.set(**own)
        for artist in figure.findobj():
            artist.stale = False
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def settle(ax: Axes) -> Figure:
    """Return the figure of some Axes, everything on it in its final place.

    Else each drawing would move everything by a hair: the bytes would differ, and it would take
    three times as long."""
    figure = ax.figure.get_figure(root=True)
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        figure.set_layout_engine(None)
    return figure


def as_png(picture: Image, ax: Axes, dots: int) -> bytes:
    """Return a picture of some Axes as the bytes of a PNG file, with their title and
    description."""
    from PIL.PngImagePlugin import PngInfo

    file = io.BytesIO()
    told = PngInfo()
    for name, value in titles(ax).items():
        told.add_text(name, value)
    picture.save(
        file, "png", dpi=(dots, dots), pnginfo=told, compress_level=3
    )  # half the time for a tenth more bytes
    return file.getvalue()


def as_svg(ax: Axes) -> bytes:
    """Return the figure of some Axes as the bytes of an SVG file, with title and description and
    without a date."""
    from matplotlib import rc_context

    file = io.BytesIO()
    metadata = titles(ax) | {"Date": None, "Creator": None}
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "figure", "savefig.bbox": None}):
        settle(ax).savefig(file, format="svg", metadata=metadata, facecolor="white")
    return file.getvalue()


def titles(ax):
    """Return what a file says of its picture: Title and Description."""
    title = " ".join(ax.get_title(loc="left").replace(r"\$", "$").split())
    return {"Title": title, "Description": describe(ax)}


def describe(ax: Axes) -> str:
    """Return the descriptions of all Axes on a figure, in their order."""
    labels = (str(other.get_label() or "") for other in ax.figure.get_figure(root=True).axes)
    return " ".join(label for label in labels if label and not label.startswith("<"))
