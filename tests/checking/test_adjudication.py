"""What is decided by hand becomes corrections, and these do what the hand said."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import analyse, checking, make_article, read_article, read_file
from helpers.checking.adjudication import as_corrections, save_corrections, without_answers
from helpers.checking.answers import machine_answers
from helpers.checking.sampling import NONE
from helpers.reading.corrections import Correction, read_corrections

ARTICLE = without_answers(read_article("lavrov_mali.txt"))
OTHER = {"speakers": "Abdoulaye Diop", "tone": "neutral", "kinds": "caption", "actors": "Mali"}


@pytest.fixture(scope="module")
def tables():
    return analyse(ARTICLE)


@pytest.mark.parametrize("what", OTHER)
def test_answers_by_hand_are_what_the_machine_says_next(tables, what):
    sheet = checking.coding_sheet(tables, what=what, n=40)
    sheet["coder_1"] = OTHER[what]
    rows = as_corrections(sheet, tables)
    asked = sheet[machine_answers(sheet, tables)["machine"] != OTHER[what]]
    assert 0 < len(rows) <= len(asked) and set(rows["article"]) == {ARTICLE.id}
    corrected = replace(
        ARTICLE,
        corrections=(*ARTICLE.corrections, *rows[list(Correction._fields)].itertuples(index=False)),
    )
    again = analyse(corrected)
    now = machine_answers(sheet, again)["machine"]
    assert (now == OTHER[what]).mean() > 0.9
    assert without_answers(corrected).corrections == ARTICLE.corrections


def test_what_agrees_or_cannot_be_said_needs_no_correction(tables):
    sheet = checking.coding_sheet(tables, what="speakers", n=40)
    for answers in (machine_answers(sheet, tables)["machine"], NONE, ""):
        assert as_corrections(sheet.assign(coder_1=answers), tables).empty
    repeats = checking.coding_sheet(tables, what="repeats").assign(coder_1="verbatim")
    assert as_corrections(repeats, tables).empty


def test_corrections_are_saved_behind_those_there_are(tables, tmp_path):
    sheet = checking.coding_sheet(tables, what="kinds", n=5).assign(coder_1="caption")
    rows = as_corrections(sheet, tables)
    path = save_corrections(ARTICLE, rows, tmp_path / "new" / "lavrov_mali.corrections.csv")
    assert read_corrections(path) == (
        *ARTICLE.corrections,
        *rows[list(Correction._fields)].itertuples(index=False),
    )
    (tmp_path / "new" / "lavrov_mali.txt").write_text(ARTICLE.text, encoding="utf-8")
    assert len(read_file(tmp_path / "new" / "lavrov_mali.txt")[0].corrections) == len(
        ARTICLE.corrections
    ) + len(rows)


def test_the_machine_is_not_praised_for_what_a_hand_put_right():
    article = replace(
        ARTICLE,
        corrections=(("tone", "Mali", "negative", "vowed to continue"), ("merge", "a", "b", "")),
    )
    assert without_answers(article).corrections == (("merge", "a", "b", ""),)


def test_a_divided_item_waits_for_who_adjudicates(tables):
    sheet = checking.coding_sheet(tables, what="kinds", n=6, coders=["Ada", "Ben"]).assign(
        Ada="body", Ben="body"
    )
    sheet.loc[1, "Ben"] = sheet.loc[2, "Ben"] = "heading"
    assert checking.coder_differences(sheet)["item"].tolist() == sheet["item"][[1, 2]].tolist()
    sheet.loc[1, "adjudicated"] = "caption"
    assert checking.coder_differences(sheet)["item"].tolist() == [sheet.loc[2, "item"]]
    assert checking.score_machine(sheet, tables).iloc[-1]["n"] == 5
    hand = checking.disagreements(sheet, tables).set_index("item")["hand"]
    assert hand[sheet.loc[1, "item"]] == "caption"
    assert checking.summarise(sheet, tables).loc[0, ["coders", "undecided"]].tolist() == [2, 1]
    pd.testing.assert_frame_equal(
        checking.alpha(checking.code_long(sheet)),
        checking.alpha(checking.code_long(sheet.drop(columns="adjudicated"))),
    )


def coded(text, what, item, answer):
    """Return what a correction of one item does to the machine's other answers: rows, and which
    answers changed."""
    article = make_article("a", text)
    tables = analyse(article)
    sheet = checking.coding_sheet(tables, what=what, n=99)
    before = machine_answers(sheet, tables).set_index("item")["machine"]
    wrong = sheet.loc[sheet["text"].str.startswith(item), "item"].iloc[0]
    coder = sheet["item"].map(before).where(sheet["item"] != wrong, answer)
    rows = as_corrections(sheet.assign(coder_1=coder), tables)
    again = analyse(
        replace(article, corrections=tuple(rows[list(Correction._fields)].itertuples(index=False)))
    )
    after = machine_answers(sheet, again).set_index("item")["machine"]
    return rows, set(after.index[after != before]) - {wrong}


BUDGET = (
    "\u201cWe will not accept this budget,\u201d said Maria Lopez on Monday.\n\n"
    "\u201cWe will not accept this budget,\u201d said John Carter on Tuesday.\n\n"
    "\u201cWe will not accept this budget because it hurts families,\u201d said Peter Novak."
)


@pytest.mark.parametrize(
    ("text", "what", "item", "answer"),
    [
        (BUDGET, "speakers", "We will not accept this budget", "nobody named"),
        (
            "Read more.\n\nRead more about the budget of the town, which John Carter wrote.",
            "kinds",
            "Read more.",
            "heading",
        ),
        (
            "Russia won.\n\nThe brave crowd was glad that Russia won.",
            "tone",
            "Russia won",
            "negative",
        ),
        (
            "John Carter met Peter Novak. He told Peter Novak that he was wrong.",
            "actors",
            "he",
            "Peter Novak",
        ),
    ],
)
def test_a_correction_changes_what_the_coder_meant_and_nothing_else(text, what, item, answer):
    rows, others = coded(text, what, item, answer)
    assert not others, rows


def test_one_voice_is_not_overruled_by_another(tables):
    sheet = checking.coding_sheet(tables, what="tone", n=99)
    machine = machine_answers(sheet, tables).set_index("item")["machine"]
    several = sheet["item"].str.removesuffix(":indirect").str.removesuffix(":direct")
    pair = sheet.loc[several.duplicated(keep=False), "item"]
    assert len(pair) >= 2
    one = pair.iloc[0]
    answer = "negative" if machine[one] != "negative" else "positive"
    coder = sheet["item"].map(machine).where(sheet["item"] != one, answer)
    rows = as_corrections(sheet.assign(coder_1=coder), tables)
    again = analyse(
        replace(
            ARTICLE,
            corrections=(
                *ARTICLE.corrections,
                *rows[list(Correction._fields)].itertuples(index=False),
            ),
        )
    )
    after = machine_answers(sheet, again).set_index("item")["machine"]
    assert set(after.index[after != machine]) <= {one}
