"""Reads RTF files: the text, and beside it headers, footers, notes, comments and hidden words."""

import codecs
import re
from collections import defaultdict

from helpers.reading.cleaning import clean
from helpers.reading.drafts import Unreadable, add_dropped, ask_limit
from helpers.reading.formats.boxes import PULL_QUOTE, repeats, rows_of_words
from helpers.reading.formats.plain import read_cleaned
from helpers.reading.formats.zipped import REMEDY

# marks, and characters without pictures; 500 articles have 1 and 10 million
MOST_MARKS = 3_000_000
LARGEST = 20_000_000
# a control word with its number, another control symbol, a brace, or text
TOKEN = re.compile(r"\\([a-z]+)(-?\d{1,10})? ?|\\'..|\\.|[{}]|[^\\{}]+", re.I | re.S)
TEXT = "text"
NOWHERE = ""
SHAPE = "shape"
BOX = "text box"
# a character of no script, where a shape stands in the text, and before each box
PLACE = "\ufdd0"
PLACE_RTF = "{\\uc1\\u-560 ?}"
# control words before what is not text, and what that is
ASIDES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
    **dict.fromkeys(("pict", "stylesheet", "info"), NOWHERE),
    **dict.fromkeys(("shp", "shpgrp", "do"), SHAPE),
    "footnote": "footnote",
    "annotation": "comment",
    "deleted": "deleted words",
    "v": "hidden words",
}
# control words within a shape; its picture for old programs has its text once more
IN_SHAPES = {"shptxt": BOX, "dptxbxtext": BOX, "shprslt": NOWHERE}
CODEPAGE = re.compile(r"\\ansicpg(\d{1,5})")
MAC = re.compile(r"\{\\rtf[^{}]*\\(?:mac|ansicpg10000)\b")
# a font's number, its character set, and the end of its name
FONT = re.compile(r"\\f(\d{1,9})|\\fcharset(\d{1,9})|[;\n]")
SPLIT = "split it, or save its text as .txt"
BLANK = " \t\r\n"


def read_rtf(content):
    """Return the drafts in an RTF file, and the doubts.

    Page headers and footers, notes, comments, deleted and hidden words and text boxes that repeat
    the text are not text; the addresses of links are left out."""
    if not content.lstrip(b"\xef\xbb\xbf" + BLANK.encode()).startswith(b"{\\rtf"):
        raise Unreadable("it is no RTF file", REMEDY)
    ask_limit(content.count(b"\\") + content.count(b"{"), MOST_MARKS, "RTF mark", SPLIT)
    try:
        texts = rtf_texts(content.decode("latin-1").lstrip("ï»¿" + BLANK))
    except Unreadable:
        raise
    except Exception as error:  # the library raises anything at a damaged file
        raise Unreadable(f"it is damaged ({type(error).__name__})", REMEDY) from None
    text, pieces = place_boxes(texts.pop(TEXT), texts.pop(BOX, ""))
    text, doubts = clean(text.strip(), wrapped=True)
    drafts, doubts = read_cleaned(text, doubts)
    for what, words in texts.items():
        pieces += [(what, line.strip()) for line in words.split("\n") if line.strip()]
    return add_dropped(drafts, pieces), doubts


def rtf_texts(rtf):
    """Return the text of an RTF file and what is beside it: {what it is: its words, a paragraph a
    line}."""
    from striprtf.striprtf import font_table_group, rtf_to_text

    encoding = rtf_encoding(rtf)
    rtf = CODEPAGE.sub("", rtf)  # the library believes it even if there is no such code page
    if encoding == "mac_roman":
        # the library takes the default set for that of Windows
        rtf = re.sub(r"\\fcharset0(?!\d)", r"\\fcharset77", rtf)
    own_table = font_table_group(rtf)
    table = font_table(own_table)
    parts = split_parts(rtf.replace(own_table, table, 1))
    parts.pop(NOWHERE, None)
    parts.pop(SHAPE, None)
    ask_limit(sum(map(len, parts.values())), LARGEST, "RTF character", SPLIT)
    texts = {}
    for what, part in parts.items():
        whole = part if what == TEXT else f"{{\\rtf1{table}{part}}}"
        texts[what] = rtf_to_text(whole, encoding, errors="replace")
    return texts


def font_table(group):
    """Return the font table of an RTF file with the character sets of the fonts alone, because the
    library searches the table in n² steps.

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
            font = None
            charset = None
    return f"{{\\fonttbl{''.join(fonts)}}}" if group else ""


def rtf_encoding(rtf):
    """Return the encoding of the characters beyond ASCII in an RTF file.

    >>> rtf_encoding(r"{\\rtf1\\mac\\deff0 }"), rtf_encoding(r"{\\rtf1\\ansi\\ansicpg1250 }")
    ('mac_roman', 'cp1250')
    """
    if MAC.match(rtf):
        return "mac_roman"
    codepage = CODEPAGE.search(rtf)
    try:
        return codecs.lookup(f"cp{codepage[1]}").name if codepage else "cp1252"
    except LookupError:
        return "cp1252"


def split_parts(rtf):
    """Return the RTF of the text and of each kind of aside: {"text": …, "footnote": …}; each aside
    begins a paragraph."""
    parts = defaultdict(list)
    parts[TEXT] = []
    what = TEXT
    outer = []  # what the groups around the place are
    place = 0
    shapes = 0
    while token := TOKEN.match(rtf, place):
        word = token[1]
        number = token[2]
        place = token.end()
        if word == "bin":
            place += max(0, int(number or 0))  # the bytes of a picture
            continue
        if word and word.lower() == "fldinst":
            what = NOWHERE
            continue
        if token[0] == "}":
            before = what
            what = outer.pop() if outer else what
            if before == SHAPE and what == TEXT:
                shapes += 1
                parts[TEXT].append("}" + PLACE_RTF)
                continue
        elif what == SHAPE and word in IN_SHAPES:
            what = IN_SHAPES[word]
            parts[what].append(f"\\par {PLACE_RTF}{shapes}\\par ")
            continue
        elif begins_aside(what, word, number):
            what = "endnote" if word == "ftnalt" else ASIDES[word]
            parts[what].append("\\par ")
            continue
        elif what == ASIDES.get(word) and number == "0":
            what = TEXT
            parts[TEXT].append("{}")  # separates the words before and after the aside
            continue
        parts[what].append(token[0])
        if token[0] == "{":
            outer.append(what)
    return {what: "".join(tokens) for what, tokens in parts.items()}


def begins_aside(what, word, number):
    """Whether a control word begins an aside, within what is read."""
    if word == "ftnalt":
        return what == "footnote"
    return what == TEXT and word in ASIDES and number != "0"


def place_boxes(text, boxes):
    """Return a text with its text boxes behind the paragraphs that hold them, and the boxes that
    repeat the text: pairs of what they are, and their words."""
    rows = rows_of_words(text)
    pieces = []
    at_shape = {}  # by the number of a shape, the lines of its boxes
    for box in boxes.split(PLACE)[1:]:
        number, _, words = box.partition("\n")
        if repeats(words, rows):
            pieces.append((PULL_QUOTE, " ".join(words.split())))
        else:
            at_shape.setdefault(number, []).extend(words.rstrip("\n").split("\n"))
    lines = []
    shapes = 0
    for line in text.split("\n"):
        held = line.count(PLACE)
        lines.append(line.replace(PLACE, ""))
        for number in range(shapes, shapes + held):
            lines += at_shape.get(str(number), [])
        shapes += held
    return "\n".join(lines), pieces
