"""Takes the text of an export by Nexis Uni or LexisNexis Academic, gives its articles as drafts."""

import re
from itertools import accumulate, pairwise

from helpers.formats import records
from helpers.formats.cleaning import SENTENCE_END, unwrap
from helpers.formats.records import COPYRIGHT, DATE, LENGTH, date_in, leading_number, make_draft, number, tail_start

PAGE = re.compile(r"^\s*Page \d+ of \d+\s*$")
UNI_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
UNI_COUNT = re.compile(r"^[ \t]*Documents? \((\d+)\)[ \t]*$", re.M)
UNI_LABEL = re.compile(
    r"^(Section|Length|Byline|Dateline|Highlight|Abstract|Headline|Edition|Series|Column|Copyright|Subject|Correction|Distribution)"
    r":[\s\u00a0]*(.*)$"
)
UNI_TAIL = re.compile(r"^(?:Classification|Graphic|Notes|Correction|Load-Date:.*|Language:.*|Publication-Type:.*)$")
UNI_SUBHEADS = ("Notes", "Correction")  # which a text may have too
FEW, CLOSE = 10, 0.03  # words, and share of all, by which an archive counts otherwise
CLASSIC = re.compile(r"^[ \t]*(\d+) of (\d+) DOCUMENTS?[ \t]*$", re.M)
CLASSIC_LABEL = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|HEADLINE|BODY|EDITION|SERIES|COLUMN|DISTRIBUTION|NOTE|CORRECTION|"
    r"DOCUMENT-TYPE|SOURCE|TYPE):[ \t]*(.*)$"
)
CLASSIC_TAIL = re.compile(
    r"^(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|SUBJECT|GRAPHIC|COMPANY|ORGANIZATION|TICKER|GEOGRAPHIC|PERSON|"
    r"INDUSTRY|COUNTRY|STATE|CITY|CORRECTION|CORRECTION-DATE|DOCUMENT-TYPE|ACC-NO|URL|NOTES|PUB-TYPE|UPDATE|CATEGORY|TOPIC|"
    r"LEXISNEXIS):"
)


# Nexis Uni: Word, RTF or text, each article closed by a line `End of Document`


def split_uni(text):
    stated = number(UNI_COUNT.search(text))
    blocks = UNI_END.split(text)
    whole = blocks if LENGTH.search(blocks[-1]) else blocks[:-1]  # a last one that was cut off is better than none
    drafts = [read_uni(block.split("\n")) for block in whole]
    return [draft for draft in drafts if draft], stated, drafts.count(None)


def read_uni(lines):
    """Read one article of Nexis Uni: title, outlet, date, copyright, labels, then `Body`, the text, `Classification`."""
    lines = [line.strip().strip("|").strip() for line in lines]
    body = next((i for i, line in enumerate(lines) if line == "Body"), len(lines))
    labels = [i for i, line in enumerate(lines[:body]) if UNI_LABEL.match(line)]
    if body == len(lines) and not labels:
        return None
    length = next((i for i in labels if lines[i].startswith("Length")), labels[0] if labels else body)
    start = body + 1 if body < len(lines) else last_label(labels, lines, length) + 1
    head = [i for i in range(length) if lines[i] and not UNI_LABEL.match(lines[i])]
    stated = number(LENGTH.search("\n".join(lines[:start])))
    end = uni_tail(lines, start, stated)
    dated = next((i for i in reversed(head) if DATE.search(lines[i]) and not COPYRIGHT.match(lines[i])), None)
    before = [i for i in head if (dated is None or i < dated) and not PAGE.match(lines[i])]
    values = dict(labelled(lines, i, start) for i in labels)
    language = next((line for line in lines[end:] if line.startswith("Language:")), "")
    metadata = {
        "title": title_above(lines, before),
        "outlet": lines[before[-1]] if len(before) > 1 else "",
        "published": date_in(lines[dated]) if dated is not None else "",
        "author": values.get("Byline", ""),
        "language": language.partition(":")[2],
    }
    paragraphs, turned = turn_pages(lines[start:end], metadata["title"])
    unwrapped = unwrap("\n".join(paragraphs))
    paragraphs = unwrapped[0].split("\n") if unwrapped else paragraphs
    return make_draft(paragraphs, metadata, lines[:start] + turned + lines[end:], stated)


def uni_tail(lines, start, stated):
    """Return where the archive's lines below a text begin: at their first heading, which `Notes` and `Correction` may be.

    They are if about as many words stand above them as the length says; where that tells nothing, if one paragraph is below.
    """
    headings = [i for i in range(start, len(lines)) if UNI_TAIL.match(lines[i])]
    last = next((i for i in headings if lines[i] not in UNI_SUBHEADS), len(lines))
    words = [0, *accumulate(len(line.split()) for line in lines[start:last])]
    unsure = [i for i in headings if i < last and words[i - start]]
    for i in (*unsure, last) if stated else ():
        if abs(words[i - start] - stated) <= max(FEW, CLOSE * stated):
            return i
    sections = ((i, "\n".join(lines[i + 1 : after])) for i, after in pairwise([*unsure, last]))
    return next((i for i, below in sections if "\n\n" not in below.strip()), last)


def title_above(lines, head):
    """Return the title, the lines above the outlet, the last of `head`: several where a blank line parts them from it."""
    if len(head) < 2:
        return lines[head[0]] if head else ""
    top = last = head[-2]
    above = set(head) if head[-1] - last > 1 else ()
    while top - 1 in above:
        top -= 1
    return " ".join(lines[top : last + 1])


def labelled(lines, i, end):
    """Return a label and the words behind it, which may run on over the next lines."""
    label, *words = UNI_LABEL.findall(lines[i])[0]
    for line in lines[i + 1 : end]:
        if not line or line == "Body" or UNI_LABEL.match(line):
            break
        words.append(line)
    return label, " ".join(words)


def turn_pages(lines, title):
    """Return lines without the `Page 3 of 9` between them and the title that comes again below it, and what was taken out.

    A paragraph that goes on over the page stays one: the blank lines round the turn go with it.
    """
    kept, turned, i = [], [], 0
    while i < len(lines):
        if not PAGE.match(lines[i]):
            kept.append(lines[i])
            i += 1
            continue
        turned.append(lines[i])
        i += 1
        while i < len(lines) and (not lines[i] or lines[i] == title):
            turned += [lines[i]] if lines[i] else []
            i += 1
        while kept and not kept[-1]:
            kept.pop()
        if kept and i < len(lines) and not (SENTENCE_END.search(kept[-1]) or lines[i][0].isupper()):
            continue
        kept.append("")
    return kept, turned


def last_label(labels, lines, first):
    """Return the last of the labelled lines that follow one another, blank lines aside."""
    last = first
    for i in labels:
        if any(lines[last + 1 : i]):
            break
        last = max(last, i)
    return last


# LexisNexis Academic: text, each article opened by a line `1 of 10 DOCUMENTS`


def split_classic(text):
    marks = list(CLASSIC.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    drafts = [read_classic(text[mark.end() : end].split("\n")) for mark, end in zip(marks, ends, strict=True)]
    wanted = 1 + number(marks[-1]) - number(marks[0]) if len(marks) > 1 else len(marks)
    asked = requested(text[: marks[0].start()])
    stated = asked or max(wanted, records.whole_number(marks[-1][2]) if marks[0][1] == "1" else 0)
    return [draft for draft in drafts if draft], stated, drafts.count(None)


def requested(cover):
    """Return how many articles a cover page says were asked for ("Download Request: … 1-10"), 0 if it does not say."""
    for line in cover.split("\n"):
        found = re.search(r"(?<!\d)(\d{1,9}+)-(\d{1,9}+)", line.partition("Download Request:")[2])
        if found:
            return 1 + int(found[2]) - int(found[1])
    return 0


def read_classic(lines):
    """Read one article: outlet and date in the middle of their lines, title, labels in capitals, the text, labels again."""
    tail = tail_start(lines, lambda line: CLASSIC_TAIL.match(line) or COPYRIGHT.match(line) or line.startswith(" " * 10))
    labels = [i for i, line in enumerate(lines[:tail]) if CLASSIC_LABEL.match(line)]
    places, start, end = {}, 0, 0
    for i in labels:
        if start and any(lines[start:i]) and not lines[i].startswith("BODY") and "LENGTH" in places:
            break  # a label within the text
        if end <= i:
            end = next((j for j in range(i, tail) if not lines[j].strip()), tail)  # a label's words may run on
        label = CLASSIC_LABEL.findall(lines[i])[0][0]
        places[label] = i, end
        start = i + 1 if label == "BODY" else end
    values = {label: CLASSIC_LABEL.findall(lines[i])[0][1] for label, (i, _) in places.items()}
    values |= {label: " ".join([values[label], *map(str.strip, lines[i + 1 : end])]) for label, (i, end) in places.items()}
    if not labels or ("LENGTH" not in values and "BODY" not in values):
        return None
    head = [i for i in range(labels[0]) if lines[i].strip() and not COPYRIGHT.match(lines[i])]
    centred = [i for i in head if lines[i].startswith("   ")]
    dated = next((i for i in centred if DATE.search(lines[i])), centred[-1] if centred else -1)
    rights = last_copyright(lines, dated)
    above = [lines[i] for i in centred if rights < i < dated]
    metadata = {
        "title": values.get("HEADLINE") or " ".join(lines[i].strip() for i in head if not lines[i].startswith("   ")),
        "outlet": above[-1] if above else "",
        "published": date_in(lines[dated]) if dated >= 0 else "",
        "author": values.get("BYLINE", ""),
        "language": next((line.partition(":")[2] for line in lines[tail:] if line.startswith("LANGUAGE:")), ""),
    }
    body = "\n".join(lines[start:tail])
    unwrapped = unwrap(body)
    paragraphs = (unwrapped[0] if unwrapped else body).split("\n")
    stated = leading_number(values.get("LENGTH", ""))
    return make_draft(paragraphs, metadata, lines[:start] + lines[tail:], stated)


def last_copyright(lines, before):
    """Return where the copyright above an outlet's name ends; its lines follow one another without a blank one."""
    marks = [i for i in range(max(before, 0)) if COPYRIGHT.match(lines[i])]
    return marks[-1] if marks else -1
