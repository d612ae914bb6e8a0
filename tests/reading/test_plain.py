"""Plain text and Markdown: lines are joined where they were broken, and marks that a reader does
not see are taken out."""

import textwrap

import pytest
from growth import grows_evenly

from helpers.reading.formats import read_content
from helpers.reading.formats.markdown import without_marks
from helpers.reading.unwrapping import unwrap

PARAGRAPHS = [
    (
        "The minister said on Tuesday that the budget would pass, and that nobody in the capital "
        "had doubted it for a moment."
    ),
    (
        "“We have the votes,” she told reporters after a long night of talks with the two "
        "smaller parties of her coalition."
    ),
    (
        "Opposition members left the hall before the count; unions, which had called for a "
        "strike, have not said what is next."
    ),
    (
        "A second reading is planned for the autumn, when the courts will have ruled on the "
        "older law that it is to replace."
    ),
]


def wrap(**options):
    return [textwrap.fill(paragraph, 66, **options) for paragraph in PARAGRAPHS]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("\n\n".join(wrap()), []),
        ("\n".join(wrap(initial_indent="    ")), []),
        ("Budget passes\nBy Ann Bee\n" + "\n\n".join(wrap()), ["Budget passes", "By Ann Bee"]),
        (
            "Budget passes\n=============\n" + "\n\n".join(wrap()),
            ["Budget passes", "============="],
        ),
        (
            "• the roads of the north\n• the schools\n\n" + "\n\n".join(wrap()),
            ["• the roads of the north", "• the schools"],
        ),
    ],
)
def test_paragraphs_come_back_and_what_stands_above_them_stays_apart(text, above):
    joined, width = unwrap(text)
    assert joined.split("\n\n") == [*above, *PARAGRAPHS] and 60 <= width <= 66


MARKED = """---
# from the clipper
"title": >-
  Budget passes,
  at last
author: ["[[Ann Bee]]"]
source: https://example.org/a
date: 2024-05-01
---
# Budget passes

The **junta** said, [as reported](https://example.org/b_(c)), that it *will not* go.[^1] ![A](a.png)

> “I have no plan_b,” said Ann Lee of snake_case Ltd. 2 * 3 * 4 is 24.

[^1]: So it says.
"""


def test_markdown_gives_the_words_that_a_reader_sees():
    (draft,), doubts = read_content(MARKED.encode(), ".md")
    assert [line.strip() for line in draft.text.split("\n") if line.strip()] == [
        "Budget passes",
        "The junta said, as reported, that it will not go.",
        "“I have no plan_b,” said Ann Lee of snake_case Ltd. 2 * 3 * 4 is 24.",
    ]
    assert not doubts and draft.metadata == {
        "title": "Budget passes, at last",
        "author": "Ann Bee",
        "url": "https://example.org/a",
        "published": "2024-05-01",
    }


def test_lines_of_markdown_are_joined_as_those_of_plain_text():
    (draft,), _ = read_content(("---\ntitle: A\n---\n" + "\n\n".join(wrap())).encode(), ".md")
    assert draft.text.split("\n\n") == PARAGRAPHS and draft.metadata == {"title": "A"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["[", "**a ", "_a ", "__", "[[a|", "![a](", ">", "# ", "<https://"]
)
def test_a_line_of_marks_is_gone_through_once(piece):
    assert grows_evenly(without_marks, lambda size: piece * (size // len(piece)))
