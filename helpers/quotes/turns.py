"""Turns the turns of a transcript and the posts of an article into quotations by who is named at
them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd

from helpers.actors import find_interviewee
from helpers.quotes.quotations import Quotation
from helpers.tagging import Layout, Parse

MARKS = {"“": "”", '"': '"', "„": "“", "«": "»"}


def with_turns(layout: Layout, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return Quotations with each paragraph of a turn or post as one, in order, and without those
    that stand in one: where voices nest, the outer one speaks."""
    if not layout.turns:
        return list(quotations)
    starts = [turn.start for turn in layout.turns]
    outside = []
    for quotation in quotations:
        k = bisect_left(starts, quotation.end) - 1
        if k < 0 or layout.turns[k].end <= quotation.start:
            outside.append(quotation)
    spoken = [turn_quotation(layout.text, turn) for turn in layout.turns]
    return sorted(outside + spoken, key=lambda quotation: quotation.start)


def turn_quotation(text, turn):
    """Return a paragraph of a turn or post as a Quotation, without marks round the whole of it."""
    start = turn.start
    end = turn.end
    inner = text[start + 1 : end - 1]
    closing = MARKS.get(text[start])
    if closing == text[end - 1] and text[start] not in inner and closing not in inner:
        start += 1
        end -= 1
    return Quotation(
        start,
        end,
        "direct",
        turn.name,
        (),
        1.0,
        goes_on=turn.goes_on,
        label=turn.speaker,
        sort=turn.sort,
    )


def name_interviewee(
    quotations: list[Quotation], tokens: pd.DataFrame, mentions: pd.DataFrame
) -> list[Quotation]:
    """Return Quotations, the answers of an interview without labels with the first mention of whom
    it is with as their source, if that is clear."""
    if not any(one.sort == "answers" and not one.source for one in quotations):
        return quotations
    parse = Parse.of(tokens)
    people = mentions[mentions["type"] == "person"]
    columns = [people[name].tolist() for name in ("start", "end", "actor", "form")]
    named = [
        SimpleNamespace(
            first=bisect_left(parse.start, start),
            last=bisect_left(parse.start, end),
            actor=actor,
            form=form,
            type="person",
        )
        for start, end, actor, form in zip(*columns, strict=True)
    ]
    guest = find_interviewee(parse, named, quotations)
    if guest is None:
        return quotations
    source = (parse.start[guest.first], parse.end[guest.last - 1])
    return [
        replace(one, source=source) if one.sort == "answers" and not one.source else one
        for one in quotations
    ]
