"""Takes a text as it stands in a file, gives the text to be analysed, and says what was taken out or put right.

Only what no reader sees is touched: line ends, invisible characters, accents written apart from their letters. No-break
spaces, curly marks and every printed character stay.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise

PARAGRAPH_END = "\u2029"
LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028]")
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # what colours a terminal
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufff9-\ufffb]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
JOINERS = re.compile("(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])")  # they mean something elsewhere
HALVES = re.compile("[\ud800-\udfff]")
TYPOGRAPHIC = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")  # printed characters of cp1252 that were read as Latin-1
MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u0178\u2018-\u203a\u20ac\u2122]")

WRAP_WIDTHS = range(40, 121)  # characters a line, where a text is broken into lines
SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*$")
ITEM = re.compile(r"\s*(?:[-*•–▪] |\(?\d{1,2}[.)] )")
RULE = re.compile(r"\s*[=_*~-]{3,}\s*$")
EMPTY = 0.6  # of the width: a line that fills less was broken off
HYPHEN = re.compile(r"[^\W\d_]-$")
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 100  # characters: nothing longer is in the list of ordinary words
MOST_MARKS = 30  # accents on one letter, which Unicode's Stream-Safe Text Format allows (UAX 15); more are no writing
TAKEN_OUT = [  # pattern, what it finds, whether that may be ASCII
    (TERMINAL, "control characters", True), (CONTROLS, "control characters", True),
    (INVISIBLE, "invisible characters", False), (JOINERS, "invisible characters", False),
    (DIRECTIONS, "characters that turn the direction of writing", False),
]  # fmt: skip
SEE = "no printed word is touched; look at the text in notebook 1"


def clean(text):
    """Return a text with `\\n` at its line ends, accents on their letters and nothing invisible in it, and the doubts.

    >>> clean("min\\u200bister\\r\\nsaid")[0]
    'minister\\nsaid'
    """
    doubts, counts = [], {}
    text = LINE_END.sub("\n", text).replace(PARAGRAPH_END, "\n\n").removeprefix("\ufeff")
    for pattern, what, _ in (row for row in TAKEN_OUT if row[2] or not text.isascii()):
        text, count = pattern.subn("", text)
        counts[what] = counts.get(what, 0) + count
    doubts += [(f"{count:,} {what} were taken out", SEE) for what, count in counts.items() if count]
    if text.isascii():
        return text, doubts
    text, count = HALVES.subn("\N{REPLACEMENT CHARACTER}", text)
    if count:
        doubts.append((f"{count:,} broken characters were replaced by \N{REPLACEMENT CHARACTER}", SEE))
    if not MOJIBAKE.search(text):
        text, count = TYPOGRAPHIC.subn(lambda found: found[0].encode("latin-1").decode("cp1252"), text)
        if count:
            doubts.append((f"{count:,} characters were put right that had been read as Latin-1 and are cp1252", SEE))
    text, count = re.subn("[\ufb00-\ufb06]", lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if count:
        doubts.append((f"{count:,} joined letters (ﬁ, ﬂ) were taken apart", SEE))
    return compose(text), doubts


def compose(text):
    """Return a text with accents on their letters; those of a letter that has more than any has stay as they are, for to put
    n of them in order takes n² steps."""
    pieces = too_many_marks().split(text)
    return "".join(piece if i % 2 else unicodedata.normalize("NFC", piece) for i, piece in enumerate(pieces))


@cache
def too_many_marks():
    """Return the pattern of more accents in a row than any letter has."""
    marks = (chr(code) for code in range(0x300, 0x20000) if not 0xD800 <= code < 0xE000)
    stacked = "".join(mark for mark in marks if unicodedata.combining(unicodedata.normalize("NFD", mark)[0]))
    return re.compile(f"([{stacked}]{{{MOST_MARKS + 1},}}+)")


def unwrap(text):
    """Return a text whose paragraphs were broken into lines with each on a line of its own, and the width; else None.

    A text is taken for such if most of its lines are about as long as its longest, and run on: they end within a
    sentence. A paragraph ends at a blank line, at a short line that ends a sentence, and before an indented line, an item of
    a list, a ruled line, or a capital below a line of which much is empty.
    """
    raw = text.split("\n")
    lines = [line.strip() for line in raw]
    width = wrap_width(lines)
    if not width:
        return None
    blocks = len(re.findall(r"\n\s*\n", text.strip())) + 1
    begins = find_beginnings(raw)
    starts = max(blocks, 1 + sum(begins[:-1]))
    parted = starts > 2 and sum(map(bool, lines)) > 1.5 * starts  # blank lines or indents part the paragraphs, nothing else
    paragraphs, pieces, end = [], [], ""
    for number, (line, after) in enumerate(pairwise([*lines, ""])):
        if pieces:
            gone, between = seam(end, line)
            pieces[-1] = without_end(pieces[-1], gone) + between
            end = without_end(end, gone) + between
        pieces.append(line)
        end = (end + line)[-LONGEST_WORD:]
        used = len(line) + 1 + len(after.partition(" ")[0])  # characters, had the next word been put on this line
        broken_off = used < EMPTY * width and not after[:1].islower()
        closed = SENTENCE_END.search(line) and used <= 0.97 * width and not parted
        if not line or not after or begins[number + 1] or broken_off or closed:
            paragraphs.append("".join(pieces))
            pieces, end = [], ""
    return "\n\n".join(filter(None, paragraphs)), width


def find_beginnings(lines):
    """Return for each line, and for the end, whether a paragraph begins there by its look: indented, an item, ruled off."""
    items = sum(bool(ITEM.match(line)) for line in lines) > 1
    indents = [len(line) - len(line.lstrip()) for line in lines]
    counts = Counter(indent for indent, line in zip(indents, lines, strict=True) if line.strip())
    margin = min((indent for indent, count in counts.items() if count > 0.2 * counts.total()), default=0)
    begins, ruled = [], False
    for line, indent in zip(lines, indents, strict=True):
        rule = bool(RULE.match(line))
        begins.append(rule or ruled or indent > margin + 1 or (items and bool(ITEM.match(line))))
        ruled = rule
    return [*begins, True]


def wrap_width(lines):
    """Return the width at which a text was broken into lines, 0 if it was not."""
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if len(pairs) < 3:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int(0.98 * (len(lengths) - 1))]
    hyphened = sum(bool(HYPHEN.search(line)) and after[0].islower() for line, after in pairs)
    if hyphened >= max(3, 0.15 * len(pairs)):
        return width
    long = sum(0.75 * width <= len(line) <= 1.05 * width for line, _ in pairs)
    running = sum(not SENTENCE_END.search(line) and (after[0].islower() or line[-1] == ",") for line, after in pairs)
    return width * (width in WRAP_WIDTHS and long > 0.6 * len(pairs) and running > 0.25 * len(pairs))


def join(line, after):
    """Return two lines as one; a hyphen that only broke a word goes, one between two words of their own stays.

    >>> join("the eco-", "nomic plan"), join("a long-", "term plan")
    ('the economic plan', 'a long-term plan')
    """
    gone, between = seam(line[-LONGEST_WORD:], after)
    return without_end(line, gone) + between + after if after else line


def seam(line, after):
    """Return how many characters at the end of a line go where another is joined to it, and what comes between them."""
    if not HYPHEN.search(line) or not (after[:1].islower() and after[:1].isalpha()):
        return 0, " "
    from helpers.wordlists import ordinary_words

    first, second = LETTERS.findall(line)[-1].lower(), LETTERS.findall(after)[0].lower()
    common = ordinary_words()
    whole = first + second in common or not (first in common and second in common)
    return int(whole), ""


def without_end(words, count):
    return words[: len(words) - count]
