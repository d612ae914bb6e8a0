"""Takes the bytes of a text file, gives drafts: plain text, Markdown with front matter, exports of press archives."""

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any

from helpers.formats.cleaning import clean, unwrap
from helpers.formats.drafts import Draft, ask_limit, known_fields, number_of
from helpers.formats.encodings import decode
from helpers.formats.exports import split_export

LARGEST, LARGEST_MARKDOWN = 30_000_000, 3_000_000  # bytes; an export of 500 articles has 5 million, a long report 1 million
MOST_LINES = 1_000_000  # an export of 500 articles has 50,000
SPLIT = "split the file, and leave out what is no article"
KEY = re.compile(r"[\"']?[\w -]++[\"']?[ \t]*+:|---")  # what the first line of front matter begins with
PAIR = re.compile(r"[\"']?([\w-]+)[\"']?[ \t]*:(?:[ \t]+(.*))?$")
BLOCK = re.compile(r"[|>][+-]?$")  # what stands before a value of several lines
ADDRESS = r"\([^()\n]{0,1998}+(?:\([^()\n]{0,99}+\)[^()\n]{0,999}+)?\)"
MARKDOWN: list[
    tuple[re.Pattern, Any]
] = [  # what marks the words up, and what a reader sees of it; no length is without bound, or long lines took hours
    (re.compile(rf"!\[[^\]\n]{{0,500}}+\]{ADDRESS}"), ""),
    (re.compile(rf"\[([^\]\n]{{1,500}}+)\]{ADDRESS}"), r"\1"),
    (re.compile(r"\[\[(?:[^\]|\n]{1,200}+\|)?([^\]|\n]{1,200}+)\]\]"), r"\1"),
    (re.compile(r"^\[\^[^\]\n]{1,50}+\]:.*\n?|\[\^[^\]\n]{1,50}+\](?!:)", re.M), ""),  # a footnote, and its mark
    (re.compile(r"^#{1,6}[ \t]++(\S.*)$", re.M), lambda found: found[1].rstrip("#").rstrip(" \t") or found[1][0]),
    (re.compile(r"^(?:>[ \t]?)+", re.M), ""),
]
PAIRS = [  # marks of emphasis: what opens, what closes, what does not stand between them
    (re.compile(r"(?=(\*\*|__)\S)"), re.compile(r"(?<=\S)(?=(\*\*|__)(?!\w))"), "\n"),
    (re.compile(r"(?<![\w*])(?=([*_])[^\s*_])"), re.compile(r"(?<=[^\s*_])(?=([*_])(?![\w*]))"), "\n*"),
]
MOST_EMPHASISED = 500  # characters
ESCAPES = [
    (re.compile(r"<(https?://[^>\s]{1,999})>"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
]
ITEM = re.compile(r"[ \t]+(?:-[ \t]+)?(.*)|-[ \t]+(.*)")
PLAIN_ONLY = "write plain lines `key: value` in the front matter"


def read_text(content):
    """Return the drafts in a text file (one, or those of an archive's export), and the doubts about it."""
    ask_limit(len(content), LARGEST, "byte", SPLIT)
    text, doubts = decode(content)
    text, more = clean(text)
    return read_cleaned(text, [*doubts, *more])


def read_cleaned(text, doubts):
    """Return the drafts in a text that has been cleaned, and the doubts about it, those given before."""
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT)
    exported = split_export(text)
    if exported:
        drafts, more = exported
        return drafts, [*doubts, *more]
    unwrapped = unwrap(text)
    if unwrapped:
        text, width = unwrapped
        joined = f"its lines were broken at {width} characters, and were joined to paragraphs"
        doubts = [*doubts, (joined, "look at them in notebook 1; put each on a line of its own if they are wrong")]
    return [Draft(text)], doubts


def read_markdown(content):
    """Return the drafts in a Markdown file, and the doubts; front matter, `key: value` lines between `---`, is metadata."""
    ask_limit(len(content), LARGEST_MARKDOWN, "byte", SPLIT)
    text, doubts = decode(content)
    text, more = clean(text)
    front, text = split_front(text)
    doubts, metadata, dropped = [*doubts, *more], {}, []
    if front:
        values, strange = read_front(front)
        if str(values.get("source", "")).startswith("http"):  # so web clippers call the address
            values.setdefault("url", values.pop("source"))
        metadata = known_fields(values)
        dropped = [("front matter", line) for line in front.split("\n") if line.strip()]
        if strange:
            reason = f"{number_of(len(strange), 'line')} of its front matter could not be read ({strange[0][:60]})"
            doubts = [*doubts, (reason, PLAIN_ONLY)]
    drafts, doubts = read_cleaned(text, doubts)
    texts = [without_marks(draft.text) for draft in drafts]
    drafts = [replace(draft, text=text) for draft, text in zip(drafts, texts, strict=True)]
    first = replace(drafts[0], metadata=drafts[0].metadata | metadata, dropped=(*drafts[0].dropped, *dropped))
    return [first, *drafts[1:]], doubts


def split_front(text):
    """Return the front matter that a text begins with, "" if it has none, and the text below it.

    It stands between lines `---`, and its first line that is no comment is `key: …`.

    >>> split_front("---\\ntitle: A\\n---\\nThe text.")
    ('title: A\\n', 'The text.')
    """
    first, _, below = text.lstrip().partition("\n")
    if first.rstrip(" \t") != "---":
        return "", text
    lines = below.split("\n")
    opening = next((line for line in lines if line and line[0] != "#"), "")
    end = next((i for i, line in enumerate(lines) if line.rstrip(" \t") in ("---", "...")), None)
    if end is None or not KEY.match(opening):
        return "", text
    return "".join(f"{line}\n" for line in lines[:end]), "\n".join(lines[end + 1 :]).lstrip()


def without_marks(text):
    """Return the words of a Markdown text without the marks of headings, emphasis, links and footnotes.

    >>> without_marks("# Talks\\nThe **junta**, [he said](https://example.org/a), has *no* plan_b.[^1]")
    'Talks\\nThe junta, he said, has no plan_b.'
    """
    for pattern, shown in MARKDOWN:
        text = pattern.sub(shown, text)
    for opening, closing, barriers in PAIRS:
        text = without_pairs(text, opening, closing, barriers)
    for pattern, shown in ESCAPES:
        text = pattern.sub(shown, text)
    return text


def without_pairs(text, opening, closing, barriers):
    """Return a text without those marks that open and close an emphasis, each with the nearest that closes it."""
    ends = {}
    for found in closing.finditer(text):
        ends.setdefault(found[1], []).append(found.start())
    pieces, place = [], 0
    for found in opening.finditer(text):
        start, first, there = found.start(), found.end(1), ends.get(found[1], ())
        nearest = bisect_left(there, first + 1)
        if start < place or nearest == len(there) or there[nearest] > first + MOST_EMPHASISED:
            continue
        end = there[nearest]
        if all(text.find(barrier, first, end) < 0 for barrier in barriers):
            pieces += [text[place:start], text[first:end]]
            place = end + len(found[1])
    return "".join([*pieces, text[place:]])


def read_front(front):
    """Return the values in front matter, and the lines that are no plain text: what YAML would do with them is not done.

    >>> read_front("title: 'Budget: yes'\\nauthor: [A. Bee, C. Dee]\\ndate: !!python/object:os.system x")
    ({'title': 'Budget: yes', 'author': ['A. Bee', 'C. Dee']}, ['date: !!python/object:os.system x'])
    """
    values: dict[str, str | list[str]] = {}
    strange, blocks, key, block = [], {}, None, False
    for line in front.split("\n"):
        pair, item = PAIR.match(line), ITEM.match(line)
        if pair:
            key, value = pair[1], (pair[2] or "").strip()
            block = bool(BLOCK.match(value))
            if value[:1] in "!&*" and value:
                strange.append(line)
            elif block:
                values[key], blocks[key] = "", []
            elif value:
                blocks.pop(key, None)
                values[key] = listed(value) if value[0] == "[" and value[-1] == "]" else unquote(value)
        elif item and key and block:
            blocks[key].append(line.strip())
        elif item and key and isinstance(items := values.setdefault(key, []), list):
            items.append(unquote(item[1] or item[2] or ""))
        elif line.strip() and not line.startswith("#"):
            strange.append(line)
    values |= {key: " ".join(filter(None, lines)) for key, lines in blocks.items()}
    lists = ((key, value) for key, value in values.items() if isinstance(value, list))
    strange += [f"{key}: {value}" for key, value in lists if any(item[:1] in "*&!" for item in value if item)]
    return {key: value for key, value in values.items() if value}, strange


def listed(value):
    return [unquote(item) for item in value[1:-1].split(",") if item.strip()]


def unquote(value):
    value = value.strip()
    value = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    return value.removeprefix("[[").removesuffix("]]")
