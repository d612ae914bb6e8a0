"""Opens the zip files in which Office stores documents, after a look at what they unpack to."""

import io
import re
import zipfile

from helpers.reading.drafts import Unreadable, ask_limit

# bytes unpacked, and unpacked to packed: no document has more
LARGEST = 200_000_000
MOST_RATIO = 150
RATIO_MATTERS = 10_000_000  # bytes unpacked, above which the ratio is looked at
MOST_PARTS = 5_000  # files within one; a document with 1,000 pictures has 1,100
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O|E\0N)")
# files by which a zip file is known for a document of a certain format
KINDS = {
    "word/document": ".docx",
    "xl/workbook": ".xlsx",
    "ppt/presentation": ".pptx",
    "META-INF/container.xml": ".epub",
    "Index/Document.iwa": ".pages",
    "content.xml": ".odt",
}
ENTRY = b"PK\x01\x02"  # stands before each name in the list of a zip file
REMEDY = "take it from its source again, or save it as .docx or .txt"


def open_zip(content, *, kind, most_tags):
    """Return the zip file of an Office document; `kind` names the program in messages.

    Raises Unreadable if it is broken or encrypted, unpacks to far more than a document, has more
    parts or tags than are read, or declares entities, which Office never writes."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except Exception:  # the library raises anything at a damaged list
        raise Unreadable(f"it is no whole {kind} file", REMEDY) from None
    ask_limit(len(members), MOST_PARTS, "part", REMEDY)
    size = sum(member.file_size for member in members)
    if size > LARGEST or (size > RATIO_MATTERS and size > MOST_RATIO * len(content)):
        raise Unreadable(f"it unpacks to {size:,} bytes, which no {kind} file does", REMEDY)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("it is encrypted", "save it without a password")
    tags = 0
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            part = read_part(archive, member, kind)
            tags += part.count(b"<")
            if DECLARATION.search(part):
                raise Unreadable("it holds a DOCTYPE, which Office never writes", REMEDY)
    remedy = f"split it into {kind} files of fewer pages, or save its text as .txt"
    ask_limit(tags, most_tags, "tag", remedy)
    return archive


def read_part(archive, member, kind):
    """Return the bytes of a part of a zip file. Raises Unreadable if it is damaged."""
    try:
        return archive.read(member)
    except Exception:  # the library raises anything at a damaged part
        raise Unreadable(f"it is no whole {kind} file", REMEDY) from None


def find_kind(content):
    """Return the ending that a zip file deserves by the names of the files in it, None if it is no
    document."""
    if content.count(ENTRY) > MOST_PARTS:
        return None
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except Exception:  # the library raises anything at a damaged list
        return None
    for start, ending in KINDS.items():
        if any(name.startswith(start) for name in names):
            return ending
    return None
