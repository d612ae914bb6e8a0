"""Examples for the tone model: sentences with names masked, the places to read and the chances of
each label there."""

import json
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from helpers.sentiment.masks import MASKED, mask, settle_spans
from helpers.sentiment.model import LABELS

SMOOTH = 0.1  # of a label's chance goes to all three alike: coders err
WHOLE = 0.3  # weight of the sentence as a whole, whose tone is the mean of its actors'


@dataclass(frozen=True)
class Example:
    ids: np.ndarray  # 0 for a masked name
    masked: np.ndarray
    pieces: np.ndarray
    wanted: np.ndarray  # readings × labels
    weight: np.ndarray


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def chances(row):
    """Return the chances of the labels for one target: what a teacher says, or what coders said."""
    if "taught" in row:
        return np.array(row["taught"])
    coded = np.full(len(LABELS), SMOOTH / len(LABELS))
    coded[LABELS.index(row["label"])] += 1 - SMOOTH
    return coded


def make_examples(rows, vocabulary):
    """Return the Examples of rows with text, start, end and label or taught; one text is one
    example as far as it fits."""
    texts = defaultdict(list)
    for row in rows:
        texts[row["text"]].append(row)
    examples = []
    for text, targets in texts.items():
        spans = [(row["start"], row["end"]) for row in targets]
        wanted = np.array([chances(row) for row in targets])
        for part in mask(text, *settle_spans(text, spans), vocabulary):
            masked = part.ids == MASKED
            mine = wanted[part.actors]
            examples.append(
                Example(
                    np.where(masked, 0, part.ids),
                    masked,
                    np.append(part.pieces, 0),
                    np.vstack([mine, mine.mean(0)]),
                    np.append(np.ones(len(mine)), WHOLE),
                )
            )
    return examples
