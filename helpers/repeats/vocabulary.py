"""Turns the words of many texts into numbers: the rarer the word, the lower its number.

Of equally rare words the alphabet decides, so that nothing depends on the order of the texts. What
stands between spaces is split off by Arrow and looked at once for each spelling; all else is done
on arrays, so that a million sentences take seconds."""

import re
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.base.text import MONTHS, WEEKDAYS
from helpers.base.wordlists import word_rarity

# a number with its points and commas, letters with points between them (U.S.), a word (don't), a
# possessive 's
WORD = re.compile(
    r"\d+(?:[.,]\d+)*[^\W_]*|[^\W\d_](?:\.[^\W\d_]\b)+"
    r"|[^\W_]+(?:['‘’](?![sS]\b)[^\W_]+)*|['‘’][sS]\b"
)
DATES = [*WEEKDAYS, *MONTHS, "yesterday", "today", "tomorrow", "tonight"]
DATE = re.compile("|".join(DATES).lower())
PRONOUN = re.compile("I['‘’]|I$")  # its capital does not make it a name
# how many texts are split, and how many words sorted, at one time: what bounds the memory
TEXTS_AT_ONCE = 50_000
WORDS_AT_ONCE = 250_000
# a sentence of more words with capitals than this share is a headline, where capitals do not mark
# names
TITLE_CASE = 0.6


class TextWords(NamedTuple):
    """The words of all texts: text i has code[edge[i] : edge[i + 1]], and vocabulary[code] is the
    word in lower case; spellings[spelling] is the word as it is written."""

    edge: np.ndarray  # texts + 1
    code: np.ndarray  # words
    vocabulary: np.ndarray  # different words, and so the six below `spellings`
    spelling: np.ndarray  # words
    spellings: np.ndarray  # different spellings
    known: np.ndarray  # in how many of the background's sentences the word stands
    capitals: np.ndarray  # how often it stands inside a sentence with a capital, here and there
    small: np.ndarray  # and how often without
    is_name: np.ndarray
    is_figure: np.ndarray

    @property
    def sizes(self):
        return np.diff(self.edge)

    @property
    def owner(self):
        return np.repeat(np.arange(len(self.edge) - 1), self.sizes)

    def of(self, i):
        return self.code[self.edge[i] : self.edge[i + 1]].tolist()


def read_words(texts, background=None):
    """Return the TextWords of texts (a Series of strings).

    A name is a word mostly written with a capital where it does not begin a sentence, here or in
    the background; a figure is a number, a weekday or a month."""
    if background is None:
        background = word_rarity()
    parts, pieces = split_texts(texts)
    forms_of_pieces = [WORD.findall(piece) for piece in pieces]
    spellings = np.array(list(chain.from_iterable(forms_of_pieces)), object)
    size = np.fromiter(map(len, forms_of_pieces), "int32", len(pieces))  # of each piece: mostly 1
    piece_counts = sum(np.bincount(part, minlength=len(pieces)) for part, _ in parts)
    code, vocabulary = number_words(spellings, np.repeat(piece_counts, size))
    edge, spelling = place_words(parts, size)
    code = code[spelling]
    upper = np.array([has_capital(form) for form in spellings], bool)[spelling]
    rarity = background.reindex(vocabulary, fill_value=0)
    capitals, small = count_capitals(edge, code, upper, len(vocabulary))
    capitals = capitals + rarity["capitals"].to_numpy()
    small = small + rarity["small"].to_numpy()
    is_name = capitals > small
    is_figure = find_figures(vocabulary, is_name)
    return TextWords(
        edge=edge,
        code=code,
        vocabulary=vocabulary,
        spelling=spelling,
        spellings=spellings,
        known=rarity["sentences"].to_numpy(),
        capitals=capitals,
        small=small,
        is_name=is_name & ~is_figure,
        is_figure=is_figure,
    )


def has_capital(form):
    return form[0].isupper() and not PRONOUN.match(form)


def number_words(spellings, counts):
    """Return the code of each spelling and the vocabulary, the rarest words first; `counts` are how
    often each spelling stands in the texts."""
    words = np.array([normalise(form) for form in spellings], object)
    alphabetic, vocabulary = pd.factorize(words, sort=True)
    frequency = np.bincount(alphabetic, counts, len(vocabulary))
    by_rarity = np.argsort(frequency, kind="stable")
    rank = np.argsort(by_rarity).astype("int32")  # of each word in alphabetic order
    return rank[alphabetic], vocabulary[by_rarity]


def place_words(parts, size):
    """Return where the words of each text begin and end (texts + 1), and the spelling of each word,
    from the pieces of the texts and the number of words in each piece."""
    first = np.cumsum(size) - size  # the first spelling of each piece
    spelling = [count_up(first[part], size[part]).astype("int32") for part, _ in parts]
    lengths = [sum_runs(size[part], pieces) for part, pieces in parts]
    return np.r_[0, np.cumsum(np.concatenate(lengths))], np.concatenate(spelling)


def find_figures(vocabulary, is_name):
    """Return which words are numbers, weekdays or months; "march" and "may" only if they mostly
    have a capital."""
    has_digit = np.array([any(map(str.isdecimal, word)) for word in vocabulary], bool)
    is_date = np.array([bool(DATE.fullmatch(word)) for word in vocabulary], bool)
    return has_digit | is_date & is_name


def split_texts(texts):
    """Return (parts, pieces): the different pieces between spaces, and for each part of the texts
    the numbers of its pieces and how many of them each text has."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = []
    sizes = []
    for at in range(0, max(1, len(texts)), TEXTS_AT_ONCE):
        column = pa.array(texts.iloc[at : at + TEXTS_AT_ONCE], pa.large_string())
        if isinstance(column, pa.ChunkedArray):
            column = column.combine_chunks()
        part = pc.utf8_split_whitespace(column)
        sizes.append(pc.list_value_length(part).to_numpy(zero_copy_only=False))
        encoded.append(part.flatten().dictionary_encode())
    encoded = pa.chunked_array(encoded).unify_dictionaries()
    parts = [part.indices.to_numpy() for part in encoded.chunks]
    return list(zip(parts, sizes, strict=True)), encoded.chunk(0).dictionary.to_pylist()


def sum_runs(numbers, sizes):
    """Return the sums of runs of numbers, whose lengths are the sizes."""
    return np.diff(np.r_[0, np.cumsum(numbers, dtype="int64")][np.r_[0, np.cumsum(sizes)]])


def count_capitals(edge, code, upper, count):
    """Return how often each word stands with a capital, and without, inside sentences that are not
    headlines."""
    size = np.diff(edge)
    headline = np.add.reduceat(np.r_[upper, False], edge[:-1], dtype="int64") > TITLE_CASE * size
    inside = np.repeat(~headline, size)
    inside[edge[:-1][size > 0]] = False
    return np.stack([np.bincount(code[inside & case], minlength=count) for case in (upper, ~upper)])


def blocks(edge):
    """Yield (first, end) of runs of texts that have about WORDS_AT_ONCE words together."""
    cuts = np.searchsorted(edge, np.arange(0, edge[-1], WORDS_AT_ONCE)).tolist()
    yield from pairwise(sorted({0, *cuts, len(edge) - 1}))


def count_up(starts, sizes):
    """Return for each start the numbers start, start + 1, …, as many as its size."""
    sizes = np.asarray(sizes, "int64")
    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


def normalise(word):
    """Return a word in lower case without marks; a number keeps its decimal point, as 1.5 is not
    15."""
    word = re.sub("[‘’]", "'", word.lower())
    return word.replace(",", "") if word[0].isdecimal() else word.replace(".", "")


# numbers of 64 bits


def pack(a, b):
    """Return pairs of whole numbers below 2**31 as one number each."""
    return a << 32 | b


def unpack(pairs):
    """Return the numbers a and b that `pack` was given."""
    return np.divmod(pairs, 1 << 32)


def scatter_bits(numbers):
    """Return whole numbers with their bits scattered (the finaliser of SplitMix64; Steele, Lea &
    Flood 2014)."""
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)


# copies and bags


def first_copies(words):
    """Return for each text the first one that has the same words in the same order, by a 64-bit
    hash of both."""
    hashes = np.zeros(len(words.edge) - 1, "uint64")
    for start, end in blocks(words.edge):
        edge = words.edge[start : end + 1] - words.edge[start]
        code = words.code[words.edge[start] : words.edge[end]].astype("uint64")
        place = count_up(np.ones(end - start, "int64"), np.diff(edge)).astype("uint64")
        word_at_place = (code + np.uint64(1) << np.uint64(32)) + place
        # the sums wrap round, and their differences stay right
        sums = np.r_[np.uint64(0), np.cumsum(scatter_bits(word_at_place))]
        hashes[start:end] = sums[edge[1:]] - sums[edge[:-1]]
    _, first, group = np.unique(hashes, return_index=True, return_inverse=True)
    return first[group]


def make_bags(words, chosen):
    """Return the different words of each of the texts at the places `chosen`, the rarest first, as
    TextWords."""
    sizes = [np.zeros(0, "int64")]  # of each text
    codes = [np.zeros(0, "int32")]
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[chosen])]):
        size, code = bags_of_block(words, chosen[start:end])
        sizes.append(size)
        codes.append(code)
    edge = np.r_[0, np.cumsum(np.concatenate(sizes))]
    return words._replace(edge=edge, code=np.concatenate(codes))


def bags_of_block(words, texts):
    """Return how many different words each text has, and the codes of these, in order.

    The number of the text and the code share one number, so that one sort orders both."""
    bits = len(words.vocabulary).bit_length()
    fits_32 = len(texts) << bits < 1 << 32
    kind = "uint32" if fits_32 else "uint64"  # half the bytes, half the time
    size = words.sizes[texts]
    packed = np.repeat(np.arange(len(texts), dtype=kind) << bits, size)
    packed |= words.code[count_up(words.edge[texts], size)].astype(kind)
    packed.sort()
    packed = packed[np.flatnonzero(np.r_[True, packed[1:] != packed[:-1]][: len(packed)])]
    code = (packed & (1 << bits) - 1).astype("int32")
    return np.bincount(packed >> bits, minlength=len(texts)), code
