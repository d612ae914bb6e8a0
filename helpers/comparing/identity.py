"""Gives each actor one name in several articles, whatever an article calls it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.actors import body_key, count_actors
from helpers.base.tables import join_tables
from helpers.base.wordlists import ordinary_words, singular, states, word_set
from helpers.comparing.appearances import Appearance, Doubt, find_appearances
from helpers.comparing.bodies import identify_bodies
from helpers.comparing.body_names import is_known_body, usual_names
from helpers.comparing.nameless import identify_nameless, main_actors
from helpers.comparing.people import Person, identify_people, read_name

if TYPE_CHECKING:
    import pandas as pd

    from helpers.base.article import AnnotatedArticle


def share_names(annotated: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Return annotated articles in which each actor, as mentioned and as speaker, has one name in
    all of them."""
    names = same_actors(annotated)
    return [rename_actors(one, names) for one in annotated]


def rename_actors(
    annotated: AnnotatedArticle, names: Mapping[tuple[str, str], str]
) -> AnnotatedArticle:
    """Return an annotated article with other names for its actors; `names` has (article, actor) →
    name."""
    article = annotated.article.id
    renamed = {}
    for actor in annotated.actors["actor"]:
        name = names.get((article, actor), actor)
        if name != actor:
            renamed[actor] = name
    if not renamed:
        return annotated
    mentions = annotated.mentions.assign(actor=annotated.mentions["actor"].replace(renamed))
    speakers = [rename_speakers(speaker, renamed) for speaker in annotated.quotes["speaker"]]
    quotes = annotated.quotes.assign(speaker=speakers).astype({"speaker": "str"})
    return replace(annotated, mentions=mentions, quotes=quotes, actors=count_actors(mentions))


def rename_speakers(speaker, names):
    """Return one or several speakers, "; " between them, under other names, each once."""
    return "; ".join(dict.fromkeys(names.get(name, name) for name in speaker.split("; ")))


def rename_tones(
    sentiment: pd.DataFrame, article: str, names: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Return the rows of the table `sentiment` of one article, with the actors and speakers renamed
    as by rename_actors."""
    rows = sentiment[sentiment["article"] == article]
    renamed = {actor: name for (of, actor), name in names.items() if of == article}
    speakers = [rename_speakers(speaker, renamed) for speaker in rows["speaker"]]
    rows = rows.assign(actor=rows["actor"].replace(renamed), speaker=speakers)
    return rows.astype({"actor": "str", "speaker": "str"})


# who is who


def same_actors(annotated: Sequence[AnnotatedArticle]) -> dict[tuple[str, str], str]:
    """Return (article, actor) → the actor's name in all articles; see `name_actors`."""
    tables = [one.mentions for one in annotated]
    return name_actors(join_tables(tables)) if tables else {}


def name_actors(mentions: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return (article, actor) → the actor's name in all articles, from the table `mentions` of all,
    of which the columns article, actor, type, form, rule and text are read.

    `people.identify_people`, `bodies.identify_bodies` and `nameless.identify_nameless` say who is
    the same; states and places are by name. Of several names the one that
    corrections give is taken, else the gazetteer's, else the commonest full one. Two actors never
    have one name: the rarer gets its type or its article behind it."""
    keys, _ = identify_actors(find_appearances(mentions))
    groups = defaultdict(list)
    for one, key in keys.items():
        groups[key].append(one)
    named = defaultdict(list)
    for key, same in groups.items():
        named[best_name(key, same)].append(same)
    names = {}
    for name, several in named.items():
        for same, own_name in zip(several, names_apart(name, several), strict=True):
            names |= {(one.article, one.actor): own_name for one in same}
    return names


def identify_actors(
    appearances: Sequence[Appearance],
) -> tuple[dict[Appearance, Hashable], list[Doubt]]:
    """Return for each actor of an article what is the same for all that are one, and the doubts."""
    people = [one for one in appearances if one.type == "person" and one.is_named]
    bodies = [one for one in appearances if one.type in ("organisation", "group") and is_named(one)]
    territories = [one for one in appearances if one.type in ("state", "place")]
    keys, doubts = identify_people(people)
    keys |= {one: (one.type, territory_key(one)) for one in territories}
    body_keys, body_doubts = identify_bodies(bodies, territories, keys)
    keys |= body_keys
    nameless = [one for one in appearances if one not in keys]
    nameless_keys, nameless_doubts = identify_nameless(nameless, main_actors(keys))
    keys |= nameless_keys
    keys = keep_corrections({one: keys[one] for one in appearances})
    return keys, [*doubts, *body_doubts, *nameless_doubts]


def is_named(one):
    """Return whether a body or group has a name of its own (Republicans), or, as a body, a name in
    what it is called (Mali's junta); a "state Supreme Court" has none."""
    words = one.actor.split()
    proper = [is_proper(word) for word in words]
    is_name = one.is_named or (any(proper) if one.type == "organisation" else all(proper))
    is_particle = words[0].lower() in word_set("name particle")
    opens = not words[0].islower() or is_particle or is_known_body(one.actor)
    return bool(one.by_hand) or (is_name and opens)


@lru_cache(2**16)
def is_proper(word):
    """Return whether a word has a capital of its own, not that of a sentence."""
    forms = {word.lower(), singular(word.lower())}
    return not word.islower() and forms.isdisjoint(ordinary_words())


def territory_key(one):
    name = one.actor.removeprefix("the ")
    return body_key(states().get(name, (name, ""))[0] if one.type == "state" else name)


def keep_corrections(keys):
    """Return the keys with what corrections say: actors to whom they give one name are one, and two
    whom they name in one article are two."""
    kept = dict(keys)
    taken = {}
    by_name = {}
    for one, key in keys.items():
        if one.by_hand:
            key = by_name.get(one.actor, key)
            if taken.setdefault((one.article, key), one) is not one:
                key = (key, one.actor)
            kept[one] = by_name[one.actor] = key
    return kept


# names


def best_name(key, same):
    """Return the name of an actor from how it is called in the articles."""
    names = [one.actor for one in same if 2 * one.by_hand > one.mentions]
    if not names and isinstance(key, tuple) and key[0] == "body" and key[1] in usual_names():
        return usual_names()[key[1]]
    if not names and isinstance(key, Person):
        names = [one.actor for one in same if is_good_name(one.actor)]
    counts = Counter(names or [one.actor for one in same])
    return max(counts, key=lambda name: (counts[name], len(name.split()), len(name), name))


def is_good_name(name):
    """Return whether a person's name is full, without a title, and no headline's in capitals."""
    return read_name(name).is_full and read_name(name).text == name and not name.isupper()


def names_apart(name, groups):
    """Return names for the actors who share one: it stays that of the one in most articles, if
    there are several; the others get their type, or their article, behind it."""
    types = Counter(same[0].type for same in groups)
    most = max(groups, key=len)
    names = []
    for same in groups:
        behind = same[0].type if types[same[0].type] == 1 else same[0].article
        is_kept = len(groups) == 1 or (same is most and len(same) > 1)
        names.append(name if is_kept else f"{name} ({behind})")
    return names
