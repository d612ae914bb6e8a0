"""Tells men from women by title, role noun, pronoun and first name."""

import re

from helpers.base.wordlists import first_names, roles, title_genders
from helpers.network import PRONOUN_KINDS

KIN = "(?:grand|step|god)?"
FEMALE_ROLE = re.compile(
    rf".*woman|{KIN}(?:mother|daughter)|wife|widow|sister|niece|aunt"
    "|(?:school)?girl|actress|(?:land)?lady"
)
MALE_ROLE = re.compile(rf"{KIN}(?:father|son)|husband|brother|nephew|uncle|(?:school)?boy")
PRONOUNS = {"he": "m", "she": "f"}


def gender_of(mention, before: str, actor: str = "") -> str:
    """Return m or f if a mention says whether it is of a man or a woman, else an empty string.

    `before` is the word before it in small letters, and `actor` the full name of its actor, if that
    is known."""
    words = mention.text.split()
    if mention.form == "pronoun":
        return PRONOUNS.get(PRONOUN_KINDS.get(mention.text.lower(), ""), "")
    if mention.type != "person" or not words:
        return ""
    if mention.form in ("name", "demonym", "metonym", "place"):
        title = title_genders().get(before.rstrip("."), "")
        return title or first_name_gender(actor or mention.text)
    return noun_gender(words)


def first_name_gender(name):
    """Return m or f by the first known first name of a full name, else an empty string."""
    words = name.split()[:-1]
    return next((first_names()[word] for word in words if word in first_names()), "")


def noun_gender(words):
    """Return m or f by the last title or role in a phrase that says so."""
    gender = ""
    for word in (word.lower().rstrip(".") for word in words):
        gender = title_genders().get(word) or role_gender(word) or gender
    return gender


def role_gender(word: str) -> str:
    """Return m or f if a role says which, else an empty string.

    >>> role_gender("spokesman"), role_gender("german"), role_gender("grandmother")
    ('m', '', 'f')
    """
    if FEMALE_ROLE.fullmatch(word):
        return "f"
    if word.endswith("man"):
        return "m" if word in roles() else ""
    return "m" if MALE_ROLE.fullmatch(word) else ""
