"""Gives each actor one name in several articles, whatever an article calls it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.actors import count_actors, join_people, same_first_name, transliterate

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


def same_actors(annotated: Sequence[AnnotatedArticle]) -> dict[tuple[str, str], str]:
    """Return (article, actor) → the actor's name in all articles.

    People are the same if their last names are, also in another transliteration, and their first
    names are alike; a last name alone is that of the only person who bears it. States have one name
    already. Bodies and groups are the same if their names are, but for case, accents and article
    ("the"): this is mostly right in articles on one event, and elsewhere for the researcher to
    decide. People without a name are never the same: where two articles have "a man", each gets its
    article behind it. Of several names the commonest is taken, of equally common ones the fullest.
    An article's corrections count before all of this."""
    rows = []
    nameless = set()
    for one in annotated:
        rows += one.actors[["article", "actor", "type"]].itertuples(index=False, name=None)
        nameless |= nameless_people(one.mentions)
    return name_actors(rows, nameless)


def name_actors(
    rows: Sequence[tuple[str, str, str]], nameless: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Return what same_actors returns, from rows of (article, actor, type) and the pairs (article,
    actor) of people without a name."""
    keys = person_keys([row[1] for row in rows if row[2] == "person" and row[:2] not in nameless])
    groups = {}
    for article, actor, kind in rows:
        is_person = kind == "person"
        is_nameless = (article, actor) in nameless
        key = without_accents(actor).casefold()
        if is_person and not is_nameless:
            key = keys[actor]
        group = (is_person, article if is_nameless else "", key)
        groups.setdefault(group, []).append((article, actor))
    names = {}
    for same in groups.values():
        names |= dict.fromkeys(same, best_name([actor for _, actor in same]))
    articles_with = Counter(actor for _, actor in nameless)
    for article, actor in nameless:
        if articles_with[actor] > 1 and (article, actor) in names:
            names[article, actor] = f"{names[article, actor]} ({article})"
    return names


def nameless_people(mentions: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (article, actor) of the people whom no mention in their article names: "a man", "the
    finance minister"."""
    people = mentions[(mentions["type"] == "person") & (mentions["actor"] != "")]
    named = people[people["form"].isin(["name", "title"]) | (people["rule"] == "by hand")]
    return pairs_of(people) - pairs_of(named)


def pairs_of(mentions):
    return set(zip(mentions["article"], mentions["actor"], strict=True))


def person_keys(people):
    """Return name → key, the same for the names of one person."""
    names = [without_accents(name) for name in people]
    bearers = {}  # last name → the people who have it
    for name in set(names):
        if " " in name:
            bearers.setdefault(name.rpartition(" ")[2], set()).add(transliterate(name))
    keys = []
    for name, (full, _) in zip(names, join_people(names, with_slips=False), strict=True):
        is_shared = len(bearers.get(name, ())) > 1  # a last name alone may be that of either
        keys.append(name if is_shared else full)
    return dict(zip(people, join_spellings(keys), strict=True))


def without_accents(name: str) -> str:
    """Return a name without accents, article and double spaces.

    >>> without_accents("the  Assimi Goïta")
    'Assimi Goita'
    """
    characters = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in characters if not unicodedata.combining(letter))
    return re.sub(r"^the ", "", " ".join(letters.split()), flags=re.I) or name


def join_spellings(names: Iterable[str]) -> list[str]:
    """Return for each full name the first one that is another transliteration of it.

    >>> join_spellings(["Volodymyr Zelensky", "Ann Johnson", "Volodymyr Zelenskyy", "Ann Johnston"])
    ['Volodymyr Zelensky', 'Ann Johnson', 'Volodymyr Zelensky', 'Ann Johnston']
    """
    names = list(names)
    bearers = {}  # last name in one spelling → full names
    first_spelling = {}
    for name in dict.fromkeys(names):
        if " " not in name:  # a last name alone is not another spelling
            continue
        others = bearers.setdefault(transliterate(name.rpartition(" ")[2]), [])
        first_name = name.split()[0]
        same = [other for other in others if same_first_name(other.split()[0], first_name)]
        if same:
            first_spelling[name] = same[0]
        else:
            others.append(name)
    return [first_spelling.get(name, name) for name in names]


def best_name(names):
    """Return the commonest of some names, of equally common ones the fullest."""
    counts = Counter(names)
    return max(counts, key=lambda name: (counts[name], len(name.split()), len(name), name))
