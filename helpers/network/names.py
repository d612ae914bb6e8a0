"""Corrects the tagger's names by those that the network read: what only the tagger sees goes, what
only the network is sure of comes in."""

import numpy as np
import pandas as pd

from helpers.network.heads import NAME_TAGS, Encoding, best_spans

ENTITIES = {  # the network's → the tagger's
    "person": "PERSON",
    "organisation": "ORG",
    "place": "GPE",
    "demonym": "NORP",
}
CHECKED = {*ENTITIES.values(), "LOC", "FAC"}
# chance from which a name that only the network sees is taken for one
SURE_PERSON = 0.5
SURE_NAME = 0.8


def settle_names(tokens: pd.DataFrame, encoding: Encoding) -> pd.DataFrame:
    """Return the table of tokens with another `entity`: without names that the network does not
    see, and with those of which it alone is sure."""
    starts = tokens["start"].to_numpy()
    ends = tokens["end"].to_numpy()
    tagged = tokens["entity"].tolist()
    entities = list(tagged)
    seen = np.zeros(len(tokens), dtype=bool)
    for kind, first, last in best_spans(encoding.name_scores, NAME_TAGS, encoding.paragraph):
        low = np.searchsorted(ends, encoding.start[first], side="right")
        high = np.searchsorted(starts, encoding.end[last - 1])
        seen[low:high] = True
        chance = np.exp(encoding.name_scores[first:last].max(axis=1)).mean()
        sure = chance > (SURE_PERSON if kind == "person" else SURE_NAME)
        if sure and low < high and not any(tagged[low:high]):
            inside = [f"I-{ENTITIES[kind]}"] * (high - low - 1)
            entities[low:high] = [f"B-{ENTITIES[kind]}", *inside]
    for first, last in tagged_spans(tagged):
        if tagged[first][2:] in CHECKED and not seen[first:last].any():
            entities[first:last] = [""] * (last - first)
    return tokens.assign(entity=pd.Series(entities, dtype="str"))


def tagged_spans(labels: list[str]) -> list[tuple[int, int]]:
    """Return (first, last + 1) of the names in a sequence of labels with B- and I-.

    >>> tagged_spans(["B-ORG", "I-ORG", "", "B-ORG"])
    [(0, 2), (3, 4)]
    """
    spans = []
    for first, label in enumerate(labels):
        if label.startswith("B-"):
            last = first + 1
            while last < len(labels) and labels[last].startswith("I-"):
                last += 1
            spans.append((first, last))
    return spans
