"""Who acts toward whom, from the tables of acts and labels."""

import pandas as pd

from helpers import analyse, make_article
from helpers.framing import count_pairs, find_pairs

TEXT = (
    "Mali and Chad attacked France. France helped Chad. Mali did not attack Peru. "
    "“Bo Cole is a liar,” Ann Lee said."
)


def pairs_of(text):
    tables = analyse(make_article("test", text))
    return find_pairs(tables["acts"], tables["labels"])


def test_an_act_of_several_has_a_row_for_each_pair():
    rows = pairs_of(TEXT)[["actor", "other", "sign", "kind"]].values.tolist()
    assert ["Mali", "France", -1, "does"] in rows and ["Chad", "France", -1, "does"] in rows
    assert ["France", "Chad", 1, "does"] in rows


def test_who_calls_somebody_something_bad_is_paired_with_them():
    called = pairs_of(TEXT).query("kind == 'calls'")
    assert called[["actor", "word", "other", "sign"]].values.tolist() == [
        ["Ann Lee", "liar", "Bo Cole", -1]
    ]


def test_what_is_denied_is_a_row_and_does_not_count():
    pairs = pairs_of(TEXT)
    assert pairs.loc[pairs["other"] == "Peru", "negated"].tolist() == [True]
    assert "Peru" not in set(count_pairs(pairs)["other"])


def test_counts_sum_to_the_rows_that_are_told():
    pairs = pairs_of(TEXT)
    counts = count_pairs(pairs)
    assert counts["n"].sum() == (~pairs["negated"]).sum()
    assert (counts["n"] == counts[["harms", "helps", "neither"]].sum(axis=1)).all()


def test_pairs_are_rows_of_evidence(any_tables):
    article, tables = any_tables
    pairs = find_pairs(tables["acts"], tables["labels"])
    assert [article.text[row.start : row.end] for row in pairs.itertuples()] == list(pairs["text"])
    assert (pairs["actor"] != pairs["other"]).all()


def test_pairs_of_several_articles_keep_their_articles():
    parts = [analyse(make_article(name, "Mali attacked France.")) for name in "ab"]
    acts, labels = (pd.concat([part[name] for part in parts]) for name in ("acts", "labels"))
    assert find_pairs(acts, labels)["article"].tolist() == ["a", "b"]
