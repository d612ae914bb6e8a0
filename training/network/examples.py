"""Turns documents into what the network reads and what it is to answer, word by word."""

from dataclasses import dataclass

import numpy as np

from helpers.network.heads import NAME_TAGS
from helpers.network.pairs import (
    FORMS,
    TYPES,
    Heads,
    Pairs,
    describe_pairs,
    surround,
    words_within,
)
from helpers.network.pieces import read_units
from helpers.network.states import LONGEST
from helpers.network.windows import read_windows
from helpers.tagging import lay_out
from helpers.tagging.sentences import sentence_starts
from training.network.documents import Document

UNKNOWN = -100
MOST_BEHIND = 15  # words of a mention behind its head
BREAKS = frozenset(
    "of in from for at who that which on with to by against near like under and , — – ( ) "
    "including between behind among than as about whose where when ’ '".split()
)
UNFINISHED = frozenset("the a an some all one most many members number group".split())
NAME_KINDS = {
    ("name", "person"): "person",
    ("name", "organisation"): "organisation",
    ("name", "state"): "place",
    ("metonym", "state"): "place",
    ("place", "place"): "place",
    ("demonym", "state"): "demonym",
}


@dataclass(frozen=True)
class Words:
    """The words of a text: where each starts and ends, and which piece of which window is its first
    one."""

    text: str
    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
    windows: list
    window: np.ndarray
    piece: np.ndarray

    def within(self, start, end):
        """Return (first, last + 1) of the words within some characters."""
        return words_within((self.start, self.end), start, end)

    def spelt(self):
        return [self.text[a:b] for a, b in zip(self.start, self.end, strict=True)]


def read_words(text, vocabulary):
    units = read_units(lay_out(text), vocabulary)
    first = np.concatenate([unit.first for unit in units])
    offset = np.cumsum([0, *(len(unit.ids) for unit in units)])
    word_of = np.cumsum(first) - 1
    windows = read_windows(units, vocabulary, longest=LONGEST)
    words = int(first.sum())
    window_of = np.zeros(words, int)
    piece_of = np.zeros(words, int)
    for number, window in enumerate(windows):
        real = window.unit >= 0
        piece = np.where(real, offset[window.unit] + window.place, 0)
        begins = real & first[piece] & (window.unit >= window.read.start)
        places = np.flatnonzero(begins)
        window_of[word_of[piece[places]]] = number
        piece_of[word_of[piece[places]]] = places
    last = np.append(first[1:], True)
    starts = np.concatenate([unit.start for unit in units])[first]
    ends = np.concatenate([unit.end for unit in units])[last]
    paragraph = np.concatenate([np.full(len(u.ids), u.paragraph) for u in units])[first]
    return Words(text, starts, ends, paragraph, windows, window_of, piece_of)


@dataclass(frozen=True)
class Example:
    """A document as the network reads it, and the answers."""

    document: Document
    words: Words
    heads: Heads
    actors: list  # of each mention, in the order of the heads
    pairs: Pairs
    form: np.ndarray  # of each word
    names: np.ndarray  # of each word, in NAME_TAGS
    tones: list  # (words of the mentions, first word of the sentence, last + 1, tone)
    sentences: list  # (first word, last + 1) of judged sentences
    acts: dict  # word → (sign, negated, heads of agents, heads of patients)
    labels: list  # (first word, last + 1, what it says of whoever is called so)


def make_example(document, vocabulary):
    words = read_words(document.text, vocabulary)
    spelt = words.spelt()
    by_head = {}
    for mention in document.mentions:
        first, end = words.within(mention.start, mention.end)
        if first == end:
            continue
        head = head_of(spelt, first, end, mention, words)
        other = by_head.get(head)
        if other and other[0].end - other[0].start >= mention.end - mention.start:
            continue
        by_head[head] = (mention, first, end - 1)
    order = sorted(by_head)
    found = [by_head[head] for head in order]
    heads = Heads(
        np.array([row[1] for row in found], int),
        np.array(order, int),
        np.array([row[2] for row in found], int),
        np.array([FORMS.index(row[0].form) for row in found], int),
        np.array([TYPES.index(row[0].type) for row in found], int),
    )
    actors = [row[0].actors for row in found]
    form = np.zeros(len(spelt), int)
    form[heads.head] = heads.form
    around = surroundings(document, words, spelt)
    pairs = describe_pairs(heads, around)
    names = tag_names(document, words)
    tones, sentences, acts = judged_words(document, words, heads, actors)
    labels = [(*words.within(start, end), said) for start, end, said in document.labels]
    labels = [label for label in labels if label[0] < label[1]]
    answers = (form, names, tones, sentences, acts, labels)
    return Example(document, words, heads, actors, pairs, *answers)


def head_of(spelt, first, end, mention, words):
    """Return the word that is the head of a mention: where it is marked there, else the last word
    before a preposition, a relative or a comma; of names the last word, or the one before "of"."""
    if mention.head >= 0:
        low, high = words.within(mention.head, mention.head + 1)
        if first <= low < end and low < high:
            return low
    lower = [word.lower() for word in spelt[first:end]]
    place = len(lower) - 1
    while place > 0 and (not lower[place][0].isalnum() or is_genitive(lower, place)):
        place -= 1
    if mention.form in ("demonym", "metonym", "place", "pronoun"):
        return first + place
    if mention.form == "name":
        of = lower.index("of") if "of" in lower[1:-1] else 0
        return first + of - 1 if of and spelt[first][0].isupper() else first + place
    for k in range(1, len(lower)):
        before = lower[k - 1]
        genitive = lower[k] in "’'" and k + 1 < len(lower) and lower[k + 1] == "s"
        ends = before[0].isalnum() and before not in UNFINISHED
        if lower[k] in BREAKS and ends and not genitive:
            return first + k - 1
    return first + place


def is_genitive(lower, place):
    return lower[place] == "s" and place > 0 and lower[place - 1] in "'’"


def surroundings(document, words, spelt):
    sentence = np.zeros(len(spelt), int)
    starts = np.unique(words.paragraph, return_index=True)[1].tolist() if len(spelt) else []
    number = -1
    for k, first in enumerate(starts):
        last = starts[k + 1] if k + 1 < len(starts) else len(spelt)
        low = words.start[first]
        paragraph = document.text[low : words.end[last - 1]]
        cuts = np.array([low + place for place in sentence_starts(paragraph)])
        within = np.searchsorted(cuts, words.start[first:last], side="right")
        sentence[first:last] = number + np.maximum(within, 1)
        number = sentence[last - 1]
    edges = (words.start, words.end)
    return surround(spelt, edges, sentence, words.paragraph, document.quotations)


def tag_names(document, words):
    """Return the tags of names, word by word, where all names of a document are marked."""
    tags = np.full(len(words.start), 0 if document.weight == 1 else UNKNOWN)
    if document.weight != 1:
        return tags
    for mention in document.mentions:
        kind = NAME_KINDS.get((mention.form, mention.type))
        first, end = words.within(mention.start, mention.end)
        if kind and first < end and mention.form != "metonym":
            tags[first:end] = NAME_TAGS.index(f"I-{kind}")
            tags[first] = NAME_TAGS.index(f"B-{kind}")
        elif mention.form in ("metonym", "demonym", "name") and first < end:
            tags[first:end] = UNKNOWN
    return tags


def judged_words(document, words, heads, actors):
    """Return the tones, the judged sentences and the acts of a document, by words."""
    tones = []
    sentences = []
    acts = {}
    for judged in document.judged:
        low, high = words.within(judged.start, judged.end)
        if low == high:
            continue
        sentences.append((low, high))
        inside = [i for i, head in enumerate(heads.head) if low <= head < high]
        for actor, tone in judged.tones.items():
            mine = [int(heads.head[i]) for i in inside if actor in actors[i]]
            if mine:
                tones.append((mine, low, high, tone))
        for place, sign, negated, agents, patients in judged.acts:
            word, end = words.within(place, place + 1)
            if low <= word < high and word < end:
                acts[word] = (
                    sign,
                    negated,
                    [i for i in inside if actors[i] & set(agents)],
                    [i for i in inside if actors[i] & set(patients)],
                )
    return tones, sentences, acts
