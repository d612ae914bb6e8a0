"""Describes pairs of mentions as a reader would compare them: by words, kind, place and quotation.

What is described here is what the network weighs when it decides to whom a mention belongs, and
what it learns from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.base.wordlists import first_names, singular, states

FORMS = [
    *("none", "name", "title", "demonym", "metonym", "noun", "group", "pronoun", "label", "place"),
]
TYPES = ["person", "state", "organisation", "group", "place"]
PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "it": ("it", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
    "we": ("we", "us", "our", "ours", "ourselves"),
    "i": ("i", "me", "my", "mine", "myself"),
    "you": ("you", "your", "yours", "yourself", "yourselves"),
}
KINDS = [
    *PRONOUNS,
    *("man", "woman", "someone", "body", "title", "demonym", "metonym", "noun", "group", "place"),
    *("label", "other"),
]
PRONOUN_KINDS = {word: kind for kind, words in PRONOUNS.items() for word in words}
FLAGS = [
    *("same words", "same last word", "shared word", "words within theirs", "theirs within"),
    *("acronym", "same quotation", "into quotation", "out of quotation", "same sentence"),
    *("inside it", "around it", "beside it", "near it", "same state", "other state"),
    *("other first name", "other full name", "is speaker", "same speaker", "same paragraph"),
    *("in first paragraph", "speaker of theirs"),
]
PEOPLE = tuple(KINDS.index(kind) for kind in ("man", "woman", "someone"))
ACRONYM = range(2, 7)  # letters of one
FLAG = {name: place for place, name in enumerate(FLAGS)}
NEAREST = 40  # mentions before one that are compared with it
ALIKE = 12  # earlier ones that share a word with it, the last of them
MENTION_STEPS = [1, 2, 3, 4, 5, 8, 16, 32, 64, 128]
SENTENCE_STEPS = [0, 1, 2, 3, 4, 7, 13, 30]
SMALL_WORDS = frozenset(
    "the a an mr mrs ms dr sir this that these those s of and for in".split()
    + "its his her their our my".split()
)


@dataclass(frozen=True)
class Heads:
    """Mentions in the order of their heads: first word, head and last word (numbers of words, all
    included), form and type (numbers in FORMS and TYPES)."""

    first: np.ndarray
    head: np.ndarray
    last: np.ndarray
    form: np.ndarray
    type: np.ndarray

    def __len__(self):
        return len(self.head)


@dataclass(frozen=True)
class Surroundings:
    """What is known of the words of a text: each as it is written, the number of its sentence and
    of its paragraph, and of the quotation around it (-1: none); and of each quotation the first and
    last word of its source (-1: none)."""

    words: list[str]
    sentence: np.ndarray
    paragraph: np.ndarray
    quotation: np.ndarray
    sources: np.ndarray  # quotations × 2


def surround(
    words: list[str],
    edges: tuple[np.ndarray, np.ndarray],
    sentence: np.ndarray,
    paragraph: np.ndarray,
    quotations: Sequence[tuple],
) -> Surroundings:
    """Return the Surroundings of the words of a text; `edges` are where they start and end, and
    `quotations` (start, end, start of the source, end of it), all in characters, without a source
    -1."""
    quotation = np.full(len(words), -1)
    sources = np.full((len(quotations), 2), -1)
    for k, (start, end, low, high) in enumerate(quotations):
        first, last = words_within(edges, start, end)
        quotation[first:last] = k
        if low >= 0:
            first, last = words_within(edges, low, high)
            if first < last:
                sources[k] = first, last - 1
    return Surroundings(words, sentence, paragraph, quotation, sources)


def words_within(edges: tuple[np.ndarray, np.ndarray], start: int, end: int) -> tuple[int, int]:
    """Return (first, last + 1) of the words that stand within some characters; `edges` are where
    the words start and end."""
    starts, ends = edges
    first = int(np.searchsorted(ends, start, side="right"))
    return first, max(first, int(np.searchsorted(starts, end)))


@dataclass(frozen=True)
class Pairs:
    """Each mention with the earlier ones that it may belong to: `candidate` (mentions × candidates,
    -1: none there), what a reader would compare as `flags` (× FLAGS), and how far they are, in
    classes; `kind` is of each mention (a number in KINDS)."""

    candidate: np.ndarray
    kind: np.ndarray
    flags: np.ndarray
    mentions_apart: np.ndarray
    sentences_apart: np.ndarray


def describe_pairs(heads: Heads, around: Surroundings) -> Pairs:
    """Return the Pairs of mentions of an article."""
    names = [spelling(around.words, heads, i) for i in range(len(heads))]
    kinds = [kind_of(around.words, heads, i) for i in range(len(heads))]
    kind = np.array(kinds, dtype=np.int64)
    candidate, shared = find_candidates(names)
    flags = np.zeros((*candidate.shape, len(FLAGS)), np.float32)
    compare_words(flags, candidate, names, shared, kind)
    compare_places(flags, candidate, heads, around)
    present = candidate >= 0
    flags *= present[..., None]
    here = np.arange(len(heads))[:, None]
    apart = np.where(present, here - candidate, 1)
    sentence = around.sentence[heads.head] if len(heads) else np.zeros(0, int)
    sentences = (
        np.where(present, sentence[:, None] - sentence[candidate], 0) if len(heads) else apart
    )
    return Pairs(
        candidate,
        kind,
        flags,
        np.searchsorted(MENTION_STEPS, apart),
        np.searchsorted(SENTENCE_STEPS, np.maximum(sentences, 0)),
    )


@dataclass(frozen=True)
class Spelling:
    """The words of a mention as they are compared."""

    core: tuple  # without articles and titles, in small letters
    last: str  # its head, in the singular
    words: frozenset
    acronym: str
    letters: str  # all of its words as one, if they may be an acronym
    state: str


def spelling(words, heads, i):
    span = words[heads.first[i] : heads.last[i] + 1]
    core = tuple(plain(w) for w in span if w[0].isalnum() and w.lower() not in SMALL_WORDS)
    head = words[heads.head[i]]
    core = core or (head.lower(),)
    form = FORMS[heads.form[i]]
    acronym = "".join(w[0] for w in span if w[0].isupper()).lower() if form == "name" else ""
    state = ""
    if form in ("name", "demonym", "metonym", "place"):
        joined = " ".join(w for w in span if w.lower() != "the")
        state = states().get(joined, states().get(head, ("", "")))[0]
    last = head.lower() if form in ("name", "pronoun") else singular(head.lower())
    letters = "".join(core)
    if len(letters) not in ACRONYM:
        letters = ""
    return Spelling(core, last, frozenset(w for w in core if len(w) > 1), acronym, letters, state)


def plain(word: str) -> str:
    """Return a word as it is compared, in small letters: of "the Russian minister" Russia."""
    return states().get(word, (word, ""))[0].lower()


def kind_of(words, heads, i):
    """Return the number in KINDS of a mention."""
    form = FORMS[heads.form[i]]
    if form == "pronoun":
        kind = PRONOUN_KINDS.get(words[heads.head[i]].lower(), "other")
    elif form == "name" and TYPES[heads.type[i]] == "person":
        span = words[heads.first[i] : heads.last[i] + 1]
        gender = next((first_names()[word] for word in span if word in first_names()), "")
        kind = {"m": "man", "f": "woman", "": "someone"}[gender]
    elif form == "name":
        kind = "body"
    else:
        kind = form if form in KINDS else "other"
    return KINDS.index(kind)


def find_candidates(names):
    """Return the candidates of each mention, mentions × candidates: those nearest before it, and
    earlier ones that share a word with it; and the pairs that share one."""
    by_word = defaultdict(list)
    rows = []
    shared = set()
    for i, name in enumerate(names):
        alike = {j for word in name.words | {name.last} for j in by_word[word][-ALIKE:]}
        shared.update((i, j) for j in alike)
        nearest = range(max(0, i - NEAREST), i)
        far = sorted(j for j in alike if j < nearest.start)[-ALIKE:]
        rows.append([*far, *nearest])
        for word in name.words | {name.last}:
            by_word[word].append(i)
    width = max(map(len, rows), default=0)
    candidate = np.full((len(names), max(1, width)), -1)
    for i, row in enumerate(rows):
        candidate[i, : len(row)] = row
    return candidate, shared


def compare_words(flags, candidate, names, shared, kind):
    """Set the flags of words: for pairs that share one, of people, and of states and acronyms."""
    numbers = {state: number for number, state in enumerate({name.state for name in names} - {""})}
    state = np.array([numbers.get(name.state, -1) for name in names], dtype=np.int64)
    theirs = state[candidate]
    own = state[:, None]
    flags[..., FLAG["same state"]] = (theirs == own) & (own >= 0)
    flags[..., FLAG["other state"]] = (theirs != own) & (own >= 0) & (theirs >= 0)
    people = [k in PEOPLE for k in kind.tolist()]
    spelt = {name.letters for name in names if name.letters}
    shortened = {name.acronym for name in names if name.acronym and len(name.core) > 1}
    short_or_long = [name.letters in shortened or name.acronym in spelt for name in names]
    for i, row in enumerate(candidate.tolist()):
        for k, j in enumerate(row):
            if j < 0:
                continue
            if (i, j) in shared:
                compare_shared(flags[i, k], names[i], names[j])
            if people[i] and people[j]:
                compare_people(flags[i, k], names[i], names[j])
            if short_or_long[i] and short_or_long[j]:
                is_short = is_acronym(names[i], names[j]) or is_acronym(names[j], names[i])
                flags[i, k, FLAG["acronym"]] = is_short


def compare_people(flags, mine, theirs):
    """Set the flags of two names of people: they share the last word and differ in the first, or
    share none."""
    are_full = len(mine.core) > 1 and len(theirs.core) > 1
    differ = mine.core[-1] == theirs.core[-1] and mine.core[0] != theirs.core[0]
    flags[FLAG["other first name"]] = are_full and differ
    flags[FLAG["other full name"]] = mine.words.isdisjoint(theirs.words)


def compare_shared(flags, mine, theirs):
    flags[FLAG["same words"]] = mine.core == theirs.core
    flags[FLAG["same last word"]] = mine.last == theirs.last
    flags[FLAG["shared word"]] = bool(mine.words & theirs.words)
    flags[FLAG["words within theirs"]] = bool(mine.words) and mine.words <= theirs.words
    flags[FLAG["theirs within"]] = bool(theirs.words) and theirs.words <= mine.words


def is_acronym(short, long):
    """Whether one name is the initials of another: two letters or more."""
    return short.letters != "" and len(long.core) > 1 and short.letters == long.acronym


def compare_places(flags, candidate, heads, around):
    """Set the flags of place: sentence, paragraph, nesting, quotations and their speakers."""
    if not len(heads):
        return
    first = heads.first[:, None]
    last = heads.last[:, None]
    head = heads.head[:, None]
    their_first = heads.first[candidate]
    their_last = heads.last[candidate]
    their_head = heads.head[candidate]
    sentence = around.sentence[heads.head]
    paragraph = around.paragraph[heads.head]
    quotation = around.quotation[heads.head]
    own = quotation[:, None]
    theirs = quotation[candidate]
    flags[..., FLAG["same quotation"]] = (own == theirs) & (own >= 0)
    flags[..., FLAG["into quotation"]] = (own >= 0) & (theirs < 0)
    flags[..., FLAG["out of quotation"]] = (own < 0) & (theirs >= 0)
    flags[..., FLAG["same sentence"]] = sentence[:, None] == sentence[candidate]
    flags[..., FLAG["same paragraph"]] = paragraph[:, None] == paragraph[candidate]
    flags[..., FLAG["in first paragraph"]] = paragraph[candidate] == 0
    flags[..., FLAG["inside it"]] = (their_first <= head) & (head <= their_last)
    flags[..., FLAG["around it"]] = (first <= their_head) & (their_head <= last)
    gap = first - their_last
    flags[..., FLAG["beside it"]] = gap == 1
    flags[..., FLAG["near it"]] = (gap >= 2) & (gap <= 3)
    compare_speakers(flags, candidate, heads, around)


def compare_speakers(flags, candidate, heads, around):
    """Set the flags of who speaks: the candidate is the source of the quotation around the mention,
    or both stand in quotations of one speaker."""
    n = len(heads)
    quotation = around.quotation[heads.head]
    speaker = np.full(n, -1)  # the mention that is the source of the quotation around each
    by_quotation = source_mentions(heads, around)
    inside = quotation >= 0
    speaker[inside] = by_quotation[quotation[inside]]
    flags[..., FLAG["is speaker"]] = (speaker[:, None] == candidate) & (speaker[:, None] >= 0)
    theirs = speaker[candidate]
    same = (speaker[:, None] == theirs) & (theirs >= 0) & (speaker[:, None] >= 0)
    flags[..., FLAG["same speaker"]] = same
    flags[..., FLAG["speaker of theirs"]] = theirs == np.arange(n)[:, None]


def source_mentions(heads: Heads, around: Surroundings) -> np.ndarray:
    """Return for each quotation the mention whose head is the last in its source, -1 if none is."""
    found = np.full(len(around.sources), -1)
    for k, (low, high) in enumerate(around.sources.tolist()):
        if low >= 0:
            within = np.flatnonzero((heads.head >= low) & (heads.head <= high))
            covers = [i for i in within if heads.first[i] <= low] or within.tolist()
            found[k] = covers[-1] if covers else -1
    return found
