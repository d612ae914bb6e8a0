"""What is too large is refused before the work, and whatever fails at one file is told in one line:
the others go on."""

import io
import json
import os
import re
import sys
import zipfile

import pytest
from make_files import W, make_word, make_workbook

from helpers import ArticleError, read_article, read_corpus, read_file
from helpers.base.problems import as_message, escape_invisible
from helpers.reading import articles as articles_module
from helpers.reading import corrections, metadata
from helpers.reading.articles import articles_table
from helpers.reading.corrections import read_corrections
from helpers.reading.drafts import Unreadable
from helpers.reading.exports.records import whole_number
from helpers.reading.folders import LARGEST, find_files, read_bytes
from helpers.reading.formats import (
    objects,
    plain,
    read_content,
    rtf,
    tabular,
    web,
    word,
    zipped,
)
from helpers.reading.formats.pdf import read_pdf

STORY = "Ann said so yesterday in the capital."
CAFES = "<p>" + "The café was full on Monday, she said. " * 9


def refused(content, ending):
    """Return the reason why a file is not read."""
    with pytest.raises(Unreadable) as caught:
        read_content(content, ending)
    assert caught.value.remedy and "\n" not in caught.value.reason
    return caught.value.reason


def read_all(folder):
    """Return the ids of the articles of a folder, and the problems, each a line that can be written
    out."""
    articles, problems = read_corpus(folder)
    lines = [": ".join(row) for row in problems.itertuples(index=False)]
    assert not any("\n" in line or "\x1b" in line for line in lines)
    "".join(lines).encode()
    articles_table(articles).to_csv().encode()
    return [article.id for article in articles], problems


# limits


def test_a_file_larger_than_any_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000_000)  # without taking room
    (tmp_path / "a.txt").write_text(STORY)
    ids, problems = read_all(tmp_path)
    assert ids == ["a"]
    assert problems["reason"].tolist() == [
        f"it has 200,000,000,000 bytes, and at most {LARGEST:,} are read"
    ]
    with (tmp_path / "articles.csv").open("wb") as file:
        file.truncate(200_000_000_000)
    assert read_all(tmp_path)[0] == ["a"]


@pytest.mark.parametrize(
    ("where", "name", "ending", "content", "reason"),
    [
        (plain, "LARGEST", ".txt", b"a" * 101, "it has 101 bytes, and at most 100 are read"),
        (
            plain,
            "LARGEST_MARKDOWN",
            ".md",
            b"a" * 101,
            "it has 101 bytes, and at most 100 are read",
        ),
        (plain, "MOST_LINES", ".txt", b"a\n" * 101, "it has 101 lines, and at most 100 are read"),
        (
            tabular,
            "MOST_LINES",
            ".csv",
            b"text\n" + b"a\n" * 100,
            "it has 101 lines, and at most 100 are read",
        ),
        (
            tabular,
            "MOST_ROWS",
            ".csv",
            b"text\n" + b"a\n" * 100,
            "it has 101 rows, and at most 100 are read",
        ),
        (
            tabular,
            "MOST_SIGNS",
            ".csv",
            b"text\n" + b"," * 101,
            "it has 101 separators, and at most 100 are read",
        ),
        (
            tabular,
            "MOST_COLUMNS",
            ".csv",
            b"text" + b",a" * 100,
            "it has 101 columns, and at most 100 are read",
        ),
        (
            tabular,
            "MOST_CELLS",
            ".csv",
            b"text,a\n" + b"a\n" * 50,
            "it has 102 cells, and at most 100 are read",
        ),
        (
            objects,
            "MOST_LINES",
            ".jsonl",
            b"{}\n" * 101,
            "it has 101 lines, and at most 100 are read",
        ),
        (
            objects,
            "MOST_ROWS",
            ".jsonl",
            b"{}\n" * 101,
            "it has 101 objects, and at most 100 are read",
        ),
        (
            objects,
            "MOST_ROWS",
            ".json",
            b"[" + b"{}," * 100 + b"{}]",
            "it has 101 objects, and at most 100 are read",
        ),
        (
            objects,
            "MOST_SIGNS",
            ".jsonl",
            b"[" + b"{}," * 50 + b"{}]",
            "it has 102 values, and at most 100 are read",
        ),
        (
            objects,
            "MOST_SIGNS",
            ".json",
            b"[" + b"{}," * 50 + b"{}]",
            "it has 102 values, and at most 100 are read",
        ),
        (web, "LARGEST", ".html", b"<p>" + b"a" * 98, "it has 101 bytes, and at most 100 are read"),
        (web, "MOST_TAGS", ".html", b"<p>" * 101, "it has 101 tags, and at most 100 are read"),
        (
            web,
            "MOST_ELEMENTS",
            ".html",
            b"<p>" * 101,
            "it has 103 elements, and at most 100 are read",
        ),
        (
            web,
            "MOST_DEPTH",
            ".html",
            b"<div>" * 101 + b"a",
            "it has more than 100 elements within one another",
        ),
        (
            web,
            "MOST_INLINE",
            ".html",
            b"<p>" + b"<b>a</b>" * 101,
            "a paragraph in it has more than 100 elements",
        ),
        (
            web,
            "MOST_ATTRIBUTES",
            ".html",
            b"<p a" + b" a" * 100,
            "an element in it has more than 100 attributes",
        ),
        (
            word,
            "MOST_TAGS",
            ".docx",
            make_word([], extra="<w:p/>" * 100),
            "it has 111 tags, and at most 100 are read",
        ),
        (
            zipped,
            "MOST_PARTS",
            ".docx",
            make_word([], parts={str(i): "" for i in range(98)}),
            "it has 101 parts, and at most 100 are read",
        ),
        (
            rtf,
            "MOST_MARKS",
            ".rtf",
            b"{\\rtf1 " + b"\\a" * 99 + b"}",
            "it has 101 RTF marks, and at most 100 are read",
        ),
        (
            rtf,
            "LARGEST",
            ".rtf",
            b"{\\rtf1 " + b"a" * 93 + b"}",
            "it has 101 RTF characters, and at most 100 are read",
        ),
    ],
)
def test_each_reader_asks_its_limits_and_names_them(
    monkeypatch, where, name, ending, content, reason
):
    assert getattr(where, name) >= 500
    monkeypatch.setattr(where, name, 100)
    assert refused(content, ending) == reason


def workbook_with(sheet, strings=""):
    """Return a workbook whose second sheet has some XML for its rows."""
    import pandas as pd

    book = zipfile.ZipFile(io.BytesIO(make_workbook(pd.DataFrame({"text": ["a"]}))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in book.namelist():
            part = book.read(name).decode()
            if name.endswith("sheet2.xml"):
                part = re.sub(
                    r"<sheetData>.*</sheetData>",
                    f"<sheetData>{sheet}</sheetData>",
                    part,
                    flags=re.S,
                )
                part = re.sub(r"<dimension[^>]*>", "", part)
            if name.endswith("sharedStrings.xml") and strings:
                part = re.sub(
                    r"<si>.*?</si>", f"<si><t>{strings}</t></si>", part, count=1, flags=re.S
                )
            archive.writestr(name, part)
    return file.getvalue()


def test_a_cell_in_a_far_corner_makes_no_table_of_a_workbook():
    far = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 300))
    assert (
        refused(workbook_with(far), ".xlsx") == "it has 16,384 columns, and at most 1,000 are read"
    )
    below = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c '
        'r="ALL1048576"><v>1</v></c></row>'
    )
    assert (
        refused(workbook_with(below), ".xlsx")
        == "it has 100,001 rows, and at most 100,000 are read"
    )
    wide = '<row r="1"><c r="ALL1"><v>1</v></c></row><row r="2100"><c r="A2100"><v>1</v></c></row>'
    assert "cells, and at most 2,000,000 are read" in refused(workbook_with(wide), ".xlsx")


def test_one_long_string_in_many_cells_is_counted_in_each():
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1200)
    )
    reason = refused(workbook_with(cells, strings="a" * 100_000), ".xlsx")
    assert reason.endswith("characters, and at most 100,000,000 are read")


def test_forms_of_a_pdf_that_draw_one_another_are_counted_as_often_as_they_are_drawn():
    from pypdf import PdfWriter
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        FloatObject,
        NameObject,
    )

    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=200)
    below = None
    for _ in range(30):
        form = DecodedStreamObject()
        form.set_data(b"BT (a) Tj ET " if below is None else b"/F Do " * 2)
        form[NameObject("/Type")], form[NameObject("/Subtype")] = (
            NameObject("/XObject"),
            NameObject("/Form"),
        )
        form[NameObject("/BBox")] = ArrayObject([FloatObject(n) for n in (0, 0, 9, 9)])
        named = DictionaryObject({NameObject("/F"): below} if below is not None else {})
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
        below = writer._add_object(form)
    content = DecodedStreamObject()
    content.set_data(b"/F Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    named = DictionaryObject({NameObject("/F"): below})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(Unreadable, match="drawing bytes, and at most"):
        read_pdf(file.getvalue())


def test_json_within_json_without_an_end_is_named():
    assert "lists or objects within one another" in refused(b"[" * 100_000, ".json")
    deep = '{"text": ' + "[" * 100_000 + "\n" + json.dumps({"text": STORY})
    drafts, doubts = read_content(deep.encode(), ".jsonl")
    assert [draft.text for draft in drafts] == [STORY] and "within one another" in doubts[0][0]


def test_more_corrections_than_anybody_writes_are_refused(tmp_path):
    path = tmp_path / "a.corrections.csv"
    path.write_text("what,text,value\n" + "type,Ann,group\n" * 2001)
    with pytest.raises(ArticleError, match="it has 2,001 rows, and at most 2,000 are read"):
        read_corrections(path)


# faults


def zip_of_version(version):
    content = bytearray(make_word([STORY]))
    place = content.index(b"PK\x01\x02")
    content[place + 6 : place + 8] = bytes([version, 0])
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "nexis.txt",
            (
                f"Documents (1)\nBudget\nMay 1, 2024\nLength: , words\nBody\n{STORY}\nEnd of "
                "Document\n"
            ).encode(),
        ),
        (
            "nexis_2.txt",
            f"1 of {'9' * 5000} DOCUMENTS\nLENGTH: {'9' * 5000} words\n\nBODY:\n{STORY}".encode(),
        ),
        ("proquest.txt", f"ProQuest\nFULL TEXT\nDETAILS\n{STORY}".encode()),
        ("page.html", f"<html><head><meta charset=undefined></head><body>{CAFES}".encode("cp1252")),
        (
            "page_2.html",
            f"<html><head><meta charset=punycode></head><body>{CAFES}".encode("cp1252"),
        ),
        ("version.docx", zip_of_version(91)),
        ("deep.json", b"[" * 50_000),
    ],
)
def test_what_was_a_traceback_is_read_or_told_in_one_line(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "other.txt").write_text(STORY.replace("Ann", "Ben"))
    ids, problems = read_all(tmp_path)
    assert "other" in ids and not problems["reason"].str.contains("failed at it").any()
    assert len(ids) == 2 or (problems["kind"] == "error").sum() == 1


@pytest.mark.parametrize(
    "error", [KeyError("a"), RecursionError(), MemoryError(), ZeroDivisionError(), AssertionError()]
)
def test_whatever_fails_at_one_file_is_told_and_the_others_are_read(tmp_path, monkeypatch, error):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(STORY.replace("Ann", name))

    def fails(content, ending, real=read_content):
        if b"b said" in content:
            raise error
        return real(content, ending)

    monkeypatch.setattr(articles_module, "read_content", fails)
    ids, problems = read_all(tmp_path)
    assert ids == ["a", "c"] and problems["kind"].tolist() == ["error"]
    told = "memory" if isinstance(error, MemoryError) else type(error).__name__
    assert told in problems["reason"].item()
    for read in (
        lambda: read_file(tmp_path / "b.txt"),
        lambda: read_article("b.txt", corpus=tmp_path),
    ):
        with pytest.raises(ArticleError, match=told) as caught:
            read()
        assert "\n" not in str(caught.value)


def test_a_table_beside_that_makes_its_reader_fail_keeps_no_article_from_being_read(
    tmp_path, monkeypatch
):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(STORY.replace("Ann", name))
    (tmp_path / "b.corrections.csv").write_text("what,text,value\n")
    (tmp_path / "articles.csv").write_text("file,title\na.txt,A\n")

    def fails(content):
        raise KeyError("a")

    for module in (metadata, corrections):
        monkeypatch.setattr(module, "read_table", fails)
    ids, problems = read_all(tmp_path)
    assert ids == ["a"] and sorted(problems["kind"]) == ["error", "warning"]
    assert problems["reason"].str.contains("KeyError").all()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are Unicode")
def test_names_that_are_not_utf_8_are_read_told_and_written(tmp_path):
    folder = os.fsencode(tmp_path)
    for name, content in {
        b"caf\xe9.txt": STORY,
        b"\xff.pages": "Notes",
        b"broken\xe9\n\x1b[31m.docx": "PK",
        b"a\xe9.md": STORY,
        b"caf\xe9.corrections.csv": "what,text,value\ntype,Ann,person\n",
        b"no\xe9.corrections.csv": "what,text,value\n",
    }.items():
        path = os.path.join(folder, name)  # noqa: PTH118 - a name in bytes
        with open(path, "w") as file:  # noqa: PTH123
            file.write(content)
    ids, problems = read_all(tmp_path)
    assert sorted(ids) == ["a", "caf"] and len(problems) == 4
    articles, _ = read_corpus(tmp_path)
    assert [len(article.corrections) for article in articles if article.id == "caf"] == [1]
    with pytest.raises(ArticleError, match=r"broken\\udce9\\n\\x1b"):
        read_file(tmp_path / os.fsdecode(b"broken\xe9\n\x1b[31m.docx"))


@pytest.mark.parametrize("name", ["n" * 300, "a/" * 3000, "n\0", "é" * 200])
def test_a_name_in_a_table_of_files_that_no_file_can_have_is_told(tmp_path, name):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "articles.csv").write_text(f"file,title\n{name},A\na.txt,B\n", encoding="utf-8")
    articles, problems = read_corpus(tmp_path)
    assert [article.title for article in articles] == ["B"] and len(problems) == 1
    assert (
        "there is no such file" in problems["reason"].item()
        and len(problems["reason"].item()) < 600
    )


def test_a_digit_that_counts_nothing_is_no_number():
    assert [whole_number(digits) for digits in ("1,204", ",", "", "9" * 5000)] == [1204, 0, 0, 0]


def test_names_are_shown_in_safe_signs():
    name = os.fsdecode(b"a\xe9\n\x1b[31m\xe2\x80\xae.txt")
    assert escape_invisible(name) == "a\\udce9\\n\\x1b[31m\\u202e.txt" and as_message(
        name
    ) == escape_invisible(name)


def test_what_is_no_file_is_told_as_before(tmp_path):
    with pytest.raises(ArticleError, match="it is a folder"):
        read_bytes(tmp_path)
    with pytest.raises(ArticleError, match="there is no such file"):
        read_bytes(tmp_path / "a.txt")
    assert find_files(tmp_path) == ([], [])


def test_words_beside_the_text_of_a_word_file_are_its_own_and_no_comments():
    extra = (
        "<!-- <w:delText>no</w:delText> --><w:p><w:del><w:r><w:delText>A &amp; B "
        "&lt;</w:delText></w:r></w:del></w:p>"
    )
    header = (
        f"<w:hdr {W}><!-- <w:t>no</w:t> "
        "--><w:p><w:r><w:t>Dra</w:t><w:t>ft 3</w:t></w:r></w:p></w:hdr>"
    )
    (draft,), _ = read_content(
        make_word([STORY], extra=extra, parts={"word/header1.xml": header}), ".docx"
    )
    assert set(draft.dropped) == {("deleted words", "A & B <"), ("page header", "Draft 3")}


def test_front_matter_needs_a_line_that_names_something():
    ordinary = "---\n" + "# A heading\n\nWords below it\n\n" * 16 + "---\n\nThe end.\n"
    (draft,), _ = read_content(ordinary.encode(), ".md")
    assert draft.text.count("A heading") == 16 and not draft.metadata
    (draft,), _ = read_content(b"---\n# clipped\n\ntitle: A\n---\nThe end.", ".md")
    assert draft.metadata == {"title": "A"} and draft.text == "The end."
