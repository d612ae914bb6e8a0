"""Joins the names of people in an article: each form with the fullest name of the same person."""

from collections import Counter
from collections.abc import Mapping, Sequence

from helpers.actors.keys import (
    PersonName,
    folded_genders,
    is_slip,
    may_be_same,
    read_person,
    slips,
    transliterate,
)

LIKE = "same last name, like first name"
SLIP = "last name but for a letter"
MOST_ALIKE = 20  # names that one is compared with, so that a long list takes no longer for each
OTHER = {"m": "f", "f": "m"}


def join_people(
    forms: Sequence[str], *, genders: Mapping[str, str] | None = None, with_slips: bool = True
) -> list[tuple[str, str]]:
    """Return for each name of a person, in the order of the text, (the fullest name of the same
    person, rule).

    The names may have titles in front, which the fullest name leaves out. A last name that several
    bear is that of the one with the fitting title or gender, else of the first whom the article
    names in full more than once, else of the first. `genders` has what else is known: full name → m
    or f. `with_slips`: a name that is written once may be another one but for a letter.

    >>> join_people(["Senator Bo Lee", "Ann Lee", "Ms. Lee", "Sen. Lee", "Lee"])[2:]
    [('Ann Lee', 'last name and title'), ('Bo Lee', 'last name and title'), ('Bo Lee', 'last name')]
    """
    people = {form: read_person(form) for form in dict.fromkeys(forms)}
    counts = Counter(forms)
    once = {form for form in people if with_slips and counts[form] == 1}
    joined = join_full_names(people, once)
    written = Counter(joined[form][0] for form in forms if form in joined)
    known = {}  # fullest name → the titles and genders that its forms have
    for form, person in people.items():
        if person.is_full:
            name = joined[form][0]
            gender = (genders or {}).get(name) or person.gender
            known.setdefault(name, {""}).update({gender, person.role, person.number})
    shorts = {}  # (rule, words) → the fullest names for which they are short
    for name in sorted(known, key=lambda name: written[name] == 1):
        for short in dict.fromkeys(short_names(read_person(name))):
            shorts.setdefault(short, []).append(name)
    short_forms = {form: person for form, person in people.items() if form not in joined}
    for form, person in short_forms.items():
        joined[form] = join_short(person, shorts, known, may_slip=form in once)
    bare = {form: person for form, person in short_forms.items() if not joined[form][0]}
    joined |= join_bare(bare, shorts)
    return [joined[form] for form in forms]


# full names


def join_full_names(people, once):
    """Return form → (the fullest name of the same person, rule), for the full names.

    "Lasarte Beristain" is short for Íñigo Lasarte Beristain. The forms that are written `once` may
    be slips of the pen."""
    full = {form: person for form, person in people.items() if person.is_full}
    names = {}  # what a fuller name has in common with others → the fullest names
    joined = {}
    for form, person in sorted(full.items(), key=lambda item: fullness(item[1])):
        traits = full_traits(person)
        if form not in once:
            traits.pop(SLIP)
        for rule, shared in traits.items():
            alike = [other for trait in shared for other in names.get(trait, ())[:MOST_ALIKE]]
            others = dict.fromkeys(alike)
            fuller = [other.text for other in others if may_be_same(person, other)]
            is_sure = rule in ("full name", LIKE) and not person.first.endswith(".")
            if len(fuller) == 1 or (fuller and is_sure):
                joined[form] = (fuller[0], rule)
                break
        else:
            joined[form] = (person.text, "full name")
            for trait in all_traits(person):
                names.setdefault(trait, []).append(person)
    return joined


def fullness(person):
    """Return by what the fullest names come first: whole words, no capitals, no initial first."""
    whole = [word for word in person.words if not word.endswith(".")]
    return -len(whole), person.text.isupper(), person.first.endswith(".")


def full_traits(person):
    """Return rule → what a full name has in common with a fuller one of the same person."""
    initial = ("initial", person.last, person.first[0])
    like = ("like", transliterate(person.last), person.first[:3])
    return {
        "full name": [("key", person.key), ("words", *sorted(person.words))],
        "part of the full name": [("part", *person.words)],
        LIKE: [initial if person.first.endswith(".") else like],
        SLIP: [("slip", slip, person.first[0]) for slip in slips(person.last)],
    }


def all_traits(person):
    """Return what any other form of a full name may have in common with it."""
    words = person.words
    traits = [trait for shared in full_traits(person).values() for trait in shared]
    parts = [words[i:] for i in range(1, len(words) - 1)]
    parts += [words[:i] for i in range(2, len(words))]
    initial = ("initial", person.last, person.first[0])
    return [*traits, initial, *(("part", *part) for part in parts)]


# short names


def short_names(person: PersonName):
    """Yield (rule, *words) of what a person may be called: the last name with and without its
    particles, the first name, the first of two last names; the last name in other spellings."""
    if person.family_first:
        yield "last name", person.words[0]
        yield "first name", *person.words[1:]
    else:
        yield from (("last name", *person.words[i:]) for i in range(1, len(person.words)))
        yield "first name", person.words[0]
        for word in person.words[1:-1]:
            if word in person.names and word not in folded_genders():
                yield "first of two last names", word
    yield "last name, spelt differently", transliterate(person.last)
    yield from ((SLIP, slip) for slip in slips(person.last))


def join_short(person, shorts, known, *, may_slip):
    """Return (the fullest name, rule) of a short name; two empty strings if no one bears it, or
    whoever does has another gender. `may_slip`: it may be a slip of the pen."""
    traits = [
        ("last name", *person.words),
        ("last name", person.last),
        ("first name", *person.words),
        ("first of two last names", *person.words),
        ("last name, spelt differently", transliterate(person.last)),
        *((SLIP, slip) for slip in slips(person.last) if may_slip),
    ]
    for rule, *words in traits:
        bearers = shorts.get((rule, *words), [])
        if rule == SLIP:
            bearers = [one for one in bearers if is_slip(read_person(one).last, person.last)]
        barred = OTHER.get(person.gender)
        fitting = [
            one for one in bearers if barred not in known[one] and known[one] >= {person.number}
        ]
        for fact in filter(None, (person.gender, person.role)):
            fitting = [one for one in fitting if fact in known[one]] or fitting
        if rule == "last name" and bearers:
            rule = "last name and title" if len(fitting) < len(bearers) else rule
            return (fitting[0], rule) if fitting else ("", "")
        titled = person.has_surname_title and person.words[0] in folded_genders()
        if len(fitting) == 1 and not (titled and rule == "first name"):
            return fitting[0], rule
    return "", ""


def join_bare(bare, shorts):
    """Return form → (name, "same name") for the names that are no one's short name.

    Each is one person in all its spellings, unless the titles give both genders, or the name is
    another's: then it keeps its title."""
    genders = {}
    for person in bare.values():
        genders.setdefault(person.key, set()).add(person.gender)
    names = {}
    joined = {}
    for form, person in sorted(bare.items(), key=lambda item: item[1].text.isupper()):
        is_taken = ("last name", *person.words) in shorts
        apart = is_taken or {"m", "f"} <= genders[person.key]
        same = (person.key, person.gender if apart else "")
        joined[form] = (names.setdefault(same, form if apart else person.text), "same name")
    return joined
