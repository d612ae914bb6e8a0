"""Takes the different words of many sentences, gives the pairs of sentences that share enough rare
ones.

Every two of a sentence's rarest words are a key; sentences with the same key meet. What meets is
kept if the signatures of both (a bit for each of their words that is not common) share enough bits.
So the work grows with the number of sentences and not with its square, and a bound on the keys and
pairs held at one time bounds the memory.

Sources: Bayardo, Ma & Srikant (2007), Scaling up all pairs similarity search (rare words first);
Faloutsos & Christodoulakis (1984), Signature files (bits instead of sets)."""

import numpy as np

from helpers.repeats.vocabulary import count_up, mix

RAREST = 10, 20  # of so many of its rarest words every two are a key, at least and at most
ALL_KEYS = 2_000_000  # the fewer sentences there are, the more keys each can have
KEYS_AT_ONCE = 4_000_000
PAIRS_AT_ONCE = 500_000
CROWD = 40  # two words that stand together in more sentences than this are no key
EXPECTED = 4  # nor are two that would do so in so many times as many by chance;
# of those that would do so in more than so many, so many eighths are taken
FREE = 8
EIGHTHS = 5
COMMON = 0.05  # words of more sentences than this share have no bit
BITS = 3  # times 64: the signature
SHARED = 45  # per cent of the bits of the shorter signature that must be in both


def find_candidates(bags, rarity):
    """Return the pairs of sentences that may repeat each other: places a and b in `bags`, a before
    b, in order.

    `rarity` is the share of sentences in which each word of the vocabulary stands, here and in the
    background."""
    frequency = np.bincount(bags.code, minlength=len(bags.vocabulary))
    signatures = sign(bags, (frequency > 1) & (rarity < COMMON))
    sizes = np.bitwise_count(signatures).sum(axis=0, dtype="uint8")
    found = [np.zeros(0, "int64")]
    for keys, sentences in key_parts(rarest_words(bags, frequency), frequency):
        near = [np.zeros(0, "int64")]
        for a, b in meetings(keys, sentences):
            kept = np.flatnonzero(is_near(signatures, sizes, a, b))
            near.append(a[kept] << 32 | b[kept])
        found.append(distinct(near))
    return np.divmod(distinct(found), 1 << 32)


def distinct(parts):
    """Return the different numbers of several arrays, in order."""
    numbers = np.concatenate(parts)
    numbers.sort()
    return numbers[np.diff(numbers, prepend=-1) > 0]


def rarest_words(bags, frequency):
    """Return the rarest words of each sentence that stand in others too: one column a sentence, −1
    for no word."""
    recurs = frequency[bags.code] > 1
    owner = bags.owner[recurs]
    code = bags.code[recurs]
    count = len(bags.edge) - 1
    rank = count_up(np.zeros(count, "int64"), np.bincount(owner, minlength=count))
    width = int(np.clip((2 * ALL_KEYS / max(1, count)) ** 0.5, *RAREST))
    rarest = np.full((width, count), -1, "int32")
    rarest[rank[rank < width], owner[rank < width]] = code[rank < width]
    return rarest


def sign(bags, signing):
    """Return a signature for each sentence: columns of 64 bits, one set for each of its words among
    the `signing` ones."""
    bit = (mix(np.arange(len(signing), dtype="uint64")) % np.uint64(64 * BITS)).astype("int64")
    value = np.where(signing, np.uint64(1) << (bit & 63).astype("uint64"), np.uint64(0))
    columns = [np.where(bit >> 6 == column, value, np.uint64(0)) for column in range(BITS)]
    return np.stack(
        [np.bitwise_or.reduceat(column[bags.code], bags.edge[:-1]) for column in columns]
    )


def is_near(signatures, sizes, a, b):
    """Return whether two sentences share enough bits of the shorter signature, for many pairs."""
    shared = sum(np.bitwise_count(column.take(a) & column.take(b)) for column in signatures)
    return 100 * shared.astype("int16") >= SHARED * np.minimum(sizes.take(a), sizes.take(b)).astype(
        "int16"
    )


def key_parts(rarest, frequency):
    """Yield sorted keys with their sentences, in parts of bounded size that hold each key whole."""
    width, count = rarest.shape
    bits = np.uint64(max(1, int(count - 1).bit_length()))
    hashed = mix(np.arange(1, 2 * len(frequency) + 1, dtype="uint64")).reshape(2, -1)
    often = np.where(rarest >= 0, frequency[rarest] / max(1, count) ** 0.5, np.inf).astype(
        "float32"
    )
    parts = 1 + count * width * (width - 1) // 2 // KEYS_AT_ONCE
    for part in range(parts):
        found = [np.zeros(0, "uint64")]
        for i in range(width - 1):
            mine = np.flatnonzero((rarest[i] % parts == part) & (rarest[i] >= 0))
            key = hashed[0][rarest[i, mine]] + hashed[1][rarest[i + 1 :, mine]] >> bits
            chance = often[i, mine] * often[i + 1 :, mine]
            taken = (chance < FREE) | (chance < EXPECTED * CROWD) & (key & np.uint64(7) < EIGHTHS)
            sentence = np.broadcast_to(mine.astype("uint64"), key.shape)
            found.append(key[taken] << bits | sentence[taken])
        keys = np.concatenate(found)
        keys.sort()
        yield keys >> bits, (keys & (np.uint64(1) << bits) - np.uint64(1)).astype("int64")


def meetings(keys, sentences):
    """Yield blocks of pairs of sentences that have a key in common."""
    begins = np.flatnonzero(np.r_[True, np.diff(keys) > 0][: len(keys)])
    sizes = np.diff(begins, append=len(keys))
    begins, sizes = (side[(sizes > 1) & (sizes <= CROWD)] for side in (begins, sizes))
    for size in np.unique(sizes):
        i, j = np.triu_indices(size, 1)
        starts = begins[sizes == size]
        step = max(1, PAIRS_AT_ONCE // len(i))
        for at in range(0, len(starts), step):
            block = sentences[starts[at : at + step, None] + np.arange(size)]
            yield block[:, i].ravel(), block[:, j].ravel()
