"""Finds the mentions of an article: the names that the tagger and the gazetteer know, and what else
the network takes for a mention."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import numpy as np

from helpers.actors.tagged import Name
from helpers.base.wordlists import states
from helpers.network import FORMS, TYPES, Heads, extents, form_chances, type_chances, words_within

NAMES = ("name", "demonym", "metonym", "place")  # forms of names
NOUNS = ("noun", "group", "title", "label")  # forms of what has no name
HEAD = 0.5  # chance from which a word is taken for the head of a mention
NOBODY = 0.9  # chance of no mention, from which a name that the tagger found is none
EDGE = frozenset("’s ’ ' s , ; : - – — ( ) [ ] \" “ ” ‘ .".split())
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


def spot_mentions(text, parse, encoding, names) -> list[Spotted]:
    """Return the mentions of an article in the order of their heads.

    Where a name of the tagger's is a noun for the network, or nobody, the network is right; else
    the name stands for all that the network finds within it."""
    reader = Reader(text, parse, encoding)
    spotted = {}
    taken = set()
    for name in names:
        mention = reader.by_name(name)
        if mention is not None and mention.head not in spotted:
            spotted[mention.head] = mention
            taken.update(range(mention.first, mention.last + 1))
    for head in np.flatnonzero(1 - reader.chances[:, 0] > HEAD).tolist():
        if head not in taken:
            mention = reader.by_network(head)
            if mention is not None:
                spotted[head] = mention
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

    def by_name(self, name):
        """Return a name as Spotted, None if it is a noun or nobody to the network."""
        start = self.parse.start[name.first]
        end = self.parse.end[name.last - 1]
        first, last = words_within(self.edges, start, end)
        if first == last:
            return None
        head = name_head(self.words, first, last)
        chances = self.chances[head]
        form = FORMS[1 + int(chances[1:].argmax())]
        nobody = float(self.chances[first:last, 0].min())
        if nobody > NOBODY or (chances[0] < HEAD and form in NOUNS):
            return None
        type = TYPES[int(self.types[head].argmax())]
        form, type = form_and_type(name, form, type)
        return Spotted(start, end, name.text, first, head, last - 1, form, type, 1 - nobody, name)

    def by_network(self, head):
        """Return the mention whose head the network takes a word for; None if no token of the parse
        begins there."""
        form = FORMS[1 + int(self.chances[head, 1:].argmax())]
        first = max(0, head - int(self.before[head]))
        last = min(len(self.words) - 1, head + int(self.behind[head]))
        first, last = self.trim(first, head, last)
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
        return self.with_name(mention) if form in NAMES else mention

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

    def sentence_of(self, word):
        token = bisect_right(self.parse.start, self.starts[word]) - 1
        return self.parse.sentence[max(0, token)]

    def with_name(self, mention):
        """Return a mention that the network takes for a name with the Name of its words."""
        first = mention.first
        while first < mention.head and self.words[first].lower() in HONORIFICS | {"the", "."}:
            first += 1
        start = self.starts[first]
        low = bisect_right(self.parse.end, start)
        high = bisect_left(self.parse.start, mention.end)
        if low >= high:
            return replace(mention, form="noun")
        text = self.parse.text(low, high)
        if not any(word[0].isupper() for word in self.parse.words[low:high]):
            return mention  # "the mosque", "the capital": read as a place, and no name
        state, kind = states().get(text, ("", ""))
        label = kind if state else mention.type
        name = Name(low, high, text, label, state)
        form, type = form_and_type(name, mention.form, mention.type)
        return replace(
            mention, start=start, text=text, first=first, form=form, type=type, name=name
        )


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
    return (form if form in NAMES else "name"), type
