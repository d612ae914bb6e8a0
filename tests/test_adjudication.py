"""What is decided by hand becomes corrections, and these do what the hand said."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import agreement, analyse, read_article, read_file
from helpers.adjudication import as_corrections, save_corrections, without_answers
from helpers.corrections import Correction, read_corrections
from helpers.sampling import NONE, machine_answers

ARTICLE = without_answers(read_article("lavrov_mali.txt"))
OTHER = {"speakers": "Abdoulaye Diop", "tone": "neutral", "kinds": "caption", "actors": "Mali"}


@pytest.fixture(scope="module")
def tables():
    return analyse(ARTICLE)


@pytest.mark.parametrize("what", OTHER)
def test_answers_by_hand_are_what_the_machine_says_next(tables, what):
    sheet = agreement.coding_sheet(tables, what=what, n=40)
    sheet["coder_1"] = OTHER[what]
    rows = as_corrections(sheet, tables)
    asked = sheet[machine_answers(sheet, tables)["machine"] != OTHER[what]]
    assert 0 < len(rows) <= len(asked) and set(rows["article"]) == {ARTICLE.id}
    corrected = replace(ARTICLE, corrections=(*ARTICLE.corrections, *rows[list(Correction._fields)].itertuples(index=False)))
    again = analyse(corrected)
    now = machine_answers(sheet, again)["machine"]
    assert (now == OTHER[what]).mean() > 0.9
    assert without_answers(corrected).corrections == ARTICLE.corrections


def test_what_agrees_or_cannot_be_said_needs_no_correction(tables):
    sheet = agreement.coding_sheet(tables, what="speakers", n=40)
    for answers in (machine_answers(sheet, tables)["machine"], NONE, ""):
        assert as_corrections(sheet.assign(coder_1=answers), tables).empty
    repeats = agreement.coding_sheet(tables, what="repeats").assign(coder_1="verbatim")
    assert as_corrections(repeats, tables).empty


def test_corrections_are_saved_behind_those_there_are(tables, tmp_path):
    sheet = agreement.coding_sheet(tables, what="kinds", n=5).assign(coder_1="caption")
    rows = as_corrections(sheet, tables)
    path = save_corrections(ARTICLE, rows, tmp_path / "new" / "lavrov_mali.corrections.csv")
    assert read_corrections(path) == (*ARTICLE.corrections, *rows[list(Correction._fields)].itertuples(index=False))
    (tmp_path / "new" / "lavrov_mali.txt").write_text(ARTICLE.text, encoding="utf-8")
    assert len(read_file(tmp_path / "new" / "lavrov_mali.txt")[0].corrections) == len(ARTICLE.corrections) + len(rows)


def test_the_machine_is_not_praised_for_what_a_hand_put_right():
    article = replace(ARTICLE, corrections=(("tone", "Mali", "negative", "vowed to continue"), ("merge", "a", "b", "")))
    assert without_answers(article).corrections == (("merge", "a", "b", ""),)


def test_a_divided_item_waits_for_who_adjudicates(tables):
    sheet = agreement.coding_sheet(tables, what="kinds", n=6, coders=["Ada", "Ben"]).assign(Ada="body", Ben="body")
    sheet.loc[1, "Ben"] = sheet.loc[2, "Ben"] = "heading"
    assert agreement.coder_differences(sheet)["item"].tolist() == sheet["item"][[1, 2]].tolist()
    sheet.loc[1, "adjudicated"] = "caption"
    assert agreement.coder_differences(sheet)["item"].tolist() == [sheet.loc[2, "item"]]
    assert agreement.score_machine(sheet, tables).iloc[-1]["n"] == 5
    hand = agreement.disagreements(sheet, tables).set_index("item")["hand"]
    assert hand[sheet.loc[1, "item"]] == "caption"
    assert agreement.summarise(sheet, tables).loc[0, ["coders", "undecided"]].tolist() == [2, 1]
    pd.testing.assert_frame_equal(
        agreement.alpha(agreement.code_long(sheet)), agreement.alpha(agreement.code_long(sheet.drop(columns="adjudicated")))
    )
