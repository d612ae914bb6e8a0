"""Finds the subjects, objects and agents of verbs, also where they are understood.

What a sentence leaves to be understood is found as a reader finds it: through "and", relative
pronouns, infinitives and participles."""

from helpers.base.wordlists import (
    characterising_verbs,
    control_verbs,
    participles,
    plain_verbs,
    word_set,
)
from helpers.tagging.parse import NOMINAL, SUBJECTS, VERBAL, Parse

AUXILIARY = ("aux", "auxpass")
OBJECTS = ("dobj", "dative")
RELATIVE = ("who", "whom", "which", "that")
HAVE = ("have", "has", "had", "having", "'ve", "’ve", "'d", "’d")
OF_A_DEED = ("of", "from", "into", "for")  # "accused them of lying", "stopped them from leaving"
WITHOUT_SUBJECT = ("acl", "advcl", "amod", "xcomp", "pcomp", "oprd")  # relations of participles
DEEPEST = 12  # verbs from which a subject may be handed down


# which verbs


def verbs(parse: Parse) -> list[int]:
    """Return the tokens that are verbs of their own: not auxiliaries, not "be", and not verbs of
    plain saying and thinking."""
    return [i for i in range(len(parse)) if is_verb(parse, i)]


def is_verb(parse, i):
    lemma = parse.lemma[i]
    own = parse.upos[i] == "VERB" or (parse.upos[i] == "AUX" and lemma in ("have", "do"))
    if not own and not is_done_to(parse, i):
        return False
    if parse.dep[i] in AUXILIARY or lemma in plain_verbs() or is_modal(parse, i):
        return False
    return not (lemma in word_set("no deed") and passive(parse, i))


def is_done_to(parse, i):
    """Return whether an adjective before a noun says what was done to whom it names: "the ousted
    president"."""
    adjective = parse.dep[i] == "amod" and parse.upos[i] == "ADJ"
    return adjective and parse.lower[i] in participles()


def is_modal(parse, verb):
    """Return whether "have" does not mean to own: "has to leave", "have yet to decide", "She had,
    she said"."""
    if parse.lemma[verb] != "have" or parse.dep[verb] == "relcl":
        return False
    relations = parse.relations(verb)
    return "xcomp" in relations or not relations & {"dobj", "ccomp"}


def passive(parse: Parse, verb: int) -> bool:
    """Return whether a verb is passive: it has "was" or "got" before it, or is a past participle
    without "have", subject or object.

    With "by" behind it, it is a participle whatever the parser takes it for ("the runner, dropped
    by her sponsor, …")."""
    relations = parse.relations(verb)
    dep = parse.dep[verb]
    head = parse.head[verb]
    if relations & {"auxpass", "nsubjpass"} or is_done_to(parse, verb):
        return True
    if not is_participle(parse, verb) or is_naming(parse, verb):
        return False
    if "dobj" in relations and parse.lemma[verb] not in word_set("giving"):
        return False
    if "agent" in relations:
        return True
    if parse.tag[verb] == "VBD" and not (dep == "conj" and "dobj" in relations):
        return False
    if dep == "conj" and parse.upos[head] == "VERB":
        return "nsubj" not in relations and passive(parse, head)
    return dep in WITHOUT_SUBJECT and "nsubj" not in relations


def is_participle(parse, verb):
    """Return whether a verb may be a past participle without "have" before it."""
    if parse.tag[verb] not in ("VBN", "VBD"):
        return False
    return not any(parse.lower[c] in HAVE for c in parse.dependents(verb, "aux"))


def is_naming(parse, verb):
    """Return whether somebody and what it calls them stand behind a verb: "called Ann Lee a liar",
    whatever the parser takes them for."""
    if characterising_verbs().get(parse.lemma[verb]) != "name":
        return False
    return len([c for c in parse.dependents(verb, "oprd", "dobj", "attr") if c > verb]) > 1


def controls(parse, verb):
    return control_verbs().get(parse.lemma[verb], "")


def shared_verb(parse, verb):
    """Return the verb that is joined to a bare one by "and" and has what both govern: "kidnapped
    and shot a mayor"; None if there is none."""
    behind = [c for c in parse.children[verb] if c > verb and parse.dep[c] not in ("cc", "punct")]
    if len(behind) != 1:
        return None
    joined = behind[0]
    if parse.dep[joined] != "conj" or parse.upos[joined] != "VERB":
        return None
    if parse.dependents(joined, *SUBJECTS, *AUXILIARY):
        return None
    return joined


# agents and objects


def agents(parse: Parse, verb: int) -> list[int]:
    """Return the tokens behind the "by" of a passive; not the means ("by email")."""
    nouns = [i for c in parse.dependents(verb, "agent") for i in parse.phrase_objects(c)]
    means = word_set("means")
    doers = [i for i in nouns if parse.lemma[i] not in means or parse.children[i]]
    if is_led_by_compound(parse, verb):
        doers.append(verb - 2)
    if doers:
        return doers
    shared = shared_verb(parse, verb)
    return agents(parse, shared) if shared and passive(parse, shared) else []


def is_led_by_compound(parse, verb):
    """Return whether who did it stands before a participle and a hyphen: "the US-led coalition"."""
    hyphen = verb > 1 and parse.words[verb - 1] == "-"
    return hyphen and parse.start[verb] == parse.end[verb - 2] + 1


def objects(parse: Parse, verb: int) -> list[int]:
    """Return the tokens that are a verb's direct or indirect object, also through a relative
    pronoun or without one."""
    nouns = spoken_objects(parse, verb)
    if not nouns and is_naming(parse, verb):
        behind = [c for c in parse.dependents(verb, "oprd", "attr") if c > verb]
        nouns = parse.conjuncts(behind[0])
    if not nouns and parse.dep[verb] == "relcl" and has_unspoken_object(parse, verb):
        nouns = parse.conjuncts(parse.head[verb])
    if nouns or passive(parse, verb):
        return nouns
    shared = shared_verb(parse, verb)
    return objects(parse, shared) if shared else []


def spoken_objects(parse, verb):
    """Return a verb's objects that are in the sentence, and those who do what it governs: "help
    Mali improve"."""
    nouns = []
    for c in parse.children[verb]:
        if parse.dep[c] in OBJECTS:
            nouns += antecedents(parse, c, verb)
        elif parse.dep[c] == "ccomp" and controls(parse, verb) == "object" and is_bare(parse, c):
            nouns += [i for s in parse.dependents(c, "nsubj") for i in parse.conjuncts(s)]
    return nouns


def antecedents(parse, i, verb):
    """Return what a subject or object stands for: itself and what is joined to it, or for "who" the
    noun before it."""
    if parse.dep[verb] == "relcl":
        of = [c for c in parse.children[i] if parse.lower[c] == "of"]
        whom = [k for c in of for k in parse.phrase_objects(c)]  # "most of whom"
        if any(is_relative(parse, k) for k in (i, *whom)):
            return [parse.head[verb]]
    return parse.conjuncts(i)


def is_relative(parse, i):
    return parse.lower[i] in RELATIVE and parse.tag[i] in ("WP", "WDT", "IN")


def has_unspoken_object(parse, verb):
    """Return whether a relative clause without a pronoun is about its object: "the men France
    trained"."""
    children = parse.children[verb]
    hanging = any(not parse.children[c] for c in parse.dependents(verb, "prep"))
    about_time = parse.lemma[parse.head[verb]] in word_set("time or place")
    if hanging or about_time or passive(parse, verb):
        return False
    if parse.dependents(verb, "dobj", "ccomp", "xcomp", "acomp", "attr", "prt"):
        return False
    if any(parse.lower[c] in RELATIVE or parse.tag[c].startswith("W") for c in children):
        return False
    return bool(parse.dependents(verb, "nsubj"))


def is_bare(parse, verb):
    """Return whether a clause is an infinitive or participle: "help Mali improve", not "help that
    Mali improves"."""
    marked = any(parse.dep[c] == "mark" or parse.tag[c] == "MD" for c in parse.children[verb])
    return not marked and parse.tag[verb] not in ("VBD", "VBP", "VBZ", "MD")


# subjects


def subjects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """Return the tokens that are a verb's subject, expressed or understood."""
    if depth > DEEPEST:
        return []
    own = parse.dependents(verb, *SUBJECTS)
    if own:
        return [i for c in own for i in antecedents(parse, c, verb)]
    if parse.dependents(verb, "csubj", "expl"):
        return []
    return understood_subjects(parse, verb, depth)


def understood_subjects(parse, verb, depth):
    """Return the subject of a verb that has none of its own."""
    dep = parse.dep[verb]
    tag = parse.tag[verb]
    head = parse.head[verb]
    if head == verb:
        return cut_off_subjects(parse, verb)
    if dep == "conj":
        return subjects(parse, head, depth + 1)
    if dep in ("amod", "acl", "relcl") and parse.upos[head] in NOMINAL:
        return noun_subjects(parse, verb, head, depth)
    if dep == "pcomp" or (dep == "pobj" and tag == "VBG"):
        return preposition_subjects(parse, head, depth)
    if dep in ("xcomp", "ccomp", "advcl", "oprd") and tag in ("VB", "VBG", "VBN"):
        return governed_subjects(parse, verb, head, depth)
    return []


def cut_off_subjects(parse, verb):
    """Return the subject of a main verb from which the parser cut it off: in a headline ("US to
    lift curbs"), or by taking a participle for the verb ("the runner, dropped by her sponsor, will
    appeal")."""
    before = [c for c in parse.children[verb] if c < verb]
    if any(parse.tag[c] == "TO" for c in before):
        loose = [c for c in before if parse.dep[c] in ("dep", "npadvmod")]
        return [c for c in loose if parse.upos[c] in NOMINAL][:1]
    participles_before = [c for c in before if parse.dep[c] == "ccomp" and passive(parse, c)]
    cut_off = [s for c in participles_before for s in parse.dependents(c, "nsubj")]
    return [i for s in cut_off for i in parse.conjuncts(s)]


def governed_subjects(parse, verb, governor, depth):
    """Return the subject of an infinitive or participle that hangs on a verb or adjective: the
    object or the subject of its governor."""
    above = parse.head[governor]
    if parse.upos[governor] == "ADJ" and above != governor:
        return subjects(parse, above, depth + 1)
    if parse.upos[governor] not in VERBAL:
        return []
    control = controls(parse, governor)
    complement = parse.dep[verb] in ("xcomp", "ccomp") and control != "subject"
    purpose = control == "object" and parse.tag[verb] == "VB"
    if (complement or purpose) and not passive(parse, governor):
        controlled = objects(parse, governor) or called_on(parse, governor)
        participle = parse.tag[verb] == "VBN" and not parse.dependents(verb, "auxpass")
        if controlled or (complement and participle):
            return controlled  # "want it scrapped": nobody who is named scraps it
    return subjects(parse, governor, depth + 1)


def called_on(parse, verb):
    """Return whom an appeal is made to: "called on the junta to leave"; not whatever else stands
    behind a preposition."""
    if controls(parse, verb) != "appeal":
        return []
    prepositions = parse.dependents(verb, "prep")
    toward = [c for c in prepositions if parse.lower[c] in ("on", "upon", "to", "with")]
    return [i for c in toward for i in parse.phrase_objects(c)]


def noun_subjects(parse, verb, noun, depth):
    """Return the subject of a verb that describes a noun: that noun, of a participle ("the force
    led by"); of an infinitive the one whose doing the noun names ("Chad's bid to", "efforts by the
    UN to", "made a bid to")."""
    infinitive = any(parse.tag[c] == "TO" for c in parse.children[verb])
    participle = parse.tag[verb] in ("VBN", "VBG") and not infinitive
    if participle or is_done_to(parse, verb):
        descriptive = parse.dep[verb] == "amod" and parse.tag[verb] == "VBG"
        return [] if descriptive else [noun]
    return holders(parse, noun, depth) if parse.dep[verb] == "acl" else []


def holders(parse, noun, depth):
    """Return whose plan, bid or intention a noun is: its owner, "by …", or the subject of the verb
    whose object it is."""
    owners = parse.dependents(noun, "poss")
    prepositions = parse.dependents(noun, "prep", "agent")
    behind = [c for c in prepositions if parse.lower[c] in ("by", "for", "of")]
    owners += [i for c in behind for i in parse.phrase_objects(c)]
    if owners:
        return owners
    above = parse.head[noun]
    if parse.dep[noun] in ("dobj", "attr") and parse.upos[above] in VERBAL:
        receivers = [i for c in parse.dependents(above, "dative") for i in parse.conjuncts(c)]
        return receivers or subjects(parse, above, depth + 1)
    return []


def preposition_subjects(parse, preposition, depth):
    """Return the subject of a participle behind a preposition: "after evicting", "accused them of
    lying"."""
    head = parse.head[preposition]
    of_a_deed = parse.lower[preposition] in OF_A_DEED
    if parse.upos[head] in VERBAL:
        accusing = of_a_deed and controls(parse, head) == "deed" and not passive(parse, head)
        accused = objects(parse, head) if accusing else []
        return accused or subjects(parse, head, depth + 1)
    if of_a_deed and parse.dep[head] in OBJECTS and controls(parse, parse.head[head]) == "deed":
        return parse.conjuncts(head)  # "of lying" hangs on "them" as often as on "accused"
    owned = parse.upos[head] in NOMINAL and parse.lower[preposition] in ("of", "to", "in", "at")
    return holders(parse, head, depth) if owned else []


# assertion


def is_asserted(parse: Parse, verb: int, noun: int) -> bool:
    """Return whether a sentence says that somebody is something: not that they are not, may be, or
    whether they are."""
    around = [*parse.children[verb], *parse.children[noun]]
    if any(is_negation(parse, c) or parse.tag[c] == "MD" for c in around):
        return False
    own = parse.dependents(verb, "nsubj")
    with_children = [i for c in own for i in (c, *parse.children[c])]
    if any(parse.lower[i] in word_set("negation") for i in with_children):
        return False
    if any(c > verb for c in own):  # "Was she a traitor?"
        return False
    above = parse.head[verb]
    if parse.dep[verb] == "ccomp" and any(is_negation(parse, c) for c in parse.children[above]):
        return False
    return parse.lemma[above] not in ("deny", "doubt")


def is_negation(parse, i):
    return parse.dep[i] == "neg" or parse.lower[i] in word_set("negation")
