"""The annotated article: its cache, its voices, the researcher's corrections."""

from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from helpers import annotate, make_article, read_article
from helpers.base import disk_cache

PARTS = ("sentences", "tokens", "mentions", "actors", "quotes")


def test_the_cache_gives_what_was_computed(first, monkeypatch, tmp_path):
    article = read_article("lavrov_mali.txt")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for _ in range(2):
        for part in PARTS:
            assert_frame_equal(getattr(annotate(article), part), getattr(first, part))
    assert any(tmp_path.rglob("*.zip"))


def test_other_text_or_corrections_are_annotated_anew():
    text = "The fighters left Mali."
    assert annotate(make_article("a", text)).mentions["actor"].tolist() == ["fighters", "Mali"]
    corrected = make_article("a", text, corrections=[("actor", "the fighters", "Wagner Group")])
    assert annotate(corrected).mentions["actor"].tolist() == ["Wagner Group", "Mali"]
    assert annotate(make_article("a", text.replace("Mali", "Chad"))).mentions["actor"].tolist() == [
        "fighters",
        "Chad",
    ]


def test_a_folder_that_cannot_be_written_keeps_nothing(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert disk_cache.cache_folder() is None
    assert len(annotate(make_article("a", "Mali said so.")).sentences) == 1


def test_i_is_who_speaks_the_quotation():
    annotated = annotate(
        make_article("a", "Ann Lee left. “I will come back to my town,” Ann Lee said."), cache=False
    )
    pronouns = annotated.mentions.query("form == 'pronoun'")
    assert pronouns[["text", "actor"]].values.tolist() == [["I", "Ann Lee"], ["my", "Ann Lee"]]


def test_i_in_marks_within_a_quotation_is_who_speaks_there():
    text = "Mayor Bo Cole spoke. “He told me, ‘Trust me, I can,’ and I was glad,” Ann Lee said."
    mentions = annotate(make_article("test", text), cache=False).mentions
    first_person = mentions[mentions["text"].isin(["I", "me"])]
    assert first_person["actor"].tolist() == ["Ann Lee", "Bo Cole", "Bo Cole", "Ann Lee"]


@pytest.mark.parametrize(
    ("row", "table", "column", "value"),
    [
        (("kind", "Human rights", "body"), "sentences", "kind", "body"),
        (("speaker", "I'm referring", "Abdoulaye Diop"), "quotes", "speaker", "Abdoulaye Diop"),
    ],
)
def test_corrections_win_over_the_machine(row, table, column, value):
    article = replace(read_article("lavrov_mali.txt"), corrections=(row,))
    corrected = getattr(annotate(article, cache=False), table)
    assert corrected.loc[corrected["text"].str.startswith(row[1]), column].tolist() == [value]


def test_the_samples_say_that_they_are_for_demonstration():
    for name in ("sahel_wire", "open_ledger"):
        first = annotate(read_article(f"samples/{name}.md")).sentences.iloc[0]
        assert (
            first["text"].startswith("Written for demonstration") and first["kind"] == "boilerplate"
        )
