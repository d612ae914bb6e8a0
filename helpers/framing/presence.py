"""Finds where each actor stands in an article, who speaks, who is only spoken of, and with whom."""

from helpers.acts import Case
from helpers.quotes import NOBODY, OUTSIDE
from helpers.tagging import subjects

QUOTED = "quoted"
PARAPHRASED = "paraphrased"
SPOKEN_OF = "only spoken of"
VOICES = (QUOTED, PARAPHRASED, SPOKEN_OF)
MOST_IN_COMPANY = 25  # actors of a sentence: one that names more is a list of names
OPENING = "subject of the first sentence"
FIRST = "words before the first mention"


# salience


def find_salience(reading):
    """Return the mentions as cases: all of them, those in the title, those in the lead (standfirst
    and first sentence), the first of each actor, and the actors that are subject of the first
    sentence (a title, where there is one).

    Source: Riffe, Lacy & Fico (2014), Analyzing media messages, on prominence; the lead as van Dijk
    (1988), News as discourse, has it."""
    kinds = reading.annotated.sentences["kind"].tolist()
    lead = first_sentence(kinds, lambda kind: kind not in OUTSIDE and kind != "standfirst")
    opening = first_sentence(kinds, lambda kind: kind not in OUTSIDE or kind == "title")
    cases = []
    seen = set()
    for mention in reading.mentions:
        kind = kinds[mention.sentence]
        places = ["mentions"]
        if kind == "title":
            places.append("title")
        if kind == "standfirst" or mention.sentence == lead:
            places.append("lead")
        if mention.actor not in seen:
            places.append(FIRST)
            seen.add(mention.actor)
        cases += [salience(reading, mention, place) for place in places]
    opens = {}  # actor → its last mention as subject
    for i in sentence_subjects(reading.parse, opening):
        opens |= {m.actor: m for m in reading.standing_at(i)}
    return cases + [salience(reading, mention, OPENING) for mention in opens.values()]


def first_sentence(kinds, fits):
    """Return the number of the first sentence of a kind that fits, or None."""
    return next((k for k, kind in enumerate(kinds) if fits(kind)), None)


def salience(reading, mention, place):
    return reading.mention_case(mention, "salience", place, mention.form)


def sentence_subjects(parse, number):
    """Return the subjects of the main verb of a sentence."""
    tops = [i for i, head in enumerate(parse.head) if head == i and parse.sentence[i] == number]
    return [i for top in tops for i in subjects(parse, top)]


# voices


def find_voices(reading):
    """Return each sentence in which an actor speaks or is spoken of as a case: quoted, paraphrased,
    or only spoken of."""
    actors = {mention.actor for mention in reading.mentions}
    spoken = zip(reading.parse.sentence, reading.voice, reading.speaker, strict=True)
    voices_of = {}  # (sentence, actor) → voices
    for sentence, voice, speaker in dict.fromkeys(spoken):
        if voice == "own" or sentence in reading.left_out:
            continue
        for name in speaker.split("; "):
            if name in actors:
                quoted = QUOTED if voice == "direct" else PARAPHRASED
                voices_of.setdefault((sentence, name), set()).add(quoted)
    for mention in reading.mentions:
        voices_of.setdefault((mention.sentence, mention.actor), {SPOKEN_OF})
    return [
        whole_sentence(reading, sentence, actor, "voice", min(voices, key=VOICES.index))
        for (sentence, actor), voices in sorted(voices_of.items())
    ]


def find_words(reading):
    """Return each quoted word, direct or indirect, as a case of who speaks it, actor or not."""
    cases = []
    for i, voice in enumerate(reading.voice):
        if not reading.is_word[i] or reading.parse.sentence[i] in reading.left_out:
            continue
        if voice != "own":
            speakers = (reading.speaker[i] or NOBODY).split("; ")
            cases += [reading.case(i, i + 1, name, "words", voice, "") for name in speakers]
    return cases


# company


def find_company(reading):
    """Return each sentence that mentions an actor together with another one as a case of both;
    places are nobody.

    A sentence that names more than MOST_IN_COMPANY actors puts nobody into company: it is a list,
    as of who signed."""
    actors_of = {}  # sentence → its actors, in order
    for mention in reading.mentions:
        if mention.type != "place":
            actors_of.setdefault(mention.sentence, {})[mention.actor] = True
    cases = []
    for sentence, actors in actors_of.items():
        for actor in actors if len(actors) <= MOST_IN_COMPANY else ():
            others = (other for other in actors if other != actor)
            cases += [whole_sentence(reading, sentence, actor, "company", o) for o in others]
    return cases


def whole_sentence(reading, sentence, actor, measure, category):
    start, end = reading.bounds[sentence]
    return Case(start, end, sentence, actor, measure, category, "", "own", "")
