"""Tells the lines of a PDF's pages apart: text, running heads, page numbers and footnotes."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from helpers.reading.formats.pdf_columns import squeeze

EDGE = 2  # lines at a page's top and bottom that may be running heads
NUMBER = re.compile(
    r"\W{0,9}(?:page\W{1,3})?(\d{1,4})(?:\W{1,4}(?:of\W{1,3})?\d{1,4})?\W{0,9}$", re.I
)
FOOTNOTE = re.compile(r"\s*(?:\[?\d{1,3}\b|[*†‡§])\W{0,3}(?:[^\W\d_a-z]|http|www|see\b)")
MOST_NOTES = 0.4  # of a page's lines
BEGINNING = 15  # letters that tell one line from another
SMALL = 0.92  # of the size of the text, that of footnotes
OTHER_SIZE = 0.1  # difference, of a heading or a caption
WIDE_GAP = 1.35  # of the usual distance of lines, between paragraphs
FULL = 0.85  # of the longest line: a shorter line may end a paragraph that goes on in no capital


class Line(NamedTuple):
    """A line of a page: its words, its height on the page, and the size of its letters."""

    text: str
    height: float
    size: float


class LineTaker:
    """Takes the pieces of a page's text from the library, and gives its lines."""

    def __init__(self):
        self.pieces = []

    def __call__(self, text, matrix, text_matrix, font, size):
        height = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        scale = abs(text_matrix[3] * matrix[3]) or abs(text_matrix[1] * matrix[2])
        self.pieces.append((text, float(height), float(size) * float(scale)))

    def lines(self):
        """Yield the lines; the height and size of each are those of most of its letters."""
        words = []
        places = Counter()
        for text, height, size in self.pieces:
            first, *others = text.split("\n")
            for number, part in enumerate((first, *others)):
                if number:
                    yield self.line(words, places)
                    words = []
                    places = Counter()
                words.append(part)
                places[height, size] += len(part.strip())
        yield self.line(words, places)

    def with_places(self, lines):
        """Return other lines of the page with the height and size of what begins as they do."""
        places = {}
        for text, height, size in [*self.pieces, *self.lines()]:
            places[squeeze(text)[:BEGINNING]] = (height, size)
        begin = [squeeze(line)[:BEGINNING] for line in lines]
        found = [places.get(beginning, (0.0, 0.0)) for beginning in begin]
        return [Line(line, *place) for line, place in zip(lines, found, strict=True)]

    def line(self, words, places):
        height, size = max(places, key=places.__getitem__, default=(0.0, 0.0))
        return Line("".join(words), height, size)


def cut_running_heads(pages):
    """Return pages, lists of lines, without page numbers and without the first and last lines that
    recur on other pages, and the words of these lines."""
    counts = Counter()
    for page in pages:
        counts.update({edge for line in range(len(page)) for edge in edges_of(page, line)})
    least = max(2, len(pages) / 3)  # heads may differ on left, right and first pages
    recurring = {edge for edge, count in counts.items() if count >= least}
    kept = []
    heads = []
    for number, page in enumerate(pages, 1):
        text = []
        for i, line in enumerate(page):
            edges = edges_of(page, i)
            recurs = not recurring.isdisjoint(edges)
            if recurs or (edges and is_page_number(line.text, number)):
                heads.append(line.text)
            else:
                text.append(line)
        kept.append(text)
    return kept, heads


def edges_of(page, number):
    """Return how a line stands at the top and the bottom of its page, if it does: the place, the
    words as they recur on other pages, and the size, which is that of a title on the first."""
    places = [place for place in (number, number - len(page)) if -EDGE <= place < EDGE]
    words = without_numbers(page[number].text) if places else ""
    return [(place, words, round(page[number].size)) for place in places if words]


def without_numbers(line):
    """Return a line as it recurs on other pages, whatever its numbers.

    >>> without_numbers("Page 3 of 12")
    'page # of #'
    """
    return re.sub(r"\d+", "#", line.strip().lower())


def is_page_number(line, number):
    """Whether a line is the number of its page.

    >>> is_page_number("– 2 –", 2), is_page_number("Page 2 of 4", 2), is_page_number("2024", 2)
    (True, True, False)
    """
    match = NUMBER.match(line)
    return match is not None and int(match[1]) == number


def cut_footnotes(pages):
    """Return pages without the footnotes in small letters at their ends, and the footnotes."""
    sizes: Counter = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    usual = max(sizes, key=sizes.__getitem__, default=0.0)
    kept = []
    notes = []
    for page in pages:
        first = len(page)
        while first and 0 < page[first - 1].size < SMALL * usual:
            first -= 1
        marked = [i for i in range(first, len(page)) if FOOTNOTE.match(page[i].text)]
        end = marked[0] if marked else len(page)
        if len(page) - end > MOST_NOTES * len(page):
            end = len(page)
        kept.append(page[:end])
        if end < len(page):
            notes.append(" ".join(line.text.strip() for line in page[end:]))
    return kept, notes


def as_paragraphs(page):
    """Return the text of a page, with an empty line where paragraphs are set apart."""
    known = [pair for pair in pairwise(page) if is_known(*pair)]
    gaps = [first.height - second.height for first, second in known]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    longest = max((len(line.text) for line in page), default=0)
    lines = []
    for line, following in pairwise(page):
        lines.append(line.text)
        if not is_known(line, following):
            continue
        is_end = len(line.text) < FULL * longest or not following.text.lstrip()[:1].islower()
        is_apart = line.height - following.height > WIDE_GAP * usual > 0
        if abs(line.size - following.size) > OTHER_SIZE * line.size or (is_end and is_apart):
            lines.append("")
    return "\n".join([*lines, *(line.text for line in page[-1:])])


def is_known(first, second):
    """Whether the places of two lines are known."""
    return first.size > 0 and second.size > 0
