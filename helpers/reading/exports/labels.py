"""Recognises the labels that press archives write around a text: by the table of known labels, and
by their form."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.base.wordlists import archive_labels

# what stands at the beginning of a line, before a colon
LABEL = re.compile(r"[ \t|]*+([^\W\d_][^\n:：|]{0,45})\|?[:：](.*)")
HEADING = re.compile(r"[ \t|]*+([^\W\d_][^\n:：|]{0,45})[ \t|]*+")
MOST_WORDS = 5  # of a label
MARKS = re.compile(r"[^\w\s/&'’.()‐‑–-]|\d")  # no label has them
LISTED = 3  # labels in a message
LEAST_ROW = 4  # labels that come again and again
EXPORT_AGAIN = (
    "export it again as plain text or Word, with an English interface, or give each article a file "
    "of its own"
)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s*$")
NEXIS = "Nexis"
PROQUEST = "ProQuest"
# fields whose labels stand below a text, and nowhere else
BELOW = frozenset({"below", "language", "graphic"})
HEADINGS_BELOW = frozenset({"classification", "graphic", "note"})  # without a colon


class Label(NamedTuple):
    """A label at the beginning of a line: its name as it is compared, the name as it is written,
    and the words behind it."""

    name: str
    written: str
    words: str


class Form(NamedTuple):
    """The labels of an archive: those in the table, in capitals or not."""

    archive: str
    in_capitals: bool = False


CAPITALS = Form(NEXIS, in_capitals=True)
WORDS = Form(NEXIS)
# a form of labels, more labels than which are found, and the fields of which one is among them
SIGNS_OF_EXPORTS = (
    (CAPITALS, 1, BELOW | {"length"}),
    (WORDS, 2, frozenset({"below"})),
    (Form(PROQUEST), 3, frozenset({"text", "info"})),
)


@lru_cache(maxsize=4000)
def fold(name):
    """Return the name of a label as it is compared: without accents, marks and capitals.

    >>> fold("LOAD\\u2011DATE"), fold("Länge ")
    ('load date', 'lange')
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("œ", "oe"))
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", name).lower().split())


@cache
def fields_of(archive):
    """Return the labels of an archive, as they are compared → what each tells."""
    return {fold(label): field for label, field in archive_labels(archive).items()}


def read_label(line):
    """Return the label with which a line begins, None if it begins with none.

    >>> read_label("Länge: 62 Wörter")
    Label(name='lange', written='Länge', words='62 Wörter')
    >>> read_label("He said: no") is None
    False
    """
    match = LABEL.match(line)
    if not match:
        return None
    written = match[1].strip()
    return Label(fold(written), written, match[2].strip("\u00a0 \t|"))


def field_of(line, form):
    """Return what the label of a line tells, "" if the archive is not known to have it."""
    label = read_label(line)
    if not label or not written_as(label, form):
        return ""
    return fields_of(form.archive).get(label.name, "")


def states_length(lines, form):
    """Whether one of some lines is a label that tells a number of words."""
    told = (read_label(line).words for line in lines if field_of(line, form) == "length")
    return any(words[:1].isdigit() for words in told)


def heading_of(line, form):
    """Return what a line announces that is nothing but a label without its colon, "" if none."""
    match = HEADING.fullmatch(line)
    if not match or not match[1][0].isupper():
        return ""
    return fields_of(form.archive).get(fold(match[1]), "")


def written_as(label, form):
    """Whether a label is written as those of an archive are."""
    return label.written.isupper() if form.in_capitals else label.written[0].isupper()


def is_like_label(line, form):
    """Whether a line has the form of a label, known or not: a few words that begin with a capital,
    and a colon with a space behind it."""
    label = read_label(line)
    if not label or not written_as(label, form) or MARKS.search(label.written):
        return False
    is_apart = line.rstrip().endswith((":", "：")) or bool(re.search(r"[:：][\s|]", line))
    return is_apart and len(label.name) > 1 and len(label.written.split()) <= MOST_WORDS


def repeated_labels(documents, form):
    """Return the names of what has the form of a label and stands once in each of at least two
    documents: a speaker or a question stands there more often."""
    once = Counter()
    often = set()
    for lines in documents:
        counts = Counter(read_label(line).name for line in lines if is_like_label(line, form))
        once.update(name for name, count in counts.items() if count == 1)
        often.update(name for name, count in counts.items() if count > 1)
    return frozenset(name for name, count in once.items() if count > 1) - often


def ends_as_sentence(line):
    return bool(SENTENCE_END.search(line))


# what stays in a text


def find_labels(text):
    """Yield a doubt, reason and remedy, if a text looks like the export of a press archive that was
    not split: if labels of one stand in it, or labels that nobody knows again and again."""
    lines = [line for line in text.split("\n") if ":" in line or "：" in line]
    found = known_labels(lines) or cycle_of_labels(lines)
    if found:
        examples = ", ".join(sorted(found)[:LISTED])
        reason = f"it looks like the export of a press archive that was not split ({examples})"
        yield reason, EXPORT_AGAIN


def known_labels(lines):
    """Return the labels of one archive in some lines, as they are written, if they are so many and
    such that nothing else has them; else none."""
    for form, most, sure in SIGNS_OF_EXPORTS:
        fields = {}
        for line in lines:
            field = field_of(line, form)
            if field:
                fields[read_label(line).written] = field
        if len(fields) > most and not sure.isdisjoint(fields.values()):
            return fields
    return {}


def cycle_of_labels(lines):
    """Return what has the form of labels in some lines, as it is written, if it is the same row of
    labels again and again; else nothing."""
    labels = [read_label(line).written for line in lines if is_like_label(line, WORDS)]
    counts = Counter(labels)
    times = max(counts.values(), default=0)
    row = [label for label, count in counts.items() if count == times]
    cycle = [label for label in labels if counts[label] == times]
    is_cycle = times > 1 and len(row) >= LEAST_ROW and cycle == row * times
    return row if is_cycle else []
