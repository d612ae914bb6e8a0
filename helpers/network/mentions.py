"""Reads off the states of words which are the heads of mentions, of what form and how far they
reach; and how each mention scores with those before it."""

from __future__ import annotations

import numpy as np

from helpers.network.model import load_model, softmax
from helpers.network.pairs import FORMS, KINDS, Heads, Pairs

MOST_BEFORE = 15  # words of a mention before its head
AT_ONCE = 10_000  # pairs that are compared at once
IMPOSSIBLE = -1e4


def form_chances(states: np.ndarray) -> np.ndarray:
    """Return the chance of each form in FORMS that a word is the head of such a mention, words ×
    forms."""
    return softmax(load_model().linear("form", states))


def type_chances(states: np.ndarray) -> np.ndarray:
    """Return the chance of each type in TYPES for words that are heads, words × types."""
    return softmax(load_model().linear("sort", states))


def extents(states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many words of its mention stand before each head, and behind it."""
    scores = load_model().linear("extent", states)
    before = scores[:, : MOST_BEFORE + 1].argmax(axis=1)
    return before, scores[:, MOST_BEFORE + 1 :].argmax(axis=1)


def score_antecedents(states: np.ndarray, heads: Heads, pairs: Pairs) -> np.ndarray:
    """Return how each mention scores with its candidates, mentions × (1 + candidates): the first is
    the score of belonging to none of them; where there is no candidate it is IMPOSSIBLE.

    Sources: Lee et al. (2017), End-to-end neural coreference resolution; Dobrovolskii (2021),
    Word-level coreference resolution; Otmazgin et al. (2023), LingMess, for weights by kind of
    pair."""
    model = load_model()
    rows = np.concatenate([states[heads.head], states[heads.first], states[heads.last]], axis=1)
    back = np.maximum(model.linear("back", rows), 0)
    forth = np.maximum(model.linear("forth", rows), 0)
    alone = model.linear("alone", back) + model.rows("kind_alone", pairs.kind)
    back_inner = model.linear("back_inner", back)
    forth_inner = model.linear("forth_inner", forth)
    product = model.linear("product", back) / np.sqrt(back.shape[1])
    is_label = heads.form == FORMS.index("label")
    candidate = pairs.candidate
    scores = np.full(candidate.shape, IMPOSSIBLE, np.float32)
    rows, places = np.nonzero((candidate >= 0) & ~is_label[candidate])
    for low in range(0, len(rows), AT_ONCE):
        mine = rows[low : low + AT_ONCE]
        place = places[low : low + AT_ONCE]
        theirs = candidate[mine, place]
        kinds = pairs.kind[mine] * len(KINDS) + pairs.kind[theirs]
        inner = back_inner[mine] + forth_inner[theirs]
        inner += model.linear("both_inner", back[mine] * forth[theirs])
        inner += model.linear("flag_inner", pairs.flags[mine, place])
        inner += model.rows("kind_inner", kinds)
        inner += model.rows("mentions_inner", pairs.mentions_apart[mine, place])
        inner += model.rows("sentences_inner", pairs.sentences_apart[mine, place])
        found = model.linear("pair", np.maximum(inner, 0)) + model.rows("kind_pair", kinds)
        found = found[:, 0] + (product[mine] * forth[theirs]).sum(axis=1)
        scores[mine, place] = found
    return np.concatenate([alone, scores], axis=1)
