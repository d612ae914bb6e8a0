"""Finds where the sentences of a paragraph start: where Punkt says, with what news writes and
Punkt does not know.

Source: Kiss & Strunk (2006), Unsupervised multilingual sentence boundary detection (Punkt)."""

import re
from functools import cache
from itertools import pairwise

from helpers.base.models import nltk_data
from helpers.base.wordlists import (
    company_endings,
    function_words,
    ordinary_words,
    word_rarity,
    word_set,
)

OPENING = re.compile("[“‘„«‹]|(?<![^\\s(\\[])[\"'](?=\\w)")  # they hide an abbreviation behind them
CLOSING = re.compile("[”»›)\\]]+|’(?!\\w)|[\"'](?=\\s|$)")
INITIALS = re.compile(  # "George H." Bush, or "by T.K." Orde
    r"(?:[A-Z][a-z]+ (?:[A-Z]\. ?)+|(?<![\w.])(?:[A-Za-z]\. ?){2,})$"
)
ONE_INITIAL = re.compile(r"(?<![\w’'.-])([a-z]+) [A-Z]\.$")  # "a poem by A." B. Carver
ARTICLES = frozenset(("a", "an", "the"))  # "She got an A."
TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$", re.I)
# behind an abbreviation, where Punkt sees no end: a capitalised word
BEHIND_STOP = re.compile(r"(?<=\w\.)[”’\"')\]]*\s+[“‘\"'(\[]?([A-Z][\w’']*)")
EXCLAIMED = re.compile(r"(?<!\S)([A-Z][\w’-]*)[!?]$")  # a name as Yahoo!, or a word
FIRST_WORD = re.compile("[“‘\"'(\\[]?([A-Z][\\w’']*)")
CLITIC = re.compile("[’'](?:s|re|ve|ll|d|m)$")
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])[.)]")  # the number of an item in a list
PARTICLE = re.compile(  # al-Shabab, de Blasio, iPhone
    r"(?:al|el|de|van|von|bin|ibn|d|di|da|le|la)[-’' ][A-Z]|[a-z]+[A-Z]"
)
ASKED = re.compile("[?!][”’\"']+$")
CREDIT = re.compile(r"(?<=\s)(?:Image|Photo|Picture|Photograph|Video|Source)s?: ")
NEAR = 200  # characters before and behind a full stop that decide what it is
SMALL = 0.9  # share of a word's uses inside sentences
MOSTLY_SMALL = 0.85  # behind a time of day: 9 a.m. Eastern, Friday or Mass, but not Police
LONGEST = 1500  # characters of a sentence; the longest of 44,000 in news has 979
# behind which a longer one is cut, the first that there is
BREAKS = ("; ", ": ", ", ", " – ", " — ", " ")


@cache
def load_punkt():
    """Return NLTK's sentence splitter for English, loaded once."""
    from nltk.tokenize.punkt import PunktTokenizer

    with nltk_data():
        return PunktTokenizer("english")


@cache
def abbreviation():
    """Return the pattern of "Mr." and the like, behind which a sentence goes on."""
    return re.compile(rf"\b(?:{one_of('abbreviation')})\.$")


@cache
def numbered():
    """Return the pattern of "No." and the like, behind which it goes on with a number."""
    return re.compile(rf"\b(?:{one_of('numbered')})\.$")


@cache
def asker():
    """Return the pattern of who asked behind a question: “Why?” Ann Lee asked."""
    return re.compile(rf"(?:[A-Z][\w.’'-]* ){{1,4}}(?:{one_of('asking verb')})\b")


def one_of(name):
    return "|".join(map(re.escape, sorted(word_set(name))))


@cache
def small_words(least=SMALL):
    """Return the words that news writes with a small letter inside sentences: with a capital they
    begin one."""
    table = word_rarity()
    is_small = table["small"] > least * (table["capitals"] + table["small"])
    return frozenset(table.index[is_small])


def is_small(word, among=None, least=SMALL):
    """Return whether a word is in lower case inside sentences, also as in "She’s"; `among`: and one
    of these; `least`: in this share of its uses."""
    first = CLITIC.sub("", word).lower()
    return first in small_words(least) and (among is None or first in among)


def sentence_starts(paragraph):
    """Return the characters at which the sentences of a paragraph start.

    >>> sentence_starts("“Mr. Lee left.” He did. (Sen. Ted Cruz, R-Tex.) “Why?” asked Ann.")
    [0, 16, 24, 48]
    """
    bare = OPENING.sub(" ", paragraph)
    starts = [len(paragraph) - len(paragraph.lstrip())]
    found = [start for start, _ in load_punkt().span_tokenize(bare)][1:]
    for start in sorted({*found, *behind_abbreviations(paragraph)}):
        start = open_sentence(paragraph, start)
        before = paragraph[max(starts[-1], start - NEAR) : start].rstrip()
        if start > starts[-1] and not goes_on(before, paragraph[start : start + NEAR]):
            starts.append(start)
    credit_lines = (match.start() for match in CREDIT.finditer(paragraph))
    edges = pairwise([*sorted({*starts, *credit_lines}), len(paragraph)])
    return [start for first, last in edges for start in cut_long(paragraph, first, last)]


def behind_abbreviations(paragraph):
    """Return where words with a capital that begin sentences stand behind full stops, which Punkt
    takes for those of abbreviations only: "in the U.S. She left"; not in headlines that write all
    words so."""
    words = re.findall(r"[^\W\d_]+", paragraph)
    if sum(word[0].isupper() for word in words) > len(words) / 2:
        return []
    return [match.start(1) for match in BEHIND_STOP.finditer(paragraph) if ends_before(match)]


def ends_before(match):
    """Return whether a sentence ends behind an abbreviation, by the word behind it: a function
    word, or behind a time of day any that news writes small."""
    if TIME_OF_DAY.search(match.string, max(0, match.start() - len(" a.m.")), match.start()):
        return is_small(match[1], least=MOSTLY_SMALL)
    return is_small(match[1], among=function_words())


def cut_long(paragraph, start, end):
    """Yield where the parts of a sentence start: itself, and of one without a full stop parts of
    LONGEST characters at most.

    >>> text = "and so on, " * 200
    >>> [(start, text[start : start + 3]) for start in cut_long(text, 0, len(text))]
    [(0, 'and'), (1496, 'and')]
    """
    yield start
    while end - start > LONGEST:
        start = cut_behind(paragraph, start + LONGEST // 2, start + LONGEST)
        while start < end and paragraph[start].isspace():
            start += 1
        if start < end:
            yield start


def cut_behind(paragraph, low, high):
    """Return the place behind the last break between two characters, or the second of them."""
    for mark in BREAKS:
        place = paragraph.rfind(mark, low, high)
        if place > 0:
            return place + len(mark)
    return high


def open_sentence(paragraph, start):
    """Return where a sentence starts that was found at a character: after the marks that close the
    one before it, and with those that open it."""
    closing = CLOSING.match(paragraph, start)
    while closing:
        start = closing.end()
        closing = CLOSING.match(paragraph, start)
    while start < len(paragraph) and paragraph[start].isspace():
        start += 1
    while start and opens(paragraph, start - 1):
        start -= 1
    return start


def opens(paragraph, i):
    """Return whether a character is a straight mark that opens a quotation, or an opening bracket
    or curly mark."""
    if paragraph[i] in "“‘„«‹([":
        return True
    before = paragraph[i - 1] if i else " "
    return paragraph[i] in "\"'" and (before.isspace() or before in "([")


def goes_on(before, after):
    """Return whether a sentence goes on behind a full stop: after a title or initials, before a
    small letter, a mark or a cue."""
    if not after or ITEM.fullmatch(before):
        return True
    if abbreviation().search(before) or is_name_so_far(before, after):
        return True
    if after[0].isdigit() and numbered().search(before):
        return True
    if after[0] in ",;:.!?…–—-" or (ASKED.search(before) and asker().match(after)):
        return True
    return after.lstrip("’'")[:1].islower() and not PARTICLE.match(after)


def is_name_so_far(before, after):
    """Return whether what ends with a full stop or exclamation mark goes on as a name: "T.K." Orde,
    "Yahoo!" Inc."""
    match = FIRST_WORD.match(after)
    least = MOSTLY_SMALL if TIME_OF_DAY.search(before) else SMALL
    if not match or is_small(match[1], least=least):
        return False
    single = ONE_INITIAL.search(before)
    if single and single[1] in function_words() - ARTICLES:  # "by A." Carver
        return True
    if INITIALS.search(before):
        return True
    exclaimed = EXCLAIMED.search(before)
    word = match[1].lower()
    if not exclaimed or word not in company_endings():
        return False
    return word not in ordinary_words() or exclaimed[1].lower() not in ordinary_words()
