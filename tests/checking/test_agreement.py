"""The machine against the coders."""

import numpy as np
import pandas as pd
import pytest
from coded import EMPTY, SCORES, SUMMARY, fill

from helpers import read_article
from helpers.base.tables import make_table
from helpers.checking import (
    alpha,
    code_long,
    coding_sheet,
    confusions,
    corrected_shares,
    disagreements,
    planning_table,
    score_machine,
    summarise,
)
from helpers.checking.answers import machine_answers
from helpers.checking.sampling import ASKED, NONE, STRATIFIED, find_items
from helpers.reading.articles import articles_table


@pytest.mark.parametrize("what", ASKED)
def test_a_coder_who_agrees_with_the_machine(tables, what):
    sheet = fill(coding_sheet(tables, what=what), tables)
    scores = score_machine(sheet, tables)
    assert (
        scores[["precision", "recall", "f1", "precision_high", "recall_high"]].round(9) == 1
    ).all(axis=None)
    assert (scores["what"] == what).all() and scores["category"].tolist()[-1] == "all"
    assert scores["n"].iloc[-1] == len(sheet) == scores["n"].iloc[:-1].sum()
    assert disagreements(sheet, tables).empty


@pytest.mark.parametrize("what", ASKED)
def test_the_disagreements_are_those_that_were_made(tables, what):
    sheet = coding_sheet(tables, what=what, n=20)
    wrong = [i for i in (0, 3, 4) if i < len(sheet)]
    coded = fill(sheet, tables, wrong=wrong)
    found = disagreements(coded, tables)
    assert found.columns.tolist() == [
        "article",
        "start",
        "end",
        "text",
        "question",
        "context",
        "item",
        "hand",
        "machine",
    ]
    assert found["item"].tolist() == sheet["item"][wrong].tolist()
    assert found["hand"].tolist() == coded["coder_1"][wrong].tolist()
    assert (found["hand"] != found["machine"]).all()
    answers = machine_answers(sheet, tables)["machine"]
    whole = find_items(tables, what)["machine"].value_counts()
    whole = whole if what in STRATIFIED else answers.value_counts()
    right = (
        (coded["coder_1"] == answers).groupby(answers).mean()
    )  # each answer counts for all that got it
    expected = (right * whole[right.index]).sum() / whole[right.index].sum()
    assert score_machine(coded, tables).iloc[-1]["precision"] == pytest.approx(expected)


def test_scores_are_counted_right(by_hand):
    sheet = coding_sheet(by_hand, what="kinds", n=99)
    coded = fill(sheet, by_hand)
    bodies = sheet.index[machine_answers(sheet, by_hand)["machine"] == "body"]
    coded.loc[bodies[:2], "coder_1"] = "heading"
    coded.loc[bodies[2], "coder_1"] = ""
    scores = score_machine(coded, by_hand).set_index("category")
    b = len(bodies)
    assert scores.loc["heading", ["n", "machine"]].tolist() == [3, 1]
    assert scores.loc["body", ["n", "machine"]].tolist() == [b - 3, b - 1]
    each = b / (b - 1)  # the coded ones stand for the one that nobody coded
    assert scores.loc["heading", ["precision", "recall"]].tolist() == pytest.approx(
        [1, 1 / (1 + 2 * each)]
    )
    assert scores.loc["heading", "f1"] == pytest.approx(2 / (1 + 1 + 2 * each))
    assert scores.loc["body", ["precision", "recall"]].tolist() == pytest.approx(
        [(b - 3) / (b - 1), 1]
    )
    assert (
        scores.loc["all", "precision"]
        == scores.loc["all", "recall"]
        == pytest.approx(1 - 2 * each / len(sheet))
    )
    assert (scores["precision_low"] < scores["precision"]).all() and (
        scores["recall_low"] < scores["recall"]
    ).all()


def test_a_category_that_the_machine_never_gave_has_no_precision(by_hand):
    sheet = coding_sheet(by_hand, what="repeats").assign(coder_1="near")
    scores = score_machine(sheet, by_hand).set_index("category")
    assert np.isnan(scores.loc["near", "precision"]) and scores.loc["near", "recall"] == 0
    assert scores.loc["near", ["precision_low", "precision_high"]].isna().all()
    assert (scores.loc["near", ["recall_low", "recall_high"]] == 0).all()
    assert scores.loc["restated", ["recall", "recall_low", "recall_high"]].isna().all()
    assert scores.loc["restated", "precision"] == 0 < scores.loc["restated", "precision_high"] < 1
    assert (scores["f1"] == 0).all()


def test_each_question_of_a_sheet_has_scores_of_its_own(by_hand):
    kinds = coding_sheet(by_hand, what="kinds", n=6)
    tone = coding_sheet(by_hand, what="tone")
    kinds = fill(kinds, by_hand, wrong=[1])
    tone = fill(tone, by_hand, wrong=[0, 2])
    both = pd.concat([tone, kinds], ignore_index=True)
    mixed = both.sample(frac=1, random_state=4)  # a coder may have sorted the rows
    scores = score_machine(mixed, by_hand)
    assert scores.columns.tolist() == SCORES
    assert scores.loc[scores["category"] == "all", ["what", "n"]].set_index("what")[
        "n"
    ].to_dict() == {
        "tone": 3,
        "kinds": 6,
    }
    for what, sheet in (("tone", tone), ("kinds", kinds)):
        block = scores[scores["what"] == what].reset_index(drop=True)
        pd.testing.assert_frame_equal(block, score_machine(sheet, by_hand))
    assert score_machine(both, by_hand)["what"].unique().tolist() == ["tone", "kinds"]


def test_a_summary_counts_each_question_by_itself(by_hand):
    coders = ["Ada", "Ben"]
    tone = coding_sheet(by_hand, what="tone", coders=coders)
    kinds = coding_sheet(by_hand, what="kinds", n=7, coders=coders)
    repeats = coding_sheet(by_hand, what="repeats", coders=coders)
    for coder in coders:
        tone, kinds = (fill(sheet, by_hand, coder=coder) for sheet in (tone, kinds))
    tone.loc[0, "Ben"] = next(
        answer for answer in ("negative", "positive") if answer != tone.loc[0, "Ada"]
    )
    tone.loc[1, ["Ada", "Ben"]] = "unclear"
    kinds.loc[:4, "Ben"] = ""
    summary = summarise(pd.concat([tone, kinds, repeats], ignore_index=True), by_hand)
    assert summary.columns.tolist() == SUMMARY
    counts = [("tone", 3, 2, 1), ("kinds", 7, 2, 0)]
    assert [
        *summary[["what", "items", "coders", "undecided"]].itertuples(index=False, name=None)
    ] == counts
    assert summary["accuracy"].tolist() == [0.5, 1]
    assert 0 < summary.loc[0, "low"] < 0.3 and 0.7 < summary.loc[0, "high"] < 1  # one of two
    for row, sheet in zip(summary.itertuples(), (tone, kinds), strict=True):
        expected = alpha(code_long(sheet)).loc[0, ["alpha", "low", "high"]].tolist()
        assert [row.alpha, row.alpha_low, row.alpha_high] == pytest.approx(expected, nan_ok=True)
    assert summary.loc[0, "alpha"] < 1


def test_a_summary_of_ties_only_or_of_one_coder(by_hand):
    sheet = coding_sheet(by_hand, what="repeats", coders=["Ada", "Ben"]).assign(
        Ada="near", Ben="restated"
    )
    row = summarise(sheet, by_hand).iloc[0]
    assert row[["what", "items", "coders", "undecided"]].tolist() == ["repeats", 1, 2, 1]
    assert row[["accuracy", "low", "high"]].isna().all()
    row = summarise(sheet.assign(Ben=""), by_hand).iloc[0]
    assert row[["items", "coders", "undecided", "accuracy"]].tolist() == [1, 1, 0, 0]
    assert row[["alpha", "alpha_low", "alpha_high"]].isna().all()


def test_most_coders_decide_and_a_tie_is_left_out(by_hand):
    sheet = coding_sheet(by_hand, what="tone", coders=["Ada", "Ben", "Cem"])
    sheet.loc[0, ["Ada", "Ben", "Cem"]] = ["neutral", "neutral", "unclear"]
    sheet.loc[1, ["Ada", "Ben", "Cem"]] = ["neutral", "unclear", ""]
    assert score_machine(sheet, by_hand).iloc[-1]["n"] == 1
    assert score_machine(sheet, by_hand, coder="Ben").iloc[-1]["n"] == 2
    with pytest.raises(ValueError, match="no coder 'Dan'; choose one of Ada, Ben, Cem"):
        score_machine(sheet, by_hand, coder="Dan")


def test_a_sheet_of_another_text_is_refused(by_hand):
    sheet = coding_sheet(by_hand, what="kinds", n=3)
    other = articles_table([read_article("lavrov_mali.txt")]).assign(text="A text of its own.")
    for articles in (other, make_table("articles")):
        with pytest.raises(ValueError, match="analyse the text the sheet was drawn from"):
            machine_answers(sheet, by_hand | {"articles": articles})
    curly = sheet.assign(text=sheet["text"].str.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    assert (
        len(machine_answers(curly, by_hand)) == 3
    )  # a spreadsheet program did that, it is the same text


def test_what_the_machine_no_longer_finds_has_none_of_the_answers(by_hand):
    sheet = coding_sheet(by_hand, what="repeats")
    assert machine_answers(sheet, by_hand | {"repeats": EMPTY["repeats"]})["machine"].tolist() == [
        NONE
    ]


def test_more_items_tell_a_share_more_exactly():
    table = planning_table()
    assert ((table["low"] < table["share"]) & (table["share"] < table["high"])).all()
    for _, rows in table.groupby("share"):
        assert (
            rows["items"].is_monotonic_increasing and (rows["half_width"].diff().dropna() < 0).all()
        )
    assert (table.query("items == 100 and share == 0.5")["half_width"].round(2) == 0.10).all()


def test_a_missed_quotation_can_be_found_by_asking_of_whole_sentences(tables):
    sheet = coding_sheet(tables, what="found", n=99)
    answers = machine_answers(sheet, tables).merge(sheet, on="item")
    assert len(sheet) == len(tables["sentences"]) and set(answers["machine"]) == {
        "direct",
        "indirect",
        "nothing",
    }
    told = answers.set_index("text")["machine"]
    assert told["Human rights concerns"] == "nothing"
    assert told[told.index.str.startswith("Mali has already received planes")].item() == "nothing"
    assert told[told.index.str.startswith('"As for some UN experts')].item() == "direct"
    missed = fill(sheet, tables)
    missed.loc[machine_answers(sheet, tables)["machine"] == "nothing", "coder_1"] = "indirect"
    scores = score_machine(missed, tables).set_index("category")
    assert scores.loc["indirect", "recall"] < 0.6 and scores.loc["indirect", "precision"] == 1


def test_confusions_are_all_pairs_of_answers(by_hand):
    sheet = fill(coding_sheet(by_hand, what="kinds", n=99), by_hand, wrong=[0, 2])
    pairs = confusions(sheet, by_hand)
    assert pairs.columns.tolist() == ["what", "hand", "machine", "n"] and pairs["n"].sum() == len(
        sheet
    )
    assert pairs.loc[pairs["hand"] != pairs["machine"], "n"].sum() == 2
    assert confusions(sheet.assign(coder_1=""), by_hand).empty


def test_shares_are_corrected_by_the_errors_that_were_found(tables):
    sheet = coding_sheet(tables, what="tone", n=99)
    counted = corrected_shares(fill(sheet, tables), tables)
    assert counted["counted"].to_numpy() == pytest.approx(counted["corrected"].to_numpy())
    assert counted.groupby("actor")[["counted", "corrected"]].sum().to_numpy() == pytest.approx(1)
    assert counted["n"].is_monotonic_decreasing
    dark = corrected_shares(sheet.assign(coder_1="negative"), tables)
    negative = dark[dark["category"] == "negative"]
    assert (negative["corrected"] == 1).all() and (negative["counted"] < 1).any()
    assert (negative["low"] > 0.5).all()
    by_voice = corrected_shares(fill(sheet, tables), tables, by="voice")
    assert by_voice.columns[0] == "voice" and set(by_voice["voice"]) <= {
        "own",
        "direct",
        "indirect",
    }
    nothing = corrected_shares(sheet, tables, what="kinds", by="article")
    assert (
        nothing.empty
        and nothing.dtypes.astype(str).tolist() == ["str", "str", "int64"] + ["float64"] * 6
    )


def test_shares_that_nobody_coded_are_not_corrected(tables):
    sheet = fill(coding_sheet(tables, what="tone", n=99), tables)
    positive = machine_answers(sheet, tables)["machine"] == "positive"
    table = corrected_shares(sheet[~positive], tables)
    bright = table.loc[(table["category"] == "positive") & (table["counted"] > 0), "actor"]
    assert table.loc[table["actor"].isin(bright), "corrected"].isna().all()
    assert table.loc[~table["actor"].isin(bright), "corrected"].notna().all()
