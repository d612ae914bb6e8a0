"""Compare ways of telling the tone toward an actor on sentences coded by hand: word lists, the
regression, the tone model.

    python -m benchmarks.tone [GOLD.jsonl ...]

Prints for each set macro-F1 of three labels, the share of targets whose positive and negative are
swapped, macro-F1 of the surest 80 % (where a way says how sure it is), of how many pairs of targets
of one sentence with different labels both are right, and CPU time per target as a ratio to VADER in
the same run. Without files: the development set of NewsMTSC (tests/gold/tone_dev.jsonl), and our
own sentences about organisations and states (tests/gold/tone_bodies.csv)."""

import csv
import importlib.util
import json
import sys
import time
from itertools import combinations
from pathlib import Path

import numpy as np

from helpers.sentiment.masks import settle_spans
from helpers.sentiment.model import LABELS, read_encoder
from helpers.sentiment.scores import score_mentions
from helpers.sentiment.vader import NEUTRAL, score_clause, score_text
from helpers.sentiment.words import log_chances, masked_words

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT / "tests" / "gold" / "tone_dev.jsonl"
BODIES = ROOT / "tests" / "gold" / "tone_bodies.csv"
COVERED = 0.8


def read_bodies():
    with BODIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        start = row["text"].index(row["target"])
        row |= {"start": start, "end": start + len(row["target"])}
    return rows


def by_scores(score):
    """Return a way that takes a score of the whole text for that toward the target: no
    certainty."""

    def way(rows):
        scores = np.array([score(row) for row in rows])
        return np.where(scores >= NEUTRAL, 2, np.where(scores <= -NEUTRAL, 0, 1)), None

    return way


def by_chances(chances):
    def way(rows):
        found = np.exp(np.array([chances(row) for row in rows]))
        return found.argmax(1), found.max(1)

    return way


def settle(row):
    return row["text"], *settle_spans(row["text"], [(row["start"], row["end"])])


def regression(row):
    return log_chances(masked_words(*settle(row), 0))[0]


def encoder(row):
    return read_encoder(*settle(row))[0][0]


def suite(rows):
    table = score_mentions(
        [row["text"] for row in rows], [(row["start"], row["end"]) for row in rows]
    )
    return np.array([LABELS.index(label) for label in table["label"]]), table[
        "confidence"
    ].to_numpy()


def ways():
    """Return {name: function from rows to labels and certainty}; lists only where their packages
    are installed."""
    found = {
        "VADER": by_scores(lambda row: score_text(row["text"])),
        "VADER, clause": by_scores(lambda row: score_clause(row["text"], row["start"], row["end"])),
        "regression": by_chances(regression),
        "encoder": by_chances(encoder),
        "suite": suite,
    }
    if importlib.util.find_spec("textblob"):
        from textblob import TextBlob

        found["TextBlob"] = by_scores(lambda row: TextBlob(row["text"]).sentiment.polarity)
    if importlib.util.find_spec("afinn"):
        from afinn import Afinn

        list_of_words = Afinn()
        found["AFINN"] = by_scores(lambda row: list_of_words.score(row["text"]))
    return found


def macro_f1(gold, found):
    counts = np.zeros((3, 3))
    np.add.at(counts, (gold, found), 1)
    return 100 * np.mean(2 * counts.diagonal() / np.maximum(counts.sum(0) + counts.sum(1), 1))


def told_apart(rows, gold, found):
    """Return how many pairs of targets of one text differ in gold, and how many of them were both
    labelled right."""
    of_text = {}
    for number, row in enumerate(rows):
        of_text.setdefault(row["text"], []).append(number)
    pairs = [
        pair
        for numbers in of_text.values()
        for pair in combinations(numbers, 2)
        if gold[pair[0]] != gold[pair[1]]
    ]
    return len(pairs), sum(gold[a] == found[a] and gold[b] == found[b] for a, b in pairs)


def compare(name, rows):
    gold = np.array([LABELS.index(row["label"]) for row in rows])
    print(f"\n{name}: {len(rows)} targets in {len({row['text'] for row in rows})} texts")
    print(f"{'macro-F1':>25}   swapped   surest 80 %   pairs apart   ", end="")
    print("ms per target   CPU / VADER")
    unit = None
    for way, find in ways().items():
        find(rows[:1])
        score_text.cache_clear()
        began = time.process_time()
        found, sure = find(rows)
        seconds = time.process_time() - began
        unit = unit or seconds
        surest = (
            slice(0)
            if sure is None
            else np.argsort(-sure, kind="stable")[: round(COVERED * len(rows))]
        )
        covered = "" if sure is None else f"{macro_f1(gold[surest], found[surest]):.1f}"
        pairs, apart = told_apart(rows, gold, found)
        swapped = 100 * np.mean(abs(gold - found) == 2)
        print(f"{way:15s} {macro_f1(gold, found):9.1f} {swapped:8.1f}% {covered:>12s} ", end="")
        print(f"{apart:8d}/{pairs:<6d} {1000 * seconds / len(rows):12.2f} {seconds / unit:13.2f}")


def main():
    paths = [Path(argument) for argument in sys.argv[1:]] or [DEV]
    for path in paths:
        if path.exists():
            compare(
                path.name,
                [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()],
            )
        else:
            print(f"{path} is not there: nothing to compare with")
    compare(BODIES.name, read_bodies())


if __name__ == "__main__":
    main()
