"""Takes tagged tokens, mentions and what the encoder read, gives the quotations: what is quoted,
who speaks, by which cue; and quote ratios."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.base.article import Article
from helpers.base.tables import as_lists, make_table
from helpers.base.text import count_words
from helpers.base.wordlists import reporting_verbs
from helpers.network import CUE, QUOTE_TAGS, SOURCE, best_spans, point
from helpers.quotes.speakers import EDGE, SURE, Speakers
from helpers.tagging import marked_regions, split_paragraphs

if TYPE_CHECKING:
    pass

# share of a quotation's words inside marks, from which and up to which
DIRECT = 0.95
INDIRECT = 0.05
RESCUED = 0.5  # chance from which a word is taken for the source though it was not tagged as one
STOPS = ".,;:!?…"
RELATIVE = re.compile(r"\b(?:who|which|whose)\b")
GAP = 40  # characters between a quotation and the relative clause in it
NAME = r"[A-Z][\w.’'-]*(?:[ \u00a0](?:[A-Z][\w.’'-]*|of|de|van|von|der|al|the)){0,5}"
SIGNED = re.compile(
    rf"[.!?,]?[”\"’'»]{{1,2}}\s{{0,2}}(?:[–—―]|--?)\s?({NAME})(?=[,.(]|\s*(?:\n|$))"
)
PREFIXED = re.compile(rf"[“\"]?(?:From )?({NAME}):\s?[“\"‘'«]?")
SINGULAR = re.compile(r"\bI\b|\b[Mm](?:e|y|yself)\b")
NOBODY = "(no speaker found)"
OUTSIDE = {
    "title",
    "heading",
    "caption",
    "boilerplate",
    "foreign",
}  # kinds left out of the scope "body"


@dataclass
class Quotation:
    """A quotation or a part of one: content, source and cue in characters (empty: none), and how
    sure the encoder is."""

    start: int
    end: int
    type: str
    source: tuple
    cue: tuple
    confidence: float
    goes_on: bool = (
        False  # with the quotation before it: its next paragraph, or a sentence that stands alone
    )


def find_quotes(
    article: Article, tokens: pd.DataFrame, mentions: pd.DataFrame, quotations: list[Quotation]
) -> pd.DataFrame:
    """Return the table `quotes` of an article, in the order of the text, from what
    `read_quotations` gives.

    `start` and `end` leave the outer quotation marks out; parts that share their cue, and the
    paragraphs of one quotation, share `quote`. `confidence` is the chance the encoder gives the
    content, times that of its source."""
    return make_table(
        "quotes", quote_rows(article, tokens, mentions, quotations) if len(tokens) else ()
    )


# quotations


def read_quotations(text, encoding):
    """Return the Quotations that the encoder found, in order, each with the source and the cue that
    it points to."""
    paragraphs = split_paragraphs(text)
    regions = marked_regions(text, paragraphs)
    spans = {"content": [], "source": [], "cue": []}
    for kind, first, last in best_spans(encoding.quote_scores, QUOTE_TAGS, encoding.paragraph):
        spans[kind].append((first, last))
    found = []
    turns = transcript_turns(text, paragraphs)
    for first, last in spans["content"]:
        start, end = content_edges(text, encoding, first, last, regions)
        start = turns.get(start, start)
        if start >= end:
            continue
        source, sure = pointed_span(encoding, spans["source"], SOURCE, first, last)
        source = signature(text, start, end, source)
        cue, _ = pointed_span(encoding, spans["cue"], CUE, first, last)
        chance = np.exp(encoding.quote_scores[first:last, -2:].max(axis=1)).mean() * sure
        found.append(
            Quotation(
                start,
                end,
                quotation_type(encoding, first, last),
                source,
                cue,
                round(float(chance), 2),
            )
        )
    return carry_speakers(text, paragraphs, join_relatives(text, found))


def join_relatives(text, found):
    """Return the quotations, a relative clause in one with what it goes on to report ("…, who had
    been accused of …").

    Where voices nest, the outer one speaks.
    """
    joined = []
    for quotation in found:
        before = joined[-1] if joined else None
        if (
            before
            and "direct" not in (before.type, quotation.type)
            and quotation.start - before.end < GAP
        ):
            between = text[
                max(before.start, before.end - len("whose")) : quotation.start + len("whose")
            ]
            if RELATIVE.search(between) and not re.search(
                r"[.!?]\s|\n", text[before.end : quotation.start]
            ):
                before.end = quotation.end
                continue
        joined.append(quotation)
    return joined


def content_edges(text, encoding, first, last, regions):
    """Return start and end of a content in characters, without the marks round it."""
    start = int(encoding.start[first])
    end = int(encoding.end[last - 1])
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE + STOPS:
        end -= 1
    k = bisect_right(regions, (end, len(text))) - 1
    while end < len(text) and text[end] in STOPS and k >= 0 and end < regions[k][1]:
        end += 1  # what closes a sentence inside the marks belongs to it
    return start, end


def transcript_turns(text, paragraphs):
    """Return where each turn of a transcript starts → where its words start ("LEE: We go"), if
    there are several."""
    prefixes = [PREFIXED.match(text, start, end) for start, end in paragraphs]
    turns = {prefix.start(1): prefix.end() for prefix in prefixes if prefix and prefix[1].isupper()}
    return turns if len(turns) > 1 else {}


def quotation_type(encoding, first, last):
    words = encoding.spoken[first:last]
    share = (encoding.marked[first:last] & words).sum() / max(1, words.sum())
    return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


def pointed_span(encoding, spans, pointer, first, last):
    """Return (start, end) of the source or cue that a content points to, or (), and the chance
    given to it.

    `spans` are the tagged sources or cues, in order.
    """
    low, chances, nothing = point(encoding, first, last, pointer)
    near = spans[bisect_left(spans, (low,)) : bisect_left(spans, (low + len(chances),))]
    chance, a, b = max(
        ((chances[a - low : b - low].sum(), a, b) for a, b in near), default=(0.0, 0, 0)
    )
    best = int(chances.argmax())
    if chance <= nothing and chances[best] > RESCUED:
        chance = chances[best]
        a = low + best
        b = low + best + 1
    if chance <= nothing:
        return (), nothing
    return (int(encoding.start[a]), int(encoding.end[b - 1])), float(chance)


def signature(text, start, end, source):
    """Return (start, end) of the name that signs a quotation, "— Ann Lee" behind it or "LEE:"
    before; else the source.

    A name before a colon that is neither in capitals nor said to be from whom only counts if there
    is no source."""
    behind = SIGNED.match(text, end)
    if behind:
        return behind.span(1)
    before = PREFIXED.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
    if before and (before[1].isupper() or "From " in before[0] or not source):
        return before.span(1)
    return source


def carry_speakers(text, paragraphs, found):
    """Return the quotations, those in marks that stand alone in their paragraph with the speaker
    before them."""
    starts = [start for start, _ in paragraphs]
    before = None
    for quotation in found:
        if quotation.type == "direct" and before is not None and not quotation.source:
            here, there = (
                int(np.searchsorted(starts, q.start, side="right")) - 1 for q in (quotation, before)
            )
            start, end = paragraphs[here]
            alone = not count_words(text[start : quotation.start]) and not count_words(
                text[quotation.end : end]
            )
            if here == there or (here == there + 1 and alone):
                quotation.source = before.source
                quotation.goes_on = True
        if quotation.type == "direct":
            before = quotation if quotation.source else None
    return found


# rows


def quote_rows(article, tokens, mentions, found):
    """Return one dict per quotation that states something (see `is_statement`)."""
    speakers = Speakers(article.text, tokens, mentions)
    lemmas = tokens["lemma"].to_numpy()
    sentence = tokens["sentence"].to_numpy()
    rows = []
    numbers = {}
    parts = {}
    # spoken: the number of the last direct quotation
    spoken = None
    before = ()
    last = ("", 0)
    for quotation in found:
        cue = speakers.short_cue(quotation.cue, lemmas)
        content = article.text[quotation.start : quotation.end]
        source = speakers.alone(quotation.source, quotation.cue)
        if quotation.type == "direct":
            before = source = one_source(speakers, quotation, content, source, before)
        number_of_sentence = sentence[speakers.span(quotation.start, quotation.end)[0]]
        speaker = carry_they(last, speakers.name(source), number_of_sentence)
        last = (speaker, number_of_sentence)
        verbs = [lemma.lower() for lemma in lemmas[slice(*speakers.span(*cue))]] if cue else []
        act = act_of(verbs, quotation.type)
        if not speakers.is_statement(quotation, act, verbs):
            spoken = None if quotation.type == "direct" else spoken
            continue
        goes_on = quotation.goes_on and spoken is not None
        number = (
            spoken
            if goes_on
            else numbers.setdefault((cue or quotation.start, speaker), len(numbers))
        )
        spoken = number if quotation.type == "direct" else spoken
        parts[number] = parts.get(number, 0) + 1
        cue = cue if stands_beside(article.text, quotation, cue) else ()
        rows.append(
            {
                "article": article.id,
                "start": quotation.start,
                "end": quotation.end,
                "text": content,
                "quote": number,
                "part": parts[number],
                "sentence": number_of_sentence,
                "type": quotation.type,
                "act": act,
                "speaker": speaker,
                **edges("speaker", source),
                "cue": article.text[slice(*cue)] if cue else "",
                **edges("cue", cue),
                "words": count_words(content),
                "confidence": quotation.confidence,
            }
        )
    return rows


def one_source(speakers, quotation, content, source, before):
    """Return the source of a direct quotation; where somebody says "I" and the encoder is not sure
    who, no group or country but who was quoted before."""
    doubtful = quotation.confidence < SURE and SINGULAR.search(content)
    if (
        doubtful
        and source
        and before
        and not speakers.may_be_one(source)
        and speakers.may_be_one(before)
    ):
        return before
    return source


def carry_they(last, speaker, sentence):
    """Return a speaker; for "they" who spoke `last`, in the sentence before or the same: "They have
    said …"."""
    name, place = last
    return name if name and speaker.lower() == "they" and 0 <= sentence - place <= 1 else speaker


def stands_beside(text, quotation, cue):
    """Whether a cue stands in the quotation's own paragraph; else the quotation stands alone."""
    return bool(cue) and "\n" not in text[min(quotation.start, cue[0]) : max(quotation.end, cue[1])]


def edges(name, span):
    start, end = span or (pd.NA, pd.NA)
    return {f"{name}_start": start, f"{name}_end": end}


def act_of(cue, type):
    """Return speech or thought, by the first of the cue's lemmas that is in the list; without one,
    marks are speech."""
    acts = [reporting_verbs()[lemma][1] for lemma in cue if lemma in reporting_verbs()]
    return acts[0] if acts else "thought" if type == "indirect" and cue else "speech"


# ratios


def outer_quote(tokens, quotes):
    """Return for each token the position in `quotes` of the outermost quotation it stands in, or
    -1.

    A thought that is reported without marks is the article's own account of it, and no quotation
    here."""
    outer = np.full(len(tokens), -1)
    starts = tokens["start"].to_numpy()
    reach = -1
    columns = as_lists(quotes, ["start", "end", "act", "type"]).values()
    for k, (start, end, act, type) in enumerate(zip(*columns, strict=True)):
        if end <= reach or (act == "thought" and type == "indirect"):
            continue
        first, last = np.searchsorted(starts, [max(start, reach), end])
        outer[first:last] = k
        reach = max(reach, end)
    return outer


def token_speakers(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series:
    """Return the speaker of the outermost quotation each token stands in, empty outside quotations,
    as a Series."""
    speakers = np.append(quotes["speaker"].to_numpy(dtype=object), "")
    return pd.Series(speakers[outer_quote(tokens, quotes)], dtype="str")
