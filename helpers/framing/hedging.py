"""Finds hedges and modals, and the actors about whom the hedged statement is."""

from bisect import bisect_right

from helpers.base.wordlists import find_forms, hedges
from helpers.framing.agency import roles_of
from helpers.tagging import NOMINAL, VERBAL, agents

DEEPEST = 6
LIGHT = ("ADP", "ADV", "PART")
LINKS = ("by", "of", "against", "from", "between")  # prepositions before who did or suffered it


def find_hedges(reading):
    """Return one case per hedge and actor it concerns: whether it is a hedge or a modal, and its
    entry in hedges.csv.

    A hedge concerns the actors of what it hedges: of a noun ("alleged abuses committed by the
    mercenaries") those in its phrase, of a verb ("may leave", "allegedly killed") its subject,
    object and agent; where it is the verb itself ("accused of"), not who accuses. One that concerns
    no actor has one case, its actor empty."""
    parse = reading.parse
    kinds = hedges()
    forms = frozenset(kinds)
    sentences = reading.annotated.sentences
    cases = []
    for begin, text in zip(sentences["start"].tolist(), sentences["text"].tolist(), strict=True):
        for start, end, form in find_forms(text, forms):
            first = bisect_right(parse.start, begin + start) - 1
            last = bisect_right(parse.start, begin + end - 1)
            kind = kinds[form]
            is_name = kind == "modal" and "MD" not in parse.tag[first:last]  # "May said"
            if is_name or parse.sentence[first] in reading.left_out:
                continue
            actors = reading.actors_at(concerned(parse, first, last)) or [""]
            cases += [reading.case(first, last, actor, "hedge", kind, form) for actor in actors]
    return cases


def concerned(parse, first, last):
    """Return the tokens that take part in what the words between two tokens hedge."""
    inside = range(first, last)
    verbs = [i for i in inside if parse.upos[i] == "VERB" and parse.dep[i] not in ("amod", "aux")]
    top = verbs[0] if verbs else hedged(parse, first, last)
    if parse.upos[top] in VERBAL:
        accusers = agents(parse, top) if verbs else ()
        return [i for i in verb_party(parse, top) if i not in accusers]
    return noun_party(parse, top) if parse.upos[top] in NOMINAL else []


def hedged(parse, first, last):
    """Return what the words between two tokens hedge if none is a verb: what they hang on, small
    words left out."""
    top = parse.head[first]
    for _ in range(DEEPEST):
        light = parse.upos[top] in LIGHT or first <= top < last
        if not light or parse.head[top] == top:
            break
        top = parse.head[top]
    return top


def verb_party(parse, verb):
    """Return a verb's subjects, objects and agents, and those of the infinitive it governs:
    "appears to have burned"."""
    below = [c for c in parse.dependents(verb, "xcomp") if parse.upos[c] == "VERB"]
    return list(dict.fromkeys(i for v in (verb, *below) for i, _ in roles_of(parse, v)))


def noun_party(parse, noun, depth=0):
    """Return a noun, and what hangs on it: owners, "by" and "of" phrases, who did or suffered
    it."""
    party = [noun]
    for c in parse.children[noun] if depth < DEEPEST else ():
        dep = parse.dep[c]
        if dep in ("poss", "compound", "amod", "appos"):
            party.append(c)
        elif dep in ("prep", "agent") and parse.lower[c] in LINKS:
            for inner in parse.dependents(c, "pobj"):
                party += noun_party(parse, inner, depth + 1)
        elif dep in ("acl", "relcl"):
            party += [i for i, _ in roles_of(parse, c) if i != noun]
    return party
