"""Takes pairs of sentences that share rare words, gives whether a pair repeats and how far it still
says the same.

Two small models see thirty measures of a pair: which share of the words both have, each weighted by
its rarity (Spärck Jones 1972), whether what they do not share is names and figures on both sides,
and in which order the shared words stand. How they were made and what they reach:
helpers/data/repeats.md."""

import gzip
from functools import cache

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from helpers.base.models import open_network
from helpers.base.places import DATA
from helpers.base.wordlists import read_list
from helpers.repeats.vocabulary import blocks, count_up, mix

# sentences that word_rarity.csv counts in: the rarity of words does not rest on one article alone
BACKGROUND = 10_000
LEAST_WEIGHT = 0.05  # of the commonest word
# share of the shorter sentence's words by weight, less half of what is exchanged, that a pair must
# have,
LEAST = 0.5
FEWEST = 4  # and so many different words
REUSED = 0.5  # chance from which on the trees take a pair for reused
FRAME = 0.95  # of the weight of the other words, that pairs of one frame share
NAMED = 0.1  # and of their weight that shared names have, where two figures differ
STRETCH = 0.3  # logarithm of how much longer the one of them may be
PAIRS_AT_ONCE = 100_000
HASHED = 18, 24  # bits, at least and at most, of the number of two words that follow one another
RARE = 3  # sentences: two words that follow one another in more are a stock phrase
LARGEST = 0x10FFFF - 0x1000  # as many words can be spelt with one character each
FEATURES = (
    "containment", "resemblance", "larger", "weight", "shared weight",
    "names exchanged", "names more", "names shared", "names differing",
    "figures exchanged", "figures more", "figures shared", "figures differing",
    "other words exchanged", "other words more", "other containment",
    "words", "shared words", "share of words", "rarity of the rest", "rarity of the shared", "difference in length",
    "neighbours", "shared neighbours", "larger neighbours", "rare neighbours",
    "order", "larger order", "names replaced", "figures replaced",
)  # fmt: skip


def word_shares(bags, known):
    """Return the share of sentences in which each word stands, here and in the background."""
    frequency = np.bincount(bags.code, minlength=len(bags.vocabulary))
    return (frequency + known + 0.5) / (len(bags.edge) + BACKGROUND)


def measure(words, chosen, bags, shares, a, b, *, least=LEAST):
    """Return which of the pairs a, b share enough, and the FEATURES of those, a row each.

    `bags` are the different words of the texts at the places `chosen` of `words`; a and b are
    places in `bags`."""
    weights = np.maximum(LEAST_WEIGHT, -np.log(shares)).astype("float32")
    kept, *sums = compare_words(bags, weights, a, b, least)
    a = a[kept]
    b = b[kept]
    needed = np.unique(np.r_[a, b])
    places = np.searchsorted(needed, a), np.searchsorted(needed, b)
    features = (
        weigh(*sums)
        | compare_neighbours(words, chosen[needed], *places)
        | compare_order(words, chosen[needed], *places)
    )
    return kept, np.stack(
        [features[name].astype("float32", copy=False) for name in FEATURES], axis=1
    )


def compare_words(bags, weights, a, b, least):
    """Return which of the pairs share enough, and for those the weight of all words, of names and
    of figures, and the number of words: in one sentence, in the other and in both."""
    from scipy.sparse import csr_array

    kinds = np.ones(len(weights)), bags.is_name, bags.is_figure
    values = np.stack([*kinds, *(kind / weights for kind in kinds)], axis=1).astype("float32")
    edge, shape = shortest(bags.edge), (len(bags.edge) - 1, len(weights))
    matrix = csr_array((np.sqrt(weights)[bags.code], bags.code, edge), shape=shape)
    totals = csr_array((weights[bags.code], bags.code, edge), shape=shape) @ values
    places = [np.zeros(0, "int64")]
    shared = [values[:0]]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        both = matrix[a[part]].multiply(matrix[b[part]]) @ values
        fewer = np.minimum(totals[a[part]], totals[b[part]])
        exchanged = np.maximum(0, fewer - both)[:, 1:3].sum(axis=1)
        share = both[:, 0] - exchanged / 2 >= least * fewer[:, 0]
        enough = np.flatnonzero(share & (both[:, 3] >= FEWEST * (least > 0) - 0.1))
        places.append(enough + start)
        shared.append(both[enough])
    kept = np.concatenate(places)
    return kept, totals[a[kept]].T, totals[b[kept]].T, np.concatenate(shared).T


def weigh(one, other, both):
    """Return the features of the words: `one`, `other` and `both` are rows of the weight of all
    words, of names and of figures, and of their numbers."""
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
        "difference in length": np.abs(np.log(one[3] / other[3])),
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
    """Return how many words follow the same one in both of the texts, as shares of the shorter and
    of the longer text, and how many do so in few other texts."""
    from scipy.sparse import csr_array

    sizes = [np.zeros(1, "int64")]
    found = [np.zeros(0, "int32")]
    bits = int(np.clip(5 + int(words.sizes[texts].sum()).bit_length(), *HASHED))
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[texts])]):
        mine = texts[start:end]
        length = np.maximum(0, words.sizes[mine] - 1)
        place = count_up(words.edge[mine], length)
        two = mix(
            words.code[place].astype("uint64") << np.uint64(32)
            | words.code[place + 1].astype("uint64")
        )
        both = np.repeat(np.arange(end - start) << bits, length) | (
            two >> np.uint64(64 - bits)
        ).astype("int64")
        both.sort()
        owner, code = np.divmod(both[np.diff(both, prepend=-1) > 0], 1 << bits)
        sizes.append(np.bincount(owner, minlength=end - start))
        found.append(code.astype("int32"))
    codes = np.concatenate(found)
    edge = np.cumsum(np.concatenate(sizes))
    size = np.diff(edge)
    is_rare = np.bincount(codes, minlength=1 << bits) <= RARE
    value = np.where(is_rare[codes], np.int8(2), np.int8(1))  # what both have is 4 if rare, else 1
    matrix = csr_array((value, codes, shortest(edge)), shape=(len(texts), 1 << bits))
    common = [np.zeros(0, "int64")]
    rare = [np.zeros(0, "int64")]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        both = (
            matrix[a[start : start + PAIRS_AT_ONCE]]
            .multiply(matrix[b[start : start + PAIRS_AT_ONCE]])
            .tocsr()
        )
        common.append(np.diff(both.indptr))
        rare.append(both.sum(axis=1, dtype="int64"))
    shared = np.concatenate(common)
    sums = np.concatenate(rare)
    fewer, more = (np.maximum(1, pick(size[a], size[b])) for pick in (np.minimum, np.maximum))
    return {
        "neighbours": shared / fewer,
        "shared neighbours": shared,
        "larger neighbours": shared / more,
        "rare neighbours": (sums - shared) / 3 / fewer,
    }


def shortest(edge):
    """Return offsets as 32-bit numbers where they fit: SciPy would else widen all that it computes
    with them."""
    return edge.astype("int32") if edge[-1] < 2**31 else edge


def compare_order(words, texts, a, b):
    """Return how many words stand in the same order in both, as shares of the shorter and of the
    longer text."""
    spelt = spell(words, texts)
    lengths = [np.zeros(0)]
    for start in range(0, len(a), PAIRS_AT_ONCE):
        sides = (
            [spelt[i] for i in side[start : start + PAIRS_AT_ONCE].tolist()] for side in (a, b)
        )
        lengths.append(cpdist(*sides, scorer=LCSseq.similarity, dtype=np.int32))
    longest = np.concatenate(lengths)
    size = words.sizes[texts]
    return {
        "order": longest / np.minimum(size[a], size[b]),
        "larger order": longest / np.maximum(size[a], size[b]),
    }


def spell(words, texts):
    """Return the texts at some places with a character for each word, so that what compares strings
    compares words."""
    spelt = []
    for start, end in blocks(np.r_[0, np.cumsum(words.sizes[texts])]):
        size = words.sizes[texts[start:end]]
        code = words.code[count_up(words.edge[texts[start:end]], size)] % LARGEST
        string = (
            (code + np.where(code < 0xD800, 0, 0x800)).astype("<u4").tobytes().decode("utf-32-le")
        )
        ends = np.cumsum(size).tolist()
        spelt += [
            string[end - length : end] for length, end in zip(size.tolist(), ends, strict=True)
        ]
    return spelt


def judge(features):
    """Return for pairs, from their FEATURES, whether the sentence was reused, and the chance that
    it still says the same."""
    trees, (constant, *weights) = load_trees(), paraphrase_weights()
    reused = [np.zeros(0, bool)]
    chance = [np.zeros(0)]
    for at in range(0, len(features), PAIRS_AT_ONCE):
        part = features[at : at + PAIRS_AT_ONCE]
        reused.append(trees.run(None, {"features": part})[0][:, 0] >= REUSED)
        chance.append(1 / (1 + np.exp(-constant - part @ np.array(weights, "float32"))))
    return np.concatenate(reused), np.concatenate(chance)


def join_chances(reused, chance):
    """Return the score: half of it says whether the sentence was reused, half how far it still says
    the same."""
    return (reused + chance) / 2


def is_same_frame(features):
    """Return whether pairs have the same names and words but other figures: one, or two where they
    share a name. A toll that rose is news, and never left out; the same words with another name
    speak of another thing."""
    column = dict(zip(FEATURES, features.T, strict=True))
    figures = column["figures replaced"].round()
    few = (figures == 1) | (figures == 2) & (column["names shared"] >= NAMED)
    return has_same_words(column) & few & (column["names more"] <= 1 - FRAME)


def may_be_renamed(features):
    """Return whether pairs differ in nothing but up to three names: they may be the same under
    other names."""
    column = dict(zip(FEATURES, features.T, strict=True))
    names = column["names replaced"].round()
    figures = column["figures replaced"].round()
    return has_same_words(column) & (figures == 0) & (names >= 1) & (names <= 3)


def has_same_words(column):
    """Return whether pairs have the same words but for names and figures, from their features by
    name."""
    same = (column["other containment"] >= FRAME) & (column["other words exchanged"] <= 1 - FRAME)
    return same & (column["shared words"] >= FEWEST) & (column["difference in length"] <= STRETCH)


@cache
def load_trees():
    """Return the model of reuse, loaded once. Raises FileNotFoundError if it is not there."""
    return open_network(gzip.decompress((DATA / "repeats.onnx.gz").read_bytes()))


@cache
def paraphrase_weights():
    """Return the weights of the regression on paraphrases, the constant first."""
    return read_list("repeats_paraphrase")["weight"].astype("float64").to_numpy()
