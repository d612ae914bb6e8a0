"""Reads off a text, by a small neural encoder, which words are quoted, are cues, sources and names,
and which source and cue belong to each quoted word; and by the network of mentions a state for each
word.

The model is two files in helpers/data/, made by training/encoder; its card beside them has what it
was made from, and how far it errs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.base.models import load_piece_vectors, log_softmax, open_network
from helpers.base.places import DATA
from helpers.network.pieces import FEATURES, read_units
from helpers.network.states import read_states
from helpers.network.windows import Window, read_windows
from helpers.tagging import Layout

QUOTE_TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
NAME_KINDS = ("person", "organisation", "place", "demonym")
NAME_TAGS = ["O", *(f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI")]
TAGS = len(QUOTE_TAGS) + len(NAME_TAGS)
# the two pointers
SOURCE = 0
CUE = 1
# numbers in a pointer's query and key; distances beyond this many pieces are alike
LINK = 64
FAR = 64


@dataclass(frozen=True)
class Model:
    session: object
    distance: np.ndarray  # pointers × distances in pieces, from -FAR to FAR
    nothing: np.ndarray  # pointers


@dataclass(frozen=True)
class Read:
    """A window as it was read: the words to which its pieces belong (-1: none), which pieces begin
    one, and the pointers' numbers."""

    word: np.ndarray
    first: np.ndarray
    links: np.ndarray  # pieces × (source query, source key, cue query, cue key) × LINK


@dataclass(frozen=True)
class Encoding:
    """What the encoder read off an article, word by word; `start`, `end` are characters of the
    text.

    `states` are the numbers that the network of mentions gives for each word (words × numbers).
    `quote_scores` and `name_scores` are log-probabilities, words × tags; `marked` is true for words
    inside quotation marks, `spoken` for those with a letter or digit; `window` is the number in
    `windows` of the window off which a word was read."""

    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
    marked: np.ndarray
    spoken: np.ndarray
    states: np.ndarray
    quote_scores: np.ndarray
    name_scores: np.ndarray
    window: np.ndarray
    windows: list[Read]


@cache
def load_encoder():
    """Return the Model, loaded once. Raises FileNotFoundError if it is not there."""
    session = open_network((DATA / "encoder.onnx").read_bytes())
    with np.load(DATA / "encoder_words.npz") as arrays:
        return Model(session, arrays["distance"], arrays["nothing"])


# reading


def encode(layout: Layout) -> Encoding:
    """Return the Encoding of an article's text: one pass, about a tenth of a second for 750
    words."""
    vocabulary = load_piece_vectors().vocabulary
    units = read_units(layout, vocabulary)
    first = join(units, "first", bool)  # which pieces of the article begin a word
    word_of = np.cumsum(first) - 1  # of each piece
    offset = np.cumsum([0, *(len(unit.ids) for unit in units)])  # first piece of each unit
    words = int(first.sum())
    scores = np.zeros((words, TAGS), dtype=np.float32)
    window_of = np.zeros(words, dtype=int)
    reads = []
    for number, window in enumerate(read_windows(units, vocabulary)):
        output = run(window)  # pieces × (tags and links)
        real = window.unit >= 0  # not [CLS] or [SEP]
        piece = np.where(real, offset[window.unit] + window.place, 0)
        begins = real & first[piece]
        mine = begins & (window.unit >= window.read.start)  # not context
        scores[word_of[piece[mine]]] = output[mine, :TAGS]
        window_of[word_of[piece[mine]]] = number
        word = np.where(real, word_of[piece], -1)
        reads.append(Read(word, begins, output[:, TAGS:].reshape(-1, 4, LINK)))
    last = np.append(first[1:], True)[: len(first)]  # which pieces end a word
    start = join(units, "start", int)[first]
    end = join(units, "end", int)[last]
    quote_scores, name_scores = np.split(scores, [len(QUOTE_TAGS)], axis=1)
    return Encoding(
        start,
        end,
        paragraphs_of(units)[first],
        join(units, "mark", int)[first] > 0,
        spoken_words(layout.text, start, end),
        read_states(units, vocabulary),
        log_softmax(quote_scores),
        log_softmax(name_scores),
        window_of,
        reads,
    )


def run(window: Window):
    """Return what the network computes for each piece of a window."""
    words = load_piece_vectors()
    vectors = words.vectors[window.ids] * words.scales[window.ids]
    features = {name: getattr(window, name)[None].astype(np.int64) for name in FEATURES[1:]}
    inputs = {"words": vectors[None].astype(np.float32), **features}
    return load_encoder().session.run(None, inputs)[0][0]


def join(units, name, dtype):
    """Return an array of all units' pieces, one unit behind another."""
    parts = [getattr(unit, name) for unit in units]
    return np.concatenate([np.zeros(0, dtype), *parts]).astype(dtype)


def paragraphs_of(units):
    """Return the number of the paragraph of each piece."""
    numbers = [unit.paragraph for unit in units]
    return np.repeat(numbers, [len(unit.ids) for unit in units]).astype(int)


def spoken_words(text, starts, ends):
    """Return which words have a letter or digit."""
    words = (text[start:end] for start, end in zip(starts, ends, strict=True))
    return np.array([any(map(str.isalnum, word)) for word in words], dtype=bool)


# tags


def best_spans(
    scores: np.ndarray, tags: list[str], paragraph: np.ndarray
) -> list[tuple[str, int, int]]:
    """Return (kind, first word, last word + 1) of the likeliest spans; none crosses a paragraph.

    They are those of the likeliest sequence of tags in which no span goes on that was not begun:
    the likeliest tag of each word, and in paragraphs where these do not fit together what Viterbi's
    algorithm finds."""
    inside = np.array([tag.startswith("I-") for tag in tags])  # each stands behind its B- in `tags`
    opens = np.append(True, paragraph[1:] != paragraph[:-1])[: len(scores)]
    path = scores.argmax(axis=1)
    before = np.append(0, path[:-1])[: len(path)]
    unfit = inside[path] & (opens | ((before != path) & (before != path - 1)))
    edges = np.flatnonzero(np.append(opens, True))
    for k in np.unique(np.searchsorted(edges, np.flatnonzero(unfit), side="right") - 1):
        words = slice(edges[k], edges[k + 1])
        path[words] = likeliest(scores[words].tolist(), inside.tolist())
    return tag_spans(path.tolist(), tags, opens.tolist())


def likeliest(scores, inside):
    """Return the likeliest sequence of tags of a paragraph; one of those `inside` stands behind
    itself or the one before it in the list."""
    first = zip(inside, scores[0], strict=True)
    current = [-np.inf if within else score for within, score in first]
    steps = []  # for each word but the first, tag → the best tag of the word before
    for row in scores[1:]:
        top = current.index(max(current))
        step = [best_before(current, i, top, within) for i, within in enumerate(inside)]
        current = [current[k] + score for k, score in zip(step, row, strict=True)]
        steps.append(step)
    path = [current.index(max(current))]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]


def best_before(current, i, top, within):
    """Return the best tag before tag i: any before one that begins a span or lies outside."""
    if not within:
        return top
    return i - 1 if current[i - 1] >= current[i] else i


def tag_spans(path, tags, opens):
    """Return the spans of a sequence of tags, `opens` being true where a paragraph starts."""
    spans = []
    for n, tag in enumerate(path):
        edge, _, kind = tags[tag].partition("-")
        goes_on = edge == "I" and spans and spans[-1][2] == n and not opens[n]
        if goes_on:
            spans[-1] = (*spans[-1][:2], n + 1)
        elif edge in ("B", "I"):
            spans.append((kind, n, n + 1))
    return spans


# pointers


def point(encoding: Encoding, first: int, last: int, pointer: int) -> tuple[int, np.ndarray, float]:
    """Return where words first to last point: (number of a word, probabilities of it and those
    behind it, of nothing).

    The words are those of the window in which the first of them was read; other words have
    probability 0."""
    model = load_encoder()
    window = encoding.windows[encoding.window[first]]
    pieces = np.nonzero(window.first & (window.word >= first) & (window.word < last))[0]
    query = window.links[pieces, 2 * pointer]
    key = window.links[:, 2 * pointer + 1]
    distance = np.clip(np.arange(len(window.word))[None] - pieces[:, None], -FAR, FAR)
    scores = query @ key.T / np.sqrt(LINK) + model.distance[pointer][distance + FAR]
    scores[:, 0] += model.nothing[pointer]
    chances = np.exp(log_softmax(scores)).mean(axis=0)
    real = window.word >= 0
    low = int(window.word[real].min())
    return low, np.bincount(window.word[real] - low, chances[real]), float(chances[0])
