"""Reads Word files: the text, and beside it notes, headers, footers, comments and unseen words."""

import io

from helpers.reading.cleaning import PARAGRAPH_END, clean
from helpers.reading.drafts import Unreadable, add_dropped
from helpers.reading.formats.plain import read_cleaned
from helpers.reading.formats.word_parts import (
    KIND,
    find_document,
    foreign_parts,
    parse_part,
    pieces_beside,
    prepare,
    with_document,
)
from helpers.reading.formats.zipped import REMEDY, open_zip
from helpers.reading.unwrapping import unwrap

MOST_TAGS = 400_000  # of XML; an export of 100 articles has 200,000
FOREIGN = (
    "it holds text in another format, which only Word can read",
    "open it in Word and save it again as .docx",
)
PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre")
NOTE_PARTS = (
    "//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"
    "|//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"
)


def read_word(content):
    """Return the drafts in a .docx file, and the doubts.

    Tracked insertions, table cells and text boxes are text; deleted, moved and hidden words, text
    boxes that repeat the text, notes, page headers, page footers and comments are not."""
    archive = open_zip(content, kind=KIND, most_tags=MOST_TAGS)
    name = find_document(archive)
    root = parse_part(archive, name) if name else None
    if root is None:
        raise Unreadable("it holds no document", REMEDY)
    pieces = prepare(root)
    paragraphs = convert(with_document(archive, name, root))
    # lines that were pasted from elsewhere may each be a paragraph
    lines = "\n".join(paragraphs)
    text, doubts = clean(lines if unwrap(lines) else "\n\n".join(paragraphs), wrapped=True)
    if foreign_parts(root):
        if not text.strip():
            raise Unreadable(*FOREIGN)
        doubts = [FOREIGN, *doubts]
    drafts, doubts = read_cleaned(text, doubts)
    return add_dropped(drafts, [*pieces, *pieces_beside(archive)]), doubts


def convert(content):
    """Return the paragraphs of a Word file. Raises Unreadable if it is damaged."""
    import mammoth

    try:
        page = mammoth.convert_to_html(io.BytesIO(content), convert_image=lambda image: []).value
    except Exception as error:  # the library raises anything at a damaged part
        raise Unreadable(f"it is damaged ({type(error).__name__})", REMEDY) from None
    return split_page(page)


def read_old_word(content):
    raise Unreadable(
        "it is a file of an old Office or has a password", "save it as .docx without a password"
    )


def split_page(page):
    """Return the paragraphs in the HTML of a Word file, with line breaks within them, and without
    footnotes, endnotes and their marks."""
    from lxml import html

    root = html.fragment_fromstring(page, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    for note in root.xpath(NOTE_PARTS):
        note.drop_tree()
    return paragraphs_of(root)


def paragraphs_of(root):
    """Return the paragraphs within an element; paragraphs within others, as in an item of a list,
    are separated from them."""
    for element in root.iter(*PARAGRAPHS):
        element.text = PARAGRAPH_END + (element.text or "")
        element.tail = PARAGRAPH_END + (element.tail or "")
    return [text for text in root.text_content().split(PARAGRAPH_END) if text.strip()]
