"""Takes the named mentions of an article, gives those without a name: titles, roles, groups, he and she."""

import re
from dataclasses import dataclass

from helpers.names import name_text
from helpers.parse import descends, left_edge, modifiers, root
from helpers.wordlists import roles, titles

BLOCS = {"western", "european", "african", "arab", "asian", "gulf", "nordic", "baltic", "islamic"}
BLOC_HEADS = {"country", "nation", "state", "power", "government", "official", "diplomat", "leader", "ally", "capital"}
RULERS = {"leader", "ruler", "authority", "government", "regime", "leadership"}
MALE, FEMALE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
LOOK_BACK = 4  # sentences


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
    """Return what stands before a name and says who it is: "Russia's foreign minister", "Colonel Assimi Goita"."""
    found = []
    for mention in named:
        if mention.form != "name" or mention.first == 0:
            continue
        before = mention.first - 1
        if t["sentence"][before] != t["sentence"][mention.first]:
            continue
        top = root(t, mention.first, mention.last)
        head = top if descends(t, before, top) else before if t["head"][top] == before and t["dep"][top] == "appos" else None
        if head is None or t["upos"][before] not in ("NOUN", "PROPN"):
            continue
        first = left_edge(t, mention.first if head == top else before)
        if t["text"][before].lower() in titles() and mention.type == "person" and first == before:
            found.append(Mention(first, mention.last, mention.actor, "title", "title before the name", mention.type))
        elif t["upos"][before] == "NOUN" or t["lemma"][before].lower() in roles():
            found.append(Mention(first, mention.first, mention.actor, "title", "title before the name", mention.type))
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
    """Return the tokens that head a noun phrase with a role noun of these kinds and belong to no mention yet."""
    return [
        i
        for i, lemma in enumerate(t["lemma"])
        if t["upos"][i] in ("NOUN", "PROPN") and i not in taken and roles().get(lemma.lower()) in kinds
        and t["dep"][i] not in ("compound", "nmod")
    ]  # fmt: skip


def role_mentions(t, known):
    """Return the noun phrases that name a person by role: the same role of the same state, or beside the name."""
    named = [m for m in known if m.form in ("name", "demonym", "metonym")]
    owner, people = owners(t, named), {}
    for mention in known:
        if mention.form == "title" and mention.type == "person":
            before = mention.last - 1
            for key in ((whose(t, before, owner) or title_state(mention, named), t["lemma"][before].lower()),):
                people.setdefault(key, set()).add(mention.actor)
    found = []
    taken = {i for m in known for i in range(m.first, m.last)}
    for i in role_nouns(t, taken, {"person"}):
        beside = [c for c in t["children"][i] if t["dep"][c] == "appos" and c > i and owner.get(c, ("", ""))[1] == "person"]
        head = t["head"][i]
        first, state = left_edge(t, i), whose(t, i, owner)
        key = (state, t["lemma"][i].lower())
        if beside or (t["dep"][i] == "appos" and owner.get(head, ("", ""))[1] == "person"):
            actor = owner[beside[0] if beside else head][0]
            people.setdefault(key, set()).add(actor)
            found.append(Mention(first, i + 1, actor, "noun", "beside the name", "person"))
        elif len(people.get(key, ())) == 1 and (state or t["text"][first].lower() == "the"):
            rule = "same role of the same state" if state else "same role"
            found.append(Mention(first, i + 1, next(iter(people[key])), "title", rule, "person"))
    return found


def title_state(mention, named):
    """Return the state named inside a title."""
    return next((m.actor for m in named if m.type == "state" and mention.first <= m.first < mention.last), "")


def group_mentions(t, known):
    """Return the noun phrases that name a group without a proper name, one actor for each owner and head noun."""
    owner = owners(t, [m for m in known if m.form in ("name", "demonym", "metonym")])
    taken = {m.last - 1 for m in known}
    groups = {}
    for i in role_nouns(t, taken, {"person", "group", "organisation"}):
        lemma = t["lemma"][i].lower()
        if roles()[lemma] == "person" and t["tag"][i] not in ("NNS", "NNPS"):
            continue
        mods = [c for c in t["children"][i] if t["dep"][c] == "compound" and c < i and c not in owner]
        collective = next(
            (t["lemma"][c].lower() for c in mods if roles().get(t["lemma"][c].lower()) == "organisation"), None
        )
        state = whose(t, i, owner)
        if roles()[lemma] == "organisation" and not state and t["text"][left_edge(t, i)].lower() != "the":
            continue
        words = " ".join([t["lemma"][c].lower() for c in mods] + [lemma])
        groups.setdefault((state, collective or ("bloc" if is_bloc(state, lemma) else words)), []).append((i, mods))
    return [
        Mention(left_edge(t, i), i + 1, group_name(t, groups[key], owner), "noun", rule, group_type(t, i))
        for key, phrase, rule in merge_groups(groups)
        for i, _ in phrase
    ]  # fmt: skip


def is_bloc(state, lemma):
    return state.lower() in BLOCS and lemma in BLOC_HEADS


def group_type(t, i):
    organised = any(roles().get(t["lemma"][c].lower()) == "organisation" for c in (i, *t["children"][i]) if c <= i)
    return "organisation" if organised else "group"


def merge_groups(groups):
    """Yield (key of the actor, its phrases, rule): "the junta" joins the only junta, "Mali's leaders" Mali's junta."""
    for (state, head), phrases in groups.items():
        alike = [key for key in groups if key[1] == head and key[0]]
        ruling = [key for key in groups if key[0] == state and key[1] == "junta"]
        if not state and len(alike) == 1:
            yield alike[0], phrases, "the only one of its kind"
        elif state and head in RULERS and ruling:
            yield ruling[0], phrases, "rulers of the same state"
        else:
            yield (state, head), phrases, "same group of the same owner" if state else "same noun"


def group_name(t, phrases, owner):
    """Return a group's name: the first phrase from its owner or compound to its head noun."""
    i, mods = phrases[0]
    keep = [c for c in t["children"][i] if c < i and (c in mods or c in owner or t["text"][c].lower() in BLOCS)]
    return re.sub('["“”]', "", name_text(t, min([*keep, i]), i + 1))


# pronouns


def pronoun_mentions(t, known):
    """Return he and she, joined to the person last named before them, subjects first; a person keeps one gender.

    Source: recency and grammatical role as in Lappin & Leass (1994), An algorithm for pronominal anaphora resolution.
    """
    people = sorted((m for m in known if m.type == "person"), key=lambda m: m.last)
    gender, found, position = {}, [], 0
    recent = []
    for i, word in enumerate(t["text"]):
        while position < len(people) and people[position].last <= i:
            recent.append(people[position])
            position += 1
        lower = word.lower()
        if t["upos"][i] != "PRON" or lower not in MALE | FEMALE:
            continue
        sex = "m" if lower in MALE else "f"
        near = [m for m in recent[-12:] if t["sentence"][i] - t["sentence"][m.first] < LOOK_BACK]
        near = [m for m in near if gender.get(m.actor, sex) == sex and not inside_own_phrase(t, i, m)]
        if near:
            best = max(near, key=lambda m: (t["sentence"][m.first] + is_subject(t, m), m.last))
            gender[best.actor] = sex
            mention = Mention(i, i + 1, best.actor, "pronoun", f"{lower}: last person named", "person")
            found.append(mention)
            recent.append(mention)
    return found


def is_subject(t, mention):
    return t["dep"][root(t, mention.first, mention.last)] in ("nsubj", "nsubjpass")


def inside_own_phrase(t, i, mention):
    """Whether a pronoun is part of the phrase that holds the mention: "his counterpart Diop" is not Diop's."""
    return mention.first <= i < mention.last or descends(t, i, root(t, mention.first, mention.last))
