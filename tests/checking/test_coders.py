"""The coders' answers, and how far they agree: as published, and as another implementation has
it."""

import numpy as np
import pandas as pd
import pytest
from coded import make_sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from helpers.checking import alpha, code_long
from helpers.checking.sampling import NONE

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units, a
# dot where not coded
OBSERVERS = "123321412...", "1233224125.3", ".3332342251.", "12332441251."
CODES = st.lists(
    st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3), min_size=1, max_size=12
)


def make_codes(rows):
    """One row of codes per item, one column per coder, None where it is not coded."""
    long = [
        (i, f"coder_{c}", code)
        for i, row in enumerate(rows)
        for c, code in enumerate(row)
        if code is not None
    ]
    return pd.DataFrame(long, columns=["item", "coder", "answer"])


def published_codes():
    codes = make_codes(zip(*OBSERVERS, strict=True))
    return codes[codes["answer"] != "."]


def test_codes_are_what_was_filled_in():
    rows = [
        {"item": "a", "choices": "Mali | none of these", "Ada": "mali ", "Ben": ""},
        {"item": "b", "choices": "Mali | none of these", "Ada": "  ", "Ben": "None of these"},
    ]
    expected = [("a", "Ada", "Mali"), ("b", "Ben", NONE)]
    assert [*code_long(make_sheet(rows)).itertuples(index=False, name=None)] == expected


def test_a_coder_may_have_any_name():
    for name in ("answer", "coder", "hand", "0"):
        sheet = make_sheet([{"item": "a", "choices": "Mali | none of these", name: "Mali"}])
        assert code_long(sheet).to_dict("records") == [
            {"item": "a", "coder": name, "answer": "Mali"}
        ]


def test_an_answer_that_is_no_choice_is_named():
    sheet = make_sheet([{"item": "a", "choices": "Mali | none of these", "Ada": "Malli"}])
    with pytest.raises(
        ValueError, match=r"a: Ada wrote 'Malli'; write one of Mali \| none of these, or leave"
    ):
        code_long(sheet)


@pytest.mark.parametrize(
    "level, expected", [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_krippendorffs_example(level, expected):
    row = alpha(published_codes(), level=level)
    assert row.columns.tolist() == ["level", "items", "coders", "alpha", "low", "high"]
    assert row.loc[0, ["level", "items", "coders"]].tolist() == [level, 11, 4]
    assert row.loc[0, "alpha"] == pytest.approx(expected, abs=0.0005)
    assert 0 < row.loc[0, "low"] < expected < row.loc[0, "high"] <= 1


@pytest.mark.parametrize(
    "level, observers, expected",
    [
        # two and two observers in the same paper, then three in the article "Krippendorff's alpha"
        # of
        # Wikipedia
        ("nominal", ["0100000010", "1110010000"], 0.095),
        ("nominal", ["aabbdcccedda", "babbbccceddd"], 0.692),
        ("nominal", [".....34121133.3", "1.213343.......", "..21344.21133.4"], 0.691),
        ("interval", [".....34121133.3", "1.213343.......", "..21344.21133.4"], 0.811),
    ],
)
def test_alpha_of_other_published_examples(level, observers, expected):
    codes = make_codes(zip(*observers, strict=True))
    assert alpha(codes[codes["answer"] != "."], level=level).loc[0, "alpha"] == pytest.approx(
        expected, abs=0.0005
    )


@pytest.mark.slow
@settings(max_examples=50)
@given(CODES)
def test_alpha_agrees_with_nltk(rows):
    codes = make_codes(rows)
    twice = codes[codes.groupby("item")["answer"].transform("size") > 1]
    if twice["answer"].nunique() < 2:  # NLTK calls this 1, here it is unknown
        assert np.isnan(alpha(codes, repeats=1).loc[0, "alpha"])
        return
    counts = twice["answer"].value_counts().sort_index()
    ranks = counts.cumsum() - counts / 2
    distances = {
        "nominal": binary_distance,
        "interval": interval_distance,
        "ordinal": lambda a, b: (ranks.get(a, 0) - ranks.get(b, 0)) ** 2,
    }
    for level, distance in distances.items():
        task = AnnotationTask(codes[["coder", "item", "answer"]].to_numpy().tolist(), distance)
        assert alpha(codes, level=level, repeats=1).loc[0, "alpha"] == pytest.approx(
            task.alpha(), abs=1e-9
        )


@pytest.mark.slow
@settings(max_examples=20)
@given(CODES, st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_names_or_units(rows, random):
    codes = make_codes(rows)
    other = codes.assign(coder="c" + codes["coder"], item=100 - codes["item"]).sample(
        frac=1, random_state=1
    )
    words = dict(zip(range(1, 6), random.sample("abcde", 5), strict=True))

    def value(codes, level, **options):
        return alpha(codes, level=level, repeats=1, **options).loc[0, "alpha"]

    for level in ("nominal", "ordinal", "interval"):
        assert value(other, level) == pytest.approx(value(codes, level), nan_ok=True)
        turned = other.assign(answer=7 - 2 * other["answer"])
        assert value(turned, level) == pytest.approx(value(codes, level), nan_ok=True)
        named = codes.assign(answer=codes["answer"].map(words))
        assert value(named, level, order=[*words.values()]) == pytest.approx(
            value(codes, level), nan_ok=True
        )
    stretched = codes.assign(answer=codes["answer"] ** 3)
    assert value(stretched, "ordinal") == pytest.approx(value(codes, "ordinal"), nan_ok=True)


def test_answers_without_a_scale_need_an_order():
    codes = make_codes([["negative", "negative"], ["neutral", "positive"], ["unclear", "positive"]])
    with pytest.raises(ValueError, match="no ordinal scale"):
        alpha(codes, level="ordinal")
    with pytest.raises(ValueError, match="choose nominal, ordinal or interval"):
        alpha(codes, level="ratio")
    row = alpha(codes, level="ordinal", order=["negative", "neutral", "positive"])
    assert row.loc[0, "items"] == 2  # "unclear" has no place in the order


def test_alpha_of_one_coder_or_of_nothing_is_unknown():
    for codes in (make_codes([["a"], ["b"]]), make_codes([])):
        assert alpha(codes).loc[0, ["alpha", "low", "high"]].isna().all()


def test_alpha_is_the_same_at_each_run_and_surer_with_more_items():
    few = published_codes()
    many = pd.concat([published_codes().assign(copy=i) for i in range(9)])
    many["item"] = many["item"].astype(str) + "/" + many["copy"].astype(str)
    pd.testing.assert_frame_equal(alpha(few), alpha(few))
    width = [(row["high"] - row["low"]).item() for row in (alpha(few), alpha(many))]
    assert width[1] < 0.6 * width[0]
