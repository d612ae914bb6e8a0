"""Structure, sentences and tokens on real text."""

import pytest

from helpers import annotate, make_article
from helpers.base.models import MODELS
from helpers.tagging import lay_out
from helpers.tagging.sentences import LONGEST
from helpers.tagging.tagger import load_model, tag


def sentences_of(text):
    return annotate(make_article("test", text), cache=False).sentences


def kinds_of(text):
    return lay_out(text).kinds


def test_the_first_article_has_sixteen_sentences_of_these_kinds(first):
    kinds = first.sentences["kind"].tolist()
    assert kinds == ["standfirst", *["body"] * 5, "heading", *["body"] * 8, "boilerplate"]
    assert first.sentences["text"].iloc[13] == "It is his third trip to Africa since July."
    assert first.sentences["words"].sum() == first.tokens["is_word"].sum() == 368


def test_contractions_and_possessives_are_one_word(first):
    tokens = annotate(
        make_article("test", "I'm in Mali's anti-jihadist U.S. camp – 3.5 km off."), cache=False
    ).tokens
    assert tokens.loc[tokens["is_word"], "text"].tolist() == [
        "I",
        "in",
        "Mali",
        "anti",
        "U.S.",
        "camp",
        "3.5",
        "km",
        "off",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“We go.” He left.", ["“We go.”", "He left."]),
        ('"We go." He left.', ['"We go."', "He left."]),
        (
            "Mr. Smith met Gen. Lee in the U.S. on Jan. 3.",
            ["Mr. Smith met Gen. Lee in the U.S. on Jan. 3."],
        ),
        ("It cost $3.5 million. The U.N. paid it.", ["It cost $3.5 million.", "The U.N. paid it."]),
        ("It rained. No. 10 paid. He left.", ["It rained.", "No. 10 paid.", "He left."]),
        ("The queen waves Image: Ann Lee.", ["The queen waves", "Image: Ann Lee."]),
        (
            "“Mr. Lee left,” she said. “Why?” asked Ann.",
            ["“Mr. Lee left,” she said.", "“Why?” asked Ann."],
        ),
        ("“Why?” Ann Lee asked. “Why?” He left.", ["“Why?” Ann Lee asked.", "“Why?”", "He left."]),
        ("Sen. Ted Cruz (R-Tex.), a lawyer, left.", ["Sen. Ted Cruz (R-Tex.), a lawyer, left."]),
        (
            "He met George H.W. Bush in Washington D.C. They spoke.",
            ["He met George H.W. Bush in Washington D.C.", "They spoke."],
        ),
        ("3. The plan failed. (It was new.)", ["3. The plan failed.", "(It was new.)"]),
        ("He left the city. al-Shabab came.", ["He left the city.", "al-Shabab came."]),
        ("One line\nAnother line", ["One line", "Another line"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert sentences_of(text)["text"].tolist() == sentences


def test_no_sentence_begins_with_a_mark_that_closes(any_annotated):
    openings = any_annotated.sentences["text"].str.match("[”’»)]")
    paragraphs = any_annotated.sentences[
        "paragraph"
    ].duplicated()  # only a paragraph itself may begin so
    assert not (openings & paragraphs).any()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("For more watch Euronews' report in the video above.", "boilerplate"),
        ("For more than a decade the river had kept its bed.", "body"),
        ("Follow us on Twitter and Facebook", "boilerplate"),
        ("With reporting by Ann Lee in Bamako", "boilerplate"),
        ("© 2023 The Paper. All rights reserved.", "boilerplate"),
        ("Read more: What we know so far", "boilerplate"),
        ("Reading more of the report, he shook his head.", "body"),
        ("The winning robot team. Image: United States Navy.", "caption"),
        ("Subscribers to the paper fell by a third last year.", "body"),
        ("Friday, July 21, 2017", "boilerplate"),
        ("By Ann Lee and Ben Hall, The Paper", "boilerplate"),
        ("By Monday the river had taken the bridge.", "body"),
        ("Last updated: 3 May 2021 at 14:00", "boilerplate"),
        ("May 3, 2021 was the day on which the river took the bridge and the school.", "body"),
        ("‘A bridge too far’", "heading"),
        ("• A bridge too far", "body"),
    ],
)
def test_lines_are_what_they_look_like(line, kind):
    before = "It happened in the town today."
    after = "Another paragraph says at length what came of it all, and for whom."
    text = f"{before}\n{line}\n{after}"
    assert kinds_of(text)[1] == kind


def test_title_and_heading_have_no_full_stop():
    text = (
        "River takes the bridge\nThe river took the bridge on Monday after a week of rain.\nA "
        "slow repair\n"
    )
    text += "The mayor said that it would take a year to build another bridge across the river."
    assert kinds_of(text) == ["title", "body", "heading", "body"]


def test_blank_lines_and_single_ones_divide_alike():
    lines = [
        "River takes the bridge",
        "The river took the bridge on Monday.",
        "The mayor wept when she saw it.",
    ]
    assert (
        kinds_of("\n".join(lines))
        == kinds_of("\n\n".join(lines))
        == kinds_of("\r\n \r\n".join(lines))
    )


@pytest.mark.parametrize(
    ("text", "word", "upos"),
    [
        ("He asked when the Malian army left.", "Malian", "ADJ"),
        ("He asked why they left.", "why", "ADV"),
        ("They left because it rained.", "because", "SCONJ"),
        ("The United Nations met [sic] on Monday.", "[", "PUNCT"),
        ("The National Guard came.", "National", "ADJ"),
        ("It’s late.", "’s", "AUX"),
        ("The man whose house burned left.", "whose", "PRON"),
    ],
)
def test_parts_of_speech_follow_universal_dependencies(text, word, upos):
    tokens = annotate(make_article("test", text), cache=False).tokens
    assert tokens.loc[tokens["text"] == word, "upos"].tolist() == [upos]


def test_an_unbroken_run_of_marks_is_tagged_in_time():
    text = "He said: " + '"' * 20_000 + " and left."
    tokens = annotate(make_article("marks", text), cache=False).tokens
    assert tokens["text"].iloc[0] == "He" and tokens["end"].iloc[-1] == len(text)


def test_the_tokenizer_is_that_of_the_model():
    import spacy

    name = next(name for name in MODELS if spacy.util.is_package(name))
    assert load_model().tokenizer.to_bytes(exclude=["vocab"]) == spacy.load(
        name
    ).tokenizer.to_bytes(exclude=["vocab"])


def test_a_text_without_full_stops_is_cut_into_sentences():
    words = "the minister said that Mali would help France while Ann Lee left Paris, " * 60
    article = make_article("transcript", f"So {words}and that was all.")
    sentences, tokens = tag(article, lay_out(article.text))
    assert len(sentences) == 3 and (sentences["end"] - sentences["start"]).max() <= LONGEST
    assert sum(sentences["words"]) == tokens["is_word"].sum() == len(article.text.split())
    assert all(text.endswith(",") for text in sentences["text"][:-1])


def test_a_long_run_of_signs_is_one_token_for_each_of_its_parts():
    article = make_article("marks", "He said " + '"' * 2110 + " and left.")
    tokens = tag(article, lay_out(article.text))[1]
    assert len(tokens) < 30 and "".join(tokens["text"]) == article.text.replace(" ", "")


@pytest.mark.slow
def test_a_long_paragraph_is_tagged_in_units_that_hold_whole_sentences():
    article = make_article("long", "Ann Lee left Mali for France on Monday. " * 700)
    sentences, tokens = tag(article, lay_out(article.text))
    assert len(sentences) == 700 and set(sentences["paragraph"]) == {0}
    assert (tokens.groupby("sentence").size() == 9).all() and (tokens["text"] == "Ann").sum() == 700
