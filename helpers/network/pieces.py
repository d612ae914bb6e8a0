"""Cuts the text of an article into the word pieces that the network reads, in units.

A unit is a paragraph, or a stretch of a long one. Source: WordPiece as in Devlin et al. (2019),
BERT."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from helpers.tagging import Layout

# in a row without a letter, digit or space: more of them are read as one word, which nobody wrote
SIGNS = 300
WORD = re.compile(rf"[^\W_]+|(?:[^\w\s]|_){{{SIGNS},}}+|[^\w\s]|_")
UNIT = 160  # pieces: a longer paragraph is cut at the end of a sentence
LONGEST_WORD = 60  # characters: a longer word is read as unknown
REGION_SIZES = [1, 2, 3, 7, 20]  # words in a marked region, in classes
FEATURES = ("ids", "mark", "edge", "case")
CLS = "[CLS]"
SEP = "[SEP]"
UNKNOWN = "[UNK]"


@dataclass(frozen=True)
class Unit:
    """The pieces of a paragraph, or of a stretch of one, as arrays of one length; offsets are
    characters of the text.

    `first`: the piece begins a word; `mark`: 0 outside quotation marks, else the size class of the
    marked region; `edge`: 1 and 2 (3) for the first and last word of a region; `case`: 0 small, 1
    Capital, 2 CAPITALS, 3 no letter."""

    paragraph: int
    ids: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    mark: np.ndarray
    edge: np.ndarray
    case: np.ndarray


def read_units(layout: Layout, vocabulary: dict[str, int]) -> list[Unit]:
    """Return the units of a text, in order; `vocabulary` is piece → id."""
    text = layout.text
    starts = [start for start, _ in layout.regions]
    sizes = [size_class(text[start:end]) for start, end in layout.regions]
    pieces_of = {}  # word → its pieces
    units = []
    for number, (start, end) in enumerate(layout.paragraphs):
        rows = []  # one per piece: id, start, end, whether it begins a word, region, case
        for match in WORD.finditer(text, start, end):
            word = match[0]
            place = match.start()
            if word not in pieces_of:
                pieces_of[word] = word_pieces(word, vocabulary)
            k = bisect_right(starts, place) - 1
            region = k if k >= 0 and place < layout.regions[k][1] else -1
            case = case_of(word)
            for n, (piece, a, b) in enumerate(pieces_of[word]):
                rows.append((piece, place + a, place + b, n == 0, region, case))
        units += [make_unit(number, rows[a:b], sizes) for a, b in cut_long(text, rows)]
    return units


def size_class(region):
    """Return how many words a marked region has, as a class from 1."""
    words = len(WORD.findall(region))
    return 1 + bisect_right(REGION_SIZES, max(0, words - 1))


def make_unit(paragraph, rows, sizes):
    """Return the Unit of some pieces of a paragraph; `sizes` are the size classes of regions."""
    ids, start, end, first, region, case = map(np.array, zip(*rows, strict=True))
    inside = region >= 0
    mark = np.where(inside, np.append(sizes, 0).astype(int)[region], 0)
    opens = inside & (np.append(-2, region[:-1]) != region)
    closes = inside & (np.append(region[1:], -2) != region)
    return Unit(paragraph, ids, start, end, first, mark, opens + 2 * closes, case)


def cut_long(text, rows):
    """Yield (first, last + 1) of the stretches of a paragraph's pieces, each of at most UNIT pieces
    and cut behind a sentence."""
    first = 0
    while len(rows) - first > UNIT:
        last = first + UNIT
        for k in range(last, first + UNIT // 2, -1):
            if begins_sentence(text, rows, k):
                last = k
                break
        yield first, last
        first = last
    if first < len(rows):
        yield first, len(rows)


def begins_sentence(text, rows, k):
    """Return whether a piece is a capitalised word behind a full stop or closing mark."""
    _, start, _, begins_word, _, _ = rows[k]
    before = rows[k - 1][1]
    return begins_word and text[before] in '.!?”"' and text[start].isupper()


def case_of(word):
    """Return 0 for small letters, 1 for a Capital, 2 for CAPITALS, 3 for no letter."""
    if not any(map(str.isalpha, word)):
        return 3
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def word_pieces(word: str, vocabulary: dict[str, int]) -> list[tuple]:
    """Return (id, start, end) of a word's pieces, longest first, offsets in the word; an unknown
    word is one piece.

    >>> word_pieces("Unsaid", {"un": 5, "##said": 7})
    [(5, 0, 2), (7, 2, 6)]
    """
    plain, places = plain_letters(word)
    unknown = [(vocabulary.get(UNKNOWN), 0, len(word))]
    if not plain or len(plain) > LONGEST_WORD:
        return unknown
    pieces = []
    start = 0
    while start < len(plain):
        prefix = "##" if start else ""
        for end in range(len(plain), start, -1):
            piece = vocabulary.get(prefix + plain[start:end])
            if piece is not None:
                break
        else:
            return unknown
        pieces.append((piece, places[start], places[end - 1] + 1))
        start = end
    return pieces


def plain_letters(word):
    """Return a word in small letters without accents, and for each character its place in the word.

    >>> plain_letters("Été")
    ('ete', [0, 1, 2])
    """
    if word.isascii():
        return word.lower(), range(len(word))
    plain = []
    places = []
    for place, letter in enumerate(word):
        for plain_letter in unicodedata.normalize("NFD", letter.lower()):
            if unicodedata.category(plain_letter) != "Mn":
                plain.append(plain_letter)
                places.append(place)
    return "".join(plain), places
