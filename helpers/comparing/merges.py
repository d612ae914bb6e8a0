"""Lists the actors of one article, or of several, who may be one: for the researcher to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.tables import join_tables, typed_frame
from helpers.comparing.appearances import find_appearances, most_mentioned
from helpers.comparing.identity import identify_actors
from helpers.comparing.nameless import alike_in_article

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

SIDE = {
    "article": "str", "start": "int64", "end": "int64", "text": "str", "actor": "str",
    "articles": "str",
}  # fmt: skip
OTHER_SIDE = {f"{name}_b": dtype for name, dtype in SIDE.items()}
COLUMNS = {**SIDE, **OTHER_SIDE, "mentions": "int64", "reason": "str"}


def possible_merges(annotated: Sequence[AnnotatedArticle]) -> pd.DataFrame:
    """Return the pairs of actors who may be one, and are not taken for one, those with the most
    mentions first.

    Columns: article, start, end, text: a sentence with the first actor; actor; articles: all
    articles that have it, "; " between them; the same with `_b` of the second, who has more
    mentions; mentions: those of both; reason. The names are those that the articles given have. A
    correction `merge,ACTOR,ACTOR_B` in the table of the first article joins the two."""
    if not annotated:
        return typed_frame({name: [] for name in COLUMNS}, COLUMNS)
    appearances = find_appearances(join_tables([one.mentions for one in annotated]))
    keys, doubts = identify_actors(appearances)
    same = defaultdict(list)
    for one, key in keys.items():
        same[key].append(one)
    sentences = {one.article.id: first_sentences(one) for one in annotated}
    rows = {}
    for doubt in [*doubts, *alike_in_article(keys)]:
        pair = (keys[doubt.one], keys[doubt.other])
        if pair[0] != pair[1] and frozenset(pair) not in rows:
            first, second = sorted((same[key] for key in pair), key=number_of_mentions)
            rows[frozenset(pair)] = merge_row(first, second, doubt.reason, sentences)
    ordered = sorted(rows.values(), key=lambda row: -row["mentions"])
    return typed_frame({name: [row[name] for row in ordered] for name in COLUMNS}, COLUMNS)


def number_of_mentions(appearances):
    return sum(one.mentions for one in appearances)


def first_sentences(annotated):
    """Return actor → (start, end, text) of the sentence in which it is first mentioned."""
    sentences = annotated.sentences
    places = list(zip(sentences["start"], sentences["end"], sentences["text"], strict=True))
    actors = annotated.actors
    return {
        actor: places[sentence]
        for actor, sentence in zip(actors["actor"], actors["first_sentence"], strict=True)
    }


def merge_row(first, second, reason, sentences):
    """Return the row of two actors, each as the articles that have it."""
    row = {"mentions": number_of_mentions([*first, *second]), "reason": reason}
    for end, side in (("", first), ("_b", second)):
        one = most_mentioned(side)
        cells = (one.article, *sentences[one.article][one.actor], one.actor)
        articles = "; ".join(dict.fromkeys(each.article for each in side))
        row |= {name + end: cell for name, cell in zip(SIDE, (*cells, articles), strict=True)}
    return row
