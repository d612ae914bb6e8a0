"""The laws that hold for every table of every article."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from shared import tables_of

from helpers import analyse, make_article
from helpers.base.tables import COLUMNS, TABLES, join_tables, make_table

IDS = {"sentences": "sentence", "tokens": "token", "mentions": "mention", "actors": "actor"}
VALUES = {
    ("sentences", "kind"): {
        "title",
        "standfirst",
        "heading",
        "body",
        "caption",
        "boilerplate",
        "foreign",
    },
    ("tokens", "voice"): {"own", "direct", "indirect"},
    ("mentions", "form"): {"name", "title", "metonym", "demonym", "noun", "pronoun"},
    ("mentions", "type"): {"person", "organisation", "state", "place", "group"},
    ("quotes", "type"): {"direct", "indirect", "mixed"},
    ("quotes", "act"): {"speech", "thought"},
    ("repeats", "kind"): {"verbatim", "near", "restated", "contained", "other_figures"},
    ("sentiment", "label"): {"negative", "neutral", "positive", "unclear"},
}


def check_laws(article, tables):
    for name, table in tables.items():
        assert table.dtypes.astype(str).to_dict() == COLUMNS[name], name
        assert table.index.equals(pd.RangeIndex(len(table))), name
        assert [
            article.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)
        ] == list(table["text"]), name
        assert not table.select_dtypes("str").isna().any(axis=None), name
        assert (table["start"] < table["end"]).all(), name
        if name != "framing" and name != "actors":  # those two are in the order of their actors
            assert table["start"].is_monotonic_increasing, name
        if name in IDS:
            assert table[IDS[name]].is_unique, name
        for column, allowed in ((c, v) for (t, c), v in VALUES.items() if t == name):
            assert set(table[column]) <= allowed, (name, column)


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_all_columns_and_dtypes(table):
    empty = make_table(table)
    assert len(empty) == 0
    assert empty.dtypes.astype(str).to_dict() == COLUMNS[table]
    assert_frame_equal(join_tables([empty, empty]), empty)


def test_every_table_slices_to_the_text_and_keeps_its_columns(any_tables):
    article, tables = any_tables
    assert list(tables) == list(TABLES)
    check_laws(article, tables)


def test_tables_point_at_each_other(any_tables):
    article, tables = any_tables
    sentences, tokens, mentions, quotes = (
        tables[name] for name in ("sentences", "tokens", "mentions", "quotes")
    )
    assert list(sentences["sentence"]) == list(range(len(sentences)))
    assert list(tokens["token"]) == list(range(len(tokens)))
    assert tokens["head"].isin(tokens["token"]).all()
    for table in (tokens, mentions):
        inside = sentences.iloc[table["sentence"]]
        assert (inside["start"].to_numpy() <= table["start"]).all()
        assert (table["end"] <= inside["end"].to_numpy()).all()
    assert tokens["is_word"].sum() == sentences["words"].sum() == tables["articles"]["words"].item()
    assert set(tables["actors"]["actor"]) == set(mentions["actor"]) - {""}
    assert tables["actors"]["mentions"].sum() == len(outermost(mentions))
    assert not sentences["text"].str.contains(r"[\n\r]").any()
    for kind in ("speaker", "cue"):
        assert (quotes[f"{kind}_start"].isna() == quotes[f"{kind}_end"].isna()).all()
    cues = quotes[quotes["cue"] != ""]
    assert [
        article.text[a:b] for a, b in zip(cues["cue_start"], cues["cue_end"], strict=True)
    ] == list(cues["cue"])
    assert quotes["confidence"].between(0, 1).all()
    assert tables["sentiment"]["score"].between(-1, 1).all()


def outermost(mentions):
    """The mentions of actors that stand in no longer one of the same actor."""
    rows = mentions[mentions["actor"] != ""]
    spans = {}
    for row in rows.itertuples():
        spans.setdefault((row.article, row.actor), []).append((row.start, row.end))
    return [
        (start, end)
        for found in spans.values()
        for start, end in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in found)
    ]


def test_shares_lie_in_their_intervals_and_sum_to_one(any_tables):
    framing = any_tables[1]["framing"]
    assert (framing["low"] - 1e-9 <= framing["value"]).all()
    assert (framing["value"] <= framing["high"] + 1e-9).all()
    shares = framing[framing["measure"].isin(["naming", "form", "agency", "reporting verb"])]
    assert np.allclose(shares.groupby(["measure", "actor"])["value"].sum(), 1)


def test_the_same_article_gives_the_same_tables():
    from shared import article_of

    again = analyse(article_of("lavrov_mali.txt"))
    for name, table in tables_of("lavrov_mali.txt").items():
        assert_frame_equal(again[name], table)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
        lambda t: any(c.isalpha() for c in t)
    )
)
def test_the_laws_hold_on_any_text(text):
    article = make_article("any", text)
    check_laws(article, analyse(article))


PIECES = [
    "said",
    " ",
    "\n",
    "“",
    "”",
    '"',
    "'",
    "’s",
    ".",
    "Mali",
    "Lavrov",
    "he",
    "that",
    "according to",
    "vowed to go",
    "(",
    "$",
]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_the_laws_hold_on_any_mix_of_names_cues_and_marks(pieces):
    article = make_article("any", "A" + "".join(pieces))
    check_laws(article, analyse(article))
