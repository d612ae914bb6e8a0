"""What the encoder reads: pieces that slice to the text, windows that cover it, and one answer on
every text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.base.models import load_piece_vectors
from helpers.network.heads import NAME_TAGS, QUOTE_TAGS, best_spans, encode, point
from helpers.network.pieces import read_units
from helpers.network.windows import WINDOW, read_windows
from helpers.tagging import lay_out

MARKED_TEXT = st.text(st.sampled_from("ab MN.,\n\n\"'“”‘’«»„''é—é🇲🇱外said "), max_size=400)


def test_words_are_told_from_the_text_and_its_marks():
    text = "“We go,” Ann said."
    encoding = encode(lay_out(text))
    assert [
        text[a:b] for a, b in zip(encoding.start, encoding.end, strict=True)
    ] == "“ We go , ” Ann said .".split()
    assert encoding.marked.tolist() == [False, True, True, True, False, False, False, False]


def test_a_content_points_to_its_source_and_cue():
    text = "“We will go to the city on Monday,” Ann Lee said."
    encoding = encode(lay_out(text))
    spans = best_spans(encoding.quote_scores, QUOTE_TAGS, encoding.paragraph)
    words = {kind: text[encoding.start[a] : encoding.end[b - 1]] for kind, a, b in spans}
    assert words["source"] == "Ann Lee" and words["cue"] == "said"
    first, last = next((a, b) for kind, a, b in spans if kind == "content")
    for pointer, kind in enumerate(("source", "cue")):
        low, chances, nothing = point(encoding, first, last, pointer)
        assert low == 0 and chances.sum() + nothing == pytest.approx(1, abs=0.05)
        a, b = next((a, b) for k, a, b in spans if k == kind)
        assert chances[a:b].sum() > 0.5


def test_no_span_goes_on_that_was_not_begun():
    scores = np.log(np.array([[0.2, 0.1, 0.7], [0.2, 0.1, 0.7], [0.8, 0.1, 0.1]]))
    tags = ["O", "B-x", "I-x"]
    assert best_spans(scores, tags, np.array([0, 0, 0])) == [("x", 0, 2)]
    assert best_spans(scores, tags, np.array([0, 1, 1])) == []  # a paragraph starts between them


@settings(max_examples=60)
@given(MARKED_TEXT)
def test_any_text_is_read_once(text):
    vocabulary = load_piece_vectors().vocabulary
    units = read_units(lay_out(text), vocabulary)
    windows = read_windows(units, vocabulary)
    assert [k for window in windows for k in window.read] == list(range(len(units)))
    assert all(len(window.ids) <= WINDOW + 1 for window in windows)
    encoding = encode(lay_out(text))
    assert (
        len(encoding.start) == len(encoding.quote_scores) == sum(unit.first.sum() for unit in units)
    )
    assert np.allclose(np.exp(encoding.quote_scores).sum(axis=1), 1)
    assert encoding.name_scores.shape[1] == len(NAME_TAGS)
    assert (encoding.start < encoding.end).all() and (encoding.start[1:] >= encoding.end[:-1]).all()
