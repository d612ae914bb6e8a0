"""Scores the tone of each sentence, and toward each actor in it, by whose voice it is.

The tone is what a trained model reads (`model`) with the names of those it is about masked; the
score of a word list (`vader`) stands beside it."""

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
from helpers.base.disk_cache import cache_folder
from helpers.base.tables import LABELS, UNCLEAR, as_lists, make_table, typed_frame
from helpers.base.wordlists import find_forms, hedges_and_denials
from helpers.quotes import token_speakers
from helpers.sentiment.model import deciding_words, read_tone, settings
from helpers.sentiment.vader import score_clause, score_text

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

DIGITS = 2  # more would differ between machines
SIDES = {"negative": [-1], "neutral": [], "positive": [1], UNCLEAR: [-1, 1]}


def score_sentences(annotated: AnnotatedArticle, *, cache: bool = True) -> pd.DataFrame:
    """Return the table `sentiment`: a row per sentence (its actor is empty), and one per actor and
    voice that speaks of it.

    A judgement belongs to the voice in which its mention stands; of an actor mentioned more than
    once in one voice it is the mean of the readings at each mention. The voice of a whole sentence
    is that of most of its words. Sentences in another language have no row; a tone that the
    article's corrections decide counts before the model's. The table is kept on disk, as the
    annotation is."""
    folder = cache_folder() if cache else None
    if folder is None:
        return score_anew(annotated)
    content = digest_of_tables(getattr(annotated, name) for name in ANNOTATED)
    key = (key_of(annotated.article), content)
    return remember_table(folder, key, "sentiment", partial(score_anew, annotated))


def score_anew(annotated):
    """Return what score_sentences returns, read by the model."""
    sentences = annotated.sentences
    if sentences.empty:
        return make_table("sentiment")
    speakers = token_speakers(annotated.tokens, annotated.quotes)
    rows = read_rows(annotated, speakers)
    if not rows:
        return make_table("sentiment")
    table = pd.DataFrame(rows)
    of_sentence = as_lists(sentences, ["article", "start", "end", "text"])
    of_sentence["hedges"] = [hedges_in(text) for text in of_sentence["text"]]
    for column, values in of_sentence.items():
        table[column] = [values[number] for number in table["sentence"].tolist()]
    is_whole = table["actor"] == ""
    voices = sentence_voices(annotated.tokens, speakers, len(sentences))
    for column in ("voice", "speaker"):
        table.loc[is_whole, column] = voices[column][table.loc[is_whole, "sentence"]]
    ordered = table.sort_values(["sentence", "actor"], kind="stable")
    return make_table("sentiment", correct_tones(ordered, annotated.article, annotated.mentions))


def read_rows(annotated, speakers):
    """Return what is read of each sentence in English: rows of the table, as dictionaries, without
    what they take from the sentence."""
    places = places_of_actors(annotated, speakers)
    columns = as_lists(annotated.sentences, ["start", "text", "kind"]).values()
    rows = []
    for number, (offset, text, kind) in enumerate(zip(*columns, strict=True)):
        if kind == "foreign":
            continue
        spans = []
        keys = []
        for start, end, key in places.get(number, []):
            spans.append((start - offset, end - offset))
            keys.append(key)
        rows += [{"sentence": number, **row} for row in sentence_rows(text, spans, keys)]
    return rows


def places_of_actors(annotated, speakers):
    """Return {sentence: [(start, end, (actor, voice, speaker))]} of the places where actors
    stand."""
    tokens = annotated.tokens
    spans = actor_spans(annotated.mentions)
    first = np.searchsorted(tokens["start"].to_numpy(), spans["start"].to_numpy())
    voices = tokens["voice"].to_numpy()[first]
    keys = zip(spans["actor"].tolist(), voices, speakers.to_numpy()[first], strict=True)
    columns = as_lists(spans, ["sentence", "start", "end"]).values()
    places = {}
    for sentence, start, end, key in zip(*columns, keys, strict=True):
        places.setdefault(sentence, []).append((start, end, key))
    return places


def sentence_rows(text, spans, keys):
    """Yield the rows of one sentence: of the whole, then of each (actor, voice, speaker) of `keys`,
    which stand at the spans."""
    chances, readings = read_tone(text, spans)
    tone = in_words(chances[-1], settings()["unclear_whole"])
    yield {
        "actor": "",
        **tone,
        "baseline": round(score_text(text), DIGITS),
        "terms": join_terms(text, readings[-1:], tone["label"]),
    }
    for key in dict.fromkeys(keys):
        mine = [k for k, other in enumerate(keys) if other == key]
        tone = in_words(chances[mine].mean(axis=0), settings()["unclear"])
        places = [spans[k] for k in mine]
        baselines = [score_clause(text, start, end, spans) for start, end in places]
        yield {
            **dict(zip(("actor", "voice", "speaker"), key, strict=True)),
            **tone,
            "baseline": round(float(np.mean(baselines)), DIGITS),
            "terms": join_terms(text, [readings[k] for k in mine], tone["label"], places),
        }


def in_words(chances, least=0.0):
    """Return score, label (`unclear` if no chance reaches the least one), the likeliest label, and
    confidence from the chances of the labels."""
    chances = np.round(chances, DIGITS)
    best = LABELS[int(chances.argmax())]
    return {
        "score": round(float(chances[-1] - chances[0]), DIGITS),
        "label": best if chances.max() >= least else UNCLEAR,
        "best": best,
        "confidence": float(chances.max()),
    }


def join_terms(text, readings, label, spans=((0, 0),)):
    """Return the words that speak for a label at any of its spans, or for either side if it is
    unclear."""
    if not SIDES[label]:
        return ""
    terms = []
    for reading, span in zip(readings, spans, strict=True):
        terms += deciding_words(text, reading, SIDES[label], span)
    return ", ".join(dict.fromkeys(terms))


def hedges_in(text: str) -> str:
    """Return the words of a sentence that leave its statement open or take it back.

    >>> hedges_in("Nobody denied that she may have lied.")
    'Nobody, denied, may'
    """
    forms = (text[start:end] for start, end, _ in find_forms(text, hedges_and_denials()))
    return ", ".join(dict.fromkeys(forms))


def actor_spans(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return where actors stand: columns sentence, start, end, actor; mentions of one actor that
    touch or nest are one place."""
    rows = mentions[mentions["actor"] != ""].sort_values(
        ["start", "end"], ascending=[True, False], kind="stable"
    )
    columns = {"sentence": "int64", "start": "int64", "end": "int64", "actor": "str"}
    places = []
    last = {}
    for sentence, start, end, actor in zip(*as_lists(rows, columns).values(), strict=True):
        before = last.get((sentence, actor))
        if before and start <= before["end"] + 1:
            before["end"] = max(before["end"], end)
            continue
        place = {"sentence": sentence, "start": start, "end": end, "actor": actor}
        last[sentence, actor] = place
        places.append(place)
    return typed_frame({name: [place[name] for place in places] for name in columns}, columns)


def sentence_voices(tokens, speakers, size):
    """Return for each of `size` sentences the voice and the speaker of most of its words, as two
    columns."""
    is_word = tokens["is_word"].to_numpy()
    columns = (tokens["sentence"], tokens["voice"], speakers)
    words = zip(*(column.to_numpy()[is_word] for column in columns), strict=True)
    most = {}
    for (sentence, *voice), n in Counter(words).items():
        if n > most.get(sentence, (0,))[0]:
            most[sentence] = (n, *voice)
    rows = [most.get(sentence, (0, "own", "")) for sentence in range(size)]
    return {
        "voice": np.array([voice for _, voice, _ in rows], dtype=object),
        "speaker": np.array([speaker for _, _, speaker in rows], dtype=object),
    }


def score_mentions(texts: Iterable[str], spans: Iterable[Sequence[int]]) -> pd.DataFrame:
    """Return the tone of each text toward the mention at its span (start, end): columns score,
    label, confidence, terms.

    `score` is the chance of positive less that of negative, `label` the likeliest of the three
    tones, `confidence` its chance, `terms` the words that speak for it. Spans of one text that
    follow each other are read together. Raises ValueError if there are not as many spans as
    texts."""
    texts = list(texts)
    spans = [tuple(span) for span in spans]
    if len(texts) != len(spans):
        raise ValueError(f"{len(texts)} texts but {len(spans)} spans; give one span for each text")
    rows = []
    for text, group in groupby(zip(texts, spans, strict=True), key=itemgetter(0)):
        mine = [span for _, span in group]
        chances, readings = read_tone(text, mine)
        for k, span in enumerate(mine):
            tone = in_words(chances[k])
            terms = join_terms(text, [readings[k]], tone["best"], [span])
            rows.append((tone["score"], tone["best"], tone["confidence"], terms))
    columns = {"score": "float64", "label": "str", "confidence": "float64", "terms": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
