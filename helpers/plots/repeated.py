"""Takes repeated sentences, gives pictures of where they stand and which articles share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.wording import listing, percent
from helpers.plots import drawing, palette
from helpers.plots.drawing import canvas, finish, say
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
        return say(ax, question, f"None of the {len(places)} sentences repeats another.")
    reach = max((pairs["sentence"] - pairs["sentence_b"]).abs().max(), 1)
    high = 4 * reach / max(places.max() - places.min(), 1)  # in inches: half as high as wide
    ax = canvas(ax, min(max(high, 0.6), 2), row=1)
    key = {}
    parts = []
    looks = dict(
        zip(pairs["kind"].unique(), zip(palette.ACTORS, LINES * 2, strict=False), strict=False)
    )
    for row in pairs.sort_values("score", ascending=False, kind="stable").itertuples():
        a, b = sorted((row.sentence, row.sentence_b))
        colour, line = looks[row.kind]
        key[row.kind.replace("_", " ")] = drawing.draw_arc(
            ax, a, b, color=named_colours()[colour], linestyle=line
        )
        parts.append(f"sentences {a} and {b} ({row.kind.replace('_', ' ')}, {row.score:.2f})")
    ax.plot(places, [0] * len(places), "|", color=GREYS["grey"], markersize=7, clip_on=False)
    ax.set(xlim=(places.min() - 0.7, places.max() + 0.7), ylim=(0, 1.1 * reach), yticks=[])
    ax.set_xlabel("number of the sentence in the tables")
    drawing.whole_numbers(ax.xaxis)
    ax.spines["left"].set_visible(False)
    told = f"{len(pairs)} among {len(places)}: {listing(parts, join='; ', last='; ')}"
    return finish(ax, question, f"Arcs between repeated sentences, {told}.", key=key)


def shared_matrix(shared: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what share of each article's sentences stands, as it is or edited, in each other
    article, and how many."""
    question = "Which articles have sentences in common?"
    if shared.empty:
        return say(ax, question, "There is no second article to compare with.")
    articles = list(shared["article"].unique())
    ax = canvas(ax, len(articles), row=0.5, width=3.4 + 0.92 * max(len(articles), 4), extra=2.2)
    parts = []
    for row in shared.sort_values("share", ascending=False, kind="stable").itertuples():
        x = articles.index(row.article_b)
        y = articles.index(row.article)
        drawing.draw_cell(ax, x, y, row.share, f"{row.shared}\n{percent(row.share)}")
        parts.append(f"{row.article} with {row.article_b} {row.shared} of {row.n}")
    drawing.name_cells(ax, articles, articles)
    ax.set(ylabel="of the sentences of", xlabel="so many stand, as they are or edited, in")
    return finish(
        ax,
        question,
        f"Heat map of shared sentences, most first: {listing(parts, join='; ', last='; ')}.",
    )
