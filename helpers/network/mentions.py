"""Reads off the states of words which are the heads of mentions, of what form and how far they
reach; and how each mention scores with those before it."""

from __future__ import annotations

import numpy as np

from helpers.network.model import load_model, softmax
from helpers.network.pairs import FORMS, KINDS, Heads, Pairs

MOST_BEFORE = 15  # words of a mention before its head
AT_ONCE = 256  # mentions that are compared at once
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
    blocks = [np.zeros((0, pairs.candidate.shape[1]), np.float32)]
    for low in range(0, len(heads), AT_ONCE):
        mine = slice(low, low + AT_ONCE)
        candidate = pairs.candidate[mine]
        theirs = np.maximum(candidate, 0)
        kinds = pairs.kind[mine][:, None] * len(KINDS) + pairs.kind[theirs]
        inner = back_inner[mine][:, None] + forth_inner[theirs]
        inner += model.linear("both_inner", back[mine][:, None] * forth[theirs])
        inner += model.linear("flag_inner", pairs.flags[mine])
        inner += model.rows("kind_inner", kinds)
        inner += model.rows("mentions_inner", pairs.mentions_apart[mine])
        inner += model.rows("sentences_inner", pairs.sentences_apart[mine])
        scores = model.linear("pair", np.maximum(inner, 0))[..., 0]
        scores += model.rows("kind_pair", kinds)[..., 0]
        scores += np.einsum("ms,mcs->mc", product[mine], forth[theirs])
        blocks.append(np.where((candidate < 0) | is_label[theirs], IMPOSSIBLE, scores))
    return np.concatenate([alone, np.concatenate(blocks)], axis=1)
