"""Descriptors and hedges: which words, of whom."""

import pytest

from helpers import annotate, make_article
from helpers.acts.reading import read
from helpers.framing.descriptors import find_descriptors
from helpers.framing.hedging import find_hedges


def found_by(find, text):
    return {
        (case.actor, case.category if find is find_descriptors else case.detail)
        for case in find(read(annotate(make_article("a", text), cache=False)))
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The brutal and sad junta fell.", {("junta", "brutal"), ("junta", "sad")}),
        ("Ann Lee, a lawyer, is angry.", {("Ann Lee", "lawyer"), ("Ann Lee", "angry")}),
        ("Ann Lee was the winner.", {("Ann Lee", "winner")}),
        ("Foreign minister Ann Lee met several French soldiers.", set()),
    ],
)
def test_descriptors_are_of_their_actor(text, found):
    assert found_by(find_descriptors, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The army allegedly burned the market; the rebels may have looted it.",
            {("army", "allegedly"), ("rebels", "may")},
        ),
        ("The rebels were accused of theft, and the army denied it.", {("rebels", "accused of")}),
        ("The alleged abuses committed by the rebels shocked Mali.", {("rebels", "alleged")}),
        ("Mali voted in May.", set()),
        ("It could not be verified when the market burned.", {("", "could not be verified")}),
    ],
)
def test_a_hedge_is_about_whom_it_hedges(text, found):
    assert found_by(find_hedges, text) == found
