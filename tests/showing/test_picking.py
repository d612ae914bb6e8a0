import re
import shutil
import warnings
from html import unescape

import pytest
from shared import ROOT

from helpers import ArticleError, pick_article
from helpers.showing.picking import PICKED, picker


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "café <b>.txt").write_bytes(
        "Ann Lee said the café was “closed”. She left.".encode("cp1252")
    )
    yield (tmp_path / "corpus").resolve()
    PICKED.clear()


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.fixture
def shown(monkeypatch):
    outputs = []
    monkeypatch.setattr("IPython.display.display", outputs.append)
    return outputs


def test_it_reads_the_article_and_says_what_was_read(folder, shown):
    article = pick_article("samples/sahel_wire.md", corpus=folder)
    assert article.id == "sahel_wire"
    [line] = shown
    assert words(line.data).startswith(f"Read: {article.title} · ")
    assert " words · English · samples/sahel_wire.md" in words(line.data)


def test_doubts_are_told_there_and_nowhere_else(folder, shown):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        article = pick_article("café <b>.txt", corpus=folder)
    assert "café" in article.text
    assert "Doubt: " in words(shown[0].data) and "<b>.txt" not in shown[0].data


def test_what_is_picked_holds_until_another_name_is_written(folder, shown):
    box = picker("lavrov_mali.txt", "lavrov_mali.txt", folder)
    field, told = box.children
    assert field.value == "lavrov_mali.txt" and "samples/long_column.md" in field.options
    field.value = "samples/long_column.md"
    assert "samples/long_column.md" in told.value and "Run All Cells" in told.value
    assert pick_article("lavrov_mali.txt", corpus=folder).id == "long_column"
    assert pick_article("samples/sahel_wire.md", corpus=folder).id == "sahel_wire"
    assert (
        pick_article("samples/sahel_wire.md", corpus=ROOT / "corpus").id == "sahel_wire"
    )  # each folder has its own


def test_a_file_that_cannot_be_read_is_told_in_the_list(folder):
    (folder / "empty.txt").write_text("")
    field, told = picker("nothing.txt", "nothing.txt", folder).children
    assert field.value is None
    field.value = "empty.txt"
    assert "empty.txt" in told.value and "Run All" not in told.value


def test_a_wrong_name_is_an_error(folder, shown):
    with pytest.raises(
        ArticleError, match=r"lavrov_mail\.txt: no such file in .*; there is: lavrov_mali\.txt"
    ):
        pick_article("lavrov_mail.txt", corpus=folder)
