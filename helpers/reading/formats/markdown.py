"""Takes the marks and the front matter out of a Markdown text."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

# No pattern matches without a bound: long lines would take hours.
ADDRESS = r"\(([^()\n]{0,1998}+(?:\([^()\n]{0,99}+\)[^()\n]{0,999}+)?)\)"
PICTURE = re.compile(rf"!\[([^\]\n]{{0,500}}+)\]{ADDRESS}")
LINK = re.compile(rf"\[([^\]\n]{{1,500}}+)\]{ADDRESS}")
WIKI_LINK = re.compile(r"\[\[(?:([^\]|\n]{1,200}+)\|)?([^\]|\n]{1,200}+)\]\]")
FOOTNOTE = re.compile(  # with its text, or its mark alone
    r"^\[\^[^\]\n]{1,50}+\]:(.*)\n?|\[\^[^\]\n]{1,50}+\](?!:)", re.M
)
HEADING = re.compile(r"^#{1,6}[ \t]++(\S.*)$", re.M)
BLOCK_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.M)
PLAIN_ADDRESS = re.compile(r"<(https?://[^>\s]{1,999})>")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


def as_heading(match):
    """Return the words of a heading, without the marks that may close it."""
    return match[1].rstrip("#").rstrip(" \t") or match[1][0]


# marks, and what a reader sees in their place
MARKS: list[tuple[re.Pattern, str | Callable[[re.Match], str]]] = [
    (PICTURE, ""),
    (LINK, r"\1"),
    (WIKI_LINK, r"\2"),
    (FOOTNOTE, ""),
    (HEADING, as_heading),
    (BLOCK_QUOTE, ""),
]
LATE_MARKS = [(PLAIN_ADDRESS, r"\1"), (ESCAPED, r"\1")]  # after the emphasis


class Emphasis(NamedTuple):
    """Marks round emphasised words, and the characters that do not stand between them."""

    opening: re.Pattern
    closing: re.Pattern
    barriers: str


STRONG = Emphasis(
    re.compile(r"(?=(\*\*|__)\S)"),
    re.compile(r"(?<=\S)(?=(\*\*|__)(?!\w))"),
    "\n",
)
WEAK = Emphasis(
    re.compile(r"(?<![\w*])(?=([*_])[^\s*_])"),
    re.compile(r"(?<=[^\s*_])(?=([*_])(?![\w*]))"),
    "\n*",
)
MOST_EMPHASISED = 500  # characters

FENCE = "---"
FENCES = (FENCE, "...")  # either ends the front matter
FIRST_KEY = re.compile(r"[\"']?[\w -]++[\"']?[ \t]*+:|---")
PAIR = re.compile(r"[\"']?([\w-]+)[\"']?[ \t]*:(?:[ \t]+(.*))?$")
BLOCK = re.compile(r"[|>][+-]?$")  # stands before a value of several lines
ITEM = re.compile(r"[ \t]+(?:-[ \t]+)?(.*)|-[ \t]+(.*)")
YAML_SIGNS = ("!", "&", "*")  # begin values that only YAML can read


# marks


def without_marks(text):
    """Return the words of a Markdown text without the marks of headings, emphasis, links and
    footnotes.

    >>> without_marks("# Talks\\nThe **junta**, [it said](http://a.org), has *no* plan_b.[^1]")
    'Talks\\nThe junta, it said, has no plan_b.'
    """
    for pattern, replacement in MARKS:
        text = pattern.sub(replacement, text)
    for emphasis in (STRONG, WEAK):
        text = without_emphasis(text, emphasis)
    for pattern, replacement in LATE_MARKS:
        text = pattern.sub(replacement, text)
    return text


def left_out(text):
    """Return what a Markdown text has that no reader sees, or only beside it: pairs of what it is,
    and its words.

    >>> left_out("It [said](http://a.org).[^1]\\n\\n[^1]: So it says.")
    [('link', 'http://a.org'), ('footnote', 'So it says.')]
    """
    pieces = [("picture", f"{match[1]} {match[2]}") for match in PICTURE.finditer(text)]
    text = PICTURE.sub("", text)
    pieces += [("link", match[2]) for match in LINK.finditer(text)]
    text = LINK.sub(r"\1", text)
    pieces += [("link", match[1] or "") for match in WIKI_LINK.finditer(text)]
    text = WIKI_LINK.sub(r"\2", text)
    pieces += [("footnote", match[1] or "") for match in FOOTNOTE.finditer(text)]
    return [(what, words.strip()) for what, words in pieces if words.strip()]


def without_emphasis(text, emphasis):
    """Return a text without the marks of emphasis; an opening mark belongs to the nearest closing
    one."""
    ends = {}  # of each mark, where it may close an emphasis
    for match in emphasis.closing.finditer(text):
        ends.setdefault(match[1], []).append(match.start())
    pieces = []
    place = 0
    for match in emphasis.opening.finditer(text):
        mark = match[1]
        start = match.start()
        words = match.end(1)  # where the emphasised words begin
        closing = ends.get(mark, ())
        nearest = bisect_left(closing, words + 1)
        if start < place or nearest == len(closing):
            continue
        end = closing[nearest]
        if end > words + MOST_EMPHASISED:
            continue
        if all(text.find(barrier, words, end) < 0 for barrier in emphasis.barriers):
            pieces += [text[place:start], text[words:end]]
            place = end + len(mark)
    return "".join([*pieces, text[place:]])


# front matter


def split_front(text):
    """Return the front matter with which a text begins, "" if it has none, and the text below it.

    Front matter stands between lines `---`; its first line that is not a comment is `key: …`.

    >>> split_front("---\\ntitle: A\\n---\\nThe text.")
    ('title: A\\n', 'The text.')
    """
    first, _, below = text.lstrip().partition("\n")
    if first.rstrip(" \t") != FENCE:
        return "", text
    lines = below.split("\n")
    opening = next((line for line in lines if line and not line.startswith("#")), "")
    end = next((i for i, line in enumerate(lines) if line.rstrip(" \t") in FENCES), None)
    if end is None or not FIRST_KEY.match(opening):
        return "", text
    return "".join(f"{line}\n" for line in lines[:end]), "\n".join(lines[end + 1 :]).lstrip()


def read_front(front):
    """Return the values in front matter, and the lines that only YAML could read, which are not
    read.

    >>> read_front("title: 'Budget: yes'\\nauthor: [A. Bee, C. Dee]\\ndate: !!python/object:x")
    ({'title': 'Budget: yes', 'author': ['A. Bee', 'C. Dee']}, ['date: !!python/object:x'])
    """
    values: dict[str, Any] = {}
    unread = []
    blocks: dict[str, list[str]] = {}  # the lines of values of several lines
    key = None
    in_block = False
    for line in front.split("\n"):
        pair = PAIR.match(line)
        item = ITEM.match(line)
        if pair:
            key = pair[1]
            value = (pair[2] or "").strip()
            in_block = bool(BLOCK.match(value))
            if value.startswith(YAML_SIGNS):
                unread.append(line)
            elif in_block:
                values[key] = ""
                blocks[key] = []
            elif value:
                blocks.pop(key, None)
                values[key] = read_value(value)
        elif item and key and in_block:
            blocks[key].append(line.strip())
        elif item and key and isinstance(values.setdefault(key, []), list):
            values[key].append(unquote(item[1] or item[2] or ""))
        elif line.strip() and not line.startswith("#"):
            unread.append(line)
    values |= {key: " ".join(filter(None, lines)) for key, lines in blocks.items()}
    unread += yaml_lists(values)
    return with_address({key: value for key, value in values.items() if value}), unread


def with_address(values):
    """Return values with the address as `url`; web clippers call it `source`."""
    if str(values.get("source", "")).startswith("http"):
        values = {"url": values["source"], **values}
        del values["source"]
    return values


def yaml_lists(values):
    """Yield the lines of lists in which items are signs that only YAML can read."""
    for key, value in values.items():
        if isinstance(value, list) and any(item.startswith(YAML_SIGNS) for item in value):
            yield f"{key}: {value}"


def read_value(value):
    """Return a value as a string, or as a list if it stands in brackets."""
    if value[0] == "[" and value[-1] == "]":
        return [unquote(item) for item in value[1:-1].split(",") if item.strip()]
    return unquote(value)


def unquote(value):
    """Return a value without quotation marks and without the brackets of a wiki link."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value.removeprefix("[[").removesuffix("]]")
