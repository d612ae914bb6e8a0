"""Label the names in the training articles as the present encoder reads them, for another one to
learn from.

    python -m training.encoder.read_names --out names.jsonl quotes_train.jsonl

Where the encoder's chance is below SURE, the label is null, as it is in `label_names` where the two
models disagree."""

import argparse
import json
from pathlib import Path

import numpy as np

from helpers.network.heads import NAME_TAGS, best_spans, encode
from helpers.tagging import lay_out

SURE = 0.6


def names_of(text):
    """Return [start, end, label] of the names in a text; and of the words that may be one."""
    encoding = encode(lay_out(text))
    chances = np.exp(encoding.name_scores)
    sure = chances.max(axis=1) >= SURE
    names = []
    doubtful = ~sure
    for kind, first, last in best_spans(encoding.name_scores, NAME_TAGS, encoding.paragraph):
        label = kind if sure[first:last].all() else None
        names.append([int(encoding.start[first]), int(encoding.end[last - 1]), label])
        doubtful[first:last] = False
    return names + [
        [int(encoding.start[i]), int(encoding.end[i]), None] for i in np.nonzero(doubtful)[0]
    ]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows = [
        json.loads(line)
        for path in arguments.articles
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    lines = (json.dumps({"id": row["id"], "names": names_of(row["text"])}) + "\n" for row in rows)
    arguments.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
