"""Who acts and who is acted upon: grammar case by case, and sentences labelled by hand before the
rules were read."""

import numpy as np
import pytest
from labelled import cases_by_suite, compare_cases, read_labelled

from helpers import annotate, make_article
from helpers.acts.reading import read
from helpers.framing.agency import find_agency


def agency_of(text):
    cases = find_agency(read(annotate(make_article("test", text), cache=False)))
    return {(case.actor, text[case.start : case.end]): case.category for case in cases}


@pytest.mark.parametrize(
    ("text", "case", "role"),
    [
        ("The army attacked Mali.", ("Mali", "attacked"), "patient"),
        ("Mali was attacked by Russia.", ("Mali", "attacked"), "patient"),
        ("Mali was attacked by Russia.", ("Russia", "attacked"), "agent (passive)"),
        ("Mali was attacked on Monday.", ("Mali", "attacked"), "patient (agent left out)"),
        ("Russia and Mali signed and published a treaty.", ("Mali", "published"), "agent"),
        ("The rebels, whom France trained, fled.", ("rebels", "trained"), "patient"),
        ("The rebels who fled were caught.", ("rebels", "fled"), "agent"),
        ("Backed by Russia, Chad rejected the plan.", ("Chad", "Backed"), "patient"),
        ("After evicting the troops, Chad called Russia.", ("Chad", "evicting"), "agent"),
        ("The UN urged the junta to leave office.", ("junta", "leave"), "agent"),
        ("The UN urged the junta to leave office.", ("junta", "urged"), "patient"),
        ("Nurses have promised doctors to end the strike.", ("nurses", "end"), "agent"),
        ("The UN's efforts to help refugees failed.", ("United Nations", "help"), "agent"),
        ("The government stopped nurses from striking.", ("nurses", "striking"), "agent"),
        ("The minister called on the rebels to surrender.", ("rebels", "surrender"), "agent"),
        ("The US-led coalition struck Mali.", ("United States", "led"), "agent (passive)"),
        ("Having lost the vote, the party sacked its leader.", ("party", "lost"), "agent"),
        ("Dozens of villagers were killed.", ("villagers", "killed"), "patient (agent left out)"),
        ("France helped Mali improve its army.", ("Mali", "improve"), "agent"),
    ],
)
def test_roles_come_from_grammar(text, case, role):
    assert agency_of(text)[case] == role


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Ann Lee said it was late.", ("Ann Lee", "said")),
        ("Ann Lee was angry.", ("Ann Lee", "was")),
        ("Mali's leaders want help.", ("Mali", "want")),
        ("Ann Lee visited Mali.", ("Mali", "visited")),
        ("The party of Ann Lee won.", ("Ann Lee", "won")),
    ],
)
def test_who_does_not_act(text, case):
    assert case not in agency_of(text)


@pytest.mark.slow
@pytest.mark.parametrize(("part", "least"), [("choose", 0.85), ("check", 0.88)])
def test_roles_in_sentences_labelled_by_hand(part, least):
    """Part `choose` is hard on purpose, and rules were chosen on it; `check` was looked at for its
    figures only."""
    labelled = read_labelled(part)
    readings = [read(annotate(make_article("a", text), cache=False)) for text in labelled]
    found = [
        compare_cases(one, cases_by_suite(one), cases)
        for one, (_, cases) in zip(readings, labelled.values(), strict=True)
    ]
    hits, misses, false = np.sum(found, axis=0)
    assert 2 * hits / (2 * hits + misses + false) >= least
