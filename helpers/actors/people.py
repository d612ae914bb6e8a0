"""Joins the names of people in an article: each form with the fullest name of the same person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.actors.keys import (
    PersonName,
    folded_genders,
    is_slip,
    may_be_same,
    read_person,
    slips,
    transliterate,
)

SPELT = "last name, spelt differently"
BUT_A_LETTER = "last name but for a letter"


def join_people(
    forms: Sequence[str], *, genders: Mapping[str, str] | None = None, with_slips: bool = True
) -> list[tuple[str, str]]:
    """Return for each name of a person, in the order of the text, (the fullest name of the same
    person, rule).

    The names may have titles in front, which the fullest name leaves out. A last name that several
    bear is that of the one with the fitting title or gender, else of the one whose full name is
    written most often, of equals last. `genders` has what else is known: full name → m or f.
    `with_slips`: a name that is written once may be another one but for a letter.

    >>> join_people(["Senator Bo Lee", "Ann Lee", "Ms. Lee", "Sen. Lee"])[2:]
    [('Ann Lee', 'last name and title'), ('Bo Lee', 'last name and title')]
    """
    people = {form: read_person(form) for form in dict.fromkeys(forms)}
    counts = Counter(forms)
    once = {form for form in people if with_slips and counts[form] == 1}
    joined = join_full_names(people, once)
    bearers = {}
    for place, form in enumerate(forms):
        if form in joined:
            name = joined[form][0]
            bearer = bearers.setdefault(name, Bearer(read_person(name)))
            bearer.add(people[form], place, (genders or {}).get(name, ""))
    shorts = short_forms(bearers.values())
    bare = {}
    for form, person in people.items():
        if form not in joined:
            name, rule = join_short(person, shorts, may_slip=form in once)
            joined[form] = (name, rule)
            if not name:
                bare[form] = person
    joined |= join_bare(bare, shorts)
    return [joined[form] for form in forms]


# full names


def join_full_names(people, once):
    """Return form → (the fullest name of the same person, rule), for the full names.

    "Lasarte Beristain" is short for Íñigo Lasarte Beristain. The forms that are written
    `once` may be slips of the pen."""
    full = {form: person for form, person in people.items() if person.is_full}
    names = {}  # trait → the fullest names that have it
    joined = {}
    for form, person in sorted(full.items(), key=lambda item: fullness(item[1])):
        fuller, rule = find_fuller(person, names, may_slip=form in once)
        joined[form] = (fuller.text, rule)
        if fuller is person:
            for trait in full_name_traits(person):
                names.setdefault(trait, []).append(person)
    return joined


def fullness(person):
    """Return by what the fullest names come first: whole words, no capitals, no initial first."""
    whole = [word for word in person.words if not word.endswith(".")]
    return -len(whole), person.text.isupper(), person.first.endswith(".")


def full_name_traits(person):
    """Return what another form of a full name has in common with it."""
    words = person.words
    initial = person.first[0]
    traits = [("key", person.key), ("words", *sorted(words))]
    traits += [("part", *words[i:]) for i in range(1, len(words) - 1)]
    traits += [("part", *words[:i]) for i in range(2, len(words))]
    traits += [("initial", person.last, initial), like_trait(person)]
    return traits + [("slip", last, initial) for last in slips(person.last)]


def like_trait(person):
    return "like", transliterate(person.last), person.first[:2]


def find_fuller(person, names, *, may_slip):
    """Return (the fuller name of the same person, rule), or the name itself if there is none, or
    several. `may_slip`: it may be a slip of the pen."""
    initial = person.first[0]
    is_initial = person.first.endswith(".")
    like = ("initial", person.last, initial) if is_initial else like_trait(person)
    rules = {
        "full name": [("key", person.key), ("words", *sorted(person.words))],
        "part of the full name": [("part", *person.words)],
        "same last name, like first name": [like],
        BUT_A_LETTER: [("slip", last, initial) for last in slips(person.last)],
    }
    for rule, traits in rules.items():
        others = dict.fromkeys(name for trait in traits for name in names.get(trait, ()))
        fuller = [one for one in others if may_be_same(person, one)]
        if len(fuller) == 1 and (may_slip or rule != BUT_A_LETTER):
            return fuller[0], rule
    return person, "full name"


# short names


@dataclass
class Bearer:
    """Somebody whose full name an article has: how often, where last, and the titles and gender
    that it gives."""

    person: PersonName
    mentions: int = 0
    latest: int = 0
    gender: str = ""
    roles: set[str] = field(default_factory=set)

    def add(self, person: PersonName, place: int, gender: str) -> None:
        """Take in one more mention by full name, and the gender if it is known."""
        self.mentions += 1
        self.latest = place
        self.gender = gender or self.gender or person.gender or self.person.gender
        self.roles.add(person.role)

    def fits(self, person: PersonName) -> bool:
        """Return whether a short name with its title may be this person's."""
        other_gender = {person.gender, self.gender} == {"m", "f"}
        return not other_gender and person.number in ("", self.person.number)


def short_forms(bearers: Iterable[Bearer]) -> dict[tuple[str, ...], list[Bearer]]:
    """Return (rule, *words) → those of whom the words are the short name by this rule."""
    shorts = {}
    for bearer in bearers:
        for trait in dict.fromkeys(short_names(bearer.person)):
            shorts.setdefault(trait, []).append(bearer)
    return shorts


def short_names(person: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield (rule, *words) of what a person may be called: the last name with and without its
    particles, the first name, the first of two last names; the last name in other spellings."""
    if person.family_first:
        yield "last name", person.words[0]
        yield "first name", *person.words[1:]
    else:
        for start in range(1, len(person.words)):
            yield "last name", *person.words[start:]
        yield "first name", person.words[0]
        for word in person.words[1:-1]:
            if word in person.names and word not in folded_genders():
                yield "first of two last names", word
    yield SPELT, transliterate(person.last)
    for slip in slips(person.last):
        yield BUT_A_LETTER, slip


def join_short(person, shorts, *, may_slip):
    """Return (the fullest name, rule) of a short name; two empty strings if no one bears it, or
    whoever does is of another gender. `may_slip`: it may be a slip of the pen."""
    traits = [
        ("last name", *person.words),
        ("last name", person.last),
        ("first name", *person.words),
        ("first of two last names", *person.words),
        (SPELT, transliterate(person.last)),
        *((BUT_A_LETTER, slip) for slip in slips(person.last) if may_slip),
    ]
    is_surname = person.has_surname_title and person.words[0] in folded_genders()
    for rule, *words in traits:
        bearers = shorts.get((rule, *words), [])
        if rule == BUT_A_LETTER:
            bearers = [one for one in bearers if is_slip(one.person.last, person.last)]
        if rule == "last name" and bearers:
            return choose_bearer(person, bearers)
        is_barred = rule == "first name" and is_surname
        if len(bearers) == 1 and bearers[0].fits(person) and not is_barred:
            return bearers[0].person.text, rule
    return "", ""


def choose_bearer(person, bearers):
    """Return (full name, rule) of the one of several with a last name whom it means, with its
    title; two empty strings if it fits none."""
    fitting = [one for one in bearers if one.fits(person)]
    if person.gender:
        fitting = [one for one in fitting if one.gender == person.gender] or fitting
    if person.role:
        fitting = [one for one in fitting if person.role in one.roles] or fitting
    if not fitting:
        return "", ""
    bearer = max(fitting, key=lambda one: (one.mentions, one.latest))
    rule = "last name and title" if len(fitting) < len(bearers) else "last name"
    return bearer.person.text, rule


def join_bare(bare, shorts):
    """Return form → (name, "same name") for the names that are no one's short name.

    Each is one person in all its spellings, unless the titles give both genders, or the name is
    another's: then it keeps its title."""
    same = {}
    for form, person in bare.items():
        same.setdefault(person.key, {})[form] = person
    joined = {}
    for forms in same.values():
        genders = {person.gender for person in forms.values()}
        names = {}  # gender → name
        for form, person in sorted(forms.items(), key=lambda item: item[1].text.isupper()):
            is_taken = ("last name", *person.words) in shorts
            apart = is_taken or {"m", "f"} <= genders
            kind = person.gender if apart else ""
            names.setdefault(kind, form if apart else person.text)
            joined[form] = (names[kind], "same name")
    return joined
