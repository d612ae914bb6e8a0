"""Who is who: the mentions of actors in an article, and the actors they belong to."""

from helpers.actors.keys import (
    is_one_name,
    may_be_one_body,
    may_be_one_person,
    name_key,
    same_first_name,
    transliterate,
)
from helpers.actors.labels import find_interviewee
from helpers.actors.mentions import count_actors, find_mentions
from helpers.actors.people import join_people

__all__ = [
    "count_actors",
    "find_interviewee",
    "find_mentions",
    "is_one_name",
    "join_people",
    "may_be_one_body",
    "may_be_one_person",
    "name_key",
    "same_first_name",
    "transliterate",
]
