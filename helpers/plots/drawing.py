"""Takes Axes (or makes them), gives what pictures share: the question above, rows and their names,
bars, key and notes.

Nothing here knows the suite's tables; `plots` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.base.wording import listing, percent
from helpers.plots import palette
from helpers.plots.palette import GREYS, fit, ink, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SMALL: dict[str, Any] = {"fontsize": 8.5}
# below these the shares of a row, or a mean, say very little
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


def say(ax: Axes | None, question: str, sentence: str) -> Axes:
    """Say in words that there is nothing to draw."""
    ax = canvas(ax, 1)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.text(0, 0.5, sentence, transform=ax.transAxes, va="center")
    return finish(ax, question, sentence)


def finish(
    ax: Axes, question: str, description: str, *, key: Mapping[str, Any] | None = None
) -> Axes:
    """Put the question, and under it the key (names and what they look like), above the picture;
    describe it."""
    from matplotlib.patches import Patch

    room = width_of(ax)
    raised = 8
    if key:
        names = [fit(name, 28, 1) for name in key]
        handles = [Patch(**look) if isinstance(look, dict) else look for look in key.values()]
        # in letters
        wide = 15 * room
        most = max(map(len, names)) + 6
        columns = (
            len(names) if sum(map(len, names)) + 6 * len(names) < wide else max(1, int(wide / most))
        )
        raised += 16 * -(-len(names) // columns)
        place: dict[str, Any] = {
            "loc": "lower left",
            "bbox_to_anchor": (0, 1),
            "borderaxespad": 0.3,
            "borderpad": 0,
        }
        ax.legend(handles, names, ncols=columns, frameon=False, labelspacing=0.3, **place, **SMALL)
    ax.set_xlabel(fit(ax.get_xlabel(), max(20, int(12 * room)), 3))
    ax.set_title(
        fit(question, max(20, int(9 * room)), 4),
        loc="left",
        fontsize=11,
        fontweight="bold",
        pad=raised,
    )
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_label(palette.plain(f"{question} {description}"))
    return ax


def stack(ax, y, shares, styles, *, span, left=0.0, named=False, pale=False):
    """Draw shares after each other on one line, each with its number (and its name) where it is
    wide enough for it."""
    inches = width_of(ax)
    for name, share in shares[shares > 0].items():
        style = palette.pale(styles[name]) if pale else styles[name]
        ax.barh(y, share, left=left, height=0.72, **style)
        texts = [f"{fit(name, 99)} {percent(share)}"] * named + [percent(share)]
        text = next((text for text in texts if len(text) + 1 < 10 * inches * share / span), "")
        colour = style["facecolor"]
        box = {"facecolor": colour, "edgecolor": "none", "pad": 1.2 * bool(text)}
        ax.text(
            left + share / 2,
            y,
            text,
            ha="center",
            va="center",
            color=ink(colour),
            bbox=box,
            **SMALL,
        )
        left += share


def name_rows(ax, names, notes=(), middles=None, places=None):
    """Name the lines at the left, from the top down, and put the notes at the right."""
    middles = range(len(names)) if middles is None else middles
    places = range(len(notes)) if places is None else places
    ax.set_yticks(middles, [fit(name) for name in names], fontsize=9)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max([*middles, *places]) + 0.6, -0.6)
    for y, note in zip(places, notes, strict=True):
        ax.text(1.015, y, note, transform=ax.get_yaxis_transform(), va="center", **SMALL)


def name_cells(ax, rows, columns):
    """Name the rows and columns of a matrix of cells, each one wide and high."""
    name_rows(ax, rows)
    ax.set_xticks(range(len(columns)), [fit(name, 13, 3) for name in columns], **SMALL)
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))


def note_few(ax: Axes, counts: pd.Series) -> str:
    """Say under the picture that rows of few cases are pale; return the same in words, with the
    rows' names."""
    few = counts.index[counts < FEW_CASES]
    if few.empty:
        return ""
    note = f"fewer than {FEW_CASES} cases, too few to compare"
    ax.set_xlabel(f"pale: {note}")
    return f" Pale, because of {note}: {listing(few)}."


def whole_numbers(axis):
    """Let an axis of numbers of sentences, or of counts, have its ticks at whole numbers, be it
    only one."""
    axis.get_major_locator().set_params(integer=True, min_n_ticks=1)


def draw_cell(ax, x, y, share, label, *, colours=("white", "blue"), few=False):
    """Draw a cell in a shade between some colours, the farther along the larger the share; grey if
    its cases are few."""
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    shade = LinearSegmentedColormap.from_list("cell", [named_colours()[name] for name in colours])
    colour, hatch = (GREYS["pale grey"], "///") if few else (to_hex(shade(min(1.0, share))), "")
    ax.bar(
        x,
        1,
        bottom=y - 0.5,
        width=1,
        **palette.bar_style(colour, hatch) | {"hatchcolor": GREYS["light grey"]},
    )
    ax.text(x, y, label, color=ink(colour), ha="center", va="center", **SMALL)


def draw_arc(ax, a, b, **line):
    from matplotlib.patches import Arc

    ax.add_patch(Arc(((a + b) / 2, 0), b - a, 2 * (b - a), theta2=180, linewidth=1.8, **line))
    ax.plot([a, b], [0, 0], "o", color="black", markersize=5, clip_on=False, zorder=3)
    return ax.plot([], [], linewidth=1.8, **line)[0]
