"""Turns the text in a file into the text to be analysed, and counts the changes.

Only what no reader sees is changed: line ends, invisible characters, accents that are written apart
from their letters, and hyphens that broke a word at the end of a line. No-break spaces, curly marks
and every other printed character stay."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from helpers.base.wordlists import function_words, ordinary_words

PARAGRAPH_END = "\u2029"
LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028]")
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # the codes that colour a terminal
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufff9-\ufffb]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
SOFT_HYPHEN = re.compile("\u00ad")
# but for those that broke a word at a line end
SOFT_HYPHEN_WITHIN = re.compile("\u00ad(?![ \t]{0,9}\n| {1,2}[a-z])")
# a soft hyphen, or the sign for one, at a line end, and the rest of its word on the next line
BROKEN = re.compile(
    "(?<=[^\\W\\d_])[\u00ad¬]++[ \t]{0,9}\n[ \t]{0,9}([^\\s\u00ad¬]{1,99}+)([ \t]{0,9}+(?=\\S))?"
)
# the same where the lines were joined
BROKEN_WITHIN = re.compile("(?<=[^\\W\\d_])[\u00ad¬]++ {0,2}(?=[a-z])")
# the same with a hyphen, which may also stand for a word that is left out
HYPHENATED = re.compile(
    r"(?<![^\W_])([A-Za-z]{2,30}+)[-\u2010](?: |[ \t]{0,9}\n[ \t]{0,9})([a-z]{2,30}+)(?![-\w])"
    r"(\S{0,9}+)([ \t]{0,9}+(?=\S))?"
)
# between Latin letters; in other scripts they matter
JOINERS = re.compile("(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])")
HALVES = re.compile("[\ud800-\udfff]")
# printed characters of cp1252 that were read as Latin-1
TYPOGRAPHIC = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
LIGATURES = re.compile("[\ufb00-\ufb06]")
# UTF-8 that was read as cp1252 or Latin-1
MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u0178\u2018-\u203a\u20ac\u2122]")
# accents on one letter that Unicode's Stream-Safe Text Format allows (UAX 15); no script has more
MOST_MARKS = 30
REMEDY = "look at the text in notebook 1, in which every printed word stayed"
INVISIBLE_WORDS = "invisible characters were taken out"
BROKEN_WORDS = "words that a hyphen had broken at a line end were put together"


def as_cp1252(match):
    return match[0].encode("latin-1").decode("cp1252")


def as_letters(match):
    return unicodedata.normalize("NFKC", match[0])


# patterns, their replacement, and the words for the doubt; only the first row finds ASCII
CHANGES: list[tuple[tuple[re.Pattern, ...], str | Callable[[re.Match], str], str]] = [
    ((TERMINAL, CONTROLS), "", "control characters were taken out"),
    ((INVISIBLE, SOFT_HYPHEN_WITHIN, JOINERS), "", INVISIBLE_WORDS),
    ((DIRECTIONS,), "", "characters that turn the direction of writing were taken out"),
    ((HALVES,), "\ufffd", "broken characters were replaced by \N{REPLACEMENT CHARACTER}"),
    (
        (TYPOGRAPHIC,),
        as_cp1252,
        "characters were put right that had been read as Latin-1 and are cp1252",
    ),
    ((LIGATURES,), as_letters, "joined letters (ﬁ, ﬂ) were taken apart"),
]


def clean(text, *, wrapped=False):
    """Return a text with `\\n` at its line ends, accents on their letters and no invisible
    characters, and the doubts. A `wrapped` text keeps the hyphens at its line ends.

    >>> clean("min\\u200bister\\r\\nsaid")[0]
    'minister\\nsaid'
    """
    text = LINE_END.sub("\n", text).replace(PARAGRAPH_END, "\n\n").removeprefix("\ufeff")
    doubts = []
    for patterns, replacement, change in CHANGES:
        if TYPOGRAPHIC in patterns and MOJIBAKE.search(text):
            continue  # these characters are parts of others
        count = 0
        for pattern in patterns:
            text, matches = pattern.subn(replacement, text)
            count += matches
        if count:
            doubts.append((f"{count:,} {change}", REMEDY))
        if text.isascii():
            break
    if not wrapped:
        text, count = join_broken_words(text)
        if count:
            doubts.append((f"{count:,} {BROKEN_WORDS}", REMEDY))
        text, count = SOFT_HYPHEN.subn("", text)
        if count:
            doubts.append((f"{count:,} {INVISIBLE_WORDS}", REMEDY))
    return (text if text.isascii() else compose(text)), doubts


def join_broken_words(text):
    """Return a text in which the words are whole that a hyphen broke at a line end, and their
    number; the line ends behind the word.

    >>> join_broken_words("the neigh\\u00ad\\nbours of the news- paper, pre- and post-war")
    ('the neighbours\\nof the newspaper, pre- and post-war', 2)
    """
    text, first = BROKEN.subn(lambda match: match[1] + ("\n" if match[2] else ""), text)
    text, second = BROKEN_WITHIN.subn("", text)
    pieces = []
    place = 0
    for match in HYPHENATED.finditer(text):
        if is_broken(match[1], match[2]):
            space = match[4] or ""
            is_line_end = "\n" in match[0]
            pieces += [text[place : match.start()], match[1], match[2], match[3]]
            pieces.append("\n" if is_line_end and space else space)
            place = match.end()
    return "".join([*pieces, text[place:]]), first + second + len(pieces) // 5


def is_broken(first, second):
    """Whether two parts of a word are a word only together."""
    return (first + second).lower() in ordinary_words() and second not in function_words()


def compose(text):
    """Return a text with accents on their letters; a letter with more accents than any script has
    stays as it is, because ordering n accents takes n² steps."""
    pieces = too_many_marks().split(text)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


@cache
def too_many_marks():
    """Return the pattern of more accents in a row than any letter has."""
    characters = (chr(code) for code in range(0x300, 0x20000) if not 0xD800 <= code < 0xE000)
    marks = "".join(filter(is_mark, characters))
    return re.compile(f"([{marks}]{{{MOST_MARKS + 1},}}+)")


def is_mark(character):
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) > 0
