"""Draws what an actor is called: by whom in one article, and in each of several articles."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from helpers.base.wording import listing, percent
from helpers.framing import THE_ARTICLE, voice_names
from helpers.plots import palette
from helpers.plots.drawing import FEW_CASES, SMALL, canvas, empty_picture, finish, itemise
from helpers.plots.lettering import fit, place_names
from helpers.plots.marks import Cell, draw_matrix
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

REST = "other labels"
MARKERS = ("o", "s", "D", "^", "v", "P", "X")
LINES = ("-", "--", "-.", ":", "-", "--", "-.")
SLOPES = tuple(zip(palette.ACTORS, MARKERS, LINES, strict=True))


def naming_matrix(
    evidence: pd.DataFrame, actor: str, *, top: int = 8, ax: Axes | None = None
) -> Axes:
    """Draw who calls an actor what: how often each voice (the article's own first) uses each label.

    `evidence` is what `framing.find_evidence` returns. Labels rarer than the `top` ones are counted
    together."""
    question = f"Who calls {actor} what?"
    rows = evidence[(evidence["measure"] == "naming") & (evidence["actor"] == actor)]
    if rows.empty:
        return empty_picture(ax, question, f"There is no name for {actor} in this article.")
    rows = rows.assign(label=common_labels(rows, top), who=voice_names(rows))
    labels = in_order(rows)
    voices = article_first(rows["who"])[: top + 1]
    counts = rows.groupby(["who", "label"]).size()
    shown = counts[counts.index.get_level_values("who").isin(voices)]
    most = counts.max() + 1
    cells = [Cell(who, label, n / most, str(n)) for (who, label), n in shown.items()]
    ax = canvas(ax, len(voices), row=0.44, width=3.6 + 0.98 * max(len(labels), 3), extra=2.2)
    draw_matrix(ax, cells, voices, labels, names=with_forms(rows, labels))
    ax.set_xlabel("times used, in the order in which the labels come; under each its form")
    uses = sorted((-n, f"{who}: {label} ({n})") for (who, label), n in shown.items())
    size = f"{len(voices)} voices and {len(labels)} labels, {len(rows)} in all"
    most_used = itemise((use for _, use in uses), most=10)
    return finish(ax, question, f"Matrix of {size}: {most_used}.")


def common_labels(rows, top):
    """Return the label of each row; the rarer ones, if there are more than `top`, are one label."""
    common = rows["category"].value_counts().index
    if len(common) > top:
        common = common[: top - 1]
    return rows["category"].where(rows["category"].isin(common), REST)


def in_order(rows):
    """Return the labels in the order in which they first appear, that of the rare ones last."""
    first = rows.groupby("label", sort=False)["start"].min().drop(REST, errors="ignore")
    labels = list(first.sort_values(kind="stable").index)
    if (rows["label"] == REST).any():
        labels.append(REST)
    return labels


def article_first(who):
    """Return the voices, the article's own first, then those that use most labels."""
    counts = who.value_counts()
    return sorted(who.unique(), key=lambda voice: (voice != THE_ARTICLE, -counts[voice]))


def with_forms(rows, labels):
    """Return each label as it is written below its column, with its most frequent form."""
    forms = rows.groupby("label")["detail"].agg(lambda details: details.mode()[0]).to_dict()
    forms[REST] = ""
    names = []
    for label in labels:
        name = fit(label, 14, 3)
        if forms[label]:
            name += f"\n[{fit(forms[label], 16, 1)}]"
        names.append(name)
    return names


def naming_slopes(
    framing: pd.DataFrame, actor: str, *, top: int = 6, ax: Axes | None = None
) -> Axes:
    """Draw how an actor's labels shift from article to article: the share of each label, a line for
    each.

    `framing` is the table of several articles, with an actor under one name in all of them
    (`comparing.compare_articles`). Labels beyond the `top` most used are left out; the note below
    each article is the number of labels that its shares are of."""
    question = f"What is {actor} called in each article?"
    rows = framing[(framing["measure"] == "naming") & (framing["actor"] == actor)]
    if rows.empty:
        return empty_picture(ax, question, f"There is no name for {actor} in these articles.")
    articles = list(rows["article"].unique())
    uses = (rows["value"] * rows["n"]).groupby(rows["category"]).sum()
    uses = uses.sort_values(ascending=False, kind="stable")
    shares = rows.pivot(index="category", columns="article", values="value")
    shares = shares.reindex(columns=articles).fillna(0.0).loc[uses.index[:top]]
    ax = canvas(ax, 10, width=3.8 + 1.15 * max(len(articles), 3))
    ends = []
    for (label, row), look in zip(shares.iterrows(), cycle(SLOPES), strict=False):
        draw_slope(ax, row, *look)
        last_peak = len(articles) - 1 - row.to_numpy()[::-1].argmax()
        ends.append((last_peak, row.iloc[last_peak], label))
    parts = [f"{label} {in_articles(row)}" for label, row in shares.iterrows()]
    described = f"A line per label over {len(articles)} articles: {itemise(parts, most=8)}."
    sizes = rows.groupby("article")["n"].max().reindex(articles)
    name_articles(ax, sizes, shares.max(axis=None))
    notes = []
    few = listing(sizes.index[sizes < FEW_CASES])
    if few:
        notes.append(f"fewer than {FEW_CASES} labels, too few to compare: {few}")
        described += f" Too few to compare: {few}."
    if len(uses) > top:
        notes.append(f"{len(uses) - top} rarer labels left out")
    ax.set_xlabel("; ".join(notes))
    finish(ax, question, described)
    ends.sort(key=lambda end: -end[1])
    place_names(ax, *zip(*ends, strict=True))
    return ax


def draw_slope(ax, shares, colour, marker, line):
    """Draw the shares of a label in the articles as a line, with a mark where it is used."""
    used = [place for place, share in enumerate(shares) if share > 0]
    look = {"color": named_colours()[colour], "marker": marker, "markevery": used}
    ax.plot(range(len(shares)), shares, line, linewidth=1.6, markersize=6, **look)


def in_articles(shares):
    """Return in words which share a label has in each article that uses it."""
    return ", ".join(f"{percent(share)} in {article}" for article, share in shares.items() if share)


def name_articles(ax, sizes, highest):
    """Name the articles below the lines, and draw the scale of the shares up to the highest."""
    names = [f"{fit(article, 14, 2)}\nn = {n}" for article, n in sizes.items()]
    ax.set_xticks(range(len(sizes)), names, **SMALL)
    ax.set(xlim=(-0.45, len(sizes) - 0.2 + 0.35), ylim=(-0.04, max(0.25, 1.12 * highest)))
    ax.yaxis.set_major_formatter(lambda share, _: percent(share))
    ax.grid(axis="y", color=GREYS["light grey"], linewidth=0.6)
    ax.set_ylabel("share of the actor's labels")
