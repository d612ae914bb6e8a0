"""Takes tables of words, gives pictures of them: which are frequent, which set two sides apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.base.wording import listing, signed
from helpers.plots import drawing, palette
from helpers.plots.drawing import SMALL, canvas, finish, name_rows, say
from helpers.plots.palette import GREYS, fit, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def frequency_bars(frequencies: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the most frequent words as bars; `frequencies` has the columns word and n."""
    question = "Which words does the article use most?"
    rows = frequencies.sort_values("n", ascending=False, kind="stable").head(top)
    if rows.empty:
        return say(ax, question, "There are no words to count.")
    ax = canvas(ax, len(rows), row=0.26)
    bars = ax.barh(
        range(len(rows)), rows["n"], height=0.75, **palette.bar_style(named_colours()["blue"])
    )
    ax.bar_label(bars, padding=3, **SMALL)
    name_rows(ax, rows["word"])
    ax.set_xlabel("times used")
    drawing.whole_numbers(ax.xaxis)
    words = listing(
        (f"{word} ({n})" for word, n in zip(rows["word"], rows["n"], strict=True)), most=8
    )
    return finish(ax, question, f"Bars of {len(rows)} words and how often they are used: {words}.")


def words_scatter(
    keyness: pd.DataFrame,
    *,
    sides: Sequence[str] = ("one side", "the other"),
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw how often each word is used against how much more one side uses it; the most distinct
    are named.

    `keyness` has the columns word, score (log-odds as z: Monroe, Colaresi and Quinn 2008) and n; a
    positive score is the first side's. Beyond ±1.96 a difference is larger than chance gives in one
    word of twenty."""
    from matplotlib.ticker import LogLocator

    question = f"Which words set {sides[0]} and {sides[1]} apart?"
    rows = keyness[keyness["n"] > 0].sort_values("score", key=abs, ascending=False, kind="stable")
    if rows.empty:
        return say(ax, question, "There are no words to compare.")
    ax = canvas(ax, 10)
    distinct = rows["score"].abs() > 1.96
    first = rows["score"] > 0
    looks = (
        ("o", "grey", ~distinct),
        ("^", "blue", distinct & first),
        ("v", "vermilion", distinct & ~first),
    )
    for marker, colour, found in looks:
        ax.plot(
            rows["n"][found],
            rows["score"][found],
            marker,
            color=named_colours()[colour],
            markersize=5,
            alpha=0.8,
        )
    ax.axhspan(-1.96, 1.96, color=GREYS["pale grey"], zorder=0)
    reach = 1.15 * max(rows["score"].abs().max(), 2.2)
    ax.set(xscale="log", ylim=(-reach, reach), xlim=(rows["n"].min() / 1.5, rows["n"].max() * 2))
    ax.set_xlabel(
        f"times used; beyond the grey band of ±1.96 lie {distinct.sum()} of {len(rows)} words"
    )
    ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.xaxis.set_minor_formatter("")
    ax.set_ylabel(f"{fit(sides[1], 20, 1)}  ◂  log-odds (z)  ▸  {fit(sides[0], 20, 1)}")
    named = rows.head(top)
    told = listing(
        (f"{row.word} {signed(row.score)} (n = {row.n})" for row in named.itertuples()), most=8
    )
    finish(
        ax,
        question,
        f"{len(rows)} words, {distinct.sum()} of them beyond ±1.96; the most distinct: {told}.",
    )
    palette.place_names(ax, named["n"], named["score"], named["word"])
    return ax
