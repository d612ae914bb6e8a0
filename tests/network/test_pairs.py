"""What a reader would compare of two mentions."""

import numpy as np
import pytest

from helpers.network import FLAG, FORMS, TYPES, Heads, describe_pairs, surround

WORDS = "Ann Lee met the Green River Council ( GRC ) . Bob Lee said she left the council .".split()
# first, head, last word; form; type
MENTIONS = [
    (0, 1, 1, "name", "person"),
    (3, 6, 6, "name", "organisation"),
    (8, 8, 8, "name", "organisation"),
    (11, 12, 12, "name", "person"),
    (14, 14, 14, "pronoun", "person"),
    (16, 17, 17, "noun", "organisation"),
]


@pytest.fixture(scope="module")
def pairs():
    first, head, last, form, type = zip(*MENTIONS, strict=True)
    heads = Heads(
        np.array(first),
        np.array(head),
        np.array(last),
        np.array([FORMS.index(name) for name in form]),
        np.array([TYPES.index(name) for name in type]),
    )
    starts = np.arange(len(WORDS)) * 10
    sentence = np.array([0] * 11 + [1] * (len(WORDS) - 11))
    edges = (starts, starts + 9)
    quotations = [(140, 179, 110, 129)]  # "she left the council", said by "Bob Lee"
    around = surround(WORDS, edges, sentence, np.zeros(len(WORDS), int), quotations)
    return describe_pairs(heads, around)


def flag(pairs, name, mention, earlier):
    place = pairs.candidate[mention].tolist().index(earlier)
    return bool(pairs.flags[mention, place, FLAG[name]])


def test_candidates_stand_before_a_mention(pairs):
    for i, row in enumerate(pairs.candidate):
        assert sorted(row[row >= 0]) == list(range(i))
    assert not pairs.flags[pairs.candidate < 0].any()


@pytest.mark.parametrize(
    ("name", "mention", "earlier", "expected"),
    [
        ("acronym", 2, 1, True),
        ("acronym", 3, 1, False),
        ("other first name", 3, 0, True),
        ("same last word", 5, 1, True),
        ("words within theirs", 5, 1, True),
        ("same words", 5, 1, False),
        ("is speaker", 4, 3, True),
        ("is speaker", 4, 0, False),
        ("same sentence", 4, 3, True),
        ("same sentence", 4, 0, False),
        ("into quotation", 4, 3, True),
        ("same quotation", 5, 4, True),
    ],
)
def test_flags_say_what_a_reader_sees(pairs, name, mention, earlier, expected):
    assert flag(pairs, name, mention, earlier) == expected


def test_no_mentions_have_no_pairs():
    none = np.zeros(0, int)
    heads = Heads(none, none, none, none, none)
    around = surround([], (none, none), none, none, [])
    assert describe_pairs(heads, around).candidate.shape == (0, 1)
