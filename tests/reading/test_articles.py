"""Reading files: what comes in unchanged, what is refused, and in which words."""

import pickle
import re
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import (
    ArticleError,
    ArticleWarning,
    read_article,
    read_articles,
    read_corpus,
    read_file,
)
from helpers.base.text import count_words
from helpers.reading.articles import articles_table, make_article, safe_name, unique_ids


def test_the_first_article_is_read_exactly(tmp_path):
    article = read_article("lavrov_mali.txt")
    assert (article.id, len(article.text), count_words(article.text)) == ("lavrov_mali", 2322, 368)
    assert article.text.startswith("Russia's foreign minister") and article.text.endswith(
        "video above."
    )
    assert articles_table([article])["words"].item() == 368


def test_front_matter_is_metadata_and_not_text():
    article = read_article("samples/sahel_wire.md")
    assert article.outlet == "Sahel Wire (invented)"
    assert article.published == "2023-02-07"
    assert article.text.startswith("Written for demonstration") and "outlet:" not in article.text


def test_front_matter_is_read_in_markdown_only(tmp_path):
    text = "---\ntitle: A\n---\nThe text of it."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.md").write_text(text)
    assert read_file(tmp_path / "a.txt")[0].text == text
    assert read_file(tmp_path / "a.md")[0].text == "The text of it."


def test_json_lines_hold_an_article_a_line(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        '{"id": "a", "text": "One\\r\\ntext said.", "outlet": "X"}\n\n{"id": "b", "text": '
        '"Two said so."}\n'
    )
    one, two = read_file(tmp_path / "two.jsonl")
    assert (one.id, one.text, one.outlet, two.id) == ("a", "One\r\ntext said.", "X", "b")
    with pytest.raises(ArticleError, match="holds 2 articles"):
        read_article("two.jsonl", corpus=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_without_a_word(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("Élysée: “oui”\r\nsaid".encode(encoding))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_file(tmp_path / "a.txt")[0].text == "Élysée: “oui”\nsaid"


def test_another_encoding_is_assumed_and_said(tmp_path):
    (tmp_path / "a.txt").write_bytes("Élysée: “oui”".encode("cp1252"))
    with pytest.warns(ArticleWarning, match=r"a\.txt: it is not UTF-8 and was read as cp1252"):
        assert read_file(tmp_path / "a.txt")[0].text == "Élysée: “oui”"


def test_half_a_character_is_replaced_and_said():
    with pytest.warns(ArticleWarning, match="broken characters"):
        assert make_article("a", "Mali \ud83d said").text == "Mali \N{REPLACEMENT CHARACTER} said"


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("empty.txt", b"", "there is no text in it"),
        ("marks.txt", b"... --- ...", "there is no text in it"),
        ("binary.txt", b"MZ\1\2said\3\4\5\6", "it is not a text file"),
        ("page.docx", b"PK", "it is no whole Word file"),
        ("page.odt", b"PK", "LibreOffice) is not read"),
        ("broken.jsonl", b"{]\n", "line 1 (no JSON) is no article"),
        ("no_text.jsonl", b'{"id": "a"}\n', "line 1 (no text) is no article"),
        ("list.jsonl", b'["a"]\n', "line 1 (no object) is no article"),
        ("no_front.md", b"---\ntitle: A\n---\n", "there is no text in it"),
    ],
)
def test_what_cannot_be_read_is_named_with_fault_and_remedy(tmp_path, name, content, fault):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        read_file(tmp_path / name)
    message = str(caught.value)
    assert name in message and fault in message and "; " in message and "\n" not in message


@pytest.mark.parametrize("name", ["../README.md", "/etc/hostname", "samples/../../README.md"])
def test_a_name_cannot_leave_the_corpus(name):
    with pytest.raises(ArticleError, match="outside"):
        read_article(name)


def test_a_wrong_name_shows_what_there_is():
    with pytest.raises(ArticleError, match=r"no such file .* there is: lavrov_mali\.txt"):
        read_article("lavrof.txt")


def test_a_folder_is_read_as_far_as_it_can_be(tmp_path):
    for name, content in {
        "b.txt": "Ann said so yesterday.",
        "a.txt": "Ben said so yesterday.",
        "x.txt": "",
        "README.md": "No article.",
        ".h.txt": "Hidden.",
        "a.corrections.csv": "what,text,value\n",
        "notes.pages": "Notes",
        "~$b.docx": "lock",
        "page.html": "<html><body>"
        + "<p>The envoy spoke of peace on Monday in the capital, she said.</p>" * 5,
        "page_files/ad.html": "<p>Buy this.</p>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "A.txt").write_bytes("Caf\xe9 owners said so.".encode("latin-1"))
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    articles, problems = read_corpus(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "page", "A_2"]
    told = problems.assign(file=[Path(file).name for file in problems["file"]])[
        ["file", "kind", "reason"]
    ]
    assert told.values.tolist() == [
        ["loop.txt", "error", "it is a link that leads nowhere"],
        ["notes.pages", "warning", ".pages is not read, and was left out"],
        ["out.txt", "error", f"it is a link out of {tmp_path}"],
        ["A.txt", "warning", "it is not UTF-8 and was read as cp1252"],
        ["x.txt", "error", "there is no text in it"],
    ]
    assert (problems["remedy"] != "").all()


def test_the_same_article_in_two_files_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said so yesterday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"Ann said  so\r\nyesterday.")
    articles, problems = read_corpus(tmp_path)
    assert len(articles) == 2
    assert problems[["file", "kind"]].values.tolist() == [[str(tmp_path / "b.txt"), "warning"]]
    assert str(tmp_path / "a.txt") in problems["reason"].item()


def test_articles_csv_adds_what_is_known_of_files(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said so yesterday.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ben said so yesterday.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,Outlet,date,Rights\na.txt,The Daily Test,2024-05-01,all rights reserved\nc.txt,X,,\n",
        encoding="utf-8",
    )
    articles, problems = read_corpus(tmp_path)
    table = articles_table(articles).set_index("article")
    assert table.loc["a", ["outlet", "published", "rights"]].tolist() == [
        "The Daily Test",
        "2024-05-01",
        "all rights reserved",
    ]
    assert table["by_hand"].to_dict() == {"a": True, "b": False}
    assert problems["reason"].tolist() == ["it speaks of c.txt, and there is no such file"]


def test_ids_are_unique_stable_and_safe(tmp_path):
    names = [
        "a b.txt",
        "a_b.md",
        "A_B.text",
        "CON.txt",
        "n" * 240 + ".txt",
        "é#?%20.txt",
        "<img src=x>.txt",
    ]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"Ann said so {number} times.", encoding="utf-8")
    ids = [article.id for article in read_corpus(tmp_path)[0]]
    assert ids == [article.id for article in read_corpus(tmp_path)[0]]
    assert len({safe_name(id).casefold() for id in ids}) == len(names)
    assert all(re.fullmatch(r"[\w.-]{1,100}", id) for id in ids) and {"A_B", "_CON", "é_20"} <= set(
        ids
    )


def test_articles_csv_speaks_of_all_articles_of_a_file(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        '{"id": "a", "text": "Ann left."}\n{"id": "b", "outlet": "B", "text": "Ben left."}'
    )
    (tmp_path / "articles.csv").write_text("file,outlet,rights\ntwo.jsonl,The Post,mine\n")
    articles, _ = read_corpus(tmp_path)
    assert [(one.id, one.outlet, one.rights) for one in articles] == [
        ("a", "The Post", "mine"),
        ("b", "The Post", "mine"),
    ]


@pytest.mark.slow
@given(st.lists(st.text(), max_size=8))
def test_no_ids_share_a_file_name(ids):
    articles = list(unique_ids(make_article(id, "Ann said so.") for id in ids))
    assert len({safe_name(article.id).casefold() for article in articles}) == len(ids)
    assert all(
        Path(safe_name(id)).name == safe_name(id) and len(safe_name(id).encode()) <= 101
        for id in ids
    )


@pytest.mark.parametrize(
    "name",
    ["", " ", 42, None, "a\0b", "http://169.254.169.254/", ".", "*.txt", "~/x", "..\\..\\x.txt"],
)
def test_what_is_no_file_of_the_corpus_is_refused_in_a_line(name):
    with pytest.raises(ArticleError) as caught:
        read_article(name)
    assert "\n" not in str(caught.value) and "; " in str(caught.value)


def test_a_typing_error_is_answered_with_near_names(tmp_path):
    for name in ("lavrov_mali.txt", "budget.txt"):
        (tmp_path / name).write_text("Ann said so.", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"there is: lavrov_mali\.txt$"):
        read_article("lavrov_mail.txt", corpus=tmp_path)


def test_a_name_in_place_of_a_list_is_one_name():
    assert [article.id for article in read_articles("lavrov_mali.txt")] == ["lavrov_mali"]


def test_problems_survive_processes_and_stay_on_one_line():
    error = ArticleError("a\nb.txt", "it is \x1b[31mred", "fix it")
    assert str(pickle.loads(pickle.dumps(error))) == "a\\nb.txt: it is \\x1b[31mred; fix it"


def test_all_articles_of_a_file_may_be_given(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        '{"id": "a", "text": "Ann left."}\n{"id": "b", "text": "Ben left."}'
    )
    assert [one.id for one in read_articles(read_file(tmp_path / "two.jsonl"))] == ["a", "b"]


def test_many_of_one_id_are_numbered():
    articles = list(unique_ids([make_article("index", "Ann said so.")] * 5000))
    assert [articles[0].id, articles[1].id, articles[-1].id] == ["index", "index_2", "index_5000"]


def test_several_are_read_once_each():
    assert [a.id for a in read_articles(["lavrov_mali.txt", "lavrov_mali.txt"])] == ["lavrov_mali"]


def test_an_article_keeps_the_doubts_about_it(tmp_path):
    (tmp_path / "a.txt").write_bytes("Ann said the café was “closed”. She left.".encode("cp1252"))
    with pytest.warns(ArticleWarning) as told:
        [article] = read_file(tmp_path / "a.txt")
    assert len(told) == 1
    assert all(f"{part}" in str(told[0].message) for doubt in article.doubts for part in doubt)
    assert any("not UTF-8" in reason for reason, _ in article.doubts)
    (tmp_path / "b.txt").write_text("Ann Lee said on Monday that the pier was closed to all boats.")
    assert read_file(tmp_path / "b.txt")[0].doubts == ()
