"""Quotations, their speakers and the ratios: exact on the first article, one form at a time on
sentences of our own."""

import json

import numpy as np
import pytest
from shared import GOLD

from helpers import annotate, make_article
from helpers.quotes.quotations import Quotation, find_quotes
from helpers.quotes.ratios import quote_ratios
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import split_paragraphs


def quotes_of(text):
    return annotate(make_article("test", text), cache=False).quotes


def marked(text):
    return [text[a:b] for a, b in marked_regions(text, split_paragraphs(text))]


def test_the_first_article_has_seven_quotations(first):
    quotes = first.quotes
    assert quotes["type"].tolist() == [
        "indirect",
        "indirect",
        "direct",
        "direct",
        "indirect",
        "direct",
        "direct",
    ]
    assert quotes["cue"].tolist() == ["vowed", "said", "said", "", "have said", "said", ""]
    speakers = ["Sergey Lavrov"] * 4 + ["Western officials; rights groups"] + ["Sergey Lavrov"] * 2
    assert quotes["speaker"].tolist() == speakers
    assert quotes["text"].iloc[3].startswith("I'm referring") and quotes["text"].iloc[3].endswith(
        "outer space."
    )


def test_the_first_article_is_28_percent_direct_quotation(first):
    ratios = quote_ratios(first).query("scope == 'article'").set_index(["voice", "speaker"])
    assert ratios.loc[("direct", ""), ["words", "n"]].tolist() == [103, 368]
    assert ratios.loc[("direct", "Sergey Lavrov"), "words"] == 103
    assert ratios.loc[("own", ""), "words"] + ratios.loc[("indirect", ""), "words"] == 368 - 103


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We go,” she said. “Now.”", ["We go,", "Now."]),
        ('"We go," she said. "Now."', ["We go,", "Now."]),
        ("''We go,'' she said.", ["We go,"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("«On y va», dit-elle.", ["On y va"]),
        ("‘We will go,’ she said of the farmers’ plan.", ["We will go,"]),
        ('She bought a 6" pipe and a 4" one.', []),
        ("The farmers' plan, the '90s and rock 'n' roll.", []),
        ("“We go.\n\n“We stay.\n\n“We sleep,” she said.", ["We go.", "We stay.", "We sleep,"]),
        ("She said “we go and left.\n\nHe said “no”.", ["no"]),
        (
            'He said, "We go.\nWe stay.\nWe sleep." Then he left.',
            ["We go.", "We stay.", "We sleep."],
        ),
        ("He said “we go.\nWe leave in 2024” today.", ["we go.", "We leave in 2024"]),
        ("He said ‘she told me “go now’ today.\nWe sleep.” End", ["go now’ today.", "We sleep."]),
        ('He said “we go.\n\nShe carried a 6" pipe.\n\nThe end.', []),
        ("“He called it ‘a disgrace’ twice.”", ["He called it ‘a disgrace’ twice."]),
    ],
)
def test_marks_are_paired_by_paragraph(text, inside):
    assert marked(text) == inside


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("“We will leave the city,” Ann Lee said.", "We will leave the city,", "Ann Lee", "said"),
        ("“We will leave the city,” said Ann Lee.", "We will leave the city,", "Ann Lee", "said"),
        ("Ann Lee said: “We will leave the city.”", "We will leave the city.", "Ann Lee", "said"),
        (
            "According to Ann Lee, “we will leave the city”.",
            "we will leave the city",
            "Ann Lee",
            "According to",
        ),
        (
            "Ann Lee said that they would leave the city.",
            "that they would leave the city",
            "Ann Lee",
            "said",
        ),
        (
            "The mayor of Leeds, Ann Lee, said that they would leave.",
            "that they would leave",
            "Ann Lee",
            "said",
        ),
        (
            "Ann Lee met us. A Lee aide said that they would leave.",
            "that they would leave",
            "Lee aide",
            "said",
        ),
        (
            "People who live nearby said that they would leave.",
            "that they would leave",
            "people",
            "said",
        ),
        (
            "One resident, Ann Lee, said that they would leave.",
            "that they would leave",
            "Ann Lee",
            "said",
        ),
        (
            "A man, who was not named, said that they would leave.",
            "that they would leave",
            "man",
            "said",
        ),
    ],
)
def test_a_quotation_has_its_speaker_and_cue(text, content, speaker, cue):
    row = quotes_of(text).iloc[0]
    assert (row["text"], row["speaker"], row["cue"]) == (content, speaker, cue)


def test_a_transcript_names_who_speaks_before_the_colon():
    quotes = quotes_of(
        "The interview was aired on Sunday:\n\n“LEE: Will she be there tomorrow?\n\n“ORR: We "
        "will see what happens.”"
    )
    assert quotes["text"].tolist() == ["Will she be there tomorrow?", "We will see what happens."]
    assert quotes["speaker"].tolist() == ["LEE", "ORR"]


def test_capitals_before_a_colon_are_no_speaker_but_in_a_transcript():
    row = quotes_of("“WARNING: the bridge is closed for repairs until Monday,” Ann Lee said.").iloc[
        0
    ]
    assert row["text"].startswith("WARNING") and row["speaker"] == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("PORT ELLIS: The ferries will run at night, the harbour master said.", "harbour master"),
        ("LAGOS: “We will not go back,” said Ada Obi on Monday.", "Ada Obi"),
        ("HOLM: Two ships will sail north, its port office told reporters.", "port office"),
    ],
)
def test_a_place_before_a_colon_is_no_speaker_where_a_cue_tells_who_speaks(text, speaker):
    assert [name.endswith(speaker) for name in quotes_of(text)["speaker"]] == [True]


def test_an_infinitive_is_what_somebody_says_or_thinks():
    row = quotes_of("Ann Lee wants to leave the city.").iloc[0]
    assert (row["text"], row["act"]) == ("to leave the city", "thought")


def test_parts_that_a_cue_splits_are_one_quotation():
    quotes = quotes_of("“We will go,” Ann Lee said, “and we will not come back.”")
    assert quotes["quote"].nunique() == 1
    assert quotes["part"].tolist() == [1, 2]


def test_a_scare_quote_is_no_speech():
    assert quotes_of("The “peace plan” was signed on Monday in the old town.").empty


def test_the_hard_cases_are_all_found_and_attributed():
    for line in (GOLD / "quotes_challenge.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = {(row.start, row.end): row for row in quotes_of(case["text"]).itertuples()}
        assert len(found) == len(case["quotes"]), case["id"]
        for gold in case["quotes"]:
            row = next(
                row
                for (a, b), row in found.items()
                if a >= gold["start"] - 1 and b <= gold["end"] + 1
            )
            assert row.type == gold["type"], case["id"]
            overlap = min(row.speaker_end, gold["speaker_end"]) - max(
                row.speaker_start, gold["speaker_start"]
            )
            assert overlap > 0 or gold["speaker"].split()[-1] in row.speaker, case["id"]


def test_the_outer_voice_speaks(any_annotated):
    tokens = any_annotated.tokens
    quotes = any_annotated.quotes
    quoted = tokens[tokens["voice"] != "own"]
    starts = quotes["start"].to_numpy()
    ends = quotes["end"].to_numpy()
    assert all(((starts <= start) & (start < ends)).any() for start in quoted["start"])


def test_the_parts_of_a_quotation_have_one_speaker(any_annotated):
    quotes = any_annotated.quotes
    assert (quotes.groupby("quote")["speaker"].nunique() == 1).all()
    assert all(
        parts.tolist() == list(range(1, len(parts) + 1))
        for _, parts in quotes.groupby("quote")["part"]
    )


def test_shares_of_the_voices_sum_to_one(any_annotated):
    ratios = quote_ratios(any_annotated)
    for _, scope in ratios.groupby("scope"):
        voices = scope[scope["speaker"] == ""]
        speakers = scope[scope["speaker"] != ""]
        assert voices["words"].sum() == voices["n"].max()
        if voices["n"].max():
            assert np.isclose(voices["share"].sum(), 1)
        if len(speakers):
            assert np.isclose(speakers["share"].sum(), 1)
        assert (scope["low"] <= scope["share"] + 1e-9).all() and (
            scope["share"] <= scope["high"] + 1e-9
        ).all()


def rows_of(text, *found):
    """The quotations of a text, as the encoder would have found them: (content, source, cue,
    confidence)."""
    annotated = annotate(make_article("test", text), cache=False)

    def place(words):
        return (text.index(words), text.index(words) + len(words)) if words else ()

    made = [
        Quotation(
            *place(content),
            "direct" if text[text.index(content) - 1] == "“" else "indirect",
            place(source),
            place(cue),
            sure,
        )
        for content, source, cue, sure in found
    ]
    return find_quotes(annotated.article, annotated.tokens, annotated.mentions, made)


@pytest.mark.parametrize(("sure", "speaker"), [(0.3, "Ann Lee"), (0.9, "Norden Council")])
def test_where_it_is_doubtful_who_says_i_it_is_no_group(sure, speaker):
    text = (
        "“The road is closed,” Ann Lee said. Norden Council gave no answer.\n\n“I will not wait "
        "for it to open again.”"
    )
    found = [
        ("The road is closed,", "Ann Lee", "said", 0.99),
        ("I will not wait for it to open again.", "Norden Council", "", sure),
    ]
    assert rows_of(text, *found)["speaker"].tolist() == ["Ann Lee", speaker]


@pytest.mark.parametrize(("sure", "kept"), [(0.7, 0), (0.9, 1)])
def test_a_few_words_without_marks_count_where_the_encoder_is_sure(sure, kept):
    text = "The mayor denied the report on Monday."
    assert len(rows_of(text, ("the report", "The mayor", "denied", sure))) == kept


def test_what_goes_on_goes_on_from_the_last_quotation_in_marks():
    text = "“The road is shut,” said Ann Lee. Bo Carr said that it was open. “I saw it myself.”"
    found = [
        ("The road is shut,", "Ann Lee", "said Ann", 0.99),
        ("that it was open", "Bo Carr", "said that", 0.99),
        ("I saw it myself.", "", "", 0.99),
    ]
    quotes = rows_of(text, *found)
    numbers = dict(zip(quotes["text"], quotes["quote"], strict=True))
    assert numbers["that it was open"] not in (
        numbers["The road is shut,"],
        numbers["I saw it myself."],
    )
    for _, parts in quotes.groupby("quote"):
        assert parts["speaker"].nunique() == 1 and parts["part"].tolist() == list(
            range(1, len(parts) + 1)
        )


def test_what_somebody_is_called_is_no_quotation():
    text = "The men were described by the ministry as drivers carrying food to the camps."
    assert rows_of(text, ("carrying food to the camps", "the ministry", "described", 0.9)).empty
