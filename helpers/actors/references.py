"""Finds who is named again by title, by role or as "the company"."""

from bisect import bisect_left
from dataclasses import dataclass

from helpers.actors.nobody import is_nobody
from helpers.actors.tagged import tokens_of
from helpers.base.wordlists import (
    company_endings,
    evaluative_labels,
    name_heads,
    role_nouns_that_are,
    roles,
    singular,
    title_roles,
    titles,
    word_set,
)
from helpers.tagging import SUBJECTS

LOOK_BACK = 3  # sentences in which "the company" has its name
NOUNS = ("NOUN", "PROPN")
FITS = {  # kind of role → types of the actors that may bear it
    "person": {"person"},
    "organisation": {"organisation"},
    "group": {"organisation"},
    "place": {"state", "place"},
}


@dataclass(frozen=True)
class Mention:
    """A mention of an actor: its first token and the one behind its last, the actor, how the
    mention names it, the rule that joined it, and the actor's type."""

    first: int
    last: int
    actor: str
    form: str
    rule: str
    type: str


def by_name(mentions):
    """Return the mentions that name their actor: by name, demonym or metonym."""
    return [m for m in mentions if m.form in ("name", "demonym", "metonym")]


def owners(mentions):
    """Return token → (actor, type) for every token of some mentions."""
    return {i: (m.actor, m.type) for m in mentions for i in range(m.first, m.last)}


# titles before a name


def title_mentions(parse, named):
    """Return what stands before a name and says who it is: "Russia's foreign minister", "Colonel
    Assimi Goita"."""
    titled = []
    for name in named:
        span = title_span(parse, name) if name.form == "name" else None
        if span:
            first, last = span
            rule = "title before the name"
            titled.append(Mention(first, last, name.actor, "title", rule, name.type))
    return titled


def title_span(parse, name):
    """Return (first token, token behind the last) of the title before a name, or None: it holds the
    name if it is a word like Colonel."""
    before = name.first - 1
    if before < 0 or parse.sentence[before] != parse.sentence[name.first]:
        return None
    if parse.upos[before] not in NOUNS:
        return None
    top = parse.head_of(name)
    if parse.descends(before, top):
        first = parse.left_edge(name.first)
    elif parse.head[top] == before and parse.dep[top] == "appos":
        first = parse.left_edge(before)
    else:
        return None
    if first == name.first:
        return None
    if parse.lower[before] in titles() and name.type == "person" and first == before:
        return first, name.last
    is_role = parse.upos[before] == "NOUN" or parse.lemma[before] in roles()
    return (first, name.first) if is_role else None


# role nouns


def whose(parse, i, owner):
    """Return the state, or the bloc, that a noun is said to belong to; empty if none. `owner` is
    what `owners` returns."""
    for child in parse.modifiers(i):
        actor, type = owner.get(child, ("", ""))
        if type == "state":
            return actor
        if parse.lower[child] in word_set("bloc"):
            return parse.words[child]
        inner = whose(parse, child, owner) if parse.dep[child] in ("compound", "nmod") else ""
        if inner:
            return inner
    return ""


def role_nouns(parse, taken, kinds):
    """Return the tokens that head a noun phrase with a role noun of these kinds and belong to no
    mention yet."""
    return [i for i in range(len(parse)) if i not in taken and is_role(parse, i, kinds)]


def is_role(parse, i, kinds):
    if parse.upos[i] not in NOUNS or parse.dep[i] in ("compound", "nmod") or is_nobody(parse, i):
        return False
    return roles().get(role_lemma(parse, i)) in kinds or (
        "group" in kinds and is_somebody(parse, i)
    )


def role_lemma(parse, i):
    """Return a noun's lemma, also where a plural that opens a sentence was taken for a name."""
    lemma = parse.lemma[i]
    opens = i == 0 or parse.sentence[i - 1] != parse.sentence[i]
    unknown = opens and parse.upos[i] == "PROPN" and lemma not in roles()
    return singular(lemma) if unknown else lemma


def is_somebody(parse, i):
    """Return whether a noun that names no role is somebody: it judges ("these wreckers"), or "who"
    follows it."""
    lemma = role_lemma(parse, i)
    return lemma not in roles() and (lemma in evaluative_labels() or has_who(parse, i))


def has_who(parse, i):
    """Return whether a noun is followed by "who": then it is somebody, whatever it is."""
    clauses = parse.dependents(i, "relcl") if parse.upos[i] == "NOUN" else []
    return any(parse.lower[s] in ("who", "whom") for c in clauses for s in parse.children[c])


def role_words(parse, i, owner):
    """Return a role with what says of what kind it is: "prime minister"; "Sen." is a senator."""
    before = [c for c in parse.dependents(i, "amod", "compound") if c < i and c not in owner]
    kinds = [parse.lemma[c] for c in before if parse.lemma[c] not in word_set("passing")]
    role = parse.lemma[i]
    return " ".join([*kinds, title_roles().get(role.rstrip("."), role)])


def role_mentions(parse, known):
    """Return the noun phrases that name a known actor by role: beside its name, or the same role of
    the same state, or a word that only its name has ("the institute")."""
    named = by_name(known)
    owner = owners(named)
    people = people_by_role(parse, known, named, owner)
    bodies = bodies_by_word(known)
    joined = []
    for i in beside_nouns(parse, tokens_of(known), owner):
        first = parse.left_edge(i)
        lemma = parse.lemma[i]
        kind = roles().get(lemma, "person")
        state = whose(parse, i, owner)
        role = (state, role_words(parse, i, owner))
        definite = state or parse.lower[first] in ("the", "this")
        actor, type = beside(parse, i, owner, kind)
        if actor:
            form = "noun"
            rule = "beside the name"
            if type == "person":
                people.setdefault(role, set()).add(actor)
        elif kind == "person" and definite:
            actor = same_role(people, role)
            type = "person"
            form = "title"
            rule = "same role of the same state" if state else "same role"
        elif kind == "organisation" and definite and first == i - 1:
            actor = only(bodies.get(lemma, ()))
            type = "organisation"
            form = "noun"
            rule = "the only name with this word"
        if actor:
            joined.append(Mention(first, i + 1, actor, form, rule, type))
    return joined


def only(actors):
    """Return the only one of some actors; empty if there are none or several."""
    return next(iter(actors)) if len(actors) == 1 else ""


def people_by_role(parse, known, named, owner):
    """Return (state, role) → the people whose titles say so."""
    people = {}
    for mention in known:
        if mention.form == "title" and mention.type == "person":
            last = mention.last - 1
            is_role = parse.upos[last] == "NOUN" or parse.lemma[last] in roles()
            noun = last if is_role else mention.first
            state = whose(parse, noun, owner) or title_state(mention, named)
            people.setdefault((state, role_words(parse, noun, owner)), set()).add(mention.actor)
    return people


def title_state(title, named):
    """Return the state that is named inside a title; empty if there is none."""
    states = (m.actor for m in named if m.type == "state" and title.first <= m.first < title.last)
    return next(states, "")


def bodies_by_word(known):
    """Return word in lower case → the organisations in whose names it stands."""
    bodies = {}
    for mention in known:
        if mention.type == "organisation" and mention.form == "name":
            for word in mention.actor.split():
                bodies.setdefault(word.lower(), set()).add(mention.actor)
    return bodies


def same_role(people, role):
    """Return the only person with this (state, role): of this very role, or of one that ends in its
    word; empty if there is none.

    "The minister" and "the Russian minister" are Russia's foreign minister, if no other minister is
    named."""
    if role in people:
        return only(people[role])
    state, word = role
    fitting = set()
    for (other_state, other_role), named in people.items():
        if other_role.split()[-1] == word and (not state or other_state == state):
            fitting |= named
    return only(fitting)


def beside_nouns(parse, taken, owner):
    """Return the role nouns that no mention holds yet, and any noun in apposition to a person's
    name, in order."""
    appositions = [i for i, dep in enumerate(parse.dep) if dep == "appos" and i not in taken]
    others = [i for i in appositions if describes_person(parse, i, owner)]
    return sorted({*role_nouns(parse, taken, set(FITS)), *others})


def describes_person(parse, i, owner):
    """Return whether a noun in apposition is said of a person named before it: "Lee, a lawyer"."""
    head = parse.head[i]
    if parse.upos[i] != "NOUN" or parse.tag[i] != "NN" or head >= i:
        return False
    opened = parse.lower[parse.left_edge(i)] in ("a", "an", "the")
    return opened and owner.get(head, ("", ""))[1] == "person"


def beside(parse, i, owner, kind):
    """Return (actor, type) of the name in apposition to a noun of this kind: "the private military
    company, Wagner".

    One of a group may be a person ("a resident, Ann Lee"), and a person in apposition to what a
    role is of bears the role ("the mayor of Leeds, Ann Lee")."""
    nouns = [c for c in parse.dependents(i, "appos") if c > i]
    if parse.dep[i] == "appos":
        nouns.append(parse.head[i])
    types = FITS[kind]
    if kind == "group" and parse.tag[i] == "NN":
        types = types | {"person"}
    actor = first_owner(nouns, owner, types)
    if actor[0] or "person" not in types:
        return actor
    prepositions = [c for c in parse.children[i] if parse.lower[c] in ("of", "at", "for", "in")]
    inside = [c for prep in prepositions for c in parse.children[prep]]
    names = [c for c in inside if parse.upos[c] == "PROPN"]
    behind = [c for name in names for c in parse.dependents(name, "appos")]
    return first_owner(behind, owner, {"person"})


def first_owner(tokens, owner, types):
    """Return (actor, type) of the first token that belongs to an actor of one of these types."""
    fitting = (owner[i] for i in tokens if owner.get(i, ("", ""))[1] in types)
    return next(fitting, ("", ""))


# the company


def company_mentions(parse, known):
    """Return "the company" and the like, joined to the organisation that the last sentences are
    most about, if one is."""
    bodies = sorted((m for m in known if m.type == "organisation"), key=lambda m: m.last)
    taken = tokens_of(known)
    companies = role_nouns_that_are("company")
    rule = "the organisation last spoken of"
    joined = []
    for i, lemma in enumerate(parse.lemma):
        if lemma in companies and i not in taken and is_bare(parse, i):
            actor = most_salient(parse, i, bodies, public=lemma == "agency")
            if actor:
                joined.append(Mention(i - 1, i + 1, actor, "noun", rule, "organisation"))
    return joined


def is_bare(parse, i):
    """Return whether a noun in the singular has the article "the" and nothing else: not "the
    company of friends"."""
    if parse.tag[i] != "NN" or i == 0 or parse.lower[i - 1] != "the":
        return False
    behind = [c for c in parse.dependents(i, "prep", "relcl", "acl") if c > i]
    return not behind and parse.left_edge(i) == i - 1


def most_salient(parse, i, bodies, *, public):
    """Return the organisation that the sentences before a token are most about; empty if none is
    more so than another.

    `bodies` are mentions in the order of their ends. `public`: courts, ministries and the like may
    be meant.

    Source: Lappin & Leass (1994), see `pronouns`: a subject counts twice, and each new sentence
    halves what there was."""
    weights = {}
    for k in range(bisect_left(bodies, i, key=lambda m: m.last) - 1, -1, -1):
        body = bodies[k]
        ago = parse.sentence[i] - parse.sentence[body.first]
        if ago > LOOK_BACK:
            break
        if public or not is_public(body.actor):
            weight = 2 if parse.dep[parse.head_of(body)] in SUBJECTS else 1
            weights[body.actor] = weights.get(body.actor, 0) + weight / 2**ago
    most = max(weights.values(), default=0)
    return only([actor for actor, weight in weights.items() if weight == most])


def is_public(actor):
    """Return whether an organisation is not a company, by its last word: Senate, Ministry."""
    word = actor.split()[-1].lower()
    return name_heads().get(word) == "organisation" and word not in company_endings()
