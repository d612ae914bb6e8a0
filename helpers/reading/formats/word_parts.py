"""Prepares the XML of a Word file so that a library finds all its text, and lists what is no text.

The library (mammoth) passes over every element that it does not know, with the words in it, and
reads neither text boxes nor what stands beside the document."""

import io
import re
import zipfile

from helpers.reading.formats.boxes import PULL_QUOTE, repeats, rows_of_words
from helpers.reading.formats.zipped import read_part

KIND = "Word"
DOCUMENT = "word/document.xml"
RELATIONS = "_rels/.rels"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
# how the names of parts that are not text begin; what their pieces are, and in which elements
PARTS_BESIDE = {
    "header": ("page header", "hdr"),
    "footer": ("page footer", "ftr"),
    "comments": ("comment", "comment"),
    "footnotes": ("footnote", "footnote"),
    "endnotes": ("endnote", "endnote"),
    "diagrams/data": ("diagram", "dataModel"),
    "charts/chart": ("chart", "chartSpace"),
}
BESIDE = re.compile(rf"word/({'|'.join(PARTS_BESIDE)})\d*\.xml$")
# elements with words that no reader sees, and what these are
UNSEEN = {"del": "deleted words", "moveFrom": "moved words"}
# elements round words that the library reads
READ = frozenset(
    "document body p r t tbl tr tc hyperlink ins moveTo smartTag customXml sdt sdtContent object "
    "drawing pict".split()
)
TRANSPARENT = "smartTag"  # an element of Word's whose words the library reads
RENAMED = {"cr": "br", "ptab": "tab"}
TEXTS = ("t", "delText", "v")  # "v" holds the labels and values of a chart
SPACES = ("p", "br", "cr", "tab", "ptab", "pt", "tc")
LONGEST_CAP = 3  # characters of a large first letter and its quotation mark
FALSE = ("0", "false", "off")


def parse_part(archive, name):
    """Return the root of a part's XML, up to its damage if it is damaged, or None."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(read_part(archive, name, KIND), parser)


def find_document(archive):
    """Return the name of the part of a Word file that holds its document, or None."""
    names = set(archive.namelist())
    relations = parse_part(archive, RELATIONS) if RELATIONS in names else None
    for relation in relations if relations is not None else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in names:
            return target
    return DOCUMENT if DOCUMENT in names else None


def with_document(archive, name, root):
    """Return the bytes of a Word file with another document and without pictures."""
    from lxml import etree

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as copy:
        for part in dict.fromkeys(archive.namelist()):
            if part == name:
                copy.writestr(part, etree.tostring(root, encoding="utf-8"))
            elif part.lower().endswith((".xml", ".rels")):
                copy.writestr(part, read_part(archive, part, KIND))
    return file.getvalue()


# the document


def prepare(root):
    """Change the XML of a document so that the library finds all its text, and return what it
    leaves out: pairs of what it is, and its words."""
    choose_alternatives(root)
    pieces = take_unseen(root)
    pieces += place_boxes(root)
    join_drop_caps(root)
    for element in find(root, "br", *RENAMED):
        element.attrib.clear()  # a page's or a column's end separates words as that of a line does
        name = local(element)
        element.tag = like(element, RENAMED.get(name, name))
    open_wrappers(root)
    for body in find(root, "body"):
        # the words of a last paragraph whose end is deleted would be lost
        body.append(body.makeelement(like(body, "p")))
    return pieces


def local(element):
    """Return the name of an element without its namespace, "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def like(element, name):
    """Return the tag of this name in Word's namespace, that of the element's file."""
    namespace = STRICT if STRICT in element.nsmap.values() else MAIN
    return f"{{{namespace}}}{name}"


def find(root, *names):
    """Return the elements of Word's with these names, in their order."""
    return list(root.iter(*(f"{{{space}}}{name}" for space in (MAIN, STRICT) for name in names)))


def remove(element):
    if element.getparent() is not None:
        element.getparent().remove(element)


def words_of(root):
    """Return the words within an element; the ends of paragraphs, lines and cells are spaces."""
    pieces = []
    for element in root.iter():
        name = local(element)
        if name in SPACES:
            pieces.append(" ")
        elif name in TEXTS:
            pieces.append(element.text or "")
    return " ".join("".join(pieces).split())


def has_words(root):
    return any(local(one) in TEXTS and one.text and one.text.strip() for one in root.iter())


def choose_alternatives(root):
    """Leave one of each group of alternatives: the first that has words, else the last."""
    for group in list(root.iter("{*}AlternateContent")):
        chosen = next((one for one in group if has_words(one)), None)
        if chosen is None and len(group):
            chosen = group[-1]
        for element in list(chosen) if chosen is not None else ():
            group.addprevious(element)
        remove(group)


def take_unseen(root):
    """Take deleted, moved and hidden words out, and return them."""
    gone = [(element, UNSEEN[local(element)]) for element in find(root, *UNSEEN)]
    for row in find(root, "tr"):
        if row.find("{*}trPr/{*}del") is not None:
            gone.append((row, UNSEEN["del"]))
    for run in find(root, "r"):
        mark = run.find("{*}rPr/{*}vanish")
        if mark is not None and mark.get(like(mark, "val")) not in FALSE:
            gone.append((run, "hidden words"))
    pieces = []
    seen = set()
    for element, what in gone:
        if not seen.isdisjoint(element.iterancestors()):
            continue
        seen.add(element)
        words = words_of(element)
        if words:
            pieces.append((what, words))
            for text in find(element, *TEXTS):
                text.text = ""
    return pieces


def place_boxes(root):
    """Put the paragraphs of text boxes behind the paragraphs that hold them, and return the boxes
    that repeat the text, as pull quotes do, which are taken out."""
    boxes = []
    last = {}  # the last paragraph that stands behind a paragraph
    for box in find(root, "txbxContent"):
        holders = [above for above in box.iterancestors() if local(above) == "p"]
        if holders:
            boxes.append((box, holders[-1]))
    for box, _ in boxes:
        remove(box)
    rows = rows_of_words(words_of(root))
    pieces = []
    for box, holder in boxes:
        words = words_of(box)
        if repeats(words, rows):
            pieces.append((PULL_QUOTE, words))
            continue
        for element in list(box):
            last.get(holder, holder).addnext(element)
            last[holder] = element
    return pieces


def join_drop_caps(root):
    """Put large first letters, which are paragraphs of their own, into the paragraphs that they
    begin."""
    for frame in find(root, "framePr"):
        paragraph = frame.getparent().getparent()
        following = paragraph.getnext()
        if frame.get(like(frame, "dropCap")) not in ("drop", "margin") or following is None:
            continue
        runs = [run for run in paragraph if local(run) == "r"]
        if local(following) == "p" and 0 < len(words_of(paragraph)) <= LONGEST_CAP:
            for run in reversed(runs):
                following.insert(0, run)
            remove(paragraph)


def open_wrappers(root):
    """Give every element round words a name that the library reads."""
    seen = set()
    for text in list(root.iter("{*}t")):
        if local(text.getparent()) != "r" or text.tag != like(text, "t"):
            text.tag = like(text, "t")  # that of a formula
        for element in text.iterancestors():
            if element in seen:
                break
            seen.add(element)
            name = local(element)
            if name not in READ or element.tag != like(element, name):
                element.tag = like(element, TRANSPARENT)


# beside the document


def pieces_beside(archive):
    """Return what a Word file holds beside its document, pairs of what it is and its words: page
    headers and footers, comments, notes, and the words of diagrams and charts."""
    pieces = []
    for name in archive.namelist():
        part = BESIDE.match(name)
        if not part:
            continue
        root = parse_part(archive, name)
        if root is None:
            continue
        what, unit = PARTS_BESIDE[part[1]]
        choose_alternatives(root)
        words = [words_of(element) for element in root.iter("{*}" + unit)]
        pieces += [(what, text) for text in words if text]
    return pieces


def foreign_parts(root):
    """Return how many parts of another format stand in a document as its text."""
    return len(find(root, "altChunk"))
