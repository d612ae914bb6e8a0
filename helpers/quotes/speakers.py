"""Takes tokens, mentions and what the encoder read, gives who speaks a quotation, and whether it
states something."""

import re
from bisect import bisect_left

import numpy as np

from helpers.base.text import count_words
from helpers.base.wordlists import reporting_verbs, targeting_verbs
from helpers.tagging import SUBJECTS, descends, left_edge, root

LEAST_SURE = 0.4  # confidence from which what is not in marks is taken for a quotation
# confidence from which a few words are, in marks and without
SURE = 0.5
VERY_SURE = 0.8
# words
FEW = 3
SEVERAL = 5
LIGHT = {"PUNCT", "CCONJ", "SCONJ", "ADV", "PART"}  # words that do not head a clause
FINITE = {"VBD", "VBP", "VBZ", "MD"}
PLURAL = {"NNS", "NNPS"}
PARTICIPLES = {"VBG", "VBN"}
NOUNS = {"NOUN", "PROPN"}
EDGE = ' \t\n\r\u00a0"“”„‟«»″'
LONG = 500  # characters that a mention has at most, and a little more
TOLD = re.compile(r",\s*(?:who|which|whose)\b")


class Speakers:
    """Names the source of a quotation: the actors whose mentions head it, or its own words where it
    is no actor."""

    def __init__(self, text, tokens, mentions):
        self.text = text
        self.t = {
            name: tokens[name].tolist()
            for name in ("text", "start", "end", "sentence", "dep", "head", "upos", "tag")
        }
        self.starts = tokens["start"].to_numpy()
        known = mentions[mentions["actor"] != ""]
        self.mentions = sorted(
            known[["start", "end", "actor", "type"]].itertuples(index=False, name=None)
        )

    def span(self, start, end):
        """Return the token that holds a character, and the first token from another character
        on."""
        return max(0, int(np.searchsorted(self.starts, start, side="right")) - 1), int(
            np.searchsorted(self.starts, end)
        )

    def name(self, source):
        """Return the speaker's name; several are joined by "; ", empty if there is no source."""
        if not source:
            return ""
        first, last = self.span(*source)
        heads = self.heads(first, last) if first < last else []
        names = [self.actor(head, source, len(heads) > 1) for head in heads]
        return "; ".join(dict.fromkeys(names)) or self.words(source)

    def alone(self, source, cue):
        """Return a source without the subject of another verb that was taken into it, as in "said
        Ann Lee. Fishermen"."""
        if not (source and cue):
            return source
        t, verbs, (first, last) = self.t, range(*self.span(*cue)), self.span(*source)
        tops = [i for i in range(first, last) if not first <= t["head"][i] < last]
        own = [i for i in tops if t["head"][i] in verbs and t["upos"][i] in ("NOUN", "PROPN")]
        others = [i for i in tops if t["dep"][i] in SUBJECTS and t["head"][i] not in verbs]
        if not own or not others:
            return source
        edge = left_edge(t, others[0])
        kept = [
            i
            for i in range(first, last)
            if (i < edge) == (own[0] < edge) and descends(t, i, own[0])
        ]
        return t["start"][kept[0]], t["end"][kept[-1]]

    def words(self, source):
        """Return the words of a source without what is told of it: "a man" of "a man, who was not
        named,"."""
        return TOLD.split(self.text[slice(*source)])[0].strip(EDGE + ",")

    def is_statement(self, quotation, act, cue):
        """Whether a quotation says something: in marks, a clause, or the object of a verb of
        saying.

        Not the object of an attitude ("want Russia's help") or of an attack ("dismissed the
        efforts"), which is what it is about; not what somebody is called ("described as instructors
        helping the army"); not a few words that the encoder hardly takes for speech."""
        t = self.t
        words = count_words(self.text[quotation.start : quotation.end])
        if quotation.type == "direct":
            return words > FEW or quotation.confidence >= SURE
        if quotation.type == "mixed" and (words > SEVERAL or not cue):
            return True
        first, last = self.span(quotation.start, quotation.end)
        if quotation.confidence < (LEAST_SURE if words > FEW else VERY_SURE) or first == last:
            return False
        tops = [
            i for i in range(first, last) if not first <= t["head"][i] < last or t["head"][i] == i
        ]
        top = next((i for i in tops if t["upos"][i] not in LIGHT), first)
        known = not reporting_verbs().keys().isdisjoint(cue)
        before = max(0, first - 1)
        named = "as" in (t["text"][first].lower(), t["text"][before].lower())
        named |= t["tag"][first] in PARTICIPLES and t["upos"][before] in NOUNS
        if t["upos"][top] in ("VERB", "AUX"):
            if any(
                t["tag"][i] in FINITE for i in range(first, last) if i == top or t["head"][i] == top
            ):
                return True
            opens = t["tag"][first] == "TO" or first == top
            if not named and (
                known or quotation.type == "mixed" or (opens and quotation.confidence >= SURE)
            ):
                return True
        if quotation.type == "mixed":
            return known
        return act == "speech" and not named and targeting_verbs().isdisjoint(cue)

    def may_be_one(self, source):
        """Whether a source can be one person, who says "I": no plural, no organisation, no
        place."""
        first, last = self.span(*source)
        heads = self.heads(first, last) if first < last else []
        if len(heads) != 1 or self.t["tag"][heads[0]] in PLURAL:
            return False
        place = self.t["start"][heads[0]]
        return not any(
            start <= place < end and type not in ("person", "")
            for start, end, _, type in self.mentions
        )

    def short_cue(self, cue, lemmas):
        """Return the cue up to its first verb of the list, without where and when: "said" of "said
        at a meeting"."""
        if not cue:
            return cue
        first, last = self.span(*cue)
        known = next(
            (i for i in range(first, last) if lemmas[i].lower() in reporting_verbs()), None
        )
        if known is None:
            return cue
        known += known + 1 < last and self.t["text"][known + 1].lower() in (
            "to",
            "out",
            "up",
            "not",
        )
        return cue[0], self.t["end"][known]

    def heads(self, first, last):
        """Return the tokens that head a span: its root, and what is coordinated with it."""
        heads = [root(self.t, first, last)]
        for i in range(first, last):
            if self.t["dep"][i] == "conj" and self.t["head"][i] in heads:
                heads.append(i)
        return heads

    def actor(self, head, source, several):
        """Return the actor of the longest mention over a head, or of the person who is named beside
        it, else its words."""
        head = self.antecedent(head)
        place = self.t["start"][head]
        near = self.mentions[
            bisect_left(self.mentions, (place - LONG,)) : bisect_left(self.mentions, (source[1],))
        ]
        over = [(end - start, actor) for start, end, actor, _ in near if start <= place < end]
        if over:
            return max(over)[1]
        beside = [
            actor
            for start, end, actor, type in near
            if type == "person" and self.is_beside(head, start, end, source)
        ]
        if beside:
            return beside[0]
        first = max(self.t["start"][left_edge(self.t, head)], source[0])
        return self.text[first : self.t["end"][head]] if several else self.words(source)

    def antecedent(self, head):
        """Return the noun that a relative pronoun stands for: the minister of "the minister, who
        pledged that"."""
        verb = self.t["head"][head]
        relative = (
            self.t["text"][head].lower() in ("who", "which") and self.t["dep"][verb] == "relcl"
        )
        return self.t["head"][verb] if relative else head

    def is_beside(self, head, start, end, source):
        """Whether a mention in the source is in apposition to its head: "its spokesman, Lt-Col Ann
        Lee"."""
        if start < source[0] or end > source[1]:
            return False
        name = root(self.t, *self.span(start, end))
        above = self.t["head"][name]
        return self.t["dep"][name] == "appos" and head in (above, self.t["head"][above])
