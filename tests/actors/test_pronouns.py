"""Whom he, she, its, it and they stand for."""

from types import SimpleNamespace

import pytest
from parsed import at, names_of, parse_of, shown

from helpers.actors.groups import group_mentions, nameless_mentions
from helpers.actors.pronouns import clause_subject, is_expletive, pronoun_mentions


def pronouns_of(text, quotations=()):
    parse, known = names_of(text)
    known = known + group_mentions(parse, known)
    known = known + nameless_mentions(parse, known)
    return shown(parse, pronoun_mentions(parse, known, quotations))


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        # the gender of a first name, a title, or what was said before
        ("Ann Lee met Mark Hall. She was late.", [("She", "Ann Lee")]),
        ("Ann Lee met Mark Hall. He was late.", [("He", "Mark Hall")]),
        ("A woman met Mark Hall. She was late.", [("She", "woman")]),
        # a subject is more salient, and each sentence halves what there was
        ("Mark Hall met Bob Dole. He was late.", [("He", "Mark Hall")]),
        ("Mark Hall left. Bob Dole came. He was late.", [("He", "Bob Dole")]),
        # nobody is his own object, and his counterpart is somebody else
        ("Mark Hall saw him.", []),
        ("Mark Hall hurt himself.", [("himself", "Mark Hall")]),
        ("Mark Hall met his mother.", [("his", "Mark Hall")]),
        # nobody fits
        ("Ann Lee left. He was late.", []),
        ("The road was wet. He was late.", []),
        # forgotten after four sentences
        ("Mark Hall left. It rained. It snowed. It rained. It snowed. He was late.", []),
    ],
)
def test_he_and_she_are_the_most_salient_person_who_fits(text, pronouns):
    assert pronouns_of(text) == pronouns


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("NASA launched its rocket on Monday.", [("its", "NASA")]),
        ("Mali recalled its envoy and closed its border.", [("its", "Mali"), ("its", "Mali")]),
        ("The bank said it was sorry.", [("it", "bank")]),
        ("Mark Hall said its rocket was late.", []),
        ("Mali said it was time to leave.", []),
        ("Scientology officials said they had no letter.", [("they", "Scientology officials")]),
        ("It rained on NASA.", []),
    ],
)
def test_its_it_and_they_are_who_says_something_of_itself(text, pronouns):
    assert pronouns_of(text) == pronouns


def test_who_speaks_is_not_whom_the_quotation_calls_he():
    text = "Mark Hall met Bob Dole. “He lied,” Hall said."
    start = text.index("“")
    source = (text.index("Hall said"), text.index(" said"))
    quotation = SimpleNamespace(start=start, end=start + 9, type="direct", source=source)
    assert pronouns_of(text)[0] == ("He", "Mark Hall")
    assert pronouns_of(text, [quotation])[0] == ("He", "Bob Dole")


@pytest.mark.parametrize(
    ("text", "expletive"),
    [
        ("It is time to go.", True),
        ("It was decided that she left.", True),
        ("It rained.", True),
        ("It attacked the town.", False),
        ("It was attacked by rebels.", False),
    ],
)
def test_it_stands_for_nothing_or_for_somebody(text, expletive):
    parse = parse_of(text)
    assert is_expletive(parse, at(parse, "It")) == expletive


@pytest.mark.parametrize(
    ("text", "word", "subject"),
    [
        ("Mali recalled its envoy.", "its", "Mali"),
        ("Mali wants to recall its envoy.", "its", "Mali"),
        ("Its envoy left.", "Its", None),
        ("He said that Mali recalled its envoy.", "its", "Mali"),
    ],
)
def test_the_subject_of_a_clause_stands_before_what_is_said_of_it(text, word, subject):
    parse = parse_of(text)
    found = clause_subject(parse, at(parse, word))
    assert (parse.words[found] if found >= 0 else None) == subject
