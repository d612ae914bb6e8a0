"""Sentences are NLTK's, by the parameters that its own data package has."""

import hashlib

import pytest

from helpers.base.places import PROJECT
from helpers.tagging.paragraphs import split_paragraphs
from helpers.tagging.sentences import load_punkt, sentence_starts

TEXTS = sorted([*PROJECT.glob("tests/texts/*.txt"), *PROJECT.glob("corpus/**/*.txt")])


def paragraphs():
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        for start, end in split_paragraphs(text):
            yield text[start:end]


def test_sentences_are_split_by_nltk():
    assert type(load_punkt()).__module__ == "nltk.tokenize.punkt"


def test_every_paragraph_here_is_split_as_by_the_package_with_the_parameters():
    punkt = pytest.importorskip("punkt").tokenizer_for("english")
    for paragraph in paragraphs():
        spans = list(punkt.span_tokenize(paragraph))
        assert list(load_punkt().span_tokenize(paragraph)) == spans, paragraph


def test_sentences_start_where_they_did():
    """The digest is of all starts in the texts here, as they were with the package `punkt`."""
    starts = [sentence_starts(paragraph) for paragraph in paragraphs()]
    assert (len(TEXTS), len(starts), sum(map(len, starts))) == (17, 282, 482)
    assert hashlib.blake2b(repr(starts).encode(), digest_size=8).hexdigest() == "953d0e5eb9e57129"
