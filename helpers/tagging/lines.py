"""Tells what a paragraph is by its own words: a sentence of the article, a caption, or what the
outlet says of itself, of its authors and to its readers."""

from helpers.base.text import count_words
from helpers.tagging.wordings import (
    BYLINE,
    CALL,
    CALLED_FOR,
    CAPTION,
    CLOCK,
    DATE,
    FIRST_SENTENCE,
    FIXED,
    LABEL,
    LEAD_IN,
    LIFE,
    MAY_CALL,
    NOTE,
    OFFERED,
    READER,
    REPORTED,
    ROLE,
    SIGNATURE,
    SOURCE_AND_DATE,
    STAMP_LABEL,
    STAMP_TOKEN,
    STAMP_WORDS,
    SURELY_CALLED_FOR,
    TIMES,
    TOLD,
)

LINE_WORDS = 45  # a boilerplate line longer than this is a paragraph of the article
LABEL_WORDS = 12
LONGEST_LINE = 600  # characters of such a line


def line_kind(line: str) -> str:
    """Return what a paragraph is by itself: body, caption or boilerplate.

    >>> line_kind("Photo: Ann Lee/AP"), line_kind("Sign up for our newsletter")
    ('caption', 'boilerplate')
    """
    if NOTE.search(line[:LONGEST_LINE]):
        return "boilerplate"
    words = count_words(line)
    if not words:  # stars or dashes between parts
        return "boilerplate"
    if words > LINE_WORDS or len(line) > LONGEST_LINE:
        return "body"
    if words <= LABEL_WORDS and (LABEL.match(line) or is_stamp(line)):
        return "boilerplate"
    if (
        SIGNATURE.match(line)
        or BYLINE.match(line)
        or LEAD_IN.match(line)
        or FIXED.search(line)
        or is_call(line)
    ):
        return "boilerplate"
    if CAPTION.search(line):
        return "caption"
    return "body"


def is_stamp(line):
    """Return whether a line is a date or a time and nothing else, or what it is the date of, or
    where it was printed or written.

    >>> is_stamp("Tue 5 Mar 2024 10.32am GMT"), is_stamp("May 1968 in Paris")
    (True, False)
    """
    if STAMP_LABEL.match(line) or DATE.match(line) or SOURCE_AND_DATE.match(line):
        return True
    tokens = STAMP_TOKEN.findall(line.lower())
    numbers = sum(map(str.isdigit, tokens))
    words = {token for token in tokens if not token.isdigit()}
    if not words:
        return numbers > 0 and bool(CLOCK.match(line))
    return words <= STAMP_WORDS and (numbers > 1 or (numbers == 1 and not TIMES.isdisjoint(words)))


def is_call(line):
    """Return whether a paragraph begins by calling upon the reader to do something with the outlet
    or its authors: to follow, to subscribe, to write to them.

    >>> is_call("Follow us on Facebook."), is_call("Follow the money, he told us.")
    (True, False)
    """
    first = FIRST_SENTENCE.match(line)
    sentence = first[0] if first else line
    if TOLD.search(sentence):
        return False
    if CALL.match(sentence):
        return bool(CALLED_FOR.search(line))
    return bool(MAY_CALL.match(sentence) and SURELY_CALLED_FOR.search(line))


def is_offer(line):
    """Return whether a paragraph, at the end of an article, offers something of the outlet's to its
    readers.

    >>> is_offer("Don’t have an account? Create one for free."), is_offer("The app was not free.")
    (True, False)
    """
    if count_words(line) > LINE_WORDS or len(line) > LONGEST_LINE or TOLD.search(line):
        return False
    offered = {word.lower() for word in OFFERED.findall(line)}
    return len(offered) > 1 or (len(offered) == 1 and bool(READER.search(line)))


def is_credit(line, told):
    """Return whether a paragraph, at the end of an article, names its authors: who reported or
    contributed, or who somebody is of whom the rest of the article does not speak."""
    if count_words(line) > LINE_WORDS or len(line) > LONGEST_LINE:
        return False
    if REPORTED.search(line):
        return True
    life = LIFE.match(line)
    if not life:
        return False
    name = life["name"] or ""
    if " " not in name and name and not ROLE.search(line):
        return False
    return not name or name.split()[-1].strip(".,") not in told
