"""Takes an article, gives its sentences and tokens with tags and parse: the one tokenisation of the
whole suite.

NLTK's Punkt algorithm sets where sentences start, paragraph by paragraph; spaCy's small English
model tags and parses."""

import itertools
import re
from functools import cache

import numpy as np

from helpers.base.models import MODELS
from helpers.base.tables import make_table
from helpers.base.wordlists import states, word_set
from helpers.tagging.paragraphs import paragraph_kinds, split_paragraphs
from helpers.tagging.sentences import sentence_starts

# units, and characters, tagged together: more takes gigabytes and gains nothing
BATCH = 32
LARGEST_BATCH = 30_000
LONGEST_UNIT = (
    10_000  # characters of a paragraph that spaCy is given at once: its time is quadratic in them
)
UNBROKEN = (
    300  # spaCy's tokenizer takes quadratic time in runs without white space: longer ones are cut
)
CLITIC_VERBS = {
    "'s",
    "’s",
    "'re",
    "’re",
    "'m",
    "’m",
}  # forms of be, whatever the tagger makes of a curly apostrophe


@cache
def load_model():
    """Return spaCy's pipeline, loaded once. Raises OSError if the model is not installed."""
    import spacy
    from thinc.api import NumpyOps

    installed = [name for name in MODELS if spacy.util.is_package(name)]
    if not installed:
        raise OSError("spaCy's English model is missing; run `make install`")
    unread = [
        "senter",
        "tokenizer",
    ]  # Punkt sets sentences; the tokenizer on disk is the one that English has anyway
    nlp = spacy.load(installed[0], exclude=unread)
    blas = NumpyOps(
        use_blis=False
    )  # a third faster than spaCy's own BLIS, and not one token differs
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model else ():
            node.ops = blas
    return nlp


def one_thread():
    """Return a context in which matrices are multiplied by one thread: they are small, a second
    costs more than it saves."""
    return blas().limit(limits=1, user_api="blas")


@cache
def blas():
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def tag(article):
    """Return the tables `sentences` and `tokens` of an article.

    `head` is the `token` number of a token's head; `entity` is the tagger's name label with B- or
    I- before it; `is_word` is true once per word, as a word processor counts words: the first token
    with a letter or digit of what stands between white space. `voice` is `own` and `quoted` 0
    throughout, until quotations are known.

    Source: Kiss & Strunk (2006), Unsupervised multilingual sentence boundary detection (Punkt).
    """
    paragraphs = split_paragraphs(article.text)
    kinds = paragraph_kinds(article.text, paragraphs)
    nlp = load_model()
    units = [
        unit
        for number, span in enumerate(paragraphs)
        for unit in into_units(article.text, number, *span)
    ]
    sentences = []
    tokens = []
    with one_thread():
        for batch in into_batches(units):
            docs = [
                prepare(nlp, article.text[start:end], starts) for _, start, end, starts in batch
            ]
            for (number, start, _, _), doc in zip(
                batch, nlp.pipe(docs, batch_size=BATCH), strict=True
            ):
                rows = token_rows(doc, start, len(sentences), len(tokens))
                sentences += sentence_rows(rows, len(sentences), number, kinds[number])
                tokens += rows
    for row in sentences + tokens:
        row["article"], row["text"] = article.id, article.text[row["start"] : row["end"]]
    return make_table("sentences", sentences), make_table("tokens", tokens)


def into_units(text, number, start, end):
    """Yield the units of paragraph `number`: (number, start, end, where sentences start in it),
    whole sentences in each."""
    starts = sentence_starts(text[start:end])
    first = 0
    for k, place in enumerate(starts):
        stop = starts[k + 1] if k + 1 < len(starts) else end - start
        if stop - starts[first] > LONGEST_UNIT and k > first:
            yield (
                number,
                start + starts[first],
                start + place,
                [one - starts[first] for one in starts[first:k]],
            )
            first = k
    yield number, start + starts[first], end, [one - starts[first] for one in starts[first:]]


def into_batches(units):
    """Yield lists of units that are tagged together: BATCH at most, and no more than LARGEST_BATCH
    characters if several."""
    batch = []
    size = 0
    for unit in units:
        length = unit[2] - unit[1]
        if len(batch) == BATCH or (batch and size + length > LARGEST_BATCH):
            yield batch
            batch = []
            size = 0
        batch.append(unit)
        size += length
    if batch:
        yield batch


def prepare(nlp, words, starts):
    """Return the words of a unit as a spaCy Doc, tokenised, with its sentence starts set."""
    from spacy.tokens import Doc

    runs = [match.span() for match in re.finditer(rf"\S{{{UNBROKEN}}}(?=\S)", words)]
    cuts = sorted({0, *itertools.chain(*runs), len(words)})
    pieces = [make_doc(nlp, words[a:b]) for a, b in itertools.pairwise(cuts)]
    doc = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
    ends = np.array([token.idx + len(token) for token in doc])
    first = set(
        np.searchsorted(ends, starts, side="right").tolist()
    )  # the token in which the sentence starts
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in first
    return doc


def make_doc(nlp, words):
    """Return words as a Doc, tokenised; a run of nothing but signs, longer than anybody writes, is
    one token."""
    from spacy.tokens import Doc

    if len(words) == UNBROKEN and not any(char.isalnum() or char.isspace() for char in words):
        return Doc(nlp.vocab, words=[words], spaces=[False])
    return nlp.make_doc(words)


def token_rows(doc, offset, sentences, tokens):
    """Return one dict per token that is not white space, numbered on from what the article has so
    far."""
    kept = [token for token in doc if not token.is_space]
    number = {token.i: tokens + k for k, token in enumerate(kept)}
    rows = []
    sentence = sentences - 1
    word = False
    starts = {sent.start for sent in doc.sents}
    waiting = False
    for token in doc:
        waiting |= token.i in starts
        if token.is_space:
            word = False
            continue
        sentence = sentence + waiting
        waiting = False
        spoken = not word and any(map(str.isalnum, token.text))
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
                "is_word": spoken,
                "voice": "own",
            }
        )
        word = not token.whitespace_ and (word or spoken)
    return rows


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
    """Return what a preposition or conjunction is: it may open a clause, or stand before a number
    ("over 24")."""
    if token.dep_ == "quantmod":
        return "ADV"
    if token.lower_ == "due":
        return "ADJ"
    clause = any(
        child.dep_ == "pcomp" and child.pos_ in ("VERB", "AUX") for child in token.children
    )
    return "SCONJ" if token.dep_ == "mark" or (token.dep_ == "prep" and clause) else "ADP"


def name_pos(token):
    """Return what a word in a name is: in "United Nations" and "National Guard" the first keep
    their own parts of speech."""
    if token.lower_ in word_set("name adjective") or token.tag_ == "JJ":
        return "ADJ"
    if token.dep_ in ("amod", "compound") and is_demonym(token.text):
        return "ADJ"
    return "VERB" if token.lower_ == "united" else token.pos_


def is_demonym(word):
    """Whether a word is a state's adjective, as Malian: a plural (Malians) is a noun."""
    return states().get(word, ("", ""))[1] == "demonym" and not word.endswith("s")


def sentence_rows(tokens, sentences, paragraph, kind):
    """Return one dict per sentence of a paragraph, from its tokens."""
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
        rows[-1]["words"] += token["is_word"]
    return rows
