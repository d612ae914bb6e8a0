"""Which bodies of several articles are one."""

import pytest
from called import are_one, shared

from helpers.comparing.body_names import without_place


def body(name, *texts):
    return (name, "organisation", *texts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("GOP", "Republican Party", True),
        ("the Republican party", "Republican Party", True),
        ("C.I.A.", "Central Intelligence Agency", True),
        ("Fenwick Daily", "FenwickDaily", True),
        ("Fenwick LLC", "Fenwick", True),
        ("Fenwick.com", "Fenwick", True),
        ("Fenwick movement", "Fenwick", True),
        ("Fenwick business newspaper", "Fenwick", True),
        ("Fenwick committee", "Fenwick", False),
        ("Médecins du Fleuve", "MEDECINS DU FLEUVE", True),
        ("Johnson & Marlow", "Johnson and Marlow", True),
        ("Wisconsin Supreme Court", "Supreme Court", False),
        ("state Supreme Court", "Supreme Court", False),
        ("Democratic Party", "Arizona Democratic Party", False),
        ("Republican Party", "Republicans", False),
        ("Home Office", "Foreign Office", False),
        ("Fenwick", "Fenwick Foundation", False),
    ],
)
def test_names_of_one_body(one, other, same):
    assert are_one(body(one), body(other)) == same


def test_an_acronym_is_known_from_any_article():
    defined = [body("Green River Council", "Green River Council", "GRC")]
    full = body("Green River Council")
    assert are_one(body("GRC"), full, defined)
    assert not are_one(body("GRC"), full)
    assert not are_one(body("GRC"), full, defined, [body("Global Rice Company", "GRC")])


def test_a_shorter_name_is_known_where_an_article_has_both():
    full = body("Fenwick Business Network")
    both = [body("Fenwick Business Network", "Fenwick Business Network", "Fenwick Business")]
    assert are_one(body("Fenwick Business"), full, both)
    assert not are_one(body("Fenwick Business"), full)


def test_a_name_that_does_not_explain_itself_is_known_from_two_articles():
    full = body("Fenwick Ministry")
    both = [body("Fenwick Ministry", "Fenwick Ministry", "Rose Hill")]
    assert not are_one(body("Rose Hill"), full, both)
    assert are_one(body("Rose Hill"), full, both, both)


def test_a_place_in_front_makes_another_body_whatever_an_article_calls_it():
    both = [body("Texas Senate", "Texas Senate", "the Senate"), ("Texas", "place")]
    assert not are_one(body("Senate"), body("Texas Senate"), both, both)


def test_what_an_article_itself_tells_apart_stays_apart():
    both = [body("Fenwick Business Network", "Fenwick Business Network", "Fenwick Business")]
    names = shared(
        a=[body("Fenwick Business"), body("Fenwick Business Network")],
        b=both,
        c=[body("Fenwick Business")],
    )
    assert names["a", "Fenwick Business"] != names["a", "Fenwick Business Network"]
    assert names["c", "Fenwick Business"] == names["b", "Fenwick Business Network"]


def test_a_name_of_common_words_is_one_body_in_one_country():
    def ministry_in(*countries):
        return [body("Health Ministry"), *((country, "state") for country in countries)]

    names = shared(
        a=ministry_in("Chad", "Mali"),
        b=ministry_in("Chad"),
        c=ministry_in(),
        d=ministry_in("Peru"),
        e=ministry_in("Peru", "Chile"),
    )
    named = [names[article, "Health Ministry"] for article in "abcde"]
    assert named[0] == named[1] == named[2] != named[3] == named[4]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marlow campaign", "Ann Marlow's campaign", True),
        ("Marlow camp", "Marlow presidential campaign", True),
        ("Marlow team", "Bo Lee team", False),
        ("Marlow campaign", "Marlow transition team", False),
        ("Marlow campaign", "Marlow administration", False),
    ],
)
def test_a_campaign_is_that_of_a_person(one, other, same):
    people = [("Ann Marlow", "person"), ("Bo Lee", "person")]
    assert are_one(body(one), body(other), people) == same
    assert not are_one(body(one), ("Ann Marlow", "person"), people)


def test_a_body_has_the_gazetteers_name_or_the_commonest():
    assert set(shared(a=[body("GOP")]).values()) == {"Republican Party"}
    names = shared(a=[body("Fenwick")], b=[body("Fenwick")], c=[body("Fenwick LLC")])
    assert set(names.values()) == {"Fenwick"}


def test_a_place_is_taken_off_a_name():
    assert without_place("New York Times", {"New York"}) == ["Times"]
    assert without_place("Ukraine’s Senate", {"Ukraine"}) == ["Senate"]
    assert without_place("Fenwick", {"Fenwick"}) == []
