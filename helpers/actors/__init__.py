"""Who is who: the mentions of actors in an article, and the actors they belong to."""

from helpers.actors.aliases import is_one_name, join_people, same_first_name
from helpers.actors.labels import find_interviewee
from helpers.actors.mentions import count_actors, find_mentions

__all__ = [
    "count_actors",
    "find_interviewee",
    "find_mentions",
    "is_one_name",
    "join_people",
    "same_first_name",
]
