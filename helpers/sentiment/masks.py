"""Turns a sentence, and the places where its actors stand, into the word pieces that the tone model
reads, with names masked.

A model that reads names learns their reputation; one that does not can only learn from what is said
about them. Pronouns and nouns stay as they are: what an actor is called is framing."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from helpers.base.wordlists import ordinary_words, word_set
from helpers.network import CLS, SEP, WORD, word_pieces

LONGEST = 96  # pieces read at once, around an actor
MARGIN = 16  # pieces that must stand between an actor and the cut end of what is read
MASKED = -1  # stands for a masked name among the numbers of pieces
WITHIN = {"of", "de", "del", "al", "bin", "von", "van"}  # words that may stand inside a name
OPENING = set(".!?:;“\"‘'”—")  # after these a word may have a capital without being a name
LONGEST_ABBREVIATION = 3  # letters: the full stop after "Sen." does not end a name
# a line is a headline if so large a share of its words of LONG_WORD letters or more has capitals,
# and if it has LONG_WORD such words: there capitals do not mark names
HEADLINE = 0.9
LONG_WORD = 4


@dataclass(frozen=True)
class Masked:
    """A text as the tone model reads it, with the actors that are read off it.

    `start` and `end` are the characters of the word that begins at a piece; both are 0 where no
    word begins, or where the word is a name."""

    ids: np.ndarray  # numbers of the pieces, MASKED for a name
    start: np.ndarray
    end: np.ndarray
    actors: np.ndarray  # numbers of the actors
    pieces: np.ndarray  # the piece at which each of them stands


# names


@lru_cache(maxsize=10_000)  # for each actor of a sentence all others are looked at
def is_name(text):
    """Return whether words include a proper name, by their capitals.

    >>> is_name("the mayor of Leeds"), is_name("The company"), is_name("They"), is_name("US")
    (True, False, False, True)
    """
    return any(has_capital(match[0]) for match in WORD.finditer(text))


def has_capital(word):
    """Return whether a word is written as names are: "Leeds", "US", not "The"."""
    if not word[0].isupper():
        return False
    is_acronym = len(word) > 1 and word.isupper()
    return is_acronym or word.lower() not in word_set("never a name")


def find_names(text, spans=()):
    """Return (start, end) of what looks like a proper name outside the spans: runs of words with
    capitals.

    An ordinary word counts only if it has its capital elsewhere than at the beginning of a sentence
    or in a headline.

    >>> text = "Later Ann Lee of Leeds met Dora. Obama left."
    >>> [text[start:end] for start, end in find_names(text)]
    ['Ann Lee of Leeds', 'Dora', 'Obama']
    """
    words = [(match[0], *match.span()) for match in WORD.finditer(text)]
    opens_line = [k == 0 or "\n" in text[words[k - 1][2] : words[k][1]] for k in range(len(words))]
    opens_sentence = [line or words[k - 1][0] in OPENING for k, line in enumerate(opens_line)]
    ordinary = [is_ordinary(word) for word, _, _ in words]
    capital = capitals_of(words, opens_line, ordinary)
    inside = {words[k][0] for k in range(len(words)) if capital[k] and not opens_sentence[k]}
    taken = [any(start < b and a < end for a, b in spans) for _, start, end in words]
    names = []
    k = 0
    while k < len(words):
        if not capital[k] or taken[k]:
            k += 1
            continue
        last = end_of_name(words, capital, taken, opens_line, k)
        may_be_ordinary = opens_sentence[k] and ordinary[k] and words[k][0] not in inside
        first = k
        if may_be_ordinary and last > k and capital[k + 1]:  # "Later" Ann Lee
            first = k + 1
        if last > k or not may_be_ordinary:
            names.append((words[first][1], words[last][2]))
        k = last + 1
    return names


def is_ordinary(word):
    return word.lower() in ordinary_words() or word.lower() in word_set("never a name")


def capitals_of(words, opens_line, ordinary):
    """Return for each word whether it is written as names are; in a headline an ordinary word is
    not."""
    capital = [has_capital(word) for word, _, _ in words]
    for first, last in headlines(words, opens_line):
        for k in range(first, last):
            capital[k] = capital[k] and not ordinary[k]
    return capital


def end_of_name(words, capital, taken, opens_line, first):
    """Return the last word of the name that begins at a word."""
    last = first
    k = first + 1
    while k < len(words) and not taken[k] and not opens_line[k]:
        if capital[k]:
            last = k
        elif not joins(words, capital, k):
            break
        k += 1
    return last


def headlines(words, opens_line):
    """Yield (first, last) of the words of each line that is written In Capitals Throughout."""
    edges = [*(k for k, opens in enumerate(opens_line) if opens), len(words)]
    for first, last in pairwise(edges):
        forms = [word for word, _, _ in words[first:last]]
        long_words = [word for word in forms if len(word) >= LONG_WORD and word.isalpha()]
        capitals = [word for word in long_words if word[0].isupper()]
        if len(long_words) >= LONG_WORD and len(capitals) >= HEADLINE * len(long_words):
            yield first, last


def joins(words, capital, k):
    """Return whether word k can stand inside a name that goes on after it: "of", a hyphen, the full
    stop of a short word."""
    word, _, end = words[k]
    if k + 1 == len(words) or not capital[k + 1]:
        return False
    space = words[k + 1][1] - end
    if word == ".":
        return space <= 1 and len(words[k - 1][0]) <= LONGEST_ABBREVIATION
    if word == "&":
        return space <= 1
    if word in "-'’":
        return space == 0
    return word in WITHIN


# places


def settle_spans(text, spans):
    """Return (places, others): the spans, in their order, as they are read, and the other names to
    mask.

    Names that touch a span belong to it. Of a span that holds another one, what stands after the
    other is kept, or else what stands before it ("Mali's junta" holds Mali)."""
    names = find_names(text, spans)
    places = [inner_part(text, span, spans) for span in spans]
    others = []
    for name in names:
        if not join_name(text, places, name):
            others.append(name)
    free = [(a, b) for a, b in others if not any(a < end and start < b for start, end in places)]
    return places, free


def join_name(text, places, name):
    """Extend the first of the places that a name touches by it; return whether there is one."""
    start, end = name
    for k, (a, b) in enumerate(places):
        if text[a:b].lower() in word_set("never a name"):
            continue
        if end <= a <= end + 1 and text[end:a] in ("", " "):
            places[k] = (start, b)
            return True
        if b <= start <= b + 1 and text[b:start] in ("", " "):
            places[k] = (a, end)
            return True
    return False


def inner_part(text, span, spans):
    """Return the part of a span that no other span inside it covers."""
    start, end = span
    inner = [(a, b) for a, b in spans if start <= a < b <= end and (a, b) != span]
    if not inner:
        return span
    first = min(a for a, _ in inner)
    last = max(b for _, b in inner)
    for a, b in ((last, end), (start, first)):
        words = [match for match in WORD.finditer(text, a, b) if len(match[0]) > 1]
        while words and words[-1][0] in WITHIN:
            words.pop()
        if words:
            return words[0].start(), words[-1].end()
    return span


# pieces


def mask(text, places, others, vocabulary):
    """Return the text as one or more Masked, in which each place is read once; places and other
    names are those of `settle_spans`."""
    marks = [(start, end, number) for number, (start, end) in enumerate(places)]
    marks += [(start, end, -1) for start, end in others]
    rows = []  # number of a piece, start and end of the word that begins there
    piece_of = np.zeros(len(places), dtype=int)
    done = 0
    for start, end, actor in sorted(marks):
        rows += rows_of_pieces(text, done, start, vocabulary)
        if end > done or not rows:
            rows += rows_of_place(text, (start, end), done, actor, vocabulary)
            done = max(end, done)
        if actor >= 0:
            piece_of[actor] = len(rows) - 1
    rows += rows_of_pieces(text, done, len(text), vocabulary)
    return list(cut(np.array(rows, dtype=int).reshape(-1, 3), piece_of, vocabulary))


def rows_of_place(text, place, done, actor, vocabulary):
    """Return the rows of an actor or of another name: one masked piece, or the pieces of an actor's
    words that are not a name."""
    start, end = place
    hidden = [(MASKED, 0, 0)]
    if actor < 0 or is_name(text[start:end]):
        return hidden
    return rows_of_pieces(text, max(start, done), end, vocabulary) or hidden


def rows_of_pieces(text, start, end, vocabulary):
    """Return a row for each piece of a stretch of a text."""
    rows = []
    for match in WORD.finditer(text, start, end):
        first, *rest = (piece for piece, _, _ in word_pieces(match[0], vocabulary))
        rows.append((first, *match.span()))
        rows += [(piece, 0, 0) for piece in rest]
    return rows


def cut(rows, piece_of, vocabulary):
    """Yield stretches of at most LONGEST pieces until each actor was read, well inside its stretch;
    a single stretch if there are no actors."""
    waiting = np.arange(len(piece_of))
    while True:
        low = 0
        if len(rows) > LONGEST and len(waiting):
            middle = piece_of[waiting[0]] - LONGEST // 2
            low = int(np.clip(middle, 0, len(rows) - LONGEST))
        high = min(len(rows), low + LONGEST)
        first = low + MARGIN if low > 0 else low
        last = high - MARGIN if high < len(rows) else high
        is_read = (piece_of[waiting] >= first) & (piece_of[waiting] < last)
        is_read[:1] = True
        begin = (vocabulary[CLS], 0, 0)
        ids, start, end = np.vstack([begin, rows[low:high], (vocabulary[SEP], 0, 0)]).T
        actors = waiting[is_read]
        yield Masked(ids, start, end, actors, piece_of[actors] - low + 1)
        waiting = waiting[~is_read]
        if not len(waiting):
            return
