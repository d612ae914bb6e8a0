"""Loads the network of helpers/data/, and computes its layers.

Made by training/network; its card, network.md, says from what, and how far it errs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from helpers.base.models import open_network
from helpers.base.places import DATA


@dataclass(frozen=True)
class Model:
    """The encoder, and the weights of the heads by name."""

    session: Any  # of ONNX Runtime, imported when it is needed
    weights: dict

    def linear(self, name, x):
        """Return a linear layer of the rows of x."""
        y = x @ self.weights[f"{name}.weight"]
        bias = self.weights.get(f"{name}.bias")
        return y if bias is None else y + bias

    def rows(self, name, numbers):
        """Return rows of a table that was learnt."""
        return self.weights[f"{name}.weight"][numbers]


@cache
def load_model() -> Model:
    """Return the Model, loaded once. Raises FileNotFoundError if it is not there."""
    session = open_network((DATA / "network.onnx").read_bytes())
    with np.load(DATA / "network_heads.npz") as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    return Model(session, weights)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the chances of each row of scores."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-1e9))
    return powers / powers.sum(axis=-1, keepdims=True)
