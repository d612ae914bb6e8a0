"""Finds out which people are men and which are women, by title, role, first name, and what they say
of themselves."""

import re
from bisect import bisect_left, bisect_right

from helpers.base.wordlists import first_names, reporting_verbs, roles, title_genders
from helpers.tagging import SUBJECTS

MALE = ("he", "him", "his", "himself")
KIN = "(?:grand|step|god)?"
FEMALE_ROLE = re.compile(
    rf".*woman|{KIN}(?:mother|daughter)|wife|widow|sister|niece|aunt"
    "|(?:school)?girl|actress|(?:land)?lady"
)
MALE_ROLE = re.compile(rf"{KIN}(?:father|son)|husband|brother|nephew|uncle|(?:school)?boy")


def known_genders(parse, people):
    """Return person → m or f, for the mentions of people of whom it is known."""
    named = named_genders(parse, people)
    return said_genders(parse, people, named) | named


def gender_of(parse, pronoun):
    return "m" if parse.lower[pronoun] in MALE else "f"


def pronouns(parse, words):
    """Return the tokens that are one of some pronouns, in lower case."""
    pairs = zip(parse.lower, parse.upos, strict=True)
    return [i for i, (word, upos) in enumerate(pairs) if upos == "PRON" and word in words]


def named_genders(parse, people):
    """Return person → m or f: by a title or role beside the name, else by a first name that nearly
    always is either."""
    genders = {}
    for mention in people:
        gender = title_gender(parse, mention)
        if gender:
            genders[mention.actor] = gender
    for actor in {m.actor for m in people}:
        first = actor.split()[0]
        if " " in actor and first in first_names():
            genders.setdefault(actor, first_names()[first])
    return genders


def title_gender(parse, mention):
    """Return m or f, by the last title or role in a mention, or a title before a name; else
    None."""
    words = parse.lower[max(0, mention.first - 1) : mention.last]
    if mention.form == "name":
        words = words[:1] if mention.first else []
    gender = None
    for word in (word.rstrip(".") for word in words):
        if word in title_genders():
            gender = title_genders()[word]
        elif mention.form in ("title", "noun"):
            gender = role_gender(word) or gender
    return gender


def role_gender(word):
    """Return m or f if a role says which, else None.

    >>> role_gender("spokesman"), role_gender("german"), role_gender("grandmother")
    ('m', None, 'f')
    """
    if FEMALE_ROLE.fullmatch(word):
        return "f"
    if word.endswith("man"):
        return "m" if word in roles() else None
    return "m" if MALE_ROLE.fullmatch(word) else None


def said_genders(parse, people, known):
    """Return person → m or f from what they say of themselves in reported speech: "Memon said she
    believed".

    Not where somebody known to be of that gender was named just before: "Okafor said he was wrong"
    may mean him."""
    people = sorted(people, key=lambda m: m.first)
    owner = {i: m.actor for m in people for i in range(m.first, m.last)}
    votes = {}
    for i in pronouns(parse, ("he", "she")):
        speaker = who_says(parse, i)
        gender = gender_of(parse, i)
        if speaker in owner and gender not in genders_before(parse, people, known, speaker):
            votes.setdefault(owner[speaker], []).append(gender)
    return {actor: max(genders, key=genders.count) for actor, genders in votes.items()}


def genders_before(parse, people, known, i):
    """Return the known genders of those named in the sentence of a token and the two before it,
    without whom the token names."""
    earliest = parse.sentence[i] - 2
    low = bisect_left(people, earliest, key=lambda m: parse.sentence[m.first])
    high = bisect_right(people, i, key=lambda m: m.first)
    return {known.get(m.actor) for m in people[low:high] if i >= m.last}


def who_says(parse, i):
    """Return the subject of the verb of saying whose reported clause has a token for its subject,
    or -1."""
    verb = parse.head[i]
    saying = parse.head[verb]
    if parse.dep[i] not in SUBJECTS or parse.dep[verb] != "ccomp":
        return -1
    if parse.lemma[saying] not in reporting_verbs():
        return -1
    return next((c for c in parse.dependents(saying, *SUBJECTS) if c < i), -1)
