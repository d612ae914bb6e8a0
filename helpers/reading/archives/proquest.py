"""Takes the text of an export by ProQuest, gives its articles as drafts."""

import re

from helpers.reading.archives.records import date_in, leading_number, make_draft, number, tail_start
from helpers.reading.formats.cleaning import unwrap

RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.M)
FULL_TEXT = re.compile(r"^Full [Tt]ext:", re.M)
PROQUEST_COUNT = re.compile(r"^[ \t]*Document \d+ of (\d+)[ \t]*$", re.M)
LABELS = (
    "Title", "Alternate title", "Author", "Publication info", "Publication title", "Publication date", "Publication year",
    "Publication subject", "Word count", "First page", "Pages?", "Volume", "Issue", "Abstract", "Links", "Full [Tt]ext",
    "Subject", "Location", "People", "Company / organization", "Company", "Classification", "Identifier / keyword",
    "Section", "Column", "Credit", "Illustration", "Publisher", "Place of publication", "Country of publication", "ISSN",
    "ISBN", "e-?ISSN", "CODEN", "DOI", "Source type", "Language of publication", "Language", "Document type",
    "Document feature", "Dateline", "ProQuest document ID", "Accession number", "Document URL", "Copyright",
    "Last updated", "Database", "Product name",
)  # fmt: skip
LABEL = re.compile(rf"^({'|'.join(LABELS)}): ?(.*)$")
MODERN_TOP = re.compile(r"^(?:ProQuest document link|ABSTRACT\b.*|FULL TEXT)$")
MODERN_END = re.compile(r"^(?:LINKS|Linking Service|Database copyright .*|Terms and Conditions.*)$")


# ProQuest: text, articles between lines of underscores, each with labels; the text is behind `Full
# text:`


def split_proquest(text):
    blocks = [
        block
        for block in RULE.split(text)
        if PROQUEST_COUNT.search(block) or re.search(r"^Title:", block, re.M)
    ]
    drafts = [read_proquest(block.strip().split("\n")) for block in blocks]
    return (
        [draft for draft in drafts if draft],
        number(PROQUEST_COUNT.search(text)) or len(blocks),
        drafts.count(None),
    )


def read_proquest(lines):
    """Read labels, the text behind `Full text:`, and labels again; a label within the text is a
    part of it."""
    first = next((i for i, line in enumerate(lines) if FULL_TEXT.match(line)), None)
    if first is None:
        return None
    tail = first + 1 + tail_start(lines[first + 1 :], LABEL.match)
    body = [lines[first].partition(":")[2], *lines[first + 1 : tail]]
    text = "\n".join(body).strip()
    around = lines[:first] + lines[tail:]
    return draft_of(text, read_labels(around), around)


def draft_of(text, values, around):
    """Return the draft of a text with the values of its labels, or None where the archive only says
    that it has none."""
    if not text or re.match(r"(?:none|not|full text not) available", text, re.I):
        return None
    unwrapped = unwrap(text)
    outlet = values.get("Publication title", "") or values.get("Publication info", "")
    metadata = {
        "title": values.get("Title", ""),
        "author": values.get("Author", ""),
        "url": values.get("Document URL", ""),
        "outlet": outlet.partition(";")[0]
        if "Publication title" in values
        else re.split("[;,]", outlet)[0],
        "published": date_in(
            values.get("Publication date", "") or values.get("Publication info", "")
        ),
        "language": values.get("Language of publication", "") or values.get("Language", ""),
    }
    paragraphs = (unwrapped[0] if unwrapped else text).split("\n")
    return make_draft(paragraphs, metadata, around, leading_number(values.get("Word count", "")))


def read_labels(lines):
    """Return the words behind each label, on the next lines too; a blank line ends them, the first
    of a name counts."""
    values = {}
    label = ""
    for line in lines:
        found = LABEL.match(line)
        if found:
            label = found[1] if found[1] not in values else ""
            line = found[2]
        elif not line.strip():
            label = ""
        if label:
            values.setdefault(label, []).append(line.rstrip())
    return {label: " ".join(words).strip() for label, words in values.items()}


# ProQuest as it is now: title and source above ABSTRACT, the text below FULL TEXT, the labels below
# DETAILS


def is_modern(text):
    lines = {line.strip() for line in text.split("\n")}
    return "FULL TEXT" in lines and "DETAILS" in lines and "ProQuest" in text


def split_modern(text):
    lines = [line.strip() for line in text.split("\n")]
    details = [
        i
        for i, line in enumerate(lines)
        if line == "DETAILS" and begins_labels(lines[i + 1 : i + 6])
    ]
    if not details:
        return [], 0, 0
    tops = [find_top(lines, after, end) for after, end in zip([0, *details], details, strict=False)]
    parts = zip(tops, details, [*tops[1:], len(lines)], strict=True)
    drafts = [read_modern(lines[top:end], lines[end:after]) for top, end, after in parts]
    return [draft for draft in drafts if draft], 0, drafts.count(None)


def begins_labels(lines):
    return bool(LABEL.match(next(filter(None, lines), "")))


def find_top(lines, start, end):
    """Return where a document begins: with the two or more lines, title and source, above its first
    heading."""
    top = next((i for i in range(start, end) if MODERN_TOP.match(lines[i])), end)
    count = 0
    while top > start:
        line = lines[top - 1]
        if (
            line == "DETAILS"
            or LABEL.match(line)
            or MODERN_END.match(line)
            or (not line and count > 1)
        ):
            break
        count = count + bool(line)
        top = top - 1
    return top


def read_modern(lines, labels):
    """Read title, source (author, outlet, date), the text below `FULL TEXT`, and the labels below
    `DETAILS`."""
    if "FULL TEXT" not in lines:
        return None
    values = read_labels(labels)
    first = lines.index("FULL TEXT")
    heading = next(i for i, line in enumerate(lines) if MODERN_TOP.match(line))
    above = [line for line in lines[:heading] if line]
    outlet = values.get("Publication title", "").partition(";")[0]
    source = next(
        (i for i, line in enumerate(above) if i and outlet and outlet in line),
        max(1, len(above) - 1),
    )
    author, known, _ = " ".join(above[source:]).partition(f". {outlet}")
    head = {"Title": " ".join(above[:source]), "Author": author if known and outlet else ""}
    return draft_of(
        "\n".join(lines[first + 1 :]).strip(), head | values, lines[: first + 1] + labels
    )
