"""Splits an export by Nexis Uni, Word, RTF or text: each article ends with `End of Document`."""

import re
from itertools import accumulate, pairwise

from helpers.reading.exports.records import (
    COPYRIGHT,
    DATE,
    LENGTH,
    date_in,
    first_group,
    first_where,
    make_draft,
    make_export,
)
from helpers.reading.unwrapping import SENTENCE_END, unwrap

PAGE = re.compile(r"^\s*Page \d+ of \d+\s*$")
END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
COUNT = re.compile(r"^[ \t]*Documents? \((\d+)\)[ \t]*$", re.M)
LABEL = re.compile(
    r"^(Section|Length|Byline|Dateline|Highlight|Abstract|Headline|Edition|Series|Column|Copyright"
    r"|Subject|Correction|Distribution):[\s\u00a0]*(.*)$"
)
BODY = "Body"  # the line above the text
# headings below the text; an article may have the subheads itself
TAIL = re.compile(
    r"^(?:Classification|Graphic|Notes|Correction|Load-Date:.*|Language:.*|Publication-Type:.*)$"
)
SUBHEADS = ("Notes", "Correction")
# words, and the share of all words, by which the archive counts differently
FEW_WORDS = 10
CLOSE = 0.03


def is_export(text):
    return bool(END.search(text)) and bool(LENGTH.search(text) or COUNT.search(text))


def split(text):
    blocks = END.split(text)
    if not LENGTH.search(blocks[-1]):  # else it is an article that was cut off
        blocks = blocks[:-1]
    drafts = [read_document(block.split("\n")) for block in blocks]
    return make_export(drafts, first_group(COUNT.search(text)))


def read_document(lines):
    """Read one document: title, outlet, date, copyright, labels, then `Body`, the text and
    `Classification`."""
    lines = [line.strip().strip("|").strip() for line in lines]
    body = first_where(lambda i: lines[i] == BODY, range(len(lines)), len(lines))
    labels = [i for i in range(body) if LABEL.match(lines[i])]
    if body == len(lines) and not labels:
        return None
    first_label = labels[0] if labels else body
    length = first_where(lambda i: lines[i].startswith("Length"), labels, first_label)
    start = body + 1 if body < len(lines) else last_label(labels, lines, length) + 1
    stated = first_group(LENGTH.search("\n".join(lines[:start])))
    end = find_end(lines, start, stated)
    metadata = read_head(lines, length)
    fields = dict(read_label(lines, i, start) for i in labels)
    language = first_where(lambda line: line.startswith("Language:"), lines[end:], "")
    metadata |= {"author": fields.get("Byline", ""), "language": language.partition(":")[2]}
    paragraphs, turned = join_pages(lines[start:end], metadata["title"])
    unwrapped = unwrap("\n".join(paragraphs))
    if unwrapped:
        paragraphs = unwrapped[0].split("\n")
    return make_draft(paragraphs, metadata, lines[:start] + turned + lines[end:], stated)


def read_head(lines, end):
    """Return the title, the outlet and the date, which stand above the labels."""
    head = [i for i in range(end) if lines[i] and not LABEL.match(lines[i])]
    dated = first_where(
        lambda i: DATE.search(lines[i]) and not COPYRIGHT.match(lines[i]), reversed(head)
    )
    above = [i for i in head if (dated is None or i < dated) and not PAGE.match(lines[i])]
    return {
        "title": title_above(lines, above),
        "outlet": lines[above[-1]] if len(above) > 1 else "",
        "published": "" if dated is None else date_in(lines[dated]),
    }


def find_end(lines, start, stated):
    """Return where the archive's lines below a text begin: at their first heading.

    `Notes` and `Correction` may be subheads of the text. They are headings if the words above them
    are about as many as stated; if that does not decide, if only one paragraph is below them."""
    headings = [i for i in range(start, len(lines)) if TAIL.match(lines[i])]
    last = first_where(lambda i: lines[i] not in SUBHEADS, headings, len(lines))
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


def read_label(lines, i, end):
    """Return a label and the words behind it, which may run on over the next lines."""
    label, *words = LABEL.findall(lines[i])[0]
    for line in lines[i + 1 : end]:
        if not line or line == BODY or LABEL.match(line):
            break
        words.append(line)
    return label, " ".join(words)


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
