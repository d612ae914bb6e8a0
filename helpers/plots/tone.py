"""Draws the table `sentiment`: the tone along an article, toward each actor, and by who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.base.intervals import ENOUGH
from helpers.base.wording import listing, percent, shares_in_words, signed
from helpers.framing import THE_ARTICLE, UNNAMED_SPEAKER
from helpers.plots import palette
from helpers.plots.drawing import (
    FEW_CASES,
    FEW_SENTENCES,
    canvas,
    empty_picture,
    finish,
    itemise,
    name_rows,
    note_few,
    whole_numbers,
)
from helpers.plots.marks import Cell, draw_dot, draw_matrix, stack
from helpers.plots.palette import GREYS, named_colours
from helpers.plots.voices import speakers_of
from helpers.sentiment import ENOUGH_ARTICLES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

TONE_MARKERS = {"negative": "v", "neutral": "o", "positive": "^", "unclear": "D"}
NO_ACTOR = "No sentence speaks of an actor."
READ = "mean score, as read"
CORRECTED = "corrected for known errors"


def tone_line(sentiment: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the tone of an article's sentences in order: the rows of `sentiment` that are about no
    single actor."""
    question = "How does the tone move through the article?"
    rows = sentiment[sentiment["actor"] == ""].sort_values("sentence").fillna({"score": 0.0})
    if rows.empty:
        return empty_picture(ax, question, "There is no sentence to score.")
    rows = rows.set_index("sentence")
    ax = canvas(ax, 6)
    key = {}
    for tone, style in palette.tone_styles().items():
        scores = rows.loc[rows["label"] == tone, "score"]
        colour = style["facecolor"] if tone in ("negative", "positive") else GREYS["grey"]
        inside = "white" if tone == "unclear" else colour
        marker = TONE_MARKERS[tone]
        ax.vlines(scores.index, 0, scores, color=colour, linewidth=1.2)
        [dots] = ax.plot(scores.index, scores, marker, color=colour, markerfacecolor=inside)
        key[f"{tone} ({len(scores)})"] = dots
    ax.axhline(0, color=GREYS["grey"], linewidth=0.8)
    ax.set(ylim=(-1.08, 1.08), ylabel="negative  –  positive")
    ax.set(xlim=(rows.index[0] - 0.7, rows.index[-1] + 0.7))
    ax.set_xlabel("number of the sentence in the tables")
    whole_numbers(ax.xaxis)
    low = rows["score"].idxmin()
    high = rows["score"].idxmax()
    ends = f"lowest in sentence {low} ({signed(rows['score'][low])})"
    ends += f", highest in {high} ({signed(rows['score'][high])})"
    described = f"Tone of {len(rows)} sentences in order: {listing(key)}; {ends}."
    return finish(ax, question, described, key=key)


def tone_by_actor(sentiment: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw how each actor is spoken of: shares of negative, neutral and positive about a middle,
    unclear apart.

    The four shares of an actor add up to one; n counts the actor's rows, one per sentence and
    voice. Bars of fewer than five are pale."""
    question = "In what tone is each actor spoken of?"
    rows = sentiment[sentiment["actor"] != ""]
    counts = rows["actor"].value_counts().head(top)
    if counts.empty:
        return empty_picture(ax, question, NO_ACTOR)
    styles = palette.tone_styles()
    ax = canvas(ax, len(counts))
    shares = rows.groupby(["actor", "label"]).size().unstack(fill_value=0)
    shares = shares.reindex(columns=list(styles), fill_value=0)
    shares = shares.loc[counts.index].div(counts, axis=0)
    starts = -shares["negative"] - shares["neutral"] / 2
    apart = (starts + 1 - shares["unclear"]).max() + 0.12
    span = apart - starts.min() + max(shares["unclear"].max(), 0.2)
    for y, (actor, row) in enumerate(shares.iterrows()):
        look = {"span": span, "pale": counts[actor] < FEW_CASES}
        clear = row[["negative", "neutral", "positive"]]
        stack(ax, y, clear, styles, left=starts[actor], **look)
        stack(ax, y, row[["unclear"]], styles, left=apart, **look)
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set(xticks=[], xlim=(starts.min() - 0.02, starts.min() + span + 0.02))
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    described = f"Stacked bars of tone per actor: {shares_in_words(shares, counts)}."
    return finish(ax, question, described + note_few(ax, counts), key=styles)


def tone_means(tones: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the tone toward each actor with its interval: the mean score as read, and corrected for
    known errors.

    `tones` is what `sentiment.actor_tones` returns. Actors of whom too little is said to compare
    them are grey."""
    question = "Toward whom is the tone friendly, toward whom hostile?"
    rows = tones.head(top)
    if rows.empty:
        return empty_picture(ax, question, NO_ACTOR)
    ax = canvas(ax, len(rows), row=0.46)
    rows = rows.assign(name=names_of(rows))
    for y, row in enumerate(rows.itertuples()):
        key = draw_means(ax, y, row)
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    notes = [f"n = {row.n}, {percent(row.unclear)} unclear" for row in rows.itertuples()]
    name_rows(ax, rows["name"], notes)
    described = "Two dots with intervals per actor, as read and corrected: "
    described += f"{itemise(means_in_words(row) for row in rows.itertuples())}."
    label = "tone, −1 negative to +1 positive, with interval"
    few = listing(rows.loc[~rows["enough"], "name"])
    if few:
        articles = f" or {ENOUGH_ARTICLES} articles" if rows["articles"].max() > 1 else ""
        reason = f"fewer than {ENOUGH} judgements{articles}, too few to compare"
        label += f"; grey: {reason}"
        described += f" Grey, because of {reason}: {few}."
    ax.set(xlim=(-1.05, 1.05), xlabel=label)
    return finish(ax, question, described, key=key)


def names_of(rows):
    """Return the name of each row: the columns before n, such as the actor and the voice."""
    columns = rows.loc[:, :"n"].iloc[:, :-1]
    return [", ".join(map(str, row)) for row in columns.itertuples(index=False)]


def draw_means(ax, y, row):
    """Draw the mean score as read and, below it, as corrected; return both dots by their names."""
    look: dict[str, Any] = {"colour": named_colours()["blue"], "width": 1.8}
    if not row.enough:
        look = {"colour": GREYS["grey"], "width": 1}
    read = (row.low, row.high)
    corrected = (row.corrected_low, row.corrected_high)
    return {
        READ: draw_dot(ax, y - 0.15, row.score, read, hollow=True, size=6, **look),
        CORRECTED: draw_dot(ax, y + 0.15, row.corrected, corrected, marker="D", size=6, **look),
    }


def means_in_words(row):
    """Return both means of an actor in words."""
    return f"{row.name} {signed(row.score)}, corrected {signed(row.corrected)} (n = {row.n})"


def tone_matrix(sentiment: pd.DataFrame, *, top: int = 8, ax: Axes | None = None) -> Axes:
    """Draw who speaks how of whom: the mean score and n for each speaker (the article's own voice
    first) and actor.

    A cell of fewer than three judgements is hatched grey: its mean says little.
    """
    question = "Who speaks how of whom?"
    rows = sentiment[sentiment["actor"] != ""]
    if rows.empty:
        return empty_picture(ax, question, NO_ACTOR)
    unclear = f"{percent((rows['label'] == 'unclear').mean())} of the judgements are unclear"
    rows = rows[rows["actor"].isin(rows["actor"].value_counts().index[:top])]
    named = rows["speaker"].mask(rows["speaker"] == "", UNNAMED_SPEAKER)
    rows = rows.assign(who=named.mask(rows["voice"] == "own", THE_ARTICLE))
    speakers = speakers_of(rows["who"])[: top + 1]
    rows = rows[rows["who"].isin(speakers)]
    actors = list(rows["actor"].value_counts().index)
    cells = []
    parts = []
    for (speaker, actor), scores in rows["score"].groupby([rows["who"], rows["actor"]]):
        n = len(scores)
        mean = scores.mean()
        label = f"{signed(mean)}\nn = {n}"
        cells.append(Cell(speaker, actor, (mean + 1) / 2, label, few=n < FEW_SENTENCES))
        parts.append((-n, f"{speaker} of {actor} {signed(mean)} (n = {n})"))
    ax = canvas(ax, len(speakers), row=0.5, width=3 + 0.92 * max(len(actors), 4), extra=2.2)
    draw_matrix(ax, cells, speakers, actors, colours=("vermilion", "white", "blue"))
    scale = f"−1 negative to +1 positive; hatched: fewer than three judgements; {unclear}"
    ax.set(ylabel="who speaks", xlabel=f"of whom: mean score, {scale}")
    what = f"Heat map of the mean tone of speakers towards actors, largest n first ({unclear})"
    return finish(ax, question, f"{what}: {itemise(part for _, part in sorted(parts))}.")
