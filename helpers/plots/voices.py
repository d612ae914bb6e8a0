"""Draws whose voice an article is in: the shares of the voices, who is quoted, and who speaks of
whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.wording import listing, percent
from helpers.framing import THE_ARTICLE, voice_names
from helpers.plots import palette
from helpers.plots.drawing import canvas, empty_picture, finish, itemise, name_rows, width_of
from helpers.plots.marks import Cell, draw_matrix

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

VOICE_NAMES = {
    "own": "the article's own voice",
    "direct": "quoted directly",
    "indirect": "quoted indirectly",
}
LETTER = 0.07  # inches


def voice_bar(ratios: pd.DataFrame, *, scope: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw what share of the words is the article's own, quoted directly and quoted indirectly,
    from `quote_ratios`.

    `scope` chooses among the table's scopes; without it the first is taken.
    """
    question = "Whose voice is the article in?"
    rows = in_scope(ratios, scope)
    rows = rows[(rows["speaker"] == "") & (rows["words"] > 0)]
    rows = rows.drop_duplicates("voice").set_index("voice")
    rows = rows.loc[[voice for voice in VOICE_NAMES if voice in rows.index]]
    if rows.empty:
        return empty_picture(ax, question, "There are no words to count.")
    ax = canvas(ax, 2)
    left = 0.0
    parts = []
    for side, (voice, row) in zip((1, -1, 1), rows.iterrows(), strict=False):
        ax.barh(0, row["share"], left=left, height=0.6, **palette.voice_styles()[voice])
        words = f"{percent(row['share'])} ({row['words']} of {row['n']} words)"
        label_piece(ax, left, row["share"], side, f"{VOICE_NAMES[voice]}\n{words}")
        interval = f"95% interval {percent(row['low'])} to {percent(row['high'])}"
        parts.append(f"{VOICE_NAMES[voice]} {words}, {interval}")
        left += row["share"]
    ax.set(xlim=(0, 1), ylim=(-1, 1), yticks=[], xticks=[])
    ax.spines[:].set_visible(False)
    return finish(ax, question, f"One bar of the words by voice: {itemise(parts)}.")


def label_piece(ax, left, share, side, label):
    """Write a label above (side 1) or below (side −1) a piece of the bar, with a line to it where
    the piece is narrower than the label."""
    x = left + share / 2
    longest = max(map(len, label.split("\n")))
    distance = 0.36
    if share * width_of(ax) < LETTER * longest:
        ax.plot([x, x], [side * 0.2, side * 0.52], color="black", linewidth=0.8)
        distance = 0.54
    along = "bottom" if side > 0 else "top"
    ax.text(x, side * distance, label, ha="center", va=along)


def speaker_bars(
    ratios: pd.DataFrame, *, scope: str | None = None, top: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the speakers by the words they are given: a bar each for direct and indirect, with its
    interval."""
    question = "Who is quoted, and how much?"
    rows = in_scope(ratios, scope)
    rows = rows[(rows["speaker"] != "") & (rows["voice"] != "own") & (rows["words"] > 0)]
    totals = rows.groupby("speaker", sort=False)["words"].sum()
    totals = totals.sort_values(ascending=False, kind="stable").head(top)
    if totals.empty:
        return empty_picture(ax, question, "Nobody is quoted by name.")
    ax = canvas(ax, len(totals), row=0.46)
    styles = palette.voice_styles()
    del styles["own"]
    order = list(totals.index)
    voices = {speaker: [] for speaker in order}
    for row in rows[rows["speaker"].isin(order)].itertuples():
        y = order.index(row.speaker) + (-0.19 if row.voice == "direct" else 0.19)
        ax.barh(y, row.share, height=0.36, **styles[row.voice])
        ax.plot([row.low, row.high], [y, y], color="black", linewidth=1, marker="|", markersize=5)
        voices[row.speaker].append(f"{row.words} {row.voice}")
    name_rows(ax, order, [f"{words} words" for words in totals])
    ax.set(xlim=(0, None), xlabel=f"share of the {rows['n'].max()} quoted words, with 95% interval")
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    parts = [f"{speaker} {n} ({', '.join(voices[speaker])})" for speaker, n in totals.items()]
    described = f"Bars of the words quoted per speaker: {listing(parts, last=', ')}."
    return finish(ax, question, described, key=styles)


def speech_matrix(evidence: pd.DataFrame, *, top: int = 8, ax: Axes | None = None) -> Axes:
    """Draw who speaks of whom: how often each voice (the article's own first) mentions each actor.

    `evidence` is what `framing.find_evidence` returns. What a quotation says of somebody is its
    speaker's, not the article's."""
    question = "Who speaks of whom?"
    rows = evidence[(evidence["measure"] == "form") & (evidence["actor"] != "")]
    if rows.empty:
        return empty_picture(ax, question, "The article mentions no actor.")
    rows = rows[rows["actor"].isin(rows["actor"].value_counts().index[:top])]
    rows = rows.assign(who=voice_names(rows))
    speakers = speakers_of(rows["who"])[: top + 1]
    rows = rows[rows["who"].isin(speakers)]
    actors = list(rows["actor"].value_counts().index)
    counts = rows.groupby(["who", "actor"]).size()
    most = counts.max() + 1
    cells = [Cell(speaker, actor, n / most, str(n)) for (speaker, actor), n in counts.items()]
    ax = canvas(ax, len(speakers), row=0.44, width=3.4 + 0.92 * max(len(actors), 4), extra=2.2)
    draw_matrix(ax, cells, speakers, actors)
    ax.set(ylabel="who speaks", xlabel="of whom: mentions")
    in_order = counts.sort_values(ascending=False).items()
    parts = [f"{speaker} of {actor} {n} times" for (speaker, actor), n in in_order]
    return finish(ax, question, f"Heat map of mentions, most first: {itemise(parts, most=10)}.")


def speakers_of(who):
    """Return the voices, the article's own first, then those with most rows."""
    return sorted(who.value_counts().index, key=lambda name: name != THE_ARTICLE)


def in_scope(ratios: pd.DataFrame, scope: str | None) -> pd.DataFrame:
    """Return the rows of a scope, of the table's first scope if none is asked for."""
    if scope is None and len(ratios):
        scope = ratios["scope"].iloc[0]
    return ratios[ratios["scope"] == scope]
