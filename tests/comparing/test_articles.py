"""Articles side by side."""

import numpy as np
import pytest
from shared import annotated_of

from helpers import annotate, make_article
from helpers.comparing.articles import body_tokens, compare_articles, labels_by_voice
from helpers.comparing.contrasts import keyness

THREE = ["lavrov_mali.txt", "samples/sahel_wire.md", "samples/open_ledger.md"]


@pytest.fixture(scope="module")
def three():
    return [annotated_of(name) for name in THREE]


def test_an_actor_is_the_same_in_all_articles(three):
    framing = compare_articles(three)[0]
    lavrov = framing[framing["actor"] == "Sergey Lavrov"]
    assert set(lavrov["article"]) == {
        "lavrov_mali",
        "sahel_wire",
        "open_ledger",
    }  # one of them writes Sergei
    assert not framing["actor"].str.contains("Sergei").any()
    articles = framing.groupby("actor")["article"].nunique()
    assert (articles[["Sergey Lavrov", "Russia", "Mali"]] == 3).all()


def test_who_calls_an_actor_what_stands_in_a_row_per_article_and_voice(three):
    table = labels_by_voice(compare_articles(three)[1], "Russia").set_index(["article", "voice"])[
        "labels"
    ]
    assert (
        "Kremlin (1)" in table["open_ledger", "the article"]
        and "Kremlin" not in table["lavrov_mali", "the article"]
    )
    assert "Moscow (1)" in table["lavrov_mali", "Sergey Lavrov, paraphrased"]


def test_evidence_has_its_outlet_and_no_places(three):
    evidence = compare_articles(three)[1]
    assert set(evidence.loc[evidence["article"] == "sahel_wire", "outlet"]) == {
        "Sahel Wire (invented)"
    }
    assert set(evidence["article"]) == {"lavrov_mali", "sahel_wire", "open_ledger"}
    assert "Africa" not in set(evidence["actor"])


def test_boilerplate_is_no_body(three):
    tokens = body_tokens(three)
    assert "demonstration" not in set(tokens["text"]) and "Lavrov" in set(tokens["text"])


def test_the_table_is_counted_from_the_evidence_beside_it(three):
    framing, evidence = compare_articles(three)
    agents = framing[(framing["measure"] == "agency") & (framing["category"] == "agent")]
    counts = (
        evidence[evidence["measure"] == "agency"].groupby(["article", "actor", "category"]).size()
    )
    for row in agents.itertuples():
        assert row.value * row.n == pytest.approx(counts[row.article, row.actor, "agent"])
    sums = framing[framing["measure"] == "voice"].groupby(["article", "actor"])["value"].sum()
    assert np.allclose(sums, 1)


def test_keyness_is_the_mirror_of_itself(three):
    one = keyness(three[0].tokens, three[2].tokens)
    two = keyness(three[2].tokens, three[0].tokens)
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
    framing, evidence = compare_articles(three[:1])
    assert set(framing["article"]) == set(evidence["article"]) == {"lavrov_mali"}
    framing, evidence = compare_articles([])
    assert (
        framing.empty and evidence.empty and list(framing) == list(compare_articles(three[:1])[0])
    )
