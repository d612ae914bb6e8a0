"""Mean tone per actor: raw and corrected for known errors, with intervals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.base.tables import make_table
from helpers.sentiment.by_actor import (
    COLUMNS,
    ENOUGH,
    ENOUGH_ARTICLES,
    ENOUGH_SENTENCES,
    OUTCOMES,
    actor_tones,
    likeliest_shares,
)
from helpers.sentiment.model import LABELS
from helpers.sentiment.model import settings as tone_settings
from helpers.sentiment.scores import score_sentences

SCORES = {"negative": -0.8, "neutral": 0.0, "positive": 0.8, "unclear": 0.1}
SHARES = [*LABELS, "unclear"]
CORRECTED = [f"corrected_{label}" for label in LABELS]


def table(labels, *, articles=1):
    rows = pd.DataFrame({"label": labels, "sentence": range(len(labels))})
    rows["article"] = [f"a{i % articles}" for i in range(len(rows))]
    rows["score"] = rows["label"].map(SCORES)
    evidence = {
        "start": 0,
        "end": 1,
        "text": "x",
        "voice": "own",
        "speaker": "",
        "terms": "",
        "hedges": "",
    }
    return make_table(
        "sentiment", rows.assign(actor="Mali", confidence=0.9, baseline=0.0, **evidence)
    )


def test_shares_add_up_and_limits_enclose(any_annotated):
    tones = actor_tones(score_sentences(any_annotated), repeats=50)
    assert np.allclose(tones[SHARES].sum(axis=1), 1) and np.allclose(
        tones[CORRECTED].sum(axis=1), 1
    )
    assert tones["score"].between(-1, 1).all() and tones["corrected"].between(-1, 1).all()
    several = tones[tones["sentences"] >= ENOUGH_SENTENCES]
    assert ((several["low"] <= several["score"]) & (several["score"] <= several["high"])).all()
    assert tones["n"].is_monotonic_decreasing
    few = tones[tones["sentences"] < ENOUGH_SENTENCES]
    assert few[["low", "high", "corrected_low", "corrected_high"]].isna().all(axis=None)


def test_one_remark_is_no_certainty():
    for label in OUTCOMES:
        assert abs(actor_tones(table([label])).loc[0, "corrected"]) < 0.8
    of_one_kind = actor_tones(table(["negative"] * 25)).loc[0]
    assert of_one_kind["corrected_low"] < of_one_kind["corrected_high"] < 0


def test_twenty_judgements_are_enough_and_several_articles_must_be_ten():
    assert [
        bool(actor_tones(table(["neutral"] * n), repeats=5).loc[0, "enough"])
        for n in (ENOUGH - 1, ENOUGH)
    ] == [
        False,
        True,
    ]
    for articles, enough in ((2, False), (ENOUGH_ARTICLES, True)):
        row = actor_tones(table(["neutral", "negative"] * 20, articles=articles), repeats=5).loc[0]
        assert row["enough"] == enough and np.isfinite(row["low"]) == enough


def test_nothing_in_nothing_out():
    empty = actor_tones(make_table("sentiment"), by=["voice"])
    assert empty.columns.tolist() == ["actor", "voice", *list(COLUMNS)[1:]] and empty.empty
    assert empty.dtypes.astype(str).to_dict() | {"voice": "str"} == COLUMNS | {"voice": "str"}


def test_the_same_table_gives_the_same_limits():
    rows = table(["negative", "neutral", "positive", "unclear"] * 6)
    pd.testing.assert_frame_equal(actor_tones(rows), actor_tones(rows))


def test_articles_are_drawn_where_there_are_several():
    labels = ["negative", "positive"] * 20  # each article is of one tone
    alone = actor_tones(table(labels))
    of_ten = actor_tones(table(labels, articles=ENOUGH_ARTICLES))
    assert of_ten.loc[0, "articles"] == ENOUGH_ARTICLES
    assert (of_ten["high"] - of_ten["low"]).item() > 1.5 * (alone["high"] - alone["low"]).item()


def test_voices_can_be_told_apart():
    rows = table(["negative"] * 4 + ["positive"] * 3).assign(voice=["own"] * 4 + ["direct"] * 3)
    tones = actor_tones(rows, by=["voice"], repeats=5).set_index("voice")
    assert tones["n"].to_dict() == {"direct": 3, "own": 4} and tones.loc["own", "negative"] == 1


def test_known_confusions_are_undone():
    confusions = np.array(tone_settings()["confusions"], dtype=float)
    confusions /= confusions.sum(axis=1, keepdims=True)
    true = np.array([0.5, 0.2, 0.3])
    found = likeliest_shares((true @ confusions)[None], confusions[None])
    assert np.allclose(found, true, atol=0.02)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=40))
def test_any_labels_give_shares(labels):
    tones = actor_tones(table(labels), repeats=20)
    assert np.allclose(tones[SHARES].sum(axis=1), 1) and np.allclose(
        tones[CORRECTED].sum(axis=1), 1
    )
    assert tones.loc[0, "n"] == len(labels)
    if len(labels) >= ENOUGH_SENTENCES:
        assert -1 <= tones.loc[0, "corrected_low"] < tones.loc[0, "corrected_high"] <= 1


@pytest.mark.parametrize("by", ["voice", ["mood"], ["score"], ["actor"]])
def test_what_cannot_tell_rows_apart_is_refused(by):
    with pytest.raises(ValueError, match="give a list of columns"):
        actor_tones(table(["neutral"]), by=by)
