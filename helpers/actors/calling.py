"""Names the actors of an article: by their fullest name, or by plain words where they have none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from helpers.actors.labels import tokens_at
from helpers.base.wordlists import charged_words, number_words, ordinary_words, roles, singular

FIRST_PERSON = {  # pronoun → (name, type) of an actor of whom there is nothing else
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("I", "person")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("we", "group")),
}
PASSING = frozenset(  # what opens a phrase and is no part of a name, as numbers are
    "the a an this that these those his her its their our my your whose some any several many"
    " few most all both no each every another at least about around nearly almost more over"
    " than only multiple various".split()
)
BEHIND = frozenset("in at on from with by for who which that".split())
NOUNS = ("NOUN", "PROPN")
NUMBER = re.compile(r" \(\d+\)$")  # of several actors that are called alike
MARKS = re.compile(r"""["“”]|^['‘]|['’]$""")


def actor_names(parse, spotted, keys, links):
    """Return cluster → (the name of the actor, its type); two actors without a name that are called
    alike are told apart by a number. Of pronouns alone, only I and we are somebody: whoever writes,
    or is quoted without a name."""
    members = defaultdict(list)
    for i, link in enumerate(links):
        if link.cluster >= 0:
            members[link.cluster].append(i)
    named = {}
    used = Counter()
    for cluster, places in members.items():
        full = Counter(keys[i] for i in places if keys[i])
        words = [i for i in places if spotted[i].form not in ("pronoun", "label")]
        pronouns = [spotted[i].text.lower() for i in places]
        own = [FIRST_PERSON[word] for word in pronouns if word in FIRST_PERSON]
        if full:
            name = full.most_common(1)[0][0]
            type = next(spotted[i].type for i in places if keys[i] == name)
        elif words:
            name = nameless(parse, spotted[words[0]])
            type = Counter(spotted[i].type for i in words).most_common(1)[0][0]
        elif own:
            name, type = own[0]
        else:
            continue
        used[name] += 1
        named[cluster] = (name if used[name] == 1 else f"{name} ({used[name]})", type)
    return named


def nameless(parse, mention):
    """Return what an actor without a name is called: the plain name of a mention without the
    adjectives that judge, "junta" for "the brutal and corrupt junta"."""
    low, high = tokens_at(parse, (mention.start, mention.end))
    words = range(low, high - 1)
    adjectives = [i for i in words if parse.upos[i] not in NOUNS and parse.head[i] < high]
    judging = {i for i in adjectives if parse.words[i] in charged_words()}
    judging -= {i for i in judging if parse.words[i + 1] == "-"}  # lower-income workers
    left_out = judging | {i for i in words if parse.head[i] in judging and i < parse.head[i]}
    left_out |= {i + 1 for i in judging if parse.lower[i + 1] in ("and", ",", "but")}
    kept = [i for i in range(low, high) if i not in left_out]
    return plain_name("".join(as_within(parse, i) for i in kept))


def as_within(parse, i):
    """Return a word as it stands within a sentence, with the blank behind it: "protesters " for
    "Protesters"."""
    word = parse.words[i]
    opens = i == 0 or parse.sentence[i - 1] != parse.sentence[i]
    noun = singular(word.lower())
    is_common = word.istitle() and (noun in ordinary_words() or noun in roles())
    if opens and is_common and parse.upos[i] != "PROPN":
        word = word.lower()
    return word if parse.start[i + 1 : i + 2] == [parse.end[i]] else f"{word} "


def plain_name(text: str) -> str:
    """Return the words of a phrase as a name: without marks, and without the article or the number
    that opens it.

    >>> plain_name("the “finance minister”"), plain_name("several hundred Russian soldiers")
    ('finance minister', 'Russian soldiers')
    >>> plain_name("dozens of villagers"), plain_name("many of the villagers")
    ('villagers', 'many of the villagers')
    >>> plain_name("those who stayed"), plain_name("in charge")
    ('those who stayed', 'in charge')
    """
    words = MARKS.sub("", text).split()
    lower = [word.lower() for word in words]
    passed = 0
    while passed < len(words) - 1 and is_passing(lower, passed):
        passed += 1
    if passed and lower[passed] in BEHIND:
        passed -= 1  # 1,730 in April
    return " ".join(words if lower[passed : passed + 1] == ["of"] else words[passed:])


def without_number(actor: str) -> str:
    """Return an actor's name without the number that tells it from others called alike.

    >>> without_number("UN experts (2)")
    'UN experts'
    """
    return NUMBER.sub("", actor)


def is_passing(lower, i):
    """Return whether a word opens a phrase and is no part of a name: an article, a number, or the
    "of" behind dozens."""
    word = lower[i]
    if word == "of":
        return lower[i - 1] in number_words() and lower[i - 1].endswith("s")
    return word in PASSING or word in number_words() or word.replace(",", "").isdecimal()
