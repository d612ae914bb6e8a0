"""Takes the table `sentiment` of one article or many, gives the tone toward each actor: mean and
shares, with intervals.

Beside each raw figure stands one corrected for the errors that the tone model is known to make.
Where too little is said of an actor neither says much, and `enough` is false."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.base.statistics import ENOUGH, normal_quantile
from helpers.base.tables import LABELS, OUTCOMES
from helpers.sentiment.model import settings

ENOUGH_ARTICLES = 10  # and articles, where there are several: what is drawn again are articles
LEAST = 10  # sentences, or ENOUGH_ARTICLES articles, from which an interval is given at all
PRIOR = (
    4  # judgements that the development set's shares weigh for: one remark alone is no certainty
)
STEPS = 200  # of the search for the likeliest shares
COLUMNS = {
    "actor": "str", "n": "int64", "sentences": "int64", "articles": "int64",
    "score": "float64", "low": "float64", "high": "float64",
    "corrected": "float64", "corrected_low": "float64", "corrected_high": "float64",
    **dict.fromkeys(OUTCOMES, "float64"), **{f"corrected_{label}": "float64" for label in LABELS}, "enough": "bool",
}  # fmt: skip


def actor_tones(
    sentiment: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    repeats: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the mean tone and the shares of labels toward each actor, the most spoken of first.

    Columns: actor; those named in `by`, a list such as ["voice"] or ["article"]; n (judgements:
    rows of `sentiment`), sentences, articles; score (mean, -1 to 1) with low and high; corrected
    with corrected_low and corrected_high; the shares negative, neutral, positive, unclear; the
    corrected shares; enough (n is at least 20, in one article or ten).

    The corrected shares are those under which the labels found are likeliest, given how often the
    model takes which tone for which on the development set; they hold as far as it errs alike here.
    `corrected` is positive less negative. A few judgements with the development set's shares are
    added, so that little evidence stays near them. The intervals draw sentences, or articles where
    there are several, and the confusions anew; they are NaN for fewer than ten sentences, or for
    two to nine articles. By simulation (training/tone/check_shares.py) corrected means are nearer
    to the truth than raw ones from about 50 judgements on, and the intervals of 10 to 20 hold the
    true mean in 87 to 89 % of cases, later in 94.

    Sources: Forman (2008), Quantifying counts and costs via classification, by maximum likelihood
    (Dempster, Laird & Rubin 1977); Rubin (1981), The Bayesian bootstrap. Raises ValueError if `by`
    names no column that can tell rows apart."""
    normal_quantile(confidence)  # the same error for the same fault as in `intervals`
    if isinstance(by, str) or set(by) & set(COLUMNS) or set(by) - set(sentiment.columns):
        raise ValueError(
            f"by is {by!r}; give a list of columns of the table sentiment, such as ['voice']"
        )
    rows = sentiment[sentiment["actor"] != ""]
    keys = ["actor", *by]
    edges = [(1 - confidence) / 2, (1 + confidence) / 2]
    place = {actor: number for number, actor in enumerate(rows["actor"].value_counts().index)}
    found = [
        dict(zip(keys, key, strict=True)) | describe(group, repeats, seed, edges)
        for key, group in rows.groupby(keys)
    ]
    columns = {name: COLUMNS.get(name, "str") for name in [*keys, *COLUMNS]}
    table = pd.DataFrame(found, columns=list(columns)).astype(columns)
    return table.sort_values(
        "actor",
        key=lambda names: names.map(place).astype("float64"),
        kind="stable",
        ignore_index=True,
    )


def describe(rows, repeats, seed, edges):
    """Return the figures of one actor."""
    articles = rows["article"].nunique()
    n = len(rows)
    unit = rows["article"] if articles > 1 else rows["sentence"]
    counts = (
        pd.crosstab(unit, rows["label"])
        .reindex(columns=list(OUTCOMES), fill_value=0)
        .to_numpy(dtype=float)
    )
    scores = rows.groupby(unit)["score"].sum().to_numpy()
    confusions = np.array(settings()["confusions"], dtype=float)
    expected = confusions.sum(0) / confusions.sum()  # of the labels found, on the development set
    shares = correct_shares(counts.sum(0)[None] + PRIOR * expected, shares_of(confusions)[None])[0]
    raw = (np.nan, np.nan)
    right = (np.nan, np.nan)
    if len(counts) >= (ENOUGH_ARTICLES if articles > 1 else LEAST):
        random = np.random.default_rng(seed)
        weights = random.exponential(size=(repeats, len(counts) + PRIOR))
        real = weights[:, : len(counts)]
        added = weights[:, len(counts) :]
        raw = np.quantile(real @ scores / (real @ counts.sum(1)), edges)
        redrawn = np.stack(
            [
                random.multinomial(int(row.sum()), row / row.sum(), size=repeats)
                for row in confusions
            ],
            axis=1,
        )
        spread = correct_shares(
            real @ counts + added.sum(1, keepdims=True) * expected, shares_of(redrawn)
        )
        right = np.quantile(spread[:, -1] - spread[:, 0], edges).clip(-1, 1)
    return {
        "n": n,
        "sentences": len(rows.drop_duplicates(["article", "sentence"])),
        "articles": articles,
        "score": rows["score"].mean(),
        "low": raw[0],
        "high": raw[1],
        "corrected": shares[-1] - shares[0],
        "corrected_low": right[0],
        "corrected_high": right[1],
        **dict(zip(OUTCOMES, counts.sum(0) / n, strict=True)),
        **{f"corrected_{label}": share for label, share in zip(LABELS, shares, strict=True)},
        "enough": n >= ENOUGH and (articles == 1 or articles >= ENOUGH_ARTICLES),
    }


def shares_of(counts):
    """Return each row of counts as shares; a row of none is spread evenly."""
    total = counts.sum(axis=-1, keepdims=True)
    return np.where(total > 0, counts / np.maximum(total, 1), 1 / counts.shape[-1])


def correct_shares(counts, confusions):
    """Return the likeliest true shares of the labels (cases × 3), given the labels found (cases ×
    4).

    `confusions` says, for each case and true label, which share of it is found as which label
    (cases × 3 × 4).

    >>> perfect = np.eye(3, 4)[None]
    >>> correct_shares(np.array([[2, 1, 1, 0]]), perfect).round(2).tolist()
    [[0.5, 0.25, 0.25]]
    """
    shares = np.full((len(counts), confusions.shape[1]), 1 / confusions.shape[1])
    weight = counts / np.maximum(counts.sum(1, keepdims=True), 1e-12)
    for _ in range(STEPS):
        joint = shares[:, :, None] * confusions
        blame = joint / np.maximum(joint.sum(1, keepdims=True), 1e-12)
        shares = (blame * weight[:, None, :]).sum(2)
    return shares
