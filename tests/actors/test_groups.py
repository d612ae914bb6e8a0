"""Groups and persons without a name of their own."""

import pytest
from parsed import names_of, shown

from helpers.actors.groups import group_mentions, nameless_mentions


def groups_of(text):
    parse, named = names_of(text)
    return shown(parse, group_mentions(parse, named))


def persons_of(text):
    parse, named = names_of(text)
    return shown(parse, nameless_mentions(parse, named))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        # people in the plural, bodies, and what "who" follows
        ("Some rights groups protested.", [("Some rights groups", "rights groups")]),
        ("Soldiers left.", [("Soldiers", "Soldiers")]),
        ("The driver left.", []),
        ("Whether people agree, nobody knows.", []),
        ("The women left.", [("The women", "women")]),
        # one group for each owner and noun
        ("Malian soldiers left. French soldiers stayed.",
         [("Malian soldiers", "Malian soldiers"), ("French soldiers", "French soldiers")]),
        ("Malian soldiers left. Mali's soldiers came back.",
         [("Malian soldiers", "Malian soldiers"), ("Mali's soldiers", "Malian soldiers")]),
        # "the junta" is the only one, and Mali's leaders are Mali's junta
        ("Mali's junta met. The junta left.",
         [("Mali's junta", "Mali's junta"), ("The junta", "Mali's junta")]),
        ("Mali's junta met. Mali's leaders left.",
         [("Mali's junta", "Mali's junta"), ("Mali's leaders", "Mali's junta")]),
        # members stand for their organisation
        ("Members of the Green River Council left.", [("Members", "Green River Council")]),
        ("Paramilitaries with the Wagner Group came. The mercenaries left.",
         [("Paramilitaries", "Wagner Group"), ("The mercenaries", "Wagner Group")]),
        ("The mercenaries left.", [("The mercenaries", "mercenaries")]),
        # the countries of a bloc are one
        ("Western countries and Western diplomats agreed.",
         [("Western countries", "Western countries"), ("Western diplomats", "Western countries")]),
    ],
)  # fmt: skip
def test_groups_have_their_owner_and_noun_for_a_name(text, groups):
    assert sorted(groups_of(text)) == sorted(groups)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("A man left.", [("A man", "man")]),
        ("The former prime minister left.", [("The former prime minister", "prime minister")]),
        ("A 40-year-old driver left. The driver came back.",
         [("A 40-year-old driver", "driver"), ("The driver", "driver")]),
        ("Mali's finance minister left. The Malian finance minister came back.",
         [("Mali's finance minister", "Mali's finance minister"),
          ("The Malian finance minister", "Mali's finance minister")]),
        # what somebody is said to be is nobody more
        ("Ann Lee is a doctor.", []),
        ("Ann Lee worked as a doctor.", []),
        ("The soldiers left.", []),
        # a headline leaves the article out
        ("Teacher arrested in river town", [("Teacher", "Teacher")]),
    ],
)  # fmt: skip
def test_one_person_has_the_words_that_tell_who_is_meant(text, persons):
    assert persons_of(text) == persons
