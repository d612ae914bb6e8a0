"""Splits an export by LexisNexis: each document has labels in capitals above the text, below it or
both, and mostly its number above (`1 of 10 DOCUMENTS`)."""

import re

from helpers.reading.exports.dates import date_in, is_dated
from helpers.reading.exports.labels import (
    BELOW,
    CAPITALS,
    WORDS,
    field_of,
    is_like_label,
    read_label,
    repeated_labels,
    states_length,
)
from helpers.reading.exports.layout import (
    ABOVE,
    KNOWN,
    SURE,
    find_tail,
    kind_of,
    paragraph_starts,
    split_by_tails,
)
from helpers.reading.exports.records import (
    COPYRIGHT,
    first_where,
    leading_number,
    make_draft,
    make_export,
    unwrapped,
    whole_number,
    with_blank_lines,
)

OF = r" (?:of|von|de|sur|van|di) "
DOCUMENTS = r"D[oO][cCkK][uU][mM][eE][nN][tT](?:[eE][nN]?|[sS]|[oO][sS]?|[iI])?"
START = re.compile(
    rf"^[ \t]*(?:FOCUS - )?(?:(\d+){OF}(\d+) {DOCUMENTS}|{DOCUMENTS} (\d+){OF}(\d+))[ \t]*$", re.M
)
REQUEST = "Download Request:"
RANGE = re.compile(r"(?<!\d)(\d{1,9}+)-(\d{1,9}+)")
EDITION = re.compile(r"\b(?:edition|ausgabe|[ée]dition|editie|edici[oó]n)\b", re.I)
CENTRED = " " * 3  # how a line in the middle begins, at least
FAR = " " * 10  # no first line of a paragraph is indented so far
MOST_HEAD = 12  # paragraphs, among which the date is looked for
TITLE_LIKE = ("note", "other")  # fields with whose labels a title may begin
# of the lines between two labels above a text, at most
MOST_LINES = 3
MOST_WORDS = 30
# words
LONG_TITLE = 30
LONG_EDITION = 5


def is_export(text):
    return find_form(text) is not None


def find_form(text):
    """Return the form of the labels in an export, None if a text is none.

    It has the numbers of documents and a label in capitals or, without the numbers, a label that
    only stands below texts and the number of words or, in capitals, two others."""
    lines = [line for line in text.split("\n") if ":" in line or "：" in line]
    fields = {field_of(line, CAPITALS) for line in lines}
    is_numbered = len(fields) > 1 and START.search(text)
    is_labelled = states_length(lines, CAPITALS) or len(fields.intersection(ABOVE)) > 1
    if is_numbered or (fields & BELOW and is_labelled):
        return CAPITALS
    fields = {field_of(line, WORDS) for line in lines}
    return WORDS if "below" in fields and states_length(lines, WORDS) else None


def split(text):
    form = find_form(text)
    text = with_blank_lines(text)
    starts = list(START.finditer(text))
    if starts:
        ends = [start.start() for start in starts[1:]] + [len(text)]
        cover = text[: starts[0].start()]
        documents = [
            text[start.start() : end].split("\n") for start, end in zip(starts, ends, strict=True)
        ]
        stated = stated_count(cover, starts)
    else:
        cover = ""
        documents = split_by_tails(text.split("\n"), form, begins=ABOVE)
        stated = 0
    own = repeated_labels(documents, form)
    drafts = [read_document(lines, form, own) for lines in documents]
    return make_export(drafts, stated, cover.split("\n"))


def stated_count(cover, starts):
    """Return how many articles were requested or, without a cover page, how many there are by their
    numbers."""
    requested = requested_count(cover)
    if requested:
        return requested
    first, most = (whole_number(number) for number in starts[0].groups() if number)
    last, most = (whole_number(number) for number in starts[-1].groups() if number)
    count = 1 + last - first
    return max(count, most if first == 1 else 0, 0)


def requested_count(cover):
    """Return how many articles were requested by the cover page ("Download Request: … 1-10"), 0 if
    it states no number."""
    for line in cover.split("\n"):
        numbers = RANGE.search(line.partition(REQUEST)[2])
        if numbers:
            return 1 + int(numbers[2]) - int(numbers[1])
    return 0


def read_document(lines, form, own=frozenset()):
    """Read one document: outlet and date in the middle of their lines, title, labels in capitals,
    the text, labels again."""
    text = first_where(lambda i: field_of(lines[i], form) == "text", range(len(lines)))
    tail = find_tail(lines, 0 if text is None else text + 1, form, own)
    labels = find_labels_above(lines[:tail], form, own)
    top = labels[0] if labels else tail
    metadata, end = read_head(lines, top, form, has_labels=bool(labels))
    fields, start = read_labels(lines, labels, form, tail)
    start = start if labels else end
    below, _ = read_labels(lines, known_places(lines, tail, form), form, len(lines))
    fields = below | fields
    body = lines[start:tail]
    around = [*lines[:start], *lines[tail:]]
    if text is not None and text == start - 1:
        label = read_label(lines[text])
        body = [label.words, *body]
        around[text] = f"{label.written}:"
    paragraphs, doubts = unwrapped(body)
    stated = leading_number(fields.get("length", ""))
    return make_draft(paragraphs, join_metadata(metadata, fields), around, stated, doubts)


def known_places(lines, start, form):
    return [i for i in range(start, len(lines)) if field_of(lines[i], form)]


def join_metadata(metadata, fields):
    """Return what the head of a document and its labels tell: of the title the label counts first,
    of outlet and date the head."""
    return {
        "title": fields.get("title") or metadata["title"],
        "author": fields.get("author", ""),
        "outlet": metadata["outlet"] or fields.get("outlet", ""),
        "published": metadata["published"] or date_in(fields.get("published", "")),
        "language": fields.get("language", ""),
    }


def find_labels_above(lines, form, own):
    """Return where labels stand above a text: from the first that is known and can be no title
    ("CORRECTION: Pier closes") or, below that, is in the form of one."""
    known = known_places(lines, 0, form)
    first = first_where(lambda i: field_of(lines[i], form) not in TITLE_LIKE, known)
    if first is None:
        dated = first_where(lambda i: is_dated(lines[i]), range(len(lines)), len(lines))
        first = first_where(lambda i: i > dated and field_of(lines[i], form) != "note", known)
    if first is None:
        return []
    rest = range(first + 1, len(lines))
    return [first, *(i for i in rest if kind_of(lines[i], form, own) in (KNOWN, SURE))]


def read_labels(lines, labels, form, end):
    """Return the words behind labels, {field: words}, and where the text below them begins; words
    may run on over the next lines, up to a blank one or another label."""
    fields = {}
    start = 0
    for i in labels:
        field = field_of(lines[i], form)
        between = [line for line in lines[start:i] if line.strip()] if start else []
        if between and field != "text" and is_text(between, fields):
            break
        stop = first_where(
            lambda j: not lines[j].strip() or is_like_label(lines[j], form), range(i + 1, end), end
        )
        words = [read_label(lines[i]).words, *map(str.strip, lines[i + 1 : stop])]
        if field == "text":
            return fields, i + 1
        fields.setdefault(field, " ".join(words))
        start = max(start, stop)
    return fields, start


def is_text(lines, fields):
    """Whether the lines between two labels are text: the number of words is the last of the labels
    above it; without that number, if they are many."""
    words = sum(len(line.split()) for line in lines)
    return "length" in fields or len(lines) > MOST_LINES or words > MOST_WORDS


def read_head(lines, top, form, *, has_labels):
    """Return the title, the outlet and the date, which stand above the line `top`, and where they
    end. Without labels the text is among these lines."""
    head = ["" if START.match(line) else line for line in lines[:top]]
    centred = [i for i, line in enumerate(head) if is_centred(line)]
    if has_labels and centred:
        return read_centred(head, centred), top
    blocks = [i for i in paragraph_starts(head, form) if has_words(head[i])]
    blocks = [i for i in blocks if not COPYRIGHT.match(head[i])]
    dated = first_where(lambda i: is_dated(head[i]), blocks[:MOST_HEAD])
    rights = " ".join(line for line in lines if COPYRIGHT.match(line))
    outlet, titles = find_titles(head, blocks, dated, rights, has_labels=has_labels)
    end = block_end(head, max([dated or 0, outlet or 0, *titles])) if blocks else top
    while end < top and not is_apart(head[end]):
        end += 1
    title = [line for i in titles for line in head[i : block_end(head, i)]]
    return describe(head, title, outlet, dated), end


def find_titles(lines, blocks, dated, rights, *, has_labels):
    """Return the lines on which outlet and titles stand among the paragraphs of a head: the outlet
    above the date, and mostly in the lines of the copyright, too; the title above or below it."""
    above = [i for i in blocks if dated is None or i < dated]
    below = [i for i in blocks if dated is not None and i > dated and is_apart(lines[i])]
    below = [i for i in below if not is_edition(lines[i])]
    if dated is not None and not above and len(below) > 1:
        above = [below.pop(0)]
    outlet = first_where(lambda i: lines[i].strip() in rights, above, above[0] if above else None)
    titles = [i for i in above if i != outlet]
    if not titles and has_labels:
        titles = below
    elif not titles and below and is_like_title(lines, below):
        titles = below[:1]
    return outlet, titles


def describe(lines, title, outlet, dated):
    """Return the metadata in a head, from the lines of its title and the places of the others."""
    title = [line.strip() for line in title if has_words(line) and not COPYRIGHT.match(line)]
    return {
        "title": " ".join(title),
        "outlet": "" if outlet is None else lines[outlet],
        "published": "" if dated is None else date_in(lines[dated]),
    }


def has_words(line):
    return any(map(str.isalnum, line))


def is_centred(line):
    """Whether a line stands in the middle."""
    return line.startswith(CENTRED) and not COPYRIGHT.match(line)


def is_apart(line):
    """Whether a line has words and does not stand in the middle, indented or not."""
    return bool(line.strip()) and not line.startswith(FAR)


def is_edition(line):
    return bool(EDITION.search(line)) and len(line.split()) <= LONG_EDITION


def is_like_title(lines, blocks):
    """Whether the first of some paragraphs may be the title of the others."""
    title = " ".join(lines[blocks[0] : block_end(lines, blocks[0])])
    return len(blocks) > 1 and len(title.split()) <= LONG_TITLE and not title.endswith(".")


def block_end(lines, i):
    """Return where a paragraph ends that begins at a line."""
    return first_where(lambda j: not lines[j].strip(), range(i, len(lines)), len(lines))


def read_centred(lines, centred):
    """Return the title, at the margin, and outlet and date, in the middle of their lines."""
    dated = first_where(lambda i: date_in(lines[i]), centred)
    rights = [i for i, line in enumerate(lines) if COPYRIGHT.match(line)]
    last = max((i for i in rights if dated is None or i < dated), default=-1)
    outlets = [i for i in centred if dated is not None and last < i < dated]
    title = [line for line in lines if not line.startswith(CENTRED)]
    return describe(lines, title, outlets[-1] if outlets else None, dated)
