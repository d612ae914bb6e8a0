"""Finds the mentions of an article: the names that the tagger and the gazetteer know, and what else
the network takes for a mention."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import numpy as np

from helpers.actors.tagged import Name
from helpers.base.wordlists import organisations, states, word_set
from helpers.network import FORMS, TYPES, Heads, extents, form_chances, type_chances, words_within

NAMES = ("name", "demonym", "metonym", "place")  # forms of names
NOUNS = ("noun", "group", "title", "label")  # forms of what has no name
HEAD = 0.25  # chance from which a word is taken for the head of a mention
LONE_NAME = 0.7  # chance from which it is a name that the tagger does not know
NOBODY = 0.98  # chance of no mention, from which a name that the tagger found is none
EDGE = frozenset("’s ’ ' s , ; : - – — ( ) [ ] \" “ ” ‘ .".split())
BEFORE = ("CCONJ", "SCONJ", "AUX", "VERB", "ADP")
# relations of words to the noun that they stand before, and belong to
UNDIVIDED = ("compound", "amod", "det", "nummod", "nmod", "predet", "quantmod", "poss")
AT_LEAST = ("advmod", "quantmod")  # relations of "at" in "at least one man"
NEAR = 4  # tokens between a word and that noun
HONORIFICS = frozenset("mr mrs ms miss dr messrs".split())


@dataclass(frozen=True)
class Spotted:
    """A mention before it is known whose: where it stands in characters, its text, its
    first word, head and last word (numbers of words), its form and type, the chance that it is one,
    and of a name that Name."""

    start: int
    end: int
    text: str
    first: int
    head: int
    last: int
    form: str
    type: str
    chance: float
    name: Name | None = None


def spot_mentions(text, parse, encoding, names, turns=()) -> list[Spotted]:
    """Return the mentions of an article in the order of their heads; `turns` are the places of the
    labels of turns and posts, in characters.

    Where a name of the tagger's is a noun for the network, or nobody, the network is right; else
    the name stands for all that the network finds within it. A name at a turn is sure, and there is
    nothing else."""
    reader = Reader(text, parse, encoding)
    spotted = {}
    labels = [range(*words_within(reader.edges, *place)) for place in turns]
    at_turn = {word for label in labels for word in label}
    taken = set(at_turn)
    for name in names:
        mention = reader.by_name(name, at_turn)
        if mention is not None and mention.head not in spotted:
            spotted[mention.head] = mention
            taken.update(range(mention.first, mention.last + 1))
    for head in np.flatnonzero(1 - reader.chances[:, 0] > HEAD).tolist():
        mention = None if head in taken else reader.by_network(head, taken)
        if mention is not None and not (mention.name and mention.chance < LONE_NAME):
            spotted[head] = mention
            taken.update(reader.beside(head))
    return [spotted[head] for head in sorted(spotted)]


def as_heads(spotted) -> Heads:
    """Return mentions as the network compares them."""
    columns = {
        "first": [m.first for m in spotted],
        "head": [m.head for m in spotted],
        "last": [m.last for m in spotted],
        "form": [FORMS.index(m.form) for m in spotted],
        "type": [TYPES.index(m.type) for m in spotted],
    }
    return Heads(**{name: np.array(column, int) for name, column in columns.items()})


class Reader:
    """What the network says of the words of an article, and how its words and the tokens of the
    parse correspond."""

    def __init__(self, text, parse, encoding):
        self.text = text
        self.parse = parse
        self.edges = (encoding.start, encoding.end)
        self.starts = encoding.start.tolist()
        self.ends = encoding.end.tolist()
        self.words = [text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]
        self.chances = form_chances(encoding.states)
        self.types = type_chances(encoding.states)
        self.before, self.behind = extents(encoding.states)

    def by_name(self, name, at_turn):
        """Return a name as Spotted, None if it is a noun or nobody to the network."""
        start = self.parse.start[name.first]
        end = self.parse.end[name.last - 1]
        first, last = words_within(self.edges, start, end)
        if first == last:
            return None
        head = name_head(self.words, first, last)
        if head in at_turn and name.label in TYPES:
            type = name.label
            return Spotted(start, end, name.text, first, head, last - 1, "name", type, 1.0, name)
        chances = self.chances[head]
        form = FORMS[1 + int(chances[1:].argmax())]
        nobody = float(self.chances[first:last, 0].min())
        is_known = name.text.isupper() and name.text in organisations()  # WHO, read as "who"
        is_noun = chances[0] < HEAD and form in NOUNS and " " not in name.text
        if not is_known and (nobody > NOBODY or is_noun):
            return None
        type = TYPES[int(self.types[head].argmax())]
        form, type = form_and_type(name, form, type)
        sure = 1 - nobody / 2  # the mean of the tagger's word and the network's
        return Spotted(start, end, name.text, first, head, last - 1, form, type, sure, name)

    def by_network(self, head, taken):
        """Return the mention whose head the network takes a word for."""
        form = FORMS[1 + int(self.chances[head, 1:].argmax())]
        first = max(0, head - int(self.before[head]))
        last = min(len(self.words) - 1, head + int(self.behind[head]))
        first, last = self.trim(first, head, last)
        if form != "pronoun":
            first, last = self.whole(first, head, last, form)
        type = TYPES[int(self.types[head].argmax())]
        mention = Spotted(
            self.starts[first],
            self.ends[last],
            self.text[self.starts[first] : self.ends[last]],
            first,
            head,
            last,
            form,
            type,
            float(1 - self.chances[head, 0]),
        )
        return self.with_name(mention, taken) if form in NAMES else mention

    def trim(self, first, head, last):
        """Return the first and last word of a mention without marks at its edges, and within the
        sentence of its head."""
        low = bisect_right(self.parse.start, self.starts[head]) - 1
        sentence = self.parse.sentence[max(0, low)]
        while first < head and (
            self.words[first].lower() in EDGE or self.sentence_of(first) != sentence
        ):
            first += 1
        while last > head and (
            self.words[last].lower() in EDGE or self.sentence_of(last) != sentence
        ):
            last -= 1
        return first, last

    def whole(self, first, head, last, form):
        """Return the first and last word of a phrase that does not end within itself, and if it is
        no name neither begins so nor with a verb or "and": "death row | convicts", "United |
        Nations envoy"."""
        parse = self.parse
        top = self.tokens(self.starts[head], self.ends[head])[0]
        low, high = self.tokens(self.starts[first], self.ends[last])
        if form in NOUNS:
            while low < top and parse.upos[low] in BEFORE and parse.dep[low] not in AT_LEAST:
                low += 1
        if form in NOUNS and parse.dep[low] == "conj" and low < top:
            low = min(low, parse.head[low])  # brutal and | corrupt junta
        high = self.whole_end(top, high)
        if form in NOUNS:
            low = self.whole_start(low, high)
        first, end = words_within(self.edges, parse.start[low], parse.end[high - 1])
        return min(first, head), max(end - 1, head)

    def whole_start(self, low, high):
        """Return the first token of a phrase that begins within a compound, or behind the owner."""
        parse = self.parse
        while low:
            before = low - 1
            owner = parse.head[before] if parse.dep[before] == "case" else before
            is_part = parse.dep[owner] in UNDIVIDED and low <= parse.head[owner] < high
            if not is_part or parse.upos[owner] in BEFORE:
                break
            low = min(before, parse.left_edge(owner))
        return low

    def whole_end(self, top, high):
        """Return the token behind a phrase that ends before another token, with the noun to which
        its last word belongs, or without a preposition that has none."""
        parse = self.parse
        while high - 1 > top:
            end = high - 1
            behind = [c for c in parse.children[end] if parse.dep[c] == "pobj"]
            noun = behind[0] if behind else parse.head[end]
            goes_on = parse.dep[end] in UNDIVIDED or behind
            if goes_on and high <= noun < high + NEAR:
                high = noun + 1
            elif parse.upos[end] in ("ADP", "DET", "CCONJ", "AUX"):
                high = end
            else:
                break
        return high

    def sentence_of(self, word):
        token = bisect_right(self.parse.start, self.starts[word]) - 1
        return self.parse.sentence[max(0, token)]

    def with_name(self, mention, taken):
        """Return a mention that the network takes for a name with the Name of its words, none of
        which is `taken` by another name."""
        first = mention.first
        while first < mention.head and (first in taken or not self.may_open(self.words[first])):
            first += 1
        low, high = self.tokens(self.starts[first], mention.end)
        start = self.parse.start[low]
        end = self.parse.end[high - 1]
        text = self.parse.text(low, high)
        if not any(word[0].isupper() for word in self.parse.words[low:high]):
            first, last = self.whole(mention.first, mention.head, mention.last, "noun")
            start, end = self.starts[first], self.ends[last]
            changes = {"start": start, "end": end, "text": self.text[start:end], "form": "noun"}
            return replace(mention, first=first, last=last, **changes)  # "the mosque": no name
        state, kind = states().get(text, ("", ""))
        label = kind if state else mention.type
        name = Name(low, high, text, label, state)
        form, type = form_and_type(name, mention.form, mention.type)
        changes = {"start": start, "end": end, "text": text, "first": first, "name": name}
        return replace(mention, form=form, type=type, **changes)

    def may_open(self, word):
        """Return whether a name may begin with a word: with a capital, or "de" and the like."""
        lower = word.lower()
        is_title = lower in HONORIFICS or lower == "the"
        return lower in word_set("name particle") or (word[0].isupper() and not is_title)

    def tokens(self, start, end):
        """Return the tokens of the parse between two characters: the first, the last + 1."""
        low = bisect_right(self.parse.end, start)
        return low, max(low + 1, bisect_left(self.parse.start, end))

    def beside(self, head):
        """Return the words that are part of one token of the parse with a word: "S" and "D" of
        "S&D"."""
        low, high = self.tokens(self.starts[head], self.ends[head])
        return range(*words_within(self.edges, self.parse.start[low], self.parse.end[high - 1]))


def name_head(words, first, last):
    """Return the word that heads a name: the last, or the one before "of"."""
    place = last - 1
    while place > first and not words[place][:1].isalnum():
        place -= 1
    lower = [word.lower() for word in words[first : place + 1]]
    if "of" in lower[1:-1]:
        return first + lower.index("of") - 1
    return place


def form_and_type(name, form, type):
    """Return the form and the type of a name, from what the network takes it for.

    The gazetteer knows what is a state's name and what its people's; whether a capital is meant as
    a place or for the government is told by the type that the network reads."""
    if name.label in ("name", "demonym") and name.state:
        return name.label, "state"
    if name.state:
        return ("place", "place") if type == "place" else ("metonym", "state")
    if name.text in word_set("continent"):
        return "place", "place"
    return (form if form in NAMES else "name"), type
