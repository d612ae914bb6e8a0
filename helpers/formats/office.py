"""Takes the bytes of a Word, RTF or PDF file, gives drafts of the articles in it."""

import codecs
import html
import io
import logging
import lzma
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from dataclasses import replace

from helpers.formats.cleaning import PARAGRAPH_END, clean, unwrap
from helpers.formats.drafts import Unreadable
from helpers.formats.plain import read_cleaned

LARGEST, MOST_RATIO = 200_000_000, 150  # bytes unpacked, and unpacked to packed: more is no document
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O|E\0N)")
AGAIN = "take it from its source again, or save it as .docx or .txt"
BESIDE = [("word/header", "page header"), ("word/footer", "page footer"), ("word/comments", "comment")]
RTF = re.compile(r"\\([a-z]+)(-?\d{1,10})? ?|\\'..|\\.|[{}]|[^\\{}]+", re.I | re.S)  # a word with its number, a mark, text
TEXT, NOWHERE = "text", ""
ASIDES = {  # words of RTF that say that what follows is no text, and what it is
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
    **dict.fromkeys(("fldinst", "stylesheet", "info"), NOWHERE),
    "footnote": "footnote", "annotation": "comment", "deleted": "deleted words", "v": "hidden words",
}  # fmt: skip
RTF_CODEPAGE = re.compile(r"\\ansicpg(\d{1,5})")
MAC = re.compile(r"\{\\rtf[^{}]*\\(?:mac|ansicpg10000)\b")
MOST_PAGES = 300
PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre")
EDGE = 2  # lines of a page's top and bottom that may be running heads
PAGE = "\ue000"  # a character of no script: where one page ends and the next begins
OCR = "have its letters read first (with ocrmypdf, or in Acrobat), or copy its text into a .txt file"


def open_zip(content, *, kind):
    """Return a zip file after a look at its contents list: not too large, nothing that a document does not have.

    Raises Unreadable if it is broken, unpacks to far more than a document, or declares entities, which Word never does.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Unreadable(f"it is no whole {kind} file", AGAIN) from None
    size = sum(member.file_size for member in members)
    if size > LARGEST or (size > 10_000_000 and size > MOST_RATIO * len(content)):
        raise Unreadable(f"it unpacks to {size:,} bytes, which no {kind} file does", AGAIN)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("it is encrypted", "save it without a password")
    try:
        for member in members:
            if member.filename.endswith((".xml", ".rels")) and DECLARED.search(archive.read(member)):
                raise Unreadable("it holds a DOCTYPE, which Office never writes", AGAIN)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error, lzma.LZMAError):
        raise Unreadable(f"it is no whole {kind} file", AGAIN) from None
    return archive


def read_word(content):
    """Return the drafts in a .docx file, and the doubts.

    Tracked insertions and table cells are text; deleted words, notes, page headers, page footers and comments are not.
    """
    import mammoth

    archive = open_zip(content, kind="Word")
    if "word/document.xml" not in archive.namelist():
        raise Unreadable("it holds no document", AGAIN)
    try:
        page = mammoth.convert_to_html(io.BytesIO(content), convert_image=lambda image: []).value
    except Exception as error:  # whatever a damaged part makes the library raise
        raise Unreadable(f"it is damaged ({type(error).__name__})", AGAIN) from None
    notes, paragraphs = blocks_of(page)
    text, doubts = clean("\n\n".join(paragraphs))
    drafts, doubts = read_cleaned(text, doubts)
    return add_dropped(drafts, (*notes, *word_beside(archive))), doubts


def blocks_of(page):
    """Return the notes of a page made from a Word file, and its paragraphs, lines broken within one as they are."""
    from lxml import html as tree

    root = tree.fragment_fromstring(page, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    notes = take_notes(root)
    return notes, paragraphs_of(root)


def take_notes(root):
    """Take footnotes, endnotes and the marks that lead to them out of a page, return the notes: pairs of kind and words."""
    notes = []
    for mark in root.xpath("//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"):
        mark.drop_tree()
    for note in root.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        for back in note.xpath(".//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"):
            back.drop_tree()
        notes.append((note.get("id").partition("-")[0], " ".join(" ".join(paragraphs_of(note)).split())))
        note.drop_tree()
    return notes


def paragraphs_of(root):
    """Return the paragraphs within an element; one that holds others, as an item of a list may, is parted from them."""
    for element in root.iter(*PARAGRAPHS):
        element.text = PARAGRAPH_END + (element.text or "")
        element.tail = PARAGRAPH_END + (element.tail or "")
    return [paragraph for paragraph in root.text_content().split(PARAGRAPH_END) if paragraph.strip()]


def word_beside(archive):
    """Return what a Word file holds beside its text: deleted words, page headers and footers, comments."""
    document = archive.read("word/document.xml").decode("utf-8", "replace")
    dropped = [("deleted words", html.unescape(words)) for words in re.findall(r"<w:delText\b[^>]*>([^<]+)<", document)]
    for name in archive.namelist():
        for start, what in BESIDE:
            if name.startswith(start) and name.endswith(".xml"):
                words = " ".join(re.findall(r"<w:t\b[^>]*>([^<]+)<", archive.read(name).decode("utf-8", "replace")))
                dropped += [(what, html.unescape(words))] * bool(words.strip())
    return tuple(dropped)


def add_dropped(drafts, dropped):
    return [replace(drafts[0], dropped=(*drafts[0].dropped, *dropped)), *drafts[1:]]


def read_old_word(content):
    raise Unreadable("it is a file of an old Office or has a password", "save it as .docx without a password")


def read_rtf(content):
    """Return the drafts in an RTF file, and the doubts.

    Page headers and footers, notes, comments, deleted and hidden words are no text; addresses of links are nowhere.
    """
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise Unreadable("it is no RTF file", AGAIN)
    try:
        texts = rtf_texts(content.decode("latin-1").lstrip("ï»¿ \t\r\n"))
    except Exception as error:  # whatever a damaged file makes the library raise
        raise Unreadable(f"it is damaged ({type(error).__name__})", AGAIN) from None
    text, doubts = clean(texts.pop(TEXT).strip())
    drafts, doubts = read_cleaned(text, doubts)
    dropped = ((what, words.strip()) for what, beside in texts.items() for words in beside.split("\n"))
    return add_dropped(drafts, tuple((what, words) for what, words in dropped if words)), doubts


def rtf_texts(rtf):
    """Return the text of an RTF file, and what is beside it, {what it is: its words, a paragraph a line}."""
    from striprtf.striprtf import font_table_group, rtf_to_text

    encoding = rtf_encoding(rtf)
    rtf = RTF_CODEPAGE.sub("", rtf)  # which the library would believe even if there is none of that number
    if encoding == "mac_roman":
        rtf = re.sub(r"\\fcharset0(?!\d)", r"\\fcharset77", rtf)  # the library takes the default for that of Windows
    parts = part_rtf(rtf)
    start = "{\\rtf1" + font_table_group(rtf)
    beside = {what: f"{start}{part}}}" for what, part in parts.items() if what != NOWHERE}
    return {what: rtf_to_text(part, encoding, errors="replace") for what, part in (beside | {TEXT: parts[TEXT]}).items()}


def rtf_encoding(rtf):
    """Return how the characters beyond ASCII are written in an RTF file.

    >>> rtf_encoding(r"{\\rtf1\\mac\\deff0 }"), rtf_encoding(r"{\\rtf1\\ansi\\ansicpg1250 }")
    ('mac_roman', 'cp1250')
    """
    codepage = RTF_CODEPAGE.search(rtf)
    if MAC.match(rtf):
        return "mac_roman"
    try:
        return codecs.lookup(f"cp{codepage[1]}").name if codepage else "cp1252"
    except LookupError:
        return "cp1252"


def part_rtf(rtf):
    """Return the RTF of a file taken apart: {"text": what is text, "footnote": …}; each aside begins a paragraph."""
    parts, what, outer, place = defaultdict(list), TEXT, [], 0
    parts[TEXT] = []
    while token := RTF.match(rtf, place):
        word, number, place = token[1], token[2], token.end()
        if word == "bin":
            place += max(0, int(number or 0))  # bytes of a picture
            continue
        if token[0] == "}":
            what = outer.pop() if outer else what
        elif (what == TEXT and word in ASIDES and number != "0") or (what == "footnote" and word == "ftnalt"):
            what = "endnote" if word == "ftnalt" else ASIDES[word]
            parts[what].append("\\par ")
            continue
        elif what == ASIDES.get(word) and number == "0":
            what = TEXT
            parts[TEXT].append("{}")  # parts the word before from what comes
            continue
        parts[what].append(token[0])
        outer += [what] * (token[0] == "{")
    return {what: "".join(tokens) for what, tokens in parts.items()}


def read_pdf(content):
    """Return the drafts in a PDF file, and the doubts: lines are joined to paragraphs, running heads left out."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it doubts is said by what it gives
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it needs a password", "save a copy without the password")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"it has {len(reader.pages):,} pages", "give one article a file")
        pages = [page.extract_text() for page in reader.pages]
    except FileNotDecryptedError:
        raise Unreadable("it needs a password", "save a copy without the password") from None
    except Unreadable:
        raise
    except PyPdfError as error:
        raise Unreadable(f"it is damaged or not whole ({type(error).__name__})", "download it again") from None
    except Exception as error:  # whatever a damaged file makes the library raise
        raise Unreadable(f"it is damaged ({type(error).__name__})", "download it again") from None
    if not any(re.search(r"\w", page) for page in pages):
        raise Unreadable("there is no text in this PDF, only pictures of pages", OCR)
    whole, doubts = clean(f"\n{PAGE}\n".join(page.replace(PAGE, "") for page in pages))
    pages, heads = cut_running_heads([page.strip("\n").split("\n") for page in whole.split(PAGE)])
    text = "\n".join("\n".join(page) for page in pages).strip()
    unwrapped = unwrap(text)
    drafts, doubts = read_cleaned(unwrapped[0] if unwrapped else text, doubts)
    return add_dropped(drafts, tuple(("running head", line) for line in heads)), doubts


def cut_running_heads(pages):
    """Return pages (lists of lines) without the first and last lines that come again on most of them, and these lines."""
    edges = Counter(key for page in pages for key in {running(line) for line in page[:EDGE] + page[-EDGE:]})
    often = {key for key, count in edges.items() if key and count > max(2, len(pages) / 2)}
    kept, heads = [], []
    for page in pages:
        inner = range(EDGE, len(page) - EDGE)
        kept.append([line for i, line in enumerate(page) if i in inner or running(line) not in often])
        heads += [line for i, line in enumerate(page) if i not in inner and running(line) in often]
    return kept, heads


def running(line):
    """Return a line as it comes again on other pages: whatever its numbers.

    >>> running("Page 3 of 12")
    'page # of #'
    """
    return re.sub(r"\d+", "#", line.strip().lower())
