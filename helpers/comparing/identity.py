"""Takes several annotated articles, gives them with one name for each actor, whatever an article
calls it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.actors import count_actors, join_people, same_first_name

if TYPE_CHECKING:
    import pandas as pd

    from helpers.base.article import AnnotatedArticle


def share_names(annotated: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Return annotated articles with each actor, as mentioned and as speaker, under the name it has
    in all of them."""
    names = same_actors(annotated)
    return [rename_actors(one, names) for one in annotated]


def rename_actors(
    annotated: AnnotatedArticle, names: Mapping[tuple[str, str], str]
) -> AnnotatedArticle:
    """Return an annotated article with other names for its actors; `names` has (article, actor) →
    name."""
    of = annotated.article.id
    mine = {
        actor: names[of, actor]
        for actor in annotated.actors["actor"]
        if names.get((of, actor), actor) != actor
    }
    if not mine:
        return annotated
    mentions = annotated.mentions.assign(actor=annotated.mentions["actor"].replace(mine))
    speakers = [rename_speakers(speaker, mine) for speaker in annotated.quotes["speaker"].tolist()]
    quotes = annotated.quotes.assign(speaker=speakers).astype({"speaker": "str"})
    return replace(annotated, mentions=mentions, quotes=quotes, actors=count_actors(mentions))


def rename_speakers(speaker, names):
    return "; ".join(dict.fromkeys(names.get(name, name) for name in speaker.split("; ")))


def rename_tones(
    sentiment: pd.DataFrame, article: str, names: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Return the rows of the table `sentiment` of one article, with other names for actors and
    speakers as rename_actors."""
    rows = sentiment[sentiment["article"] == article]
    there = {
        *rows["actor"],
        *(name for speaker in rows["speaker"].unique() for name in speaker.split("; ")),
    }
    mine = {actor: names[article, actor] for actor in there if (article, actor) in names}
    speakers = [rename_speakers(speaker, mine) for speaker in rows["speaker"].tolist()]
    return rows.assign(actor=rows["actor"].replace(mine), speaker=speakers).astype(
        {"actor": "str", "speaker": "str"}
    )


def same_actors(annotated: Sequence[AnnotatedArticle]) -> dict[tuple[str, str], str]:
    """Return (article, actor) → the actor's name in all articles.

    People are the same by last name, in another transliteration too, and like first name; a last
    name alone is the only person of that name. States have one name already. Bodies and groups are
    the same if their names are, but for case, accents and article ("the"): in articles on one event
    mostly right, elsewhere for the researcher to say. People without a name are never the same:
    where two articles have "a man", each has its article behind it. Of several names the commonest
    stands, of equals the fullest. What an article's corrections say counts before all of this."""
    rows = [
        row
        for one in annotated
        for row in one.actors[["article", "actor", "type"]].itertuples(index=False, name=None)
    ]
    return name_actors(rows, {pair for one in annotated for pair in nameless_people(one.mentions)})


def name_actors(
    rows: Sequence[tuple[str, str, str]], nameless: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Return same_actors from rows of (article, actor, type) and the pairs (article, actor) of
    people without a name."""
    people = [
        actor
        for article, actor, type in rows
        if type == "person" and (article, actor) not in nameless
    ]
    keys = person_keys(people)
    groups = {}
    for article, actor, type in rows:
        alone = article if (article, actor) in nameless else ""
        key = keys[actor] if type == "person" and not alone else plain(actor).casefold()
        groups.setdefault((type == "person", alone, key), []).append((article, actor))
    names = {}
    for same in groups.values():
        names |= dict.fromkeys(same, best_name([actor for _, actor in same]))
    twice = Counter(actor for _, actor in nameless)
    return {
        one: f"{name} ({one[0]})" if one in nameless and twice[one[1]] > 1 else name
        for one, name in names.items()
    }


def nameless_people(mentions: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (article, actor) of the persons that no mention of an article names: "a man", "the
    finance minister"."""
    people = mentions[(mentions["type"] == "person") & (mentions["actor"] != "")]
    named = people[people["form"].isin(["name", "title"]) | (people["rule"] == "by hand")]
    all_people, with_name = (
        set(zip(table["article"], table["actor"], strict=True)) for table in (people, named)
    )
    return all_people - with_name


def person_keys(people):
    """Return name → key, the same for the names of one person."""
    plain_names = [plain(name) for name in people]
    full = [joined for joined, _ in join_people(plain_names)]
    bearers = {}
    for name in {*plain_names}:
        if " " in name:
            bearers.setdefault(name.rpartition(" ")[2], set()).add(transliterate(name))
    shared = [
        name if len(bearers.get(name, ())) > 1 else joined
        for name, joined in zip(plain_names, full, strict=True)
    ]
    return dict(zip(people, join_spellings(shared), strict=True))


def plain(name: str) -> str:
    """Return a name without accents, article and double spaces.

    >>> plain("the  Assimi Goïta")
    'Assimi Goita'
    """
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    )
    return re.sub(r"^the ", "", " ".join(letters.split()), flags=re.I) or name


def join_spellings(names: Iterable[str]) -> list[str]:
    """Return for each full name the first one that is another transliteration of it.

    >>> join_spellings(["Volodymyr Zelensky", "Ann Johnson", "Volodymyr Zelenskyy", "Ann Johnston"])
    ['Volodymyr Zelensky', 'Ann Johnson', 'Volodymyr Zelensky', 'Ann Johnston']
    """
    names = list(names)
    known = {}
    joined = {}
    for name in dict.fromkeys(names):
        if " " not in name:  # a last name alone is nobody's other spelling
            continue
        others = known.setdefault(transliterate(name.rpartition(" ")[2]), [])
        same = next(
            (other for other in others if same_first_name(other.split()[0], name.split()[0])), None
        )
        if same:
            joined[name] = same
        else:
            others.append(name)
    return [joined.get(name, name) for name in names]


def transliterate(name: str) -> str:
    """Return a name in a spelling that is the same for its transliterations.

    >>> transliterate("Zelenskyy") == transliterate("Zelensky"), transliterate("Gaddafi") == transliterate("Gadafi")
    (True, True)
    """
    key = re.sub(r"[yj]", "i", name.lower())
    for letters, instead in (
        ("kh", "h"),
        ("ou", "u"),
        ("oo", "u"),
        ("w", "v"),
        ("ei", "i"),
        ("q", "k"),
        ("ks", "x"),
    ):
        key = key.replace(letters, instead)
    return re.sub(r"(.)\1+", r"\1", key)


def best_name(names):
    counts = Counter(names)
    return max(counts, key=lambda name: (counts[name], len(name.split()), len(name), name))
