import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from helpers import ArticleError, plots, save_results, saving
from helpers.quotes import quote_ratios


def test_a_table_comes_back_from_each_format(first, tmp_path):
    saved = save_results(first.article, tables={"quotes": first.quotes}, folder=tmp_path)["saved"].tolist()
    assert saved == [f"lavrov_mali/tables/quotes.{ending}" for ending in ("csv", "xlsx", "parquet")]
    csv, xlsx, parquet = (tmp_path / path for path in saved)
    assert csv.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel reads it as UTF-8
    for table in (pd.read_csv(csv), pd.read_excel(xlsx), pd.read_parquet(parquet)):
        assert table["text"].tolist() == first.quotes["text"].tolist()
        assert list(table.columns) == list(first.quotes.columns)
    pd.testing.assert_frame_equal(pd.read_parquet(parquet), first.quotes)


def test_no_cell_is_a_formula_and_what_xml_cannot_hold_is_replaced():
    table = pd.DataFrame({"text": ["=1+1", "a\x0bb", "plain"], "=2+2": ["http://a.b", "", "x"]}, dtype="str")
    read = pd.read_excel(io.BytesIO(saving.as_xlsx(table, "text")))
    assert read["text"].tolist() == ["'=1+1", "a\N{REPLACEMENT CHARACTER}b", "plain"]
    assert read.columns.tolist() == ["text", "=2+2"] and read["=2+2"].fillna("").tolist() == ["http://a.b", "", "x"]
    assert saving.as_xlsx(table, "text") == saving.as_xlsx(table, "text")
    sheet = zipfile.ZipFile(io.BytesIO(saving.as_xlsx(table, "text"))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"hyperlink" not in sheet


def test_numbers_dates_and_what_is_none_stay_what_they_are():
    table = pd.DataFrame({
        "n": np.array([3, 4], dtype="uint8"), "share": [0.25, np.inf], "sure": [True, False],
        "any": pd.Series([5, None], dtype="object"), "day": pd.to_datetime(["2023-02-07", None]),
    })  # fmt: skip
    read = pd.read_excel(io.BytesIO(saving.as_xlsx(table, "n")))
    assert (
        read["n"].tolist() == [3, 4] and read["share"].tolist() == [0.25, np.inf] and read["sure"].tolist() == [True, False]
    )
    assert read["any"].iloc[0] == 5 and read["any"].isna().iloc[1]
    assert read["day"].iloc[0] == pd.Timestamp("2023-02-07") and read["day"].isna().iloc[1]


def test_what_excel_cannot_hold_has_no_xlsx(first, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "MOST_ROWS", 3)
    saved = save_results(first.article, tables={"quotes": first.quotes}, folder=tmp_path)["saved"]
    assert [path.rpartition(".")[2] for path in saved] == ["csv", "parquet"]
    assert not saving.fits_excel(pd.DataFrame({"text": ["a" * 40_000]}, dtype="str"))


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
