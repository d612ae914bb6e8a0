"""What is never one actor is never joined, whatever the network thinks; names go by their keys."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.actors.genders import gender_of
from helpers.actors.joining import join_mentions
from helpers.actors.mentions import surroundings
from helpers.actors.names import find_names
from helpers.actors.naming import name_keys
from helpers.actors.spotting import as_heads, spot_mentions
from helpers.actors.vetoes import are_apart, others_beside
from helpers.network import PRONOUN_KINDS, describe_pairs, encode
from helpers.reading import make_article
from helpers.tagging import Parse, lay_out, tag

TEXT = """Chancellor Ann Lee of Mali met President Mark Hall of Chad in Oslo on Monday.

Mr. Hall said the chancellor had helped his country. “She asked us for soldiers,” he said, “and I
gave her some.” The Malian soldiers thanked Chad's army, which kept its promise.

Lee's husband, the lawyer Bo Dee, and the Green River Council protested. They said the government
had lied. The council wants its money back, and Mrs. Lee refused to pay it."""


@pytest.fixture(scope="module")
def read():
    """The mentions of a text as they are before they are joined."""
    article = make_article("test", TEXT)
    layout = lay_out(article.text)
    encoding = encode(layout)
    _, tokens = tag(article, layout)
    parse = Parse.of(tokens)
    spotted = spot_mentions(article.text, parse, encoding, find_names(parse))
    keys = [key for key, _ in name_keys(parse, spotted)]
    around = surroundings(article.text, parse, encoding, ())
    genders = [
        gender_of(mention, around.words[mention.first - 1].lower() if mention.first else "", key)
        for mention, key in zip(spotted, keys, strict=True)
    ]
    heads = as_heads(spotted)
    tokens = np.searchsorted(parse.end, encoding.start[heads.head], side="right").tolist()
    others = others_beside(parse, around.words, spotted, tokens)
    return around.words, spotted, keys, genders, others, describe_pairs(heads, around)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), scale=st.sampled_from([0.1, 3, 30]))
def test_what_is_never_one_is_never_joined(read, seed, scale):
    words, spotted, keys, genders, others, pairs = read
    shape = (len(spotted), 1 + pairs.candidate.shape[1])
    scores = np.random.default_rng(seed).normal(size=shape) * scale
    scores[:, 1:][pairs.candidate < 0] = -1e4
    links = join_mentions(words, spotted, keys, genders, others, pairs, scores)
    clusters = {}
    for i, link in enumerate(links):
        if link.cluster >= 0:
            clusters.setdefault(link.cluster, []).append(i)
            assert link.antecedent in (-1, *pairs.candidate[i].tolist()) or link.antecedent > i
            assert 0 <= link.chance <= 1.001
    apart = [spotted[i] for i, link in enumerate(links) if link.cluster < 0]
    assert all(mention.form in ("label", "pronoun") for mention in apart)
    for members in clusters.values():
        people = {keys[i] for i in members if spotted[i].type == "person" and keys[i]}
        states = {keys[i] for i in members if spotted[i].type == "state" and keys[i]}
        assert len(people) <= 1 and len(states) <= 1
        assert {genders[i] for i in members} != {"m", "f", ""} and len(people & states) == 0
        named = [spotted[i].type for i in members if keys[i]]
        assert not any(are_apart(type, other) for type in named for other in named)
        kinds = {PRONOUN_KINDS.get(spotted[i].text.lower(), "") for i in members}
        assert not ("it" in kinds and "person" in named)
        assert not ({"he", "she"} & kinds and {"state", "organisation"} & set(named))


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_names_go_by_their_keys(read, seed):
    words, spotted, keys, genders, others, pairs = read
    shape = (len(spotted), 1 + pairs.candidate.shape[1])
    scores = np.random.default_rng(seed).normal(size=shape)
    links = join_mentions(words, spotted, keys, genders, others, pairs, scores)
    for key in set(keys) - {""}:
        mine = {link.cluster for link, other in zip(links, keys, strict=True) if other == key}
        assert len(mine) == 1


def test_a_man_is_no_woman_and_a_person_no_body():
    assert are_apart("person", "organisation") and are_apart("group", "state")
    assert not are_apart("organisation", "state") and not are_apart("person", "")
