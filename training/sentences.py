"""Splits a text into sentences as the suite does, without a parse."""

from itertools import pairwise

from helpers.tagging.paragraphs import split_paragraphs
from helpers.tagging.sentences import sentence_starts


def split_sentences(text):
    """Yield where each sentence starts, and the sentence."""
    for start, end in split_paragraphs(text):
        paragraph = text[start:end]
        for a, b in pairwise([*sentence_starts(paragraph), len(paragraph)]):
            if sentence := paragraph[a:b].strip():
                yield start + a, sentence
