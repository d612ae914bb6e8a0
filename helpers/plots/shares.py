"""Draws shares as dots with their intervals: of the actors in one measure, or as counted and as
corrected."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.intervals import ENOUGH
from helpers.base.wording import percent
from helpers.plots.drawing import FEW_CASES, canvas, empty_picture, finish, itemise, name_rows
from helpers.plots.lettering import fit
from helpers.plots.marks import draw_dot
from helpers.plots.palette import GREYS, name_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = "osD^vPX*"
CORRECTED = "corrected"
# which columns of `corrected_shares` hold the value, the low and the high end of each
COLUMNS = {
    "as counted": ["counted", "counted_low", "counted_high"],
    CORRECTED: ["corrected", "low", "high"],
}
DRAWN = ["actor", "n", "value", "low", "high"]
HOLLOW = f"fewer than {FEW_CASES} cases, or of fewer than {ENOUGH}"


def share_dumbbells(
    framing: pd.DataFrame,
    measure: str,
    category: str | None = None,
    *,
    question: str | None = None,
    top: int = 12,
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one measure of the table `framing` for each actor of an article: a dot with its
    interval.

    Without a category all categories of the measure are drawn below each other. A dot is hollow
    where fewer than 5 cases stand behind it, or fewer than 20 in all."""
    about = f"{measure} ({category})" if category else measure
    rows = rows_of(framing, measure, category)
    rows = rows[rows["actor"].isin(rows["actor"].unique()[:top])]
    colours = colours or name_colours(rows["actor"])
    if rows["category"].nunique() == 1:
        rows = rows.sort_values("value", ascending=False, kind="stable")
    question = question or f"How do the actors differ in {about}?"
    return draw_shares(rows, "category", question, colours, ax)


def corrected_dumbbells(
    shares: pd.DataFrame,
    category: str,
    *,
    question: str | None = None,
    top: int = 8,
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of one answer in the largest groups of `checking.corrected_shares`: as
    counted and, below, as corrected by what hand coding shows of the machine's errors.

    Groups that cannot be corrected are left out, and groups of fewer than 5 items if there are
    larger ones. Dots are hollow as in `share_dumbbells`."""
    rows = shares[shares["category"] == category].dropna(subset="corrected")
    rows = rows.rename(columns={shares.columns[0]: "actor"})
    rows = rows[rows["n"] >= min(FEW_CASES, rows["n"].max())].head(top)
    both = []
    for side, columns in COLUMNS.items():
        half = rows[["actor", "n", *columns]].set_axis(DRAWN, axis=1)
        both.append(half.assign(side=side))
    question = question or f"What share is {category}: as counted, and corrected?"
    return draw_shares(pd.concat(both), "side", question, colours, ax)


def draw_shares(
    rows: pd.DataFrame,
    series: str,
    question: str,
    colours: Mapping[str, str] | None,
    ax: Axes | None,
) -> Axes:
    """Draw a share in each line, gathered by actor: a dot, its interval and, at the right, the
    numbers and the series (a column) it belongs to."""
    if rows.empty:
        return empty_picture(ax, question, "There is nothing to count for this.")
    lines = lay_out(rows, series)
    actors = lines["actor"].unique()
    colours = colours or name_colours(actors)
    markers = dict(zip(lines["series"].unique(), cycle(MARKERS), strict=False))
    several = len(markers) > 1
    ax = canvas(ax, lines["y"].max() + 1, row=0.26 if several else 0.4)
    parts = []
    notes = []
    for line in lines.itertuples():
        draw_line(ax, line, markers[line.series], colours.get(line.actor, GREYS["grey"]))
        share = percent(line.value)
        n = cases_in_words(line)
        notes.append(f"{share}, {n}   {fit(line.series, 24, 1)}" if several else f"{share}, {n}")
        name = f"{line.actor} {line.series}" if several else line.actor
        parts.append(f"{name} {share} ({n})")
    name_rows(ax, actors, notes, lines.groupby("place")["y"].mean(), lines["y"])
    set_reach(ax, lines)
    described = f"Dots with intervals: {itemise(parts)}."
    hollow = (~lines["sure"]).sum()
    if hollow:
        ax.set_xlabel(f"with 95% interval; hollow: {HOLLOW}")
        described += f" {hollow} of {len(lines)} are hollow: {HOLLOW}."
    else:
        ax.set_xlabel("with 95% interval")
    return finish(ax, question, described)


def lay_out(rows, series):
    """Return the rows gathered by actor, with the place of the actor, the line (y) and the series
    of each, its number of cases, and whether these are enough to be sure."""
    actors = list(rows["actor"].unique())
    lines = rows.assign(place=rows["actor"].map(actors.index), series=rows[series])
    lines = lines.sort_values("place", kind="stable", ignore_index=True)
    lines["y"] = lines.index
    if lines["series"].nunique() > 1:
        lines["y"] += lines["place"]  # an empty line between two actors
    lines["cases"] = (lines["value"] * lines["n"]).round()
    lines["sure"] = (lines["n"] >= ENOUGH) & (lines["cases"] >= FEW_CASES)
    return lines


def draw_line(ax, line, marker, colour):
    """Draw the dot and the interval of a line, hollow and grey unless it is sure."""
    look = {"marker": marker, "colour": colour, "width": 1.8}
    if not line.sure:
        look |= {"colour": GREYS["grey"], "width": 1, "hollow": True}
    draw_dot(ax, line.y, line.value, (line.low, line.high), **look)


def cases_in_words(line):
    """Return how many cases stand behind a share; those of a corrected share are not counted."""
    if line.series == CORRECTED:
        return f"n = {line.n}"
    return f"{line.cases:.0f} of {line.n}"


def set_reach(ax, lines):
    """Let the axis of shares end a little beyond the highest interval, or at 1."""
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    reach = min(1.0, 1.1 * lines[["value", "high"]].max(axis=None))
    if reach:
        ax.set_xlim(-0.03 * reach, 1.03 * reach)


def rows_of(framing: pd.DataFrame, measure: str, category: str | None = None) -> pd.DataFrame:
    """Return the rows of a measure, one for each article, actor and category."""
    rows = framing[(framing["measure"] == measure) & (framing["actor"] != "")]
    rows = rows.dropna(subset="value")
    if category is not None:
        rows = rows[rows["category"] == category]
    return rows.drop_duplicates(["article", "actor", "category"])
