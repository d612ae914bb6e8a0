"""Takes the text of an article, gives what a small neural encoder reads off it: which words are
quoted, are cues, sources and names, and which source and cue each quoted word belongs to.

The model is two files in helpers/data/, made by training/encoder; its card beside them says from
what, and how far it errs."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.base.models import load_piece_vectors, log_softmax, open_network
from helpers.base.places import DATA
from helpers.network.pieces import FEATURES, read_units
from helpers.network.windows import read_windows

QUOTE_TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
NAME_TAGS = [
    "O",
    *(f"{edge}-{kind}" for kind in ("person", "organisation", "place", "demonym") for edge in "BI"),
]
# the two pointers
SOURCE = 0
CUE = 1
# numbers in a pointer's query and key; distances beyond this many pieces are alike
LINK = 64
FAR = 64


@dataclass(frozen=True)
class Model:
    session: object
    distance: np.ndarray
    nothing: np.ndarray


@dataclass(frozen=True)
class Read:
    """A window as read: the words its pieces belong to (-1: none), which pieces begin one, and the
    pointers' numbers."""

    word: np.ndarray
    first: np.ndarray
    links: np.ndarray  # pieces × (source query, source key, cue query, cue key) × LINK


@dataclass(frozen=True)
class Encoding:
    """What the encoder read off an article, word by word; `start`, `end` are characters of the
    text.

    `quote_scores` and `name_scores` are log-probabilities, words × tags; `marked` says whether the
    word stands inside quotation marks, `spoken` whether it has a letter or digit; `window` is the
    number in `windows` of the window that it was read off."""

    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
    marked: np.ndarray
    spoken: np.ndarray
    quote_scores: np.ndarray
    name_scores: np.ndarray
    window: np.ndarray
    windows: list


@cache
def load_encoder():
    """Return the Model, loaded once. Raises FileNotFoundError if it is not there."""
    session = open_network((DATA / "encoder.onnx").read_bytes())
    with np.load(DATA / "encoder_words.npz") as kept:
        return Model(session, kept["distance"], kept["nothing"])


def encode(text):
    """Return the Encoding of an article's text: one pass, about a tenth of a second for 750
    words."""
    model = load_encoder()
    words = load_piece_vectors()
    units = read_units(text, words.vocabulary)
    first = join(units, "first", bool)
    word = np.cumsum(first) - 1  # of each piece of the article
    offset = np.cumsum([0, *(len(unit.ids) for unit in units)])
    size = int(first.sum())
    scores = np.zeros((size, len(QUOTE_TAGS) + len(NAME_TAGS)), dtype=np.float32)
    window_of = np.zeros(size, dtype=int)
    reads = []
    for number, window in enumerate(read_windows(units, words.vocabulary)):
        vectors = words.vectors[window.ids] * words.scales[window.ids]
        features = {name: getattr(window, name)[None].astype(np.int64) for name in FEATURES[1:]}
        out = model.session.run(None, {"words": vectors[None].astype(np.float32), **features})[0][0]
        real = window.unit >= 0
        piece = offset[window.unit] + window.place
        begins = real & first[np.where(real, piece, 0)]
        mine = begins & (window.unit >= window.read.start)
        scores[word[piece[mine]]] = out[mine, : scores.shape[1]]
        window_of[word[piece[mine]]] = number
        reads.append(
            Read(
                np.where(real, word[np.where(real, piece, 0)], -1),
                begins,
                out[:, scores.shape[1] :].reshape(-1, 4, LINK),
            )
        )
    start = join(units, "start", int)[first]
    end = join(units, "end", int)[np.append(first[1:], True)[: len(first)]]
    paragraph = np.repeat([unit.paragraph for unit in units], [len(unit.ids) for unit in units])[
        first
    ].astype(int)
    spoken = np.array(
        [any(map(str.isalnum, text[a:b])) for a, b in zip(start, end, strict=True)], dtype=bool
    )
    quotes, names = (log_softmax(part) for part in np.split(scores, [len(QUOTE_TAGS)], axis=1))
    marked = join(units, "mark", int)[first] > 0
    return Encoding(start, end, paragraph, marked, spoken, quotes, names, window_of, reads)


def join(units, name, dtype):
    return np.concatenate([np.zeros(0, dtype), *(getattr(unit, name) for unit in units)]).astype(
        dtype
    )


def best_spans(scores, tags, paragraph):
    """Return (kind, first word, last word + 1) of the likeliest spans; none crosses a paragraph.

    They are those of the likeliest sequence of tags in which no span goes on that was not begun:
    the likeliest tag of each word, and in paragraphs where these do not fit together what Viterbi's
    algorithm finds."""
    inside = np.array([tag.startswith("I-") for tag in tags])  # each stands behind its B- in `tags`
    new = np.append(True, paragraph[1:] != paragraph[:-1])[: len(scores)]
    path = scores.argmax(axis=1)
    before = np.append(0, path[:-1])[: len(path)]
    unfit = inside[path] & (new | ((before != path) & (before != path - 1)))
    edges = np.flatnonzero(np.append(new, True))
    for k in np.unique(np.searchsorted(edges, np.flatnonzero(unfit), side="right") - 1):
        path[edges[k] : edges[k + 1]] = likeliest(
            scores[edges[k] : edges[k + 1]].tolist(), inside.tolist()
        )
    return tag_spans(path.tolist(), tags, new.tolist())


def likeliest(scores, inside):
    """Return the likeliest sequence of tags of a paragraph; one of those `inside` stands behind
    itself or the one before."""
    current = [
        -np.inf if within else score for within, score in zip(inside, scores[0], strict=True)
    ]
    back = []
    for row in scores[1:]:
        top = current.index(max(current))
        came = [
            (i - 1 if current[i - 1] >= current[i] else i) if within else top
            for i, within in enumerate(inside)
        ]
        current = [current[k] + score for k, score in zip(came, row, strict=True)]
        back.append(came)
    path = [current.index(max(current))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def tag_spans(path, tags, new):
    """Return the spans of a sequence of tags, `new` being true where a paragraph starts."""
    spans = []
    for n, tag in enumerate(path):
        edge, _, kind = tags[tag].partition("-")
        if edge == "B" or (edge == "I" and (new[n] or not spans or spans[-1][2] != n)):
            spans.append([kind, n, n + 1])
        elif edge == "I":
            spans[-1][2] = n + 1
    return [tuple(span) for span in spans]


def point(encoding, first, last, pointer):
    """Return where words first to last point: (number of a word, probabilities of it and those
    behind it, of nothing).

    The words are those of the window in which the first of them was read; other words have
    probability 0."""
    model = load_encoder()
    read = encoding.windows[encoding.window[first]]
    rows = np.nonzero(read.first & (read.word >= first) & (read.word < last))[0]
    query = read.links[rows, 2 * pointer]
    key = read.links[:, 2 * pointer + 1]
    away = np.clip(np.arange(len(read.word))[None] - rows[:, None], -FAR, FAR) + FAR
    scores = query @ key.T / np.sqrt(LINK) + model.distance[pointer][away]
    scores[:, 0] += model.nothing[pointer]
    chances = np.exp(log_softmax(scores)).mean(axis=0)
    real = read.word >= 0
    low = int(read.word[real].min())
    return low, np.bincount(read.word[real] - low, chances[real]), float(chances[0])
