"""Who does what to whom, as grammar says it: subjects, objects and agents of one verb."""

import pytest
from parsed import at, parse_of, words

from helpers.tagging import Parse, agents, is_asserted, objects, passive, subjects, verbs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army attacked the town and left.", ["attacked", "left"]),
        ("The army has attacked the town.", ["attacked"]),
        ("Ann Lee was angry.", []),
        ("She has to leave the town.", ["leave"]),
        ("She has two houses.", ["has"]),
        ("The ousted president fled.", ["ousted", "fled"]),
    ],
)
def test_verbs_of_their_own(text, found):
    parse = parse_of(text)
    assert words(parse, verbs(parse)) == found


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("The army attacked Mali.", "attacked", ["army"]),
        ("Russia and Mali signed a treaty.", "signed", ["Russia", "Mali"]),
        ("Russia signed and published a treaty.", "published", ["Russia"]),
        ("The rebels who fled were caught.", "fled", ["rebels"]),
        ("The rebels, most of whom fled, were caught.", "fled", ["rebels"]),
        ("The UN urged the junta to leave office.", "leave", ["junta"]),
        ("Nurses have promised doctors to end the strike.", "end", ["Nurses"]),
        ("The UN's efforts to help refugees failed.", "help", ["UN"]),
        ("The government stopped nurses from striking.", "striking", ["nurses"]),
        ("The minister called on the rebels to surrender.", "surrender", ["rebels"]),
        ("After evicting the troops, the junta called Russia.", "evicting", ["junta"]),
        ("It rained.", "rained", ["It"]),
    ],
)
def test_subjects_expressed_and_understood(text, verb, found):
    parse = parse_of(text)
    assert words(parse, subjects(parse, at(parse, verb))) == found


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("The army attacked Mali.", "attacked", ["Mali"]),
        ("France gave him weapons.", "gave", ["him", "weapons"]),
        ("The rebels, whom France trained, fled.", "trained", ["rebels"]),
        ("The men France trained have fled.", "trained", ["men"]),
        ("They kidnapped and shot a mayor.", "kidnapped", ["mayor"]),
        ("France helped Mali improve its army.", "improve", ["army"]),
        ("The army left.", "left", []),
    ],
)
def test_objects_expressed_and_understood(text, verb, found):
    parse = parse_of(text)
    assert words(parse, objects(parse, at(parse, verb))) == found


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Mali was attacked by Russia and Chad.", "attacked", ["Russia", "Chad"]),
        ("The vote was won by email.", "won", []),
        ("The mayor was kidnapped and shot by rebels.", "kidnapped", ["rebels"]),
        ("The US-led coalition struck Mali.", "led", ["US"]),
        ("Mali was attacked on Monday.", "attacked", []),
    ],
)
def test_agents_of_a_passive(text, verb, found):
    parse = parse_of(text)
    assert words(parse, agents(parse, at(parse, verb))) == found


@pytest.mark.parametrize(
    ("text", "verb", "is_passive"),
    [
        ("Mali was attacked on Monday.", "attacked", True),
        ("The driver got arrested.", "arrested", True),
        ("Backed by Russia, the junta rejected the plan.", "Backed", True),
        ("The ousted president fled.", "ousted", True),
        ("Having lost the vote, the party sacked its leader.", "lost", False),
        ("The army has attacked Mali.", "attacked", False),
        ("The army attacked Mali.", "attacked", False),
        ("The towns and villages burned by the army lie empty.", "burned", True),
    ],
)
def test_a_verb_is_passive_or_not(text, verb, is_passive):
    parse = parse_of(text)
    assert passive(parse, at(parse, verb)) == is_passive


@pytest.mark.parametrize(
    ("text", "verb", "noun", "asserted"),
    [
        ("Ann Lee is a traitor.", "is", "traitor", True),
        ("Ann Lee is not a traitor.", "is", "traitor", False),
        ("Ann Lee may be a traitor.", "be", "traitor", False),
        ("Was Ann Lee a traitor?", "Was", "traitor", False),
        ("He denied that Ann Lee is a traitor.", "is", "traitor", False),
        ("He said that Ann Lee is a traitor.", "is", "traitor", True),
        ("Ann Lee is no traitor.", "is", "traitor", False),
    ],
)
def test_what_is_denied_asked_or_possible_is_not_asserted(text, verb, noun, asserted):
    parse = parse_of(text)
    assert is_asserted(parse, at(parse, verb), at(parse, noun)) == asserted


def test_no_verb_hands_its_subject_round_in_a_circle(any_annotated):
    parse = Parse.of(any_annotated.tokens)
    for verb in verbs(parse):
        for found in (subjects(parse, verb), objects(parse, verb), agents(parse, verb)):
            assert all(0 <= i < len(parse) for i in found)
