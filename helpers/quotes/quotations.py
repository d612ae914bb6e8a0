"""Finds the quotations of an article: what is quoted, who speaks, by which cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.base.article import Article
from helpers.base.tables import make_table
from helpers.base.text import count_words
from helpers.base.wordlists import reporting_verbs
from helpers.network import CUE, QUOTE_TAGS, SOURCE, Encoding, best_spans, point
from helpers.quotes.reach import reported_tokens
from helpers.quotes.speakers import EDGE, SURE, Speakers
from helpers.tagging import Layout, closes_word, opens_word

# share of a quotation's words inside marks, from which and up to which
DIRECT = 0.95
INDIRECT = 0.05
RESCUED = 0.5  # chance from which a word is taken for the source though it was not tagged as one
STOPS = ".,;:!?…"
RELATIVE = re.compile(r"\b(?:who|which|whose)\b")
LONGEST_RELATIVE = len("whose")
BREAK = re.compile(r"[.!?]\s|\n")
GAP = 40  # characters between a quotation and the relative clause in it
NAME = r"[A-Z][\w.’'-]*(?:[ \u00a0](?:[A-Z][\w.’'-]*|of|de|van|von|der|al|the)){0,5}"
SIGNED = re.compile(
    rf"[.!?,]?[”\"’'»]{{1,2}}\s{{0,2}}(?:[–—―]|--?)\s?({NAME})(?=[,.(]|\s*(?:\n|$))"
)
PREFIXED = re.compile(rf"[“\"]?(?:From )?({NAME}):\s?[“\"‘'«]?")
SINGULAR = re.compile(r"\bI\b|\b[Mm](?:e|y|yself)\b")


@dataclass(frozen=True)
class Quotation:
    """A quotation or a part of one: content, source and cue in characters (empty: none), how sure
    the encoder is, and whether it goes on with the quotation before it: as its next paragraph, or
    as a sentence that stands alone. Of a turn or a post, `label` is the name at it, and `sort` what
    that is (see `tagging.Turn`)."""

    start: int
    end: int
    type: str
    source: tuple
    cue: tuple
    confidence: float
    goes_on: bool = False
    label: str = ""
    sort: str = ""


class Spoken(NamedTuple):
    """A quotation with its sentence, the source and cue that are left of what it points to, the
    cue's lemmas and the speaker's name."""

    quotation: Quotation
    sentence: int
    source: tuple
    cue: tuple
    verbs: list
    speaker: str


# what the encoder found


def read_quotations(layout: Layout, encoding: Encoding) -> list[Quotation]:
    """Return the Quotations that the encoder found, in order, each with the source and the cue to
    which it points."""
    spans = {"content": [], "source": [], "cue": []}
    for kind, first, last in best_spans(encoding.quote_scores, QUOTE_TAGS, encoding.paragraph):
        spans[kind].append((first, last))
    turns = transcript_turns(layout)
    quotations = []
    for first, last in spans["content"]:
        start, end = content_edges(layout, encoding, first, last)
        start = turns.get(start, start)
        if start >= end:
            continue
        source, sure = pointed_span(encoding, spans["source"], SOURCE, first, last)
        cue, _ = pointed_span(encoding, spans["cue"], CUE, first, last)
        inside = encoding.quote_scores[first:last, -2:]  # scores of the tags of content
        chance = np.exp(inside.max(axis=1)).mean() * sure
        quotations.append(
            Quotation(
                start,
                end,
                quotation_type(encoding, first, last),
                signature(layout.text, (start, end), source, cue),
                cue,
                round(float(chance), 2),
            )
        )
    return carry_speakers(layout, join_relatives(layout.text, quotations))


def transcript_turns(layout):
    """Return where each turn of a transcript starts → where its words start ("LEE: We go"), if
    there are several."""
    prefixes = (PREFIXED.match(layout.text, start, end) for start, end in layout.paragraphs)
    turns = {prefix.start(1): prefix.end() for prefix in prefixes if prefix and prefix[1].isupper()}
    return turns if len(turns) > 1 else {}


def content_edges(layout, encoding, first, last):
    """Return start and end of a content in characters, without the marks round it."""
    text = layout.text
    start = int(encoding.start[first])
    end = int(encoding.end[last - 1])
    while start < end and not layout.begins(start) and opens_content(layout, start, end):
        start += 1
    while end > start and not layout.ends(end) and closes_content(layout, start, end - 1):
        end -= 1
    k = bisect_right(layout.regions, (end, len(text))) - 1
    closed = layout.regions[k][1] if k >= 0 else 0
    while end < closed and text[end] in STOPS:
        end += 1  # what closes a sentence inside the marks belongs to it
    content = text[start:end]
    return start + len(content) - len(content.lstrip()), start + len(content.rstrip())


def opens_content(layout, place, end):
    """Return whether the first character of a content is a mark before it."""
    double = layout.text[place : place + 2] == "''" and layout.begins(place + 2)
    is_mark = layout.text[place] in EDGE or layout.begins(place + 1) or double
    return is_mark or opens_word(layout.text, place, end)


def closes_content(layout, start, place):
    """Return whether the last character of a content is a mark behind it, or a stop."""
    double = layout.text[place - 1 : place + 1] == "''" and layout.ends(place - 1)
    is_mark = layout.text[place] in EDGE + STOPS or layout.ends(place) or double
    return is_mark or closes_word(layout.text, start, place)


def quotation_type(encoding, first, last):
    words = encoding.spoken[first:last]
    share = (encoding.marked[first:last] & words).sum() / max(1, words.sum())
    if share >= DIRECT:
        return "direct"
    return "indirect" if share <= INDIRECT else "mixed"


def pointed_span(encoding, spans, pointer, first, last):
    """Return (start, end) of the source or cue to which a content points, or (), and the chance
    given to it.

    `spans` are the tagged sources or cues, in order."""
    low, chances, nothing = point(encoding, first, last, pointer)
    near = spans[bisect_left(spans, (low,)) : bisect_left(spans, (low + len(chances),))]
    sums = [(chances[a - low : b - low].sum(), a, b) for a, b in near]
    chance, a, b = max(sums, default=(0.0, 0, 0))
    best = int(chances.argmax())
    if chance <= nothing and chances[best] > RESCUED:
        chance = chances[best]
        a = low + best
        b = a + 1
    if chance <= nothing:
        return (), nothing
    return (int(encoding.start[a]), int(encoding.end[b - 1])), float(chance)


def signature(text, content, source, cue):
    """Return (start, end) of the name that signs a quotation, "— Ann Lee" behind it or "LEE:"
    before; else the source.

    A name before a colon that is neither in capitals nor behind "From" only counts if there is no
    source. None counts if a cue behind the quotation tells who speaks: "OSLO: The ferry will run,
    the mayor said"."""
    start, end = content
    behind = SIGNED.match(text, end)
    if behind:
        return behind.span(1)
    before = PREFIXED.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
    if not before:
        return source
    if cue and cue[0] >= end and "\n" not in text[end : cue[0]]:
        return () if source == before.span(1) else source
    if before[1].isupper() or "From " in before[0] or not source:
        return before.span(1)
    return source


def join_relatives(text, quotations):
    """Return the quotations, a relative clause in one with what it goes on to report ("…, who had
    been accused of …").

    Where voices nest, the outer one speaks."""
    joined = []
    for quotation in quotations:
        if joined and goes_on_reporting(text, joined[-1], quotation):
            joined[-1] = replace(joined[-1], end=quotation.end)
        else:
            joined.append(quotation)
    return joined


def goes_on_reporting(text, before, quotation):
    """Return whether a quotation is in a relative clause of the one before it; both without
    marks."""
    if "direct" in (before.type, quotation.type) or quotation.start - before.end >= GAP:
        return False
    low = max(before.start, before.end - LONGEST_RELATIVE)
    around = text[low : quotation.start + LONGEST_RELATIVE]
    between = text[before.end : quotation.start]
    return bool(RELATIVE.search(around)) and not BREAK.search(between)


def carry_speakers(layout, quotations):
    """Return the quotations, those in marks that stand alone in their paragraph with the speaker
    before them."""
    carried = []
    before = None  # the last direct quotation, if it has a source
    for quotation in quotations:
        if quotation.type == "direct":
            if before and not quotation.source and stands_with(layout, before, quotation):
                quotation = replace(quotation, source=before.source, goes_on=True)
            before = quotation if quotation.source else None
        carried.append(quotation)
    return carried


def stands_with(layout, before, quotation):
    """Return whether a quotation stands in the paragraph of the one before it, or alone in the
    next."""
    number = layout.paragraph_at(quotation.start)
    number_before = layout.paragraph_at(before.start)
    if number == number_before:
        return True
    start, end = layout.paragraphs[number]
    outside = layout.text[start : quotation.start], layout.text[quotation.end : end]
    return number == number_before + 1 and not any(map(count_words, outside))


# rows


def find_quotes(
    article: Article, tokens: pd.DataFrame, mentions: pd.DataFrame, quotations: list[Quotation]
) -> pd.DataFrame:
    """Return the table `quotes` of an article, in the order of the text, from what
    `read_quotations` returns.

    `start` and `end` leave the outer quotation marks out; parts that share their cue, and the
    paragraphs of one quotation, share `quote`. `confidence` is the chance the encoder gives the
    content, times that of its source. What states nothing is left out (see
    `Speakers.is_statement`)."""
    if tokens.empty:
        return make_table("quotes")
    speakers = Speakers(article.text, tokens, mentions)
    rows = []
    numbers = {}  # (cue or start, speaker) → number of the quotation
    parts = Counter()
    direct = None  # number of the last direct quotation, unless it states nothing
    for spoken in with_speakers(article, tokens, speakers, quotations):
        quotation = spoken.quotation
        act = act_of(spoken.verbs, quotation.type)
        if not speakers.is_statement(quotation, act, spoken.verbs):
            if quotation.type == "direct":
                direct = None
            continue
        key = (spoken.cue or quotation.start, spoken.speaker)
        if quotation.goes_on and direct is not None:
            number = direct
        else:
            number = numbers.setdefault(key, len(numbers))
        if quotation.type == "direct":
            direct = number
        parts[number] += 1
        rows.append(quote_row(article, spoken, act, number, parts[number]))
    return make_table("quotes", rows)


def with_speakers(article, tokens, speakers, quotations):
    """Yield each quotation as Spoken."""
    sentences = tokens["sentence"].to_numpy()
    source_before = ()  # of the last direct quotation
    speaker_before = ""
    sentence_before = 0
    for quotation in quotations:
        quotation = within_clause(article.text, speakers, quotation)
        if quotation.start >= quotation.end:
            continue
        source = speakers.alone(quotation.source, quotation.cue)
        if quotation.type == "direct":
            source = one_source(article, speakers, quotation, source, source_before)
            source_before = source
        first, _ = speakers.span(quotation.start, quotation.end)
        sentence = sentences[first]
        speaker = speakers.name(source) or quotation.label
        near = 0 <= sentence - sentence_before <= 1
        if speaker_before and near and speaker.lower() == "they":  # "They have said …"
            speaker = speaker_before
        cue = speakers.short_cue(quotation.cue)
        yield Spoken(quotation, sentence, source, cue, speakers.verbs(cue), speaker)
        speaker_before = speaker
        sentence_before = sentence


def within_clause(text, speakers, quotation):
    """Return a quotation without what stands outside the relative clause that reports it; empty if
    that is all."""
    if quotation.type == "direct" or not quotation.cue:
        return quotation
    first, last = speakers.span(quotation.start, quotation.end)
    cue = range(*speakers.span(*quotation.cue))
    start, end = reported_tokens(speakers.parse, cue, first, last)
    if (start, end) == (first, last):
        return quotation
    if start == end:
        return replace(quotation, end=quotation.start)
    place = max(quotation.start, speakers.parse.start[start])
    content = text[place : min(quotation.end, speakers.parse.end[end - 1])]
    return replace(quotation, start=place, end=place + len(content.rstrip(EDGE + STOPS)))


def one_source(article, speakers, quotation, source, before):
    """Return the source of a direct quotation; where somebody says "I" and the encoder is not sure
    who, who was quoted before rather than a group or country."""
    if quotation.confidence >= SURE or not source or not before:
        return source
    if not SINGULAR.search(article.text[quotation.start : quotation.end]):
        return source
    if not speakers.may_be_one(source) and speakers.may_be_one(before):
        return before
    return source


def act_of(verbs, type):
    """Return speech or thought, by the first of the cue's lemmas that is in the list; without one,
    marks are speech."""
    for lemma in verbs:
        if lemma in reporting_verbs():
            return reporting_verbs()[lemma][1]
    return "thought" if type == "indirect" and verbs else "speech"


def quote_row(article, spoken, act, number, part):
    """Return the row of a quotation; a cue in another paragraph is not its own."""
    quotation = spoken.quotation
    content = article.text[quotation.start : quotation.end]
    cue = spoken.cue if stands_beside(article.text, quotation, spoken.cue) else ()
    return {
        "article": article.id,
        "start": quotation.start,
        "end": quotation.end,
        "text": content,
        "quote": number,
        "part": part,
        "sentence": spoken.sentence,
        "type": quotation.type,
        "act": act,
        "speaker": spoken.speaker,
        **edges("speaker", spoken.source),
        "cue": article.text[slice(*cue)] if cue else "",
        **edges("cue", cue),
        "words": count_words(content),
        "confidence": quotation.confidence,
    }


def stands_beside(text, quotation, cue):
    """Return whether a cue stands in the quotation's own paragraph."""
    return bool(cue) and "\n" not in text[min(quotation.start, cue[0]) : max(quotation.end, cue[1])]


def edges(name, span):
    start, end = span or (pd.NA, pd.NA)
    return {f"{name}_start": start, f"{name}_end": end}
