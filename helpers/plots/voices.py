"""Takes quote ratios and evidence, gives pictures of who speaks, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.wording import listing, percent
from helpers.framing import THE_ARTICLE, voice_names
from helpers.plots import drawing, palette
from helpers.plots.drawing import canvas, finish, name_rows, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

VOICE_NAMES = {
    "own": "the article's own voice",
    "direct": "quoted directly",
    "indirect": "quoted indirectly",
}


def voice_bar(ratios: pd.DataFrame, *, scope: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw what share of the words is the article's own, quoted directly and quoted indirectly,
    from `quote_ratios`.

    `scope` chooses among the table's scopes; without it the first is taken.
    """
    question = "Whose voice is the article in?"
    rows = in_scope(ratios, scope)
    rows = (
        rows[(rows["speaker"] == "") & (rows["words"] > 0)]
        .drop_duplicates("voice")
        .set_index("voice")
    )
    rows = rows.loc[[voice for voice in VOICE_NAMES if voice in rows.index]]
    if rows.empty:
        return say(ax, question, "There are no words to count.")
    ax = canvas(ax, 2)
    left = 0.0
    parts = []
    for side, (voice, row) in zip((1, -1, 1), rows.iterrows(), strict=False):
        ax.barh(0, row["share"], left=left, height=0.6, **palette.voice_styles()[voice])
        words = f"{percent(row['share'])} ({row['words']} of {row['n']} words)"
        parts.append(
            f"{VOICE_NAMES[voice]} {words}, 95% interval {percent(row['low'])} to {percent(row['high'])}"
        )
        label = f"{VOICE_NAMES[voice]}\n{words}"
        x = left + row["share"] / 2
        narrow = row["share"] * drawing.width_of(ax) < 0.07 * max(
            map(len, label.split("\n"))
        )  # inches for a letter
        if narrow:
            ax.plot([x, x], [side * 0.2, side * 0.52], color="black", linewidth=0.8)
        ax.text(
            x,
            side * (0.54 if narrow else 0.36),
            label,
            ha="center",
            va="bottom" if side > 0 else "top",
        )
        left += row["share"]
    ax.set(xlim=(0, 1), ylim=(-1, 1), yticks=[], xticks=[])
    ax.spines[:].set_visible(False)
    return finish(
        ax, question, f"One bar of the words by voice: {listing(parts, join='; ', last='; ')}."
    )


def speaker_bars(
    ratios: pd.DataFrame, *, scope: str | None = None, top: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the speakers by the words they are given: a bar each for direct and indirect, with its
    interval."""
    question = "Who is quoted, and how much?"
    rows = in_scope(ratios, scope)
    rows = rows[(rows["speaker"] != "") & (rows["voice"] != "own") & (rows["words"] > 0)]
    totals = (
        rows.groupby("speaker", sort=False)["words"]
        .sum()
        .sort_values(ascending=False, kind="stable")
        .head(top)
    )
    if totals.empty:
        return say(ax, question, "Nobody is quoted by name.")
    ax = canvas(ax, len(totals), row=0.46)
    styles = palette.voice_styles()
    order = list(totals.index)
    del styles["own"]
    told = dict.fromkeys(order, "")
    for row in rows[rows["speaker"].isin(order)].itertuples():
        y = order.index(row.speaker) + (-0.19 if row.voice == "direct" else 0.19)
        ax.barh(y, row.share, height=0.36, **styles[row.voice])
        ax.plot([row.low, row.high], [y, y], color="black", linewidth=1, marker="|", markersize=5)
        told[row.speaker] += f", {row.words} {row.voice}"
    name_rows(ax, order, [f"{words} words" for words in totals])
    ax.set(xlim=(0, None), xlabel=f"share of the {rows['n'].max()} quoted words, with 95% interval")
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    parts = (f"{speaker} {words} ({told[speaker][2:]})" for speaker, words in totals.items())
    return finish(
        ax,
        question,
        f"Bars of the words quoted per speaker: {listing(parts, last=', ')}.",
        key=styles,
    )


def speech_matrix(evidence: pd.DataFrame, *, top: int = 8, ax: Axes | None = None) -> Axes:
    """Draw who speaks of whom: how often each voice (the article's own first) mentions each actor.

    `evidence` is what `framing.find_evidence` gives. What a quotation says of somebody is its
    speaker's, not the article's."""
    question = "Who speaks of whom?"
    rows = evidence[(evidence["measure"] == "form") & (evidence["actor"] != "")]
    if rows.empty:
        return say(ax, question, "The article mentions no actor.")
    rows = rows[rows["actor"].isin(rows["actor"].value_counts().index[:top])]
    who = voice_names(rows)
    speakers = sorted(who.value_counts().index, key=lambda name: name != THE_ARTICLE)[: top + 1]
    rows = rows[who.isin(speakers)]
    who = who[who.isin(speakers)]
    actors = list(rows["actor"].value_counts().index)
    counts = rows.groupby([who, rows["actor"]]).size()
    ax = canvas(ax, len(speakers), row=0.44, width=3.4 + 0.92 * max(len(actors), 4), extra=2.2)
    for (speaker, actor), n in counts.items():
        drawing.draw_cell(
            ax, actors.index(actor), speakers.index(speaker), n / (counts.max() + 1), str(n)
        )
    drawing.name_cells(ax, speakers, actors)
    ax.set(ylabel="who speaks", xlabel="of whom: mentions")
    told = (
        f"{speaker} of {actor} {n} times"
        for (speaker, actor), n in counts.sort_values(ascending=False).items()
    )
    return finish(
        ax,
        question,
        f"Heat map of mentions, most first: {listing(told, most=10, join='; ', last='; ')}.",
    )


def in_scope(ratios: pd.DataFrame, scope: str | None) -> pd.DataFrame:
    return ratios[
        ratios["scope"] == (ratios["scope"].iloc[0] if scope is None and len(ratios) else scope)
    ]
