"""Takes the bytes of a file and its ending, gives drafts of the articles in it, whatever its
format."""

import re

from helpers.reading.formats.drafts import Unreadable

READERS = {  # ending → module and reader
    ".txt": ("plain", "read_text"),
    ".text": ("plain", "read_text"),
    ".md": ("plain", "read_markdown"),
    ".markdown": ("plain", "read_markdown"),
    ".html": ("web", "read_page"),
    ".htm": ("web", "read_page"),
    ".xhtml": ("web", "read_page"),
    ".docx": ("office", "read_word"),
    ".doc": ("office", "read_old_word"),
    ".rtf": ("office", "read_rtf"),
    ".pdf": ("office", "read_pdf"),
    ".csv": ("tabular", "read_csv"),
    ".tsv": ("tabular", "read_csv"),
    ".tab": ("tabular", "read_csv"),
    ".xlsx": ("tabular", "read_workbook"),
    ".json": ("tabular", "read_json"),
    ".jsonl": ("tabular", "read_json_lines"),
    ".ndjson": ("tabular", "read_json_lines"),
}
PLAIN, TABULAR = (
    {ending for ending, (module, _) in READERS.items() if module == name}
    for name in ("plain", "tabular")
)
HTML = re.compile(
    rb"\s*+(?>(?><!--.*?-->|<\?xml[^>]*+>)\s*+)*+<(?:!doctype\s++html|html)\b", re.I | re.S
)
SIGNS = [  # how files begin
    (b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"PK\x03\x04", "zip"),
]  # fmt: skip
OTHERS = [
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x1f\x8b", "packed data"),
    (b"BZh", "packed data"), (b"7z\xbc\xaf", "packed data"), (b"Rar!", "packed data"), (b"ID3", "sound"),
    (b"\x7fELF", "a program"), (b"PAR1", "a table of data"), (b"SQLite format", "a database"),
]  # fmt: skip
REMEDY = "save the article as .txt, .docx, .html or .pdf"


def read_content(content, ending):
    """Return the drafts in a file and the doubts about it, by its ending and by how it begins: the
    beginning is believed.

    Raises Unreadable if it is of no format that is read, or is broken.
    """
    from importlib import import_module

    other = next((what for sign, what in OTHERS if content.startswith(sign)), None)
    if other:
        raise Unreadable(f"it is no text but {other}", REMEDY)
    real = find_ending(content, ending)
    if real not in READERS:
        raise Unreadable(f"{ending or 'a file without ending'} is not read", REMEDY)
    module, reader = READERS[real]
    drafts, doubts = getattr(import_module(f"helpers.reading.formats.{module}"), reader)(content)
    if real != ending and not {real, ending} <= PLAIN and ending != ".doc":
        reason = f"it holds {real[1:].upper()} under the ending {ending or '(none)'} and was read as such"
        doubts = [(reason, f"name it {real}"), *doubts]
    return drafts, doubts


def find_ending(content, ending):
    """Return the ending that the content of a file deserves: its own, or that of the format in
    which it begins."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    sign = next((real for sign, real in SIGNS if start.startswith(sign)), None)
    if sign == "zip":
        return (
            ".xlsx"
            if ending == ".xlsx"
            else ".docx"
            if ending in (".docx", ".doc")
            else f"a zip file ({ending})"
        )
    if sign:
        return sign
    if ending in PLAIN or ending == ".doc":
        return ".html" if HTML.match(start) else ".txt" if ending == ".doc" else ending
    return ".txt" if ending == "" else ending
