"""Reads the names of bodies: their spellings, short forms, and the places in them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from helpers.actors import acronym, body_key
from helpers.base.wordlists import organisations

LEGAL_FORM = re.compile(r",? (?:Inc|LLC|Ltd|Corp|Co|PLC|plc|GmbH|AG|SA|NV|SE|SpA)\.?$|\.com$")
LONGEST_PLACE = 3  # words


@lru_cache(2**16)
def body_spelling(name: str) -> str:
    """Return one key for the name of a body in all its spellings, also as one word, and whatever
    the gazetteer knows it by.

    >>> body_spelling("Real Clear Politics") == body_spelling("RealClearPolitics")
    True
    >>> body_spelling("GOP"), body_spelling("the Republican party")
    ('republicanparty', 'republicanparty')
    """
    key = letters_of(name)
    return known_bodies().get(key, key)


def letters_of(name):
    return body_key(LEGAL_FORM.sub("", re.sub("^an? ", "", name))).replace(" ", "")


@cache
def known_bodies():
    """Return the key of each name in the gazetteer → the key of the usual name."""
    return {letters_of(form): letters_of(name) for form, name in organisations().items()}


@cache
def usual_names():
    """Return the key of each usual name in the gazetteer → that name."""
    return {letters_of(name): name for name in organisations().values()}


def is_known_body(name: str) -> bool:
    """Return whether the gazetteer has a name of a body, in any spelling."""
    return letters_of(name) in known_bodies()


def explains(full, short):
    """Return whether the words of a full name tell what a short one is short for."""
    if is_acronym(short):
        return letters_of(short) == acronym(full).casefold()
    words = body_key(short).split()
    return len(words) > 1 and set(words) < set(body_key(full).split())


def is_acronym(name):
    return name.replace(".", "").isupper() and " " not in name


def lacks_place(short, full, places):
    """Return whether a place before or behind a full name is missing in the short one."""
    words = set(body_key(short).split())
    return any(words <= set(body_key(rest).split()) for rest in without_place(full, places))


def without_place(name, places):
    """Return what is left of a name without a place in front, and without one behind it.

    >>> without_place("Texas Senate", {"Texas"}), without_place("Bank of Japan", {"Japan"})
    (['Senate'], ['Bank'])
    """
    words = name.removeprefix("the ").removeprefix("The ").split()
    left = []
    for size in range(1, min(LONGEST_PLACE, len(words) - 1) + 1):
        if re.sub("['’]s?$", "", " ".join(words[:size])) in places:
            left.append(" ".join(words[size:]))
        if words[-size - 1] in ("of", "in", "for") and " ".join(words[-size:]) in places:
            left.append(" ".join(words[: -size - 1]))
    return left
