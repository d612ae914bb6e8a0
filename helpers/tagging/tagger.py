"""Splits an article into sentences and tokens, with tags and parse: the one tokenisation of the
whole suite.

NLTK's Punkt finds where sentences start, paragraph by paragraph; spaCy's small English model tags
and parses."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.base.article import Article
from helpers.base.models import MODELS
from helpers.base.tables import make_table
from helpers.base.wordlists import states, word_set
from helpers.tagging.layout import Layout
from helpers.tagging.sentences import sentence_starts

# units, and characters, tagged together: more takes gigabytes and gains nothing
BATCH = 32
LARGEST_BATCH = 30_000
# characters of a paragraph that spaCy gets at once, and of a run without white space that its
# tokenizer does: the time of both is quadratic in them
LONGEST_UNIT = 10_000
UNBROKEN = 300
# what Punkt does instead, and what English has anyway without the file on disk
UNREAD = ["senter", "tokenizer"]
# forms of be, whatever the tagger makes of a curly apostrophe
CLITIC_VERBS = ("'s", "’s", "'re", "’re", "'m", "’m")


class Unit(NamedTuple):
    """Whole sentences of a paragraph that are tagged at once: its number, where they start and end
    in the text, and where sentences start in them."""

    paragraph: int
    start: int
    end: int
    sentences: list[int]


@cache
def load_model():
    """Return spaCy's pipeline, loaded once. Raises OSError if the model is not installed."""
    import spacy
    from thinc.api import NumpyOps

    installed = [name for name in MODELS if spacy.util.is_package(name)]
    if not installed:
        raise OSError("spaCy's English model is missing; run `make install`")
    nlp = spacy.load(installed[0], exclude=UNREAD)
    # a third faster than spaCy's own BLIS, and not one token differs
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model else ():
            node.ops = ops
    return nlp


def one_thread() -> AbstractContextManager:
    """Return a context in which one thread multiplies matrices: they are so small that a second
    costs more than it saves."""
    return blas().limit(limits=1, user_api="blas")


@cache
def blas():
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def tag(article: Article, layout: Layout) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `sentences` and `tokens` of an article.

    `head` is the `token` number of a token's head; `entity` is the tagger's name label with B- or
    I- before it; `is_word` is true once per word, as a word processor counts words: the first token
    with a letter or digit of what stands between white space. `voice` is `own` and `quoted` 0
    throughout, until quotations are known.

    Source: Kiss & Strunk (2006), Unsupervised multilingual sentence boundary detection (Punkt).
    """
    nlp = load_model()
    text = article.text
    sentences = []
    tokens = []
    with one_thread():
        for batch in into_batches(into_units(layout)):
            docs = [prepare(nlp, text[unit.start : unit.end], unit.sentences) for unit in batch]
            tagged = nlp.pipe(docs, batch_size=BATCH)
            for unit, doc in zip(batch, tagged, strict=True):
                rows = token_rows(doc, unit.start, len(sentences), len(tokens))
                kind = layout.kinds[unit.paragraph]
                sentences += sentence_rows(rows, len(sentences), unit.paragraph, kind)
                tokens += rows
    for row in sentences + tokens:
        row["article"] = article.id
        row["text"] = text[row["start"] : row["end"]]
    return make_table("sentences", sentences), make_table("tokens", tokens)


# units


def into_units(layout):
    """Yield the Units of a text: its paragraphs, and parts of those that are longer than
    LONGEST_UNIT."""
    for number, (start, end) in enumerate(layout.paragraphs):
        starts = sentence_starts(layout.text[start:end])
        first = 0  # number of the unit's first sentence
        for k, (place, stop) in enumerate(pairwise([*starts, end - start])):
            if stop - starts[first] > LONGEST_UNIT and k > first:
                yield make_unit(number, start, start + place, starts[first:k])
                first = k
        yield make_unit(number, start, end, starts[first:])


def make_unit(paragraph, offset, end, starts):
    """Return the Unit from the first of some sentences, which start in a paragraph that starts at
    `offset`, to `end`."""
    return Unit(paragraph, offset + starts[0], end, [place - starts[0] for place in starts])


def into_batches(units):
    """Yield lists of units that are tagged together: BATCH at most, and no more than LARGEST_BATCH
    characters if several."""
    batch = []
    size = 0
    for unit in units:
        length = unit.end - unit.start
        if len(batch) == BATCH or (batch and size + length > LARGEST_BATCH):
            yield batch
            batch = []
            size = 0
        batch.append(unit)
        size += length
    if batch:
        yield batch


def prepare(nlp, text, starts):
    """Return the text of a unit as a spaCy Doc, tokenised, with its sentence starts set."""
    from spacy.tokens import Doc

    runs = [match.span() for match in re.finditer(rf"\S{{{UNBROKEN}}}(?=\S)", text)]
    cuts = sorted({0, *chain(*runs), len(text)})
    parts = [make_doc(nlp, text[a:b]) for a, b in pairwise(cuts)]
    doc = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    ends = np.array([token.idx + len(token) for token in doc])
    first = set(np.searchsorted(ends, starts, side="right").tolist())  # tokens with a start
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in first
    return doc


def make_doc(nlp, text):
    """Return a text as a Doc, tokenised; a run of nothing but signs, longer than anybody writes, is
    one token."""
    from spacy.tokens import Doc

    if len(text) == UNBROKEN and not any(char.isalnum() or char.isspace() for char in text):
        return Doc(nlp.vocab, words=[text], spaces=[False])
    return nlp.make_doc(text)


# rows


def token_rows(doc, offset, sentences, tokens):
    """Return one dict per token that is not white space, numbered on from what the article has so
    far."""
    spoken = [token for token in doc if not token.is_space]
    number = {token.i: tokens + k for k, token in enumerate(spoken)}
    starts = {sent.start for sent in doc.sents}
    rows = []
    sentence = sentences - 1
    opens = False  # a sentence has begun, and no token of it is there yet
    in_word = False  # the word has been counted of which the next token is a part
    for token in doc:
        opens = opens or token.i in starts
        if token.is_space:
            in_word = False
            continue
        if opens:
            sentence += 1
            opens = False
        counts = not in_word and any(map(str.isalnum, token.text))
        rows.append(
            {
                "start": offset + token.idx,
                "end": offset + token.idx + len(token),
                "sentence": sentence,
                "token": number[token.i],
                "lemma": token.lemma_,
                "upos": universal_pos(token),
                "tag": token.tag_,
                "dep": token.dep_.lower(),
                "head": number.get(token.head.i, number[token.i]),
                "entity": f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
                "is_word": counts,
                "voice": "own",
            }
        )
        in_word = not token.whitespace_ and (in_word or counts)
    return rows


def sentence_rows(tokens, sentences, paragraph, kind):
    """Return one dict per sentence of a paragraph, from the rows of its tokens."""
    rows = []
    for token in tokens:
        if len(rows) <= token["sentence"] - sentences:
            rows.append(
                {
                    "start": token["start"],
                    "sentence": token["sentence"],
                    "paragraph": paragraph,
                    "kind": kind,
                    "words": 0,
                    "quoted": 0.0,
                }
            )
        rows[-1]["end"] = token["end"]
        if token["is_word"]:
            rows[-1]["words"] += 1
    return rows


# parts of speech


def universal_pos(token):
    """Return a token's part of speech as Universal Dependencies has it, where the model's own
    mapping differs.

    Source: de Marneffe et al. (2021), Universal Dependencies; the English Web Treebank and GUM
    follow it."""
    tag = token.tag_
    pos = token.pos_
    lower = token.lower_
    if pos == "X" and not any(map(str.isalnum, token.text)):
        return "PUNCT"
    if tag == "WRB":
        return "SCONJ" if token.dep_ == "mark" else "ADV"
    if tag == "IN" and pos in ("ADP", "SCONJ"):
        return preposition_pos(token)
    if tag == "NNP" or pos == "PROPN":
        return name_pos(token)
    if (tag == "TO" and token.dep_ != "aux") or (lower == "at" and tag == "RB"):
        return "ADP"
    if pos == "VERB" and lower in CLITIC_VERBS:
        return "AUX"
    return {"WP$": "PRON", "NFP": "PUNCT"}.get(tag, pos)


def preposition_pos(token):
    """Return the part of speech of a preposition or conjunction, which may open a clause, or stand
    before a number ("over 24")."""
    if token.dep_ == "quantmod":
        return "ADV"
    if token.lower_ == "due":
        return "ADJ"
    if token.dep_ == "mark":
        return "SCONJ"
    clauses = (child for child in token.children if child.dep_ == "pcomp")
    opens_clause = any(child.pos_ in ("VERB", "AUX") for child in clauses)
    return "SCONJ" if token.dep_ == "prep" and opens_clause else "ADP"


def name_pos(token):
    """Return the part of speech of a word in a name: in "United Nations" and "National Guard" the
    first words keep their own."""
    if token.lower_ in word_set("name adjective") or token.tag_ == "JJ":
        return "ADJ"
    if token.dep_ in ("amod", "compound") and is_demonym(token.text):
        return "ADJ"
    return "VERB" if token.lower_ == "united" else token.pos_


def is_demonym(word):
    """Return whether a word is a state's adjective, as Malian: a plural (Malians) is a noun."""
    return states().get(word, ("", ""))[1] == "demonym" and not word.endswith("s")
