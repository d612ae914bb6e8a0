"""Takes an annotated article, gives the tone of each sentence and toward each actor in it, by whose
voice it is.

The tone is what a trained model hears (`tone`), masked from whom it is about; a word list (`vader`)
stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.annotation import ANNOTATED, correct_tones, digest_of_tables, key_of, remember_table
from helpers.base.kept import cache_folder
from helpers.base.tables import LABELS, UNCLEAR, as_lists, make_table, typed_frame
from helpers.base.wordlists import find_forms, hedges_and_denials
from helpers.quotes import token_speakers
from helpers.sentiment.model import deciding_words, read_tone, settings
from helpers.sentiment.vader import score_clause, score_text

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

DIGITS = 2  # more would differ between machines


def score_sentences(annotated: AnnotatedArticle, *, cache: bool = True) -> pd.DataFrame:
    """Return the table `sentiment`: a row per sentence (actor is empty), and one per actor and
    voice that speaks of it.

    A judgement belongs to the voice that its mention stands in; of an actor mentioned more than
    once in one voice it is the mean of what is read at each mention. The voice of a whole sentence
    is that of most of its words. What is in another language has no row; what the article's
    corrections say of a tone counts before the model. The table is kept on disk, as the annotation
    is."""
    folder = cache_folder() if cache else None
    if folder is None:
        return score_anew(annotated)
    held = digest_of_tables(getattr(annotated, name) for name in ANNOTATED)
    return remember_table(
        folder, (key_of(annotated.article), held), "sentiment", partial(score_anew, annotated)
    )


def score_anew(annotated):
    """Return what score_sentences does, read by the model."""
    sentences = annotated.sentences
    tokens = annotated.tokens
    if sentences.empty:
        return make_table("sentiment")
    speakers = token_speakers(tokens, annotated.quotes)
    standing = stand_in_sentences(annotated, speakers)
    rows = []
    for number, (start, text, kind) in enumerate(
        zip(*(sentences[name] for name in ("start", "text", "kind")), strict=True)
    ):
        if kind == "foreign":
            continue
        mine = standing.get(number, [])
        spans = [(a - start, b - start) for a, b, _ in mine]
        rows += [
            {"sentence": number, **row} for row in judge(text, spans, [who for *_, who in mine])
        ]
    if not rows:
        return make_table("sentiment")
    table = pd.DataFrame(rows)
    copied = as_lists(sentences, ["article", "start", "end", "text"])
    copied["hedges"] = [find_hedges(text) for text in copied["text"]]
    for column, values in copied.items():
        table[column] = [values[number] for number in table["sentence"].tolist()]
    whole = table["actor"] == ""
    voices = sentence_voice(tokens, speakers, len(sentences))
    for column in ("voice", "speaker"):
        table.loc[whole, column] = voices[column][table.loc[whole, "sentence"]]
    table = correct_tones(
        table.sort_values(["sentence", "actor"], kind="stable"), annotated.article
    )
    return make_table("sentiment", table)


def stand_in_sentences(annotated, speakers):
    """Return {sentence: [(start, end, (actor, voice, speaker))]} of the places where actors
    stand."""
    tokens = annotated.tokens
    spans = actor_spans(annotated.mentions)
    standing = {}
    at = np.searchsorted(tokens["start"].to_numpy(), spans["start"].to_numpy())
    who = zip(
        spans["actor"].tolist(),
        tokens["voice"].to_numpy()[at],
        speakers.to_numpy()[at],
        strict=True,
    )
    places = zip(*as_lists(spans, ["sentence", "start", "end"]).values(), strict=True)
    for (number, start, end), one in zip(places, who, strict=True):
        standing.setdefault(number, []).append((start, end, one))
    return standing


def judge(text, spans, keys):
    """Yield the rows of one sentence: the whole, then each (actor, voice, speaker) of `keys`, which
    stand at the spans."""
    chances, readings = read_tone(text, spans)
    told = in_words(chances[-1], settings()["unclear_whole"])
    yield {
        "actor": "",
        **told,
        "baseline": round(score_text(text), DIGITS),
        "terms": join_terms(text, readings[-1:], told["label"]),
    }
    for key in dict.fromkeys(keys):
        mine = [k for k, other in enumerate(keys) if other == key]
        told = in_words(chances[mine].mean(axis=0), settings()["unclear"])
        places = [spans[k] for k in mine]
        yield (
            dict(zip(("actor", "voice", "speaker"), key, strict=True))
            | told
            | {
                "baseline": round(
                    float(
                        np.mean([score_clause(text, start, end, spans) for start, end in places])
                    ),
                    DIGITS,
                ),
                "terms": join_terms(text, [readings[k] for k in mine], told["label"], places),
            }
        )


def in_words(chances, least=0.0):
    """Return score, label (`unclear` below a least chance), the likeliest label, and confidence of
    the labels' chances."""
    chances = np.round(chances, DIGITS)
    best = LABELS[int(chances.argmax())]
    return {
        "score": round(float(chances[-1] - chances[0]), DIGITS),
        "label": best if chances.max() >= least else UNCLEAR,
        "best": best,
        "confidence": float(chances.max()),
    }


def join_terms(text, readings, label, spans=((0, 0),)):
    """Return the words that speak for a label at any of its spans; for an unclear one those that
    speak for either side."""
    sides = {"negative": [-1], "positive": [1], UNCLEAR: [-1, 1]}.get(label, [])
    found = (
        deciding_words(text, reading, sides, span)
        for reading, span in zip(readings, spans, strict=True)
    )
    return ", ".join(dict.fromkeys(term for terms in found for term in terms)) if sides else ""


def find_hedges(text: str) -> str:
    """Return the words of a sentence that leave what it says open or take it back.

    >>> find_hedges("Nobody denied that she may have lied.")
    'Nobody, denied, may'
    """
    found = (text[start:end] for start, end, _ in find_forms(text, hedges_and_denials()))
    return ", ".join(dict.fromkeys(found))


def actor_spans(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return where actors stand: columns sentence, start, end, actor; what of one actor touches or
    nests is one place."""
    rows = mentions[mentions["actor"] != ""].sort_values(
        ["start", "end"], ascending=[True, False], kind="stable"
    )
    found = []
    last = {}
    columns = {"sentence": "int64", "start": "int64", "end": "int64", "actor": "str"}
    for sentence, start, end, actor in zip(*as_lists(rows, columns).values(), strict=True):
        before = last.get((sentence, actor))
        if before and start <= before["end"] + 1:
            before["end"] = max(before["end"], end)
        else:
            last[sentence, actor] = {
                "sentence": sentence,
                "start": start,
                "end": end,
                "actor": actor,
            }
            found.append(last[sentence, actor])
    return typed_frame({name: [place[name] for place in found] for name in columns}, columns)


def sentence_voice(tokens, speakers, size):
    """Return for each of `size` sentences the voice and the speaker that most of its words stand
    in, as two columns."""
    words = tokens["is_word"].to_numpy()
    columns = (
        tokens["sentence"].to_numpy()[words],
        tokens["voice"].to_numpy()[words],
        speakers.to_numpy()[words],
    )
    most = {}
    for (sentence, *voice), n in Counter(zip(*columns, strict=True)).items():
        if n > most.get(sentence, (0,))[0]:
            most[sentence] = n, *voice
    told = [most.get(sentence, (0, "own", "")) for sentence in range(size)]
    return {
        name: np.array([row[place] for row in told], dtype=object)
        for name, place in (("voice", 1), ("speaker", 2))
    }


def score_mentions(texts: Iterable[str], spans: Iterable[Sequence[int]]) -> pd.DataFrame:
    """Return the tone of each text toward the mention at its span (start, end): columns score,
    label, confidence, terms.

    `score` is the chance of positive less that of negative, `label` the likeliest of the three,
    `confidence` its chance, `terms` the words that spoke for it. Spans of one text that stand in a
    row are read together."""
    rows = []
    texts = list(texts)
    spans = [tuple(span) for span in spans]
    if len(texts) != len(spans):
        raise ValueError(f"{len(texts)} texts but {len(spans)} spans; give one span for each text")
    for text, group in groupby(zip(texts, spans, strict=True), key=itemgetter(0)):
        mine = [span for _, span in group]
        chances, readings = read_tone(text, mine)
        for span, reading, told in zip(
            mine, readings, map(in_words, chances), strict=False
        ):  # without the whole
            terms = join_terms(text, [reading], told["best"], [span])
            rows.append((told["score"], told["best"], told["confidence"], terms))
    columns = {"score": "float64", "label": "str", "confidence": "float64", "terms": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
