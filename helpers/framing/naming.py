"""Takes the reading of an article, gives who calls whom what: each label of an actor, and in whose
voice it is given.

A label is a mention's own words, or words that a sentence puts on an actor: "were mercenaries",
"described by Mali's leaders as instructors"."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.tables import EVIDENCE
from helpers.base.wordlists import (
    characterising_verbs,
    evaluative_labels,
    number_words,
    roles,
    singular,
    word_set,
)
from helpers.framing.reading import read
from helpers.tagging import (
    agents,
    conjuncts,
    is_asserted,
    left_edge,
    objects,
    passive,
    phrase_objects,
    subjects,
)

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

ROLE_NOUN = "role noun"
EVALUATIVE = "evaluative label"
ASCRIBED = "ascribed"  # the voice of what somebody is said to call an actor
UNNAMED = "(not said by whom)"
# who speaks, in words
THE_ARTICLE = "the article"
UNNAMED_SPEAKER = "unnamed speaker"
COPULAS = {"be", "become", "remain"}
GROUPS = {
    "band",
    "bunch",
    "crowd",
    "gang",
    "group",
    "handful",
    "kind",
    "lot",
    "network",
    "set",
    "sort",
    "type",
}
REACH = 12  # tokens between "described" and its "as"


def find_labels(reading):
    """Return one case per label: the label without article, number and possessive, and its form.

    The form is that of the mention, its nouns told apart into "role noun" and "evaluative label"
    (evaluative_labels.csv). Voice and speaker say who calls the actor so: the article ("own", no
    speaker), who is quoted ("direct", "indirect"), or who is said to ("ascribed": "described by
    Mali's leaders as"). Pronouns are no labels."""
    given = {label: (called, callers) for called, label, callers in labellings(reading.parse)}
    cases = [*mention_labels(reading, given), *labels_put_on(reading, given)]
    text = reading.annotated.article.text
    return [with_form(case, plain_form(text[case.start : case.end])) for case in cases]


def mention_labels(reading, given):
    """Yield the mentions as labels, given by whoever speaks, or by whoever is said to call somebody
    so."""
    callers_of = {
        i: reading.name_at(callers) for called, callers in given.values() if callers for i in called
    }
    for mention in reading.mentions:
        if mention.form != "pronoun":
            case = reading.mention_case(mention, "naming", "", mention.form)
            if case.voice == "indirect" and callers_of.get(mention.head) == case.speaker:
                case = case._replace(
                    voice="own", speaker=""
                )  # "describe the soldiers as": only what comes next is theirs
            yield ascribe(reading, case, given.get(mention.head, ((), None))[1])


def labels_put_on(reading, given):
    """Yield the labels that are put on actors and are no mentions of theirs."""
    for label, (called, callers) in given.items():
        own = reading.actors_at([label])
        named = any(
            m.form == "name" and m.type == "person" for m in reading.standing_at(label)
        )  # "identified as Ann Lee"
        for actor in (
            reading.actors_at([i for i in called if not is_place(reading, i)]) if not named else ()
        ):
            if actor not in own:
                case = reading.case(
                    reading.parse.left_edge(label), label + 1, actor, "naming", "", "noun"
                )
                yield ascribe(reading, case, callers)


def is_place(reading, i):
    """Whether a token heads a place's name: "HOUSTON (National Wire) - A former bookkeeper" says
    nothing of Houston."""
    return any(mention.type == "place" for mention in reading.standing_at(i))


def possible_merges(annotated: AnnotatedArticle) -> pd.DataFrame:
    """Return where a sentence says of one actor that it is, or is called, another: article, start,
    end, text (the sentence), actor, other, speaker, correction.

    Whether they are one is for the researcher to say: `correction` is the row of the corrections
    table that says so."""
    reading = read(annotated)
    article = annotated.article
    rows = []
    for called, label, callers in labellings(reading.parse):
        start, end = reading.bounds[reading.parse.sentence[label]]
        speaker = (
            reading.speaker[label] if callers is None else reading.name_at(callers) or UNNAMED
        )
        others = [
            m.actor for m in reading.standing_at(label) if m.form != "name"
        ] or reading.actors_at([label])[:1]
        pairs = (
            (actor, other)
            for actor in reading.actors_at(called)
            for other in dict.fromkeys(others)
            if other != actor
        )
        for actor, other in pairs:
            known = any(m.actor == other and m.form == "name" for m in reading.mentions)
            row = as_csv_row(
                "merge", *((actor, other) if known else (other, actor))
            )  # who has a name keeps it
            rows.append(
                (article.id, start, end, article.text[start:end], actor, other, speaker, row)
            )
    columns = EVIDENCE | dict.fromkeys(["actor", "other", "speaker", "correction"], "str")
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def as_csv_row(*cells):
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def voice_names(rows: pd.DataFrame) -> pd.Series:
    """Return who speaks each row of evidence: "the article", a speaker, in direct or indirect
    speech, or who is said to."""
    speakers = rows["speaker"].mask(rows["speaker"] == "", UNNAMED_SPEAKER)
    told = rows["voice"] == "ascribed"
    indirect = rows["voice"] == "indirect"
    named = speakers.mask(told, speakers + ", as told").mask(indirect, speakers + ", paraphrased")
    return named.mask(rows["voice"] == "own", THE_ARTICLE)


def ascribe(reading, case, callers):
    """Return a label with the voice of those who are said to give it; `callers` are their tokens,
    None: whoever speaks."""
    if callers is None:
        return case
    return case._replace(voice=ASCRIBED, speaker=reading.name_at(callers) or UNNAMED)


def with_form(case, label):
    if case.detail != "noun":
        return case._replace(category=label)
    first = label.partition(" ")[0].lower()
    ordinary = (
        singular(first) in roles() or singular(first) in evaluative_labels()
    )  # "Militants" at the start of a sentence
    return case._replace(
        category=first + label[len(first) :] if ordinary else label, detail=form_of(label)
    )


def labellings(parse):
    """Return (called, label, callers) wherever a sentence puts a label on somebody: nouns for
    people and bodies that it is or stands beside, and whatever somebody is said to call it."""
    known = roles() | evaluative_labels()
    found = [*(one for one in predicates(parse) if parse.lemma[one[1]] in known), *ascriptions(parse)]
    return found + [
        (called, i, callers) for called, label, callers in found for i in members(parse, label)
    ]


def members(parse, i):
    """Return of what a label says it is a group: agitators of "a small group of agitators"."""
    if parse.lemma[i] not in GROUPS:
        return []
    return [k for c in parse.children[i] if parse.lower[c] == "of" for k in parse.phrase_objects(c)]


def predicates(parse):
    """Yield (called, label, None) for "the fighters were mercenaries" and "Mali, a friend": tokens,
    a token."""
    for i, dep in enumerate(parse.dep):
        head = parse.head[i]
        denied = any(parse.dep[c] == "neg" for c in parse.children[i])
        if dep == "appos" and parse.upos[i] == "NOUN" and head < i and not denied:
            yield [head], i, None
        if (
            dep == "attr"
            and parse.upos[i] in ("NOUN", "PROPN")
            and parse.lemma[head] in COPULAS
            and is_asserted(parse, head, i)
        ):
            yield from ((subjects(parse, head), label, None) for label in parse.conjuncts(i))


def ascriptions(parse):
    """Yield (called, label, callers) for what somebody is said to call somebody."""
    known = characterising_verbs()
    for verb, pattern in ((i, known.get(lemma)) for i, lemma in enumerate(parse.lemma)):
        if not pattern or parse.upos[verb] != "VERB":
            continue
        labels = as_labels(parse, verb) or (object_labels(parse, verb) if pattern == "name" else [])
        if not labels:
            continue
        turned = passive(parse, verb)
        called = subjects(parse, verb) if turned else objects(parse, verb) + referred_to(parse, verb)
        callers = agents(parse, verb) if turned else subjects(parse, verb)
        for (
            label
        ) in labels:  # the parser hangs "by the police" on "extremists" as often as on "labelled"
            behind = [c for c in parse.children[label] if turned and parse.lower[c] == "by"]
            said_by = callers or [i for c in behind for i in parse.phrase_objects(c)]
            yield [i for i in called if i != label], label, said_by


def as_labels(parse, verb):
    """Return the noun behind the "as" of a verb: of its own, or of the next one where the parse
    lost it."""
    own = [c for c in parse.children[verb] if parse.lower[c] == "as" and c > verb]
    for c in own or next_as(parse, verb):
        found = [i for i in parse.phrase_objects(c) if parse.upos[i] in ("NOUN", "PROPN")]
        return found or next_noun(parse, c + 1)
    return []


def next_as(parse, verb):
    """Return the next "as" behind a verb, in its sentence and before any other verb."""
    for i in range(verb + 1, min(verb + REACH, len(parse.lower))):
        if parse.upos[i] == "VERB" or parse.sentence[i] != parse.sentence[verb]:
            break
        if parse.lower[i] == "as":
            return [i]
    return []


def next_noun(parse, first):
    """Return the noun that ends the noun phrase which begins at a token, if one does."""
    for i in range(first, min(first + REACH, len(parse.upos))):
        if parse.upos[i] in ("NOUN", "PROPN") and not (
            i + 1 < len(parse.upos) and parse.upos[i + 1] in ("NOUN", "PROPN", "PART")
        ):
            return [i] if parse.sentence[i] == parse.sentence[first] else []
        if parse.upos[i] not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON", "PART"):
            break
    return []


def object_labels(parse, verb):
    """Return the noun by which a verb of naming calls its object: "called the regime a gang", "were
    labelled extremists"."""
    kids = parse.children[verb]
    found = [
        c for c in kids if parse.dep[c] in ("oprd", "attr") and parse.upos[c] in ("NOUN", "PROPN")
    ]
    if not found and (parse.dep[verb] == "relcl" or len(objects(parse, verb)) > 1):
        found = [c for c in kids if parse.dep[c] == "dobj" and parse.upos[c] in ("NOUN", "PROPN")][
            -1:
        ]
    return [i for label in found[-1:] for i in parse.conjuncts(label)]


def referred_to(parse, verb):
    """Return whom "refer to" and "look on" are about."""
    near = [
        c
        for c in parse.children[verb]
        if parse.dep[c] == "prep" and parse.lower[c] in ("to", "on", "upon", "at")
    ]
    return (
        [i for c in near for i in parse.phrase_objects(c)]
        if parse.lemma[verb] in ("refer", "look")
        else []
    )


@lru_cache(maxsize=10_000)
def plain_form(text: str) -> str:
    """Return a label without article, quantifier, number and possessive, with single spaces and
    straight apostrophes.

    >>> plain_form("the Russian Foreign Minister"), plain_form("Russia’s"), plain_form("several hundred Russian soldiers")
    ('Russian Foreign Minister', 'Russia', 'Russian soldiers')
    """
    words = re.sub(r"'s?$", "", text.replace("’", "'").strip()).split()
    while len(words) > 1 and (
        words[0].lower() in word_set("label opener") | number_words()
        or re.fullmatch(r"[\d.,]+", words[0])
    ):
        del words[0]
    return " ".join(words)


def form_of(label: str) -> str:
    """Return whether a noun only names a role or judges, too, by any of its words: "the brutal
    junta", "war criminal"."""
    words = re.findall(r"[\w-]+", label.lower())
    return EVALUATIVE if any(singular(word) in evaluative_labels() for word in words) else ROLE_NOUN
