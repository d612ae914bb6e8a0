"""Finds how each actor is described: adjectives, appositives and predicates."""

from helpers.base.wordlists import states, word_set
from helpers.tagging import is_asserted, subjects

DESCRIBING = ("amod", "conj", "acomp", "oprd", "appos", "attr")


def find_descriptors(reading):
    """Return one case per word that describes an actor: the word (its lemma) and its kind.

    The kind is adjective ("the brutal mercenaries", "is grateful"), appositive ("Lee, a lawyer") or
    predicate ("is a lawyer"). Left out are names in apposition, numbers, states' adjectives, which
    are mentions of their own, and the adjective of an office ("foreign minister")."""
    parse = reading.parse
    titles = {m.head for m in reading.mentions if m.form == "title"}
    cases = []
    for i, dep in enumerate(parse.dep):
        if dep not in DESCRIBING or not may_describe(parse, i):
            continue
        for described, kind in descriptions(parse, i, dep):
            if dep == "amod":
                described = [c for c in described if c not in titles]
            for actor in reading.actors_at(described):
                cases.append(reading.case(i, i + 1, actor, "descriptor", parse.lemma[i], kind))
    return cases


def may_describe(parse, i):
    """Return whether a word is a description: not a state's adjective, nor the last word of
    "23-year-old"."""
    if parse.lemma[i] in word_set("no description") or parse.lower[i].title() in states():
        return False
    return i == 0 or parse.start[i] != parse.end[i - 1]


def descriptions(parse, i, dep):
    """Yield (tokens, kind): whom a token describes, and how."""
    head = parse.head[i]
    upos = parse.upos[i]
    links = parse.lemma[head] in word_set("linking verb") and is_asserted(parse, head, i)
    if dep == "conj" and upos == "ADJ" and parse.upos[head] == "ADJ" and head != i:
        yield from descriptions(parse, head, parse.dep[head])
    elif dep == "amod" and parse.tag[i] in ("JJ", "JJR", "JJS", "VBN", "VBG"):
        yield [head], "adjective"
    elif dep in ("acomp", "oprd") and upos == "ADJ" and links:
        yield subjects(parse, head), "adjective"
    elif dep == "oprd" and upos == "ADJ":
        yield parse.dependents(head, "dobj"), "adjective"
    elif dep == "appos" and upos == "NOUN":
        yield [head], "appositive"
    elif dep == "attr" and upos == "NOUN" and links:
        yield subjects(parse, head), "predicate"
