"""Takes the text of a paragraph and gives the regions inside its quotation marks."""

import re

from helpers.articles import count_words

DOUBLE = re.compile("''|``|[\"“”„‟«»]")
SINGLE = re.compile(r"(?<![\w.,'’])[‘'](?=[^\s'’])(?!\d\ds|n[’'])((?:[^\n‘“”\"]|(?<=\w)[’'](?=\w))*?)(?<=\S)[’'](?![\w'’])")
CLOSES = {"“": '”"', "„": '“”‟"', "«": "»", "»": "«", '"': '"”', "''": "''", "``": "''\""}


def marked_regions(text, paragraphs):
    """Return (start, end) of what stands inside quotation marks, the marks left out, in order, none inside another.

    A mark that is not closed in its paragraph reaches to the paragraph's end if it opens the paragraph or if the next
    one opens with a mark (a quotation over several paragraphs); otherwise it is taken for a stray.

    >>> marked_regions('He said: “We go.”', [(0, 17)])
    [(10, 16)]
    """
    regions = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        regions += double_regions(text, start, end, continued=bool(DOUBLE.match(following)))
    inside = [range(start, end) for start, end in regions]
    for start, end in paragraphs:
        for match in SINGLE.finditer(text, start, end):
            if count_words(match[1]) > 1 and not any(match.start() in region for region in inside):
                regions.append(match.span(1))
    return sorted(regions)


def double_regions(text, start, end, *, continued):
    regions, opened, mark = [], None, None
    for match in DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if opened is None:
            if can_open(match[0], before, after, text[match.end() : end]):
                opened, mark = match.end(), match[0]
        elif match[0] in CLOSES.get(mark, "") and not (match[0] in "\"''" and before.isspace() and after.isalnum()):
            regions.append((opened, match.start()))
            opened = None
    if opened is not None and (continued or opened - len(mark) == start):
        regions.append((opened, end))
    return [(a, b) for a, b in regions if b > a]


def can_open(mark, before, after, rest):
    """Whether a mark can open a quotation where it stands: 6" and a closing mark without its partner cannot."""
    if mark in ("”", "‟"):
        return False
    if mark == "»":
        return "«" in rest
    if mark in ('"', "''"):
        return not after.isspace() and not before.isalnum()
    return True
