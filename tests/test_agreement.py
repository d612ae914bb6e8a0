import csv
import os
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from helpers import analyse, read_article
from helpers.agreement import (
    alpha,
    code_long,
    coding_sheet,
    corrected_shares,
    disagreements,
    find_sheet,
    machine_answers,
    planning_table,
    read_sheet,
    save_sheet,
    score_machine,
    summarise,
)
from helpers.articles import articles_table, make_article
from helpers.edits import EVIDENCE
from helpers.sampling import ASKED, NONE, find_items, share_out
from helpers.sheets import ADJUDICATED, SHEET
from helpers.tables import TABLES, make_table

ARTICLE = read_article("lavrov_mali.txt")
EMPTY = {name: make_table(name) for name in TABLES}
SCORES = ["what", "category", "n", "machine", "precision", "precision_low", "precision_high", "recall", "recall_low",
          "recall_high", "f1", "f1_low", "f1_high"]  # fmt: skip
SUMMARY = ["what", "items", "coders", "undecided", "accuracy", "low", "high", "alpha", "alpha_low", "alpha_high"]
# Krippendorff (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units, a dot where not coded
OBSERVERS = "123321412...", "1233224125.3", ".3332342251.", "12332441251."

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\"',;=+-@"), max_size=30)
CELL = st.builds(str.__add__, st.sampled_from(["", "=", "+", "-", "@", "'", "'=", "''@", "\n", '"', "_x0041_"]), PRINTABLE)
SHEETS = st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=4).map(
    lambda rows: make_sheet([
        {"item": f"kinds:{i}", "text": text, "context": context, "choices": choices, "Ada": answer}
        for i, (text, context, choices, answer) in enumerate(rows)
    ])
)  # fmt: skip
CODES = st.lists(st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3), min_size=1, max_size=12)


def make_sheet(rows):
    blank = {name: 0 if dtype == "int64" else "" for name, dtype in SHEET.items()}
    sheet = pd.DataFrame([blank | row for row in rows])
    return sheet.astype({name: SHEET.get(name, "str") for name in sheet.columns})


def make_codes(rows):
    """One row of codes per item, one column per coder, None where it is not coded."""
    long = [(i, f"coder_{c}", code) for i, row in enumerate(rows) for c, code in enumerate(row) if code is not None]
    return pd.DataFrame(long, columns=["item", "coder", "answer"])


def published_codes():
    codes = make_codes(zip(*OBSERVERS, strict=True))
    return codes[codes["answer"] != "."]


@pytest.fixture(scope="module")
def tables():
    return analyse(ARTICLE)


@pytest.fixture
def by_hand():
    """Tables of the first article with a few rows whose answers are known."""
    at = [(m.start(), m.end()) for m in re.finditer(r'\S.*?(?:\."?(?=\s)|$)', ARTICLE.text, re.M)]
    evidence = [{"article": ARTICLE.id, "start": s, "end": e, "text": ARTICLE.text[s:e], "sentence": i}
                for i, (s, e) in enumerate(at)]  # fmt: skip
    kinds = ["standfirst"] + ["body"] * 5 + ["heading"] + ["body"] * (len(at) - 8) + ["boilerplate"]
    about = {"paragraph": 0, "words": 9, "quoted": 0.0}
    sentences = [row | about | {"kind": kind} for row, kind in zip(evidence, kinds, strict=True)]
    tone = [evidence[i] | {"actor": actor, "voice": "own", "speaker": "", "score": score, "label": label,
                            "confidence": 0.9, "terms": "", "hedges": "", "baseline": 0.0}
            for i, actor, score, label in [(0, "", 0.4, "positive"), (3, "Mali", -0.1, "negative"),
                                           (3, "France", 0.0, "neutral"), (4, "Mali", 0.5, "positive")]]  # fmt: skip
    first, second = evidence[0], evidence[1]
    pair = first | {"article_b": ARTICLE.id, "sentence_b": 1, "start_b": second["start"], "end_b": second["end"],
                    "text_b": second["text"], "score": 0.9, "kind": "restated", "group": 1, "reuse": "text",
                    "spread": 1, **dict.fromkeys(EVIDENCE, "")}  # fmt: skip
    return EMPTY | {
        "articles": articles_table([ARTICLE]),
        "sentences": make_table("sentences", sentences),
        "sentiment": make_table("sentiment", tone),
        "repeats": make_table("repeats", [pair]),
    }


def fill(sheet, tables, *, coder="coder_1", wrong=()):
    """Code a sheet as the machine does, but for the items in these places, which get another of their choices."""
    machine = machine_answers(sheet, tables)["machine"]
    other = [
        next(choice for choice in choices.split(" | ") if choice != answer)
        for choices, answer in zip(sheet["choices"], machine, strict=True)
    ]
    return sheet.assign(**{coder: [other[i] if i in wrong else answer for i, answer in enumerate(machine)]})


# coding sheets


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
        orders = {tuple(coding_sheet(tables, what=what, n=10_000, seed=seed)["item"]) for seed in range(5)}
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
    again = tone[tone["actor"] == "Mali"].head(1).assign(voice="direct", speaker="Ann Lee", label="positive")
    sheet = coding_sheet(by_hand | {"sentiment": pd.concat([tone, again], ignore_index=True)}, what="tone")
    asked = sheet.loc[sheet["start"] == again["start"].item(), "question"].tolist()
    assert sorted(question for question in asked if "Mali" in question) == [
        "In what tone does Ann Lee speak of Mali in the marked words?",
        "In what tone does the article speak of Mali in the marked words?",
    ]
    assert sheet["item"].is_unique and set(coding_sheet(by_hand, what="tone")["item"]) < set(sheet["item"])
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
        expected = ARTICLE.text[sentences["start"][max(i - 2, 0)] : sentences["end"][min(i + 1, len(sentences) - 1)]]
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
    assert machine_answers(parts.assign(item=items), tables)["machine"].tolist() == parts["speaker"].tolist()


def test_a_name_with_a_bar_or_a_line_end_is_still_one_choice(by_hand):
    mentions = [{"article": ARTICLE.id, "start": 0, "end": 6, "text": ARTICLE.text[:6], "sentence": 0, "mention": 0,
                 "actor": "Radio | TV\nMali", "form": "name", "rule": "", "type": "organisation"}]  # fmt: skip
    sheet = coding_sheet(by_hand | {"mentions": make_table("mentions", mentions)}, what="actors")
    assert sheet.loc[0, "choices"] == "Radio / TV Mali | none of these"


@pytest.mark.parametrize("what", ASKED)
def test_nothing_in_nothing_out(what, tmp_path):
    sheet = coding_sheet(EMPTY, what=what)
    assert sheet.empty and sheet.dtypes.astype(str).to_dict() == SHEET | {"coder_1": "str"}
    for name in ("empty.csv", "empty.xlsx"):
        save_sheet(sheet, tmp_path / name)
        pd.testing.assert_frame_equal(read_sheet(tmp_path / name), sheet)
    assert code_long(sheet).columns.tolist() == ["item", "coder", "answer"] and code_long(sheet).empty
    assert alpha(code_long(sheet)).loc[0, ["items", "coders"]].tolist() == [0, 0]
    scores = score_machine(sheet, EMPTY)
    assert scores.empty and scores.columns.tolist() == SCORES
    assert scores.dtypes.astype(str).tolist() == ["str", "str", "int64", "int64"] + ["float64"] * 9
    summary = summarise(sheet, EMPTY)
    assert summary.empty and summary.columns.tolist() == SUMMARY
    assert summary.dtypes.astype(str).tolist() == ["str"] + ["int64"] * 3 + ["float64"] * 6
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


# files


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=60, deadline=None)
@given(sheet=SHEETS)
def test_a_sheet_comes_back_as_it_was_saved(tmp_path_factory, ending, sheet):
    path = tmp_path_factory.mktemp("sheets") / f"sheet.{ending}"
    save_sheet(sheet, path)
    pd.testing.assert_frame_equal(read_sheet(path), sheet)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@settings(max_examples=60, deadline=None)
@given(sheet=SHEETS)
def test_no_cell_becomes_a_formula(tmp_path_factory, sheet):
    folder = tmp_path_factory.mktemp("sheets")
    save_sheet(sheet.rename(columns={"Ada": "=Ada"}), folder / "sheet.csv")
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(tuple("=+-@"))]
    save_sheet(sheet, folder / "sheet.xlsx")
    with zipfile.ZipFile(folder / "sheet.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_first_article_survives_both_formats(tables, tmp_path, ending):
    sheet = fill(coding_sheet(tables, what="speakers"), tables)
    save_sheet(sheet, tmp_path / f"sheet.{ending}")
    pd.testing.assert_frame_equal(read_sheet(tmp_path / f"sheet.{ending}"), sheet)


def test_the_same_sheet_gives_the_same_bytes(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds")
    for name in ("a.csv", "b.csv", "a.xlsx", "b.xlsx"):
        save_sheet(sheet, tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_has_lists_to_choose_from_and_keeps_its_header_in_view(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=3, coders=["Ada", "Ben"])
    save_sheet(sheet, tmp_path / "sheet.xlsx")
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as archive:
        page, book = archive.read("xl/worksheets/sheet1.xml").decode(), archive.read("xl/workbook.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    lists = dict(re.findall(r'<dataValidation type="list".*?sqref="(\w+)"><formula1>(.*?)</formula1>', page))
    assert lists == {f"{column}{row}": "choices!$A$1:$A$8" for column in "JKL" for row in (2, 3, 4)}
    assert re.search(r'<pane ySplit="1" topLeftCell="A2"[^>]* state="frozen"', page)
    assert '<sheet name="choices" sheetId="2" state="hidden"' in book
    assert "<t>standfirst</t>" in strings and f"<t>{NONE}</t>" in strings


def test_a_sheet_is_read_as_a_spreadsheet_program_leaves_it(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=5)
    rows = sheet.assign(coder_1="body")[[*reversed(sheet.columns)]]
    rows.to_csv(tmp_path / "sheet.csv", sep=";", index=False, encoding="utf-8-sig", lineterminator="\r\n")
    with (tmp_path / "sheet.csv").open("a") as file:
        file.write(";" * (len(sheet.columns) - 1) + "\r\n")
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "sheet.csv"), sheet.assign(coder_1="body"))


def test_a_workbook_is_read_as_other_programs_write_it(tmp_path):
    """Strings in several fonts, numbers as numbers, blank cells left out, a column without a name."""
    book = Workbook()
    book.active.append([*SHEET, "Ada", None])
    row = dict.fromkeys(SHEET) | {"item": CellRichText("Mali", TextBlock(InlineFont(b=True), " and")), "start": 3, "end": 7}
    book.active.append([*row.values(), "Ada", "a remark"])
    book.active.append([None])
    book.save(tmp_path / "sheet.xlsx")
    expected = make_sheet([{"item": "Mali and", "start": 3, "end": 7, "Ada": "Ada"}])
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "sheet.xlsx"), expected)


BROKEN = {
    "missing.csv": b"",
    "columns.csv": b"item,text\na,b\n",
    "latin.csv": "item,é\n".encode("cp1252"),
    "text.xlsx": b"item,text\na,b\n",
    "twice.csv": (",".join(SHEET) + "\n" + "a,kinds,x,0,1,t,c,q,body\n" * 2).encode(),
    "offsets.csv": (",".join(SHEET) + "\na,kinds,x,0,one,t,c,q,body\n").encode(),
    "cut.csv": (",".join(SHEET) + "\na,kinds,x\n").encode(),
    "quote.csv": (",".join(SHEET) + '\n"a,kinds,x\n').encode(),
}


@pytest.mark.parametrize("name", [*BROKEN, "there_is_none.csv", "there_is_none.xlsx"])
def test_what_is_no_sheet_is_refused_in_one_line(tmp_path, name):
    path = tmp_path / name
    if name in BROKEN:
        path.write_bytes(BROKEN[name])
    with pytest.raises(ValueError) as error:
        read_sheet(path)
    assert re.fullmatch(rf"{re.escape(str(path))}: .+; (copy|save) .+", str(error.value))


def test_a_workbook_without_its_parts_is_refused(tmp_path, by_hand):
    save_sheet(coding_sheet(by_hand, what="kinds"), tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    for size in (100, len(whole) // 2, len(whole) - 30):
        (tmp_path / "cut.xlsx").write_bytes(whole[:size])
        with pytest.raises(ValueError, match="not read as a coding sheet"):
            read_sheet(tmp_path / "cut.xlsx")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * 101_000_000)
    with pytest.raises(ValueError, match="unpacks to 101,000,000 bytes"):
        read_sheet(tmp_path / "bomb.xlsx")


def test_a_workbook_that_declares_a_document_type_is_refused(by_hand, tmp_path):
    save_sheet(coding_sheet(by_hand, what="kinds"), tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = '<!DOCTYPE sst [<!ENTITY a "Mali"><!ENTITY b "&a;&a;">]>'
    path = tmp_path / "bomb.xlsx"
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        for declared, encoding in ((bomb, "utf-8"), ("<!DOCTYPE sst SYSTEM 'sst.dtd'>", "utf-8"), (bomb, "utf-16")):
            body = parts[name].decode().partition("?>")[2]
            with zipfile.ZipFile(path, "w") as archive:
                for part, content in parts.items():
                    head = f'<?xml version="1.0" encoding="{encoding}"?>'
                    archive.writestr(part, (head + declared + body).encode(encoding) if part == name else content)
            with pytest.raises(ValueError) as error:
                read_sheet(path)
            assert re.fullmatch(rf"{re.escape(str(path))}: .+DOCTYPE.+; save .+", str(error.value))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_survives_libreoffice(tmp_path, ending):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there")
    words = ["=1+1", "+49 30", "-3", "@you", "'=a", "00123", "1e5", "12.5.2023", "TRUE", "“I’m”, she said;\nGrüße\t|", " a "]
    rows = [{"item": f"kinds:{i}", "text": word, "context": word * 3, "Ada": word} for i, word in enumerate(words)]
    sheet = make_sheet(rows).assign(choices="body | none of these", Ben="")
    path = save_sheet(sheet, tmp_path / f"sheet.{ending}")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    options = ["--infilter=CSV:44,34,76,1,,0,true"] if ending == "csv" else []  # as coders open it: UTF-8, fields as text
    command = [office, home, "--headless", *options, "--convert-to", "xlsx", "--outdir", tmp_path / "out", path]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=120)
    again = read_sheet(tmp_path / "out" / "sheet.xlsx")
    pd.testing.assert_frame_equal(again, sheet)


def test_a_sheet_is_saved_into_a_new_folder_and_again_while_it_is_blank(by_hand, tmp_path):
    sheet, other = coding_sheet(by_hand, what="kinds", n=5), coding_sheet(by_hand, what="tone")
    for ending in ("csv", "xlsx"):
        path = tmp_path / "results" / "sheets" / f"sheet.{ending}"
        for drawn, keep in ((sheet, False), (sheet, False), (other, True), (sheet, True), (other, False)):
            assert save_sheet(drawn, str(path), keep=keep) == path
            pd.testing.assert_frame_equal(read_sheet(path), drawn)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_with_answers_is_kept(by_hand, tmp_path, ending):
    coded = coding_sheet(by_hand, what="kinds", n=5)
    coded.loc[2, "coder_1"] = "body"
    path = save_sheet(coded, tmp_path / f"sheet.{ending}")
    before = path.read_bytes()
    for sheet in (coded.assign(coder_1=""), coded.assign(coder_1=NONE), coding_sheet(by_hand, what="tone")):
        assert save_sheet(sheet, path, keep=True) == path
        assert path.read_bytes() == before
    with pytest.raises(ValueError, match="1 answers that would be lost"):
        save_sheet(coded.assign(coder_1=""), path, keep=False)
    path.write_bytes(b"item,answer\n1,Mali\n")  # nobody can tell whether it holds answers
    with pytest.raises(ValueError, match=r"; (copy|save)"):
        save_sheet(coded, path, keep=True)


def test_the_sheet_beside_an_article_is_found(tmp_path):
    (tmp_path / "visit.2023.txt").write_text("Lavrov visited Mali.")
    article = read_article("visit.2023.txt", corpus=tmp_path)
    csv_path, xlsx_path = (tmp_path / f"visit.2023.coding.{ending}" for ending in ("csv", "xlsx"))
    (tmp_path / "visit.coding.csv").touch()
    (tmp_path / "visit.2023.corrections.csv").touch()
    assert find_sheet(article) is None
    for newer, older in ((xlsx_path, csv_path), (csv_path, xlsx_path)):
        newer.touch()
        os.utime(newer, (2_000_000, 2_000_000))
        assert find_sheet(article) == newer
        older.touch()
        os.utime(older, (1_000_000, 1_000_000))
        assert find_sheet(article) == newer
        newer.unlink()
        assert find_sheet(article) == older
        older.unlink()


def test_an_article_without_a_file_has_no_sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (".coding.csv", "note.coding.csv"):
        (tmp_path / name).touch()
    assert find_sheet(make_article("note", "Mali")) is None
    assert find_sheet(make_article("note", "Mali", source="note.txt")).name == "note.coding.csv"


def test_what_was_coded_by_hand_is_not_overwritten(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=5)
    coded = fill(sheet, by_hand)
    path = tmp_path / "sheet.csv"
    save_sheet(sheet, path)
    save_sheet(coded, path)
    with pytest.raises(ValueError, match="5 answers that would be lost"):
        save_sheet(sheet, path)
    pd.testing.assert_frame_equal(read_sheet(path), coded)
    save_sheet(coded.assign(coder_1=NONE), path)
    assert set(read_sheet(path)["coder_1"]) == {NONE}


def test_what_cannot_be_saved_leaves_no_file(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=1)
    with pytest.raises(ValueError, match=r"saved as \.csv or \.xlsx"):
        save_sheet(sheet, tmp_path / "sheet.ods")
    with pytest.raises(ValueError, match=r"save it as \.csv"):
        save_sheet(sheet.assign(context="x" * 40_000), tmp_path / "new" / "sheet.xlsx")
    assert list(tmp_path.iterdir()) == []
    save_sheet(sheet.assign(context="x" * 200_000), tmp_path / "sheet.csv")
    assert len(read_sheet(tmp_path / "sheet.csv").loc[0, "context"]) == 200_000


# codes and alpha


def test_codes_are_what_was_filled_in():
    rows = [{"item": "a", "choices": "Mali | none of these", "Ada": "mali ", "Ben": ""},
            {"item": "b", "choices": "Mali | none of these", "Ada": "  ", "Ben": "None of these"}]  # fmt: skip
    expected = [("a", "Ada", "Mali"), ("b", "Ben", NONE)]
    assert [*code_long(make_sheet(rows)).itertuples(index=False, name=None)] == expected


def test_a_coder_may_have_any_name():
    for name in ("answer", "coder", "hand", "0"):
        sheet = make_sheet([{"item": "a", "choices": "Mali | none of these", name: "Mali"}])
        assert code_long(sheet).to_dict("records") == [{"item": "a", "coder": name, "answer": "Mali"}]


def test_an_answer_that_is_no_choice_is_named():
    sheet = make_sheet([{"item": "a", "choices": "Mali | none of these", "Ada": "Malli"}])
    with pytest.raises(ValueError, match=r"a: Ada wrote 'Malli'; write one of Mali \| none of these, or leave"):
        code_long(sheet)


@pytest.mark.parametrize("level, expected", [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_example(level, expected):
    row = alpha(published_codes(), level=level)
    assert row.columns.tolist() == ["level", "items", "coders", "alpha", "low", "high"]
    assert row.loc[0, ["level", "items", "coders"]].tolist() == [level, 11, 4]
    assert row.loc[0, "alpha"] == pytest.approx(expected, abs=0.0005)
    assert 0 < row.loc[0, "low"] < expected < row.loc[0, "high"] <= 1


@pytest.mark.parametrize("level, observers, expected", [
    # two and two observers in the same paper, then three in the article "Krippendorff's alpha" of Wikipedia
    ("nominal", ["0100000010", "1110010000"], 0.095),
    ("nominal", ["aabbdcccedda", "babbbcccedd" "d"], 0.692),
    ("nominal", [".....34121133.3", "1.213343.......", "..21344.21133.4"], 0.691),
    ("interval", [".....34121133.3", "1.213343.......", "..21344.21133.4"], 0.811),
])  # fmt: skip
def test_alpha_of_other_published_examples(level, observers, expected):
    codes = make_codes(zip(*observers, strict=True))
    assert alpha(codes[codes["answer"] != "."], level=level).loc[0, "alpha"] == pytest.approx(expected, abs=0.0005)


@settings(max_examples=50, deadline=None)
@given(CODES)
def test_alpha_agrees_with_nltk(rows):
    codes = make_codes(rows)
    twice = codes[codes.groupby("item")["answer"].transform("size") > 1]
    if twice["answer"].nunique() < 2:  # NLTK calls this 1, here it is unknown
        assert np.isnan(alpha(codes, repeats=1).loc[0, "alpha"])
        return
    counts = twice["answer"].value_counts().sort_index()
    ranks = counts.cumsum() - counts / 2
    distances = {"nominal": binary_distance, "interval": interval_distance,
                 "ordinal": lambda a, b: (ranks.get(a, 0) - ranks.get(b, 0)) ** 2}  # fmt: skip
    for level, distance in distances.items():
        task = AnnotationTask(codes[["coder", "item", "answer"]].to_numpy().tolist(), distance)
        assert alpha(codes, level=level, repeats=1).loc[0, "alpha"] == pytest.approx(task.alpha(), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(CODES, st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_names_or_units(rows, random):
    codes = make_codes(rows)
    other = codes.assign(coder="c" + codes["coder"], item=100 - codes["item"]).sample(frac=1, random_state=1)
    words = dict(zip(range(1, 6), random.sample("abcde", 5), strict=True))

    def value(codes, level, **options):
        return alpha(codes, level=level, repeats=1, **options).loc[0, "alpha"]

    for level in ("nominal", "ordinal", "interval"):
        assert value(other, level) == pytest.approx(value(codes, level), nan_ok=True)
        turned = other.assign(answer=7 - 2 * other["answer"])
        assert value(turned, level) == pytest.approx(value(codes, level), nan_ok=True)
        named = codes.assign(answer=codes["answer"].map(words))
        assert value(named, level, order=[*words.values()]) == pytest.approx(value(codes, level), nan_ok=True)
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
    few, many = published_codes(), pd.concat([published_codes().assign(copy=i) for i in range(9)])
    many["item"] = many["item"].astype(str) + "/" + many["copy"].astype(str)
    pd.testing.assert_frame_equal(alpha(few), alpha(few))
    width = [(row["high"] - row["low"]).item() for row in (alpha(few), alpha(many))]
    assert width[1] < 0.6 * width[0]


# the machine against the coders


@pytest.mark.parametrize("what", ASKED)
def test_a_coder_who_agrees_with_the_machine(tables, what):
    sheet = fill(coding_sheet(tables, what=what), tables)
    scores = score_machine(sheet, tables)
    assert (scores[["precision", "recall", "f1", "precision_high", "recall_high"]] == 1).all(axis=None)
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
    answers, whole = machine_answers(sheet, tables)["machine"], find_items(tables, what)["machine"].value_counts()
    right = (coded["coder_1"] == answers).groupby(answers).mean()  # each answer counts for all that got it
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
    assert scores.loc["heading", ["precision", "recall"]].tolist() == pytest.approx([1, 1 / (1 + 2 * each)])
    assert scores.loc["heading", "f1"] == pytest.approx(2 / (1 + 1 + 2 * each))
    assert scores.loc["body", ["precision", "recall"]].tolist() == pytest.approx([(b - 3) / (b - 1), 1])
    assert scores.loc["all", "precision"] == scores.loc["all", "recall"] == pytest.approx(1 - 2 * each / len(sheet))
    assert (scores["precision_low"] < scores["precision"]).all() and (scores["recall_low"] < scores["recall"]).all()


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
    kinds, tone = coding_sheet(by_hand, what="kinds", n=6), coding_sheet(by_hand, what="tone")
    kinds, tone = fill(kinds, by_hand, wrong=[1]), fill(tone, by_hand, wrong=[0, 2])
    both = pd.concat([tone, kinds], ignore_index=True)
    mixed = both.sample(frac=1, random_state=4)  # a coder may have sorted the rows
    scores = score_machine(mixed, by_hand)
    assert scores.columns.tolist() == SCORES
    assert scores.loc[scores["category"] == "all", ["what", "n"]].set_index("what")["n"].to_dict() == {
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
    tone.loc[0, "Ben"] = next(answer for answer in ("negative", "positive") if answer != tone.loc[0, "Ada"])
    tone.loc[1, ["Ada", "Ben"]] = "unclear"
    kinds.loc[:4, "Ben"] = ""
    summary = summarise(pd.concat([tone, kinds, repeats], ignore_index=True), by_hand)
    assert summary.columns.tolist() == SUMMARY
    counts = [("tone", 3, 2, 1), ("kinds", 7, 2, 0)]
    assert [*summary[["what", "items", "coders", "undecided"]].itertuples(index=False, name=None)] == counts
    assert summary["accuracy"].tolist() == [0.5, 1]
    assert 0 < summary.loc[0, "low"] < 0.3 and 0.7 < summary.loc[0, "high"] < 1  # one of two
    for row, sheet in zip(summary.itertuples(), (tone, kinds), strict=True):
        expected = alpha(code_long(sheet)).loc[0, ["alpha", "low", "high"]].tolist()
        assert [row.alpha, row.alpha_low, row.alpha_high] == pytest.approx(expected, nan_ok=True)
    assert summary.loc[0, "alpha"] < 1


def test_a_summary_of_ties_only_or_of_one_coder(by_hand):
    sheet = coding_sheet(by_hand, what="repeats", coders=["Ada", "Ben"]).assign(Ada="near", Ben="restated")
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
    moved = articles_table([read_article("lavrov_mali.txt")]).assign(text="A new first line.\n" + ARTICLE.text)
    for articles in (moved, make_table("articles")):
        with pytest.raises(ValueError, match="analyse the text the sheet was drawn from"):
            machine_answers(sheet, by_hand | {"articles": articles})
    curly = sheet.assign(text=sheet["text"].str.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    assert len(machine_answers(curly, by_hand)) == 3  # a spreadsheet program did that, it is the same text


def test_what_the_machine_no_longer_finds_has_none_of_the_answers(by_hand):
    sheet = coding_sheet(by_hand, what="repeats")
    assert machine_answers(sheet, by_hand | {"repeats": EMPTY["repeats"]})["machine"].tolist() == [NONE]


def test_more_items_tell_a_share_more_exactly():
    table = planning_table()
    assert ((table["low"] < table["share"]) & (table["share"] < table["high"])).all()
    for _, rows in table.groupby("share"):
        assert rows["items"].is_monotonic_increasing and (rows["half_width"].diff().dropna() < 0).all()
    assert (table.query("items == 100 and share == 0.5")["half_width"].round(2) == 0.10).all()


def test_a_missed_quotation_can_be_found_by_asking_of_whole_sentences(tables):
    sheet = coding_sheet(tables, what="found", n=99)
    answers = machine_answers(sheet, tables).merge(sheet, on="item")
    assert len(sheet) == len(tables["sentences"]) and set(answers["machine"]) == {"direct", "indirect", "nothing"}
    told = answers.set_index("text")["machine"]
    assert told["Human rights concerns"] == "nothing"
    assert told[told.index.str.startswith("Mali has already received planes")].item() == "nothing"
    assert told[told.index.str.startswith('"As for some UN experts')].item() == "direct"
    missed = fill(sheet, tables)
    missed.loc[machine_answers(sheet, tables)["machine"] == "nothing", "coder_1"] = "indirect"
    scores = score_machine(missed, tables).set_index("category")
    assert scores.loc["indirect", "recall"] < 0.6 and scores.loc["indirect", "precision"] == 1


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
    assert by_voice.columns[0] == "voice" and set(by_voice["voice"]) <= {"own", "direct", "indirect"}
    nothing = corrected_shares(sheet, tables, what="kinds", by="article")
    assert nothing.empty and nothing.dtypes.astype(str).tolist() == ["str", "str", "int64"] + ["float64"] * 6


def test_shares_that_nobody_coded_are_not_corrected(tables):
    sheet = fill(coding_sheet(tables, what="tone", n=99), tables)
    positive = machine_answers(sheet, tables)["machine"] == "positive"
    table = corrected_shares(sheet[~positive], tables)
    bright = table.loc[(table["category"] == "positive") & (table["counted"] > 0), "actor"]
    assert table.loc[table["actor"].isin(bright), "corrected"].isna().all()
    assert table.loc[~table["actor"].isin(bright), "corrected"].notna().all()
