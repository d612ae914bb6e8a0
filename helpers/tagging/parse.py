"""Holds the parse of an article column by column, and answers questions about it: heads, children,
phrases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.base.tables import as_lists

PHRASE = frozenset(
    "advmod amod case compound det neg nmod npadvmod nummod poss predet quantmod".split()
)
OWNERS_AND_KINDS = ("poss", "amod", "compound", "nmod")
SUBJECTS = ("nsubj", "nsubjpass")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")  # what may head a noun phrase
VERBAL = ("VERB", "AUX")
DEEPEST = 8  # steps up the tree: what hangs lower is not looked for


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of an article with their parse, as columns of one length; a token is known by its
    position in them.

    `start` and `end` are characters of the text, `sentence` is a sentence's number. `words` are as
    written, `lower` in lower case, and so is `lemma`. `entity` is the name label with B- or I-
    before it; `upos`, `tag` and `dep` are the parts of speech and the relation to `head`, which of
    a sentence's root is the root itself. `children` are those that have a token for their head, in
    order."""

    start: list[int]
    end: list[int]
    sentence: list[int]
    words: list[str]
    lower: list[str]
    lemma: list[str]
    upos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    children: list[list[int]]

    @classmethod
    def of(cls, tokens):
        """Return the Parse of a table of tokens.

        >>> from helpers import annotate, make_article
        >>> article = make_article("mayor", "The old mayor spoke.")
        >>> parse = Parse.of(annotate(article, cache=False).tokens)
        >>> parse.dep, parse.children[2], parse.left_edge(2)
        (['det', 'amod', 'nsubj', 'root', 'punct'], [0, 1], 0)
        """
        unchanged = ["start", "end", "sentence", "upos", "tag", "dep", "head", "entity"]
        columns = as_lists(tokens, unchanged)
        words = tokens["text"].tolist()
        return cls(
            **columns,
            words=words,
            lower=[word.lower() for word in words],
            lemma=[lemma.lower() for lemma in tokens["lemma"].tolist()],
            children=children_of(columns["head"]),
        )

    def __len__(self):
        return len(self.words)

    # relations

    def dependents(self, i, *relations):
        """Return the children of a token that stand in one of these relations to it, in order."""
        return [child for child in self.children[i] if self.dep[child] in relations]

    def relations(self, i):
        """Return in which relations a token's children stand to it."""
        return {self.dep[child] for child in self.children[i]}

    def descends(self, i, ancestor):
        """Return whether a token is the ancestor or hangs below it."""
        for _ in range(DEEPEST):
            if i == ancestor:
                return True
            if self.head[i] == i:
                return False
            i = self.head[i]
        return False

    def clause(self, i):
        """Return the verb that a token depends on, through nouns and prepositions; itself if it is
        one."""
        for _ in range(2 * DEEPEST):
            if self.upos[i] in VERBAL or self.head[i] == i:
                break
            i = self.head[i]
        return i

    # spans

    def text(self, first, last):
        """Return the words from `first` to before `last`, with single spaces where the text has
        any."""
        pieces = [self.words[first]]
        for i in range(first + 1, last):
            if self.start[i] > self.end[i - 1]:
                pieces.append(" ")
            pieces.append(self.words[i])
        return "".join(pieces)

    def root(self, first, last):
        """Return the token from `first` to before `last` whose head lies outside."""
        for i in range(last - 1, first - 1, -1):
            if not first <= self.head[i] < last or self.head[i] == i:
                return i
        return last - 1

    def head_of(self, mention):
        """Return the token that heads a mention, or anything else with `first` and `last`."""
        return self.root(mention.first, mention.last)

    def heads_of(self, spans):
        """Return the token that heads each row of a table with `start` and `end` in characters."""
        first = np.searchsorted(self.start, spans["start"].to_numpy()).tolist()
        last = np.searchsorted(self.end, spans["end"].to_numpy(), side="right").tolist()
        return [self.root(a, max(b, a + 1)) for a, b in zip(first, last, strict=True)]

    # noun phrases

    def conjuncts(self, i):
        """Return a noun and those joined to it by "and" or commas, in order."""
        nouns = [i]
        for noun in nouns:  # grows on the way
            nouns += [c for c in self.dependents(noun, "conj") if self.upos[c] in NOMINAL]
        return nouns

    def phrase_objects(self, preposition):
        """Return the nouns behind a preposition."""
        return [i for c in self.dependents(preposition, "pobj") for i in self.conjuncts(c)]

    def modifiers(self, i):
        """Return the children of a noun before it that say whose it is or of what kind."""
        return [c for c in self.dependents(i, *OWNERS_AND_KINDS) if c < i]

    def left_edge(self, i):
        """Return the first token of the noun phrase that ends at a token: its determiners, owners
        and modifiers."""
        first = i
        top = phrase_top(self, i)
        while first > 0 and self.sentence[first - 1] == self.sentence[i]:
            before = first - 1
            if not is_hyphenated(self, before) and not belongs_before(self, before, first, i, top):
                break
            first = before
        return first


def children_of(heads):
    """Return the children of each token, in order.

    >>> children_of([1, 1, 1])
    [[], [0, 2], []]
    """
    lists = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            lists[head].append(i)
    return lists


def phrase_top(parse, i):
    """Return the head of the noun phrase in which a token is a compound or modifier."""
    for _ in range(DEEPEST):
        if parse.dep[i] not in OWNERS_AND_KINDS or parse.head[i] == i:
            break
        i = parse.head[i]
    return i


def is_hyphenated(parse, i):
    """Return whether a token and the next are joined by a hyphen."""
    touching = parse.end[i] == parse.start[i + 1]
    return touching and "-" in (parse.words[i], parse.words[i + 1])


def belongs_before(parse, i, first, last, top):
    """Return whether a token belongs to the noun phrase from `first` to `last` behind it, the head
    of which is `top`."""
    if parse.dep[i] not in PHRASE and not joins_adjectives(parse, i):
        return False
    return parse.descends(i, top) or first <= parse.head[i] <= last


def joins_adjectives(parse, i):
    """Return whether a token joins adjectives before a noun, or is joined: "brutal and corrupt",
    "small, poor"."""
    head = parse.head[i]
    if parse.dep[i] == "conj":
        return parse.upos[i] == "ADJ" and parse.dep[head] in ("amod", "conj")
    if parse.dep[i] != "cc" and parse.words[i] != ",":
        return False
    if parse.upos[head] != "ADJ" and (i == 0 or parse.dep[i - 1] != "amod"):
        return False
    return parse.upos[i + 1] in ("ADJ", "ADV", "VERB")
