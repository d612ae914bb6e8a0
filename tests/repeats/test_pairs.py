import json
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from growth import grows_evenly
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shared import elsewhere

from helpers import read_article
from helpers.base.tables import make_table
from helpers.repeats.edits import changes
from helpers.repeats.pairs import find_repeats
from helpers.repeats.shares import both_sides, repeat_share, shared_sentences, widest

SOURCE = (
    "The harbour pilots of Lome rejected the new contract because it would cut their pay for "
    "night work."
)
MOVED = (
    "Because it would cut their pay for night work, the harbour pilots of Lome rejected the new "
    "contract."
)
EDITED = (
    "The harbour pilots of Lome refused the new contract because it would lower their pay for "
    "night work."
)
SHORTER = "The harbour pilots of Lome rejected the new contract."
KINDS = {"verbatim", "near", "restated", "contained", "other_figures"}


def table_of(texts, **columns):
    return pd.DataFrame(
        {
            "article": "a",
            "sentence": range(1, len(texts) + 1),
            "text": pd.Series(texts, dtype="str"),
        }
        | columns
    )


def pairs_of(repeats):
    return list(zip(repeats["sentence"], repeats["sentence_b"], strict=True))


@pytest.fixture(scope="module")
def first_article():
    """The first article, a sentence a line but for one line that holds two."""
    text = read_article("lavrov_mali.txt").text
    spans = [match.span() for match in re.finditer(r"[^\n]+?(?:(?<=since July\.)|(?=\n|$))", text)]
    spans = [(end - len(text[start:end].lstrip()), end) for start, end in spans]
    starts, ends = zip(*spans, strict=True)
    table = table_of([text[start:end] for start, end in spans], start=starts, end=ends)
    assert len(table) == text.strip().count("\n") + 2
    return table.assign(article="lavrov_mali")


@pytest.mark.parametrize("threshold", [0.4, 0.5, 0.9])
def test_the_first_article_restates_its_first_sentence_and_repeats_nothing_else(
    first_article, threshold
):
    (row,) = find_repeats(first_article, threshold=threshold).to_dict("records")
    assert (row["sentence"], row["sentence_b"], row["kind"], row["group"]) == (1, 2, "restated", 1)
    assert (row["added"], row["dropped"]) == ("said Moscow would help", "vowed helping")
    assert (row["moved"], row["swapped"]) == ("to; on a visit to Mali on Tuesday", "helping → help")
    assert (row["verbs"], row["actors"]) == ("vowed → said", "→ Moscow")
    assert row["numbers"] == row["dates"] == row["hedges"] == "" and (
        row["reuse"],
        row["spread"],
    ) == ("text", 1)
    assert 0.9 < row["score"] < 1
    text = read_article("lavrov_mali.txt").text
    assert row["article"] == row["article_b"] == "lavrov_mali"
    assert text[row["start"] : row["end"]] == row["text"] == text.split("\n")[0]
    assert text[row["start_b"] : row["end_b"]] == row["text_b"] == text.split("\n")[1]


def test_the_share_of_the_first_article_that_repeats(first_article):
    row = repeat_share(first_article, find_repeats(first_article)).loc[0]
    lines = read_article("lavrov_mali.txt").text.split("\n")
    assert row["words"] == len(" ".join(lines).split()) and row["article"] == "lavrov_mali"
    assert row["repeated"] == len(lines[0].split()) + len(lines[1].split()) == 44
    assert row["share"] == row["repeated"] / row["words"]


@pytest.mark.parametrize(
    "a, b, kind, added, dropped",
    [
        (SOURCE, SOURCE, "verbatim", "", ""),
        (SOURCE, f"  “{SOURCE.upper().rstrip('.')} …”", "verbatim", "", ""),
        (
            "The U.S. paid $10,000 to Mali's new army.",
            "the U.S paid 10000 to Mali’s new army",
            "verbatim",
            "",
            "",
        ),
        (SOURCE, EDITED, "near", "refused lower", "rejected cut"),
        (SOURCE, MOVED, "restated", "", ""),
        (SOURCE, SHORTER, "contained", "", "because it would cut their pay for night work"),
        (SHORTER, SOURCE, "contained", "because it would cut their pay for night work", ""),
        (
            "A boat with 12 people sank off Lome.",
            "A boat with 15 people sank off Lome.",
            "other_figures",
            "15",
            "12",
        ),
        (
            "They paid 1.5 million for the old port.",
            "They paid 15 million for the old port.",
            "other_figures",
            "15",
            "1.5",
        ),
    ],
)
def test_kinds(a, b, kind, added, dropped):
    (row,) = find_repeats(table_of([a, b])).to_dict("records")
    assert (row["kind"], row["added"], row["dropped"]) == (kind, added, dropped)
    assert (row["text"], row["text_b"]) == (a, b)
    assert row["score"] == 1 if kind == "verbatim" else 0 < row["score"] < 1


def test_a_possessive_is_no_exchanged_name():
    texts = [
        "The leaders of Mali thanked the visitors for the new planes.",
        "On arrival Mali's leaders thanked the visitors from Moscow for the new planes.",
    ]
    shows_names = ["He went to Moscow and to Mali.", "In Mali's north and in Moscow it rained."]
    assert find_repeats(table_of(texts + shows_names))["kind"].tolist() == ["near"]


def test_the_same_words_with_another_name_are_no_repeat():
    """Mold is no name elsewhere; where it begins the sentence its capital says nothing."""
    contact = (
        "If you have information about this story please contact the {} newsroom in confidence."
    )
    assert find_repeats(
        table_of([contact.format("Kert"), contact.format("Mold"), "There is mold on it."])
    ).empty
    opening = "{} of the old harbour of Lome stood empty for the whole of the long strike."
    assert (
        len(find_repeats(table_of([opening.format("Warehouses"), opening.format("Buildings")])))
        == 1
    )
    headline = "Harbour Pilots in Lome {} New Contract Over Night Work and Pay"
    (row,) = find_repeats(table_of([headline.format("Reject"), headline.format("Refuse")])).to_dict(
        "records"
    )
    assert row["swapped"] == "Reject → Refuse"


def test_capitals_of_a_headline_are_no_names():
    texts = [
        "Lome Pilots Reject The New Contract Over Pay Cuts For Night Work",
        (
            "Pilots in Lome turned down the new contract over pay cuts for night work, Radio "
            "Togo said."
        ),
    ]
    (row,) = find_repeats(table_of(texts)).to_dict("records")
    assert row["kind"] == "contained" and row["dropped"] == "Reject"


@pytest.mark.parametrize(
    "common",
    [
        (
            "It is not the first time that the pilots of Lome have been on strike.",
            "It is not the first time that a Malian minister has insulted France.",
        ),
        (
            (
                "The minister said on Monday that it would be one of the most important days of "
                "the year."
            ),
            "The trainer said on Monday that it would be one of the longest matches against Togo.",
        ),
    ],
)
def test_rare_words_count_more(common):
    """The first pairs share seven and ten words, in order; this one nine, and those are rare."""
    rare = [SOURCE, "She asked why the harbour pilots of Lome rejected the new contract."]
    assert find_repeats(table_of(common)).empty and len(find_repeats(table_of(rare))) == 1


def test_a_name_is_known_by_its_other_sentences():
    """Only the third sentence shows that the words that begin the others are names."""
    answer = (
        "{} has asked the company for comment and this page will be updated with any answer it "
        "gives."
    )
    texts = [
        answer.format("Weti"),
        answer.format("Detex"),
        "It was not clear what Detex and Weti knew.",
    ]
    assert find_repeats(table_of(texts)).empty and find_repeats(table_of(texts[:2]))[
        "kind"
    ].tolist() == ["near"]


def test_other_figures_are_kept_as_news_of_one_thing_but_not_as_another_thing():
    toll = (
        "Police in {} said on {} that {} people died when a bomb went off near a busy market in {}."
    )
    kabul = toll.format("Kabul", "Monday", 12, "Kabul")
    later = toll.format("Kabul", "Tuesday", 31, "Kabul")
    lagos = toll.format("Lagos", "Friday", 40, "Lagos")
    found = find_repeats(table_of([kabul, lagos, later]))
    assert pairs_of(found) == [(1, 3)] and found["kind"].tolist() == ["other_figures"]
    assert find_repeats(table_of([SOURCE, SOURCE.replace("Lome", "Cotonou")])).empty
    everything = find_repeats(table_of([kabul, lagos, later]), threshold=0.1)
    assert pairs_of(everything) == [(1, 2), (1, 3), (2, 3)] and set(everything["kind"]) == {
        "other_figures"
    }


def test_copies_and_edited_sentences_are_linked_to_first_copies_only():
    found = find_repeats(
        table_of([SOURCE, EDITED, SOURCE.lower(), EDITED.upper(), SOURCE, "He said so."])
    )
    assert pairs_of(found) == [(1, 2), (1, 3), (1, 5), (2, 4)]
    assert found["kind"].tolist() == ["near", "verbatim", "verbatim", "verbatim"]
    assert found["group"].tolist() == [1, 1, 1, 1]


def test_a_sentence_merged_from_two_does_not_chain_them():
    other = (
        "Three ministers of the coast states will meet the union leaders in the capital after "
        "the holiday."
    )
    merged = f"{SOURCE.rstrip('.')}, and {other.lower()}"
    found = find_repeats(table_of([SOURCE, other, merged, other]))
    assert pairs_of(found) == [(1, 3), (2, 3), (2, 4)]
    assert found["group"].tolist() == [1, 2, 2]


def test_short_sentences_are_left_out():
    texts = [
        "He declined to comment.",
        "He declined to comment.",
        "He declined to comment on the report.",
        SOURCE,
    ]
    assert find_repeats(table_of(texts)).empty
    assert (1, 2) in pairs_of(find_repeats(table_of(texts), min_words=4))
    assert pairs_of(find_repeats(table_of(texts), min_words=5)) == []


def test_words_without_weight_and_phrases_used_twice_are_no_repeat():
    phrase = (
        "I mean the need of the talks, the need of the vote and the need of the peace that we "
        "have to keep."
    )
    other = (
        "It is the end of the day and the start of the night, and the rest of us have to go to "
        "the inn."
    )
    assert find_repeats(table_of([phrase, other])).empty


def test_rows_follow_the_input():
    table = table_of([SOURCE, EDITED, MOVED, SHORTER]).assign(
        article=["z", "b", "z", "b"], sentence=[7, 1, 8, 0]
    )
    found = find_repeats(table)
    assert list(
        zip(
            found["article"],
            found["sentence"],
            found["article_b"],
            found["sentence_b"],
            strict=True,
        )
    ) == [
        ("z", 7, "b", 1),
        ("z", 7, "z", 8),
        ("z", 7, "b", 0),
        ("z", 8, "b", 0),
        ("b", 1, "z", 8),
        ("b", 1, "b", 0),
    ]
    assert set(found["group"]) == {1}


def test_offsets_are_taken_from_the_input_or_from_the_text():
    table = table_of([SOURCE, EDITED])
    columns = ["start", "end", "start_b", "end_b"]
    assert find_repeats(table).loc[0, columns].tolist() == [0, len(SOURCE), 0, len(EDITED)]
    given_some = table.assign(start=[5, None], end=[None, None])
    assert find_repeats(given_some).loc[0, columns].tolist() == [5, 5 + len(SOURCE), 0, len(EDITED)]


def test_the_input_is_left_alone_whatever_its_index():
    table = table_of([SOURCE, None, EDITED], other="x").set_axis([3, 3, 1])
    before = table.copy()
    assert pairs_of(find_repeats(table)) == [(1, 3)]
    pd.testing.assert_frame_equal(table, before)


def test_nothing_in_nothing_out():
    empty = make_table("repeats")
    assert find_repeats(make_table("sentences")).dtypes.equals(empty.dtypes)
    for texts in ([], ["", " … "], [SOURCE]):
        found = find_repeats(table_of(texts))
        assert found.empty and found.dtypes.equals(empty.dtypes)
    share = repeat_share(make_table("sentences"), empty)
    assert share.empty and share.columns.tolist() == ["article", "words", "repeated", "share"]
    assert repeat_share(table_of(["…", "—"]), empty)["share"].tolist() == [0]
    assert changes("", "…").empty and changes("", "…")["start"].dtype == "int64"


def test_share_of_several_articles():
    table = table_of([SOURCE, "It rained.", EDITED, SHORTER]).assign(
        article=["b", "b", "a", "c"], sentence=[1, 2, 1, 1]
    )
    found = find_repeats(table)
    share = repeat_share(table, found[found["article_b"] == "a"])
    assert share.values.tolist() == [["b", 20, 18, 18 / 20], ["a", 18, 18, 1], ["c", 9, 0, 0]]


def test_each_sentence_of_a_pair_is_listed_once():
    both = both_sides(find_repeats(table_of([SOURCE, EDITED, MOVED, "It rained."])))
    assert sorted(both["sentence"]) == [1, 2, 3] and both["text"].tolist() == [
        SOURCE,
        EDITED,
        MOVED,
    ]


WORDS = [
    "the",
    "a",
    "of",
    "said",
    "to",
    "pilots",
    "harbour",
    "Lome",
    "Mali",
    "pay",
    "new",
    "visit",
    "12",
    "15",
    "won't",
]
PLAIN = st.lists(st.sampled_from(WORDS), min_size=5, max_size=14).map(" ".join)
EDITS = [
    str,
    str.upper,
    lambda text: text + " on Monday at noon",
    lambda text: text[: len(text) // 2],
    lambda text: " ".join(text.split()[::-1]),
    lambda text: text.replace("Mali", "Chad"),
    lambda text: text.replace("1", "9"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
CHOSEN_EDITS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(EDITS)), max_size=5)


def with_edits(texts, edits):
    """Return texts with edited copies of some of them."""
    return [*texts, *(edit(texts[i % len(texts)]) for i, edit in edits if texts)]


SENTENCES = st.builds(with_edits, st.lists(PLAIN | TEXT, max_size=5), CHOSEN_EDITS)


@pytest.mark.slow
@settings(max_examples=80)
@given(SENTENCES, st.integers(0, 7), st.sampled_from([0, 0.2, 0.58, 1]))
@example([SOURCE, EDITED, SOURCE.upper(), MOVED, SHORTER, SOURCE.replace("Lome", "Tema")], 6, 0.2)
@example(["0:1\r2", "0:", "2 0:1"], 0, 0)  # the same words in another order are no copy
def test_properties_of_repeats(texts, min_words, threshold):
    table = table_of(texts)
    found = find_repeats(table, min_words=min_words, threshold=threshold)
    assert found.columns.tolist() == make_table("repeats").columns.tolist()
    assert found.dtypes.equals(make_table("repeats").dtypes)
    assert found["score"].between(threshold, 1).all() and (found["score"] > 0).all()
    assert ((found["score"] == 1) == (found["kind"] == "verbatim")).all() and set(
        found["kind"]
    ) <= KINDS
    for side in ("", "_b"):
        places = found["sentence" + side] - 1
        assert [texts[i] for i in places] == found["text" + side].tolist()
        assert [
            text[start:end]
            for text, start, end in zip(
                found["text" + side], found["start" + side], found["end" + side], strict=True
            )
        ] == found["text" + side].tolist()
    pairs = pairs_of(found)
    assert pairs == sorted(set(pairs)) and all(a < b for a, b in pairs)
    copies = found[found["kind"] == "verbatim"]
    assert copies["sentence_b"].is_unique and not set(copies["sentence_b"]) & set(found["sentence"])
    assert not set(copies["sentence_b"]) & set(found.loc[found["kind"] != "verbatim", "sentence_b"])
    for row in found.itertuples():
        assert not set(row.added.split()) & set(row.dropped.split())
        changed = changes(row.text, row.text_b)
        for words, name in ((row.added, "added"), (row.dropped, "dropped")):
            side = "a" if name == "dropped" else "b"
            shown = changed[changed["change"].isin([name, "swapped"]) & (changed["side"] == side)]
            assert letters(words) == letters("".join(shown["text"]))
        moved = changed[(changed["change"] == "moved") & (changed["side"] == "a")]
        assert letters(row.moved) == letters("".join(moved["text"]))
    check_stars(found)


def check_stars(found):
    """Groups are numbered as they appear; all of a group repeat its first sentence, or are copies
    of one that does."""
    assert found["group"].drop_duplicates().tolist() == list(range(1, found["group"].nunique() + 1))
    copies = found[found["kind"] == "verbatim"]
    first_copy = dict(zip(copies["sentence_b"], copies["sentence"], strict=True))
    pairs = set(pairs_of(found))
    for _, group in found.groupby("group"):
        members = {first_copy.get(i, i) for i in [*group["sentence"], *group["sentence_b"]]}
        assert all((min(members), member) in pairs for member in members - {min(members)})


@pytest.mark.slow
@settings(max_examples=50)
@given(
    SENTENCES.map(
        lambda texts: list({" ".join(text.lower().split()): text for text in texts}.values())
    )
)
@example(
    [
        SOURCE,
        EDITED,
        MOVED,
        SHORTER,
        SOURCE.replace("Lome", "Tema").replace("night", "day"),
        f"{SHORTER} {SOURCE}",
    ]
)
@example(
    [
        "the a the the the",
        "the of the a the",
        "the a the the the on Monday at noon",
        "the of the a the on Monday at noon",
    ]
)
@example(
    [
        "the a of Lome harbour pilots",
        "a harbour Mali visit won't the said to pilots 12",
        "the a of Lome harbour pilots on Monday at noon",
        "a harbour Mali visit won't the said to pilots 12 on Monday at noon",
    ]
)
def test_the_order_of_the_sentences_changes_the_direction_only(texts):
    options = {"min_words": 3, "threshold": 0.3}
    there = find_repeats(table_of(texts), **options)
    back = find_repeats(table_of(texts[::-1]), **options)
    ends = [["text", "text_b"], ["text_b", "text"]]
    described = [
        sorted(zip(*(found[column] for column in [*names, "score", "kind", *words]), strict=True))
        for found, names, words in zip(
            (there, back), ends, (["added", "dropped"], ["dropped", "added"]), strict=True
        )
    ]
    described = [
        [
            (*row[:4], *(sorted(words.split()) for words in row[4:]))
            for row in rows
            if row[3] != "verbatim"
        ]
        for rows in described
    ]
    if not set(there["kind"]) & {"verbatim"}:  # which copy is the first does depend on the order
        assert described[0] == described[1]
    assert len(there) == len(back)


def letters(text):
    return "".join(sorted(filter(str.isalnum, text.casefold())))


def side_of(changed, side):
    return changed[changed["side"].isin([side, "both"])]


@settings(max_examples=120)
@given(PLAIN | TEXT, PLAIN | TEXT)
@example(SOURCE, MOVED)
@example("The port, which is old, closed in May.", "In May closed the port, the old port.")
def test_changes_reassemble_both_texts(text_a, text_b):
    changed = changes(text_a, text_b)
    for side, text in (("a", text_a), ("b", text_b)):
        rebuilt = "".join(side_of(changed, side)["text"])
        assert "".join(filter(str.isalnum, rebuilt.casefold())) == "".join(
            filter(str.isalnum, text.casefold())
        )
        own = changed[changed["side"] == side]
        assert [
            text[start:end] for start, end in zip(own["start"], own["end"], strict=True)
        ] == own["text"].tolist()
    for side in ("a", "both"):
        assert all(
            text_a[row.start : row.end] == row.text
            for row in changed[changed["side"] == side].itertuples()
        )
    in_a = side_of(changed, "a")
    moved = changed[changed["change"] == "moved"]
    assert (in_a["end"].to_numpy()[:-1] <= in_a["start"].to_numpy()[1:]).all()
    assert letters("".join(moved.loc[moved["side"] == "a", "text"])) == letters(
        "".join(moved.loc[moved["side"] == "b", "text"])
    )
    sides = {
        "same": {"both"},
        "dropped": {"a"},
        "added": {"b"},
        "swapped": {"a", "b"},
        "moved": {"a", "b"},
    }
    assert all(set(rows["side"]) == sides[change] for change, rows in changed.groupby("change"))


def test_changes_of_the_first_article(first_article):
    texts = first_article["text"].tolist()[:2]
    shown = changes(*texts)[["change", "side", "text"]].values.tolist()
    assert shown == [
        ["same", "both", "Russia's foreign minister Sergey Lavrov"],
        ["dropped", "a", "vowed"],
        ["moved", "a", "to"],
        ["moved", "b", "on a visit to Mali on Tuesday"],
        ["added", "b", "said Moscow would"],
        ["same", "both", "continue"],
        ["swapped", "a", "helping"],
        ["moved", "b", "to"],
        ["swapped", "b", "help"],
        ["same", "both", "Bamako improve its military capabilities"],
        ["moved", "a", "on a visit to Mali on Tuesday"],
    ]


DESKS = [
    (
        "The minister vowed to send more soldiers to Mali before the end of the dry season.",
        (
            "The minister said he would send more soldiers to Mali and Niger before the end of the "
            "dry season."
        ),
        {"verbs": "vowed → said", "actors": "→ Niger", "numbers": "", "kind": "near"},
    ),
    (
        "At least 12 people drowned when the night ferry to the island of Carabane sank.",
        "At least 31 people drowned when the night ferry to the island of Carabane sank.",
        {"numbers": "12 → 31", "swapped": "12 → 31", "kind": "other_figures"},
    ),
    (
        (
            "The alleged killings in the village of Moura were reported to the court on Tuesday by "
            "two witnesses."
        ),
        (
            "The killings in the village of Moura were reported to the court on Friday by two "
            "witnesses."
        ),
        {
            "hedges": "alleged →",
            "dates": "Tuesday → Friday",
            "dropped": "alleged Tuesday",
            "kind": "other_figures",
        },
    ),
    (
        (
            "On Monday the harbour pilots of Lome walked out, their union told the newspaper "
            "Togo Matin."
        ),
        (
            "The harbour pilots of Lome walked out on Monday, their union told the newspaper "
            "Togo Matin."
        ),
        {
            "moved": "On Monday",
            "dropped": "",
            "added": "",
            "dates": "",
            "verbs": "",
            "kind": "near",
        },
    ),
    (
        "The army has denied that its soldiers burned the market of Hombori to the ground.",
        "The army has not denied that its soldiers burned the market of Hombori.",
        {"added": "not", "dropped": "to the ground", "verbs": "", "actors": "", "hedges": ""},
    ),
    (
        "The army appears to have burned the market of Hombori in the dry season.",
        "The army has burned the market of Hombori in the dry season.",
        {"hedges": "appears to →", "kind": "near"},
    ),
    (
        "The budget of the port of Lome rose to 1,234 million francs in the past year.",
        "The budget of the port of Lome rose to 1,235 million francs in the past year.",
        {"numbers": "1,234 → 1,235", "kind": "other_figures"},
    ),
    (
        "The harbour of Lome will close its old northern gate to lorries on Tuesday for good.",
        "The harbour of Lome will close its old northern gate to lorries on Thursday for good.",
        {"dates": "Tuesday → Thursday", "kind": "other_figures"},
    ),
    (
        "The trump card of the harbour pilots of Lome was the night ferry to the islands.",
        "The card of the harbour pilots of Lome was the night ferry to the islands, Trump said.",
        {"moved": "trump", "added": "said", "actors": "", "verbs": "→ said"},
    ),
    (
        "The news of the harbour pilots of Lome came with the night ferry to the islands.",
        "Word of the harbour pilots of Lome came with the night ferry to the islands.",
        {"dropped": "The news", "added": "Word", "actors": ""},
    ),
]


@pytest.mark.parametrize("first, second, expected", DESKS)
def test_what_a_desk_changed_is_flagged(first, second, expected):
    (row,) = find_repeats(table_of([first, second])).to_dict("records")
    assert {name: row[name] for name in expected} == expected


RENAMED = [
    (
        (
            "Russia's foreign minister Sergey Lavrov promised more weapons to the army of Mali on "
            "Tuesday."
        ),
        (
            "Russia's foreign minister Sergei Lavrov promised more weapons to the army of Mali on "
            "Tuesday."
        ),
    ),
    (
        (
            "Ukraine's president Volodymyr Zelenskiy asked the parliament in Kiev for more "
            "powers on "
            "Monday night."
        ),
        (
            "Ukraine's president Volodymyr Zelensky asked the parliament in Kyiv for more "
            "powers on "
            "Monday night."
        ),
    ),
    (
        "The spokesman of the Malian army said that its planes had bombed a camp in the north.",
        "The spokesman of Mali's army said that its planes had bombed a camp in the north.",
    ),
    (
        (
            "In the evening Moscow vowed to send more trainers and planes to the army before "
            "the dry "
            "season."
        ),
        (
            "In the evening Russia vowed to send more trainers and planes to the army before the "
            "dry season."
        ),
    ),
]


@pytest.mark.parametrize("first, second", RENAMED)
def test_another_form_of_the_same_name_is_no_other_name(first, second):
    (row,) = find_repeats(table_of([first, second])).to_dict("records")
    assert row["kind"] == "near" and row["actors"] != ""


def test_the_earliest_by_date_is_the_centre_of_its_star():
    texts = [EDITED, SOURCE, MOVED]
    dates = ["2026-03-03", "2026-03-01", ""]
    table = table_of(texts).assign(article=["c", "a", "b"], published=dates)
    assert pairs_of(find_repeats(table)) == [(2, 1), (2, 3), (1, 3)] and set(
        find_repeats(table)["spread"]
    ) == {3}
    assert pairs_of(find_repeats(table.drop(columns="published"))) == [(1, 2), (1, 3), (2, 3)]
    yearless = table.assign(
        published=["5 March", "", "1 March"]
    )  # the same day of another year in another run
    assert pairs_of(find_repeats(yearless)) == [(1, 2), (1, 3), (2, 3)]


def test_quotations_and_stock_text_are_told_from_other_text():
    said = [
        "“The harbour pilots of Lome will never sign that contract,” said Ann Lee.",
        "Ann Lee: “The harbour pilots of Lome will never sign that contract”",
    ]
    stock = ["Sign up for the evening letter of the Lome Courier and never miss a story."] * 4
    table = table_of([*said, *stock, SOURCE, MOVED]).assign(article=list("abcdefgh"))
    found = find_repeats(table, stock=4)
    assert found.drop_duplicates("group")["reuse"].tolist() == ["quotation", "stock", "text"]
    assert set(find_repeats(table)["reuse"]) == {"quotation", "text"}  # ten articles by default
    unmarked = table_of(
        [SOURCE, MOVED], quoted=[1.0, 0.9]
    )  # both from the middle of long quotations
    assert find_repeats(unmarked)["reuse"].tolist() == ["quotation"]
    assert find_repeats(table_of([SOURCE] * 2, kind="boilerplate"))["reuse"].tolist() == ["stock"]


def test_shared_sentences_are_counted_for_both_articles():
    sentences = table_of([SOURCE, "It rained.", MOVED, EDITED, SHORTER]).assign(
        article=list("aabbc")
    )
    found = find_repeats(sentences)
    shared = shared_sentences(sentences, found).set_index(["article", "article_b"])
    assert shared.loc[("a", "b")].tolist() == [1, 2, 0.5] and shared.loc[("b", "a")].tolist() == [
        2,
        2,
        1.0,
    ]
    assert len(shared) == 6 and (shared["shared"] <= shared["n"]).all()
    versions = widest(found)
    assert versions["sentence"].nunique() == 1 and set(versions["article_b"]) <= {"b", "c"}
    assert widest(found.head(0)).empty and shared_sentences(sentences.head(1), found.head(0)).empty


def test_the_progress_bar_is_shown_when_asked_for(capsys):
    find_repeats(table_of([SOURCE, EDITED]), progress=True)
    assert "5/5" in capsys.readouterr().err
    find_repeats(table_of([SOURCE, EDITED]))
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_the_work_does_not_grow_with_the_square():
    """20,000 sentences of one frame, 200 million pairs: only what they share besides the frame is
    looked at."""
    random = np.random.default_rng(0)
    numbers = random.integers(10**5, 10**6, size=(20_000, 4))
    frame = (
        "Shares of Firm{} fell {} percent to close at {} on the exchange, and {} of them were sold."
    )
    edited = frame.format(*numbers[77].tolist()[:3], "none")
    found = []

    def make(size):
        return table_of([*(frame.format(*row) for row in numbers[:size].tolist()), edited])

    assert grows_evenly(lambda table: found.append(find_repeats(table)), make, small=2_500)
    largest = found[0]  # the work on much comes first
    assert (78, 20_001) in pairs_of(largest) and len(largest) < 100


@pytest.mark.slow
def test_planted_repeats_are_found(tmp_path):
    elsewhere("gold/quotes_train.jsonl")
    options = ["--sentences", "3000", "--seed", "5", tmp_path]
    command = [sys.executable, elsewhere("make_planted.py"), *options]
    subprocess.run(command, check=True, capture_output=True)
    rows = [
        json.loads(line) for line in (tmp_path / "sentences.jsonl").read_text("utf-8").splitlines()
    ]
    gold = [
        json.loads(line) for line in (tmp_path / "gold_pairs.jsonl").read_text("utf-8").splitlines()
    ]
    found = find_repeats(pd.DataFrame(rows).rename(columns={"sentence_id": "sentence"}))
    first_copy = {row["sentence_id"]: row["sentence_id"] for row in rows}
    copies = found[found["kind"] == "verbatim"]
    first_copy |= dict(zip(copies["sentence_b"], copies["sentence"], strict=True))
    label = {tuple(sorted(first_copy[row[side]] for side in "ab")): row["label"] for row in gold}
    edited = {pair for pair, value in label.items() if value == 1 and pair[0] != pair[1]}
    claimed = {
        pair for pair in pairs_of(found[found["kind"] != "verbatim"]) if label.get(pair, 0) >= 0
    }
    counted = Counter(pair in edited for pair in claimed)
    assert 2 * counted[True] / (len(claimed) + len(edited)) >= 0.9
