"""Splits an export by ProQuest, a text, in its older and in its recent form.

In the older form articles stand between lines of underscores, each with labels (`Title:`), the text
behind `Full text:`. In the recent form title and source stand above `ABSTRACT`, the text below
`FULL TEXT`, and the labels below `DETAILS`."""

import re

from helpers.reading.exports.records import (
    date_in,
    find_tail,
    first_group,
    first_where,
    leading_number,
    make_draft,
    make_export,
)
from helpers.reading.unwrapping import unwrap

RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.M)
TITLE = re.compile(r"^Title:", re.M)
TEXT = re.compile(r"^Full [Tt]ext:", re.M)
COUNT = re.compile(r"^[ \t]*Document \d+ of (\d+)[ \t]*$", re.M)
LABEL = re.compile(
    r"^(Title|Alternate title|Author|Publication info|Publication title|Publication date"
    r"|Publication year|Publication subject|Word count|First page|Pages?|Volume|Issue|Abstract"
    r"|Links|Full [Tt]ext|Subject|Location|People|Company / organization|Company|Classification"
    r"|Identifier / keyword|Section|Column|Credit|Illustration|Publisher|Place of publication"
    r"|Country of publication|ISSN|ISBN|e-?ISSN|CODEN|DOI|Source type|Language of publication"
    r"|Language|Document type|Document feature|Dateline|ProQuest document ID|Accession number"
    r"|Document URL|Copyright|Last updated|Database|Product name): ?(.*)$"
)
RECENT_TEXT = "FULL TEXT"
RECENT_LABELS = "DETAILS"
RECENT_HEADING = re.compile(r"^(?:ProQuest document link|ABSTRACT\b.*|FULL TEXT)$")
RECENT_END = re.compile(r"^(?:LINKS|Linking Service|Database copyright .*|Terms and Conditions.*)$")
NO_TEXT = re.compile(r"(?:none|not|full text not) available", re.I)  # in place of a text


# the older form


def is_export(text):
    return len(RULE.findall(text)) > 1 and bool(TEXT.search(text))


def split(text):
    blocks = [block for block in RULE.split(text) if COUNT.search(block) or TITLE.search(block)]
    drafts = [read_document(block.strip().split("\n")) for block in blocks]
    return make_export(drafts, first_group(COUNT.search(text)) or len(blocks))


def read_document(lines):
    """Read labels, the text behind `Full text:`, and labels again; a label within the text is part
    of it."""
    first = first_where(lambda i: TEXT.match(lines[i]), range(len(lines)))
    if first is None:
        return None
    tail = first + 1 + find_tail(lines[first + 1 :], LABEL.match)
    body = [lines[first].partition(":")[2], *lines[first + 1 : tail]]
    around = lines[:first] + lines[tail:]
    return draft_of("\n".join(body).strip(), read_labels(around), around)


# the recent form


def is_recent_export(text):
    lines = {line.strip() for line in text.split("\n")}
    return {RECENT_TEXT, RECENT_LABELS} <= lines and "ProQuest" in text


def split_recent(text):
    lines = [line.strip() for line in text.split("\n")]
    details = [i for i in range(len(lines)) if begins_labels(lines, i)]
    starts = []
    for above, end in zip([0, *details], details, strict=False):
        starts.append(find_start(lines, above, end))
    drafts = []
    for start, labels, end in zip(starts, details, [*starts[1:], len(lines)], strict=False):
        drafts.append(read_recent(lines[start:labels], lines[labels:end]))
    return make_export(drafts)


def begins_labels(lines, i):
    """Whether a line `DETAILS` stands above labels."""
    if lines[i] != RECENT_LABELS:
        return False
    following = next(filter(None, lines[i + 1 : i + 6]), "")
    return bool(LABEL.match(following))


def find_start(lines, above, end):
    """Return where a document begins between two places: at the title and source, two lines or
    more, above its first heading."""
    start = first_where(lambda i: RECENT_HEADING.match(lines[i]), range(above, end), end)
    count = 0
    while start > above:
        line = lines[start - 1]
        if line == RECENT_LABELS or LABEL.match(line) or RECENT_END.match(line):
            break
        if line:
            count += 1
        elif count > 1:
            break
        start -= 1
    return start


def read_recent(lines, labels):
    """Read title, source (author, outlet, date), the text below `FULL TEXT`, and the labels below
    `DETAILS`."""
    if RECENT_TEXT not in lines:
        return None
    values = read_labels(labels)
    text = lines.index(RECENT_TEXT) + 1
    heading = first_where(lambda i: RECENT_HEADING.match(lines[i]), range(len(lines)))
    above = [line for line in lines[:heading] if line]
    outlet = values.get("Publication title", "").partition(";")[0]
    source = max(1, len(above) - 1)
    author = ""
    if outlet:
        source = first_where(lambda i: outlet in above[i], range(1, len(above)), source)
        before, separator, _ = " ".join(above[source:]).partition(f". {outlet}")
        author = before if separator else ""
    head = {"Title": " ".join(above[:source]), "Author": author}
    return draft_of("\n".join(lines[text:]).strip(), head | values, lines[:text] + labels)


# both forms


def read_labels(lines):
    """Return the words behind each label, {label: words}: they run on down to a blank line; of a
    repeated label the first counts."""
    words = {}
    label = ""
    for line in lines:
        match = LABEL.match(line)
        if match:
            label, line = match.groups()
            if label in words:
                label = ""
        elif not line.strip():
            label = ""
        if label:
            words.setdefault(label, []).append(line.rstrip())
    return {label: " ".join(parts).strip() for label, parts in words.items()}


def draft_of(text, values, around):
    """Return the draft of a text with the values of its labels, None if there is no text."""
    if not text or NO_TEXT.match(text):
        return None
    unwrapped = unwrap(text)
    info = values.get("Publication info", "")
    if "Publication title" in values:
        outlet = values["Publication title"] or info
        outlet = outlet.partition(";")[0]
    else:
        outlet = re.split("[;,]", info)[0]
    metadata = {
        "title": values.get("Title", ""),
        "author": values.get("Author", ""),
        "url": values.get("Document URL", ""),
        "outlet": outlet,
        "published": date_in(values.get("Publication date", "") or info),
        "language": values.get("Language of publication", "") or values.get("Language", ""),
    }
    paragraphs = (unwrapped[0] if unwrapped else text).split("\n")
    return make_draft(paragraphs, metadata, around, leading_number(values.get("Word count", "")))
