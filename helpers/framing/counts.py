"""Takes an annotated article, gives how each actor is named, described, shown acting, hedged,
placed, voiced and joined.

Every value is counted from rows of evidence: `find_evidence` gives them, `describe_actors` counts
them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.base.statistics import wilson
from helpers.base.tables import EVIDENCE, as_lists, make_table, typed_frame
from helpers.base.wordlists import reporting_verbs
from helpers.framing.agency import find_agency
from helpers.framing.descriptors import find_descriptors
from helpers.framing.hedging import find_hedges
from helpers.framing.naming import find_labels, form_of, plain_form
from helpers.framing.presence import FIRST, find_company, find_salience, find_voices, find_words
from helpers.framing.reading import Case, read
from helpers.quotes import token_speakers

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

TONES = {
    "own": "tone in the article's voice",
    "direct": "tone when quoted",
    "indirect": "tone when paraphrased",
}
SHARES = (
    "naming",
    "form",
    "agency",
    "reporting verb",
    "descriptor",
    "voice",
    *TONES.values(),
)  # an actor's sum to one
MEASURES = (*SHARES, "hedge", "salience", "words", "company")
MARKED = {
    "naming": "called",
    "agency": "",
    "descriptor": "described",
    "hedge": "hedged",
    "reporting verb": "introduced by",
}
EVIDENCE_COLUMNS = EVIDENCE | {
    "sentence": "int64", "actor": "str", "measure": "str", "category": "str", "detail": "str", "voice": "str",
    "speaker": "str", "by_hand": "bool",
}  # fmt: skip


def describe_actors(
    annotated: AnnotatedArticle,
    *,
    sentiment: pd.DataFrame | None = None,
    evidence: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the table `framing`: for each actor, measure and category a value with n and its 95 %
    Wilson interval.

    Each value is a share: the actor's rows of evidence of that category over n (docs/codebook.md
    says of what). The shares of an actor's naming, form, agency, reporting verbs, descriptors,
    voice and tones sum to one. `sentiment`, the table of that name, adds the tones; `evidence` is
    what `find_evidence` gave, if it is there already. `start`, `end`, `text` are the first case.
    Intervals take cases as independent, which those of one article are not quite.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    evidence = find_evidence(annotated, sentiment=sentiment) if evidence is None else evidence
    about = evidence[(evidence["actor"] != "").to_numpy()]
    cases, where = (
        list(zip(*as_lists(about, names).values(), strict=True))
        for names in (("actor", "measure", "category"), ("start", "end", "text"))
    )
    counts = Counter(cases)
    first = dict(zip(reversed(cases), reversed(where), strict=True))
    by_hand = {
        case for case, decided in zip(cases, about["by_hand"].tolist(), strict=True) if decided
    }
    if not counts:
        return make_table("framing")
    words = annotated.tokens.loc[annotated.tokens["is_word"], "start"].tolist()
    rank = {actor: k for k, actor in enumerate(annotated.actors["actor"])}
    keys = sorted(
        counts,
        key=lambda key: (
            rank.get(key[0], len(rank)),
            key[0],
            MEASURES.index(key[1]),
            -counts[key],
            first[key][0],
            key[2],
        ),
    )
    count = np.array(
        [bisect_left(words, first[key][0]) if key[2] == FIRST else counts[key] for key in keys]
    )
    n = np.array(group_sizes(keys, counts, len(words)))
    table = pd.DataFrame(keys, columns=["actor", "measure", "category"]).assign(
        n=n, value=count / n
    )
    table["by_hand"] = [key in by_hand for key in keys]
    for name, column in zip(
        ("start", "end", "text"), zip(*(first[key] for key in keys), strict=True), strict=True
    ):
        table[name] = column
    low, high = wilson(count, n)
    fixed = (table["category"] == FIRST).to_numpy()  # a place in the text, not a sample of cases
    table["low"], table["high"] = (
        np.where(fixed, table["value"], low),
        np.where(fixed, table["value"], high),
    )
    return make_table("framing", table.assign(article=annotated.article.id))


def group_sizes(keys, counts, words):
    """Return the n of each actor, measure and category: the actor's cases of that measure, the
    sentences it is in, or the cases or words of the whole article, for a share of it."""
    own = Counter()
    whole = Counter()
    for (actor, measure, category), n in counts.items():
        own[actor, measure] += n
        whole[measure, category] += n
    of_sentences = {"hedge": "voice", "company": "voice"}
    return [
        words
        if measure == "words" or category == FIRST
        else whole[measure, category]
        if measure == "salience"
        else own[actor, of_sentences.get(measure, measure)]
        for actor, measure, category in keys
    ]


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
    cases = []
    if not annotated.tokens.empty:
        reading = read(annotated)
        labels = find_labels(reading)
        cases = [
            *labels,
            *find_forms_of_mention(reading),
            *find_agency(reading),
            *find_cues(reading),
        ]
        cases += [
            *find_descriptors(reading),
            *find_voices(reading),
            *first_hedges(find_hedges(reading)),
        ]
        cases += [*find_salience(reading), *find_words(reading), *find_company(reading)]
    if sentiment is not None:
        cases += find_tones(sentiment)
    cases.sort(key=lambda case: (MEASURES.index(case.measure), case.start))
    article = annotated.article
    cells = {name: [getattr(case, name) for case in cases] for name in Case._fields}
    cells["article"] = [article.id] * len(cases)
    cells["text"] = [article.text[case.start : case.end] for case in cases]
    cells["by_hand"] = decided_by_hand(cells, annotated, sentiment)
    return typed_frame(cells, EVIDENCE_COLUMNS)


def decided_by_hand(cells, annotated, sentiment):
    """Return for each case (`cells` are their columns) whether a correction decided about its actor
    in its sentence, or its tone."""
    mentions = annotated.mentions
    tokens = annotated.tokens
    decided = set(
        zip(
            *(mentions.loc[mentions["by_hand"], name] for name in ("sentence", "actor")),
            strict=True,
        )
    )
    if (mine := tokens["by_hand"].to_numpy(bool)).any():
        speakers = token_speakers(tokens, annotated.quotes)[mine]
        spoken = set(zip(tokens.loc[mine, "sentence"], speakers, strict=True))
        decided |= {(sentence, name) for sentence, names in spoken for name in names.split("; ")}
    pairs = [pair in decided for pair in zip(cells["sentence"], cells["actor"], strict=True)]
    if sentiment is None or not sentiment["by_hand"].any():
        return pairs
    names = ("sentence", "actor", "voice")
    tones = set(zip(*(sentiment.loc[sentiment["by_hand"], name] for name in names), strict=True))
    keys = zip(*(cells[name] for name in names), strict=True)
    voices = set(TONES.values())
    return [
        pair or (measure in voices and key in tones)
        for pair, measure, key in zip(pairs, cells["measure"], keys, strict=True)
    ]


def marks_of(evidence: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Return the evidence of one actor that can be marked in its text, with a column `framing`:
    called (in the article's voice), called by others, described, agent, patient, hedged, introduced
    by.

    `highlight.highlight(article, marks_of(evidence, actor), by="framing")` shows how the text
    frames it."""
    rows = evidence[(evidence["actor"] == actor) & evidence["measure"].isin(MARKED)]
    kind = rows["measure"].map(MARKED)
    kind = kind.mask(rows["measure"] == "agency", rows["category"].str.split(" ").str[0])
    return rows.assign(
        framing=kind.mask((kind == "called") & (rows["voice"] != "own"), "called by others")
    )


def find_forms_of_mention(reading):
    """Return each mention as a case of its form: name, title, metonym, demonym, pronoun, role noun,
    evaluative label."""
    text = reading.annotated.article.text
    for mention in reading.mentions:
        noun = mention.form == "noun"
        form = form_of(plain_form(text[mention.start : mention.end])) if noun else mention.form
        yield reading.mention_case(mention, "form", form, mention.rule)


def find_cues(reading):
    """Return the cues of each actor's quotations as cases, by class of the reporting verb; a cue
    counts once."""
    quotes = reading.annotated.quotes
    starts = reading.parse.start
    lemmas = reading.parse.lemma
    cued = quotes[quotes["cue"] != ""].drop_duplicates("cue_start")
    actors = {mention.actor for mention in reading.mentions}
    known = reporting_verbs()
    for start, end, speaker in zip(
        *as_lists(cued, ["cue_start", "cue_end", "speaker"]).values(), strict=True
    ):
        last = (
            bisect_left(starts, end) - 1
        )  # "have said", "said to", "according to": its last word, or the one before
        verb = next(
            (lemmas[i] for i in (last, max(last - 1, 0)) if lemmas[i] in known), lemmas[last]
        )
        spoken = () if reading.parse.sentence[last] in reading.left_out else speaker.split("; ")
        for actor in actors.intersection(spoken):
            group = known.get(verb, ("neutral",))[0]
            yield Case(
                start,
                end,
                reading.parse.sentence[last],
                actor,
                "reporting verb",
                group,
                verb,
                "own",
                "",
            )


def first_hedges(cases):
    """Return the first hedge and the first modal that concern an actor in a sentence, and all that
    concern none."""
    seen = {
        (case.sentence, case.actor, case.category): case for case in reversed(cases) if case.actor
    }
    return [
        case
        for case in cases
        if not case.actor or seen[case.sentence, case.actor, case.category] is case
    ]


def find_tones(sentiment):
    """Return each judgement of the tone toward an actor as a case, by the voice that speaks of
    it."""
    toward = sentiment[sentiment["actor"] != ""]
    names = ("start", "end", "sentence", "actor", "voice", "label", "terms", "speaker")
    rows = zip(*as_lists(toward, names).values(), strict=True)
    for start, end, sentence, actor, voice, label, terms, speaker in rows:
        yield Case(start, end, sentence, actor, TONES[voice], label, terms, voice, speaker)
