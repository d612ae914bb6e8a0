"""Draws what sets sides apart: the differences between two of them, and shares in several
articles."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.wording import percent, signed
from helpers.plots.drawing import FEW_CASES, canvas, empty_picture, finish, itemise, name_rows
from helpers.plots.marks import Cell, draw_dot, draw_matrix
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHANCE = 0.05
# what stands before a category of these measures
PHRASES = {
    "company": "mentioned with",
    "voice": "in its sentences",
    "form": "by a",
    "naming": "called",
    "hedge": "hedged by a",
}
WHOLES = {"salience": "all mentions", "words": "all words"}


def difference_dumbbells(
    differences: pd.DataFrame, *, question: str | None = None, top: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw where two sides differ: the share of each in a category, joined by a line, and whether
    the difference is larger than chance gives.

    `differences` is what `differences.actor_differences` or `group_differences` returns. The surest
    differences come first: the largest by the width of their interval. Pairs with too few cases are
    grey; a filled pair differs by more than chance, all rows taken together."""
    if differences.empty:
        question = question or "Where do the two sides differ?"
        return empty_picture(ax, question, "There is nothing that both sides have.")
    rows = surest_first(differences).head(top)
    a, b = rows[["side_a", "side_b"]].iloc[0]
    ax = canvas(ax, len(rows), row=0.42)
    key = {}
    for y, row in enumerate(rows.itertuples()):
        for side, dot in draw_pair(ax, y, row):
            key.setdefault(side, dot)
    names = [
        f"{PHRASES.get(row.measure, row.measure)}: {row.category}" for row in rows.itertuples()
    ]
    name_rows(ax, names, [note_difference(row) for row in rows.itertuples()])
    ax.set_xlim(-0.03, 1.03)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    reasons = "; ".join(sorted(set(rows["reason"]) - {""}))
    ax.set_xlabel(
        "share of each side's cases; right: the difference and its interval, the surest first; "
        f"filled: more than chance would give in {len(differences)} comparisons"
        + (f"; grey: {reasons}" if reasons else "")
    )
    beyond = f"{(rows['adjusted'] < CHANCE).sum()} of {len(rows)} differ by more than chance"
    pairs = itemise((describe_pair(row) for row in rows.itertuples()), most=14)
    described = f"Pairs of dots, {beyond}: {pairs}."
    if reasons:
        described += f" Grey: {reasons}."
    return finish(ax, question or f"Where do {a} and {b} differ?", described, key=key)


def surest_first(differences):
    """Return differences ordered by how large they are beside their interval, those of few cases
    last."""
    sureness = differences["difference"].abs() / (differences["high"] - differences["low"])
    rows = differences.assign(sureness=sureness)
    return rows.sort_values(["enough", "sureness"], ascending=False, kind="stable")


def draw_pair(ax, y, row):
    """Draw the shares of both sides on one line, and yield the name and the dot of each side."""
    by_chance = not row.adjusted < CHANCE
    line = GREYS["light grey"] if by_chance else GREYS["grey"]
    ax.plot([row.share_a, row.share_b], [y, y], color=line, linewidth=3, zorder=0)
    sides = ((row.side_a, row.share_a, "o", "blue"), (row.side_b, row.share_b, "D", "orange"))
    for side, share, marker, colour in sides:
        if isnan(share):  # the side has no case at all
            continue
        colour = named_colours()[colour] if row.enough else GREYS["grey"]
        yield side, draw_dot(ax, y, share, colour=colour, marker=marker, hollow=by_chance)


def note_difference(row):
    """Return a difference with its interval, its probability and both n."""
    interval = f"{signed(row.difference)} [{signed(row.low)}, {signed(row.high)}]"
    chance = f", p = {row.adjusted:.3f}" if row.enough else ""
    return f"{interval}{chance}; n = {row.n_a}, {row.n_b}"


def describe_pair(row):
    """Return both shares of a category in words."""
    shares = f"{percent(row.share_a)} of {row.n_a}, {percent(row.share_b)} of {row.n_b}"
    return f"{row.measure}, {row.category} {shares}"


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

    A cell is blank where the article does not mention the actor, or where the measure finds nothing
    of it. The actors that most articles mention come first."""
    question = question or f"How do the articles differ in {measure} ({category})?"
    asked = (framing["measure"] == measure) & (framing["category"] == category)
    rows = framing[asked & (framing["value"] > 0)]
    if rows.empty:
        return empty_picture(ax, question, f"There is nothing to count for {measure}, {category}.")
    actors = most_widespread(framing, rows)[:top]
    articles = list(framing["article"].unique())
    values = rows.set_index(["actor", "article"])["value"]
    cells = []
    parts = []
    sizes = cell_sizes(framing[framing["actor"].isin(actors)], rows, measure)
    for (actor, article), n in sizes.items():
        share = values.get((actor, article), 0.0)
        shown = "<1%" if 0 < share < 0.005 else percent(share)
        label = f"{shown}\n{share * n:.0f} of {n}"
        cells.append(Cell(actor, article, share, label, few=n < FEW_CASES))
        parts.append(f"{actor} in {article} {shown} (n = {n})")
    ax = canvas(ax, len(actors), row=0.46, width=3.4 + 0.98 * max(len(articles), 4), extra=2.2)
    draw_matrix(ax, cells, actors, articles)
    whole = WHOLES.get(measure, f"the actor's {measure}")
    few = f"hatched: of fewer than {FEW_CASES}; blank: the article does not have it"
    ax.set_xlabel(f"share in {whole}; {few}")
    return finish(ax, question, f"Heat map: {itemise(parts, most=12)}.")


def most_widespread(framing, rows):
    """Return the actors of the rows, first those that most articles mention, of equals those with
    the largest shares."""
    mentioned = framing[framing["actor"].isin(rows["actor"])]
    order = pd.DataFrame(
        {
            "articles": mentioned.groupby("actor", sort=False)["article"].nunique(),
            "share": rows.groupby("actor")["value"].sum(),
        }
    )
    order = order.sort_values(["articles", "share"], ascending=False, kind="stable")
    return list(order.index)


def cell_sizes(framing, rows, measure):
    """Return the n of each actor and article for a measure.

    Where a category does not occur, its n is that of the other categories of the measure."""
    if measure in ("salience", "words"):
        present = framing[["actor", "article"]].drop_duplicates()
        sizes = present.merge(rows.groupby("article", as_index=False)["n"].max(), on="article")
        return sizes.set_index(["actor", "article"])["n"]
    if measure in ("hedge", "company"):
        measure = "voice"  # whose n counts the sentences that mention the actor
    return framing[framing["measure"] == measure].groupby(["actor", "article"])["n"].max()
