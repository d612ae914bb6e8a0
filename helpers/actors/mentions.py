"""Finds the mentions of actors in an article, and the actors to whom they belong.

Each mention has the rule by which it was joined to its actor; one that no other rule places is an
actor by itself. The rules go from sure to less sure: names, then titles and roles, "the company",
then nameless groups, then pronouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from helpers.actors.bodies import join_organisations, join_places
from helpers.actors.groups import group_mentions, nameless_mentions
from helpers.actors.labels import label_mentions
from helpers.actors.names import bodies_in_brackets, find_names, with_title
from helpers.actors.people import join_people
from helpers.actors.pronouns import pronoun_mentions
from helpers.actors.references import Mention, company_mentions, role_mentions, title_mentions
from helpers.actors.tagged import without
from helpers.base.article import Article
from helpers.base.tables import as_lists, make_table
from helpers.base.wordlists import metonymy, roles
from helpers.tagging import SUBJECTS, Parse


def find_mentions(
    article: Article, tokens: pd.DataFrame, quotations: Sequence = ()
) -> pd.DataFrame:
    """Return the table `mentions` of an article, in the order of the text; a longer mention before
    one inside it.

    `form` is how the actor is named (name, title, metonym, demonym, noun, pronoun), `rule` why the
    mention was joined to it. `quotations`, if known, have start, end, type and source in
    characters, and of turns and posts label and sort: they help to decide whom he and she mean, and
    the names at turns are mentions of who speaks."""
    if tokens.empty:
        return make_table("mentions")
    parse = Parse.of(tokens)
    named = name_mentions(parse, find_names(parse, quotations))
    mentions = named + title_mentions(parse, named)
    mentions += role_mentions(parse, mentions)
    labels = label_mentions(parse, quotations, mentions)
    mentions = without(mentions, labels) + labels if labels else mentions
    mentions += company_mentions(parse, mentions)
    mentions += group_mentions(parse, mentions)
    mentions += nameless_mentions(parse, mentions)
    mentions += pronoun_mentions(parse, mentions, quotations)
    return mentions_table(article, parse, mentions)


def mentions_table(article, parse, mentions):
    """Return the table of mentions that come in the order of their rules: of several that have one
    extent the first counts, and so does the first type of an actor."""
    unique = {(m.first, m.last): m for m in reversed(mentions)}
    types = {m.actor: m.type for m in reversed(mentions)}
    ordered = sorted(unique.values(), key=lambda m: (parse.start[m.first], -m.last))
    rows = []
    for number, mention in enumerate(ordered):
        start = parse.start[mention.first]
        end = parse.end[mention.last - 1]
        rows.append(
            {
                "article": article.id,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "sentence": parse.sentence[mention.first],
                "mention": number,
                "actor": mention.actor,
                "form": mention.form,
                "rule": mention.rule,
                "type": types[mention.actor],
            }
        )
    return make_table("mentions", rows)


def count_actors(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the table `actors`, the most mentioned first: type, number of mentions, and surface
    forms with counts.

    `start`, `end`, `text` are the actor's first mention. Pronouns count as mentions and are not
    listed as names."""
    columns = as_lists(mentions)
    places = {}  # actor → the rows of its mentions
    for k, actor in enumerate(columns["actor"]):
        if actor:
            places.setdefault(actor, []).append(k)
    table = make_table("actors", [actor_row(columns, rows) for rows in places.values()])
    return table.sort_values(
        ["mentions", "start"], ascending=[False, True], kind="stable", ignore_index=True
    )


def actor_row(columns, rows):
    """Return the row of an actor, from the columns of `mentions` and the rows that are its own."""
    first = rows[0]
    names = Counter(
        re.sub(r"\s+", " ", columns["text"][k]) for k in rows if columns["form"][k] != "pronoun"
    )
    as_in_mentions = ("article", "start", "end", "text", "actor", "type")
    return {name: columns[name][first] for name in as_in_mentions} | {
        "mentions": len(rows),
        "names": ", ".join(f"{name} ({n})" for name, n in names.most_common()),
        "first_sentence": columns["sentence"][first],
        "by_hand": any(columns["by_hand"][k] for k in rows),
    }


# names


def name_mentions(parse, names):
    """Return a Mention of each name: of its state, of the person with that last name, of the
    organisation."""
    people = iter(join_people([with_title(parse, n) for n in names if n.label == "person"]))
    organisations = [name for name in names if name.label == "organisation"]
    headline_last = sorted(organisations, key=lambda name: parse.sentence[name.first] == 0)
    bodies = join_organisations(
        [name.text for name in headline_last], defined=bodies_in_brackets(parse, organisations)
    )
    places = join_places(
        [name.text for name in names if name.label == "place"],
        named_states={name.state for name in names if name.state},
    )
    mentions = []
    for name in names:
        if name.state:
            mentions.append(state_mention(parse, name))
            continue
        if name.label == "person":
            actor, rule = next(people)
        elif name.label == "organisation":
            actor, rule = bodies[name.text]
        elif name.label == "place":
            actor, rule = places[name.text]
        elif name.label == "group" or parse.tag[name.last - 1] in ("NNPS", "NNS"):
            mentions.append(name_mention(name, name.text, "same name", "group"))
            continue
        else:
            continue
        mentions.append(name_mention(name, actor, rule, name.label))
    return mentions


def name_mention(name, actor, rule, type):
    return Mention(name.first, name.last, actor, "name", rule, type)


def state_mention(parse, name):
    """Return the Mention of a state by its name, its people or its capital; a capital that only is
    a place is that place."""
    if name.label in ("name", "demonym"):
        rule = f"state by {name.label}"
        return Mention(name.first, name.last, name.state, name.label, rule, "state")
    if stands_for_state(parse, parse.head_of(name), seat=name.label == "seat"):
        rule = f"{name.label} that acts"
        return Mention(name.first, name.last, name.state, "metonym", rule, "state")
    return name_mention(name, name.text, "same name", "place")


def stands_for_state(parse, i, *, seat=False):
    """Return whether a capital stands for its government: it acts, is dealt with or owns, and is
    not where one is or goes to.

    Source: the metonymic uses in Markert & Nissim (2002), Metonymy resolution as a classification
    task."""
    dep = parse.dep[i]
    head = parse.head[i]
    lemma = parse.lemma[head]
    if dep == "conj" and head != i:
        return stands_for_state(parse, head, seat=seat)
    if dep in SUBJECTS:
        return lemma not in ("be", "become", "lie", "remain")
    if dep in ("dobj", "dative"):
        return lemma not in metonymy("place verb") | metonymy("visit verb")
    if dep == "poss":
        return lemma not in metonymy("place noun") and roles().get(lemma) != "place"
    if dep != "pobj":
        return seat and dep in ("compound", "nmod")
    if lemma in ("from", "to"):
        return parse.lemma[above_nouns(parse, parse.head[head])] in metonymy("giving")
    return lemma in metonymy("dealing")


def above_nouns(parse, i):
    """Return a token, or of a noun the first above it that is not a noun."""
    while parse.upos[i] in ("NOUN", "PROPN") and parse.head[i] != i:
        i = parse.head[i]
    return i
