"""Takes the text of an article, gives what is doubtful about it: reasons why its numbers may
mislead, each with a remedy."""

import re
from collections import Counter

from helpers.reading.formats.cleaning import MOJIBAKE
from helpers.reading.formats.drafts import known_fields
from helpers.reading.formats.tabular import IDS, TEXTS, find_column, find_separator

FEW_WORDS = 3
MANY_WORDS = 20_000  # the longest reports have fewer; books and bundles of articles have more
MOST_CHARACTERS = 1_000_000
COPIES = 10  # as often no paragraph stands in one article
LONG_RUN = 1000  # characters without a space
OPENED = 10  # quotations in a row that nobody closes
LETTER = re.compile(r"[^\W\d_]")
LOOK = "look at the text in notebook 1"


def find_doubts(text, *, bundle=True):
    """Yield the doubts about a text, pairs of reason and remedy; with `bundle`, also whether it may
    be several articles.

    >>> list(find_doubts("THE MINISTER SAID ON TUESDAY THAT THE BUDGET WOULD PASS IN THE SENATE."))
    [('it is in capitals, in which names are found poorly', 'take the text with small letters if you can')]
    """
    words = text.split()
    letters = LETTER.findall(text)
    if len(words) < FEW_WORDS and len(letters) < 60:
        yield (
            f"it has only {len(words)} word{'s' * (len(words) != 1)}",
            "check that the whole article is in it",
        )
    if sum(bool(LETTER.search(word)) for word in words) < 0.5 * len(words):
        yield (
            "it holds more numbers and signs than words",
            "check that it is an article and not a table",
        )
    if len(letters) > 40 and sum(map(str.isupper, letters)) > 0.7 * len(letters):
        yield (
            "it is in capitals, in which names are found poorly",
            "take the text with small letters if you can",
        )
    if is_table(text):
        yield "it looks like a table and was read as one text", "save it as .csv or .tsv"
    if bundle:
        yield from find_bundle(text, words)
    wrong = len(MOJIBAKE.findall(text))
    if wrong:
        yield (
            f"{wrong:,} characters look like UTF-8 read as something else (â€œ, Ã©): quotations and names are missed",
            "take the text from its source again, or repair it with ftfy and save it",
        )
    run = next((word for word in words if len(word) >= LONG_RUN), "")
    if run:
        yield (
            f"it holds {len(run):,} characters without a space ({run[:20]}…)",
            "take out what is no text",
        )
    opened = count_opened(text)
    if opened:
        yield (
            f"{opened:,} quotations are opened and never closed, and are not counted",
            "close them if you can",
        )


def is_table(text):
    """Whether the first line of a text has the names of a table's columns: one for the articles,
    and another.

    >>> is_table("Date\\tText\\n2024-05-01\\tThe budget passed."), is_table("Text, context, content: a talk")
    (True, False)
    """
    names = text[:1000].lstrip().partition("\n")[0]
    names = names.split(find_separator(names))
    others = find_column(names, IDS) is not None or known_fields(dict.fromkeys(names, "known"))
    return find_column(names, TEXTS) is not None and bool(others)


def find_bundle(text, words):
    if len(words) > MANY_WORDS:
        yield (
            f"it has {len(words):,} words, which may be many articles in one file",
            "give each article a file of its own",
        )
    paragraphs = Counter(line.strip() for line in text.split("\n") if line.count(" ") > 4)
    copies = max(paragraphs.values(), default=0)
    if copies > COPIES:
        yield (
            f"one of its paragraphs stands in it {copies:,} times",
            "check that nothing was pasted more than once",
        )


def count_opened(text):
    """Return how many paragraphs open a quotation that is not closed, if no long quotation explains
    so many."""
    opened = closed = 0
    for line in text.split("\n"):
        starts = line.count("“")
        ends = line.count("”")
        straight = line.count('"')
        opened += starts > ends or straight % 2
        closed += min(starts, ends) + straight // 2
    return opened if opened >= OPENED and opened > closed else 0
