"""How actors are framed: every value recounted from its evidence; exact on the first article where it is plain."""

import pytest

from helpers import annotate, make_article
from helpers.framing import describe_actors, find_evidence, plain_form


def agency_of(text):
    evidence = find_evidence(annotate(make_article("test", text), cache=False))
    found = evidence[evidence["measure"] == "agency"]
    return {(row.actor, row.text): row.category for row in found.itertuples()}


def test_every_value_can_be_recounted_from_its_evidence(any_annotated):
    framing, evidence = describe_actors(any_annotated), find_evidence(any_annotated)
    counts = evidence.groupby(["actor", "measure", "category"]).size()
    assert len(counts) == len(framing)
    for row in framing.itertuples():
        assert row.value * row.n == pytest.approx(counts[row.actor, row.measure, row.category])


def test_evidence_slices_to_the_text(any_annotated):
    text = any_annotated.article.text
    for row in find_evidence(any_annotated).itertuples():
        assert text[row.start : row.end] == row.text


def test_the_first_article_shows_who_acts(first):
    evidence = find_evidence(first).query("measure == 'agency'")
    found = {(row.actor, row.text): row.category for row in evidence.itertuples()}
    assert found["Sergey Lavrov", "vowed"] == "agent"
    assert found["Mali's junta leaders", "want"] == "agent"
    assert found["Mali's junta leaders", "embraced"] == "agent"
    assert found["Assimi Goita", "led"] == "agent"
    assert found["Mali", "received"] == "agent"
    assert found["Abdoulaye Diop", "dismissed"] == found["Sergey Lavrov", "dismissed"] == "agent"
    assert ("Sergey Lavrov", "said") not in found


@pytest.mark.parametrize(
    ("text", "case", "role"),
    [
        ("The army attacked Mali.", ("Mali", "attacked"), "patient"),
        ("Mali was attacked by Russia.", ("Mali", "attacked"), "patient"),
        ("Mali was attacked by Russia.", ("Russia", "attacked"), "agent"),
        ("Mali was attacked on Monday.", ("Mali", "attacked"), "patient, no agent named"),
        ("Russia and Mali signed and published a treaty.", ("Mali", "published"), "agent"),
    ],
)
def test_roles_come_from_grammar(text, case, role):
    assert agency_of(text)[case] == role


def test_cues_have_their_class(first):
    framing = describe_actors(first).query("measure == 'reporting verb' and actor == 'Sergey Lavrov'")
    assert dict(zip(framing["category"], framing["value"] * framing["n"], strict=True)) == {
        "neutral": 3,
        "committing": 1,
    }


def test_hedges_are_found_and_the_month_of_may_is_none(first):
    hedges = find_evidence(first).query("measure == 'hedge'").drop_duplicates("start").sort_values("start")
    assert hedges["text"].tolist() == ["accused of", "alleged", "alleged", "alleged"]
    evidence = find_evidence(annotate(make_article("a", "Mali voted in May. Mali may vote again."), cache=False))
    assert evidence.query("measure == 'hedge'")["text"].tolist() == ["may"]


def test_swapping_the_names_swaps_the_results():
    text = "{0} attacked {1} on Monday. {0} said that it had won. {1} was beaten."
    one = describe_actors(annotate(make_article("a", text.format("Mali", "Chad")), cache=False))
    two = describe_actors(annotate(make_article("a", text.format("Chad", "Mali")), cache=False))
    swap = {"Mali": "Chad", "Chad": "Mali"}
    keys = ["actor", "measure", "category"]
    swapped = two.assign(actor=two["actor"].replace(swap), category=two["category"].replace(swap)).set_index(keys)
    assert one.set_index(keys)["value"].to_dict() == swapped["value"].to_dict()


def test_forms_lose_article_and_possessive():
    assert [plain_form(form) for form in ("the UN", "Mali's", "a  spokesman", "Then")] == [
        "UN",
        "Mali",
        "spokesman",
        "Then",
    ]
