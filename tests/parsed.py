"""Parses sentences for the tests of single rules, and names tokens by their words."""

from functools import cache

from helpers import annotate, make_article
from helpers.tagging import Parse


@cache
def parse_of(text):
    return Parse.of(annotate(make_article("test", text), cache=False).tokens)


def at(parse, word, number=0):
    """Return the token that is a word, the first of its kind unless a `number` is given."""
    return [i for i, written in enumerate(parse.words) if written == word][number]


def words(parse, tokens):
    return [parse.words[i] for i in tokens]
