"""What actors are called, on sentences written for it, in five marked texts, and on whole
articles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_labels import OF_MENTIONS, count_labels, read_marked

from helpers import annotate, make_article
from helpers.acts import find_labels
from helpers.base.tables import COLUMNS

MARKED = read_marked()


def labels_of(text):
    return find_labels(annotate(make_article("test", text), cache=False))


@pytest.mark.parametrize(
    ("text", "actor", "label", "kind"),
    [
        ("Ann Lee, a lawyer, left.", "Ann Lee", "lawyer", "apposition"),
        ("Bo Cole is a bully.", "Bo Cole", "bully", "predicate"),
        ("Bo Cole was described by aides as a saint.", "Bo Cole", "saint", "ascription"),
        ("Ann Lee branded the protesters louts.", "protesters", "louts", "ascription"),
        ("The failed governor left.", "governor", "failed", "modifier"),
        ("Critics of the bungling Environment Agency spoke.", "Environment Agency", "bungling",
         "modifier"),
        ("Hard-left baroness Marie Duval left.", "Marie Duval", "Hard-left", "modifier"),
        ("Foreign Minister Ann Lee left.", "Ann Lee", "Foreign Minister", "title"),
        ("Colonel Ann Lee left.", "Ann Lee", "Colonel", "title"),
        ("The minister left.", "minister", "minister", "noun"),
        ("“Minister, you failed,” Ann Lee told him.", "minister", "Minister", "vocative"),
    ],
)  # fmt: skip
def test_a_label_has_its_actor_and_kind(text, actor, label, kind):
    found = labels_of(text)[["actor", "text", "kind"]].values.tolist()
    assert [actor.lower(), label, kind] in [[row[0].lower(), *row[1:]] for row in found]


def test_a_name_and_what_stands_before_it_are_labels_of_their_own():
    found = labels_of("Colonel Ann Lee left.")
    assert found[["text", "kind"]].values.tolist() == [["Colonel", "title"], ["Ann Lee", "name"]]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Bo Cole is a liar.", False),
        ("Bo Cole is not a liar.", True),
        ("Bo Cole is no liar.", True),
        ("Is Bo Cole a liar?", True),
        ("Bo Cole may be a liar.", True),
    ],
)
def test_what_is_denied_or_asked_is_no_assertion(text, denied):
    found = labels_of(text)
    assert found.loc[found["text"].str.contains("liar"), "denied"].tolist() == [denied]


def test_the_speaker_is_the_nearest():
    found = labels_of("“Bo Cole is a liar,” Ann Lee said. Aides called Ann Lee a saint.")
    speakers = dict(zip(found["text"], found["speaker"], strict=True))
    assert speakers["liar"] == "Ann Lee" and speakers["saint"] == "aides"


@pytest.mark.parametrize(
    ("text", "label", "evaluative"),
    [
        ("Bo Cole is a liar.", "liar", "negative"),
        ("Ann Lee is a hero.", "hero", "positive"),
        ("Ann Lee is a lawyer.", "lawyer", "none"),
    ],
)
def test_labels_say_whether_they_judge(text, label, evaluative):
    found = labels_of(text)
    assert found.loc[found["text"] == label, "evaluative"].tolist() == [evaluative]


@pytest.mark.slow
def test_most_labels_of_the_marked_texts_are_found():
    counts = {}
    for kinds in (OF_MENTIONS, ("apposition", "predicate", "ascription", "vocative")):
        found = [
            count_labels(one, labels_of(one["text"]).to_dict("records"), kinds)
            for one in MARKED.values()
        ]
        counts[kinds] = [sum(column) for column in zip(*found, strict=True)]
    of_mentions, said = counts.values()
    assert of_mentions[0] / of_mentions[1] > 0.75
    assert said[0] / said[1] > 0.55


def test_labels_point_into_the_text(any_annotated):
    found = find_labels(any_annotated)
    text = any_annotated.article.text
    assert list(found.columns) == list(COLUMNS["labels"])
    assert not found.duplicated(["start", "end", "actor", "kind"]).any()
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        assert row.evaluative in ("negative", "positive", "none")
    assert set(found["actor"]) <= set(any_annotated.mentions["actor"])


@pytest.mark.slow
@settings(max_examples=40)
@given(st.text(max_size=120))
def test_any_text_has_a_table_of_labels(text):
    assert list(labels_of(f"Ann Lee is a liar. {text}").columns) == list(COLUMNS["labels"])
