"""The word list that stands beside the tone model."""

import numpy as np
import pytest

from helpers.sentiment.vader import analyzer, score_clause, score_text


def test_the_lexicon_is_vader_as_nltk_has_it():
    vader = analyzer()
    assert len(vader.lexicon) == 7506
    assert (
        vader.polarity_scores("VADER is smart, handsome, and funny.")["compound"] == 0.8316
    )  # the authors' own example


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The talks were a great success.", 1),
        ("The army killed thirty people.", -1),
        ("The minister left for Sudan on Tuesday.", 0),
    ],
)
def test_plain_sentences_have_their_sign(text, sign):
    assert np.sign(score_text(text)) == sign


def test_a_clause_is_scored_alone_and_without_its_names():
    text = "Joy Killer won a prize, but Ben Hall was accused of murder."
    assert score_clause(text, 0, 10) > 0.05 and score_clause(text, 28, 36) < -0.05
    assert score_clause("Joy Killer met Will Grace.", 0, 10, [(15, 25)]) == 0.0
