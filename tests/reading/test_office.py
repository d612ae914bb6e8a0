"""Word, RTF, PDF and plain text as programs write them: text boxes, notes, changes, columns, broken
words; and files that are not read."""

import io
import re
import textwrap
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_files import W, make_columns, make_pdf, make_word
from pypdf import PdfWriter

from helpers.reading.cleaning import clean
from helpers.reading.drafts import Unreadable
from helpers.reading.folders import find_files
from helpers.reading.formats import read_content

SHAPES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PLANT = [
    "The ferry company will close its yard at Halvik next spring, its owners said on Friday.",
    "“Nobody asked the men who weld the hulls,” said Berit Moe, who speaks for the workers.",
    "The owners said that orders had fallen for three years and that the bank would not wait.",
]


def read_one(content, ending):
    """Return the paragraphs of the one article in a file, what was left out, and the reasons of the
    doubts."""
    (draft,), doubts = read_content(content, ending)
    lines = [line.strip() for line in clean(draft.text)[0].split("\n") if line.strip()]
    return lines, set(draft.dropped), [reason for reason, _ in doubts]


# Word


def word(extra, parts=(), paragraphs=PLANT):
    return make_word(paragraphs, extra=extra.replace("<w:p>", f"<w:p {SHAPES}>", 1), parts=parts)


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def box(*paragraphs):
    content = "".join(f"<w:p>{run(words)}</w:p>" for words in paragraphs)
    return f"<w:txbxContent>{content}</w:txbxContent>"


def drawing(content):
    return (
        f"<w:drawing><wp:anchor><wp:docPr id='1' name='Box'/><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )


def picture(content):
    return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"


def both(content):
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{drawing(content)}</mc:Choice>"
        f"<mc:Fallback>{picture(content)}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize("shape", [drawing, picture, both])
def test_word_text_boxes_follow_the_paragraph_that_holds_them(shape):
    told = ["A yard of ninety years", "It was opened in 1931 and launched 412 ships."]
    extra = f"<w:p>{run('The yard is ')}<w:r>{shape(box(*told))}</w:r>{run('full.')}</w:p>"
    lines, dropped, _ = read_one(word(extra), ".docx")
    assert lines == [*PLANT, "The yard is full.", *told] and not dropped


@pytest.mark.parametrize("shape", [drawing, picture, both])
@pytest.mark.parametrize(
    "quote",
    [
        ("Nobody asked the men who weld the hulls",),
        ("‘Nobody asked the men who weld the hulls’", "Berit Moe, union"),
    ],
)
def test_word_pull_quotes_are_left_out_because_the_text_has_them(shape, quote):
    extra = f"<w:p><w:r>{shape(box(*quote))}</w:r></w:p>"
    lines, dropped, _ = read_one(word(extra), ".docx")
    assert lines == PLANT and dropped == {("pull quote", " ".join(quote))}


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (f"<w:fldSimple w:instr=' DATE '>{run('4 June')}</w:fldSimple>", "On 4 June."),
        (f"<w:dir w:val='ltr'>{run('4 June')}</w:dir>", "On 4 June."),
        (f"<w:sdt><w:sdtContent>{run('4 June')}</w:sdtContent></w:sdt>", "On 4 June."),
        (f"<w:hyperlink w:anchor='x'>{run('4 June')}</w:hyperlink>", "On 4 June."),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> DATE </w:instrText>"
            f"<w:fldChar w:fldCharType='separate'/></w:r>{run('4 June')}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "On 4 June.",
        ),
        ("<m:oMath><m:r><m:t>x=4</m:t></m:r></m:oMath>", "On x=4."),
        (f"<w:ins w:id='1'>{run('4 June')}</w:ins>", "On 4 June."),
        (f"<w:moveTo w:id='1'>{run('4 June')}</w:moveTo>", "On 4 June."),
        ("<w:r><w:t>4</w:t><w:tab/><w:t>June</w:t></w:r>", "On 4\tJune."),
        ("<w:r><w:t>4</w:t><w:noBreakHyphen/><w:t>June</w:t></w:r>", "On 4\u2011June."),
    ],
)
def test_word_gives_the_words_in_whatever_element_they_stand(markup, told):
    lines, dropped, _ = read_one(word(f"<w:p>{run('On ')}{markup}{run('.')}</w:p>"), ".docx")
    assert lines == [*PLANT, told] and not dropped


@pytest.mark.parametrize("kind", ["page", "column"])
def test_word_keeps_words_apart_that_a_break_separates(kind):
    extra = f"<w:p>{run('The end.')}<w:r><w:br w:type='{kind}'/></w:r>{run('Next page.')}</w:p>"
    assert read_one(word(extra), ".docx")[0] == [*PLANT, "The end.", "Next page."]


def test_word_lists_moved_hidden_and_deleted_words():
    extra = (
        f"<w:p><w:moveFrom w:id='1'>{run('It was moved.')}</w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>It is hidden.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>It is seen.</w:t></w:r>"
        "<w:del w:id='2'><w:r><w:delText>It is </w:delText></w:r><w:r><w:delText>gone."
        "</w:delText></w:r></w:del></w:p>"
    )
    lines, dropped, _ = read_one(word(extra), ".docx")
    assert lines == [*PLANT, "It is seen."]
    assert dropped == {
        ("moved words", "It was moved."),
        ("hidden words", "It is hidden."),
        ("deleted words", "It is gone."),
    }


def test_word_puts_a_drop_cap_before_its_word():
    extra = (
        "<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr>"
        f"{run('H')}</w:p><w:p>{run('alvik is quiet.')}</w:p>"
    )
    assert read_one(word(extra), ".docx")[0] == [*PLANT, "Halvik is quiet."]


def test_word_lists_notes_comments_and_heads_word_by_word():
    note = f"<w:p>{run('See the re')}{run('port.')}</w:p><w:p>{run('Page 4.')}</w:p>"
    parts = {
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote w:id='2'>{note}</w:footnote>"
        f"<w:footnote w:id='3'><w:p>{run('Another.')}</w:p></w:footnote></w:footnotes>",
        "word/comments.xml": f"<w:comments {W}><w:comment w:id='0'><w:p>{run('Really')}"
        f"{run('?')}</w:p></w:comment></w:comments>",
        "word/footer2.xml": f"<w:ftr {W}><w:p>{run('Pa')}{run('ge')}</w:p></w:ftr>",
    }
    extra = "<w:p><w:r><w:t>Said.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    lines, dropped, _ = read_one(word(extra, parts), ".docx")
    assert lines == [*PLANT, "Said."] and dropped == {
        ("footnote", "See the report. Page 4."),
        ("footnote", "Another."),
        ("comment", "Really?"),
        ("page footer", "Page"),
    }


def test_word_that_holds_a_page_of_another_format_is_doubted_or_refused():
    chunk = {"word/afchunk.mht": "MIME-Version: 1.0\n\n<p>The text.</p>"}
    extra = "<w:p/><w:altChunk r:id='x' xmlns:r='http://example.org/r'/>"
    _, _, reasons = read_one(word(extra, chunk), ".docx")
    assert any("another format" in reason for reason in reasons)
    with pytest.raises(Unreadable, match="another format"):
        read_content(make_word([], extra=extra, parts=chunk), ".docx")


def test_word_finds_its_document_under_any_name():
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_word(PLANT))) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), part)
    assert read_one(content.getvalue(), ".docx")[0] == PLANT


WRAPPERS = [
    "<w:p>{}</w:p>",
    "<w:p><w:ins w:id='1'>{}</w:ins></w:p>",
    "<w:p><w:del w:id='1'>{}</w:del></w:p>",
    "<w:p><w:moveFrom w:id='1'>{}</w:moveFrom></w:p>",
    "<w:p><w:fldSimple w:instr='X'>{}</w:fldSimple></w:p>",
    "<w:p><w:bdo w:val='ltr'><w:smartTag>{}</w:smartTag></w:bdo></w:p>",
    "<w:p><w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby></w:p>",
    "<w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>",
    "<w:customXml><w:p>{}</w:p></w:customXml>",
    "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
    "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p>",
    "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>{}</w:p>",
    "<w:p><w:r>" + drawing("<w:txbxContent><w:p>{}</w:p></w:txbxContent>") + "</w:r></w:p>",
    "<w:p><w:r>" + picture("<w:txbxContent><w:p>{}</w:p></w:txbxContent>") + "</w:r></w:p>",
    "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent></w:r></w:p>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WRAPPERS), min_size=1, max_size=8))
def test_every_word_of_a_word_file_is_in_the_text_or_told_as_left_out(wrappers):
    words = [f"word{number}" for number in range(len(wrappers))]
    body = "".join(map(str.format, wrappers, map(run, words)))
    extra = f"<w:sdt {SHAPES}><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    lines, dropped, _ = read_one(make_word(PLANT, extra=extra), ".docx")
    told = " ".join([*lines, *(text for _, text in dropped)])
    assert sorted(re.findall(r"word\d", told)) == words


# RTF


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 %s\par %s\par}"
TOLD = b"The yard at Halvik will close next spring, its owners said on Friday in a letter."


def rtf_box(words):
    return (
        rb"{\shp{\*\shpinst\shpleft10{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard\plain "
        + words
        + rb"\par}}{\shprslt{\*\do\dobxpage{\dptxbx\dptxbxtext\pard "
        + words
        + rb"\par}}}}"
    )


@pytest.mark.parametrize("where", [b"%s A bank will not wait.", b"A bank will not wait. %s"])
def test_rtf_text_boxes_follow_the_paragraph_that_holds_them(where):
    held = where.replace(b"%s", rtf_box(rb"A caf\'e9 of ninety years."))
    lines, dropped, _ = read_one(RTF % (held, TOLD), ".rtf")
    assert lines == ["A bank will not wait.", "A café of ninety years.", TOLD.decode()]
    assert not dropped


def test_rtf_pull_quotes_are_left_out_because_the_text_has_them():
    held = b"A bank will not wait." + rtf_box(b"will close next spring, its owners said")
    lines, dropped, _ = read_one(RTF % (held, TOLD), ".rtf")
    assert lines == ["A bank will not wait.", TOLD.decode()]
    assert dropped == {("pull quote", "will close next spring, its owners said")}


def test_rtf_keeps_inserted_words_and_lists_deleted_and_hidden_ones():
    held = rb"It {\revised\revauth1 surely }will{\deleted\revauthdel1  never} wait{\v  long}."
    lines, dropped, _ = read_one(RTF % (held, TOLD), ".rtf")
    assert lines[0] == "It surely will wait."
    assert dropped == {("deleted words", "never"), ("hidden words", "long")}


# Markdown


def test_markdown_lists_what_it_leaves_out():
    text = (
        "The yard[^1] will [close](https://example.org/a) next spring. ![A ship](ship.png)\n\n"
        "[^1]: It was opened in 1931.\n"
    )
    lines, dropped, _ = read_one(text.encode(), ".md")
    assert lines == ["The yard will close next spring."]
    assert dropped == {
        ("footnote", "It was opened in 1931."),
        ("link", "https://example.org/a"),
        ("picture", "A ship ship.png"),
    }


# words broken at line ends


NEWS = (
    "The harbour authority of Halvik announced on Thursday that the government would compensate "
    "fishermen for their losses, although environmental organisations had criticised the "
    "agreement. Representatives of the fishermen welcomed the announcement and said that the "
    "compensation would nevertheless be insufficient for the smaller enterprises. Negotiations "
    "between the administration and international investors were interrupted on Wednesday, "
    "according to parliamentary correspondents, because environmental considerations had been "
    "neglected. Independent economists recommended extraordinary compensation arrangements."
)


def broken(hyphen, width=44, words=NEWS):
    """Return words in lines of a certain width, with long words broken by a hyphen."""
    lines = [""]
    for word_ in words.split():
        room = width - len(lines[-1]) - 2
        if len(lines[-1]) + 1 + len(word_) <= width:
            lines[-1] = f"{lines[-1]} {word_}".strip()
        elif 4 <= room < len(word_) - 3:
            lines[-1] = f"{lines[-1]} {word_[:room]}{hyphen}"
            lines.append(word_[room:])
        else:
            lines.append(word_)
    return "\n".join(lines)


HYPHENS = ["-", "\u00ad", "\u2010", "\u2011", "¬", "- ", "\u00ad ", "¬\u200b", "\u2010\t"]


@pytest.mark.parametrize("hyphen", HYPHENS)
@pytest.mark.parametrize("ending", [".txt", ".md", ".rtf", ".docx"])
def test_words_that_any_hyphen_broke_at_a_line_end_are_whole(hyphen, ending):
    text = broken(hyphen)
    assert text.count(hyphen + "\n") > 3
    content = text.encode()
    if ending == ".rtf":
        escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
        content = ("{\\rtf1\\ansi " + escaped.replace("\n", "\\line ") + "}").encode()
    elif ending == ".docx":
        lines = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in text.split("\n"))
        content = make_word([], extra=f"<w:p><w:r>{lines}</w:r></w:p>")
    lines, _, _ = read_one(content, ending)
    assert " ".join(lines) == NEWS


@pytest.mark.parametrize("hyphen", ["-", "¬", "\u00ad"])
def test_lines_that_were_pasted_into_word_as_paragraphs_are_joined(hyphen):
    lines = read_one(make_word(broken(hyphen).split("\n")), ".docx")[0]
    assert lines == [NEWS]


@pytest.mark.parametrize("hyphen", ["\u00ad", "¬"])
def test_a_broken_word_is_whole_where_lines_are_no_paragraph(hyphen):
    text = f"A poem of harb{hyphen}\nours\nand the sea,\nby nobody."
    assert read_one(text.encode(), ".txt")[0] == [
        "A poem of harbours",
        "and the sea,",
        "by nobody.",
    ]


@pytest.mark.parametrize("hyphen", ["\u00ad ", "¬ ", "- "])
def test_a_word_is_whole_that_was_broken_before_its_lines_were_joined(hyphen):
    text = f"The news{hyphen}paper of Halvik spoke of short- and long-term compen{hyphen}sation."
    assert read_one(text.encode(), ".txt")[0] == [
        "The newspaper of Halvik spoke of short- and long-term compensation."
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Kim Jong-", "un has spoken", "Kim Jong-un has spoken"),
        ("the Anglo-", "Irish agreement", "the Anglo-Irish agreement"),
        ("of Covid-", "19 and the", "of Covid-19 and the"),
        ("a long-", "term plan", "a long-term plan"),
        ("of NEWS-", "PAPER by", "of NEWSPAPER by"),
        ("by Halvik-", "based firms", "by Halvik-based firms"),
    ],
)
def test_a_hyphen_that_joins_two_words_stays(first, second, whole):
    line = "Nothing of this was known to anybody in town before "
    text = f"{line}{first}\n{second} was heard of in the papers of the city and\n" + textwrap.fill(
        "Later in the day Kim Jong-un was named again, and the people of Halvik heard of it. "
        "They had not known of it before, they said to each other, and so it went on for a day.",
        64,
    )
    assert whole in " ".join(read_one(text.encode(), ".txt")[0])


# PDF


LEFT = textwrap.wrap(NEWS, 40)
RIGHT = textwrap.wrap(
    "Opposition politicians demanded an inquiry into the negotiations. The minister replied that "
    "she had nothing to hide, and that every letter would be published before the summer. A vote "
    "is expected in the autumn, when the committee has heard the experts of both sides at length.",
    40,
)
HEADLINE = "Harbour authority announces compensation"


@pytest.mark.parametrize("order", ["columns", "rows", "one string"])
def test_pdf_columns_are_read_one_after_the_other(order):
    lines, _, _ = read_one(make_columns([HEADLINE], LEFT, RIGHT, order=order), ".pdf")
    assert lines == [HEADLINE, " ".join([*LEFT, *RIGHT])]


def joined(*contents):
    """Return the pages of several PDF files in one."""
    writer = PdfWriter()
    for content in contents:
        writer.append(io.BytesIO(content))
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


@pytest.mark.parametrize("order", ["rows", "one string"])
@pytest.mark.parametrize("last", [3, 4])
def test_a_short_pdf_page_is_read_by_columns_where_another_is(order, last):
    first = make_columns([HEADLINE], LEFT, RIGHT, order="columns")
    content = joined(first, make_columns([], LEFT[:last], RIGHT[:last], order=order))
    lines, _, doubts = read_one(content, ".pdf")
    text = " ".join(lines)
    assert text.endswith(" ".join([*LEFT[:last], *RIGHT[:last]]))
    assert len(doubts) == 1 and "columns" in doubts[0]


def test_a_short_table_on_a_pdf_page_is_read_row_by_row_where_another_page_has_columns():
    rows = [(f"Halvik {n}", f"{n} boats") for n in range(4)]
    table = make_columns([], *map(list, zip(*rows, strict=True)), order="rows")
    content = joined(make_columns([HEADLINE], LEFT, RIGHT, order="columns"), table)
    assert "Halvik 1 1 boats" in " ".join(read_one(content, ".pdf")[0])


def test_pdf_tables_are_read_row_by_row():
    rows = [(f"Halvik {n}", f"{n} boats") for n in range(12)]
    content = make_columns([HEADLINE], *map(list, zip(*rows, strict=True)), order="rows")
    text = " ".join(read_one(content, ".pdf")[0])
    assert all(f"Halvik {n} {n} boats" in text for n in range(12))


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010"])
def test_pdf_words_that_a_hyphen_broke_are_whole_across_pages_too(hyphen):
    lines = broken(hyphen).split("\n")
    pages = [["The Test", *lines[:3], "1"], ["The Test", *lines[3:], "2"]]
    text, dropped, _ = read_one(make_pdf(pages), ".pdf")
    assert text == [NEWS]
    assert {("running head", "The Test"), ("running head", "2")} <= dropped


def test_pdf_prints_of_a_browser_lose_their_address_and_date():
    lines = textwrap.wrap(NEWS + " " + " ".join(RIGHT), 60)
    pages = []
    for number, part in enumerate((lines[:6], lines[6:]), 1):
        head = "03/05/2024, 10:12 Harbour authority announces | The Test"
        pages.append([head, *part, f"https://example.org/harbour {number}/2"])
    text, dropped, _ = read_one(make_pdf(pages), ".pdf")
    assert text == [" ".join(lines)] and len(dropped) >= 3


def test_pdf_heads_of_left_and_right_pages_are_both_left_out():
    words = [f"{word_}{n}" for n in range(6) for word_ in NEWS.lower().split()]
    lines = textwrap.wrap(" ".join(words), 60)
    heads = ["THE TEST", "News of Friday"]
    pages = [[heads[n % 2], *lines[n * 6 : n * 6 + 6]] for n in range(4)]
    text, _, _ = read_one(make_pdf(pages), ".pdf")
    assert text == [" ".join(lines[:24])]


def test_pdf_footnotes_are_left_out_of_the_sentence_that_they_cut():
    lines = textwrap.wrap(NEWS + " " + " ".join(RIGHT), 60)
    pages = [[*lines[:6], ("1 See the report of the authority, page 12.", 6)], lines[6:]]
    text, dropped, _ = read_one(make_pdf(pages), ".pdf")
    assert text == [" ".join(lines)]
    assert dropped == {("footnote", "1 See the report of the authority, page 12.")}


# files that are not read


def zipped(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "ending", "advice"),
    [
        (zipped("one.txt", "two.docx"), ".zip", "unpack"),
        (zipped("one.txt"), "", "unpack"),
        (zipped("one.txt"), ".txt", "unpack"),
        (b"Rar!\x1a\x07\x01\x00", ".rar", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", ".7z", "unpack"),
        (b"\x1f\x8b\x08\x00", ".tar.gz", "unpack"),
        (b"one.txt" + bytes(250) + b"ustar\x0000", ".tar", "unpack"),
        (zipped("mimetype", "META-INF/container.xml", "a.xhtml"), ".epub", ".docx"),
        (zipped("mimetype", "content.xml", "styles.xml"), ".odt", ".docx"),
        (zipped("Index/Document.iwa"), ".pages", ".docx"),
        (zipped("ppt/presentation.xml"), ".pptx", ".docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".doc", ".docx"),
        (b"Received: by example.org\nSubject: News\n\nText.", ".eml", ".txt"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", ".mht", ".html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", ".doc", ".html"),
    ],
)
def test_what_is_not_read_is_refused_with_the_way_to_read_it(content, ending, advice):
    with pytest.raises(Unreadable) as caught:
        read_content(content, ending)
    assert advice in caught.value.remedy and "\n" not in caught.value.reason


def test_a_document_of_another_program_is_known_by_its_ending_if_it_is_damaged():
    with pytest.raises(Unreadable, match="Pages"):
        read_content(b"PK\x03\x04" + bytes(50), ".pages")


@pytest.mark.parametrize("name", ["week.zip", "book.epub", "letter.odt", "mail.eml", "page.mht"])
def test_a_folder_names_what_it_leaves_out_with_the_way_to_read_it(tmp_path, name):
    (tmp_path / name).write_bytes(zipped("one.txt"))
    files, (problem,) = find_files(tmp_path)
    assert not files and "left out" in problem.reason
    assert "unpack" in problem.remedy if name.endswith("zip") else "save" in problem.remedy


def test_a_word_file_is_known_by_its_parts_whatever_its_ending():
    for ending in (".zip", ".docm", ".txt", ""):
        assert read_one(make_word(PLANT), ending)[0] == PLANT
