"""File formats: reads the bytes of a file as drafts of the articles in it.

To add a format, write a module here with a reader: a function that takes the bytes of a file and
returns the drafts in it (see `helpers.reading.drafts`) and the doubts about the whole, pairs of
reason and remedy; it raises Unreadable with a reason and a remedy. Then add a row for its ending to
`READERS`, and the ending to `TABULAR` if its files are tables of articles; take the ending out of
`UNREAD`, if it is there.
"""

import re
from importlib import import_module

from helpers.reading.drafts import Draft, Unreadable
from helpers.reading.formats.unread import REMEDY, UNREAD, refusal
from helpers.reading.formats.zipped import find_kind

__all__ = ["READERS", "TABULAR", "read_content", "refusal"]

# ending → module and reader
READERS = {
    ".txt": ("plain", "read_text"),
    ".text": ("plain", "read_text"),
    ".md": ("plain", "read_markdown"),
    ".markdown": ("plain", "read_markdown"),
    ".html": ("web", "read_page"),
    ".htm": ("web", "read_page"),
    ".xhtml": ("web", "read_page"),
    ".docx": ("word", "read_word"),
    ".docm": ("word", "read_word"),
    ".doc": ("word", "read_old_word"),
    ".rtf": ("rtf", "read_rtf"),
    ".pdf": ("pdf", "read_pdf"),
    ".csv": ("tabular", "read_csv"),
    ".tsv": ("tabular", "read_csv"),
    ".tab": ("tabular", "read_csv"),
    ".xlsx": ("workbooks", "read_workbook"),
    ".json": ("objects", "read_json"),
    ".jsonl": ("objects", "read_json_lines"),
    ".ndjson": ("objects", "read_json_lines"),
    ".ris": ("references", "read_ris"),
    ".enw": ("references", "read_endnote"),
    ".xml": ("references", "read_endnote_xml"),
}
WORD = {".docx", ".docm"}
# plain text: no sign at the beginning tells one from another
PLAIN = {".txt", ".text", ".md", ".markdown"}
# tables: an article without an id gets a number, even if it is the only one
TABULAR = {
    *(".csv", ".tsv", ".tab", ".xlsx", ".json", ".jsonl", ".ndjson"),
    *(".ris", ".enw", ".xml"),
}

HTML = re.compile(
    rb"\s*+(?>(?><!--.*?-->|<\?xml[^>]*+>)\s*+)*+"  # comments and declarations
    rb"<(?:!doctype\s++html|html)\b",
    re.I | re.S,
)
ZIP = b"PK\x03\x04"
MIME = b"mime-version:"  # of a page that Word has saved as one file, under .doc
IN_ZIP = {".docx", ".docm", ".xlsx"}
# how files begin, and the ending that they deserve
SIGNS = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"TY  - ": ".ris",
}
PACKED = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")
OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"ID3": "sound",
    b"\x7fELF": "a program",
    b"PAR1": "a table of data",
    b"SQLite format": "a database",
}
WARC = b"WARC/"  # as a Common Crawl stores pages
BLANK = b"\xef\xbb\xbf \t\r\n"


def read_content(content: bytes, ending: str) -> tuple[list[Draft], list[tuple[str, str]]]:
    """Return the drafts in a file and the doubts about it, by its ending and by how it begins; if
    these differ, the beginning decides.

    Raises Unreadable if the content is damaged or of a format that is not read.
    """
    other = next((what for sign, what in OTHERS.items() if content.startswith(sign)), None)
    if other:
        raise Unreadable(f"it is no text but {other}", REMEDY)
    if content.startswith(WARC):
        raise Unreadable("it is a web archive (WARC)", "extract its pages first, as .html files")
    real = find_ending(content, ending)
    if real not in READERS:
        raise Unreadable(*refusal(real))
    module, reader = READERS[real]
    read = getattr(import_module(f"helpers.reading.formats.{module}"), reader)
    drafts, doubts = read(content)
    if is_misnamed(ending, real):
        name = real[1:].upper()
        reason = f"it holds {name} under the ending {ending or '(none)'} and was read as such"
        doubts = [(reason, f"name it {real}"), *doubts]
    return drafts, doubts


def is_misnamed(ending, real):
    """Whether the ending of a file is wrong; .doc may be a text, an RTF file or a page."""
    same = any({real, ending} <= kind for kind in (PLAIN, WORD))
    return real != ending and ending != ".doc" and not same


def find_ending(content, ending):
    """Return the ending that a file deserves: its own, or that of the format in which it begins."""
    start = content[:4096].lstrip(BLANK)
    if start.startswith(ZIP):
        return find_kind(content) or (ending if ending in IN_ZIP or ending in UNREAD else ".zip")
    if start.startswith(PACKED):
        return ".zip"
    if ending == ".doc" and start[: len(MIME)].lower() == MIME:
        return ".mht"
    for sign, real in SIGNS.items():
        if start.startswith(sign):
            # an old Excel and an old Word begin alike
            return ending if real == ".doc" and ending in UNREAD else real
    if (ending in PLAIN or ending == ".doc") and HTML.match(start):
        return ".html"
    return ".txt" if ending in ("", ".doc") else ending
