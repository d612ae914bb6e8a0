"""The tone of sentences and toward each actor, by whose voice it is, and the mean tone of an
actor."""

from helpers.sentiment.by_actor import ENOUGH_ARTICLES, actor_tones
from helpers.sentiment.scores import score_mentions, score_sentences

__all__ = [
    "ENOUGH_ARTICLES",
    "actor_tones",
    "score_mentions",
    "score_sentences",
]
