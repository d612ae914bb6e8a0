"""Which names are one person's in an article."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.actors import people
from helpers.actors.keys import may_be_same
from helpers.actors.people import join_people


@pytest.mark.parametrize(
    ("forms", "last", "rule"),
    [
        (["Ann Lee", "Lee"], "Ann Lee", "last name"),
        (["Ann Lee", "Ann"], "Ann Lee", "first name"),
        (["Elvira Quispe Rojas", "Quispe"], "Elvira Quispe Rojas", "first of two last names"),
        (["Elvira Quispe Rojas", "Quispe Rojas"], "Elvira Quispe Rojas", "part of the full name"),
        (["Sergey Lavrov", "Sergei Lavrov"], "Sergey Lavrov", "same last name, like first name"),
        (["Sergey Lavrov", "S. Lavrov"], "Sergey Lavrov", "same last name, like first name"),
        (["Ann Lee", "Bo Lee"], "Bo Lee", "full name"),
        (["Ann Lee", "Dee"], "Dee", "same name"),
        # of two with one last name, the first who is named more than once, else the first
        (["Lee", "Ann Lee", "Bo Lee", "Lee"], "Ann Lee", "last name"),
        (["Ann Lee", "Ann Lee", "Bo Lee", "Bo Lee", "Bo Lee", "Lee"], "Ann Lee", "last name"),
        (["Ann Lee", "Bo Lee", "Bo Lee", "Lee"], "Bo Lee", "last name"),
        (["Donald Ash", "Donald Ash Jr.", "Donald Jr."], "Donald Ash Jr.", "first name"),
        (["Richard Ash", "Richard III"], "Richard III", "same name"),
        # of two with one first name, neither
        (["Ann Lee", "Ann Dee", "Ann"], "Ann", "same name"),
        # titles and gender
        (["Hugo Lee", "Natalia Lee", "Mr. Lee"], "Hugo Lee", "last name and title"),
        (["Senator Bo Lee", "Jo Lee", "Jo Lee", "Sen. Lee"], "Bo Lee", "last name and title"),
        (["Natalia Lee", "Mr. Lee"], "Mr. Lee", "same name"),
        (["Mr. Lee", "Mrs. Lee"], "Mrs. Lee", "same name"),
        # spellings
        (["Jennifer Odell", "Jen Odell"], "Jennifer Odell", "same last name, like first name"),
        (["Marieke van der Zalm", "Van der Zalm"], "Marieke van der Zalm", "last name"),
        (["Omar al-Sharif", "El-Sharif"], "Omar al-Sharif", "last name"),
        (["Kim Jong-un", "Mr. Kim"], "Kim Jong-un", "last name"),
        (["Orbán Viktor", "Viktor Orban"], "Orbán Viktor", "full name"),
        (["Igor Belkovsky", "Belkovskiy"], "Igor Belkovsky", "last name, spelt differently"),
        (["Igor Belkovar", "Belkover"], "Igor Belkovar", "last name but for a letter"),
        (["Salim Abu Nasser", "Abu Karim Nasser", "Abu Nasser"], "Salim Abu Nasser", "last name"),
        (["LARS TOFTE", "Lars Tofte"], "Lars Tofte", "full name"),
    ],
)
def test_a_person_has_one_full_name(forms, last, rule):
    assert join_people(forms)[-1] == (last, rule)


def test_what_else_is_known_of_the_gender_counts():
    forms = ["Goodluck Lee", "Ferrante Lee", "Ms. Lee"]
    genders = {"Goodluck Lee": "f", "Ferrante Lee": "m"}
    assert join_people(forms, genders=genders)[-1][0] == "Goodluck Lee"


FORMS = ["Ann Lee", "Bo Lee", "Lee", "Ann", "A. Lee", "Bo Dee Lee", "Mr. Lee", "LEE", "Ann Lee Jr."]


@given(st.lists(st.sampled_from(FORMS)))
def test_each_form_is_joined_to_one_of_the_forms(forms):
    joined = join_people(forms)
    assert len(joined) == len(forms)
    assert {full for full, _ in joined} <= {*forms, "Lee"}
    assert join_people(forms) == joined


def test_a_name_is_compared_with_few_others(monkeypatch):
    compared = []

    def counted(one, other):
        compared.append(one)
        return may_be_same(one, other)

    monkeypatch.setattr(people, "may_be_same", counted)
    join_people([f"Name{n} Family" for n in range(1500)])
    assert max(Counter(compared).values()) <= 10 * people.MOST_ALIKE
