"""Takes the columns of the tokens table as lists and answers questions about the parse: heads,
children, phrases."""

import numpy as np

from helpers.base.tables import as_lists

PHRASE = {
    "det",
    "amod",
    "compound",
    "poss",
    "case",
    "nummod",
    "nmod",
    "advmod",
    "predet",
    "quantmod",
    "npadvmod",
    "neg",
}
SUBJECTS = ("nsubj", "nsubjpass")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")  # what may head a noun phrase
DEEPEST = 8


def token_lists(tokens):
    """Return the columns of a table of tokens as lists by name, words and lemmas in small letters,
    with `children`."""
    columns = ["start", "end", "lemma", "upos", "tag", "dep", "head", "sentence"]
    t = as_lists(tokens, ["text", *columns])
    small = {name: [word.lower() for word in t[name]] for name in ("text", "lemma")}
    return t | small | {"children": children(t["head"])}


def children(heads):
    """Return the children of each token, in order.

    >>> children([1, 1, 1])
    [[], [0, 2], []]
    """
    lists = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            lists[head].append(i)
    return lists


def descends(t, i, ancestor):
    """Whether token i is the ancestor or hangs below it."""
    for _ in range(DEEPEST):
        if i == ancestor:
            return True
        if t["head"][i] == i:
            return False
        i = t["head"][i]
    return False


def root(t, first, last):
    """Return the token of a span whose head lies outside it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= t["head"][i] < last or t["head"][i] == i:
            return i
    return last - 1


def roots(t, mentions):
    """Return for each mention, a row with start and end, the token whose head lies outside it."""
    first = np.searchsorted(t["start"], mentions["start"].to_numpy())
    last = np.searchsorted(t["end"], mentions["end"].to_numpy(), side="right")
    return [root(t, a, max(b, a + 1)) for a, b in zip(first.tolist(), last.tolist(), strict=True)]


def conjuncts(t, i):
    """Return a noun and those joined to it by "and" or commas, in order."""
    found = [i]
    for k in found:
        found += [c for c in t["children"][k] if t["dep"][c] == "conj" and t["upos"][c] in NOMINAL]
    return found


def phrase_objects(t, preposition):
    """Return the nouns behind a preposition."""
    return [i for c in t["children"][preposition] if t["dep"][c] == "pobj" for i in conjuncts(t, c)]


def left_edge(t, i):
    """Return the first token of the noun phrase that ends at token i: its determiners, owners and
    modifiers."""
    first = i
    top = phrase_top(t, i)
    while first > 0 and t["sentence"][first - 1] == t["sentence"][i]:
        before = first - 1
        hyphen = t["end"][before] == t["start"][first] and "-" in (
            t["text"][before],
            t["text"][first],
        )
        inside = descends(t, before, top) or first <= t["head"][before] <= i
        if not hyphen and not (
            (t["dep"][before] in PHRASE or joins_adjectives(t, before)) and inside
        ):
            break
        first = before
    return first


def joins_adjectives(t, i):
    """Whether a token joins adjectives before a noun, or is joined: "brutal and corrupt", "small,
    poor"."""
    if t["dep"][i] == "conj":
        return t["upos"][i] == "ADJ" and t["dep"][t["head"][i]] in ("amod", "conj")
    adjective = t["upos"][t["head"][i]] == "ADJ" or (i > 0 and t["dep"][i - 1] == "amod")
    return (
        (t["dep"][i] == "cc" or t["text"][i] == ",")
        and adjective
        and t["upos"][i + 1] in ("ADJ", "ADV", "VERB")
    )


def phrase_top(t, i):
    """Return the head of the noun phrase in which token i is a compound or modifier."""
    for _ in range(DEEPEST):
        if t["dep"][i] not in ("compound", "nmod", "amod", "poss") or t["head"][i] == i:
            break
        i = t["head"][i]
    return i


def modifiers(t, i):
    """Return the children of a noun before it that say whose it is or of what kind."""
    return [
        c for c in t["children"][i] if c < i and t["dep"][c] in ("poss", "amod", "compound", "nmod")
    ]


def clause(t, i):
    """Return the verb that token i depends on, through nouns and prepositions; itself if it is
    one."""
    for _ in range(2 * DEEPEST):
        if t["upos"][i] in ("VERB", "AUX") or t["head"][i] == i:
            break
        i = t["head"][i]
    return i
