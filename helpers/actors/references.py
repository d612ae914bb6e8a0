"""Takes the named mentions of an article, gives those that name the same actors by title, role or
as "the company"."""

from bisect import bisect_left
from dataclasses import dataclass

from helpers.base.wordlists import (
    company_endings,
    evaluative_labels,
    name_heads,
    role_nouns_that_are,
    roles,
    singular,
    title_roles,
    titles,
)
from helpers.tagging import SUBJECTS, descends, left_edge, modifiers, root

BLOCS = {"western", "european", "african", "arab", "asian", "gulf", "nordic", "baltic", "islamic"}
LOOK_BACK = 3  # sentences in which "the company" has its name
PASSING = {
    "former",
    "new",
    "late",
    "then",
    "longtime",
    "current",
    "acting",
    "ex",
}  # no kind of role
FITS = {
    "person": {"person"},
    "organisation": {"organisation"},
    "group": {"organisation"},
    "place": {"state", "place"},
}


@dataclass(frozen=True)
class Mention:
    first: int
    last: int
    actor: str
    form: str
    rule: str
    type: str


# titles, roles and groups


def title_mentions(t, named):
    """Return what stands before a name and says who it is: "Russia's foreign minister", "Colonel
    Assimi Goita"."""
    found = []
    for mention in named:
        if mention.form != "name" or mention.first == 0:
            continue
        before = mention.first - 1
        if t["sentence"][before] != t["sentence"][mention.first]:
            continue
        top = root(t, mention.first, mention.last)
        head = (
            top
            if descends(t, before, top)
            else before
            if t["head"][top] == before and t["dep"][top] == "appos"
            else None
        )
        if head is None or t["upos"][before] not in ("NOUN", "PROPN"):
            continue
        first = left_edge(t, mention.first if head == top else before)
        if first == mention.first:
            continue
        if t["text"][before].lower() in titles() and mention.type == "person" and first == before:
            found.append(
                Mention(
                    first,
                    mention.last,
                    mention.actor,
                    "title",
                    "title before the name",
                    mention.type,
                )
            )
        elif t["upos"][before] == "NOUN" or t["lemma"][before].lower() in roles():
            found.append(
                Mention(
                    first,
                    mention.first,
                    mention.actor,
                    "title",
                    "title before the name",
                    mention.type,
                )
            )
    return found


def owners(t, mentions):
    """Return token → (actor, type) for every token of a named mention."""
    return {i: (m.actor, m.type) for m in mentions for i in range(m.first, m.last)}


def whose(t, i, owner):
    """Return the state, or the bloc, that a noun is said to belong to; empty if none."""
    for child in modifiers(t, i):
        if child in owner and owner[child][1] == "state":
            return owner[child][0]
        if t["text"][child].lower() in BLOCS:
            return t["text"][child]
        inner = whose(t, child, owner) if t["dep"][child] in ("compound", "nmod") else ""
        if inner:
            return inner
    return ""


def role_nouns(t, taken, kinds):
    """Return the tokens that head a noun phrase with a role noun of these kinds and belong to no
    mention yet."""
    return [
        i
        for i, upos in enumerate(t["upos"])
        if upos in ("NOUN", "PROPN")
        and i not in taken
        and t["dep"][i] not in ("compound", "nmod")
        and (roles().get(role_lemma(t, i)) in kinds or ("group" in kinds and is_somebody(t, i)))
    ]


def is_somebody(t, i):
    """Whether a noun that names no role is somebody: it judges ("these wreckers"), or "who" follows
    it."""
    lemma = role_lemma(t, i)
    return lemma not in roles() and (lemma in evaluative_labels() or has_who(t, i))


def has_who(t, i):
    """Whether a noun is followed by "who": then it is somebody, whatever it is."""
    clauses = (
        [c for c in t["children"][i] if t["dep"][c] == "relcl"] if t["upos"][i] == "NOUN" else []
    )
    return any(t["text"][s].lower() in ("who", "whom") for c in clauses for s in t["children"][c])


def role_lemma(t, i):
    """Return a noun's lemma in small letters, also where a plural that opens a sentence was taken
    for a name."""
    lemma = t["lemma"][i].lower()
    opens = i == 0 or t["sentence"][i - 1] != t["sentence"][i]
    return singular(lemma) if opens and t["upos"][i] == "PROPN" and lemma not in roles() else lemma


def role_mentions(t, known):
    """Return the noun phrases that name a known actor by role: beside its name, or the same role of
    the same state, or a word that only its name has ("the institute")."""
    named = [m for m in known if m.form in ("name", "demonym", "metonym")]
    owner = owners(t, named)
    people = {}
    bodies = {}
    for mention in known:
        if mention.form == "title" and mention.type == "person":
            role = (
                t["upos"][mention.last - 1] == "NOUN"
                or t["lemma"][mention.last - 1].lower() in roles()
            )
            before = mention.last - 1 if role else mention.first
            state = whose(t, before, owner) or title_state(mention, named)
            people.setdefault((state, role_words(t, before, owner)), set()).add(mention.actor)
        elif mention.type == "organisation" and mention.form == "name":
            for word in mention.actor.split():
                bodies.setdefault(word.lower(), set()).add(mention.actor)
    found = []
    taken = {i for m in known for i in range(m.first, m.last)}
    for i in beside_nouns(t, taken, owner):
        first = left_edge(t, i)
        state = whose(t, i, owner)
        kind = roles().get(t["lemma"][i].lower(), "person")
        actor, type = beside(t, i, owner, kind)
        key = (state, role_words(t, i, owner))
        definite = state or t["text"][first].lower() in ("the", "this")
        if actor:
            if type == "person":
                people.setdefault(key, set()).add(actor)
            found.append(Mention(first, i + 1, actor, "noun", "beside the name", type))
        elif kind == "person" and definite and (person := same_role(people, key)):
            rule = "same role of the same state" if state else "same role"
            found.append(Mention(first, i + 1, person, "title", rule, "person"))
        elif (
            kind == "organisation"
            and first == i - 1
            and definite
            and len(bodies.get(t["lemma"][i].lower(), ())) == 1
        ):
            body = next(iter(bodies[t["lemma"][i].lower()]))
            found.append(
                Mention(first, i + 1, body, "noun", "the only name with this word", "organisation")
            )
    return found


def same_role(people, key):
    """Return the only person with this (state, role): of this very role, or of one that ends in its
    word; empty if none.

    "The minister" and "the Russian minister" are Russia's foreign minister, if no other minister is
    named."""
    state, role = key
    if key in people:
        return next(iter(people[key])) if len(people[key]) == 1 else ""
    fitting = {
        person
        for (of, known), named in people.items()
        for person in named
        if known.split()[-1] == role and (not state or of == state)
    }
    return next(iter(fitting)) if len(fitting) == 1 else ""


def company_mentions(t, known):
    """Return "the company" and the like, joined to the organisation that the last sentences are
    most about, if one is."""
    bodies = sorted((m for m in known if m.type == "organisation"), key=lambda m: m.last)
    taken = {i for m in known for i in range(m.first, m.last)}
    found = []
    for i, lemma in enumerate(t["lemma"]):
        if lemma.lower() in role_nouns_that_are("company") and i not in taken and is_bare(t, i):
            actor = most_salient(t, i, bodies, public=lemma.lower() == "agency")
            if actor:
                found.append(
                    Mention(
                        i - 1,
                        i + 1,
                        actor,
                        "noun",
                        "the organisation last spoken of",
                        "organisation",
                    )
                )
    return found


def is_bare(t, i):
    """Whether a noun in the singular has the article "the" and nothing else: no "company of
    friends"."""
    behind = (t["dep"][c] for c in t["children"][i] if c > i)
    alone = (
        t["tag"][i] == "NN"
        and i > 0
        and t["text"][i - 1].lower() == "the"
        and left_edge(t, i) == i - 1
    )
    return alone and not {"prep", "relcl", "acl"}.intersection(behind)


def most_salient(t, i, bodies, *, public):
    """Return the organisation that the sentences before token i are most about, empty if none is
    more than another.

    `bodies` are mentions in the order of their ends. `public` says whether courts, ministries and
    the like may be meant.

    Source: Lappin & Leass (1994), see `pronouns`: a subject counts twice, and each new sentence
    halves what there was."""
    weights = {}
    for k in range(bisect_left(bodies, i, key=lambda m: m.last) - 1, -1, -1):
        body = bodies[k]
        ago = t["sentence"][i] - t["sentence"][body.first]
        if ago > LOOK_BACK:
            break
        if public or not is_public(body.actor):
            subject = t["dep"][root(t, body.first, body.last)] in SUBJECTS
            weights[body.actor] = weights.get(body.actor, 0) + (1 + subject) / 2**ago
    most = max(weights.values(), default=0)
    best = [actor for actor, weight in weights.items() if weight == most]
    return best[0] if len(best) == 1 else ""


def is_public(actor):
    """Whether an organisation's last word says that it is no company: Senate, Ministry."""
    word = actor.split()[-1].lower()
    return name_heads().get(word) == "organisation" and word not in company_endings()


def role_words(t, i, owner):
    """Return a role with what says of what kind it is: "prime minister"; "Sen." is a senator."""
    words = [
        t["lemma"][c].lower()
        for c in t["children"][i]
        if c < i and c not in owner and t["dep"][c] in ("amod", "compound")
    ]
    role = t["lemma"][i].lower()
    return " ".join(
        [
            *(word for word in words if word not in PASSING),
            title_roles().get(role.rstrip("."), role),
        ]
    )


def beside_nouns(t, taken, owner):
    """Return the role nouns that no mention holds yet, and any noun in apposition to a person's
    name, in order."""
    roles_found = set(role_nouns(t, taken, set(FITS)))
    others = (
        i
        for i, dep in enumerate(t["dep"])
        if dep == "appos"
        and t["upos"][i] == "NOUN"
        and i not in taken
        and t["tag"][i] == "NN"
        and owner.get(t["head"][i], ("", ""))[1] == "person"
        and t["head"][i] < i
        and t["text"][left_edge(t, i)].lower() in ("a", "an", "the")
    )
    return sorted(roles_found | set(others))


def beside(t, i, owner, kind):
    """Return (actor, type) of the name in apposition to a noun of this kind: "the private military
    company, Wagner".

    One of a group may be a person ("a resident, Ann Lee"), and a person in apposition to what a
    role is of bears the role ("the mayor of Leeds, Ann Lee")."""
    candidates = [c for c in t["children"][i] if t["dep"][c] == "appos" and c > i]
    candidates += [t["head"][i]] if t["dep"][i] == "appos" else []
    fits = FITS[kind] | ({"person"} if kind == "group" and t["tag"][i] == "NN" else set())
    found = next((owner[c] for c in candidates if owner.get(c, ("", ""))[1] in fits), ("", ""))
    if found[0] or "person" not in fits:
        return found
    inside = (
        c
        for prep in t["children"][i]
        if t["text"][prep].lower() in ("of", "at", "for", "in")
        for c in t["children"][prep]
    )
    behind = (
        c
        for noun in inside
        for c in t["children"][noun]
        if t["dep"][c] == "appos" and t["upos"][noun] == "PROPN"
    )
    return next((owner[c] for c in behind if owner.get(c, ("", ""))[1] == "person"), ("", ""))


def title_state(mention, named):
    """Return the state named inside a title."""
    return next(
        (m.actor for m in named if m.type == "state" and mention.first <= m.first < mention.last),
        "",
    )
