"""Takes tagged tokens and mentions, gives the quotations: what is quoted, who speaks, by which cue; and quote ratios.

Direct quotations are found by their marks, indirect ones by the clause that a verb of speech or thought governs.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from helpers.articles import count_words
from helpers.intervals import wilson
from helpers.marks import marked_regions
from helpers.parse import children, left_edge
from helpers.structure import split_paragraphs
from helpers.tables import make_table
from helpers.wordlists import reporting_verbs

SHORTEST = 3  # words: fewer in marks are a title, a nickname or a word held at arm's length, unless a cue governs them
CARRIED = 2  # paragraphs over which a quotation that stands alone is taken for the last speaker's
SURE, NEAR, ALONE = 0.9, 0.6, 0.4  # confidence by rule: governed by the cue, beside it, carried on from before
STOPS = {".", ",", ";", ":", "!", "?", "…", '"', "“", "”", "(", ")"}
NOBODY = "(no speaker found)"
OUTSIDE = {"title", "heading", "caption", "boilerplate"}  # kinds left out of the scope "body"


@dataclass(frozen=True)
class Cue:
    """A word that introduces speech or thought: its token, its source's tokens, and the clause it governs."""

    token: int
    source: tuple  # first token and the one behind the last, or empty
    heads: tuple  # the tokens that head the source: several if it is coordinated
    content: tuple  # start and end of the clause in characters, or empty
    act: str


@dataclass(frozen=True)
class Quotation:
    start: int
    end: int
    type: str
    cue: Cue | None
    confidence: float


def find_quotes(article, sentences, tokens, mentions):
    """Return the table `quotes` of an article, in the order of the text.

    `start` and `end` leave the outer quotation marks out; the parts of one quotation that its cue splits share `quote`.
    """
    if tokens.empty:
        return make_table("quotes")
    t = tokens.to_dict("list")
    t["children"] = children(t["head"])
    regions = marked_regions(article.text, split_paragraphs(article.text))
    cues = find_cues(t, regions)
    paragraph = sentences["paragraph"].to_numpy()[np.array(t["sentence"])]
    found = direct_quotations(article.text, t, regions, cues, paragraph)
    found += indirect_quotations(article.text, t, found, cues)
    found = carry_speakers(sorted(found, key=lambda q: (q.start, -q.end)), t, paragraph)
    return make_table("quotes", quote_rows(article, t, found, Sources(article.text, t, mentions)))


# cues


def find_cues(t, regions):
    """Return the cues outside quotation marks, in order: verbs of the list or over a quotation, and "according to"."""
    inside = token_flags(t["start"], regions)
    cues = []
    for i, lemma in enumerate(t["lemma"]):
        if inside[i]:
            continue
        lower = lemma.lower()
        if t["text"][i].lower() == "according" and i + 1 < len(t["text"]) and t["text"][i + 1] == "to":
            objects = [c for c in t["children"][i + 1] if t["dep"][c] == "pobj"]
            cues.append(Cue(i, source_span(t, objects), tuple(objects), rest_of_sentence(t, i), "speech"))
        elif t["upos"][i] == "VERB":
            verb_class, act = reporting_verbs().get(lower, ("", "speech"))
            quoted = any(t["dep"][c] in ("ccomp", "parataxis") and inside[c] for c in t["children"][i])
            heads = subjects(t, i) if verb_class or quoted else []
            content = governed_clause(t, i, infinitive=verb_class == "committing") if verb_class or quoted else ()
            if heads or (verb_class and content):
                cues.append(Cue(i, source_span(t, heads), tuple(heads), content if heads else (), act))
    return cues


def rest_of_sentence(t, i):
    """Return start and end, in characters, of the sentence without its "according to …", which opens or closes it."""
    phrase, sentence = subtree(t, i), t["sentence"][i]
    first = last = i
    while first and t["sentence"][first - 1] == sentence:
        first -= 1
    while last + 1 < len(t["text"]) and t["sentence"][last + 1] == sentence:
        last += 1
    while last > first and t["text"][last] in STOPS:
        last -= 1
    if phrase[0] == first and phrase[-1] < last:
        first = phrase[-1] + 1
    elif phrase[-1] == last and phrase[0] > first:
        last = phrase[0] - 1
    else:
        return ()
    while first < last and t["text"][first] in STOPS:
        first += 1
    while last > first and t["text"][last] in STOPS:
        last -= 1
    return t["start"][first], t["end"][last]


def token_flags(starts, regions):
    """Return for each token whether it starts inside one of the regions (sorted, none overlapping)."""
    edges = np.array(regions, dtype=np.int64).reshape(-1)
    return np.searchsorted(edges, np.array(starts), side="right") % 2 == 1


def subjects(t, verb):
    """Return the tokens that head a verb's subject, coordinated ones too; of a second verb, the first one's."""
    found = [c for c in t["children"][verb] if t["dep"][c] == "nsubj"]
    if not found and t["dep"][verb] == "conj" and t["upos"][t["head"][verb]] == "VERB":
        return subjects(t, t["head"][verb])
    joined = [c for head in found for c in t["children"][head] if t["dep"][c] == "conj"]
    return [head for head in found + joined if t["text"][head].lower() not in ("which", "that", "what")]


def source_span(t, heads):
    return (left_edge(t, heads[0]), heads[-1] + 1) if heads else ()


def governed_clause(t, verb, *, infinitive):
    """Return start and end, in characters, of the clause that a verb governs; empty if none."""
    wanted = ("ccomp", "xcomp") if infinitive else ("ccomp",)
    for child in t["children"][verb]:
        if t["dep"][child] in wanted:
            below = subtree(t, child)
            if t["text"][below[-1]] in STOPS:
                below.pop()
            return t["start"][below[0]], t["end"][below[-1]]
    return ()


def subtree(t, i):
    found, waiting = [], [i]
    while waiting:
        found.append(waiting.pop())
        waiting += t["children"][found[-1]]
    return sorted(found)


# quotations


def direct_quotations(text, t, regions, cues, paragraph):
    """Return the quotations in marks, each with the cue that governs it or stands nearest in its sentence."""
    found = []
    starts = np.array(t["start"])
    for start, end in regions:
        first, last = np.searchsorted(starts, [start, end])
        if first == last:
            continue
        cue, confidence = nearest_cue(t, first, last, start, end, cues, paragraph)
        words = count_words(text[start:end])
        if words >= SHORTEST or (cue and confidence == SURE):
            found.append(Quotation(start, end, "direct", cue, confidence))
    return found


def nearest_cue(t, first, last, start, end, cues, paragraph):
    """Return the cue of a marked region and how sure it is: governing it, in its sentence, or in its paragraph."""
    for cue in cues:
        if cue.content and min(end, cue.content[1]) - max(start, cue.content[0]) > (end - start) / 2:
            return cue, SURE
    touched = {t["sentence"][first], t["sentence"][last - 1]}
    near = [c for c in cues if t["sentence"][c.token] in touched and c.heads]
    if not near:
        near = [c for c in cues if paragraph[c.token] == paragraph[first] and c.heads]
    gaps = [(first - c.token if c.token < first else c.token - last + 1, k) for k, c in enumerate(near)]
    return (near[min(gaps)[1]], NEAR) if gaps else (None, ALONE)


def indirect_quotations(text, t, direct, cues):
    """Return the clauses governed by a cue that are not quoted in marks; one that is in part is mixed.

    The marked part of a mixed quotation stays a row of its own, inside the mixed one.
    """
    found = []
    for cue in cues:
        if not cue.content:
            continue
        start, end = cue.content
        marked = sum(max(0, min(end, q.end) - max(start, q.start)) for q in direct)
        if marked < (end - start) / 2:
            found.append(Quotation(start, end, "mixed" if marked else "indirect", cue, SURE))
    return found


def carry_speakers(found, t, paragraph):
    """Return the quotations, those that stand alone with the cue of the quotation before them."""
    carried, before, place = [], None, None
    starts = np.array(t["start"])
    for quotation in found:
        here = paragraph[np.searchsorted(starts, quotation.start)]
        if quotation.cue is None and before is not None and here - place <= CARRIED:
            quotation = replace(quotation, cue=before.cue)
            place = here
        elif quotation.cue is not None and quotation.type == "direct":
            before, place = quotation, here
        carried.append(quotation)
    return carried


class Sources:
    """Names the source of a cue: the actors whose mentions head it, or its own words where it is no actor."""

    def __init__(self, text, t, mentions):
        self.text, self.t = text, t
        spans = mentions[mentions["actor"] != ""].sort_values("start")
        self.mentions = list(spans[["start", "end", "actor"]].itertuples(index=False, name=None))

    def name(self, cue):
        """Return (speaker, start, end)."""
        if cue is None or not cue.source:
            return "", pd.NA, pd.NA
        first, last = cue.source
        start, end = self.t["start"][first], self.t["end"][last - 1]
        names = [self.actor(head) for head in cue.heads]
        return "; ".join(dict.fromkeys(names)), start, end

    def actor(self, head):
        place = self.t["start"][head]
        over = [(end - start, actor) for start, end, actor in self.mentions if start <= place < end]
        first = left_edge(self.t, head)
        return max(over)[1] if over else self.text[self.t["start"][first] : self.t["end"][head]]


def quote_rows(article, t, found, sources):
    rows, numbers, parts = [], {}, Counter()
    starts = np.array(t["start"])
    for quotation in found:
        cue = quotation.cue
        key = ("cue", cue.token) if cue and quotation.confidence > ALONE else ("start", quotation.start)
        number = numbers.setdefault(key, len(numbers))
        parts[number] += 1
        speaker, speaker_start, speaker_end = sources.name(cue)
        own = cue is not None and quotation.confidence > ALONE
        rows.append({
            "article": article.id, "start": quotation.start, "end": quotation.end,
            "text": article.text[quotation.start : quotation.end], "quote": number, "part": parts[number],
            "sentence": t["sentence"][min(np.searchsorted(starts, quotation.start), len(starts) - 1)],
            "type": quotation.type, "act": cue.act if cue else "speech", "speaker": speaker,
            "speaker_start": speaker_start, "speaker_end": speaker_end,
            "cue": t["text"][cue.token] if own else "",
            "cue_start": t["start"][cue.token] if own else pd.NA, "cue_end": t["end"][cue.token] if own else pd.NA,
            "words": count_words(article.text[quotation.start : quotation.end]), "confidence": quotation.confidence,
        })  # fmt: skip
    return rows


# ratios


def outer_quote(tokens, quotes):
    """Return for each token the position in `quotes` of the outermost quotation it stands in, or -1."""
    outer = np.full(len(tokens), -1)
    starts = tokens["start"].to_numpy()
    reach = -1
    for k, (start, end) in enumerate(zip(quotes["start"], quotes["end"], strict=True)):
        if end <= reach:
            continue
        first, last = np.searchsorted(starts, [max(start, reach), end])
        outer[first:last] = k
        reach = max(reach, end)
    return outer


def token_speakers(tokens, quotes):
    """Return the speaker of the outermost quotation each token stands in, empty outside quotations, as a Series."""
    speakers = np.append(quotes["speaker"].to_numpy(dtype=object), "")
    return pd.Series(speakers[outer_quote(tokens, quotes)], dtype="str")


def quote_ratios(annotated):
    """Return how many of an article's words are whose: one row per voice, and one per voice and speaker.

    Columns: article, scope, voice, speaker, words, n, share, low, high. `scope` is "article" (all words) or "body"
    (without title, headings, captions and boilerplate). Where `speaker` is empty, `share` is of all words of the scope;
    else of its quoted words (direct and indirect). `low` and `high` are the 95 % Wilson interval, words being taken as
    if drawn one by one, which makes it narrower than it should be: they come in quotations.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    tokens, quotes, sentences = annotated.tokens, annotated.quotes, annotated.sentences
    speakers = token_speakers(tokens, quotes)
    kinds = sentences["kind"].to_numpy(dtype=object)[tokens["sentence"].to_numpy()]
    words = pd.DataFrame({"voice": tokens["voice"], "speaker": speakers})
    rows = []
    for scope, kept in (("article", True), ("body", ~np.isin(kinds, list(OUTSIDE)))):
        counted = words[tokens["is_word"].to_numpy() & kept]
        quoted = counted[counted["voice"] != "own"]
        for voice in ("own", "direct", "indirect"):
            rows.append((scope, voice, "", (counted["voice"] == voice).sum(), len(counted)))
        for (speaker, voice), n in quoted.groupby(["speaker", "voice"]).size().items():
            rows.append((scope, voice, speaker or NOBODY, n, len(quoted)))
    table = pd.DataFrame(rows, columns=["scope", "voice", "speaker", "words", "n"])
    table.insert(0, "article", annotated.article.id)
    table["share"] = table["words"] / table["n"].clip(lower=1)
    table["low"], table["high"] = wilson(table["words"].to_numpy(), table["n"].to_numpy())
    return table.astype({"article": "str", "scope": "str", "voice": "str", "speaker": "str"})
