"""Takes an article, gives it annotated: sentences, tokens, mentions, actors and quotations, with what needs them all.

The annotation is kept on disk, by text and version, so that notebooks and the report share one parse.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.actors import count_actors, find_mentions
from helpers.articles import Article
from helpers.marks import marked_regions
from helpers.quotes import find_quotes, outer_quote, read_quotations, token_speakers
from helpers.structure import split_paragraphs
from helpers.tables import make_table

FIRST_PERSON = {"i", "me", "my", "mine", "myself"}


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article and its tables: what is in the text, before anything is measured."""

    article: Article
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame


def annotate(article, *, cache=True):
    """Return the AnnotatedArticle of an article; from the cache on disk if its text was annotated before.

    The article's corrections (see corpus/README.md) are applied last and win over every rule.
    """
    if not cache:
        return annotate_anew(article)
    from helpers.cache import remember

    return remember(annotate_anew, article)


def annotate_anew(article):
    from helpers.encoder import encode
    from helpers.tagging import tag

    encoding = encode(article.text)
    sentences, tokens = tag(article, encoding)
    sentences = correct_kinds(sentences, article.corrections)
    quotations = read_quotations(article.text, encoding)
    mentions = correct_mentions(find_mentions(article, tokens, quotations), article.corrections)
    quotes = correct_speakers(find_quotes(article, tokens, mentions, quotations), article.corrections)
    tokens = give_voice(article, tokens, quotes)
    sentences = count_quoted(sentences, tokens)
    mentions = join_first_person(mentions, tokens, quotes)
    return AnnotatedArticle(article, sentences, tokens, mentions, count_actors(mentions), quotes)


def give_voice(article, tokens, quotes):
    """Return the tokens with `voice`: direct inside the marks of a quotation, indirect in reported speech, else own.

    Where voices nest, the outer one speaks.
    """
    outer = outer_quote(tokens, quotes)
    types = np.append(quotes["type"].to_numpy(dtype=object), "own")[outer]
    edges = np.array(marked_regions(article.text, split_paragraphs(article.text)), dtype=np.int64).reshape(-1)
    marked = np.searchsorted(edges, tokens["start"].to_numpy(), side="right") % 2 == 1
    types[types == "mixed"] = np.where(marked[types == "mixed"], "direct", "indirect")
    return tokens.assign(voice=pd.Series(types, dtype="str"))


def count_quoted(sentences, tokens):
    """Return the sentences with `quoted`: the share of their words that stand in direct quotation."""
    words = tokens[tokens["is_word"]]
    share = (words["voice"] == "direct").groupby(words["sentence"]).mean()
    return sentences.assign(quoted=sentences["sentence"].map(share).fillna(0.0).astype("float64"))


def join_first_person(mentions, tokens, quotes):
    """Return the mentions with each I, me and my inside a direct quotation joined to the person who speaks it."""
    people = set(mentions.loc[mentions["type"] == "person", "actor"])
    spoken = tokens[(tokens["voice"] == "direct") & tokens["text"].str.lower().isin(FIRST_PERSON)]
    rows = spoken[["article", "start", "end", "text", "sentence"]].copy()
    rows["actor"] = token_speakers(tokens, quotes)[spoken.index]
    rows = rows[rows["actor"].isin(people) & (spoken["upos"] == "PRON")]
    rows = rows.assign(form="pronoun", rule="I: who speaks the quotation", type="person", mention=0)
    if rows.empty:
        return mentions
    joined = pd.concat([mentions, make_table("mentions", rows)]).sort_values(
        ["start", "end"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return joined.assign(mention=np.arange(len(joined)))


# the researcher's corrections


def correct_kinds(sentences, corrections):
    """Return the sentences, those that begin with a corrected text with the kind the researcher gave."""
    for what, text, value in corrections:
        if what == "kind":
            sentences = sentences.assign(kind=sentences["kind"].mask(sentences["text"].str.startswith(text), value))
    return sentences


def correct_mentions(mentions, corrections):
    """Return the mentions with words, or whole actors, joined to actors, and actors of a type, as the researcher said."""
    for what, text, value in corrections:
        if what in ("actor", "merge"):
            same = mentions["text" if what == "actor" else "actor"].str.lower() == text.lower()
            kind = mentions.loc[mentions["actor"] == value, "type"]
            mentions = mentions.assign(
                actor=mentions["actor"].mask(same, value), rule=mentions["rule"].mask(same, "by hand"),
                type=mentions["type"].mask(same, kind.iloc[0]) if len(kind) else mentions["type"],
            )  # fmt: skip
        if what == "type":
            mentions = mentions.assign(type=mentions["type"].mask(mentions["actor"] == text, value))
    return mentions


def correct_speakers(quotes, corrections):
    """Return the quotations, those that begin with a corrected text with the speaker the researcher gave."""
    for what, text, value in corrections:
        if what == "speaker":
            same = quotes["text"].str.startswith(text)
            quotes = quotes.assign(
                speaker=quotes["speaker"].mask(same, value), confidence=quotes["confidence"].mask(same, 1.0)
            )
    return quotes
