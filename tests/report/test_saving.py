import io
import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from coded import make_sheet
from PIL import Image

from helpers import ArticleError, make_article, plots, results_folder, save_results
from helpers.base import spreadsheets
from helpers.base.writers import write_tables
from helpers.checking.sheets import save_sheet
from helpers.quotes.ratios import quote_ratios
from helpers.reading.articles import articles_table
from helpers.report import saving


def test_a_table_comes_back_from_each_format(first, tmp_path):
    saved = save_results(first.article, tables={"quotes": first.quotes}, folder=tmp_path)[
        "saved"
    ].tolist()
    assert saved == [f"lavrov_mali/tables/quotes.{ending}" for ending in ("csv", "xlsx", "parquet")]
    csv, xlsx, parquet = (tmp_path / path for path in saved)
    assert csv.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel reads it as UTF-8
    for table in (pd.read_csv(csv), pd.read_excel(xlsx), pd.read_parquet(parquet)):
        assert table["text"].tolist() == first.quotes["text"].tolist()
        assert list(table.columns) == list(first.quotes.columns)
    pd.testing.assert_frame_equal(pd.read_parquet(parquet), first.quotes)


def test_no_cell_is_a_formula_and_what_xml_cannot_hold_is_replaced():
    table = pd.DataFrame(
        {"text": ["=1+1", "a\x0bb", "plain"], "=2+2": ["http://a.b", "", "x"]}, dtype="str"
    )
    read = pd.read_excel(io.BytesIO(saving.as_xlsx(table, "text")))
    assert read["text"].tolist() == ["'=1+1", "a\N{REPLACEMENT CHARACTER}b", "plain"]
    assert read.columns.tolist() == ["text", "=2+2"] and read["=2+2"].fillna("").tolist() == [
        "http://a.b",
        "",
        "x",
    ]
    assert saving.as_xlsx(table, "text") == saving.as_xlsx(table, "text")
    sheet = zipfile.ZipFile(io.BytesIO(saving.as_xlsx(table, "text"))).read(
        "xl/worksheets/sheet1.xml"
    )
    assert b"<f>" not in sheet and b"hyperlink" not in sheet


def test_numbers_dates_and_what_is_none_stay_what_they_are():
    table = pd.DataFrame(
        {
            "n": np.array([3, 4], dtype="uint8"),
            "share": [0.25, np.inf],
            "sure": [True, False],
            "any": pd.Series([5, None], dtype="object"),
            "day": pd.to_datetime(["2023-02-07", None]),
        }
    )
    read = pd.read_excel(io.BytesIO(saving.as_xlsx(table, "n")))
    assert (
        read["n"].tolist() == [3, 4]
        and read["share"].tolist() == [0.25, np.inf]
        and read["sure"].tolist() == [True, False]
    )
    assert read["any"].iloc[0] == 5 and read["any"].isna().iloc[1]
    assert read["day"].iloc[0] == pd.Timestamp("2023-02-07") and read["day"].isna().iloc[1]


def test_what_excel_cannot_hold_has_no_xlsx(first, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)
    saved = save_results(first.article, tables={"quotes": first.quotes}, folder=tmp_path)["saved"]
    assert [path.rpartition(".")[2] for path in saved] == ["csv", "parquet"]
    assert not spreadsheets.fits_excel(pd.DataFrame({"text": ["a" * 40_000]}, dtype="str"))


def test_figures_are_saved_at_300_dots_an_inch_with_text_as_text(first, tmp_path):
    ax = plots.voice_bar(quote_ratios(first))
    png, svg = save_results(first.article, figures={"voices": ax}, folder=tmp_path)["saved"]
    assert [round(dots) for dots in Image.open(tmp_path / png).info["dpi"]] == [300, 300]
    drawn = (tmp_path / svg).read_text(encoding="utf-8")
    assert "<text" in drawn and ax.get_title(loc="left").split("\n")[0][:12] in drawn


def test_what_cannot_be_written_is_told(first, tmp_path):
    (tmp_path / "lavrov_mali").write_text("a file where the folder should be")
    with pytest.raises(ArticleError, match="cannot be written"):
        save_results(first.article, tables={"quotes": first.quotes}, folder=tmp_path)


def story(folder, text="Mali thanked Moscow."):
    return make_article("story", text, source=folder / "papers" / folder.name / "story.txt")


def test_articles_of_one_id_have_folders_of_their_own_each_time(tmp_path):
    one = story(tmp_path / "one")
    two = story(tmp_path / "two")
    same = make_article("story", "Mali", source=tmp_path / "else" / "two" / "story.txt")
    without = make_article("story", "Mali")
    names = ["story", "story_two", "story_two_2", "story_2"]
    for _ in range(2):
        assert [
            results_folder(article, tmp_path / "out").name for article in (one, two, same, without)
        ] == names
    save_results(two, tables={"mine": pd.DataFrame({"a": [1]})}, folder=tmp_path / "out")
    assert [path.parent.parent.name for path in (tmp_path / "out").rglob("mine.csv")] == [
        "story_two"
    ]


def test_the_folder_of_an_article_is_found_again_where_the_whole_was_moved(tmp_path):
    assert results_folder(story(tmp_path / "here"), tmp_path / "here" / "out").name == "story"
    assert json.loads((tmp_path / "here" / "out" / "story" / saving.MARK).read_text()) == {
        "article": "story",
        "source": "papers/here/story.txt",
    }
    article = make_article(
        "story", "Mali", source=tmp_path / "there" / "papers" / "here" / "story.txt"
    )
    (tmp_path / "here").rename(tmp_path / "there")
    assert results_folder(article, tmp_path / "there" / "out").name == "story"


def test_one_article_in_a_file_of_many_is_found_by_its_copy(tmp_path):
    folder = results_folder(
        make_article("nexis_3", "Mali", source=tmp_path / "nexis.docx"), tmp_path / "out"
    )
    copy = make_article("nexis_3", "Mali", source=folder / "nexis_3.jsonl")
    assert results_folder(copy, tmp_path / "out") == folder
    other = make_article("nexis_3", "Mali", source=tmp_path / "more" / "nexis.docx")
    assert results_folder(other, tmp_path / "out").name == "nexis_3_more"


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("papers/one/story.txt", "story"),
        ("../one/story.txt", "story"),
        ("{}/papers/one/story.txt", "story"),
        ("papers/two/story.txt", "story_one"),
        ("/elsewhere/story.txt", "story_one"),
        ("", "story_one"),
        (None, "story"),
    ],
)
def test_a_folder_of_the_first_version_is_taken_over_unless_it_is_of_another(tmp_path, known, name):
    (tmp_path / "one").mkdir()
    folder = tmp_path / "one" / "out" / "story"
    (folder / "tables").mkdir(parents=True)
    if known is not None:
        old = make_article("story", "Mali", source=known.format(tmp_path / "one"))
        write_tables({"articles": articles_table([old])}, folder / "tables", format="csv")
    assert results_folder(story(tmp_path / "one"), folder.parent).name == name


def test_a_sheet_that_was_coded_for_another_story_does_not_stay_beside_this_one(tmp_path):
    sheet = make_sheet([{"item": "kinds:1", "text": "Niger", "Ada": "body"}])
    save_sheet(sheet, tmp_path / "out" / "story" / saving.CODING_SHEET)
    assert results_folder(story(tmp_path / "one"), tmp_path / "out").name == "story_one"
    niger = story(tmp_path / "two", "Niger stayed.")
    assert results_folder(niger, tmp_path / "out").name == "story"


def test_two_processes_do_not_take_one_folder(tmp_path):
    articles = [story(tmp_path / str(number)) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        folders = list(
            pool.map(lambda article: results_folder(article, tmp_path / "out"), articles)
        )
    assert len(set(folders)) == 40
    shutil.rmtree(tmp_path / "out")


def test_a_folder_whose_mark_cannot_be_read_is_left_alone(tmp_path):
    for number, content in enumerate([b"", b"{", b"\xff", b"[]", b'{"article": "story"}']):
        out = tmp_path / str(number)
        (out / "story").mkdir(parents=True)
        (out / "story" / saving.MARK).write_bytes(content)
        assert results_folder(story(tmp_path / "one"), out).name == "story_one"
        assert (out / "story" / saving.MARK).read_bytes() == content
