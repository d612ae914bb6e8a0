"""Fit the regression whose weights say which words speak for a tone: helpers/data/tone_terms.csv.

    python -m training.tone.regression --gold tone_train.jsonl

Multinomial logistic regression (scikit-learn), ridge penalty, classes weighted alike. Terms in
fewer than five sentences are left out; the weights of a term are centred, so that they say which
tone it speaks for. Chosen on tone_dev.jsonl."""

import argparse
import csv
from pathlib import Path

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from helpers.sentiment.masks import settle_spans
from helpers.sentiment.model import LABELS
from helpers.sentiment.words import features, masked_words
from training.tone.examples import read_rows

OUT = Path(__file__).resolve().parents[2] / "helpers" / "data" / "tone_terms.csv"
LEAST = 5  # sentences
PENALTY = 0.4  # scikit-learn's C
# charges are trusted more than words
WORD_SCALE = 0.35
CHARGE_SCALE = 0.5
ROUNDED = 3


def count_terms(row):
    counts = {}
    for term, strength, _ in features(
        masked_words(row["text"], *settle_spans(row["text"], [(row["start"], row["end"])]), 0)
    ):
        counts[term] = counts.get(term, 0) + strength
    return counts


def fit(rows):
    """Return {term: centred weights of negative, neutral, positive}, with the intercept as
    *start."""
    vectorizer = DictVectorizer()
    found = vectorizer.fit_transform([count_terms(row) for row in rows])
    kept = np.asarray((found != 0).sum(0)).ravel() >= LEAST
    terms = vectorizer.get_feature_names_out()[kept]
    scale = np.array([CHARGE_SCALE if term.startswith("*") else WORD_SCALE for term in terms])
    labels = [LABELS.index(row["label"]) for row in rows]
    model = LogisticRegression(C=PENALTY, max_iter=500, class_weight="balanced").fit(
        found[:, kept] @ diags(scale), labels
    )
    weights = (model.coef_ * scale).T
    weights = dict(zip(terms, weights - weights.mean(axis=1, keepdims=True), strict=True))
    return weights | {"*start": model.intercept_ - model.intercept_.mean()}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    weights = fit(read_rows(arguments.gold))
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["term", *LABELS])
        for term in sorted(weights):
            values = np.round(weights[term], ROUNDED) + 0.0
            if values.any():
                writer.writerow([term, *map(str, values)])
    print(
        f"{arguments.out.name}: {len(weights)} terms, {arguments.out.stat().st_size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
