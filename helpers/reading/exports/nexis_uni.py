"""Splits an export by Nexis Uni, Word, RTF, a page or text: each article ends with
`End of Document`, in the language of the interface."""

import re
from itertools import accumulate, pairwise

from helpers.reading.exports.dates import date_in, find_date
from helpers.reading.exports.labels import (
    HEADINGS_BELOW,
    NEXIS,
    Form,
    field_of,
    heading_of,
    is_like_label,
    read_label,
    repeated_labels,
    states_length,
)
from helpers.reading.exports.layout import find_tail, split_by_tails
from helpers.reading.exports.records import (
    COPYRIGHT,
    PAGE,
    first_group,
    first_where,
    leading_number,
    make_draft,
    make_export,
    unwrapped,
    with_blank_lines,
)
from helpers.reading.unwrapping import SENTENCE_END

COUNT = re.compile(
    r"^[ \t]*(?:Documents?|Dokumente?|Documenten|Documentos?|Documenti) \((\d+)\)[ \t]*$", re.M
)
FORM = Form(NEXIS)
# words, and the share of all words, by which the archive counts differently
FEW_WORDS = 10
CLOSE = 0.03


def is_export(text):
    """Whether documents in a text end as those of the archive do, and it states a number of words
    or of documents; or whether it has that number, the heading of the text and a label below."""
    lines = text.split("\n")
    fields = {field_of(line, FORM) for line in lines if ":" in line or "：" in line}
    headings = {heading_of(line, FORM) for line in lines if len(line) < 60}
    if "end" in headings:
        return "length" in fields or bool(COUNT.search(text))
    has_body = any(is_body(line) and not line.isupper() for line in lines)
    return has_body and "below" in fields and states_length(lines, FORM)


def split(text):
    lines = [line.strip().strip("|").strip() for line in with_blank_lines(text).split("\n")]
    ends = [i for i, line in enumerate(lines) if heading_of(line, FORM) == "end"]
    if ends:
        starts = [0, *(end + 1 for end in ends)]
        documents = [
            lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)
        ]
        rest = documents.pop()
        if any(field_of(line, FORM) == "length" for line in rest):  # an article that was cut off
            documents.append(rest)
        else:
            documents[-1] += rest
    else:
        documents = split_by_tails(lines, FORM, begins={"length"})
    own = repeated_labels(documents, FORM)
    drafts = [read_document(document, own) for document in documents]
    return make_export(drafts, first_group(COUNT.search(text)))


def read_document(lines, own=frozenset()):
    """Read one document: title, outlet, date, copyright, labels, then `Body`, the text and
    `Classification`."""
    body = first_where(lambda i: is_body(lines[i]), range(len(lines)), len(lines))
    labels = [i for i in range(body) if field_of(lines[i], FORM)]
    if body == len(lines) and not labels:
        return make_draft([], {}, lines)
    first_label = labels[0] if labels else body
    length = first_where(lambda i: field_of(lines[i], FORM) == "length", labels, first_label)
    start = body + 1 if body < len(lines) else last_label(labels, lines, length) + 1
    fields = read_fields(lines)
    stated = leading_number(fields.get("length", ""))
    end = find_end(lines, start, stated)
    end = start + find_tail(lines[start:end], 0, FORM, own)
    metadata = read_head(lines, length)
    metadata |= {key: fields.get(key, "") for key in ("author", "language")}
    paragraphs, turned = join_pages(lines[start:end], metadata["title"])
    paragraphs, doubts = unwrapped(paragraphs)
    around = [*lines[:start], *turned, *lines[end:]]
    return make_draft(paragraphs, metadata, around, stated, doubts)


def is_body(line):
    """Whether a line is the heading of a text, with or without a colon."""
    return heading_of(line.rstrip(" :"), FORM) == "text"


def read_fields(lines):
    """Return the words behind labels, {field: words}: they may run on over the next lines; of
    several the first counts."""
    fields = {}
    for i, line in enumerate(lines):
        field = field_of(line, FORM)
        if field and field not in fields:
            end = first_where(
                lambda j: is_end_of_label(lines[j]), range(i + 1, len(lines)), len(lines)
            )
            fields[field] = " ".join([read_label(line).words, *lines[i + 1 : end]])
    return fields


def is_end_of_label(line):
    """Whether a line does not go on with the words behind a label."""
    return not line or bool(heading_of(line, FORM)) or is_like_label(line, FORM)


def read_head(lines, end):
    """Return the title, the outlet and the date, which stand above the labels."""
    head = [i for i in range(end) if lines[i] and not field_of(lines[i], FORM)]
    dated = first_where(
        lambda i: find_date(lines[i])[1] >= 0 and not COPYRIGHT.match(lines[i]), reversed(head)
    )
    if dated is not None:
        head = [i for i in range(dated) if lines[i]]  # a title may begin as a label does
    above = [i for i in head if not PAGE.match(lines[i])]
    return {
        "title": title_above(lines, above),
        "outlet": lines[above[-1]] if len(above) > 1 else "",
        "published": "" if dated is None else date_in(lines[dated]),
    }


def find_end(lines, start, stated):
    """Return where the archive's lines below a text begin: at their first heading.

    `Notes` and `Correction` may be subheads of the text. They are headings if the words above them
    are about as many as stated; if that does not decide, if only one paragraph is below them."""
    headings = [i for i in range(start, len(lines)) if is_heading(lines[i])]
    last = first_where(lambda i: heading_of(lines[i], FORM) != "note", headings, len(lines))
    words = [0, *accumulate(len(line.split()) for line in lines[start:last])]
    subheads = [i for i in headings if i < last and words[i - start]]
    if stated:
        for i in (*subheads, last):
            if abs(words[i - start] - stated) <= max(FEW_WORDS, CLOSE * stated):
                return i
    for i, following in pairwise([*subheads, last]):
        below = "\n".join(lines[i + 1 : following])
        if "\n\n" not in below.strip():
            return i
    return last


def is_heading(line):
    """Whether a line stands below a text: a heading, or the label of a language or the like."""
    return heading_of(line, FORM) in HEADINGS_BELOW or field_of(line, FORM) in ("below", "language")


def title_above(lines, head):
    """Return the title above the outlet, which is the last line of the head: one line, or several
    if a blank line separates them from the outlet."""
    if not head:
        return ""
    if len(head) == 1:
        return lines[head[0]]
    *above, last, outlet = head
    above = set(above)
    top = last
    if outlet - last > 1:
        while top - 1 in above:
            top -= 1
    return " ".join(lines[top : last + 1])


def join_pages(lines, title):
    """Return the lines of a text without those between two pages (`Page 3 of 9` and the title that
    is repeated below it), and the lines that were taken out.

    A paragraph that goes on over the page stays one: blank lines around the break go, too.
    """
    text = []
    taken_out = []
    i = 0
    while i < len(lines):
        if not PAGE.match(lines[i]):
            text.append(lines[i])
            i += 1
            continue
        taken_out.append(lines[i])
        i += 1
        while i < len(lines) and lines[i] in ("", title):
            if lines[i]:
                taken_out.append(lines[i])
            i += 1
        while text and not text[-1]:
            text.pop()
        if not (text and i < len(lines) and runs_on(text[-1], lines[i])):
            text.append("")
    return text, taken_out


def runs_on(line, following):
    return not SENTENCE_END.search(line) and not following[0].isupper()


def last_label(labels, lines, first):
    """Return the last of the labels from the first on between which only blank lines stand."""
    last = first
    for i in labels:
        if any(lines[last + 1 : i]):
            break
        last = max(last, i)
    return last
