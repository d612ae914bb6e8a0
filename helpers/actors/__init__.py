"""Names, titles, roles, groups and pronouns become the mentions of actors: who is who."""

from helpers.actors.aliases import is_one_name, join_people, same_first_name
from helpers.actors.mentions import count_actors, find_mentions

__all__ = [
    "count_actors",
    "find_mentions",
    "is_one_name",
    "join_people",
    "same_first_name",
]
