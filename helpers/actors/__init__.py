"""Who is who: the mentions of actors in an article, and the actors they belong to."""

from helpers.actors.calling import plain_name, without_number
from helpers.actors.keys import (
    PersonName,
    acronym,
    body_key,
    is_one_name,
    is_slip,
    may_be_one_body,
    may_be_one_person,
    may_be_same,
    name_key,
    read_person,
    same_first_name,
    slips,
    transliterate,
)
from helpers.actors.labels import find_interviewee
from helpers.actors.mentions import count_actors, find_mentions
from helpers.actors.people import join_people

__all__ = [
    "PersonName",
    "acronym",
    "body_key",
    "count_actors",
    "find_interviewee",
    "find_mentions",
    "is_one_name",
    "is_slip",
    "join_people",
    "may_be_one_body",
    "may_be_one_person",
    "may_be_same",
    "name_key",
    "plain_name",
    "read_person",
    "same_first_name",
    "slips",
    "transliterate",
    "without_number",
]
