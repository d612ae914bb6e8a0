"""Puts the measures and the evidence of several annotated articles side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.acts import find_acts, find_labels
from helpers.base.tables import join_tables, make_table
from helpers.comparing.identity import rename_actors, rename_tones, same_actors
from helpers.framing import (
    EVIDENCE_COLUMNS,
    describe_actors,
    find_evidence,
    find_pairs,
    voice_names,
)

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle


def compare_articles(
    annotated: Sequence[AnnotatedArticle], *, sentiment: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (framing, evidence) of several articles; each actor has one name in all of them.

    `framing` is the table of that name. `evidence` has a row per case, as `find_evidence` returns
    it, and the columns outlet and published. Both are in the order of the articles. `sentiment` is
    the table of that name of all the articles, for tones. Places are left out: where something
    happens is not an actor. `identity.same_actors` decides which actors are the same."""
    columns = EVIDENCE_COLUMNS | {"outlet": "str", "published": "str"}
    framing = [make_table("framing")]
    evidence = [pd.DataFrame(columns=list(columns)).astype(columns)]
    names = same_actors(annotated)
    for one in (rename_actors(one, names) for one in annotated):
        article = one.article
        tones = None if sentiment is None else rename_tones(sentiment, article.id, names)
        cases = find_evidence(one, sentiment=tones)
        framing.append(without_places(describe_actors(one, evidence=cases), one.actors))
        cases = cases.assign(outlet=article.outlet or article.id, published=article.published)
        evidence.append(without_places(cases, one.actors))
    return join_tables(framing), join_tables(evidence).astype(columns)


def compare_pairs(annotated: Sequence[AnnotatedArticle]) -> pd.DataFrame:
    """Return who does what to whom in several articles, as `framing.find_pairs` does of one; the
    articles have shared names (see `share_names`)."""
    acts = join_tables([make_table("acts"), *map(find_acts, annotated)])
    labels = join_tables([make_table("labels"), *map(find_labels, annotated)])
    return find_pairs(acts, labels)


def without_places(table: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all actors but places."""
    places = actors.loc[actors["type"] == "place", "actor"]
    return table[~table["actor"].isin(places)]


def labels_by_voice(evidence: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Return who calls an actor what in each article: columns article, voice, labels (with counts,
    the commonest first).

    `voice` is the article, or the one who is quoted, directly or in paraphrase, or the one who is
    said to call the actor so."""
    cases = evidence[(evidence["measure"] == "naming") & (evidence["actor"] == actor)]
    cases = cases.assign(voice=voice_names(cases))
    rows = []
    for (article, voice), group in cases.groupby(["article", "voice"], sort=False):
        counts = group["category"].value_counts()
        labels = ", ".join(f"{label} ({n})" for label, n in counts.items())
        rows.append((article, voice, labels))
    return pd.DataFrame(rows, columns=["article", "voice", "labels"], dtype="str")


def body_tokens(annotated: Iterable[AnnotatedArticle]) -> pd.DataFrame:
    """Return the tokens of several articles below each other, titles and headings included, without
    boilerplate, captions and what is not in English."""
    parts = []
    for one in annotated:
        is_outside = one.sentences["kind"].isin(["boilerplate", "caption", "foreign"]).to_numpy()
        parts.append(one.tokens[~is_outside[one.tokens["sentence"].to_numpy()]])
    return join_tables(parts or [make_table("tokens")])
