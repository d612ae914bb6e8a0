import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.repeats.vocabulary import (
    WORD,
    blocks,
    count_up,
    first_copies,
    make_bags,
    normalise,
    read_words,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS = st.lists(
    TEXT | st.sampled_from(["The U.S. paid $1,000 to Mali's army.", "don’t — mother-in-law", ""]),
    max_size=6,
)


def series(texts):
    return pd.Series(texts, dtype="str")


@settings(max_examples=150)
@given(TEXTS)
@example(["a b\u00a0c\u2003d\x1ce\u200bf", "ʼtis 1.5 1,5"])
def test_words_are_those_of_the_whole_text(texts):
    words = read_words(series(texts))
    assert len(words.edge) == len(texts) + 1
    for i, text in enumerate(texts):
        spelt = words.spellings[words.spelling[words.edge[i] : words.edge[i + 1]]].tolist()
        assert spelt == WORD.findall(text)
        codes = words.code[words.edge[i] : words.edge[i + 1]]
        assert words.vocabulary[codes].tolist() == [normalise(word) for word in spelt]
    frequency = np.bincount(words.code, minlength=len(words.vocabulary))
    assert (np.diff(frequency) >= 0).all()  # the rarer, the lower


@settings(max_examples=100)
@given(TEXTS)
def test_copies_have_the_same_words_in_the_same_order(texts):
    words = read_words(series(texts))
    said = [
        tuple(words.vocabulary[words.code[a:b]])
        for a, b in zip(words.edge, words.edge[1:], strict=False)
    ]
    assert first_copies(words).tolist() == [said.index(one) for one in said]


@settings(max_examples=100)
@given(TEXTS, st.integers(0, 5))
def test_bags_hold_each_word_once_the_rarest_first(texts, number):
    words = read_words(series(texts))
    chosen = np.arange(len(texts))[: number + 1]
    bags = make_bags(words, chosen)
    for i, place in enumerate(chosen):
        mine = bags.code[bags.edge[i] : bags.edge[i + 1]].tolist()
        assert mine == sorted({*words.code[words.edge[place] : words.edge[place + 1]].tolist()})


def test_names_and_figures():
    words = read_words(
        series(["The army of Mali said on Friday that 12 men had left.", "They may go in May."])
    )
    kinds = {
        word: (name, figure)
        for word, name, figure in zip(words.vocabulary, words.is_name, words.is_figure, strict=True)
    }
    assert kinds["mali"] == (True, False) and kinds["12"] == kinds["friday"] == (False, True)
    assert kinds["men"] == kinds["the"] == (False, False)


def test_counting_up_and_blocks():
    assert count_up(np.array([3, 10, 5]), [2, 0, 3]).tolist() == [3, 4, 5, 6, 7]
    edge = np.cumsum([0, *[100_000] * 10])
    assert (
        next(iter(blocks(edge))) == (0, 3)
        and sorted({i for pair in blocks(edge) for i in pair})[-1] == 10
    )
