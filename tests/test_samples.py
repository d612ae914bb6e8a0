"""The sample accounts: nothing in them is invented, and what was planted is found."""

import csv
import re

import pytest
from shared import ROOT, SAMPLES, annotated_of

from helpers import read_article
from helpers.base.tables import join_tables
from helpers.comparing.identity import share_names
from helpers.framing.evidence import find_evidence
from helpers.quotes.voices import OUTSIDE
from helpers.repeats.pairs import find_repeats

NAMES = [name.removeprefix("samples/").removesuffix(".md") for name in SAMPLES]
FIRST = read_article("lavrov_mali.txt").text
with (ROOT / "docs" / "planted.csv").open(encoding="utf-8", newline="") as file:
    PLANTED = list(csv.DictReader(file))
MEASURES = {"label": "naming", "verb": "reporting verb", "agency": "agency", "hedge": "hedge"}
MISSED = {  # what a reader sees and the machine does not
    ("niger_bend_gazette", "Russia", "A friend's"): "the title does not say whose friend",
    (
        "niger_bend_gazette",
        "Mali",
        "his country's friend and partner",
    ): "the parser hangs it on the wrong noun",
    ("daily_whistle", "Wagner Group", "several hundred hired guns"): "guns are no people",
    ("channel_north", "Wagner Group", "committed by what"): "who has done it is in a clause",
    (
        "long_column",
        "Wagner Group",
        "if mercenaries is what they are",
    ): "no word of the list of hedges",
}


def plain(text):
    return " ".join(text.translate(str.maketrans("“”‘’", "\"\"''")).split())


@pytest.fixture(scope="module")
def accounts():
    return dict(zip(NAMES, share_names([annotated_of(name) for name in SAMPLES]), strict=True))


@pytest.fixture(scope="module")
def evidence(accounts):
    return {name: find_evidence(one) for name, one in accounts.items()}


@pytest.mark.parametrize("name", NAMES)
def test_an_account_says_what_it_is_and_has_its_length(name, accounts):
    account = accounts[name]
    assert "(invented)" in account.article.outlet
    assert account.article.text.startswith(
        "Written for demonstration: this account retells a report by Euronews"
    )
    assert account.sentences["kind"][0] == "boilerplate"
    assert 250 <= account.tokens["is_word"].sum() <= 450


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_is_the_first_articles(name, accounts):
    quoted = re.findall(r'"([^"]+)"', plain(accounts[name].article.text))
    assert quoted
    for words in quoted:
        assert words.strip(",. ") in plain(FIRST), words


def planted(kind):
    rows = [row for row in PLANTED if row["plant"] == kind]
    assert rows
    return [
        pytest.param(row, id=f"{row['article']}: {row['text'][:40]}", marks=missed(row))
        for row in rows
    ]


def missed(row):
    reason = MISSED.get((row["article"], row["actor"], row["text"]))
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


@pytest.mark.parametrize(
    "row",
    [row for row in PLANTED if row["text"]],
    ids=lambda row: f"{row['article']}: {row['text'][:30]}",
)
def test_what_was_planted_stands_in_the_account(row, accounts):
    assert row["text"] in accounts[row["article"]].article.text


def over(accounts, evidence, row):
    """Return the evidence of the planted kind at one of the places where the planted words
    stand."""
    cases = evidence[row["article"]]
    text = accounts[row["article"]].article.text
    places = [match.span() for match in re.finditer(re.escape(row["text"]), text)]
    cases = cases[cases["measure"] == MEASURES[row["plant"]]]
    return cases[
        [
            any(start < b and end > a for a, b in places)
            for start, end in zip(cases["start"], cases["end"], strict=True)
        ]
    ]


@pytest.mark.parametrize("row", planted("label"))
def test_who_calls_whom_what_is_found(row, accounts, evidence):
    found = over(accounts, evidence, row)
    voices = found["speaker"].where(found["voice"] != "own", "own").str.split("; ").explode()
    assert ((found.loc[voices.index, "actor"] == row["actor"]) & (voices == row["value"])).any()


@pytest.mark.parametrize("row", planted("verb"))
def test_reporting_verbs_are_found(row, accounts, evidence):
    found = over(accounts, evidence, row)
    assert ((found["actor"] == row["actor"]) & (found["category"] == row["value"])).any()


@pytest.mark.parametrize("row", planted("agency"))
def test_who_acts_is_found(row, accounts, evidence):
    found = over(accounts, evidence, row)
    assert ((found["actor"] == row["actor"]) & (found["category"] == row["value"])).any()


@pytest.mark.parametrize("row", planted("hedge"))
def test_hedges_are_found(row, accounts, evidence):
    assert len(over(accounts, evidence, row))


@pytest.mark.parametrize("row", planted("left out"))
def test_who_is_left_out_is_not_found(row, accounts):
    assert row["actor"] not in set(accounts[row["article"]].actors["actor"])


@pytest.mark.parametrize("row", planted("first voice"))
def test_the_first_voice_is_found(row, accounts):
    account = accounts[row["article"]]
    kinds = account.sentences["kind"].to_numpy(dtype=object)[account.quotes["sentence"]]
    first = account.quotes[[kind not in OUTSIDE for kind in kinds]].iloc[0]
    assert row["actor"] in first["speaker"].split("; ")


@pytest.fixture(scope="module")
def reused(accounts):
    """The sentences that stand in two articles, as they are or edited: (article, text)."""
    everything = [annotated_of("lavrov_mali.txt"), *accounts.values()]
    pairs = find_repeats(join_tables([one.sentences for one in everything]))
    across = pairs[pairs["article"] != pairs["article_b"]]
    return {
        *zip(across["article"], across["text"], strict=True),
        *zip(across["article_b"], across["text_b"], strict=True),
    }


@pytest.mark.parametrize("row", planted("edit"))
def test_edited_sentences_are_found(row, reused):
    assert any(
        article == row["article"] and (row["text"] in text or text in row["text"])
        for article, text in reused
    )
