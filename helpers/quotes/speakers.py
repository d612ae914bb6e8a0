"""Names who speaks a quotation, and decides whether it states anything."""

import re
from bisect import bisect_left

import numpy as np

from helpers.base.text import count_words
from helpers.base.wordlists import reporting_verbs, roles, targeting_verbs, titles
from helpers.tagging import SUBJECTS, VERBAL, Parse

LEAST_SURE = 0.4  # confidence from which what is not in marks is taken for a quotation
# confidence from which a few words are, in marks and without
SURE = 0.5
VERY_SURE = 0.8
# words
FEW = 3
SEVERAL = 5
LIGHT = ("PUNCT", "CCONJ", "SCONJ", "ADV", "PART")  # words that do not head a clause
FINITE = ("VBD", "VBP", "VBZ", "MD")
PLURAL = ("NNS", "NNPS")
PARTICIPLES = ("VBG", "VBN")
NOUNS = ("NOUN", "PROPN")
BEHIND_VERB = ("to", "out", "up", "not")  # belong to the cue: "pointed out"
EDGE = ' \t\n\r\u00a0"“”„‟«»″'
BESIDE = frozenset([",", *titles()])  # between a role and the name of who has it
LONG = 500  # characters that a mention has at most, and a few more
SAID_OF_SOURCE = re.compile(r",\s*(?:who|which|whose)\b")


class Speakers:
    """Names the source of a quotation: the actors whose mentions head it, or its own words where it
    is not an actor."""

    def __init__(self, text, tokens, mentions):
        self.text = text
        self.parse = Parse.of(tokens)
        self.starts = tokens["start"].to_numpy()
        of_actors = mentions[mentions["actor"] != ""]
        columns = of_actors[["start", "end", "actor", "type"]]
        self.mentions = sorted(columns.itertuples(index=False, name=None))

    def span(self, start, end):
        """Return the token that holds a character, and the first token from another character
        on."""
        first = int(np.searchsorted(self.starts, start, side="right")) - 1
        return max(0, first), int(np.searchsorted(self.starts, end))

    # the source

    def name(self, source):
        """Return the speaker's name; several are joined by "; ", empty if there is no source."""
        if not source:
            return ""
        holder = self.office_holder(source)
        if holder:
            return holder
        heads = self.heads(source)
        names = [self.actor(head, source, len(heads) > 1) for head in heads]
        return "; ".join(dict.fromkeys(names)) or self.words(source)

    def office_holder(self, source):
        """Return who stands behind a long office: "minister for Trade and Industry Ann Lee"; empty
        if nobody does. A spokesman "of" her, or "for mayor Ann Lee", is not she."""
        first = self.span(*source)[0]
        end = source[0] + len(self.text[slice(*source)].rstrip(EDGE + ","))
        low = bisect_left(self.mentions, source)
        for start, stop, actor, type in self.mentions[low:]:
            if start >= source[1]:
                break
            before = self.span(start, stop)[0] - 1
            if type != "person" or stop != end or before <= first + 1:
                continue
            words = set(self.parse.lower[first:before])
            is_office = "for" in words or "of" in words
            role = roles().get(self.parse.lower[before])
            if is_office and self.parse.words[before][0].isupper() and role != "person":
                return actor
        return ""

    def heads(self, source):
        """Return the tokens that head a source: its root, and what is coordinated with it."""
        first, last = self.span(*source)
        if first >= last:
            return []
        heads = [self.parse.root(first, last)]
        for i in range(first, last):
            if self.parse.dep[i] == "conj" and self.parse.head[i] in heads:
                heads.append(i)
        return heads

    def actor(self, head, source, several):
        """Return the actor of the longest mention over a head, or of the person who is named beside
        it, else its words."""
        head = self.antecedent(head)
        place = self.parse.start[head]
        low = bisect_left(self.mentions, (place - LONG,))
        near = self.mentions[low : bisect_left(self.mentions, (source[1],))]
        over = [(end - start, actor) for start, end, actor, _ in near if start <= place < end]
        if over:
            return max(over)[1]
        for start, end, actor, type in near:
            if type == "person" and self.is_beside(head, start, end, source):
                return actor
        if not several:
            return self.words(source)
        first = max(self.parse.start[self.parse.left_edge(head)], source[0])
        return self.text[first : self.parse.end[head]]

    def antecedent(self, head):
        """Return the noun that a relative pronoun stands for: the minister of "the minister, who
        pledged that"."""
        verb = self.parse.head[head]
        relative = self.parse.lower[head] in ("who", "which") and self.parse.dep[verb] == "relcl"
        return self.parse.head[verb] if relative else head

    def is_beside(self, head, start, end, source):
        """Return whether a mention in the source is in apposition to its head: "its spokesman,
        Lt-Col Ann Lee"."""
        if start < source[0] or end > source[1]:
            return False
        first, last = self.span(start, end)
        if head < first and BESIDE.issuperset(self.parse.lower[head + 1 : first]):
            return True
        name = self.parse.root(first, last)
        above = self.parse.head[name]
        return self.parse.dep[name] == "appos" and head in (above, self.parse.head[above])

    def words(self, source):
        """Return the words of a source without what is said of it: "a man" of "a man, who was not
        named,"."""
        return SAID_OF_SOURCE.split(self.text[slice(*source)])[0].strip(EDGE + ",")

    def alone(self, source, cue):
        """Return a source without the subject of another verb that was taken into it, as in "said
        Ann Lee. Fishermen"."""
        if not source or not cue:
            return source
        parse = self.parse
        first, last = self.span(*source)
        cue_tokens = range(*self.span(*cue))
        tops = [i for i in range(first, last) if not first <= parse.head[i] < last]
        of_cue = [i for i in tops if parse.head[i] in cue_tokens and parse.upos[i] in NOUNS]
        subjects = [i for i in tops if parse.dep[i] in SUBJECTS]
        of_others = [i for i in subjects if parse.head[i] not in cue_tokens]
        if not of_cue or not of_others:
            return source
        own = of_cue[0]
        edge = parse.left_edge(of_others[0])
        side = range(first, min(edge, last)) if own < edge else range(max(first, edge), last)
        phrase = [i for i in side if parse.descends(i, own)]
        return parse.start[phrase[0]], parse.end[phrase[-1]]

    def may_be_one(self, source):
        """Return whether a source can be one person, who says "I": not a plural, an organisation or
        a place."""
        heads = self.heads(source)
        if len(heads) != 1 or self.parse.tag[heads[0]] in PLURAL:
            return False
        place = self.parse.start[heads[0]]
        over = [type for start, end, _, type in self.mentions if start <= place < end]
        return all(type in ("person", "") for type in over)

    # the cue

    def verbs(self, cue):
        """Return the lemmas of a cue, in lower case."""
        return self.parse.lemma[slice(*self.span(*cue))] if cue else []

    def short_cue(self, cue):
        """Return the cue up to its first verb of the list, without where and when: "said" of "said
        at a meeting"."""
        if not cue:
            return cue
        first, last = self.span(*cue)
        for i in range(first, last):
            if self.parse.lemma[i] in reporting_verbs():
                follows = i + 1 < last and self.parse.lower[i + 1] in BEHIND_VERB
                return cue[0], self.parse.end[i + 1 if follows else i]
        return cue

    # the content

    def is_statement(self, quotation, act, cue):
        """Return whether a quotation says something: in marks, a clause, or the object of a verb of
        saying.

        Not the object of an attitude ("want Russia's help") or of an attack ("dismissed the
        efforts"), which is what it is about; not what somebody is called ("described as instructors
        helping the army"); not a few words that the encoder hardly takes for speech."""
        words = count_words(self.text[quotation.start : quotation.end])
        if quotation.type == "direct":
            return words > FEW or quotation.confidence >= SURE
        mixed = quotation.type == "mixed"
        if mixed and (words > SEVERAL or not cue):
            return True
        first, last = self.span(quotation.start, quotation.end)
        if first == last:
            return False
        top = self.clause_top(first, last)
        is_long = words > FEW or self.is_in_relative(top, first, last)
        if quotation.confidence < (LEAST_SURE if is_long else VERY_SURE):
            return False
        reported = not reporting_verbs().keys().isdisjoint(cue)
        label = self.is_label(first)
        if self.parse.upos[top] in VERBAL:
            opens = self.parse.tag[first] == "TO" or first == top
            sure = reported or mixed or (opens and quotation.confidence >= SURE)
            if self.is_finite(top, first, last) or (sure and not label):
                return True
        if mixed:
            return reported
        return act == "speech" and not label and targeting_verbs().isdisjoint(cue)

    def clause_top(self, first, last):
        """Return the first token of a span that heads a clause or phrase of it."""
        for i in range(first, last):
            head = self.parse.head[i]
            is_top = not first <= head < last or head == i
            if is_top and self.parse.upos[i] not in LIGHT:
                return i
        return first

    def is_in_relative(self, top, first, last):
        """Return whether a clause is what a relative one reports: "who police said had left"."""
        is_reported = self.parse.dep[top] == "ccomp" and self.is_finite(top, first, last)
        return is_reported and self.parse.dep[self.parse.head[top]] == "relcl"

    def is_finite(self, top, first, last):
        """Return whether the clause of a verb has a finite verb of its own."""
        return any(
            self.parse.tag[i] in FINITE
            for i in range(first, last)
            if i == top or self.parse.head[i] == top
        )

    def is_label(self, first):
        """Return whether a content that starts at a token is what somebody is called: behind "as",
        or a participle behind its noun."""
        before = max(0, first - 1)
        participle = self.parse.tag[first] in PARTICIPLES and self.parse.upos[before] in NOUNS
        return participle or "as" in (self.parse.lower[first], self.parse.lower[before])
