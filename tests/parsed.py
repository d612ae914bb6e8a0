"""Parses sentences for the tests of single rules, and names tokens by their words."""

from functools import cache

from helpers import annotate, make_article
from helpers.actors.mentions import name_mentions
from helpers.actors.names import find_names
from helpers.tagging import Parse


@cache
def parse_of(text):
    return Parse.of(annotate(make_article("test", text), cache=False).tokens)


@cache
def names_of(text):
    """Return the parse of a text and the mentions of its proper names."""
    parse = parse_of(text)
    return parse, name_mentions(parse, find_names(parse))


def at(parse, word, number=0):
    """Return the token that is a word, the first of its kind unless a `number` is given."""
    return [i for i, written in enumerate(parse.words) if written == word][number]


def words(parse, tokens):
    return [parse.words[i] for i in tokens]


def shown(parse, mentions):
    """Return the words of each mention and its actor."""
    return [(parse.text(one.first, one.last), one.actor) for one in mentions]
