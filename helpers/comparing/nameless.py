"""Finds out which actors without a name may be one: in several articles, or in one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from helpers.actors import body_key, without_number
from helpers.base.models import load_piece_vectors
from helpers.base.wordlists import (
    evaluative_labels,
    function_words,
    ordinary_words,
    roles,
    singular,
    word_set,
)
from helpers.comparing.appearances import FEWEST, Appearance, Doubt, most_mentioned

NAMELESS = "nameless"  # opens the key of an actor without a name
WRITERS = ("I", "we")  # whoever writes, or is quoted without a name
MAIN = 3  # actors of an article
ALIKE = 0.5  # cosine of the vectors of two nouns of like meaning: migrants, refugees


def main_actors(keys: Mapping[Appearance, Hashable]) -> dict[str, list[Hashable]]:
    """Return article → the keys of its three most mentioned actors, but for places."""
    actors = defaultdict(Counter)
    for one, key in keys.items():
        if one.type != "place":
            actors[one.article][key] += one.mentions
    return {
        article: [key for key, _ in counts.most_common(MAIN)] for article, counts in actors.items()
    }


def identify_nameless(
    nameless: Sequence[Appearance], main: Mapping[str, Sequence[Hashable]]
) -> tuple[dict[Appearance, Hashable], list[Doubt]]:
    """Return for each actor without a name what is the same for all who are one, and the doubts.

    People are never one; groups and bodies are if they are called the same in articles that have
    two of their main actors in common: these tell of one event."""
    called = defaultdict(list)
    for one in nameless:
        called[one.type == "person", body_key(without_number(one.actor))].append(one)
    keys: dict[Appearance, Hashable] = {}
    doubts = []
    for (is_person, words), several in called.items():
        pairs = {one: [] if is_person else pairs_of(main.get(one.article, ())) for one in several}
        counts = Counter(pair for each in pairs.values() for pair in each)
        ranks = {pair: rank for rank, (pair, _) in enumerate(counts.most_common())}
        taken = set()
        for one in several:
            pair = min(pairs[one], key=lambda pair: ranks[pair], default=None)
            is_own = counts[pair] < FEWEST or (one.article, pair) in taken
            taken.add((one.article, pair))
            keys[one] = (NAMELESS, words, (one.article, one.actor) if is_own else pair)
        if head_noun(words) not in function_words():  # some, others
            doubts += same_words(words, several, keys)
    return keys, doubts


def same_words(words, several, keys):
    """Return the doubts about those who are called as the most mentioned is, and are another."""
    most = most_mentioned(several)
    first = {keys[one]: one for one in reversed(several)}
    reason = f"both are called “{words}”"
    return [Doubt(one, most, reason) for key, one in first.items() if key != keys[most]]


def pairs_of(actors):
    return [frozenset(pair) for pair in combinations(actors, 2)]


# in one article


def alike_in_article(keys: Mapping[Appearance, Hashable]) -> Iterator[Doubt]:
    """Yield the groups, and the people, without a name who may be one in their article: by the same
    noun, by nouns of like meaning, or since a noun may be a label of the most mentioned."""
    articles = defaultdict(list)
    for one, key in keys.items():
        is_nameless = isinstance(key, tuple) and key[0] == NAMELESS and one.actor not in WRITERS
        if is_nameless and one.type in ("group", "person"):
            articles[one.article, one.type].append(one)
    for several in articles.values():
        by_noun = defaultdict(list)
        for one in several:
            by_noun[head_noun(one.actor)].append(one)
        first = {noun: most_mentioned(same) for noun, same in by_noun.items()}
        most = most_mentioned(several)
        for noun, one in first.items():
            reason = f"both are called “{noun}”"
            if noun not in function_words():
                yield from (
                    Doubt(other, one, reason) for other in by_noun[noun] if other is not one
                )
            if may_be_label(noun) and most not in by_noun[noun]:
                yield Doubt(one, most, f"“{noun}” may be what somebody calls them")
        for a, b in like_nouns([last_noun(one.actor) for one in first.values()]):
            one, other = first[singular(a)], first[singular(b)]
            yield Doubt(one, other, f"“{a}” and “{b}” mean nearly the same")


def head_noun(name: str) -> str:
    """Return the head of a noun phrase, in the singular.

    >>> head_noun("angry protesters from Oxford")
    'protester'
    """
    return singular(last_noun(name))


def last_noun(name):
    """Return the last word of a name before its first small word."""
    words = without_number(name).lower().split()
    behind = next((i for i, word in enumerate(words) if i and word in function_words()), len(words))
    return words[behind - 1]


def may_be_label(noun):
    """Return whether a noun judges whom it means, or is a rare one: mob, eco-warrior."""
    is_usual = noun in roles() or noun in ordinary_words() or noun in function_words()
    return noun in evaluative_labels() or not is_usual


def like_nouns(nouns):
    """Return the pairs of nouns that mean nearly the same, by the networks' vectors of words."""
    pieces = load_piece_vectors()
    known = [noun for noun in nouns if noun in pieces.vocabulary]
    rows = [pieces.vocabulary[noun] for noun in known]
    vectors = pieces.vectors[rows] * pieces.scales[rows].reshape(-1, 1) - mean_vector()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    is_woman = np.array([singular(noun) in word_set("woman") for noun in known], dtype=bool)
    is_alike = (vectors @ vectors.T > ALIKE) & (is_woman[:, None] == is_woman)
    return [(known[i], known[j]) for i, j in np.argwhere(np.triu(is_alike, k=1))]


@cache
def mean_vector():
    pieces = load_piece_vectors()
    return pieces.scales.reshape(1, -1) @ pieces.vectors / len(pieces.vectors)
