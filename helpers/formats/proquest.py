"""Takes the text of an export by ProQuest, gives its articles as drafts."""

import re

from helpers.formats.cleaning import unwrap
from helpers.formats.records import date_in, make_draft, number, tail_start

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


# ProQuest: text, articles between lines of underscores, each with labels; the text is behind `Full text:`


def split_proquest(text):
    blocks = [block for block in RULE.split(text) if PROQUEST_COUNT.search(block) or re.search(r"^Title:", block, re.M)]
    drafts = [read_proquest(block.strip().split("\n")) for block in blocks]
    return [draft for draft in drafts if draft], number(PROQUEST_COUNT.search(text)) or len(blocks), drafts.count(None)


def read_proquest(lines):
    """Read labels, the text behind `Full text:`, and labels again; a label within the text is a part of it."""
    first = next((i for i, line in enumerate(lines) if FULL_TEXT.match(line)), None)
    if first is None:
        return None
    tail = first + 1 + tail_start(lines[first + 1 :], LABEL.match)
    body = [LABEL.match(lines[first])[2], *lines[first + 1 : tail]]
    text = "\n".join(body).strip()
    if not text or re.match(r"(?:none|not|full text not) available", text, re.I):
        return None
    values, around = read_labels(lines[:first] + lines[tail:]), lines[:first] + lines[tail:]
    unwrapped = unwrap(text)
    outlet = values.get("Publication title", "") or values.get("Publication info", "")
    metadata = {
        "title": values.get("Title", ""),
        "author": values.get("Author", ""),
        "url": values.get("Document URL", ""),
        "outlet": outlet.partition(";")[0] if "Publication title" in values else re.split("[;,]", outlet)[0],
        "published": date_in(values.get("Publication date", "") or values.get("Publication info", "")),
        "language": values.get("Language of publication", "") or values.get("Language", ""),
    }
    paragraphs = (unwrapped[0] if unwrapped else text).split("\n")
    return make_draft(paragraphs, metadata, around, number(re.match(r"([\d,]+)", values.get("Word count", ""))))


def read_labels(lines):
    """Return the words behind each label, on the next lines too; a blank line ends them, the first of a name counts."""
    values, label = {}, ""
    for line in lines:
        found = LABEL.match(line)
        if found:
            label = found[1] if found[1] not in values else ""
            line = found[2]
        elif not line.strip():
            label = ""
        if label:
            values[label] = f"{values.get(label, '')} {line}".strip()
    return values
