"""Lays out the text of an article: its paragraphs, their kinds, and what stands inside quotation
marks."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import paragraph_kinds, split_paragraphs


@dataclass(frozen=True)
class Layout:
    """A text with (start, end) of its paragraphs, the kind of each, and (start, end) of what stands
    inside quotation marks, in order."""

    text: str
    paragraphs: list[tuple[int, int]]
    kinds: list[str]
    regions: list[tuple[int, int]]

    def paragraph_at(self, place):
        """Return the number of the paragraph in which a character stands."""
        return bisect_right(self.paragraphs, place, key=lambda paragraph: paragraph[0]) - 1


def lay_out(text: str, *, title: str = "", marked: Iterable[tuple[str, str]] = ()) -> Layout:
    """Return the Layout of an article's text; `title` is that of its metadata, and `marked` are the
    kinds of paragraphs that its file states, pairs of kind and words.

    >>> layout = lay_out("Talks end\\n\\nAnn Lee left for home on Monday. “We go,” she said.")
    >>> layout.paragraphs, layout.kinds, layout.regions
    ([(0, 9), (11, 62)], ['title', 'body'], [(45, 51)])
    """
    paragraphs = split_paragraphs(text)
    regions = marked_regions(text, paragraphs)
    kinds = paragraph_kinds(text, paragraphs, regions, title=title, marked=marked)
    return Layout(text, paragraphs, kinds, regions)
