"""Takes the bytes of a text, gives the text, and what had to be assumed to read it."""

import codecs
import re

from helpers.reading.formats.drafts import Unreadable

MARKS = [  # those of UTF-32 first: they begin like those of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
]  # fmt: skip
HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # half a pair of UTF-16, written as UTF-8
BEYOND = bytes(range(128, 256))  # bytes that are not ASCII
CONTROLS = [chr(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27)]
MOST_CONTROLS = 0.05  # of all characters: more than this, and it is no text
WESTERN = {"cp1252", "iso8859-1", "iso8859-15", "ascii", "utf-8"}
FEW = 10  # bytes beyond ASCII: fewer tell nothing of the encoding
SAMPLE = 100_000  # bytes that the guess of an encoding looks at
SAVE = "save it again as UTF-8 if its letters or quotation marks look wrong"


def decode(content):
    """Return a text from its bytes, and the doubts about it, pairs of reason and remedy.

    A mark at the start says the encoding; else it is UTF-8 if it can be, else what its bytes look
    like, which is said. Bytes that are no characters become U+FFFD, and are counted. Raises
    Unreadable if it is no text at all."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if encoding:
        return checked(content, encoding, told=False)
    wide = find_wide(content)
    if wide:
        return checked(content, wide)
    try:
        return checked(content, "utf-8", told=False, errors="strict")
    except UnicodeDecodeError:
        pass
    characters, strays = count_utf8(content)
    if characters > strays:
        return checked(content, "utf-8", told=False)
    return checked(content, guess(content))


def checked(content, encoding, *, told=True, errors="replace"):
    if encoding == "utf-8":
        content = HALF.sub(b"\xff", content)  # one byte that is no character, not three
    text = content.decode(encoding, errors)
    if sum(map(text.count, CONTROLS)) > MOST_CONTROLS * len(text):
        raise Unreadable("it is not a text file", "give the article as .txt, .docx, .html or .pdf")
    doubts = [(f"it is not UTF-8 and was read as {encoding}", SAVE)] if told else []
    lost = text.count("\N{REPLACEMENT CHARACTER}") - content.count(
        "\N{REPLACEMENT CHARACTER}".encode()
    )
    if lost > 0:
        doubts.append(
            (
                f"{lost} bytes in it are no characters, and were replaced by \N{REPLACEMENT CHARACTER}",
                "look for them, or take the text from its source again",
            )
        )
    return text, doubts


def find_wide(content):
    """Return the encoding of UTF-16 or UTF-32 without a mark, which shows by where its NUL bytes
    stand, or None."""
    start = content[: SAMPLE - SAMPLE % 4]
    if start.count(0) < 0.2 * len(start) or len(start) < 4:
        return None
    shares = [start[place::4].count(0) / len(start[place::4]) for place in range(4)]
    empty = [share > 0.6 for share in shares]
    layouts = {
        "utf-32-le": [False, True, True, True],
        "utf-32-be": [True, True, True, False],
        "utf-16-le": [False, True, False, True],
        "utf-16-be": [True, False, True, False],
    }
    return next((name for name, layout in layouts.items() if layout == empty), None)


def count_utf8(content):
    """Return how many characters beyond ASCII bytes hold in UTF-8, and how many bytes beyond ASCII
    are no part of one."""
    whole = HALF.sub(b"", content)
    text = whole.decode("utf-8", "ignore")
    characters = len(text) - len(text.encode("ascii", "ignore")) + (len(content) - len(whole)) // 3
    return characters, count_beyond(whole) - count_beyond(text.encode())


def count_beyond(content):
    return len(content) - len(content.translate(None, BEYOND))


def guess(content):
    """Return the encoding that bytes look like: cp1252, as almost all Western text is, unless they
    say otherwise."""
    import chardet

    if HALF.search(content) and not count_utf8(content)[1]:
        return "utf-8"
    found = codecs.lookup(chardet.detect(content[:SAMPLE])["encoding"] or "cp1252").name
    return "cp1252" if found in WESTERN or count_beyond(content) < FEW else found
