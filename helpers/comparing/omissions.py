"""Finds what one article leaves out that others on the same event carry: sources, and sentences of
a text that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.base.tables import EVIDENCE, as_lists, typed_frame
from helpers.repeats import both_sides

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

SOURCE = "source"
SENTENCE = "sentence"
FEWEST = 2  # other articles that must carry what an article leaves out
COLUMNS = EVIDENCE | {"left_out_by": "str", "kind": "str", "what": "str", "carried_by": "str"}


class Carried(NamedTuple):
    """Something that an article carries, and where."""

    article: str
    start: int
    end: int
    text: str


def find_omissions(annotated: Sequence[AnnotatedArticle], repeats: pd.DataFrame) -> pd.DataFrame:
    """Return what each of several articles on one event leaves out while two others or more carry
    it: article, start, end, text (where the first of these carries it), left_out_by, kind, what,
    carried_by ("; " between them).

    `annotated` have shared names (see `share_names`), `repeats` are the pairs of sentences of them
    all. A `source` is somebody who is quoted; `what` is the name, `text` what is quoted. A
    `sentence` stands, as it is or edited, in two articles or more, with which the one that leaves
    it out shares another sentence: all of them draw on one text. Stock text is left out.

    An omission is no fault: an article may be shorter, older or about something else.
    """
    order = [one.article.id for one in annotated]
    rows = [*omitted(SOURCE, sources_of(annotated), order)]
    shared = sentences_of(repeats)
    related = defaultdict(set)  # article → those that share a sentence with it
    for carried in shared.values():
        for article in carried:
            related[article] |= set(carried)
    rows += [
        row
        for row in omitted(SENTENCE, shared, order)
        if related[row["left_out_by"]].issuperset(row["carried_by"].split("; "))
    ]
    rows.sort(key=lambda row: (order.index(row["left_out_by"]), row["kind"]))
    return typed_frame({name: [row[name] for row in rows] for name in COLUMNS}, COLUMNS)


def sources_of(annotated) -> dict[str, dict[str, Carried]]:
    """Return who is quoted → article → the first words that are quoted from them there."""
    found = defaultdict(dict)
    for one in annotated:
        actors = set(one.actors["actor"])
        speech = one.quotes[one.quotes["act"] == "speech"]
        columns = as_lists(speech, ["start", "end", "text", "speaker"]).values()
        for start, end, text, speakers in zip(*columns, strict=True):
            for speaker in speakers.split("; "):
                if speaker in actors:
                    place = Carried(one.article.id, start, end, text)
                    found[speaker].setdefault(one.article.id, place)
    return found


def sentences_of(repeats) -> dict[str, dict[str, Carried]]:
    """Return shared sentence → article → its own form of it; the earliest form stands for all."""
    across = repeats[(repeats["article"] != repeats["article_b"]) & (repeats["reuse"] != "stock")]
    found = {}
    for _, group in both_sides(across).groupby("group", sort=True):
        carried = {}
        columns = as_lists(group, ["article", "start", "end", "text"]).values()
        for row in zip(*columns, strict=True):
            carried.setdefault(row[0], Carried(*row))
        found[next(iter(carried.values())).text] = carried
    return found


def omitted(kind, found, order) -> Iterator[dict]:
    """Yield a row for each article and thing that it does not carry while enough others do."""
    for what, carried in found.items():
        if len(carried) < FEWEST:
            continue
        articles = sorted(carried, key=order.index)
        first = carried[articles[0]]
        for article in order:
            if article not in carried:
                yield {
                    **first._asdict(),
                    "left_out_by": article,
                    "kind": kind,
                    "what": what,
                    "carried_by": "; ".join(articles),
                }
