"""Reads off the states of words which are acts, whether they harm or help, and who of those
mentioned beside them does or suffers them."""

from __future__ import annotations

import numpy as np

from helpers.network.model import load_model, softmax

FARTHEST = 20  # words between an act and a mention, beyond which distances are alike


def act_chances(states: np.ndarray) -> np.ndarray:
    """Return the chances that words are no act, one that harms, that does neither, and that helps,
    words × 4."""
    return softmax(load_model().linear("act", states))


def negated_chances(states: np.ndarray) -> np.ndarray:
    """Return the chance of each word that, if it is an act, it is denied or only possible."""
    return logistic(load_model().linear("negated", states)[:, 0])


def role_chances(states: np.ndarray, acts: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """Return the chances that the mention with a head does what an act says, and that it suffers
    it, for pairs of words: pairs × 2."""
    model = load_model()
    apart = np.clip(heads - acts, -FARTHEST, FARTHEST) + FARTHEST
    inner = model.linear("verb_role", states[acts]) + model.linear("actor_role", states[heads])
    inner += model.rows("apart_role", apart)
    inner = np.maximum(model.linear("role.0", np.maximum(inner, 0)), 0)
    return logistic(model.linear("role.3", inner))


def logistic(scores):
    return 1 / (1 + np.exp(-scores))
