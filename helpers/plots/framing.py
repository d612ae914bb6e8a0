"""Draws how actors are framed: who acts and who is acted upon, and one actor on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.base.intervals import ENOUGH
from helpers.base.wording import listing, percent
from helpers.plots import palette
from helpers.plots.drawing import (
    FEW_CASES,
    SMALL,
    canvas,
    empty_picture,
    finish,
    itemise,
    name_rows,
    note_few,
)
from helpers.plots.lettering import fit, plain
from helpers.plots.marks import draw_dot, stack
from helpers.plots.palette import GREYS, named_colours

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

PATIENT = ["patient", "patient (agent left out)"]
AGENT = ["agent", "agent (passive)"]
# the panels of a page: the measure, the title, and how many categories at most
PANELS = (
    ("naming", "Called", 6),
    ("form", "By what kind of name", 6),
    ("agency", "Acts, or is acted upon", 4),
    ("reporting verb", "Introduced by which verbs", 5),
    ("voice", "In its sentences it is", 3),
    ("descriptor", "Described as", 6),
    ("hedge", "Its sentences hedged", 2),
    ("tone in the article's voice", "Tone of the article", 4),
    ("company", "Mentioned with", 5),
)


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
        sentence = "There is no verb of which an actor is subject or object."
        return empty_picture(ax, question, sentence)
    shares = rows.pivot_table(index="actor", columns="category", values="value", sort=False)
    shares = shares.reindex(index=rows["actor"].unique(), columns=[*PATIENT, *AGENT]).fillna(0.0)
    counts = rows.groupby("actor")["n"].max()[shares.index]
    ax = canvas(ax, len(shares))
    styles = palette.category_styles(shares)
    starts = -shares[PATIENT].sum(axis=1)
    low = min(-0.4, starts.min())
    high = max(1.0, shares[AGENT].sum(axis=1).max())
    for y, (actor, row) in enumerate(shares.iterrows()):
        left_to_right = row[[*reversed(PATIENT), *AGENT]]
        look = {"span": high - low + 0.06, "pale": counts[actor] < FEW_CASES}
        stack(ax, y, left_to_right, styles, left=starts[actor], **look)
    ax.axvline(0, color="black", linewidth=1)
    ax.set(xticks=[], xlim=(low - 0.03, high + 0.03))
    ax.spines[["left", "bottom"]].set_visible(False)
    name_rows(ax, shares.index, [f"n = {n}" for n in counts])
    parts = [f"{actor} {in_roles(row)} (n = {counts[actor]})" for actor, row in shares.iterrows()]
    described = f"Bars about a middle, patient left, agent right: {itemise(parts, most=12)}."
    return finish(ax, question, described + note_few(ax, counts), key=styles)


def in_roles(shares):
    """Return the share of each role that an actor has, in words."""
    return ", ".join(f"{role} {percent(share)}" for role, share in shares.items() if share)


def framing_profile(
    framing: pd.DataFrame, actor: str, *, colour: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how one actor is framed, on one page: a panel for each measure, shares with 95 %
    intervals and n.

    Panels of fewer than 20 cases are grey: too few to compare with those of others. The page takes
    the place of `ax`, if it is given; returned is its first panel."""
    question = f"How is {actor} framed?"
    rows = framing[framing["actor"] == actor].drop_duplicates(["measure", "category"])
    if rows.empty:
        return empty_picture(ax, question, f"There is no mention of {actor}.")
    colour = colour or named_colours()["blue"]
    page = own_page(ax)
    page.suptitle(fit(question, 90), x=0.01, ha="left", fontsize=12, fontweight="bold")
    panels = list(page.subplots(3, 3).flat)
    for panel, (measure, title, top) in zip(panels, PANELS, strict=True):
        draw_panel(panel, rows[rows["measure"] == measure].head(top), title, colour)
    described = question
    mentions = rows[(rows["measure"] == "salience") & (rows["category"] == "mentions")]
    for row in mentions.itertuples():
        described += f" {percent(row.value)} of {row.n} mentions are of it."
    # the other panels keep labels of their own
    panels[0].set_label(plain(f"{described} {panels[0].get_label()}"))
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
    """Draw one measure's shares as dots with intervals below each other."""
    if rows.empty:
        return empty_picture(ax, title, "— none.")
    n = rows["n"].max()
    look = {"colour": colour, "hollow": False}
    note = f"n = {n}"
    if n < ENOUGH:
        look = {"colour": GREYS["grey"], "hollow": True}
        note += ", too few to compare"
    for y, row in enumerate(rows.itertuples()):
        draw_dot(ax, y, row.value, (row.low, row.high), size=6, width=1.6, **look)
    ax.set_yticks(range(len(rows)), [fit(name, 18, 2) for name in rows["category"]], **SMALL)
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(-0.03, 1.03), ylim=(len(rows) - 0.4, -0.6), xlabel=note)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    shares = listing(f"{row.category} {percent(row.value)}" for row in rows.itertuples())
    return finish(ax, title, f"{shares} (n = {n}).")
