"""Takes tagged tokens, mentions and what the encoder read, gives the quotations: what is quoted, who speaks, by which cue;
and quote ratios.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.articles import count_words
from helpers.encoder import CUE, QUOTE_TAGS, SOURCE, best_spans, point
from helpers.intervals import wilson
from helpers.marks import marked_regions
from helpers.parse import left_edge, root
from helpers.structure import split_paragraphs
from helpers.tables import make_table
from helpers.wordlists import reporting_verbs, targeting_verbs

DIRECT, INDIRECT = 0.95, 0.05  # share of a quotation's words inside marks, from which and up to which
LEAST_SURE, SURE = 0.3, 0.5  # confidence from which indirect speech, and a few words in marks, are taken for quotations
FEW, SEVERAL = 3, 5  # words
RESCUED = 0.5  # chance from which a word is taken for the source though it was not tagged as one
STOPS = ".,;:!?…"
LIGHT = {"PUNCT", "CCONJ", "SCONJ", "ADV", "PART"}  # words that do not head a clause
FINITE = {"VBD", "VBP", "VBZ", "MD"}
EDGE = ' \t\n\r\u00a0"“”„‟«»″'
RELATIVE = re.compile(r"\b(?:who|which|whose)\b")
LONG = 500  # characters that a mention has at most, and a little more
TOLD = re.compile(r",\s*(?:who|which|whose)\b")
GAP = 40  # characters between a quotation and the relative clause in it
NAME = r"[A-Z][\w.’'-]*(?:[ \u00a0](?:[A-Z][\w.’'-]*|of|de|van|von|der|al|the)){0,5}"
SIGNED = re.compile(rf"[.!?,]?[”\"’'»]{{1,2}}\s{{0,2}}(?:[–—―]|--?)\s?({NAME})(?=[,.(]|\s*(?:\n|$))")
PREFIXED = re.compile(rf"[“\"]?(?:From )?({NAME}):\s?[“\"‘'«]?")
NOBODY = "(no speaker found)"
OUTSIDE = {"title", "heading", "caption", "boilerplate", "foreign"}  # kinds left out of the scope "body"


@dataclass
class Quotation:
    """A quotation or a part of one: content, source and cue in characters (empty: none), and how sure the encoder is."""

    start: int
    end: int
    type: str
    source: tuple
    cue: tuple
    confidence: float
    goes_on: bool = False  # with the quotation before it: its next paragraph, or a sentence that stands alone


def find_quotes(article, tokens, mentions, quotations):
    """Return the table `quotes` of an article, in the order of the text, from what `read_quotations` gives.

    `start` and `end` leave the outer quotation marks out; parts that share their cue, and the paragraphs of one
    quotation, share `quote`. `confidence` is the chance the encoder gives the content, times that of its source.
    """
    return make_table("quotes", quote_rows(article, tokens, mentions, quotations) if len(tokens) else ())


# quotations


def read_quotations(text, encoding):
    """Return the Quotations that the encoder found, in order, each with the source and the cue that it points to."""
    paragraphs = split_paragraphs(text)
    regions = marked_regions(text, paragraphs)
    spans = {"content": [], "source": [], "cue": []}
    for kind, first, last in best_spans(encoding.quote_scores, QUOTE_TAGS, encoding.paragraph):
        spans[kind].append((first, last))
    found, turns = [], transcript_turns(text, paragraphs)
    for first, last in spans["content"]:
        start, end = content_edges(text, encoding, first, last, regions)
        start = turns.get(start, start)
        if start >= end:
            continue
        source, sure = pointed_span(encoding, spans["source"], SOURCE, first, last)
        source = signature(text, start, end, source)
        cue, _ = pointed_span(encoding, spans["cue"], CUE, first, last)
        chance = np.exp(encoding.quote_scores[first:last, -2:].max(axis=1)).mean() * sure
        found.append(Quotation(start, end, quotation_type(encoding, first, last), source, cue, round(float(chance), 2)))
    return carry_speakers(text, paragraphs, join_relatives(text, found))


def join_relatives(text, found):
    """Return the quotations, a relative clause in one with what it goes on to report ("…, who had been accused of …").

    Where voices nest, the outer one speaks.
    """
    joined = []
    for quotation in found:
        before = joined[-1] if joined else None
        if before and "direct" not in (before.type, quotation.type) and quotation.start - before.end < GAP:
            between = text[max(before.start, before.end - len("whose")) : quotation.start + len("whose")]
            if RELATIVE.search(between) and not re.search(r"[.!?]\s|\n", text[before.end : quotation.start]):
                before.end = quotation.end
                continue
        joined.append(quotation)
    return joined


def content_edges(text, encoding, first, last, regions):
    """Return start and end of a content in characters, without the marks round it."""
    start, end = int(encoding.start[first]), int(encoding.end[last - 1])
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE + STOPS:
        end -= 1
    k = bisect_right(regions, (end, len(text))) - 1
    while end < len(text) and text[end] in STOPS and k >= 0 and end < regions[k][1]:
        end += 1  # what closes a sentence inside the marks belongs to it
    return start, end


def transcript_turns(text, paragraphs):
    """Return where each turn of a transcript starts → where its words start ("LEE: We go"), if there are several."""
    prefixes = [PREFIXED.match(text, start, end) for start, end in paragraphs]
    turns = {prefix.start(1): prefix.end() for prefix in prefixes if prefix and prefix[1].isupper()}
    return turns if len(turns) > 1 else {}


def quotation_type(encoding, first, last):
    words = encoding.spoken[first:last]
    share = (encoding.marked[first:last] & words).sum() / max(1, words.sum())
    return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


def pointed_span(encoding, spans, pointer, first, last):
    """Return (start, end) of the source or cue that a content points to, or (), and the chance given to it.

    `spans` are the tagged sources or cues, in order.
    """
    low, chances, nothing = point(encoding, first, last, pointer)
    near = spans[bisect_left(spans, (low,)) : bisect_left(spans, (low + len(chances),))]
    chance, a, b = max(((chances[a - low : b - low].sum(), a, b) for a, b in near), default=(0.0, 0, 0))
    best = int(chances.argmax())
    if chance <= nothing and chances[best] > RESCUED:
        chance, a, b = chances[best], low + best, low + best + 1
    if chance <= nothing:
        return (), nothing
    return (int(encoding.start[a]), int(encoding.end[b - 1])), float(chance)


def signature(text, start, end, source):
    """Return (start, end) of the name that signs a quotation, "— Ann Lee" behind it or "LEE:" before; else the source.

    A name before a colon that is neither in capitals nor said to be from whom only counts if there is no source.
    """
    behind = SIGNED.match(text, end)
    if behind:
        return behind.span(1)
    before = PREFIXED.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
    if before and (before[1].isupper() or "From " in before[0] or not source):
        return before.span(1)
    return source


def carry_speakers(text, paragraphs, found):
    """Return the quotations, those in marks that stand alone in their paragraph with the speaker before them."""
    starts = [start for start, _ in paragraphs]
    before = None
    for quotation in found:
        if quotation.type == "direct" and before is not None and not quotation.source:
            here, there = (int(np.searchsorted(starts, q.start, side="right")) - 1 for q in (quotation, before))
            start, end = paragraphs[here]
            alone = not count_words(text[start : quotation.start]) and not count_words(text[quotation.end : end])
            if here == there or (here == there + 1 and alone):
                quotation.source, quotation.goes_on = before.source, True
        if quotation.type == "direct":
            before = quotation if quotation.source else None
    return found


# speakers


class Speakers:
    """Names the source of a quotation: the actors whose mentions head it, or its own words where it is no actor."""

    def __init__(self, text, tokens, mentions):
        self.text = text
        self.t = {name: tokens[name].tolist() for name in ("text", "start", "end", "sentence", "dep", "head", "upos", "tag")}
        self.starts = tokens["start"].to_numpy()
        known = mentions[mentions["actor"] != ""]
        self.mentions = sorted(known[["start", "end", "actor", "type"]].itertuples(index=False, name=None))

    def span(self, start, end):
        """Return the token that holds a character, and the first token from another character on."""
        return max(0, int(np.searchsorted(self.starts, start, side="right")) - 1), int(np.searchsorted(self.starts, end))

    def name(self, source):
        """Return the speaker's name; several are joined by "; ", empty if there is no source."""
        if not source:
            return ""
        first, last = self.span(*source)
        heads = self.heads(first, last) if first < last else []
        names = [self.actor(head, source, len(heads) > 1) for head in heads]
        return "; ".join(dict.fromkeys(names)) or self.words(source)

    def words(self, source):
        """Return the words of a source without what is told of it: "a man" of "a man, who was not named,"."""
        return TOLD.split(self.text[slice(*source)])[0].strip(EDGE + ",")

    def is_statement(self, quotation, act, cue):
        """Whether a quotation says something: in marks, a clause, or the object of a verb of saying; and what begins
        with its verb, as an infinitive does, if the encoder is sure of it.

        Not the object of an attitude ("want Russia's help") or of an attack ("dismissed the efforts"), which is what it is
        about; not "as" and a name ("described as instructors"); not a few words that the encoder hardly takes for speech.
        """
        t, words = self.t, count_words(self.text[quotation.start : quotation.end])
        if quotation.type == "direct":
            return words > FEW or quotation.confidence >= SURE
        if quotation.type == "mixed" and (words > SEVERAL or not cue):
            return True
        first, last = self.span(quotation.start, quotation.end)
        if quotation.confidence < LEAST_SURE or first == last:
            return False
        tops = [i for i in range(first, last) if not first <= t["head"][i] < last or t["head"][i] == i]
        top = next((i for i in tops if t["upos"][i] not in LIGHT), first)
        known = not reporting_verbs().keys().isdisjoint(cue)
        if t["upos"][top] in ("VERB", "AUX"):
            finite = any(t["tag"][i] in FINITE for i in range(first, last) if i == top or t["head"][i] == top)
            opens = t["tag"][first] == "TO" or first == top
            if finite or known or quotation.type == "mixed" or (opens and quotation.confidence >= SURE):
                return True
        if quotation.type == "mixed":
            return known
        return act == "speech" and t["text"][first].lower() != "as" and targeting_verbs().isdisjoint(cue)

    def short_cue(self, cue, lemmas):
        """Return the cue up to its first verb of the list, without where and when: "said" of "said at a meeting"."""
        if not cue:
            return cue
        first, last = self.span(*cue)
        known = next((i for i in range(first, last) if lemmas[i].lower() in reporting_verbs()), None)
        if known is None:
            return cue
        known += known + 1 < last and self.t["text"][known + 1].lower() in ("to", "out", "up", "not")
        return cue[0], self.t["end"][known]

    def heads(self, first, last):
        """Return the tokens that head a span: its root, and what is coordinated with it."""
        heads = [root(self.t, first, last)]
        for i in range(first, last):
            if self.t["dep"][i] == "conj" and self.t["head"][i] in heads:
                heads.append(i)
        return heads

    def actor(self, head, source, several):
        """Return the actor of the longest mention over a head, or of the person who is named beside it, else its words."""
        head = self.antecedent(head)
        place = self.t["start"][head]
        near = self.mentions[bisect_left(self.mentions, (place - LONG,)) : bisect_left(self.mentions, (source[1],))]
        over = [(end - start, actor) for start, end, actor, _ in near if start <= place < end]
        if over:
            return max(over)[1]
        beside = [actor for start, end, actor, type in near if type == "person" and self.is_beside(head, start, end, source)]
        if beside:
            return beside[0]
        first = max(self.t["start"][left_edge(self.t, head)], source[0])
        return self.text[first : self.t["end"][head]] if several else self.words(source)

    def antecedent(self, head):
        """Return the noun that a relative pronoun stands for: the minister of "the minister, who pledged that"."""
        verb = self.t["head"][head]
        relative = self.t["text"][head].lower() in ("who", "which") and self.t["dep"][verb] == "relcl"
        return self.t["head"][verb] if relative else head

    def is_beside(self, head, start, end, source):
        """Whether a mention in the source is in apposition to its head: "its spokesman, Lt-Col Ann Lee"."""
        if start < source[0] or end > source[1]:
            return False
        name = root(self.t, *self.span(start, end))
        above = self.t["head"][name]
        return self.t["dep"][name] == "appos" and head in (above, self.t["head"][above])


def quote_rows(article, tokens, mentions, found):
    """Return one dict per quotation that states something (see `is_statement`)."""
    speakers = Speakers(article.text, tokens, mentions)
    lemmas, sentence = tokens["lemma"].to_numpy(), tokens["sentence"].to_numpy()
    rows, numbers, parts = [], {}, {}
    number = -1
    for quotation in found:
        cue = speakers.short_cue(quotation.cue, lemmas)
        verbs = [lemma.lower() for lemma in lemmas[slice(*speakers.span(*cue))]] if cue else []
        act = act_of(verbs, quotation.type)
        if not speakers.is_statement(quotation, act, verbs):
            continue
        if not quotation.goes_on:
            number = numbers.setdefault(cue or quotation.start, len(numbers))
        parts[number] = parts.get(number, 0) + 1
        content = article.text[quotation.start : quotation.end]
        cue = cue if stands_beside(article.text, quotation, cue) else ()
        number_of_sentence = sentence[speakers.span(quotation.start, quotation.end)[0]]
        speaker = carry_they(rows, speakers.name(quotation.source), number_of_sentence)
        rows.append({
            "article": article.id, "start": quotation.start, "end": quotation.end, "text": content,
            "quote": number, "part": parts[number],
            "sentence": number_of_sentence, "type": quotation.type, "act": act,
            "speaker": speaker, **edges("speaker", quotation.source),
            "cue": article.text[slice(*cue)] if cue else "", **edges("cue", cue),
            "words": count_words(content), "confidence": quotation.confidence,
        })  # fmt: skip
    return rows


def carry_they(rows, speaker, sentence):
    """Return a speaker; for "they" those who spoke last, in the sentence before or the same: "They have said …"."""
    before = rows[-1] if rows else None
    told = before and before["speaker"] and 0 <= sentence - before["sentence"] <= 1
    return before["speaker"] if told and speaker.lower() == "they" else speaker


def stands_beside(text, quotation, cue):
    """Whether a cue stands in the quotation's own paragraph; else the quotation stands alone."""
    return bool(cue) and "\n" not in text[min(quotation.start, cue[0]) : max(quotation.end, cue[1])]


def edges(name, span):
    start, end = span or (pd.NA, pd.NA)
    return {f"{name}_start": start, f"{name}_end": end}


def act_of(cue, type):
    """Return speech or thought, by the first of the cue's lemmas that is in the list; without one, marks are speech."""
    acts = [reporting_verbs()[lemma][1] for lemma in cue if lemma in reporting_verbs()]
    return acts[0] if acts else "thought" if type == "indirect" and cue else "speech"


# ratios


def outer_quote(tokens, quotes):
    """Return for each token the position in `quotes` of the outermost quotation it stands in, or -1.

    A thought that is reported without marks is the article's own account of it, and no quotation here.
    """
    outer = np.full(len(tokens), -1)
    starts = tokens["start"].to_numpy()
    reach = -1
    own = (quotes["act"] == "thought") & (quotes["type"] == "indirect")
    for k, (start, end, thought) in enumerate(zip(quotes["start"], quotes["end"], own, strict=True)):
        if end <= reach or thought:
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

    Columns: article, scope, voice, speaker, words, n, share, low, high. `scope` is "article" (all words in English) or
    "body" (without title, headings, captions and boilerplate). Where `speaker` is empty, `share` is of all words of the
    scope; else of its quoted words (direct and indirect). `low` and `high` are the 95 % Wilson interval, words being
    taken as if drawn one by one, which makes it narrower than it should be: they come in quotations.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    tokens, quotes, sentences = annotated.tokens, annotated.quotes, annotated.sentences
    speakers = token_speakers(tokens, quotes)
    kinds = sentences["kind"].to_numpy(dtype=object)[tokens["sentence"].to_numpy()]
    words = pd.DataFrame({"voice": tokens["voice"], "speaker": speakers})
    rows = []
    for scope, kept in (("article", kinds != "foreign"), ("body", ~np.isin(kinds, list(OUTSIDE)))):
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
