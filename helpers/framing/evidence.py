"""Collects the evidence of framing: one row for each mention, label, verb, cue, hedge, quoted word
or sentence that is counted."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pandas as pd

from helpers.acts import Case, read
from helpers.base.tables import EVIDENCE, as_lists, typed_frame
from helpers.base.wordlists import reporting_verbs
from helpers.framing.agency import find_agency
from helpers.framing.descriptors import find_descriptors
from helpers.framing.hedging import find_hedges
from helpers.framing.naming import find_labels, form_of, plain_form
from helpers.framing.presence import find_company, find_salience, find_voices, find_words
from helpers.quotes import token_speakers

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

TONES = {
    "own": "tone in the article's voice",
    "direct": "tone when quoted",
    "indirect": "tone when paraphrased",
}
NOT_TONES = ("naming", "form", "agency", "reporting verb", "descriptor", "voice")
SHARES = (*NOT_TONES, *TONES.values())  # an actor's sum to one
MEASURES = (*SHARES, "hedge", "salience", "words", "company")
MARKED = {  # measure → what its marks in the text are called
    "naming": "called",
    "agency": "",
    "descriptor": "described",
    "hedge": "hedged",
    "reporting verb": "introduced by",
}
EVIDENCE_COLUMNS = EVIDENCE | {
    "sentence": "int64",
    "actor": "str",
    "measure": "str",
    "category": "str",
    "detail": "str",
    "voice": "str",
    "speaker": "str",
    "by_hand": "bool",
}


def find_evidence(
    annotated: AnnotatedArticle, *, sentiment: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the rows from which `describe_actors` counts, in the order of the measures and of the
    text.

    Columns: article, start, end, text, sentence; actor, measure, category; detail (the verb, the
    form of a label, the kind of a descriptor, the entry of a word list, the words that decided a
    tone); voice and speaker, whose words they are; by_hand, whether a correction decided who is
    meant or in what tone. One row is one case: a mention, a label, a verb, a cue, a hedge, a quoted
    word, a sentence. A hedge that concerns no actor is there with an empty one."""
    cases = [] if annotated.tokens.empty else find_cases(read(annotated))
    if sentiment is not None:
        cases += find_tones(sentiment)
    cases.sort(key=lambda case: (MEASURES.index(case.measure), case.start))
    article = annotated.article
    columns = {name: [getattr(case, name) for case in cases] for name in Case._fields}
    columns["article"] = [article.id] * len(cases)
    columns["text"] = [article.text[case.start : case.end] for case in cases]
    columns["by_hand"] = decided_by_hand(columns, annotated, sentiment)
    return typed_frame(columns, EVIDENCE_COLUMNS)


def find_cases(reading):
    """Return the cases of all measures but the tones."""
    return [
        *find_labels(reading),
        *find_forms_of_mention(reading),
        *find_agency(reading),
        *find_cues(reading),
        *find_descriptors(reading),
        *find_voices(reading),
        *first_hedges(find_hedges(reading)),
        *find_salience(reading),
        *find_words(reading),
        *find_company(reading),
    ]


def marks_of(evidence: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Return the evidence of one actor that can be marked in its text, with a column `framing`:
    called (in the article's voice), called by others, described, agent, patient, hedged, introduced
    by.

    `highlight(article, marks_of(evidence, actor), by="framing")` shows how the text frames it."""
    rows = evidence[(evidence["actor"] == actor) & evidence["measure"].isin(MARKED)]
    kind = rows["measure"].map(MARKED)
    kind = kind.mask(rows["measure"] == "agency", rows["category"].str.split(" ").str[0])
    return rows.assign(
        framing=kind.mask((kind == "called") & (rows["voice"] != "own"), "called by others")
    )


# measures


def find_forms_of_mention(reading):
    """Yield each mention as a case of its form: name, title, metonym, demonym, pronoun, role noun,
    evaluative label."""
    text = reading.annotated.article.text
    for mention in reading.mentions:
        form = mention.form
        if form == "noun":
            form = form_of(plain_form(text[mention.start : mention.end]))
        yield reading.mention_case(mention, "form", form, mention.rule)


def find_cues(reading):
    """Yield the cues of each actor's quotations as cases, by class of the reporting verb; a cue
    counts once."""
    parse = reading.parse
    quotes = reading.annotated.quotes
    cued = quotes[quotes["cue"] != ""].drop_duplicates("cue_start")
    actors = {mention.actor for mention in reading.mentions}
    columns = as_lists(cued, ["cue_start", "cue_end", "speaker"]).values()
    for start, end, speaker in zip(*columns, strict=True):
        last = bisect_left(parse.start, end) - 1
        sentence = parse.sentence[last]
        if sentence in reading.left_out:
            continue
        verb = cue_verb(parse, last)
        kind = reporting_verbs().get(verb, ("neutral",))[0]
        for name in dict.fromkeys(speaker.split("; ")):
            if name in actors:
                yield Case(start, end, sentence, name, "reporting verb", kind, verb, "own", "")


def cue_verb(parse, last):
    """Return the lemma of a cue's verb: its last word, or the one before ("said to", "according
    to")."""
    for i in (last, max(last - 1, 0)):
        if parse.lemma[i] in reporting_verbs():
            return parse.lemma[i]
    return parse.lemma[last]


def first_hedges(cases):
    """Return the first hedge and the first modal that concern an actor in a sentence, and all that
    concern none."""
    seen = set()
    first = []
    for case in cases:
        key = (case.sentence, case.actor, case.category)
        if not case.actor or key not in seen:
            first.append(case)
            seen.add(key)
    return first


def find_tones(sentiment):
    """Yield each judgement of the tone toward an actor as a case, by the voice that speaks of
    it."""
    toward = sentiment[sentiment["actor"] != ""]
    names = ("start", "end", "sentence", "actor", "voice", "label", "terms", "speaker")
    rows = zip(*as_lists(toward, names).values(), strict=True)
    for start, end, sentence, actor, voice, label, terms, speaker in rows:
        yield Case(start, end, sentence, actor, TONES[voice], label, terms, voice, speaker)


# corrections


def decided_by_hand(columns, annotated, sentiment):
    """Return for each case, given by the columns of all, whether a correction decided about its
    actor in its sentence, or its tone."""
    decided = decided_actors(annotated)
    pairs = zip(columns["sentence"], columns["actor"], strict=True)
    of_actors = [pair in decided for pair in pairs]
    if sentiment is None or not sentiment["by_hand"].any():
        return of_actors
    names = ("sentence", "actor", "voice")
    tones = rows_of(sentiment[sentiment["by_hand"]], names)
    voices = set(TONES.values())
    keys = zip(*(columns[name] for name in names), strict=True)
    of_tones = [
        measure in voices and key in tones
        for measure, key in zip(columns["measure"], keys, strict=True)
    ]
    return [actor or tone for actor, tone in zip(of_actors, of_tones, strict=True)]


def decided_actors(annotated):
    """Return (sentence, actor) wherever a correction decided that an actor is mentioned, or
    speaks."""
    mentions = annotated.mentions
    tokens = annotated.tokens
    decided = rows_of(mentions[mentions["by_hand"]], ("sentence", "actor"))
    by_hand = tokens["by_hand"].to_numpy(bool)
    if by_hand.any():
        speakers = token_speakers(tokens, annotated.quotes)[by_hand]
        for sentence, names in set(zip(tokens.loc[by_hand, "sentence"], speakers, strict=True)):
            decided |= {(sentence, name) for name in names.split("; ")}
    return decided


def rows_of(table, names):
    """Return the rows of some columns as a set of tuples."""
    return set(zip(*as_lists(table, names).values(), strict=True))
