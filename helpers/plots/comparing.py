"""Takes differences and the table `framing` of several articles, gives pictures of what sets sides
apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.wording import listing, percent, signed
from helpers.plots import drawing
from helpers.plots.drawing import FEW_CASES, canvas, finish, name_rows, say
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHANCE = 0.05
SAID = {
    "company": "mentioned with",
    "voice": "in its sentences",
    "form": "by a",
    "naming": "called",
    "hedge": "hedged by a",
}


def difference_dumbbells(
    differences: pd.DataFrame, *, question: str | None = None, top: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw where two sides differ: the share of each in a category, joined, and whether chance
    alone would do it.

    `differences` is what `differences.actor_differences` or `group_differences` gives. The surest
    come first: the largest by the width of their interval. Grey are those with too few cases; a
    filled pair differs by more than chance, all rows taken together."""
    sure = differences["difference"].abs() / (differences["high"] - differences["low"])
    rows = differences.assign(sure=sure).sort_values(
        ["enough", "sure"], ascending=False, kind="stable"
    )
    if rows.empty:
        return say(
            ax,
            question or "Where do the two sides differ?",
            "There is nothing that both sides have.",
        )
    a, b = rows[["side_a", "side_b"]].iloc[0]
    question = question or f"Where do {a} and {b} differ?"
    rows = rows.head(top)
    ax = canvas(ax, len(rows), row=0.42)
    parts = []
    notes = []
    looks = {a: ("o", named_colours()["blue"]), b: ("D", named_colours()["orange"])}
    key = {}
    for y, row in enumerate(rows.itertuples()):
        sure = row.adjusted < CHANCE
        ax.plot(
            [row.share_a, row.share_b],
            [y, y],
            color=GREYS["grey" if sure else "light grey"],
            linewidth=3,
            zorder=0,
        )
        for name, share in ((a, row.share_a), (b, row.share_b)):
            if share != share:
                continue  # no case at all
            marker, colour = looks[name]
            colour = colour if row.enough else GREYS["grey"]
            (dot,) = ax.plot(
                share,
                y,
                marker,
                color=colour,
                markerfacecolor=colour if sure else "white",
                markersize=7,
            )
            key.setdefault(name, dot)
        interval = f"{signed(row.difference)} [{signed(row.low)}, {signed(row.high)}]"
        chance = f", p = {row.adjusted:.3f}" if row.enough else ""
        notes.append(f"{interval}{chance}; n = {row.n_a}, {row.n_b}")
        parts.append(
            f"{row.measure}, {row.category} {percent(row.share_a)} of {row.n_a}, {percent(row.share_b)} of {row.n_b}"
        )
    name_rows(
        ax,
        [f"{SAID.get(row.measure, row.measure)}: {row.category}" for row in rows.itertuples()],
        notes,
    )
    ax.set_xlim(-0.03, 1.03)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    reasons = sorted(set(rows["reason"]) - {""})
    grey = f"; grey: {'; '.join(reasons)}" if reasons else ""
    ax.set_xlabel(
        f"share of each side's cases; right: the difference and its interval, the surest first; filled: more than "
        f"chance would give in {len(differences)} comparisons{grey}"
    )
    found = f"{(rows['adjusted'] < CHANCE).sum()} of {len(rows)} differ by more than chance"
    told = f"Pairs of dots, {found}: {listing(parts, most=14, join='; ', last='; ')}."
    return finish(ax, question, told + f" Grey: {'; '.join(reasons)}." * bool(reasons), key=key)


def cell_sizes(framing, rows, measure):
    """Return the n of each actor and article that the measure has; where it has none of a category,
    that of the others."""
    if measure not in ("salience", "words"):
        measure = (
            "voice" if measure in ("hedge", "company") else measure
        )  # of the sentences that the actor is in
        return framing[framing["measure"] == measure].groupby(["actor", "article"])["n"].max()
    present = framing[["actor", "article"]].drop_duplicates()
    sizes = present.merge(rows.groupby("article", as_index=False)["n"].max(), on="article")
    return sizes.set_index(["actor", "article"])["n"]


def share_matrix(
    framing: pd.DataFrame,
    measure: str,
    category: str,
    *,
    question: str | None = None,
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw one measure of the table `framing` for each actor and article as a heat map; cells of
    small n are hatched grey.

    A blank cell is an actor that the article does not mention, or of which the measure finds
    nothing there. The actors that most articles mention come first."""
    question = question or f"How do the articles differ in {measure} ({category})?"
    rows = framing[
        (framing["measure"] == measure) & (framing["category"] == category) & (framing["value"] > 0)
    ]
    if rows.empty:
        return say(ax, question, f"There is nothing to count for {measure}, {category}.")
    known = (
        framing[framing["actor"].isin(rows["actor"])]
        .groupby("actor", sort=False)["article"]
        .nunique()
    )
    order = pd.DataFrame({"articles": known, "share": rows.groupby("actor")["value"].sum()})
    actors = list(
        order.sort_values(["articles", "share"], ascending=False, kind="stable").index[:top]
    )
    articles = list(framing["article"].unique())
    sizes = cell_sizes(framing[framing["actor"].isin(actors)], rows, measure)
    values = rows.set_index(["actor", "article"])["value"]
    ax = canvas(ax, len(actors), row=0.46, width=3.4 + 0.98 * max(len(articles), 4), extra=2.2)
    parts = []
    for (actor, article), n in sizes.items():
        share = values.get((actor, article), 0.0)
        place = articles.index(article), actors.index(actor)
        shown = "<1%" if 0 < share < 0.005 else percent(share)
        drawing.draw_cell(ax, *place, share, f"{shown}\n{share * n:.0f} of {n}", few=n < FEW_CASES)
        parts.append(f"{actor} in {article} {shown} (n = {n})")
    drawing.name_cells(ax, actors, articles)
    of = {"salience": "all mentions", "words": "all words"}.get(measure, f"the actor's {measure}")
    ax.set_xlabel(
        f"share in {of}; hatched: of fewer than {FEW_CASES}; blank: the article does not have it"
    )
    return finish(ax, question, f"Heat map: {listing(parts, most=12, join='; ', last='; ')}.")
