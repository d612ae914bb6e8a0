import re
from html import unescape

import pytest

from helpers.framing.evidence import find_evidence
from helpers.showing.explore import explore


def texts(pattern, html):
    return [unescape(re.sub(r"<[^>]*>", "", found)) for found in re.findall(pattern, html, re.S)]


def test_names_open_to_the_sentences_they_are_counted_in(first):
    shown = explore(first.article, first.mentions, first.sentences, by="actor").data
    summaries = texts(r"<summary.*?</summary>", shown)
    mali, lavrov = (
        first.mentions[first.mentions["actor"] == name] for name in ("Mali", "Sergey Lavrov")
    )
    assert summaries[0] == f"Mali{len(mali)}, in {mali['sentence'].nunique()} sentences"
    assert (
        summaries[1] == f"Sergey Lavrov{len(lavrov)}, in {lavrov['sentence'].nunique()} sentences"
    )
    opened = re.split(r"<summary", shown)[1]
    numbers = re.findall(r'<li value="(\d+)"', opened)
    lines = texts(r"<li[^>]*>(.*?)</li>", opened)
    assert [int(number) for number in numbers] == sorted(set(mali["sentence"]))
    assert lines == [first.sentences["text"][int(number)] for number in numbers]


def test_every_row_is_marked_once_under_its_own_name(any_annotated):
    quotes = any_annotated.quotes
    sentences = any_annotated.sentences
    shown = explore(
        any_annotated.article, quotes, sentences, by=["speaker", "type"], weight="words"
    ).data
    marked = texts(r"<mark[^>]*>(.*?)</mark>", shown)
    inside = "".join(re.sub(r"\s", "", text) for text in marked)
    alone = quotes.drop_duplicates(["start", "end"])
    if not any(
        a < d and c < b
        for a, b in zip(alone["start"], alone["end"], strict=True)
        for c, d in zip(alone["start"], alone["end"], strict=True)
        if (a, b) != (c, d)
    ):
        assert sorted(inside) == sorted("".join(re.sub(r"\s", "", text) for text in quotes["text"]))
    words = [int(n.replace(",", "")) for n in re.findall(r"</span>([\d,]+) words, in", shown)]
    assert sum(words) == 2 * quotes["words"].sum()  # once for the speaker, once for the type


def test_of_more_than_most_the_rest_is_said(first):
    actors = first.mentions["actor"].replace("", "(none)").nunique()
    shown = explore(first.article, first.mentions, first.sentences, by="actor", most=3).data
    assert shown.count("<details") == 3 and f"… and {actors - 3} more" in shown


def test_lists_stand_in_each_other(first):
    evidence = find_evidence(first).query("actor == 'Mali'")
    shown = explore(first.article, evidence, first.sentences, by=["measure", "category"]).data
    names = set(evidence["measure"]) | set(evidence["category"])
    assert {
        re.match(r"(.*?)\d+, in", text)[1] for text in texts(r"<summary.*?</summary>", shown)
    } == names


def test_nothing_is_markup_and_an_empty_table_says_so(any_annotated):
    article = any_annotated.article
    sentences = any_annotated.sentences
    shown = explore(article, any_annotated.mentions, sentences, by="text").data
    assert "<script" not in shown and "<b>" not in shown
    assert (
        "nothing to show"
        in explore(article, any_annotated.mentions.head(0), sentences, by="actor").data
    )


def test_what_cannot_be_shown_is_told(first):
    with pytest.raises(ValueError, match="no column 'person'; choose one of article"):
        explore(first.article, first.mentions, first.sentences, by="person")
    with pytest.raises(ValueError, match="lies outside the text"):
        explore(first.article, first.mentions.assign(end=10**6), first.sentences, by="actor")
