"""Counts how each actor is named, described, shown acting, hedged, placed, voiced and joined.

Every value is counted from rows of evidence, which are collected in `evidence`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.statistics import wilson
from helpers.base.tables import make_table
from helpers.framing.evidence import MEASURES, find_evidence
from helpers.framing.presence import FIRST

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

KEYS = ["actor", "measure", "category"]
OF_SENTENCES = ("hedge", "company")  # shares of the sentences in which an actor is


def describe_actors(
    annotated: AnnotatedArticle,
    *,
    sentiment: pd.DataFrame | None = None,
    evidence: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the table `framing`: for each actor, measure and category a value with n and its 95 %
    Wilson interval.

    Each value is a share: the actor's rows of evidence of that category over n (docs/codebook.md
    says of what). The shares of an actor's naming, form, agency, reporting verbs, descriptors,
    voice and tones sum to one. `sentiment`, the table of that name, adds the tones; `evidence` is
    what `find_evidence` gave, if it is there already. `start`, `end`, `text` are the first case.
    Intervals take cases as independent, which those of one article are not quite.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if evidence is None:
        evidence = find_evidence(annotated, sentiment=sentiment)
    about = evidence[(evidence["actor"] != "").to_numpy()]
    if about.empty:
        return make_table("framing")
    cases = about.groupby(KEYS, sort=False)
    table = cases[["start", "end", "text"]].first()
    table["by_hand"] = cases["by_hand"].any()
    table["count"] = cases.size()
    table = in_order(table.reset_index(), annotated.actors)
    words = annotated.tokens.loc[annotated.tokens["is_word"], "start"].tolist()
    table["n"] = group_sizes(table, len(words))
    fixed = table["category"] == FIRST  # a place in the text, not a sample of cases
    words_before = [bisect_left(words, start) for start in table["start"]]
    table["count"] = table["count"].mask(fixed, words_before)
    table["value"] = table["count"] / table["n"]
    low, high = wilson(table["count"].to_numpy(), table["n"].to_numpy())
    table["low"] = table["value"].where(fixed, low)
    table["high"] = table["value"].where(fixed, high)
    return make_table("framing", table.assign(article=annotated.article.id))


def in_order(table, actors):
    """Return the rows of a table with `count` in the order of the actors, the measures and the
    counts."""
    rank = {actor: k for k, actor in enumerate(actors["actor"])}
    order = pd.DataFrame(
        {
            "rank": table["actor"].map(rank).fillna(len(rank)),
            "actor": table["actor"],
            "measure": table["measure"].map(MEASURES.index),
            "count": -table["count"],
            "start": table["start"],
            "category": table["category"],
        }
    )
    return table.loc[order.sort_values(list(order.columns)).index].reset_index(drop=True)


def group_sizes(table, words):
    """Return the n of each row: the actor's cases of that measure, the sentences it is in, or the
    cases or words of the whole article, for a share of it."""
    voices = table[table["measure"] == "voice"].groupby("actor")["count"].sum()
    of_actor = table.groupby(["actor", "measure"])["count"].transform("sum")
    of_article = table.groupby(["measure", "category"])["count"].transform("sum")
    sentences = table["actor"].map(voices).fillna(0).astype("int64")
    n = of_actor.mask(table["measure"].isin(OF_SENTENCES), sentences)
    n = n.mask(table["measure"] == "salience", of_article)
    return n.mask((table["measure"] == "words") | (table["category"] == FIRST), words)
