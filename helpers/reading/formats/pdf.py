"""Reads PDF files: columns one after the other, lines joined to paragraphs, without running heads
and footnotes."""

import io
import logging
import re
from collections import Counter

from helpers.base.wording import number_of
from helpers.reading.cleaning import clean
from helpers.reading.drafts import Unreadable, add_dropped, ask_limit
from helpers.reading.formats.pdf_columns import (
    LEAST_AGAIN,
    LEAST_ROWS,
    has_gaps,
    has_same_words,
    is_read_across,
    split_columns,
)
from helpers.reading.formats.pdf_lines import (
    LineTaker,
    as_paragraphs,
    cut_footnotes,
    cut_running_heads,
)
from helpers.reading.formats.plain import read_cleaned
from helpers.reading.unwrapping import hyphens_out, unwrap

MOST_PAGES = 300
MOST_DRAWN = 30_000_000  # bytes that draw all pages; a page of text alone has 50,000
# where a page draws something that has a name: a picture, or a form
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
MOST_OF_PAGE = 300_000  # bytes that draw a page in which columns are looked for
MOST_LAID_OUT = 6_000_000  # and of all such pages
WIDTHS = range(20, 161)  # characters in a line: columns are narrow
COLUMNS = (
    "of columns, which stand side by side, was read column by column",
    "look at the order of its paragraphs in notebook 1",
)
ACROSS = (
    "of columns, which stand side by side, may have been read across them",
    "look at it in notebook 1, and copy the columns one by one into a .txt file if it is wrong",
)
OCR = (
    "have its letters read first (with ocrmypdf, or in Acrobat), or copy its text into a .txt file"
)
LOCKED = ("it needs a password", "save a copy without the password")
DOWNLOAD = "download it again"


def read_pdf(content):
    """Return the drafts in a PDF file, and the doubts. Raises Unreadable if it is damaged, too
    large, has a password, or holds pictures of pages alone."""
    pages, layout = extract_pages(content)
    if not any(re.search(r"\w", line.text) for page in pages for line in page):
        raise Unreadable("there is no text in this PDF, only pictures of pages", OCR)
    pages, heads = cut_running_heads(pages)
    pages, notes = cut_footnotes(pages)
    text, doubts = clean("\n".join(map(as_paragraphs, pages)).strip(), wrapped=True)
    joined, _ = unwrap(text, widths=WIDTHS) or (text, 0)
    drafts, doubts = read_cleaned(joined, [*layout, *doubts])
    pieces = [("running head", line) for line in heads] + [("footnote", note) for note in notes]
    pieces = [(what, clean(words, wrapped=True)[0]) for what, words in pieces]
    return add_dropped(drafts, [*pieces, *hyphens_out(text, joined)]), doubts


def extract_pages(content):
    """Return the lines of each page, and the doubts about the order in which columns are read.
    Raises Unreadable whatever the library raises."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    # the library's own warnings would be printed
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(*LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"it has {len(reader.pages):,} pages", "give one article a file")
        drawn = 0
        form_sizes = {}
        sizes = []
        for page in reader.pages:
            sizes.append(drawn_bytes(page, page.get_contents(), form_sizes))
            drawn += sizes[-1]
            ask_limit(drawn, MOST_DRAWN, "drawing byte", "copy its text into a .txt file")
        return read_pages(reader.pages, sizes)
    except FileNotDecryptedError:
        raise Unreadable(*LOCKED) from None
    except Unreadable:
        raise
    except PyPdfError as error:
        reason = f"it is damaged or not whole ({type(error).__name__})"
        raise Unreadable(reason, DOWNLOAD) from None
    except Exception as error:  # the library raises anything at a damaged file
        raise Unreadable(f"it is damaged ({type(error).__name__})", DOWNLOAD) from None


def read_pages(pages, sizes):
    """Return the lines of each page, and the doubts; `sizes` are the bytes that draw each page."""
    takers = [LineTaker() for _ in pages]
    texts = []
    layouts = []  # the rows of each page, none where columns are not looked for
    laid_out = 0  # bytes of pages whose columns were looked for
    for page, taker, size in zip(pages, takers, sizes, strict=True):
        texts.append(page.extract_text(visitor_text=taker))
        is_read = size <= MOST_OF_PAGE and laid_out + size <= MOST_LAID_OUT
        laid_out += size if is_read else 0
        layouts.append(lay_out_page(page) if is_read else [])
    least = LEAST_AGAIN if any(map(split_columns, layouts)) else LEAST_ROWS
    read = []
    in_columns = Counter()
    for taker, text, rows in zip(takers, texts, layouts, strict=True):
        columns, doubt = find_columns(text, rows, least)
        in_columns.update(filter(None, [doubt]))
        read.append(taker.with_places(columns) if columns else list(taker.lines()))
    doubts = [
        (f"{number_of(count, 'page')} {reason}", remedy)
        for (reason, remedy), count in in_columns.items()
    ]
    return read, doubts


def lay_out_page(page):
    """Return the rows of a page, with spaces as they stand on it; none if the library cannot."""
    options = {"extraction_mode": "layout", "layout_mode_space_vertically": False}
    try:
        return page.extract_text(**options).split("\n")
    except Exception:  # the library raises anything at what it cannot lay out
        return []


def find_columns(text, rows, least):
    """Return the lines of a page column by column, None if its text is in order, and the doubt
    about it, if any."""
    ordered = split_columns(rows, least=least)
    if not ordered or not is_read_across(text, ordered, rows):
        return None, None
    if not has_same_words(text, ordered):
        return None, ACROSS
    lines = [" ".join(line.split()) for line in ordered]
    return lines, ACROSS if has_gaps(ordered) else COLUMNS


def drawn_bytes(holder, content, form_sizes):
    """Return how many bytes draw a page or a form; those of a form within it count as often as it
    is drawn. `form_sizes` holds the sizes of forms that were counted already."""
    from pypdf.generic import DictionaryObject, NameObject

    data = content.get_data() if content is not None else b""
    names = Counter(
        NameObject.unnumber(b"/" + name).decode("latin-1") for name in DRAWN.findall(data)
    )
    resources = holder.get("/Resources", DictionaryObject()).get_object()
    drawings = resources.get("/XObject", DictionaryObject()).get_object()
    total = len(data)
    for name, count in names.items():
        form = drawings[name].get_object() if name in drawings else None
        if isinstance(form, DictionaryObject) and form.get("/Subtype") == "/Form":
            if id(form) not in form_sizes:
                form_sizes[id(form)] = 0  # a form that draws itself is not drawn again
                form_sizes[id(form)] = drawn_bytes(form, form, form_sizes)
            total += count * form_sizes[id(form)]
    return total
