"""Takes the table `sentiment`, gives pictures of tone: along the article, toward each actor, by who
speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.base.statistics import ENOUGH
from helpers.base.wording import listing, percent, shares_in_words, signed
from helpers.framing import THE_ARTICLE, UNNAMED_SPEAKER
from helpers.plots import drawing, palette
from helpers.plots.drawing import (
    FEW_CASES,
    FEW_SENTENCES,
    canvas,
    finish,
    name_rows,
    note_few,
    say,
    stack,
)
from helpers.plots.palette import GREYS, named_colours
from helpers.sentiment import ENOUGH_ARTICLES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

TONE_MARKERS = {"negative": "v", "neutral": "o", "positive": "^", "unclear": "D"}


def tone_line(sentiment: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the tone of an article's sentences in order: the rows of `sentiment` that are about no
    single actor."""
    question = "How does the tone move through the article?"
    rows = sentiment[sentiment["actor"] == ""].sort_values("sentence").fillna({"score": 0.0})
    if rows.empty:
        return say(ax, question, "There is no sentence to score.")
    ax = canvas(ax, 6)
    key = {}
    rows = rows.set_index("sentence")
    for tone, style in palette.tone_styles().items():
        found = rows.loc[rows["label"] == tone, "score"]
        colour = style["facecolor"] if tone in ("negative", "positive") else GREYS["grey"]
        line: dict[str, Any] = {
            "color": colour,
            "markerfacecolor": "white" if tone == "unclear" else colour,
        }
        ax.vlines(found.index, 0, found, color=colour, linewidth=1.2)
        (key[f"{tone} ({len(found)})"],) = ax.plot(found.index, found, TONE_MARKERS[tone], **line)
    ax.axhline(0, color=GREYS["grey"], linewidth=0.8)
    ax.set(
        ylim=(-1.08, 1.08),
        ylabel="negative  –  positive",
        xlim=(rows.index[0] - 0.7, rows.index[-1] + 0.7),
    )
    ax.set_xlabel("number of the sentence in the tables")
    drawing.whole_numbers(ax.xaxis)
    low = rows["score"].idxmin()
    high = rows["score"].idxmax()
    ends = f"lowest in sentence {low} ({signed(rows['score'][low])}), highest in {high} ({signed(rows['score'][high])})"
    return finish(
        ax, question, f"Tone of {len(rows)} sentences in order: {listing(key)}; {ends}.", key=key
    )


def tone_by_actor(sentiment: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw how each actor is spoken of: shares of negative, neutral and positive about a middle,
    unclear apart.

    The four shares of an actor add up to one; n counts the actor's rows, one per sentence and
    voice. Bars of fewer than five are pale."""
    question = "In what tone is each actor spoken of?"
    rows = sentiment[sentiment["actor"] != ""]
    counts = rows["actor"].value_counts().head(top)
    if counts.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    styles = palette.tone_styles()
    ax = canvas(ax, len(counts))
    shares = (
        rows.groupby(["actor", "label"])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=list(styles), fill_value=0)
    )
    shares = shares.loc[counts.index].div(counts, axis=0)
    starts = -shares["negative"] - shares["neutral"] / 2
    apart = (starts + 1 - shares["unclear"]).max() + 0.12
    span = apart - starts.min() + max(shares["unclear"].max(), 0.2)
    for y, (actor, row) in enumerate(shares.iterrows()):
        pale = counts[actor] < FEW_CASES
        stack(
            ax,
            y,
            row[["negative", "neutral", "positive"]],
            styles,
            span=span,
            left=starts[actor],
            pale=pale,
        )
        stack(ax, y, row[["unclear"]], styles, span=span, left=apart, pale=pale)
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set(xticks=[], xlim=(starts.min() - 0.02, starts.min() + span + 0.02))
    name_rows(ax, counts.index, [f"n = {n}" for n in counts])
    told = (
        f"Stacked bars of tone per actor: {shares_in_words(shares, counts)}.{note_few(ax, counts)}"
    )
    return finish(ax, question, told, key=styles)


def tone_means(tones: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the tone toward each actor with its interval: the mean score as read, and corrected for
    known errors.

    `tones` is what `actor_tone.actor_tones` returns. Grey are those of whom too little is said to
    compare them."""
    question = "Toward whom is the tone friendly, toward whom hostile?"
    rows = tones.head(top)
    if rows.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    ax = canvas(ax, len(rows), row=0.46)
    key = {}
    parts = []
    names = [
        ", ".join(map(str, names))
        for names in rows.loc[:, :"n"].iloc[:, :-1].itertuples(index=False)
    ]
    for y, (name, row) in enumerate(zip(names, rows.itertuples(), strict=True)):
        colour = named_colours()["blue"] if row.enough else GREYS["grey"]
        drawn: dict[str, Any] = {
            "mean score, as read": (
                y - 0.15,
                row.score,
                row.low,
                row.high,
                {"marker": "o", "markerfacecolor": "white"},
            ),
            "corrected for known errors": (
                y + 0.15,
                row.corrected,
                row.corrected_low,
                row.corrected_high,
                {"marker": "D"},
            ),
        }
        for what, (height, value, low, high, look) in drawn.items():
            ax.plot([low, high], [height, height], color=colour, linewidth=1.8 if row.enough else 1)
            (key[what],) = ax.plot(value, height, color=colour, markersize=6, linestyle="", **look)
        parts.append(f"{name} {signed(row.score)}, corrected {signed(row.corrected)} (n = {row.n})")
    ax.axvline(0, color=GREYS["grey"], linewidth=0.8, zorder=0)
    name_rows(
        ax, names, [f"n = {row.n}, {percent(row.unclear)} unclear" for row in rows.itertuples()]
    )
    few = [name for name, enough in zip(names, rows["enough"], strict=True) if not enough]
    reason = ""
    if few:
        articles = f" or {ENOUGH_ARTICLES} articles" if rows["articles"].max() > 1 else ""
        reason = f"fewer than {ENOUGH} judgements{articles}, too few to compare"
    ax.set(
        xlim=(-1.05, 1.05),
        xlabel="tone, −1 negative to +1 positive, with interval" + f"; grey: {reason}" * bool(few),
    )
    told = f"Two dots with intervals per actor, as read and corrected: {listing(parts, join='; ', last='; ')}."
    return finish(
        ax, question, told + f" Grey, because of {reason}: {listing(few)}." * bool(few), key=key
    )


def tone_matrix(sentiment: pd.DataFrame, *, top: int = 8, ax: Axes | None = None) -> Axes:
    """Draw who speaks how of whom: the mean score and n for each speaker (the article's own voice
    first) and actor.

    A cell of fewer than three judgements is hatched grey: its mean says little.
    """
    question = "Who speaks how of whom?"
    rows = sentiment[sentiment["actor"] != ""]
    if rows.empty:
        return say(ax, question, "No sentence speaks of an actor.")
    unclear = f"{percent((rows['label'] == 'unclear').mean())} of the judgements are unclear"
    rows = rows[rows["actor"].isin(rows["actor"].value_counts().index[:top])]
    who = (
        rows["speaker"]
        .mask(rows["speaker"] == "", UNNAMED_SPEAKER)
        .mask(rows["voice"] == "own", THE_ARTICLE)
    )
    speakers = sorted(who.value_counts().index, key=lambda name: name != THE_ARTICLE)[: top + 1]
    rows = rows[who.isin(speakers)]
    who = who[who.isin(speakers)]
    actors = rows["actor"].value_counts().index
    ax = canvas(ax, len(speakers), row=0.5, width=3 + 0.92 * max(len(actors), 4), extra=2.2)
    parts = []
    for (speaker, actor), scores in rows["score"].groupby([who, rows["actor"]]):
        place = (actors.get_loc(actor), speakers.index(speaker))
        mean = scores.mean()
        n = len(scores)
        label = f"{signed(mean)}\nn = {n}"
        colours = ("vermilion", "white", "blue")
        drawing.draw_cell(ax, *place, (mean + 1) / 2, label, colours=colours, few=n < FEW_SENTENCES)
        parts.append(
            (-len(scores), f"{speaker} of {actor} {signed(scores.mean())} (n = {len(scores)})")
        )
    drawing.name_cells(ax, speakers, actors)
    scale = f"−1 negative to +1 positive; hatched: fewer than three judgements; {unclear}"
    ax.set(ylabel="who speaks", xlabel=f"of whom: mean score, {scale}")
    told = listing((text for _, text in sorted(parts)), join="; ", last="; ")
    what = f"Heat map of the mean tone of speakers towards actors, largest n first ({unclear})"
    return finish(ax, question, f"{what}: {told}.")
