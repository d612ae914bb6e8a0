"""Takes sentences and where an actor stands, gives the chances of a negative, neutral and positive
tone by their words.

A logistic regression over words and pairs of words, names masked, with the strengths of VADER's
words by their distance from the actor. Its weights are a table that can be read:
helpers/data/tone_terms.csv."""

import csv
from functools import cache, lru_cache

import numpy as np

from helpers.base.models import log_softmax
from helpers.base.places import DATA
from helpers.network import WORD
from helpers.sentiment.masks import is_name
from helpers.sentiment.vader import analyzer

# how the actor, other names and numbers stand among the words
ACTOR = "@"
NAME = "#"
NUMBER = "0"
MARKS = set("'’\"“”?!")  # the marks that count as words
NEGATIONS = frozenset(
    "no not never t without nor neither cannot denied deny denies denying".split()
)
# words from the actor
NEAR = 4
MIDDLE = 10


@cache
def weights():
    """Return (numbers, table): the number of each term, and its weights for negative, neutral,
    positive.

    A term is a word, a pair of words, or a kind of charge (*near-); *start is what every text
    begins with."""
    with (DATA / "tone_terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: number for number, row in enumerate(rows)}, np.array(
        [row[1:] for row in rows], dtype=float
    )


@cache
def pulls_of_terms():
    """Return what each term adds to the log-odds of positive against negative."""
    table = weights()[1]
    return (table[:, -1] - table[:, 0]).tolist()


def masked_words(text, places, left, actor):
    """Return the words of a text as (word, start, end): small letters, actor number `actor` (or
    None) as @, names as #.

    `places` and `left` are what `masks.settle_spans` gives.

    >>> [word for word, _, _ in masked_words("They accused Ann Lee of fraud in Leeds.", [(13, 20)], [(33, 38)], 0)]
    ['they', 'accused', '@', 'of', 'fraud', 'in', '#']
    """
    named = [
        (*place, NAME)
        for number, place in enumerate(places)
        if number != actor and is_name(text[slice(*place)])
    ]
    actors = [] if actor is None else [(*places[actor], ACTOR)]
    marks = sorted(actors + named + [(*name, NAME) for name in left])
    words = []
    done = 0
    for start, end, sign in [*marks, (len(text), len(text), "")]:
        found = [(match[0].lower(), *match.span()) for match in WORD.finditer(text, done, start)]
        words += [
            (NUMBER if word.isdigit() else word, a, b)
            for word, a, b in found
            if word.isalnum() or word in MARKS
        ]
        words += [(sign, start, end)] if sign else []
        done = max(end, done)
    return words


def features(words):
    """Yield (term, strength, numbers of the words it stands for) of a text's words, for the actor
    among them, if any.

    A word or a pair counts once, charges count each time.
    """
    plain = [word for word, _, _ in words]
    actor = plain.index(ACTOR) if ACTOR in plain else None
    lexicon = analyzer().lexicon
    seen = {ACTOR, NAME}
    for k, word in enumerate(plain):
        for term, at in (
            ((word, (k,)), (f"{word} {plain[k + 1]}", (k, k + 1)))
            if k + 1 < len(plain)
            else ((word, (k,)),)
        ):
            if term not in seen:
                seen.add(term)
                yield term, 1.0, at
        if word in lexicon:
            for term in charges(plain, k, actor, lexicon[word]):
                yield term, abs(lexicon[word]) / 2, (k,)


def charges(words, k, actor, valence):
    """Return what kinds of charge the word k has: everywhere, by distance from the actor, by side;
    "!" if negated."""
    sign = ("+" if valence > 0 else "-") + (
        "!" if NEGATIONS & set(words[max(0, k - 3) : k]) else ""
    )
    if actor is None:
        return [f"*all{sign}"]
    away = abs(k - actor)
    distance = "near" if away <= NEAR else "middle" if away <= MIDDLE else "far"
    side = "after" if k > actor else "before"
    kinds = ["all", distance, side, *([f"near {side}"] if distance == "near" else [])]
    return [f"*{kind}{sign}" for kind in kinds]


@lru_cache(maxsize=64)  # first chances are asked for, then gains
def weighted_terms(words):
    """Return (number, strength, numbers of its words) of the terms that have weights, of a tuple of
    masked words."""
    numbers = weights()[0]
    return [
        (numbers[term], strength, at) for term, strength, at in features(words) if term in numbers
    ]


def log_chances(*texts):
    """Return the logarithms of the regression's chances of the three tones for texts' masked words,
    a row each."""
    numbers, table = weights()
    sums = np.zeros((len(texts), table.shape[1]))
    for row, words in zip(sums, texts, strict=True):
        terms, strengths, _ = zip(
            (numbers["*start"], 1.0, ()), *weighted_terms(tuple(words)), strict=True
        )
        row += np.array(strengths) @ table[list(terms)]
    return log_softmax(sums)


def word_gains(words):
    """Return {(start, end): what the word adds to the log-odds of positive against negative} of a
    text's masked words.

    A pair's weight goes to its two words alike.
    """
    pulls = pulls_of_terms()
    gains = dict.fromkeys(((start, end) for _, start, end in words), 0.0)
    for number, strength, at in weighted_terms(tuple(words)):
        for k in at:
            gains[words[k][1:]] += strength * pulls[number] / len(at)
    return gains
