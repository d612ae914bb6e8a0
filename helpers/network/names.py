"""Takes the tokens and what the network read, gives the tokens with names on which both agree."""

import numpy as np
import pandas as pd

from helpers.network.heads import NAME_TAGS, best_spans

ENTITIES = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "GPE",
    "demonym": "NORP",
}  # the encoder's → the tagger's
CHECKED = {*ENTITIES.values(), "LOC", "FAC"}
# chance from which a name that only the encoder sees is taken for one
SURE_PERSON = 0.5
SURE_NAME = 0.8


def settle_names(tokens, encoding):
    """Return the table of tokens with another `entity`: without names that the network does not
    see, and with those that it alone is sure of."""
    starts = tokens["start"].to_numpy()
    ends = tokens["end"].to_numpy()
    labels = tokens["entity"].tolist()
    entities = list(labels)
    seen = np.zeros(len(tokens), dtype=bool)
    for kind, first, last in best_spans(encoding.name_scores, NAME_TAGS, encoding.paragraph):
        low = np.searchsorted(ends, encoding.start[first], side="right")
        high = np.searchsorted(starts, encoding.end[last - 1])
        seen[low:high] = True
        chance = np.exp(encoding.name_scores[first:last].max(axis=1)).mean()
        if chance > (SURE_PERSON if kind == "person" else SURE_NAME) and not any(labels[low:high]):
            for i in range(low, high):
                entities[i] = f"{'B' if i == low else 'I'}-{ENTITIES[kind]}"
    for first, last in tagged_spans(labels):
        if labels[first][2:] in CHECKED and not seen[first:last].any():
            entities[first:last] = [""] * (last - first)
    return tokens.assign(entity=pd.Series(entities, dtype="str"))


def tagged_spans(labels):
    """Return (first, last) of the names in a sequence of labels with B- and I-."""
    first = [i for i, label in enumerate(labels) if label.startswith("B-")]
    return [
        (
            a,
            next(
                (i for i in range(a + 1, len(labels)) if not labels[i].startswith("I-")),
                len(labels),
            ),
        )
        for a in first
    ]
