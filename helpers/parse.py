"""Takes the columns of the tokens table as lists and answers questions about the parse: heads, children, phrases."""

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
DEEPEST = 8


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


def left_edge(t, i):
    """Return the first token of the noun phrase that ends at token i: its determiners, owners and modifiers."""
    first = i
    while first > 0 and t["sentence"][first - 1] == t["sentence"][i]:
        before = first - 1
        hyphen = t["dep"][before] == "punct" and t["text"][before] in "-–" and t["end"][before] == t["start"][first]
        if not hyphen and not (t["dep"][before] in PHRASE and descends(t, before, phrase_top(t, i))):
            break
        first = before
    return first


def phrase_top(t, i):
    """Return the head of the noun phrase in which token i is a compound or modifier."""
    for _ in range(DEEPEST):
        if t["dep"][i] not in ("compound", "nmod", "amod", "poss") or t["head"][i] == i:
            break
        i = t["head"][i]
    return i


def modifiers(t, i):
    """Return the children of a noun before it that say whose it is or of what kind."""
    return [c for c in t["children"][i] if c < i and t["dep"][c] in ("poss", "amod", "compound", "nmod")]


def clause(t, i):
    """Return the verb that token i depends on, through nouns and prepositions; itself if it is one."""
    for _ in range(2 * DEEPEST):
        if t["upos"][i] in ("VERB", "AUX") or t["head"][i] == i:
            break
        i = t["head"][i]
    return i
