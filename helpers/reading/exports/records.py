"""Holds what the exports of all press archives share: numbers, and how a draft is made."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.drafts import Draft
from helpers.reading.unwrapping import SENTENCE_END, WRAP_WIDTHS, join_lines, unwrap

MOST_DIGITS = 9  # of a number that counts words or articles
# digits that marks or spaces part in threes: 1,204 or 1.204 or 1 204
NUMBER = re.compile(r"\s*(\d{1,3}(?:[,.\u00a0\u202f ]\d{3})++(?!\d)|[\d,]++)")
COPYRIGHT = re.compile(
    r"^\s*(?:Copyright\b|©|\(c\) |All Rights Reserved|Tous droits réservés"
    r"|Alle Rechten? voo?rbe"  # codespell:ignore
    r"|(?:Todos los )?derechos reservados|Tutti i diritti riservati)",
    re.I,
)
# the number of a page, in a header or a footer
PAGE = re.compile(r"^\s*(?:Page|Seite|Pagina|Página) \d+ (?:of|von|de|sur|van|di) \d+\s*$", re.I)
LINES = "archive's own lines"
# of the line ends within blocks of a text that was broken into lines
BROKEN_SHARE = 0.6
BLANK_SHARE = 0.1  # of the lines, where blank lines separate paragraphs
HYPHENS = (
    "hyphens at the ends of its lines were taken out where they broke a word",
    "look at the text in notebook 1",
)


class Export(NamedTuple):
    """The articles of an export: their drafts, how many articles it states (0 if it states none),
    and how many of its documents have no text."""

    drafts: list[Draft]
    stated: int
    textless: int


def make_export(drafts, stated=0, cover=()):
    """Return the Export of drafts, some of which may have no text: what these hold is listed with
    the first that has one, as are the lines above the first document."""
    full = [draft for draft in drafts if draft.text]
    if full:
        lost = list_lines(cover)
        for draft in drafts:
            if not draft.text:
                lost += [("document without a text", words) for _, words in draft.dropped]
        full[0] = replace(full[0], dropped=(*lost, *full[0].dropped))
    return Export(full, stated, len(drafts) - len(full))


def make_draft(lines, metadata, dropped, stated=0, doubts=()):
    """Return the draft of an article with a text of certain lines, a paragraph each; `dropped` are
    the lines around the text."""
    paragraphs = [line.strip() for line in lines if line.strip()]
    fields = {key: " ".join(value.split()) for key, value in metadata.items() if value}
    fields = {key: value for key, value in fields.items() if value}
    if "language" in fields:
        fields["language"] = fields["language"].partition(";")[0]
    if "author" in fields:
        fields["author"] = re.sub(r"^(?:by|BY|By) ", "", fields["author"])
    return Draft(
        "\n\n".join(paragraphs),
        metadata=fields,
        dropped=tuple(list_lines(dropped)),
        doubts=tuple(doubts),
        stated=stated,
    )


def list_lines(lines):
    """Return the lines of an archive as they are listed as left out."""
    return [(LINES, line.strip()) for line in lines if line.strip()]


def unwrapped(lines):
    """Return the paragraphs of a text that may have been broken into lines, and the doubts."""
    text = "\n".join(lines)
    joined = unwrap(text)
    paragraphs = joined[0].split("\n") if joined else join_blocks(lines)
    is_whole = "".join(text.split()) == "".join("".join(paragraphs).split())
    return paragraphs, [] if is_whole else [HYPHENS]


def with_blank_lines(text):
    """Return an export with a blank line below each line if it has hardly any and was not broken
    into lines: its lines are paragraphs."""
    lines = text.split("\n")
    blank = sum(not line.strip() for line in lines)
    if blank > BLANK_SHARE * len(lines) or unwrap(text):
        return text
    return "\n\n".join(lines)


def join_blocks(lines):
    """Return the paragraphs of a text that is too short to show the width at which it was broken:
    if most line ends but those above blank lines are far right and within a sentence, these are
    the only ends of paragraphs."""
    lines = [line.strip() for line in lines]
    pairs = [line for line, following in pairwise(lines) if line and following]
    broken = [line for line in pairs if len(line) in WRAP_WIDTHS and not SENTENCE_END.search(line)]
    if "" not in lines or len(broken) <= BROKEN_SHARE * len(pairs):
        return lines
    blocks = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [join_lines(block) for block in blocks if block]


def first_group(match):
    """Return the number in the first group of a match, 0 if there is no match."""
    return whole_number(match[1]) if match else 0


def whole_number(digits):
    """Return the number that digits with marks or spaces between them write, 0 if it cannot be a
    count of words or articles.

    >>> whole_number("1,204"), whole_number("1 204"), whole_number(",")
    (1204, 1204, 0)
    """
    digits = re.sub(r"\D", "", digits)
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0


def leading_number(words):
    """Return the number with which some words begin, 0 if they begin with none.

    >>> leading_number("1,204 words"), leading_number("1.204 Wörter")
    (1204, 1204)
    """
    return first_group(NUMBER.match(words))


def first_where(condition, items, default=None):
    """Return the first of some items for which a condition holds, else the default."""
    return next(filter(condition, items), default)
