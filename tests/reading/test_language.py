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


# many names, few words
NAMES_IN_ENGLISH = [
    "Jan van der Berg met Piet de Vries and Els van den Broek in Alphen aan den Rijn on Friday.",
    "María del Carmen Ríos beat Juan de Dios Peña and Luis de la Fuente in La Línea.",
    "Abd al-Rahman ibn Khalid al-Masri and Umm Hani bint Yusuf al-Tamimi came to Ras al-Khaimah.",
    "João da Silva, Rui dos Santos and Inês do Carmo e Melo left São João da Madeira at noon.",
    "Ursula von der Heide visited Bad Neustadt an der Saale, Neumarkt in der Oberpfalz and Weiden.",
    "Le Monde, La Croix and Le Figaro quoted Jean de La Tour and Anne du Plessis on Monday.",
    "Giovanni della Casa and Lucia di Stefano won gold; Marco de Luca came third in Reggio.",
    "President Luis de los Santos of San Pedro de las Colinas met Ana de la Vega.",
    "Real Sociedad de Fútbol beat Deportivo de La Coruña; Club Atlético de Madrid lost.",
    "Mohamed Ould Cheikh el Ghazouani flew to Nouadhibou.",
]
FOREIGN_WITH_NAMES = [
    ("Juan de la Cruz y María del Mar llegaron a San Sebastián el lunes por la tarde.", "es"),
    ("Jan van der Berg sprak met Piet de Vries over de plannen van het kabinet.", "nl"),
    ("Ursula von der Heide besuchte am Montag Bad Neustadt und sprach mit den Bürgern.", "de"),
    ("Jean de La Tour a rencontré Anne du Plessis lundi à Paris pour parler du budget.", "fr"),
    ("Lucia di Stefano ha vinto la medaglia d’oro e Marco de Luca è arrivato terzo.", "it"),
    ("João da Silva e Rui dos Santos chegaram ao Porto na segunda-feira à noite.", "pt"),
]


@pytest.mark.parametrize("sentence", NAMES_IN_ENGLISH)
def test_an_english_sentence_full_of_names_of_elsewhere_is_not_foreign(sentence):
    assert not is_foreign(sentence) and not list(language_doubt(f"{ENGLISH}\n\n{sentence}"))


@pytest.mark.parametrize(("sentence", "language"), FOREIGN_WITH_NAMES)
def test_a_foreign_sentence_full_of_names_is_foreign(sentence, language):
    assert find_language(sentence) == language and is_foreign(sentence)
