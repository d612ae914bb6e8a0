"""Tone of sentences and toward actors, by voice."""

import csv
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import ROOT, annotated_of

from helpers import annotate, make_article
from helpers.base.tables import make_table
from helpers.sentiment.model import LABELS
from helpers.sentiment.model import settings as tone_settings
from helpers.sentiment.scores import actor_spans, score_mentions, score_sentences

BODIES = ROOT / "tests" / "tone" / "bodies.csv"


def toward(text, target):
    start = text.index(target)
    return score_mentions([text], [(start, start + len(target))]).iloc[0]


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("The committee praised Ann Lee for her courage.", "Ann Lee", "positive"),
        ("Ann Lee was convicted of fraud on Friday.", "Ann Lee", "negative"),
        ("Ann Lee will visit Leeds on Tuesday.", "Ann Lee", "neutral"),
        ("Prosecutors accused the company of poisoning the river.", "the company", "negative"),
        ("The nurses saved forty children from the fire.", "The nurses", "positive"),
    ],
)
def test_plain_judgements(text, target, label):
    assert toward(text, target)["label"] == label


def test_two_actors_of_one_sentence_can_differ():
    text = "Ann Lee won a great prize, but Ben Hall was accused of murder."
    scored = score_mentions([text, text], [(0, 7), (31, 39)])
    assert scored["label"].tolist() == ["positive", "negative"]


def test_a_name_does_not_decide_its_own_tone():
    scored = [
        toward(f"{name} spoke about the road.", name)
        for name in ("Joy Killer", "Ann Lee", "Adolf Hitler")
    ]
    assert len({row["score"] for row in scored}) == 1


def test_read_together_or_alone_a_mention_has_the_same_tone():
    text = "Ann Lee praised the minister of Leeds, and Cem Ay left."
    spans = [(0, 7), (16, 28), (43, 49)]
    together = score_mentions([text] * 3, spans)
    alone = pd.concat([score_mentions([text], [span]) for span in spans], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


def test_terms_are_words_of_the_sentence_that_decided():
    text = "The minister was praised by some, while others called Ann Lee a liar and a thief."
    row = toward(text, "Ann Lee")
    assert row["label"] == "negative" and {"liar", "thief"} & set(row["terms"].split(", "))


def test_what_leaves_a_charge_open_or_takes_it_back_is_named():
    text = "Ann Lee denied having lied. Ann Lee is alleged to have lied, and didn't. Ann Lee left in May."
    table = score_sentences(annotate(make_article("a", text), cache=False))
    assert table.loc[table["actor"] == "", "hedges"].tolist() == [
        "denied",
        "alleged to have, didn't",
        "",
    ]


def test_there_is_a_row_per_sentence_and_one_per_actor_and_voice_in_it(any_annotated):
    table = score_sentences(any_annotated)
    assert (table["actor"] == "").sum() == (any_annotated.sentences["kind"] != "foreign").sum()
    mentioned = any_annotated.mentions.query("actor != ''").drop_duplicates(["sentence", "actor"])
    pairs = table[table["actor"] != ""].drop_duplicates(["sentence", "actor"])
    assert set(zip(pairs["sentence"], pairs["actor"], strict=True)) == set(
        zip(mentioned["sentence"], mentioned["actor"], strict=True)
    )
    assert not table.duplicated(["sentence", "actor", "voice", "speaker"]).any()


def test_scores_labels_and_terms_hold_together(any_annotated):
    table = score_sentences(any_annotated)
    assert table["score"].between(-1, 1).all() and table["baseline"].between(-1, 1).all()
    assert table["confidence"].between(1 / 3 - 0.01, 1).all()
    least = np.where(
        table["actor"] == "", tone_settings()["unclear_whole"], tone_settings()["unclear"]
    )
    assert ((table["label"] == "unclear") == (table["confidence"] < least)).all()
    assert (table.loc[table["label"] == "neutral", "terms"] == "").all()
    for row in table[table["terms"] != ""].itertuples():
        assert all(term in row.text for term in row.terms.split(", "))


def test_a_judgement_belongs_to_the_voice_its_mention_stands_in(first):
    table = score_sentences(first)
    wagner = table[(table["actor"] == "Wagner Group")].set_index("sentence")
    assert wagner["voice"].to_dict() == {
        7: "own",
        8: "indirect",
        9: "own",
        11: "direct",
    }  # as soldiers by hand in 7
    assert wagner.loc[11, "speaker"] == "Sergey Lavrov"


def test_an_actor_in_two_voices_has_a_row_for_each():
    text = "The critics of Ann Lee have often been rude. “Ann Lee saved this town,” said Ben Hall, who is a friend of Ann Lee."
    table = score_sentences(annotate(make_article("a", text), cache=False))
    found = table[(table["actor"] == "Ann Lee") & (table["sentence"] == 1)].set_index("voice")
    assert set(found.index) == {"direct", "own"}
    assert found.loc["direct", "speaker"] == "Ben Hall" and found.loc["own", "speaker"] == ""
    assert found.loc["direct", "label"] == "positive"


def test_a_title_and_its_name_are_one_place(any_annotated):
    spans = actor_spans(any_annotated.mentions)
    for _, group in spans.groupby(["sentence", "actor"]):
        assert (group["start"].to_numpy()[1:] > group["end"].to_numpy()[:-1] + 1).all()


def test_a_title_with_another_actor_in_it_is_one_place(first):
    spans = actor_spans(first.mentions)
    texts = [
        first.article.text[start:end]
        for start, end in zip(spans["start"], spans["end"], strict=True)
    ]
    assert (
        "Russia's foreign minister Sergey Lavrov" in texts
        and "his Malian counterpart Abdoulaye Diop" in texts
    )


def test_the_voice_of_a_sentence_is_that_of_most_of_its_words():
    text = "He spoke. “No, no, no, no, no, no!” he said to all of us there."
    table = score_sentences(annotate(make_article("a", text), cache=False))
    whole = table[(table["actor"] == "") & table["text"].str.contains("all of us")]
    assert whole["voice"].tolist()[-1] == "own"  # six words in marks, seven outside


def test_the_first_article_reads_as_a_reader_would(first):
    table = score_sentences(first)
    label = table.set_index(["sentence", "actor"])["label"]
    assert label[8, "Wagner Group"] == "negative"  # accused of brutal abuses
    assert label[4, "Mali"] == "positive"  # "We are grateful to our Malian friends"
    assert label[13, "Sergey Lavrov"] == "neutral"  # his third trip


def bodies():
    with BODIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_organisations_and_states_are_judged_as_persons_are():
    rows = bodies()
    starts = [row["text"].index(row["target"]) for row in rows]
    spans = [(a, a + len(row["target"])) for a, row in zip(starts, rows, strict=True)]
    found = score_mentions([row["text"] for row in rows], spans)["label"]
    gold = [row["label"] for row in rows]
    assert set(gold) == set(LABELS) and len({row["text"] for row in rows}) >= 60
    swapped = np.mean(
        [{a, b} == {"negative", "positive"} for a, b in zip(found, gold, strict=True)]
    )
    assert np.mean(found == gold) > 0.7 and swapped < 0.1  # the figures themselves are in the card


def test_nothing_in_nothing_out():
    assert score_mentions([], []).empty
    nothing = replace(annotated_of("one_word"), sentences=make_table("sentences"))
    pd.testing.assert_frame_equal(score_sentences(nothing), make_table("sentiment"))


def test_texts_and_spans_must_be_as_many():
    with pytest.raises(ValueError, match="2 texts but 1 spans"):
        score_mentions(["a", "b"], [(0, 1)])


@settings(max_examples=60)
@given(st.text(max_size=200), st.data())
def test_any_text_has_a_tone(text, data):
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    row = score_mentions([text], [(start, end)]).iloc[0]
    assert -1 <= row["score"] <= 1 and row["label"] in LABELS and 0.3 < row["confidence"] <= 1


def test_tones_are_kept_for_the_same_tables_only(first, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    score_sentences(first, cache=False)
    assert not list(tmp_path.rglob("*.kept"))
    tones = score_sentences(first)
    [kept] = tmp_path.rglob("*.kept")
    before = kept.stat().st_mtime_ns
    pd.testing.assert_frame_equal(score_sentences(first), tones)
    assert kept.stat().st_mtime_ns == before
    other = replace(first, mentions=first.mentions.assign(actor="Somebody"))
    assert set(score_sentences(other)["actor"]) == {"", "Somebody"}
