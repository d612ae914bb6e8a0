"""Takes the reading of an article, gives its hedges and modals, and which actors the hedged
statement is about."""

from bisect import bisect_right

from helpers.base.wordlists import find_forms, hedges
from helpers.framing.agency import roles_of
from helpers.tagging import NOMINAL, agents

DEEPEST = 6


def find_hedges(reading):
    """Return one case per hedge and actor it concerns: whether it is a hedge or a modal, and its
    entry in hedges.csv.

    A hedge concerns the actors of what it hedges: of a noun ("alleged abuses committed by the
    mercenaries") those in its phrase, of a verb ("may leave", "allegedly killed") its subject,
    object and agent; where it is the verb itself ("accused of"), not who accuses. One that concerns
    no actor has one case, its actor empty."""
    cases = []
    kinds = hedges()
    sentences = reading.annotated.sentences
    for begin, text in zip(sentences["start"].tolist(), sentences["text"].tolist(), strict=True):
        for start, end, form in find_forms(text, frozenset(kinds)):
            first = bisect_right(reading.parse.start, begin + start) - 1
            last = bisect_right(reading.parse.start, begin + end - 1)
            is_name = (
                kinds[form] == "modal" and "MD" not in reading.parse.tag[first:last]
            )  # "May said"
            if is_name or reading.parse.sentence[first] in reading.left_out:
                continue
            actors = reading.actors_at(concerned(reading.parse, first, last)) or [""]
            cases += [
                reading.case(first, last, actor, "hedge", kinds[form], form) for actor in actors
            ]
    return cases


def concerned(parse, first, last):
    """Return the tokens that take part in what the words between two tokens hedge."""
    inside = range(first, last)
    verb = next(
        (i for i in inside if parse.upos[i] == "VERB" and parse.dep[i] not in ("amod", "aux")), None
    )
    top = verb if verb is not None else parse.head[first]
    for _ in range(DEEPEST):
        light = parse.upos[top] in ("ADP", "ADV", "PART") or (top in inside and verb is None)
        if not light or parse.head[top] == top:
            break
        top = parse.head[top]
    if parse.upos[top] in ("VERB", "AUX"):
        accusers = agents(parse, top) if verb is not None else ()
        return [i for i in verb_party(parse, top) if i not in accusers]
    return noun_party(parse, top) if parse.upos[top] in NOMINAL else []


def verb_party(parse, verb):
    """Return a verb's subjects, objects and agents, and those of the infinitive it governs:
    "appears to have burned"."""
    below = [c for c in parse.children[verb] if parse.dep[c] == "xcomp" and parse.upos[c] == "VERB"]
    return list(dict.fromkeys(i for v in (verb, *below) for i, _ in roles_of(parse, v)))


def noun_party(parse, noun, depth=0):
    """Return a noun, and what hangs on it: owners, "by" and "of" phrases, who did or suffered
    it."""
    found = [noun]
    if depth < DEEPEST:
        for c in parse.children[noun]:
            if parse.dep[c] in ("poss", "compound", "amod", "appos", "conj"):
                found += [c] if parse.dep[c] != "conj" else []
            elif parse.dep[c] in ("prep", "agent") and parse.lower[c] in (
                "by",
                "of",
                "against",
                "from",
                "between",
            ):
                found += [
                    i
                    for k in parse.children[c]
                    if parse.dep[k] == "pobj"
                    for i in noun_party(parse, k, depth + 1)
                ]
            elif parse.dep[c] in ("acl", "relcl"):
                found += [i for i, _ in roles_of(parse, c) if i != noun]
    return found
