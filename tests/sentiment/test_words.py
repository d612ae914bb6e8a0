"""The regression: what each word weighs for a tone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.sentiment.masks import settle_spans
from helpers.sentiment.words import ACTOR, log_chances, masked_words, weights, word_gains


def test_weights_say_which_tone_a_word_speaks_for():
    numbers, table = weights()
    assert table[numbers["accused"]].argmax() == 0 and table[numbers["said"]].argmax() == 1
    assert np.allclose(table.sum(axis=1), 0, atol=0.01)  # centred


def words_of(text, span):
    return masked_words(text, *settle_spans(text, [span] if span else []), 0 if span else None)


def test_names_are_not_among_the_words():
    words = words_of("Ann Lee met Ben Hall twice in 2012.", (0, 7))
    assert [word for word, _, _ in words] == [ACTOR, "met", "#", "twice", "in", "0"]


def test_a_word_speaks_for_its_tone():
    kind, cruel = (
        np.exp(log_chances(words_of(f"They {verb} Ann Lee.", (len(verb) + 6, len(verb) + 13)))[0])
        for verb in ("praised", "accused")
    )
    assert kind.argmax() == 2 and cruel.argmax() == 0


def test_names_have_no_weight_of_their_own():
    numbers, _ = weights()
    assert not {"trump", "obama", "clinton", "putin"} & set(numbers)


def test_what_the_words_add_is_the_whole():
    numbers, table = weights()
    words = words_of("They praised Ann Lee, and accused Ben Hall of a brutal attack.", (13, 20))
    start = table[numbers["*start"]]
    (chances,) = log_chances(words)
    assert np.isclose(
        sum(word_gains(words).values()) + start[-1] - start[0], chances[-1] - chances[0]
    )


@settings(max_examples=80)
@given(st.text(max_size=150), st.data())
def test_any_text_has_chances(text, data):
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    for span in ((start, end), None):
        assert np.isclose(np.exp(log_chances(words_of(text, span))).sum(), 1)
