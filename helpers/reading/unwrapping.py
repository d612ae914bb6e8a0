"""Joins the lines of a text that was broken at a certain width to paragraphs of one line."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from helpers.base.wordlists import function_words, ordinary_words

WRAP_WIDTHS = range(40, 121)  # characters a line, where a text is broken into lines
LEAST_PAIRS = 3  # of lines in a row: fewer do not show a width
SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*$")
ITEM = re.compile(r"\s*(?:[-*•–▪] |\(?\d{1,2}[.)] )")
RULE = re.compile(r"\s*[=_*~-]{3,}\s*$")
BROKEN_OFF = 0.6  # of the width: a line that would be shorter with the next word was broken off
FULL = 0.97  # of the width: a line that is shorter may end a paragraph
SOFT = "\u00ad¬"  # hyphens, and signs for them, that only break words
HYPHEN = re.compile(f"[^\\W\\d_][-\u2010\u2011{SOFT}]+$")
HYPHENS = re.compile(f"[-\u2010\u2011{SOFT}]")
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
SECOND = 4  # letters of a word that may be the second of a compound, as in "Paris-based"
LONGEST_WORD = 100  # characters: no word in the list of ordinary words is longer
MARGIN_SHARE = 0.2  # of the lines, that begin at the margin


def unwrap(text, *, widths=WRAP_WIDTHS):
    """Return a text that was broken into lines with one paragraph a line, and the width; None if it
    was not broken.

    A text was broken if most of its lines are about as long as its longest, which is one of the
    `widths`, and end within a sentence. A paragraph ends at a blank line, at a short line that ends
    a sentence, and before an indented line, an item of a list, a ruled line, or a capital below a
    line that is much too short."""
    raw = text.split("\n")
    lines = [line.strip() for line in raw]
    width = wrap_width(lines, widths)
    if not width:
        return None
    begins = find_beginnings(raw)
    known = words_within_lines(text)
    layout = Layout(width, are_separated(text, lines, begins))
    paragraphs = []
    group = []
    for number, (line, following) in enumerate(pairwise([*lines, ""])):
        group.append(line)
        if begins[number + 1] or ends_paragraph(line, following, layout):
            paragraphs.append(join_lines(group, known))
            group = []
    return "\n\n".join(filter(None, paragraphs)), width


class Layout(NamedTuple):
    """How a text is set: its width, and whether blank lines or indents separate its paragraphs."""

    width: int
    separated: bool


def are_separated(text, lines, begins):
    """Whether blank lines or indents, and nothing else, separate the paragraphs of a text."""
    blocks = len(re.findall(r"\n\s*\n", text.strip())) + 1
    beginnings = max(blocks, 1 + sum(begins[:-1]))
    return beginnings > 2 and sum(map(bool, lines)) > 1.5 * beginnings


def ends_paragraph(line, following, layout):
    """Whether a line ends a paragraph, by its own length and by the next line."""
    if not line or not following:
        return True
    # characters, if the next word stood on this line
    length = len(line) + 1 + len(following.partition(" ")[0])
    if length < BROKEN_OFF * layout.width and not following[0].islower():
        return True
    if layout.separated or length > FULL * layout.width:
        return False
    return bool(SENTENCE_END.search(line))


def find_beginnings(lines):
    """Return for each line, and for the end, whether it begins a paragraph by its look: it is
    indented, an item, a rule or below a rule."""
    items = [bool(ITEM.match(line)) for line in lines]
    is_list = sum(items) > 1
    indents = [len(line) - len(line.lstrip()) for line in lines]
    margin = find_margin(lines, indents)
    begins = []
    below_rule = False
    for line, indent, is_item in zip(lines, indents, items, strict=True):
        is_rule = bool(RULE.match(line))
        begins.append(is_rule or below_rule or indent > margin + 1 or (is_list and is_item))
        below_rule = is_rule
    return [*begins, True]


def find_margin(lines, indents):
    """Return the least indent that is not rare among the lines."""
    counts = Counter(indent for indent, line in zip(indents, lines, strict=True) if line.strip())
    common = [i for i, count in counts.items() if count > MARGIN_SHARE * counts.total()]
    return min(common, default=0)


def wrap_width(lines, widths):
    """Return the width, one of `widths`, at which a text was broken into lines, 0 if it was not."""
    pairs = [(line, following) for line, following in pairwise(lines) if line and following]
    if len(pairs) < LEAST_PAIRS:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int(0.98 * (len(lengths) - 1))]
    hyphens = sum(is_hyphenated(*pair) for pair in pairs)
    if hyphens >= max(LEAST_PAIRS, 0.15 * len(pairs)):
        return width
    long = sum(0.75 * width <= length <= 1.05 * width for length in lengths)
    running = running_share(lines)
    if width in widths and long > 0.6 * len(pairs) and running > 0.25:
        return width
    return 0


def running_share(lines):
    """Return the share of the lines above others from which a sentence goes on to the next."""
    pairs = [(line, following) for line, following in pairwise(lines) if line and following]
    return sum(runs_on(line, following) for line, following in pairs) / max(1, len(pairs))


def is_hyphenated(line, following):
    """Whether a word may be broken between two lines."""
    return bool(HYPHEN.search(line)) and following[0].islower()


def runs_on(line, following):
    """Whether a sentence goes on from one line to the next."""
    if SENTENCE_END.search(line):
        return False
    last = line.rpartition(" ")[2]
    return following[0].islower() or last.endswith(",") or last in function_words()


def words_within_lines(text):
    """Return the words within the lines of a text, in lower case and with a plain hyphen: they show
    how a word is written that stands at a line end."""
    words = WORD.findall(text.lower())
    return {word.replace("\u2010", "-").replace("\u2011", "-") for word in words}


def join_lines(lines, known=frozenset()):
    """Return lines as one; a hyphen that only broke a word goes, one between two words stays.

    `known` are words that the text has elsewhere.

    >>> join_lines(["the eco-", "nomic plan"]), join_lines(["a long-", "term plan"])
    ('the economic plan', 'a long-term plan')
    """
    pieces = [lines[0]]
    end = lines[0][-LONGEST_WORD:]
    for line in lines[1:]:
        removed, between = find_seam(end, line, known)
        pieces[-1] = without_end(pieces[-1], removed) + between
        end = without_end(end, removed) + between
        pieces.append(line)
        end = (end + line)[-LONGEST_WORD:]
    return "".join(pieces)


def find_seam(line, following, known):
    """Return how many characters at the end of a line go where the next is joined to it, and what
    comes between them."""
    hyphen = HYPHEN.search(line)
    if not hyphen or not following[:1].isalnum():
        return 0, " "
    length = len(hyphen[0]) - 1
    if line.endswith(tuple(SOFT)):
        return length, ""
    first = LETTERS.findall(line)[-1]
    second = "".join(LETTERS.findall(following)[:1]) if following[0].isalpha() else ""
    return (0, "") if is_compound(first, second, known) else (length, "")


def is_compound(first, second, known):
    """Whether the words before and behind a hyphen at a line end are two: "Anglo-Irish", "a long-
    term plan"."""
    if not second[:1].islower() and not (first + second).isupper():
        return True  # "Covid-19", too
    is_name = first[0].isupper() and not first.isupper()
    first = first.lower()
    second = second.lower()
    if f"{first}-{second}" in known:
        return True
    ordinary = ordinary_words()
    if first + second in known or first + second in ordinary:
        return False
    if second not in ordinary:
        return False
    return first in ordinary or (is_name and len(second) >= SECOND)


def hyphens_out(before, after):
    """Return the hyphens that stood in some lines and not in the paragraphs they became, as a piece
    that was left out.

    >>> hyphens_out("the eco-\\nnomic plan", "the economic plan")
    [('hyphens at line ends', '-')]
    """
    counts = [Counter(HYPHENS.findall(text)) for text in (before, after)]
    gone = counts[0] - counts[1]
    return [("hyphens at line ends", " ".join(gone.elements()))] if gone else []


def without_end(words, count):
    return words[: len(words) - count]
