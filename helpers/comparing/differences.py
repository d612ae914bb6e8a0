"""Takes rows of evidence of two sides, gives where their shares differ: by how much, how sure, and
by chance or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.base.statistics import ENOUGH, wilson
from helpers.comparing.contrasts import adjust
from helpers.framing import SHARES

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

BLOCK = 500  # shuffles at a time: what they need of memory stays small
COMPARED = (*(measure for measure in SHARES if measure != "descriptor"), "hedge", "company")
COLUMNS = {
    "measure": "str", "category": "str", "side_a": "str", "side_b": "str",
    "share_a": "float64", "n_a": "int64", "share_b": "float64", "n_b": "int64",
    "difference": "float64", "low": "float64", "high": "float64", "p": "float64", "adjusted": "float64",
    "enough": "bool", "reason": "str",
}  # fmt: skip


def actor_differences(
    evidence: pd.DataFrame, actor_a: str, actor_b: str, **options: Any
) -> pd.DataFrame:
    """Return where two actors are framed differently: rows as `side_differences` has them.

    Their names, which always differ, are left out, and that each stands beside the other. Empty if
    one of them is, as where an article has no second actor. Raises ValueError if the evidence has
    no case of one of them."""
    if not (actor_a and actor_b):
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    others = evidence[
        ~((evidence["measure"] == "company") & evidence["category"].isin([actor_a, actor_b]))
    ]
    sides = (side(others, "actor", actor) for actor in (actor_a, actor_b))
    measures = tuple(measure for measure in COMPARED if measure != "naming")
    return side_differences(*sides, names=(actor_a, actor_b), **{"measures": measures} | options)


def group_differences(
    evidence: pd.DataFrame, actor: str, by: str, group_a: str, group_b: str, **options: Any
) -> pd.DataFrame:
    """Return where one actor is framed differently in two groups of the column `by` (article,
    outlet, month …).

    Raises ValueError if the evidence has no case of the actor in one of them.
    """
    cases = side(evidence, "actor", actor)
    return side_differences(
        *(side(cases, by, group) for group in (group_a, group_b)),
        names=(group_a, group_b),
        **options,
    )


def against_others(
    evidence: pd.DataFrame, actor: str, article: str, **options: Any
) -> pd.DataFrame:
    """Return where one article frames an actor differently from all others together: rows as
    `side_differences` has them.

    Empty if the actor, or another article, is not there.
    """
    cases = evidence[evidence["actor"] == actor]
    inside = cases["article"] == article
    if not inside.any() or inside.all():
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    return side_differences(cases[inside], cases[~inside], names=(article, "the others"), **options)


def side(evidence: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    cases = evidence[evidence[column] == value]
    if cases.empty:
        known = ", ".join(evidence[column].value_counts().index[:5])
        raise ValueError(
            f"there is no case with {column} {value!r}; the commonest are {known or 'none'}"
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
    """Return one row per measure and category: the shares of both sides and whether they differ by
    more than chance.

    Columns: measure, category, side_a, side_b; share_a, n_a, share_b, n_b (a share of no case is
    missing); difference (a less b) with its 95 % interval low and high (Newcombe 1998, method 10,
    which takes cases as independent); p, the chance of a difference as large if sentences (whole
    articles, where there are more than two) were dealt to the sides at random, within each event
    where the cases have a column `event` (a permutation test: Fisher 1935; ties count half:
    Lancaster 1961); adjusted, for the number of rows (Benjamini & Hochberg 1995); enough, and the
    reason why not. p is given where both sides have twenty cases. Two actors in one sentence change
    sides with each other only."""
    both = pd.concat([cases_a.assign(side=0), cases_b.assign(side=1)], ignore_index=True)
    several = both["article"].nunique() > 2
    both["pair"] = both.groupby(
        ["article"] if several else ["article", "sentence"], sort=False
    ).ngroup()
    both["unit"] = both.groupby(["pair", "side"], sort=False).ngroup()
    random = np.random.default_rng(seed)
    tables = [
        measure_differences(both, measure, random, repeats)
        for measure in measures
        if (both["measure"] == measure).any()
    ]
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    table = pd.concat(tables, ignore_index=True)
    counted = zip(table["n_a"], table["n_b"], strict=True)
    few = [[str(name) for name, n in zip(names, row, strict=True) if n < ENOUGH] for row in counted]
    table = table.assign(
        side_a=str(names[0]),
        side_b=str(names[1]),
        enough=[not short for short in few],
        reason=[
            f"fewer than {ENOUGH} cases of {' and '.join(short)}" if short else "" for short in few
        ],
    )
    table["p"] = table["p"].where(table["enough"]).astype("float64")
    return table.assign(adjusted=adjust(table["p"].to_numpy()))[list(COLUMNS)].astype(COLUMNS)


def measure_differences(both, measure, random, repeats):
    """Return a row per category of one measure, without what `side_differences` adds."""
    units = both.drop_duplicates("unit").set_index("unit").sort_index()
    cases = both[both["measure"] == measure]
    counts = pd.crosstab(cases["unit"], cases["category"]).reindex(units.index, fill_value=0)
    whole = (
        cases if measure in SHARES else both[both["measure"] == "voice"]
    )  # of an actor's sentences
    totals = whole.groupby("unit").size().reindex(units.index, fill_value=0).to_numpy(dtype=float)
    matrix = np.column_stack([counts.to_numpy(dtype=float), totals])
    sides = units["side"].to_numpy()
    x_b = matrix[sides == 1].sum(0)
    x_a = matrix[sides == 0].sum(0)
    n_a = x_a[-1]
    n_b = x_b[-1]
    share_a, share_b = (
        x[:-1] / x[-1] if x[-1] else np.full(len(x) - 1, np.nan) for x in (x_a, x_b)
    )
    low, high = difference_limits(x_a[:-1], n_a, x_b[:-1], n_b)
    used = totals > 0
    event = (
        pd.factorize(units["event"], use_na_sentinel=False)[0][used]
        if "event" in units
        else np.zeros(used.sum())
    )
    drawn = shuffled_differences(
        matrix[used], sides[used], units["pair"].to_numpy()[used], event, random, repeats
    )
    apart = np.abs(share_a - share_b)
    larger = (drawn > apart + 1e-12).sum(0)
    equal = (np.abs(drawn - apart) <= 1e-12).sum(0)
    p = (larger + (equal + 1) / 2) / (repeats + 1)
    return pd.DataFrame(
        {
            "measure": measure,
            "category": counts.columns,
            "share_a": share_a,
            "n_a": int(n_a),
            "share_b": share_b,
            "n_b": int(n_b),
            "difference": share_a - share_b,
            "low": low,
            "high": high,
            "p": p,
        }
    )


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
    (low_a, high_a), (low_b, high_b) = wilson(x_a, n_a), wilson(x_b, n_b)
    share_a = np.asarray(x_a) / max(n_a, 1)
    share_b = np.asarray(x_b) / max(n_b, 1)
    difference = share_a - share_b
    low = difference - np.sqrt((share_a - low_a) ** 2 + (high_b - share_b) ** 2)
    return low, difference + np.sqrt((high_a - share_a) ** 2 + (share_b - low_b) ** 2)


def shuffled_differences(matrix, sides, pair, event, random, repeats):
    """Return the absolute differences of shares, repeats × categories, units being dealt out at
    random.

    They are dealt within each event; two units of one pair, as two actors in one sentence are, only
    change sides with each other. `matrix` has a row per unit: the count of each category, and last
    the total."""
    order = np.lexsort((sides, pair))
    both = np.flatnonzero(pair[order][1:] == pair[order][:-1])
    first = order[both]
    second = order[both + 1]
    alone = np.setdiff1d(np.arange(len(sides)), [*first, *second])
    groups = [alone[event[alone] == one] for one in pd.unique(event)]
    found = []
    for start in range(0, repeats, BLOCK):
        dealt = np.tile(sides, (min(BLOCK, repeats - start), 1))
        for group in groups:
            dealt[:, group] = random.permuted(dealt[:, group], axis=1)
        turned = random.integers(2, size=(len(dealt), len(first)))
        dealt[:, first], dealt[:, second] = turned, 1 - turned
        b = dealt @ matrix
        a = matrix.sum(0) - b
        found.append(
            np.abs(a[:, :-1] / np.maximum(a[:, -1:], 1) - b[:, :-1] / np.maximum(b[:, -1:], 1))
        )
    return np.concatenate(found)
