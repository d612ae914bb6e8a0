"""Summarises the tone toward each actor in one article or many: its mean and shares, with
intervals.

Beside each raw figure stands one corrected for the errors that the tone model is known to make.
Where too little is said about an actor neither is reliable, and `enough` is false."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.base.intervals import ENOUGH, normal_quantile
from helpers.base.tables import LABELS, OUTCOMES
from helpers.sentiment.model import settings

ENOUGH_ARTICLES = 10  # with several articles, the fewest for an interval: articles are resampled
ENOUGH_SENTENCES = 10  # with one article, the fewest for an interval
# how many judgements the shares of the development set weigh as much as: one remark alone is not
# certain
PRIOR = 4
STEPS = 200  # of the search for the likeliest shares
COLUMNS = {
    "actor": "str",
    "n": "int64", "sentences": "int64", "articles": "int64",
    "score": "float64", "low": "float64", "high": "float64",
    "corrected": "float64", "corrected_low": "float64", "corrected_high": "float64",
    **dict.fromkeys(OUTCOMES, "float64"),
    **{f"corrected_{label}": "float64" for label in LABELS},
    "enough": "bool",
}  # fmt: skip


def actor_tones(
    sentiment: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    repeats: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the mean tone and the shares of labels toward each actor, those most spoken of first.

    Columns: actor; those named in `by`, a list such as ["voice"] or ["article"]; n (judgements:
    rows of `sentiment`), sentences, articles; score (mean, -1 to 1) with low and high; corrected
    with corrected_low and corrected_high; the shares negative, neutral, positive, unclear; the
    corrected shares; enough (n is at least 20, in one article or in ten).

    The corrected shares are those under which the labels found are likeliest, given how often the
    model confuses which tones on the development set; they hold as far as it errs alike here.
    `corrected` is positive less negative. A few judgements with the shares of the development set
    are added, so that little evidence stays near these. The intervals resample sentences, or
    articles where there are several, and the confusions; they are NaN for fewer than ten sentences,
    or for two to nine articles. By simulation (training/tone/check_shares.py) corrected means are
    nearer to the truth than raw ones from about 50 judgements on, and the intervals of 10 to 20
    hold the true mean in 87 to 89 % of cases, later in 94.

    Sources: Forman (2008), Quantifying counts and costs via classification, by maximum likelihood
    (Dempster, Laird & Rubin 1977); Rubin (1981), The Bayesian bootstrap. Raises ValueError if `by`
    names a column that the table lacks, or one that the result has anyway."""
    normal_quantile(confidence)  # raises the same error as the other intervals
    if isinstance(by, str) or set(by) & set(COLUMNS) or set(by) - set(sentiment.columns):
        raise ValueError(
            f"by is {by!r}; give a list of columns of the table sentiment, such as ['voice']"
        )
    rows = sentiment[sentiment["actor"] != ""]
    keys = ["actor", *by]
    edges = [(1 - confidence) / 2, (1 + confidence) / 2]
    figures = []
    for key, group in rows.groupby(keys):
        tone = tone_of_actor(group, repeats, seed, edges)
        figures.append({**dict(zip(keys, key, strict=True)), **tone})
    columns = {name: COLUMNS.get(name, "str") for name in [*keys, *COLUMNS]}
    table = pd.DataFrame(figures, columns=list(columns)).astype(columns)
    rank = {actor: place for place, actor in enumerate(rows["actor"].value_counts().index)}
    order = table["actor"].map(rank).astype("float64").argsort(kind="stable").to_numpy()
    return table.iloc[order].reset_index(drop=True)


def tone_of_actor(rows, repeats, seed, edges):
    """Return the figures of one actor."""
    articles = rows["article"].nunique()
    several = articles > 1
    unit = rows["article"] if several else rows["sentence"]
    labels = pd.crosstab(unit, rows["label"]).reindex(columns=list(OUTCOMES), fill_value=0)
    counts = labels.to_numpy(dtype=float)  # units × labels
    scores = rows.groupby(unit)["score"].sum().to_numpy()
    n = len(rows)
    shares = likeliest_shares(with_prior(counts.sum(0)[None]), known_confusions()[None])[0]
    raw = (np.nan, np.nan)
    corrected = (np.nan, np.nan)
    if len(counts) >= (ENOUGH_ARTICLES if several else ENOUGH_SENTENCES):
        raw, corrected = tone_limits(counts, scores, repeats, seed, edges)
    return {
        "n": n,
        "sentences": len(rows.drop_duplicates(["article", "sentence"])),
        "articles": articles,
        "score": rows["score"].mean(),
        "low": raw[0],
        "high": raw[1],
        "corrected": shares[-1] - shares[0],
        "corrected_low": corrected[0],
        "corrected_high": corrected[1],
        **dict(zip(OUTCOMES, counts.sum(0) / n, strict=True)),
        **{f"corrected_{label}": share for label, share in zip(LABELS, shares, strict=True)},
        "enough": n >= ENOUGH and (not several or articles >= ENOUGH_ARTICLES),
    }


def tone_limits(counts, scores, repeats, seed, edges):
    """Return the limits of the mean score, and of the corrected mean, by resampling units and
    confusions.

    `counts` are units × labels, `scores` the sum of each unit's scores."""
    random = np.random.default_rng(seed)
    weights = random.exponential(size=(repeats, len(counts) + PRIOR))
    real = weights[:, : len(counts)]
    added = weights[:, len(counts) :].sum(1, keepdims=True)
    raw = np.quantile(real @ scores / (real @ counts.sum(1)), edges)
    redrawn = []
    for row in development_counts():
        redrawn.append(random.multinomial(int(row.sum()), row / row.sum(), size=repeats))
    confusions = as_shares(np.stack(redrawn, axis=1))
    spread = likeliest_shares(with_prior(real @ counts, added), confusions)
    return raw, np.quantile(spread[:, -1] - spread[:, 0], edges).clip(-1, 1)


def development_counts():
    """Return how often the model gave which label (4 columns) for which true label (3 rows) on the
    development set."""
    return np.array(settings()["confusions"], dtype=float)


def known_confusions():
    return as_shares(development_counts())


def with_prior(counts, weight=PRIOR):
    """Return counts of labels with those of a few judgements added that have the shares of the
    development set."""
    labels = development_counts().sum(0)
    return counts + weight * (labels / labels.sum())


def as_shares(counts):
    """Return each row of counts as shares; a row of zeros is spread evenly."""
    total = counts.sum(axis=-1, keepdims=True)
    return np.where(total > 0, counts / np.maximum(total, 1), 1 / counts.shape[-1])


def likeliest_shares(counts, confusions):
    """Return the likeliest true shares of the labels (cases × 3), given the counts of the labels
    found (cases × 4).

    `confusions` (cases × 3 × 4) are the shares in which each true label is found as which label.

    >>> perfect = np.eye(3, 4)[None]
    >>> likeliest_shares(np.array([[2, 1, 1, 0]]), perfect).round(2).tolist()
    [[0.5, 0.25, 0.25]]
    """
    shares = np.full((len(counts), confusions.shape[1]), 1 / confusions.shape[1])
    weight = counts / np.maximum(counts.sum(1, keepdims=True), 1e-12)
    for _ in range(STEPS):
        joint = shares[:, :, None] * confusions
        blame = joint / np.maximum(joint.sum(1, keepdims=True), 1e-12)
        shares = (blame * weight[:, None, :]).sum(2)
    return shares
