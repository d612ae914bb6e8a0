"""The drafts of articles that the readers of formats return, and the error that they raise."""

from dataclasses import dataclass, field, replace

from helpers.base.wording import number_of

MOST_CHARACTERS = 1_000_000  # of one article


class Unreadable(Exception):  # noqa: N818 - users see it as an ArticleError
    """The content of a file is not what its reader needs: a reason and a remedy."""

    def __init__(self, reason, remedy):
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class Draft:
    """An article as it stands in a file.

    `id` is empty where the file has none. `dropped` are the pieces that were left out of the text:
    pairs of what each is, and its words. `marked` are the kinds of paragraphs that the file itself
    states (title, standfirst, heading, caption), pairs of kind and words. `doubts` are pairs of
    reason and remedy. `stated` is the number of words that a press archive states, 0 if it states
    none. An `exact` text is not cleaned, because offsets may have been taken in it already."""

    text: str
    id: str = ""
    metadata: dict = field(default_factory=dict)
    dropped: tuple = ()
    marked: tuple = ()
    doubts: tuple = ()
    stated: int = 0
    exact: bool = False


def ask_limit(count, most, noun, remedy):
    """Raise Unreadable if there are more of something than are read."""
    if count > most:
        raise Unreadable(f"it has {number_of(count, noun)}, and at most {most:,} are read", remedy)


def add_dropped(drafts, pieces):
    """Return drafts of which the first has pieces that belong to none alone, pairs of what each is
    and its words, among what was left out."""
    if not pieces:
        return drafts
    first, *others = drafts
    return [replace(first, dropped=(*first.dropped, *pieces)), *others]
