"""Who may be one, for the researcher to decide."""

import pandas as pd
import pytest

from helpers import annotate, make_article, possible_merges
from helpers.comparing.merges import COLUMNS

OCCUPATION = """Protesters blocked a bridge in Oxford.
The protesters sang. Protesters stayed all night.
“Some demonstrators threw stones at the protesters,” the police said."""


def annotated(**texts):
    return [annotate(make_article(id, text), cache=False) for id, text in texts.items()]


@pytest.fixture(scope="module")
def occupation():
    return possible_merges(annotated(a=OCCUPATION))


def reason_for(table, *actors):
    rows = [
        row
        for row in table.itertuples()
        if {row.actor.lower(), row.actor_b.lower()} == {name.lower() for name in actors}
    ]
    return rows[0].reason if rows else ""


def test_groups_of_one_article(occupation):
    assert "mean nearly the same" in reason_for(occupation, "demonstrators", "protesters")
    assert not reason_for(occupation, "police", "protesters")


def test_each_row_shows_a_sentence_of_both(occupation):
    assert dict(occupation.dtypes.astype(str)) == {
        name: str(dtype)
        for name, dtype in pd.DataFrame(columns=COLUMNS).astype(COLUMNS).dtypes.items()
    }
    for row in occupation.itertuples():
        assert OCCUPATION[row.start : row.end] == row.text
        assert OCCUPATION[row.start_b : row.end_b] == row.text_b
        assert row.actor.lower() in row.text.lower() and row.actor_b.lower() in row.text_b.lower()


def test_the_most_mentioned_come_first(occupation):
    assert occupation["mentions"].is_monotonic_decreasing
    row = occupation.iloc[0]
    assert row["mentions"] >= 3 and row["actor_b"].lower() == "protesters"


def test_a_name_that_several_bear_may_be_each_ones():
    texts = {"a": "Ann Marlow came.", "b": "Bo Marlow came.", "c": "Marlow came. Marlow left."}
    table = possible_merges(annotated(**texts))
    assert sorted(table["actor_b"]) == ["Ann Marlow", "Bo Marlow"] or set(table["actor_b"]) == {
        "Marlow"
    }
    assert set(table["article"]) | set(table["article_b"]) == {"a", "b", "c"}
    assert table["mentions"].tolist() == [3, 3]
    assert table["reason"].str.contains("“Marlow” may be short for").all()


def test_names_that_are_nearly_the_same():
    texts = {
        "a": "The Texas Senate voted in Texas. The Texas Senate left.",
        "b": "The Senate voted. The Senate left.",
        "c": "Joe Marlow came to Chad. Joe Marlow left.",
        "d": "Joseph Marlow was in Chad. Joseph Marlow left.",
    }
    table = possible_merges(annotated(**texts))
    assert "but for a place" in reason_for(table, "Texas Senate", "Senate")
    assert "may be short for the other" in reason_for(table, "Joe Marlow", "Joseph Marlow")


def test_what_is_joined_is_not_listed():
    texts = {"a": "Ann Marlow came to Chad.", "b": "Marlow was in Chad. Marlow left Chad."}
    assert possible_merges(annotated(**texts)).empty


def test_without_articles_the_table_has_its_columns():
    assert list(possible_merges([]).columns) == list(COLUMNS)
    assert possible_merges(annotated(a="It rained.")).empty
