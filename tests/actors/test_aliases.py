"""Which names are one actor's: of people, organisations and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import parse_of

from helpers.actors.aliases import (
    acronym,
    is_one_name,
    join_organisations,
    join_people,
    join_places,
    opens_name,
    same_first_name,
    shortens,
)
from helpers.actors.names import find_names


@pytest.mark.parametrize(
    ("forms", "last", "rule"),
    [
        (["Ann Lee", "Lee"], "Ann Lee", "last name"),
        (["Ann Lee", "Ann"], "Ann Lee", "first name"),
        (["Elvira Quispe Rojas", "Quispe"], "Elvira Quispe Rojas", "first of two last names"),
        (["Sergey Lavrov", "Sergei Lavrov"], "Sergey Lavrov", "same last name, like first name"),
        (["Sergey Lavrov", "S. Lavrov"], "Sergey Lavrov", "same last name, like first name"),
        (["Ann Lee", "Bo Lee"], "Bo Lee", "full name"),
        (["Ann Lee", "Dee"], "Dee", "same name"),
        # of two with one last name, whom the text named most often; of equals the one named last
        (["Ann Lee", "Bo Lee", "Lee"], "Bo Lee", "last name"),
        (["Ann Lee", "Ann Lee", "Bo Lee", "Lee"], "Ann Lee", "last name"),
        # of two with one first name, neither
        (["Ann Lee", "Ann Dee", "Ann"], "Ann", "same name"),
    ],
)
def test_a_person_has_one_full_name(forms, last, rule):
    assert join_people(forms)[-1] == (last, rule)


@given(st.lists(st.sampled_from(["Ann Lee", "Bo Lee", "Lee", "Ann", "A. Lee", "Bo Dee Lee"])))
def test_each_form_is_joined_to_one_of_the_forms(forms):
    joined = join_people(forms)
    assert len(joined) == len(forms)
    assert {full for full, _ in joined} <= set(forms)
    assert join_people(forms) == joined


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergey", "Sergei", True),
        ("S.", "Sergei", True),
        ("Mohamed", "Mohammed", True),
        ("Ann", "Anna", False),
        ("Ann", "Bo", False),
    ],
)
def test_first_names_in_two_spellings(one, other, same):
    assert same_first_name(one, other) == same_first_name(other, one) == same


def test_a_state_its_people_and_its_capital_are_one_name():
    assert is_one_name("moscow", "russian") and is_one_name("mali", "malian")
    assert not is_one_name("moscow", "ukrainian")


def organisations_of(text):
    parse = parse_of(text)
    return join_organisations(parse, find_names(parse))


@pytest.mark.parametrize(
    ("text", "form", "full", "rule"),
    [
        ("The UN met on Monday.", "UN", "United Nations", "gazetteer"),
        (
            "The Green River Council (GRC) met. The GRC will meet again.",
            "GRC",
            "Green River Council",
            "defined in brackets",
        ),
        (
            "The Green River Council met on Monday.",
            "Green River Council",
            "Green River Council",
            "same name",
        ),
        (
            "It rained on Monday. Halvorsen Industrial Group said so. Halvorsen rose.",
            "Halvorsen",
            "Halvorsen Industrial Group",
            "first word of its name",
        ),
    ],
)
def test_an_organisation_has_one_full_name(text, form, full, rule):
    assert organisations_of(text)[form] == (full, rule)


@pytest.mark.parametrize(
    ("form", "full", "rule"),
    [
        ("WHO", "World Health Organization", "acronym"),
        ("W.H.O.", "World Health Organization", "acronym"),
        ("Scientology", "Church of Scientology", "shorter name"),
        ("Conservative", "Conservative Party", "without its last word"),
        ("Senate", "Senate Ethics Committee", ""),
        ("Google", "Google Science Fair", ""),
        ("Green River Council", "Green River Council", ""),
        ("Green River Council", "River Council", ""),
    ],
)
def test_what_an_organisations_name_may_be_short_for(form, full, rule):
    assert shortens(form, full) == rule


@pytest.mark.parametrize(
    ("form", "full", "opens"),
    [
        ("Halvorsen", "Halvorsen Industrial Group", True),
        ("Council", "Council Bluffs Bank", False),
        ("Mali", "Mali Mining Group", False),
        ("NASA", "NASA Research Group", False),
        ("Group", "Halvorsen Industrial Group", False),
    ],
)
def test_the_first_word_of_a_companys_name(form, full, opens):
    assert opens_name(form, full) == opens


def test_an_acronym_leaves_out_small_words():
    assert acronym("Bank of England") == "BE"


@pytest.mark.parametrize(
    ("text", "form", "full"),
    [
        ("Los Angeles burned. Help came to LA late.", "LA", "Los Angeles"),
        ("South Korea won. Fans in Korea danced.", "Korea", "South Korea"),
        ("They left Lagos for Abuja.", "Lagos", "Lagos"),
    ],
)
def test_a_place_has_one_name(text, form, full):
    assert join_places(find_names(parse_of(text)))[form][0] == full
