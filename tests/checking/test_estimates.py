"""What a stratified sample says of all items: right on average, and the intervals hold what they
promise."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.checking.estimates import score_counts, shares_by_hand
from helpers.checking.sampling import share_out

NAMES = ["negative", "neutral", "positive"]
ERRS = np.array(
    [[0.9, 0.05, 0.05], [0.15, 0.8, 0.05], [0.2, 0.05, 0.75]]
)  # the machine's answer → by hand
COUNTS = arrays(np.int64, (3, 3), elements=st.integers(0, 20))


def draw_sample(random, sizes, n):
    """Return how many items of all have which pair of answers, and how many of a stratified sample
    of n."""
    whole = np.array(
        [random.multinomial(size, errs) for size, errs in zip(sizes, ERRS, strict=True)]
    )
    drawn = [
        random.multivariate_hypergeometric(row, take)
        for row, take in zip(whole, share_out(list(sizes), n), strict=True)
    ]
    return whole, np.array(drawn)


def as_table(counts):
    return pd.DataFrame(counts, index=NAMES, columns=NAMES)


@pytest.mark.slow
@pytest.mark.parametrize(("sizes", "n"), [((700, 200, 100), 60), ((900, 60, 40), 100)])
def test_intervals_hold_the_truth_as_often_as_they_say(sizes, n):
    random = np.random.default_rng(1)
    held = []
    off = []
    for _ in range(150):
        whole, sample = draw_sample(random, sizes, n)
        scores = score_counts(as_table(sample), dict(zip(NAMES, sizes, strict=True))).set_index(
            "category"
        )
        right = np.diag(whole)
        machine = whole.sum(axis=1)
        hand = whole.sum(axis=0)
        truth = pd.DataFrame(
            {
                "precision": right / machine,
                "recall": right / hand,
                "f1": 2 * right / (machine + hand),
            },
            index=NAMES,
        )
        truth.loc["all"] = right.sum() / whole.sum()
        found = scores.loc[truth.index]
        inside = [
            (found[f"{name}_low"] <= truth[name] + 1e-9)
            & (truth[name] <= found[f"{name}_high"] + 1e-9)
            for name in truth
        ]
        held.append(pd.DataFrame(inside, index=truth.columns))
        off.append(found[truth.columns] - truth)
    coverage = sum(table.to_numpy(dtype=float) for table in held) / len(held)
    assert coverage.min() > 0.88 and 0.93 < coverage.mean() < 0.985
    assert (
        np.abs(sum(table.to_numpy() for table in off) / len(off)).max() < 0.03
    )  # right on average


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sizes", "n", "accuracy"),
    [
        ([20] * 30, 40, 0.95),
        ([200, 100, 50, 30, *[6] * 16], 40, 0.9),
        ([700, 200, 60, 40], 60, 0.98),
    ],
)
def test_intervals_hold_with_many_answers_too(sizes, n, accuracy):
    random = np.random.default_rng(4)
    size = len(sizes)
    held = []
    width = []
    names = [f"{k:02}" for k in range(size)]
    for _ in range(120):
        whole = np.array(
            [
                random.multinomial(
                    items,
                    np.full(size, (1 - accuracy) / (size - 1))
                    + np.eye(size)[k] * (accuracy - (1 - accuracy) / (size - 1)),
                )
                for k, items in enumerate(sizes)
            ]
        )
        sample = [
            random.multivariate_hypergeometric(row, k)
            for row, k in zip(whole, share_out(sizes, n), strict=True)
        ]
        counts = pd.DataFrame(np.array(sample), index=names, columns=names)
        row = score_counts(counts, dict(zip(names, sizes, strict=True))).iloc[-1]
        held.append(
            row["recall_low"] - 1e-9 <= np.trace(whole) / whole.sum() <= row["recall_high"] + 1e-9
        )
        width.append(row["recall_high"] - row["recall_low"])
    assert np.mean(held) > 0.88 and np.mean(width) < 0.35


def test_what_nobody_coded_is_not_known():
    counts = pd.DataFrame([[10, 5]], index=["neutral"], columns=["neutral", "negative"])
    scores = score_counts(counts, {"neutral": 20, "negative": 100, "positive": 50}).set_index(
        "category"
    )
    assert scores.loc["negative", ["recall", "f1", "precision"]].isna().all()
    assert (
        scores.loc["negative", "recall_low"] < 0.2 and scores.loc["negative", "recall_high"] > 0.9
    )
    assert scores.loc["neutral", "recall_low"] < 0.9
    every = scores.loc["all"]
    assert (
        every["recall"] == pytest.approx(2 / 3)
        and every["recall_low"] < 0.1
        and every["recall_high"] > 0.9
    )
    assert "positive" not in scores.index and "" not in scores.index


def test_one_answer_only_is_no_certainty():
    row = score_counts(pd.DataFrame([[5]], index=["Lee"], columns=["Lee"]))
    assert row["recall"].tolist() == [1, 1] and row["precision"].tolist() == [1, 1]
    assert (row[["precision_low", "recall_low"]] < 0.7).all(axis=None) and (
        row["f1_low"] < 0.8
    ).all()


def test_without_weights_recall_would_be_wrong():
    counts = as_table(
        [[18, 2, 0], [2, 18, 0], [0, 0, 20]]
    )  # as many of each, though most are neutral
    even = score_counts(counts).set_index("category")
    scores = score_counts(counts, {"negative": 20, "neutral": 2000, "positive": 20}).set_index(
        "category"
    )
    assert even.loc["negative", "recall"] == pytest.approx(0.9)
    assert scores.loc["negative", "recall"] == pytest.approx(18 / (18 + 200))
    assert scores.loc["negative", "precision"] == even.loc["negative", "precision"] == 0.9
    assert scores.loc["all", "recall"] == pytest.approx((18 + 1800 + 20) / 2040)


@pytest.mark.slow
@settings(max_examples=60)
@given(COUNTS, st.lists(st.integers(0, 500), min_size=3, max_size=3))
def test_measures_lie_in_their_intervals(counts, sizes):
    scores = score_counts(as_table(counts), dict(zip(NAMES, sizes, strict=True)))
    for name in ("precision", "recall", "f1"):
        known = scores.dropna(subset=name)
        assert (known[f"{name}_low"] <= known[name] + 1e-12).all() and (
            known[name] <= known[f"{name}_high"] + 1e-12
        ).all()
        edges = known[[f"{name}_low", f"{name}_high"]].to_numpy()
        assert ((edges >= 0) & (edges <= 1 + 1e-12)).all()
        unknown = [
            answer
            for answer, n, row in zip(NAMES, sizes, counts, strict=True)
            if n and not row.sum()
        ]
        empty = scores[scores[name].isna() & ~scores["category"].isin(unknown)]
        assert empty[[f"{name}_low", f"{name}_high"]].isna().all(axis=None)


@settings(max_examples=60)
@given(COUNTS, st.lists(st.integers(0, 50), min_size=3, max_size=3))
def test_corrected_shares_sum_to_one(counts, machine):
    value, low, high = shares_by_hand(counts, machine, draws=200)
    if np.isnan(value).any():
        assert np.isnan([value, low, high]).all()
        assert not sum(machine) or any(
            n and not row.sum() for n, row in zip(machine, counts, strict=True)
        )
    else:
        assert value.sum() == pytest.approx(1) and (low <= value).all() and (value <= high).all()


def test_errors_that_are_known_are_taken_out_of_a_share():
    random = np.random.default_rng(3)
    inside = []
    raw = []
    better = []
    for _ in range(100):
        _, sample = draw_sample(random, (500, 400, 100), 120)
        found = random.multinomial(60, [0.5, 0.4, 0.1])  # what the machine says of one actor
        truth = np.array([0.5, 0.4, 0.1]) @ ERRS
        value, low, high = shares_by_hand(sample, found, draws=500)
        inside.append((low <= truth) & (truth <= high))
        raw.append(found / 60 - truth)
        better.append(value - truth)
    assert 0.9 < np.mean(inside) <= 0.99
    assert np.abs(np.mean(better, axis=0)).max() < 0.02 < np.abs(np.mean(raw, axis=0)).max()
