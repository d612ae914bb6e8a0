"""Words counted by NLTK over the suite's own tokens."""

import pytest

from helpers import annotate, make_article
from helpers.base.tables import join_tables
from helpers.tagging.words import collocations, concordance, find_word, word_frequencies


def test_the_first_article_speaks_most_of_mali(first):
    table = word_frequencies(first.tokens, top=3)
    assert table["word"].iloc[0] == "Mali" and table["n"].iloc[0] == 8
    assert table["per_1000"].iloc[0] == pytest.approx(1000 * 8 / 368)
    assert (table["n"].diff().dropna() <= 0).all()


def test_collocations_of_the_first_article(first):
    pairs = collocations(first.tokens)
    assert ("foreign", "minister") in zip(pairs["first"], pairs["second"].str.lower(), strict=True)
    assert (pairs["n"] >= 2).all()


def test_a_concordance_slices_to_the_text_and_stays_in_its_paragraph(any_annotated):
    article = any_annotated.article
    tokens = any_annotated.tokens
    table = concordance(article, tokens, width=15)
    for row in table.itertuples():
        assert article.text[row.start : row.end] == row.text
        assert article.text[: row.start].endswith(row.left) and article.text[row.end :].startswith(
            row.right
        )
        assert "\n" not in row.left + row.right


def test_a_word_is_found_in_all_its_forms_and_a_phrase_as_it_stands(first):
    assert set(find_word(first.tokens, "help")["text"]) == {"helping", "help"}
    phrase = find_word(first.tokens, "war crimes")
    assert [
        first.article.text[a:b] for a, b in zip(phrase["start"], phrase["end"], strict=True)
    ] == ["war crimes"] * 2
    assert find_word(first.tokens, "elephant").empty and find_word(first.tokens, "").empty


def test_tokens_of_several_articles_stay_apart():
    both = join_tables(
        [annotate(make_article(id, "Red cars stop. Red cars stop.")).tokens for id in "ab"]
    )
    pairs = collocations(both)
    assert set(pairs["n"]) == {4} and ("stop", "red") not in set(
        zip(pairs["first"], pairs["second"], strict=True)
    )
    assert find_word(both, "car")["article"].tolist() == ["a", "a", "b", "b"]


def test_nothing_in_nothing_out(first):
    none = first.tokens.iloc[:0]
    assert word_frequencies(none).empty and collocations(none).empty and find_word(none, "a").empty
