"""What a parse answers about heads, children and phrases."""

from types import SimpleNamespace

import pytest

from helpers import annotate, make_article
from helpers.tagging.parse import Parse


def parse_of(text):
    return Parse.of(annotate(make_article("test", text), cache=False).tokens)


def place_of(parse, word):
    return parse.words.index(word)


def test_words_are_as_written_and_in_lower_case():
    parse = parse_of("The Mayors of Leeds left.")
    assert parse.words[1] == "Mayors" and parse.lower[1] == "mayors"
    assert parse.lemma == [lemma.lower() for lemma in parse.lemma]
    assert len(parse) == len(parse.words) == 6


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("The brutal and corrupt regime fell.", "regime", "The brutal and corrupt regime"),
        ("Mali's working-class voters stayed.", "voters", "Mali's working-class voters"),
        ("She met Russia's foreign minister.", "minister", "Russia's foreign minister"),
    ],
)
def test_a_noun_phrase_begins_at_its_left_edge(text, noun, phrase):
    parse = parse_of(text)
    i = place_of(parse, noun)
    assert parse.text(parse.left_edge(i), i + 1) == phrase


def test_a_mention_is_headed_by_the_token_whose_head_lies_outside():
    parse = parse_of("The mayor of Leeds left.")
    mention = SimpleNamespace(first=0, last=4)
    assert parse.words[parse.head_of(mention)] == "mayor"
    assert parse.descends(place_of(parse, "Leeds"), place_of(parse, "mayor"))


def test_what_is_joined_by_and_comes_with_it():
    parse = parse_of("She spoke with Mali, Chad and Niger.")
    objects = parse.phrase_objects(place_of(parse, "with"))
    assert [parse.words[i] for i in objects] == ["Mali", "Chad", "Niger"]


def test_a_word_belongs_to_the_verb_of_its_clause():
    parse = parse_of("The junta in Mali expelled the troops.")
    assert parse.words[parse.clause(place_of(parse, "Mali"))] == "expelled"


def test_no_tokens_make_an_empty_parse():
    tokens = annotate(make_article("test", "A."), cache=False).tokens
    assert len(Parse.of(tokens.iloc[:0])) == 0
