"""What the tone model reads: names masked, each actor at its piece, nothing longer than it can
read."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import GOLD

from helpers.base.models import load_piece_vectors
from helpers.sentiment.masks import LONGEST, MASKED, find_names, is_name, mask, settle_spans

NAMES = ["Ann Lee", "Joy Killer", "US", "WHO", "May", "Bank of England", "Sen. Lee"]


def read(text, spans):
    """The pieces of a text as words, names as _, and the words that the actors stand at."""
    vocabulary = load_piece_vectors().vocabulary
    pieces = {number: piece for piece, number in vocabulary.items()} | {MASKED: "_"}
    parts = mask(text, *settle_spans(text, spans), vocabulary)
    return [pieces[i] for part in parts for i in part.ids], [
        pieces[part.ids[k]] for part in parts for k in part.pieces
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday Ann Lee met Ben Hall in Leeds.", ["Ann Lee", "Ben Hall", "Leeds"]),
        ("The Bank of England said so.", ["Bank of England"]),
        ("Sen. Lee (R-Ky.) spoke.", ["Sen. Lee", "R-Ky"]),
        ("Meanwhile the army left. He said “It rains.”", []),
        ("Meanwhile Ann Lee left. Embattled Senator Hall stayed.", ["Ann Lee", "Senator Hall"]),
        ("Obama left. Officials stayed.", ["Obama"]),
        ("I met Jean-Paul O’Neill and AT&T.", ["Jean-Paul O’Neill", "AT&T"]),
        ("Mali wants help, and Mali gets it.", ["Mali", "Mali"]),
        ("HEADLINE\nAnn Lee spoke.", ["Ann Lee"]),
        ("Ann Lee Accused Of Brutal Murder And Fraud", ["Ann Lee"]),
        ("ANN LEE ACCUSED OF BRUTAL MURDER AND FRAUD\nThe US left.", ["ANN LEE", "US"]),
        ("The WHO said that May lied to the US in March.", ["WHO", "May", "US", "March"]),
    ],
)
def test_names_are_found_by_their_capitals(text, names):
    assert [text[start:end] for start, end in find_names(text)] == names


def test_names_are_masked_and_nouns_and_pronouns_are_not():
    text = "Ann Lee accused the company, but it denied this in Leeds."
    pieces, actors = read(text, [(0, 7), (16, 27), (33, 35)])
    assert pieces == [
        "[CLS]",
        "_",
        "accused",
        "the",
        "company",
        ",",
        "but",
        "it",
        "denied",
        "this",
        "in",
        "_",
        ".",
        "[SEP]",
    ]
    assert actors == ["_", "company", "it"]


def test_the_reputation_of_a_name_cannot_be_read():
    read_as = [read(f"Yesterday {name} lied to {name}.", [(10, 10 + len(name))]) for name in NAMES]
    assert all(one == read_as[0] for one in read_as)


def test_what_touches_an_actor_belongs_to_it():
    text = "Minister Ann Lee of Leeds left."
    start = text.index("Ann")
    assert settle_spans(text, [(start, start + 3)]) == ([(start, start + 16)], [])


def test_an_actor_inside_another_is_read_apart_from_it():
    text = "Mali's junta met the mayor of Leeds."
    mayor = text.index("the mayor")
    places, left = settle_spans(
        text, [(0, 12), (0, 4), (mayor, len(text) - 1), (len(text) - 6, len(text) - 1)]
    )
    assert [text[start:end] for start, end in places] == [
        "junta",
        "Mali",
        "the mayor",
        "Leeds",
    ] and left == []


def test_nothing_of_overlapping_actors_is_left_readable():
    text = "The Ann Lee Foundation Trust lied."
    pieces, actors = read(text, [(4, 22), (12, 28)])
    assert pieces == ["[CLS]", "the", "_", "_", "lied", ".", "[SEP]"] and actors == ["_", "_"]


def test_words_know_where_they_stand():
    text = "They unsaid it."
    part = mask(text, [], [], load_piece_vectors().vocabulary)[0]
    assert [text[a:b] for a, b in zip(part.start, part.end, strict=True) if b] == [
        "They",
        "unsaid",
        "it",
        ".",
    ]


@settings(max_examples=150)
@given(
    st.text(alphabet=st.sampled_from("Ann Lee of-&.’'\n\"“”İé中🙂 said"), max_size=400), st.data()
)
def test_any_actor_is_read_once(text, data):
    edges = st.integers(0, len(text))
    spans = [
        tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=6))
    ]
    parts = mask(text, *settle_spans(text, spans), load_piece_vectors().vocabulary)
    assert sorted(k for part in parts for k in part.actors) == list(range(len(spans)))
    for part in parts:
        assert len(part.ids) == len(part.start) == len(part.end) <= LONGEST + 2
        assert ((part.pieces >= 0) & (part.pieces < len(part.ids))).all()
    for start, end in find_names(text):
        assert is_name(text[start:end])


def test_a_long_text_is_read_round_each_actor():
    text = "Ann Lee left. " + "The road was wet and the night was long. " * 60 + "Ben Hall lied."
    spans = [(0, 7), (text.index("Ben"), text.index(" lied"))]
    pieces, actors = read(text, spans)
    assert actors == ["_", "_"] and "left" in pieces and "lied" in pieces


def test_no_coded_target_that_is_a_name_is_left_readable():
    vocabulary = load_piece_vectors().vocabulary
    readable = []
    for line in (GOLD / "tone_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        part = mask(
            row["text"], *settle_spans(row["text"], [(row["start"], row["end"])]), vocabulary
        )[0]
        readable += [row["target"]] if part.ids[part.pieces[0]] != MASKED else []
    pronouns = "he she him her his they them it we i you my me their himself herself the de".split()
    assert len(readable) > 50
    assert [
        target
        for target in readable
        if not target.islower() and target.split()[0].lower() not in pronouns
    ] == []
    assert [
        target for target in readable if any(word[0].isupper() for word in target.split()[1:])
    ] == []
