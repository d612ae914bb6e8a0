"""Finds the mentions of actors in an article, and the actors to whom they belong.

The network says what is a mention and to whom it may belong; names are joined by their words, and
what is never one actor is never joined. Each mention says why it was joined to its actor, and how
sure that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.actors.genders import gender_of
from helpers.actors.joining import join_mentions
from helpers.actors.labels import SPEAKS, Labelled, label_mentions, tokens_at
from helpers.actors.names import find_names
from helpers.actors.naming import name_keys
from helpers.actors.reasons import reason_of
from helpers.actors.spotting import as_heads, spot_mentions
from helpers.base.article import Article
from helpers.base.tables import as_lists, make_table
from helpers.network import Encoding, describe_pairs, score_antecedents, surround
from helpers.tagging import Parse

# the network's forms → the table's, where they differ
FORMS = {"group": "noun", "label": "noun", "place": "name"}
FIRST_PERSON = {  # pronoun → (name, type) of an actor of whom there is nothing else
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("I", "person")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("we", "group")),
}
PASSING = re.compile(r"^(?:the|an?|this|that|these|those|some|his|her|its|their|our|my)\s+", re.I)
MARKS = re.compile(r"""["“”]|^['‘]|['’]$""")


def find_mentions(
    article: Article, tokens: pd.DataFrame, encoding: Encoding, quotations: Sequence = ()
) -> pd.DataFrame:
    """Return the table `mentions` of an article, in the order of the text; a longer mention before
    one inside it.

    `form` is how the actor is named (name, title, metonym, demonym, noun, pronoun), `rule` why the
    mention was joined to it, `confidence` the chance that it belongs to it. `quotations` have
    start, end and source in characters, and of turns and posts label and sort."""
    if tokens.empty:
        return make_table("mentions")
    parse = Parse.of(tokens)
    spotted = spot_mentions(article.text, parse, encoding, find_names(parse, quotations))
    named = name_keys(parse, spotted)
    keys = [key for key, _ in named]
    heads = as_heads(spotted)
    around = surroundings(article.text, parse, encoding, quotations)
    pairs = describe_pairs(heads, around)
    scores = score_antecedents(encoding.states, heads, pairs)
    genders = [
        gender_of(mention, around.words[mention.first - 1].lower() if mention.first else "", key)
        for mention, key in zip(spotted, keys, strict=True)
    ]
    links = join_mentions(around.words, spotted, keys, genders, pairs, scores)
    names = actor_names(spotted, keys, links)
    rows = []
    for i, (mention, link) in enumerate(zip(spotted, links, strict=True)):
        if link.cluster in names:
            actor, type = names[link.cluster]
            rule = named[i][1] or reason_of(i, link, spotted, pairs)
            span = (mention.start, mention.end)
            rows.append(Row(*span, actor, mention.form, rule, type, link.chance))
    return mentions_table(article, parse, at_labels(parse, quotations, rows) + rows)


class Row(NamedTuple):
    """A row of the table of mentions, in its making."""

    start: int
    end: int
    actor: str
    form: str
    rule: str
    type: str
    chance: float


def at_labels(parse, quotations, rows):
    """Return the rows of labels of turns that name a role, or ask or answer."""
    known = []
    for row in rows:
        first, last = tokens_at(parse, (row.start, row.end))
        if row.actor and first < last:
            known.append(Labelled(first, last, row.actor, row.form, row.type))
    labelled = label_mentions(parse, quotations, known)
    return [
        Row(parse.start[m.first], parse.end[m.last - 1], m.actor, m.form, SPEAKS, m.type, 1.0)
        for m in labelled
    ]


def surroundings(text, parse, encoding, quotations):
    """Return what the network knows of the words of an article beside their states."""
    starts = encoding.start
    token = np.searchsorted(parse.start, starts, side="right") - 1
    sentence = np.array(parse.sentence)[np.maximum(token, 0)]
    words = [text[a:b] for a, b in zip(starts.tolist(), encoding.end.tolist(), strict=True)]
    outer = []
    for quotation in sorted(quotations, key=lambda one: (one.start, -one.end)):
        if not outer or quotation.start >= outer[-1][1]:
            outer.append((quotation.start, quotation.end, *(quotation.source or (-1, -1))))
    return surround(words, (starts, encoding.end), sentence, encoding.paragraph, outer)


# actors


def actor_names(spotted, keys, links):
    """Return cluster → (the name of the actor, its type); two actors without a name that are called
    alike are told apart by a number. Of pronouns alone, only I and we are somebody: whoever writes,
    or is quoted without a name."""
    members = defaultdict(list)
    for i, link in enumerate(links):
        if link.cluster >= 0:
            members[link.cluster].append(i)
    named = {}
    used = Counter()
    for cluster, places in members.items():
        full = Counter(keys[i] for i in places if keys[i])
        words = [i for i in places if spotted[i].form not in ("pronoun", "label")]
        pronouns = [spotted[i].text.lower() for i in places]
        own = [FIRST_PERSON[word] for word in pronouns if word in FIRST_PERSON]
        if full:
            name = full.most_common(1)[0][0]
            type = next(spotted[i].type for i in places if keys[i] == name)
        elif words:
            name = plain_name(spotted[words[0]].text)
            type = spotted[words[0]].type
        elif own:
            name, type = own[0]
        else:
            continue
        used[name] += 1
        named[cluster] = (name if used[name] == 1 else f"{name} ({used[name]})", type)
    return named


def plain_name(text):
    """Return the words of a phrase as a name: without what opens it, and without marks.

    >>> plain_name("the “finance minister”")
    'finance minister'
    """
    plain = re.sub(r"\s+", " ", MARKS.sub("", text)).strip()
    return PASSING.sub("", plain) or plain


# the tables


def mentions_table(article, parse, rows):
    """Return the table of mentions; of several that have one extent the first counts."""
    unique = {}
    for row in rows:
        unique.setdefault((row.start, row.end), row)
    ordered = sorted(unique.values(), key=lambda row: (row.start, -row.end))
    table = []
    for number, row in enumerate(ordered):
        token = max(0, bisect_right(parse.start, row.start) - 1)
        table.append(
            {
                "article": article.id,
                "start": row.start,
                "end": row.end,
                "text": article.text[row.start : row.end],
                "sentence": parse.sentence[token],
                "mention": number,
                "actor": row.actor,
                "form": FORMS.get(row.form, row.form),
                "rule": row.rule,
                "type": row.type,
                "confidence": round(row.chance, 2),
            }
        )
    return make_table("mentions", table)


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
