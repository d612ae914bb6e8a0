"""Which words are proper names, and of what: one rule at a time on sentences of their own."""

from itertools import pairwise

import pytest
from parsed import parse_of

from helpers.actors.names import find_names
from helpers.base.wordlists import states
from helpers.tagging import Parse


def found(text):
    return [(name.text, name.label) for name in find_names(parse_of(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what does not belong to a name is cut off
        ("President Emmanuel Macron left Mali.", [("Emmanuel Macron", "person"), ("Mali", "name")]),
        ("Ann Lee's lawyer spoke.", [("Ann Lee", "person")]),
        ("Sweden 1 Mali 2 was the score.", [("Sweden", "name"), ("Mali", "name")]),
        # the last word of a name says what it names
        ("The Deseret News observed that it rained.", [("Deseret News", "organisation")]),
        ("The Clean Water Act was signed by Ann Lee on Monday.", [("Ann Lee", "person")]),
        # a state is known by its name, its people, its capital and its seat of government
        ("Malian troops left.", [("Malian", "demonym")]),
        ("The Kremlin denied it.", [("Kremlin", "seat")]),
        ("Talks were held in Paris.", [("Paris", "capital")]),
        ("Kyiv and Chisinau agreed.", [("Kyiv", "capital"), ("Chisinau", "capital")]),
        # no names
        ("The Internet was young then.", []),
        ("Microsoft said IE9 is out.", [("Microsoft", "organisation")]),
    ],
)
def test_one_rule_at_a_time(text, names):
    assert found(text) == names


def test_brackets_define_the_name_before_them_as_far_as_their_letters_say():
    names = found("The Green River Council (GRC) met on Monday.")
    assert names == [("Green River Council", "organisation"), ("GRC", "organisation")]
    assert ("May", "organisation") not in found("The vote (May) was lost.")


def test_a_name_that_was_seen_once_is_found_again():
    names = found("Sehar Memon leads a club. Memon, who is forty, said so. Memon left.")
    assert [text for text, _ in names] == ["Sehar Memon", "Memon", "Memon"]
    assert {label for _, label in names} == {"person"}


def test_a_form_has_one_label_in_an_article():
    names = found("Johnson & Johnson recalled a drug. Boris Johnson spoke. Johnson left.")
    assert dict(names)["Johnson"] == dict(names)["Boris Johnson"] == "person"
    assert dict(names)["Johnson & Johnson"] == "organisation"


def test_only_states_have_the_state_they_stand_for():
    for name in find_names(parse_of("Moscow and Ann Lee of the United Nations met.")):
        assert name.state == states().get(name.text, ("", ""))[0]


def test_names_are_in_order_and_overlap_nowhere(any_annotated):
    parse = Parse.of(any_annotated.tokens)
    names = find_names(parse)
    assert all(before.last <= name.first for before, name in pairwise(names))
    for name in names:
        written = parse.text(name.first, name.last)
        assert name.text in (written, written.title())
