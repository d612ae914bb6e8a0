"""What is drawn to be coded by hand: of every answer some, with context, and without the machine's
answer."""

from itertools import pairwise

import pandas as pd
import pytest
from coded import ARTICLE, EMPTY, SCORES, SUMMARY
from hypothesis import given
from hypothesis import strategies as st

from helpers import analyse, read_article
from helpers.base.tables import make_table
from helpers.checking import (
    alpha,
    code_long,
    coding_sheet,
    disagreements,
    read_sheet,
    save_sheet,
    score_machine,
    summarise,
)
from helpers.checking.answers import machine_answers
from helpers.checking.sampling import ASKED, NONE, share_out
from helpers.checking.sheets import ADJUDICATED, SHEET


@pytest.mark.parametrize("what", ASKED)
def test_sheet_of_the_first_article(tables, what):
    before = {name: table.copy() for name, table in tables.items()}
    sheet = coding_sheet(tables, what=what, n=12, coders=["Ada", "Ben"])
    machine = machine_answers(sheet, tables)
    assert 0 < len(sheet) <= 12
    answers = ["Ada", "Ben", ADJUDICATED]
    assert sheet.columns.tolist() == [*SHEET, *answers]
    assert sheet.dtypes.astype(str).to_dict() == SHEET | dict.fromkeys(answers, "str")
    assert (sheet[answers] == "").all(axis=None)
    assert sheet["item"].is_unique and (sheet["what"] == what).all()
    for row, answer in zip(sheet.to_dict("records"), machine["machine"], strict=True):
        assert ARTICLE.text[row["start"] : row["end"]] == row["text"]
        assert f">>{row['text']}<<" in row["context"]
        assert answer in row["choices"].split(" | ") and row["choices"].endswith(f" | {NONE}")
        assert row["question"].endswith("?") and "{" not in row["question"]
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


@pytest.mark.parametrize("what", ASKED)
def test_the_seed_decides_what_is_drawn_and_in_which_order(tables, what):
    sheet = coding_sheet(tables, what=what, n=5, seed=3)
    pd.testing.assert_frame_equal(sheet, coding_sheet(tables, what=what, n=5, seed=3))
    everything = coding_sheet(tables, what=what, n=10_000, seed=3)
    assert set(sheet["item"]) <= set(everything["item"])
    if len(everything) > 5:
        orders = {
            tuple(coding_sheet(tables, what=what, n=10_000, seed=seed)["item"]) for seed in range(5)
        }
        assert len(orders) > 1


def test_each_answer_of_the_machine_is_drawn(by_hand):
    sheet = coding_sheet(by_hand, what="kinds", n=4)
    kinds = machine_answers(sheet, by_hand)["machine"].value_counts().to_dict()
    assert kinds == {"body": 1, "standfirst": 1, "heading": 1, "boilerplate": 1}


def test_tone_is_asked_for_each_actor_of_a_sentence(by_hand):
    sheet = coding_sheet(by_hand, what="tone")
    assert sorted(sheet["question"]) == [
        "In what tone do the marked words speak of France?",
        "In what tone do the marked words speak of Mali?",
        "In what tone do the marked words speak of Mali?",
    ]
    assert set(sheet["choices"]) == {"negative | neutral | positive | unclear | none of these"}


def test_two_voices_on_one_actor_are_asked_about_apart(by_hand):
    tone = by_hand["sentiment"]
    again = (
        tone[tone["actor"] == "Mali"]
        .head(1)
        .assign(voice="direct", speaker="Ann Lee", label="positive")
    )
    sheet = coding_sheet(
        by_hand | {"sentiment": pd.concat([tone, again], ignore_index=True)}, what="tone"
    )
    asked = sheet.loc[sheet["start"] == again["start"].item(), "question"].tolist()
    assert sorted(question for question in asked if "Mali" in question) == [
        "In what tone does Ann Lee speak of Mali in the marked words?",
        "In what tone does the article speak of Mali in the marked words?",
    ]
    assert sheet["item"].is_unique and set(coding_sheet(by_hand, what="tone")["item"]) < set(
        sheet["item"]
    )
    item = f"tone:{again['article'].item()}:{again['start'].item()}-{again['end'].item()}:Mali"
    answers = machine_answers(sheet, by_hand | {"sentiment": again}).set_index("item")["machine"]
    assert answers[f"{item}:direct"] == "positive" and answers[item] == "none of these"


def test_a_pair_of_sentences_stands_together(by_hand):
    sheet = coding_sheet(by_hand, what="repeats")
    assert sheet.loc[0, "context"].startswith(">>Russia's foreign minister Sergey Lavrov vowed")
    assert sheet.loc[0, "context"].endswith("\n\nlavrov_mali: " + ARTICLE.text.split("\n")[1])


def test_the_context_is_two_sentences_before_and_one_after(by_hand):
    sheet = coding_sheet(by_hand, what="kinds", n=99).sort_values("start", ignore_index=True)
    sentences = by_hand["sentences"]
    for i, context in enumerate(sheet["context"].str.replace(">>|<<", "", regex=True)):
        expected = ARTICLE.text[
            sentences["start"][max(i - 2, 0)] : sentences["end"][min(i + 1, len(sentences) - 1)]
        ]
        assert context == expected


def test_a_quotation_that_its_cue_splits_is_asked_about_once():
    tables = analyse(read_article("samples/sahel_wire.md"))
    assert tables["quotes"]["part"].max() == 2
    sheet = coding_sheet(tables, what="speakers", n=99)
    assert len(sheet) == tables["quotes"]["quote"].nunique() < len(tables["quotes"])


def test_a_quotation_whose_edges_moved_is_still_found(tables):
    sheet = coding_sheet(tables, what="speakers", n=99)
    moved = {**tables, "quotes": tables["quotes"].assign(end=tables["quotes"]["end"] - 8)}
    assert machine_answers(sheet, moved).equals(machine_answers(sheet, tables))
    elsewhere = {**tables, "quotes": tables["quotes"].assign(start=0, end=3)}
    assert set(machine_answers(sheet, elsewhere)["machine"]) == {NONE}


def test_each_part_of_a_quotation_has_its_speaker(tables):
    parts = tables["quotes"].assign(what="speakers")
    items = [f"speakers:{row.article}:{row.start}-{row.end}" for row in parts.itertuples()]
    assert (
        machine_answers(parts.assign(item=items), tables)["machine"].tolist()
        == parts["speaker"].tolist()
    )


def test_a_name_with_a_bar_or_a_line_end_is_still_one_choice(by_hand):
    mentions = [
        {
            "article": ARTICLE.id,
            "start": 0,
            "end": 6,
            "text": ARTICLE.text[:6],
            "sentence": 0,
            "mention": 0,
            "actor": "Radio | TV\nMali",
            "form": "name",
            "rule": "",
            "confidence": 1.0,
            "type": "organisation",
        }
    ]
    sheet = coding_sheet(by_hand | {"mentions": make_table("mentions", mentions)}, what="actors")
    assert sheet.loc[0, "choices"] == "Radio / TV Mali | none of these"


@pytest.mark.parametrize("what", ASKED)
def test_nothing_in_nothing_out(what, tmp_path):
    sheet = coding_sheet(EMPTY, what=what)
    assert sheet.empty and sheet.dtypes.astype(str).to_dict() == SHEET | {"coder_1": "str"}
    for name in ("empty.csv", "empty.xlsx"):
        save_sheet(sheet, tmp_path / name)
        pd.testing.assert_frame_equal(read_sheet(tmp_path / name), sheet)
    assert (
        code_long(sheet).columns.tolist() == ["item", "coder", "answer"] and code_long(sheet).empty
    )
    assert alpha(code_long(sheet)).loc[0, ["items", "coders"]].tolist() == [0, 0]
    scores = score_machine(sheet, EMPTY)
    assert scores.empty and scores.columns.tolist() == SCORES
    assert scores.dtypes.astype(str).tolist() == ["str", "str", "int64", "int64"] + ["float64"] * 9
    summary = summarise(sheet, EMPTY)
    assert summary.empty and summary.columns.tolist() == SUMMARY
    assert summary.dtypes.astype(str).tolist() == ["str"] + ["int64"] * 4 + ["float64"] * 6
    assert disagreements(sheet, EMPTY).empty


def test_wrong_use_is_named(by_hand):
    with pytest.raises(ValueError, match="'mood'; choose one of found, speakers, tone"):
        coding_sheet(by_hand, what="mood")
    for coders in ("Ada", ["Ada", "Ada"], ["text"], [""], [ADJUDICATED]):
        with pytest.raises(ValueError, match="list of different names"):
            coding_sheet(by_hand, what="kinds", coders=coders)


@given(st.lists(st.integers(1, 60), max_size=8), st.integers(0, 120))
def test_the_sample_is_shared_out_in_proportion(sizes, n):
    drawn = share_out(sizes, n)
    assert sum(drawn) == min(n, sum(sizes))
    assert all(0 <= d <= size for d, size in zip(drawn, sizes, strict=True))
    assert all(drawn) or n < len(sizes)
    in_order = [d for _, d in sorted(zip(sizes, drawn, strict=True))]
    assert all(small <= large + 1 for small, large in pairwise(in_order))
