"""Pairs actors: who does what to whom, and who calls whom something that judges."""

from __future__ import annotations

import pandas as pd

from helpers.base.tables import EVIDENCE

DOES = "does"
CALLS = "calls"
SIGNS = {"negative": -1, "positive": 1}
COLUMNS = EVIDENCE | {
    "sentence": "int64",
    "actor": "str",
    "other": "str",
    "kind": "str",
    "sign": "int64",
    "word": "str",
    "voice": "str",
    "speaker": "str",
    "negated": "bool",
    "confidence": "float64",
    "by_hand": "bool",
}


def find_pairs(acts: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Return one row per actor that does something to another, or calls another something that
    judges, in the order of the text: the evidence, sentence, actor, other, kind, sign, word, voice,
    speaker, negated, confidence, by_hand.

    `acts` and `labels` are the tables of these names, of one article or of several. `kind` is
    "does" (`word` is the act's lemma, `sign` that of the act) or "calls" (`word` is the label,
    `actor` who speaks it). An act with several agents or patients has a row for each pair.

    >>> from helpers import analyse, make_article
    >>> tables = analyse(make_article("a", "Mali and Chad attacked France."))
    >>> find_pairs(tables["acts"], tables["labels"])[["actor", "other", "sign"]].values.tolist()
    [['Mali', 'France', -1], ['Chad', 'France', -1]]
    """
    done = acts.rename(columns={"agent": "actor", "patient": "other", "lemma": "word"})
    done = done[(done["actor"] != "") & (done["other"] != "")].assign(kind=DOES)
    judging = labels[(labels["evaluative"] != "none") & (labels["speaker"] != "")]
    called = judging.rename(columns={"actor": "other", "denied": "negated"}).assign(
        actor=judging["speaker"],
        sign=judging["evaluative"].map(SIGNS),
        word=judging["text"],
        kind=CALLS,
    )
    rows = pd.concat([done[list(COLUMNS)], called[list(COLUMNS)]])
    for side in ("actor", "other"):
        rows = rows.assign(**{side: rows[side].str.split("; ")}).explode(side)
    rows = rows[rows["actor"] != rows["other"]]
    articles = pd.unique(pd.concat([acts["article"], labels["article"]])).tolist()
    rows = rows.assign(order=rows["article"].map(articles.index))
    rows = rows.sort_values(["order", "start", "end"], kind="stable", ignore_index=True)
    return rows[list(COLUMNS)].astype(COLUMNS)


def count_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return one row per actor and other, the most frequent first: actor, other, n, harms, helps,
    neither.

    What is denied or only possible does not count."""
    told = pairs[~pairs["negated"]]
    signs = {"harms": -1, "helps": 1, "neither": 0}
    told = told.assign(**{name: told["sign"] == sign for name, sign in signs.items()}, n=1)
    counts = told.groupby(["actor", "other"], sort=False)[["n", *signs]].sum().reset_index()
    return counts.sort_values("n", ascending=False, kind="stable", ignore_index=True)
