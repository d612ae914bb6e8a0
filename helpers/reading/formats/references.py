"""Reads the lists of reference managers (RIS, EndNote): a record with a full text is an article.

Such lists have no field for a full text: it stands where an abstract or notes would."""

import re
from collections import defaultdict

from helpers.reading.cleaning import clean
from helpers.reading.drafts import Draft, Unreadable, ask_limit
from helpers.reading.formats.columns import FULL
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.html_text import has_markup, without_markup
from helpers.reading.formats.records import with_dates, with_faults
from helpers.reading.formats.rows import MOST_LINES, MOST_ROWS

RIS_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])  -(?: (.*)|)")
ENDNOTE_TAG = re.compile(r"\ufeff?(%[0-9A-Z!@#$&*?+^>\[\]~<(]) (.*)")
# the tags of a field, the likeliest first
RIS_FIELDS = {
    "title": ("TI", "T1", "CT", "BT"),
    "outlet": ("T2", "JO", "JF", "JA", "J2", "PB", "DB"),
    "author": ("AU", "A1", "A2"),
    "published": ("DA", "Y1", "PY"),
    "url": ("UR", "L2", "LK"),
    "language": ("LA",),
}
ENDNOTE_FIELDS = {
    "title": ("%T", "title"),
    "outlet": ("%B", "%J", "%I", "secondary-title", "full-title", "periodical", "publisher"),
    "author": ("%A", "author"),
    "published": ("%8", "%D", "date", "year"),
    "url": ("%U", "url", "related-urls", "urls"),
    "language": ("%G", "language"),
}
TEXTS = ("N2", "AB", "N1", "%X", "%Z", "abstract", "notes", "research-notes")
# parts of a record in EndNote's XML that hold others
XML_PARTS = ("titles", "contributors", "dates", "pub-dates", "authors", "urls", "periodical")
LISTED = 60  # characters of a title in a message
LARGEST = 50_000_000  # bytes of XML
SPLIT = "split it into lists of fewer records"
WHOLE = "look whether it is the whole article"
ADD_TEXTS = (
    "save the articles themselves as .txt, .docx, .html or .pdf, or export a list that has their "
    "full texts as abstract or notes"
)


def read_ris(content):
    """Return a draft for each record of a RIS file that has a full text, and the doubts. Raises
    Unreadable if none has one."""
    return read_tagged(content, RIS_TAG, is_first=lambda tag: tag == "TY", fields=RIS_FIELDS)


def read_endnote(content):
    """Return a draft for each record of an EndNote list (.enw) that has a full text, and the
    doubts. Raises Unreadable if none has one."""
    return read_tagged(
        content, ENDNOTE_TAG, is_first=lambda tag: tag == "%0", fields=ENDNOTE_FIELDS
    )


def read_tagged(content, tag, *, is_first, fields):
    """Return a draft for each record with a full text in a list of lines that begin with tags."""
    text, doubts = decode(content)
    text, changes = clean(text, wrapped=True)  # a field that ends in a hyphen goes not on below
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT)
    records = [[]]
    for line in text.split("\n"):
        match = tag.fullmatch(line)
        if match and is_first(match[1]):
            records.append([])
        if match:
            records[-1].append([match[1], [match[2] or ""]])
        elif records[-1]:
            records[-1][-1][1].append(line)
        elif line.strip():
            records[-1].append(["line above the list", [line]])
    pairs = [[(name, "\n".join(lines).strip()) for name, lines in record] for record in records]
    return read_records([one for one in pairs if one], fields, [*doubts, *changes])


def read_endnote_xml(content):
    """Return a draft for each record of EndNote's XML that has a full text, and the doubts. Raises
    Unreadable if it is other XML, or if none has one."""
    from lxml import etree

    ask_limit(len(content), LARGEST, "byte", SPLIT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(f"it is damaged XML ({fault})", "export it again") from None
    found = list(root.iter("record"))
    if root.tag not in ("xml", "records", "record") or not found:
        reason = f"it is XML ({root.tag}), of which only EndNote's lists are read"
        raise Unreadable(reason, "save the articles as .txt, .docx, .html or .pdf")
    return read_records([list(xml_fields(record)) for record in found], ENDNOTE_FIELDS, [])


def xml_fields(record):
    """Yield the names and words of the fields of a record in XML."""
    for field in record:
        if field.tag in XML_PARTS and len(field):
            yield from xml_fields(field)
        else:
            words = "".join(field.itertext()).strip()
            yield str(field.tag), words


def read_records(records, fields, doubts):
    """Return a draft for each record, pairs of tag and words, that has a full text, and the
    doubts."""
    ask_limit(len(records), MOST_ROWS, "record", SPLIT)
    drafts = []
    faults = []
    tags = {}
    for number, record in enumerate(records, 1):
        draft, tag = record_to_draft(record, fields)
        if draft:
            drafts.append(draft)
            tags.setdefault(tag, number)
        else:
            words = " ".join(words for _, words in record)
            faults.append((number, describe(record, fields), words))
    drafts, doubts = with_faults(drafts, faults, doubts, "record", ADD_TEXTS)
    reason = f"texts were read from where its records have an abstract or notes ({', '.join(tags)})"
    drafts, told = with_dates(drafts)
    return drafts, [*doubts, (reason, WHOLE), *told]


def record_to_draft(record, fields):
    """Return the draft of a record and the tag of its text; None and "" if it has no full text."""
    place = max(
        (place for place, (tag, _) in enumerate(record) if tag in TEXTS),
        key=lambda place: len(record[place][1]),
        default=None,
    )
    if place is None or len(record[place][1].split()) < FULL:
        return None, ""
    tag, text = record[place]
    doubts = []
    pieces = []
    if has_markup(text):
        text, pieces, doubts = without_markup(text)
    others = [(name, words) for i, (name, words) in enumerate(record) if i != place and words]
    metadata = metadata_of(record, fields)
    return Draft(text, metadata=metadata, dropped=(*others, *pieces), doubts=tuple(doubts)), tag


def metadata_of(record, fields):
    """Return the metadata of a record; several authors are joined."""
    by_tag = defaultdict(list)
    for tag, words in record:
        if words:
            by_tag[tag].append(" ".join(words.split()))
    metadata = {}
    for field, tags in fields.items():
        found = next((by_tag[tag] for tag in tags if tag in by_tag), [])
        if found:
            metadata[field] = "; ".join(found) if field == "author" else found[0]
    return metadata


def describe(record, fields):
    """Return what a record without a full text has."""
    title = metadata_of(record, fields).get("title", "no title")[:LISTED]
    abstract = any(tag in TEXTS and words for tag, words in record)
    return f"{title}: only an abstract" if abstract else f"{title}: no text"
