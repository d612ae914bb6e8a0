"""The actors who may be one: shown to copy, or with boxes to tick."""

import pytest
from ipywidgets import Checkbox

from helpers import annotate, possible_merges, read_article
from helpers.base.problems import ArticleError
from helpers.reading import Correction, make_article, set_correction
from helpers.showing import merging, offer_merges

TEXT = """Some farmers blocked the bridge on Monday, and other farmers sang.

Migrants waited in the hall. Forty refugees slept in a church in Lund. A mob threw stones at a bus.
"""


@pytest.fixture
def article(tmp_path):
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    return read_article("bridge.txt", corpus=tmp_path)


def table_of(article, tmp_path):
    return (tmp_path / "bridge.corrections.csv").read_text(encoding="utf-8").splitlines()


def ticks(box):
    return [child for child in box.children if isinstance(child, Checkbox)]


def test_the_rows_can_be_copied_without_a_page(article):
    merges = possible_merges([annotate(article, cache=False)])
    shown = offer_merges(article, merges).data
    assert "merge,mob,farmers" in shown
    assert "what somebody calls them" in shown


def test_a_tick_writes_the_row_and_the_actors_are_one(article, tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "in_a_page", lambda: True)
    merges = possible_merges([annotate(article, cache=False)])
    box = ticks(offer_merges(article, merges))[0]
    actor, other = merges.iloc[0][["actor", "actor_b"]]
    box.value = True
    assert table_of(article, tmp_path) == ["what,text,value,where", f"merge,{actor},{other},"]
    again = read_article("bridge.txt", corpus=tmp_path)
    assert actor not in set(annotate(again, cache=False).actors["actor"])
    box.value = False
    assert table_of(article, tmp_path) == ["what,text,value,where"]


def test_what_is_in_the_table_stays(article, tmp_path):
    path = tmp_path / "bridge.corrections.csv"
    path.write_text("what;text;value;where\n# mine\ntype;mob;group;\n", encoding="utf-8")
    set_correction(article, Correction("merge", "a; b", "mob"))
    assert table_of(article, tmp_path)[1:] == ["# mine", "type;mob;group;", 'merge;"a; b";mob;']
    set_correction(article, Correction("merge", "a; b", "mob"), wanted=False)
    assert table_of(article, tmp_path)[1:] == ["# mine", "type;mob;group;"]


def test_an_article_without_a_file_has_no_table():
    with pytest.raises(ArticleError, match="save the article as a file"):
        set_correction(make_article("a", TEXT), Correction("merge", "mob", "farmers"))


def test_a_table_in_another_encoding_is_not_written(article, tmp_path):
    (tmp_path / "bridge.corrections.csv").write_bytes(
        "what,text,value\nkind,é,body\n".encode("cp1252")
    )
    with pytest.raises(ArticleError, match="UTF-8"):
        set_correction(article, Correction("merge", "mob", "farmers"))
