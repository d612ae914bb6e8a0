"""The same actors across articles: aliases, transliterations, corrections."""

from called import mentions_of, shared

from helpers import annotate, make_article
from helpers.base.tables import join_tables
from helpers.comparing import people
from helpers.comparing.articles import compare_articles
from helpers.comparing.identity import name_actors, same_actors, share_names
from helpers.sentiment.scores import score_sentences


def annotated(**texts):
    return [annotate(make_article(id, text), cache=False) for id, text in texts.items()]


def test_mentions_and_speakers_have_the_shared_name():
    one, two = share_names(
        annotated(
            a="“Ships go,” said Sergei Lavrov.",
            b="Sergey Lavrov and Sergey Lavrov. “Ships go,” said Lavrov.",
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


def test_a_last_name_that_two_bear_is_neither():
    texts = {
        "a": "Emmanuel Macron came.",
        "b": "Brigitte Macron came.",
        "c": "Macron came. Macron left.",
    }
    assert share_names(annotated(**texts))[2].actors["actor"].tolist() == ["Macron"]


def test_two_actors_never_have_one_name():
    names = shared(
        a=[("Alabama", "place")],
        b=[("Alabama", "organisation")],
        c=[("Alabama", "place")],
        d=[("Marlow", "person")],
        e=[("Ann Marlow", "person"), ("Bo Marlow", "person")],
        f=[("Marlow", "person")],
    )
    assert names["a", "Alabama"] == names["c", "Alabama"] == "Alabama"
    assert names["b", "Alabama"] == "Alabama (organisation)"
    assert [names["d", "Marlow"], names["f", "Marlow"]] == ["Marlow (d)", "Marlow (f)"]


def test_a_state_is_one_under_any_name():
    names = shared(a=[("United States of America", "state")], b=[("the US", "state")])
    assert len(set(names.values())) == 1


def with_corrections(table, *actors):
    """Return a table of mentions in which the corrections name some (article, actor)."""
    pairs = list(zip(table["article"], table["actor"], strict=True))
    rule = ["by hand" if pair in actors else "" for pair in pairs]
    return table.assign(rule=rule)


def test_the_name_that_a_correction_gives_wins():
    table = mentions_of(a=[("the Bear", "state", "Russia")], b=[("the Bear", "person", "the Bear")])
    names = name_actors(with_corrections(table, ("a", "the Bear"), ("b", "the Bear")))
    assert names["a", "the Bear"] == names["b", "the Bear"] == "the Bear"
    table = mentions_of(a=[("GOP", "organisation")], b=[("Republican Party", "organisation")])
    assert set(name_actors(with_corrections(table, ("a", "GOP"))).values()) == {"GOP"}


def test_two_whom_corrections_name_in_one_article_are_two():
    table = mentions_of(
        a=[("Ann Marlow", "person"), ("A. Marlow", "person")], b=[("A. Marlow", "person")]
    )
    assert len(set(name_actors(table).values())) == 1
    by_hand = with_corrections(table, ("a", "Ann Marlow"), ("a", "A. Marlow"))
    names = name_actors(by_hand)
    assert names["a", "Ann Marlow"] != names["a", "A. Marlow"]


def test_no_actor_is_lost():
    table = mentions_of(
        a=[("some", "group", "some"), ("", "person", "he"), ("Chad", "state")],
        b=[("Chad", "place")],
    )
    assert set(name_actors(table)) == {("a", "some"), ("a", "Chad"), ("b", "Chad")}
    assert name_actors(table.head(0)) == {} and same_actors([]) == {} and share_names([]) == []


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


def test_names_of_an_archive_are_told_in_passing(monkeypatch):
    articles = {f"a{i}": [("Trump", "person"), ("Donald Trump", "person")] for i in range(300)}
    pairs = []
    fits = people.Person.fits
    monkeypatch.setattr(people.Person, "fits", lambda *names: pairs.append(1) or fits(*names))
    names = shared(**articles, b=[("Donald J. Trump", "person")])
    assert set(names.values()) == {"Donald Trump"} and len(pairs) < 5
