"""Finds whether a text is a transcript or an interview, and its turns: who speaks which paragraphs.

What tells a transcript is its build: several paragraphs begin with the name of somebody, the names
come again and alternate, and what stands behind them is said to somebody."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from helpers.base.text import count_words
from helpers.base.wordlists import first_names, word_set
from helpers.reading import find_questions, is_interview
from helpers.tagging.labels import (
    SMALL,
    is_ordinary,
    may_name_person,
    names_person,
    read_label,
    with_bearer,
)

ROLES = {"asks": "interviewer", "answers": "interviewee"}
FEWEST = 3  # turns of a transcript
SEVERAL = 4  # of one that is only part of its article
# shares of the paragraphs with labels: that end as sentences do, that speak to somebody, that ask
# (where the labels may be the headings of a list), that stand in marks (then an
# article quotes), and that have the label of somebody
ENDED = 0.6
SPOKEN = 0.25
ASKED = 0.2
IN_MARKS = 0.3
NAMED = 0.75
WHOLE = 3  # paragraphs before the first turn, at most, of a text that is nothing but a transcript
TITLE_CASE = 0.6
TOLD = 0.4  # share of unlabelled paragraphs that tell of the speakers, from which all are told
SENTENCE = re.compile(r"[.!?…—–][\"'”’»)\]]*$")
ADDRESS = re.compile(r"\b(?:I|me|my|mine|we|us|our|you|your|yours)\b(?!\.)|\?", re.I)
SINGULAR = re.compile(r"\b(?:I|my|me)\b")
OPENING_MARKS = tuple("\"“„«‘'")
DIRECTION = re.compile(r"[“\"]?(?:[(\[][^()\[\]\n]{1,200}[)\]][.,]?\s?){1,3}")
CLOSING = re.compile(
    r"\b(?:interview|transcript|conversation|discussion|answers|questions)\b[^.]{0,80}\b(?:edited|"
    r"condensed|abridged|translated|conducted|published|prepared|provided|created|rush deadline)\b",
    re.I,
)
STAMP = re.compile(r"\d:\d\d|>>")
FULL_NAME = re.compile(r"\b([A-Z][\w’'-]+)(?= (?:[A-Z]\. )?([A-Z][\w’'-]+))")
SAYS = re.compile(r"\b(?:said|says|asked|replied|added|told)\b")
VOWEL = re.compile(r"[^\W\d_BCDFGHJKLMNPQRSTVWXZ]")
MC = re.compile(r"(?<=^Mc)[a-z]")
WRITTEN = re.compile(r"[^\W\d_][\w’'-]*")


class Turn(NamedTuple):
    """A paragraph of a turn, or of a post: where its words stand, who speaks them, the place of the
    name at them (() if there is none), what that is (name; role; title, whose bearer is known; asks
    or answers; post), and whether it goes on with the turn before it."""

    start: int
    end: int
    speaker: str
    name: tuple
    sort: str
    goes_on: bool = False


def split_turns(text, paragraphs, kinds):
    """Return paragraphs, kinds and Turns of a text: of a transcript or interview its turns have the
    kind turn, and each label is a paragraph by itself, of the kind boilerplate."""
    spoken = find_spoken(text, paragraphs, kinds)
    if not spoken:
        return paragraphs, kinds, []
    places = []
    new_kinds = []
    turns = []
    for number, (start, end) in enumerate(paragraphs):
        turn, label_end = spoken.get(number, (None, start))
        if turn is None and is_direction(text[start:end]):
            places.append((start, end))
            new_kinds.append("boilerplate")
            continue
        if label_end > start:
            places.append((start, start + len(text[start:label_end].rstrip())))
            new_kinds.append("boilerplate")
        if label_end < end:
            places.append((label_end, end))
            new_kinds.append("turn" if turn else kinds[number])
        if turn and label_end < end:
            turns.append(turn)
    return places, new_kinds, turns


def find_spoken(text, paragraphs, kinds):
    """Return number of a paragraph → (its Turn, the end of its label) of a transcript or interview;
    a name that is a paragraph by itself has no Turn."""
    labels = find_labels(text, paragraphs, kinds)
    if labels:
        return Transcript(text, paragraphs, kinds, labels).spoken()
    return find_unlabelled(text, paragraphs, kinds)


# whether it is a transcript


def find_labels(text, paragraphs, kinds):
    """Return number of a paragraph → Label, if the text is a transcript; else nothing."""
    found = {}
    for number, (start, end) in enumerate(paragraphs):
        label = read_label(text, start, end) if kinds[number] != "foreign" else None
        if label and label.alone and label.sort == "role" and number + 1 < len(paragraphs):
            label = with_bearer(text, label, paragraphs[number + 1])
        opens = number == 0 or kinds[number] == "title"
        if label and not (opens and is_title(text[label.end : end])):
            found[number] = label
    found = of_one_style(text, paragraphs, found)
    if len(found) < FEWEST:
        return {}
    keys = speaker_keys(found)
    counts = Counter(keys.values())
    last = last_names(text) | {
        label.words[-1].casefold() for label in found.values() if names_person(label)
    }
    sure = {n: label for n, label in found.items() if is_somebody(label, last)}
    contents = contents_of(text, paragraphs, found)
    named = len(sure) >= NAMED * len(found)
    plain = sum(is_plain(text, n, paragraphs, found) for n in found) >= NAMED * len(found)
    if not is_conversation(found, keys, counts) or not is_said(contents, named=named, plain=plain):
        return {}
    if is_guide(text[: paragraphs[min(found)][0]], found, contents):
        return {}
    words = [count_words(text[slice(*place)]) for place in paragraphs]
    labelled = sum(words[n] for n in found)
    if len(found) < SEVERAL and labelled < sum(words) / 2:
        return {}
    known = {keys[n] for n, label in found.items() if n in sure or may_name_person(label)}
    return {n: label for n, label in found.items() if keys[n] in known or counts[keys[n]] > 1}


def is_title(words):
    """Return whether words are those of a title behind a colon: without an end, or with capitals:
    "Panel: who pays", "Lee: We Must Act."."""
    letters = [word for word in WRITTEN.findall(words) if len(word) > 2]
    capitals = sum(word[0].isupper() for word in letters)
    shouted = len(letters) > 2 and capitals > TITLE_CASE * len(letters)
    return words[:1].islower() or shouted or bool(words and not SENTENCE.search(words))


def of_one_style(text, paragraphs, labels):
    """Return the labels that are written as most are: before their turn, or on a line of their own
    (then those names that come again, or stand among such)."""
    alone = {n for n, label in labels.items() if label.alone and not label.marked}
    last = len(paragraphs) - 1
    no_turn = {*alone, last + 1}
    heads = {n for n in alone if behind(text, paragraphs, n) not in no_turn}
    others = {n: label for n, label in labels.items() if n not in alone}
    if len(heads) <= len(others):
        return others
    counts = Counter(labels[n].words for n in heads)
    first = min((n for n in heads if counts[labels[n].words] > 1), default=None)
    if first is None:
        return others
    kept = {n: labels[n] for n in heads if n >= first and names_person(labels[n])}
    return dict(sorted({**kept, **others}.items()))


def speaker_keys(labels):
    """Return number of a paragraph → a key that is the same for all labels of one speaker: PRYCE
    and JONAH PRYCE."""
    keys = {n: folded(label) for n, label in labels.items()}
    full = {}
    for key in keys.values():
        if len(key) > 1:
            full.setdefault(key[-1], key)
            full.setdefault(key[0], key)
    return {n: full.get(key[0], key) if len(key) == 1 else key for n, key in keys.items()}


def folded(label):
    return tuple(word.casefold().rstrip(".") for word in label.words)


def is_somebody(label, last):
    """Return whether a label is somebody's, by its words or by the last names in the text."""
    return names_person(label) or label.words[-1].casefold() in last


def last_names(text):
    """Return the words that stand behind a first name in a text, in small letters."""
    pairs = (match.groups() for match in FULL_NAME.finditer(text))
    return {last.casefold() for first, last in pairs if first.capitalize() in first_names()}


def contents_of(text, paragraphs, labels):
    """Return what stands behind each label: in its paragraph, or else in the next."""
    contents = []
    for number, label in labels.items():
        start, end = label.end, paragraphs[number][1]
        if label.alone:
            start, end = [*paragraphs, (end, end)][behind(text, paragraphs, number)]
        contents.append(text[start:end])
    return contents


def behind(text, paragraphs, number):
    """Return the number of the next paragraph that is no direction."""
    number += 1
    while number < len(paragraphs) and is_direction(text[slice(*paragraphs[number])]):
        number += 1
    return number


def is_conversation(labels, keys, counts):
    """Return whether several speak, and most of them again or by a role alone, by turns."""
    if len(counts) < 2 or max(counts.values()) < 2:
        return False
    again = sum(counts[keys[n]] > 1 or label.sort == "role" for n, label in labels.items())
    same = sum(a == b for a, b in pairwise(keys.values()))
    return 2 * again >= len(keys) and 2 * same <= len(keys)


def is_plain(text, number, paragraphs, labels):
    """Return whether a label can hardly be anything else: its name is in capitals, a time stands
    with it, or arrows behind it."""
    label = labels[number]
    start = paragraphs[number][0]
    shouted = label.sort in ("name", "role") and all(map(str.isupper, label.words))
    return shouted or bool(STAMP.search(text, start, label.end))


def is_said(contents, *, named, plain):
    """Return whether contents are whole sentences without marks, and enough of them speak to
    somebody, or ask and answer where the labels may be the headings of a list; `plain` labels need
    no such proof."""
    n = len(contents)
    ended = sum(bool(SENTENCE.search(content)) for content in contents)
    spoken = sum(bool(ADDRESS.search(content)) for content in contents)
    quoted = sum(content.startswith(OPENING_MARKS) for content in contents)
    if ended < ENDED * n or quoted >= IN_MARKS * n:
        return False
    asked = sum("?" in content for content in contents)
    personal = sum(bool(SINGULAR.search(content)) for content in contents)
    if plain and named:
        return True
    talk = (asked >= ASKED * n and (personal or plain)) or personal >= 2 * ASKED * n
    return spoken >= SPOKEN * n and (named or bool(talk))


def is_guide(introduction, labels, contents):
    """Return whether an outlet answers questions that it asks itself, under Q and A."""
    sorts = [label.sort for label in labels.values()]
    if not {"asks", "answers"}.issuperset(sorts):
        return False
    by_sort = {"asks": [], "answers": []}
    for sort, content in zip(sorts, contents, strict=True):
        by_sort[sort].append(content)
    return not is_interview(by_sort["asks"], by_sort["answers"], introduction)


# its turns


class Transcript:
    """A text with the labels of its turns."""

    def __init__(self, text, paragraphs, kinds, labels):
        self.text = text
        self.paragraphs = paragraphs
        self.kinds = kinds
        self.labels = labels
        self.names, self.titles = speaker_names(text, labels)
        self.under_names = {
            behind(text, paragraphs, n) for n, label in labels.items() if label.alone
        }
        self.last_names = {label.words[-1].casefold() for label in labels.values()}

    def spoken(self):
        """Return number of a paragraph → (its Turn, or None, and the end of its label)."""
        spoken = {}
        last = max(self.labels)
        inner = [n for n in range(min(self.labels), last) if self.may_go_on(n)]
        goes_on = self.go_on(inner)
        label = None
        begun = False  # whether the turn of the last label has words
        for number, (start, end) in enumerate(self.paragraphs):
            if number in self.labels:
                label = self.labels[number]
                begun = label.end < end
                turn = self.turn(label, label.end, end, goes_on=False) if begun else None
                spoken[number] = (turn, label.end)
            elif label and (number in goes_on or (number > last and self.is_tail(number, goes_on))):
                spoken[number] = (self.turn(label, start, end, goes_on=begun), start)
                begun = True
            elif number > last and not is_direction(self.words(number)):
                break
        return spoken

    def turn(self, label, start, end, *, goes_on):
        sort = "title" if label in self.titles else label.sort
        return Turn(start, end, self.names[label], label.bearer or label.name, sort, goes_on)

    def words(self, number):
        return self.text[slice(*self.paragraphs[number])]

    def may_go_on(self, number):
        """Return whether a paragraph without a label may be of the turn before it."""
        if number in self.labels or is_direction(self.words(number)):
            return False
        if number in self.under_names:
            return self.kinds[number] != "foreign"
        return self.kinds[number] in ("body", "title", "standfirst")

    def go_on(self, inner):
        """Return those of the paragraphs without labels between the first and the last that go on
        with a turn; none, if many of them tell of the speakers."""
        told = {n for n in inner if self.tells(n)}
        under_names = self.under_names.intersection(inner)
        if len(told) >= TOLD * len(inner):
            return under_names
        spoken = sum(bool(ADDRESS.search(self.words(n))) for n in inner)
        few = 4 * len(inner) <= len(self.labels)
        return set(inner) - told if few or spoken >= SPOKEN * len(inner) else under_names

    def is_tail(self, number, goes_on):
        """Return whether a paragraph behind the last label goes on with its turn: in a text that is
        nothing but a transcript if others do, elsewhere only if it speaks to somebody."""
        if not self.may_go_on(number) or self.tells(number):
            return False
        if number in self.under_names:
            return True
        words = self.words(number)
        if not goes_on:
            return bool(SINGULAR.search(words))
        return min(self.labels) < WHOLE or bool(ADDRESS.search(words))

    def tells(self, number):
        """Return whether a paragraph tells of the speakers or of the text, or quotes: then it is
        none of theirs."""
        words = self.words(number)
        if CLOSING.search(words):
            return True
        if words.startswith(OPENING_MARKS) and SAYS.search(words):
            return True
        told = [word.casefold() for word in WRITTEN.findall(words) if word[0].isupper()]
        return bool(self.last_names.intersection(told)) and not ADDRESS.search(words)


def is_direction(words):
    """Return whether a paragraph says what is heard or seen: "(APPLAUSE)"."""
    return bool(DIRECTION.fullmatch(words))


def speaker_names(text, labels):
    """Return Label → the speaker's name as it is written elsewhere, or the words of the role; and
    the labels with a role whose bearer was named in brackets: they have the bearer's name."""
    written = {}  # word in small letters → as the text writes it, not in capitals
    for word in WRITTEN.findall(text):
        if not word.isupper() and (word[0].isupper() or word in word_set("name particle")):
            written.setdefault(word.casefold(), word)
    bearers = {role_of(text, one): one for one in labels.values() if one.bearer}
    bearer_of = {label: bearers.get(role_of(text, label), label) for label in labels.values()}
    names = {label: speaker_name(bearer, written) for label, bearer in bearer_of.items()}
    spelt_out = initials_in(text) if any(len(one.words) == 1 for one in bearer_of) else {}
    for label in names:
        if len(label.words) == 1 and label.words[0].casefold() not in written:
            full = spelt_out.get(label.words[0], ())
            names[label] = full[0] if len(full) == 1 else names[label]
    return names, {one for one, bearer in bearer_of.items() if bearer.bearer and not one.bearer}


def initials_in(text):
    """Return initials → the different names of two words in a text that have them."""
    names = {}
    for match in FULL_NAME.finditer(text):
        if not (is_ordinary(match[1]) or is_ordinary(match[2])):
            full = names.setdefault(match[1][0] + match[2][0], [])
            name = f"{match[1]} {match[2]}"
            if name not in full:
                full.append(name)
    return names


def role_of(text, label):
    """Return the words before a name in brackets, or of the whole label, in small letters."""
    return text[slice(*label.name)].casefold()


def speaker_name(label, written):
    """Return what a label's speaker is called.

    >>> speaker_name(read_label("THE COURT: Go on.", 0, 17), {})
    'court'
    """
    if label.sort in ROLES:
        return ROLES[label.sort]
    if label.sort == "name":
        return " ".join(in_case(word, written) for word in label.words)
    words = [word.lower() for word in label.words]
    titled = words[0].rstrip(".") in ("mr", "mrs", "ms", "madam", "madame")
    if titled:
        return " ".join(word.capitalize() for word in words)
    return " ".join(words[1:] if words[0] == "the" and len(words) > 1 else words)


def in_case(word, written):
    """Return a word of a name in capitals as the text writes it elsewhere, or with one capital:
    O'NEILL, McDONALD."""
    if not word.isupper() or len(word.rstrip(".")) < 2 or "." in word[:-1]:
        return word
    if word.lower() in SMALL:
        return word.lower()
    if word.casefold() in written:
        return written[word.casefold()]
    is_short = len(word) < 3 or not VOWEL.search(word)
    return word if is_short else MC.sub(lambda name: name[0].upper(), word.title())


# interviews without labels


def find_unlabelled(text, paragraphs, kinds):
    """Return number of a paragraph → (its Turn, its start) of an interview that only its questions
    show."""
    asked = find_questions([text[start:end] for start, end in paragraphs])
    questions = set(asked)
    spoken = {}
    sort = ""
    for number, (start, end) in enumerate(paragraphs):
        if not asked or number < asked[0] or kinds[number] in ("caption", "boilerplate", "foreign"):
            continue
        words = text[start:end]
        if number > asked[-1] + 1 and (CLOSING.search(words) or not SINGULAR.search(words)):
            break
        before = sort
        sort = "asks" if number in questions else "answers"
        turn = Turn(start, end, ROLES[sort], (), sort, sort == before)
        spoken[number] = (turn, start)
    return spoken
