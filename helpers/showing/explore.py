"""Takes an article and rows of evidence, gives a list of names, each of which opens to the
sentences that it was counted in.

Plain HTML: it needs no Python behind it, works in a saved report, and with the keyboard (Tab and
Enter) as with the mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from helpers.base.wording import IGNORE
from helpers.plots import GREYS, name_colours, named_colours, plain
from helpers.showing.highlight import Span, check, mark, mark_styles, note, segments

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from helpers.base.article import Article

LINE = "border-bottom: 1px solid var(--jp-border-color2, #d0d0d0)"
BLOCK = "max-width: 75ch; line-height: 1.6; color: var(--jp-content-font-color1, inherit)"
SUMMARY = f"display: list-item; cursor: pointer; padding: 3px 0; {LINE}"
NAME = "display: inline-block; min-width: 13em; font-weight: bold"  # so that the bars begin alike
BAR = "display: inline-block; height: 0.75em; margin: 0 8px; outline: 1px solid var(--jp-border-color2, transparent)"
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
    the most values to list, the rest are said. `colours` says which value of the first column has
    which colour. Raises ValueError if there is no such column, or if a row lies outside the text.
    """
    from IPython.display import HTML

    columns = [by] if isinstance(by, str) else list(by)
    missing = [name for name in (*columns, *filter(None, [weight])) if name not in table.columns]
    if missing:
        raise ValueError(
            f"the table has no column {missing[0]!r}; choose one of {', '.join(map(str, table.columns))}"
        )
    rows = table[table["article"] == article.id] if "article" in table.columns else table
    check(rows, article.text, article.id)
    sentences = sentences[sentences["article"] == article.id]
    bounds = list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True))
    rows = [{**row, "weight": int(row[weight]) if weight else 1} for row in rows.to_dict("records")]
    colours = colours or name_colours([name for name, *_ in ranked(rows, columns[0])])
    listed = Listing(article.text, bounds, colours, weight or "", most)
    return HTML(
        f'<div class="explore {IGNORE}" style="{BLOCK}">{listed.level(rows, columns)}</div>'
    )


def ranked(rows, column):
    """Return (name, rows, weight) of each value in a column, the heaviest first; of like ones the
    earliest."""
    named = sorted(
        ((plain(row[column]) or "(none)", row) for row in rows), key=lambda pair: pair[0]
    )
    groups = [
        (name, [row for _, row in group])
        for name, group in groupby(named, key=lambda pair: pair[0])
    ]
    weighed = [(name, group, sum(row["weight"] for row in group)) for name, group in groups]
    return sorted(weighed, key=lambda one: (-one[2], min(row["start"] for row in one[1])))


class Listing:
    """What each level of the list needs: the text, where its sentences are, and the colours of the
    first level's names."""

    def __init__(self, text, bounds, colours, unit, most):
        self.text = text
        self.bounds = bounds
        self.colours = colours
        self.unit = unit
        self.most = most
        self.starts = [start for start, _ in bounds]

    def level(self, rows, columns, colour=None):
        """Return the list of the values in the first of some columns, each holding the list of the
        next, or sentences."""
        found = ranked(rows, columns[0])
        parts = []
        for name, group, weight in found[: self.most]:
            own = colour or self.colours.get(name, GREYS["grey"])
            inside = (
                self.level(group, columns[1:], own)
                if columns[1:]
                else self.sentences(group, columns[0], own)
            )
            parts.append(self.entry(name, group, weight, weight / (found[0][2] or 1), own, inside))
        left = len(found) - len(parts)
        return (
            "".join(parts) + f"<p>… and {left:,} more</p>" * bool(left) or "<p>nothing to show</p>"
        )

    def entry(self, name, rows, weight, share, colour, inside):
        """Return a name that opens to what is inside, with its bar and its counts."""
        touched = {place for row in rows for place in self.touched(row)}
        colour = named_colours().get(colour, colour)
        bar = f'<span aria-hidden="true" style="{BAR}; width: {WIDEST * share:.2f}em; background-color: {colour}"></span>'
        told = (
            f"{weight:,} {self.unit}".strip()
            + f", in {len(touched):,} sentence{'s' * (len(touched) != 1)}"
        )
        head = f'<summary style="{SUMMARY}"><span style="{NAME}">{escape(name)}</span>{bar}{told}</summary>'
        return f'<details style="margin-left: 1.2em">{head}{inside}</details>'

    def touched(self, row):
        """Return the numbers of the sentences in which a row stands."""
        first = max(bisect_right(self.starts, row["start"]) - 1, 0)
        last = max(bisect_right(self.starts, max(row["end"] - 1, row["start"])) - 1, first)
        return range(first, min(last + 1, len(self.bounds)))

    def sentences(self, rows, column, colour):
        """Return the sentences in which rows stand, in order and numbered as in the table, the rows
        marked."""
        standing = {}
        style = mark_styles([""], {"": colour})[""]
        for row in rows:
            for place in self.touched(row):
                standing.setdefault(place, []).append(row)
        lines = (
            f'<li value="{place}">{self.marked(place, here, column, style)}</li>'
            for place, here in sorted(standing.items())
        )
        return f'<ol style="{SENTENCES}">{"".join(lines)}</ol>'

    def marked(self, place, rows, column, style):
        """Return a sentence with the rows that stand in it marked."""
        start, end = self.bounds[place]
        text = self.text[start:end]
        said = [note({**row, "name": ""}, column).strip() for row in rows]
        spans = [
            Span(max(row["start"] - start, 0), min(row["end"], end) - start, "", why)
            for row, why in zip(rows, said, strict=True)
        ]
        pieces = (
            (text[a:b], dict.fromkeys(span.note for span in found), found)
            for a, b, found in segments(text, spans)
        )
        return "".join(
            mark(piece, style, " | ".join(filter(None, notes))) if found else escape(piece)
            for piece, notes, found in pieces
        )
