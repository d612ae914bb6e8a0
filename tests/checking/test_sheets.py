"""Coding sheets as files: what is saved is what is read, whatever program was between."""

import csv
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile

import pandas as pd
import pytest
from coded import fill, make_sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from helpers import read_article
from helpers.base.spreadsheets import NOT_XML, neutral
from helpers.base.writers import as_csv
from helpers.checking import coding_sheet, find_sheet, read_sheet, save_sheet
from helpers.checking.sampling import NONE
from helpers.checking.sheets import SHEET
from helpers.reading.articles import make_article

ANY = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\"',;=+-@\u200b\xad\ufeff\0"),
    max_size=30,
)
BEGINNINGS = [
    "",
    "=",
    "+",
    "-",
    "@",
    "'",
    "'=",
    "''@",
    "\n",
    '"',
    "_x0041_",
    "\u200b=",
    "'\ufeff=",
    "\xad\xa0＝",
    "\0=",
]
CELL = st.builds(str.__add__, st.sampled_from(BEGINNINGS), ANY)
STRIPPED = {
    "Cf",
    "Cc",
    "Zs",
    "Zl",
    "Zp",
}  # categories of signs that a spreadsheet may strip or skip
SHEETS = st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=4).map(
    lambda rows: make_sheet([
        {"item": f"kinds:{i}", "text": text, "context": context, "choices": choices, "Ada": answer}
        for i, (text, context, choices, answer) in enumerate(rows)
    ])
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=60)
@given(sheet=SHEETS)
def test_a_sheet_comes_back_as_it_was_saved(tmp_path_factory, ending, sheet):
    path = tmp_path_factory.mktemp("sheets") / f"sheet.{ending}"
    save_sheet(sheet, path)
    pd.testing.assert_frame_equal(read_sheet(path), as_kept(sheet))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def as_kept(sheet):
    """Return a sheet as a file can hold it: a line ends in \\n, and of controls there are those
    that XML has."""
    return sheet.replace(r"\r\n?", "\n", regex=True).replace(
        NOT_XML, "\N{REPLACEMENT CHARACTER}", regex=True
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(sheet=SHEETS)
def test_no_cell_becomes_a_formula(tmp_path_factory, sheet):
    folder = tmp_path_factory.mktemp("sheets")
    save_sheet(sheet.rename(columns={"Ada": "=Ada"}), folder / "sheet.csv")
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not [
            cell for row in csv.reader(file) for cell in row if bare(cell).startswith(tuple("=+-@"))
        ]
    save_sheet(sheet, folder / "sheet.xlsx")
    with zipfile.ZipFile(folder / "sheet.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def bare(cell):
    """Return a cell as a spreadsheet may see it: without signs that are not seen before the first
    that is, and folded."""
    kept = itertools.dropwhile(lambda sign: unicodedata.category(sign) in STRIPPED, cell)
    return unicodedata.normalize("NFKC", "".join(kept)[:1])


@pytest.mark.slow
@given(cell=CELL)
def test_no_cell_of_a_table_becomes_a_formula_or_a_row_of_its_own(cell):
    table = pd.DataFrame({"text": [cell, "x"], "mixed": [cell, 1]}).astype(
        {"text": "str", "mixed": "object"}
    )
    table = table.assign(kind=pd.Categorical([cell, "x"]))
    written = as_csv(table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert [len(row) for row in rows] == [3, 3, 3]
    safe = rows[1][0]
    assert (
        rows[1] == [safe] * 3
        and safe in (cell, f"'{cell}")
        and not bare(safe).startswith(tuple("=+-@"))
    )
    if "\r" in cell:
        assert written.startswith('text,mixed,kind\n"')


def test_all_that_is_not_seen_is_passed_over_before_a_formula():
    signs = [
        chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) in STRIPPED
    ]
    assert not [sign for sign in signs if neutral(f"{sign}=1")[0] != "'"]
    assert as_csv(pd.DataFrame({"\u200b=1": [1]})) == "\ufeff'\u200b=1\n1\n".encode()
    assert [
        neutral(cell) for cell in ("Mali", "a=1", "'=1", "\u200bMali", "\N{EN DASH} he said")
    ] == [
        "Mali",
        "a=1",
        "'=1",
        "\u200bMali",
        "\N{EN DASH} he said",
    ]


@pytest.mark.slow
def test_libreoffice_computes_nothing_in_a_table(tmp_path):
    hostile = [
        "=40+2",
        "\u200b=40+2",
        "\0=40+2",
        "\ufeff+40+2",
        "\xad@SUM(40;2)",
        "＝40+2",
        "x\r=40+2\ry",
        "x\r\n=40+2",
        "\r=40+2",
    ]
    table = pd.DataFrame({"text": hostile, "n": range(len(hostile)), "end": "E"}).astype(
        {"text": "str", "end": "str"}
    )
    (tmp_path / "table.csv").write_bytes(as_csv(table))
    convert(
        tmp_path / "table.csv",
        "xlsx:Calc MS Excel 2007 XML",
        "--infilter=CSV:44,34,76,1,,0,false,true",
    )
    book = load_workbook(tmp_path / "out" / "table.xlsx")  # formulas as formulas
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[1:] for row in rows] == [("n", "end"), *((n, "E") for n in range(len(hostile)))]
    assert not [cell for row in book.active for cell in row if cell.data_type == "f"]
    assert all(str(row[0]).startswith(("'", "x")) for row in rows[1:])


def convert(path, to, *options):
    """Let LibreOffice open a file and save it in the folder `out` beside it, in another format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there")
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    command = [
        office,
        home,
        "--headless",
        *options,
        "--convert-to",
        to,
        "--outdir",
        path.parent / "out",
        path,
    ]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=120)


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
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    lists = dict(
        re.findall(r'<dataValidation type="list".*?sqref="(\w+)"><formula1>(.*?)</formula1>', page)
    )
    assert lists == {f"{column}{row}": "choices!$A$1:$A$9" for column in "JKL" for row in (2, 3, 4)}
    assert re.search(r'<pane ySplit="1" topLeftCell="A2"[^>]* state="frozen"', page)
    assert '<sheet name="choices" sheetId="2" state="hidden"' in book
    assert "<t>standfirst</t>" in strings and f"<t>{NONE}</t>" in strings


def test_a_sheet_is_read_as_a_spreadsheet_program_leaves_it(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=5)
    rows = sheet.assign(coder_1="body")[[*reversed(sheet.columns)]]
    rows.to_csv(
        tmp_path / "sheet.csv", sep=";", index=False, encoding="utf-8-sig", lineterminator="\r\n"
    )
    with (tmp_path / "sheet.csv").open("a") as file:
        file.write(";" * (len(sheet.columns) - 1) + "\r\n")
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "sheet.csv"), sheet.assign(coder_1="body"))


def test_a_workbook_is_read_as_other_programs_write_it(tmp_path):
    """Strings in several fonts, numbers as numbers, blank cells left out, a column without a
    name."""
    book = Workbook()
    book.active.append([*SHEET, "Ada", None])
    row = dict.fromkeys(SHEET) | {
        "item": CellRichText("Mali", TextBlock(InlineFont(b=True), " and")),
        "start": 3,
        "end": 7,
    }
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
        for declared, encoding in (
            (bomb, "utf-8"),
            ("<!DOCTYPE sst SYSTEM 'sst.dtd'>", "utf-8"),
            (bomb, "utf-16"),
        ):
            body = parts[name].decode().partition("?>")[2]
            with zipfile.ZipFile(path, "w") as archive:
                for part, content in parts.items():
                    head = f'<?xml version="1.0" encoding="{encoding}"?>'
                    archive.writestr(
                        part, (head + declared + body).encode(encoding) if part == name else content
                    )
            with pytest.raises(ValueError) as error:
                read_sheet(path)
            assert re.fullmatch(rf"{re.escape(str(path))}: .+DOCTYPE.+; save .+", str(error.value))


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_survives_libreoffice(tmp_path, ending):
    words = [
        "=1+1",
        "+49 30",
        "-3",
        "@you",
        "'=a",
        "00123",
        "1e5",
        "12.5.2023",
        "TRUE",
        "“I’m”, she said;\nGrüße\t|",
        " a ",
    ]
    rows = [
        {"item": f"kinds:{i}", "text": word, "context": word * 3, "Ada": word}
        for i, word in enumerate(words)
    ]
    sheet = make_sheet(rows).assign(choices="body | none of these", Ben="")
    path = save_sheet(sheet, tmp_path / f"sheet.{ending}")
    options = (
        ["--infilter=CSV:44,34,76,1,,0,true"] if ending == "csv" else []
    )  # as coders open it: UTF-8, fields as text
    convert(path, "xlsx", *options)
    again = read_sheet(tmp_path / "out" / "sheet.xlsx")
    pd.testing.assert_frame_equal(again, sheet)


def test_a_sheet_is_saved_into_a_new_folder_and_again_while_it_is_blank(by_hand, tmp_path):
    sheet = coding_sheet(by_hand, what="kinds", n=5)
    other = coding_sheet(by_hand, what="tone")
    for ending in ("csv", "xlsx"):
        path = tmp_path / "results" / "sheets" / f"sheet.{ending}"
        for drawn, keep in (
            (sheet, False),
            (sheet, False),
            (other, True),
            (sheet, True),
            (other, False),
        ):
            assert save_sheet(drawn, str(path), keep=keep) == path
            pd.testing.assert_frame_equal(read_sheet(path), drawn)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_with_answers_is_kept(by_hand, tmp_path, ending):
    coded = coding_sheet(by_hand, what="kinds", n=5)
    coded.loc[2, "coder_1"] = "body"
    path = save_sheet(coded, tmp_path / f"sheet.{ending}")
    before = path.read_bytes()
    for sheet in (
        coded.assign(coder_1=""),
        coded.assign(coder_1=NONE),
        coding_sheet(by_hand, what="tone"),
    ):
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
