"""The same actors across articles: aliases, transliterations, corrections."""

import pytest

from helpers import annotate, make_article
from helpers.base.tables import join_tables
from helpers.comparing.articles import compare_articles
from helpers.comparing.identity import join_spellings, same_actors, share_names
from helpers.sentiment.scores import score_sentences


def annotated(**texts):
    return [annotate(make_article(id, text), cache=False) for id, text in texts.items()]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergey Lavrov", "Sergei Lavrov", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Assimi Goita", "Assimi Goïta", True),
        ("Sergey Lavrov", "Lavrov", True),
        ("Ann Lee", "Bo Lee", False),
        ("Ann Lee", "Ann Long", False),
        ("Michael Johnson", "Michael Johnston", False),
    ],
)
def test_a_person_is_the_same_in_another_spelling(one, other, same):
    first, second = annotated(
        a=f"{one} came to Chad. {one} left.", b=f"{other} was in Chad. {other} left."
    )
    names = same_actors([first, second])
    assert (names["a", one] == names["b", other]) == same


def test_groups_are_the_same_by_their_words():
    first, second = annotated(
        a="Rights groups protested in Chad.", b="The army met some rights groups in Chad."
    )
    names = same_actors([first, second])
    assert (
        len({name for (_, actor), name in names.items() if actor.lower() == "rights groups"}) == 1
    )


def test_mentions_and_speakers_have_the_shared_name():
    one, two = share_names(
        annotated(
            a="“We go,” said Sergei Lavrov.",
            b="Sergey Lavrov and Sergey Lavrov. “We go,” said Lavrov.",
        )
    )
    assert set(one.mentions["actor"]) == {"Sergey Lavrov"} and one.quotes["speaker"].tolist() == [
        "Sergey Lavrov"
    ]
    assert (
        one.actors["actor"].tolist() == ["Sergey Lavrov"]
        and "Sergei Lavrov" in one.actors["names"][0]
    )
    again = share_names([one, two])
    assert again[0].mentions.equals(one.mentions) and again[1].mentions.equals(two.mentions)


def test_two_men_without_a_name_are_two():
    one, two = share_names(
        annotated(a="A man fled in Chad. The man was caught.", b="A man won the lottery in Chad.")
    )
    assert "man (a)" in set(one.actors["actor"]) and "man (b)" in set(two.actors["actor"])


def test_a_last_name_that_two_bear_is_neither():
    texts = {
        "a": "Emmanuel Macron came.",
        "b": "Brigitte Macron came.",
        "c": "Macron came. Macron left.",
    }
    assert share_names(annotated(**texts))[2].actors["actor"].tolist() == ["Macron"]


def test_tones_are_told_of_actors_under_the_name_they_share():
    both = annotated(
        a="Sergey Lavrov praised Chad. Sergey Lavrov was a great and generous host.",
        b=(
            "Sergei Lavrov came to Chad. Lavrov murdered them. “He is a liar,” Ann Lee said of "
            "Sergei Lavrov."
        ),
    )
    tones = join_tables([score_sentences(one) for one in both])
    framing, evidence = compare_articles(both, sentiment=tones)
    mine = evidence[evidence["measure"].str.startswith("tone")]
    shared = same_actors(both)["b", "Sergei Lavrov"]
    assert {"a", "b"} == set(mine.loc[mine["actor"] == shared, "article"])
    assert set(framing["actor"]) <= {"", *same_actors(both).values()}


def test_names_of_an_archive_are_joined_each_once():
    names = ["Trump", "Donald Trump", "Volodymyr Zelenskyy"] * 30_000
    assert join_spellings(["Volodymyr Zelensky", *names])[-3:] == [
        "Trump",
        "Donald Trump",
        "Volodymyr Zelensky",
    ]
