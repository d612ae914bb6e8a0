"""Takes the parse as lists, gives the clauses: a verb's subjects, objects and agents, also where
they are understood.

What a sentence leaves to be understood is found as a reader finds it: through "and", relative
pronouns, infinitives and participles. `t` is what `parse.token_lists` returns."""

from helpers.base.wordlists import (
    characterising_verbs,
    control_verbs,
    participles,
    plain_verbs,
    word_set,
)
from helpers.tagging.parse import NOMINAL, SUBJECTS, conjuncts, phrase_objects

AUXILIARY = ("aux", "auxpass")
OBJECTS = ("dobj", "dative")
RELATIVE = {"who", "whom", "which", "that"}
HAVE = {"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"}
FROM_OBJECT = {"of", "from", "into", "for"}  # "accused them of lying", "stopped them from leaving"
STATIVE = {
    "age",
    "base",
    "entitle",
    "headquarter",
    "involve",
    "locate",
    "situate",
    "suppose",
}  # "is based in": no deed
NEGATIONS = {"if", "neither", "never", "no", "nobody", "none", "nor", "not", "unless", "whether"}
GIVING = {
    "give",
    "award",
    "offer",
    "deny",
    "grant",
}  # whose participle may have an object: "given a choice"
DEEPEST = 12


def verbs(t):
    """Return the tokens that are verbs of their own: no auxiliaries, no "be", none of plain saying
    and thinking."""
    plain = plain_verbs()
    return [
        i
        for i, upos in enumerate(t["upos"])
        if (
            upos == "VERB"
            or (upos == "AUX" and t["lemma"][i] in ("have", "do"))
            or is_done_to(t, i)
        )
        and t["dep"][i] not in AUXILIARY
        and t["lemma"][i] not in plain
        and not is_modal(t, i)
        and not (t["lemma"][i] in STATIVE and passive(t, i))
    ]


def is_done_to(t, i):
    """Whether an adjective before a noun says what was done to whom it names: "the ousted
    president"."""
    return t["dep"][i] == "amod" and t["upos"][i] == "ADJ" and t["text"][i] in participles()


def is_modal(t, verb):
    """Whether "have" owns nothing: "has to leave", "have yet to decide", "She had, she said"."""
    deps = {t["dep"][c] for c in t["children"][verb]}
    return (
        t["lemma"][verb] == "have"
        and ("xcomp" in deps or not deps & {"dobj", "ccomp"})
        and t["dep"][verb] != "relcl"
    )


def passive(t, verb):
    """Whether a verb is passive: it has "was" or "got" before it, or is a past participle without
    "have", subject or object.

    With "by" behind it, it is a participle whatever the parser says ("the runner, dropped by her
    sponsor, …")."""
    deps = {t["dep"][c] for c in t["children"][verb]}
    if deps & {"auxpass", "nsubjpass"} or is_done_to(t, verb):
        return True
    perfect = any(t["text"][c] in HAVE for c in t["children"][verb] if t["dep"][c] == "aux")
    if perfect or t["tag"][verb] not in ("VBN", "VBD") or is_naming(t, verb):
        return False
    if "dobj" in deps and t["lemma"][verb] not in GIVING:
        return False
    if "agent" in deps:
        return True
    if t["tag"][verb] == "VBD" and not (t["dep"][verb] == "conj" and "dobj" in deps):
        return False
    if t["dep"][verb] == "conj" and t["upos"][t["head"][verb]] == "VERB":
        return "nsubj" not in deps and passive(t, t["head"][verb])
    return (
        t["dep"][verb] in ("acl", "advcl", "amod", "xcomp", "pcomp", "oprd") and "nsubj" not in deps
    )


def is_naming(t, verb):
    """Whether a verb has somebody and what it calls them behind it: "called Ann Lee a liar",
    whatever the parser says."""
    behind = [
        c for c in t["children"][verb] if c > verb and t["dep"][c] in ("oprd", "dobj", "attr")
    ]
    return len(behind) > 1 and characterising_verbs().get(t["lemma"][verb]) == "name"


def agents(t, verb):
    """Return the tokens behind the "by" of a passive; not the means ("by email")."""
    by = [i for c in t["children"][verb] if t["dep"][c] == "agent" for i in phrase_objects(t, c)]
    by = [i for i in by if t["lemma"][i] not in word_set("means") or t["children"][i]]
    if verb > 1 and t["text"][verb - 1] == "-" and t["start"][verb] == t["end"][verb - 2] + 1:
        by.append(verb - 2)  # "the US-led coalition"
    shared = sharing(t, verb) if not by else None
    return agents(t, shared) if shared and passive(t, shared) else by


def sharing(t, verb):
    """Return the verb joined to a bare one by "and", which has what both govern: "kidnapped and
    shot a mayor"."""
    behind = [c for c in t["children"][verb] if c > verb and t["dep"][c] not in ("cc", "punct")]
    joined = (
        behind[:1]
        if len(behind) == 1 and t["dep"][behind[0]] == "conj" and t["upos"][behind[0]] == "VERB"
        else []
    )
    own = {t["dep"][c] for c in t["children"][joined[0]]} if joined else set()
    return joined[0] if joined and not own & {"nsubj", "nsubjpass", "aux", "auxpass"} else None


def objects(t, verb):
    """Return the tokens that are a verb's direct or indirect object, also through a relative
    pronoun or without one."""
    found = []
    for c in t["children"][verb]:
        if t["dep"][c] in OBJECTS:
            found += antecedents(t, c, verb)
        elif t["dep"][c] == "ccomp" and controls(t, verb) == "object" and is_bare(t, c):
            found += [
                i for s in t["children"][c] if t["dep"][s] == "nsubj" for i in conjuncts(t, s)
            ]
    if not found and is_naming(t, verb):
        found = conjuncts(
            t, next(c for c in t["children"][verb] if c > verb and t["dep"][c] in ("oprd", "attr"))
        )
    if not found and t["dep"][verb] == "relcl" and has_unspoken_object(t, verb):
        found = conjuncts(t, t["head"][verb])
    shared = sharing(t, verb) if not found and not passive(t, verb) else None
    return objects(t, shared) if shared else found


def subjects(t, verb, depth=0):
    """Return the tokens that are a verb's subject, expressed or understood."""
    if depth > DEEPEST:
        return []
    own = [c for c in t["children"][verb] if t["dep"][c] in SUBJECTS]
    if own:
        return [i for c in own for i in antecedents(t, c, verb)]
    dep = t["dep"][verb]
    head = t["head"][verb]
    if any(t["dep"][c] in ("csubj", "expl") for c in t["children"][verb]):
        return []
    if head == verb:
        return lost_subjects(t, verb)
    if dep == "conj":
        return subjects(t, head, depth + 1)
    if dep in ("amod", "acl", "relcl") and t["upos"][head] in NOMINAL:
        return noun_subjects(t, verb, head, depth)
    if dep == "pcomp" or (dep == "pobj" and t["tag"][verb] == "VBG"):
        return preposition_subjects(t, head, depth)
    if dep in ("xcomp", "ccomp", "advcl", "oprd") and t["tag"][verb] in ("VB", "VBG", "VBN"):
        return governed_subjects(t, verb, head, depth)
    return []


def lost_subjects(t, verb):
    """Return the subject of a main verb from which the parser cut it off: in a headline ("US to
    lift curbs"), or by taking a participle for the verb ("the runner, dropped by her sponsor, will
    appeal")."""
    before = [c for c in t["children"][verb] if c < verb]
    if any(t["tag"][c] == "TO" for c in before):
        return [
            c for c in before if t["dep"][c] in ("dep", "npadvmod") and t["upos"][c] in NOMINAL
        ][:1]
    clauses = [c for c in before if t["dep"][c] == "ccomp" and passive(t, c)]
    return [
        i
        for c in clauses
        for s in t["children"][c]
        if t["dep"][s] == "nsubj"
        for i in conjuncts(t, s)
    ]


def governed_subjects(t, verb, head, depth):
    """Return the subject of an infinitive or participle that hangs on a verb or adjective: its
    object's or its subject's."""
    if t["upos"][head] == "ADJ" and t["head"][head] != head:
        return subjects(t, t["head"][head], depth + 1)
    if t["upos"][head] not in ("VERB", "AUX"):
        return []
    kind = controls(t, head)
    clause = t["dep"][verb] in ("xcomp", "ccomp") and kind != "subject"
    if (clause or (kind == "object" and t["tag"][verb] == "VB")) and not passive(t, head):
        held = objects(t, head) or called_on(t, head)
        if held or (
            clause
            and t["tag"][verb] == "VBN"
            and not any(t["dep"][c] == "auxpass" for c in t["children"][verb])
        ):
            return held  # "want it scrapped": nobody who is named scraps it
    return subjects(t, head, depth + 1)


def called_on(t, verb):
    """Return whom an appeal is made to: "called on the junta to leave"; not whatever else stands
    behind a preposition."""
    if controls(t, verb) != "appeal":
        return []
    near = [
        c
        for c in t["children"][verb]
        if t["dep"][c] == "prep" and t["text"][c] in ("on", "upon", "to", "with")
    ]
    return [i for c in near for i in phrase_objects(t, c)]


def noun_subjects(t, verb, noun, depth):
    """Return the subject of a verb that describes a noun: that noun, of a participle ("the force
    led by"); of an infinitive the one whose doing the noun names ("Chad's bid to", "efforts by the
    UN to", "made a bid to")."""
    infinitive = any(t["tag"][c] == "TO" for c in t["children"][verb])
    if is_done_to(t, verb) or (t["tag"][verb] in ("VBN", "VBG") and not infinitive):
        return [noun] if t["dep"][verb] != "amod" or t["tag"][verb] != "VBG" else []
    return holders(t, noun, depth) if t["dep"][verb] == "acl" else []


def holders(t, noun, depth):
    """Return whose plan, bid or intention a noun is: its owner, "by …", or the subject of the verb
    whose object it is."""
    owners = [c for c in t["children"][noun] if t["dep"][c] == "poss"]
    behind = [
        c
        for c in t["children"][noun]
        if t["dep"][c] in ("prep", "agent") and t["text"][c] in ("by", "for", "of")
    ]
    owners += [i for c in behind for i in phrase_objects(t, c)]
    if owners:
        return owners
    above = t["head"][noun]
    if t["dep"][noun] in ("dobj", "attr") and t["upos"][above] in ("VERB", "AUX"):
        given = [
            i for c in t["children"][above] if t["dep"][c] == "dative" for i in conjuncts(t, c)
        ]
        return given or subjects(t, above, depth + 1)
    return []


def preposition_subjects(t, preposition, depth):
    """Return the subject of a participle behind a preposition: "after evicting", "accused them of
    lying"."""
    head = t["head"][preposition]
    held = t["text"][preposition] in FROM_OBJECT
    if t["upos"][head] in ("VERB", "AUX"):
        taken = (
            objects(t, head)
            if held and controls(t, head) == "deed" and not passive(t, head)
            else []
        )
        return taken or subjects(t, head, depth + 1)
    if held and t["dep"][head] in OBJECTS and controls(t, t["head"][head]) == "deed":
        return conjuncts(t, head)  # the parser hangs "of lying" on "them" as often as on "accused"
    owned = t["upos"][head] in NOMINAL and t["text"][preposition] in ("of", "to", "in", "at")
    return holders(t, head, depth) if owned else []


def is_asserted(t, verb, noun):
    """Whether a sentence says that somebody is something: not that they are not, may be, or whether
    they are."""
    around = [*t["children"][verb], *t["children"][noun]]
    if any(
        t["dep"][c] == "neg" or t["text"][c] in NEGATIONS or t["tag"][c] == "MD" for c in around
    ):
        return False
    subject = [
        i for c in t["children"][verb] if t["dep"][c] == "nsubj" for i in (c, *t["children"][c])
    ]
    if any(t["text"][i] in NEGATIONS for i in subject):
        return False
    above = t["head"][verb]
    governing = t["children"][above] if t["dep"][verb] == "ccomp" else ()
    doubted = any(t["text"][c] in NEGATIONS or t["dep"][c] == "neg" for c in governing)
    asked = any(
        t["dep"][c] == "nsubj" and c > verb for c in t["children"][verb]
    )  # "Was she a traitor?"
    return not doubted and not asked and t["lemma"][above] not in ("deny", "doubt")


def antecedents(t, i, verb):
    """Return what a subject or object stands for: itself and what is joined to it, or for "who" the
    noun before it."""
    if t["dep"][verb] == "relcl":
        whom = [
            k for c in t["children"][i] if t["text"][c] == "of" for k in phrase_objects(t, c)
        ]  # "most of whom"
        if any(t["text"][k] in RELATIVE and t["tag"][k] in ("WP", "WDT", "IN") for k in (i, *whom)):
            return [t["head"][verb]]
    return conjuncts(t, i)


def has_unspoken_object(t, verb):
    """Whether a relative clause without a pronoun is about its object: "the men France trained"."""
    kids = t["children"][verb]
    hanging = [c for c in kids if t["dep"][c] == "prep" and not t["children"][c]]
    if hanging or passive(t, verb) or t["lemma"][t["head"][verb]] in word_set("time or place"):
        return False
    filled = {"dobj", "ccomp", "xcomp", "acomp", "attr", "prt"}
    if any(
        t["text"][c] in RELATIVE or t["tag"][c].startswith("W") or t["dep"][c] in filled
        for c in kids
    ):
        return False
    return any(t["dep"][c] == "nsubj" for c in kids)


def is_bare(t, verb):
    """Whether a clause is an infinitive or participle: "help Mali improve", not "help that Mali
    improves"."""
    marked = any(t["dep"][c] == "mark" or t["tag"][c] == "MD" for c in t["children"][verb])
    return t["tag"][verb] not in ("VBD", "VBP", "VBZ", "MD") and not marked


def controls(t, verb):
    return control_verbs().get(t["lemma"][verb], "")
