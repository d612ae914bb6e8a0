"""Takes several annotated articles, gives their actors, measures and words side by side."""

import numpy as np
import pandas as pd

from helpers.aliases import join_people
from helpers.framing import describe_actors
from helpers.tables import join_tables, make_table
from helpers.words import content_words

PRIOR = 0.5  # weight of the prior, as a share of all words: how many words the two sides must differ by to be told apart


def compare_actors(annotated):
    """Return the table `framing` of several articles, an actor under one name in all of them; in the articles' order.

    Places are left out. A person has the fullest name found; a state, its English name; everybody else, the name in the
    article.
    """
    if not annotated:
        return make_table("framing")
    framing = join_tables([without_places(describe_actors(one), one.actors) for one in annotated])
    return framing.assign(actor=framing["actor"].replace(same_people(annotated)))


def without_places(framing, actors):
    """Return the measures of all but places: where something happens is no actor."""
    return framing[~framing["actor"].isin(actors.loc[actors["type"] == "place", "actor"])]


def same_people(annotated):
    """Return name → name for the people that several articles name, one more fully than another."""
    people = [name for one in annotated for name in one.actors.loc[one.actors["type"] == "person", "actor"]]
    return {name: full for name, (full, _) in zip(people, join_people(people), strict=True) if full != name}


def shared_actors(framing):
    """Return the rows of the actors that stand in two articles or more; all rows if they are of one article."""
    articles = framing.groupby("actor")["article"].transform("nunique")
    return framing[articles > 1] if framing["article"].nunique() > 1 else framing


def forms_by_article(framing):
    """Return what each actor is called in each article: actor, then a column per article with forms and shares in words."""
    naming = framing[framing["measure"] == "naming"]
    if naming.empty:
        return pd.DataFrame({"actor": pd.Series(dtype="str")})
    forms = naming["category"] + " " + (100 * naming["value"]).map("{:.0f}%".format)
    wide = forms.groupby([naming["actor"], naming["article"]], sort=False).agg(", ".join).unstack(fill_value="")
    wide = wide.reindex(columns=list(dict.fromkeys(naming["article"])), index=list(dict.fromkeys(naming["actor"])))
    return wide.reset_index().rename_axis(columns=None)


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


def keyness(tokens_a, tokens_b):
    """Return how much more one side uses each content word than the other: word, n, n_a, n_b, score, highest first.

    `score` is the log-odds ratio with an informative Dirichlet prior as a z value: beyond ±1.96 the difference is larger
    than chance alone gives in one word of twenty; positive is the first side's.

    Source: Monroe, Colaresi & Quinn (2008), Fightin' words.
    """
    words = [content_words(tokens)["word"].value_counts() for tokens in (tokens_a, tokens_b)]
    if any(side.empty for side in words):
        words = [side.head(0) for side in words]  # one side alone differs from nothing
    counts = pd.DataFrame({"n_a": words[0], "n_b": words[1]}).fillna(0).astype("int64")
    counts["n"] = counts["n_a"] + counts["n_b"]
    prior = PRIOR * counts["n"]
    odds, variance = [], 0
    for side in ("n_a", "n_b"):
        used, rest = counts[side] + prior, counts[side].sum() + prior.sum() - counts[side] - prior
        odds.append(np.log(used / rest.clip(lower=PRIOR)))
        variance = variance + 1 / used
    counts["score"] = (odds[0] - odds[1]) / np.sqrt(variance)
    table = counts.rename_axis("word").reset_index().astype({"word": "str"})
    ordered = table.sort_values(["score", "word"], ascending=[False, True], ignore_index=True)
    return ordered[["word", "n", "n_a", "n_b", "score"]]
