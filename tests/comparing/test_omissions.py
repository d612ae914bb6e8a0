"""What an article leaves out that others on the same event carry."""

import pytest

from helpers import annotate, make_article, share_names
from helpers.base.tables import join_tables
from helpers.comparing import compare_pairs, find_omissions
from helpers.repeats import find_repeats

BRIDGE = "The council of Port Ellis closed the old harbour bridge on Monday for urgent repairs."
TOLL = "Drivers must pay a toll of four crowns at the northern tunnel until the work is done."
LEE = "“The bridge is safe again,” Ann Lee said on Tuesday."
COLE = "“Nobody asked the fishermen,” Bo Cole said on Tuesday."


@pytest.fixture(scope="module")
def articles():
    texts = {
        "first": [BRIDGE, TOLL, LEE, COLE],
        "second": [BRIDGE, TOLL, LEE, COLE],
        "third": [BRIDGE, LEE, "The weather was fine in the whole country on this first day."],
        "other": ["A fair was held in Lund, and many people came to see the horses there."],
    }
    return share_names(
        [
            annotate(make_article(name, "\n\n".join(parts)), cache=False)
            for name, parts in texts.items()
        ]
    )


@pytest.fixture(scope="module")
def omissions(articles):
    repeats = find_repeats(join_tables([one.sentences for one in articles]), stock=99)
    return find_omissions(articles, repeats)


def test_a_source_that_two_others_quote_is_left_out(omissions):
    sources = omissions.query("kind == 'source'")[["left_out_by", "what", "carried_by"]]
    assert ["third", "Bo Cole", "first; second"] in sources.values.tolist()
    assert not (sources["left_out_by"] == "first").any()


def test_a_sentence_of_a_shared_text_is_left_out(omissions):
    sentences = omissions.query("kind == 'sentence'")[["left_out_by", "what"]].values.tolist()
    assert ["third", TOLL] in sentences


def test_an_article_that_shares_no_sentence_leaves_none_out(omissions):
    assert omissions.query("kind == 'sentence' and left_out_by == 'other'").empty


def test_omissions_are_rows_of_evidence(articles, omissions):
    texts = {one.article.id: one.article.text for one in articles}
    for row in omissions.itertuples():
        assert texts[row.article][row.start : row.end] == row.text
        assert row.left_out_by not in row.carried_by.split("; ")


def test_one_article_leaves_nothing_out(articles):
    repeats = find_repeats(articles[0].sentences)
    assert find_omissions(articles[:1], repeats).empty


def test_pairs_of_several_articles_stand_in_their_order():
    annotated = [
        annotate(make_article(name, "Mali attacked Chad."), cache=False) for name in ("b", "a")
    ]
    assert compare_pairs(annotated)["article"].tolist() == ["b", "a"]
