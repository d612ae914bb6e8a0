"""Joins the mentions of an article into actors, from left to right: names by their keys, the rest
to whom the network thinks they belong, unless that is never so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from helpers.actors.vetoes import (
    OF_ONE_PERSON,
    are_apart,
    is_longer_name,
    names_within,
    pronoun_may_belong,
)
from helpers.network import PRONOUN_KINDS, Pairs, softmax

# what may stand between a title and its name: "the group “Hamas”", "its head, Ms. Lee"
BETWEEN = frozenset(", . “ \" ‘ ' mr mrs ms dr sir".split())
NESTED = 4  # mentions within another that are looked at
# weight of a pronoun's chance of belonging to nobody before: most belong to somebody, and at 1 too
# many are left alone (chosen on the development articles)
ALONE = 0.5
ONE_BODY = 0.7  # chance from which two names of bodies are one's, if one is the longer
UNSURE = 0.4  # chance below which a pronoun belongs to nobody: hardly half of them are right
LEAST = 1e-6  # what remains of the chances where hardly any cluster is possible


@dataclass(frozen=True)
class Link:
    """To which cluster a mention belongs (-1: to none), the chance that it does, and with which
    mention before it the network reads it (-1: none)."""

    cluster: int
    chance: float
    antecedent: int = -1


@dataclass
class Cluster:
    """What is known of an actor so far: the keys of its names, its type, whether it is a man (m) or
    a woman (f), and by which nouns it was called with which names: nominee, the Democratic one."""

    keys: set = field(default_factory=set)
    type: str = ""
    gender: str = ""
    nouns: dict = field(default_factory=dict)


def join_mentions(
    words: Sequence[str],
    spotted: Sequence,
    keys: Sequence[str],
    genders: Sequence[str],
    others: Sequence[set[int]],
    pairs: Pairs,
    scores: np.ndarray,
) -> list[Link]:
    """Return the Link of each mention.

    `words` are those of the text, `keys` those of names (empty: none), `genders` m or f where a
    mention says what its bearer is, `others` the mentions that are somebody else by their
    place in the clause. Two full names, two states, a man and a woman, a person and a body, a state
    and its people are never one, whatever the network thinks."""
    joiner = Joiner(words, spotted, keys, genders, others, pairs, scores)
    for i in range(len(spotted)):
        name = joiner.name_behind(i)
        if name is None:
            joiner.join(i)
            continue
        joiner.others[name] |= joiner.others[i]
        joiner.join(name)
        joiner.follow(i, name)
    return [joiner.links[i] for i in range(len(spotted))]


class Joiner:
    """The clusters of the mentions read so far."""

    def __init__(self, words, spotted, keys, genders, others, pairs, scores):
        self.words = words
        self.others = [set(found) for found in others]
        self.spotted = spotted
        self.keys = keys
        self.genders = genders
        self.candidate = pairs.candidate
        self.chances = softmax(scores)
        self.links = {}
        self.clusters = []
        self.by_key = {}

    def name_behind(self, i):
        """Return the number of the name that stands right behind a title, else None."""
        title = self.spotted[i]
        if title.form != "title":
            return None
        for k in range(i + 1, min(i + 1 + NESTED, len(self.spotted))):
            name = self.spotted[k]
            if name.first > title.last:
                between = self.words[title.last + 1 : name.first]
                is_beside = BETWEEN.issuperset(word.lower() for word in between)
                may_be_one = not between or not are_apart(title.type, name.type)
                return k if is_beside and name.form == "name" and may_be_one else None
        return None

    def join(self, i):
        """Find the cluster of a mention, a new one if it belongs to none before it."""
        if i in self.links:
            return
        mention = self.spotted[i]
        if mention.form == "label":
            self.links[i] = self.link_label(i)
            return
        number, chance = self.choose(i)
        if mention.form == "pronoun" and chance < UNSURE:
            number = -1
        self.links[i] = Link(number, chance * mention.chance, self.best(i, number))
        self.learn(i)

    def link_label(self, i):
        """Return the Link of what is said of somebody: to whom it is said of, or to none. It makes
        no actor, and tells nothing of the one that it has."""
        chances = self.chances_of(i)
        number = max(chances, key=chances.__getitem__)
        if number >= 0 and self.may_belong(i, number):
            return Link(number, chances[number] * self.spotted[i].chance, self.best(i, number))
        return Link(-1, self.spotted[i].chance)

    def follow(self, i, name):
        """Join a title to the cluster of the name behind it."""
        number = self.links[name].cluster
        self.links[i] = Link(number, self.spotted[i].chance, name)
        self.learn(i)

    def chances_of(self, i):
        """Return cluster → the chance that a mention belongs to it, and under -1 that to none."""
        chances = defaultdict(float)
        is_pronoun = self.spotted[i].form == "pronoun"
        chances[-1] = float(self.chances[i, 0]) * (ALONE if is_pronoun else 1)
        for j, chance in zip(self.candidate[i].tolist(), self.chances[i, 1:].tolist(), strict=True):
            if j >= 0 and j in self.links and self.links[j].cluster >= 0:
                chances[self.links[j].cluster] += chance
        return chances

    def choose(self, i):
        """Return (the cluster of a mention, how sure that is): that of its key, or the likeliest of
        those to which it may belong, with its share of their chances."""
        key = self.keys[i]
        if key in self.by_key:
            return self.by_key[key], 1.0
        possible = {
            number: chance
            for number, chance in self.chances_of(i).items()
            if number < 0 or self.may_belong(i, number)
        }
        number = max(possible, key=possible.__getitem__)
        if number >= 0:
            return number, possible[number] / sum(possible.values())
        self.clusters.append(Cluster())
        alone = 1.0 if key else possible[-1] / max(LEAST, sum(possible.values()))
        return len(self.clusters) - 1, alone

    def best(self, i, number):
        """Return the mention of a cluster with which another one is most likely read, -1 if none is
        among those compared."""
        best = -1
        most = 0.0
        for j, chance in zip(self.candidate[i].tolist(), self.chances[i, 1:].tolist(), strict=True):
            if j in self.links and self.links[j].cluster == number and chance > most:
                best = j
                most = chance
        return best

    def learn(self, i):
        """Add to a cluster what one of its mentions tells of the actor."""
        mention = self.spotted[i]
        number = self.links[i].cluster
        if number < 0:
            return
        cluster = self.clusters[number]
        if self.keys[i]:
            cluster.keys.add(self.keys[i])
            self.by_key.setdefault(self.keys[i], number)
        if mention.form == "pronoun":
            cluster.type = cluster.type or type_of_pronoun(mention.text)
        elif self.keys[i] or not cluster.type:
            cluster.type = mention.type
        cluster.gender = cluster.gender or self.genders[i]
        if mention.name is None and mention.form != "pronoun":
            noun, names = names_within(self.words, mention)
            cluster.nouns.setdefault(noun, set()).update(names)

    # what is never so

    def may_belong(self, i, number):
        """Return whether a mention may be one of a cluster."""
        mention = self.spotted[i]
        cluster = self.clusters[number]
        for j in self.others[i]:
            if self.keys[j] in cluster.keys or (
                j in self.links and self.links[j].cluster == number
            ):
                return False
        if self.genders[i] and cluster.gender and self.genders[i] != cluster.gender:
            return False
        if mention.form == "pronoun":
            return pronoun_may_belong(mention.text, cluster.type)
        if are_apart(mention.type, cluster.type):
            return False
        if mention.name is None:
            noun, names = names_within(self.words, mention)
            others = cluster.nouns.get(noun, names)
            return not names or not others or not names.isdisjoint(others)
        if not (self.keys[i] and cluster.keys):
            return True
        is_body = mention.type == cluster.type == "organisation"
        may_be_one = is_body and all(is_longer_name(self.keys[i], key) for key in cluster.keys)
        return may_be_one and self.chances_of(i)[number] >= ONE_BODY


def type_of_pronoun(word):
    """Return the type of whom a pronoun stands for, as far as it tells."""
    kind = PRONOUN_KINDS.get(word.lower(), "")
    if kind in OF_ONE_PERSON:
        return "person"
    return "organisation" if kind == "it" else ""
