"""Estimates from coded items how often the machine is right on all items, with intervals.

A sample is stratified by the machine's answer: within one answer it is random, and its items stand
for all that got this answer."""

import numpy as np
import pandas as pd

from helpers.base.intervals import wilson

DRAWS = 4000
MEASURES = ("precision", "recall", "f1")
OTHER = ""  # stands for any answer that nobody has given yet


def score_counts(counts, sizes=None):
    """Return precision, recall and F1 of each answer, and the row "all", whose three are the
    accuracy.

    `counts` are coded items, by the machine's answer (rows) and the answer by hand (columns);
    `sizes` are the numbers of items that got each answer of the machine, coded or not, if the
    sample was drawn by it; without them it was drawn from all alike. Columns: category, n (by
    hand), machine, both of coded items, and each measure with its 95 % interval.

    Precision is counted within one answer of the machine (Wilson 1927), and so are recall and F1
    where the sample was drawn from all alike (F1 by the share of right ones among all items to
    which either gave the answer). Otherwise, in recall, F1 and accuracy each coded item counts for
    as many as it stands for; the intervals of recall and F1 come from `draw_counts`, those of the
    accuracy are Wilson's with the effective sample size (Kish 1965, Survey sampling). A measure is
    NaN where there is nothing to count. An answer of the machine that nobody coded is in none of
    the measures, and the intervals are as wide as that makes them."""
    drawn_alike = sizes is None
    sizes = {answer: n for answer, n in (sizes or {}).items() if n}
    answers = sorted({*counts.index, *counts.columns, *sizes, OTHER})
    counts = counts.reindex(index=answers, columns=answers, fill_value=0)
    coded = counts.sum(axis=1).to_numpy()
    sizes = np.maximum([sizes.get(answer, 0) for answer in answers], coded).astype(float)
    whole, drawn = draw_counts(counts.to_numpy(), sizes)
    rows = pd.DataFrame({"category": answers, "n": counts.sum().to_numpy(), "machine": coded})
    is_unknown = (coded == 0) & (sizes > 0)
    estimates = zip(MEASURES, measures_of(whole[None]), measures_of(drawn), strict=True)
    for name, value, samples in estimates:
        value = np.where(is_unknown, np.nan, value[0])
        rows = rows.assign(**with_limits(name, value, samples, is_unknown))
    right = np.diag(counts)
    low, high = wilson(right, coded)
    rows["precision_low"] = np.where(coded > 0, low, np.nan)
    rows["precision_high"] = np.where(coded > 0, high, np.nan)
    if drawn_alike:
        rows = rows.assign(**limits_alike(right, rows["n"].to_numpy(), coded))
    is_given = (rows["n"] > 0) | (coded > 0)
    return pd.concat([rows[is_given], score_all(counts, coded, sizes)], ignore_index=True)


def limits_alike(right, hand, machine):
    """Return the limits of recall and F1 by their names, for items that were drawn from all alike
    (Wilson 1927)."""
    either = hand + machine - right
    recall_low, recall_high = wilson(right, hand)
    low, high = wilson(right, either)
    return {
        "recall_low": np.where(hand > 0, recall_low, np.nan),
        "recall_high": np.where(hand > 0, recall_high, np.nan),
        "f1_low": np.where(either > 0, 2 * low / (1 + low), np.nan),
        "f1_high": np.where(either > 0, 2 * high / (1 + high), np.nan),
    }


def score_all(counts, coded, sizes):
    """Return the row "all" of score_counts, whose measures all are the accuracy."""
    value, low, high = accuracy(np.diag(counts), coded, sizes)
    row = {"category": "all", "n": int(coded.sum()), "machine": int(coded.sum())}
    for name in MEASURES:
        row |= {name: value, f"{name}_low": low, f"{name}_high": high}
    return pd.DataFrame([row])


def accuracy(right, coded, sizes):
    """Return the share of right answers and its limits; of the items with answers that nobody
    coded, all may be right, or all wrong."""
    is_known = coded > 0
    if not is_known.any():
        return np.nan, np.nan, np.nan
    share = sizes[is_known] / sizes[is_known].sum()
    value = round(float(share @ (right[is_known] / coded[is_known])), 12)
    effective_size = 1 / (share**2 / coded[is_known]).sum()
    low, high = wilson(value * effective_size, effective_size)
    known_share = sizes[is_known].sum() / sizes.sum()
    return value, float(low) * known_share, float(high) * known_share + 1 - known_share


def draw_counts(counts, sizes, *, draws=DRAWS, seed=0):
    """Return how many of all items have which pair of answers, estimated from the sample, and
    `draws` tables that agree with it.

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
    # gammas over their sum are Dirichlet
    gammas = random.gamma(counts + expected(counts), size=(draws, *counts.shape))
    drawn = gammas / gammas.sum(axis=2, keepdims=True) * sizes[:, None]
    stands_for = sizes / np.maximum(counts.sum(axis=1), 1)
    return counts * stands_for[:, None], drawn


def expected(counts):
    """Return the prior of each answer of the machine over the answers by hand.

    Half of it is spread evenly; half follows all coded items: so many are right, the others are
    spread by their frequency."""
    size = len(counts)
    n = counts.sum()
    right = (np.trace(counts) + 0.5) / (n + 1)
    wrong = np.tile((counts.sum(axis=0) + 1 / size) / (n + 1), (size, 1)) * (1 - np.eye(size))
    whole = np.maximum(wrong.sum(axis=1, keepdims=True), 1e-12)
    return (1 / size + right * np.eye(size) + (1 - right) * wrong / whole) / 2


def measures_of(tables):
    """Return precision, recall and F1 of tables (… × machine × hand) for each answer; NaN where
    there is nothing to count."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    machine = tables.sum(axis=2)
    hand = tables.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return right / machine, right / hand, 2 * right / (machine + hand)


def with_limits(name, value, samples, is_unknown):
    """Return a measure and the limits of its 95 % interval by their names.

    The interval includes the value itself. It exists without a value where this is unknown, and not
    where there is nothing to count."""
    low, high = np.quantile(np.nan_to_num(samples), [0.025, 0.975], axis=0)
    exists = ~np.isnan(value) | is_unknown
    low = np.where(exists, np.fmin(low, value), np.nan)
    high = np.where(exists, np.fmax(high, value), np.nan)
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def shares_by_hand(counts, machine, *, draws=DRAWS, seed=0):
    """Return the shares of the answers by hand that are to be expected in a group if the machine
    errs on its items as on those that were coded.

    `counts` are machine × hand of coded items (square, as in draw_counts), `machine` are the
    numbers of items of the group that got each answer of the machine. The three rows, with the
    answers by hand as columns, are the shares and the limits of their 95 % interval, which reflects
    both samples: the coded items and the group's own. All are NaN if an answer that the group has
    was never coded.

    Source: Bachl & Scharkow (2017), Correcting measurement error in content analysis.
    """
    counts = np.asarray(counts, dtype=float)
    machine = np.asarray(machine, dtype=float)
    if not machine.sum() or (machine[counts.sum(axis=1) == 0] > 0).any():
        return np.full((3, counts.shape[1]), np.nan)
    whole, drawn = draw_counts(counts, np.ones(len(counts)), draws=draws, seed=seed)
    random = np.random.default_rng(seed + 1)
    gammas = random.gamma(machine + 1 / len(machine), size=(draws, len(machine)))
    gammas = np.where(counts.sum(axis=1) > 0, gammas, 0)
    groups = gammas / gammas.sum(axis=1, keepdims=True)  # draws × answers of the machine
    shares = np.einsum("dm,dmh->dh", groups, drawn)
    value = machine / machine.sum() @ whole
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return np.stack([value, np.minimum(low, value), np.maximum(high, value)])
