"""Finds where the shares of two sides differ: by how much, how surely, and whether by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.base.intervals import ENOUGH, wilson
from helpers.comparing.contrasts import adjusted_for_number
from helpers.framing import SHARES

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SHUFFLES_AT_ONCE = 500  # so that they need little memory
ROUNDING = 1e-12  # differences that are nearer to each other are equal
COMPARED = (*(measure for measure in SHARES if measure != "descriptor"), "hedge", "company")
COLUMNS = {
    "measure": "str", "category": "str", "side_a": "str", "side_b": "str",
    "share_a": "float64", "n_a": "int64", "share_b": "float64", "n_b": "int64",
    "difference": "float64", "low": "float64", "high": "float64",
    "p": "float64", "adjusted": "float64", "enough": "bool", "reason": "str",
}  # fmt: skip


def actor_differences(
    evidence: pd.DataFrame, actor_a: str, actor_b: str, **options: Any
) -> pd.DataFrame:
    """Return where two actors are framed differently; rows as in `side_differences`, whose options
    these are.

    Left out are their names, which always differ, and that each stands beside the other. The table
    is empty if one of the names is, as where an article has no second actor. Raises ValueError if
    the evidence has no case of one of them."""
    if not (actor_a and actor_b):
        return no_differences()
    is_company = evidence["measure"] == "company"
    others = evidence[~(is_company & evidence["category"].isin([actor_a, actor_b]))]
    cases_a = cases_with(others, "actor", actor_a)
    cases_b = cases_with(others, "actor", actor_b)
    measures = tuple(measure for measure in COMPARED if measure != "naming")
    options = {"measures": measures} | options
    return side_differences(cases_a, cases_b, names=(actor_a, actor_b), **options)


def group_differences(
    evidence: pd.DataFrame, actor: str, by: str, group_a: str, group_b: str, **options: Any
) -> pd.DataFrame:
    """Return where one actor is framed differently in two groups of the column `by` (article,
    outlet, month …); rows as in `side_differences`, whose options these are.

    Raises ValueError if the evidence has no case of the actor in one of them.
    """
    cases = cases_with(evidence, "actor", actor)
    cases_a = cases_with(cases, by, group_a)
    cases_b = cases_with(cases, by, group_b)
    return side_differences(cases_a, cases_b, names=(group_a, group_b), **options)


def against_others(
    evidence: pd.DataFrame, actor: str, article: str, **options: Any
) -> pd.DataFrame:
    """Return where one article frames an actor differently from all others together; rows as in
    `side_differences`, whose options these are.

    The table is empty if the article, or all others, have no case of the actor.
    """
    cases = evidence[evidence["actor"] == actor]
    is_own = cases["article"] == article
    if not is_own.any() or is_own.all():
        return no_differences()
    return side_differences(cases[is_own], cases[~is_own], names=(article, "the others"), **options)


def cases_with(evidence: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """Return the cases that have a value in a column. Raises ValueError if there are none."""
    cases = evidence[evidence[column] == value]
    if cases.empty:
        commonest = ", ".join(evidence[column].value_counts().index[:5])
        raise ValueError(
            f"there is no case with {column} {value!r}; the commonest are {commonest or 'none'}"
        )
    return cases


def side_differences(
    cases_a: pd.DataFrame,
    cases_b: pd.DataFrame,
    *,
    names: Sequence[str] = ("a", "b"),
    measures: Iterable[str] = COMPARED,
    repeats: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return one row per measure and category: the shares of both sides, and whether they differ by
    more than chance.

    Columns: measure, category, side_a, side_b; share_a, n_a, share_b, n_b (a share of no cases is
    missing); difference (a less b) with its 95 % interval low and high (Newcombe 1998, method 10,
    which takes cases as independent); p, the chance of a difference as large if sentences (whole
    articles, where there are more than two) were dealt to the sides at random, within each event
    where the cases have a column `event` (a permutation test: Fisher 1935; ties count half:
    Lancaster 1961); adjusted, for the number of rows (Benjamini & Hochberg 1995); enough, and the
    reason why not. p is missing unless both sides have twenty cases. Two actors in one sentence
    change sides only with each other."""
    both = pd.concat([cases_a.assign(side=0), cases_b.assign(side=1)], ignore_index=True)
    by_article = both["article"].nunique() > 2
    keys = ["article"] if by_article else ["article", "sentence"]
    both["pair"] = both.groupby(keys, sort=False).ngroup()
    both["unit"] = both.groupby(["pair", "side"], sort=False).ngroup()
    random = np.random.default_rng(seed)
    tables = []
    for measure in measures:
        if (both["measure"] == measure).any():
            tables.append(measure_differences(both, measure, random, repeats))
    if not tables:
        return no_differences()
    table = pd.concat(tables, ignore_index=True)
    reasons = []
    for sizes in zip(table["n_a"], table["n_b"], strict=True):
        few = [str(name) for name, n in zip(names, sizes, strict=True) if n < ENOUGH]
        reasons.append(f"fewer than {ENOUGH} cases of {' and '.join(few)}" if few else "")
    table = table.assign(side_a=str(names[0]), side_b=str(names[1]), reason=reasons)
    table["enough"] = table["reason"] == ""
    table["p"] = table["p"].where(table["enough"]).astype("float64")
    table["adjusted"] = adjusted_for_number(table["p"].to_numpy())
    return table[list(COLUMNS)].astype(COLUMNS)


def no_differences():
    """Return a table of differences without rows."""
    return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)


def measure_differences(both, measure, random, repeats):
    """Return a row per category of one measure, without what `side_differences` adds."""
    units = both.drop_duplicates("unit").set_index("unit").sort_index()
    cases = both[both["measure"] == measure]
    counts = pd.crosstab(cases["unit"], cases["category"]).reindex(units.index, fill_value=0)
    # hedges and company are shares of the actor's sentences, which the measure of voices counts
    whole = cases if measure in SHARES else both[both["measure"] == "voice"]
    totals = whole.groupby("unit").size().reindex(units.index, fill_value=0).to_numpy(dtype=float)
    matrix = np.column_stack([counts.to_numpy(dtype=float), totals])  # units × (categories, total)
    sides = units["side"].to_numpy()
    sums_a = matrix[sides == 0].sum(0)
    sums_b = matrix[sides == 1].sum(0)
    share_a = shares_of_total(sums_a)
    share_b = shares_of_total(sums_b)
    low, high = difference_limits(sums_a[:-1], sums_a[-1], sums_b[:-1], sums_b[-1])
    is_used = totals > 0
    event = np.zeros(len(units))
    if "event" in units:
        event, _ = pd.factorize(units["event"], use_na_sentinel=False)
    pair = units["pair"].to_numpy()
    drawn = shuffled_differences(
        matrix[is_used], sides[is_used], pair[is_used], event[is_used], random, repeats
    )
    return pd.DataFrame(
        {
            "measure": measure,
            "category": counts.columns,
            "share_a": share_a,
            "n_a": int(sums_a[-1]),
            "share_b": share_b,
            "n_b": int(sums_b[-1]),
            "difference": share_a - share_b,
            "low": low,
            "high": high,
            "p": chance_of(np.abs(share_a - share_b), drawn),
        }
    )


def shares_of_total(sums):
    """Return sums as shares of the last of them; NaN if that is 0."""
    if not sums[-1]:
        return np.full(len(sums) - 1, np.nan)
    return sums[:-1] / sums[-1]


def chance_of(differences, drawn):
    """Return how often differences as large were drawn by chance; ties count half."""
    larger = (drawn > differences + ROUNDING).sum(0)
    equal = (np.abs(drawn - differences) <= ROUNDING).sum(0)
    return (larger + (equal + 1) / 2) / (len(drawn) + 1)


def difference_limits(
    x_a: ArrayLike, n_a: int, x_b: ArrayLike, n_b: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits of a difference of two shares, from each share's own Wilson limits.

    Source: Newcombe (1998), Interval estimation for the difference between independent proportions,
    method 10.

    >>> low, high = difference_limits(56, 70, 48, 80)
    >>> float(low.round(4)), float(high.round(4))
    (0.0524, 0.3339)
    """
    low_a, high_a = wilson(x_a, n_a)
    low_b, high_b = wilson(x_b, n_b)
    share_a = np.asarray(x_a) / max(n_a, 1)
    share_b = np.asarray(x_b) / max(n_b, 1)
    difference = share_a - share_b
    low = difference - np.sqrt((share_a - low_a) ** 2 + (high_b - share_b) ** 2)
    high = difference + np.sqrt((high_a - share_a) ** 2 + (share_b - low_b) ** 2)
    return low, high


def shuffled_differences(matrix, sides, pair, event, random, repeats):
    """Return the absolute differences of shares (repeats × categories) when units are dealt to the
    sides at random.

    They are dealt within each event; two units of one pair, as two actors in one sentence are, only
    change sides with each other. `matrix` has a row per unit: the count of each category, and last
    the total."""
    order = np.lexsort((sides, pair))
    both = np.flatnonzero(pair[order][1:] == pair[order][:-1])
    first = order[both]
    second = order[both + 1]
    alone = np.setdiff1d(np.arange(len(sides)), [*first, *second])
    groups = [alone[event[alone] == one] for one in pd.unique(event)]
    differences = []
    for start in range(0, repeats, SHUFFLES_AT_ONCE):
        dealt = np.tile(sides, (min(SHUFFLES_AT_ONCE, repeats - start), 1))
        for group in groups:
            dealt[:, group] = random.permuted(dealt[:, group], axis=1)
        is_swapped = random.integers(2, size=(len(dealt), len(first)))
        dealt[:, first] = is_swapped
        dealt[:, second] = 1 - is_swapped
        sums_b = dealt @ matrix  # repeats × categories, and last the total
        sums_a = matrix.sum(0) - sums_b
        share_a = sums_a[:, :-1] / np.maximum(sums_a[:, -1:], 1)
        share_b = sums_b[:, :-1] / np.maximum(sums_b[:, -1:], 1)
        differences.append(np.abs(share_a - share_b))
    return np.concatenate(differences)
