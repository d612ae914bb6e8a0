"""Reads the label with which a turn of a transcript begins: "MARA HOLLIS, HOST:", "Q:", "Dr. Lee
>>", "[10:42] Ann Lee:", or a name on a line of its own."""

import re
from functools import cache
from typing import NamedTuple

from helpers.base.wordlists import (
    first_names,
    organisations,
    roles,
    states,
    titles,
    word_rarity,
    word_set,
)

LONGEST = 140  # characters of a label
MOST_WORDS = 7  # of the name in it, titles included
DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s"
TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
OPENING = re.compile(
    rf"[“\"]?(?:[-–—•*]\s|>{{2,3}}\s?)?"
    rf"(?:[\[(]?(?:{DAY})?{TIME}[\])]?\s?(?:[-–—|]\s)?)?(?:>{{2,3}}\s?)?\[?"
)
ABBREVIATED = r"(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|St|Jr|Sr)\."
WORD = rf"(?:(?i:{ABBREVIATED})|[A-Z]\.(?:[A-Z]\.)*|[^\W\d_][\w’'-]*|\d{{1,3}}(?![\d:]))"
# "Q:", and "Q" whose mark was lost together with its letter's bold type
QUESTION_OR_ANSWER = re.compile(
    r"(?i:(?P<name>q|a|question|answer))\s?[.:]\s+(?=\S)|(?P<bare>[QA])\s+(?=[A-Z“\"])"
    r"|(?P<glued>Q)(?=[A-Z][a-z’'])"
)
NAME = re.compile(rf"{WORD}(?:[ \u00a0]{{1,2}}{WORD}){{0,9}}")
# what a label says of who speaks: role, party, place, time
QUALIFIER = re.compile(rf"\]?\s?(?:\([^()\n]{{1,80}}\)|\[[^\[\]\n]{{1,60}}\]|\s{{1,2}}{TIME}|\])")
ROLE = re.compile(r",\s?[^:\n()\[\]“”\"?!]{1,80}")
COLON = re.compile(r"\s?(?::(?![\d/])|>{2,3})\s*")
DASH = re.compile(r"\.?\s?[–—]{1,2}\s+(?=[A-Z“\"(\[…])|\.?\s--?\s+(?=[A-Z“\"(\[…])")
SHOUTED = re.compile(  # "HOLT What did you see?", from which the bold type was lost
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ’'-]+){0,3})\s+(?=[A-Z][a-z]|I\b|A )"
)
# "Ann Lee What did you see?"
BOLD = re.compile(r"([A-Z][\w’'-]+) ([A-Z][\w’'-]+) ([A-Z][\w’'-]*)(?= [a-z]| I\b|[,.])")
STOP = re.compile(r"\.(?=\s+[\"“‘(\[]?[A-Z])\s*")
BRACKETED = re.compile(r"\(([^()\d]{4,60})\)")
SUFFIXES = ("jr", "sr", "ii", "iii", "iv", "qc", "kc", "mp")
SMALL = ("of", "for", "the", "and", "in", "from", "at")
ASKS = ("q", "question", "interviewer")
ANSWERS = ("a", "answer", "interviewee", "respondent")


class Label(NamedTuple):
    """A label: its end, the place of the name in it and its words without titles, what it is (name,
    role, asks or answers), whether it is a paragraph of its own, and whether a mark closes it.

    `bearer` is the place of the name in brackets behind a role, or ()."""

    end: int
    name: tuple[int, int]
    words: tuple[str, ...]
    sort: str
    alone: bool
    marked: bool = True
    bearer: tuple = ()


def read_label(text: str, start: int, end: int) -> Label | None:
    """Return the Label with which a paragraph begins, or None.

    >>> label = read_label("MARA HOLLIS, HOST: The river rose.", 0, 34)
    >>> label.words, label.name, label.end, label.sort
    (('MARA', 'HOLLIS'), (0, 11), 19, 'name')
    """
    limit = min(end, start + LONGEST)
    opening = OPENING.match(text, start, limit)
    place = opening.end() if opening else start
    letter = QUESTION_OR_ANSWER.match(text, place, limit)
    if letter:
        return make_label(text, letter.span(letter.lastgroup or 0), end=letter.end())
    name = NAME.match(text, place, limit)
    if not name or name[0][0].islower():
        return None
    return read_marked(text, name.span(), limit, end) or read_unmarked(text, name.span(), end)


def read_marked(text, name, limit, end):
    """Return the Label of a name that a colon, arrows or a dash close, or None."""
    behind, bearer = read_qualifiers(text, name[1], limit)
    closing = COLON.match(text, behind, end) or DASH.match(text, behind, end)
    if not closing:
        role = ROLE.match(text, behind, limit)
        behind = read_qualifiers(text, role.end(), limit)[0] if role else limit
        closing = COLON.match(text, behind, end)
    if not closing:
        return None
    alone = closing.end() >= end
    return make_label(text, name, bearer, end=closing.end(), alone=alone)


def read_unmarked(text, name, end):
    """Return the Label of a name in capitals before its turn, or that only its bold type set apart,
    of one that is a paragraph by itself, or of one that a full stop closes, or None."""
    limit = min(end, name[0] + LONGEST)
    shouted = SHOUTED.match(text, name[0], limit)
    if shouted:
        return make_label(text, shouted.span("name"), end=shouted.end())
    bold = BOLD.match(text, name[0], limit)
    if bold and bold[1] in first_names() and is_ordinary(bold[3]) and not is_ordinary(bold[2]):
        return make_label(text, (bold.start(1), bold.end(2)), end=bold.start(3))
    behind, bearer = read_qualifiers(text, name[1], end)
    if behind < end:
        return read_stopped(text, name, end)
    label = make_label(text, name, bearer, end=end, alone=True, marked=False)
    return label if label and is_capitalised(label.words) else None


def read_qualifiers(text, place, limit):
    """Return the place behind what stands in brackets after a name, and the place of the name that
    is in them, or ()."""
    bearer: tuple = ()
    while qualifier := QUALIFIER.match(text, place, limit):
        named = BRACKETED.search(text, place, qualifier.end())
        if named and not bearer and NAME.fullmatch(text, *named.span(1)):
            bearer = named.span(1)
        place = qualifier.end()
    return place, bearer


def with_bearer(text: str, label: Label, place: tuple[int, int]) -> Label:
    """Return the Label of a role with the name that the next line, at a place, has in brackets, if
    it has one."""
    named = BRACKETED.fullmatch(text, *place)
    if not named or not NAME.fullmatch(text, *named.span(1)):
        return label
    ends = {"end": label.end, "alone": True, "marked": label.marked}
    return make_label(text, label.name, named.span(1), **ends) or label


def read_stopped(text, name, end):
    """Return the Label that a full stop closes, as in records of courts and parliaments: "Q. ",
    "Mr. SMITH of Ohio. ", "The CHAIRMAN. "."""
    start, stop = name
    if text[stop - 1] == ".":  # the name is an initial
        stop -= 1
    closing = STOP.match(text, stop, end)
    label = make_label(text, (start, stop), end=closing.end()) if closing else None
    if label is None or not is_capitalised(label.words):
        return None
    first = text[start:stop].split()[0].lower()
    if first not in titles() and first != "the":
        return None
    shouted = label.words[-1].isupper() and len(label.words[-1]) > 1
    return label if shouted or (label.sort == "role" and first == "the") else None


def make_label(text, name, bearer=(), *, end, alone=False, marked=True):
    """Return the Label of a name, or None if it is no name."""
    written = text[slice(*name)].split()
    sort = sort_of(written)
    if sort == "role" and bearer:
        words = bare_words(text[slice(*bearer)].split())
        if len(words) > 1 and is_capitalised(words) and not is_listed_role(words):
            return Label(end, name, tuple(words), "name", alone, marked, bearer)
    words = bare_words(written) if sort == "name" else written
    if not words or len(written) > MOST_WORDS + 2 * (sort == "role"):
        return None
    if not is_capitalised(words[:1] if is_loose(sort, words) else words):
        return None
    return Label(end, place_of(text, name, words), tuple(words), sort, alone, marked)


def is_loose(sort, words):
    """Return whether words are a role that may be written in small letters: "Woman in audience"."""
    return sort == "role" and 1 < len(words) < 5 and words[1] in SMALL


def place_of(text, name, words):
    """Return where the words of a name stand in it, without titles."""
    first = text.index(words[0], *name)
    place = first
    for word in words:
        place = text.index(word, place, name[1]) + len(word)
    return first, place


def sort_of(written):
    """Return what the words of a label are: asks, answers, role or name.

    >>> sort_of(["Q"]), sort_of(["THE", "COURT"]), sort_of(["Reporter", "2"]), sort_of(["RAO"])
    ('asks', 'role', 'role', 'name')
    """
    lower = [word.lower().rstrip(".") for word in written]
    if len(lower) == 1 and is_initials(written[0]):
        return "name"
    if len(lower) == 1 and lower[0] in ASKS:
        return "asks"
    if len(lower) == 1 and lower[0] in ANSWERS:
        return "answers"
    return "role" if is_listed_role(written) or not bare_words(written) else "name"


def is_initials(word):
    """Return whether a label's only word may be somebody's initials: "NH"."""
    return word.isalpha() and word.isupper() and 1 < len(word) < 4


def is_listed_role(written):
    """Return whether a label's words say what somebody is: the court, reporter 2, the Secretary of
    State for Health."""
    lower = [word.lower().rstrip(".").rstrip("0123456789_") for word in written]
    lower = [word for word in lower if word]
    if not lower:
        return False
    if lower[0] in ("unidentified", "unknown"):
        return True
    ends = next((k for k, word in enumerate(lower) if word in SMALL and k), len(lower))
    noun = lower[ends - 1]
    if noun in word_set("speaker's role"):
        return True
    if lower[0] == "the" and ends == 2:
        return noun in titles()  # an outlet is called The Courier
    return noun in roles() and lower[0].capitalize() not in first_names()


def bare_words(written):
    """Return the words of a name without titles before it and what stands behind: "SMITH" of "Mr.
    SMITH of Ohio"."""
    first = 0
    if len(written) == 1 and is_initials(written[0]):
        return written
    while first < len(written) and written[first].lower() in titles():
        first += 1
    if first and "of" in written[first + 1 :]:
        written = written[: written.index("of", first)]
    last = len(written)
    while last > first + 1 and written[last - 1].lower().rstrip(".") in SUFFIXES:
        last -= 1
    return list(written[first:last])


def is_capitalised(words):
    """Return whether words are written as a name is: each with a capital, but for particles."""
    small = word_set("name particle") | set(SMALL)
    return all(word[0].isupper() or word[0].isdigit() or word in small for word in words)


def is_ordinary(word: str) -> bool:
    """Return whether news writes a word with a small letter more often than with a capital.

    >>> is_ordinary("Price"), is_ordinary("Rao")
    (True, False)
    """
    return word.lower() in ordinary_small()


@cache
def ordinary_small():
    """Return the words that news mostly writes with a small letter."""
    rarity = word_rarity()
    return frozenset(rarity.index[rarity["small"] > rarity["capitals"]])


def names_person(label: Label) -> bool:
    """Return whether a label's words by themselves can only name a person, an outlet or a speaker's
    role, and not the heading of a list: "Price", "North"."""
    written = " ".join(label.words)
    if label.sort != "name" or written in organisations():
        return True
    first, *others = label.words
    if first.capitalize() in first_names() and (others or not is_ordinary(first)):
        return written.title() not in states()
    return len(label.words) > 1 and may_name_person(label)


def may_name_person(label: Label) -> bool:
    """Return whether a label may name a person: it is no place, and none of its words is an
    ordinary one."""
    written = " ".join(label.words)
    if label.sort != "name":
        return True
    if written in states() or written.title() in states():
        return False
    return not any(is_ordinary(word) for word in label.words if word[0].isupper())
