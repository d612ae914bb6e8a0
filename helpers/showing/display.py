"""Shows tables, findings and figures in a notebook as HTML, and saves figures as files."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from helpers.base.files import write_whole
from helpers.base.wording import IGNORE, number_of, word

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image

INK = "color: var(--jp-content-font-color1, inherit)"
CELL = "text-align: left; vertical-align: top; white-space: pre-wrap; padding: 4px 10px"
LINE = "border-bottom: 1px solid var(--jp-border-color2, #bdbdbd)"
PIXELS = 96  # what a browser takes for an inch
DOTS = 300  # an inch of a saved picture
# the picture of each figure that was drawn
DRAWN: WeakKeyDictionary[Figure, Image] = WeakKeyDictionary()
COMPRESSION = 3  # takes half the time of the usual 6, for a tenth more bytes


def show_table(
    frame: pd.DataFrame, columns: Iterable[str] | None = None, *, rows: int | None = None
) -> HTML:
    """Return a table as HTML for a notebook: the whole text, left-aligned, without the index,
    numbers to two digits.

    `columns` are those to show, in this order; `rows` the most to show: how many more there are is
    written below. Raises KeyError if there is no such column."""
    from IPython.display import HTML

    chosen = frame if columns is None else frame[list(columns)]
    shown = chosen if rows is None else chosen.head(rows)
    heads = "".join(map(as_head, shown.columns))
    body = "\n".join(map(as_row, shown.itertuples(index=False, name=None)))
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    below = ""
    if len(chosen) > len(shown):
        below = f"<p>… and {number_of(len(chosen) - len(shown), 'more row')}</p>"
    elif frame.empty:
        below = "<p>no rows</p>"
    return HTML(f'<div class="{IGNORE}" style="{INK}">\n{table}\n{below}</div>')


def as_head(name):
    """Return the name of a column as a cell of HTML."""
    return f'<th scope="col" style="{CELL}; {LINE}">{escape(str(name))}</th>'


def as_row(values):
    """Return the values of a row as HTML."""
    cells = "".join(f'<td style="{CELL}">{escape(word(value))}</td>' for value in values)
    return f"<tr>{cells}</tr>"


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
    small = drawn.resize(size, Image.Resampling.HAMMING)
    picture = base64.b64encode(as_png(small, ax, 2 * PIXELS)).decode()
    width = width or round(figure.get_figwidth() * PIXELS)
    style = f"width: {width}px; max-width: 100%; height: auto; background-color: #ffffff"
    source = f'src="data:image/png;base64,{picture}" width="{width}" style="{style}"'
    image = f'<img alt="{escape(describe(ax))}" {source}>'
    return HTML(f'<figure class="{IGNORE}" style="margin: 0">{image}</figure>')


def save_figure(ax: Axes, path_stem: str | Path) -> list[Path]:
    """Write the figure of some Axes as `path_stem`.png (300 dots an inch) and .svg (text as text);
    return both paths.

    Their folder is made if it is not there. A file appears under its name only when it is complete.
    """
    png = Path(f"{path_stem}.png")
    svg = Path(f"{path_stem}.svg")
    write_whole(png, as_png(pixels(ax), ax, DOTS))
    write_whole(svg, as_svg(ax))
    return [png, svg]


def pixels(ax: Axes) -> Image:
    """Return the figure of some Axes, drawn with 300 dots an inch on white.

    To draw takes most of the time; a figure that is shown and saved is drawn once, unless something
    on it is changed in between."""
    figure = ax.figure.get_figure(root=True)
    if figure not in DRAWN or is_changed(figure):
        DRAWN[figure] = draw(figure)
    return DRAWN[figure]


def is_changed(figure):
    """Return whether something on a figure was changed since it was drawn.

    Each part is asked, because the figure does not hear of all changes. A change inside a function,
    such as the formatter of an axis, is not seen: set `figure.stale = True` after it."""
    return any(artist.stale for artist in figure.findobj())


def draw(figure: Figure) -> Image:
    """Draw a figure with 300 dots an inch on white, and return the picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    own = {"dpi": figure.dpi, "facecolor": figure.get_facecolor()}
    figure.set(dpi=DOTS, facecolor="white")
    try:
        settle(figure)
        canvas.draw()
    finally:
        figure.set(**own)
    for artist in figure.findobj():
        artist.stale = False  # also of those that are hidden
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def settle(figure: Figure) -> None:
    """Put everything on a figure in its final place.

    Otherwise each drawing would move everything by a hair: the bytes would differ, and it would
    take three times as long."""
    engine = figure.get_layout_engine()
    if engine:
        engine.execute(figure)
        figure.set_layout_engine(None)


def as_png(picture: Image, ax: Axes, dots: int) -> bytes:
    """Return a picture of some Axes as the bytes of a PNG file, with their title and
    description."""
    from PIL.PngImagePlugin import PngInfo

    file = io.BytesIO()
    texts = PngInfo()
    for name, value in titles(ax).items():
        texts.add_text(name, value)
    picture.save(file, "png", dpi=(dots, dots), pnginfo=texts, compress_level=COMPRESSION)
    return file.getvalue()


def as_svg(ax: Axes) -> bytes:
    """Return the figure of some Axes as the bytes of an SVG file, with title and description and
    without a date."""
    from matplotlib import rc_context

    file = io.BytesIO()
    figure = ax.figure.get_figure(root=True)
    metadata = titles(ax) | {"Date": None, "Creator": None}
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "figure", "savefig.bbox": None}):
        settle(figure)
        figure.savefig(file, format="svg", metadata=metadata, facecolor="white")
    return file.getvalue()


def titles(ax):
    """Return what a file holds about its picture: Title and Description."""
    title = " ".join(ax.get_title(loc="left").replace(r"\$", "$").split())
    return {"Title": title, "Description": describe(ax)}


def describe(ax: Axes) -> str:
    """Return the descriptions of all Axes on a figure, in their order."""
    labels = (str(other.get_label() or "") for other in ax.figure.get_figure(root=True).axes)
    return " ".join(label for label in labels if label and not label.startswith("<"))
