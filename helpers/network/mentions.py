"""Reads off which words are the heads of mentions, what kind of mentions, and how far these reach;
and what each scores with the mentions before it."""

import numpy as np

from helpers.network.model import load_model, softmax
from helpers.network.pairs import FORMS, KINDS, Heads, Pairs

MOST_BEFORE = 15  # words of a mention before its head
HEAD = 0.5  # chance from which a word is taken for the head of a mention
AT_ONCE = 256  # mentions that are compared at once
SIDE = 256
IMPOSSIBLE = -1e4


def find_heads(states: np.ndarray) -> tuple[Heads, np.ndarray]:
    """Return the Heads among the words of a text, and each word's chance to be one.

    `states` are the numbers that the encoder gives for each word."""
    model = load_model()
    chances = softmax(model.linear("form", states))
    head = np.flatnonzero(1 - chances[:, 0] > HEAD)
    form = chances[head, 1:].argmax(axis=1) + 1
    before, behind = extents(states[head])
    type = model.linear("sort", states[head]).argmax(axis=1)
    first = np.maximum(head - before, 0)
    last = np.minimum(head + behind, len(states) - 1)
    return Heads(first, head, last, form, type), 1 - chances[:, 0]


def extents(states):
    """Return how many words of a mention stand before its head, and behind it."""
    scores = load_model().linear("extent", states)
    return scores[:, : MOST_BEFORE + 1].argmax(axis=1), scores[:, MOST_BEFORE + 1 :].argmax(axis=1)


def score_antecedents(states: np.ndarray, heads: Heads, pairs: Pairs) -> np.ndarray:
    """Return what each mention scores with its candidates, mentions × (1 + candidates): the first
    is the score of belonging to none of them; where there is no candidate it is IMPOSSIBLE.

    Sources: Lee et al. (2017), End-to-end neural coreference resolution; Otmazgin et al. (2023),
    LingMess, for weights by kind of pair."""
    model = load_model()
    rows = np.concatenate([states[heads.head], states[heads.first], states[heads.last]], axis=1)
    back = np.maximum(model.linear("back", rows), 0)
    forth = np.maximum(model.linear("forth", rows), 0)
    alone = model.linear("alone", back) + model.rows("kind_alone", pairs.kind)
    back_inner = model.linear("back_inner", back)
    forth_inner = model.linear("forth_inner", forth)
    product = model.linear("product", back) / np.sqrt(SIDE)
    is_label = heads.form == FORMS.index("label")
    blocks = []
    for low in range(0, len(heads), AT_ONCE):
        mine = slice(low, low + AT_ONCE)
        candidate = pairs.candidate[mine]
        theirs = np.maximum(candidate, 0)
        kinds = pairs.kind[mine][:, None] * len(KINDS) + pairs.kind[theirs]
        inner = back_inner[mine][:, None] + forth_inner[theirs]
        inner += model.linear("both_inner", back[mine][:, None] * forth[theirs])
        inner += pairs.flags[mine] @ model.weights["flag_inner.weight"]
        inner += model.rows("kind_inner", kinds)
        inner += model.rows("mentions_inner", pairs.mentions_apart[mine])
        inner += model.rows("sentences_inner", pairs.sentences_apart[mine])
        scores = model.linear("pair", np.maximum(inner, 0))[..., 0]
        scores += model.rows("kind_pair", kinds)[..., 0]
        scores += np.einsum("ms,mcs->mc", product[mine], forth[theirs])
        blocks.append(np.where((candidate < 0) | is_label[theirs], IMPOSSIBLE, scores))
    scores = np.concatenate(blocks) if blocks else np.zeros((0, 1), np.float32)
    return np.concatenate([alone, scores], axis=1)
