"""Takes the signs of a list off its items: each item is a paragraph of its own, and no sign belongs
to a sentence or opens speech."""

import re
import unicodedata
from itertools import pairwise

PICTURES = 0x2190  # from here on, symbols are arrows, shapes and pictures
ROUND = frozenset("•‣⁃∙·")  # bullets that are no pictures
SPACED = frozenset("-–—−*+>~=_#")  # bullets with white space behind them, in a list of several
ANGLES = {"»": "«", "›": "‹"}
# a sign behind what ends a sentence, where it may open the next item on the same line
BEHIND_END = re.compile("[.!?:;…)”’\"']\\s([^\\w\\s\\x00-\\x7f])")


def list_items(text: str, paragraphs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the items of each paragraph: itself, without the sign that opens it; several if they
    stand on one line; none if there are only signs.

    An angle mark is a sign if nothing closes it; a dash or asterisk if the paragraph before or
    behind opens with the same.

    >>> list_items("» One. » Two.", [(0, 13)]), list_items("»Eins«", [(0, 6)])
    ([[(2, 6), (9, 13)]], [[(0, 6)]])
    """
    signs = [opening_sign(text, start, end) for start, end in paragraphs]
    quoted = quoted_paragraphs(text, paragraphs, signs)
    items = []
    for k, (start, end) in enumerate(paragraphs):
        sign = "" if quoted[k] else signs[k]
        alone = sign in SPACED and sign not in (*signs[k - 1 : k], *signs[k + 1 : k + 2])
        if all(is_sign(char) for char in text[start:end]):
            items.append([])
        else:
            items.append(cut_items(text, start, end, "" if alone else sign))
    return items


def opening_sign(text, start, end):
    """Return the sign that may be that of a list at the start of a paragraph, or nothing."""
    sign = text[start]
    if sign in ANGLES or is_picture(sign):
        return sign
    return sign if sign in SPACED and (start + 1 == end or text[start + 1].isspace()) else ""


def is_picture(char):
    """Return whether a character is a bullet wherever it stands: round, a shape, an arrow or a
    picture, or of a font of symbols."""
    category = unicodedata.category(char)
    is_symbol = category in ("So", "Sm", "Sk") and ord(char) >= PICTURES
    return char in ROUND or category == "Co" or is_symbol


def is_sign(char):
    """Return whether a character may be all that stands on a line between others: a sign, a space,
    or what makes one picture of two."""
    joins = unicodedata.category(char) in ("Cf", "Mn")
    return char in SPACED or char in ANGLES or char.isspace() or joins or is_picture(char)


def quoted_paragraphs(text, paragraphs, signs):
    """Return which paragraphs are opened by an angle mark that is closed in them, or in one of the
    next that such a mark opens, too."""
    quoted = [False] * len(paragraphs)
    for k in range(len(paragraphs) - 1, -1, -1):
        mark = signs[k]
        if mark in ANGLES:
            start, end = paragraphs[k]
            opened = text.count(mark, start, end)
            goes_on = opened == 1 and mark in signs[k + 1 : k + 2] and quoted[k + 1]
            is_glued = not text[start + 1 : start + 2].isspace()
            quoted[k] = text.count(ANGLES[mark], start, end) >= opened or (goes_on and is_glued)
    return quoted


def cut_items(text, start, end, sign):
    """Return (start, end) of the items of a paragraph that a sign opens, or none."""
    cuts = [start]
    inner = sign or inner_sign(text, start, end)
    if inner and inner not in SPACED and ANGLES.get(inner, "\0") not in text[start:end]:
        cuts += [place for place in places_of(text, inner, start, end) if place > start]
    items = []
    for first, last in pairwise([*cuts, end]):
        if first > start or sign:
            first = behind_signs(text, first, last, inner)
        last = first + len(text[first:last].rstrip())
        if first < last:
            items.append((first, last))
    return items


def inner_sign(text, start, end):
    """Return the sign that opens several items behind the first words of a paragraph, or
    nothing."""
    for match in BEHIND_END.finditer(text, start, end):
        sign = match[1]
        if is_picture(sign) or sign in ANGLES:
            return sign if len(places_of(text, sign, start, end)) > 1 else ""
    return ""


def places_of(text, sign, start, end):
    """Return where a sign stands with white space before it and not alone behind it."""
    places = []
    place = text.find(sign, start, end)
    while place >= 0:
        if place == start or text[place - 1].isspace():
            places.append(place)
        place = text.find(sign, place + 1, end)
    return places


def behind_signs(text, start, end, sign):
    """Return where the words of an item start, behind its signs: also behind an angle mark with
    white space that a second sign is ("- » Polls open")."""
    unclosed = {mark for mark, partner in ANGLES.items() if partner not in text[start:end]}
    while start < end:
        is_spaced = text[start] in unclosed and text[start + 1 : start + 2].isspace()
        if not (text[start] == sign or is_spaced or is_filler(text[start])):
            break
        start += 1
    return start


def is_filler(char):
    return char.isspace() or is_picture(char) or unicodedata.category(char) in ("Cf", "Mn")
