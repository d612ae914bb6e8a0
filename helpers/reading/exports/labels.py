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
    not split: if labels of one stand in it."""
    capitals = set()
    below = set()
    proquest = set()
    for line in text.split("\n"):
        if ":" not in line and "：" not in line:
            continue
        own = field_of(line, Form(NEXIS, in_capitals=True))
        if own:
            capitals.add((read_label(line).written, own in BELOW or own == "length"))
        elif field_of(line, Form(NEXIS)) == "below":
            below.add(read_label(line).written)
        if own != "below" and field_of(line, Form(PROQUEST)):
            proquest.add((read_label(line).written, field_of(line, Form(PROQUEST))))
    told = {field for _, field in proquest}
    is_proquest = len(proquest) > 3 and bool(told & {"text", "info"})
    found = []
    if len(capitals) > 1 and any(is_sure for _, is_sure in capitals):
        found = [written for written, _ in capitals]
    elif len(below) > 1:
        found = list(below)
    elif is_proquest:
        found = [written for written, _ in proquest]
    if found:
        examples = ", ".join(sorted(found)[:3])
        reason = f"it looks like the export of a press archive that was not split ({examples})"
        yield reason, "export it again as plain text or Word, or give each article its own file"
