"""Who calls whom what: labels put on actors, in whose voice, and what kind of label."""

import pytest

from helpers import annotate, make_article
from helpers.acts.reading import read
from helpers.framing.naming import find_labels, plain_form, possible_merges


def labels_of(text, corrections=()):
    annotated = annotate(make_article("test", text, corrections=corrections), cache=False)
    return {
        (case.actor, case.category): (case.voice, case.speaker, case.detail)
        for case in find_labels(read(annotated))
    }


@pytest.mark.parametrize(
    ("text", "label", "given"),
    [
        (
            "Mali's leaders describe the soldiers as instructors.",
            ("soldiers", "instructors"),
            ("ascribed", "Mali's leaders"),
        ),
        (
            "The soldiers, described by Mali's leaders as instructors helping the army, left.",
            ("soldiers", "instructors"),
            ("ascribed", "Mali's leaders"),
        ),
        (
            "The men were labelled extremists by the police after the soldiers left.",
            ("men", "extremists"),
            ("ascribed", "police"),
        ),
        (
            "Ann Lee called the regime a gang of thieves.",
            ("regime", "gang"),
            ("ascribed", "Ann Lee"),
        ),
        (
            "Moscow refers to the soldiers as instructors.",
            ("soldiers", "instructors"),
            ("ascribed", "Russia"),
        ),
        (
            "The soldiers are known as the Tigers.",
            ("soldiers", "Tigers"),
            ("ascribed", "(not said by whom)"),
        ),
        (
            "Rights groups said the fighters were mercenaries.",
            ("fighters", "mercenaries"),
            ("indirect", "rights groups"),
        ),
        ("The fighters were mercenaries.", ("fighters", "mercenaries"), ("own", "")),
    ],
)
def test_a_label_belongs_to_whoever_gives_it(text, label, given):
    assert labels_of(text)[label][:2] == given


def test_of_a_group_of_somebody_both_are_labels():
    labels = labels_of("Harbour Holdings called the strikers a small group of agitators.")
    assert {label for actor, label in labels if actor == "strikers"} == {
        "strikers",
        "small group",
        "agitators",
    }


def test_nouns_that_judge_name_somebody_and_things_name_nobody():
    assert labels_of("“These wreckers must go,” said Ann Lee.")["wreckers", "wreckers"][:2] == (
        "direct",
        "Ann Lee",
    )
    assert ("Ann Lee", "issue") not in labels_of("Ann Lee is an issue in the election.")


def test_a_name_behind_its_title_is_one_label():
    labels = labels_of("Mr. Lee met Ann Ray. Mr. Lee said ''Ray'' was late.")
    assert [label for actor, label in labels if actor == "Lee"] == ["Mr. Lee"]
    assert not any("'" in actor for actor, _ in labels)


@pytest.mark.parametrize(
    "text",
    [
        "The fighters were not mercenaries.",
        "The fighters were no mercenaries.",
        "Nobody thinks the fighters are mercenaries.",
        "If the fighters were mercenaries, they would be paid.",
        "Were the fighters mercenaries?",
        "The fighters may be mercenaries.",
    ],
)
def test_what_somebody_is_not_or_may_be_is_no_label(text):
    assert ("fighters", "mercenaries") not in labels_of(text)


def test_whoever_calls_somebody_something_is_not_called_so():
    labels = labels_of("The union's president, Chris Smalls, called Jeff Bezos a liar and a cheat.")
    assert {label for actor, label in labels if actor == "Jeff Bezos"} >= {"liar", "cheat"}
    assert not {"liar", "cheat"} & {label for actor, label in labels if actor == "Chris Smalls"}


def test_a_name_is_an_identity_and_no_label():
    text = "The suspect, identified as Kyle Barrett, fled. Kyle Barrett was caught."
    assert ("suspect", "Kyle Barrett") not in labels_of(text)
    assert set(possible_merges(annotate(make_article("a", text), cache=False))["correction"]) <= {
        "merge,suspect,Kyle Barrett"
    }


def test_nouns_that_judge_are_told_from_roles():
    forms = {
        label: form
        for (_, label), (*_, form) in labels_of(
            "The soldiers met the mercenaries. Mali's brutal regime fell."
        ).items()
    }
    assert forms["soldiers"] == "role noun" and forms["mercenaries"] == "evaluative label"
    assert forms["Mali's brutal regime"] == "evaluative label"


def test_what_is_one_actor_by_hand_has_all_its_names():
    text = "The fighters came. The instructors, the army said, were welcome."
    labels = labels_of(
        text,
        corrections=[
            ("merge", "fighters", "Wagner Group"),
            ("merge", "instructors", "Wagner Group"),
        ],
    )
    assert {label for actor, label in labels if actor == "Wagner Group"} == {
        "fighters",
        "instructors",
    }


def test_forms_lose_article_number_and_possessive():
    forms = (
        "the UN",
        "Mali's",
        "a  spokesman",
        "Then",
        "some 1,200 of the soldiers",
        "his Malian counterpart",
    )
    assert [plain_form(form) for form in forms] == [
        "UN",
        "Mali",
        "spokesman",
        "Then",
        "soldiers",
        "Malian counterpart",
    ]


def test_what_may_be_one_actor_is_offered_as_a_correction():
    text = "Rights groups said the fighters were mercenaries. Chad wants mercenaries."
    (row,) = possible_merges(annotate(make_article("a", text), cache=False)).to_dict("records")
    assert row["correction"] == "merge,mercenaries,fighters" and row["speaker"] == "rights groups"
    merged = make_article("a", text, corrections=[tuple(row["correction"].split(","))])
    assert possible_merges(annotate(merged, cache=False)).empty
