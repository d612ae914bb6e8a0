"""Says which mentions are never of one actor, whatever the network thinks: by their types, by
their place in the clause, and by the names within them."""

from __future__ import annotations

from helpers.base.wordlists import singular
from helpers.network import PRONOUN_KINDS, plain, source_mentions
from helpers.tagging import SUBJECTS

NESTED = 4  # mentions within another that are looked at
POSSESSIVE = frozenset("his her its their my our your".split())
THIRD_PERSON = ("he", "she", "it", "they")
OBJECTS = ("dobj", "dative")
SMALL = frozenset("of the and for & in".split())  # words that tell no two names apart
OF_ONE_PERSON = ("he", "she", "i")
APART = (  # types of which a mention of one is never one of the other
    ({"person"}, {"state", "organisation", "place"}),
    ({"group"}, {"person", "state", "place"}),
    ({"organisation"}, {"place"}),
)


def are_apart(type, other):
    """Return whether two types are never one actor's."""
    for some, others in APART:
        if (type in some and other in others) or (type in others and other in some):
            return True
    return False


def pronoun_may_belong(word, type):
    """Return whether a pronoun may be one of an actor of a type: we are no single person."""
    kind = PRONOUN_KINDS.get(word.lower(), "")
    if kind in OF_ONE_PERSON:
        return type in ("person", "")
    if type == "person":
        return kind in ("you", "they")
    return kind != "it" or type != "group"


# in the clause


def others_beside(parse, words, spotted, tokens) -> list[set[int]]:
    """Return for each mention those that are others by their place in the clause: its owner, who
    is within it if it is of several, who is joined to it by "and", and the subject of the verb
    whose object it is.

    `words` are those of the network, `tokens` the head of each mention in the parse."""
    at = {token: i for i, token in enumerate(tokens)}
    others = [owners_within(words, spotted, i) for i in range(len(spotted))]
    for i, token in enumerate(tokens):
        if parse.tag[token] == "NNS" and spotted[i].form in ("noun", "group"):
            others[i] |= those_within(spotted, i)
            for j in those_within(spotted, i):
                others[j].add(i)
    for token, i in at.items():
        if spotted[i].text.lower().endswith(("self", "selves")):
            continue
        beside = [k for k in parse.conjuncts(token)[1:] if k in at]
        if parse.dep[token] in SUBJECTS:
            beside += [k for k in parse.children[parse.head[token]] if parse.dep[k] in OBJECTS]
        for k in beside:
            j = at.get(k, i)
            if j > i and not spotted[j].text.lower().endswith(("self", "selves")):
                others[j].add(i)
    return others


def those_within(spotted, i):
    """Return the mentions inside a mention: of those of several, as of "the divers of Lund", none
    is the same actor."""
    mention = spotted[i]
    near = range(max(0, i - NESTED), min(len(spotted), i + NESTED + 1))
    return {
        j
        for j in near
        if j != i and mention.first <= spotted[j].first and spotted[j].last <= mention.last
    }


def spoken_of(spotted, heads, around, direct) -> list[set[int]]:
    """Return for each mention those that are others since one speaks of the other: he, she, it and
    they inside a direct quotation are not who speaks it. `direct` are the numbers of such
    quotations."""
    others = [set() for _ in spotted]
    speaker = source_mentions(heads, around)
    for i, quotation in enumerate(around.quotation[heads.head].tolist()):
        kind = PRONOUN_KINDS.get(spotted[i].text.lower(), "")
        if quotation in direct and kind in THIRD_PERSON and speaker[quotation] >= 0:
            others[i].add(int(speaker[quotation]))
            others[speaker[quotation]].add(i)
    return others


def owners_within(words, spotted, i):
    """Return the earlier mentions to whom, as a mention says, it belongs: "his" of "his wife". Who
    is owned is another than the owner; but the government of a state stands for it."""
    mention = spotted[i]
    owners = set()
    if mention.type == "state":
        return owners
    for j in range(i - 1, max(-1, i - 1 - NESTED), -1):
        inner = spotted[j]
        is_within = mention.first <= inner.first and inner.last < mention.head
        behind = "".join(words[inner.last + 1 : inner.last + 3]).lower()
        is_owner = inner.text.lower() in POSSESSIVE or behind[:2] in ("'s", "’s")
        if is_within and is_owner:
            owners.add(j)
    return owners


# by the names within them


def names_within(words, mention):
    """Return (the head of a phrase, the names in it): the Republican nominee is not the Democratic
    one, and the mayor of Lund not Mogadishu's; empty if there are none."""
    inside = range(mention.first, mention.last + 1)
    head = singular(words[mention.head].lower())
    names = {plain(words[k]) for k in inside if k != mention.head and words[k][0].isupper()}
    return head, names - {"the", "a", "an", "his", "her", "its", "their", "our", "my"}


def is_longer_name(name, other):
    """Return whether one of two names has all words of the other: "Apple Computer" and "Apple"."""
    words, others = (set(one.lower().split()) - SMALL for one in (name, other))
    return bool(words and others) and (words <= others or others <= words)
