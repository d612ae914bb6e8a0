"""Reading files: what comes in unchanged, what is refused, and in which words."""

import warnings

import pytest

from helpers import ArticleError, ArticleWarning, read_article, read_articles, read_corpus, read_file
from helpers.articles import articles_table, count_words, make_article


def test_the_first_article_is_read_exactly(tmp_path):
    article = read_article("lavrov_mali.txt")
    assert (article.id, len(article.text), count_words(article.text)) == ("lavrov_mali", 2322, 368)
    assert article.text.startswith("Russia's foreign minister") and article.text.endswith("video above.")
    assert articles_table([article])["words"].item() == 368


def test_front_matter_is_metadata_and_not_text():
    article = read_article("samples/sahel_wire.md")
    assert article.outlet == "Sahel Wire (invented)"
    assert article.published == "2023-02-07"
    assert article.text.startswith("Written for demonstration") and "outlet:" not in article.text


def test_front_matter_is_read_in_markdown_only(tmp_path):
    text = "---\ntitle: A\n---\nThe text."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.md").write_text(text)
    assert read_file(tmp_path / "a.txt")[0].text == text
    assert read_file(tmp_path / "a.md")[0].text == "The text."


def test_json_lines_hold_an_article_a_line(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        '{"id": "a", "text": "One\\r\\ntext.", "outlet": "X"}\n\n{"id": "b", "text": "Two."}\n'
    )
    one, two = read_file(tmp_path / "two.jsonl")
    assert (one.id, one.text, one.outlet, two.id) == ("a", "One\r\ntext.", "X", "b")
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
        ("digits.txt", b"12 + 3", "there is no text in it"),
        ("binary.txt", b"MZ\0\0said", "not plain text"),
        ("page.docx", b"PK", ".docx is not read"),
        ("broken.jsonl", b"{]\n", "line 1 is no article"),
        ("no_text.jsonl", b'{"id": "a"}\n', "line 1 is no article"),
        ("list.jsonl", b'["a"]\n', "line 1 is no article"),
        ("no_front.md", b"---\ntitle: A\n---\n", "there is no text in it"),
    ],
)  # fmt: skip
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
        "b.txt": "Ann said.",
        "a.txt": "Ben said.",
        "x.txt": "",
        "README.md": "No article.",
        ".h.txt": "Hidden.",
    }.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes("Caf\xe9 said.".encode("latin-1"))
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    articles, problems = read_corpus(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "a_2"]
    assert problems[["kind", "reason"]].values.tolist() == [
        ["warning", "it is not UTF-8 and was read as cp1252"],
        ["error", "there is no text in it"],
    ]
    assert (problems["remedy"] != "").all()


def test_several_are_read_once_each():
    assert [a.id for a in read_articles(["lavrov_mali.txt", "lavrov_mali.txt"])] == ["lavrov_mali"]


def test_corrections_need_their_columns(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said.")
    (tmp_path / "a.corrections.csv").write_text("form,actor\nAnn,Ben\n")
    with pytest.raises(ArticleError, match="name them what, text, value"):
        read_file(tmp_path / "a.txt")
