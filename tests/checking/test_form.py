"""The form in which a sheet is coded: every answer is in the file at once, and nothing else
changes."""

import pandas as pd
import pytest

from helpers import checking
from helpers.checking.form import Form, code_here, item_html
from helpers.checking.sheets import read_sheet, save_sheet

CHOICES = "negative | neutral | positive"
WORDS = "They <b>=lied</b> & {}."
ROWS = [
    {
        "item": f"tone:{i}",
        "what": "tone",
        "article": "a",
        "start": i,
        "end": i + 2,
        "text": WORDS.format(i),
        "question": "How?",
        "context": f"Before. >>{WORDS.format(i)}<< After.",
        "choices": CHOICES,
        "Ada": "",
        "Ben": answer,
    }
    for i, answer in enumerate(["neutral", "", ""])
]


@pytest.fixture(params=["csv", "xlsx"])
def path(request, tmp_path):
    return save_sheet(
        pd.DataFrame(ROWS).astype({"start": "int64", "end": "int64"}),
        tmp_path / f"sheet.{request.param}",
    )


def answers(path, coder="Ada"):
    return read_sheet(path)[coder].tolist()


def test_buttons_and_numbers_write_answers(path):
    form = Form(path)
    assert [button.description for button in form.buttons.children] == [
        "1 negative",
        "2 neutral",
        "3 positive",
    ]
    form.buttons.children[2].click()
    assert answers(path) == ["positive", "", ""] and form.place == 1
    form.field.value = "1"
    assert (
        answers(path) == ["positive", "negative", ""] and form.field.value == "" and form.place == 2
    )
    for nonsense in ("0", "4", "x", "-1", "²"):
        form.field.value = nonsense
    assert answers(path) == ["positive", "negative", ""]
    assert answers(path, "Ben") == ["neutral", "", ""]


def test_one_goes_back_and_leaves_blank(path):
    form = Form(path, "Ben")
    assert form.place == 1  # the first without an answer
    back, onward, clear = form.box.children[3].children
    back.click()
    assert form.buttons.children[1].button_style == "info"
    clear.click()
    assert answers(path, "Ben") == ["", "", ""] and form.place == 0
    form.field.value = "3"
    onward.click()
    form.field.value = "1"
    clear.click()  # behind the last there is nothing to clear
    assert answers(path, "Ben") == ["positive", "", "negative"]
    assert "last one" in form.text.value and form.field.disabled and not form.buttons.children
    back.click()
    assert "Item 3 of 3" in form.text.value and "2 of 3 coded" in form.status.value


def test_what_others_wrote_meanwhile_is_kept(path):
    ada = Form(path, "Ada")
    ben = Form(path, "Ben")
    ada.field.value = "1"
    ben.field.value = "2"
    ada.field.value = "3"
    assert (answers(path), answers(path, "Ben")) == (
        ["negative", "positive", ""],
        ["neutral", "neutral", ""],
    )


def test_what_cannot_be_saved_is_said(path):
    sheet = read_sheet(path)
    without = (sheet.drop(columns="Ada"), sheet.iloc[1:])
    for broken in (*without, None):
        form = Form(save_sheet(sheet, path, replace=True))
        path.write_bytes(b"gone") if broken is None else save_sheet(broken, path, replace=True)
        form.field.value = "1"
        assert "Not saved" in form.status.value and form.place == 0


def test_a_sheet_may_be_sorted_meanwhile(path):
    form = Form(path)
    form.field.value = "1"
    save_sheet(read_sheet(path).iloc[::-1], path, replace=True)
    form.field.value = "2"
    form.field.value = "3"
    assert dict(zip(read_sheet(path)["item"], answers(path), strict=True)) == {
        "tone:0": "negative",
        "tone:1": "neutral",
        "tone:2": "positive",
    }


def test_text_is_never_markup():
    html = item_html(ROWS[0], 1, 3)
    assert (
        "<b>" not in html
        and "They &lt;b&gt;=lied&lt;/b&gt; &amp; 0." in html
        and html.count("<mark") == 1
    )
    html = item_html(
        ROWS[0] | {"context": "He cited >>old<< words. >>a << b<<", "text": "a << b"}, 1, 3
    )
    assert ">a &lt;&lt; b</mark>" in html and "&gt;&gt;old&lt;&lt;" in html


def test_many_answers_are_typed_and_entered(tmp_path):
    rows = [row | {"choices": " | ".join("abcdefghijkl")} for row in ROWS]
    path = save_sheet(
        pd.DataFrame(rows).astype({"start": "int64", "end": "int64"}), tmp_path / "sheet.csv"
    )
    form = Form(path)
    assert not form.field.continuous_update and "Enter" in form.field.placeholder
    form.field.value = "12"
    assert answers(path) == ["l", "", ""]


def test_an_unknown_coder_is_named(path):
    with pytest.raises(ValueError, match="no coder 'Cem'; choose one of Ada, Ben"):
        code_here(path, coder="Cem")
    assert checking.code_long(read_sheet(path))["coder"].tolist() == ["Ben"]
