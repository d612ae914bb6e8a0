"""Takes how often each answer of the machine got which answer by hand, gives what that says of all
items, with intervals.

A sample is stratified by the machine's answer: within one answer it is random, and its items stand
for all that got it."""

import numpy as np
import pandas as pd

from helpers.base.statistics import wilson

DRAWS = 4000
MEASURES = ("precision", "recall", "f1")
OTHER = ""  # any answer that nobody gave yet


def score_counts(counts, sizes=None):
    """Return precision, recall and F1 of each answer, and the row "all", whose three are the
    accuracy.

    `counts` are coded items, by the machine's answer (rows) and the answer by hand (columns);
    `sizes` says how many items got each answer of the machine, coded or not, if the sample was
    drawn by it; without them it was drawn from all alike. Columns: category, n (by hand), machine,
    both of coded items, and each measure with its 95 % interval.

    Precision is counted within one answer of the machine (Wilson 1927), and so are recall and F1
    where the sample was drawn from all alike (F1 by the share of right ones among all that either
    gave the answer). Else, in recall, F1 and accuracy each coded item counts for as many as it
    stands for; for recall and F1 the intervals come from `draw_counts`, for the accuracy they are
    Wilson's with the effective sample size (Kish 1965, Survey sampling). A measure is NaN where
    there is nothing to count. Of an answer of the machine that nobody coded nothing is known: it is
    in no measure, and the intervals are as wide as that makes them."""
    alike = sizes is None
    sizes = {answer: n for answer, n in (sizes or {}).items() if n}
    answers = sorted({*counts.index, *counts.columns, *sizes, OTHER})
    counts = counts.reindex(index=answers, columns=answers, fill_value=0)
    coded = counts.sum(axis=1).to_numpy()
    sizes = np.maximum([sizes.get(answer, 0) for answer in answers], coded).astype(float)
    whole, drawn = draw_counts(counts.to_numpy(), sizes)
    rows = pd.DataFrame({"category": answers, "n": counts.sum().to_numpy(), "machine": coded})
    unknown = (coded == 0) & (sizes > 0)
    for name, part in zip(
        MEASURES, zip(measures_of(whole[None]), measures_of(drawn), strict=True), strict=True
    ):
        rows = rows.assign(**limits(name, np.where(unknown, np.nan, part[0][0]), part[1], unknown))
    low, high = wilson(np.diag(counts), coded)
    rows["precision_low"], rows["precision_high"] = (
        np.where(coded > 0, low, np.nan),
        np.where(coded > 0, high, np.nan),
    )
    if alike:
        rows = rows.assign(**limits_alike(np.diag(counts), rows["n"].to_numpy(), coded))
    return pd.concat(
        [rows[(rows["n"] > 0) | (coded > 0)], score_all(counts, coded, sizes)], ignore_index=True
    )


def limits_alike(right, hand, machine):
    """Return the limits of recall and F1 by their names, for items that were drawn from all alike
    (Wilson 1927)."""
    either = hand + machine - right
    recall = wilson(right, hand)
    share = np.stack(wilson(right, either))
    found = {"recall": recall, "f1": 2 * share / (1 + share)}
    there = {"recall": hand > 0, "f1": either > 0}
    return {
        f"{name}_{side}": np.where(there[name], limit, np.nan)
        for name, pair in found.items()
        for side, limit in zip(("low", "high"), pair, strict=True)
    }


def score_all(counts, coded, sizes):
    """Return the row "all" of score_counts; of what nobody coded all may be right, or all wrong."""
    known = coded > 0
    right = np.diag(counts)
    row = {"category": "all", "n": int(coded.sum()), "machine": int(coded.sum())}
    value = np.nan
    low = np.nan
    high = np.nan
    if known.any():
        share = sizes[known] / sizes[known].sum()
        value = round(float(share @ (right[known] / coded[known])), 12)
        effective = 1 / (share**2 / coded[known]).sum()
        seen = sizes[known].sum() / sizes.sum()
        low, high = (float(limit) for limit in wilson(value * effective, effective))
        low = low * seen
        high = high * seen + 1 - seen
    for name in MEASURES:
        row |= {name: value, f"{name}_low": low, f"{name}_high": high}
    return pd.DataFrame([row])


def draw_counts(counts, sizes, *, draws=DRAWS, seed=0):
    """Return how many of all items have which pair of answers, as the sample says, and `draws`
    tables of what it allows.

    `counts` (square, the same answers in rows and columns) and what comes back are machine × hand,
    with draws in front. For each answer of the machine the shares of the answers by hand are drawn
    from their posterior, a Dirichlet distribution. Its prior weighs as much as one item (see
    `expected`).

    Source: Gelman et al. (2013), Bayesian data analysis, chapters 3 and 5.
    """
    counts = np.asarray(counts, dtype=float)
    sizes = np.asarray(sizes, dtype=float)
    random = np.random.default_rng(seed)
    if not len(counts):
        return counts, np.zeros((draws, 0, 0))
    drawn = random.gamma(
        counts + expected(counts), size=(draws, *counts.shape)
    )  # gammas over their sum are Dirichlet
    drawn = drawn / drawn.sum(axis=2, keepdims=True) * sizes[:, None]
    return counts * (sizes / np.maximum(counts.sum(axis=1), 1))[:, None], drawn


def expected(counts):
    """Return the prior of each answer of the machine: half of it holds all answers by hand for
    alike, half is what they are like in all: so many right, the others by their frequency."""
    size = len(counts)
    n = counts.sum()
    right = (np.trace(counts) + 0.5) / (n + 1)
    wrong = np.tile((counts.sum(axis=0) + 1 / size) / (n + 1), (size, 1)) * (1 - np.eye(size))
    whole = np.maximum(wrong.sum(axis=1, keepdims=True), 1e-12)
    return (1 / size + right * np.eye(size) + (1 - right) * wrong / whole) / 2


def measures_of(tables):
    """Return precision, recall and F1 of tables (… × machine × hand) for each answer; NaN where
    nothing is counted."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    machine = tables.sum(axis=2)
    hand = tables.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return right / machine, right / hand, 2 * right / (machine + hand)


def limits(name, value, drawn, unknown):
    """Return a measure and the limits of its 95 % interval by their names. The limits hold the
    value itself; they are there without a value where it is unknown, and not where there is nothing
    to count."""
    low, high = np.quantile(np.nan_to_num(drawn), [0.025, 0.975], axis=0)
    there = ~np.isnan(value) | unknown
    low = np.where(there, np.fmin(low, value), np.nan)
    high = np.where(there, np.fmax(high, value), np.nan)
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def correct_shares(counts, machine, *, draws=DRAWS, seed=0):
    """Return the shares of answers that a group's items have if the machine errs on them as on
    those that were coded.

    `counts` are machine × hand of coded items (square, as in draw_counts), `machine` is how many
    items of the group got each answer of the machine. Three rows come back, with the answers by
    hand as columns: shares, and the limits of their 95 % interval, which holds for both samples:
    the coded items, and the group's own. All are NaN if an answer that the group has was never
    coded.

    Source: Bachl & Scharkow (2017), Correcting measurement error in content analysis.
    """
    counts = np.asarray(counts, dtype=float)
    machine = np.asarray(machine, dtype=float)
    if not machine.sum() or (machine[counts.sum(axis=1) == 0] > 0).any():
        return np.full((3, counts.shape[1]), np.nan)
    whole, drawn = draw_counts(counts, np.ones(len(counts)), draws=draws, seed=seed)
    random = np.random.default_rng(seed + 1)
    groups = random.gamma(machine + 1 / len(machine), size=(draws, len(machine))) * (
        counts.sum(axis=1) > 0
    )
    shares = np.einsum("dm,dmh->dh", groups / groups.sum(axis=1, keepdims=True), drawn)
    value = machine / machine.sum() @ whole
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return np.stack([value, np.minimum(low, value), np.maximum(high, value)])
