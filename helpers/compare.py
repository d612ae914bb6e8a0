"""Takes several annotated articles, gives their actors, measures and evidence side by side."""

import pandas as pd

from helpers.framing import EVIDENCE_COLUMNS, describe_actors, find_evidence
from helpers.identity import share_names
from helpers.naming import voice_names
from helpers.tables import join_tables, make_table


def compare_actors(annotated):
    """Return the table `framing` of several articles, an actor under one name in all of them; in the articles' order.

    Places are left out: where something happens is no actor. `identity.same_actors` says which actors are the same.
    """
    if not annotated:
        return make_table("framing")
    return join_tables([without_places(describe_actors(one), one.actors) for one in share_names(annotated)])


def gather_evidence(annotated, *, sentiment=None):
    """Return the evidence of several articles, an actor under one name in all of them, with outlet and published.

    `sentiment` is the table of that name of all of them, for tones. Places are left out as actors.
    """
    parts = []
    for one in share_names(annotated):
        tones = None if sentiment is None else sentiment[sentiment["article"] == one.article.id]
        cases = without_places(find_evidence(one, sentiment=tones), one.actors)
        parts.append(cases.assign(outlet=one.article.outlet or one.article.id, published=one.article.published))
    columns = EVIDENCE_COLUMNS | {"outlet": "str", "published": "str"}
    return pd.concat(parts or [pd.DataFrame(columns=list(columns))], ignore_index=True).astype(columns)


def without_places(table, actors):
    """Return the rows of all actors but places."""
    return table[~table["actor"].isin(actors.loc[actors["type"] == "place", "actor"])]


def shared_actors(framing):
    """Return the rows of the actors that stand in two articles or more; all rows if they are of one article."""
    articles = framing.groupby("actor")["article"].transform("nunique")
    return framing[articles > 1] if framing["article"].nunique() > 1 else framing


def labels_by_voice(evidence, actor):
    """Return who calls an actor what in each article: article, voice, labels (with counts, the commonest first).

    `voice` is the article, who is quoted, directly or paraphrased, or who is said to call the actor so.
    """
    rows = evidence[(evidence["measure"] == "naming") & (evidence["actor"] == actor)]
    rows = rows.assign(voice=voice_names(rows))
    found = [
        (article, voice, ", ".join(f"{label} ({n})" for label, n in group["category"].value_counts().items()))
        for (article, voice), group in rows.groupby(["article", "voice"], sort=False)
    ]
    return pd.DataFrame(found, columns=["article", "voice", "labels"], dtype="str")


def body_tokens(annotated):
    """Return the tokens of several articles under each other, without boilerplate and captions."""
    parts = []
    for one in annotated:
        outside = one.sentences["kind"].isin(["boilerplate", "caption"]).to_numpy()[one.tokens["sentence"].to_numpy()]
        parts.append(one.tokens[~outside])
    return join_tables(parts or [make_table("tokens")])


def article_shares(annotated):
    """Return one row per article and voice: article, outlet, voice, words, n (all its words), share."""
    rows = []
    for one in annotated:
        counts = one.tokens.loc[one.tokens["is_word"], "voice"].value_counts()
        n = int(counts.sum())
        for voice in ("own", "direct", "indirect"):
            words = int(counts.get(voice, 0))
            rows.append((one.article.id, one.article.outlet, voice, words, n, words / max(1, n)))
    columns = {"article": "str", "outlet": "str", "voice": "str", "words": "int64", "n": "int64", "share": "float64"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
