"""Tables of mentions that say what articles call their actors, without an annotation."""

from helpers.base.tables import make_table
from helpers.comparing.identity import name_actors

PRONOUNS = ("he", "she", "it", "they")


def mentions_of(**articles):
    """Return the table `mentions` of articles; each is a list of (actor, type, *words of its
    mentions), of which those in small letters are nouns and pronouns, the rest names. Without words
    an actor is mentioned once by its name."""
    rows = []
    for article, actors in articles.items():
        for actor, kind, *texts in actors:
            for text in texts or [actor]:
                rows.append(mention(article, actor, kind, text, len(rows)))
    return make_table("mentions", rows)


def mention(article, actor, kind, text, number):
    form = "noun" if text.islower() else "name"
    if text in PRONOUNS:
        form = "pronoun"
    start = 10 * number
    place = {"article": article, "start": start, "end": start + len(text), "text": text}
    told = {"actor": actor, "form": form, "rule": "", "type": kind, "confidence": 1.0}
    return {**place, "sentence": 0, "mention": number, **told}


def shared(**articles):
    """Return (article, actor) → the name in all articles, of articles as in mentions_of."""
    return name_actors(mentions_of(**articles))


def are_one(one, other, *others):
    """Return whether two actors are one: each is (actor, type, *words), in an article of its own,
    beside other articles, which are lists of such actors."""
    more = {f"c{number}": actors for number, actors in enumerate(others)}
    names = shared(a=[one], b=[other], **more)
    return names["a", one[0]] == names["b", other[0]]
