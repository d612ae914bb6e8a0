"""Reads plain text: as it is, as Markdown, or as the export of a press archive."""

from dataclasses import replace

from helpers.base.wording import number_of
from helpers.reading.cleaning import clean
from helpers.reading.drafts import Draft, add_dropped, ask_limit
from helpers.reading.exports import split_export
from helpers.reading.fields import known_fields
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.markdown import left_out, read_front, split_front, without_marks
from helpers.reading.unwrapping import hyphens_out, unwrap

# bytes; an export of 500 articles has 5 million, a long report 1 million
LARGEST = 30_000_000
LARGEST_MARKDOWN = 3_000_000
MOST_LINES = 1_000_000  # an export of 500 articles has 50,000
SPLIT = "split the file, and leave out what is no article"
LOOK = "look at them in notebook 1; put each on a line of its own if they are wrong"
PLAIN_ONLY = "write plain lines `key: value` in the front matter"


def read_text(content):
    """Return the drafts in a text file (one, or those of an archive's export), and the doubts."""
    ask_limit(len(content), LARGEST, "byte", SPLIT)
    return read_cleaned(*decode_clean(content))


def decode_clean(content):
    """Return the clean text in a file's bytes, with hyphens at line ends, and the doubts."""
    text, doubts = decode(content)
    text, changes = clean(text, wrapped=True)
    return text, [*doubts, *changes]


def read_cleaned(text, doubts):
    """Return the drafts in a clean text, and the doubts, those about its file included."""
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT)
    export = split_export(text)
    if export:
        drafts, export_doubts = export
        return drafts, [*doubts, *export_doubts]
    unwrapped = unwrap(text)
    if not unwrapped:
        return [Draft(text)], doubts
    joined, width = unwrapped
    reason = f"its lines were broken at {width} characters, and were joined to paragraphs"
    return [Draft(joined, dropped=tuple(hyphens_out(text, joined)))], [*doubts, (reason, LOOK)]


def read_markdown(content):
    """Return the drafts in a Markdown file, without marks, and the doubts; front matter, lines
    `key: value` between `---`, is metadata."""
    ask_limit(len(content), LARGEST_MARKDOWN, "byte", SPLIT)
    text, doubts = decode_clean(content)
    front, text = split_front(text)
    values, unread = read_front(front)
    if unread:
        lines = number_of(len(unread), "line")
        reason = f"{lines} of its front matter could not be read ({unread[0][:60]})"
        doubts = [*doubts, (reason, PLAIN_ONLY)]
    drafts, doubts = read_cleaned(text, doubts)
    drafts = [
        replace(
            draft,
            text=without_marks(draft.text),
            dropped=(*draft.dropped, *left_out(draft.text)),
        )
        for draft in drafts
    ]
    first, *others = add_dropped(
        drafts, [("front matter", line) for line in front.split("\n") if line.strip()]
    )
    first = replace(first, metadata=first.metadata | known_fields(values))
    return [first, *others], doubts
