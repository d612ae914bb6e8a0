"""Summarises repeats: how much of an article is repeated, which sentences, and how many articles
share."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.base.article import Article
from helpers.base.text import count_words


def repeat_share(sentences: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each article's words that stand in sentences of a pair: columns article,
    words, repeated, share."""
    own = pd.MultiIndex.from_frame(sentences[["article", "sentence"]].astype({"article": "str"}))
    first = pd.MultiIndex.from_frame(repeats[["article", "sentence"]])
    second = pd.MultiIndex.from_frame(repeats[["article_b", "sentence_b"]])
    is_repeated = own.isin(first) | own.isin(second)
    words = np.array([count_words(text) for text in sentences["text"]], "int64")
    counts = pd.DataFrame({"words": words, "repeated": np.where(is_repeated, words, 0)})
    shares = counts.groupby(own.get_level_values("article"), sort=False).sum()
    return shares.assign(share=shares["repeated"] / shares["words"].clip(lower=1)).reset_index()


def both_sides(repeats: pd.DataFrame) -> pd.DataFrame:
    """Return every sentence that stands in a pair, once: columns article, start, end, text,
    sentence, kind, group."""
    own = ["article", "start", "end", "text", "sentence"]
    first = repeats[[*own, "kind", "group"]]
    second = repeats[[*(f"{name}_b" for name in own), "kind", "group"]].set_axis(
        first.columns, axis="columns"
    )
    sentences = pd.concat([first, second]).drop_duplicates(["article", "sentence"])
    return sentences.sort_values(["article", "start"], ignore_index=True)


def add_dates(sentences: pd.DataFrame, articles: Iterable[Article]) -> pd.DataFrame:
    """Return the sentences with `published`, the date of each one's article, by which
    `find_repeats` takes the earlier of two."""
    dates = {article.id: article.published for article in articles}
    return sentences.assign(published=sentences["article"].map(dates))


def shared_sentences(sentences: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Return how many sentences of each article stand, as they are or edited, in each other one:
    columns article, article_b, shared, n (all its sentences), share.

    Stock text is left out: it is no evidence of who took what from whom."""
    pairs = repeats[(repeats["article"] != repeats["article_b"]) & (repeats["reuse"] != "stock")]
    one_way = pairs[["article", "article_b", "sentence", "sentence_b"]]
    other_way = pairs[["article_b", "article", "sentence_b", "sentence"]]
    both = pd.concat([one_way, other_way.set_axis(one_way.columns, axis="columns")])
    both = both.drop_duplicates(["article", "sentence", "article_b"])
    shared = both.groupby(["article", "article_b"]).size()
    n = sentences.groupby("article", sort=False).size()
    every = pd.MultiIndex.from_product([n.index, n.index], names=["article", "article_b"])
    others = every[every.get_level_values(0) != every.get_level_values(1)]
    table = shared.reindex(others, fill_value=0).rename("shared").reset_index()
    table = table.assign(n=table["article"].map(n))
    table = table.astype({"article": "str", "article_b": "str", "n": "int64"})
    return table.assign(share=table["shared"] / table["n"])


def widest(repeats: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of the group that stands in the most articles; of several such groups, those
    of the one with the most edited pairs.

    They are the versions of one sentence: its earliest one beside each of the others.
    """
    edited = (repeats["kind"] != "verbatim").groupby(repeats["group"]).transform("sum")
    order = repeats.assign(edited=edited).sort_values(
        ["spread", "edited", "group"], ascending=[False, False, True]
    )
    group = repeats[repeats["group"].isin(order["group"].head(1))]
    place = group[["article", "sentence"]]
    centre = place.value_counts().index[:1]
    return group[pd.MultiIndex.from_frame(place).isin(centre)]
