"""Takes the bytes of a Word, RTF or PDF file, gives drafts of the articles in it."""

import codecs
import io
import logging
import re
import zipfile
from collections import Counter, defaultdict
from dataclasses import replace

from helpers.reading.formats.cleaning import PARAGRAPH_END, clean, unwrap
from helpers.reading.formats.drafts import Unreadable, ask_limit
from helpers.reading.formats.plain import read_cleaned

# bytes unpacked, and unpacked to packed: more is no document
LARGEST = 200_000_000
MOST_RATIO = 150
MOST_PARTS = 5_000  # files within one; a document with 1,000 pictures has 1,100
MOST_TAGS = 400_000  # of XML in a Word file; an export of 100 articles has 200,000
# marks, and characters without pictures; 500 articles have 1 and 10
MOST_RTF_MARKS = 3_000_000
LARGEST_RTF = 20_000_000
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O|E\0N)")
AGAIN = "take it from its source again, or save it as .docx or .txt"
BESIDE = [
    ("word/header", "page header"),
    ("word/footer", "page footer"),
    ("word/comments", "comment"),
]
RTF = re.compile(
    r"\\([a-z]+)(-?\d{1,10})? ?|\\'..|\\.|[{}]|[^\\{}]+", re.I | re.S
)  # a word with its number, a mark, text
TEXT = "text"
NOWHERE = ""
ASIDES = {  # words of RTF that say that what follows is no text, and what it is
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
    **dict.fromkeys(("pict", "stylesheet", "info"), NOWHERE),
    "footnote": "footnote", "annotation": "comment", "deleted": "deleted words", "v": "hidden words",
}  # fmt: skip
RTF_CODEPAGE = re.compile(r"\\ansicpg(\d{1,5})")
MAC = re.compile(r"\{\\rtf[^{}]*\\(?:mac|ansicpg10000)\b")
FONT = re.compile(
    r"\\f(\d{1,9})|\\fcharset(\d{1,9})|[;\n]"
)  # a font, the letters that it has, the end of its name
MOST_PAGES = 300
MOST_DRAWN = 30_000_000  # bytes that draw all pages of a PDF file; a page of text alone has 50,000
DRAWN = re.compile(
    rb"/([^\s/<>\[\](){}%]+)\s+Do\b"
)  # where a page draws what has a name: a picture, or a form
GONE = "gone"  # a tag for what is to be taken out
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre")
EDGE = 2  # lines of a page's top and bottom that may be running heads
PAGE = "\ue000"  # a character of no script: where one page ends and the next begins
OCR = (
    "have its letters read first (with ocrmypdf, or in Acrobat), or copy its text into a .txt file"
)


def open_zip(content, *, kind, most):
    """Return a zip file after a look at its contents list: not too large, nothing that a document
    does not have.

    Raises Unreadable if it is broken, unpacks to far more than a document, has more parts than one,
    or more tags in them than `most`, or declares entities, which Word never does."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except Exception:  # whatever a damaged list makes the library raise
        raise Unreadable(f"it is no whole {kind} file", AGAIN) from None
    ask_limit(len(members), MOST_PARTS, "part", AGAIN)
    size = sum(member.file_size for member in members)
    if size > LARGEST or (size > 10_000_000 and size > MOST_RATIO * len(content)):
        raise Unreadable(f"it unpacks to {size:,} bytes, which no {kind} file does", AGAIN)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("it is encrypted", "save it without a password")
    tags = 0
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            part = read_part(archive, member, kind)
            tags += part.count(b"<")
            if DECLARED.search(part):
                raise Unreadable("it holds a DOCTYPE, which Office never writes", AGAIN)
    ask_limit(
        tags, most, "tag", f"split it into {kind} files of fewer pages, or save its text as .txt"
    )
    return archive


def read_part(archive, member, kind):
    try:
        return archive.read(member)
    except Exception:  # whatever a damaged part makes the library raise
        raise Unreadable(f"it is no whole {kind} file", AGAIN) from None


def read_word(content):
    """Return the drafts in a .docx file, and the doubts.

    Tracked insertions and table cells are text; deleted words, notes, page headers, page footers
    and comments are not."""
    import mammoth

    archive = open_zip(content, kind="Word", most=MOST_TAGS)
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
    """Return the notes of a page made from a Word file, and its paragraphs, lines broken within one
    as they are."""
    from lxml import html as tree

    root = tree.fragment_fromstring(page, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    notes = take_notes(root)
    return notes, paragraphs_of(root)


def take_notes(root):
    """Take footnotes, endnotes and the marks that lead to them out of a page, return the notes:
    pairs of kind and words."""
    from lxml import etree

    marks = root.xpath(
        "//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"
    )
    backs = root.xpath(
        "//li//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"
    )
    for gone in (*marks, *backs):
        gone.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    found = root.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]")
    notes = [
        (note.get("id").partition("-")[0], " ".join(" ".join(paragraphs_of(note)).split()))
        for note in found
    ]
    for note in found:
        note.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    return notes


def paragraphs_of(root):
    """Return the paragraphs within an element; one that holds others, as an item of a list may, is
    parted from them."""
    for element in root.iter(*PARAGRAPHS):
        element.text = PARAGRAPH_END + (element.text or "")
        element.tail = PARAGRAPH_END + (element.tail or "")
    return [
        paragraph for paragraph in root.text_content().split(PARAGRAPH_END) if paragraph.strip()
    ]


def word_beside(archive):
    """Return what a Word file holds beside its text: deleted words, page headers and footers,
    comments."""
    dropped = [
        ("deleted words", words) for words in words_in(archive, "word/document.xml", "delText")
    ]
    for name in archive.namelist():
        for start, what in BESIDE:
            if name.startswith(start) and name.endswith(".xml"):
                words = " ".join(words_in(archive, name, "t"))
                dropped += [(what, words)] * bool(words.strip())
    return tuple(dropped)


def words_in(archive, name, tag):
    """Return the words of the elements of Word that have a tag, in a part of a file; of a broken
    part those before the fault."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(read_part(archive, name, "Word"), parser)
    elements = () if root is None else root.iter(*(f"{{{space}}}{tag}" for space in WORD))
    return [element.text for element in elements if element.text]


def add_dropped(drafts, dropped):
    return [replace(drafts[0], dropped=(*drafts[0].dropped, *dropped)), *drafts[1:]]


def read_old_word(content):
    raise Unreadable(
        "it is a file of an old Office or has a password", "save it as .docx without a password"
    )


def read_rtf(content):
    """Return the drafts in an RTF file, and the doubts.

    Page headers and footers, notes, comments, deleted and hidden words are no text; addresses of
    links are nowhere."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise Unreadable("it is no RTF file", AGAIN)
    ask_limit(
        sum(map(content.count, (b"\\", b"{"))),
        MOST_RTF_MARKS,
        "RTF mark",
        "split it, or save its text as .txt",
    )
    try:
        texts = rtf_texts(content.decode("latin-1").lstrip("ï»¿ \t\r\n"))
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise Unreadable(f"it is damaged ({type(error).__name__})", AGAIN) from None
    text, doubts = clean(texts.pop(TEXT).strip())
    drafts, doubts = read_cleaned(text, doubts)
    dropped = (
        (what, words.strip()) for what, beside in texts.items() for words in beside.split("\n")
    )
    return add_dropped(drafts, tuple((what, words) for what, words in dropped if words)), doubts


def rtf_texts(rtf):
    """Return the text of an RTF file, and what is beside it, {what it is: its words, a paragraph a
    line}."""
    from striprtf.striprtf import font_table_group, rtf_to_text

    encoding = rtf_encoding(rtf)
    rtf = RTF_CODEPAGE.sub(
        "", rtf
    )  # which the library would believe even if there is none of that number
    if encoding == "mac_roman":
        rtf = re.sub(
            r"\\fcharset0(?!\d)", r"\\fcharset77", rtf
        )  # the library takes the default for that of Windows
    given = font_table_group(rtf)
    table = font_table(given)
    parts = part_rtf(rtf.replace(given, table, 1))
    size = sum(len(part) for what, part in parts.items() if what != NOWHERE)
    ask_limit(size, LARGEST_RTF, "RTF character", "split it, or save its text as .txt")
    start = "{\\rtf1" + table
    beside = {what: f"{start}{part}}}" for what, part in parts.items() if what != NOWHERE}
    return {
        what: rtf_to_text(part, encoding, errors="replace")
        for what, part in (beside | {TEXT: parts[TEXT]}).items()
    }


def font_table(group):
    """Return the font table of an RTF file with nothing in it but what the library asks of it,
    which it searches for in n² steps: which letters a font has.

    >>> font_table(r"{\\fonttbl{\\f0\\froman\\fcharset204 Times;}{\\f1\\fnil Arial;}}")
    '{\\\\fonttbl{\\\\f0\\\\fcharset204 x;}}'
    """
    fonts = []
    font = None
    charset = None
    for mark in FONT.finditer(group):
        if not font:
            font = mark[1]
        elif not charset:
            font = None if mark[0] == "\n" else font
            charset = mark if mark[2] else None
        elif mark[0] == ";" and mark.start() > charset.end():
            fonts.append(f"{{\\f{font}\\fcharset{charset[2]} x;}}")
            font = charset = None
    return f"{{\\fonttbl{''.join(fonts)}}}" if group else ""


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
    """Return the RTF of a file taken apart: {"text": what is text, "footnote": …}; each aside
    begins a paragraph."""
    parts = defaultdict(list)
    what = TEXT
    outer = []
    place = 0
    parts[TEXT] = []
    while token := RTF.match(rtf, place):
        word = token[1]
        number = token[2]
        place = token.end()
        if word == "bin":
            place += max(0, int(number or 0))  # bytes of a picture
            continue
        if token[0] == "}":
            what = outer.pop() if outer else what
        elif word and word.lower() == "fldinst":
            what = NOWHERE
            continue
        elif (what == TEXT and word in ASIDES and number != "0") or (
            what == "footnote" and word == "ftnalt"
        ):
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
    """Return the drafts in a PDF file, and the doubts: lines are joined to paragraphs, running
    heads left out."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        logging.getLogger("pypdf").addHandler(
            logging.NullHandler()
        )  # what it doubts is said by what it gives
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it needs a password", "save a copy without the password")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"it has {len(reader.pages):,} pages", "give one article a file")
        drawn = 0
        known = {}
        for page in reader.pages:
            drawn += drawn_by(page, page.get_contents(), known)
            ask_limit(drawn, MOST_DRAWN, "drawing byte", "copy its text into a .txt file")
        pages = [page.extract_text() for page in reader.pages]
    except FileNotDecryptedError:
        raise Unreadable("it needs a password", "save a copy without the password") from None
    except Unreadable:
        raise
    except PyPdfError as error:
        raise Unreadable(
            f"it is damaged or not whole ({type(error).__name__})", "download it again"
        ) from None
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


def drawn_by(holder, content, known):
    """Return how many bytes draw a page or a form, those of the forms in it as often as it draws
    them; `known` says it of forms."""
    from pypdf.generic import DictionaryObject, NameObject

    data = content.get_data() if content is not None else b""
    names = Counter(
        NameObject.unnumber(b"/" + name).decode("latin-1") for name in DRAWN.findall(data)
    )
    there = (
        holder.get("/Resources", DictionaryObject())
        .get_object()
        .get("/XObject", DictionaryObject())
        .get_object()
    )
    total = len(data)
    for name, count in names.items():
        form = there[name].get_object() if name in there else None
        if isinstance(form, DictionaryObject) and form.get("/Subtype") == "/Form":
            if id(form) not in known:
                known[id(form)] = 0  # within itself it is not drawn again
                known[id(form)] = drawn_by(form, form, known)
            total += count * known[id(form)]
    return total


def cut_running_heads(pages):
    """Return pages (lists of lines) without the first and last lines that come again on most of
    them, and these lines."""
    edges = Counter(
        key for page in pages for key in {running(line) for line in page[:EDGE] + page[-EDGE:]}
    )
    often = {key for key, count in edges.items() if key and count > max(2, len(pages) / 2)}
    kept = []
    heads = []
    for page in pages:
        inner = range(EDGE, len(page) - EDGE)
        kept.append(
            [line for i, line in enumerate(page) if i in inner or running(line) not in often]
        )
        heads += [line for i, line in enumerate(page) if i not in inner and running(line) in often]
    return kept, heads


def running(line):
    """Return a line as it comes again on other pages: whatever its numbers.

    >>> running("Page 3 of 12")
    'page # of #'
    """
    return re.sub(r"\d+", "#", line.strip().lower())
