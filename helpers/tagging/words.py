"""Counts the words of an article: the frequent ones, collocations, and words in their context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.wordlists import word_set

if TYPE_CHECKING:
    from helpers.base.article import Article

# parts of speech that carry content: what is left needs no stop list
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")


def content_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens that are words of content, with a column `word`: the lemma, or a name as it
    is written."""
    has_letters = tokens["text"].str.contains(r"[^\W\d_]{2,}")
    words = tokens[tokens["upos"].isin(CONTENT) & has_letters]
    names = words["tag"].isin(["NNP", "NNPS"])
    words = words.assign(word=words["text"].where(names, words["lemma"].str.lower()))
    return words[~words["word"].isin(word_set("empty word"))]


def word_frequencies(tokens: pd.DataFrame, *, top: int = 20) -> pd.DataFrame:
    """Return the most frequent words of content: columns word, n, per_1000 (of all words), the most
    frequent first.

    >>> from helpers import annotate, read_article
    >>> word_frequencies(annotate(read_article("lavrov_mali.txt")).tokens, top=1)["word"].tolist()
    ['Mali']
    """
    from nltk import FreqDist

    counts = FreqDist(content_words(tokens)["word"])
    table = pd.DataFrame(counts.most_common(top), columns=["word", "n"]).astype(
        {"word": "str", "n": "int64"}
    )
    return table.assign(per_1000=1000 * table["n"] / max(1, tokens["is_word"].sum()))


def collocations(tokens: pd.DataFrame, *, top: int = 10, least: int = 2) -> pd.DataFrame:
    """Return pairs of content words that stand together more often than chance: columns first,
    second, n, score.

    `score` is the log-likelihood ratio; pairs found fewer than `least` times are left out. Pairs do
    not cross sentences.

    Source: Dunning (1993), Accurate methods for the statistics of surprise and coincidence.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    words = content_words(tokens)
    sentences = [group["word"].tolist() for _, group in words.groupby(["article", "sentence"])]
    finder = BigramCollocationFinder.from_documents(sentences)
    finder.apply_freq_filter(least)
    scored = sorted(
        finder.score_ngrams(BigramAssocMeasures.likelihood_ratio),
        key=lambda item: (-item[1], item[0]),
    )
    rows = [(*pair, finder.ngram_fd[pair], score) for pair, score in scored[:top]]
    columns = {"first": "str", "second": "str", "n": "int64", "score": "float64"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def concordance(article: Article, spans: pd.DataFrame, *, width: int = 60) -> pd.DataFrame:
    """Return each span of a table in its context: columns article, start, end, left, text, right.

    `spans` is any table with start and end, such as `mentions` of one actor or the result of
    `find_word`; `left` and `right` are the whole words in up to `width` characters of the same
    paragraph, as in a key-word-in-context list."""
    text = article.text
    rows = []
    for start, end in spans[["start", "end"]].itertuples(index=False):
        before = text[max(0, start - width) : start]
        if start > width:
            before = re.sub(r"^\S*\s", "", before)
        after = text[end : end + width]
        if end + width < len(text):
            after = re.sub(r"\s\S*$", "", after)
        before = before.rpartition("\n")[2]
        after = after.partition("\n")[0]
        rows.append((article.id, start, end, before, text[start:end], after))
    columns = {
        "article": "str",
        "start": "int64",
        "end": "int64",
        "left": "str",
        "text": "str",
        "right": "str",
    }
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def find_word(tokens: pd.DataFrame, word: str) -> pd.DataFrame:
    """Return the tokens that are a word in any of its forms, whatever the case: "help" also finds
    helping.

    Of a phrase of several words each row runs from its first to its last token, and `text` is the
    first."""
    wanted = word.lower().split()
    hits = [tokens.iloc[:0]]
    for column in ("text", "lemma"):
        places = places_of(wanted, tokens[column].str.lower().tolist())
        ends = tokens["end"].to_numpy()[[i + len(wanted) - 1 for i in places]]
        hits.append(tokens.iloc[places].assign(end=ends))
    unique = pd.concat(hits).drop_duplicates(["article", "start", "end"])
    return unique.sort_index(kind="stable").reset_index(drop=True)


def places_of(wanted, words):
    """Return where a list of words stands in a longer one."""
    if not wanted:
        return []
    return [i for i in range(len(words)) if words[i : i + len(wanted)] == wanted]
