"""Finds out which people of several articles are one, by their full and short names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from helpers.actors import PersonName, is_slip, may_be_same, read_person, slips, transliterate
from helpers.base.wordlists import first_names
from helpers.comparing.appearances import FEWEST, Appearance, Doubt, clear_choice, most_mentioned

LONG = 6  # letters of a last name that may have another spelling
FEW = 3  # articles that must name somebody by a last name that is a first name, too
HANDLE = re.compile(r"@(\w+)")


@dataclass(eq=False)
class Person:
    """Somebody whom articles name in full: the commonest full name, the others, the actors of
    articles who are this person, and the articles that use a short name, by its key."""

    name: PersonName
    others: list[PersonName] = field(default_factory=list)
    appearances: list[Appearance] = field(default_factory=list)
    called: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: PersonName, appearances: Sequence[Appearance]) -> None:
        """Take in actors of articles with one full name."""
        self.others.append(name)
        self.appearances += appearances
        for one in appearances:
            for short in map(read_name, one.names):
                if not short.is_full:
                    self.called[short_key(short)].add(one.article)

    def fits(self, name: PersonName) -> bool:
        """Return whether a full name may be the person's: it agrees with the commonest one and with
        all others that begin and end as it does, and is no slip of the pen."""
        alike = [other for other in self.others if initials(other) == initials(name)]
        return not differ_by_slip(self.name, name) and all(
            may_be_same(other, name) for other in (self.name, *alike)
        )

    @cached_property
    def gender(self) -> str:
        """The gender that the name has, or that the pronouns of most articles have."""
        counts = Counter(one.gender for one in self.appearances if one.gender)
        return self.name.gender or max(counts, key=lambda gender: counts[gender], default="")

    @cached_property
    def short_keys(self) -> set[str]:
        """The keys of the short names that the full name explains."""
        return {*last_keys(self.name), transliterate(self.name.first)}

    def weight(self, short: str) -> int:
        """Return how many articles name the person by what a short name stands for, or use it."""
        named = len(self.appearances) if short in self.short_keys else 0
        return named + len(self.called.get(short, ()))


@lru_cache(2**16)
def read_name(text: str) -> PersonName:
    """Return the parts of a person's name, without "the"; of an account those of its handle.

    >>> read_name("Twitter @AnnLee").key == read_name("Ann Lee").key
    True
    """
    handle = HANDLE.search(text)
    return read_person(handle[1] if handle else re.sub("^the (?=.)", "", text, flags=re.I))


def initials(name):
    return name.first[0], name.last


def short_key(name: PersonName) -> str:
    return transliterate(name.key)


def last_keys(name: PersonName) -> set[str]:
    """Return the keys of the last name, of the words before it that are no first names, and of the
    last word: Kim Bauer opens like a Korean name."""
    between = [word for word in name.names[1:-1] if not is_first_name(word) and word[-1] != "."]
    return {transliterate(word) for word in (*between, name.last, name.words[-1])}


def is_first_name(word):
    return word.title() in first_names()


def differ_by_slip(a, b):
    return is_slip(a.last, b.last) and transliterate(a.last) != transliterate(b.last)


# who is who


def identify_people(
    people: Sequence[Appearance],
) -> tuple[dict[Appearance, Hashable], list[Doubt]]:
    """Return for each person of an article what is the same for all who are one, and the doubts.

    Full names are one person's if nothing in them forbids it. A short name is that of the person
    whom clearly most articles name or call so. A name that is not a last one (Hillary) must be used
    by two articles beside the full name, or be the first name of nobody else."""
    names = {one: read_name(one.actor) for one in people}
    person_of, doubts = gather_persons(names)
    bearers = find_bearers(person_of.values())
    keys: dict[Appearance, Hashable] = {}
    in_article = defaultdict(set)
    for one, name in names.items():
        if name.key in person_of:
            keys[one] = person_of[name.key]
            in_article[one.article].add(keys[one])
    for one, name in names.items():
        if one not in keys:
            persons = [person for person in bearers[short_key(name)] if agree(one, name, person)]
            several = len(in_article[one.article].intersection(persons)) > 1
            keys[one] = choose_person(one, name, persons, several=several)
            if not isinstance(keys[one], Person):
                reason = f"“{one.actor}” may be short for this name or for another"
                doubts += [Doubt(one, most_mentioned(p.appearances), reason) for p in persons]
    return keys, doubts


def agree(one, name, person):
    """Return whether a short name may be a person's: pronouns do not say that two are a man and a
    woman, and only a long last name may have another spelling."""
    if {one.gender, person.gender} == {"m", "f"}:
        return False
    is_spelt = name.key in person.name.words or name.key in person.called
    return is_spelt or (len(name.key) >= LONG and not is_first_name(name.key))


def choose_person(one, name, persons, *, several):
    """Return the Person whom a short name means, or a key of its own.

    Where an article names several of them in full, and leaves the short name open, it is nobody's;
    so is a last name that is a first name, too (Henry), if few articles have it."""
    short = short_key(name)
    weights = {person: person.weight(short) for person in persons}
    person = None if several else clear_choice(weights)
    is_first = is_first_name(name.key)
    if person and (weights[person] >= FEW or not is_first):
        return person
    return ("short name", short, one.article if persons or is_first else "")


def gather_persons(names: Mapping[Appearance, PersonName]) -> tuple[dict[str, Person], list[Doubt]]:
    """Return the key of each full name → the person, and the doubts.

    The commonest names come first: a rarer one is the same person's if it fits one of those known
    so far, or one far more than the others."""
    spelt = defaultdict(list)
    for one, name in names.items():
        if name.is_full:
            spelt[name.key].append(one)
    known = defaultdict(list)  # trait → those who have it
    person_of: dict[str, Person] = {}
    doubts = []
    for key, appearances in sorted(spelt.items(), key=lambda item: (-len(item[1]), item[0])):
        one = max(appearances, key=lambda one: (not one.actor.isupper(), one.mentions))
        name = names[one]
        alike = dict.fromkeys(person for trait in traits(name) for person in known[trait])
        fitting = {person: len(person.appearances) for person in alike if person.fits(name)}
        person = clear_choice(fitting)
        if person is None:
            person = Person(name)
            for trait in traits(name):
                known[trait].append(person)
            for other in alike:
                reason = why_alike(other, name, fits=other in fitting)
                if reason:
                    doubts.append(Doubt(one, most_mentioned(other.appearances), reason))
        person.add(name, appearances)
        person_of[key] = person
    return person_of, doubts


def traits(name):
    """Return what two full names that may be one person's have in common: one of the names behind
    the first, or a slip of the last, and the first letter of a name before it."""
    last = {*map(transliterate, (*name.names[1:], name.last)), *slips(name.last)}
    letters = {word[0] for word in (name.first, *name.names[:-1])}
    return [(word, letter) for word in sorted(last) for letter in sorted(letters)]


def why_alike(person, name, *, fits):
    """Return why a full name may be a person's, though it fits several or does not quite fit; empty
    if nothing says so."""
    known = person.name
    if fits:
        return "the name fits several people"
    if {known.gender, name.gender} == {"m", "f"}:
        return ""
    if differ_by_slip(known, name):
        return "the last names differ in a letter" if first_names_alike(known, name) else ""
    if known.last != name.last or not first_names_alike(known, name):
        return ""
    if known.number != name.number:
        return "the names are alike but for Jr. or a number"
    return "one first name may be short for the other"


def first_names_alike(a, b):
    """Return whether one first name may be short for the other: Joe, Joseph."""
    short, long = sorted((a.first.rstrip("."), b.first.rstrip(".")), key=len)
    return short == long or (len(short) < 5 and long[:2] == short[:2])


def find_bearers(persons: Iterable[Person]) -> defaultdict[str, list[Person]]:
    """Return the key of a short name → those whom it may mean."""
    bearers = defaultdict(list)
    first = defaultdict(list)
    for person in dict.fromkeys(persons):
        used = {key for key, articles in person.called.items() if len(articles) >= FEWEST}
        for key in sorted(last_keys(person.name) | used):
            bearers[key].append(person)
        first[transliterate(person.name.first)].append(person)
    for key, namesakes in first.items():
        if len(namesakes) == 1 and len(namesakes[0].appearances) >= FEWEST:
            bearers.setdefault(key, namesakes)
    return bearers
