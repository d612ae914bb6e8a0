"""Takes a transcript, or an interview without labels, apart into its turns: who speaks which
paragraphs."""

import re
from typing import NamedTuple

from helpers.base.wordlists import word_set
from helpers.reading import find_questions
from helpers.tagging.labels import SMALL, is_ordinary, read_label
from helpers.tagging.transcripts import (
    ADDRESS,
    FULL_NAME,
    OPENING_MARKS,
    SINGULAR,
    SPOKEN,
    WRITTEN,
    behind,
    find_labels,
    is_direction,
    is_plain,
)

ROLES = {"asks": "interviewer", "answers": "interviewee"}
WHOLE = 3  # paragraphs before the first turn, at most, of a text that is nothing but a transcript
TOLD = 0.4  # share of unlabelled paragraphs that tell of the speakers, from which all are told
CLOSING = re.compile(
    r"\b(?:interview|transcript|conversation|discussion|answers|questions)\b[^.]{0,80}\b(?:edited|"
    r"condensed|abridged|translated|conducted|published|prepared|provided|created|rush deadline)\b",
    re.I,
)
SAYS = re.compile(r"\b(?:said|says|asked|replied|added|told)\b")
VOWEL = re.compile(r"[^\W\d_BCDFGHJKLMNPQRSTVWXZ]")
MC = re.compile(r"(?<=^Mc)[a-z]")


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
        if self.is_labelled(number):
            return False
        if number in self.under_names:
            return self.kinds[number] != "foreign"
        return self.kinds[number] in ("body", "title", "standfirst")

    def is_labelled(self, number):
        """Return whether a paragraph has a plain label, though of nobody: "SOUNDBITE OF SONG:"."""
        label = read_label(self.text, *self.paragraphs[number])
        if label is None or label.alone or not label.marked:
            return False
        return is_plain(self.text, number, self.paragraphs, {number: label})

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

    >>> from helpers.tagging.labels import read_label
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
