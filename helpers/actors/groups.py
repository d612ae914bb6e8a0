"""Finds groups and persons without a name of their own: "rights groups", "the finance minister"."""

import re

from helpers.actors.references import (
    Mention,
    by_name,
    owners,
    role_lemma,
    role_nouns,
    role_words,
    whose,
)
from helpers.base.wordlists import role_nouns_that_are, roles, word_set
from helpers.tagging import SUBJECTS

ALONE = "one person without a name"  # a rule
DEFINITE = ("the", "this", "that", "these", "those")
ONE_OF_MANY = ("a", "an", "one", "another", "each", "every")


def heads_of_mentions(parse, mentions):
    """Return the tokens that head mentions, and those that end them."""
    return {i for m in mentions for i in (m.last - 1, parse.head_of(m))}


def opener(parse, i):
    """Return the first word of the noun phrase that ends at a token, in lower case."""
    return parse.lower[parse.left_edge(i)]


def is_owned(parse, i):
    return bool(parse.dependents(i, "poss"))


# groups


def group_mentions(parse, known):
    """Return the noun phrases that name a group without a proper name, one actor for each owner and
    head noun.

    Fighters or members "of", "with" or "from" an organisation are taken for it."""
    owner = owners(by_name(known))
    taken = heads_of_mentions(parse, known)
    groups = {}  # (state, head noun) → its phrases, each its noun and the compounds before it
    members = []
    for i in role_nouns(parse, taken, {"person", "group", "organisation", "place"}):
        body = member_of(parse, i, owner)
        state = whose(parse, i, owner)
        if body:
            rule = "members of the organisation"
            members.append(noun_mention(parse, i, body, rule, "organisation"))
        elif is_group(parse, i, state, owner):
            compounds = [c for c in parse.dependents(i, "compound") if c < i and c not in owner]
            head = group_head(parse, i, compounds, state)
            groups.setdefault((state, head), []).append((i, compounds))
    hired = role_nouns_that_are("hired")
    organisations = [m for m in known + members if m.type == "organisation"]
    forces = {m.actor for m in organisations if parse.lemma[m.last - 1] in hired}
    merged = merge_groups(parse, groups, owner, forces)
    return members + [
        noun_mention(parse, i, actor, rule, type)
        for (actor, type), phrases, rule in merged
        for i, _ in phrases
    ]


def noun_mention(parse, i, actor, rule, type):
    return Mention(parse.left_edge(i), i + 1, actor, "noun", rule, type)


def group_head(parse, i, compounds, state):
    """Return the words that tell a group from another of the same owner: its body ("junta"), or
    its noun with what is compounded with it."""
    lemma = role_lemma(parse, i)
    if is_bloc(state, lemma):
        return "bloc"
    words = [parse.lemma[c] for c in compounds]
    bodies = [word for word in words if roles().get(word) == "organisation"]
    return bodies[0] if bodies else " ".join([*words, lemma])


def member_of(parse, i, owner):
    """Return the organisation that a noun names: "paramilitaries with the Wagner Group", "the
    Islamic State group"; empty if there is none."""
    tokens = []
    if parse.lemma[i] in role_nouns_that_are("body"):
        tokens += parse.dependents(i, "compound")
    if parse.lemma[i] in role_nouns_that_are("member"):
        for prep in parse.dependents(i, "prep"):
            if prep == i + 1 and parse.lower[prep] in ("of", "with", "from"):
                tokens += parse.children[prep]
    actors = (owner[c][0] for c in tokens if owner.get(c, ("", ""))[1] == "organisation")
    return next(actors, "")


def is_group(parse, i, state, owner):
    """Return whether a noun that heads no known mention names a group: people in the plural,
    bodies, a bloc's countries."""
    lemma = role_lemma(parse, i)
    kind = roles().get(lemma, "group")
    plural = parse.tag[i] in ("NNS", "NNPS") or lemma != parse.lemma[i]
    if kind == "place":
        return is_bloc(state, parse.lemma[i])
    if kind == "organisation":
        return is_organisation(parse, i, plural, state, owner)
    if parse.lemma[i] in role_nouns_that_are("anybody") and not state:
        return plural and is_told_which(parse, i)
    return plural or (kind == "group" and opener(parse, i) not in ONE_OF_MANY)


def is_organisation(parse, i, plural, state, owner):
    """Return whether a noun for a body is one here: "the strongman's junta", but not "the rifle
    association's opposition"."""
    holders = [c for c in parse.dependents(i, "poss") if c not in owner]
    if not state and any(parse.upos[c] != "PRON" and not is_person(parse, c) for c in holders):
        return False
    return bool(state or holders) or plural or opener(parse, i) in ("the", "a", "an")


def is_person(parse, i):
    return roles().get(parse.lemma[i]) == "person"


def is_told_which(parse, i):
    """Return whether it is said which people are meant: "three men", "the women", "its members"."""
    counted = any(parse.upos[c] == "NUM" for c in parse.children[i])
    definite = opener(parse, i) in DEFINITE and parse.lemma[i] != "people"
    return counted or definite or is_owned(parse, i)


def is_bloc(state, lemma):
    return state.lower() in word_set("bloc") and lemma in role_nouns_that_are("bloc")


def merge_groups(parse, groups, owner, forces):
    """Yield (actor and type, its phrases, rule): "the junta" joins the only junta, "Mali's leaders"
    Mali's junta.

    "The mercenaries" are the one organisation whose fighters were called so."""
    for (state, head), phrases in groups.items():
        ruling = groups.get((state, "junta"))
        if state and ruling and head in role_nouns_that_are("ruler"):
            yield group_actor(parse, ruling, owner), phrases, "rulers of the same state"
            continue
        same_head = [group for (other, noun), group in groups.items() if noun == head and other]
        definite = [phrase for phrase in phrases if opener(parse, phrase[0]) in DEFINITE]
        others = [phrase for phrase in phrases if phrase not in definite]
        if not state and head in role_nouns_that_are("hired") and len(forces) == 1:
            yield (next(iter(forces)), "organisation"), definite, "the only force so called"
        elif not state and len(same_head) == 1:
            yield group_actor(parse, same_head[0], owner), definite, "the only one of its kind"
        else:
            others = phrases
        if others:
            rule = "same group of the same owner" if state else "same noun"
            yield group_actor(parse, others, owner), others, rule


def group_actor(parse, phrases, owner):
    """Return a group's name, from its owner or compound to its head noun in the first phrase, and
    its type."""
    i, compounds = phrases[0]
    first = i
    for c in parse.children[i]:
        if c in compounds or c in owner or parse.lower[c] in word_set("bloc"):
            first = min(first, c)
    while first and is_one_with_before(parse, first, owner):
        first -= 1
    name = re.sub("""["“”]|^['‘]""", "", parse.text(first, i + 1))
    return name, group_type(parse, i)


def is_one_with_before(parse, i, owner):
    """Return whether a token and the one before it are one word or name: "working-class", "Islamic
    State"."""
    touching = parse.start[i] == parse.end[i - 1]
    return touching or (i in owner and owner.get(i - 1) == owner[i])


def group_type(parse, i):
    words = [parse.lemma[c] for c in (i, *parse.children[i]) if c <= i]
    return "organisation" if "organisation" in map(roles().get, words) else "group"


# one person


def nameless_mentions(parse, known):
    """Return the phrases that name one person without a name: "a man", "the finance minister", "her
    husband".

    Those of the same words, or the same role of the same state, are one person and bear the first
    one's words. A noun without article is one only as a subject, as in headlines."""
    owner = owners(by_name(known))
    taken = heads_of_mentions(parse, known)
    names = {}
    mentions = []
    for i in role_nouns(parse, taken, {"person", "group"}):
        if is_one_person(parse, i):
            name = person_name(parse, i)
            state = whose(parse, i, owner)
            key = (state, role_words(parse, i, owner)) if state else name.lower()
            actor = names.setdefault(key, name)
            mentions.append(noun_mention(parse, i, actor, ALONE, "person"))
    return mentions


def is_one_person(parse, i):
    """Return whether a role noun is one person, and not what somebody is said to be."""
    if parse.tag[i] != "NN" or parse.lemma[i] in word_set("collective") or is_apart(parse, i):
        return False
    opened = opener(parse, i) in word_set("phrase opener") or is_owned(parse, i)
    headline = parse.dep[i] == "root" and bool(parse.dependents(i, "acl"))
    return opened or headline or parse.dep[i] in SUBJECTS


def is_apart(parse, i):
    """Return whether a noun is not a person here: said of somebody ("is a doctor", "as a doctor"),
    or beside a name."""
    if parse.dep[i] in ("attr", "appos", "oprd"):
        return True
    return parse.dep[i] == "pobj" and parse.lower[parse.head[i]] in ("as", "like")


def person_name(parse, i):
    """Return the words of a phrase without what does not tell who is meant: "prime minister" of
    "the former prime minister"."""
    first = parse.left_edge(i)
    while first < i and parse.lower[first] != "another" and says_nothing(parse, first):
        first += 1
    return re.sub(r"^\w*-year-old |^-", "", parse.text(first, i + 1))


def says_nothing(parse, i):
    if parse.upos[i] in ("DET", "ADV", "PRON", "NUM"):
        return True
    word = parse.lower[i]
    return word in word_set("passing") or word in word_set("phrase opener")
