"""Lists the values in a column, each with a bar, that open to the sentences in which they were
counted.

The list is plain HTML: it needs no Python behind it, works in a saved report, and with the keyboard
(Tab and Enter) as with the mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from helpers.base.wording import IGNORE, number_of
from helpers.plots import GREYS, name_colours, named_colours, plain
from helpers.showing.display import INK
from helpers.showing.highlight import (
    Span,
    check_column,
    check_offsets,
    mark,
    mark_styles,
    note,
    segments,
)

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from helpers.base.article import Article

LINE = "border-bottom: 1px solid var(--jp-border-color2, #d0d0d0)"
BLOCK = f"max-width: 75ch; line-height: 1.6; {INK}"
SUMMARY = f"display: list-item; cursor: pointer; padding: 3px 0; {LINE}"
NAME = "display: inline-block; min-width: 13em; font-weight: bold"  # so that the bars begin alike
OUTLINE = "outline: 1px solid var(--jp-border-color2, transparent)"
BAR = f"display: inline-block; height: 0.75em; margin: 0 8px; {OUTLINE}"
WIDEST = 14  # em
SENTENCES = "margin: 6px 0 10px; padding-left: 3.5em"


def explore(
    article: Article,
    table: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str | Iterable[str],
    colours: Mapping[str, str] | None = None,
    weight: str | None = None,
    most: int | None = None,
) -> HTML:
    """Return a list of the values in a column, with a bar for how many rows each has; a click shows
    their sentences.

    `by` is a column, or several, one list in the other. The rows of the table have the columns
    start and end and are marked in their sentences, those of the table `sentences` of the same
    article. `weight` is a column to add up instead of counting rows (words of quotations); `most`
    the most values to list, the others are counted. `colours` maps the values of the first column
    to colours. Raises ValueError if there is no such column, or if a row lies outside the text.
    """
    from IPython.display import HTML

    columns = [by] if isinstance(by, str) else list(by)
    for column in [*columns, weight]:
        if column:
            check_column(table, column)
    rows = table[table["article"] == article.id] if "article" in table.columns else table
    check_offsets(rows, article.text, article.id)
    sentences = sentences[sentences["article"] == article.id]
    bounds = list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True))
    rows = [row | {"weight": int(row[weight]) if weight else 1} for row in rows.to_dict("records")]
    colours = colours or name_colours(group.name for group in grouped(rows, columns[0]))
    listed = Listing(article.text, bounds, colours, weight or "", most).level(rows, columns)
    return HTML(f'<div class="explore {IGNORE}" style="{BLOCK}">{listed}</div>')


@dataclass(frozen=True)
class Group:
    """A value in a column, and the rows that have it."""

    name: str
    rows: list

    @property
    def weight(self):
        return sum(row["weight"] for row in self.rows)

    @property
    def start(self):
        return min(row["start"] for row in self.rows)


def grouped(rows, column):
    """Return a group for each value in a column, the heaviest first; of like ones the earliest."""
    groups = {}
    for row in rows:
        name = plain(row[column]) or "(none)"
        groups.setdefault(name, Group(name, [])).rows.append(row)
    return sorted(groups.values(), key=lambda group: (-group.weight, group.start, group.name))


@dataclass(frozen=True)
class Listing:
    """What each level of the list needs: the text, the bounds of its sentences, and the colours of
    the first level's names."""

    text: str
    bounds: list
    colours: Mapping[str, str]
    unit: str
    most: int | None

    def level(self, rows, columns, colour=None):
        """Return the list of the values in the first of some columns, each holding the list of the
        next, or sentences."""
        groups = grouped(rows, columns[0])
        parts = []
        for group in groups[: self.most]:
            own = colour or self.colours.get(group.name, GREYS["grey"])
            if len(columns) > 1:
                inside = self.level(group.rows, columns[1:], own)
            else:
                inside = self.sentences(group.rows, columns[0], own)
            share = group.weight / (groups[0].weight or 1)
            parts.append(self.entry(group, share, own, inside))
        if len(groups) > len(parts):
            parts.append(f"<p>… and {len(groups) - len(parts):,} more</p>")
        return "".join(parts) or "<p>nothing to show</p>"

    def entry(self, group, share, colour, inside):
        """Return a name that opens to what is inside, with its bar and its counts."""
        colour = named_colours().get(colour, colour)
        length = f"width: {WIDEST * share:.2f}em; background-color: {colour}"
        bar = f'<span aria-hidden="true" style="{BAR}; {length}"></span>'
        name = f'<span style="{NAME}">{escape(group.name)}</span>'
        places = {place for row in group.rows for place in self.places(row)}
        counts = f"{group.weight:,} {self.unit}".strip()
        counts += f", in {number_of(len(places), 'sentence')}"
        head = f'<summary style="{SUMMARY}">{name}{bar}{counts}</summary>'
        return f'<details style="margin-left: 1.2em">{head}{inside}</details>'

    def places(self, row):
        """Return the numbers of the sentences in which a row stands."""
        first = max(self.last_begun(row["start"]), 0)
        last = max(self.last_begun(max(row["end"] - 1, row["start"])), first)
        return range(first, min(last + 1, len(self.bounds)))

    def last_begun(self, offset):
        """Return the number of the last sentence that begins at an offset or before it."""
        return bisect_right(self.bounds, offset, key=lambda bound: bound[0]) - 1

    def sentences(self, rows, column, colour):
        """Return the sentences in which rows stand, in order and numbered as in the table, the rows
        marked."""
        inside = {}
        for row in rows:
            for place in self.places(row):
                inside.setdefault(place, []).append(row)
        style = mark_styles([""], {"": colour})[""]
        lines = (
            f'<li value="{place}">{self.marked(place, inside[place], column, style)}</li>'
            for place in sorted(inside)
        )
        return f'<ol style="{SENTENCES}">{"".join(lines)}</ol>'

    def marked(self, place, rows, column, style):
        """Return a sentence with the rows that stand in it marked."""
        start, end = self.bounds[place]
        text = self.text[start:end]
        spans = []
        for row in rows:
            why = note({**row, "name": ""}, column).strip()
            spans.append(Span(max(row["start"] - start, 0), min(row["end"], end) - start, "", why))
        pieces = []
        for first, last, covering in segments(text, spans):
            piece = text[first:last]
            notes = " | ".join(filter(None, dict.fromkeys(span.note for span in covering)))
            pieces.append(mark(piece, style, notes) if covering else escape(piece))
        return "".join(pieces)
