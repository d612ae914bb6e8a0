"""Counts how each actor is named, described, shown acting, hedged, placed, voiced and joined.

Every value is counted from rows of evidence, which are collected in `evidence`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.base.intervals import wilson
from helpers.base.tables import as_lists, make_table
from helpers.framing.evidence import MEASURES, find_evidence
from helpers.framing.presence import FIRST

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

KEYS = ["actor", "measure", "category"]
PLACE = ["start", "end", "text"]
OF_SENTENCES = ("hedge", "company")  # shares of the sentences in which an actor is


def describe_actors(
    annotated: AnnotatedArticle,
    *,
    sentiment: pd.DataFrame | None = None,
    evidence: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the table `framing`: for each actor, measure and category a value with n and its 95 %
    Wilson interval.

    Each value is a share: the actor's rows of evidence of that category over n (of what, is in
    docs/codebook.md). The shares of an actor's naming, form, agency, reporting verbs, descriptors,
    voice and tones sum to one. `sentiment`, the table of that name, adds the tones; `evidence` is
    what `find_evidence` returned, if it was called before. `start`, `end`, `text` are the first
    case.

    Intervals take cases as independent, which those of one article are not quite.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if evidence is None:
        evidence = find_evidence(annotated, sentiment=sentiment)
    about = evidence[(evidence["actor"] != "").to_numpy()]
    if about.empty:
        return make_table("framing")
    counts = Counter()  # (actor, measure, category) → cases
    first = {}  # → the first of them
    by_hand = set()
    for key, place, decided in cases_of(about):
        counts[key] += 1
        first.setdefault(key, place)
        if decided:
            by_hand.add(key)
    keys = in_order(counts, first, annotated.actors)
    words = annotated.tokens.loc[annotated.tokens["is_word"], "start"].tolist()
    table = pd.DataFrame(keys, columns=KEYS)
    table[PLACE] = [first[key] for key in keys]
    table["by_hand"] = [key in by_hand for key in keys]
    table["n"] = group_sizes(keys, counts, len(words))
    fixed = (table["category"] == FIRST).to_numpy()  # a place in the text, not a sample of cases
    words_before = [bisect_left(words, start) for start in table["start"]]
    count = np.where(fixed, words_before, [counts[key] for key in keys])
    low, high = wilson(count, table["n"].to_numpy())
    table["value"] = count / table["n"]
    table["low"] = np.where(fixed, table["value"], low)
    table["high"] = np.where(fixed, table["value"], high)
    return make_table("framing", table.assign(article=annotated.article.id))


def cases_of(evidence):
    """Return (key, place, whether a correction decided it) of each row."""
    keys = zip(*as_lists(evidence, KEYS).values(), strict=True)
    places = zip(*as_lists(evidence, PLACE).values(), strict=True)
    return zip(keys, places, evidence["by_hand"].tolist(), strict=True)


def in_order(counts, first, actors):
    """Return the keys in the order of the actors, the measures and the counts."""
    rank = {actor: k for k, actor in enumerate(actors["actor"])}

    def order(key):
        actor, measure, category = key
        place = rank.get(actor, len(rank)), actor
        return *place, MEASURES.index(measure), -counts[key], first[key][0], category

    return sorted(counts, key=order)


def group_sizes(keys, counts, words):
    """Return the n of each key: the actor's cases of that measure, the sentences it is in, or the
    cases or words of the whole article, for a share of it."""
    of_actor = Counter()
    of_article = Counter()
    for (actor, measure, category), n in counts.items():
        of_actor[actor, measure] += n
        of_article[measure, category] += n
    sizes = []
    for actor, measure, category in keys:
        if measure == "words" or category == FIRST:
            sizes.append(words)
        elif measure == "salience":
            sizes.append(of_article[measure, category])
        elif measure in OF_SENTENCES:
            sizes.append(of_actor[actor, "voice"])
        else:
            sizes.append(of_actor[actor, measure])
    return sizes
