"""Collects the coders' answers in a sheet: which of them counts, and how far they agree, by
Krippendorff's alpha."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.checking.sheets import ADJUDICATED, coder_columns, filled


def code_long(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the coders' answers in a sheet, one row per item and coder: columns item, coder,
    answer. Blank means not coded.

    Raises ValueError if an answer is not one of the choices (in capitals or not).
    """
    answers = all_answers(sheet)
    return answers[answers["coder"] != ADJUDICATED].reset_index(drop=True)


def all_answers(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return what code_long returns, and the adjudicated answers as those of one more coder."""
    cells = filled(sheet)
    answers = []
    for (item, coder), answer, choices in cells[["answer", "choices"]].itertuples(name=None):
        choice = as_one_of(choices.split(" | "), answer)
        if choice is None:
            remedy = f"write one of {choices}, or leave it blank"
            rule = "a column that holds no answers is called notes"
            raise ValueError(f"{item}: {coder} wrote {answer!r}; {remedy}; {rule}")
        answers.append(choice)
    return cells.index.to_frame(index=False).assign(answer=pd.Series(answers, dtype="str"))


def as_one_of(choices, answer):
    """Return the choice that an answer is, in capitals or not; None if it is none of them."""
    if answer in choices:
        return answer
    return {choice.casefold(): choice for choice in choices}.get(answer.casefold())


def hand_answers(sheet: pd.DataFrame, coder: str | None = None) -> pd.DataFrame:
    """Return the answer by hand of each item that has one: columns item, hand.

    It is the adjudicated answer or else that of most coders; with `coder`, it is the answer of this
    one. Raises ValueError if there is no such coder."""
    if coder is not None and coder not in coder_columns(sheet):
        raise ValueError(
            f"there is no coder {coder!r}; choose one of {', '.join(coder_columns(sheet))}"
        )
    answers = all_answers(sheet)
    if coder is not None:
        answers = answers[answers["coder"] == coder]
    is_adjudicated = answers["coder"] == ADJUDICATED
    is_decided = answers["item"].isin(answers.loc[is_adjudicated, "item"])
    answers = answers[is_adjudicated | ~is_decided]
    votes = answers.groupby(["item", "answer"]).size().reset_index(name="votes")
    most = votes[votes["votes"] == votes.groupby("item")["votes"].transform("max")]
    hand = most[["item", "answer"]].drop_duplicates("item", keep=False)
    return hand.rename(columns={"answer": "hand"})


def coder_differences(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the items on which coders differ and no answer is adjudicated: columns item, text,
    context, question, and their answers.

    Fill the answer that shall count into the column `adjudicated` of the sheet.
    """
    answers = all_answers(sheet)
    is_adjudicated = answers["coder"] == ADJUDICATED
    decided = answers.loc[is_adjudicated, "item"]
    different = answers[~is_adjudicated].groupby("item")["answer"].nunique()
    is_divided = sheet["item"].isin(different.index[different > 1]) & ~sheet["item"].isin(decided)
    columns = ["item", "text", "context", "question", *coder_columns(sheet)]
    return sheet.loc[is_divided, columns].reset_index(drop=True)


def alpha(
    codes: pd.DataFrame,
    *,
    level: str = "nominal",
    order: Sequence[str] | None = None,
    repeats: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return Krippendorff's alpha of coders who judged the same items (1 agree, 0 as if by chance),
    as one row.

    `codes` has the columns item, coder, answer. `level` is nominal, ordinal or interval; for the
    last two, answers are numbers, or `order` lists them from least to most (answers that are not in
    it count as not coded). Columns: level, items and coders (items with only one code are left
    out), alpha, low, high: 95 % of bootstrap samples of items, which is too narrow with under some
    30 items. All are NaN where the answers never differ.

    Krippendorff (2011): Computing Krippendorff's alpha-reliability; he relies on .8, tentatively on
    .667 (2004, Content Analysis). Raises ValueError for another level, or if the answers have no
    scale.

    >>> answers = ["state", "state", "group", "group"]
    >>> codes = {"item": [1, 1, 2, 2], "coder": list("abab"), "answer": answers}
    >>> alpha(pd.DataFrame(codes)).loc[0, "alpha"].item()
    1.0
    """
    counts, values = count_codes(codes, level, order)
    size = len(counts)
    weights = np.ones((1, size))  # how often each item counts: once, and as in each sample
    if size > 1:
        drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), repeats)
        weights = np.vstack([weights, drawn])
    value, *samples = coefficients(weights, counts.to_numpy(dtype=float), values, level)
    samples = [sample for sample in samples if not np.isnan(sample)]
    low, high = np.quantile(samples, [0.025, 0.975]) if samples else (np.nan, np.nan)
    row = {
        "level": level,
        "items": size,
        "coders": codes.loc[codes["item"].isin(counts.index), "coder"].nunique(),
        "alpha": value,
        "low": low,
        "high": high,
    }
    return pd.DataFrame(row, index=[0])


def count_codes(codes, level, order):
    """Return how often each item (row) got each value (column), for items with two codes or more,
    and the values."""
    if level not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"level is {level!r}; choose nominal, ordinal or interval")
    answers = codes["answer"]
    if order is not None:
        answers = answers.map({answer: place for place, answer in enumerate(order)})
    elif level != "nominal":
        try:
            answers = pd.to_numeric(answers)
        except ValueError:
            raise ValueError(
                f"the answers have no {level} scale; give them as numbers, or their order"
            ) from None
    counts = pd.crosstab(codes["item"], answers)
    return counts[counts.sum(axis="columns") > 1], counts.columns.to_numpy()


def coefficients(weights, counts, values, level):
    """Return alpha for each row of weights of the items: 1 - observed / expected disagreement.

    Disagreement is the sum of squared distances of all pairs of values, or of their mid-ranks: n
    times the sum of squares less the square of the sum. `weights` are samples × items, `counts`
    items × values."""
    codes = counts.sum(axis=1)
    totals = weights @ counts
    n = totals.sum(axis=1)
    if level == "nominal":
        observed = weights @ ((codes**2 - (counts**2).sum(axis=1)) / (codes - 1))
        expected = n**2 - (totals**2).sum(axis=1)
    else:
        points = totals.cumsum(axis=1) - totals / 2
        if level == "interval":
            points = np.tile(values.astype(float), (len(weights), 1))
        points -= ((totals * points).sum(axis=1) / np.maximum(n, 1))[:, None]
        squares = ((weights * (codes / (codes - 1))) @ counts * points**2).sum(axis=1)
        observed = squares - (weights / (codes - 1) * (points @ counts.T) ** 2).sum(axis=1)
        expected = n * (totals * points**2).sum(axis=1)
    differ = (totals > 0).sum(axis=1) > 1
    return np.where(differ, 1 - observed * (n - 1) / np.where(differ, expected, 1), np.nan)
