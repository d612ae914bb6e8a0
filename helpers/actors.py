"""Takes tagged tokens, gives the mentions of actors and the actors they belong to.

Each mention says by which rule it was joined to its actor; one that no rule places stays unjoined (actor is empty).
The rules go from sure to less sure: names, then titles and roles, then nameless groups, then he and she.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise

from helpers.names import find_names
from helpers.parse import children, root
from helpers.references import Mention, group_mentions, pronoun_mentions, role_mentions, title_mentions
from helpers.tables import make_table
from helpers.wordlists import organisations, roles

PLACE_VERBS = {"visit", "leave", "reach", "enter", "bomb", "shell", "flee", "tour", "cross", "hit", "rock", "strike"}
GIVING = {"receive", "buy", "get", "obtain", "support", "help", "order", "purchase", "aid", "demand", "win", "seek",
          "give", "sell", "send", "supply", "offer", "promise", "grant", "provide", "say", "complain"}  # fmt: skip
WITH = {"with", "against", "between", "toward", "towards", "by", "upon", "than", "like", "despite"}
PLACE_NOUNS = {"street", "airport", "suburb", "outskirt", "centre", "center", "mayor", "resident", "district", "square"}


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
    """Return a Mention of each name: of its state, of the person with that last name, of the organisation."""
    people = join_people([name.text for name in names if name.label == "person"])
    bodies = join_organisations(t, names)
    mentions = []
    for name in names:
        if name.state:
            mentions.append(state_mention(t, name))
        elif name.label == "person":
            actor, rule = people[name.text]
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "person"))
        elif name.label == "organisation":
            actor, rule = bodies[name.text]
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
    ordered = [name for name in names if name.label == "organisation"]
    forms = list(dict.fromkeys(name.text for name in ordered))
    joined = {
        form: (organisations().get(form, form), "gazetteer" if form in organisations() else "same name") for form in forms
    }
    for before, name in pairwise(ordered):
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
