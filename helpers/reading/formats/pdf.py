"""Reads PDF files: lines are joined to paragraphs, running heads are left out."""

import io
import logging
import re
from collections import Counter

from helpers.reading.cleaning import clean
from helpers.reading.drafts import Unreadable, ask_limit
from helpers.reading.formats.plain import add_dropped, read_cleaned
from helpers.reading.unwrapping import unwrap

MOST_PAGES = 300
MOST_DRAWN = 30_000_000  # bytes that draw all pages; a page of text alone has 50,000
# where a page draws something that has a name: a picture, or a form
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
EDGE = 2  # lines at a page's top and bottom that may be running heads
PAGE_END = "\ue000"  # a character of no script
OCR = (
    "have its letters read first (with ocrmypdf, or in Acrobat), or copy its text into a .txt file"
)
LOCKED = ("it needs a password", "save a copy without the password")
DOWNLOAD = "download it again"


def read_pdf(content):
    """Return the drafts in a PDF file, and the doubts. Raises Unreadable if it is damaged, too
    large, has a password, or holds pictures of pages alone."""
    pages = extract_pages(content)
    if not any(re.search(r"\w", page) for page in pages):
        raise Unreadable("there is no text in this PDF, only pictures of pages", OCR)
    pages = [page.replace(PAGE_END, "") for page in pages]
    joined, doubts = clean(f"\n{PAGE_END}\n".join(pages), wrapped=True)
    lines = [page.strip("\n").split("\n") for page in joined.split(PAGE_END)]
    pages, heads = cut_running_heads(lines)
    text = "\n".join("\n".join(page) for page in pages).strip()
    unwrapped = unwrap(text)
    drafts, doubts = read_cleaned(unwrapped[0] if unwrapped else text, doubts)
    return add_dropped(drafts, [("running head", line) for line in heads]), doubts


def extract_pages(content):
    """Return the text of each page. Raises Unreadable whatever the library raises."""
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
        for page in reader.pages:
            drawn += drawn_bytes(page, page.get_contents(), form_sizes)
            ask_limit(drawn, MOST_DRAWN, "drawing byte", "copy its text into a .txt file")
        return [page.extract_text() for page in reader.pages]
    except FileNotDecryptedError:
        raise Unreadable(*LOCKED) from None
    except Unreadable:
        raise
    except PyPdfError as error:
        reason = f"it is damaged or not whole ({type(error).__name__})"
        raise Unreadable(reason, DOWNLOAD) from None
    except Exception as error:  # the library raises anything at a damaged file
        raise Unreadable(f"it is damaged ({type(error).__name__})", DOWNLOAD) from None


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


def cut_running_heads(pages):
    """Return pages, lists of lines, without the first and last lines that recur on most of them,
    and these lines."""
    counts = Counter()
    for page in pages:
        counts.update({without_numbers(line) for line in page[:EDGE] + page[-EDGE:]})
    least = max(2, len(pages) / 2)
    recurring = {line for line, count in counts.items() if line and count > least}
    kept = []
    heads = []
    for page in pages:
        text = []
        for i, line in enumerate(page):
            is_edge = i < EDGE or i >= len(page) - EDGE
            if is_edge and without_numbers(line) in recurring:
                heads.append(line)
            else:
                text.append(line)
        kept.append(text)
    return kept, heads


def without_numbers(line):
    """Return a line as it recurs on other pages, whatever its numbers.

    >>> without_numbers("Page 3 of 12")
    'page # of #'
    """
    return re.sub(r"\d+", "#", line.strip().lower())
