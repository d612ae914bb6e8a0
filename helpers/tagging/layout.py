"""Lays out the text of an article: its paragraphs, their kinds, and what stands inside quotation
marks."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from helpers.tagging.bullets import list_items
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import paragraph_kinds, split_paragraphs


@dataclass(frozen=True)
class Layout:
    """A text with (start, end) of its paragraphs, the kind of each, and (start, end) of what stands
    inside quotation marks, in order. The sign that opens an item of a list is in no paragraph."""

    text: str
    paragraphs: list[tuple[int, int]]
    kinds: list[str]
    regions: list[tuple[int, int]]

    def paragraph_at(self, place):
        """Return the number of the paragraph in which a character stands."""
        return bisect_right(self.paragraphs, place, key=lambda paragraph: paragraph[0]) - 1

    def begins(self, place):
        """Return whether what stands inside quotation marks begins at a character."""
        k = bisect_left(self.regions, (place,))
        return k < len(self.regions) and self.regions[k][0] == place

    def ends(self, place):
        """Return whether what stands inside quotation marks ends before a character."""
        k = bisect_left(self.regions, (place,)) - 1
        return k >= 0 and self.regions[k][1] == place


def lay_out(text: str) -> Layout:
    """Return the Layout of an article's text.

    >>> layout = lay_out("Talks end\\n\\nAnn Lee left for home on Monday. “We go,” she said.")
    >>> layout.paragraphs, layout.kinds, layout.regions
    ([(0, 9), (11, 62)], ['title', 'body'], [(45, 51)])
    """
    lines = split_paragraphs(text)
    line_kinds = paragraph_kinds(text, lines)
    items = list_items(text, lines)
    kinds = [kind for kind, of_line in zip(line_kinds, items, strict=True) for _ in of_line]
    paragraphs = [item for of_line in items for item in of_line]
    return Layout(text, paragraphs, kinds, marked_regions(text, paragraphs))
