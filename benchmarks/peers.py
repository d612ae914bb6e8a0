"""Other ways of finding quotations, each from a text to rows with start, end and speaker: what the
suite is measured by.

Rules after the Gender Gap Tracker (Asr et al. 2021, The Gender Gap Tracker: using natural language
processing to measure gender bias in media) are written anew; textacy is called as it is."""

import re
from functools import cache

from helpers.base.wordlists import reporting_verbs
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import split_paragraphs
from helpers.tagging.parse import SUBJECTS
from helpers.tagging.tagger import load_model

STRAIGHT = re.compile(r"[\"“”]([^\"“”\n]+)[\"“”]")
LEAST = 3  # words: fewer in marks are mostly titles and scare quotes


def row(text, start, end, source=()):
    first, last = source or (None, None)
    return {
        "start": start,
        "end": end,
        "speaker": text[first:last] if source else None,
        "speaker_start": first,
        "speaker_end": last,
    }


def by_regex(text):
    """Return what stands between two double marks of one paragraph."""
    return [row(text, *m.span(1)) for m in STRAIGHT.finditer(text) if len(m[1].split()) >= LEAST]


def by_marks(text):
    """Return what stands in quotation marks as the suite pairs them."""
    regions = marked_regions(text, split_paragraphs(text))
    return [
        row(text, start, end) for start, end in regions if len(text[start:end].split()) >= LEAST
    ]


def by_verbs(text):
    """Return clauses that hang on a verb of saying, and what stands in marks beside one; its
    subject is the speaker."""
    paragraphs = split_paragraphs(text)
    found = []
    regions = marked_regions(text, paragraphs)
    docs = load_model().pipe(text[start:end] for start, end in paragraphs)
    for (start, end), doc in zip(paragraphs, docs, strict=True):
        verbs = [
            token for token in doc if token.pos_ == "VERB" and token.lemma_ in reporting_verbs()
        ]
        speakers = {verb.i: subject(verb, start) for verb in verbs}
        for a, b in regions:
            outside = [verb for verb in verbs if not a <= verb.idx + start < b]
            if start <= a < end and len(text[a:b].split()) >= LEAST and outside:
                nearest = min(
                    outside,
                    key=lambda verb: min(abs(verb.idx + start - a), abs(verb.idx + start - b)),
                )
                found.append(row(text, a, b, speakers[nearest.i]))
        for verb in verbs:
            for clause in (child for child in verb.children if child.dep_ == "ccomp"):
                a, b = span(clause, start)
                if not any(a < other["end"] and other["start"] < b for other in found):
                    found.append(row(text, a, b, speakers[verb.i]))
    return found


def subject(verb, offset):
    return next((span(child, offset) for child in verb.children if child.dep_ in SUBJECTS), ())


def span(token, offset):
    """Return start and end of a token with all that hangs on it, in characters of the text."""
    words = list(token.subtree)
    return words[0].idx + offset, words[-1].idx + len(words[-1]) + offset


@cache
def load_bare():
    """Return spaCy's pipeline as its makers ship it."""
    import spacy

    from helpers.base.models import MODELS

    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def by_textacy(text):
    """Return textacy's direct quotations; none where it raises, as it does on an odd number of
    marks."""
    from textacy.extract import direct_quotations

    doc = load_bare()(text)
    found = []
    try:
        for quotation in direct_quotations(doc):
            speaker = quotation.speaker
            source = (speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
            found.append(
                row(text, quotation.content.start_char, quotation.content.end_char, source)
            )
    except ValueError:
        return []
    return found
