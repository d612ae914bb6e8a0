"""Takes the text of an export by Factiva, gives its articles as drafts."""

import re

from helpers.reading.archives.records import (
    COPYRIGHT,
    DATE,
    date_in,
    leading_number,
    make_draft,
    number,
)

FACTIVA_END = re.compile(r"^[ \t]*(?:AN[ \t|]+)?Document ([A-Z][A-Za-z0-9]{18,})[ \t|]*$", re.M)
TAGS = "SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CT|RF|CLM|VOL|DLN|CX"
FACTIVA_TAG = re.compile(rf"^({TAGS})(?:[ \t]*\||[ \t]{{2,}}|\t|$)[ \t]*(.*)$")
NARROW_TAG = re.compile(
    rf"^({TAGS})(?: (?=\S)| ?$)"
)  # with one space behind it: a line of a text may begin so
NARROW_WORDS = re.compile(r"^WC [\d,]+ words[ \t]*$", re.M)
CODES = re.compile(r"^(?:(?:CO|IN|NS|RE) \w+ : |AN Document [A-Z])")
FACTIVA_WORDS = re.compile(r"^[ \t]*([\d,]+) words[ \t]*$", re.M)
LANGUAGES = {
    "English",
    "French",
    "German",
    "Spanish",
    "Italian",
    "Portuguese",
    "Dutch",
    "Russian",
    "Arabic",
    "Chinese",
}


# Factiva: RTF or text, each article closed by a line `Document` and its number; with the tags HD,
# WC, TD … or without


def is_tagged(text):
    """Whether a text has the tags of Factiva's long form."""
    return has_tags(text, FACTIVA_TAG) or is_narrow(text)


def is_narrow(text):
    return bool(NARROW_WORDS.search(text)) and has_tags(text, NARROW_TAG)


def has_tags(text, tag):
    tags = {found[1] for line in text.split("\n") if (found := tag.match(line))}
    return len(tags & {"HD", "WC", "PD", "TD", "LP"}) > 3


def widen(block):
    """Return a document with two spaces behind its tags: those above its text, TD within it, and
    those of its codes."""
    lines = [line.rstrip() for line in block.split("\n")]
    text = next(
        (i for i, line in enumerate(lines) if re.match(r"(?:LP|TD)(?: |$)", line)), len(lines)
    )
    codes = next((i for i in range(text, len(lines)) if CODES.match(lines[i])), len(lines))
    while codes > text and re.match(r"(?:IPD|IPC|PUB) ", lines[codes - 1]):
        codes -= 1
    within = next((i for i in range(text, codes) if re.match(r"TD(?: |$)", lines[i])), text)
    tagged = {*range(text + 1), within, *range(codes, len(lines))}
    return "\n".join(
        NARROW_TAG.sub(r"\1  ", line) if i in tagged else line for i, line in enumerate(lines)
    )


def split_factiva(text):
    narrow = is_narrow(text)
    ends = [found.end() for found in FACTIVA_END.finditer(text)]
    blocks = [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    rest = (
        text[ends[-1] :] if ends else text
    )  # of a copy that was cut: the last one has no line that closes it
    blocks += (
        [rest]
        if (is_narrow(rest) if narrow else is_tagged(rest)) or FACTIVA_WORDS.search(rest)
        else []
    )
    blocks = [widen(block) for block in blocks] if narrow else blocks
    drafts = [read_tagged(block) if is_tagged(block) else read_untagged(block) for block in blocks]
    return [draft for draft in drafts if draft], 0, drafts.count(None)


def read_tagged(block):
    values = {}
    tag = ""
    for line in block.split("\n"):
        found = FACTIVA_TAG.match(line.strip("\f"))
        if found:
            tag, line = found.groups()
        values.setdefault(tag, []).append(line.strip().strip("|"))
    body = values.pop("LP", []) + values.pop("TD", [])
    word = {tag: " ".join(filter(None, lines)) for tag, lines in values.items()}
    tags = {"title": "HD", "author": "BY", "outlet": "SN", "language": "LA", "rights": "CY"}
    metadata = {name: word.get(tag, "") for name, tag in tags.items()} | {
        "published": date_in(word.get("PD", ""))
    }
    around = [line for lines in values.values() for line in lines]
    return make_draft(body, metadata, around, leading_number(word.get("WC", "")))


def read_untagged(block):
    """Read section, title, author above the line `1,234 words`; date, outlet, codes, language down
    to the copyright."""
    lines = [line.strip().strip("|").strip() for line in block.split("\n")]
    words = next((i for i, line in enumerate(lines) if FACTIVA_WORDS.match(line)), None)
    if words is None:
        return None
    above = [line for line in lines[:words] if line]
    near = range(words, min(words + 20, len(lines)))
    rights = next((i for i in near if COPYRIGHT.match(lines[i])), None)
    language = next((i for i in near if lines[i] in LANGUAGES), None)
    start = next((i for i in (rights, language) if i is not None), words) + 1
    codes = [line for line in lines[words + 1 : start] if line]
    dated = next((i for i, line in enumerate(codes) if DATE.search(line)), None)
    after = (
        []
        if dated is None
        else [line for line in codes[dated + 1 :] if not re.match(r"\d{1,2}:\d{2}", line)]
    )
    author = above.pop() if len(above) > 1 and is_byline(above[-2:]) else ""
    metadata = {
        "title": above[-1] if above else "",
        "author": author,
        "outlet": after[0] if after else "",
        "published": date_in(codes[dated]) if dated is not None else "",
        "language": lines[language] if language is not None else "",
    }
    body = lines[start:-1] if FACTIVA_END.match(lines[-1]) else lines[start:]
    return make_draft(body, metadata, lines[:start], number(FACTIVA_WORDS.match(lines[words])))


def is_byline(lines):
    """Whether the second of two lines is the author under a title: it says so, or is a few
    capitalised words under more.

    >>> is_byline(["Council to build 240 flats on depot", "Yuki Ibarra"]), is_byline(["News", "Council to build flats"])
    (True, False)
    """
    title, name = (line.split() for line in lines)
    few = 2 <= len(name) <= 4 < len(title) and all(word[0].isupper() for word in name)
    return name[0] in ("By", "BY") or few
