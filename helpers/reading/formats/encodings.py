"""Decodes the bytes of a text, and says what had to be assumed."""

import codecs
import re

from helpers.reading.drafts import Unreadable

# byte order marks; those of UTF-32 first, because they begin like those of UTF-16
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# where the NUL bytes of four stand in Western text without a mark
LAYOUTS = {
    "utf-32-le": [False, True, True, True],
    "utf-32-be": [True, True, True, False],
    "utf-16-le": [False, True, False, True],
    "utf-16-be": [True, False, True, False],
}
HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # half a pair of UTF-16, written as UTF-8
BEYOND_ASCII = bytes(range(128, 256))
CONTROLS = [chr(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27)]
MOST_CONTROLS = 0.05  # of all characters of a text
WESTERN = {"cp1252", "iso8859-1", "iso8859-15", "ascii", "utf-8"}
FEW_BYTES = 10  # beyond ASCII: fewer are no evidence of an encoding
SAMPLE = 100_000  # bytes from which an encoding is guessed
LOST = "\N{REPLACEMENT CHARACTER}"
SAVE_AGAIN = "save it again as UTF-8 if its letters or quotation marks look wrong"


def decode(content):
    """Return the text of a file's bytes, and the doubts about it, pairs of reason and remedy.

    A byte order mark decides; without one the text is UTF-8 if it can be, else what its bytes look
    like, which is a doubt. Bytes that are not characters become U+FFFD and are counted. Raises
    Unreadable if the content is not text."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if marked:
        return decode_as(content, marked)
    wide = find_wide(content)
    if wide:
        return decode_as(content, wide, assumed=True)
    try:
        return decode_as(content, "utf-8", errors="strict")
    except UnicodeDecodeError:
        pass
    characters, strays = count_utf8(content)
    if characters > strays:
        return decode_as(content, "utf-8")
    return decode_as(content, guess(content), assumed=True)


def decode_as(content, encoding, *, assumed=False, errors="replace"):
    """Return the text in an encoding, and the doubts; see decode."""
    if encoding == "utf-8":
        content = HALF.sub(b"\xff", content)  # one byte that is not a character, not three
    text = content.decode(encoding, errors)
    if sum(map(text.count, CONTROLS)) > MOST_CONTROLS * len(text):
        raise Unreadable("it is not a text file", "give the article as .txt, .docx, .html or .pdf")
    doubts = []
    if assumed:
        doubts.append((f"it is not UTF-8 and was read as {encoding}", SAVE_AGAIN))
    lost = text.count(LOST) - content.count(LOST.encode())
    if lost > 0:
        reason = f"{lost} bytes in it are no characters, and were replaced by {LOST}"
        doubts.append((reason, "look for them, or take the text from its source again"))
    return text, doubts


def find_wide(content):
    """Return the encoding of UTF-16 or UTF-32 without a byte order mark, by the places of its NUL
    bytes, or None."""
    start = content[: SAMPLE - SAMPLE % 4]
    if len(start) < 4 or start.count(0) < 0.2 * len(start):
        return None
    empty = []  # whether most bytes at this place of four are NUL
    for place in range(4):
        column = start[place::4]
        empty.append(column.count(0) > 0.6 * len(column))
    return next((encoding for encoding, layout in LAYOUTS.items() if layout == empty), None)


def count_utf8(content):
    """Return how many characters beyond ASCII there are in UTF-8, and how many bytes beyond ASCII
    belong to none."""
    whole = HALF.sub(b"", content)
    text = whole.decode("utf-8", "ignore")
    halves = (len(content) - len(whole)) // 3
    characters = len(text) - len(text.encode("ascii", "ignore")) + halves
    return characters, count_beyond_ascii(whole) - count_beyond_ascii(text.encode())


def count_beyond_ascii(content):
    return len(content) - len(content.translate(None, BEYOND_ASCII))


def guess(content):
    """Return the encoding that the bytes look like: cp1252, as nearly all Western text is, unless
    there is evidence of another."""
    import chardet

    if HALF.search(content) and not count_utf8(content)[1]:
        return "utf-8"
    detected = chardet.detect(content[:SAMPLE])["encoding"] or "cp1252"
    encoding = codecs.lookup(detected).name
    if encoding in WESTERN or count_beyond_ascii(content) < FEW_BYTES:
        return "cp1252"
    return encoding
