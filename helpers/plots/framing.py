"""Takes the table `framing`, gives pictures of how actors are framed: who acts, and one actor on
one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.statistics import ENOUGH
from helpers.base.wording import listing, percent
from helpers.plots import drawing, palette
from helpers.plots.drawing import FEW_CASES, SMALL, canvas, finish, name_rows, note_few, say, stack
from helpers.plots.palette import GREYS, fit, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LEFT = ("patient", "patient (agent left out)")
RIGHT = ("agent", "agent (passive)")


def agency_bars(
    framing: pd.DataFrame,
    *,
    question: str = "Who acts, and who is acted upon?",
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw who acts and who is acted upon: shares of an actor's verbs, agent right of the middle,
    patient left.

    Bars of fewer than five verbs are pale.
    """
    rows = framing[(framing["measure"] == "agency") & (framing["actor"] != "")]
    rows = rows[rows["actor"].isin(rows["actor"].unique()[:top])]
    if rows.empty:
        return say(ax, question, "There is no verb of which an actor is subject or object.")
    shares = rows.pivot_table(index="actor", columns="category", values="value", sort=False)
    shares = shares.reindex(index=rows["actor"].unique(), columns=[*LEFT, *RIGHT]).fillna(0.0)
    counts = rows.groupby("actor")["n"].max()[shares.index]
    ax = canvas(ax, len(shares))
    styles = palette.category_styles([*LEFT, *RIGHT])
    starts = -shares[list(LEFT)].sum(axis=1)
    span = max(1.0, shares[list(RIGHT)].sum(axis=1).max()) - min(-0.4, starts.min()) + 0.06
    for y, (actor, row) in enumerate(shares.iterrows()):
        pale = counts[actor] < FEW_CASES
        stack(
            ax, y, row[[*reversed(LEFT), *RIGHT]], styles, span=span, left=starts[actor], pale=pale
        )
    ax.axvline(0, color="black", linewidth=1)
    ax.set(
        xticks=[],
        xlim=(
            min(-0.4, starts.min()) - 0.03,
            max(1.0, shares[list(RIGHT)].sum(axis=1).max()) + 0.03,
        ),
    )
    ax.spines[["left", "bottom"]].set_visible(False)
    name_rows(ax, shares.index, [f"n = {n}" for n in counts])
    parts = [
        f"{actor} {', '.join(f'{name} {percent(share)}' for name, share in row.items() if share)} (n = {counts[actor]})"
        for actor, row in shares.iterrows()
    ]
    told = f"Bars about a middle, patient left, agent right: {listing(parts, most=12, join='; ', last='; ')}."
    return finish(ax, question, told + note_few(ax, counts), key=styles)


PANELS = (
    ("naming", "Called", 6), ("form", "By what kind of name", 6), ("agency", "Acts, or is acted upon", 4),
    ("reporting verb", "Introduced by which verbs", 5), ("voice", "In its sentences it is", 3),
    ("descriptor", "Described as", 6),
    ("hedge", "Its sentences hedged", 2), ("tone in the article's voice", "Tone of the article", 4),
    ("company", "Mentioned with", 5),
)  # fmt: skip


def framing_profile(
    framing: pd.DataFrame, actor: str, *, colour: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how one actor is framed, on one page: a panel for each measure, shares with 95 %
    intervals and n.

    Panels of fewer than 20 cases are grey: too few to compare with others'. The page takes the
    place of `ax`, if it is given; returned is its first panel."""
    question = f"How is {actor} framed?"
    rows = framing[framing["actor"] == actor].drop_duplicates(["measure", "category"])
    if rows.empty:
        return say(ax, question, f"There is no mention of {actor}.")
    colour = colour or named_colours()["blue"]
    page = own_page(ax)
    mentions = rows[(rows["measure"] == "salience") & (rows["category"] == "mentions")]
    told = "".join(
        f" {percent(row.value)} of {row.n} mentions are of it." for row in mentions.itertuples()
    )
    page.suptitle(fit(question, 90), x=0.01, ha="left", fontsize=12, fontweight="bold")
    panels = list(page.subplots(3, 3).flat)
    for panel, (measure, title, top) in zip(panels, PANELS, strict=True):
        draw_panel(panel, rows[rows["measure"] == measure].head(top), title, colour)
    panels[0].set_label(
        palette.plain(f"{question}{told} {panels[0].get_label()}")
    )  # the others have labels of their own
    return panels[0]


def own_page(ax):
    """Return a figure, or a part of one in the place of `ax`, that holds a page of panels."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    if ax is None:
        return Figure(figsize=(11, 8.2), layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1))
    figure = ax.figure
    place = ax.get_subplotspec()
    ax.remove()
    return figure.add_subfigure(place)


def draw_panel(ax, rows, title, colour):
    """Draw one measure's shares as dots with intervals under each other."""
    if rows.empty:
        return say(ax, title, "— none.")
    sure = rows["n"].max() >= ENOUGH
    ink = colour if sure else GREYS["grey"]
    for y, row in enumerate(rows.itertuples()):
        ax.plot([row.low, row.high], [y, y], color=ink, linewidth=1.6)
        ax.plot(
            row.value, y, "o", color=ink, markerfacecolor=ink if sure else "white", markersize=6
        )
    ax.set_yticks(range(len(rows)), [fit(name, 18, 2) for name in rows["category"]], **SMALL)
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(-0.03, 1.03), ylim=(len(rows) - 0.4, -0.6))
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    ax.set_xlabel(f"n = {rows['n'].max()}" + ("" if sure else ", too few to compare"))
    told = listing(f"{row.category} {percent(row.value)}" for row in rows.itertuples())
    drawing.finish(ax, title, f"{told} (n = {rows['n'].max()}).")
    return ax
