"""Nothing is lost: the characters of the articles' texts, of what was left out and of what is said
to be changed add up to those of the file, in every format.

Counted are printed characters, in Unicode's compatibility form: white space, and control and format
characters, which no reader sees, are not. Of TXT, Markdown, CSV and JSON the file counts as it is
decoded, of others what their library yields. What stands for the format and not for words (names
of columns, tags, marks) is said at each test."""

import csv
import io
import json
import re
import unicodedata
import warnings
from collections import Counter
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from make_exports import EXPORTS
from make_files import W, make_pdf, make_word, make_workbook

from helpers import ArticleError, read_file
from helpers.reading.cleaning import BROKEN_WORDS

pytestmark = pytest.mark.slow

STORY = [
    "The last paper mill on the river Esk will close in spring, its owners told the ninety workers "
    "on Thursday morning.",
    "“We knew that the orders were falling,” said Tilda Moore, who has run the press since 1998.",
    "The owners say that paper is made at half the price elsewhere, and that they have looked for "
    "a buyer since the summer without success.",
    "The council will discuss the future of the site on Monday, and it may buy a part of it.",
]
UNSEEN = ("Cc", "Cf", "Cs")  # categories of characters
# no marks of Markdown, RTF or HTML; accents apart from their letters, joined letters, no-break
# spaces, soft hyphens and other characters that no reader sees are among them
LETTERS = "abcdefgHIJ012äßÅé日дعª½ﬁ…“”‘’«»–.,;!?%&€'\u0301\u00a0\u00ad\u200b\u200d\u202a\x07"
WORDS = st.text(LETTERS, min_size=1, max_size=9)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
some = settings(max_examples=100, deadline=None)
few = settings(max_examples=30, deadline=None)


def printed(*texts):
    """The printed characters of texts, and how often each stands there."""
    letters = unicodedata.normalize("NFKD", " ".join(texts))
    return Counter(
        one for one in letters if not one.isspace() and unicodedata.category(one) not in UNSEEN
    )


def read(content, ending):
    """Return the articles of a file; none if it is said that it holds none."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / f"mill{ending}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            return read_file(path)
        except ArticleError:
            return []


def words_of(articles):
    """Return the texts of articles, and what was left out of them."""
    return [text for one in articles for text in (one.text, *(words for _, words in one.dropped))]


def adds_up(content, ending, wanted, *, bullets=0):
    """Hold the account of a file against the characters that it has. Only hyphens may be missing,
    and only as many as are said to be taken out; so many `bullets` may be written for points."""
    articles = read(content, ending)
    assume(articles)
    found = printed(*words_of(articles))
    missing = wanted - found
    added = found - wanted
    assert added.total() == added["-"] <= bullets, (added, missing)
    reasons = " ".join(reason for one in articles for reason, _ in one.doubts)
    hyphens = sum(map(int, re.findall(rf"(\d+) {BROKEN_WORDS}", reasons)))
    assert missing.total() == missing["-"] <= hyphens, missing


# plain text


BROKEN = st.sampled_from(["the eco-\nnomic plan ", "a long-\nterm plan ", "a news- paper "])


@some
@given(st.lists(LINES | st.sampled_from(STORY) | BROKEN, min_size=1, max_size=12), st.booleans())
def test_plain_text_adds_up(lines, is_wrapped):
    text = "\n\n".join([*STORY, *lines])
    if is_wrapped:
        text = re.sub(r"(.{50,60}) ", r"\1\n", text)
    adds_up(text, ".txt", printed(text))


@few
@given(LINES, st.sampled_from(["utf-16", "utf-8-sig", "utf-8"]))
def test_text_in_any_encoding_adds_up(line, encoding):
    text = "\r\n".join([*STORY, line])
    adds_up(text.encode(encoding), ".txt", printed(text))


# what is written round words, and its marks, which are taken out
MARKDOWN = {
    "{}": "",
    "## {}": "##",
    "> {}": ">",
    "So **{}** it is": "****",
    "So _{}_ it is": "__",
    "So [{}](http://example.org/a_(b)) it is": "[]()",
    "So ![{}](a.png) it is": "![]()",
    "So [[page|{}]] it is": "[[|]]",
    "So [[{}]] it is": "[[]]",
    "So <http://example.org/a> it is {}": "<>",
    "So it[^1] is": "[^1]",
    "[^1]: {}": "[^1]:",
    "[^2]: {} [a](http://example.org)": "[^2]:[]()",
    "It is \\*{}": "\\",
    "- {}": "",
}


@some
@given(
    st.lists(st.tuples(st.sampled_from(list(MARKDOWN)), st.lists(WORDS, min_size=1).map("".join))),
    st.none() | LINES,
)
def test_markdown_adds_up(parts, title):
    """Its marks do not count, nor do the numbers of footnotes, nor the fences of front matter."""
    front = f"---\ntitle: {title}\n---\n" if title else ""
    blocks = [form.format("a" + word.strip("'") + "b") for form, word in parts]
    text = front + "\n\n".join([*STORY, *blocks])
    marks = "".join(MARKDOWN[form] for form, _ in parts) + ("------" if title else "")
    adds_up(text, ".md", printed(text) - printed(marks))


# tables and objects


COLUMNS = ["id", "title", "lead", "text", "date", "section", "a.b"]
ROWS = st.lists(
    st.tuples(*[LINES | st.just("")] * len(COLUMNS), st.sampled_from(["", " ".join(STORY), "—"])),
    min_size=1,
    max_size=5,
)


def make_table(rows):
    """Return the columns and the rows of a table; some texts are longer, some are none."""
    rows = [[*row[:3], f"{row[-1]} {row[3]}".strip(), *row[4:-1]] for row in rows]
    return pd.DataFrame(
        [*rows, ["9", "", "We knew it", " ".join(STORY), "", "", ""]], columns=COLUMNS
    )


@some
@given(ROWS, st.sampled_from(",;\t"), st.lists(LINES, max_size=2))
def test_a_table_adds_up(rows, separator, above):
    """Separators and quotation marks round cells do not count; nor do the names of the columns,
    which say what was left out."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    table = make_table(rows)
    above = [line.replace(",", "").replace(";", "") for line in above]
    writer.writerows([COLUMNS, *table.to_numpy()])
    content = "".join(f"{line}\n" for line in above) + file.getvalue()
    wanted = printed(*above, *table.to_numpy().ravel())
    adds_up(content, ".tsv" if separator == "\t" else ".csv", wanted)


@few
@given(ROWS)
def test_a_workbook_adds_up(rows):
    """The names of columns do not count, where articles stand below them."""
    table = make_table([[re.sub(r"[\x00-\x1f]", "", cell) for cell in row] for row in rows])
    wanted = printed("note", "see the next sheet", *table.to_numpy().ravel())
    adds_up(make_workbook(table), ".xlsx", wanted)


@some
@given(ROWS, st.sampled_from(["records", "split", "columns"]), st.booleans())
def test_a_list_of_objects_adds_up(rows, orient, by_line):
    """Names and the marks and escapes of JSON do not count."""
    table = make_table(rows)
    wanted = printed(*table.to_numpy().ravel())
    if by_line:
        adds_up(
            table.to_json(orient="records", lines=True) + "no JSON\n",
            ".jsonl",
            wanted + printed("no JSON"),
        )
    else:
        # of the rows their numbers
        numbers = ", ".join(map(str, table.index)) if orient == "split" else ""
        adds_up(table.to_json(orient=orient), ".json", wanted + printed(numbers))


NAMES = st.text("αβγδ", min_size=1, max_size=4)
SAID = st.text("abcdefgé“”–.!? ", min_size=1, max_size=12)
VALUES = st.recursive(
    st.none() | st.integers(0, 10**6) | SAID,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@some
@given(st.dictionaries(NAMES, VALUES, max_size=4), VALUES, st.sampled_from(["αα", "data"]))
def test_the_answer_of_a_service_adds_up(more, around, name):
    """Of nested values names (here in Greek), the marks of JSON and `null` do not count."""
    text = "\n\n".join(STORY)
    articles = [{"text": text, "β": more}, {"body": STORY, **more}, "one more"]
    data = {"page": around, name: {"results": articles}}
    (content,) = [json.dumps(data, ensure_ascii=False)]
    articles = read(content, ".json")
    found = printed(*words_of(articles))
    wanted = printed(text, text, "one more", *leaves([around, more, more]))
    for mark in '{}[]",:\\':
        del found[mark], wanted[mark]
    for piece in re.findall("null", " ".join(w for a in articles for _, w in a.dropped)):
        found -= printed(piece)
    found = Counter({one: count for one, count in found.items() if not "α" <= one <= "δ"})
    assert found == wanted, (found - wanted, wanted - found)


def leaves(value):
    """Yield the values in JSON data that are words or numbers."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)


# lists of references


RECORDS = st.lists(
    st.tuples(LINES, LINES, LINES, st.sampled_from(["", "Short.", " ".join(STORY)])), max_size=4
)
TAGS = {
    ".ris": ("TY  - NEWS", "TI  - ", "AU  - ", "UR  - ", "AB  - ", "ER  - "),
    ".enw": ("%0 Newspaper Article", "%T ", "%A ", "%U ", "%X ", ""),
}


@some
@given(RECORDS, st.sampled_from(list(TAGS)), st.none() | LINES)
def test_a_list_of_references_adds_up(records, ending, above):
    """Tags do not count."""
    records = [*records, ("A", "B", "C", " ".join(STORY))]
    first, *tags, last = TAGS[ending]
    lines = [above] if above else []
    for record in records:
        words = [f"{tag}{words}" for tag, words in zip(tags, record, strict=True) if words]
        lines += [first, *words, last, ""]
    kind = first[len("TY  - ") :] if ending == ".ris" else first[len("%0 ") :]
    wanted = printed(
        above or "", *[kind] * len(records), *(words for one in records for words in one)
    )
    adds_up("\n".join(lines), ending, wanted)


@some
@given(RECORDS)
def test_a_list_of_references_in_xml_adds_up(records):
    """Elements and their attributes do not count."""
    records = [*records, ("A", "B", "C", " ".join(STORY))]
    records = [[re.sub(r"[\x00-\x1f]", "", words) for words in record] for record in records]
    form = (
        "<record><titles><title><style>{}</style></title></titles><contributors><authors>"
        "<author>{}</author></authors></contributors><custom1>{}</custom1><abstract>{}</abstract>"
        "</record>"
    )
    content = "".join(form.format(*map(escape, record)) for record in records)
    wanted = printed(*(words for record in records for words in record))
    adds_up(f"<xml><records>{content}</records></xml>", ".xml", wanted)


# pages


BLOCKS = [
    "<p>{}</p>",
    "<p>The mill <em>{}</em> closes, the owners of the mill said in a letter on <b>Friday</b>.</p>",
    "<nav><a href=/>{}</a> <a href=/x>Sport</a></nav>",
    "<aside><h3>{}</h3><p>The council meets in May to talk about the mill.</p></aside>",
    "<figure><img src=a.png alt=x><figcaption>{}</figcaption></figure>",
    "<h2>{}</h2>",
    "<blockquote><p>{}</p></blockquote>",
    "<ul><li>{}</li><li>Another point of the owners of the mill.</li></ul>",
    "<table><tr><th>Year</th><th>Workers</th></tr><tr><td>{}</td><td>90</td></tr></table>",
    "<p>It will not wait, <del>{}</del> said the owner of the mill on Friday morning.</p>",
    "<div class=pull-quote><p>{}</p></div>",
    "<div class=related><p><a href=/z>{}</a></p></div>",
    "<blockquote class=twitter-tweet><p>{}</p>— Tilda (@t) <a href=/t>May 1</a></blockquote>",
    "<form><button>{}</button></form>",
    "<p>The owners said <q>we know {}</q> in a letter to the workers on Friday morning.</p>",
    "<script>var x = 1;</script>",
    "<p>One line of {}<br>and another line of the owners.<br><br>A third line.</p>",
    "<footer><p>{}</p></footer>",
    "<p><time>{}</time> By <span class=author>Tom Bell</span></p>",
]


@some
@given(st.lists(st.tuples(st.sampled_from(BLOCKS), LINES), max_size=6), st.randoms())
def test_a_page_adds_up(blocks, chance):
    """What a browser does not show does not count; a title in the page's head does if the text has
    it not, and so do the quotation marks that a browser shows round a <q>."""
    from lxml import html

    filled = [block.replace("{}", escape(words)) for block, words in blocks]
    body = [f"<p>{words}</p>" for words in STORY]
    for block in filled:
        body.insert(chance.randrange(len(body) + 1), block)
    content = (
        '<html><head><meta charset="utf-8"><title>Mill to close - Esk News</title></head><body>'
        f"<article><h1>Mill to close</h1>{''.join(body)}</article></body></html>"
    )
    root = html.fromstring(content)
    shown = root.xpath("//body//text()[not(ancestor::script)]")
    bullets = content.count("<li>")
    marks = "“”" * content.count("<q>")
    adds_up(content, ".html", printed("Mill to close - Esk News", marks, *shown), bullets=bullets)


# Word, RTF and PDF


PARTS = [
    "<w:p>{}</w:p>",
    "<w:p><w:ins w:id='1'>{}</w:ins></w:p>",
    "<w:p><w:del w:id='1'>{}</w:del></w:p>",
    "<w:p><w:moveFrom w:id='1'>{}</w:moveFrom></w:p>",
    "<w:p><w:hyperlink>{}</w:hyperlink></w:p>",
    "<w:p><w:fldSimple w:instr='X'>{}</w:fldSimple></w:p>",
    "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>",
    "<w:p><w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{}</w:p>",
    "<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
]
BESIDE = {
    "header1": "<w:hdr {}><w:p>{}</w:p></w:hdr>",
    "footer2": "<w:ftr {}><w:p>{}</w:p></w:ftr>",
    "footnotes": "<w:footnotes {}><w:footnote w:id='2'><w:p>{}</w:p></w:footnote></w:footnotes>",
    "comments": "<w:comments {}><w:comment w:id='2'><w:p>{}</w:p></w:comment></w:comments>",
}


@few
@given(
    st.lists(st.tuples(st.sampled_from(PARTS), LINES), max_size=6),
    st.dictionaries(st.sampled_from(list(BESIDE)), LINES),
)
def test_a_word_file_adds_up(parts, beside):
    """What Word writes between the words, such as the marks of notes, does not count."""
    from lxml import etree

    def run(words):
        words = escape(re.sub(r"[\x00-\x1f]", "", words))
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    extra = "".join(form.replace("{}", run(words)) for form, words in parts)
    others = {f"word/{name}.xml": BESIDE[name].format(W, run(beside[name])) for name in beside}
    xml = f"<w:body {W}>{extra}{''.join(others.values())}</w:body>"
    words = etree.fromstring(xml).xpath("//text()")
    adds_up(make_word(STORY, extra=extra, parts=others), ".docx", printed(*STORY, *words))


RTF = [
    "{}\\par ",
    "{{\\header {}\\par}}",
    "{{\\footer {}\\par}}",
    "It will{{\\footnote {}}} close.\\par ",
    "It will{{\\*\\annotation {}}} close.\\par ",
    "It will {{\\deleted {}}} close.\\par ",
    "It will {{\\v {}}} close.\\par ",
    "It will {{\\revised {}}} close.\\par ",
    "It will close.{{\\shp{{\\*\\shpinst{{\\shptxt\\pard {}\\par}}}}}}\\par ",  # codespell:ignore
]


def as_rtf(words):
    return "".join(
        one if one.isascii() and one.isprintable() else f"\\u{ord(one)}?" for one in words
    )


@few
@given(st.lists(st.tuples(st.sampled_from(RTF), LINES), max_size=6))
def test_an_rtf_file_adds_up(parts):
    """Control words do not count."""
    told = [form.format(as_rtf(words)) for form, words in parts]
    body = "".join(f"{as_rtf(words)}\\par " for words in STORY) + "".join(told)
    plain = [re.sub(r"\\\*?[a-z]* ?|[{}]", "", form.replace("{}", "")) for form, _ in parts]
    wanted = printed(*STORY, *plain, *(words for _, words in parts))
    adds_up(f"{{\\rtf1\\ansi {body}}}", ".rtf", wanted)


DRAWN = st.lists(st.text("abcdefgéß“”–.!?-", min_size=1, max_size=9), min_size=1, max_size=9)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(DRAWN.map(" ".join), max_size=12), min_size=1, max_size=3), st.booleans())
def test_a_pdf_adds_up(pages, has_notes):
    """The library (pypdf) says what stands on the pages."""
    from pypdf import PdfReader

    lines = re.sub(r"(.{50,60}) ", r"\1\n", " ".join([*STORY, "It is an eco-\nnomic plan."]))
    notes = [("1 See the report of the mill.", 6)] if has_notes else []
    content = make_pdf([["The Esk News", *lines.split("\n"), *page, *notes] for page in pages])
    shown = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    adds_up(content, ".pdf", printed(*shown))


# exports of press archives


def make_page(lines):
    return "".join(f"<div><p>{escape(line)}</p></div>" for line in lines)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(EXPORTS),
    st.lists(LINES, max_size=3),
    st.sampled_from([".txt", ".html"]),
    st.randoms(),
)
def test_an_export_adds_up_however_it_is_damaged(lines, more, ending, chance):
    """Of an export everything counts, the archive's own lines, too."""
    lines = list(lines)
    for words in more:
        place = chance.randrange(len(lines))
        other = chance.choice(chance.choice(EXPORTS))
        damage = ([], [lines[place], other], ["", lines[place]], [words, lines[place]])
        lines[place : place + 1] = chance.choice(damage)
    text = "\n".join(lines)
    content = text if ending == ".txt" else f"<html><body>{make_page(lines)}</body></html>"
    adds_up(content, ending, printed(text))
