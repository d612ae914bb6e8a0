"""What a parse answers: relations, clauses, spans, noun phrases."""

import pandas as pd
import pytest
from parsed import at, parse_of, words

from helpers.tagging import Parse

OLD_MAYOR = "The old mayor of Leeds and her deputy spoke to angry, tired voters."


def test_its_columns_are_the_tokens_of_the_article(any_annotated):
    tokens = any_annotated.tokens
    parse = Parse.of(tokens)
    assert len(parse) == len(tokens) and parse.words == tokens["text"].tolist()
    for i, children in enumerate(parse.children):
        assert all(parse.head[child] == i != child for child in children)
        assert children == sorted(children)
    below = sum(map(len, parse.children))
    assert below == len(parse) - sum(head == i for i, head in enumerate(parse.head))


def test_words_are_joined_as_they_are_written(any_annotated):
    parse = Parse.of(any_annotated.tokens)
    text = any_annotated.article.text
    for first in range(0, len(parse), 7):
        last = min(first + 5, len(parse))
        written = text[parse.start[first] : parse.end[last - 1]]
        assert "".join(parse.text(first, last).split()) == "".join(written.split())


def test_words_are_kept_as_written_and_in_small_letters():
    parse = parse_of("The Mayors of Leeds left.")
    assert parse.words[1] == "Mayors" and parse.lower[1] == "mayors"
    assert parse.lemma == [lemma.lower() for lemma in parse.lemma]


def test_no_tokens_make_an_empty_parse(first):
    assert len(Parse.of(first.tokens.head(0))) == 0


def test_dependents_are_the_children_in_these_relations():
    parse = parse_of(OLD_MAYOR)
    mayor = at(parse, "mayor")
    assert words(parse, parse.dependents(mayor, "det", "amod")) == ["The", "old"]
    assert parse.dependents(mayor, "dobj") == []
    assert {"det", "amod", "prep"} <= parse.relations(mayor)


@pytest.mark.parametrize(
    ("word", "ancestor", "below"),
    [("old", "mayor", True), ("Leeds", "mayor", True), ("mayor", "Leeds", False)],
)
def test_what_hangs_below_what(word, ancestor, below):
    parse = parse_of(OLD_MAYOR)
    assert parse.descends(at(parse, word), at(parse, ancestor)) == below


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        (OLD_MAYOR, "Leeds", "spoke"),
        ("She said that the army had left the town.", "town", "left"),
        ("Paris was taken by the army of the north.", "north", "taken"),
        ("They went.", "went", "went"),
    ],
)
def test_the_verb_of_a_clause(text, word, verb):
    parse = parse_of(text)
    assert parse.words[parse.clause(at(parse, word))] == verb


def test_the_root_of_a_span_is_the_token_whose_head_lies_outside():
    parse = parse_of(OLD_MAYOR)
    assert parse.words[parse.root(0, at(parse, "Leeds") + 1)] == "mayor"
    assert parse.words[parse.root(0, len(parse))] in ("spoke", ".")


def test_nouns_joined_by_and_are_conjuncts():
    parse = parse_of("France, Mali and Chad signed.")
    assert words(parse, parse.conjuncts(at(parse, "France"))) == ["France", "Mali", "Chad"]
    assert words(parse, parse.conjuncts(at(parse, "Chad"))) == ["Chad"]


def test_the_objects_of_a_preposition():
    parse = parse_of("They spoke with the army and the police.")
    assert words(parse, parse.phrase_objects(at(parse, "with"))) == ["army", "police"]


@pytest.mark.parametrize(
    ("text", "noun", "first"),
    [
        ("The old mayor left.", "mayor", "The"),
        ("Russia's foreign minister left.", "minister", "Russia"),
        ("A brutal and corrupt regime fell.", "regime", "A"),
        ("Then Mali's working-class voters left.", "voters", "Mali"),
        ("Then the US-led coalition struck.", "coalition", "the"),
        ("He met the president of Chad.", "president", "the"),
        ("She said soldiers left.", "soldiers", "soldiers"),
    ],
)
def test_a_noun_phrase_begins_at_its_first_modifier(text, noun, first):
    parse = parse_of(text)
    assert parse.words[parse.left_edge(at(parse, noun))] == first


def test_modifiers_say_whose_a_noun_is_or_of_what_kind():
    parse = parse_of("Russia's foreign minister left.")
    assert words(parse, parse.modifiers(at(parse, "minister"))) == ["Russia", "foreign"]


def test_rows_of_a_table_have_their_heads():
    parse = parse_of(OLD_MAYOR)
    end = OLD_MAYOR.index(" and")
    rows = pd.DataFrame({"start": [0, OLD_MAYOR.index("angry")], "end": [end, len(OLD_MAYOR) - 1]})
    assert words(parse, parse.heads_of(rows)) == ["mayor", "voters"]
