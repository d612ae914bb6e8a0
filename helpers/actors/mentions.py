"""Takes tagged tokens, gives the mentions of actors and the actors they belong to.

Each mention says by which rule it was joined to its actor; one that no other rule places is an
actor by itself. The rules go from sure to less sure: names, then titles and roles, "the company",
then nameless groups, then pronouns."""

import re
from collections import Counter

from helpers.actors.aliases import join_organisations, join_people, join_places
from helpers.actors.groups import group_mentions, nameless_mentions
from helpers.actors.names import find_names
from helpers.actors.pronouns import pronoun_mentions
from helpers.actors.references import Mention, company_mentions, role_mentions, title_mentions
from helpers.base.tables import as_lists, make_table
from helpers.base.wordlists import metonymy, roles
from helpers.tagging import SUBJECTS, children, root


def find_mentions(article, tokens, quotations=()):
    """Return the table `mentions` of an article, in the order of the text; a longer mention before
    one inside it.

    `form` says how the actor is named (name, title, metonym, demonym, noun, pronoun), `rule` why it
    was joined. `quotations`, if known, have start, end, type and source in characters: they help to
    tell whom he and she mean."""
    if tokens.empty:
        return make_table("mentions")
    t = as_lists(tokens)
    t["children"] = children(t["head"])
    named = name_mentions(t, find_names(t))
    titled = title_mentions(t, named)
    known = named + titled
    known += role_mentions(t, known)
    known += company_mentions(t, known)
    known += group_mentions(t, known)
    known += nameless_mentions(t, known)
    known += pronoun_mentions(t, known, quotations)
    unique = {(m.first, m.last): m for m in reversed(known)}
    types = {
        m.actor: m.type for m in reversed(known)
    }  # one type per actor: what the surest rule says
    ordered = sorted(unique.values(), key=lambda m: (t["start"][m.first], -m.last))
    return make_table(
        "mentions", [mention_row(article, t, k, m, types[m.actor]) for k, m in enumerate(ordered)]
    )


def mention_row(article, t, number, mention, type):
    start = t["start"][mention.first]
    end = t["end"][mention.last - 1]
    return {
        "article": article.id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "sentence": t["sentence"][mention.first],
        "mention": number,
        "actor": mention.actor,
        "form": mention.form,
        "rule": mention.rule,
        "type": type,
    }


def count_actors(mentions):
    """Return the table `actors`, the most mentioned first: type, number of mentions, and surface
    forms with counts.

    `start`, `end`, `text` are the actor's first mention. Pronouns count as mentions and are not
    listed as names."""
    groups = {}
    names = {}
    m = as_lists(mentions)
    for k, actor in enumerate(m["actor"]):
        if actor:
            groups.setdefault(actor, []).append(k)
            if m["form"][k] != "pronoun":
                names.setdefault(actor, Counter())[re.sub(r"\s+", " ", m["text"][k])] += 1
    rows = [
        {
            **{
                name: m[name][group[0]]
                for name in ("article", "start", "end", "text", "actor", "type")
            },
            "mentions": len(group),
            "names": ", ".join(
                f"{name} ({n})" for name, n in names.get(actor, Counter()).most_common()
            ),
            "first_sentence": m["sentence"][group[0]],
            "by_hand": any(m["by_hand"][k] for k in group),
        }
        for actor, group in groups.items()
    ]
    table = make_table("actors", rows)
    return table.sort_values(
        ["mentions", "start"], ascending=[False, True], kind="stable", ignore_index=True
    )


# names


def name_mentions(t, names):
    """Return a Mention of each name: of its state, of the person with that last name, of the
    organisation."""
    people = iter(join_people([name.text for name in names if name.label == "person"]))
    bodies = join_organisations(t, names)
    places = join_places(names)
    mentions = []
    for name in names:
        if name.state:
            mentions.append(state_mention(t, name))
        elif name.label == "person":
            actor, rule = next(people)
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "person"))
        elif name.label == "organisation":
            actor, rule = bodies[name.text]
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "organisation"))
        elif name.label == "place":
            actor, rule = places[name.text]
            mentions.append(Mention(name.first, name.last, actor, "name", rule, "place"))
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
    """Whether a capital stands for its government: it acts, is dealt with or owns, and is no place
    one is in or goes to.

    Source: the metonymic uses in Markert & Nissim (2002), Metonymy resolution as a classification
    task."""
    dep = t["dep"][i]
    head = t["head"][i]
    lemma = t["lemma"][head].lower()
    if dep == "conj" and head != i:
        return stands_for_state(t, head, seat=seat)
    if dep in SUBJECTS:
        return lemma not in ("be", "become", "lie", "remain")
    if dep in ("dobj", "dative"):
        return lemma not in metonymy("place verb") | metonymy("visit verb")
    if dep == "poss":
        return lemma not in metonymy("place noun") and roles().get(lemma) != "place"
    if dep == "pobj" and lemma in ("from", "to"):
        above = t["head"][head]
        while t["upos"][above] in ("NOUN", "PROPN") and t["head"][above] != above:
            above = t["head"][above]
        return t["lemma"][above].lower() in metonymy("giving")
    if dep == "pobj":
        return lemma in metonymy("dealing")
    return seat and dep in ("compound", "nmod")
