"""Words that set two sides apart."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import annotate, make_article
from helpers.comparing.contrasts import (
    adjusted_for_number,
    framing_contrasts,
    keyness,
    word_contrasts,
)
from helpers.framing.evidence import find_evidence


def side(**counts):
    rows = [(word, f"{word} {k}") for word, n in counts.items() for k in range(n)]
    return pd.DataFrame(rows, columns=["word", "unit"])


def test_a_word_of_one_side_stands_first_and_the_same_words_do_not_differ():
    table = word_contrasts(side(regime=30, river=60), side(leadership=30, river=60)).set_index(
        "word"
    )
    assert table.index[0] == "regime" and table.index[-1] == "leadership"
    assert table.loc["regime", "adjusted"] < 0.001 and table.loc["river", "adjusted"] > 0.5
    assert table["score"].sum() == pytest.approx(0)


def test_rare_words_have_no_chance_and_say_so():
    table = word_contrasts(side(regime=2, river=60), side(river=60)).set_index("word")
    assert not table.loc["regime", "enough"] and np.isnan(table.loc["regime", "p"])


def test_spread_tells_what_one_article_alone_is_fond_of():
    fond = pd.DataFrame(
        {"word": ["thug"] * 8 + ["river"] * 8, "unit": ["a"] * 8 + list("abcdefgh")}
    )
    table = word_contrasts(fond, side(river=8)).set_index("word")
    assert table.loc["thug", "spread"] < table.loc["river", "spread"]


def test_a_word_that_was_not_seen_is_no_error():
    assert word_contrasts(side(river=3), side()).empty and word_contrasts(side(), side()).empty


def test_descriptors_and_verbs_by_role_are_what_sets_actors_apart():
    text = "The brutal junta attacked the peaceful strikers. " * 12
    evidence = find_evidence(annotate(make_article("a", text), cache=False))
    table = framing_contrasts(
        *(evidence[evidence["actor"] == actor] for actor in ("junta", "strikers"))
    )
    words = table.set_index("word")
    assert words.loc["brutal", "score"] > 1.96 and words.loc["peaceful", "score"] < -1.96
    assert words.loc["attack (agent)", "n_a"] == 12 and words.loc["attack (patient)", "n_b"] == 12


def test_keyness_counts_articles_where_there_are_several():
    tokens = [
        annotate(make_article(id, "The regime fell. The river rose."), cache=False).tokens
        for id in "abc"
    ]
    table = keyness(pd.concat(tokens[:2], ignore_index=True), tokens[2])
    assert table.set_index("word").loc["regime", "spread"] == 1


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 5))
def test_chances_are_raised_as_benjamini_and_hochberg_have_it(chances, unknown):
    from scipy.stats import false_discovery_control

    raised = adjusted_for_number(np.array([np.nan] * unknown + chances))
    assert np.isnan(raised[:unknown]).all()
    np.testing.assert_allclose(
        raised[unknown:], false_discovery_control(chances) if chances else [], rtol=1e-12
    )
