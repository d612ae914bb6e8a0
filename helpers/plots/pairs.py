"""Draws who does what to whom, in one article and in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.framing import count_pairs
from helpers.plots.drawing import canvas, empty_picture, finish, itemise
from helpers.plots.marks import Cell, draw_matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def pairs_matrix(
    pairs: pd.DataFrame,
    *,
    question: str = "Who is shown acting toward whom?",
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw who acts toward whom, and how: how often each actor (rows) harms, helps, or does neither
    to each other one (columns).

    `pairs` is what `framing.find_pairs` returns. Shown are the `top` actors that take part in most
    of them. A cell is orange where harm prevails, blue where help does, and says both numbers."""
    counts = count_pairs(pairs)
    if counts.empty:
        return empty_picture(ax, question, "No actor is shown doing anything to another.")
    parts = counts.melt(["n"], ["actor", "other"], value_name="who").groupby("who")["n"].sum()
    shown = parts.sort_values(ascending=False, kind="stable").index[:top]
    counts = counts[counts["actor"].isin(shown) & counts["other"].isin(shown)]
    agents = [name for name in shown if name in set(counts["actor"])]
    patients = [name for name in shown if name in set(counts["other"])]
    if counts.empty:
        return empty_picture(ax, question, "No two of the main actors are shown acting.")
    rows = counts.assign(row=counts["actor"], column=counts["other"])
    ax = draw_balances(ax, rows, agents, patients)
    ax.set_xlabel(
        "rows act, columns are acted upon; − harms or blames, + helps or praises, a bare number: "
        "neither; what is denied or only possible is left out"
    )
    told = (f"{row.actor} toward {row.other}: {in_words(row)}" for row in counts.itertuples())
    size = f"{len(agents)} actors who act and {len(patients)} who are acted upon"
    return finish(ax, question, f"Matrix of {size}: {itemise(told, most=12)}.")


def pairs_across(
    pairs: pd.DataFrame,
    *,
    question: str = "Who is shown acting toward whom, in which article?",
    top: int = 14,
    ax: Axes | None = None,
) -> Axes:
    """Draw who acts toward whom in each of several articles: a row for each pair of actors, a
    column for each article, with how often the one harms, helps, or does neither to the other.

    `pairs` is what `comparing.compare_pairs` returns. Shown are the `top` pairs that stand in most
    articles, of these the most frequent."""
    counts = pd.concat(
        [count_pairs(rows).assign(article=name) for name, rows in pairs.groupby("article")]
        or [count_pairs(pairs).assign(article="")]
    )
    if counts.empty:
        return empty_picture(ax, question, "No actor is shown doing anything to another.")
    counts["pair"] = counts["actor"] + " → " + counts["other"]
    spread = counts.groupby("pair").agg(articles=("article", "size"), n=("n", "sum"))
    spread = spread.sort_values(["articles", "n"], ascending=False, kind="stable")
    shown = spread.index[:top].tolist()
    articles = pairs["article"].unique().tolist()
    rows = counts[counts["pair"].isin(shown)]
    rows = rows.assign(row=rows["pair"], column=rows["article"])
    ax = draw_balances(ax, rows, shown, articles)
    ax.set_xlabel(
        "the first acts, the second is acted upon; − harms or blames, + helps or praises, a bare "
        "number: neither; blank: the article does not show it"
    )
    told = (f"{row.pair} in {row.article}: {in_words(row)}" for row in rows.itertuples())
    size = f"{len(shown)} pairs of actors in {len(articles)} articles"
    return finish(ax, question, f"Matrix of {size}: {itemise(told, most=12)}.")


def draw_balances(ax, counts, rows, columns):
    """Draw how often the acts of each row and column harm and help, orange where harm prevails and
    blue where help does; return the Axes."""
    cells = [
        Cell(one.row, one.column, 0.5 + (one.helps - one.harms) / (2 * one.n), in_figures(one))
        for one in counts.itertuples()
    ]
    width = 3.6 + 0.98 * max(len(columns), 4)
    ax = canvas(ax, len(rows), row=0.46, width=width, extra=2.4)
    draw_matrix(ax, cells, rows, columns, colours=("orange", "white", "blue"))
    return ax


def in_figures(row):
    """Return how often an actor harms, helps and does neither to another, as in a cell."""
    figures = [f"−{row.harms}" if row.harms else "", f"+{row.helps}" if row.helps else ""]
    if row.neither:
        figures.append(str(row.neither))
    return " ".join(filter(None, figures))


def in_words(row):
    told = {"harms": row.harms, "helps": row.helps, "neither": row.neither}
    return ", ".join(f"{name} {count}" for name, count in told.items() if count)
