"""Draws the marks that several pictures share: stacked bars, a matrix of cells, dots with their
intervals, arcs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from helpers.base.wording import percent
from helpers.plots import palette
from helpers.plots.drawing import SMALL, name_rows, width_of
from helpers.plots.lettering import fit
from helpers.plots.palette import GREYS, ink, named_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


class Cell(NamedTuple):
    """A cell of a matrix: its row and column by name, its shade (from 0 to 1), what is written in
    it, and whether too few cases stand behind it."""

    row: str
    column: str
    shade: float
    label: str
    few: bool = False


def draw_matrix(
    ax: Axes,
    cells: Iterable[Cell],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    names: Sequence[str] | None = None,
    colours: Sequence[str] = ("white", "blue"),
) -> None:
    """Draw cells in rows and columns, which are named at the left and below.

    A shade of 0 is the first of the colours, 1 the last; a cell of few cases is grey and hatched.
    `names` is written below the columns in place of their own names."""
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    shades = LinearSegmentedColormap.from_list("cell", [named_colours()[name] for name in colours])
    for cell in cells:
        style = palette.bar_style(to_hex(shades(min(1.0, cell.shade))))
        if cell.few:
            style = palette.bar_style(GREYS["pale grey"], "///")
        style["hatchcolor"] = GREYS["light grey"]
        x = columns.index(cell.column)
        y = rows.index(cell.row)
        ax.bar(x, 1, bottom=y - 0.5, width=1, **style)
        ax.text(x, y, cell.label, color=ink(style["facecolor"]), ha="center", va="center", **SMALL)
    name_rows(ax, rows)
    ax.set_xticks(range(len(columns)), names or [fit(name, 13, 3) for name in columns], **SMALL)
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))


def draw_dot(
    ax: Axes,
    y: float,
    value: float,
    interval: Sequence[float] | None = None,
    *,
    colour: str,
    marker: str = "o",
    hollow: bool = False,
    size: float = 7,
    width: float = 1.8,
) -> Line2D:
    """Draw a value as a dot at the height y and its interval as a line through it; return the
    dot."""
    if interval is not None:
        ax.plot(interval, [y, y], color=colour, linewidth=width)
    inside = "white" if hollow else colour
    [dot] = ax.plot(value, y, marker, color=colour, markerfacecolor=inside, markersize=size)
    return dot


def stack(ax, y, shares, styles, *, span, left=0.0, named=False, pale=False):
    """Draw shares as bars after each other on one line, each with its number (and its name, if
    `named`) where the bar is wide enough; `span` is how much the whole width stands for."""
    inches = width_of(ax)
    for name, share in shares[shares > 0].items():
        style = palette.pale(styles[name]) if pale else styles[name]
        ax.barh(y, share, left=left, height=0.72, **style)
        texts = [percent(share)]
        if named:
            texts.insert(0, f"{fit(name, 99)} {percent(share)}")
        letters = 10 * inches * share / span  # that fit into the bar
        write_into_bar(ax, left + share / 2, y, texts, letters, style["facecolor"])
        left += share


def write_into_bar(ax, x, y, texts, letters, colour):
    """Write the first of some texts that fits into a bar of this colour, if any does."""
    text = next((text for text in texts if len(text) + 1 < letters), "")
    box = {"facecolor": colour, "edgecolor": "none", "pad": 1.2 if text else 0}
    ax.text(x, y, text, ha="center", va="center", color=ink(colour), bbox=box, **SMALL)


def draw_arc(ax, a, b, **look):
    """Draw an arc between two places on a line, and return an example of it for the key."""
    from matplotlib.patches import Arc

    ax.add_patch(Arc(((a + b) / 2, 0), b - a, 2 * (b - a), theta2=180, linewidth=1.8, **look))
    ax.plot([a, b], [0, 0], "o", color="black", markersize=5, clip_on=False, zorder=3)
    return ax.plot([], [], linewidth=1.8, **look)[0]
