"""The sign before an item of a list belongs to no sentence, and opens no speech."""

import pytest

from helpers import annotate, make_article
from helpers.tagging import lay_out

LEAD = "The council of Hallam met on Monday to talk about its harbour.\n\n"
END = "\n\n“We had no choice,” said Ann Lee, who chairs it."
ITEMS = (
    "The ferry will stop in May.",
    "Two piers are closed to visitors.",
    "Repairs cost four million pounds.",
)
SIGNS = "»|» |›|› |• |► |– |* |✓ |🔴 |✅|▪\t|\uf0b7 |- |→ |- » |• › |* » ".split("|")


def annotated(text):
    return annotate(make_article("test", text), cache=False)


@pytest.mark.parametrize("sign", SIGNS)
def test_items_of_a_list_are_sentences_and_nobodys_speech(sign):
    items = "\n".join(f"{sign}{item}" for item in ITEMS)
    found = annotated(f"{LEAD}{items}{END}")
    assert found.sentences["text"].tolist()[1:-1] == list(ITEMS)
    in_list = found.quotes["start"].between(len(LEAD), len(LEAD) + len(items))
    assert not in_list.any()
    assert found.quotes["speaker"].tolist()[-1] == "Ann Lee"


@pytest.mark.parametrize("sign", ["»", "› ", "• ", "✓ "])
def test_items_of_a_list_on_one_line_are_sentences_and_nobodys_speech(sign):
    items = " ".join(f"{sign}{item}" for item in ITEMS)
    found = annotated(f"{LEAD}{items}{END}")
    assert [text.strip(sign + " ") for text in found.sentences["text"][1:-1]] == list(ITEMS)
    assert not found.sentences["text"].str.endswith(sign.strip()).any()
    assert not found.quotes["start"].between(len(LEAD), len(LEAD) + len(items)).any()


def test_a_sign_on_a_line_of_its_own_is_no_sentence():
    items = "\n".join(f"•\n{item}" for item in ITEMS)
    assert annotated(f"{LEAD}{items}\n\n* * *{END}").sentences["text"].tolist()[1:4] == list(ITEMS)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("»Wir gehen«\n»Wir bleiben«", ["Wir gehen", "Wir bleiben"]),
        ("» Nous partons «, dit-elle.", ["Nous partons"]),
        ("« Nous partons », dit-elle.", ["Nous partons"]),
        ("«On y va», dit-elle. «Non.»", ["On y va", "Non."]),
        ("›Wir gehen fort‹, sagte sie.", ["Wir gehen fort"]),
        ("‹On y va›, dit-elle.", ["On y va"]),
        ("»Wir gehen.\n»Wir bleiben«, sagte sie.", ["Wir gehen.", "Wir bleiben"]),
        ("»Go home.\n»Stay here.", []),
        ("- »Wir gehen«, sagte sie.\n- »Wir bleiben.«", ["Wir gehen", "Wir bleiben."]),
        ("- « Nous partons »\n- « Non »", ["Nous partons", "Non"]),
        ("»Ferry firm »Nordlys« bankrupt", ["Nordlys"]),
        ("› Go home.\n› Stay here.", []),
    ],
)
def test_angle_marks_are_marks_only_where_they_are_closed(text, inside):
    layout = lay_out(text)
    assert [text[a:b].strip() for a, b in layout.regions] == inside


@pytest.mark.parametrize(
    "line",
    [
        "–40 degrees were measured at the pass on Monday.",
        "-40 degrees were measured at the pass on Monday.",
        "$5 is what a ticket costs on Monday.",
        "…and then the lights of the town went out.",
        "’Tis the season of the ferries, wrote the paper.",
        "(The ferry stopped in May.)",
        "@hallam is the account of the council.",
        "#hallam was the word of the day.",
        "£3m is what the pier cost.",
        "¿Qué pasa? is what they ask here.",
    ],
)
def test_what_only_looks_like_a_bullet_belongs_to_its_sentence(line):
    assert annotated(f"{LEAD}{line}").sentences["text"].tolist()[-1] == line
