"""Finds where the labels below a text begin, and where documents begin that have no number."""

from helpers.reading.exports.labels import (
    BELOW,
    HEADINGS_BELOW,
    ends_as_sentence,
    field_of,
    heading_of,
    is_like_label,
    read_label,
)
from helpers.reading.exports.records import COPYRIGHT, PAGE

CENTRED = " " * 10  # how a line in the middle begins, at least
# kinds of paragraphs, by their first line
SURE = "label that only stands below a text"
KNOWN = "label"
RIGHTS = "copyright"
UNKNOWN = "form of a label"
PLAIN = "no label"
ABOVE = ("title", "author", "section", "length", "text")
# paragraphs without a label between two labels, and their words: the captions of pictures
MOST_BETWEEN = 3
MOST_WORDS = 60


def kind_of(line, form, own=frozenset()):
    """Return what kind of paragraph begins with a line; `own` are labels that its export repeats.

    A label that nobody knows counts as one if the export repeats it, or if it is in capitals, as
    the known ones are, and no sentence follows it."""
    field = field_of(line, form)
    if field:
        return SURE if field in BELOW else KNOWN
    if COPYRIGHT.match(line) or PAGE.match(line):
        return RIGHTS
    if form.in_capitals and line.startswith(CENTRED):
        return RIGHTS
    if is_like_label(line, form):
        is_label = read_label(line).name in own or (form.in_capitals and not ends_as_sentence(line))
        return KNOWN if is_label else UNKNOWN
    if not form.in_capitals and heading_of(line, form) in HEADINGS_BELOW - {"note"}:
        return SURE
    return PLAIN


def paragraph_starts(lines, form, *, start=0):
    """Return where paragraphs begin from a line on: below blank lines, at the labels that follow a
    label, and at those that end a paragraph."""
    filled = [i for i in range(start, len(lines)) if lines[i].strip()]
    starts = []
    is_below_label = False
    for i in filled:
        if i == 0 or not lines[i - 1].strip():
            starts.append(i)
            is_below_label = bool(field_of(lines[i], form))
        elif is_below_label and is_like_label(lines[i], form):
            starts.append(i)
    below = len(lines)
    ends = set()
    for i in reversed(filled):
        is_last = below > i + 1 or below in ends or below == len(lines)
        if is_last and (field_of(lines[i], form) or COPYRIGHT.match(lines[i])):
            ends.add(i)
        below = i
    return sorted(ends.union(starts))


def find_tail(lines, start, form, own=frozenset()):
    """Return where the labels at the end of a document begin, at `start` or below it: each
    paragraph from there on begins with one.

    Among them may be a label that nobody knows, if a known one is above it, and up to three short
    paragraphs, if above them is a label that only stands below texts."""
    tail = len(lines)
    end = len(lines)
    between = 0
    for i in reversed(paragraph_starts(lines, form, start=start)):
        kind = kind_of(lines[i], form, own)
        if kind == SURE or (kind in (KNOWN, RIGHTS) and not between):
            tail = i
            between = 0
        elif kind != UNKNOWN:
            between += 1
            is_long = sum(len(line.split()) for line in lines[i:end]) > MOST_WORDS
            if between > MOST_BETWEEN or is_long:
                break
        end = i
    return tail


def split_by_tails(lines, form, *, begins):
    """Return the documents of an export that does not number them, lists of lines: one begins below
    the labels that end another. Each has a label that tells one of the fields `begins`."""
    starts = [0]
    is_tail = False
    rights_first = None
    seen = set()  # fields of the document that mostly stand above a text
    for i in paragraph_starts(lines, form):
        kind = kind_of(lines[i], form)
        field = field_of(lines[i], form)
        if rights_first is None:
            rights_first = kind == RIGHTS
        is_next = kind in (PLAIN, UNKNOWN) or (kind == RIGHTS and rights_first) or field in seen
        if kind == SURE:
            is_tail = True
        elif is_tail and is_next:
            starts.append(i)
            is_tail = False
            seen = set()
        seen.update({field}.intersection(ABOVE))
    documents = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        own = lines[start:end]
        is_document = any(field_of(line, form) in begins for line in own)
        if documents and not is_document:
            documents[-1] += own
        else:
            documents.append(own)
    return documents
