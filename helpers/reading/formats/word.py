"""Reads Word files: the text, and beside it notes, headers, footers, comments and deleted words."""

import io

from helpers.reading.cleaning import PARAGRAPH_END, clean
from helpers.reading.drafts import Unreadable
from helpers.reading.formats.plain import add_dropped, read_cleaned
from helpers.reading.formats.zipped import REMEDY, open_zip, read_part

MOST_TAGS = 400_000  # of XML; an export of 100 articles has 200,000
KIND = "Word"
DOCUMENT = "word/document.xml"
# how the names of parts that are not text begin, and what these parts are
PARTS_BESIDE = {
    "word/header": "page header",
    "word/footer": "page footer",
    "word/comments": "comment",
}
GONE = "gone"  # a tag of elements to be taken out
NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre")
NOTE_MARKS = "//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"
NOTE_BACKLINKS = (
    "//li//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"
)
NOTES = "//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"


def read_word(content):
    """Return the drafts in a .docx file, and the doubts.

    Tracked insertions and table cells are text; deleted words, notes, page headers, page footers
    and comments are not."""
    import mammoth

    archive = open_zip(content, kind=KIND, most_tags=MOST_TAGS)
    if DOCUMENT not in archive.namelist():
        raise Unreadable("it holds no document", REMEDY)
    try:
        page = mammoth.convert_to_html(io.BytesIO(content), convert_image=lambda image: []).value
    except Exception as error:  # the library raises anything at a damaged part
        raise Unreadable(f"it is damaged ({type(error).__name__})", REMEDY) from None
    notes, paragraphs = split_page(page)
    text, doubts = clean("\n\n".join(paragraphs))
    drafts, doubts = read_cleaned(text, doubts)
    return add_dropped(drafts, [*notes, *pieces_beside(archive)]), doubts


def read_old_word(content):
    raise Unreadable(
        "it is a file of an old Office or has a password", "save it as .docx without a password"
    )


def split_page(page):
    """Return the notes in the HTML of a Word file, pairs of kind and words, and the paragraphs,
    with line breaks within them."""
    from lxml import html

    root = html.fragment_fromstring(page, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    notes = take_notes(root)
    return notes, paragraphs_of(root)


def take_notes(root):
    """Take footnotes, endnotes and their marks out of a page, and return the notes: pairs of kind
    and words."""
    take_out(root, [*root.xpath(NOTE_MARKS), *root.xpath(NOTE_BACKLINKS)])
    elements = root.xpath(NOTES)
    notes = []
    for element in elements:
        kind = element.get("id").partition("-")[0]
        notes.append((kind, " ".join(" ".join(paragraphs_of(element)).split())))
    take_out(root, elements)
    return notes


def take_out(root, elements):
    """Take elements out of a page; the text behind them stays."""
    from lxml import etree

    for element in elements:
        element.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)


def paragraphs_of(root):
    """Return the paragraphs within an element; paragraphs within others, as in an item of a list,
    are separated from them."""
    for element in root.iter(*PARAGRAPHS):
        element.text = PARAGRAPH_END + (element.text or "")
        element.tail = PARAGRAPH_END + (element.tail or "")
    return [text for text in root.text_content().split(PARAGRAPH_END) if text.strip()]


def pieces_beside(archive):
    """Return what a Word file holds beside its text, pairs of what it is and its words: deleted
    words, page headers and footers, comments."""
    pieces = [("deleted words", words) for words in words_in(archive, DOCUMENT, "delText")]
    for name in archive.namelist():
        for start, what in PARTS_BESIDE.items():
            if name.startswith(start) and name.endswith(".xml"):
                words = " ".join(words_in(archive, name, "t"))
                if words.strip():
                    pieces.append((what, words))
    return pieces


def words_in(archive, name, tag):
    """Return the texts of Word's elements of one tag in a part of a file; in a damaged part, those
    before the damage."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(read_part(archive, name, KIND), parser)
    if root is None:
        return []
    elements = root.iter(*(f"{{{namespace}}}{tag}" for namespace in NAMESPACES))
    return [element.text for element in elements if element.text]
