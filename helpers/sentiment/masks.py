"""Takes sentences and where their actors stand, gives the word pieces that the tone model reads:
names masked.

A model that reads names learns their reputation; one that does not can only hear what is said of
them. Pronouns and nouns stay as they are: what an actor is called is framing."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from helpers.base.wordlists import ordinary_words, word_set
from helpers.network import CLS, SEP, WORD, word_pieces

LONGEST = 96  # pieces read at once, around an actor
MARGIN = 16  # pieces that must stand between an actor and the cut end of what is read
MASKED = -1  # stands for a masked name among the ids of pieces
WITHIN = {"of", "de", "del", "al", "bin", "von", "van"}  # words that may stand inside a name
OPENING = set(".!?:;“\"‘'”—")  # behind these a word may have a capital without being a name
SHORT = 3  # letters: "Sen." and the like, whose full stop does not end a name
# share of a line's longer words, four at least, with capitals from which these tell nothing
HEADLINE = 0.9
LONGER = 4


@dataclass(frozen=True)
class Masked:
    """A text as the tone model reads it: ids of pieces (MASKED for a name), and for each actor the
    piece it stands at.

    `start` and `end` are the characters of the word that begins at a piece; both are 0 where none
    does, or a name."""

    ids: np.ndarray
    start: np.ndarray
    end: np.ndarray
    actors: np.ndarray  # numbers of the actors read off this text
    pieces: np.ndarray  # their pieces


@lru_cache(maxsize=10_000)  # of a sentence with many actors each is asked about for each other one
def is_name(text):
    """Return whether words hold a proper name, by their capitals.

    >>> is_name("the mayor of Leeds"), is_name("The company"), is_name("They"), is_name("US")
    (True, False, False, True)
    """
    return any(has_capital(match[0]) for match in WORD.finditer(text))


def has_capital(word):
    """Return whether a word is written as names are: "Leeds", "US", not "The"."""
    return word[0].isupper() and (
        word.lower() not in word_set("never a name") or (len(word) > 1 and word.isupper())
    )


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
    lines = [k == 0 or "\n" in text[words[k - 1][2] : words[k][1]] for k in range(len(words))]
    plain = [
        word.lower() in ordinary_words() or word.lower() in word_set("never a name")
        for word, _, _ in words
    ]
    capital = [has_capital(word) for word, _, _ in words]
    for first, last in headlines(words, lines):
        capital[first:last] = [
            big and not common
            for big, common in zip(capital[first:last], plain[first:last], strict=True)
        ]
    opens = [line or words[k - 1][0] in OPENING for k, line in enumerate(lines)]
    inside = {
        word
        for (word, _, _), big, first in zip(words, capital, opens, strict=True)
        if big and not first
    }
    taken = [any(start < b and a < end for a, b in spans) for _, start, end in words]
    names = []
    k = 0
    while k < len(words):
        if not capital[k] or taken[k]:
            k += 1
            continue
        last = k
        j = k + 1
        while (
            j < len(words)
            and not taken[j]
            and not lines[j]
            and (capital[j] or joins(words, capital, j))
        ):
            last = j if capital[j] else last
            j += 1
        common = opens[k] and plain[k] and words[k][0] not in inside
        first = k + 1 if common and last > k and capital[k + 1] else k  # "Later" Ann Lee
        if last > k or not common:
            names.append((words[first][1], words[last][2]))
        k = last + 1
    return names


def headlines(words, lines):
    """Yield (first, last) of the words of each line that is written In Capitals Throughout."""
    edges = [*(k for k, line in enumerate(lines) if line), len(words)]
    for first, last in pairwise(edges):
        longer = [
            word[0].isupper()
            for word, _, _ in words[first:last]
            if len(word) >= LONGER and word.isalpha()
        ]
        if len(longer) >= LONGER and sum(longer) >= HEADLINE * len(longer):
            yield first, last


def joins(words, capital, j):
    """Return whether word j can stand inside a name that goes on behind: "of", a hyphen, the full
    stop of a short word."""
    word, _, end = words[j]
    if j + 1 == len(words) or not capital[j + 1]:
        return False
    room = words[j + 1][1] - end
    if word == ".":
        return room <= 1 and len(words[j - 1][0]) <= SHORT
    return word in WITHIN or (word == "&" and room <= 1) or (word in "-'’" and room == 0)


def settle_spans(text, spans):
    """Return (places, left): the spans, in their order, made ready to be read, and the other names
    to mask.

    Names that touch a span belong to it. Of a span that holds another, what stands behind the other
    is kept, or what stands before it ("Mali's junta" holds Mali)."""
    names = find_names(text, spans)
    places = [inner_part(text, span, spans) for span in spans]
    left = []
    for start, end in names:
        for k, (a, b) in enumerate(places):
            if text[a:b].lower() in word_set("never a name"):
                continue
            if end <= a <= end + 1 and text[end:a] in ("", " "):
                places[k] = (start, b)
                break
            if b <= start <= b + 1 and text[b:start] in ("", " "):
                places[k] = (a, end)
                break
        else:
            left.append((start, end))
    return places, [
        (a, b) for a, b in left if not any(a < end and start < b for start, end in places)
    ]


def inner_part(text, span, spans):
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


def mask(text, places, left, vocabulary):
    """Return the text as one or more Masked, in which each place is read once; both as
    `settle_spans` gives them."""
    marks = sorted([(a, b, k) for k, (a, b) in enumerate(places)] + [(a, b, -1) for a, b in left])
    # rows: id of a piece, start and end of the word it begins
    rows = []
    at = np.zeros(len(places), dtype=int)
    done = 0
    for start, end, actor in marks:
        rows += spell(text, done, start, vocabulary)
        if end > done or not rows:
            hidden = actor < 0 or is_name(text[start:end])
            rows += (
                [(MASKED, 0, 0)]
                if hidden
                else spell(text, max(start, done), end, vocabulary) or [(MASKED, 0, 0)]
            )
            done = max(end, done)
        if actor >= 0:
            at[actor] = len(rows) - 1
    rows += spell(text, done, len(text), vocabulary)
    return list(cut(np.array(rows, dtype=int).reshape(-1, 3), at, vocabulary))


def spell(text, start, end, vocabulary):
    rows = []
    for match in WORD.finditer(text, start, end):
        first, *more = (piece for piece, _, _ in word_pieces(match[0], vocabulary))
        rows += [(first, *match.span()), *((piece, 0, 0) for piece in more)]
    return rows


def cut(rows, at, vocabulary):
    """Yield stretches of at most LONGEST pieces until each actor was read, well inside its stretch;
    one without actors."""
    todo = np.arange(len(at))
    while True:
        low = 0
        high = len(rows)
        if high > LONGEST and len(todo):
            low = int(np.clip(at[todo[0]] - LONGEST // 2, 0, high - LONGEST))
        high = min(high, low + LONGEST)
        near = low + MARGIN * (low > 0), high - MARGIN * (high < len(rows))
        mine = (at[todo] >= near[0]) & (at[todo] < near[1]) | (np.arange(len(todo)) == 0)
        ids, start, end = np.vstack(
            [(vocabulary[CLS], 0, 0), rows[low:high], (vocabulary[SEP], 0, 0)]
        ).T
        yield Masked(ids, start, end, todo[mine], at[todo[mine]] - low + 1)
        todo = todo[~mine]
        if not len(todo):
            return
