"""Takes a text, gives its sentences as the suite splits them, without a parse."""

from itertools import pairwise

from helpers.sentences import sentence_starts
from helpers.structure import split_paragraphs


def split_sentences(text):
    """Yield where each sentence starts, and the sentence."""
    for start, end in split_paragraphs(text):
        paragraph = text[start:end]
        for a, b in pairwise([*sentence_starts(paragraph), len(paragraph)]):
            if sentence := paragraph[a:b].strip():
                yield start + a, sentence
