"""Splits an export by LexisNexis Academic, a text: each article begins with `1 of 10 DOCUMENTS`."""

import re

from helpers.reading.exports.records import (
    COPYRIGHT,
    DATE,
    date_in,
    find_tail,
    first_group,
    first_where,
    leading_number,
    make_draft,
    make_export,
    whole_number,
)
from helpers.reading.unwrapping import unwrap

START = re.compile(r"^[ \t]*(\d+) of (\d+) DOCUMENTS?[ \t]*$", re.M)
LABEL = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|HEADLINE|BODY|EDITION|SERIES|COLUMN|DISTRIBUTION"
    r"|NOTE|CORRECTION|DOCUMENT-TYPE|SOURCE|TYPE):[ \t]*(.*)$"
)
TAIL = re.compile(
    r"^(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|SUBJECT|GRAPHIC|COMPANY|ORGANIZATION"
    r"|TICKER|GEOGRAPHIC|PERSON|INDUSTRY|COUNTRY|STATE|CITY|CORRECTION|CORRECTION-DATE"
    r"|DOCUMENT-TYPE|ACC-NO|URL|NOTES|PUB-TYPE|UPDATE|CATEGORY|TOPIC|LEXISNEXIS):"
)
REQUEST = "Download Request:"
RANGE = re.compile(r"(?<!\d)(\d{1,9}+)-(\d{1,9}+)")
CENTRED = " " * 3  # how a line in the middle begins, at least
CENTRED_TAIL = " " * 10  # below the text


def is_export(text):
    return bool(START.search(text))


def split(text):
    starts = list(START.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    drafts = [
        read_document(text[start.end() : end].split("\n"))
        for start, end in zip(starts, ends, strict=True)
    ]
    return make_export(drafts, stated_count(text, starts))


def stated_count(text, starts):
    """Return how many articles were requested or, without a cover page, how many there are by their
    numbers."""
    requested = requested_count(text[: starts[0].start()])
    if requested:
        return requested
    count = 1 + first_group(starts[-1]) - first_group(starts[0])
    if starts[0][1] == "1":
        count = max(count, whole_number(starts[-1][2]))
    return max(count, 0)


def requested_count(cover):
    """Return how many articles were requested by the cover page ("Download Request: … 1-10"), 0 if
    it states no number."""
    for line in cover.split("\n"):
        numbers = RANGE.search(line.partition(REQUEST)[2])
        if numbers:
            return 1 + int(numbers[2]) - int(numbers[1])
    return 0


def read_document(lines):
    """Read one document: outlet and date in the middle of their lines, title, labels in capitals,
    the text, labels again."""
    tail = find_tail(lines, is_tail)
    labels = [i for i in range(tail) if LABEL.match(lines[i])]
    fields, start = read_labels(lines, labels, tail)
    if "LENGTH" not in fields and "BODY" not in fields:
        return None
    metadata = read_head(lines[: labels[0]])
    metadata["title"] = fields.get("HEADLINE") or metadata["title"]
    metadata["author"] = fields.get("BYLINE", "")
    language = first_where(lambda line: line.startswith("LANGUAGE:"), lines[tail:], "")
    metadata["language"] = language.partition(":")[2]
    body = "\n".join(lines[start:tail])
    unwrapped = unwrap(body)
    paragraphs = (unwrapped[0] if unwrapped else body).split("\n")
    stated = leading_number(fields.get("LENGTH", ""))
    return make_draft(paragraphs, metadata, lines[:start] + lines[tail:], stated)


def is_tail(line):
    return TAIL.match(line) or COPYRIGHT.match(line) or line.startswith(CENTRED_TAIL)


def read_labels(lines, labels, tail):
    """Return the words behind the labels above a text, {label: words}, and where the text begins;
    words may run on over the next lines, up to a blank one."""
    places = {}  # label → its line, and where its words end
    start = 0
    end = 0
    for i in labels:
        is_within_text = start > 0 and any(lines[start:i])
        if is_within_text and not lines[i].startswith("BODY") and "LENGTH" in places:
            break
        if end <= i:
            end = first_where(lambda j: not lines[j].strip(), range(i, tail), tail)
        label = lines[i].partition(":")[0]
        places[label] = (i, end)
        start = i + 1 if label == "BODY" else end
    fields = {}
    for label, (i, end) in places.items():
        words = [lines[i].partition(":")[2].lstrip(" \t"), *map(str.strip, lines[i + 1 : end])]
        fields[label] = " ".join(words)
    return fields, start


def read_head(lines):
    """Return the title, the outlet and the date, which stand above the labels of a document."""
    head = [i for i, line in enumerate(lines) if line.strip() and not COPYRIGHT.match(line)]
    centred = [i for i in head if lines[i].startswith(CENTRED)]
    last = centred[-1] if centred else -1
    dated = first_where(lambda i: DATE.search(lines[i]), centred, last)
    rights = last_copyright(lines, dated)
    outlets = [lines[i] for i in centred if rights < i < dated]
    return {
        "title": " ".join(lines[i].strip() for i in head if not lines[i].startswith(CENTRED)),
        "outlet": outlets[-1] if outlets else "",
        "published": date_in(lines[dated]) if dated >= 0 else "",
    }


def last_copyright(lines, end):
    """Return the last line of the copyright above the outlet's name, -1 if there is none."""
    rights = [i for i in range(max(end, 0)) if COPYRIGHT.match(lines[i])]
    return rights[-1] if rights else -1
