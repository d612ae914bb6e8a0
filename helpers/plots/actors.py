"""Takes mentions and the table `framing`, gives pictures of the actors of one article or
several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.statistics import ENOUGH
from helpers.base.wording import listing, percent, shares_in_words, signed
from helpers.plots import palette
from helpers.plots.drawing import FEW_CASES, canvas, finish, name_rows, note_few, say, stack
from helpers.plots.palette import GREYS, fit, name_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = "osD^vPX*"


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
        return say(ax, question, "The article mentions no actor.")
    ax = canvas(ax, len(counts))
    colours = colours or name_colours(counts.index)
    parts = []
    for y, (actor, n) in enumerate(counts.items()):
        places = 100 * mentions.loc[mentions["actor"] == actor, "start"] / max(characters, 1)
        ax.vlines(
            places, y - 0.32, y + 0.32, color=colours.get(actor, GREYS["grey"]), linewidth=2.2
        )
        parts.append(f"{actor} {n} times between {places.min():.0f}% and {places.max():.0f}%")
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    ax.hlines(range(len(counts)), 0, 100, color=GREYS["light grey"], linewidth=0.8, zorder=0)
    ax.set(xlim=(-0.7, 100.7), xlabel="place in the article: share of its characters, in %")
    return finish(
        ax,
        question,
        f"A tick for each mention along the article: {listing(parts, last='; ', join='; ')}.",
    )


def share_dumbbells(
    framing: pd.DataFrame,
    measure: str,
    category: str | None = None,
    *,
    question: str | None = None,
    top: int = 12,
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one measure of the table `framing` for each actor of an article: a dot with its
    interval.

    Without a category all of the measure's are drawn under each other. A dot is hollow where fewer
    than 5 cases stand behind it, or fewer than 20 in all."""
    question = (
        question
        or f"How do the actors differ in {measure}" + (f" ({category})" if category else "") + "?"
    )
    rows = pick(framing, measure, category)
    rows, colours = (
        rows[rows["actor"].isin(rows["actor"].unique()[:top])],
        colours or name_colours(rows["actor"]),
    )
    if rows["category"].nunique() == 1:
        rows = rows.sort_values("value", ascending=False, kind="stable")
    return draw_dots(rows, "category", question, colours, ax)


def corrected_dumbbells(
    shares: pd.DataFrame,
    category: str,
    *,
    question: str | None = None,
    top: int = 8,
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of one answer in the largest groups of `agreement.corrected_shares`: as
    counted and, below, as corrected by what hand coding says of the machine's errors.

    Groups that cannot be corrected are left out, and those of fewer than 5 items if there are
    larger ones. Dots are hollow as in `share_dumbbells`."""
    by = shares.columns[0]
    question = question or f"What share is {category}: as counted, and corrected?"
    rows = (
        shares[shares["category"] == category]
        .dropna(subset="corrected")
        .rename(columns={by: "actor"})
    )
    rows = rows[rows["n"] >= min(FEW_CASES, rows["n"].max())].head(top) if len(rows) else rows
    sides = (
        ("as counted", ["counted", "counted_low", "counted_high"]),
        ("corrected", ["corrected", "low", "high"]),
    )
    both = [
        rows[["actor", "n", *columns]]
        .set_axis(["actor", "n", "value", "low", "high"], axis=1)
        .assign(side=side)
        for side, columns in sides
    ]
    return draw_dots(pd.concat(both), "side", question, colours, ax)


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
    ValueError if the table is of several articles."""
    question = question or f"How do the actors differ in {measure}?"
    rows = pick(framing, measure)
    if rows["article"].nunique() > 1:
        raise ValueError(f"the table is of {rows['article'].nunique()} articles; draw one of them")
    rows = rows[(rows["value"] > 0) & rows["actor"].isin(rows["actor"].unique()[:top])]
    if rows.empty:
        return say(ax, question, f"There is nothing to count for {measure}.")
    shares = (
        rows.pivot(index="actor", columns="category", values="value")
        .loc[rows["actor"].unique()]
        .fillna(0.0)
    )
    shares = shares[shares.sum().sort_values(ascending=False, kind="stable").index]
    ax = canvas(ax, len(shares))
    counts = rows.groupby("actor")["n"].max()[shares.index]
    key = palette.category_styles(shares) if shares.shape[1] <= len(palette.ACTORS) else None
    for y, (actor, row) in enumerate(shares.iterrows()):
        written = row[row > 0].sort_values(ascending=False, kind="stable")
        plain = {
            name: palette.bar_style("#ffffff" if i % 2 else GREYS["light grey"])
            for i, name in enumerate(written.index)
        }
        pale = counts[actor] < FEW_CASES
        stack(ax, y, row if key else written, key or plain, span=1, named=not key, pale=pale)
    name_rows(ax, shares.index, [f"n = {n}" for n in counts])
    ax.set(xlim=(0, max(1.0, shares.sum(axis=1).max())), xticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)
    told = f"Stacked bars of {measure} per actor: {shares_in_words(shares, counts)}.{note_few(ax, counts)}"
    return finish(ax, question, told, key=key)


def draw_dots(
    rows: pd.DataFrame,
    series: str,
    question: str,
    colours: Mapping[str, str] | None,
    ax: Axes | None,
) -> Axes:
    """Draw a line for each of `rows`, gathered by actor: dot, interval, and at the right which of
    the series it is."""
    if rows.empty:
        return say(ax, question, "There is nothing to count for this.")
    actors = list(rows["actor"].unique())
    several = rows[series].nunique() > 1
    rows = rows.assign(place=rows["actor"].map(actors.index)).sort_values(
        "place", kind="stable", ignore_index=True
    )
    rows["y"], colours = rows.index + rows["place"] * several, colours or name_colours(actors)
    form = percent if rows["value"].between(0, 1).all() else signed
    cases = (rows["value"] * rows["n"]).round()
    rows["sure"] = (rows["n"] >= ENOUGH) & ((cases >= FEW_CASES) | (form is signed))
    ax = canvas(ax, rows["y"].max() + 1, row=0.26 if several else 0.4)
    parts = []
    notes = []
    markers = dict(zip(rows[series].unique(), MARKERS * len(rows), strict=False))
    for row, name in zip(rows.itertuples(), rows[series], strict=True):
        colour = colours.get(row.actor, GREYS["grey"]) if row.sure else GREYS["grey"]
        ax.plot([row.low, row.high], [row.y, row.y], color=colour, linewidth=1.8 if row.sure else 1)
        ax.plot(
            row.value,
            row.y,
            markers[name],
            color=colour,
            markerfacecolor=colour if row.sure else "w",
            markersize=7,
        )
        counted = form is percent and name != "corrected"  # which is reckoned, not counted
        n = f"{cases[row.Index]:.0f} of {row.n}" if counted else f"n = {row.n}"
        notes.append(f"{form(row.value)}, {n}" + f"   {fit(name, 24, 1)}" * several)
        parts.append(f"{row.actor} " + f"{name} " * several + f"{form(row.value)} ({n})")
    name_rows(ax, actors, notes, rows.groupby("place")["y"].mean(), rows["y"])
    ax.xaxis.set_major_formatter(lambda value, _: form(value))
    reach = min(1.0, 1.1 * rows[["value", "high"]].max(axis=None))
    ax.set_xlim((-0.03 * reach, 1.03 * reach) if form is percent and reach else None)
    few = (
        f"fewer than {FEW_CASES} cases, or of fewer than {ENOUGH}"
        if form is percent
        else f"of fewer than {ENOUGH}"
    )
    ax.set_xlabel("with 95% interval" + ("" if rows["sure"].all() else f"; hollow: {few}"))
    hollow = (
        "" if rows["sure"].all() else f" {(~rows['sure']).sum()} of {len(rows)} are hollow: {few}."
    )
    return finish(
        ax, question, f"Dots with intervals: {listing(parts, join='; ', last='; ')}.{hollow}"
    )


def pick(framing: pd.DataFrame, measure: str, category: str | None = None) -> pd.DataFrame:
    """Return the rows of a measure, one per article, actor and category."""
    rows = framing[(framing["measure"] == measure) & (framing["actor"] != "")].dropna(
        subset="value"
    )
    rows = rows if category is None else rows[rows["category"] == category]
    return rows.drop_duplicates(["article", "actor", "category"])
