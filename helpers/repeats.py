"""Takes the sentences of one article or of many, and gives the pairs that repeat one another, with what was changed.

Sentences are compared by the words they share, rare words counting more. Only those that share several of their rarest
words are compared at all, so that the work grows with the number of sentences and not with its square.
"""

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import chain, groupby, pairwise, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.articles import count_words
from helpers.tables import make_table

# A number with its points and commas, letters with points between them (U.S.), a word (don't), a possessive 's.
WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W\d_](?:\.[^\W\d_]\b)+|[^\W_]+(?:['‘’](?![sS]\b)[^\W_]+)*|['‘’][sS]\b")
DATE = re.compile(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:janu|febru)ary|march|april|may|june|july|august|"
    "(?:septem|octo|novem|decem)ber"
)
RAREST = 10, 30  # a sentence is looked up by every two of so many of its rarest words, at least and at most: its keys
ALL_KEYS = 2_000_000  # the fewer sentences there are, the more keys each can have
COMMON = 40  # two words that stand together in more sentences than this are no key
KEYS = 3  # three keys in common are three rare words; one alone is often chance
BLOCK = 2_000_000  # keys in common that are counted at one time: what bounds the memory
FEWEST = 1000  # in a short article every word is rare: it is counted as if among so many sentences
EXCHANGED = 4  # exchanged names take this many times their share from the score


class Words(NamedTuple):
    """The words of all sentences as numbers, the rarer the lower; sentence i has code[edge[i] : edge[i + 1]]."""

    edge: np.ndarray
    code: np.ndarray
    vocabulary: np.ndarray
    is_name: np.ndarray
    is_figure: np.ndarray

    @property
    def owner(self):
        return np.repeat(np.arange(len(self.edge) - 1), np.diff(self.edge))

    def of(self, i):
        return self.vocabulary[self.code[self.edge[i] : self.edge[i + 1]]].tolist()


def find_repeats(sentences, *, min_words=6, threshold=0.58):
    """Return the table `repeats`: one row per pair of sentences that repeat one another, the earlier one first.

    `sentences` has the columns article, sentence and text, mostly also start and end. Sentences of fewer words than
    `min_words` are left out, and a pair that is not verbatim has that many different words in common. `score` is 1 for
    verbatim; else it is the mean of two shares of the words in common, in the shorter sentence and in both together,
    each word weighted by its rarity (Spärck Jones 1972), less what exchanged names take from it. Copies are paired with
    their first copy, edited sentences with first copies. `group` is the star that a pair is part of: round its earlier
    sentence, or round one still earlier that both repeat.

    >>> talks = ["The talks in Bamako about the new base ended.", "Ended the talks in Bamako about the new base."]
    >>> find_repeats(pd.DataFrame({"article": "a", "sentence": [1, 2], "text": talks}))[["score", "kind"]].values
    array([[0.9999, 'near']], dtype=object)
    """
    sentences = complete(sentences)
    words = read_words(sentences["text"])
    first = first_copies(words)
    is_copy = first != np.arange(len(first))
    long_enough = np.diff(words.edge) >= max(1, min_words)
    compared, copies = np.flatnonzero(long_enough & ~is_copy), np.flatnonzero(long_enough & is_copy)
    pairs = compare(make_bags(words, compared), min_words, threshold)
    pairs = pairs.assign(a=compared[pairs["a"]], b=compared[pairs["b"]])
    pairs["kind"] = [tell_kind(words.of(row.a), words.of(row.b), row.exchanged) for row in pairs.itertuples()]
    verbatim = pd.DataFrame({"a": first[copies], "b": copies, "score": 1.0, "kind": "verbatim"})
    return tabulate(sentences, words, pd.concat([pairs, verbatim], ignore_index=True))


def repeat_share(sentences, repeats):
    """Return the share of each article's words that stand in sentences of a pair: article, words, repeated, share.

    >>> repeat_share(make_table("sentences"), make_table("repeats")).columns.tolist()
    ['article', 'words', 'repeated', 'share']
    """
    keys = [pd.MultiIndex.from_frame(repeats[["article" + side, "sentence" + side]]) for side in ("", "_b")]
    own = pd.MultiIndex.from_frame(sentences[["article", "sentence"]].astype({"article": "str"}))
    words = np.array([count_words(text) for text in sentences["text"]], "int64")
    counts = pd.DataFrame({"words": words, "repeated": words * (own.isin(keys[0]) | own.isin(keys[1]))})
    shares = counts.groupby(own.get_level_values("article"), sort=False).sum()
    return shares.assign(share=shares["repeated"] / shares["words"].clip(lower=1)).reset_index()


def both_sides(repeats):
    """Return every sentence that stands in a pair, once: article, start, end, text, sentence, kind, group."""
    columns = ["article", "start", "end", "text", "sentence", "kind", "group"]
    other = {f"{name}_b": name for name in columns[:5]}
    sides = [repeats[columns], repeats[[*other, "kind", "group"]].rename(columns=other)]
    return pd.concat(sides).drop_duplicates(["article", "sentence"]).sort_values(["article", "start"], ignore_index=True)


def changes(text_a, text_b):
    """Return how the words of one text became those of another: change, text, side, start, end, in reading order.

    `change` is same, added, dropped or moved; `side` says in which text a row stands: a, b, or both for what is the
    same, which is shown as in a. What is dropped at one place and added at another is moved: a row on each side. The
    rows of sides a and both are the words of a in their order, those of b and both the words of b.

    >>> changes("Troops left Mali, he said.", "He said troops left.")[["change", "text", "side"]].values.tolist()
    [['moved', 'He said', 'b'], ['same', 'Troops left', 'both'], ['dropped', 'Mali', 'a'], ['moved', 'he said', 'a']]
    """
    texts, found = (text_a, text_b), (list(WORD.finditer(text_a)), list(WORD.finditer(text_b)))
    words = [[normalise(word[0]) for word in side] for side in found]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    moved, rows = find_moved(*words, matcher.get_matching_blocks()), []
    for kind, *edges in matcher.get_opcodes():
        for side, change in enumerate(["same"] if kind == "equal" else ["dropped", "added"]):
            for run, group in groupby(range(*edges[2 * side : 2 * side + 2]), moved[side].get):
                places = list(group)
                start, end = found[side][places[0]].start(), found[side][places[-1]].end()
                name = "both" if change == "same" else "ab"[side]
                rows.append((change if run is None else "moved", texts[side][start:end], name, start, end))
    types = {"change": "str", "text": "str", "side": "str", "start": "int64", "end": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def find_moved(words_a, words_b, same):
    """Return for both lists the number of the run in which a word moved, by its place: of what difflib did not find in
    order, the longest run that both still have is moved, then the next one, until they have no word in common."""
    left, moved, blocks = (list(words_a), list(words_b)), ({}, {}), list(same)
    while blocks:
        for side, (*firsts, size) in product((0, 1), blocks):
            left[side][firsts[side] : firsts[side] + size] = [side] * size  # equal to no word of the other list
        longest = SequenceMatcher(None, *left, autojunk=False).find_longest_match()
        blocks = [longest] if longest.size else []
        for side, (*firsts, size) in product((0, 1), blocks):
            moved[side].update(dict.fromkeys(range(firsts[side], firsts[side] + size), longest.a))
    return moved


def normalise(word):
    """Return a word in lower case without marks; a number keeps its decimal point, as 1.5 is not 15."""
    word = re.sub("[‘’]", "'", word.lower())
    return word.replace(",", "") if word[0].isdecimal() else word.replace(".", "")


def complete(sentences):
    """Return article, sentence, start, end and text of the sentences, with offsets also where they have none."""
    text = sentences["text"].fillna("").astype("str")
    given = sentences.reindex(columns=["article", "sentence", "start", "end"])
    start = given["start"].astype("Int64").fillna(0)
    end = given["end"].astype("Int64").fillna(start + text.str.len())
    return given.assign(start=start, end=end, text=text).reset_index(drop=True)


def read_words(texts):
    """Return the Words of the texts. A name is a word that is mostly capitalised where it does not begin a sentence;
    sentences in title case or capitals are no evidence. A figure is a number, a weekday or a month."""
    found = [WORD.findall(text) for text in texts]
    edge = np.r_[0, np.cumsum([len(words) for words in found], dtype="int64")]
    form, forms = pd.factorize(np.array(list(chain.from_iterable(found)), object))
    code, vocabulary = pd.factorize(np.array([normalise(word) for word in forms], object), sort=True)
    by_rarity = np.argsort(np.bincount(code[form], minlength=len(vocabulary)), kind="stable")
    code, vocabulary = np.argsort(by_rarity)[code][form], vocabulary[by_rarity]
    owner = np.repeat(np.arange(len(found)), np.diff(edge))
    upper = np.array([word[0].isupper() and not re.match("I['‘’]|I$", word) for word in forms], bool)[form]
    inside = (np.diff(owner, prepend=-1) == 0) & (np.bincount(owner, upper) <= 0.6 * np.bincount(owner))[owner]
    capital, small = (np.bincount(code[inside & case], minlength=len(vocabulary)) for case in (upper, ~upper))
    is_name, is_date = capital > small, np.array([bool(DATE.fullmatch(word)) for word in vocabulary], bool)
    is_figure = np.array([any(map(str.isdecimal, word)) for word in vocabulary], bool) | is_name & is_date
    return Words(edge, code, vocabulary, is_name & ~is_figure, is_figure)


def first_copies(words):
    """Return for each sentence the first one that has the same words in the same order."""
    keys = [words.code[start:end].tobytes() for start, end in pairwise(words.edge.tolist())]
    group, _ = pd.factorize(np.array(keys, object))
    return np.unique(group, return_index=True)[1][group]


def make_bags(words, compared):
    """Return the different words of each of the sentences at the places `compared`, the rarest first, as Words."""
    number = np.full(len(words.edge) - 1, -1)
    number[compared] = np.arange(len(compared))
    owner = number[words.owner]
    owner, code = np.divmod(np.unique((owner << 32 | words.code)[owner >= 0]), 1 << 32)
    return words._replace(edge=np.searchsorted(owner, np.arange(len(compared) + 1)), code=code)


def index_keys(bags, frequency):
    """Return every two of a sentence's rarest words as a key, with its sentence, sorted by both."""
    recurs = frequency[bags.code] > 1
    owner, code = bags.owner[recurs], bags.code[recurs]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    count = len(bags.edge) - 1
    width = int(np.clip((2 * ALL_KEYS / max(1, count)) ** 0.5, *RAREST))
    rarest = np.full((count, width), -1)
    rarest[owner[rank < width], rank[rank < width]] = code[rank < width]
    i, j = np.triu_indices(width, 1)
    sentence, key = np.nonzero(rarest[:, j] >= 0)
    key = rarest[sentence, i[key]] << 32 | rarest[sentence, j[key]]
    order = np.argsort(key, kind="stable")
    return key[order], sentence[order]


def find_candidates(bags, frequency):
    """Yield blocks of pairs of sentences (a before b) that have enough keys in common."""
    key, sentence = index_keys(bags, frequency)
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    sizes = np.diff(begins, append=len(key))
    after = np.repeat(np.where(sizes <= COMMON, begins + sizes, 0), sizes) - np.arange(len(key)) - 1
    rows = np.flatnonzero(after > 0)  # after each of them stand so many other sentences with the same key
    rows = rows[np.argsort(sentence[rows], kind="stable")]
    before = np.cumsum(after[rows]) - after[rows]
    block = before[np.searchsorted(sentence[rows], sentence[rows])] // BLOCK  # all keys of a sentence in one block
    for part in np.split(rows, np.flatnonzero(np.diff(block)) + 1):
        a, b = np.repeat(sentence[part], after[part]), sentence[count_up(part + 1, after[part])]
        pair, keys = np.unique(a << 32 | b, return_counts=True)
        yield np.divmod(pair[keys >= KEYS], 1 << 32)


def count_up(starts, sizes):
    """Return start, start + 1, … for each start, as many numbers as its size says."""
    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


def compare(bags, min_words, threshold):
    """Return the pairs of bags that are alike: a, b, score, exchanged (if names or figures differ on both sides)."""
    frequency = np.bincount(bags.code, minlength=len(bags.vocabulary))
    rarity = np.log((max(len(bags.edge), FEWEST) + 1) / (frequency + 0.5))
    values = np.stack([np.ones(len(rarity)), rarity, rarity * bags.is_name, rarity * bags.is_figure])
    totals = np.stack([np.bincount(bags.owner, value[bags.code], len(bags.edge) - 1) for value in values])
    found = [pd.DataFrame({"a": [0], "b": [0], "score": [0.0], "exchanged": [False]})[:0]]
    for a, b in find_candidates(bags, frequency):
        common = add_common(bags, values, a, b)
        least, most = np.minimum(totals[:, a], totals[:, b]), np.maximum(totals[:, a], totals[:, b])
        shares = common[1] / least[1] + common[1] / (least[1] + most[1] - common[1])
        names, figures = np.maximum(0, np.round(least[2:] - common[2:], 9))
        # Other figures with the same names are news of the same thing; with other names they are of another thing.
        penalty = EXCHANGED * (names + figures * (names > 0)) / least[1]
        score = np.minimum(0.9999, np.round(shares / 2 * np.maximum(0, 1 - penalty), 4))
        alike = (score > 0) & (score >= threshold) & (common[0] >= min_words)
        found.append(pd.DataFrame({"a": a, "b": b, "score": score, "exchanged": names + figures > 0})[alike])
    return pd.concat(found, ignore_index=True)


def add_common(bags, values, a, b):
    """Return the sums of several values of the words that two bags have in common, for many pairs of bags."""
    size = np.diff(bags.edge)
    short, long = np.where(size[a] <= size[b], [a, b], [b, a])
    pair = np.repeat(np.arange(len(a)), size[short])
    code = bags.code[count_up(bags.edge[short], size[short])]
    wanted, known = long[pair] << 32 | code, bags.owner << 32 | bags.code
    hit = known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted
    return np.stack([np.bincount(pair[hit], value[code[hit]], len(a)) for value in values])


def tell_kind(words_a, words_b, exchanged):
    """Return the kind of a pair. Its order is changed if less than four fifths of the words that stand once in each can
    be read in the same order in both."""
    short, long = sorted((words_a, words_b), key=len)
    in_both = Counter(short) & Counter(long)
    if exchanged:
        return "other_figures"
    if in_both.total() >= 0.9 * len(short) and len(long) >= 1.25 * len(short):
        return "contained"
    once = {word for word in in_both if words_a.count(word) == words_b.count(word) == 1}
    places, lowest_ends = [words_b.index(word) for word in words_a if word in once], []
    for place in places:  # the longest rising sequence, by the lowest end of those of each length
        at = bisect_left(lowest_ends, place)
        lowest_ends[at : at + 1] = [place]
    return "restated" if len(lowest_ends) < 0.8 * len(places) else "near"


def tabulate(sentences, words, pairs):
    article, _ = pd.factorize(sentences["article"])
    pairs = pairs.iloc[np.lexsort((pairs["b"], pairs["a"], article[pairs["a"]]))]
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    earliest = np.full(len(sentences), len(sentences))  # the first that each one repeats: the centre of its star
    np.minimum.at(earliest, b, a)
    repeats_too = np.isin(earliest[b] << 32 | a, a << 32 | b)
    centre = np.where(pairs["kind"] == "verbatim", np.minimum(earliest[a], a), np.where(repeats_too, earliest[b], a))
    both = [(words.of(one), words.of(other)) for one, other in zip(a, b, strict=True)]
    earlier, later = (sentences.iloc[side].reset_index(drop=True) for side in (a, b))
    return make_table("repeats", earlier.join(later.add_suffix("_b")).assign(
        score=pairs["score"].array, kind=pairs["kind"].array, group=pd.factorize(centre)[0] + 1,
        added=[surplus(b, a) for a, b in both], dropped=[surplus(a, b) for a, b in both],
    ))  # fmt: skip


def surplus(words, others):
    """Return those of the words that the others have not, or not as often."""
    left = Counter(others)
    return " ".join(word for word in words if left[word] <= 0 or left.subtract([word]))
