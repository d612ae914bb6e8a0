"""Finds who does what to whom: each verb or noun of action that has an actor as agent or patient.

The network says what is an act and who has part in it; the parse, whether it is passive or
hedged."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.base.tables import as_lists, make_table
from helpers.base.wordlists import hedges, word_set
from helpers.quotes import token_speakers
from helpers.tagging import Parse, passive

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

ACT = 0.4  # chance from which a word is an act
ROLE = 0.4  # chance from which an actor has a part in it
NEGATED = 0.5
AUXILIARY = ("aux", "auxpass")
HEDGING = ("aux", "advmod", "amod")  # relations of words that hedge an act


class Part(NamedTuple):
    """A row of `roles`: a word that may be an act, and a mention that may have part in it."""

    start: int
    end: int
    text: str
    sentence: int
    mention: int
    harms: float
    neutral: float
    helps: float
    negated: float
    agent: float
    patient: float

    @property
    def act(self):
        return self.harms + self.neutral + self.helps

    @property
    def sign(self):
        return max((self.neutral, 0), (self.harms, -1), (self.helps, 1))[1]


class Place(NamedTuple):
    """A mention of an actor: whose, where, and whether a correction says so."""

    actor: str
    start: int
    end: int
    by_hand: bool


def find_acts(annotated: AnnotatedArticle) -> pd.DataFrame:
    """Return the table `acts`: one row per verb or noun of action that has an actor as agent or
    patient, in the order of the text.

    `start` and `end` are those of the word, `agent_start` and `agent_end` those of the first
    agent's mention; several actors are joined by "; ". `sign` is 1 for an act that helps, supports
    or praises, −1 for one that harms, attacks or blames, 0 for others. `negated` is true also for
    what is only possible or asked for; `agent_left_out` for a passive whose agent is not named.

    >>> from helpers import annotate, make_article
    >>> annotated = annotate(make_article("a", "Mali attacked Chad."), cache=False)
    >>> find_acts(annotated)[["agent", "lemma", "patient", "sign"]].values.tolist()
    [['Mali', 'attack', 'Chad', -1]]
    """
    columns = as_lists(annotated.roles, Part._fields).values()
    parts = [Part(*row) for row in zip(*columns, strict=True)]
    left_out = not_told(annotated)
    parts = [part for part in parts if part.act >= ACT and part.sentence not in left_out]
    if not parts:
        return make_table("acts")
    parse = Parse.of(annotated.tokens)
    voices = annotated.tokens["voice"].tolist()
    speakers = token_speakers(annotated.tokens, annotated.quotes).tolist()
    names = ["mention", "actor", "start", "end", "by_hand"]
    columns = as_lists(annotated.mentions, names).values()
    mentions = {row[0]: Place(*row[1:]) for row in zip(*columns, strict=True)}
    rows = []
    for start, group in groupby(parts, key=lambda part: part.start):
        of_act = list(group)
        i = max(0, bisect_right(parse.start, start) - 1)
        if is_no_act(parse, i):
            continue
        agent = who_takes_part(of_act, "agent", mentions)
        patient = who_takes_part(of_act, "patient", mentions)
        if not agent["agent"] and not patient["patient"]:
            continue
        one = of_act[0]
        is_passive = passive(parse, i)
        surest = max(max(part.agent, part.patient) for part in of_act)
        rows.append(
            {
                "article": annotated.article.id,
                **{name: getattr(one, name) for name in ("start", "end", "text", "sentence")},
                **agent,
                **patient,
                "voice": voices[i],
                "speaker": speakers[i],
                "lemma": parse.lemma[i],
                "sign": one.sign,
                "passive": is_passive,
                "agent_left_out": is_passive and not agent["agent"],
                "negated": one.negated >= NEGATED,
                "hedged": is_hedged(parse, i),
                "confidence": round(one.act * surest, 2),
                "by_hand": any(mentions[part.mention].by_hand for part in of_act),
            }
        )
    return make_table("acts", rows)


def is_no_act(parse, i):
    """Return whether a word only looks like an act: "was born", "used to", "was going to", an
    auxiliary, "be" or "have", a word in a name."""
    lemma = parse.lemma[i]
    if parse.dep[i] in AUXILIARY or lemma in ("be", "have") or parse.entity[i]:
        return True
    if lemma in word_set("no deed") and passive(parse, i):
        return True
    goes_on = bool(parse.dependents(i, "xcomp"))
    return goes_on and (parse.lower[i], lemma) in (("used", "use"), ("going", "go"))


def not_told(annotated):
    """Return the sentences that are no part of what the article tells."""
    sentences = annotated.sentences
    return set(sentences.index[sentences["kind"].isin(["boilerplate", "foreign"])])


def who_takes_part(parts, role, mentions):
    """Return the actors that have a role in an act, joined, and where the first of them stands."""
    sure = [mentions[part.mention] for part in parts if getattr(part, role) >= ROLE]
    found = [place for place in sure if not any(is_within(place, other) for other in sure)]
    names = "; ".join(dict.fromkeys(place.actor for place in found))
    start, end = (found[0].start, found[0].end) if found else (pd.NA, pd.NA)
    return {role: names, f"{role}_start": start, f"{role}_end": end}


def is_within(place, other):
    """Return whether a mention stands inside another: France in "the forces of France"."""
    is_inside = other.start <= place.start and place.end <= other.end
    return is_inside and (other.start, other.end) != (place.start, place.end)


def is_hedged(parse, i):
    """Return whether a word of the hedges stands by an act: "may attack", "allegedly attacked",
    "alleged attack"."""
    return any(parse.lower[c] in hedges() for c in parse.dependents(i, *HEDGING))
