"""Sentences, parts of speech and names in articles that others tagged by hand (GUM's Wikinews)."""

import json

import pytest
from shared import GOLD

from helpers import annotate, make_article
from helpers.actors.names import find_names
from helpers.tagging import Parse

ACTORS = ("person", "organization", "place")


@pytest.fixture(scope="module")
def articles():
    """Pairs of what was coded by hand and what the suite finds in the same text."""
    lines = (GOLD / "tagging_dev.jsonl").read_text(encoding="utf-8").splitlines()
    coded = [json.loads(line) for line in lines]
    return [(row, annotate(make_article(row["id"], row["text"]), cache=False)) for row in coded]


def trimmed(text, spans):
    return {(a, a + len(text[a:b].rstrip())) for a, b in spans}


def f1(pairs):
    """Return F1 of pairs of sets: what was coded, what was found."""
    hits = sum(len(coded & found) for coded, found in pairs)
    return 2 * hits / sum(len(coded) + len(found) for coded, found in pairs)


def test_sentences_begin_and_end_where_coders_say(articles):
    pairs = []
    for coded, annotated in articles:
        spans = annotated.sentences[["start", "end"]].itertuples(index=False)
        text = coded["text"]
        pairs.append((trimmed(text, coded["sentences"]), trimmed(text, spans)))
    assert f1(pairs) > 0.94


def test_most_words_have_the_part_of_speech_that_coders_give_them(articles):
    right = []
    for coded, annotated in articles:
        tokens = annotated.tokens
        keys = zip(tokens["start"], tokens["end"], strict=True)
        found = dict(zip(keys, tokens["upos"], strict=True))
        for token in coded["tokens"]:
            upos = found.get((token["start"], token["end"]))
            right += [upos == token["upos"]] if upos else []
    assert len(right) > 8_000 and sum(right) / len(right) > 0.95


def test_most_proper_names_of_actors_are_found(articles):
    hits = []
    for coded, annotated in articles:
        parse = Parse.of(annotated.tokens)
        found = {i for name in find_names(parse) for i in range(name.first, name.last)}
        places = {parse.start[i] for i in found}
        for entity in coded["entities"]:
            if entity["kind"] == "named" and entity["type"] in ACTORS:
                start, _ = entity["head"]
                hits.append(start in places)
    assert len(hits) > 600 and sum(hits) / len(hits) > 0.9
