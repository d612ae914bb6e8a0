"""Takes an article and a table, gives the article as HTML with the evidence marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.plots import GREYS, VOICES, name_colours, named_colours, plain, tint, tone_colours
from helpers.repeats import changes as find_changes

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from helpers.base.article import Article

BLOCK = 'class="{} tex2jax_ignore mathjax_ignore" style="max-width: 75ch; line-height: 1.7"'
PARAGRAPH = "margin: 0 0 0.7em; white-space: pre-wrap"
DETAILS = (
    "category",
    "detail",
    "speaker",
    "label",
    "form",
    "rule",
    "cue",
    "terms",
)  # columns that say why a row is there
UNDERLINES = ("solid", "dashed", "dotted", "double")
FRAMING = {
    "called": "green", "called by others": "yellow", "described": "sky blue", "agent": "blue", "patient": "orange",
    "hedged": "purple", "introduced by": "grey",
}  # fmt: skip
CHANGES = {
    "dropped": ("−", "vermilion", "dotted"),
    "added": ("+", "blue", "solid"),
    "moved": ("↔", "purple", "dashed"),
    "swapped": ("⇄", "green", "double"),
}


class Span(NamedTuple):
    """A row of the table, as a mark: where it is, its category, and what is said of it."""

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
    each other the innermost decides, and pointing at it names all. `colours` says which value has
    which colour (`actor_colours`); `only` is the value, or the values, to mark; `context` leaves
    out paragraphs that are further than so many from a mark. Raises ValueError if there is no
    column `by`, or if a row lies outside the text."""
    from IPython.display import HTML

    if by not in table.columns:
        raise ValueError(
            f"the table has no column {by!r}; choose one of {', '.join(map(str, table.columns))}"
        )
    rows = table[table["article"] == article.id] if "article" in table.columns else table
    rows = rows.assign(name=[plain(value) or "(none)" for value in rows[by]])
    if only is not None:
        rows = rows[
            rows["name"].isin([only] if isinstance(only, str) else [plain(value) for value in only])
        ]
    check(rows, article.text, article.id)
    counts = rows["name"].value_counts()
    styles = mark_styles(counts.index, colours or usual_colours(by))
    spans = [
        Span(int(row["start"]), int(row["end"]), row["name"], note(row, by))
        for row in rows.to_dict("records")
    ]
    key = " · ".join(f"{mark(name, styles[name], '')} {n}" for name, n in counts.items())
    body = "\n".join(keep(paragraphs(article.text, spans, styles), context))
    head = f'<p style="{PARAGRAPH}">{escape(by)}: {key or "nothing to mark"}</p>'
    return HTML(
        f'<div {BLOCK.format("highlight")}>\n{head}\n<div class="article">{body}</div>\n</div>'
    )


def highlight_repeat(text_a: str, text_b: str, changes: pd.DataFrame) -> HTML:
    """Return two sentences under each other as HTML, the words that were dropped, added, swapped or
    moved marked with a sign.

    `changes` has the columns change (same, added, dropped, swapped, moved), side (a, b, both),
    start and end: offsets in the text of that side. Raises ValueError if a row lies outside its
    text."""
    from IPython.display import HTML

    rows = changes[changes["change"].isin(CHANGES)]
    lines = []
    for title, text, side in (
        ("first", text_a, rows["side"] != "b"),
        ("second", text_b, rows["side"] == "b"),
    ):
        check(rows[side], text, f"the {title} sentence")
        spans = [
            Span(row.start, row.end, row.change, row.change) for row in rows[side].itertuples()
        ]
        marked = "".join(
            mark_change(text[start:end], found) for start, end, found in segments(text, spans)
        )
        lines.append(
            f'<p style="{PARAGRAPH}"><b>{title}:</b> <span class="article">{marked}</span></p>'
        )
    once = ~rows["change"].isin(["moved", "swapped"]) | (
        rows["side"] != "b"
    )  # these stand on both sides
    counts = rows.loc[once, "change"].value_counts()
    key = " · ".join(
        f"{mark_change(name, [Span(0, 0, name, name)])} {n}" for name, n in counts.items()
    )
    head = f'<p style="{PARAGRAPH}">{key or "no word was changed"}</p>'
    return HTML("\n".join([f"<div {BLOCK.format('repeat')}>", head, *lines, "</div>"]))


def highlight_repeats(repeats: pd.DataFrame, *, top: int = 5) -> HTML:
    """Return the first `top` pairs of a table as HTML, each as `highlight_repeat` shows it, with
    its kind over it."""
    from IPython.display import HTML

    parts = []
    for row in repeats.head(top).itertuples():
        where = (
            f"{row.article}, sentence {row.sentence} · {row.article_b}, sentence {row.sentence_b}"
        )
        title = f"{row.kind.replace('_', ' ')}, {row.score:.2f} · {where}"
        shown = highlight_repeat(row.text, row.text_b, find_changes(row.text, row.text_b)).data
        parts.append(f'<p style="{PARAGRAPH}"><b>{escape(title)}</b></p>\n{shown}')
    if len(repeats) > top:
        parts.append(f"<p>… and {len(repeats) - top} more</p>")
    return HTML("\n".join(parts) or "<p>no pair to show</p>")


def check(rows, text, name):
    """Raise ValueError for the first row that does not lie in the text."""
    outside = rows[(rows["start"] < 0) | (rows["end"] < rows["start"]) | (rows["end"] > len(text))]
    if len(outside):
        row = f"row {outside.index[0]} ({outside['start'].iloc[0]} to {outside['end'].iloc[0]})"
        raise ValueError(f"{row} lies outside the text of {name}, which has {len(text)} characters")


def usual_colours(by):
    """Return the colours that tones, voices and ways of framing have in every marked text; of other
    values None."""
    voices = {voice: colour for voice, (colour, _) in VOICES.items()}
    return {"label": tone_colours(), "voice": voices, "framing": FRAMING}.get(by)


def mark_styles(names, colours):
    """Return the style of each name's marks; the same colours give a name the same style in every
    text."""
    if not colours:
        colours = name_colours(names)
    codes = named_colours()
    order = list(dict.fromkeys([*colours, *names]))
    styles = {}
    for name in names:
        colour = colours.get(
            name, colours.get(name.partition("; ")[0], GREYS["grey"])
        )  # the first of two speakers
        colour = codes.get(colour, colour)
        place = order.index(name)
        line = f"{UNDERLINES[place % 4]} {colour}"
        above = f"; border-top: 2px {line}" if place // 4 % 2 else ""
        light = tint(colour, 0.15 if colour == codes["black"] else 0.3)
        styles[name] = (
            f"background-color: {light}; color: #111111; border-bottom: 3px {line}{above}"
        )
    return styles


def note(row, by):
    """Return what a mark says of its row: the category, and the columns that tell why."""
    said = [
        f"{column}: {plain(row[column])}" for column in DETAILS if column != by and row.get(column)
    ]
    return row["name"] + f" ({'; '.join(said)})" * bool(said)


def segments(text, spans):
    """Yield the text in pieces, cut wherever a span or a line begins or ends: start, end, spans
    (innermost first)."""
    opening = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    lines = {place for i, char in enumerate(text) if char == "\n" for place in (i, i + 1)}
    edges = sorted({0, len(text), *lines, *opening, *(span.end for span in spans)})
    active = []
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start] + [
            s for s in opening.get(start, []) if s.end > start
        ]
        yield start, end, sorted(active, key=lambda span: span.end - span.start)


def paragraphs(text, spans, styles):
    """Return each line of the text as HTML, and whether anything is marked in it."""
    lines: list[list[Any]] = [["", False]]
    for start, end, found in segments(text, spans):
        if text[start:end] == "\n":
            lines.append(["", False])
        elif found:
            notes = " | ".join(dict.fromkeys(span.note for span in found))
            lines[-1][0] += mark(text[start:end], styles[found[0].name], notes)
            lines[-1][1] = True
        else:
            lines[-1][0] += escape(text[start:end])
    return lines


def keep(lines, context):
    """Return the lines as paragraphs: all, or those at most `context` paragraphs from a mark."""
    filled = [i for i, (line, _) in enumerate(lines) if line]
    marked = [place for place, i in enumerate(filled) if lines[i][1]]
    near = {
        i
        for place, i in enumerate(filled)
        if context is None or any(abs(place - m) <= context for m in marked)
    }
    kept = []
    for i, (line, _) in enumerate(lines):
        if i in near or (not line and context is None):
            kept.append(f'<p style="{PARAGRAPH}">{line}</p>' if line else "")
        elif line and kept[-1:] != ["<p>[…]</p>"]:
            kept.append("<p>[…]</p>")
    return kept


def mark(text, style, title):
    title = f' title="{escape(title)}"' if title else ""
    return f'<mark style="{style}"{title}>{escape(text)}</mark>'


def mark_change(text, found):
    """Return a piece of a sentence with the sign of its change before it."""
    if not found:
        return escape(text)
    sign, colour, line = CHANGES[found[0].name]
    colour = named_colours()[colour]
    style = f"background-color: {tint(colour)}; color: #111111; border-bottom: 3px {line} {colour}"
    return f'<mark style="{style}" title="{found[0].name}"><sup>{sign}</sup>{escape(text)}</mark>'
