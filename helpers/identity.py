"""Takes several annotated articles, gives them with one name for each actor, whatever an article calls it."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from helpers.actors import count_actors
from helpers.aliases import join_people, same_first_name

LIKE = 0.8  # how alike two spellings of a last name are at least: Zelensky, Zelenskyy; Goita, Goïta


def share_names(annotated):
    """Return annotated articles with each actor, as mentioned and as speaker, under the name it has in all of them."""
    names = same_actors([one.actors for one in annotated])
    return [rename_actors(one, names) for one in annotated]


def rename_actors(annotated, names):
    """Return an annotated article with other names for its actors; `names` has (article, actor) → name."""
    article = annotated.article.id
    mine = {actor: name for (of, actor), name in names.items() if of == article and actor != name}
    if not mine:
        return annotated
    mentions = annotated.mentions.assign(actor=annotated.mentions["actor"].replace(mine))
    speakers = [
        "; ".join(dict.fromkeys(mine.get(name, name) for name in speaker.split("; ")))
        for speaker in annotated.quotes["speaker"]
    ]
    quotes = annotated.quotes.assign(speaker=speakers).astype({"speaker": "str"})
    return replace(annotated, mentions=mentions, quotes=quotes, actors=count_actors(mentions))


def same_actors(tables):
    """Return (article, actor) → the actor's name in all articles, from their tables `actors`.

    People are the same by last name, in another transliteration too, and like first name; a last name alone is the only
    person of that name. States have one name already. Bodies and groups are the same if their names are, but for case,
    accents and article ("the"). Of several names the commonest stands, of equals the fullest. What an article's corrections
    say counts before all of this.
    """
    columns = ["article", "actor", "type"]
    rows = [row for actors in tables for row in actors[columns].itertuples(index=False, name=None)]
    people = [actor for _, actor, type in rows if type == "person"]
    keys = dict(zip(people, (full for full, _ in join_people([*map(plain, people)])), strict=True))
    keys = dict(zip(keys, join_spellings(list(keys.values())), strict=True))
    groups = {}
    for article, actor, type in rows:
        key = keys[actor] if type == "person" else plain(actor).casefold()
        groups.setdefault((type == "person", key), []).append((article, actor))
    return {one: best_name([actor for _, actor in same]) for same in groups.values() for one in same}


def plain(name):
    """Return a name without accents, article and double spaces.

    >>> plain("the  Assimi Goïta")
    'Assimi Goita'
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"^the ", "", " ".join(letters.split()), flags=re.I) or name


def join_spellings(names):
    """Return for each full name the first one that is another spelling of it.

    >>> join_spellings(["Volodymyr Zelensky", "Ann Lee", "Volodymyr Zelenskyy", "Vladimir Zelenin"])
    ['Volodymyr Zelensky', 'Ann Lee', 'Volodymyr Zelensky', 'Vladimir Zelenin']
    """
    from rapidfuzz.distance import Levenshtein

    known, joined = [], []
    for name in names:
        first, _, last = name.rpartition(" ")
        same = [
            other for other in known
            if first and " " in other and same_first_name(other.split()[0], name.split()[0])
            and Levenshtein.normalized_similarity(other.rpartition(" ")[2].lower(), last.lower()) >= LIKE
        ]  # fmt: skip
        joined.append(same[0] if same else name)
        known += [name] * (not same)
    return joined


def best_name(names):
    counts = Counter(names)
    return max(counts, key=lambda name: (counts[name], len(name.split()), -len(name), name))
