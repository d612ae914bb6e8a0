"""Which actors without a name are one, in several articles."""

import pytest
from called import mentions_of, shared

from helpers.comparing.appearances import find_appearances
from helpers.comparing.identity import identify_actors
from helpers.comparing.nameless import alike_in_article, head_noun, like_nouns, may_be_label

ANN = ("Ann Marlow", "person", "Ann Marlow", "she")
BO = ("Bo Lee", "person", "Bo Lee", "he")
CHAD = ("Chad", "state")
ELSEWHERE = (("Peru", "state"), ("Eva Diaz", "person"))


def group(words):
    return (words, "group", words.lower())


def test_groups_of_the_same_words_are_one_in_articles_on_the_same_actors():
    names = shared(
        a=[group("angry protesters"), ANN, CHAD, BO],
        b=[group("Angry protesters"), CHAD, ANN],
        c=[group("angry protesters"), *ELSEWHERE],
    )
    own = names["a", "angry protesters"]
    assert own == names["b", "Angry protesters"] != names["c", "angry protesters"]
    assert names["c", "angry protesters"] == "angry protesters (c)"


def test_bodies_without_a_name_are_as_groups():
    court = ("court", "organisation", "the court")
    names = shared(a=[court, ANN, CHAD], b=[court, CHAD, ANN], c=[court, *ELSEWHERE])
    assert names["a", "court"] == names["b", "court"] != names["c", "court"]


def test_people_without_a_name_are_never_one():
    man = ("man", "person", "a man", "the man")
    names = shared(a=[man, ANN, CHAD], b=[man, ANN, CHAD])
    assert [names["a", "man"], names["b", "man"]] == ["man (a)", "man (b)"]


def test_two_groups_of_one_article_are_two():
    both = [group("people"), group("the people"), ANN, CHAD]
    names = shared(a=both, b=both)
    for article in "ab":
        assert names[article, "people"] != names[article, "the people"]


def test_a_group_with_a_name_is_one_in_all_articles():
    moderates = ("Fenwick Moderates", "group")
    names = shared(a=[moderates, ANN], b=[moderates, *ELSEWHERE])
    assert set(names.values()) >= {"Fenwick Moderates"}
    names = shared(a=[group("Protesters"), ANN], b=[group("Protesters"), *ELSEWHERE])
    assert names["a", "Protesters"] != names["b", "Protesters"]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("some angry protesters", "protester"),
        ("people of the town", "people"),
        ("mob", "mob"),
        ("all", "all"),
    ],
)
def test_the_head_of_a_noun_phrase(name, noun):
    assert head_noun(name) == noun


def test_nouns_that_mean_nearly_the_same():
    nouns = ["protesters", "demonstrators", "husbands", "wives", "glorbworts"]
    assert like_nouns(nouns) == [("protesters", "demonstrators")]
    assert like_nouns([]) == []


def test_a_noun_that_judges_or_is_rare_may_be_a_label():
    assert may_be_label("mob") and may_be_label("eco-warrior")
    assert not may_be_label("protester")


def test_labels_and_nouns_of_like_meaning_may_be_the_main_group_of_their_article():
    protesters = ("protesters", "group", "protesters", "the protesters", "they")
    others = [group(words) for words in ("eco-warriors", "mob", "louts", "young protesters")]
    bystanders = [group("teachers"), ("police", "organisation", "police")]
    table = mentions_of(
        a=[protesters, *others, group("demonstrators"), *bystanders], b=[group("mob")]
    )
    keys, _ = identify_actors(find_appearances(table))
    doubts = list(alike_in_article(keys))
    assert {doubt.other.actor for doubt in doubts} | {doubt.one.actor for doubt in doubts} == {
        "protesters", "eco-warriors", "mob", "louts", "young protesters", "demonstrators",
    }  # fmt: skip
    assert len(doubts) == 5 and {doubt.one.article for doubt in doubts} == {"a"}
    assert all("protesters" in (doubt.one.actor, doubt.other.actor) for doubt in doubts)
