"""Takes several annotated articles, gives their actors, measures and evidence side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.tables import join_tables, make_table
from helpers.comparing.identity import rename_actors, rename_tones, same_actors
from helpers.framing import EVIDENCE_COLUMNS, describe_actors, find_evidence, voice_names

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle


def compare_articles(
    annotated: Sequence[AnnotatedArticle], *, sentiment: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table `framing` and the evidence of several articles, an actor under one name in
    all of them.

    Both are in the articles' order; the evidence has outlet and published, too. `sentiment` is the
    table of that name of all of them, for tones. Places are left out: where something happens is no
    actor. `identity.same_actors` says which actors are the same."""
    framing = []
    evidence = []
    names = same_actors(annotated)
    for one in (rename_actors(one, names) for one in annotated):
        tones = None if sentiment is None else rename_tones(sentiment, one.article.id, names)
        cases = find_evidence(one, sentiment=tones)
        framing.append(without_places(describe_actors(one, evidence=cases), one.actors))
        known = {"outlet": one.article.outlet or one.article.id, "published": one.article.published}
        evidence.append(without_places(cases, one.actors).assign(**known))
    columns = EVIDENCE_COLUMNS | {"outlet": "str", "published": "str"}
    evidence = pd.concat(
        evidence or [pd.DataFrame(columns=list(columns))], ignore_index=True
    ).astype(columns)
    return join_tables(framing or [make_table("framing")]), evidence


def without_places(table: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all actors but places."""
    return table[~table["actor"].isin(actors.loc[actors["type"] == "place", "actor"])]


def labels_by_voice(evidence: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Return who calls an actor what in each article: article, voice, labels (with counts, the
    commonest first).

    `voice` is the article, who is quoted, directly or paraphrased, or who is said to call the actor
    so."""
    rows = evidence[(evidence["measure"] == "naming") & (evidence["actor"] == actor)]
    rows = rows.assign(voice=voice_names(rows))
    found = [
        (
            article,
            voice,
            ", ".join(f"{label} ({n})" for label, n in group["category"].value_counts().items()),
        )
        for (article, voice), group in rows.groupby(["article", "voice"], sort=False)
    ]
    return pd.DataFrame(found, columns=["article", "voice", "labels"], dtype="str")


def body_tokens(annotated: Iterable[AnnotatedArticle]) -> pd.DataFrame:
    """Return the tokens of several articles under each other, titles and headings included, without
    boilerplate, captions and what is not in English."""
    parts = []
    for one in annotated:
        outside = (
            one.sentences["kind"]
            .isin(["boilerplate", "caption", "foreign"])
            .to_numpy()[one.tokens["sentence"].to_numpy()]
        )
        parts.append(one.tokens[~outside])
    return join_tables(parts or [make_table("tokens")])
