"""Splits an export by ProQuest, a text or a page, in its older and in its recent form.

In the older form articles stand between lines of underscores, each with labels (`Title:`), the text
behind `Full text:`. In the recent form title and source stand above `ABSTRACT`, the text below
`FULL TEXT`, and the labels below `DETAILS`. Both are known in several languages."""

import re

from helpers.reading.exports.dates import date_in
from helpers.reading.exports.labels import (
    PROQUEST,
    Form,
    field_of,
    fields_of,
    heading_of,
    is_like_label,
    read_label,
    repeated_labels,
)
from helpers.reading.exports.layout import find_tail, split_by_tails
from helpers.reading.exports.records import (
    first_group,
    first_where,
    leading_number,
    make_draft,
    make_export,
    unwrapped,
)

RULE = re.compile(r"[ \t|]*_{20,}[ \t|]*")
COUNT = re.compile(r"^[ \t|]*Do[ck]ument[oi]? \d+ [^\W\d_]{1,4} (\d+)[ \t|]*$", re.M)
FORM = Form(PROQUEST)
HEAD = ("title", "text", "info")  # one of them stands in each document
LEAST_WORDS = 15  # of a paragraph behind a label that nobody knows
FEW_LABELS = 4  # an export without rules has more
RECENT_END = re.compile(
    r"^(?:Linking Service|Database copyright .*|Terms and Conditions.*|Contact ProQuest.*)$"
)
ABSTRACT = re.compile(
    r"^(?:ABSTRACT|ZUSAMMENFASSUNG|KURZFASSUNG|RÉSUMÉ|RESUMEN|SAMENVATTING)\b[^:]*$"
)
LINKS = frozenset(("LINKS", "LIENS", "ENLACES", "KOPPELINGEN", "VERKNÜPFUNGEN"))
# in place of a text
NO_TEXT = re.compile(
    r"(?:none|not|full text not) available|(?:volltext )?nicht verfügbar|keine verfügbar"
    r"|(?:texte intégral )?non disponible|(?:texto completo )?no disponible|niet beschikbaar",
    re.I,
)


# the older form


def is_export(text):
    lines = text.split("\n")
    fields = {field_of(line, FORM) for line in lines}
    if sum(map(bool, map(RULE.fullmatch, lines))) > 1 and fields & {"text", "info"}:
        return True
    if "text" not in fields:
        return False
    names = {read_label(line).name for line in lines if field_of(line, FORM)}
    return "below" in fields and len(names) > FEW_LABELS


def split(text):
    lines = text.split("\n")
    cover, documents = split_by_rules(lines)
    if sum(field_of(line, FORM) == "text" for line in lines) > len(documents):
        cover = []
        documents = split_by_tails(lines, FORM, begins={"text"})
    own = repeated_labels(documents, FORM)
    drafts = [read_document(document, own) for document in documents]
    return make_export(drafts, first_group(COUNT.search(text)) or len(documents), cover)


def split_by_rules(lines):
    """Return the lines that belong to no document, and the documents, between rules."""
    rules = [i for i, line in enumerate(lines) if RULE.fullmatch(line)]
    cover = []
    documents = []
    for start, end in zip([0, *rules], [*rules, len(lines)], strict=True):
        own = lines[start:end]
        if any(COUNT.match(line) or field_of(line, FORM) in HEAD for line in own):
            documents.append(own)
        else:
            cover += own
    return cover, documents


def read_document(lines, own=frozenset()):
    """Read labels, the text behind `Full text:`, and labels again; a label within the text is part
    of it."""
    first = find_text(lines, own)
    if first is None:
        return make_draft([], {}, lines)
    tail = find_tail(lines, first + 1, FORM, own)
    label = read_label(lines[first])
    body = [label.words, *lines[first + 1 : tail]]
    around = [*lines[:first], f"{label.written}:", *lines[tail:]]
    head = [line for line in lines[:first] if line.strip() and not RULE.fullmatch(line)]
    titles = [line for line in head if not COUNT.match(line) and not is_like_label(line, FORM)]
    values = {"title": titles[0] if titles else ""} | read_labels(around)
    return draft_of(body, values, around)


def find_text(lines, own):
    """Return the line on which a text begins, None if there is none: it has the label of a text
    or, in a language that nobody knows, a label of the export's own and a paragraph behind it."""
    known = first_where(lambda i: field_of(lines[i], FORM) == "text", range(len(lines)))
    if known is not None:
        return known
    unknown = [
        (len(line.split()), i)
        for i, line in enumerate(lines)
        if is_like_label(line, FORM) and not field_of(line, FORM) and read_label(line).name in own
    ]
    words, longest = max(unknown, default=(0, None))
    return longest if words > LEAST_WORDS else None


# the recent form


def is_recent_export(text):
    headings = {recent_heading(line.strip()) for line in text.split("\n")}
    return {"text", "details"} <= headings and "ProQuest" in text


def recent_heading(line):
    """Return what a heading in capitals announces (`FULL TEXT`, `DETAILS`), "" if it is none."""
    if ABSTRACT.match(line) or line in LINKS:
        return "heading"
    heading = heading_of(line, FORM)
    return heading if line.isupper() or heading == "heading" else ""


def split_recent(text):
    lines = [line.strip() for line in text.split("\n")]
    details = [i for i in range(len(lines)) if begins_labels(lines, i)]
    starts = []
    for above, end in zip([0, *details], details, strict=False):
        starts.append(find_start(lines, above, end))
    drafts = []
    for start, labels, end in zip(starts, details, [*starts[1:], len(lines)], strict=False):
        drafts.append(read_recent(lines[start:labels], lines[labels:end]))
    return make_export(drafts, cover=lines[: starts[0]] if starts else ())


def begins_labels(lines, i):
    """Whether a line `DETAILS` stands above labels."""
    if recent_heading(lines[i]) != "details":
        return False
    following = next(filter(None, lines[i + 1 : i + 6]), "")
    return bool(field_of(following, FORM)) or is_like_label(following, FORM)


def find_start(lines, above, end):
    """Return where a document begins between two places: at the title and source, two lines or
    more, above its first heading."""
    headings = (i for i in range(above, end) if recent_heading(lines[i]) in ("heading", "text"))
    start = first_where(lambda i: lines[i] not in LINKS, headings, end)
    while start > above and recent_heading(lines[start - 1]) == "heading":
        start -= 1
    count = 0
    while start > above:
        line = lines[start - 1]
        if recent_heading(line) or line in LINKS or field_of(line, FORM) or RECENT_END.match(line):
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
    headings = [recent_heading(line) for line in lines]
    if "text" not in headings:
        return make_draft([], {}, [*lines, *labels])
    values = read_labels(labels)
    text = headings.index("text") + 1
    heading = first_where(lambda i: headings[i], range(len(lines)))
    above = [line for line in lines[:heading] if line]
    outlet = values.get("outlet", "").partition(";")[0]
    source = max(1, len(above) - 1)
    author = ""
    if outlet:
        source = first_where(lambda i: outlet in above[i], range(1, len(above)), source)
        before, separator, _ = " ".join(above[source:]).partition(f". {outlet}")
        author = before if separator else ""
    head = {"title": " ".join(above[:source]), "author": author}
    return draft_of(lines[text:], head | values, lines[:text] + labels)


# both forms


def read_labels(lines):
    """Return the words behind each known label, {field: words}: they run on down to a blank line or
    the next label; of several the first counts."""
    words = {}
    field = ""
    for line in lines:
        label = read_label(line) if is_like_label(line, FORM) or field_of(line, FORM) else None
        if label:
            field = fields_of(PROQUEST).get(label.name, "")
            field = "" if field in words else field
            line = label.words
        elif not line.strip():
            field = ""
        if field:
            words.setdefault(field, []).append(line.rstrip())
    return {field: " ".join(parts).strip() for field, parts in words.items()}


def draft_of(body, values, around):
    """Return the draft of a text with the values of its labels; it is empty if there is no text."""
    text = "\n".join(body).strip()
    if NO_TEXT.match(text):
        return make_draft([], {}, [*around, *body])
    info = values.get("info", "")
    outlet = (values.get("outlet") or info).partition(";")[0]
    if "outlet" not in values:
        outlet = outlet.partition(",")[0]
    metadata = {
        "title": values.get("title", ""),
        "author": values.get("author", ""),
        "url": values.get("url", ""),
        "outlet": outlet,
        "published": date_in(values.get("published", "")) or date_in(info),
        "language": values.get("language", ""),
    }
    paragraphs, doubts = unwrapped(text.split("\n"))
    stated = leading_number(values.get("length", ""))
    return make_draft(paragraphs, metadata, around, stated, doubts)
