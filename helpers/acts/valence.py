"""Says whether the words of a label judge whoever is called so."""

from __future__ import annotations

from functools import lru_cache

from helpers.base.wordlists import evaluative_labels, singular, word_valence

# how good or bad VADER's readers must have found a word (−4 to 4)
BAD = -1.0
GOOD = 1.5
SIDES = {"dark": "negative", "kind": "positive"}


@lru_cache(maxsize=10_000)
def valence_of(words: tuple[str, ...], head: str) -> str:
    """Return whether words, in lower case, say something bad (negative) or good (positive) of
    whoever is called so, or neither (none); `head` is the lemma of the word that heads them.

    >>> valence_of(("failed", "governor"), "governor"), valence_of(("governor",), "governor")
    ('negative', 'none')
    """
    sides = [evaluative_labels().get(form) for form in (head, *map(singular, words))]
    known = next((SIDES[side] for side in sides if side in SIDES), "")
    if known:
        return known
    values = [word_valence().get(word, 0.0) for word in words]
    if min(values, default=0) <= BAD:
        return "negative"
    return "positive" if max(values, default=0) >= GOOD else "none"
