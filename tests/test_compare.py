"""Articles side by side."""

import numpy as np
import pytest
from conftest import annotated_of

from helpers import annotate, make_article
from helpers.compare import article_shares, compare_actors, forms_by_article, keyness, shared_actors

THREE = ["lavrov_mali.txt", "samples/sahel_wire.md", "samples/open_ledger.md"]


@pytest.fixture(scope="module")
def three():
    return [annotated_of(name) for name in THREE]


def test_an_actor_is_the_same_in_all_articles(three):
    framing = compare_actors(three)
    lavrov = framing[framing["actor"] == "Sergey Lavrov"]
    assert set(lavrov["article"]) == {"lavrov_mali", "sahel_wire", "open_ledger"}  # one of them writes Sergei
    assert not framing["actor"].str.contains("Sergei").any()
    assert {"Sergey Lavrov", "Russia", "Mali"} <= set(shared_actors(framing)["actor"])


def test_what_an_actor_is_called_stands_in_a_column_per_article(three):
    table = forms_by_article(compare_actors(three))
    assert list(table.columns) == ["actor", "lavrov_mali", "sahel_wire", "open_ledger"]
    russia = table.set_index("actor").loc["Russia"]
    assert "Kremlin" in russia["open_ledger"] and "Kremlin" not in russia["lavrov_mali"]


def test_the_voices_of_each_article_sum_to_one(three):
    shares = article_shares(three)
    assert np.allclose(shares.groupby("article")["share"].sum(), 1)


def test_keyness_is_the_mirror_of_itself(three):
    one, two = keyness(three[0].tokens, three[2].tokens), keyness(three[2].tokens, three[0].tokens)
    scores = two.set_index("word")["score"]
    assert np.allclose(one["score"], -scores.loc[one["word"]])
    assert one["score"].is_monotonic_decreasing
    assert (one["n"] == one["n_a"] + one["n_b"]).all()


def test_a_known_difference_shows_and_none_shows_none():
    words = ["river", "bridge", "town", "mayor", "winter", "market", "school", "road"]
    same = " ".join(f"The {word} stood by the {other}." for word in words for other in words)
    one, two = (
        annotate(make_article(name, text), cache=False)
        for name, text in (("a", same + " The regime fell." * 40), ("b", same))
    )
    table = keyness(one.tokens, two.tokens).set_index("word")["score"]
    assert table.idxmax() in ("regime", "fall") and table["regime"] > 1.96
    assert (keyness(two.tokens, two.tokens)["score"].abs() < 1e-9).all()


def test_one_article_and_none(three):
    assert shared_actors(compare_actors(three[:1])).equals(compare_actors(three[:1]))
    assert compare_actors([]).empty and article_shares([]).empty
