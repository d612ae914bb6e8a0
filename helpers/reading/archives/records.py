"""Takes the lines of one document of a press archive's export, gives what every archive has: dates,
lengths, a draft."""

import re

from helpers.reading.formats.drafts import Draft

MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATE = re.compile(
    rf"\b(?:{MONTHS} \d{{1,2}}, ?\d{{4}}|\d{{1,2}}\.? {MONTHS},? \d{{4}}|{MONTHS} \d{{4}})\b"
)
LENGTH = re.compile(r"^[^\S\n]*+(?:LENGTH|Length):\s*+([\d,]++)\s*+words?", re.M)
MOST_DIGITS = 9  # of a number that counts words or articles
COPYRIGHT = re.compile(r"^\s*(?:Copyright\b|©|\(c\) |All Rights Reserved)", re.I)


def number(found):
    """Return the number in the first group of a match, 0 if there is no match."""
    return whole_number(found[1]) if found else 0


def whole_number(digits):
    """Return the number that digits with commas write, 0 if it could not count words or articles.

    >>> whole_number("1,204"), whole_number(",")
    (1204, 0)
    """
    digits = digits.replace(",", "")
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0


def leading_number(words):
    """Return the number that some words begin with, 0 if they begin with none.

    >>> leading_number("1,204 words")
    1204
    """
    return number(re.match(r"([\d,]+)", words))


def tail_start(lines, is_label):
    """Return where the labels at the end of a document begin: each paragraph from there on begins
    with one."""
    opening = [
        i for i, line in enumerate(lines) if line.strip() and (i == 0 or not lines[i - 1].strip())
    ]
    start = len(lines)
    for i in reversed(opening):
        if not is_label(lines[i]):
            break
        start = i
    return start


def make_draft(paragraphs, metadata, dropped, stated=0):
    """Return a draft from a body's lines (or None if there are none), and all lines around it that
    are not in it."""
    text = "\n\n".join(line.strip() for line in paragraphs if line.strip())
    values = {
        key: " ".join(value.split()) for key, value in metadata.items() if value and value.strip()
    }
    if "author" in values:
        values["author"] = re.sub(r"^(?:by|BY|By) ", "", values["author"])
    left = tuple(("archive's own lines", line.strip()) for line in dropped if line.strip())
    return Draft(text, metadata=values, dropped=left, stated=stated) if text.strip() else None


def date_in(line):
    """Return the date in a line as YYYY-MM-DD, or the line's own words where it has no day.

    >>> date_in("July 3, 2019 Wednesday"), date_in("July 2019")
    ('2019-07-03', 'July 2019')
    """
    from dateutil import parser

    found = DATE.search(line)
    if not found:
        return ""
    if not re.search(r"\d{1,2}\D+\d{4}", found[0]):
        return found[0]
    try:
        return parser.parse(found[0].replace(".", "")).date().isoformat()
    except (ValueError, OverflowError):
        return found[0]
