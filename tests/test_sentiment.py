"""Tone by the word list: of sentences, toward actors, by voice."""

import pandas as pd
import pytest
from conftest import annotated_of

from helpers import annotate, make_article
from helpers.sentiment import analyzer, score_mentions, score_sentences, score_text


def test_the_lexicon_is_vader_as_nltk_has_it():
    vader = analyzer()
    assert len(vader.lexicon) == 7506
    assert vader.polarity_scores("VADER is smart, handsome, and funny.")["compound"] == 0.8316  # the authors' own example


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The talks were a great success.", "positive"),
        ("The army killed thirty people.", "negative"),
        ("The minister left for Sudan on Tuesday.", "neutral"),
        ("The great success was a terrible failure.", "unclear"),
    ],
)
def test_plain_sentences_are_labelled(text, label):
    assert score_text(text)[1] == label


def test_terms_are_words_of_the_text_and_of_the_list(first):
    table = score_sentences(first)
    for row in table[table["actor"] == ""].itertuples():
        words = row.text.lower()
        assert all(term in words and term in analyzer().lexicon for term in filter(None, row.terms.split(", ")))


def test_there_is_a_row_per_sentence_and_one_per_actor_in_it(any_annotated):
    table = score_sentences(any_annotated)
    assert (table["actor"] == "").sum() == len(any_annotated.sentences)
    mentions = any_annotated.mentions.query("actor != ''").drop_duplicates(["sentence", "actor"])
    assert (table["actor"] != "").sum() == len(mentions)
    assert not table.duplicated(["sentence", "actor"]).any()


def test_a_judgement_belongs_to_the_voice_its_mention_stands_in(first):
    table = score_sentences(first)
    wagner = table[(table["actor"] == "Wagner Group")].set_index("sentence")
    assert wagner["voice"].to_dict() == {8: "indirect", 9: "own", 11: "direct"}
    assert wagner.loc[11, "speaker"] == "Sergey Lavrov"


def test_a_name_does_not_decide_its_own_tone():
    texts = ["Joy Killer spoke about the road.", "Ann Lee spoke about the road."]
    scored = score_mentions(texts, [(0, 10), (0, 7)])
    assert scored["score"].nunique() == 1


def test_two_actors_of_one_sentence_can_differ():
    text = "Ann Lee won a great prize, but Ben Hall was accused of murder."
    scored = score_mentions([text, text], [(0, 7), (31, 39)])
    assert scored["label"].tolist() == ["positive", "negative"]


def test_nothing_in_nothing_out():
    assert score_mentions([], []).empty
    empty = annotate(make_article("a", "A."), cache=False)
    assert isinstance(score_sentences(empty), pd.DataFrame)
    assert score_sentences(annotated_of("no_sentence"))["score"].between(-1, 1).all()
