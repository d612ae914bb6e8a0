"""Reads the state of each word of a text by the network of mentions: the numbers from which all its
heads read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.base.models import load_piece_vectors
from helpers.network.model import load_model
from helpers.network.pieces import FEATURES, Unit
from helpers.network.windows import Window, read_windows

WIDTH = 384  # numbers in a state
LONGEST = 256  # pieces that it reads at once: who is who needs more of the text than who speaks


def read_states(units: Sequence[Unit], vocabulary: dict[str, int]) -> np.ndarray:
    """Return the states of the words in some units, words × WIDTH.

    Each word is read once, at its first piece, with what stands before it in the window."""
    begins = np.concatenate([np.zeros(0, bool), *(unit.first for unit in units)])
    offset = np.cumsum([0, *(len(unit.ids) for unit in units)])
    word_of = np.cumsum(begins) - 1
    states = np.zeros((int(begins.sum()), WIDTH), np.float32)
    for window in read_windows(units, vocabulary, longest=LONGEST):
        output = run(window)
        real = window.unit >= 0
        piece = np.where(real, offset[window.unit] + window.place, 0)
        mine = real & begins[piece] & (window.unit >= window.read.start)
        states[word_of[piece[mine]]] = output[mine]
    return states


def run(window: Window) -> np.ndarray:
    """Return the states of the pieces of a window, pieces × WIDTH."""
    words = load_piece_vectors()
    vectors = words.vectors[window.ids] * words.scales[window.ids]
    features = {name: getattr(window, name)[None].astype(np.int64) for name in FEATURES[1:]}
    inputs = {"words": vectors[None].astype(np.float32), **features}
    return load_model().session.run(None, inputs)[0][0]
