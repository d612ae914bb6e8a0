"""Finds what stands inside quotation marks of any style."""

import re
from bisect import bisect_right
from itertools import pairwise

from helpers.base.text import count_words

DOUBLE = re.compile("''|``|[\"″“”„‟«»‹›]")  # and the angle marks that are single
PARTNERS = {
    "“": '”"“',
    "”": '”"',
    "„": '“”‟"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"”″',
    "″": '″"',
    "''": ("''",),
    "``": ("''", "”", '"'),
}
LONGEST = 4  # parts of a quotation, a paragraph or its end each, before the one that closes it
APOSTROPHES = r"(?:\d\ds?\b|(?:n|em|til|tis|twas|cause|bout|cos)\b)"  # ’90s, rock ’n’ roll
OPEN_SINGLE = re.compile(  # also before an apostrophe: ‘’Tis
    rf"(?<![\w.,'’)])[‘'](?!\s|{APOSTROPHES}|['’](?!{APOSTROPHES}))", re.I
)
CLOSE_SINGLE = re.compile(r"(?<=[^\s‘'’])(?<![’']n)[’'](?![\w'’])")
WORD = re.compile("[‘'][^\\s‘’']+[’']")  # one in single marks
# what stands before the mark that closes speech, and not before that of a plural possessive
ENDED = tuple(",.!?…—–-")


def marked_regions(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
    waiting = ""  # the mark that a later paragraph may close
    tail = []  # what would then be inside it, too
    for number, (start, end) in enumerate(paragraphs):
        next_start = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        following = text[next_start : next_start + 2]
        first = DOUBLE.search(text, start, end) if waiting else None
        closing = first if first and closes(waiting, text, first, start, end) else None
        double, unclosed = double_regions(text, closing.end() if closing else start, end)
        if closing:
            while tail and regions and regions[-1][1] > tail[0][0]:
                regions.pop()  # single marks inside it, or across its mark
            regions += tail
            double = [(start, closing.start()), *double]
        if unclosed:
            opened, mark = unclosed
            if DOUBLE.match(following) or opened - len(mark) == start:
                double.append((opened, end))
        waiting, tail = unfinished(waiting, tail, (start, end), first, unclosed, double)
        single = single_regions(text, start, end, double, continued=following[:1] in ("‘", "'"))
        regions += sorted([*outside(double, single), *single])
    return regions


def outside(double, single):
    """Return the regions in double marks that do not stand inside one in single marks."""
    starts = [start for start, _ in single]
    free = []
    for start, end in double:
        k = bisect_right(starts, start)
        if not k or single[k - 1][1] < end:
            free.append((start, end))
    return free


def unfinished(waiting, tail, paragraph, first, unclosed, double):
    """Return the mark that a later paragraph may close, and what would then be inside it too, up to
    a paragraph's end."""
    if unclosed:
        opened, mark = unclosed
        region = (opened, paragraph[1])
        return mark, [] if region in double else [region]
    if waiting and not first and len(tail) < LONGEST:
        return waiting, [*tail, paragraph]
    return "", []


def closes(mark, text, match, start, end):
    """Return whether a mark found in [start, end) can only be the end of what another opened
    before; not if it means inches."""
    before, after = beside(text, match, start, end)
    if match[0] not in PARTNERS[mark] or before.isspace() or after.isalnum():
        return False
    return not (before.isdigit() and match[0] in ('"', "''", "″"))


def beside(text, match, start, end):
    """Return the characters before and after a mark; spaces at the edges of its paragraph."""
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    return before, after


def double_regions(text, start, end):
    """Return the regions inside double marks, and (start, mark) of one that is not closed, or
    None."""
    regions = []
    opened = None
    mark = ""
    last_of_inverted = {"»": text.rfind("«", start, end), "›": text.rfind("‹", start, end)}
    for match in DOUBLE.finditer(text, start, end):
        before, after = beside(text, match, start, end)
        if opened is None:
            closed = last_of_inverted.get(match[0], -1) > match.start()
            if can_open(match[0], before, after, inverted=closed or match.start() == start):
                opened = match.end()
                mark = match[0]
        elif match[0] in PARTNERS[mark] and can_close(match[0], before, after):
            if opened < match.start():
                regions.append((opened, match.start()))
            opened = None
    unclosed = None if opened is None or opened >= end else (opened, mark)
    return regions, unclosed


def can_open(mark, before, after, *, inverted):
    """Return whether a mark can open a quotation where it stands: 6" cannot, a closing one only if
    typed the wrong way round."""
    if mark == "”":
        return not before.isalnum() and after.isalnum()
    if mark in ("»", "›"):
        return inverted  # »so«
    if mark in ('"', "''", "″"):
        return not after.isspace() and not before.isalnum()
    return mark != "‟"


def can_close(mark, before, after):
    """Return whether a mark can close a quotation where it stands: “ can if it was typed the wrong
    way round."""
    if mark == "“":
        return not after.isalnum() and not before.isspace()
    return not (mark in ("''", '"', "″") and before.isspace() and after.isalnum())


def single_regions(text, start, end, double, *, continued):
    """Return what stands inside single marks and outside double ones: several words, or one with a
    mark behind it. `continued`: the next paragraph opens with a single mark."""
    openings = single_marks(OPEN_SINGLE, text, start, end, double)
    closings = single_marks(CLOSE_SINGLE, text, start, end, double)
    regions = []
    for opened, limit in pairwise([*openings, end]):
        possible = closings[bisect_right(closings, opened) : bisect_right(closings, limit)]
        closed = closing_mark(text, possible)
        unclosed = closed is None and limit == end
        if unclosed and (opened == start or (continued and text[opened] == "‘")):
            closed = end
        if closed is not None:
            inner = text[opened + 1 : closed]
            least = 1 if inner.endswith(ENDED) else 2
            if count_words(inner) >= least:
                regions.append((opened + 1, closed))
    return regions


def single_marks(pattern, text, start, end, double):
    """Return where single marks stand that are not inside double ones."""
    starts = [a for a, _ in double]
    places = []
    for match in pattern.finditer(text, start, end):
        k = bisect_right(starts, match.start())
        if not k or match.start() >= double[k - 1][1]:
            places.append(match.start())
    return places


def closing_mark(text, possible):
    """Return the first single mark that is not a possessive's, else the first; None if there is
    none."""
    for place in possible:
        if not is_possessive(text, place):
            return place
    return possible[0] if possible else None


def opens_word(text: str, place: int, end: int) -> bool:
    """Return whether a single mark opens a single word: ‘nonsense’."""
    return bool(OPEN_SINGLE.match(text, place, end) and WORD.match(text, place, end))


def closes_word(text: str, start: int, place: int) -> bool:
    """Return whether a single mark closes a single word that stands behind `start`."""
    opening = max(text.rfind("‘", start, place), text.rfind("'", start, place))
    in_marks = opening >= 0 and WORD.fullmatch(text, opening, place + 1)
    return bool(in_marks and OPEN_SINGLE.match(text, opening))


def is_possessive(text, place):
    """Return whether a single mark may be that of a plural possessive: "the workers' strike"."""
    after = text[place + 1 : place + 3]
    return text[place - 1] == "s" and after[:1] == " " and after[1:].islower()
