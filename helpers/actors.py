"""Takes tagged tokens, gives the mentions of actors and the actors they belong to.

Each mention says by which rule it was joined to its actor; one that no rule places stays unjoined (actor is empty).
The rules go from sure to less sure: names, then titles and roles, then nameless groups, then he and she.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd

from helpers.names import find_names, name_text
from helpers.parse import children, descends, left_edge, modifiers, root
from helpers.tables import make_table
from helpers.wordlists import roles, titles

BLOCS = {"western", "european", "african", "arab", "asian", "gulf", "nordic", "baltic", "islamic"}
BLOC_HEADS = {"country", "nation", "state", "power", "government", "official", "diplomat", "leader", "ally", "capital"}
RULERS = {"leader", "ruler", "authority", "government", "regime", "leadership"}
SOFT = {"own", "other", "same", "many", "several", "few", "new", "former", "more", "most", "hundred", "thousand", "then"}
PLACE_VERBS = {"visit", "leave", "reach", "enter", "bomb", "shell", "flee", "tour", "cross", "hit", "rock", "strike"}
GIVING = {"receive", "buy", "get", "obtain", "support", "help", "order", "purchase", "aid", "demand", "win", "seek",
          "give", "sell", "send", "supply", "offer", "promise", "grant", "provide", "say", "complain"}  # fmt: skip
WITH = {"with", "against", "between", "toward", "towards", "by", "upon", "than", "like", "despite"}
PLACE_NOUNS = {"street", "airport", "suburb", "outskirt", "centre", "center", "mayor", "resident", "district", "square"}
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


def find_mentions(article, sentences, tokens):
    """Return the table `mentions` of an article, in the order of the text; a longer mention before one inside it.

    `form` says how the actor is named (name, title, metonym, demonym, noun, pronoun), `rule` why it was joined.
    """
    if tokens.empty:
        return make_table("mentions")
    t = tokens.to_dict("list")
    t["children"] = children(t["head"])
    named = name_mentions(t, find_names(t))
    titled = title_mentions(t, named)
    known = named + titled
    known += role_mentions(t, known)
    known += group_mentions(t, known)
    known += pronoun_mentions(t, known)
    unique = {(m.first, m.last): m for m in reversed(known)}
    types = {m.actor: m.type for m in reversed(known)}  # one type per actor: what the surest rule says
    ordered = sorted(unique.values(), key=lambda m: (t["start"][m.first], -m.last))
    return make_table("mentions", [mention_row(article, t, k, m, types[m.actor]) for k, m in enumerate(ordered)])


def mention_row(article, t, number, mention, type):
    start, end = t["start"][mention.first], t["end"][mention.last - 1]
    return {
        "article": article.id, "start": start, "end": end, "text": article.text[start:end],
        "sentence": t["sentence"][mention.first], "mention": number, "actor": mention.actor,
        "form": mention.form, "rule": mention.rule, "type": type,
    }  # fmt: skip


def count_actors(mentions):
    """Return the table `actors`, the most mentioned first: type, number of mentions, and surface forms with counts.

    `start`, `end`, `text` are the actor's first mention. Pronouns count as mentions and are not listed as names.
    """
    rows = []
    for actor, group in mentions[mentions["actor"] != ""].groupby("actor", sort=False):
        first = group.iloc[0]
        names = Counter(re.sub(r"\s+", " ", text) for text in group.loc[group["form"] != "pronoun", "text"])
        rows.append({
            "article": first["article"], "start": first["start"], "end": first["end"], "text": first["text"],
            "actor": actor, "type": first["type"], "mentions": len(group),
            "names": ", ".join(f"{name} ({n})" for name, n in names.most_common()), "first_sentence": first["sentence"],
        })  # fmt: skip
    table = make_table("actors", rows)
    return table.sort_values(["mentions", "start"], ascending=[False, True], kind="stable", ignore_index=True)


# names


def name_mentions(t, names):
    """Return a Mention of each name: of its state, of the person with that last name, of the organisation it shortens."""
    people = join_people([name.text for name in names if name.label == "person"])
    organisations = join_organisations(t, names)
    mentions = []
    for name in names:
        if name.state:
            mentions.append(state_mention(t, name))
        elif name.label == "person":
            actor, rule = people[name.text]
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "person"))
        elif name.label == "organisation":
            actor, rule = organisations[name.text]
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "organisation"))
        elif name.label == "place":
            mentions.append(Mention(name.first, name.last, name.text, "name", "same name", "place"))
        elif t["tag"][name.last - 1] in ("NNPS", "NNS"):
            mentions.append(Mention(name.first, name.last, name.text, "name", "same name", "group"))
    return mentions


def state_mention(t, name):
    form = {"name": "name", "demonym": "demonym"}.get(name.label, "metonym")
    if form != "metonym":
        return Mention(name.first, name.last, name.state, form, f"state by {form}", "state")
    if stands_for_state(t, root(t, name.first, name.last), seat=name.label == "seat"):
        return Mention(name.first, name.last, name.state, form, f"{name.label} that acts", "state")
    return Mention(name.first, name.last, name.text, "name", "same name", "place")


def stands_for_state(t, i, *, seat=False):
    """Whether a capital stands for its government: it acts, is dealt with or owns, and is no place one is in or goes to.

    Source: the metonymic uses in Markert & Nissim (2002), Metonymy resolution as a classification task.
    """
    dep, head = t["dep"][i], t["head"][i]
    lemma = t["lemma"][head].lower()
    if dep == "conj" and head != i:
        return stands_for_state(t, head, seat=seat)
    if dep in ("nsubj", "nsubjpass"):
        return lemma not in ("be", "become", "lie", "remain")
    if dep in ("dobj", "dative"):
        return lemma not in PLACE_VERBS
    if dep == "poss":
        return lemma not in PLACE_NOUNS and roles().get(lemma) != "place"
    if dep == "pobj" and lemma in ("from", "to"):
        above = t["head"][head]
        while t["upos"][above] in ("NOUN", "PROPN") and t["head"][above] != above:
            above = t["head"][above]
        return t["lemma"][above].lower() in GIVING
    if dep == "pobj":
        return lemma in WITH
    return seat and dep in ("compound", "nmod")


def join_people(forms):
    """Return form → (the fullest name of the same person, rule); a last name joins the last full name before it."""
    joined, by_last, by_first = {}, {}, defaultdict(set)
    fullest = {}
    for form in forms:
        words = form.split()
        if len(words) > 1:
            same = [full for full in fullest.get(words[-1], []) if same_first_name(full.split()[0], words[0])]
            full = same[0] if same else form
            if not same:
                fullest.setdefault(words[-1], []).append(form)
            joined[form] = (full, "full name" if full == form else "same last name, like first name")
            by_first[words[0]].add(full)
    for last, names in fullest.items():
        by_last[last] = names[0]
    for form in forms:
        if form in joined:
            continue
        if form in by_last:
            joined[form] = (by_last[form], "last name")
        elif len(by_first.get(form, ())) == 1:
            joined[form] = (next(iter(by_first[form])), "first name")
        else:
            joined[form] = (form, "same name")
    return joined


def same_first_name(a, b):
    """Whether two first names are one person's: equal, an initial, or two spellings (Sergey, Sergei)."""
    if a[0] != b[0]:
        return False
    return a == b or len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1 or (a[:4] == b[:4] and abs(len(a) - len(b)) < 2)


def join_organisations(t, names):
    """Return form → (the organisation's full name, rule): in brackets behind it, its acronym, its first or last words."""
    from helpers.wordlists import organisations

    ordered = [name for name in names if name.label == "organisation"]
    forms = list(dict.fromkeys(name.text for name in ordered))
    joined = {form: (organisations().get(form, form), "gazetteer" if form in organisations() else "same name") for form in forms}
    for before, name in zip(ordered, ordered[1:], strict=False):
        if name.first == before.last + 1 and t["text"][before.last] == "(" and name.text.isupper():
            joined[name.text] = (joined[before.text][0], "defined in brackets")
    long = [form for form in forms if " " in form]
    for form in forms:
        if joined[form][0] != form or joined[form][1] == "gazetteer":
            continue
        bare = form.replace(".", "")
        fuller = [full for full in long if full != form and (bare == acronym(full) or full.startswith(form + " "))]
        if len(fuller) == 1:
            joined[form] = (joined[fuller[0]][0], "acronym" if bare == acronym(fuller[0]) else "first words")
    return joined


def acronym(name):
    """Return the capital initials of a name.

    >>> acronym("World Health Organization"), acronym("Bank of England")
    ('WHO', 'BE')
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())


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
        collective = next((t["lemma"][c].lower() for c in mods if roles().get(t["lemma"][c].lower()) == "organisation"), None)
        state = whose(t, i, owner)
        if roles()[lemma] == "organisation" and not state and t["text"][left_edge(t, i)].lower() != "the":
            continue
        words = " ".join([t["lemma"][c].lower() for c in mods] + [lemma])
        groups.setdefault((state, collective or ("bloc" if is_bloc(state, lemma) else words)), []).append((i, mods))
    return [
        Mention(left_edge(t, i), i + 1, group_name(t, groups[key], owner), "noun", rule, "organisation" if organised(t, i) else "group")
        for key, phrase, rule in merge_groups(groups)
        for i, _ in phrase
    ]  # fmt: skip


def is_bloc(state, lemma):
    return state.lower() in BLOCS and lemma in BLOC_HEADS


def organised(t, i):
    return any(roles().get(t["lemma"][c].lower()) == "organisation" for c in (i, *t["children"][i]) if c <= i)


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
    return name_text(t, min([*keep, i]), i + 1)


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
