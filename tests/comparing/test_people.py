"""Which people of several articles are one."""

import pytest
from called import are_one, shared


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Robert S. Mueller III", "Robert Mueller", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy", True),
        ("HANA NOVAK", "Hana Novák", True),
        ("Muammar Gaddafi", "Muammar Gadafi", True),
        ("Jane Ellis Marlow", "Jane Marlow", True),
        ("Twitter @JaneMarlow", "Jane Marlow", True),
        ("Crooked Jane Marlow", "Jane Marlow", True),
        ("Ann Lee", "Bo Lee", False),
        ("Paul Ortega", "Paula Ortega", False),
        ("Adam K. Marlow", "Adam J. Marlow", False),
        ("Adam Marlow", "Adam Marlow Jr.", False),
        ("Michael Johnson", "Michael Johnston", False),
        ("Kim Jong-un", "Kim Jong-il", False),
    ],
)
def test_full_names_of_one_person(one, other, same):
    assert are_one((one, "person"), (other, "person")) == same


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Mueller", "Robert S. Mueller III", True),
        ("Zelenskiy", "Volodymyr Zelensky", True),
        ("Hoon", "Hun Sen", False),
        ("Henry", "Edith Henry", False),
        ("Betsy", "Betsy Marlow", False),
        ("Xi", "Xi Jinping", True),
        ("Bauer", "Kim Bauer", True),
    ],
)
def test_a_last_name_alone_is_that_of_its_only_bearer(short, full, same):
    assert are_one((short, "person"), (full, "person")) == same


def test_a_last_name_alone_is_that_of_the_most_prominent_bearer():
    one = [("Ann Marlow", "person", "Ann Marlow", "Marlow")]
    other = [("Bo Marlow", "person")]
    bare = ("Marlow", "person")
    assert are_one(bare, ("Ann Marlow", "person", "Marlow"), one, one, other)
    assert not are_one(bare, ("Ann Marlow", "person", "Marlow"), one, other, other)


def test_he_is_no_woman():
    she = [("Ann Marlow", "person", "Ann Marlow", "Marlow", "she")]
    assert are_one(("Marlow", "person", "Marlow", "she"), she[0], she, she)
    assert not are_one(("Marlow", "person", "Marlow", "he"), she[0], she, she)


def test_where_an_article_names_two_bearers_the_last_name_stays_open():
    ann = ("Ann Marlow", "person")
    names = shared(
        a=[("Marlow", "person"), ann, ("Bo Marlow", "person")], b=[ann], c=[ann], d=[ann]
    )
    assert names["a", "Marlow"] == "Marlow"


def test_another_name_counts_where_two_articles_use_it():
    called = [("Ann Marlow", "person", "Ann Marlow", "The Fox")]
    full = ("Ann Marlow", "person")
    assert not are_one(("The Fox", "person"), full, called)
    assert are_one(("The Fox", "person"), full, called, called)


def test_a_first_name_alone_is_that_of_somebody_whom_articles_name():
    full = ("Ivanka Marlow", "person")
    assert are_one(("Ivanka", "person"), full, [full])
    assert not are_one(("Ivanka", "person"), full, [full], [("Ivanka Lee", "person")])


def test_a_person_has_the_commonest_full_name():
    names = shared(
        a=[("Marlow", "person")],
        b=[("Marlow", "person")],
        c=[("ANN MARLOW", "person")],
        d=[("Ann Marlow", "person")],
    )
    assert set(names.values()) == {"Ann Marlow"}
