"""Draws words: which are frequent, and which set two sides apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.base.wording import listing, signed
from helpers.plots import palette
from helpers.plots.drawing import SMALL, canvas, empty_picture, finish, name_rows, whole_numbers
from helpers.plots.lettering import fit, place_names
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

CHANCE = 1.96  # beyond it lies one word of twenty by chance


def frequency_bars(frequencies: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the most frequent words as bars; `frequencies` has the columns word and n."""
    question = "Which words does the article use most?"
    rows = frequencies.sort_values("n", ascending=False, kind="stable").head(top)
    if rows.empty:
        return empty_picture(ax, question, "There are no words to count.")
    ax = canvas(ax, len(rows), row=0.26)
    blue = palette.bar_style(named_colours()["blue"])
    bars = ax.barh(range(len(rows)), rows["n"], height=0.75, **blue)
    ax.bar_label(bars, padding=3, **SMALL)
    name_rows(ax, rows["word"])
    ax.set_xlabel("times used")
    whole_numbers(ax.xaxis)
    words = listing((f"{row.word} ({row.n})" for row in rows.itertuples()), most=8)
    return finish(ax, question, f"Bars of {len(rows)} words and how often they are used: {words}.")


def words_scatter(
    keyness: pd.DataFrame,
    *,
    sides: Sequence[str] = ("one side", "the other"),
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw how often each word is used against how much more one side uses it; the most distinct
    words are named.

    `keyness` has the columns word, score (log-odds as z: Monroe, Colaresi and Quinn 2008) and n; a
    positive score is the first side's. Beyond ±1.96 a difference is larger than chance gives in one
    word of twenty."""
    question = f"Which words set {sides[0]} and {sides[1]} apart?"
    rows = keyness[keyness["n"] > 0].sort_values("score", key=abs, ascending=False, kind="stable")
    if rows.empty:
        return empty_picture(ax, question, "There are no words to compare.")
    ax = canvas(ax, 10)
    distinct = rows["score"].abs() > CHANCE
    first = rows["score"] > 0
    draw_points(ax, rows[~distinct], "o", "grey")
    draw_points(ax, rows[distinct & first], "^", "blue")
    draw_points(ax, rows[distinct & ~first], "v", "vermilion")
    ax.axhspan(-CHANCE, CHANCE, color=GREYS["pale grey"], zorder=0)
    scale_points(ax, rows)
    beyond = f"{distinct.sum()} of {len(rows)} words"
    ax.set_xlabel(f"times used; beyond the grey band of ±{CHANCE} lie {beyond}")
    ax.set_ylabel(f"{fit(sides[1], 20, 1)}  ◂  log-odds (z)  ▸  {fit(sides[0], 20, 1)}")
    named = rows.head(top)
    words = (f"{row.word} {signed(row.score)} (n = {row.n})" for row in named.itertuples())
    described = f"{len(rows)} words, {distinct.sum()} of them beyond ±{CHANCE}; "
    described += f"the most distinct: {listing(words, most=8)}."
    finish(ax, question, described)
    place_names(ax, named["n"], named["score"], named["word"])
    return ax


def draw_points(ax, rows, marker, colour):
    """Draw words as points: how often they are used against their score."""
    look = {"color": named_colours()[colour], "markersize": 5, "alpha": 0.8}
    ax.plot(rows["n"], rows["score"], marker, **look)


def scale_points(ax, rows):
    """Let the axes reach a little beyond all points, the counts on a logarithmic scale."""
    from matplotlib.ticker import LogLocator

    reach = 1.15 * max(rows["score"].abs().max(), 2.2)
    ax.set(xscale="log", ylim=(-reach, reach), xlim=(rows["n"].min() / 1.5, rows["n"].max() * 2))
    ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.xaxis.set_minor_formatter("")
