"""Splits an export by Factiva, RTF, Word, a page or text: each article ends with `Document` and its
number.

The long form has a tag before each field (HD, WC, TD …), the short form has none."""

import re
from functools import cache

from helpers.base.wordlists import languages, word_set
from helpers.reading.exports.dates import date_in, find_date
from helpers.reading.exports.records import (
    COPYRIGHT,
    first_where,
    leading_number,
    make_draft,
    make_export,
)

END = re.compile(r"^[ \t]*(?:AN[ \t|]+)?Do[ck]umento? ([A-Z][A-Za-z0-9]{18,})[ \t|]*$", re.M)
WORDS = re.compile(
    r"^[ \t]*(\d[\d,.\u00a0\u202f ]*+)"
    r"(?:words|Wörter|mots|palabras|woorden|parole|palavras)[ \t|]*$",
    re.M,
)
ANY_WORDS = re.compile(r"^[ \t]*(\d[\d,.\u00a0\u202f ]*+)[^\W\d_]{3,12}[ \t|]*$", re.M)
TAGS = (
    "SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CT|RF|CLM|VOL|DLN|"
    "CX"
)
TAG = re.compile(rf"^({TAGS})(?:[ \t]*\||[ \t]{{2,}}|\t|$)[ \t]*(.*)$")
# a tag with one space behind it: a line of an article may begin so, too
NARROW_TAG = re.compile(rf"^({TAGS})(?: (?=\S)| ?$)")
NARROW_WORDS = re.compile(r"^WC \d[\d,. ]*+[^\W\d_]+[ \t]*$", re.M)
TEXT_TAG = re.compile(r"(?:LP|TD)(?: |$)")  # the lead paragraph and the rest of the text
REST_TAG = re.compile(r"TD(?: |$)")
CODES = re.compile(r"^(?:(?:CO|IN|NS|RE) \w+ : |AN Document [A-Z])")
CODES_BEFORE = re.compile(r"(?:IPD|IPC|PUB) ")
TIME = re.compile(r"\d{1,2}:\d{2}")
FIELD_TAGS = {"title": "HD", "author": "BY", "outlet": "SN", "language": "LA", "rights": "CY"}
BODY = ("LP", "TD")  # the lead paragraph and the rest of the text
SIGNS = {"HD", "WC", "PD", "TD", "LP"}  # most of them stand in an article
CODE_LINES = 20  # below the number of words, at most


def is_export(text):
    return bool(END.search(text) and ANY_WORDS.search(text)) or is_tagged(text)


def is_tagged(text):
    """Whether a text has the tags of the long form."""
    return has_tags(text, TAG) or is_narrow(text)


def is_narrow(text):
    """Whether a text has tags with only one space behind them."""
    return bool(NARROW_WORDS.search(text)) and has_tags(text, NARROW_TAG)


def has_tags(text, pattern):
    tags = set()
    for line in text.split("\n"):
        match = pattern.match(line)
        if match:
            tags.add(match[1])
    return len(tags & SIGNS) > 3


def split(text):
    narrow = is_narrow(text)
    ends = [match.end() for match in END.finditer(text)]
    blocks = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    rest = text[ends[-1] :] if ends else text
    rest_is_tagged = is_narrow(rest) if narrow else is_tagged(rest)
    if rest_is_tagged or WORDS.search(rest):  # the last article of a copy may be cut off
        blocks.append(rest)
        rest = ""
    if narrow:
        blocks = list(map(widen, blocks))
    return make_export([read_block(block) for block in blocks], cover=rest.split("\n"))


def widen(block):
    """Return a document with two spaces behind its tags: those above the text, that of the rest of
    the text, and those of the codes below."""
    lines = [line.rstrip() for line in block.split("\n")]
    end = len(lines)
    text = first_where(lambda i: TEXT_TAG.match(lines[i]), range(end), end)
    codes = first_where(lambda i: CODES.match(lines[i]), range(text, end), end)
    while codes > text and CODES_BEFORE.match(lines[codes - 1]):
        codes -= 1
    rest = first_where(lambda i: REST_TAG.match(lines[i]), range(text, codes), text)
    for i in {*range(text + 1), rest, *range(codes, end)}.intersection(range(end)):
        lines[i] = NARROW_TAG.sub(r"\1  ", lines[i])
    return "\n".join(lines)


def read_block(block):
    """Return the draft of one document."""
    return read_tagged(block) if is_tagged(block) else read_untagged(block)


def read_tagged(block):
    """Read a document of the long form: a field is a tag and the lines down to the next tag."""
    fields = {}
    around = []
    tag = ""
    for line in block.split("\n"):
        match = TAG.match(line.strip("\f"))
        words = line
        if match:
            tag, words = match.groups()
        if tag not in BODY:
            around.append(line.strip().strip("|"))
        elif match:
            around.append(tag)
        fields.setdefault(tag, []).append(words.strip().strip("|"))
    body = [line for tag in BODY for line in fields.get(tag, [])]
    values = {tag: " ".join(filter(None, lines)) for tag, lines in fields.items()}
    metadata = {name: values.get(tag, "") for name, tag in FIELD_TAGS.items()}
    metadata["published"] = date_in(values.get("PD", ""))
    return make_draft(body, metadata, around, leading_number(values.get("WC", "")))


def read_untagged(block):
    """Read a document of the short form: section, title and author above the line `1,234 words`,
    below it date, outlet, codes and language, down to the copyright."""
    lines = [line.strip().strip("|").strip() for line in block.split("\n")]
    words = first_where(lambda i: WORDS.match(lines[i]), range(len(lines)))
    if words is None:  # in a language that nobody knows
        words = first_where(lambda i: ANY_WORDS.match(lines[i]), range(len(lines)))
    if words is None:
        return make_draft([], {}, lines)
    near = range(words, min(words + CODE_LINES, len(lines)))
    rights = first_where(lambda i: COPYRIGHT.match(lines[i]), near)
    language = first_where(lambda i: lines[i] in language_names(), near)
    start = 1 + next((i for i in (rights, language) if i is not None), words)
    outlet, published = outlet_and_date([line for line in lines[words + 1 : start] if line])
    title, author = title_and_author([line for line in lines[:words] if line])
    metadata = {
        "title": title,
        "author": author,
        "outlet": outlet,
        "published": published,
        "language": "" if language is None else lines[language],
    }
    end = len(lines) - 1 if END.match(lines[-1]) else len(lines)
    around = [*lines[:start], *lines[end:]]
    stated = leading_number(lines[words])
    return make_draft(lines[start:end], metadata, around, stated)


@cache
def language_names():
    """Return the names of languages in English, and of the commonest in other languages."""
    return word_set("language name").union(languages().values())


def outlet_and_date(lines):
    """Return the outlet, which stands below the date and the time, and the date."""
    dated = first_where(lambda i: find_date(lines[i])[1] >= 0, range(len(lines)))
    if dated is None:
        return "", ""
    below = [line for line in lines[dated + 1 :] if not TIME.match(line)]
    return (below[0] if below else ""), date_in(lines[dated])


def title_and_author(lines):
    """Return the last line as the title, or the one above if the last names the author."""
    if len(lines) > 1 and is_byline(*lines[-2:]):
        return lines[-2], lines[-1]
    return (lines[-1] if lines else ""), ""


def is_byline(title, line):
    """Whether a line under a title names the author: it says so, or it is a few capitalised words
    under a longer title.

    >>> is_byline("Council to build 240 flats on depot", "Yuki Ibarra")
    True
    >>> is_byline("News", "Council to build flats")
    False
    """
    words = line.split()
    is_short = 2 <= len(words) <= 4 < len(title.split())
    return words[0] in ("By", "BY") or (is_short and all(word[0].isupper() for word in words))
