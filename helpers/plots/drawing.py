"""Draws what surrounds the marks of every picture: the Axes, the question above, the key, the names
of rows, notes.

Nothing here knows the suite's tables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.base.wording import listing
from helpers.plots.lettering import fit, plain

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SMALL: dict[str, Any] = {"fontsize": 8.5}
# below these the shares of a row, or a mean, mean very little
FEW_CASES = 5
FEW_SENTENCES = 3


def canvas(
    ax: Axes | None, rows: float, *, row: float = 0.4, width: float = 8.0, extra: float = 1.4
) -> Axes:
    """Return `ax`, or new Axes on a figure that is high enough for so many rows."""
    from matplotlib.figure import Figure

    return ax or Figure(figsize=(width, extra + row * rows), layout="constrained").subplots()


def width_of(ax: Axes) -> float:
    """Return the width of Axes in inches."""
    return ax.get_window_extent().width / ax.figure.dpi


def empty_picture(ax: Axes | None, question: str, sentence: str) -> Axes:
    """Write a sentence in place of a picture for which there is no data."""
    ax = canvas(ax, 1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.text(0, 0.5, sentence, transform=ax.transAxes, va="center")
    return finish(ax, question, sentence)


def finish(
    ax: Axes, question: str, description: str, *, key: Mapping[str, Any] | None = None
) -> Axes:
    """Put the question above the picture, the key (names and what they look like) below it, and the
    description into the Axes' label."""
    inches = width_of(ax)
    lines = draw_key(ax, key, inches) if key else 0
    ax.set_xlabel(fit(ax.get_xlabel(), max(20, int(12 * inches)), 3))
    title = fit(question, max(20, int(9 * inches)), 4)
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", pad=8 + 16 * lines)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_label(plain(f"{question} {description}"))
    return ax


def draw_key(ax, key, inches):
    """Draw the key above the picture and return how many lines it takes."""
    from matplotlib.patches import Patch

    names = [fit(name, 28, 1) for name in key]
    handles = [Patch(**look) if isinstance(look, dict) else look for look in key.values()]
    letters = 15 * inches  # that fit on a line
    widths = [len(name) + 6 for name in names]
    columns = len(names)
    if sum(widths) >= letters:
        columns = max(1, int(letters / max(widths)))
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0.3, "borderpad": 0}
    ax.legend(handles, names, ncols=columns, frameon=False, labelspacing=0.3, **place, **SMALL)
    return math.ceil(len(names) / columns)


def name_rows(ax, names, notes=(), middles=None, places=None):
    """Name the rows at the left, from the top down, and write the notes at the right.

    The rows stand at the heights `middles` and the notes at the heights `places`: by default 0, 1,
    2 …"""
    middles = range(len(names)) if middles is None else middles
    places = range(len(notes)) if places is None else places
    ax.set_yticks(middles, [fit(name) for name in names], fontsize=9)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max([*middles, *places]) + 0.6, -0.6)
    for y, note in zip(places, notes, strict=True):
        ax.text(1.015, y, note, transform=ax.get_yaxis_transform(), va="center", **SMALL)


def note_few(ax: Axes, counts: pd.Series) -> str:
    """Write under the picture that rows of few cases are pale; return the same as a sentence with
    the names of these rows."""
    few = counts.index[counts < FEW_CASES]
    if few.empty:
        return ""
    note = f"fewer than {FEW_CASES} cases, too few to compare"
    ax.set_xlabel(f"pale: {note}")
    return f" Pale, because of {note}: {listing(few)}."


def itemise(items, *, most=5):
    """Return items as a list in a description, in which semicolons stand between them."""
    return listing(items, most=most, join="; ", last="; ")


def whole_numbers(axis):
    """Put the ticks of an axis at whole numbers, even if there is only one."""
    axis.get_major_locator().set_params(integer=True, min_n_ticks=1)
