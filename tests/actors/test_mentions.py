"""Who is who: on the first article without its corrections, and on sentences of our own."""

from dataclasses import replace

import pytest

from helpers import annotate, make_article, read_article


@pytest.fixture(scope="module")
def first():
    """The first article as the machine reads it: without the makers' corrections."""
    return annotate(replace(read_article("lavrov_mali.txt"), corrections=()), cache=False)


def mentions_of(text, corrections=()):
    return annotate(make_article("test", text, corrections=corrections), cache=False).mentions


def joined(text):
    """The actor of each surface form."""
    table = mentions_of(text)
    return dict(zip(table["text"], table["actor"], strict=True))


def test_the_first_article_has_its_main_actors(first):
    top = first.actors.set_index("actor")
    assert list(top.index[:3]) == ["Mali", "Sergey Lavrov", "Russia"]
    assert top.loc["Mali", "names"].startswith("Mali (8), Bamako (3), Malian (2)")
    assert top.loc["Russia", "names"].startswith("Russia (4), Russian (4), Moscow (")
    assert top["type"].tolist()[:3] == ["state", "person", "state"]


@pytest.mark.parametrize(
    ("form", "actor"),
    [
        ("Lavrov", "Sergey Lavrov"),
        ("Russia's foreign minister", "Sergey Lavrov"),
        ("the Russian Foreign Minister", "Sergey Lavrov"),
        ("his Malian counterpart", "Abdoulaye Diop"),
        ("Colonel Assimi Goita", "Assimi Goita"),
        ("former colonial ruler", "France"),
        ("UN", "United Nations"),
        ("Wagner", "Wagner Group"),
        ("Bamako", "Mali"),
    ],
)
def test_the_first_article_gathers_the_names_of_its_actors(first, form, actor):
    assert set(first.mentions.loc[first.mentions["text"] == form, "actor"]) == {actor}


def test_the_first_article_joins_pronouns_to_its_minister(first):
    pronouns = first.mentions[first.mentions["form"] == "pronoun"]
    said = pronouns[pronouns["text"].isin(["I", "his", "He"])]
    assert said["actor"].tolist() == ["Sergey Lavrov"] * 5
    assert "I: who speaks the quotation" in set(said["rule"])
    assert set(pronouns.loc[pronouns["text"] == "its", "actor"]) == {"Mali"}


@pytest.mark.parametrize(
    ("text", "form", "actor"),
    [
        ("Washington warned Tehran on Monday.", "Washington", "United States"),
        ("The minister arrived in Paris on Monday.", "Paris", "Paris"),
        ("The Kremlin denied the claim.", "Kremlin", "Russia"),
        ("Nigerien troops left Niger. Nigerian troops stayed.", "Nigerien", "Niger"),
        ("Nigerien troops left Niger. Nigerian troops stayed.", "Nigerian", "Nigeria"),
        (
            "The World Health Organization (WHO) met. WHO officials left.",
            "WHO",
            "World Health Organization",
        ),
        ("Sergey Lavrov left. Sergei Lavrov came back.", "Sergei Lavrov", "Sergey Lavrov"),
        ("Ann Lee spoke. Mrs. Lee left early.", "Lee", "Ann Lee"),
        ("Ann Lee spoke to reporters. Then she left.", "she", "Ann Lee"),
        ("Ann Lee met Mark Hall. He was late.", "He", "Mark Hall"),
        (
            "Ann Lee said a gift had made Mo Ali's life better. Lee said she would give again.",
            "she",
            "Ann Lee",
        ),
        ("A club is led by Sehar Memon. Memon said so.", "Memon", "Sehar Memon"),
        (
            "Boris Johnson spoke. Johnson & Johnson recalled a drug.",
            "Johnson & Johnson",
            "Johnson & Johnson",
        ),
        ("Trump spoke on Monday. The Trump Organization did not.", "Trump", "Trump"),
        (
            "Minister Ngozi Okafor met Donald Trump. She left. Okafor said he was wrong.",
            "he",
            "Donald Trump",
        ),
        ("Acme Devices said it would take months to recover.", "it", None),
        (
            "Scientology officials have stated they have not received a letter.",
            "they",
            "Scientology officials",
        ),
        ("Vanity Fair reported that he left.", "Vanity Fair", "Vanity Fair"),
        ("Ann Lee met Mark Hall. She was late.", "She", "Ann Lee"),
        ("German Chancellor Angela Merkel met Mark Hall. She was late.", "She", "Angela Merkel"),
        ("Human rights lawyer Amal Odeh met reporters. She was late.", "She", "Amal Odeh"),
        ("Google opened an office. The Google Science Fair was next.", "Google", "Google"),
        ("The Senate met. The Senate Ethics Committee did not.", "Senate", "Senate"),
        (
            "The Conservative Party lost. The Conservative leader resigned.",
            "Conservative Party",
            "Conservative Party",
        ),
        ("NASA launched its rocket on Monday.", "its", "NASA"),
        (
            "Apple Computer showed a phone. Analysts praised Apple. Apple said it was glad.",
            "Apple Computer",
            "Apple",
        ),
        (
            "Acme Devices Inc. met on Monday. The bank warned it. Acme Devices said it was sorry.",
            "it",
            "Acme Devices Inc.",
        ),
        ("Acme Devices said it was time to leave.", "it", None),
        (
            "Acme Devices lost money on Monday. The company will close shops.",
            "The company",
            "Acme Devices",
        ),
        (
            "Halvorsen rose. Halvorsen Industrial Group said so on Monday.",
            "Halvorsen",
            "Halvorsen Industrial Group",
        ),
        ("Elvira Quispe Rojas spoke in Lima. Quispe left early.", "Quispe", "Elvira Quispe Rojas"),
        ("South Korea won. Fans in Korea danced.", "Korea", "South Korea"),
        ("Los Angeles burned. Help came to LA late.", "LA", "Los Angeles"),
        ("The Deseret News observed that it rained.", "Deseret News", "Deseret News"),
    ],
)
def test_who_is_who_in_short_texts(text, form, actor):
    assert joined(text).get(form) == actor


def test_a_bracket_defines_an_acronym():
    assert (
        joined("The Green River Council (GRC) met on Monday. The GRC will meet again.")["GRC"]
        == "Green River Council"
    )


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Mali beat Chad 2 - 1 in the final on Monday.", "Mali 2"),
        ("Google opened an office. The Google Science Fair was next.", "Google Science Fair"),
        ("The Clean Water Act was signed by Ann Lee on Monday.", "Clean Water Act"),
        ("The Internet was young then, said Ann Lee.", "Internet"),
    ],
)
def test_what_is_no_actor_is_none(text, absent):
    assert absent not in joined(text)


@pytest.mark.parametrize(
    ("text", "form", "other"),
    [
        ("Members of the Green River Council voted.", "Members of the Green River Council",
         "Green River Council"),
        ("The Democratic nominee met the Republican nominee.", "the Republican nominee",
         "The Democratic nominee"),
        ("Mogadishu's mayor met the mayor of Kismayo.", "the mayor of Kismayo",
         "Mogadishu's mayor"),
        ("Western countries and Western diplomats agreed.", "Western diplomats",
         "Western countries"),
        ("The rebels met the army.", "the army", "The rebels"),
        ("Ann Lee met her son.", "her son", "Ann Lee"),
        ("Ann Lee met Eve Roe. “She is late,” Ann Lee said.", "She", "Ann Lee"),
    ],
)  # fmt: skip
def test_who_is_somebody_else_by_the_words_is_never_the_same(text, form, other):
    actors = joined(text)
    assert actors[form] != actors[other]


def test_what_is_said_of_somebody_is_no_mention():
    actors = joined("Ann Lee, a lawyer, met Mark Hall. Hall is a liar.")
    assert set(actors) == {"Ann Lee", "Mark Hall", "Hall"}


def test_an_actor_without_a_name_is_called_by_plain_words():
    actors = joined("Several hundred French soldiers left. Dozens of brave villagers waved.")
    assert actors["Several hundred French soldiers"] == "French soldiers"
    assert actors["Dozens of brave villagers"] == "villagers"


def test_a_correction_wins_over_every_rule():
    text = "The fighters left Mali. The mercenaries came back."
    rows = (
        ("actor", "the fighters", "Wagner Group"),
        ("actor", "the mercenaries", "Wagner Group"),
        ("type", "Mali", "place"),
    )
    table = mentions_of(text, rows).set_index("text")
    assert table.loc[["The fighters", "The mercenaries"], "actor"].unique().tolist() == [
        "Wagner Group"
    ]
    assert table.loc[["The fighters", "The mercenaries"], "rule"].unique().tolist() == ["by hand"]
    assert table.loc["Mali", "type"] == "place"


def test_every_actor_has_one_type(any_annotated):
    mentions = any_annotated.mentions
    assert (mentions[mentions["actor"] != ""].groupby("actor")["type"].nunique() <= 1).all()


def test_the_confidence_is_a_chance(any_annotated):
    confidence = any_annotated.mentions["confidence"]
    assert ((confidence >= 0) & (confidence <= 1)).all()


def test_every_mention_has_an_actor_and_says_its_rule(any_annotated):
    assert (any_annotated.mentions["actor"] != "").all()
    assert (any_annotated.mentions["rule"] != "").all()


@pytest.mark.parametrize(
    ("text", "form", "actor"),
    [
        ("Transport Minister Helen Marsh came. The minister left.", "The minister", "Helen Marsh"),
        ("Police arrested a man. The man fled.", "The man", "man"),
        ("Three men fled.", "Three men", "men"),
        ("Kyiv and Chisinau signed a deal on gas.", "Chisinau", "Moldova"),
    ],
)
def test_people_without_a_name_have_the_words_that_tell_them_apart(text, form, actor):
    assert joined(text)[form] == actor
