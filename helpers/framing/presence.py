"""Takes the reading of an article, gives where each actor stands in it, who speaks, who is only
spoken of, and with whom."""

from helpers.framing.reading import Case
from helpers.quotes import NOBODY, OUTSIDE
from helpers.tagging import subjects

QUOTED, PARAPHRASED, SPOKEN_OF = VOICES = ("quoted", "paraphrased", "only spoken of")
MOST_IN_COMPANY = 25  # actors of a sentence: one that names more is a list of names
OPENING = "subject of the first sentence"
FIRST = "words before the first mention"


def find_salience(reading):
    """Return the mentions as cases: all of them, those in the title, those in the lead (standfirst
    and first sentence), the first of each actor, and the actors that are subject of the first
    sentence (a title, where there is one).

    Source: Riffe, Lacy & Fico (2014), Analyzing media messages, on prominence; the lead as van Dijk
    (1988), News as discourse, has it."""
    kinds = reading.annotated.sentences["kind"].tolist()
    body = next(
        (k for k, kind in enumerate(kinds) if kind not in OUTSIDE and kind != "standfirst"), None
    )
    opening = next(
        (k for k, kind in enumerate(kinds) if kind == "title" or kind not in OUTSIDE), None
    )
    cases = []
    seen = set()
    for mention in reading.mentions:
        kind = kinds[mention.sentence]
        places = ["mentions"] + ["title"] * (kind == "title")
        places += ["lead"] * (kind == "standfirst" or mention.sentence == body) + [FIRST] * (
            mention.actor not in seen
        )
        cases += [
            reading.mention_case(mention, "salience", place, mention.form) for place in places
        ]
        seen.add(mention.actor)
    opens = {
        m.actor: m for i in sentence_subjects(reading.parse, opening) for m in reading.standing_at(i)
    }
    return cases + [
        reading.mention_case(mention, "salience", OPENING, mention.form)
        for mention in opens.values()
    ]


def sentence_subjects(parse, number):
    """Return the subjects of the main verb of a sentence."""
    return [
        i
        for top, head in enumerate(parse.head)
        if head == top and parse.sentence[top] == number
        for i in subjects(parse, top)
    ]


def find_voices(reading):
    """Return each sentence in which an actor speaks or is spoken of as a case: quoted, paraphrased,
    or only spoken of."""
    t = reading.parse
    found = {}
    actors = {mention.actor for mention in reading.mentions}
    for sentence, voice, speaker in dict.fromkeys(
        zip(parse.sentence, parse.voice, parse.speaker, strict=True)
    ):
        for name in (
            speaker.split("; ") if voice != "own" and sentence not in reading.left_out else ()
        ):
            if name in actors:
                voices = found.setdefault((sentence, name), set())
                voices.add(QUOTED if voice == "direct" else PARAPHRASED)
    for mention in reading.mentions:
        found.setdefault((mention.sentence, mention.actor), {SPOKEN_OF})
    cases = ((key, min(voices, key=VOICES.index)) for key, voices in sorted(found.items()))
    return [
        whole_sentence(reading, sentence, actor, "voice", voice)
        for (sentence, actor), voice in cases
    ]


def find_words(reading):
    """Return each quoted word, direct or indirect, as a case of who speaks it, actor or not."""
    t = reading.parse
    return [
        reading.case(i, i + 1, name, "words", parse.voice[i], "")
        for i, is_word in enumerate(parse.is_word)
        if is_word and parse.voice[i] != "own" and parse.sentence[i] not in reading.left_out
        for name in (parse.speaker[i] or NOBODY).split("; ")
    ]


def find_company(reading):
    """Return each sentence that mentions an actor together with another one as a case of both.

    A sentence that names more than MOST_IN_COMPANY actors puts nobody into company: it is a list,
    as of who signed."""
    together = {}
    for mention in reading.mentions:
        together.setdefault(mention.sentence, {})[mention.actor] = True
    return [
        whole_sentence(reading, sentence, actor, "company", other)
        for sentence, actors in together.items()
        if len(actors) <= MOST_IN_COMPANY
        for actor in actors
        for other in actors
        if other != actor
    ]


def whole_sentence(reading, sentence, actor, measure, category):
    start, end = reading.bounds[sentence]
    return Case(start, end, sentence, actor, measure, category, "", "own", "")
