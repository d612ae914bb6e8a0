"""Finds the pairs of sentences that share enough rare words to be looked at closely.

Every two of a sentence's rarest words are a key; sentences with the same key meet. A pair that
meets is kept if the signatures of both (a bit for each of their words that is not common) share
enough bits. So the work grows with the number of sentences and not with its square, and a bound on
the keys and pairs held at one time bounds the memory.

Sources: Bayardo, Ma & Srikant (2007), Scaling up all pairs similarity search (rare words first);
Faloutsos & Christodoulakis (1984), Signature files (bits instead of sets)."""

import numpy as np

from helpers.repeats.vocabulary import count_up, pack, scatter_bits, unpack

# how many of a sentence's rarest words make keys, at least and at most; the fewer sentences there
# are, the more words, up to so many keys in all
FEWEST_KEY_WORDS = 10
MOST_KEY_WORDS = 20
ALL_KEYS = 2_000_000
KEYS_AT_ONCE = 4_000_000
PAIRS_AT_ONCE = 500_000
# two words that stand together in more sentences than CROWD are no key, nor are two of which that
# is to be expected EXPECTED times over, by chance; of those expected together in more than FREE
# sentences only some eighths are taken
CROWD = 40
EXPECTED = 4
FREE = 8
EIGHTHS = 5
COMMON = 0.05  # words of more sentences than this share have no bit in the signatures
COLUMNS = 3  # of 64 bits in a signature
SHARED_BITS = 45  # per cent of the bits of the shorter signature that both must have


def find_candidates(bags, rarity):
    """Return the pairs of sentences that may repeat each other: places a and b in `bags`, a before
    b, in order.

    `rarity` is the share of sentences in which each word of the vocabulary stands, here and in the
    background."""
    frequency = np.bincount(bags.code, minlength=len(bags.vocabulary))
    signatures = sign(bags, (frequency > 1) & (rarity < COMMON))
    sizes = np.bitwise_count(signatures).sum(axis=0, dtype="uint8")
    pairs = [np.zeros(0, "int64")]
    for keys, sentences in key_parts(rarest_words(bags, frequency), frequency):
        near = [np.zeros(0, "int64")]
        for a, b in meetings(keys, sentences):
            kept = np.flatnonzero(is_near(signatures, sizes, a, b))
            near.append(pack(a[kept], b[kept]))
        pairs.append(distinct(near))
    return unpack(distinct(pairs))


def distinct(parts):
    """Return the different numbers of several arrays, in order."""
    numbers = np.concatenate(parts)
    numbers.sort()
    return numbers[np.diff(numbers, prepend=-1) > 0]


# signatures


def sign(bags, signing):
    """Return the signatures of the sentences (columns × sentences): one bit is set for each of a
    sentence's words among the `signing` ones."""
    words = np.arange(len(signing), dtype="uint64")
    bit = (scatter_bits(words) % np.uint64(64 * COLUMNS)).astype("int64")
    value = np.where(signing, np.uint64(1) << (bit & 63).astype("uint64"), np.uint64(0))
    signatures = []
    for column in range(COLUMNS):
        bits = np.where(bit >> 6 == column, value, np.uint64(0))  # of each word
        signatures.append(np.bitwise_or.reduceat(bits[bags.code], bags.edge[:-1]))
    return np.stack(signatures)


def is_near(signatures, sizes, a, b):
    """Return for many pairs whether both sentences share enough bits of the shorter signature."""
    shared = sum(np.bitwise_count(column.take(a) & column.take(b)) for column in signatures)
    shorter = np.minimum(sizes.take(a), sizes.take(b)).astype("int16")
    return 100 * shared.astype("int16") >= SHARED_BITS * shorter


# keys


def rarest_words(bags, frequency):
    """Return the rarest words of each sentence that stand in others, too (words × sentences), −1
    where there are no more."""
    recurs = frequency[bags.code] > 1
    owner = bags.owner[recurs]
    code = bags.code[recurs]
    count = len(bags.edge) - 1
    rank = count_up(np.zeros(count, "int64"), np.bincount(owner, minlength=count))
    affordable = (2 * ALL_KEYS / max(1, count)) ** 0.5
    width = int(np.clip(affordable, FEWEST_KEY_WORDS, MOST_KEY_WORDS))
    is_rare = rank < width
    rarest = np.full((width, count), -1, "int32")
    rarest[rank[is_rare], owner[is_rare]] = code[is_rare]
    return rarest


def key_parts(rarest, frequency):
    """Yield sorted keys with their sentences, in parts of bounded size that hold each key whole.

    A key is a hash of two words, its upper bits; below them stands the number of the sentence, so
    that one sort orders both."""
    width, count = rarest.shape
    bits = np.uint64(max(1, int(count - 1).bit_length()))
    sentence_bits = (np.uint64(1) << bits) - np.uint64(1)
    hashes = scatter_bits(np.arange(1, 2 * len(frequency) + 1, dtype="uint64")).reshape(2, -1)
    share = np.where(rarest >= 0, frequency[rarest] / max(1, count) ** 0.5, np.inf)
    share = share.astype("float32")  # the product of two is how often both are expected together
    parts = 1 + count * width * (width - 1) // 2 // KEYS_AT_ONCE
    for part in range(parts):
        keys = [np.zeros(0, "uint64")]
        for i in range(width - 1):
            mine = np.flatnonzero((rarest[i] % parts == part) & (rarest[i] >= 0))
            # later words of the sentence × sentences
            key = hashes[0][rarest[i, mine]] + hashes[1][rarest[i + 1 :, mine]] >> bits
            is_taken = may_be_key(key, share[i, mine] * share[i + 1 :, mine])
            sentence = np.broadcast_to(mine.astype("uint64"), key.shape)
            keys.append(key[is_taken] << bits | sentence[is_taken])
        packed = np.concatenate(keys)
        packed.sort()
        yield packed >> bits, (packed & sentence_bits).astype("int64")


def may_be_key(key, expected):
    """Return which keys are taken, given in how many sentences their words are expected together by
    chance."""
    is_rare = expected < FREE
    is_possible = expected < EXPECTED * CROWD
    is_drawn = key & np.uint64(7) < EIGHTHS
    return is_rare | is_possible & is_drawn


def meetings(keys, sentences):
    """Yield blocks of pairs of sentences that have a key in common."""
    begins = np.flatnonzero(np.r_[True, np.diff(keys) > 0][: len(keys)])
    sizes = np.diff(begins, append=len(keys))
    meet = (sizes > 1) & (sizes <= CROWD)
    begins = begins[meet]
    sizes = sizes[meet]
    for size in np.unique(sizes):
        i, j = np.triu_indices(size, 1)
        starts = begins[sizes == size]
        step = max(1, PAIRS_AT_ONCE // len(i))
        for at in range(0, len(starts), step):
            block = sentences[starts[at : at + step, None] + np.arange(size)]
            yield block[:, i].ravel(), block[:, j].ravel()
