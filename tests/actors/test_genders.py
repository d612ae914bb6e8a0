"""Who is known to be a man or a woman."""

from types import SimpleNamespace

import pytest

from helpers.actors.genders import gender_of


@pytest.mark.parametrize(
    ("text", "form", "before", "actor", "gender"),
    [
        ("She", "pronoun", "", "", "f"),
        ("they", "pronoun", "", "", ""),
        ("Lee", "name", "mr.", "", "m"),
        ("Lee", "name", "that", "Mary Lee", "f"),
        ("Mary Lee", "name", "", "Mary Lee", "f"),
        ("Lee", "name", "", "Lee", ""),
        ("his wife", "noun", "", "", "f"),
        ("the spokesman", "noun", "", "", "m"),
        ("the minister", "noun", "", "", ""),
    ],
)
def test_titles_names_roles_and_pronouns_tell_men_from_women(text, form, before, actor, gender):
    mention = SimpleNamespace(text=text, form=form, type="person")
    assert gender_of(mention, before, actor) == gender
