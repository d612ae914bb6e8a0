"""Who does what to whom, on sentences written for it and on whole articles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import annotate, make_article
from helpers.acts import find_acts
from helpers.base.tables import COLUMNS


def acts_of(text):
    return find_acts(annotate(make_article("test", text), cache=False))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mali attacked Chad on Monday.", ("attack", "Mali", "Chad", -1)),
        ("The protesters were jailed in May.", ("jail", "", "protesters", -1)),
        ("Ann Lee thanked the rescuers.", ("thank", "Ann Lee", "rescuers", 1)),
        ("France's invasion of Chad began in May.", ("invasion", "France", "Chad", -1)),
        ("The minister told the reporters on Monday.", ("tell", "minister", "reporters", 0)),
        ("France and Chad helped the farmers.", ("help", "France; Chad", "farmers", 1)),
        ("Bo Cole, who betrayed the union, left.", ("betray", "Bo Cole", "union", -1)),
        ("“I admire the nurses,” Ann Lee said.", ("admire", "Ann Lee", "nurses", 1)),
        ("The mayor was sacked by the council.", ("sack", "council", "mayor", -1)),
        ("Chad's president denounced the rebels.", ("denounce", "Chad's president", "rebels", -1)),
    ],
)
def test_an_act_has_its_agent_patient_and_sign(text, act):
    found = acts_of(text)[["lemma", "agent", "patient", "sign"]].values.tolist()
    assert list(act) in found


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was born in Lund.",
        "The minister said it was late.",
        "Bo Cole used to have a boat.",
        "The Unified Press is in Lund.",
    ],
)
def test_what_is_no_act_has_no_agent(text):
    assert acts_of(text).empty


def test_a_passive_without_an_agent_says_so():
    [row] = acts_of("Two miners were killed on Monday.").to_dict("records")
    assert row["passive"] and row["agent_left_out"] and row["agent"] == ""


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Mali did not attack Chad.", True),
        ("Mali may attack Chad.", True),
        ("Mali attacked Chad.", False),
    ],
)
def test_what_is_denied_or_only_possible_is_negated(text, negated):
    assert acts_of(text)["negated"].tolist() == [negated]


def test_a_hedge_stands_by_its_act():
    found = acts_of("Mali allegedly attacked Chad. France attacked Chad.")
    assert found["hedged"].tolist() == [True, False]


def test_the_voice_is_that_of_who_speaks():
    found = acts_of("“Mali attacked Chad,” Ann Lee said. France attacked Chad.")
    rows = found[found["lemma"] == "attack"][["voice", "speaker"]].values.tolist()
    assert rows == [["direct", "Ann Lee"], ["own", ""]]


def test_a_corrected_actor_is_the_agent():
    article = make_article(
        "test", "The fighters attacked Chad.", corrections=[("actor", "The fighters", "Wagner", "")]
    )
    [row] = find_acts(annotate(article, cache=False)).to_dict("records")
    assert row["agent"] == "Wagner" and row["by_hand"]


def test_acts_point_into_the_text(any_annotated):
    found = find_acts(any_annotated)
    text = any_annotated.article.text
    assert list(found.columns) == list(COLUMNS["acts"])
    names = {*any_annotated.mentions["actor"], ""}
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        assert row.agent or row.patient
        assert {*row.agent.split("; "), *row.patient.split("; ")} <= names
        assert 0 <= row.confidence <= 1 and row.sign in (-1, 0, 1)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.text(max_size=120))
def test_any_text_has_a_table_of_acts(text):
    assert list(acts_of(f"Mali attacked Chad. {text}").columns) == list(COLUMNS["acts"])
