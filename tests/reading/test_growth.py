"""Each reader takes twice as long for twice as much, whatever is in the file: hostile forms, and
eight times as many."""

import warnings

import pytest
from growth import grows_evenly
from make_files import W, make_word

from helpers.annotation.corrector import Corrector
from helpers.annotation.matching import find_chains, loose
from helpers.reading.articles import make_article
from helpers.reading.cleaning import clean
from helpers.reading.corrections import Correction
from helpers.reading.doubts import find_doubts
from helpers.reading.drafts import Unreadable
from helpers.reading.formats import read_content
from helpers.reading.formats.web import most_attributes
from helpers.reading.language import language_doubt

pytestmark = pytest.mark.slow

CLASSIC = "1 of 2 DOCUMENTS\nLENGTH: 5 words\n"
UNI = "Documents (1)\nLength: 5 words\nBody\n"
PROQUEST = "____________________\nTitle: a\nFull text: b\n____________________\n"
FACTIVA = "HD  a\nWC  5 words\nPD  1 May 2024\nTD  \n"
PAGE = (
    "<html><body><article><p>The minister said that the budget would pass, and she left the "
    "room.</p>"
)
RUNNING = "the minister said and that budgets were going to be in it of "


def forms(ending, head, pieces, tail=""):
    """Return (ending, how the file begins, what comes again and again, how it ends) of pieces."""
    return [(ending, head, piece, tail) for piece in pieces]


FIELD = '{\\field{\\*\\fldinst{HYPERLINK "a" '
FORMS = [
    *forms(".txt", "", [
        "\n", " ", "\n ", "LENGTH:\n\n", "Length: 1\n", "Length: 1,", "Section: a\n",
        "1 of 1 DOCUMENTS\n", "_" * 25 + "\n", f"{RUNNING}an\n", f"{RUNNING}o-\n",
        "a\u0300\u0327", "\u0300\u0327", "\u0f73", "é", "“", "\x1b[", "AN   ", "Jan", "...)",
        "<!--x--> ", "<?xml ", "¬", "a¬", "a\u00ad", "\u00ad ", "a\u00ad\n", "a- ", "a-\n",
        "ab- cd", "Read more\n", "[+1 chars]", "a,", "s t ", "a?t", "its a",
    ]),
    (".txt", "", "Download Request: 1", f"\n{CLASSIC}"),
    (".txt", "Download Request: ", "1", f"\n{CLASSIC}"),
    *forms(".txt", CLASSIC, [
        "SECTION: a\n", "BODY: \n", "   May 1, 2024\n", "Copyright\n", "LOAD-DATE: a\n",
    ]),
    *forms(".txt", f"{CLASSIC}\nLOAD-DATE: a\n", [
        "\nODD-LABEL: a\n", "\na\n", "a\n", "GRAPHIC: a\n\nb\n\n", "\nLENGTH: 5 words\n", "A: b\n",
    ]),
    *forms(".txt", "LÄNGE: 5 Wörter\n\nSPRACHE: a\n\n", [
        "a\n\nLÄNGE: 5 Wörter\n\nSPRACHE: a\n\n", "SPRACHE: a\n\nb\n\n", "Copyright\n\n",
        "6. Mai 2024\n\n",
    ]),
    *forms(".txt", "", [
        "Sekcja: a\n", "Odd: a\nLabel: b\nThird: c\nFourth: d\n", "A Bc: ", "Aa:", "12 mai ",
    ]),
    *forms(".txt", UNI, [
        "Section: a\n", "Page 1 of 2\n", "Notes\n", "Classification\n",
    ], "End of Document\n"),
    (".txt", "", "a\n", f"\nThe Daily\n\nMay 1, 2024\n{UNI}End of Document\n"),
    *forms(".txt", f"{PROQUEST}Last updated: a\n", [
        "\nOdd term: a\n", "Full text: a\n\nLast updated: a\n\n",
    ]),
    *forms(".html", "<html><body>", [
        "<p>LENGTH: 5 words</p><p>LANGUAGE: a</p>", "<p>a</p><p>5 mots</p>",
    ]),
    *forms(".txt", PROQUEST, ["Title: a\n", "Full text: a\n", "Document 1 of 1\n"]),
    (".txt", f"{PROQUEST}Abstract: b\n", "a\n", ""),
    (".txt", "ProQuest\nFULL TEXT\n", "DETAILS\nSubject: a\n", ""),
    *forms(".txt", FACTIVA, ["HD  a\n", "1 words\n", "Document AAAAAAAAAAAAAAAAAAAA", "AN   "]),
    *forms(".md", "", [
        "# ", "[", "**a ", "_a ", "__", "[[a|", "![a](", "[a](b", ">", "<https://", "[^a", "\\",
        "`", "***",
    ]),
    (".md", "# a", " ", "b"),
    (".md", "# a", "#", " b"),
    (".md", "[a](", "b", ""),
    *forms(".md", "---\n", ["# a\n\n", "\n", "a ", "a", "- a\n", "---\n"]),
    *forms(".md", "---\na: |\n", [" a\n", "b: |\n a\n", "- a\n"], "---\nText."),
    (".rtf", "{\\rtf1 {\\fonttbl ", "\\f0 ", "}}"),
    (".rtf", "{\\rtf1 {\\fonttbl ", "\\f0\\fcharset0 a", "}}"),
    *forms(".rtf", "{\\rtf1 ", [
        "{", "\\f0", "\\fonttbl", FIELD, FIELD.replace("fldinst", "FLDINST"),
        "{\\footnote " + FIELD, "\\v ", "\\bin1 a", "{\\pict ", "\\'e9", "\\u8220?",
        "{\\shp ", "{\\shp{\\shptxt a}}", "{\\shptxt ", "{\\do", "{\\shp{\\shprslt ",
    ], "}"),
    *forms(".csv", "id,text\n", ['"', '""', 'a,"b', '"a\nb",', "a\n", '"a"\n']),
    (".tsv", "id\ttext\n", '\t"', ""),
    (".jsonl", "", '{"text": "a"}\n', ""),
    (".json", "", "[", ""),
    (".json", "[", '{"a":', ""),
    (".html", "<html><meta charset", " ", "=x"),
    (".html", "<html><meta ", "charset ", ""),
    *forms(".html", PAGE, [
        "<p>a</p>", "<br>", "<p class='related'>a</p>b", "<q>a</q> ", "<del>a</del>", "a ",
        "<!--", "</p a ",
    ]),
]  # fmt: skip


def read(content, ending):
    try:
        return read_content(content, ending)
    except Unreadable:
        return None


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Let all that is loaded once be loaded before the time is taken."""
    for ending in (".txt", ".rtf", ".csv", ".html", ".docx"):
        read("é\u0300 the “budget” o-\nne".encode() * 40, ending)
    read(make_word(["A text."]), ".docx")
    list(language_doubt("Le ministre a déclaré que le budget serait adopté."))


@pytest.mark.parametrize(("ending", "head", "piece", "tail"), FORMS)
def test_reading_takes_as_many_times_as_long_as_there_is_more(ending, head, piece, tail):
    def make(size):
        return (head + piece * (size // len(piece)) + tail).encode()

    assert grows_evenly(lambda content: read(content, ending), make)


@pytest.mark.parametrize("piece", ["<w:delText ", "<w:t ", "<w:t", "-"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_tags_in_a_comment_of_a_word_file_are_passed_over_once(part, piece):
    def make(size):
        comment = f"<!--{piece * (size // len(piece))}x-->".replace("--", "- ")
        comment = f"<!--{comment[4:-3]}-->"
        header = f"<w:hdr {W}>{comment}<w:p><w:r><w:t>Draft 3</w:t></w:r></w:p></w:hdr>"
        parts = {"word/header1.xml": header} if part != "word/document.xml" else {}
        return make_word(["A text."], extra=comment if not parts else "", parts=parts)

    assert grows_evenly(lambda content: read(content, ".docx"), make)


@pytest.mark.parametrize(
    "extra",
    [
        "<w:p/>",
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        "<w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>a b c d</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>",
        "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r></w:p>",
        "<w:fldSimple><w:r><w:t>a</w:t></w:r></w:fldSimple>",
    ],
)
def test_paragraphs_of_a_word_file_are_gone_through_once(extra):
    assert grows_evenly(
        lambda content: read(content, ".docx"),
        lambda size: make_word(["A text."], extra=extra * (size // len(extra))),
    )


def test_the_marks_of_notes_are_taken_out_once():
    mark = '<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f"<w:footnotes {W}><w:footnote "
        'w:id="2"><w:p><w:r><w:t>b</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )

    def make(size):
        return make_word(
            [],
            extra=f"<w:p>{mark * (size // len(mark))}</w:p>",
            parts={"word/footnotes.xml": notes},
        )

    assert grows_evenly(lambda content: read(content, ".docx"), make)


@pytest.mark.parametrize(
    "piece", ["a ", "a", "a=", "a='", "<a ", "<script ", "</script ", "<!--", "<!-->", "'", "/"]
)
def test_the_attributes_of_a_page_are_counted_in_one_way_through(piece):
    assert grows_evenly(most_attributes, lambda size: "<p " + piece * (size // len(piece)))


@pytest.mark.parametrize(
    "piece",
    [
        "a" * 999 + " ",
        "<",
        "@a",
        "www.",
        "'a",
        "“",
        "a@",
        "# ",
        "é",
        "a....",
        "[+1 ",
        "read more ",
        "read more\n",
        "s t ",
        "a?t",
        "its a ",
        "didn" + "t ",
        "... ",
        "¬",
        ".a",
    ],
)
def test_the_doubts_about_a_text_are_found_in_one_way_through(piece):
    def doubts(text):
        return [*find_doubts(clean(text)[0]), *language_doubt(text)]

    assert grows_evenly(doubts, lambda size: piece * (size // len(piece)))


@pytest.mark.parametrize("marks", ["\u0300\u0327", "\u0344\u0327", "\u0f73"])
def test_accents_without_an_end_stay_as_they_are(marks):
    text = f"Ségou a{marks * 40} was e\u0301"
    assert (
        clean(text)[0] == f"Ségou a{marks * 40} was é"
        and clean(clean(text)[0])[0] == clean(text)[0]
    )


def test_pieces_of_a_correction_that_match_nothing_are_looked_for_once():
    words = ["the army", "said", "north", "of it", "nowhere"]
    patterns = [loose(word) for word in words]
    assert grows_evenly(
        lambda text: list(find_chains(text, patterns)),
        lambda size: "the army said north of it " * (size // 26),
    )


def test_pieces_of_a_correction_stand_as_near_to_one_another_as_they_can():
    text = "He said a lot. He said that the north would fall, and the north did, and it fell."
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        corrector = Corrector(make_article("a", text))
    import pandas as pd

    sentences = pd.DataFrame({"start": [0, 15], "text": [text[:14], text[15:]]})
    for words, found in {
        "He said … the north": "He said a lot. He said that the north",
        "he SAID that…fell": text[15:-1],
        "the north … fall": "the north would fall",
        "said … south": None,
        "…": None,
    }.items():
        place = corrector.find_words(sentences, Correction("quotation", words, "Ann"))
        assert (place and text[place[0] : place[1]]) == found
