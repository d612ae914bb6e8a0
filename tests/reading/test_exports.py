"""Exports of press archives give one article a document, without the archive's lines in its text,
whatever the language of the interface and wherever the labels stand."""

from collections import Counter
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_exports import (
    ALL,
    CLASSIC,
    DAYS,
    EXPORTS,
    FACTIVA,
    NONE,
    OUTLETS,
    PROQUEST,
    SOME,
    STORIES,
    TITLES,
    UNI,
    make_classic,
    make_factiva,
    make_proquest,
    make_uni,
    words_of,
)
from make_files import make_word

from helpers import read_file
from helpers.reading.exports import split_export
from helpers.reading.formats import read_content


def read(lines, ending=".txt"):
    """Return the drafts and the reasons of an export with these lines, as a file of this kind."""
    makers = {".txt": make_text, ".docx": make_word, ".rtf": make_rtf, ".html": make_page}
    drafts, doubts = read_content(makers[ending](lines), ending)
    return drafts, [reason for reason, _ in doubts]


def make_text(lines):
    return "\n".join(lines).encode()


def make_rtf(lines):
    words = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in "\\par ".join(lines))
    return f"{{\\rtf1\\ansi\\deff0 {words}\\par}}".encode()


def make_page(lines):
    blocks = "".join(f"<div><p>{escape(line)}</p></div>" for line in lines if line.strip())
    return f"<html><head><title>x</title></head><body>{blocks}</body></html>".encode()


def texts(drafts):
    return [[line for line in draft.text.split("\n") if line] for draft in drafts]


def whole(*titles):
    """Return the texts that are expected of these articles."""
    return [STORIES[title] for title in titles]


def metadata(drafts, *fields):
    return [tuple(draft.metadata.get(field, "") for field in fields) for draft in drafts]


def listed(drafts):
    return [words for draft in drafts for _, words in draft.dropped]


def nothing_is_lost(lines, drafts):
    """Whether all letters of an export are in its texts or listed as dropped."""
    kept = "".join("".join(draft.text.split()) for draft in drafts)
    left_out = {"".join(words.split()) for words in listed(drafts)}
    for line in lines:
        own = "".join(line.split())
        label, colon, words = own.partition(":")
        is_kept = own in kept or own in left_out
        if not is_kept and not (words in kept and label + colon in left_out):
            return False
    return True


# Nexis Uni in other languages


@pytest.mark.parametrize("ending", [".docx", ".rtf", ".html", ".txt"])
@pytest.mark.parametrize("language", sorted(UNI))
def test_nexis_uni_is_split_in_the_languages_of_its_interface(language, ending):
    lines = make_uni(language)
    spaced = [line for own in lines for line in (own, "")]
    drafts, reasons = read(spaced if ending in (".txt", ".rtf") else lines, ending)
    assert texts(drafts) == whole(*TITLES) and not reasons
    assert not [draft.doubts for draft in drafts if draft.doubts]
    fields = metadata(drafts, "title", "outlet", "published", "author")
    authors = ["Ida Brandt"] * 3
    assert fields == list(zip(TITLES, OUTLETS, DAYS, authors, strict=True))
    assert nothing_is_lost(lines, drafts)


def test_the_cover_of_nexis_uni_states_the_number_of_articles_in_its_language():
    cover = ["Datum und Uhrzeit: 8. Juli 2024", "Dokumente (4)", "1. Ferry pier to close"]
    drafts, reasons = read(make_uni("German", cover=cover), ".docx")
    assert len(drafts) == 3 and "says that it holds 4 articles, and 3 were found" in reasons[0]
    assert cover[2] in listed(drafts)


def test_a_document_of_nexis_uni_may_end_with_words_that_nobody_knows():
    lines = [
        "Slut på dokument" if line == "Ende des Dokuments" else line for line in make_uni("German")
    ]
    drafts, _ = read(lines, ".docx")
    assert texts(drafts) == whole(*TITLES)
    assert metadata(drafts, "title") == [(title,) for title in TITLES]


# LexisNexis


@pytest.mark.parametrize("ending", [".txt", ".docx", ".rtf", ".html"])
@pytest.mark.parametrize("place", [ALL, NONE, SOME])
@pytest.mark.parametrize("language", sorted(CLASSIC))
def test_lexisnexis_is_split_in_the_languages_of_its_interface(language, place, ending):
    lines = make_classic(language, place=place, wrap=ending == ".txt")
    if ending == ".docx":
        lines = [line for line in map(str.strip, lines) if line]
    drafts, reasons = read(lines, ending)
    assert texts(drafts) == whole(*TITLES) and not reasons
    fields = metadata(drafts, "title", "outlet", "published", "author")
    assert fields == list(zip(TITLES, OUTLETS, DAYS, ["Ida Brandt"] * 3, strict=True))
    assert nothing_is_lost([] if ending == ".txt" else lines, drafts)


@pytest.mark.parametrize("rights_first", [False, True])
@pytest.mark.parametrize("place", [ALL, NONE])
@pytest.mark.parametrize("language", ["English", "German", "French"])
def test_lexisnexis_is_split_without_numbers_of_documents(language, place, rights_first):
    lines = make_classic(language, start=False, place=place, rights_first=rights_first)
    drafts, reasons = read(lines)
    assert texts(drafts) == whole(*TITLES) and not reasons
    fields = metadata(drafts, "title", "outlet", "published")
    assert fields == list(zip(TITLES, OUTLETS, DAYS, strict=True))


def test_lexisnexis_is_split_without_numbers_of_documents_and_of_words():
    lines = make_classic("English", start=False)
    drafts, _ = read([line for line in lines if not line.startswith("LENGTH")])
    assert texts(drafts) == whole(*TITLES)


@pytest.mark.parametrize(
    "extra",
    [
        ["PHOTO-DESK: H. Kern / Saltmere Gazette"],
        ["GRAPHIC: The pier at Saltmere", "The board’s engineer on the pier"],
        ["AGENCY-NOTE: sent at 10.40.", "ONLINE-ID: 8812"],
    ],
)
def test_labels_that_nobody_knows_stay_out_of_a_text(extra):
    lines = make_classic("English", extra=extra)
    drafts, _ = read(lines)
    assert texts(drafts) == whole(*TITLES)
    assert set(extra) <= set(listed(drafts))


def test_a_single_document_of_lexisnexis_may_have_its_title_behind_a_label():
    title = TITLES[0]
    lines = ["Copyright 2024 Saltmere Press", "All Rights Reserved", "", OUTLETS[0], ""]
    lines += ["March 7, 2024 Thursday", "Late Edition - Final", "", "SECTION: A; Pg. 3", ""]
    lines += [f"LENGTH: {words_of(title)} words", "", f"HEADLINE: {title}", ""]
    lines += ["BYLINE: By IDA BRANDT; brandt@example.org", "", "DATELINE: SALTMERE", "", "BODY:"]
    lines += [f"   {line}" for line in STORIES[title]]
    lines += ["", "LANGUAGE: English", "", "LOAD-DATE: March 8, 2024"]
    drafts, reasons = read(lines)
    assert texts(drafts) == whole(title) and not reasons
    fields = metadata(drafts, "title", "outlet", "published", "author")
    assert fields == [(title, OUTLETS[0], DAYS[0], "IDA BRANDT; brandt@example.org")]


def test_a_document_without_a_text_is_counted_and_its_lines_are_listed():
    lines = make_classic("English", place=NONE)
    start = next(i for i, line in enumerate(lines) if "The harbour" in line)
    end = next(i for i, line in enumerate(lines) if line.startswith("BYLINE"))
    lines = lines[:start] + lines[end:]
    drafts, reasons = read(lines)
    assert texts(drafts) == whole(*TITLES[1:]) and "1 document of it without" in reasons[0]
    assert TITLES[0] in listed(drafts)


@pytest.mark.parametrize("start", [False, True])
@pytest.mark.parametrize("place", [ALL, NONE])
@pytest.mark.parametrize("mark", ["CORRECTION", "ANALYSIS", "WHY"])
def test_a_title_may_begin_as_a_label_does(mark, place, start):
    lines = make_classic("English", start=start, place=place)
    title = f"{mark}: Trees are safe"
    drafts, _ = read([title if line == TITLES[2] else line for line in lines])
    assert texts(drafts) == whole(*TITLES) and drafts[2].metadata["title"] == title


def test_all_that_is_known_of_a_document_may_stand_behind_labels():
    lines = []
    for title, outlet, date in zip(TITLES, OUTLETS, CLASSIC["English"][1], strict=True):
        lines += [f"HEADLINE: {title}", f"PUBLICATION: {outlet}", f"DATE: {date}"]
        lines += ["BYLINE: Ida Brandt", f"LENGTH: {words_of(title)} words", "BODY:"]
        lines += [*STORIES[title], "LOAD-DATE: March 8, 2024", "LANGUAGE: ENGLISH", "-" * 40]
    drafts, _ = read([line for own in lines for line in (own, "")])
    assert texts(drafts) == whole(*TITLES)
    fields = metadata(drafts, "title", "outlet", "published")
    assert fields == list(zip(TITLES, OUTLETS, DAYS, strict=True))


def test_an_interview_in_an_export_keeps_its_turns():
    turns = ["HOST: Why close the pier?", "CALLOWAY: It is rotten.", "HOST: Thank you.", "Q: Why?"]
    lines = make_classic("English", wrap=False)
    place = next(i for i, line in enumerate(lines) if line.startswith("Islanders"))
    lines[place + 1 : place + 1] = [line for turn in turns for line in ("", turn)]
    drafts, _ = read(lines)
    assert texts(drafts)[0] == [*STORIES[TITLES[0]], *turns]


# ProQuest


@pytest.mark.parametrize("ending", [".txt", ".docx", ".rtf", ".html"])
@pytest.mark.parametrize("language", sorted(PROQUEST))
def test_proquest_is_split_in_the_languages_of_its_interface(language, ending):
    lines = make_proquest(language)
    drafts, reasons = read(lines, ending)
    assert texts(drafts) == whole(*TITLES) and not reasons
    fields = metadata(drafts, "title", "outlet", "published")
    assert fields == list(zip(TITLES, OUTLETS, DAYS, strict=True))
    assert nothing_is_lost(lines, drafts)


@pytest.mark.parametrize(
    "extra",
    [
        ["Financial indexing term: Harbours; Bread", ""],
        ["Local class code: 48-11", "", "Supplement type: Weekend; Regional", ""],
        ["Speakers: Ines Calloway", "Transcript maker: a person of the board.", ""],
    ],
)
def test_proquest_may_have_labels_that_nobody_knows(extra):
    drafts, _ = read(make_proquest("English", extra=extra, numbered=False))
    assert texts(drafts) == whole(*TITLES)
    assert set(filter(None, extra)) <= set(listed(drafts))


def test_a_label_that_nobody_knows_may_come_first_below_a_text_of_proquest():
    lines = make_proquest("English", numbered=False)
    lines = ["Trade term: Piers." if line.startswith("Subject") else line for line in lines]
    drafts, _ = read(lines)
    assert texts(drafts) == whole(*TITLES)


# Factiva


@pytest.mark.parametrize("ending", [".txt", ".docx", ".rtf", ".html"])
@pytest.mark.parametrize("language", sorted(FACTIVA))
def test_factiva_is_split_in_the_languages_of_its_interface(language, ending):
    lines = make_factiva(language, time=ending != ".txt")
    lines = [*lines, "© 2024 Factiva, Inc. All rights reserved."]
    drafts, reasons = read(lines, ending)
    assert texts(drafts) == whole(*TITLES) and not reasons
    fields = metadata(drafts, "title", "outlet", "published", "author")
    days = [f"2024-03-0{i}" for i in (1, 2, 3)]
    assert fields == list(zip(TITLES, OUTLETS, days, ["Ida Brandt"] * 3, strict=True))
    assert nothing_is_lost(lines, drafts)


def test_the_long_form_of_factiva_is_read_from_its_tables():
    pages = []
    for i, title in enumerate(TITLES, 1):
        lead, *others = STORIES[title]
        fields = [("HD", title), ("BY", "Ida Brandt"), ("WC", f"{words_of(title)} mots")]
        fields += [("PD", f"{i} mars 2024"), ("SN", OUTLETS[0]), ("LA", "Anglais"), ("LP", lead)]
        fields += [
            ("TD", "</p><p>".join(others)),
            ("AN", f"Document SALGAZ002024030{i}ek370000{i}"),
        ]
        rows = "".join(
            f"<tr><td><b>{tag}</b>&nbsp;</td><td><p>{words}</p></td></tr>" for tag, words in fields
        )
        pages.append(f'<div class="article enArticle"><table>{rows}</table></div><br>')
    page = f"<html><head><title>Factiva</title></head><body>{''.join(pages)}</body></html>"
    drafts, _ = read_content(page.encode(), ".html")
    assert texts(drafts) == whole(*TITLES)
    assert metadata(drafts, "published") == [(f"2024-03-0{i}",) for i in (1, 2, 3)]


def test_a_page_of_factiva_may_name_no_language_and_end_with_the_search():
    lines = [line for line in make_factiva("French", time=True) if line != "Anglais"]
    lines += ["Récapitulatif de la recherche", "Texte", "pier", "Résultats trouvés", "3"]
    drafts, reasons = read(lines, ".html")
    assert texts(drafts) == whole(*TITLES) and not reasons
    assert lines[-2] in listed(drafts)


@pytest.mark.parametrize("place", [ALL, NONE])
def test_an_export_may_have_no_blank_lines(place):
    lines = make_classic("English", place=place, wrap=False)
    lines = [line for line in map(str.strip, lines) if line]
    drafts, _ = read(lines)
    assert texts(drafts) == whole(*TITLES)
    assert metadata(drafts, "title") == [(title,) for title in TITLES]


def test_labels_may_stand_in_cells_and_have_hyphens_of_another_width():
    lines = make_classic("English", wrap=False)
    lines = [line.replace("LOAD-DATE", "LOAD\u2011DATE").replace(": ", ":|", 1) for line in lines]
    drafts, _ = read(lines)
    assert len(drafts) == 3 and metadata(drafts, "author") == [("Ida Brandt",)] * 3
    assert drafts[2].text.split("\n\n") == STORIES[TITLES[2]]


def test_a_page_may_hold_hundreds_of_documents():
    title, outlet = TITLES[0], OUTLETS[0]
    blocks = []
    for number in range(1, 301):
        lines = [f"{number} of 300 DOCUMENTS", outlet, "March 7, 2024 Thursday", title]
        lines += [f"LENGTH: {words_of(title)} words", *STORIES[title] * 10, "LANGUAGE: ENGLISH"]
        blocks += [f"<div><p><span>{line}</span></p></div>" for line in lines]
    drafts, doubts = read_content(f"<html><body>{''.join(blocks)}</body></html>".encode(), ".html")
    assert len(drafts) == 300 and not doubts


def count_letters(*texts):
    return Counter(letter for text in texts for letter in text if letter.isalnum())


@settings(max_examples=300)
@given(st.sampled_from(EXPORTS), st.randoms(use_true_random=False))
def test_no_letter_of_an_export_is_lost_however_it_is_damaged(lines, chance):
    lines = list(lines)
    for _ in range(chance.randrange(8)):
        place = chance.randrange(len(lines))
        other = chance.choice(chance.choice(EXPORTS))
        damage = ([], [lines[place], other], ["", lines[place]], [lines[place].strip()])
        lines[place : place + 1] = chance.choice(damage)
    export = split_export("\n".join(lines))
    for drafts, _ in filter(None, [export]):
        kept = [draft.text for draft in drafts]
        assert count_letters(*kept, *listed(drafts)) == count_letters(*lines)


# what is doubtful


def test_the_stated_number_of_words_is_compared_in_every_language():
    lines = [line.replace(" Wörter", "0 Wörter") for line in make_uni("German")]
    drafts, _ = read(lines, ".docx")
    assert "and its export says" in drafts[0].doubts[0][0]


def test_what_looks_like_a_label_and_stays_in_a_text_is_doubted():
    lines = make_proquest("English", numbered=False)
    place = next(i for i, line in enumerate(lines) if line.startswith("“The piles"))
    lines[place:place] = ["Publication subject: Harbours"]
    drafts, _ = read(lines)
    assert "Publication subject" in drafts[0].doubts[0][0]
    assert not drafts[1].doubts


@pytest.mark.parametrize("ending", [".txt", ".docx", ".html"])
def test_an_export_that_cannot_be_split_is_doubted_once(tmp_path, ending):
    lines = [f"{TITLES[0]}.", "", *STORIES[TITLES[0]], "", "LOAD-DATE: March 8, 2024", ""]
    lines += [*STORIES[TITLES[1]], "", "PUBLICATION-TYPE: Newspaper", "", *STORIES[TITLES[2]]]
    makers = {".txt": make_text, ".docx": make_word, ".html": make_page}
    (tmp_path / f"x{ending}").write_bytes(makers[ending](lines))
    with pytest.warns(UserWarning, match="looks like the export of a press archive"):
        read_file(tmp_path / f"x{ending}")


@pytest.mark.parametrize(
    "text",
    [
        "Where: Saltmere pier\nWhen: March 7, 2024\nTitle: none\n",
        "HOST: Why close the pier?\n\nCALLOWAY: It is rotten.\n\nHOST: Thank you.\n",
        "Length: the pier is 300 words long in every brochure, said Ines Calloway.\n",
    ],
)
def test_an_ordinary_text_with_colons_is_no_export(text):
    content = "\n\n".join([*STORIES[TITLES[0]], text]).encode()
    (draft,), _ = read_content(content, ".txt")
    assert not draft.doubts and text.split("\n")[0] in draft.text
