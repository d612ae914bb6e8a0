from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.repeats.edits import find_edit

LETTERS = st.text("abcdef", max_size=12)


@settings(max_examples=400)
@given(LETTERS, LETTERS)
@example("abcabd", "bdxabc")
@example("aba", "bab")
def test_an_edit_accounts_for_every_word_once(first, second):
    edit = find_edit(first, second)
    assert [first[i] for i in edit.moved] == [second[j] for j in edit.to]
    same = [i for i in range(len(first)) if i not in {*edit.dropped, *edit.moved}]
    same_b = [j for j in range(len(second)) if j not in {*edit.added, *edit.to}]
    assert [first[i] for i in same] == [second[j] for j in same_b]  # in the same order
    for places, size in (
        (edit.dropped + edit.moved, len(first)),
        (edit.added + edit.to, len(second)),
    ):
        assert len(set(places)) == len(places) and set(places) <= set(range(size))
    in_both = Counter(first) & Counter(second)
    assert (
        len(same) + len(edit.moved) == in_both.total()
    )  # what both have is never dropped and added
    for old, new in edit.swapped:
        assert old and new and set(old) <= set(edit.dropped) and set(new) <= set(edit.added)


@pytest.mark.parametrize(
    "first, second, moved, swapped",
    [
        ("abcdefghij", "efghijabcd", "abcd", []),
        ("abcdXYefgh", "efghabcdXY", "efgh", []),
        ("abcdefgh", "abcXefgh", "", [("d", "X")]),
        ("abcdefgh", "abcefgh", "", []),
        ("abcdefgh", "abcUVWXYefgh", "", []),  # five for one: a new clause
    ],
)
def test_moves_and_swaps(first, second, moved, swapped):
    edit = find_edit(first, second)
    assert sorted(first[i] for i in edit.moved) == sorted(moved)
    assert [
        ("".join(first[i] for i in old), "".join(second[j] for j in new))
        for old, new in edit.swapped
    ] == swapped
