"""Counts how many of an article's words are whose: quote ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.base.intervals import wilson
from helpers.quotes.voices import NOBODY, OUTSIDE, token_speakers

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle


def quote_ratios(annotated: AnnotatedArticle) -> pd.DataFrame:
    """Return how many of an article's words are whose: one row per voice, and one per voice and
    speaker.

    Columns: article, scope, voice, speaker, words, n, share, low, high. `scope` is "article" (all
    words in English) or "body" (without title, headings, captions and boilerplate). Where `speaker`
    is empty, `share` is of all words of the scope; else of its quoted words (direct and indirect).
    `low` and `high` are the 95 % Wilson interval, words being taken as if drawn one by one, which
    makes it narrower than it should be: they come in quotations.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    tokens = annotated.tokens
    kinds = annotated.sentences["kind"].to_numpy(dtype=object)[tokens["sentence"].to_numpy()]
    words = pd.DataFrame(
        {"voice": tokens["voice"], "speaker": token_speakers(tokens, annotated.quotes)}
    )
    scopes = {"article": kinds != "foreign", "body": ~np.isin(kinds, list(OUTSIDE))}
    rows = []
    for scope, inside in scopes.items():
        counted = words[tokens["is_word"].to_numpy() & inside]
        quoted = counted[counted["voice"] != "own"]
        for voice in ("own", "direct", "indirect"):
            rows.append((scope, voice, "", (counted["voice"] == voice).sum(), len(counted)))
        for (speaker, voice), n in quoted.groupby(["speaker", "voice"]).size().items():
            rows.append((scope, voice, speaker or NOBODY, n, len(quoted)))
    table = pd.DataFrame(rows, columns=["scope", "voice", "speaker", "words", "n"])
    table.insert(0, "article", annotated.article.id)
    table["share"] = table["words"] / table["n"].clip(lower=1)
    table["low"], table["high"] = wilson(table["words"].to_numpy(), table["n"].to_numpy())
    return table.astype({"article": "str", "scope": "str", "voice": "str", "speaker": "str"})
