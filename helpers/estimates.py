"""Takes how often each answer of the machine got which answer by hand, gives what that says of all items, with intervals.

A sample is stratified by the machine's answer: within one answer it is random, and its items stand for all that got it.
"""

import numpy as np
import pandas as pd

from helpers.intervals import wilson

DRAWS = 4000
MEASURES = ("precision", "recall", "f1")


def score_counts(counts, sizes):
    """Return precision, recall and F1 of each answer, and the row "all", whose three are the accuracy.

    `counts` are coded items, by the machine's answer (rows) and the answer by hand (columns); `sizes` says how many items
    got each answer of the machine, coded or not. Columns: category, n (by hand), machine, both of coded items, and each
    measure with its 95 % interval. Precision is counted within one answer of the machine (Wilson 1927). In recall, F1 and
    accuracy each coded item counts for as many as it stands for, and their intervals come from `draw_counts`. A measure is
    NaN where there is nothing to count.
    """
    answers = sorted({*counts.index, *counts.columns})
    counts = counts.reindex(index=answers, columns=answers, fill_value=0)
    whole, drawn = draw_counts(counts.to_numpy(), sizes_of(counts, sizes))
    rows = pd.DataFrame({"category": answers, "n": counts.sum().to_numpy(), "machine": counts.sum(axis=1).to_numpy()})
    for name, part in zip(MEASURES, zip(measures_of(whole[None]), measures_of(drawn), strict=True), strict=True):
        rows = rows.assign(**limits(name, part[0][0], part[1]))
    low, high = wilson(np.diag(counts), rows["machine"])
    seen = rows["machine"] > 0
    rows = rows.assign(precision_low=np.where(seen, low, np.nan), precision_high=np.where(seen, high, np.nan))
    return pd.concat([rows, score_all(counts, sizes)], ignore_index=True) if len(counts) else rows


def score_all(counts, sizes):
    """Return the row "all" of score_counts: of each answer of the machine, what is right and what is wrong is counted."""
    right = np.diag(counts)
    whole, drawn = draw_counts(np.column_stack([right, counts.sum(axis=1) - right]), sizes_of(counts, sizes))
    with np.errstate(invalid="ignore"):
        accuracy, possible = (table[..., 0].sum(axis=-1) / table.sum(axis=(-1, -2)) for table in (whole, drawn))
    row = {"category": "all", "n": int(counts.to_numpy().sum()), "machine": int(counts.to_numpy().sum())}
    for name in MEASURES:
        row |= {column: float(number) for column, number in limits(name, accuracy, possible).items()}
    return pd.DataFrame([row])


def sizes_of(counts, sizes):
    """Return how many items each row of counts stands for: never fewer than were coded, and none if none was."""
    coded = counts.sum(axis=1)
    known = coded.index.map(lambda answer: sizes.get(answer, 0)).to_numpy()
    return np.where(coded > 0, np.maximum(known, coded), 0)


def draw_counts(counts, sizes, *, draws=DRAWS, seed=0):
    """Return how many of all items have which pair of answers, as the sample says, and `draws` tables of what it allows.

    `counts` and what comes back are machine × hand (with draws in front). For each answer of the machine the shares of the
    answers by hand are drawn from their posterior, a Dirichlet distribution, whose prior weighs as much as one item.

    Source: Gelman et al. (2013), Bayesian data analysis, chapter 3; Brown, Cai & DasGupta (2001) for two answers.
    """
    counts, sizes, random = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float), np.random.default_rng(seed)
    prior = 1 / max(2, counts.shape[1])
    drawn = random.gamma(counts + prior, size=(draws, *counts.shape))  # gammas over their sum are Dirichlet
    drawn = drawn / drawn.sum(axis=2, keepdims=True) * sizes[:, None]
    return counts * (sizes / np.maximum(counts.sum(axis=1), 1))[:, None], drawn


def measures_of(tables):
    """Return precision, recall and F1 of tables (… × machine × hand) for each answer; NaN where nothing is counted."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    machine, hand = tables.sum(axis=2), tables.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return right / machine, right / hand, 2 * right / (machine + hand)


def limits(name, value, drawn):
    """Return a measure and the limits of its 95 % interval by their names; the limits hold the value itself."""
    known = ~np.isnan(value)
    low, high = np.quantile(np.nan_to_num(drawn), [0.025, 0.975], axis=0)
    low, high = np.where(known, np.fmin(low, value), np.nan), np.where(known, np.fmax(high, value), np.nan)
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def correct_shares(counts, machine, *, draws=DRAWS, seed=0):
    """Return the shares of answers that a group's items have if the machine errs on them as on those that were coded.

    `counts` are machine × hand of coded items, `machine` is how many items of the group got each answer of the machine, in
    the order of the rows. Three rows come back, with the answers by hand as columns: shares, and the limits of their 95 %
    interval, which holds for both samples: the coded items, and the group's own. All are NaN if an answer that the group has
    was never coded.

    Source: Bachl & Scharkow (2017), Correcting measurement error in content analysis.
    """
    counts, machine = np.asarray(counts, dtype=float), np.asarray(machine, dtype=float)
    if not machine.sum() or (machine[counts.sum(axis=1) == 0] > 0).any():
        return np.full((3, counts.shape[1]), np.nan)
    whole, drawn = draw_counts(counts, np.ones(len(counts)), draws=draws, seed=seed)
    random = np.random.default_rng(seed + 1)
    groups = random.gamma(machine + 1 / len(machine), size=(draws, len(machine))) * (counts.sum(axis=1) > 0)
    shares = np.einsum("dm,dmh->dh", groups / groups.sum(axis=1, keepdims=True), drawn)
    value = machine / machine.sum() @ whole
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return np.stack([value, np.minimum(low, value), np.maximum(high, value)])
