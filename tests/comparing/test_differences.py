"""Differences of shares: known ones show, none shows none, and where too little is said it says
so."""

import numpy as np
import pandas as pd
import pytest

from helpers import annotate, make_article
from helpers.comparing.differences import (
    actor_differences,
    against_others,
    difference_limits,
    group_differences,
)
from helpers.framing.evidence import EVIDENCE_COLUMNS, find_evidence


def evidence(shares, n=60, seed=0):
    """Return made-up evidence: for each (actor, article) so many verbs, a share of them as
    agent."""
    random = np.random.default_rng(seed)
    rows = []
    for (actor, article), share in shares.items():
        for sentence in range(n):
            role = "agent" if random.random() < share else "patient"
            rows.append(
                (article, 0, 1, "x", sentence, actor, "agency", role, "go", "own", "", False)
            )
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS)).astype(EVIDENCE_COLUMNS)


def test_a_known_difference_shows_and_swaps_with_the_names():
    cases = evidence({("Mali", "a"): 0.9, ("Chad", "a"): 0.3})
    one = actor_differences(cases, "Mali", "Chad").set_index("category").loc["agent"]
    two = actor_differences(cases, "Chad", "Mali").set_index("category").loc["agent"]
    assert one["adjusted"] < 0.01 and one["low"] > 0.3 and one["enough"]
    assert (one["difference"], one["low"], one["high"]) == pytest.approx(
        (-two["difference"], -two["high"], -two["low"])
    )


def test_the_same_twice_differs_in_nothing():
    cases = evidence({("Mali", "a"): 0.6})
    twice = pd.concat([cases, cases.assign(article="b")])
    table = group_differences(twice, "Mali", "article", "a", "b")
    assert (table["difference"] == 0).all() and (table["adjusted"] > 0.9).all()


def test_too_few_cases_have_a_reason_and_no_chance():
    table = actor_differences(
        evidence({("Mali", "a"): 0.9, ("Chad", "a"): 0.1}, n=8), "Mali", "Chad"
    )
    assert not table["enough"].any() and table["p"].isna().all()
    assert set(table["reason"]) == {"fewer than 20 cases of Mali and Chad"}


def test_who_is_not_there_is_named():
    with pytest.raises(ValueError, match="no case with actor 'Peru'"):
        actor_differences(evidence({("Mali", "a"): 0.5}), "Mali", "Peru")


def test_cases_of_one_sentence_go_together():
    """Twenty verbs in one sentence are no twenty cases: the interval takes them so, the shuffling
    does not."""
    cases = evidence({("Mali", "a"): 1.0, ("Mali", "b"): 0.0}, n=20)
    one = group_differences(cases, "Mali", "article", "a", "b").set_index("category").loc["agent"]
    same = group_differences(
        cases.assign(sentence=cases["sentence"] // 10), "Mali", "article", "a", "b"
    )
    assert one["p"] < 0.001 and same.set_index("category").loc["agent", "p"] > 0.1


def test_within_events_what_differs_between_events_is_no_difference():
    """Outlet a covers the events in which Mali acts, b the others; within each event they say the
    same."""
    rare = evidence({("Mali", "a"): 1.0, ("Mali", "b"): 1.0}, n=60).assign(event="x")
    often = evidence({("Mali", "a"): 0.0, ("Mali", "b"): 0.0}, n=60).assign(event="y")
    cases = pd.concat(
        [
            rare[(rare["article"] == "a") | (rare["sentence"] < 20)],
            often[(often["article"] == "b") | (often["sentence"] < 20)],
        ]
    )
    cases = cases.assign(sentence=cases["sentence"] + 100 * (cases["event"] == "y"))
    blind = (
        group_differences(cases.drop(columns="event"), "Mali", "article", "a", "b")
        .set_index("category")
        .loc["agent", "p"]
    )
    assert (
        blind
        < 0.001
        < group_differences(cases, "Mali", "article", "a", "b")
        .set_index("category")
        .loc["agent", "p"]
    )


def test_newcombes_example():
    low, high = difference_limits(9, 10, 3, 10)
    assert (float(low), float(high)) == pytest.approx((0.1705, 0.8090), abs=1e-4)


def test_a_constructed_pair_of_articles():
    """The same sentences, the roles turned in the second; and the same once more."""
    acts = "Chad attacked Niger on Monday. "
    suffers = "Niger attacked Chad on Monday. "
    texts = {
        "a": acts * 25 + suffers * 5,
        "b": acts * 5 + suffers * 25,
        "c": acts * 25 + suffers * 5,
    }
    cases = pd.concat(
        [find_evidence(annotate(make_article(id, text), cache=False)) for id, text in texts.items()]
    )
    turned = group_differences(cases, "Chad", "article", "a", "b").set_index(
        ["measure", "category"]
    )
    assert turned.loc[("agency", "agent"), "adjusted"] < 0.01
    assert (turned.drop(index="agency", level="measure")["adjusted"] > 0.05).all()
    assert (group_differences(cases, "Chad", "article", "a", "c")["adjusted"] > 0.05).all()


def test_one_article_against_a_few_can_have_no_small_chance():
    """Articles differ among themselves: one that differs from four others may be as usual as they
    are."""
    shares = {("Mali", "a"): 1.0} | {("Mali", name): 0.2 for name in "bcde"}
    table = against_others(evidence(shares), "Mali", "a")
    assert table["enough"].all() and (table["p"] > 0.05).all()


@pytest.mark.slow
def test_two_actors_of_one_sentence_change_sides_together():
    """In each sentence one hits and the other is hit, by the toss of a coin: that is no difference
    between them."""
    random = np.random.default_rng(1)
    chances = []
    for _ in range(60):
        turns = random.random(40) < 0.5
        pair = [evidence({(name, "a"): 1.0}, n=40) for name in ("Mali", "Chad")]
        pair[0]["category"], pair[1]["category"] = (
            np.where(turns, "agent", "patient"),
            np.where(turns, "patient", "agent"),
        )
        chances.append(actor_differences(pd.concat(pair), "Mali", "Chad", repeats=200)["p"].iloc[0])
    assert np.mean(np.array(chances) < 0.05) <= 0.12


def test_nothing_to_compare_is_an_empty_table_and_no_case_is_no_share():
    cases = evidence({("Mali", "a"): 0.5, ("Chad", "a"): 0.5}, n=3)
    assert actor_differences(cases.assign(measure="words"), "Mali", "Chad").empty
    voiced = pd.concat(
        [cases, cases[cases["actor"] == "Mali"].assign(measure="form", category="name")]
    )
    row = (
        actor_differences(voiced, "Mali", "Chad")
        .set_index(["measure", "category"])
        .loc[("form", "name")]
    )
    assert row["share_a"] == 1 and np.isnan(row["share_b"]) and np.isnan(row["difference"])
