"""Takes the words of two sides, gives those that set them apart: log-odds with a prior, chance, and
how widely used."""

from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.tagging import content_words

# weight of the prior, as a share of all words: how many words the two sides must differ by to be
# told apart
PRIOR = 0.5
FEW = 5  # uses on both sides together, below which no chance is given


def keyness(tokens_a: pd.DataFrame, tokens_b: pd.DataFrame) -> pd.DataFrame:
    """Return how much more one side uses each content word than the other; columns as
    `word_contrasts` has them.

    `spread` is over the articles of both sides, or over the sentences where there are only two
    articles or one."""
    sides = [content_words(tokens) for tokens in (tokens_a, tokens_b)]
    unit = "article" if sum(side["article"].nunique() for side in sides) > 2 else "sentence"
    return word_contrasts(
        *(side.assign(unit=side["article"] + " " + side[unit].astype("str")) for side in sides)
    )


def framing_contrasts(cases_a: pd.DataFrame, cases_b: pd.DataFrame) -> pd.DataFrame:
    """Return by which descriptors and verbs two sides set an actor, or two actors, apart; columns
    as `word_contrasts`.

    The sides are rows of `framing.find_evidence`. A verb is counted by its role: "vow (agent)",
    "accuse (patient)"."""
    return word_contrasts(*(framing_words(cases) for cases in (cases_a, cases_b)))


def framing_words(cases: pd.DataFrame) -> pd.DataFrame:
    kept = cases[cases["measure"].isin(["descriptor", "agency"])]
    verb = kept["detail"] + " (" + kept["category"].str.split(" ").str[0] + ")"
    word = kept["category"].where(kept["measure"] == "descriptor", verb)
    return kept.assign(word=word, unit=kept["article"] + " " + kept["sentence"].astype("str"))


def word_contrasts(words_a: pd.DataFrame, words_b: pd.DataFrame) -> pd.DataFrame:
    """Return one row per word: word, n, n_a, n_b, per_1000_a, per_1000_b, score, p, adjusted,
    spread, enough; highest first.

    The sides are tables with the columns word and unit. `score` is the log-odds ratio with an
    informative Dirichlet prior as a z value, positive for the first side (Monroe, Colaresi & Quinn
    2008, Fightin' words); the prior is what both sides together use. `p` is its two-sided chance,
    `adjusted` for the number of words (Benjamini & Hochberg 1995); both are missing where the word
    is used fewer than five times, and `enough` is false. `spread` is the share of units (articles
    or sentences) that use the word: what one unit alone is fond of sets no side apart (Gries 2008,
    on dispersion)."""
    sides = [side["word"].value_counts() for side in (words_a, words_b)]
    if any(side.empty for side in sides):
        sides = [side.head(0) for side in sides]  # one side alone differs from nothing
    table = pd.DataFrame({"n_a": sides[0], "n_b": sides[1]}).fillna(0).astype("int64")
    table["n"] = table["n_a"] + table["n_b"]
    for side in ("a", "b"):
        table[f"per_1000_{side}"] = 1000 * table[f"n_{side}"] / max(1, table[f"n_{side}"].sum())
    table["score"] = log_odds(table["n_a"], table["n_b"])
    both = pd.concat([words_a[["word", "unit"]], words_b[["word", "unit"]]])
    units = both.groupby("word")["unit"].nunique().reindex(table.index)
    table["spread"] = (units / max(1, both["unit"].nunique())).astype("float64")
    table["enough"] = table["n"] >= FEW
    table["p"] = np.where(
        table["enough"], 2 * (1 - table["score"].abs().map(NormalDist().cdf)), np.nan
    )
    table["adjusted"] = adjust(table["p"].to_numpy())
    table = table.rename_axis("word").reset_index().astype({"word": "str"})
    columns = [
        "word",
        "n",
        "n_a",
        "n_b",
        "per_1000_a",
        "per_1000_b",
        "score",
        "p",
        "adjusted",
        "spread",
        "enough",
    ]
    return table.sort_values(["score", "word"], ascending=[False, True], ignore_index=True)[columns]


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


def adjust(chances: np.ndarray) -> np.ndarray:
    """Return chances raised for their number, so that of those below .05 at most one in twenty is a
    false one; NaN stay.

    Source: Benjamini & Hochberg (1995), Controlling the false discovery rate.

    >>> adjust(np.array([0.01, 0.04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    # NaN come last
    adjusted = np.full(len(chances), np.nan)
    order = np.argsort(chances)
    order = order[~np.isnan(chances[order])][::-1]
    raised = chances[order] * len(order) / np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum.accumulate(raised).clip(max=1)
    return adjusted
