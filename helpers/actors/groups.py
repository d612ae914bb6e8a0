"""Takes the named mentions of an article, gives groups and persons without one: "rights groups",
"the finance minister"."""

import re

from helpers.actors.names import name_text
from helpers.actors.references import (
    BLOCS,
    PASSING,
    Mention,
    owners,
    role_lemma,
    role_nouns,
    role_words,
    whose,
)
from helpers.base.wordlists import role_nouns_that_are, roles, word_set
from helpers.tagging import SUBJECTS, left_edge, root

ALONE = "one person without a name"  # a rule
OPENING = {"the", "a", "an", "this", "that", "another", "one", "no", "each", "every"}
DEFINITE = {"the", "this", "that", "these", "those"}


def group_mentions(t, known):
    """Return the noun phrases that name a group without a proper name, one actor for each owner and
    head noun.

    Fighters or members "of", "with" or "from" an organisation are taken for it.
    """
    owner = owners(t, [m for m in known if m.form in ("name", "demonym", "metonym")])
    taken = {i for m in known for i in (m.last - 1, root(t, m.first, m.last))}
    groups = {}
    found = []
    for i in role_nouns(t, taken, {"person", "group", "organisation", "place"}):
        lemma = role_lemma(t, i)
        state = whose(t, i, owner)
        kind = roles().get(lemma, "group")
        plural = t["tag"][i] in ("NNS", "NNPS") or lemma != t["lemma"][i].lower()
        body = member_of(t, i, owner)
        if body:
            found.append(
                Mention(
                    left_edge(t, i),
                    i + 1,
                    body,
                    "noun",
                    "members of the organisation",
                    "organisation",
                )
            )
        elif is_group(t, i, kind, plural, state, owner):
            mods = [
                c
                for c in t["children"][i]
                if t["dep"][c] == "compound" and c < i and c not in owner
            ]
            bodies = [
                t["lemma"][c].lower()
                for c in mods
                if roles().get(t["lemma"][c].lower()) == "organisation"
            ]
            words = " ".join([t["lemma"][c].lower() for c in mods] + [lemma])
            groups.setdefault(
                (state, "bloc" if is_bloc(state, lemma) else (bodies or [words])[0]), []
            ).append((i, mods))
    hired = role_nouns_that_are("hired")
    forces = {
        m.actor
        for m in known + found
        if m.type == "organisation" and t["lemma"][m.last - 1].lower() in hired
    }
    for (actor, type), phrase, rule in merge_groups(t, groups, owner, forces):
        found += [Mention(left_edge(t, i), i + 1, actor, "noun", rule, type) for i, _ in phrase]
    return found


def nameless_mentions(t, known):
    """Return the phrases that name one person without a name: "a man", "the finance minister", "her
    husband".

    Those of the same words, or the same role of the same state, are one person and bear the first
    one's words. A noun without article is one only as a subject, as in headlines."""
    owner = owners(t, [m for m in known if m.form in ("name", "demonym", "metonym")])
    taken = {i for m in known for i in (m.last - 1, root(t, m.first, m.last))}
    found = []
    names = {}
    for i in role_nouns(t, taken, {"person", "group"}):
        first = left_edge(t, i)
        opened = t["text"][first].lower() in OPENING or any(
            t["dep"][c] == "poss" for c in t["children"][i]
        )
        heads = t["dep"][i] in SUBJECTS or any(
            t["dep"][c] == "acl" and t["dep"][i] == "root" for c in t["children"][i]
        )
        several = t["lemma"][i].lower() in word_set("collective")
        if t["tag"][i] == "NN" and (opened or heads) and not several and not is_apart(t, i):
            name = person_name(t, first, i)
            state = whose(t, i, owner)
            key = (state, role_words(t, i, owner)) if state else name.lower()
            found.append(
                Mention(first, i + 1, names.setdefault(key, name), "noun", ALONE, "person")
            )
    return found


def person_name(t, first, i):
    """Return the words of a phrase without what does not tell who is meant: "the former prime
    minister"."""
    while first < i and (
        t["upos"][first] in ("DET", "ADV", "PRON", "NUM")
        or t["text"][first].lower() in PASSING | OPENING
    ):
        if t["text"][first].lower() == "another":
            break
        first += 1
    return re.sub(r"^\w*-year-old |^-", "", name_text(t, first, i + 1))


def is_apart(t, i):
    """Whether a noun is no person here: said of somebody ("is a doctor", "as a doctor"), or beside
    a name."""
    return t["dep"][i] in ("attr", "appos", "oprd") or (
        t["dep"][i] == "pobj" and t["text"][t["head"][i]].lower() in ("as", "like")
    )


def member_of(t, i, owner):
    """Return the organisation that a noun names: "paramilitaries with the Wagner Group", "the
    Islamic State group"."""
    if t["lemma"][i].lower() in role_nouns_that_are("body"):
        for child in t["children"][i]:
            if t["dep"][child] == "compound" and owner.get(child, ("", ""))[1] == "organisation":
                return owner[child][0]
    if t["lemma"][i].lower() in role_nouns_that_are("member"):
        for child in t["children"][i]:
            if (
                t["dep"][child] == "prep"
                and t["text"][child].lower() in ("of", "with", "from")
                and child == i + 1
            ):
                for inner in t["children"][child]:
                    if owner.get(inner, ("", ""))[1] == "organisation":
                        return owner[inner][0]
    return ""


def is_group(t, i, kind, plural, state, owner):
    """Whether a noun that heads no known mention names a group: people in the plural, bodies, a
    bloc's countries."""
    if kind == "place":
        return is_bloc(state, t["lemma"][i].lower())
    if kind == "organisation":
        holders = [c for c in t["children"][i] if t["dep"][c] == "poss" and c not in owner]
        if not state and any(
            t["upos"][c] != "PRON" and roles().get(t["lemma"][c].lower()) != "person"
            for c in holders
        ):
            return (
                False  # "the rifle association's opposition": no body; but "the strongman's junta"
            )
        return (
            bool(state or holders)
            or plural
            or t["text"][left_edge(t, i)].lower() in ("the", "a", "an")
        )
    if t["lemma"][i].lower() in role_nouns_that_are("anybody") and not state:
        counted = any(t["upos"][c] == "NUM" for c in t["children"][i])
        definite = (
            t["text"][left_edge(t, i)].lower() in DEFINITE and t["lemma"][i].lower() != "people"
        )
        whose_own = any(t["dep"][c] == "poss" for c in t["children"][i])
        return plural and (
            counted or definite or whose_own
        )  # "three men", "the women", "its members"
    return plural or (
        kind == "group"
        and t["text"][left_edge(t, i)].lower() not in ("a", "an", "one", "another", "each", "every")
    )


def is_bloc(state, lemma):
    return state.lower() in BLOCS and lemma in role_nouns_that_are("bloc")


def group_type(t, i):
    organised = any(
        roles().get(t["lemma"][c].lower()) == "organisation"
        for c in (i, *t["children"][i])
        if c <= i
    )
    return "organisation" if organised else "group"


def merge_groups(t, groups, owner, forces):
    """Yield (actor and type, its phrases, rule): "the junta" joins the only junta, "Mali's leaders"
    Mali's junta.

    "The mercenaries" are the one organisation whose fighters were called so.
    """
    for (state, head), phrases in groups.items():
        alike = [key for key in groups if key[1] == head and key[0]]
        ruling = [key for key in groups if key[0] == state and key[1] == "junta"]
        known = [
            phrase for phrase in phrases if t["text"][left_edge(t, phrase[0])].lower() in DEFINITE
        ]
        if not state and head in role_nouns_that_are("hired") and len(forces) == 1:
            yield (next(iter(forces)), "organisation"), known, "the only force so called"
        elif not state and len(alike) == 1:
            yield group_actor(t, groups[alike[0]], owner), known, "the only one of its kind"
        elif state and head in role_nouns_that_are("ruler") and ruling:
            yield group_actor(t, groups[ruling[0]], owner), phrases, "rulers of the same state"
            continue
        else:
            known = []
        rest = [phrase for phrase in phrases if phrase not in known]
        if rest:
            yield (
                group_actor(t, rest, owner),
                rest,
                "same group of the same owner" if state else "same noun",
            )


def group_actor(t, phrases, owner):
    """Return a group's name, from its owner or compound to its head noun in the first phrase, and
    its type."""
    i, mods = phrases[0]
    first = min(
        [
            i,
            *(
                c
                for c in t["children"][i]
                if c < i and (c in mods or c in owner or is_bloc_word(t, c))
            ),
        ]
    )
    while first and (
        t["start"][first] == t["end"][first - 1]
        or (first in owner and owner.get(first - 1) == owner[first])
    ):
        first -= 1  # the whole of "working-class" and of "Islamic State"
    return re.sub("""["“”]|^['‘]""", "", name_text(t, first, i + 1)), group_type(t, i)


def is_bloc_word(t, i):
    return t["text"][i].lower() in BLOCS
