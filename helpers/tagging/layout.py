"""Lays out the text of an article: its paragraphs, their kinds, what stands inside quotation marks,
and who speaks in the turns of a transcript."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.tagging.bullets import list_items
from helpers.tagging.marks import marked_regions
from helpers.tagging.paragraphs import paragraph_kinds, split_paragraphs
from helpers.tagging.posts import split_posts
from helpers.tagging.turns import Turn, split_turns


@dataclass(frozen=True)
class Layout:
    """A text with (start, end) of its paragraphs, the kind of each, (start, end) of what stands
    inside quotation marks, and the turns of a transcript or interview and the posts, in order. The
    sign that opens an item of a list is in no paragraph."""

    text: str
    paragraphs: list[tuple[int, int]]
    kinds: list[str]
    regions: list[tuple[int, int]]
    turns: list[Turn] = field(default_factory=list)

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


def lay_out(text: str, *, title: str = "", marked: Iterable[tuple[str, str]] = ()) -> Layout:
    """Return the Layout of an article's text; `title` is that of its metadata, and `marked` are the
    kinds of paragraphs that its file states, pairs of kind and words.

    >>> layout = lay_out("Talks end\\n\\nAnn Lee left for home on Monday. “We go,” she said.")
    >>> layout.paragraphs, layout.kinds, layout.regions
    ([(0, 9), (11, 62)], ['title', 'body'], [(45, 51)])
    """
    lines = split_paragraphs(text)
    regions = marked_regions(text, lines)
    line_kinds = paragraph_kinds(text, lines, regions, title=title, marked=marked)
    items = list_items(text, lines)
    kinds = [kind for kind, of_line in zip(line_kinds, items, strict=True) for _ in of_line]
    paragraphs = [item for of_line in items for item in of_line]
    paragraphs, kinds, turns = split_turns(text, paragraphs, kinds)
    paragraphs, kinds, posts = split_posts(text, paragraphs, kinds)
    if paragraphs != lines:
        regions = marked_regions(text, paragraphs)
    return Layout(text, paragraphs, kinds, regions, sorted(turns + posts))
