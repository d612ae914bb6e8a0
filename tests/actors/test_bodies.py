"""Which names are one organisation's or place's in an article."""

import time

import pytest
from parsed import parse_of

from helpers.actors.bodies import join_organisations, join_places
from helpers.actors.names import bodies_in_brackets, find_names


def organisations_of(text):
    parse = parse_of(text)
    bodies = [name for name in find_names(parse) if name.label == "organisation"]
    defined = bodies_in_brackets(parse, bodies)
    return join_organisations([name.text for name in bodies], defined=defined)


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
        ("GRC", "Green River Council", "acronym"),
        ("G.R.C.", "Green River Council", "acronym"),
        ("Scientology", "Church of Scientology", "shorter name"),
        ("River Council", "Green River Council", "shorter name"),
        ("Verdant", "Verdant Party", "without its last word"),
        ("GREEN RIVER COUNCIL", "Green River Council", "same name"),
        ("Halvorsen", "Halvorsen Industrial Group", "first word of its name"),
        # what is not short for the name
        ("Senate", "Senate Ethics Committee", ""),
        ("Verdant", "Verdant Science Fair", ""),
        ("Council", "Council Bluffs Bank", ""),
        ("Mali", "Mali Mining Group", ""),
        ("NASA", "NASA Research Group", ""),
        ("Grc", "Green River Council", ""),
    ],
)
def test_what_an_organisations_name_may_be_short_for(form, full, rule):
    joined = join_organisations([full, form])[form]
    assert joined == (full, rule) if rule else joined[0] != full


def test_a_first_word_is_short_for_what_was_named_before_it():
    assert join_organisations(["Verdant", "Verdant Vale Holdings"])["Verdant"][0] == "Verdant"


def test_many_names_take_no_longer_each_than_few():
    def seconds(size):
        forms = [f"Green{n} Council" for n in range(size)]
        began = time.perf_counter()
        join_organisations(forms)
        return time.perf_counter() - began

    assert seconds(12_000) < 10 * seconds(3_000)


@pytest.mark.parametrize(
    ("forms", "form", "full"),
    [
        (["Los Angeles", "LA"], "LA", "Los Angeles"),
        (["Korea"], "Korea", "South Korea"),
        (["Taipei", "Taipei City"], "Taipei City", "Taipei"),
        (["LAGOS", "Lagos"], "LAGOS", "Lagos"),
        (["Lagos"], "Lagos", "Lagos"),
    ],
)
def test_a_place_has_one_name(forms, form, full):
    assert join_places(forms, named_states=["South Korea"])[form][0] == full
