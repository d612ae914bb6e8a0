"""Makes what the encoder is trained on from annotated articles: windows with tags and pointers,
varied in their marks.

An article is {"text", "quotes", "names"}; quotes have start, end, speaker_start, speaker_end,
cue_start, cue_end, names are [start, end, label], label None where it is not known."""

import random
import re
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool

import numpy as np

from helpers.network.heads import NAME_TAGS, QUOTE_TAGS
from helpers.network.pieces import read_units
from helpers.network.windows import Window, make_window
from helpers.tagging import lay_out
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import split_paragraphs

UNSCORED = -100
NOTHING = (0, 1)  # the first piece, [CLS]: a quotation with no source, or no cue
# pieces in a window
LONGEST = 256
SHORTEST = 80
STYLES = ["“”", '""', "‘’", "''", "„“", "«»", "„”", "»«"]
SENTENCE_GAP = re.compile(r"(?<=[.!?]) (?=[A-Z])")
POINTERS = (("speaker_start", "speaker_end"), ("cue_start", "cue_end"))


# varying an article


def vary(article):
    """Return the article as another paper might print it: other marks, quotations over paragraphs,
    other paragraphs."""
    if random.random() < 0.3:
        article = continue_quotations(article)
    if random.random() < 0.35:
        article = restyle_marks(article)
    if random.random() < 0.15:
        article = join_paragraphs(article)
    return article


def restyle_marks(article):
    """Return the article with all its outer double marks in another style; every offset stays."""
    text = article["text"]
    style = random.choice(STYLES)
    letters = list(text)
    for start, end in marked_regions(text, split_paragraphs(text)):
        if text[start - 1] in '“"' and (end == len(text) or text[end] in '”"\n'):
            nested = any(mark in text[start:end] for mark in '‘“"')
            if style in ("‘’", "''") and nested:
                continue
            letters[start - 1] = style[0]
            if end < len(text) and text[end] != "\n":
                letters[end] = style[1]
    return {**article, "text": "".join(letters)}


def join_paragraphs(article):
    """Return the article with some of its paragraphs run together; every offset stays."""
    text = re.sub(
        r"(?<=[.!?”\"])\n\n(?=\w)",
        lambda m: "  " if random.random() < 0.4 else m[0],
        article["text"],
    )
    return {**article, "text": text}


def continue_quotations(article):
    """Return the article with some long quotations broken into paragraphs, each opening with a mark
    again."""
    text = article["text"]
    edits = []
    for start, end in marked_regions(text, split_paragraphs(text)):
        if text[start - 1] in '“"':
            for gap in SENTENCE_GAP.finditer(text, start, end):
                if random.random() < 0.4:
                    edits.append((gap.start(), gap.end(), "\n\n" + text[start - 1]))
    return edit(article, edits) if edits else article


def edit(article, edits):
    """Return the article with (start, end, new text) put in, in order, and every offset moved
    along."""
    text = article["text"]
    pieces = []
    last = 0
    places = [0]
    shifts = [0]
    for start, end, new in edits:
        pieces += [text[last:start], new]
        places.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
        last = end

    def move(place):
        return (
            None
            if place is None
            else int(place + shifts[np.searchsorted(places, place, side="right") - 1])
        )

    quotes = [
        {**quote, **{key: move(quote[key]) for key in ("start", "end", *POINTERS[0], *POINTERS[1])}}
        for quote in article["quotes"]
    ]
    names = [[move(start), move(end), label] for start, end, label in article["names"]]
    return {**article, "text": "".join([*pieces, text[last:]]), "quotes": quotes, "names": names}


# tags and pointers


@dataclass(frozen=True)
class Row:
    """A window to learn from; each array has a place for each piece, `pointers` two rows of (first,
    last) to point to."""

    window: Window
    tags: np.ndarray
    names: np.ndarray
    pointers: np.ndarray
    article: int


class Example:
    """An article read into units, with the tags and the pointers of each piece."""

    def __init__(self, article, vocabulary, number=0):
        self.vocabulary = vocabulary
        self.number = number
        self.units = read_units(lay_out(article["text"]), vocabulary)
        sizes = [len(unit.ids) for unit in self.units]
        self.offset = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.start = np.concatenate([unit.start for unit in self.units])
        self.end = np.concatenate([unit.end for unit in self.units])
        self.first = np.concatenate([unit.first for unit in self.units])
        self.paragraph = np.concatenate(
            [np.full(len(unit.ids), unit.paragraph) for unit in self.units]
        )
        self.quotes = article["quotes"]
        self.tags = np.zeros(len(self.start), dtype=int)
        self.quote = np.full(len(self.start), -1)
        self.names = np.zeros(len(self.start), dtype=int)
        self.tag_quotes()
        self.tag_names(article["names"])

    def pieces(self, start, end):
        low = np.searchsorted(self.end, start, side="right")
        return np.arange(low, max(low, np.searchsorted(self.start, end)))

    def put(self, start, end, kind, tags, array):
        pieces = self.pieces(start, end)
        if kind is None:
            array[pieces] = UNSCORED
            return pieces
        for paragraph in np.unique(self.paragraph[pieces]):
            inside = pieces[self.paragraph[pieces] == paragraph]
            array[inside] = tags.index("I-" + kind)
            array[inside[0]] = tags.index("B-" + kind)
        return pieces

    def tag_quotes(self):
        for number, quote in enumerate(self.quotes):
            self.quote[self.put(quote["start"], quote["end"], "content", QUOTE_TAGS, self.tags)] = (
                number
            )
        for kind, (start, end) in (("cue", POINTERS[1]), ("source", POINTERS[0])):
            for quote in self.quotes:
                if quote[start] is not None:
                    self.put(quote[start], quote[end], kind, QUOTE_TAGS, self.tags)

    def tag_names(self, names):
        for start, end, label in names:
            self.put(start, end, label, NAME_TAGS, self.names)

    def window(self, numbers):
        """Return the Row of consecutive units; a pointer's last place is exclusive, and the first
        where it is not scored."""
        window = make_window(self.units, numbers, numbers, self.vocabulary)
        size = len(window.ids)
        real = window.unit >= 0
        piece = np.where(real, self.offset[window.unit] + window.place, 0)
        scored = real & self.first[piece]
        tags = np.where(scored, self.tags[piece], UNSCORED)
        names = np.where(scored, self.names[piece], UNSCORED)
        pointers = np.zeros((2, size, 2), dtype=np.int16)
        place = np.full(len(self.start), -1)
        place[piece[real]] = np.nonzero(real)[0]
        content = [QUOTE_TAGS.index("B-content"), QUOTE_TAGS.index("I-content")]
        for i in np.nonzero(np.isin(tags, content))[0]:
            quote = self.quotes[self.quote[piece[i]]]
            for k, (start, end) in enumerate(POINTERS):
                if quote[start] is None:
                    pointers[k, i] = NOTHING
                else:
                    target = place[self.pieces(quote[start], quote[end])]
                    target = target[target >= 0]
                    if len(target):
                        pointers[k, i] = target[0], target[-1] + 1
        return Row(window, tags, names, pointers, self.number)


def epoch(articles, vocabulary, seed):
    """Return all articles, a list of (number, article), as the rows of one epoch, cut and varied
    anew."""
    random.seed(seed)
    rows = []
    for number, article in articles:
        example = Example(vary(article), vocabulary, number)
        most = random.randint(SHORTEST, LONGEST)
        units = []
        size = 1
        for k, unit in enumerate(example.units):
            if units and size + len(unit.ids) + 1 > most:
                rows.append(example.window(range(units[0], k)))
                most = LONGEST
                units = []
                size = 1
            units.append(k)
            size += len(unit.ids) + 1
        if units:
            rows.append(example.window(range(units[0], units[-1] + 1)))
    return rows


def epochs(articles, vocabulary, count, seed, processes):
    """Yield the rows of each of `count` epochs; other processes make them while the network
    learns."""
    with Pool(processes) as pool:
        yield from pool.imap(
            partial(epoch, articles, vocabulary), range(seed * 1000, seed * 1000 + count)
        )
