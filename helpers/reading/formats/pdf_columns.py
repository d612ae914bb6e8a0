"""Finds the columns of a page that is set in several, by the spaces between them."""

import re
from collections import Counter
from itertools import pairwise

from helpers.reading.unwrapping import running_share

GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
JITTER = 3  # characters by which the rows of a column may begin apart
MOST_COLUMNS = 8  # of a page
MOST_COMPARED = 200  # rows by which the order of a text is told
LEAST_ROWS = 5  # that are in two columns
LEAST_AGAIN = 2  # of a page of a file that has another in columns
LEAST_SHARE = 0.4  # of a page's rows, that are in two columns
MOST_GAPS = 0.2  # of the lines, that have a wide space
LEAST_RUNNING = 0.25  # of a column's rows, that go on in its next: those of a table do not
LEAST_WORDS = 2  # in a column's row, on average


def split_columns(rows, most=MOST_COLUMNS, least=LEAST_ROWS):
    """Return the rows of a page, with spaces as they stand on it, in the order of its columns; None
    if it has no columns of running text, `least` rows of them.

    Rows across all columns, such as headlines, stay where they are.

    >>> split_columns(["One row."]) is None
    True
    """
    rows = [row.rstrip() for row in rows if row.strip()]
    start = find_start(rows)
    if not start or most < 2:
        return None
    halves = [cut_row(row, start) for row in rows]
    left = [half[0] for half in halves if half]
    right = [half[1] for half in halves if half]
    both = sum(bool(first.strip() and second) for first, second in zip(left, right, strict=True))
    if both < max(least, LEAST_SHARE * len(rows)):
        return None
    if not (is_running(left) and is_running(right)):
        return None
    return in_order(rows, halves, most - 1)


def find_start(rows):
    """Return where the most rows begin a second column, 0 if none does."""
    starts = Counter(gap.end() for row in rows for gap in GAP.finditer(row))
    return max(starts, key=lambda start: (near(starts, start), -start), default=0)


def near(starts, start):
    return sum(starts[place] for place in range(start - JITTER, start + JITTER + 1))


def cut_row(row, start):
    """Return the two halves of a row, None if it stands across both columns."""
    for place in range(start - JITTER, start + JITTER + 1):
        if row[place : place + 1].strip() and not row[max(0, place - 2) : place].strip():
            return row[:place].rstrip(), row[place:]
    is_left = len(row) - len(row.lstrip()) < start / 2  # not in the middle, as page numbers are
    return (row, "") if len(row) < start and is_left else None


def is_running(rows):
    """Whether the rows of a column are running text."""
    rows = [row.strip() for row in rows if row.strip()]
    words = sum(len(row.split()) for row in rows)
    return words >= LEAST_WORDS * len(rows) and running_share(rows) > LEAST_RUNNING


def in_order(rows, halves, most):
    """Return rows with the columns between two rows that stand across both one after the other."""
    ordered = []
    columns = ([], [])
    for row, half in zip([*rows, ""], [*halves, None], strict=True):
        if half:
            columns[0].append(half[0])
            columns[1].append(half[1])
            continue
        for column in columns:
            lines = split_columns(column, most) or [line.strip() for line in column]
            ordered += filter(None, lines)
            column.clear()
        ordered += filter(None, [row.strip()])
    return ordered


def has_gaps(ordered):
    """Whether many lines still seem to stand across columns."""
    gaps = sum(bool(GAP.search(line)) for line in ordered)
    return gaps > MOST_GAPS * len(ordered)


def squeeze(text):
    return "".join(text.split())


def is_read_across(text, ordered, rows):
    """Whether a text joins the columns of a page: whether the first words of its rows are followed
    by those beside them rather than by those below, which `ordered` gives."""
    words = squeeze(text)
    lines = [squeeze(line) for line in ordered]
    below = dict(pairwise(lines))
    across = 0
    down = 0
    for row in rows[:MOST_COMPARED]:
        first, *others = (squeeze(piece) for piece in GAP.split(row.strip()))
        if others:
            across += first + others[0] in words
            down += first + below.get(first, "\n") in words
    return across > down


def has_same_words(text, ordered):
    """Whether lines have the characters of a text, and nearly all its words."""
    joined = "\n".join(ordered)
    if Counter(squeeze(text)) != Counter(squeeze(joined)):
        return False
    words = set(text.split())
    own = joined.split()
    return sum(word in words for word in own) >= 0.9 * len(own)
