"""The researcher decides: each correction, anchored to words, wins over the machine; what matches
nothing is told."""

import warnings
from dataclasses import replace

import pandas as pd
import pytest
from make_files import make_workbook

from helpers import (
    ArticleError,
    ArticleWarning,
    analyse,
    annotate,
    make_article,
    read_article,
    read_corpus,
    read_file,
)
from helpers.base.tables import TABLES
from helpers.reading.corrections import Correction, plain, read_corrections


@pytest.fixture(scope="module")
def article():
    return replace(read_article("lavrov_mali.txt"), corrections=())


def corrected(article, *rows):
    return annotate(replace(article, corrections=rows), cache=False)


def test_a_table_beside_an_article_is_read_in_whatever_a_spreadsheet_saves(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said so on Monday.", encoding="utf-8")
    table = (
        "# mine\r\nWhat;Text;Value;Where\r\nactor;the café;Caf\xe9 Society;said so\r\n\r\n# "
        "more\r\nspeaker;x;Ann Lee\r\n"
    )
    (tmp_path / "a.corrections.csv").write_bytes(table.encode("cp1252"))
    assert read_corrections(tmp_path / "a.corrections.csv") == (
        Correction("actor", "the café", "Café Society", "said so"),
        Correction("speaker", "x", "Ann Lee", ""),
    )


def test_a_table_without_its_columns_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Ann said so on Monday.", encoding="utf-8")
    (tmp_path / "a.corrections.csv").write_text("form,actor\nAnn,Ben\n", encoding="utf-8")
    with pytest.raises(ArticleError, match="name them what, text, value"):
        read_file(tmp_path / "a.txt")


def test_each_article_of_an_export_has_its_own_table(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        '{"id": "a", "text": "Ann said so."}\n{"id": "b", "text": "Ben did."}\n'
    )
    (tmp_path / "b.corrections.csv").write_text("what,text,value\ntype,Ben,group\n")
    assert [len(article.corrections) for article in read_file(tmp_path / "two.jsonl")] == [0, 1]


def test_marks_case_and_spaces_do_not_matter():
    assert plain("“I’m  referring to") == plain("i'm referring TO")


def test_words_stand_for_an_actor_everywhere_or_in_one_sentence(article):
    everywhere = corrected(article, ("actor", "Western officials", "The West", "")).mentions
    named = everywhere[everywhere["actor"] == "The West"]
    assert (
        set(named["text"].str.lower()) == {"western officials"}
        and (named["rule"] == "by hand").all()
    )
    mali = corrected(article).mentions
    times = (mali["text"] == "Mali").sum()
    one = corrected(
        article, ("actor", "Mali", "Mali's army", "planes and attack helicopters")
    ).mentions
    split = one[one["actor"] == "Mali's army"]
    assert times > 2 and 0 < len(split) < times and split["by_hand"].all()


def test_words_that_were_missed_are_added_and_words_taken_out(article):
    text = article.text
    found = corrected(article, ("actor", "anti-jihadist fight", "The Fight", "")).mentions
    added = found[found["actor"] == "The Fight"]
    assert len(added) and all(
        text[row.start : row.end].lower() == "anti-jihadist fight" for row in added.itertuples()
    )
    assert "Mali" not in set(corrected(article, ("actor", "Mali", "", "")).mentions["text"])


def test_merge_and_type(article):
    merged = corrected(
        article, ("merge", "mali's junta leaders", "mali", ""), ("type", "MALI", "group", "")
    )
    actor = merged.actors.set_index("actor").loc["Mali"]
    assert actor["type"] == "group" and actor["by_hand"] and "junta" in actor["names"]
    assert "Mali's junta leaders" not in set(merged.actors["actor"])


def test_kinds_by_how_a_sentence_begins(article):
    sentences = corrected(
        article, ("kind", "MALI’S junta leaders want russia's", "boilerplate", "")
    ).sentences
    assert sentences.loc[sentences["by_hand"], "kind"].tolist() == ["boilerplate"]


def test_a_speaker_counts_for_the_whole_quotation_and_its_words(article):
    machine = corrected(article).quotes
    first = machine.iloc[0]
    quotes = corrected(article, ("speaker", first["text"][:20], "Somebody Else", "")).quotes
    assert quotes.loc[quotes["by_hand"], "speaker"].tolist() == ["Somebody Else"]
    assert (quotes["by_hand"] == (machine["quote"] == first["quote"])).all()


def test_quotations_are_taken_out_and_added(article):
    machine = corrected(article).quotes
    gone = corrected(article, ("not quotation", machine.iloc[0]["text"][:25], "", "")).quotes
    assert len(gone) == len(machine) - (machine["quote"] == machine.iloc[0]["quote"]).sum()
    added = corrected(
        article, ("quotation", "Mali has already received … from Moscow", "Sergey Lavrov", "")
    ).quotes
    row = added[added["by_hand"]].iloc[0]
    assert (
        row["text"].startswith("Mali has already")
        and row["text"].endswith("helicopters from Moscow")
        and row["type"] == "indirect"
    )
    assert (
        row["speaker"] == "Sergey Lavrov" and article.text[row["start"] : row["end"]] == row["text"]
    )


def test_a_tone_by_hand_reaches_every_table_that_counts_it(article):
    rows = (("tone", "Sergey Lavrov", "negative", "vowed to continue"),)
    tables = analyse(replace(article, corrections=rows))
    tones = tables["sentiment"][tables["sentiment"]["by_hand"]]
    assert (
        len(tones)
        and set(tones["label"]) == {"negative"}
        and set(tones["actor"]) == {"Sergey Lavrov"}
    )
    framing = tables["framing"][tables["framing"]["by_hand"]]
    assert (
        set(framing["actor"]) == {"Sergey Lavrov"}
        and framing["measure"].str.startswith("tone").all()
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("actor", "the Martians", "Mars", ""), "the article does not hold these words"),
        (("actor", "Mali", "Mars", "no such sentence"), "this sentence does not hold these words"),
        (("merge", "Martians", "Mali", ""), "no actor has this name"),
        (("merge", "Mali", "", ""), "it names no actor"),
        (
            ("type", "Mali", "planet", ""),
            "'planet' is none of person, organisation, state, place, group",
        ),
        (("kind", "Once upon a time", "body", ""), "no sentence begins with these words"),
        (
            ("kind", "The", "bodyy", ""),
            "'bodyy' is none of title, standfirst, heading, body, turn, caption, boilerplate, "
            "foreign",
        ),
        (("speaker", "Never said", "Ann", ""), "no quotation begins with these words"),
        (("quotation", "Never said", "Ann", ""), "the article does not hold these words"),
        (("tone", "Martians", "negative", ""), "no actor has this name"),
        (
            ("speeker", "x", "y", ""),
            "there is no correction 'speeker'; there are actor, merge, type, kind, speaker, "
            "quotation, "
            "not quotation, tone",
        ),
    ],
)
def test_what_matches_nothing_is_told_with_the_reason(article, row, problem):
    with pytest.warns(ArticleWarning, match="row 1 of the corrections .* matches nothing"):
        annotated = corrected(article, row)
    assert annotated.corrections[["rows", "problem"]].values.tolist() == [[0, problem]]


def test_what_matches_is_counted_and_nothing_is_told():
    with warnings.catch_warnings():
        warnings.simplefilter("error", ArticleWarning)
        table = annotate(read_article("lavrov_mali.txt"), cache=False).corrections
    assert (table["rows"] > 0).all() and len(table) > 4


def test_every_table_says_what_was_decided_by_hand(article):
    rows = (
        ("actor", "fighters", "Wagner Group", ""),
        ("kind", "For more", "body", ""),
        ("speaker", corrected(article).quotes.iloc[0]["text"][:20], "Somebody", ""),
        ("tone", "Mali", "negative", "Mali"),
    )
    tables = analyse(replace(article, corrections=rows, by_hand=False))
    assert all(table["by_hand"].dtype == bool for table in tables.values()) and set(tables) == set(
        TABLES
    )
    decided = {name for name, table in tables.items() if table["by_hand"].any()}
    assert decided == {
        "sentences",
        "tokens",
        "mentions",
        "actors",
        "quotes",
        "sentiment",
        "acts",
        "labels",
        "framing",
    }
    assert not any(
        table["by_hand"].any() for table in analyse(replace(article, by_hand=False)).values()
    )


def test_a_repeat_says_that_the_kind_of_a_sentence_was_decided_by_hand():
    line = "The council of Port Ellis rejected a plan to dredge its northern channel."
    article = make_article(
        "a",
        f"{line}\n\nMany stayed away from it.\n\n{line}",
        corrections=[("kind", "The council", "body", "")],
    )
    assert analyse(article)["repeats"]["by_hand"].tolist() == [True]


def test_words_are_found_whatever_their_dash():
    row = ("actor", "north-west drill", "Chad's army", "")
    article = make_article(
        "a", "Nobody saw the north\u2011west drill of last Monday.", corrections=[row]
    )
    annotated = annotate(article, cache=False)
    assert annotated.corrections["problem"].tolist() == [""]
    found = annotated.mentions.query('actor == "Chad\'s army"').iloc[0]
    assert found["text"] == article.text[found["start"] : found["end"]]
    assert found["text"].endswith("north\u2011west drill")


def test_a_table_of_comments_alone_corrects_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("Ann Lee spoke in Chad.", encoding="utf-8")
    (tmp_path / "a.corrections.csv").write_text('"# nothing yet"\n"# later"\n', encoding="utf-8")
    (article,) = read_file(tmp_path / "a.txt")
    assert article.corrections == ()


def test_corrections_survive_a_new_version_of_the_text(article):
    rows = (
        ("merge", "fighters", "Wagner Group", ""),
        ("speaker", corrected(article).quotes.iloc[0]["text"][:20], "X", ""),
    )
    longer = make_article(
        "longer",
        "A first paragraph was put before it on Friday.\n\n" + article.text,
        corrections=rows,
    )
    assert (annotate(longer, cache=False).corrections["rows"] > 0).all()


TWICE = (
    "“We will help Mali,” Ann Lee said.\n\nLater the envoy of Chad spoke. “We will help Mali,” "
    "he said. The Chad envoy left."
)


def test_where_holds_for_every_sort_of_correction():
    article = make_article("a", TWICE)
    plain = corrected(article)
    rows = {
        "speaker": ("speaker", "We will help", "Ben Dee", "he said"),
        "not quotation": ("not quotation", "We will help", "", "he said"),
        "merge": ("merge", "Chad", "Ann Lee", "envoy left"),
        "type": ("type", "Chad", "group", "envoy left"),
        "kind": ("kind", "“We will help", "boilerplate", "he said"),
    }
    found = {what: corrected(article, row) for what, row in rows.items()}
    assert found["speaker"].quotes["speaker"].tolist() == [plain.quotes["speaker"][0], "Ben Dee"]
    assert (
        found["not quotation"].quotes["sentence"].tolist() == plain.quotes["sentence"].tolist()[:1]
    )
    for what in ("merge", "type", "kind"):
        assert found[what].corrections["rows"].tolist() == [1], what
    for what, (kind, text, value, _) in rows.items():
        lost = corrected(article, (kind, text, value, "nowhere to be found")).corrections
        assert lost["rows"].tolist() == [0] and lost["problem"].tolist() != [""], what


def test_a_quotation_that_was_found_already_is_not_there_twice(article):
    before = corrected(article).quotes
    first = before[before["type"] == "direct"].iloc[0]
    for words in (
        first["text"],
        f"“{first['text']}”",
        f"{first['text'][:20]} … {first['text'][-20:]}",
    ):
        after = corrected(article, ("quotation", words, "Abdoulaye Diop", "")).quotes
        mine = after[after["by_hand"]]
        assert mine[["start", "end", "type"]].values.tolist() == [
            [first["start"], first["end"], first["type"]]
        ]
        assert mine["speaker"].tolist() == ["Abdoulaye Diop"] and len(after) == len(before)
    kept = corrected(article, ("quotation", first["text"], "", "")).quotes
    assert kept.loc[kept["by_hand"], ["speaker", "cue"]].values.tolist() == [
        [first["speaker"], first["cue"]]
    ]


def test_values_and_names_may_be_written_as_one_likes(article):
    found = corrected(
        article,
        ("type", "the Wagner Group", "Group", ""),
        ("kind", "Mali's junta leaders want", "Boilerplate", ""),
    )
    assert found.actors.set_index("actor")["type"]["Wagner Group"] == "group"
    assert found.corrections["problem"].tolist() == ["", ""]


def write(folder, **files):
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")


ROW = "what,text,value\ntype,Ben,group\n"


def test_tables_are_found_by_the_ids_that_are_shown(tmp_path):
    lines = "\n".join(
        f'{{"id": "{id}", "text": "Ben said so."}}' for id in ("a", "a", "https://example.org/b/1")
    )
    write(
        tmp_path,
        two__jsonl=lines,
        a_2__corrections__csv=ROW,
        https_example__org_b_1__corrections__csv=ROW,
    )
    assert [len(one.corrections) for one in read_file(tmp_path / "two.jsonl")] == [0, 1, 1]
    articles, _ = read_corpus(tmp_path)
    assert [len(one.corrections) for one in articles] == [0, 1, 1]


def test_a_table_of_another_name_is_told_and_its_spelling_does_not_matter(tmp_path):
    write(tmp_path, a__txt="Ben said so.", A__Correction__csv=ROW, b__corrections__csv=ROW)
    articles, problems = read_corpus(tmp_path)
    assert [len(one.corrections) for one in articles] == [1]
    told = problems[problems["reason"].str.contains("corrects none")]
    assert [path.rpartition("/")[2] for path in told["file"]] == ["b.corrections.csv"]


def test_excel_keeps_comments_and_sheets(tmp_path):
    write(
        tmp_path,
        a__txt="Ben said so.",
        a__corrections__csv='"# so ""he"" says",,\nwhat,text,value\n"# more",,\ntype,Ben,group,,\n',
    )
    assert read_file(tmp_path / "a.txt")[0].corrections == (Correction("type", "Ben", "group"),)
    (tmp_path / "a.corrections.csv").unlink()
    (tmp_path / "a.corrections.xlsx").write_bytes(
        make_workbook(pd.DataFrame([("type", "Ben", "group")], columns=["what", "text", "value"]))
    )
    assert read_file(tmp_path / "a.txt")[0].corrections == (Correction("type", "Ben", "group"),)


def test_a_row_of_too_many_cells_is_refused_and_named(tmp_path):
    write(
        tmp_path,
        a__txt="Ben said so.",
        a__corrections__csv="what,text,value\nspeaker,It is, and was,Ann Lee\n",
    )
    articles, problems = read_corpus(tmp_path)
    assert not articles and problems["file"].tolist() == [str(tmp_path / "a.corrections.csv")]
    assert "more cells than there are columns" in problems["reason"][0]


def test_a_short_row_and_columns_in_any_order_are_read(tmp_path):
    write(
        tmp_path,
        a__txt="Ben said so.",
        a__corrections__csv="text,value,what\nBen,group,type\nBen\n",
    )
    assert read_file(tmp_path / "a.txt")[0].corrections == (
        Correction("type", "Ben", "group"),
        Correction("", "Ben"),
    )


def test_a_folder_in_the_place_of_a_table_is_told(tmp_path):
    write(tmp_path, a__txt="Ben said so.")
    (tmp_path / "a.corrections.csv").mkdir()
    assert "it is a folder" in read_corpus(tmp_path)[1]["reason"].tolist()
