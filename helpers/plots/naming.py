"""Takes evidence of naming and the table `framing`, gives pictures of what an actor is called, by
whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.wording import listing, percent
from helpers.framing import THE_ARTICLE, voice_names
from helpers.plots import drawing, palette
from helpers.plots.drawing import FEW_CASES, SMALL, canvas, finish, say
from helpers.plots.palette import GREYS, fit, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

REST = "other labels"
SLOPES = tuple(
    zip(
        palette.ACTORS,
        ("o", "s", "D", "^", "v", "P", "X"),
        ("-", "--", "-.", ":", "-", "--", "-."),
        strict=True,
    )
)


def naming_matrix(
    evidence: pd.DataFrame, actor: str, *, top: int = 8, ax: Axes | None = None
) -> Axes:
    """Draw who calls an actor what: how often each voice (the article's own first) uses each label.

    `evidence` is what `framing.find_evidence` gives. Rarer labels than the `top` ones are counted
    together."""
    question = f"Who calls {actor} what?"
    rows = evidence[(evidence["measure"] == "naming") & (evidence["actor"] == actor)]
    if rows.empty:
        return say(ax, question, f"There is no name for {actor} in this article.")
    common = rows["category"].value_counts().index
    common = list(common if len(common) <= top else common[: top - 1])
    rows = rows.assign(
        label=rows["category"].where(rows["category"].isin(common), REST), who=voice_names(rows)
    )
    forms = rows.groupby("label")["detail"].agg(lambda forms: forms.mode()[0]).to_dict() | {
        REST: ""
    }
    labels = sorted(
        rows["label"].unique(),
        key=lambda label: (label == REST, rows["start"][rows["label"] == label].min()),
    )
    voices = sorted(
        rows["who"].unique(), key=lambda name: (name != THE_ARTICLE, -(rows["who"] == name).sum())
    )[: top + 1]
    counts = rows.groupby(["who", "label"]).size()
    ax = canvas(ax, len(voices), row=0.44, width=3.6 + 0.98 * max(len(labels), 3), extra=2.2)
    parts = []
    for (who, label), n in counts[counts.index.get_level_values("who").isin(voices)].items():
        drawing.draw_cell(
            ax, labels.index(label), voices.index(who), n / (counts.max() + 1), str(n)
        )
        parts.append((-n, f"{who}: {label} ({n})"))
    drawing.name_cells(ax, voices, labels)
    names = [
        fit(label, 14, 3) + f"\n[{fit(forms[label], 16, 1)}]" * bool(forms[label])
        for label in labels
    ]
    ax.set_xticks(range(len(labels)), names, **SMALL)
    ax.set_xlabel("times used, in the order in which the labels come; under each its form")
    told = listing((text for _, text in sorted(parts)), most=10, join="; ", last="; ")
    return finish(
        ax,
        question,
        f"Matrix of {len(voices)} voices and {len(labels)} labels, {len(rows)} in all: {told}.",
    )


def naming_slopes(
    framing: pd.DataFrame, actor: str, *, top: int = 6, ax: Axes | None = None
) -> Axes:
    """Draw how an actor's labels shift from article to article: the share of each label, a line for
    each.

    `framing` is the table of several articles, an actor under one name in all
    (`compare.compare_articles`). Labels beyond the `top` most used are left out; the note under
    each article says how many labels its shares are of."""
    question = f"What is {actor} called in each article?"
    rows = framing[(framing["measure"] == "naming") & (framing["actor"] == actor)]
    if rows.empty:
        return say(ax, question, f"There is no name for {actor} in these articles.")
    articles = list(rows["article"].unique())
    uses = (
        (rows["value"] * rows["n"])
        .groupby(rows["category"])
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    shares = (
        rows.pivot(index="category", columns="article", values="value")
        .reindex(columns=articles)
        .fillna(0.0)
    )
    shares = shares.loc[uses.index[:top]]
    left_out = len(uses) - min(top, len(uses))
    ax = canvas(ax, 10, width=3.8 + 1.15 * max(len(articles), 3))
    ends = []
    parts = []
    for (label, row), (colour, marker, line) in zip(
        shares.iterrows(), SLOPES * len(shares), strict=False
    ):
        colour = named_colours()[colour]
        used = [place for place, share in enumerate(row) if share > 0]
        ax.plot(
            range(len(articles)),
            row,
            line,
            color=colour,
            marker=marker,
            markevery=used,
            linewidth=1.6,
            markersize=6,
        )
        peak = len(articles) - 1 - row.to_numpy()[::-1].argmax()
        ends.append((peak, row.iloc[peak], label))
        parts.append(
            f"{label} {', '.join(f'{percent(share)} in {article}' for article, share in row.items() if share)}"
        )
    sizes = rows.groupby("article")["n"].max().reindex(articles)
    names = [f"{fit(article, 14, 2)}\nn = {sizes[article]}" for article in articles]
    ax.set_xticks(range(len(articles)), names, **SMALL)
    ax.set(
        xlim=(-0.45, len(articles) - 0.2 + 0.35),
        ylim=(-0.04, max(0.25, 1.12 * shares.max(axis=None))),
    )
    ax.yaxis.set_major_formatter(lambda share, _: percent(share))
    ax.grid(axis="y", color=GREYS["light grey"], linewidth=0.6)
    few = sizes.index[sizes < FEW_CASES]
    note = f"fewer than {FEW_CASES} labels, too few to compare: {listing(few)}" if len(few) else ""
    ax.set_xlabel(
        "; ".join(filter(None, [note, f"{left_out} rarer labels left out" if left_out else ""]))
    )
    ax.set_ylabel("share of the actor's labels")
    told = f"A line per label over {len(articles)} articles: {listing(parts, most=8, join='; ', last='; ')}."
    finish(ax, question, told + f" Too few to compare: {listing(few)}." * bool(len(few)))
    ends.sort(key=lambda end: -end[1])
    palette.place_names(ax, *zip(*ends, strict=True))
    return ax
