"""Takes a paragraph and gives where its sentences start: where Punkt says, with what news writes
and Punkt does not know.

Source: Kiss & Strunk (2006), Unsupervised multilingual sentence boundary detection (Punkt).
"""

import re
from functools import cache
from itertools import pairwise

OPENING = re.compile("[“‘„«]|(?<![^\\s(\\[])[\"'](?=\\w)")  # they hide an abbreviation behind them
CLOSING = re.compile("[”’»)\\]]+|[\"'](?=\\s|$)")
TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Cmdr|Cpl|Pvt|Rev|Hon|Pres|Supt|Insp|Det"
    r"|Messrs|Fr|Mt|Ft|vs|v|e\.g|i\.e)\.$"
)
INITIALS = re.compile(r"[A-Z][a-z]+ (?!D\. ?C\.|U\. ?[SKN]\.)(?:[A-Z]\. ?)+$")  # "George H.W." Bush
NUMBERED = re.compile(r"\b(?:Nos?|Arts?|Sec|Figs?|Vol|pp?|ca?|approx)\.$")  # "No." 10
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])[.)]")  # the number of an item in a list
PARTICLE = re.compile(
    r"(?:al|el|de|van|von|bin|ibn|d|di|da|le|la)[-’' ][A-Z]|[a-z]+[A-Z]"
)  # al-Shabab, de Blasio, iPhone
ASKED = re.compile("[?!][”’\"']+$")
SAID = re.compile(  # “Why?” Ann Lee asked
    r"(?:[A-Z][\w.’'-]* ){1,4}(?:said|says|asked|asks|added|adds|told|tells|wrote|writes|replied|answered|cried|shouted"
    r"|yelled|tweeted|joked|continued|exclaimed|wondered|recalled|demanded|responded)\b"
)
CREDIT = re.compile(r"(?<=\s)(?:Image|Photo|Picture|Photograph|Video|Source)s?: ")
LONGEST = 1500  # characters of a sentence; the longest of 44,000 in news has 979
BREAKS = (
    "; ",
    ": ",
    ", ",
    " – ",
    " — ",
    " ",
)  # behind which a longer one is cut, the first that there is


@cache
def load_punkt():
    from punkt import tokenizer_for

    return tokenizer_for("english")


def sentence_starts(paragraph):
    """Return the characters at which the sentences of a paragraph start.

    >>> sentence_starts("“Mr. Lee left.” He did. (Sen. Ted Cruz, R-Tex.) “Why?” asked Ann.")
    [0, 16, 24, 48]
    """
    bare = OPENING.sub(" ", paragraph)
    first = next((match.start() for match in re.finditer(r"\S", paragraph)), 0)
    starts = [first]
    for start, _ in load_punkt().span_tokenize(bare):
        start = open_sentence(paragraph, start)
        if start > starts[-1] and not goes_on(
            paragraph[starts[-1] : start].rstrip(), paragraph[start:]
        ):
            starts.append(start)
    starts = sorted({*starts, *(match.start() for match in CREDIT.finditer(paragraph))})
    return [
        start
        for edges in pairwise([*starts, len(paragraph)])
        for start in cut_long(paragraph, *edges)
    ]


def cut_long(paragraph, start, end):
    """Yield where the parts of a sentence start: itself, and of one without a full stop parts of
    LONGEST characters at most.

    >>> text = "and so on, " * 200
    >>> [(start, text[start : start + 3]) for start in cut_long(text, 0, len(text))]
    [(0, 'and'), (1496, 'and')]
    """
    yield start
    while end - start > LONGEST:
        places = (
            (paragraph.rfind(mark, start + LONGEST // 2, start + LONGEST), mark) for mark in BREAKS
        )
        start = next((place + len(mark) for place, mark in places if place > 0), start + LONGEST)
        while start < end and paragraph[start].isspace():
            start += 1
        if start < end:
            yield start


def open_sentence(paragraph, start):
    """Return where a sentence starts that was found at a character: after the marks that close the
    one before it, and with those that open it."""
    closing = CLOSING.match(paragraph, start)
    while closing:
        start = closing.end()
        closing = CLOSING.match(paragraph, start)
    while start < len(paragraph) and paragraph[start].isspace():
        start += 1
    while start and opens(paragraph, start - 1):
        start -= 1
    return start


def opens(paragraph, i):
    """Whether the character is a straight mark that opens a quotation, or an opening bracket or
    curly mark."""
    before = paragraph[i - 1] if i else " "
    return paragraph[i] in "“‘„«([" or (
        paragraph[i] in "\"'" and (before.isspace() or before in "([")
    )


def goes_on(before, after):
    """Whether a sentence goes on behind a full stop: after a title or initials, before a small
    letter, a mark or a cue."""
    if not after or TITLE.search(before) or INITIALS.search(before) or ITEM.fullmatch(before):
        return True
    if NUMBERED.search(before) and after[0].isdigit():
        return True
    if after[0] in ",;:.!?…–—-" or (ASKED.search(before) and SAID.match(after)):
        return True
    return after[0].islower() and not PARTICLE.match(after)
