"""Finds the mentions of actors in an article, and the actors to whom they belong.

The network says what is a mention and to whom it may belong; names are joined by their words, and
what is never one actor is never joined. Each mention says why it was joined to its actor, and how
sure that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.actors.calling import actor_names, without_number
from helpers.actors.genders import gender_of
from helpers.actors.joining import join_mentions
from helpers.actors.labels import SPEAKS, Labelled, label_mentions, tokens_at
from helpers.actors.names import find_names
from helpers.actors.naming import name_keys, with_one_type
from helpers.actors.reasons import reason_of
from helpers.actors.spotting import as_heads, spot_mentions
from helpers.actors.vetoes import others_beside, spoken_of
from helpers.base.article import Article
from helpers.base.tables import as_lists, make_table
from helpers.base.wordlists import titles
from helpers.network import Encoding, describe_pairs, score_antecedents, surround
from helpers.tagging import Parse

# the network's forms → the table's, where they differ
FORMS = {"group": "noun", "place": "name"}
OTHER_FORM = "longer or shorter name"  # a rule
TITLED = "title before the name"  # a rule


def find_mentions(
    article: Article, tokens: pd.DataFrame, encoding: Encoding, quotations: Sequence = ()
) -> pd.DataFrame:
    """Return the table `mentions` of an article, in the order of the text; a longer mention before
    one inside it.

    `form` is how the actor is named (name, title, metonym, demonym, noun, pronoun), `rule` why the
    mention was joined to it, `confidence` the chance that it belongs to it. What is said of
    somebody ("Lee is a liar", "Lee, a lawyer") has the form "label", and is no mention.
    `quotations` have start, end and source in characters, and of turns and posts label and sort."""
    if tokens.empty:
        return make_table("mentions")
    parse = Parse.of(tokens)
    names = find_names(parse, quotations)
    turns = [one.source for one in quotations if one.sort and one.source]
    spotted = with_one_type(parse, spot_mentions(article.text, parse, encoding, names, turns))
    named = name_keys(parse, spotted)
    keys = [key for key, _ in named]
    heads = as_heads(spotted)
    outer = outermost(quotations)
    around = surroundings(article.text, parse, encoding, outer)
    pairs = describe_pairs(heads, around)
    scores = score_antecedents(encoding.states, heads, pairs)
    genders = [
        gender_of(mention, around.words[mention.first - 1].lower() if mention.first else "", key)
        for mention, key in zip(spotted, keys, strict=True)
    ]
    heads_at = np.searchsorted(parse.end, encoding.start[heads.head], side="right").tolist()
    direct = {k for k, quotation in enumerate(outer) if quotation.type == "direct"}
    others = [
        beside | spoken
        for beside, spoken in zip(
            others_beside(parse, around.words, spotted, heads_at),
            spoken_of(spotted, heads, around, direct),
            strict=True,
        )
    ]
    links = join_mentions(around.words, spotted, keys, genders, others, pairs, scores)
    names = actor_names(parse, spotted, keys, links)
    rows = []
    for i, (mention, link) in enumerate(zip(spotted, links, strict=True)):
        if link.cluster in names:
            actor, type = names[link.cluster]
            key, rule = named[i]
            if key and key != without_number(actor):
                rule = OTHER_FORM
            rule = rule or reason_of(i, link, spotted, pairs)
            span = (mention.start, mention.end)
            rows.append(Row(*span, actor, mention.form, rule, type, link.chance))
    rows = with_titles(parse, rows)
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


def with_titles(parse, rows):
    """Return the rows with each title of one word together with its name: "Colonel Lee"."""
    titled = []
    for row in rows:
        if row.form == "name" and row.type == "person":
            before = tokens_at(parse, (row.start, row.end))[0] - 1
            if before >= 0 and parse.lower[before] in titles():
                title = row._replace(start=parse.start[before], form="title", rule=TITLED)
                titled.append(title)
    starts = {title.start for title in titled}
    longer = {row.end for row in rows if row.form == "title" and row.start not in starts}
    titled = [title for title in titled if end_of_word(parse, title.start) not in longer]
    starts = {title.start for title in titled}
    alone = [row for row in rows if row.form != "title" or row.start not in starts]
    return titled + alone


def end_of_word(parse, start):
    return parse.end[bisect_right(parse.start, start) - 1]


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
    places = [(one.start, one.end, *(one.source or (-1, -1))) for one in quotations]
    return surround(words, (starts, encoding.end), sentence, encoding.paragraph, places)


def outermost(quotations):
    """Return the quotations around which there is no other, in order."""
    outer = []
    for quotation in sorted(quotations, key=lambda one: (one.start, -one.end)):
        if not outer or quotation.start >= outer[-1].end:
            outer.append(quotation)
    return outer


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
    listed as names; a mention inside a longer one of the same actor ("Lee" of "Mr. Lee") does not
    count."""
    columns = as_lists(mentions)
    places = {}  # actor → the rows of its mentions
    ends = {}  # actor → the end of its mention that reaches farthest
    for k, (actor, end) in enumerate(zip(columns["actor"], columns["end"], strict=True)):
        if actor and end > ends.get(actor, -1):
            places.setdefault(actor, []).append(k)
            ends[actor] = end
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
