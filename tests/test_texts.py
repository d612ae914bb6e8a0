"""The suite on sixteen articles of many houses, written and marked by hand: agency, broadcaster,
tabloid, long read …

The floors are below what is reached, since the texts are hard on purpose; what is reached stands in
the codebook."""

import re
from functools import cache

import pytest
from marked import TEXTS, read_marked

from helpers import annotate, make_article

PATHS = {path.stem: path for path in TEXTS}
EDGES = " .,;:!?…\"'“”‘’\n"


@cache
def read(name):
    marked = read_marked(PATHS[name])
    return marked, annotate(make_article(name, marked.text), cache=False)


def trimmed(text, spans):
    return {
        (a + len(text[a:b]) - len(text[a:b].lstrip(EDGES)), a + len(text[a:b].rstrip(EDGES)))
        for a, b in spans
    }


def quoted(name, type):
    marked, annotated = read(name)
    gold = trimmed(marked.text, [(a, b) for a, b, kind, _ in marked.quotes if kind == type])
    rows = annotated.quotes[annotated.quotes["type"] == type]
    return gold, trimmed(marked.text, zip(rows["start"], rows["end"], strict=True))


def test_the_marks_of_the_texts_are_read():
    assert len(PATHS) == 16
    for name in PATHS:
        marked, _ = read(name)
        assert not re.search(r"\[\[|\]\]|\{\{|\}\}", marked.text)
        assert all(marked.text[a:b].strip() for a, b, *_ in marked.mentions + marked.quotes)


@pytest.mark.parametrize("name", PATHS)
def test_what_is_said_in_marks_is_found(name):
    gold, found = quoted(name, "direct")
    long = {(a, b) for a, b in gold if b - a > 30}  # words, not a word or two
    assert len(long & found) >= 0.8 * len(long), sorted(
        read(name)[0].text[a:b] for a, b in long - found
    )


def test_little_is_taken_for_speech_that_is_none():
    counts = [
        (len(found), len(found - gold))
        for gold, found in (quoted(name, "direct") for name in PATHS)
    ]
    assert sum(false for _, false in counts) <= 0.05 * sum(n for n, _ in counts)


def test_most_who_speak_are_named():
    right = total = 0
    for name in PATHS:
        marked, annotated = read(name)
        said = {(row.start, row.end): row.speaker for row in annotated.quotes.itertuples()}
        for start, end, type, speaker in marked.quotes:
            got = next((who for (a, b), who in said.items() if a < end and b > start), None)
            if type == "direct" and got is not None:
                total += 1
                right += speaker.split()[-1] in got
    assert right >= 0.8 * total


def test_people_keep_their_full_names_apart():
    """Two with one last name are two actors: the Whitcombs of the senate story, the Prices of the
    school board's."""
    for name, people in {
        "politics": ["Dale Whitcomb", "Hank Whitcomb", "Lucia Armenta", "Tyrell Banks"],
        "council": ["Wendell Price", "Joan Price", "Tom Delgado", "Marcia Delgado"],
    }.items():
        actors = read(name)[1].actors
        assert set(people) <= set(actors.loc[actors["type"] == "person", "actor"])
