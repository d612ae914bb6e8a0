"""Who worked with an earlier version loses nothing: what was coded and corrected finds its place by
its words.

`tests/earlier` holds a coded sheet and corrections as version 0.2.0 wrote them, and their article
with another first line, a paragraph more, and sentences that are split otherwise now."""

import warnings
from dataclasses import replace

import pandas as pd
import pytest

from helpers import ArticleWarning, analyse, annotate, checking, make_article, read_article
from helpers.base.places import PROJECT
from helpers.checking.answers import aligned, machine_answers
from helpers.checking.placing import place_rows
from helpers.checking.sampling import NONE

EARLIER = PROJECT / "tests" / "earlier"
PATH = EARLIER / "harbour.coding.csv"


@pytest.fixture(scope="module")
def article():
    return read_article("harbour.txt", corpus=EARLIER)


@pytest.fixture(scope="module")
def tables(article):
    return analyse(replace(article, corrections=()))


def told(function, *arguments):
    """Return what a function returns, and the ArticleWarnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function(*arguments)
    return result, [str(one.message) for one in caught if one.category is ArticleWarning]


def letters(words):
    return "".join(filter(str.isalnum, words))


def test_each_row_of_an_earlier_sheet_stands_where_its_words_stand(article):
    sheet, _ = told(checking.sheet_of, article)
    first = checking.read_sheet(PATH)
    assert len(first) == 86 and len(sheet) == 78
    for row in sheet.itertuples():
        assert letters(article.text[row.start : row.end]) == letters(row.text)
        assert row.item.startswith(f"{row.what}:harbour:{row.start}-{row.end}")
    assert sheet["Ada"].tolist() == first.loc[first["text"].isin(sheet["text"]), "Ada"].tolist()


def test_each_row_without_a_place_is_named_with_its_file_and_a_remedy(article):
    _, lines = told(checking.sheet_of, article)
    assert len(lines) == 8
    assert lines[0] == (
        f"{PATH}: row 5, “SECTION: Local news; Pg.”: the article does not hold these words; "
        "it is left out; delete the row, or draw a new sheet"
    )


def test_what_was_coded_is_what_the_machine_is_held_against(article, tables):
    sheet, _ = told(checking.sheet_of, article)
    joined, lines = told(aligned, sheet, tables)
    assert [line.partition(": ")[2] for line in lines] == [
        "“The estate of J.R.R.”: it is one sentence with “Ashby was sold on Monday to pay for "
        "it.” now; it is left out; delete the row, or draw a new sheet"
    ] * 3
    machine, _ = told(machine_answers, joined, tables)
    found = joined.assign(machine=machine["machine"])
    for what in ("found", "tone", "kinds", "repeats"):
        assert NONE not in found.loc[found["what"] == what, "machine"].tolist()
    of_kinds = found[found["what"] == "kinds"]
    assert (of_kinds["machine"] == of_kinds["Ada"]).all()
    summary, _ = told(checking.summarise, sheet, tables)
    assert summary["items"].tolist() == [14, 7, 18, 21, 14, 1]


def test_a_sheet_without_its_file_is_joined_as_well(article, tables):
    whole = checking.read_sheet(PATH)
    scores, lines = told(checking.score_machine, whole, tables)
    assert scores.query("what == 'repeats' and category == 'all'")["n"].item() == 1
    assert any("row 5, “SECTION: Local news; Pg.”" in line for line in lines)
    corrections, _ = told(checking.as_corrections, whole, tables)
    assert set(corrections["article"]) <= {"harbour"}


def test_of_two_equal_sentences_each_row_finds_its_own():
    text = "Nobody was hurt. The pier sank. Nobody was hurt. The hall burnt. Nobody was hurt."
    sheet = checking.coding_sheet(analyse(make_article("a", text)), what="kinds", n=9)
    added = "The mayor spoke of the pier at length. "
    placed, lost = place_rows(sheet, {"a": added + text})
    assert not lost and (placed["start"] == sheet["start"] + len(added)).all()
    alone = sheet[sheet["text"] == "Nobody was hurt."]
    placed, _ = place_rows(alone, {"a": "So. " + text})
    assert (placed["start"] == alone["start"] + len("So. ")).all()


def test_words_are_whole_words_whatever_their_marks():
    sheet = pd.DataFrame(
        {
            "item": ["actors:a:0-4"],
            "what": "actors",
            "article": "a",
            "start": 0,
            "end": 4,
            "text": "“Mali’s”",
        }
    )
    placed, lost = place_rows(sheet, {"a": 'The Malian says that "Mali\'s" army left.'})
    assert placed[["start", "end", "item"]].values.tolist() == [[21, 29, "actors:a:21-29"]]
    assert not lost


def test_actors_of_other_names_are_found_by_the_words_of_their_mentions():
    text = "The Wagner Group left Mali. Wagner was feared. The Wagner Group was paid by Mali."
    now = analyse(make_article("a", text, corrections=[("merge", "Wagner", "Wagner Group", "")]))
    name = next(actor for actor in now["actors"]["actor"] if "Wagner" in actor)
    then = {
        key: table.replace({name: "Wagner"}) if "actor" in table else table
        for key, table in now.items()
    }
    for what in ("tone", "actors"):
        sheet = checking.coding_sheet(then, what=what, n=20)
        sheet["coder_1"] = machine_answers(sheet, then)["machine"]
        assert sheet["item"].str.contains("Wagner").any() or "Wagner" in set(sheet["coder_1"])
        assert checking.disagreements(sheet, now).empty


def test_corrections_of_an_earlier_version_find_their_places(article):
    annotated, lines = told(lambda article: annotate(article, cache=False), article)
    rows = annotated.corrections
    assert rows["problem"].tolist() == ["no sentence begins with these words", *[""] * 8]
    assert rows["rows"].tolist() == [0, 1, 1, 1, 2, 0, 1, 1, 1]
    table = EARLIER / "harbour.corrections.csv"
    assert lines == [
        f"{table}: row 1 of the corrections (kind, “SECTION: Local news”) matches nothing: "
        "no sentence begins with these words; put its words right, or delete the row"
    ]
    by_hand = annotated.sentences[annotated.sentences["by_hand"]]
    assert by_hand["kind"].tolist() == ["caption"]
    assert by_hand["text"].item().startswith("The estate of J.R.R. Ashby")
    speakers = annotated.quotes.set_index("text")["speaker"]
    assert speakers["was among the oldest in the north"] == "Bob Hall"
    assert speakers["The old pier was a disgrace."] == "Bob Hall"


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Wagner", "Wagner Group"),
        ("the wagner group", "Wagner Group"),
        ("Wagner-Group", "Wagner Group"),
        ("Wagner army", "Wagner army"),
        ("Bob Lee", "Bob Lee"),
    ],
)
def test_a_correction_knows_an_actor_by_another_name(name, actor):
    text = "The Wagner Group left. Wagner was feared. Ann Lee spoke. Fighters fled."
    rows = [
        ("merge", "Wagner", "Wagner Group", ""),
        ("actor", "fighters", name, ""),
    ]
    found, _ = told(lambda rows: annotate(make_article("a", text, corrections=rows)), rows)
    mentions = found.mentions.set_index("text")["actor"]
    assert mentions["Fighters"] == actor


def test_one_actor_still_becomes_two_by_hand():
    text = "Ann Lee and Bob Lee spoke. Lee left early. Lee stayed until noon."
    rows = [
        ("actor", "Lee", "Bob Lee", "stayed until noon"),
        ("actor", "Bob Lee", "Bob Lee", ""),
    ]
    found, _ = told(lambda rows: annotate(make_article("a", text, corrections=rows)), rows)
    last = found.mentions[found.mentions["start"] > text.index("early")]
    assert "Bob Lee" in last["actor"].tolist()
