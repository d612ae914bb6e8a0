"""Finds out which bodies of several articles are one, by their full and short names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from helpers.actors import acronym, body_key, may_be_same, read_person, transliterate
from helpers.base.wordlists import (
    function_words,
    ordinary_words,
    singular,
    states,
    word_set,
)
from helpers.comparing.appearances import FEWEST, Appearance, Doubt, clear_choice, most_mentioned
from helpers.comparing.body_names import (
    body_spelling,
    explains,
    is_acronym,
    lacks_place,
    letters_of,
    usual_names,
    without_place,
)
from helpers.comparing.people import Person, find_bearers


def identify_bodies(
    bodies: Sequence[Appearance],
    territories: Sequence[Appearance],
    keys: Mapping[Appearance, Hashable],
) -> tuple[dict[Appearance, Hashable], list[Doubt]]:
    """Return for each body of an article what is the same for all that are one, and the doubts.

    Bodies are one if their names are, but for spelling, a company's legal form or a common noun
    behind (the AFL-CIO federation), or if the gazetteer says so. A short name stands for the body
    that clearly most articles call so beside its full name, but never for one that has a place in
    its name besides. A name of common words (Health Ministry) is that of one body only in articles
    that name one country in common. `territories` are states and places; `keys` are those of the
    people, whose campaigns may be among the bodies, and of the territories."""
    places = {*(one.actor for one in territories), *states()}
    spelt = spell_bodies(bodies)
    uses = find_uses(spelt)
    countries = named_countries(territories, keys)
    owner_of = campaign_owners(keys)
    body_keys: dict[Appearance, Hashable] = {}
    for key, same in join_short_names(spelt, uses, places).items():
        country_of = tell_countries(same, countries) if is_common(key, same) else {}
        for one in same:
            owner = owner_of(one)
            own_key = ("body", key, country_of.get(one, ""))
            body_keys[one] = ("campaign", owner) if owner else own_key
    return body_keys, body_doubts(body_keys, uses, places)


def spell_bodies(bodies):
    """Return actor → the key of its name, without the common noun behind it if others leave it
    out."""
    spelt = {one: body_spelling(one.actor) for one in bodies}
    known = {*spelt.values(), *usual_names()}
    return {one: without_kind(one.actor, key, known) for one, key in spelt.items()}


def without_kind(name, key, known):
    words = name.split()
    kinds = word_set("kind of body") | word_set("kind of outlet")
    if key in usual_names() or words[-1] not in kinds:
        return key
    while len(words) > 1 and words[-1].islower():
        words.pop()
    short = body_spelling(" ".join(words))
    return short if short in known else key


# common names


def named_countries(territories, keys):
    """Return article → the countries that it names, with the numbers of mentions."""
    countries = defaultdict(Counter)
    known = {body_key(state) for state, _ in states().values()}
    for one in territories:
        kind, name = keys[one]
        if kind == "state" and name in known:
            countries[one.article][name] += one.mentions
    return countries


def is_common(key, same):
    """Return whether a name has common words only: it may be that of a body in each country."""
    if key in usual_names():
        return False
    listed = (ordinary_words(), function_words())
    words = body_key(same[0].actor).split()
    return all(any({word, singular(word)} & words for words in listed) for word in words)


def tell_countries(same, countries):
    """Return actor → the country of a body whose name others may have; none for those in articles
    that name the country that most of these articles name, or that name no country."""
    counts = Counter(country for one in same for country in countries.get(one.article, ()))
    if not counts:
        return {}
    commonest = counts.most_common(1)[0][0]
    return {
        one: countries[one.article].most_common(1)[0][0]
        for one in same
        if one.article in countries and commonest not in countries[one.article]
    }


# short names


def find_uses(spelt):
    """Return the key of each short name → the key of a full name → the pairs (short name, actor of
    an article that has both)."""
    uses = defaultdict(lambda: defaultdict(list))
    for one, full in spelt.items():
        for form in one.names:
            short = body_spelling(form)
            if short != full and short not in usual_names():
                uses[short][full].append((form, one))
    return uses


def join_short_names(spelt, uses, places):
    """Return the key of a full name → the actors who bear it, or a short name that stands for it.

    Where an article itself has both, and takes them for two, only an acronym is joined."""
    full_names = {short: full_name(options, places) for short, options in uses.items()}
    in_article = defaultdict(set)
    for one, key in spelt.items():
        in_article[one.article].add(key)
    same = defaultdict(list)
    for one, key in spelt.items():
        full = full_names.get(key) or key
        is_apart = full in in_article[one.article] and not is_acronym(one.actor)
        same[key if is_apart else full].append(one)
    return same


def full_name(options, places):
    """Return the key of the full name that a short one stands for; None if that is not clear.

    One article that has both is enough for an acronym, and for several words of the full name."""
    counts = {}
    explained = set()
    for full, pairs in options.items():
        if not any(lacks_place(form, one.actor, places) for form, one in pairs):
            counts[full] = len({one.article for _, one in pairs})
        if any(explains(one.actor, form) for form, one in pairs):
            explained.add(full)
    full = clear_choice(counts)
    return full if full in explained or counts.get(full, 0) >= FEWEST else None


# campaigns


def campaign_owners(keys):
    """Return a function from an actor of an article to the Person whose campaign it is, or None."""
    persons = defaultdict(set)
    for one, key in keys.items():
        persons[one.article].add(key)
    bearers = find_bearers(key for key in keys.values() if isinstance(key, Person))

    def owner_of(one):
        *words, last = one.actor.split()
        if last.lower() not in word_set("campaign staff"):
            return None
        while len(words) > 1 and words[-1].islower() and last == "campaign":
            words.pop()  # presidential
        name = read_person(re.sub("['’]s?$", "", " ".join(words)) or last)
        options = [
            person
            for person in bearers.get(transliterate(name.last), ())
            if may_be_same(person.name, name)
        ]
        own = persons[one.article].intersection(options)
        return clear_choice({person: len(person.appearances) for person in own or options})

    return owner_of


# doubts


def body_doubts(keys, uses, places):
    """Return the bodies that may be one: by a short name, by capitals, or but for a place."""
    same = defaultdict(list)
    for one, key in keys.items():
        if key[0] == "body":
            same[key[1]].append(one)
    most = {key: most_mentioned(appearances) for key, appearances in same.items()}
    initials = defaultdict(list)
    for key, one in most.items():
        initials[acronym(one.actor).casefold()].append(key)
    doubts = []
    for key, one in most.items():
        reasons = dict.fromkeys(uses.get(key, ()), "an article has both names for it")
        if is_acronym(one.actor) and len(key) > 2:
            reasons |= dict.fromkeys(initials[key], "the words begin with these letters")
        bare = [letters_of(rest) for rest in without_place(one.actor, places)]
        reasons |= dict.fromkeys(bare, "the names are the same but for a place")
        doubts += [Doubt(one, most[other], reasons[other]) for other in reasons if other in most]
        elsewhere = {keys[other]: other for other in reversed(same[key])}
        reason = "articles on other countries have the same name"
        doubts += [Doubt(other, one, reason) for other in elsewhere.values()]
    return doubts
