"""Transcripts, interviews and posts: each turn is the speech of its name, whole; ordinary news has
no turns.

The texts are in turns.json, written for these tests: what is said by whom, and texts that only
look like transcripts."""

import json
from functools import cache
from pathlib import Path

import pytest

from helpers import ArticleWarning, annotate, make_article, read_file
from helpers.quotes import quote_ratios

TEXTS = json.loads((Path(__file__).parent / "turns.json").read_text(encoding="utf-8"))
TURNS = TEXTS["turns"]
POSTS = ("post", "tweet", "insta", "truth")
# where the article has words of its own, too
MIXED = ("court", "questions", "debate mixed", "press briefing", "intro then names", "guardian qa")
MIXED += ("outlet", "whatsapp")
WHOLE = [name for name in TURNS if not name.startswith(POSTS) and name not in MIXED]


@cache
def annotated(name):
    return annotate(make_article("test", TURNS[name]["text"]), cache=False)


def speaker_of(quotes, words):
    pairs = zip(quotes["text"], quotes["speaker"], strict=True)
    return next((speaker for text, speaker in pairs if words in text), "")


@pytest.mark.parametrize("name", TURNS)
def test_each_turn_is_the_speech_of_its_name(name):
    quotes = annotated(name).quotes
    expected = TURNS[name]["speakers"]
    assert {words: speaker_of(quotes, words) for words in expected} == expected


@pytest.mark.parametrize("name", WHOLE)
def test_turns_leave_the_article_hardly_a_word(name):
    ratios = quote_ratios(annotated(name))
    own = ratios.query("scope == 'body' and voice == 'own'")["share"].iloc[0]
    assert own < 0.3


@pytest.mark.parametrize("name", TEXTS["no turns"])
def test_what_only_looks_like_a_transcript_has_no_turns(name):
    found = annotate(make_article("test", TEXTS["no turns"][name]), cache=False)
    assert "turn" not in found.sentences["kind"].tolist()
    assert found.quotes.query("speaker == 'interviewer'").empty


def test_a_turn_is_one_direct_quotation_for_each_paragraph():
    quotes = annotated("broadcast").quotes
    havers = quotes[quotes["speaker"] == "Lena Havers"].head(2)
    assert havers["quote"].nunique() == 1 and havers["part"].tolist() == [1, 2]
    assert set(quotes["type"]) == {"direct"} and set(quotes["act"]) == {"speech"}
    assert set(quotes["confidence"]) == {1.0} and set(quotes["cue"]) == {""}
    assert '"never again"' in quotes["text"].str.cat()  # what is quoted in it is no row


def test_labels_and_directions_are_boilerplate_and_turns_are_quoted_whole():
    sentences = annotated("broadcast").sentences
    kinds = sentences.set_index("text")["kind"]
    assert kinds["IDA FENWICK, HOST:"] == kinds["(SOUNDBITE OF MUSIC)"] == "boilerplate"
    assert set(sentences.loc[sentences["kind"] == "turn", "quoted"]) == {1.0}


def test_the_name_at_a_turn_is_a_mention_of_who_speaks():
    text = TURNS["broadcast"]["text"]
    found = annotated("broadcast")
    row = found.quotes[found.quotes["text"].str.contains("it will last")].iloc[0]
    assert text[row["speaker_start"] : row["speaker_end"]] == "ORSIC"
    mentions = found.mentions.set_index(["start", "end"])
    mention = mentions.loc[(row["speaker_start"], row["speaker_end"])]
    assert mention["actor"] == "Pavel Orsic" and mention["form"] == "name"


def test_a_short_last_name_in_capitals_is_no_acronym():
    text = (
        "BEN ADLER: Who built it?\n\nINA RAO: I did. Ask Rao's men.\n\nADLER: Why?\n\nRAO: I can."
    )
    found = annotate(make_article("test", text), cache=False)
    assert set(found.quotes["speaker"]) == {"Ben Adler", "Ina Rao"}
    assert set(found.mentions.query("text == 'RAO' or text == 'Rao'")["actor"]) == {"Ina Rao"}


def test_i_and_my_in_a_turn_are_its_speakers():
    mentions = annotated("chat").mentions
    first_person = mentions[mentions["text"].isin(["I", "my"])]
    assert first_person["actor"].tolist() == ["Nadia Brook", "Piet Saar"]


def test_a_correction_names_who_answers_in_an_interview():
    text = "Q: Do you swim?\n\nA: I do.\n\nQ: Where do you swim?\n\nA: In my pond."
    with pytest.warns(ArticleWarning, match="nothing says who answers"):
        annotate(make_article("test", text), cache=False)
    rows = [("merge", "interviewee", "Ole Lind", "")]
    named = annotate(make_article("test", text, corrections=rows), cache=False)
    assert named.quotes["speaker"].tolist() == ["interviewer", "Ole Lind"] * 2


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (TURNS["magazine"]["text"], "it looks like an interview without names"),
        (TEXTS["no turns"]["faq"], "seem to be the outlet's own"),
    ],
)
def test_questions_and_answers_of_nobody_are_a_doubt(text, doubt, tmp_path):
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    with pytest.warns(ArticleWarning, match=doubt):
        read_file(tmp_path / "talk.txt")


def test_what_is_heard_under_a_plain_label_is_of_no_turn():
    text = "\n\n".join(
        [
            "ANNA BELL: Good morning. Who is with you, Tom Reed?",
            "TOM REED: The strikers are, and I will let you hear them.",
            "SOUNDBITE OF SONG: We shall not be moved.",
            "ANNA BELL: And how many do you see there?",
            "TOM REED: I see a thousand.",
        ]
    )
    quotes = annotate(make_article("test", text), cache=False).quotes
    assert quotes["speaker"].tolist() == ["Anna Bell", "Tom Reed", "Anna Bell", "Tom Reed"]


def test_a_post_that_calls_upon_its_readers_is_quoted():
    text = "\n\n".join(
        [
            "Storm cuts off the coast",
            "The storm has cut off three villages on the coast, the county said on Monday.",
            "Please stay at home. Our crews are exhausted.",
            "— Coast Fire (@coastfire) June 3, 2024",
            "Schools will open again on Thursday if the roads are free, it added.",
        ]
    )
    quotes = annotate(make_article("test", text), cache=False).quotes
    assert speaker_of(quotes, "Please stay") == "Coast Fire"
