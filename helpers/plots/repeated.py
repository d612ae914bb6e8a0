"""Draws repeated sentences: where they stand in one article, and which articles share them."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from helpers.base.wording import percent
from helpers.plots import palette
from helpers.plots.drawing import canvas, empty_picture, finish, itemise, whole_numbers
from helpers.plots.marks import Cell, draw_arc, draw_matrix
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LINES = ("-", "--", "-.", ":")


def repeats_arcs(repeats: pd.DataFrame, sentences: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which sentences of one article repeat each other: an arc from each to its copy."""
    question = "What does the article say more than once, and where?"
    places = sentences["sentence"]
    inside = repeats["sentence"].isin(places) & repeats["sentence_b"].isin(places)
    pairs = repeats[inside & (repeats["article"] == repeats["article_b"])]
    if pairs.empty:
        sentence = f"None of the {len(places)} sentences repeats another."
        return empty_picture(ax, question, sentence)
    reach = max((pairs["sentence"] - pairs["sentence_b"]).abs().max(), 1)
    high = 4 * reach / max(places.max() - places.min(), 1)  # in inches: half as high as wide
    ax = canvas(ax, min(max(high, 0.6), 2), row=1)
    looks = dict(zip(pairs["kind"].unique(), zip(palette.ACTORS, cycle(LINES)), strict=False))
    key = {}
    parts = []
    for row in pairs.sort_values("score", ascending=False, kind="stable").itertuples():
        a, b = sorted((row.sentence, row.sentence_b))
        kind = row.kind.replace("_", " ")
        colour, line = looks[row.kind]
        key[kind] = draw_arc(ax, a, b, color=named_colours()[colour], linestyle=line)
        parts.append(f"sentences {a} and {b} ({kind}, {row.score:.2f})")
    ax.plot(places, [0] * len(places), "|", color=GREYS["grey"], markersize=7, clip_on=False)
    ax.set(xlim=(places.min() - 0.7, places.max() + 0.7), ylim=(0, 1.1 * reach), yticks=[])
    ax.set_xlabel("number of the sentence in the tables")
    whole_numbers(ax.xaxis)
    ax.spines["left"].set_visible(False)
    described = f"{len(pairs)} among {len(places)}: {itemise(parts)}"
    return finish(ax, question, f"Arcs between repeated sentences, {described}.", key=key)


def shared_matrix(shared: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what share of each article's sentences stands, as it is or edited, in each other
    article, and how many."""
    question = "Which articles have sentences in common?"
    if shared.empty:
        return empty_picture(ax, question, "There is no second article to compare with.")
    articles = list(shared["article"].unique())
    cells = []
    parts = []
    for row in shared.sort_values("share", ascending=False, kind="stable").itertuples():
        label = f"{row.shared}\n{percent(row.share)}"
        cells.append(Cell(row.article, row.article_b, row.share, label))
        parts.append(f"{row.article} with {row.article_b} {row.shared} of {row.n}")
    ax = canvas(ax, len(articles), row=0.5, width=3.4 + 0.92 * max(len(articles), 4), extra=2.2)
    draw_matrix(ax, cells, articles, articles)
    ax.set(ylabel="of the sentences of", xlabel="so many stand, as they are or edited, in")
    return finish(ax, question, f"Heat map of shared sentences, most first: {itemise(parts)}.")
