"""How actors are framed: every value recounted from its evidence; the first article as it was coded
by hand."""

import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import GOLD, annotated_of

from helpers import annotate, make_article
from helpers.framing.counts import describe_actors
from helpers.framing.evidence import EVIDENCE_COLUMNS, MEASURES, SHARES, find_evidence, marks_of
from helpers.framing.presence import FIRST
from helpers.sentiment.scores import score_sentences
from helpers.showing.highlight import highlight

KINDS = {"commit": "committing"}


def described(annotated):
    sentiment = score_sentences(annotated)
    evidence = find_evidence(annotated, sentiment=sentiment)
    return describe_actors(annotated, evidence=evidence), evidence


def recount(annotated, evidence, actor, measure, category):
    """Return (value, n) counted anew, by another way than the suite's."""
    mine = evidence[(evidence["actor"] == actor) & (evidence["measure"] == measure)]
    cases = mine[mine["category"] == category]
    words = annotated.tokens[annotated.tokens["is_word"]]
    if category == FIRST:
        return np.mean(words["end"] <= cases["start"].iloc[0]), len(words)
    if measure in SHARES:
        n = len(mine)
    elif measure == "salience":
        n = ((evidence["measure"] == measure) & (evidence["category"] == category)).sum()
    elif measure == "words":
        n = len(words)
    else:
        n = evidence.loc[
            (evidence["actor"] == actor) & (evidence["measure"] == "voice"), "sentence"
        ].nunique()
    return len(cases) / n, n


def test_every_value_can_be_recounted_from_its_evidence(any_annotated):
    framing, evidence = described(any_annotated)
    rows = framing.to_dict("records")
    for row in random.Random(8).sample(rows, min(len(rows), 40)):
        value, n = recount(any_annotated, evidence, row["actor"], row["measure"], row["category"])
        assert (row["value"], row["n"]) == (pytest.approx(value), n), row
        assert (
            0 <= row["low"] <= row["value"] + 1e-9
            and row["value"] <= row["high"] + 1e-9
            and row["high"] <= 1
        )


def test_shares_sum_to_one_and_intervals_hold_them(any_annotated):
    framing, _ = described(any_annotated)
    sums = framing[framing["measure"].isin(SHARES)].groupby(["actor", "measure"])["value"].sum()
    assert np.allclose(sums, 1)
    assert set(framing["measure"]) <= set(MEASURES)
    assert not framing.duplicated(["actor", "measure", "category"]).any()


def test_evidence_slices_to_the_text(any_annotated):
    text = any_annotated.article.text
    evidence = find_evidence(any_annotated)
    assert evidence.dtypes.astype(str).to_dict() == EVIDENCE_COLUMNS
    for row in evidence.itertuples():
        assert text[row.start : row.end] == row.text


@pytest.mark.slow
@given(st.text(max_size=120))
def test_any_text_is_described(text):
    annotated = annotate(make_article("a", f"Mali said {text}"), cache=False)
    assert describe_actors(annotated)["value"].between(0, 1).all()


# the first article by hand


@pytest.fixture(scope="module")
def coded():
    return json.loads((GOLD / "lavrov_mali.json").read_text(encoding="utf-8"))["framing"]


@pytest.fixture(scope="module")
def evidence():
    return find_evidence(annotated_of("lavrov_mali.txt"))


def over(evidence, measure, row):
    """Return the evidence of a measure that overlaps a row of the hand coding."""
    return evidence[
        (evidence["measure"] == measure)
        & (evidence["start"] < row["end"])
        & (evidence["end"] > row["start"])
    ]


def test_who_calls_the_force_what(coded, evidence):
    force = evidence[evidence["actor"] == "Wagner Group"]
    for row in coded["force_named"]:
        found = over(force, "naming", row)
        assert set(found["speaker"].where(found["voice"] != "own", "own")) == {row["voice"]}, row


def test_the_hedges_are_those_found_by_hand_and_one_is_about_the_force(coded, evidence):
    hedges = evidence[evidence["measure"] == "hedge"].drop_duplicates("start")
    assert sorted(hedges["start"]) == sorted(row["start"] for row in coded["hedges"])
    assert set(
        evidence.loc[(evidence["measure"] == "hedge") & (evidence["actor"] != ""), "actor"]
    ) == {"Wagner Group"}


def test_cues_have_their_speaker_and_class(coded, evidence):
    for row in coded["cues"]:
        found = over(evidence, "reporting verb", row)
        assert set(found["actor"]) == set(row["speaker"].split("; ")), row
        assert set(found["category"]) == {KINDS.get(row["kind"], row["kind"])}, row


def test_nine_in_ten_of_the_roles_are_found(coded, evidence):
    right = []
    for row in coded["agency"]:
        mine = evidence[evidence["actor"] == row["actor"]]
        right.append(row["role"] in set(over(mine, "agency", row)["category"]))
    assert np.mean(right) >= 0.9


# what counts as what


def cases_of(text, measure):
    evidence = find_evidence(annotate(make_article("test", text), cache=False))
    return evidence[evidence["measure"] == measure]


def test_an_actor_is_quoted_paraphrased_or_only_spoken_of():
    text = (
        "“We will stay,” said Ann Lee of the strike. Bo Carr said that the port was closed. Lee "
        "met Carr."
    )
    found = cases_of(text, "voice").groupby("actor")["category"].agg(list).to_dict()
    assert found["Ann Lee"] == ["quoted", "only spoken of"]
    assert found["Bo Carr"] == ["paraphrased", "only spoken of"]


def test_what_is_said_in_boilerplate_is_no_voice():
    text = (
        "Ann Lee left the port of Chad on Monday, and it was late.\n\nCorrection: an earlier "
        "version gave a wrong day. “We are open,” said Ann Lee."
    )
    assert cases_of(text, "voice").groupby("actor")["category"].agg(list).to_dict().get(
        "Ann Lee"
    ) == ["only spoken of"]


def test_salience_says_who_opens_and_who_comes_late():
    text = "Chad closed its border on Monday.\nNiger and Chad had talked about it. Niger was angry."
    framing = describe_actors(annotate(make_article("a", text), cache=False)).query(
        "measure == 'salience'"
    )
    shares = framing.set_index(["actor", "category"])["value"].to_dict()
    assert (
        shares["Chad", "subject of the first sentence"] == 1
        and ("Niger", "subject of the first sentence") not in shares
    )
    assert shares["Chad", FIRST] == 0 and shares["Niger", FIRST] == pytest.approx(6 / 16)


def test_company_is_who_stands_in_the_same_sentence():
    found = (
        cases_of("Chad met Niger. Chad met Mali and Niger.", "company")
        .groupby("actor")["category"]
        .agg(list)
        .to_dict()
    )
    assert sorted(found["Chad"]) == ["Mali", "Niger", "Niger"] and sorted(found["Mali"]) == [
        "Chad",
        "Niger",
    ]


def test_tone_is_split_by_voice(first):
    framing, _ = described(first)
    tones = framing[
        framing["measure"].str.startswith("tone") & (framing["actor"] == "Wagner Group")
    ]
    assert set(tones["measure"]) == {
        "tone in the article's voice",
        "tone when quoted",
        "tone when paraphrased",
    }
    assert not describe_actors(first)["measure"].str.startswith("tone").any()


def test_swapping_the_names_swaps_the_results():
    text = "{0} attacked {1} on Monday. {0} said that it had won. {1} was beaten."
    one = describe_actors(annotate(make_article("a", text.format("Mali", "Chad")), cache=False))
    two = describe_actors(annotate(make_article("a", text.format("Chad", "Mali")), cache=False))
    swap = {"Mali": "Chad", "Chad": "Mali"}
    keys = ["actor", "measure", "category"]
    swapped = two.assign(
        actor=two["actor"].replace(swap), category=two["category"].replace(swap)
    ).set_index(keys)
    assert one.set_index(keys)["value"].to_dict() == swapped["value"].to_dict()


def test_the_text_shows_how_one_actor_is_framed(first, evidence):
    marks = marks_of(evidence, "Wagner Group")
    assert {"called", "called by others", "patient", "agent", "hedged"} <= set(marks["framing"])
    page = highlight(first.article, marks, by="framing").data
    assert "instructors</mark>" in page and "speaker: Mali&#x27;s junta" in page
