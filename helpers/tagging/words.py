"""Takes the tokens table, gives what NLTK counts in it: frequent words, collocations, a
concordance, dispersion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from helpers.base.article import Article

CONTENT = {
    "NOUN",
    "PROPN",
    "VERB",
    "ADJ",
    "ADV",
}  # parts of speech that carry content: what is left needs no stop list
EMPTY_WORDS = {
    "be",
    "have",
    "do",
    "say",
    "also",
    "more",
    "most",
    "as",
    "so",
    "then",
    "now",
    "there",
    "here",
}


def content_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens that are words of content, with a column `word`: the lemma, or a name as it
    is written."""
    kept = tokens[tokens["upos"].isin(CONTENT) & tokens["text"].str.contains(r"[^\W\d_]{2,}")]
    names = kept["tag"].isin(["NNP", "NNPS"])
    kept = kept.assign(word=kept["text"].where(names, kept["lemma"].str.lower()))
    return kept[~kept["word"].isin(EMPTY_WORDS)]


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
        left = re.sub(
            r"^\S*\s" if start > width else "", "", text[max(0, start - width) : start]
        ).rpartition("\n")[2]
        right = re.sub(
            r"\s\S*$" if end + width < len(text) else "", "", text[end : end + width]
        ).partition("\n")[0]
        rows.append((article.id, start, end, left, text[start:end], right))
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
    """Return the tokens that are a word in any of its forms, whatever the case: "help" finds
    helping, too.

    Where a phrase of several words is asked for, each row runs from its first to its last token,
    and `text` is the first."""
    wanted = word.lower().split()
    found = tokens.iloc[:0]
    for column in ("text", "lemma"):
        lowered = tokens[column].str.lower().tolist()
        places = [
            i for i in range(len(lowered)) if wanted and lowered[i : i + len(wanted)] == wanted
        ]
        ends = tokens["end"].to_numpy()[[i + len(wanted) - 1 for i in places]]
        found = pd.concat([found, tokens.iloc[places].assign(end=ends)])
    found = found.drop_duplicates(["article", "start", "end"])
    return found.sort_index(kind="stable").reset_index(drop=True)
