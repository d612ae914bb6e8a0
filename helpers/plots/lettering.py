"""Fits texts of an article into pictures: broken into lines, shortened, placed so that none covers
another."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# where a name may stand beside its point, in points: to the right, left, above, below
SIDES = (
    (7, 0, "left", "center"),
    (-7, 0, "right", "center"),
    (0, 7, "center", "bottom"),
    (0, -7, "center", "top"),
)


def fit(text: str, width: int = 26, lines: int = 2) -> str:
    """Return a text broken into lines for Matplotlib, which never reads it as mathematics.

    What does not fit ends in `…`. A dollar sign is escaped, so that a pair of them does not open a
    formula.

    >>> fit("the $50m UN mission", 12)
    'the \\\\$50m UN\\nmission'
    """
    text = plain(text)
    width = max(width, 2)
    if any(len(word) > width for word in text.split(" ")):
        text = text.replace("_", "_ ")  # a long id may be broken behind its underscores
    broken = textwrap.wrap(text, width, max_lines=lines, placeholder="…")
    return "\n".join(broken).replace("_ ", "_").replace("$", r"\$")


def plain(text: object) -> str:
    """Return a text on one line, without characters that cannot be drawn, such as control
    characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())


def place_names(ax: Axes, xs: Iterable[float], ys: Iterable[float], names: Iterable[str]) -> None:
    """Write names beside their points, in order of importance; a name that would cover a point or
    an earlier name is left out."""
    from matplotlib.transforms import Bbox

    ax.figure.get_figure(root=True).draw_without_rendering()  # settles where everything stands
    dots = [dot for line in ax.lines for dot in line.get_transform().transform(line.get_xydata())]
    taken = [Bbox.from_bounds(x - 4, y - 4, 8, 8) for x, y in dots]
    for x, y, name in zip(xs, ys, names, strict=True):
        box = place_name(ax, x, y, fit(name, 24, 1), taken)
        if box is not None:
            taken.append(box)


def place_name(ax, x, y, name, taken):
    """Write a name on the first side of its point that is free, and return the box it covers; None
    if no side is."""
    from matplotlib.transforms import Bbox

    inside = ax.get_window_extent()
    for dx, dy, across, along in SIDES:
        offset = {"xytext": (dx, dy), "textcoords": "offset points", "ha": across, "va": along}
        text = ax.annotate(name, (x, y), **offset)
        text.set(fontsize=8.5, in_layout=False)
        box = text.get_window_extent()
        if Bbox.union([box, inside]).bounds == inside.bounds and not box.count_overlaps(taken):
            return box
        text.remove()
    return None
