"""Decides which pairs of sentences repeat each other, and how far a pair still says the same.

Two small models see thirty measures of a pair: what share of the words both have, each weighted by
its rarity (Spärck Jones 1972), whether what they do not share is names and figures on both sides,
and in which order the shared words stand. How they were made and how well they do:
helpers/data/repeats.md."""

import gzip
from functools import cache

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from helpers.base.models import open_network
from helpers.base.places import DATA
from helpers.base.wordlists import read_list
from helpers.repeats.vocabulary import blocks, count_up, scatter_bits

# the sentences in which word_rarity.csv was counted: the rarity of words does not rest on one
# article alone
BACKGROUND = 10_000
LEAST_WEIGHT = 0.05  # of the commonest word
# weights are multiples of 1/1024 and so are their sums, in whatever order they are added up
STEPS = 1024
# the share of the shorter sentence's words, by weight and less half of what is exchanged, that a
# pair must have in common, and how many different words
LEAST_SHARED = 0.5
FEWEST_SHARED = 4
REUSED = 0.5  # the chance from which on the trees take a pair for reused
# of a pair of one frame: the least share of the weight of the words that are not names or figures,
# the least weight of shared names where two figures differ, and the most that one sentence may be
# longer than the other (a logarithm)
FRAME = 0.95
FRAME_NAMES = 0.1
FRAME_STRETCH = 0.3
MOST_RENAMED = 3  # names that may be other forms of the same
PAIRS_AT_ONCE = 100_000
# bits of the number of two neighbouring words, at least and at most
FEWEST_BITS = 18
MOST_BITS = 24
RARE = 3  # sentences: two neighbouring words that stand in more are a stock phrase
MOST_CHARACTERS = 0x10FFFF - 0x1000  # as many words can be spelt with one character each
SURROGATES = (0xD800, 0x800)  # characters that a string cannot hold: the first of them, how many
FEATURES = (
    "containment", "resemblance", "larger", "weight", "shared weight",
    "names exchanged", "names more", "names shared", "names differing",
    "figures exchanged", "figures more", "figures shared", "figures differing",
    "other words exchanged", "other words more", "other containment",
    "words", "shared words", "share of words",
    "rarity of the rest", "rarity of the shared", "difference in length",
    "neighbours", "shared neighbours", "larger neighbours", "rare neighbours",
    "order", "larger order", "names replaced", "figures replaced",
)  # fmt: skip


def word_shares(bags, known):
    """Return the share of sentences in which each word stands, here and in the background; `known`
    are the background's counts."""
    frequency = np.bincount(bags.code, minlength=len(bags.vocabulary))
    return (frequency + known + 0.5) / (len(bags.edge) + BACKGROUND)


def measure(words, chosen, bags, shares, a, b, *, least=LEAST_SHARED):
    """Return which of the pairs a, b share enough, and the FEATURES of these (pairs × features).

    `bags` are the different words of the texts at the places `chosen` of `words`; a and b are
    places in `bags`; `shares` are those of `word_shares`."""
    weights = in_steps(np.maximum(LEAST_WEIGHT, -np.log(shares)).astype("float32"))
    kept, *sums = compare_words(bags, weights, a, b, least)
    needed = np.unique(np.r_[a[kept], b[kept]])
    texts = chosen[needed]
    first = np.searchsorted(needed, a[kept])
    second = np.searchsorted(needed, b[kept])
    features = {
        **word_features(*sums),
        **compare_neighbours(words, texts, first, second),
        **compare_order(words, texts, first, second),
    }
    columns = [features[name].astype("float32", copy=False) for name in FEATURES]
    return kept, np.stack(columns, axis=1)


def compare_words(bags, weights, a, b, least):
    """Return (kept, one, other, both): which pairs share enough, and six sums (6 × pairs) over the
    words of the one sentence, of the other, and of both: the weight of all words, of names and of
    figures, then the number of each."""
    from scipy.sparse import csr_array

    kinds = np.ones(len(weights)), bags.is_name, bags.is_figure
    # what is summed is multiplied by the weight: for a number it is one over it
    values = np.stack([*kinds, *(kind / weights for kind in kinds)], axis=1).astype("float32")
    edge = shortest(bags.edge)
    shape = (len(bags.edge) - 1, len(weights))
    totals = in_steps(csr_array((weights[bags.code], bags.code, edge), shape=shape) @ values)
    # the product of two roots is the weight of a word that both sentences have
    matrix = csr_array((np.sqrt(weights)[bags.code], bags.code, edge), shape=shape)
    fewest = FEWEST_SHARED if least > 0 else 0
    places = [np.zeros(0, "int64")]
    shared = [values[:0]]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        both = in_steps(matrix[a[part]].multiply(matrix[b[part]]) @ values)
        fewer = np.minimum(totals[a[part]], totals[b[part]])
        exchanged = np.maximum(0, fewer - both)[:, 1:3].sum(axis=1)
        has_weight = both[:, 0] - exchanged / 2 >= least * fewer[:, 0]
        has_words = both[:, 3] >= fewest - 0.1
        enough = np.flatnonzero(has_weight & has_words)
        places.append(enough + start)
        shared.append(both[enough])
    kept = np.concatenate(places)
    return kept, totals[a[kept]].T, totals[b[kept]].T, np.concatenate(shared).T


def in_steps(weights):
    """Return weights or sums of them without the noise of their last digits, which depends on the
    order of the words: a pair is the same pair in both directions."""
    return np.round(weights * STEPS) / STEPS


def word_features(one, other, both):
    """Return the features of the words by name, from the sums of `compare_words`."""
    only = np.maximum(0, np.minimum(one, other) - both)
    more = np.maximum(one, other) - both
    least = np.minimum(one[0], other[0])
    most = np.maximum(one[0], other[0])
    rest = [side[0] - side[1] - side[2] for side in (one, other, both)]
    fewer = np.minimum(one[3], other[3])
    features = {
        "containment": both[0] / least,
        "resemblance": both[0] / (one[0] + other[0] - both[0]),
        "larger": both[0] / most,
        "weight": least,
        "shared weight": both[0],
        "other words exchanged": (np.minimum(rest[0], rest[1]) - rest[2]) / least,
        "other words more": (np.maximum(rest[0], rest[1]) - rest[2]) / least,
        "other containment": rest[2] / np.maximum(0.1, np.minimum(rest[0], rest[1])),
        "words": fewer,
        "shared words": both[3],
        "share of words": both[3] / fewer,
        "rarity of the rest": (least - both[0]) / np.maximum(1, fewer - both[3]),
        "rarity of the shared": both[0] / np.maximum(1, both[3]),
        "difference in length": np.log(np.maximum(one[3], other[3]) / fewer),
    }
    for name, i in (("names", 1), ("figures", 2)):
        features |= {
            f"{name} exchanged": only[i] / least,
            f"{name} more": more[i] / least,
            f"{name} shared": both[i] / least,
            f"{name} differing": only[i] / np.maximum(1e-6, np.minimum(one[i], other[i])),
            f"{name} replaced": only[i + 3],
        }
    return features


def compare_neighbours(words, texts, a, b):
    """Return how many words follow the same word in both texts, as a number and as shares of the
    shorter and of the longer text, and how many do so in few other texts."""
    edge, code, bits = neighbours(words, texts)
    shared, sums = shared_neighbours(edge, code, bits, a, b)
    size = np.diff(edge)
    fewer = np.maximum(1, np.minimum(size[a], size[b]))
    more = np.maximum(1, np.maximum(size[a], size[b]))
    return {
        "neighbours": shared / fewer,
        "shared neighbours": shared,
        "larger neighbours": shared / more,
        "rare neighbours": (sums - shared) / 3 / fewer,
    }


def neighbours(words, texts):
    """Return (edge, code, bits): text i has the different pairs of neighbouring words
    code[edge[i] : edge[i + 1]], each a hash of so many bits."""
    bits = int(np.clip(5 + int(words.sizes[texts].sum()).bit_length(), FEWEST_BITS, MOST_BITS))
    sizes = [np.zeros(1, "int64")]
    codes = [np.zeros(0, "int32")]
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[texts])]):
        mine = texts[start:end]
        length = np.maximum(0, words.sizes[mine] - 1)
        place = count_up(words.edge[mine], length)
        two = words.code[place].astype("uint64") << np.uint64(32)
        two = scatter_bits(two | words.code[place + 1].astype("uint64"))
        packed = np.repeat(np.arange(end - start) << bits, length)
        packed = packed | (two >> np.uint64(64 - bits)).astype("int64")
        packed.sort()
        owner, code = np.divmod(packed[np.diff(packed, prepend=-1) > 0], 1 << bits)
        sizes.append(np.bincount(owner, minlength=end - start))
        codes.append(code.astype("int32"))
    return np.cumsum(np.concatenate(sizes)), np.concatenate(codes), bits


def shared_neighbours(edge, code, bits, a, b):
    """Return for each pair of texts how many neighbours both have, and the sum of these, of which a
    rare one counts four times."""
    from scipy.sparse import csr_array

    is_rare = np.bincount(code, minlength=1 << bits) <= RARE
    value = np.where(is_rare[code], np.int8(2), np.int8(1))  # multiplied with itself
    matrix = csr_array((value, code, shortest(edge)), shape=(len(edge) - 1, 1 << bits))
    numbers = [np.zeros(0, "int64")]
    sums = [np.zeros(0, "int64")]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        both = matrix[a[part]].multiply(matrix[b[part]]).tocsr()
        numbers.append(np.diff(both.indptr))
        sums.append(both.sum(axis=1, dtype="int64"))
    return np.concatenate(numbers), np.concatenate(sums)


def shortest(edge):
    """Return offsets as 32-bit numbers where they fit: otherwise SciPy widens all that it computes
    with them."""
    return edge.astype("int32") if edge[-1] < 2**31 else edge


def compare_order(words, texts, a, b):
    """Return how many words stand in the same order in both texts, as shares of the shorter and of
    the longer text."""
    strings = words_as_characters(words, texts)
    lengths = [np.zeros(0)]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        first = [strings[i] for i in a[part].tolist()]
        second = [strings[i] for i in b[part].tolist()]
        lengths.append(cpdist(first, second, scorer=LCSseq.similarity, dtype=np.int32))
    longest = np.concatenate(lengths)
    size = words.sizes[texts]
    return {
        "order": longest / np.minimum(size[a], size[b]),
        "larger order": longest / np.maximum(size[a], size[b]),
    }


def words_as_characters(words, texts, numbers=None):
    """Return the texts at some places as strings with a character for each word, so that what
    compares strings compares words; `numbers` are those of the words of the vocabulary, if not
    their codes."""
    codes = words.code if numbers is None else numbers[words.code]
    first_surrogate, surrogates = SURROGATES
    strings = []
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[texts])]):
        size = words.sizes[texts[start:end]]
        code = codes[count_up(words.edge[texts[start:end]], size)] % MOST_CHARACTERS
        code = code + np.where(code < first_surrogate, 0, surrogates)
        string = code.astype("<u4").tobytes().decode("utf-32-le")
        ends = np.cumsum(size).tolist()
        for length, stop in zip(size.tolist(), ends, strict=True):
            strings.append(string[stop - length : stop])
    return strings


# what the features say of a pair


def score_features(features):
    """Return for pairs, from their FEATURES, whether the sentence was reused, and the chance that
    it still says the same."""
    trees = load_trees()
    constant, *weights = paraphrase_weights()
    reused = [np.zeros(0, bool)]
    chance = [np.zeros(0)]
    for at in range(0, len(features), PAIRS_AT_ONCE):
        part = features[at : at + PAIRS_AT_ONCE]
        reused.append(trees.run(None, {"features": part})[0][:, 0] >= REUSED)
        chance.append(1 / (1 + np.exp(-constant - part @ np.array(weights, "float32"))))
    return np.concatenate(reused), np.concatenate(chance)


def join_chances(reused, chance):
    """Return the score: half of it is whether the sentence was reused, half how far it still says
    the same."""
    return (reused + chance) / 2


def is_same_frame(features):
    """Return whether pairs have the same names and words but other figures: one, or two where they
    share a name.

    A toll that rose is news, and never left out; the same words with another name are about another
    thing."""
    column = dict(zip(FEATURES, features.T, strict=True))
    figures = column["figures replaced"].round()
    has_names = column["names shared"] >= FRAME_NAMES
    differs = (figures == 1) | (figures == 2) & has_names
    return has_same_words(column) & differs & (column["names more"] <= 1 - FRAME)


def may_be_renamed(features):
    """Return whether pairs differ only in one to three names: they may be the same under other
    names."""
    column = dict(zip(FEATURES, features.T, strict=True))
    names = column["names replaced"].round()
    figures = column["figures replaced"].round()
    return has_same_words(column) & (figures == 0) & (names >= 1) & (names <= MOST_RENAMED)


def has_same_words(column):
    """Return whether pairs have the same words but for names and figures, from their features by
    name."""
    is_contained = column["other containment"] >= FRAME
    is_whole = column["other words exchanged"] <= 1 - FRAME
    is_long = column["shared words"] >= FEWEST_SHARED
    is_alike_long = column["difference in length"] <= FRAME_STRETCH
    return is_contained & is_whole & is_long & is_alike_long


@cache
def load_trees():
    """Return the model of reuse, loaded once. Raises FileNotFoundError if its file is missing."""
    return open_network(gzip.decompress((DATA / "repeats.onnx.gz").read_bytes()))


@cache
def paraphrase_weights():
    """Return the weights of the regression on paraphrases, the constant first."""
    return read_list("repeats_paraphrase")["weight"].astype("float64").to_numpy()
