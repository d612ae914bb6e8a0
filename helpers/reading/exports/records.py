"""Holds what the exports of all press archives share: dates, lengths, and how a draft is made."""

import re
from typing import NamedTuple

from helpers.base.text import MONTH
from helpers.reading.drafts import Draft

DATE = re.compile(
    rf"\b(?:{MONTH} \d{{1,2}}, ?\d{{4}}|\d{{1,2}}\.? {MONTH},? \d{{4}}|{MONTH} \d{{4}})\b"
)
LENGTH = re.compile(r"^[^\S\n]*+(?:LENGTH|Length):\s*+([\d,]++)\s*+words?", re.M)
MOST_DIGITS = 9  # of a number that counts words or articles
COPYRIGHT = re.compile(r"^\s*(?:Copyright\b|©|\(c\) |All Rights Reserved)", re.I)


class Export(NamedTuple):
    """The articles of an export: their drafts, how many articles it states (0 if it states none),
    and how many of its documents have no text."""

    drafts: list[Draft]
    stated: int
    textless: int


def make_export(drafts, stated=0):
    """Return the Export of drafts, which are None for documents without a text."""
    return Export([draft for draft in drafts if draft], stated, drafts.count(None))


def make_draft(lines, metadata, dropped, stated=0):
    """Return the draft of an article with a text of certain lines, a paragraph each, or None if
    they are empty; `dropped` are the lines around the text."""
    paragraphs = [line.strip() for line in lines if line.strip()]
    if not paragraphs:
        return None
    fields = {key: " ".join(value.split()) for key, value in metadata.items() if value}
    fields = {key: value for key, value in fields.items() if value}
    if "author" in fields:
        fields["author"] = re.sub(r"^(?:by|BY|By) ", "", fields["author"])
    pieces = [("archive's own lines", line.strip()) for line in dropped if line.strip()]
    return Draft("\n\n".join(paragraphs), metadata=fields, dropped=tuple(pieces), stated=stated)


def first_group(match):
    """Return the number in the first group of a match, 0 if there is no match."""
    return whole_number(match[1]) if match else 0


def whole_number(digits):
    """Return the number that digits with commas write, 0 if it cannot be a count of words or
    articles.

    >>> whole_number("1,204"), whole_number(",")
    (1204, 0)
    """
    digits = digits.replace(",", "")
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0


def leading_number(words):
    """Return the number with which some words begin, 0 if they begin with none.

    >>> leading_number("1,204 words")
    1204
    """
    return first_group(re.match(r"([\d,]+)", words))


def first_where(condition, items, default=None):
    """Return the first of some items for which a condition holds, else the default."""
    return next(filter(condition, items), default)


def find_tail(lines, is_label):
    """Return where the labels at the end of a document begin: every paragraph from there on begins
    with one."""
    start = len(lines)
    for i in reversed(range(len(lines))):
        begins_paragraph = lines[i].strip() and (i == 0 or not lines[i - 1].strip())
        if begins_paragraph:
            if not is_label(lines[i]):
                break
            start = i
    return start


def date_in(line):
    """Return the date in a line as YYYY-MM-DD, or as it is written if it has no day.

    >>> date_in("July 3, 2019 Wednesday"), date_in("July 2019")
    ('2019-07-03', 'July 2019')
    """
    from dateutil import parser

    date = DATE.search(line)
    if not date:
        return ""
    if not re.search(r"\d{1,2}\D+\d{4}", date[0]):
        return date[0]
    try:
        return parser.parse(date[0].replace(".", "")).date().isoformat()
    except (ValueError, OverflowError):
        return date[0]
