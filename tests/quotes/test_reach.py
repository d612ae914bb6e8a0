"""How far a quotation reaches: not over its outer marks, not past the clause that is reported."""

import pytest

from helpers import annotate, make_article


def quotes_of(text):
    return annotate(make_article("test", text), cache=False).quotes


LEAD = "The council of Hallam met on Monday to talk about its harbour.\n\n"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("‘We will mend the pier,’ said Ann Lee.", ["We will mend the pier,"]),
        ("'We will mend the pier,' said Ann Lee.", ["We will mend the pier,"]),
        ("‘We will mend the pier’, said Ann Lee.", ["We will mend the pier"]),
        ("Ann Lee said: ‘We will mend the pier.’", ["We will mend the pier."]),
        ("Ann Lee said: ‘We will mend the pier’.", ["We will mend the pier"]),
        ("‹We will mend the pier,› said Ann Lee.", ["We will mend the pier,"]),
        ("›We will mend the pier‹, said Ann Lee.", ["We will mend the pier"]),
        (
            "‘We won’t call it “safe” again,’ said Ann Lee. ‘’Tis the ’90s pier.’",
            ["We won’t call it “safe” again,", "’Tis the ’90s pier."],
        ),
        (
            "'It's the divers' pier, and they've mended it,' said Ann Lee.",
            ["It's the divers' pier, and they've mended it,"],
        ),
        (
            "“She told me ‘we will mend it’ and left,” said Ann Lee.",
            ["She told me ‘we will mend it’ and left,"],
        ),
        (
            "“‘We will mend it’ is what she told me,” said Ann Lee.",
            ["‘We will mend it’ is what she told me,"],
        ),
        (
            "“What she told me is ‘we will mend it’,” said Ann Lee.",
            ["What she told me is ‘we will mend it’,"],
        ),
        ("‘“Go home,” he told me,’ said Ann Lee.", ["“Go home,” he told me,"]),
        ("‘Rock ’n’ roll is not dead,’ said Ann Lee.", ["Rock ’n’ roll is not dead,"]),
        ("''We will mend the pier,'' said Ann Lee.", ["We will mend the pier,"]),
        (
            "‘We will mend the pier,’ said Ann Lee. ‘The divers’ boats come first.’",
            ["We will mend the pier,", "The divers’ boats come first."],
        ),
        (
            "‘We will mend it.\n\n‘It will cost us millions,’ said Ann Lee.",
            ["We will mend it.", "It will cost us millions,"],
        ),
    ],
)
def test_outer_marks_are_no_part_of_a_quotation(text, contents):
    quotes = quotes_of(LEAD + text)
    assert quotes["text"].tolist() == contents
    assert (quotes["type"] == "direct").all()


@pytest.mark.parametrize(
    ("text", "reported", "own"),
    [
        (
            "The pier, which the mayor said would stand for a century, sank in a week.",
            "would stand for a century",
            "sank in a week",
        ),
        pytest.param(
            "A ferry that the port claims is new sank on Sunday.",
            "is new",
            "sank on Sunday",
            marks=pytest.mark.xfail(strict=True, reason="“port claims” is parsed as a noun"),
        ),
        pytest.param(
            "A ferry that the owner says is new sank on Sunday.",
            "is new",
            "sank on Sunday",
            marks=pytest.mark.xfail(strict=True, reason="“sank” is parsed as a noun"),
        ),
        (
            "A ferry that the owner says is unsafe still crosses the bay on Sundays.",
            "is unsafe",
            "crosses the bay",
        ),
        (
            "The clerk, who the mayor said had been ill for months, left the town on Friday.",
            "had been ill for months",
            "left the town",
        ),
        (
            "The harbour, which he said was among the deepest in the north, earns less every year.",
            "was among the deepest in the north",
            "earns less",
        ),
        (
            "The tunnel, which experts say is leaking, carries nine trains an hour.",
            "is leaking",
            "carries nine trains",
        ),
        (
            "Police searched the barn, which neighbours said had stood empty for years, "
            "and arrested two men.",
            "had stood empty for years",
            "arrested two men",
        ),
        (
            "The men whom the union says were cheated of their wages went home on Tuesday.",
            "were cheated of their wages",
            "went home",
        ),
        (
            "The serum, which the clinic says has been tested on four hundred dogs, arrived on "
            "Friday in a taxi.",
            "has been tested on four hundred dogs",
            "arrived on",
        ),
        (
            "A barge that the harbour office insists was empty stood at the quay for a week.",
            "was empty",
            "stood at",
        ),
        (
            "The lock that officials believe was forced had been changed in May.",
            "was forced",
            "had been changed",
        ),
    ],
)
def test_a_relative_clause_is_reported_and_no_more(text, reported, own):
    quotes = quotes_of(LEAD + text)
    assert any(reported in content for content in quotes["text"])
    assert not any(own in content for content in quotes["text"])


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (
            "Ann Lee said the pier, which was built in 1902, would be mended by May.",
            "the pier, which was built in 1902, would be mended by May",
        ),
        (
            "The pier, Ann Lee said, would be mended by May and opened in June.",
            "would be mended by May and opened in June",
        ),
        (
            "The pier belonged to a firm which Ann Lee said had cheated her and then left.",
            "had cheated her and then left",
        ),
        (
            "The pier, which Ann Lee said was old, weak and ugly, sank.",
            "was old, weak and ugly",
        ),
    ],
)
def test_what_is_reported_is_reported_to_its_end(text, reported):
    assert any(content.endswith(reported) for content in quotes_of(LEAD + text)["text"])
