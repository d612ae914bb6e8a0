"""Finds where a sentence puts a label on somebody: says what they are, or what they are called."""

from __future__ import annotations

from typing import NamedTuple

from helpers.base.wordlists import characterising_verbs, evaluative_labels, roles, word_set
from helpers.tagging import Parse, agents, is_asserted, objects, passive, subjects

NOUNS = ("NOUN", "PROPN")
IN_NOUN_PHRASE = (*NOUNS, "DET", "ADJ", "NUM", "ADV", "PRON", "PART")
NAMED = ("oprd", "attr", "ccomp")  # relations of the name that a verb gives
REACH = 12  # tokens between "described" and its "as"


class Labelling(NamedTuple):
    """A label that is put on somebody: the tokens of who is called so, the label's, and those of
    who is said to call them so (None: whoever speaks)."""

    called: list[int]
    label: int
    callers: list[int] | None


def labellings(parse: Parse) -> list[Labelling]:
    """Return the Labellings of an article: nouns for people and bodies that somebody is or stands
    beside, and whatever somebody is said to call them."""
    nouns = roles() | evaluative_labels()
    labelled = [said for said in predicates(parse) if parse.lemma[said.label] in nouns]
    labelled += ascriptions(parse)
    of_groups = [
        labelling._replace(label=member)
        for labelling in labelled
        for member in members(parse, labelling.label)
    ]
    return labelled + of_groups


def members(parse, i):
    """Return who makes up the group that a label names: agitators of "a small group of
    agitators"."""
    if parse.lemma[i] not in word_set("group of"):
        return []
    of = [c for c in parse.children[i] if parse.lower[c] == "of"]
    return [k for c in of for k in parse.phrase_objects(c)]


# what somebody is


def predicates(parse):
    """Yield the Labellings of "the fighters were mercenaries" and "Mali, a friend"."""
    for i, dep in enumerate(parse.dep):
        if dep == "appos" and is_said_beside(parse, i):
            yield Labelling([parse.head[i]], i, None)
        elif dep == "attr" and is_said_by_copula(parse, i):
            called = subjects(parse, parse.head[i])
            for label in parse.conjuncts(i):
                yield Labelling(called, label, None)


def is_said_beside(parse, i):
    """Return whether a noun in apposition says what the noun before it is: not "Lee, no friend"."""
    behind = parse.upos[i] == "NOUN" and parse.head[i] < i
    return behind and not parse.dependents(i, "neg")


def is_said_by_copula(parse, i):
    head = parse.head[i]
    if parse.upos[i] not in NOUNS or parse.lemma[head] not in word_set("copula"):
        return False
    return is_asserted(parse, head, i)


# what somebody is called


def ascriptions(parse):
    """Yield the Labellings of what somebody is said to call somebody."""
    patterns = characterising_verbs()
    for verb, lemma in enumerate(parse.lemma):
        if lemma not in patterns or parse.upos[verb] != "VERB":
            continue
        labels = as_labels(parse, verb)
        if not labels and patterns[lemma] == "name":
            labels = object_labels(parse, verb)
        if not labels:
            continue
        turned = passive(parse, verb)
        if turned:
            called = subjects(parse, verb)
            callers = agents(parse, verb)
        else:
            called = objects(parse, verb) + referred_to(parse, verb)
            callers = subjects(parse, verb)
        for label in labels:
            said_by = callers or (agents_of_label(parse, label) if turned else [])
            yield Labelling([i for i in called if i != label], label, said_by)


def agents_of_label(parse, label):
    """Return the nouns behind the "by" that the parser hangs on a label as often as on its verb:
    "labelled extremists by the police"."""
    by = [c for c in parse.children[label] if parse.lower[c] == "by"]
    return [i for c in by for i in parse.phrase_objects(c)]


def as_labels(parse, verb):
    """Return the noun behind the "as" of a verb: of its own, or of the next one where the parse
    lost it."""
    own = [c for c in parse.children[verb] if parse.lower[c] == "as" and c > verb]
    preposition = own[0] if own else next_as(parse, verb)
    if preposition is None:
        return []
    nouns = [i for i in parse.phrase_objects(preposition) if parse.upos[i] in NOUNS]
    return nouns or next_noun(parse, preposition + 1)


def next_as(parse, verb):
    """Return the next "as" behind a verb, in its sentence and before any other verb, or None."""
    for i in range(verb + 1, min(verb + REACH, len(parse))):
        if parse.upos[i] == "VERB" or parse.sentence[i] != parse.sentence[verb]:
            return None
        if parse.lower[i] == "as":
            return i
    return None


def next_noun(parse, first):
    """Return the noun that ends the noun phrase which begins at a token, if one does."""
    for i in range(first, min(first + REACH, len(parse))):
        if parse.upos[i] in NOUNS and not goes_on(parse, i):
            return [i] if parse.sentence[i] == parse.sentence[first] else []
        if parse.upos[i] not in IN_NOUN_PHRASE:
            return []
    return []


def goes_on(parse, i):
    """Return whether a noun is followed by another, or by a possessive."""
    return i + 1 < len(parse) and parse.upos[i + 1] in (*NOUNS, "PART")


def object_labels(parse, verb):
    """Return the noun by which a verb of naming calls its object: "called the regime a gang", "were
    labelled extremists"."""
    nouns = [c for c in parse.dependents(verb, *NAMED) if parse.upos[c] in NOUNS]
    if not nouns and (parse.dep[verb] == "relcl" or len(objects(parse, verb)) > 1):
        nouns = [c for c in parse.dependents(verb, "dobj") if parse.upos[c] in NOUNS]
    return parse.conjuncts(nouns[-1]) if nouns else []


def referred_to(parse, verb):
    """Return about whom "refer to" and "look on" are."""
    if parse.lemma[verb] not in ("refer", "look"):
        return []
    prepositions = parse.dependents(verb, "prep")
    toward = [c for c in prepositions if parse.lower[c] in ("to", "on", "upon", "at")]
    return [i for c in toward for i in parse.phrase_objects(c)]
