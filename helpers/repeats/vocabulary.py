"""Takes many texts, gives their words as numbers: the rarer the word, the lower its number; of
equals, by the alphabet, so that nothing depends on the order of the texts.

What stands between spaces is split off by Arrow and looked at once for each spelling; all else is
done on arrays, so that a million sentences take seconds."""

import re
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.base.text import MONTHS, WEEKDAYS
from helpers.base.wordlists import word_rarity

# A number with its points and commas, letters with points between them (U.S.), a word (don't), a
# possessive 's.
WORD = re.compile(
    r"\d+(?:[.,]\d+)*[^\W_]*|[^\W\d_](?:\.[^\W\d_]\b)+|[^\W_]+(?:['‘’](?![sS]\b)[^\W_]+)*|['‘’][sS]\b"
)
DATES = [*WEEKDAYS, *MONTHS, "yesterday", "today", "tomorrow", "tonight"]
DATE = re.compile("|".join(DATES).lower())
AT_ONCE = 50_000  # texts that are split at one time,
WORDS_AT_ONCE = 250_000  # and words that are sorted at one time: what bounds the memory
TITLE_CASE = (
    0.6  # a sentence with more capitals than this is a headline, and no evidence of what is a name
)


class TextWords(NamedTuple):
    """The words of all texts: text i has code[edge[i] : edge[i + 1]], and vocabulary[code] is the
    word in lower case; spellings[spelling] is the word as it is written."""

    edge: np.ndarray
    code: np.ndarray
    vocabulary: np.ndarray
    spelling: np.ndarray
    spellings: np.ndarray
    known: np.ndarray  # in how many of the background's sentences the word stands
    capitals: np.ndarray  # how often it stands inside a sentence with a capital,
    small: np.ndarray  # and without: background included
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
    """Return the TextWords of texts (a Series of strings). A name is a word mostly written with a
    capital where it does not begin a sentence, here or in the background; a figure is a number, a
    weekday or a month."""
    background = word_rarity() if background is None else background
    parts, pieces = split_texts(texts)
    found = [WORD.findall(piece) for piece in pieces]
    each = np.fromiter(map(len, found), "int32", len(found))  # words of each piece: mostly one
    first = np.cumsum(each) - each
    forms = list(chain.from_iterable(found))
    code, vocabulary = pd.factorize(
        np.array([normalise(form) for form in forms], object), sort=True
    )
    counts = sum(np.bincount(part, minlength=len(pieces)) for part, _ in parts)
    by_rarity = np.argsort(
        np.bincount(code, np.repeat(counts, each), len(vocabulary)), kind="stable"
    )
    code = np.argsort(by_rarity).astype("int32")[code]
    vocabulary = vocabulary[by_rarity]
    upper = np.array(
        [form[0].isupper() and not re.match("I['‘’]|I$", form) for form in forms], bool
    )
    spelling = np.concatenate(
        [count_up(first[part], each[part]).astype("int32") for part, _ in parts]
    )
    code = code[spelling]
    upper = upper[spelling]
    edge = np.r_[
        0, np.cumsum(np.concatenate([sum_runs(each[part], sizes) for part, sizes in parts]))
    ]
    background = background.reindex(vocabulary, fill_value=0)
    capitals, small = (
        count_capitals(edge, code, upper, len(vocabulary))
        + background[["capitals", "small"]].to_numpy().T
    )
    is_name = capitals > small
    digits = np.array([any(map(str.isdecimal, word)) for word in vocabulary], bool)
    is_figure = (
        digits | np.array([bool(DATE.fullmatch(word)) for word in vocabulary], bool) & is_name
    )
    known = background["sentences"].to_numpy()
    spellings = np.array(forms, object)
    return TextWords(
        edge,
        code,
        vocabulary,
        spelling,
        spellings,
        known,
        capitals,
        small,
        is_name & ~is_figure,
        is_figure,
    )


def split_texts(texts):
    """Return what stands between spaces: in parts, which piece each is and how many each text has;
    the pieces."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = []
    sizes = []
    for at in range(0, max(1, len(texts)), AT_ONCE):
        column = pa.array(texts.iloc[at : at + AT_ONCE], pa.large_string())
        part = pc.utf8_split_whitespace(
            column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        )
        sizes.append(pc.list_value_length(part).to_numpy(zero_copy_only=False))
        encoded.append(part.flatten().dictionary_encode())
    encoded = pa.chunked_array(encoded).unify_dictionaries()
    parts = [part.indices.to_numpy() for part in encoded.chunks]
    return list(zip(parts, sizes, strict=True)), encoded.chunk(0).dictionary.to_pylist()


def sum_runs(numbers, sizes):
    """Return the sums of the first so many numbers, of the next so many, and so on."""
    return np.diff(np.r_[0, np.cumsum(numbers, dtype="int64")][np.r_[0, np.cumsum(sizes)]])


def count_capitals(edge, code, upper, count):
    """Return how often each word stands with a capital and without inside sentences that are no
    headlines."""
    size = np.diff(edge)
    headline = np.add.reduceat(np.r_[upper, False], edge[:-1], dtype="int64") > TITLE_CASE * size
    inside = np.repeat(~headline, size)
    inside[edge[:-1][size > 0]] = False
    return np.stack([np.bincount(code[inside & case], minlength=count) for case in (upper, ~upper)])


def blocks(edge):
    """Yield (from, to) of texts that have about so many words together as are looked at at one
    time."""
    cuts = np.searchsorted(edge, np.arange(0, edge[-1], WORDS_AT_ONCE)).tolist()
    yield from pairwise(sorted({0, *cuts, len(edge) - 1}))


def count_up(starts, sizes):
    """Return start, start + 1, … for each start, as many numbers as its size says."""
    sizes = np.asarray(sizes, "int64")
    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


def normalise(word):
    """Return a word in lower case without marks; a number keeps its decimal point, as 1.5 is not
    15."""
    word = re.sub("[‘’]", "'", word.lower())
    return word.replace(",", "") if word[0].isdecimal() else word.replace(".", "")


def first_copies(words):
    """Return for each text the first one that has the same words in the same order, by a 64-bit
    hash of both."""
    hashes = np.zeros(len(words.edge) - 1, "uint64")
    for start, end in blocks(words.edge):
        edge = words.edge[start : end + 1] - words.edge[start]
        code = words.code[words.edge[start] : words.edge[end]].astype("uint64")
        place = count_up(np.ones(end - start, "int64"), np.diff(edge)).astype("uint64")
        word_at_place = (code + np.uint64(1) << np.uint64(32)) + place
        sums = np.r_[
            np.uint64(0), np.cumsum(mix(word_at_place))
        ]  # wraps round: differences stay right
        hashes[start:end] = sums[edge[1:]] - sums[edge[:-1]]
    _, first, group = np.unique(hashes, return_index=True, return_inverse=True)
    return first[group]


def mix(numbers):
    """Return whole numbers with their bits scattered (the finaliser of SplitMix64; Steele, Lea &
    Flood 2014)."""
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)


def make_bags(words, chosen):
    """Return the different words of each of the texts at the places `chosen`, the rarest first, as
    TextWords."""
    sizes = [np.zeros(0, "int64")]
    codes = [np.zeros(0, "int32")]
    bits = len(words.vocabulary).bit_length()
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[chosen])]):
        mine = chosen[start:end]
        size = words.sizes[mine]
        kind = (
            "uint32" if (end - start) << bits < 1 << 32 else "uint64"
        )  # half the bytes, half the time
        both = np.repeat(np.arange(end - start, dtype=kind) << bits, size)
        both |= words.code[count_up(words.edge[mine], size)].astype(kind)
        both.sort()
        both = both[np.flatnonzero(np.r_[True, both[1:] != both[:-1]][: len(both)])]
        sizes.append(np.bincount(both >> bits, minlength=end - start))
        codes.append((both & (1 << bits) - 1).astype("int32"))
    return words._replace(
        edge=np.r_[0, np.cumsum(np.concatenate(sizes))], code=np.concatenate(codes)
    )
