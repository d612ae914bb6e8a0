"""Draws the actors of an article: where they stand, and how the categories of a measure are shared
out among them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import TYPE_CHECKING

from helpers.base.wording import shares_in_words
from helpers.plots import palette
from helpers.plots.drawing import (
    FEW_CASES,
    canvas,
    empty_picture,
    finish,
    itemise,
    name_rows,
    note_few,
)
from helpers.plots.marks import stack
from helpers.plots.palette import GREYS, name_colours
from helpers.plots.shares import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def dispersion(
    mentions: pd.DataFrame,
    characters: int,
    *,
    top: int = 12,
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where the most mentioned actors stand in an article of so many characters: a tick for
    each mention.

    This is the lexical dispersion plot of corpus linguistics, for actors in place of words.
    """
    question = "Where in the article does each actor appear?"
    counts = mentions.loc[mentions["actor"] != "", "actor"].value_counts().head(top)
    if counts.empty:
        return empty_picture(ax, question, "The article mentions no actor.")
    ax = canvas(ax, len(counts))
    colours = colours or name_colours(counts.index)
    parts = []
    for y, (actor, n) in enumerate(counts.items()):
        places = 100 * mentions.loc[mentions["actor"] == actor, "start"] / max(characters, 1)
        colour = colours.get(actor, GREYS["grey"])
        ax.vlines(places, y - 0.32, y + 0.32, color=colour, linewidth=2.2)
        parts.append(f"{actor} {n} times between {places.min():.0f}% and {places.max():.0f}%")
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    ax.hlines(range(len(counts)), 0, 100, color=GREYS["light grey"], linewidth=0.8, zorder=0)
    ax.set(xlim=(-0.7, 100.7), xlabel="place in the article: share of its characters, in %")
    return finish(ax, question, f"A tick for each mention along the article: {itemise(parts)}.")


def measure_bars(
    framing: pd.DataFrame,
    measure: str,
    *,
    question: str | None = None,
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw the shares of a measure's categories for each actor as stacked bars.

    Up to seven categories have a colour and a hatch each; more (the names an actor goes by) are
    written into the bars. The bars of an actor with fewer than five cases are pale. Raises
    ValueError if the table holds several articles."""
    question = question or f"How do the actors differ in {measure}?"
    rows = rows_of(framing, measure)
    if rows["article"].nunique() > 1:
        raise ValueError(f"the table is of {rows['article'].nunique()} articles; draw one of them")
    rows = rows[(rows["value"] > 0) & rows["actor"].isin(rows["actor"].unique()[:top])]
    if rows.empty:
        return empty_picture(ax, question, f"There is nothing to count for {measure}.")
    shares = rows.pivot(index="actor", columns="category", values="value")
    shares = shares.loc[rows["actor"].unique()].fillna(0.0)
    shares = shares[shares.sum().sort_values(ascending=False, kind="stable").index]
    counts = rows.groupby("actor")["n"].max()[shares.index]
    ax = canvas(ax, len(shares))
    key = draw_stacks(ax, shares, counts)
    name_rows(ax, shares.index, [f"n = {n}" for n in counts])
    ax.set(xlim=(0, max(1.0, shares.sum(axis=1).max())), xticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)
    described = f"Stacked bars of {measure} per actor: {shares_in_words(shares, counts)}."
    return finish(ax, question, described + note_few(ax, counts), key=key)


def draw_stacks(ax, shares, counts):
    """Draw a stack of shares for each actor; return the key to the categories, or None where their
    names are written into the bars."""
    key = None
    if shares.shape[1] <= len(palette.ACTORS):
        key = palette.category_styles(shares)
    for y, (actor, row) in enumerate(shares.iterrows()):
        pale = counts[actor] < FEW_CASES
        if key:
            stack(ax, y, row, key, span=1, pale=pale)
            continue
        row = row[row > 0].sort_values(ascending=False, kind="stable")
        by_turns = cycle([GREYS["light grey"], GREYS["white"]])
        styles = {name: palette.bar_style(next(by_turns)) for name in row.index}
        stack(ax, y, row, styles, span=1, named=True, pale=pale)
    return key
