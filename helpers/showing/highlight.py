"""Marks evidence in the text of an article, and edits in two sentences, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helpers.plots import GREYS, VOICES, name_colours, named_colours, plain, tint, tone_colours
from helpers.repeats import changes as find_changes

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from helpers.base.article import Article

BLOCK = 'class="{} tex2jax_ignore mathjax_ignore" style="max-width: 75ch; line-height: 1.7"'
PARAGRAPH = "margin: 0 0 0.7em; white-space: pre-wrap"
LEFT_OUT = "<p>[…]</p>"
# columns from which can be seen why a row is there
DETAILS = ("category", "detail", "speaker", "label", "form", "rule", "cue", "terms")
UNDERLINES = ("solid", "dashed", "dotted", "double")
FRAMING = {
    "called": "green",
    "called by others": "yellow",
    "described": "sky blue",
    "agent": "blue",
    "patient": "orange",
    "hedged": "purple",
    "introduced by": "grey",
}
CHANGES = {
    "dropped": ("−", "vermilion", "dotted"),
    "added": ("+", "blue", "solid"),
    "moved": ("↔", "purple", "dashed"),
    "swapped": ("⇄", "green", "double"),
}
ON_BOTH_SIDES = ["moved", "swapped"]


class Span(NamedTuple):
    """A row of the table, as a mark: where it is, its category, and what pointing at it shows."""

    start: int
    end: int
    name: str
    note: str


def highlight(
    article: Article,
    table: pd.DataFrame,
    *,
    by: str,
    colours: Mapping[str, str] | None = None,
    only: str | Iterable[str] | None = None,
    context: int | None = None,
) -> HTML:
    """Return the article as HTML, with each row of a table marked in the colour and underline of
    its value in `by`.

    The table has the columns start and end; rows of other articles are left out. Where marks lie in
    each other the innermost decides, and pointing at it names all. `colours` maps values to colours
    (`actor_colours`); `only` is the value, or the values, to mark; `context` leaves out paragraphs
    that are further than so many from a mark. Raises ValueError if there is no column `by`, or if a
    row lies outside the text."""
    from IPython.display import HTML

    check_column(table, by)
    rows = table[table["article"] == article.id] if "article" in table.columns else table
    rows = rows.assign(name=[plain(value) or "(none)" for value in rows[by]])
    if isinstance(only, str):
        rows = rows[rows["name"] == only]
    elif only is not None:
        rows = rows[rows["name"].isin([plain(value) for value in only])]
    check_offsets(rows, article.text, article.id)
    counts = rows["name"].value_counts()
    styles = mark_styles(counts.index, colours or usual_colours(by))
    spans = [
        Span(int(row["start"]), int(row["end"]), row["name"], note(row, by))
        for row in rows.to_dict("records")
    ]
    key = " · ".join(f"{mark(name, styles[name], '')} {n}" for name, n in counts.items())
    head = f'<p style="{PARAGRAPH}">{escape(by)}: {key or "nothing to mark"}</p>'
    lines = marked_lines(article.text, spans, styles)
    body = "\n".join(as_paragraphs(lines, context))
    block = BLOCK.format("highlight")
    return HTML(f'<div {block}>\n{head}\n<div class="article">{body}</div>\n</div>')


def highlight_repeat(text_a: str, text_b: str, changes: pd.DataFrame) -> HTML:
    """Return two sentences below each other as HTML, the words that were dropped, added, swapped or
    moved marked with a sign.

    `changes` has the columns change (same, added, dropped, swapped, moved), side (a, b, both),
    start and end: offsets in the text of that side. Raises ValueError if a row lies outside its
    text."""
    from IPython.display import HTML

    rows = changes[changes["change"].isin(CHANGES)]
    in_second = rows["side"] == "b"
    counts = rows.loc[~(in_second & rows["change"].isin(ON_BOTH_SIDES)), "change"].value_counts()
    key = " · ".join(f"{mark_change(name, name)} {n}" for name, n in counts.items())
    lines = [
        f"<div {BLOCK.format('repeat')}>",
        f'<p style="{PARAGRAPH}">{key or "no word was changed"}</p>',
        marked_sentence("first", text_a, rows[~in_second]),
        marked_sentence("second", text_b, rows[in_second]),
        "</div>",
    ]
    return HTML("\n".join(lines))


def marked_sentence(title, text, changes):
    """Return a sentence with its changes marked, after its title."""
    check_offsets(changes, text, f"the {title} sentence")
    spans = [Span(row.start, row.end, row.change, row.change) for row in changes.itertuples()]
    pieces = []
    for start, end, covering in segments(text, spans):
        piece = text[start:end]
        pieces.append(mark_change(piece, covering[0].name) if covering else escape(piece))
    marked = f'<span class="article">{"".join(pieces)}</span>'
    return f'<p style="{PARAGRAPH}"><b>{title}:</b> {marked}</p>'


def highlight_repeats(repeats: pd.DataFrame, *, top: int = 5) -> HTML:
    """Return the first `top` pairs of a table as HTML, each as `highlight_repeat` shows it, with
    its kind above it."""
    from IPython.display import HTML

    parts = []
    for row in repeats.head(top).itertuples():
        first = f"{row.article}, sentence {row.sentence}"
        second = f"{row.article_b}, sentence {row.sentence_b}"
        title = f"{row.kind.replace('_', ' ')}, {row.score:.2f} · {first} · {second}"
        parts.append(f'<p style="{PARAGRAPH}"><b>{escape(title)}</b></p>')
        changes = find_changes(row.text, row.text_b)
        parts.append(highlight_repeat(row.text, row.text_b, changes).data)
    if len(repeats) > top:
        parts.append(f"<p>… and {len(repeats) - top} more</p>")
    return HTML("\n".join(parts) or "<p>no pair to show</p>")


def check_column(table, name):
    """Raise ValueError if a table has no column of a name."""
    if name not in table.columns:
        columns = ", ".join(map(str, table.columns))
        raise ValueError(f"the table has no column {name!r}; choose one of {columns}")


def check_offsets(rows, text, name):
    """Raise ValueError for the first row that does not lie in the text."""
    outside = rows[(rows["start"] < 0) | (rows["end"] < rows["start"]) | (rows["end"] > len(text))]
    if len(outside):
        row = f"row {outside.index[0]} ({outside['start'].iloc[0]} to {outside['end'].iloc[0]})"
        raise ValueError(f"{row} lies outside the text of {name}, which has {len(text)} characters")


def usual_colours(by):
    """Return the colours that tones, voices and ways of framing have in every marked text; None for
    other columns."""
    if by == "label":
        return tone_colours()
    if by == "voice":
        return {voice: colour for voice, (colour, _) in VOICES.items()}
    return FRAMING if by == "framing" else None


def mark_styles(names, colours):
    """Return the style of each name's marks; the same colours give a name the same style in every
    text."""
    colours = colours or name_colours(names)
    codes = named_colours()
    order = list(dict.fromkeys([*colours, *names]))
    styles = {}
    for name in names:
        first = name.partition("; ")[0]  # of several speakers
        colour = colours.get(name, colours.get(first, GREYS["grey"]))
        styles[name] = mark_style(codes.get(colour, colour), order.index(name))
    return styles


def mark_style(colour, place):
    """Return the style of a mark: a tint of its colour, underlined in one of four ways by its place
    among the names; the second four have a line above, too."""
    line = f"{UNDERLINES[place % 4]} {colour}"
    light = tint(colour, 0.15 if colour == named_colours()["black"] else 0.3)
    style = f"background-color: {light}; color: #111111; border-bottom: 3px {line}"
    if place // 4 % 2:
        style += f"; border-top: 2px {line}"
    return style


def note(row, by):
    """Return what pointing at a mark shows: the category, and the columns that say why."""
    details = [column for column in DETAILS if column != by and row.get(column)]
    if not details:
        return row["name"]
    reasons = "; ".join(f"{column}: {plain(row[column])}" for column in details)
    return f"{row['name']} ({reasons})"


def segments(text, spans):
    """Yield the text in pieces, cut wherever a span or a line begins or ends: start, end, and the
    spans that cover the piece (innermost first)."""
    opening = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    edges = {0, len(text), *opening, *(span.end for span in spans)}
    for i, char in enumerate(text):
        if char == "\n":
            edges |= {i, i + 1}
    covering = []
    for start, end in pairwise(sorted(edges)):
        covering = [span for span in covering + opening.get(start, []) if span.end > start]
        yield start, end, sorted(covering, key=lambda span: span.end - span.start)


def marked_lines(text, spans, styles):
    """Return each line of the text as HTML, and whether anything is marked in it."""
    lines = [""]
    marked = [False]
    for start, end, covering in segments(text, spans):
        piece = text[start:end]
        if piece == "\n":
            lines.append("")
            marked.append(False)
        elif covering:
            notes = " | ".join(dict.fromkeys(span.note for span in covering))
            lines[-1] += mark(piece, styles[covering[0].name], notes)
            marked[-1] = True
        else:
            lines[-1] += escape(piece)
    return list(zip(lines, marked, strict=True))


def as_paragraphs(lines, context):
    """Return the lines as paragraphs: all, or those at most `context` paragraphs from a mark."""
    if context is None:
        return [f'<p style="{PARAGRAPH}">{line}</p>' if line else "" for line, _ in lines]
    filled = [(line, marked) for line, marked in lines if line]
    marks = [place for place, (_, marked) in enumerate(filled) if marked]
    paragraphs = []
    for place, (line, _) in enumerate(filled):
        if any(abs(place - mark) <= context for mark in marks):
            paragraphs.append(f'<p style="{PARAGRAPH}">{line}</p>')
        elif paragraphs[-1:] != [LEFT_OUT]:
            paragraphs.append(LEFT_OUT)
    return paragraphs


def mark(text, style, title):
    """Return a text as a mark; pointing at it shows the title."""
    title = f' title="{escape(title)}"' if title else ""
    return f'<mark style="{style}"{title}>{escape(text)}</mark>'


def mark_change(text, change):
    """Return a piece of a sentence with the sign of its change before it."""
    sign, colour, line = CHANGES[change]
    colour = named_colours()[colour]
    style = f"background-color: {tint(colour)}; color: #111111; border-bottom: 3px {line} {colour}"
    return f'<mark style="{style}" title="{change}"><sup>{sign}</sup>{escape(text)}</mark>'
