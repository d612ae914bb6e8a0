"""Takes the text of an article and its paragraphs, gives the regions inside quotation marks of any
style."""

import re
from bisect import bisect_right
from itertools import pairwise

from helpers.base.text import count_words

DOUBLE = re.compile("''|``|[\"″“”„‟«»]")
PARTNERS = {
    "“": '”"“',
    "”": '”"',
    "„": '“”‟"',
    "«": "»",
    "»": "«",
    '"': '"”″',
    "″": '″"',
    "''": ("''",),
    "``": ("''", "”", '"'),
}
LONGEST = (
    4  # pieces of a quotation, a paragraph or its end each, before the paragraph that closes it
)
APOSTROPHES = r"\d\ds?\b|(?:n|em|til|tis|twas|cause|bout|cos)\b"  # ’90s, rock ’n’ roll
OPEN_SINGLE = re.compile(rf"(?<![\w.,'’)])[‘'](?![\s'’])(?!{APOSTROPHES})", re.I)
CLOSE_SINGLE = re.compile(r"(?<=[^\s‘'’])[’'](?![\w'’])")
ENDED = tuple(
    ",.!?…—–-"
)  # what stands before the mark that closes speech, and not before that of a plural possessive


def marked_regions(text, paragraphs):
    """Return (start, end) of what stands inside quotation marks, the marks left out, in order, none
    inside another.

    A mark that is not closed in its paragraph reaches to the paragraph's end if it opens the
    paragraph or if the next one opens with a mark (a quotation over several paragraphs); and as far
    as the mark that closes it, if that is the first mark of one of the next paragraphs. Otherwise
    it is taken for a stray.

    >>> marked_regions('He said: “We go.”', [(0, 17)])
    [(10, 16)]
    """
    regions = []
    waiting = ""
    tail = []
    for number, (start, end) in enumerate(paragraphs):
        following = (
            text[(a := paragraphs[number + 1][0]) : a + 2] if number + 1 < len(paragraphs) else ""
        )
        first = DOUBLE.search(text, start, end) if waiting else None
        closing = first if first and closes(waiting, text, first, start, end) else None
        double, unclosed = double_regions(text, closing.end() if closing else start, end)
        if closing:
            while tail and regions and regions[-1][1] > tail[0][0]:
                regions.pop()  # single marks inside it, or across its mark
            regions += tail
            double = [(start, closing.start()), *double]
        if unclosed and (DOUBLE.match(following) or unclosed[0] - len(unclosed[1]) == start):
            double.append((unclosed[0], end))
        waiting, tail = unfinished(waiting, tail, (start, end), first, unclosed, double)
        single = single_regions(text, start, end, double, continued=following[:1] in ("‘", "'"))
        around = [region[0] for region in single]
        kept = [
            (a, b) for a, b in double if not (k := bisect_right(around, a)) or single[k - 1][1] < b
        ]
        regions += sorted(kept + single)
    return regions


def unfinished(waiting, tail, paragraph, first, unclosed, double):
    """Return the mark that a later paragraph may close, and what would then be inside it too, up to
    a paragraph's end."""
    if unclosed:
        opened, mark = unclosed
        return mark, [(opened, paragraph[1])] if (opened, paragraph[1]) not in double else []
    if waiting and not first and len(tail) < LONGEST:
        return waiting, [*tail, paragraph]
    return "", []


def closes(mark, text, match, start, end):
    """Whether a mark found in [start, end) can only be the end of what another opened before; not
    if it means inches."""
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    inches = before.isdigit() and match[0] in ('"', "''", "″")
    return (
        match[0] in PARTNERS[mark] and not before.isspace() and not inches and not after.isalnum()
    )


def double_regions(text, start, end):
    """Return the regions inside double marks, and (start, mark) of one that is not closed, or
    None."""
    regions = []
    opened = None
    mark = ""
    last_guillemet = text.rfind("«", start, end)
    for match in DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if opened is None:
            if can_open(match[0], before, after, inverted=last_guillemet > match.start()):
                opened = match.end()
                mark = match[0]
        elif match[0] in PARTNERS[mark] and can_close(match[0], before, after):
            regions.append((opened, match.start()))
            opened = None
    return [(a, b) for a, b in regions if b > a], None if opened is None or opened >= end else (
        opened,
        mark,
    )


def can_open(mark, before, after, *, inverted):
    """Whether a mark can open a quotation where it stands: 6" cannot, a closing one only if typed
    the wrong way round."""
    if mark == "”":
        return not before.isalnum() and after.isalnum()
    if mark == "»":
        return inverted  # »so«
    if mark in ('"', "''", "″"):
        return not after.isspace() and not before.isalnum()
    return mark != "‟"


def can_close(mark, before, after):
    """Whether a mark can close a quotation where it stands: “ can if it was typed the wrong way
    round."""
    if mark == "“":
        return not after.isalnum() and not before.isspace()
    return not (mark in ("''", '"', "″") and before.isspace() and after.isalnum())


def single_regions(text, start, end, double, *, continued):
    """Return what stands inside single marks and outside double ones: several words, or one with a
    mark behind it."""
    starts = [a for a, _ in double]

    def outside(place):
        k = bisect_right(starts, place)
        return not k or place >= double[k - 1][1]

    openings = [m.start() for m in OPEN_SINGLE.finditer(text, start, end) if outside(m.start())]
    closings = [m.start() for m in CLOSE_SINGLE.finditer(text, start, end) if outside(m.start())]
    regions = []
    for opened, limit in pairwise([*openings, end]):
        possible = closings[bisect_right(closings, opened) : bisect_right(closings, limit)]
        closed = next(
            (c for c in possible if not is_possessive(text, c)), possible[0] if possible else None
        )
        if (
            closed is None
            and limit == end
            and (opened == start or (continued and text[opened] == "‘"))
        ):
            closed = end
        if closed is not None:
            inner = text[opened + 1 : closed]
            if count_words(inner) > (not inner.endswith(ENDED)):
                regions.append((opened + 1, closed))
    return regions


def is_possessive(text, place):
    """Whether a single mark may be that of a plural possessive: "the workers' strike"."""
    return (
        text[place - 1] == "s"
        and text[place + 1 : place + 2] == " "
        and text[place + 2 : place + 3].islower()
    )
