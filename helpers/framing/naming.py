"""Finds who calls whom what: each label of an actor, and in whose voice it is given.

A label is a mention's own words, or words that a sentence puts on an actor: "were mercenaries",
"described by Mali's leaders as instructors"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from helpers.acts import labellings, read
from helpers.base.tables import EVIDENCE
from helpers.base.wordlists import evaluative_labels, number_words, roles, singular, word_set
from helpers.reading import Correction, correction_line

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

ROLE_NOUN = "role noun"
EVALUATIVE = "evaluative label"
ASCRIBED = "ascribed"  # the voice of what somebody is said to call an actor
UNNAMED = "(not said by whom)"
# who speaks, in words
THE_ARTICLE = "the article"
UNNAMED_SPEAKER = "unnamed speaker"


# labels


def find_labels(reading):
    """Return one case per label: the label without article, number and possessive, and its form.

    The form is that of the mention, its nouns told apart into "role noun" and "evaluative label"
    (evaluative_labels.csv). Voice and speaker are who calls the actor so: the article ("own", no
    speaker), who is quoted ("direct", "indirect"), or who is said to ("ascribed": "described by
    Mali's leaders as"). Pronouns are not labels."""
    put_on = {labelling.label: labelling for labelling in labellings(reading.parse)}
    cases = [*mention_labels(reading, put_on), *labels_put_on(reading, put_on)]
    text = reading.annotated.article.text
    return [with_form(case, plain_form(text[case.start : case.end])) for case in cases]


def mention_labels(reading, put_on):
    """Yield the mentions as labels, given by whoever speaks, or by whoever is said to call somebody
    so. `put_on` is label → Labelling."""
    callers_of = {}  # token of who is called → the names of who calls
    for labelling in put_on.values():
        if labelling.callers:
            callers_of |= dict.fromkeys(labelling.called, reading.name_at(labelling.callers))
    for mention in reading.mentions:
        if mention.form == "pronoun":
            continue
        case = reading.mention_case(mention, "naming", "", mention.form)
        if case.voice == "indirect" and callers_of.get(mention.head) == case.speaker:
            # "describe the soldiers as": only what comes next is theirs
            case = case._replace(voice="own", speaker="")
        labelling = put_on.get(mention.head)
        yield ascribe(reading, case, labelling.callers if labelling else None)


def labels_put_on(reading, put_on):
    """Yield the labels that are put on actors and are not mentions of theirs."""
    for label, labelling in put_on.items():
        if is_person_name(reading, label):
            continue
        own = reading.actors_at([label])
        first = reading.parse.left_edge(label)
        called = [i for i in labelling.called if not is_place(reading, i)]
        for actor in reading.actors_at(called):
            if actor not in own:
                case = reading.case(first, label + 1, actor, "naming", "", "noun")
                yield ascribe(reading, case, labelling.callers)


def is_person_name(reading, i):
    """Return whether a token heads a person's name: "identified as Ann Lee"."""
    return any(m.form == "name" and m.type == "person" for m in reading.standing_at(i))


def is_place(reading, i):
    """Return whether a token heads a place's name: "HOUSTON (National Wire) - A former bookkeeper"
    says nothing of Houston."""
    return any(mention.type == "place" for mention in reading.standing_at(i))


def ascribe(reading, case, callers):
    """Return a label with the voice of those who are said to give it; `callers` are their tokens,
    None: whoever speaks."""
    if callers is None:
        return case
    return case._replace(voice=ASCRIBED, speaker=reading.name_at(callers) or UNNAMED)


def with_form(case, label):
    """Return a case with its label and, of a noun, the form of the label."""
    if case.detail != "noun":
        return case._replace(category=label)
    word = singular(label.partition(" ")[0].lower())
    if word in roles() or word in evaluative_labels():  # "Militants" that opens a sentence
        first, space, others = label.partition(" ")
        label = first.lower() + space + others
    return case._replace(category=label, detail=form_of(label))


@lru_cache(maxsize=10_000)
def plain_form(text: str) -> str:
    """Return a label without article, quantifier, number and possessive, with single spaces and
    straight apostrophes.

    >>> plain_form("Russia’s"), plain_form("several hundred Russian soldiers")
    ('Russia', 'Russian soldiers')
    """
    words = re.sub(r"'s?$", "", text.replace("’", "'").strip()).split()
    while len(words) > 1 and opens_label(words[0]):
        del words[0]
    return " ".join(words)


def opens_label(word):
    small = word.lower()
    if small in word_set("label opener") or small in number_words():
        return True
    return bool(re.fullmatch(r"[\d.,]+", word))


def form_of(label: str) -> str:
    """Return whether a label only names a role or also judges, by any of its words: "the brutal
    junta", "war criminal"."""
    words = re.findall(r"[\w-]+", label.lower())
    judges = any(singular(word) in evaluative_labels() for word in words)
    return EVALUATIVE if judges else ROLE_NOUN


# who may be one


def possible_merges(annotated: AnnotatedArticle) -> pd.DataFrame:
    """Return where a sentence says of one actor that it is, or is called, another: article, start,
    end, text (the sentence), actor, other, speaker, correction.

    Whether they are one is for the researcher to say: `correction` is the row of the corrections
    table that says so."""
    reading = read(annotated)
    article = annotated.article
    names = {m.actor for m in reading.mentions if m.form == "name"}
    rows = []
    for labelling in labellings(reading.parse):
        start, end = reading.bounds[reading.parse.sentence[labelling.label]]
        speaker = reading.speaker[labelling.label]
        if labelling.callers is not None:
            speaker = reading.name_at(labelling.callers) or UNNAMED
        for actor in reading.actors_at(labelling.called):
            for other in labelled_so(reading, labelling.label):
                if other != actor:
                    pair = (actor, other) if other in names else (other, actor)
                    # who has a name keeps it
                    correction = correction_line(Correction("merge", *pair))
                    sentence = (article.id, start, end, article.text[start:end])
                    rows.append((*sentence, actor, other, speaker, correction))
    columns = EVIDENCE | dict.fromkeys(["actor", "other", "speaker", "correction"], "str")
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def labelled_so(reading, label):
    """Return the actors for whom a label stands, or whom the article calls so elsewhere, each
    once."""
    at_label = reading.standing_at(label)
    unnamed = [m.actor for m in at_label if m.form != "name"]
    if not at_label:
        lemma = reading.parse.lemma
        nouns = [m for m in reading.mentions if m.form == "noun"]
        unnamed = [m.actor for m in nouns if lemma[m.head] == lemma[label]]
    return list(dict.fromkeys(unnamed)) or reading.actors_at([label])[:1]


# whose words


def voice_names(rows: pd.DataFrame) -> pd.Series:
    """Return who speaks each row of evidence: "the article", a speaker, in direct or indirect
    speech, or who is said to."""
    speakers = rows["speaker"].mask(rows["speaker"] == "", UNNAMED_SPEAKER)
    ascribed = rows["voice"] == ASCRIBED
    indirect = rows["voice"] == "indirect"
    named = speakers.mask(ascribed, speakers + ", as told")
    named = named.mask(indirect, speakers + ", paraphrased")
    return named.mask(rows["voice"] == "own", THE_ARTICLE)
