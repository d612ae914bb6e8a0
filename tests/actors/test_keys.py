"""Which names have one key, and which may be one actor's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.actors.keys import (
    acronym,
    body_key,
    is_one_name,
    may_be_one_body,
    may_be_one_person,
    name_key,
    read_person,
    same_first_name,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhán O’Rourke", "SIOBHAN O'ROURKE"),
        ("Pat OBrien", "Pat O'Brien"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Sean Mc Donald", "Sean McDonald"),
        ("Abdel-Fattah el-Sisi", "Abdel Fattah Al-Sisi"),
        ("von der Leyen", "Leyen"),
        ("Sir Tom Lee", "Tom Lee"),
        ("J. D. Vance", "J.D. Vance"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Dana Lee Junior", "Dana Lee Jr."),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)
    assert may_be_one_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Bo Lee"),
        ("Dana Lee", "Dana Lee Jr."),
        ("Dana Lee II", "Dana Lee III"),
        ("John A. Marsh", "John B. Marsh"),
        ("Mr. Lee", "Natalia Lee"),
        ("Abu Nasser", "Abu Karim Nasser"),
        ("Khalid bin Salim", "Salim"),
        ("Al Gore", "Tipper Gore"),
        ("Kim Jong-un", "Kim Yo-jong"),
        ("Ann", "Bo Lee"),
    ],
)
def test_what_two_names_of_people_forbid(one, other):
    assert not may_be_one_person(one, other)
    assert not may_be_one_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert S. Mueller III", "Robert Mueller"),
        ("Goodson", "Caesar Goodson Jr."),
        ("García Márquez", "Gabriel García Márquez"),
        ("Orbán Viktor", "Viktor Orban"),
        ("Xi", "Xi Jinping"),
        ("Zelenskiy", "Volodymyr Zelensky"),
        ("JD Vance", "James Vance"),
        ("Mrs Lee", "Natalia Lee"),
        ("Ann", "Ann Lee"),
    ],
)
def test_what_two_names_of_people_allow(one, other):
    assert may_be_one_person(one, other)
    assert may_be_one_person(other, one)


def test_two_whose_family_name_stands_first_have_equal_first_names():
    assert not may_be_one_person("Kim Jong-un", "Kim Jong-il")
    assert may_be_one_person("Kim Jong-un", "Kim Jong Un")


names = st.lists(
    st.sampled_from("Ann Al von De al-Hadi Abu O’Neill Mc Jr. J.D. Xi Kim-un Mr. Lee".split()),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(names, names)
def test_any_words_can_be_read_as_a_name(one, other):
    person = read_person(one)
    assert person.words and person.last
    assert may_be_one_person(one, one)
    assert may_be_one_person(one, other) == may_be_one_person(other, one)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Green River Council", "Blue River Council", False),
        ("Home Office", "the Foreign Office", False),
        ("the council", "Green River Council", True),
        ("GRC", "Green River Council", True),
        ("WHO", "World Bank", False),
        ("Médecins du Fleuve", "MEDECINS DU FLEUVE", True),
    ],
)
def test_what_two_names_of_bodies_allow(one, other, may):
    assert may_be_one_body(one, other) == may_be_one_body(other, one) == may


def test_a_body_has_one_key_in_all_spellings():
    assert body_key("The Green-River Council") == body_key("GREEN RIVER COUNCIL")


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


def test_an_acronym_leaves_out_small_words():
    assert acronym("Bank of England") == "BE"
