"""Whether a text is English: news is, whatever its names; other languages are named and left
out."""

import json

import pytest
from shared import elsewhere

from helpers import analyse, annotate, make_article
from helpers.quotes.ratios import quote_ratios
from helpers.reading.language import find_language, is_foreign, language_code, language_doubt

FRENCH = (
    "Le ministre a déclaré mardi que le budget serait adopté. « Nous avons les voix », a-t-elle "
    "dit aux journalistes."
)
SPANISH = (
    "El ministro dijo que el presupuesto sería aprobado el viernes por los diputados de la cámara."
)
GERMAN = (
    "Der Minister sagte am Dienstag, dass der Haushalt verabschiedet werde und die Opposition "
    "nicht zustimme."
)
ENGLISH = (
    "The minister said on Tuesday that the budget would pass. “We have the votes,” she told "
    "reporters."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("Министр сказал во вторник, что бюджет будет принят.", "ru"),
        ("部长周二表示预算将获得通过。", "zh"),
        ("قال الوزير يوم الثلاثاء إن الميزانية ستُقرّ.", "ar"),
        ("Abdoulaye Diop, Assimi Goita, Sergey Lavrov", ""),
        ("12 34 56", ""),
        ("", ""),
        ("a0b0c0d0e", ""),
    ],
)
def test_languages_are_told_where_there_is_enough_to_tell(text, language):
    assert find_language(text) == language


def test_no_english_news_is_taken_for_foreign():
    path = elsewhere("gold/quotes_dev.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert {find_language(text) for text in texts} == {"en"}
    lines = [line for text in texts for line in text.split("\n") if len(line.split()) >= 8]
    assert len(lines) > 1500 and sum(map(is_foreign, lines)) <= 1


def test_an_article_in_another_language_gives_no_numbers():
    article = make_article("a", f"{FRENCH}\n\nPhoto: Paris\n\n{FRENCH}")
    tables = analyse(article)
    annotated = annotate(article)
    assert article.language == "fr" and set(tables["sentences"]["kind"]) == {"foreign"}
    assert all(
        tables[name].empty for name in ("mentions", "actors", "quotes", "sentiment", "framing")
    )
    assert quote_ratios(annotated)["words"].sum() == 0
    (doubt,) = language_doubt(article.text)
    assert doubt[0].startswith("it is in French")


def test_a_paragraph_in_another_language_is_left_out_and_the_others_read():
    article = make_article("a", f"{ENGLISH}\n\n{SPANISH}\n\n{ENGLISH} So did John Smith.")
    tables = analyse(article)
    foreign = tables["sentences"].loc[tables["sentences"]["kind"] == "foreign", "text"]
    assert foreign.tolist() == [SPANISH]
    for name in ("mentions", "quotes", "sentiment"):
        assert not set(tables[name]["sentence"]) & set(foreign.index) and len(tables[name])
    (doubt,) = language_doubt(article.text)
    assert doubt[0].startswith("1 of its 3 paragraphs are not in English (Spanish)")


def test_names_of_languages_become_codes():
    assert [
        language_code(name) for name in ("ENGLISH", "en-GB", "Fr", "French", "klingon", "")
    ] == [
        "en",
        "en",
        "fr",
        "fr",
        "",
        "",
    ]
