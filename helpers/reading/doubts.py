"""Finds what is doubtful about an article's text: reasons why its numbers may mislead."""

import re
from collections import Counter

from helpers.base.wording import number_of
from helpers.reading.cleaning import MOJIBAKE
from helpers.reading.cuts import find_cut
from helpers.reading.exports import find_labels
from helpers.reading.fields import IDS, TEXTS, find_column, known_fields
from helpers.reading.formats.tabular import find_separator
from helpers.reading.interviews import find_interview_doubts
from helpers.reading.misreadings import find_lost_apostrophes, find_misread

FEW_WORDS = 3
FEW_LETTERS = 60  # of a language without spaces
MANY_WORDS = 20_000  # the longest reports have fewer; books and bundles of articles have more
COPIES = 10  # no paragraph stands in one article as often
LONG_RUN = 1000  # characters without a space
OPENED = 10  # quotations that are never closed
CAPITALS_SHARE = 0.7  # of the letters
FEW_EXAMPLES = 3  # words in a message
SHOWN = 60  # characters of a repaired line
LETTER = re.compile(r"[^\W\d_]")
MOST_TITLE = 1000  # characters in which the names of a table's columns are looked for


def find_doubts(text, *, bundle=True):
    """Yield the doubts about a text, pairs of reason and remedy; with `bundle`, also whether it may
    be several articles.

    >>> next(find_doubts("THE MINISTER SAID ON TUESDAY THAT THE BUDGET WOULD PASS."))[0]
    'it is in capitals, in which names are found poorly'
    """
    words = text.split()
    letters = LETTER.findall(text)
    if len(words) < FEW_WORDS and len(letters) < FEW_LETTERS:
        reason = f"it has only {number_of(len(words), 'word')}"
        yield reason, "check that the whole article is in it"
    if sum(bool(LETTER.search(word)) for word in words) < 0.5 * len(words):
        reason = "it holds more numbers and signs than words"
        yield reason, "check that it is an article and not a table"
    if len(letters) > 40 and sum(map(str.isupper, letters)) > CAPITALS_SHARE * len(letters):
        reason = "it is in capitals, in which names are found poorly"
        yield reason, "take the text with small letters if you can"
    if is_table(text):
        yield "it looks like a table and was read as one text", "save it as .csv or .tsv"
    if bundle:
        yield from find_bundle(text, words)
    yield from find_labels(text)
    yield from find_mojibake(text)
    yield from find_losses(text)
    yield from find_interview_doubts(text)
    run = next((word for word in words if len(word) >= LONG_RUN), "")
    if run:
        reason = f"it holds {len(run):,} characters without a space ({run[:20]}…)"
        yield reason, "take out what is no text"
    unclosed = count_unclosed(text)
    if unclosed:
        reason = f"{unclosed:,} quotations are opened and never closed, and are not counted"
        yield reason, "close them if you can"


def find_mojibake(text):
    """Yield the doubt, if there is one, that a text was decoded wrongly."""
    places = [match.start() for match in MOJIBAKE.finditer(text)]
    if places:
        signs = f"{len(places):,} characters look like UTF-8 read as something else (â€œ, Ã©)"
        reason = f"{signs}: quotations and names are missed{offer_repair(text, places[0])}"
        yield reason, "take the text from its source again, or repair it with ftfy and save it"


def find_losses(text):
    """Yield the doubts that a text is cut, lacks its apostrophes, or was read poorly."""
    cut = find_cut(text)
    if cut:
        reason = f"it seems to be cut by its source: it {cut}"
        yield reason, "take the whole text if you can, because what is missing is not counted"
    lost = find_lost_apostrophes(text)
    if lost:
        reason = f"its apostrophes are lost ({quote_some(lost)}): names in it are found poorly"
        yield reason, "take the text from its source again, or put them back"
    misread = find_misread(text)
    if misread:
        reason = f"many of its words are no English words ({quote_some(misread)})"
        reason = f"{reason}, as where letters were read poorly from a picture"
        yield reason, "take the text from another source if you can"


def quote_some(words):
    """Return the first few words in quotation marks.

    >>> quote_some(["a", "b", "c", "d"])
    '“a”, “b”, “c”'
    """
    return ", ".join(f"“{word[:SHOWN]}”" for word in words[:FEW_EXAMPLES])


def offer_repair(text, place):
    """Return how the words at a place would read after repair by ftfy (Speer 2019), "" if it cannot
    repair them. The text itself is not changed.

    >>> offer_repair("He flew to SÃ£o Paulo.", 12)
    '; repaired, it would read “São Paulo.”'
    """
    import ftfy

    start = 1 + max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    words = text[start : start + SHOWN].partition("\n")[0]
    repaired = ftfy.fix_encoding(words)
    return "" if repaired == words else f"; repaired, it would read “{repaired}”"


def find_bundle(text, words):
    """Yield the doubts whether a text is several articles, or one that was pasted repeatedly."""
    if len(words) > MANY_WORDS:
        reason = f"it has {len(words):,} words, which may be many articles in one file"
        yield reason, "give each article a file of its own"
    paragraphs = Counter(line.strip() for line in text.split("\n") if line.count(" ") > 4)
    copies = max(paragraphs.values(), default=0)
    if copies > COPIES:
        reason = f"one of its paragraphs stands in it {copies:,} times"
        yield reason, "check that nothing was pasted more than once"


def is_table(text):
    """Whether the first line of a text has the names of a table's columns: one for the articles,
    and another.

    >>> is_table("Date\\tText\\n2024-05-01\\tThe budget passed.")
    True
    >>> is_table("Text, context, content: a talk")
    False
    """
    line = text[:MOST_TITLE].lstrip().partition("\n")[0]
    names = line.split(find_separator(line))
    if find_column(names, TEXTS) is None:
        return False
    return find_column(names, IDS) is not None or bool(known_fields(dict.fromkeys(names, "any")))


def count_unclosed(text):
    """Return the number of paragraphs that open a quotation and do not close it, 0 if they are few
    or if more quotations are closed."""
    unclosed = 0
    closed = 0
    for line in text.split("\n"):
        opening = line.count("“")
        closing = line.count("”")
        straight = line.count('"')
        if opening > closing or straight % 2:
            unclosed += 1
        closed += min(opening, closing) + straight // 2
    return unclosed if unclosed >= OPENED and unclosed > closed else 0
