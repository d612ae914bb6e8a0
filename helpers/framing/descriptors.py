"""Takes the reading of an article, gives how each actor is described: adjectives, appositives and
predicates."""

from helpers.base.wordlists import states, word_set
from helpers.tagging import is_asserted, subjects

DESCRIBING = {"amod", "conj", "acomp", "oprd", "appos", "attr"}


def find_descriptors(reading):
    """Return one case per word that describes an actor: the word (its lemma) and its kind.

    The kind is adjective ("the brutal mercenaries", "is grateful"), appositive ("Lee, a lawyer") or
    predicate ("is a lawyer"). Names in apposition are none, nor are numbers, nor states'
    adjectives, which are mentions of their own, nor the adjective of an office ("foreign
    minister")."""
    t = reading.parse
    cases = []
    known = states()
    titles = {m.head for m in reading.mentions if m.form == "title"}
    for i, dep in enumerate(parse.dep):
        if (
            dep not in DESCRIBING
            or parse.lemma[i] in word_set("no description")
            or parse.lower[i].title() in known
        ):
            continue
        if i and parse.start[i] == parse.end[i - 1]:
            continue  # the last word of "23-year-old"
        for called, kind in described(parse, i, dep):
            actors = reading.actors_at([c for c in called if not (dep == "amod" and c in titles)])
            cases += [
                reading.case(i, i + 1, actor, "descriptor", parse.lemma[i], kind) for actor in actors
            ]
    return cases


def described(parse, i, dep):
    """Yield (tokens, kind): whom a token describes, and how."""
    head = parse.head[i]
    upos = parse.upos[i]
    links = parse.lemma[head] in word_set("linking verb") and is_asserted(parse, head, i)
    if dep == "conj" and upos == "ADJ" and parse.upos[head] == "ADJ" and head != i:
        yield from described(parse, head, parse.dep[head])
    elif dep == "amod" and parse.tag[i] in ("JJ", "JJR", "JJS", "VBN", "VBG"):
        yield [head], "adjective"
    elif dep in ("acomp", "oprd") and upos == "ADJ" and links:
        yield subjects(parse, head), "adjective"
    elif dep == "oprd" and upos == "ADJ":
        yield [c for c in parse.children[head] if parse.dep[c] == "dobj"], "adjective"
    elif dep == "appos" and upos == "NOUN":
        yield [head], "appositive"
    elif dep == "attr" and upos == "NOUN" and links:
        yield subjects(parse, head), "predicate"
