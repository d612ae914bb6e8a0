"""Takes the bytes of a text file, gives drafts: plain text, Markdown with front matter, exports of press archives."""

import re

from helpers.formats.cleaning import clean, unwrap
from helpers.formats.drafts import Draft, known_fields, number_of
from helpers.formats.encodings import decode
from helpers.formats.exports import split_export

FRONT = re.compile(r"\s*---[ \t]*\n(?=[\w-]+[ \t]*:|\n|---)(.*?)^(?:---|\.\.\.)[ \t]*$\n?\s*", re.S | re.M)
PAIR = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?$")
ITEM = re.compile(r"[ \t]+(?:-[ \t]+)?(.*)|-[ \t]+(.*)")
PLAIN_ONLY = "write plain lines `key: value` in the front matter"


def read_text(content):
    """Return the drafts in a text file (one, or those of an archive's export), and the doubts about it."""
    text, doubts = decode(content)
    text, more = clean(text)
    return read_cleaned(text, [*doubts, *more])


def read_cleaned(text, doubts):
    """Return the drafts in a text that has been cleaned, and the doubts about it, those given before."""
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
    """Return the draft in a Markdown file, and the doubts; front matter, `key: value` lines between `---`, is metadata."""
    text, doubts = decode(content)
    text, more = clean(text)
    front = FRONT.match(text)
    if front is None:
        return read_cleaned(text, [*doubts, *more])
    values, strange = read_front(front[1])
    dropped = tuple(("front matter", line) for line in front[1].split("\n") if line.strip())
    if strange:
        reason = f"{number_of(len(strange), 'line')} of its front matter could not be read ({strange[0][:60]})"
        more = [*more, (reason, PLAIN_ONLY)]
    return [Draft(text[front.end() :], metadata=known_fields(values), dropped=dropped)], [*doubts, *more]


def read_front(front):
    """Return the values in front matter, and the lines that are no plain text: what YAML would do with them is not done.

    >>> read_front("title: 'Budget: yes'\\nauthor: [A. Bee, C. Dee]\\ndate: !!python/object:os.system x")
    ({'title': 'Budget: yes', 'author': ['A. Bee', 'C. Dee']}, ['date: !!python/object:os.system x'])
    """
    values, strange, key = {}, [], None
    for line in front.split("\n"):
        pair, item = PAIR.match(line), ITEM.match(line)
        if pair:
            key, value = pair[1], (pair[2] or "").strip()
            if value[:1] in "!&*" and value:
                strange.append(line)
            elif value not in ("|", ">", "|-", ">-", ""):
                values[key] = listed(value) if value[0] == "[" and value[-1] == "]" else unquote(value)
        elif item and key and isinstance(values.setdefault(key, []), list):
            values[key].append(unquote(item[1] or item[2] or ""))
        elif line.strip() and not line.startswith("#"):
            strange.append(line)
    lists = ((key, value) for key, value in values.items() if isinstance(value, list))
    strange += [f"{key}: {value}" for key, value in lists if any(item[:1] in "*&!" for item in value if item)]
    return {key: value for key, value in values.items() if value}, strange


def listed(value):
    return [unquote(item) for item in value[1:-1].split(",") if item.strip()]


def unquote(value):
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
