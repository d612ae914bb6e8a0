"""Reads the tone toward an actor off the words of a sentence: how likely it is negative, neutral or
positive.

It is a logistic regression over words and pairs of words, with names masked, and over the strengths
of VADER's words by their distance from the actor. Its weights are a table that can be read:
helpers/data/tone_terms.csv."""

import csv
from functools import cache, lru_cache

import numpy as np

from helpers.base.models import log_softmax
from helpers.base.places import DATA
from helpers.base.wordlists import word_set
from helpers.network import WORD
from helpers.sentiment.masks import is_name
from helpers.sentiment.vader import analyzer

# how the actor, other names and numbers stand among the words
ACTOR = "@"
NAME = "#"
NUMBER = "0"
MARKS = set("'’\"“”?!")  # the marks that count as words
# words from the actor up to which a charge is near it, and in the middle
NEAR = 4
MIDDLE = 10


@cache
def weights():
    """Return (numbers, table): the number of each term, and its weights for negative, neutral,
    positive.

    A term is a word, a pair of words, or a kind of charge (*near-); every text has *start."""
    with (DATA / "tone_terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    numbers = {term: number for number, (term, *_) in enumerate(rows)}
    return numbers, np.array([row[1:] for row in rows], dtype=float)


@cache
def pulls_of_terms():
    """Return what each term adds to the log-odds of positive against negative."""
    table = weights()[1]
    return (table[:, -1] - table[:, 0]).tolist()


def masked_words(text, places, others, actor):
    """Return the words of a text as (word, start, end): in lower case, actor number `actor` (or
    None) as @, names as #.

    `places` and `others` are those of `masks.settle_spans`.

    >>> text = "They accused Ann Lee of fraud in Leeds."
    >>> [word for word, _, _ in masked_words(text, [(13, 20)], [(33, 38)], 0)]
    ['they', 'accused', '@', 'of', 'fraud', 'in', '#']
    """
    marks = [(*name, NAME) for name in others]
    for number, place in enumerate(places):
        if number == actor:
            marks.append((*place, ACTOR))
        elif is_name(text[slice(*place)]):
            marks.append((*place, NAME))
    words = []
    done = 0
    for start, end, sign in sorted(marks):
        words += plain_words(text, done, start)
        words.append((sign, start, end))
        done = max(end, done)
    return words + plain_words(text, done, len(text))


def plain_words(text, start, end):
    """Return (word, start, end) of the words of a stretch, in lower case, numbers as 0."""
    words = []
    for match in WORD.finditer(text, start, end):
        word = match[0].lower()
        if word.isalnum() or word in MARKS:
            words.append((NUMBER if word.isdigit() else word, *match.span()))
    return words


def features(words):
    """Yield (term, strength, numbers of the words it stands for) of a text's words, for the actor
    among them, if there is one.

    A word or a pair counts once, charges count each time.
    """
    plain = [word for word, _, _ in words]
    actor = plain.index(ACTOR) if ACTOR in plain else None
    lexicon = analyzer().lexicon
    seen = {ACTOR, NAME}
    for k, word in enumerate(plain):
        terms: list[tuple[str, tuple[int, ...]]] = [(word, (k,))]
        if k + 1 < len(plain):
            terms.append((f"{word} {plain[k + 1]}", (k, k + 1)))
        for term, numbers in terms:
            if term not in seen:
                seen.add(term)
                yield term, 1.0, numbers
        if word in lexicon:
            for term in charges(plain, k, actor, lexicon[word]):
                yield term, abs(lexicon[word]) / 2, (k,)


def charges(words, k, actor, valence):
    """Return the kinds of charge that word k has: everywhere, by distance from the actor, and by
    side; with "!" if it is negated."""
    sign = "+" if valence > 0 else "-"
    if word_set("tone negation") & set(words[max(0, k - 3) : k]):
        sign += "!"
    if actor is None:
        return [f"*all{sign}"]
    distance = distance_of(abs(k - actor))
    side = "after" if k > actor else "before"
    kinds = ["all", distance, side]
    if distance == "near":
        kinds.append(f"near {side}")
    return [f"*{kind}{sign}" for kind in kinds]


def distance_of(words_between):
    if words_between <= NEAR:
        return "near"
    return "middle" if words_between <= MIDDLE else "far"


@lru_cache(maxsize=64)  # chances are asked for first, gains afterwards
def weighted_terms(words):
    """Return (number, strength, numbers of its words) of the terms of a tuple of masked words that
    have weights."""
    numbers = weights()[0]
    terms = ((numbers.get(term), strength, places) for term, strength, places in features(words))
    return [term for term in terms if term[0] is not None]


def log_chances(*texts):
    """Return the logarithms of the regression's chances of the three tones for the masked words of
    texts, a row each."""
    numbers, table = weights()
    sums = np.zeros((len(texts), table.shape[1]))
    for row, words in zip(sums, texts, strict=True):
        start = (numbers["*start"], 1.0, ())
        terms, strengths, _ = zip(start, *weighted_terms(tuple(words)), strict=True)
        row += np.array(strengths) @ table[list(terms)]
    return log_softmax(sums)


def word_gains(words):
    """Return {(start, end): how much the word adds to the log-odds of positive against negative} of
    a text's masked words.

    The weight of a pair is divided between its two words.
    """
    pulls = pulls_of_terms()
    gains = dict.fromkeys(((start, end) for _, start, end in words), 0.0)
    for number, strength, places in weighted_terms(tuple(words)):
        for k in places:
            gains[words[k][1:]] += strength * pulls[number] / len(places)
    return gains
