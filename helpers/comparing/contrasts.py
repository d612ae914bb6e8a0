"""Finds the words that set two sides apart: by log-odds with a prior, with their chance, and with
how widely they are used."""

from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.tagging import content_words

# the weight of the prior, as a share of all words: by how many words two sides must differ
PRIOR = 0.5
FEWEST_USES = 5  # on both sides together, for a chance
COLUMNS = (
    "word", "n", "n_a", "n_b", "per_1000_a", "per_1000_b", "score", "p", "adjusted", "spread",
    "enough",
)  # fmt: skip


def keyness(tokens_a: pd.DataFrame, tokens_b: pd.DataFrame) -> pd.DataFrame:
    """Return how much more one side uses each content word than the other; columns as in
    `word_contrasts`.

    `spread` is over the articles of both sides, or over the sentences where there are only two
    articles or one."""
    words_a = content_words(tokens_a)
    words_b = content_words(tokens_b)
    articles = words_a["article"].nunique() + words_b["article"].nunique()
    unit = "article" if articles > 2 else "sentence"
    return word_contrasts(with_unit(words_a, unit), with_unit(words_b, unit))


def framing_contrasts(cases_a: pd.DataFrame, cases_b: pd.DataFrame) -> pd.DataFrame:
    """Return the descriptors and verbs that set an actor on two sides, or two actors, apart;
    columns as in `word_contrasts`.

    The sides are rows of `framing.find_evidence`. A verb is counted by its role: "vow (agent)",
    "accuse (patient)"."""
    return word_contrasts(framing_words(cases_a), framing_words(cases_b))


def framing_words(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases that are descriptors or verbs, with the columns word and unit."""
    cases = cases[cases["measure"].isin(["descriptor", "agency"])]
    role = cases["category"].str.split(" ").str[0]
    verb = cases["detail"] + " (" + role + ")"
    word = cases["category"].where(cases["measure"] == "descriptor", verb)
    return with_unit(cases.assign(word=word), "sentence")


def with_unit(rows, column):
    """Return rows with the column unit: the article, and what stands in a column."""
    return rows.assign(unit=rows["article"] + " " + rows[column].astype("str"))


def word_contrasts(words_a: pd.DataFrame, words_b: pd.DataFrame) -> pd.DataFrame:
    """Return one row per word: word, n, n_a, n_b, per_1000_a, per_1000_b, score, p, adjusted,
    spread, enough; the highest score first.

    The sides are tables with the columns word and unit. `score` is the log-odds ratio with an
    informative Dirichlet prior as a z value, positive for the first side (Monroe, Colaresi & Quinn
    2008, Fightin' words); the prior is what both sides together use. `p` is its two-sided chance,
    `adjusted` for the number of words (Benjamini & Hochberg 1995); both are missing where the word
    is used fewer than five times, and `enough` is false there. `spread` is the share of units
    (articles or sentences) that use the word: what one unit alone is fond of does not set a side
    apart (Gries 2008, on dispersion)."""
    counts_a = words_a["word"].value_counts()
    counts_b = words_b["word"].value_counts()
    if counts_a.empty or counts_b.empty:  # one side alone differs from nothing
        counts_a = counts_a.head(0)
        counts_b = counts_b.head(0)
    table = pd.DataFrame({"n_a": counts_a, "n_b": counts_b}).fillna(0).astype("int64")
    table["n"] = table["n_a"] + table["n_b"]
    for side in ("a", "b"):
        table[f"per_1000_{side}"] = 1000 * table[f"n_{side}"] / max(1, table[f"n_{side}"].sum())
    table["score"] = log_odds(table["n_a"], table["n_b"])
    both = pd.concat([words_a[["word", "unit"]], words_b[["word", "unit"]]])
    units = both.groupby("word")["unit"].nunique().reindex(table.index)
    table["spread"] = (units / max(1, both["unit"].nunique())).astype("float64")
    table["enough"] = table["n"] >= FEWEST_USES
    chance = 2 * (1 - table["score"].abs().map(NormalDist().cdf))
    table["p"] = np.where(table["enough"], chance, np.nan)
    table["adjusted"] = adjusted_for_number(table["p"].to_numpy())
    table = table.rename_axis("word").reset_index().astype({"word": "str"})
    ordered = table.sort_values(["score", "word"], ascending=[False, True], ignore_index=True)
    return ordered[list(COLUMNS)]


def log_odds(a: pd.Series, b: pd.Series) -> pd.Series:
    """Return the log-odds ratio of each word's counts on two sides, with their sum as the prior, as
    z values."""
    prior = PRIOR * (a + b)
    odds = []
    variance = 0
    for side in (a, b):
        used = side + prior
        rest = side.sum() + prior.sum() - side - prior
        odds.append(np.log(used / rest.clip(lower=PRIOR)))
        variance = variance + 1 / used
    return (odds[0] - odds[1]) / np.sqrt(variance)


def adjusted_for_number(chances: np.ndarray) -> np.ndarray:
    """Return chances raised for their number, so that of those below .05 at most one in twenty is a
    false one; those that are NaN stay.

    Source: Benjamini & Hochberg (1995), Controlling the false discovery rate.

    >>> adjusted_for_number(np.array([0.01, 0.04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    from scipy.stats import false_discovery_control

    adjusted = np.full(len(chances), np.nan)
    is_known = ~np.isnan(chances)
    if is_known.any():
        adjusted[is_known] = false_discovery_control(chances[is_known])
    return adjusted
