"""Joins he, she, its and some it and they to the actors they stand for.

Source: Lappin & Leass (1994), An algorithm for pronominal anaphora resolution: every mention makes
its actor salient, a subject more than another, and each new sentence halves what there was. We is
left open, and so are it and they unless somebody says something of themselves."""

from dataclasses import dataclass, field

import numpy as np

from helpers.actors.genders import MALE, gender_of, known_genders, pronouns, who_says
from helpers.actors.groups import ALONE
from helpers.actors.references import Mention
from helpers.base.wordlists import word_set
from helpers.tagging import SUBJECTS, VERBAL

FEMALE = ("she", "her", "hers", "herself")
BODIES = ("state", "organisation")
BODY_PRONOUNS = {  # → (types that it may stand for, rule)
    "its": (BODIES, "subject of its clause"),
    "it": (BODIES, "who says so of itself"),
    "they": (("group", "organisation"), "who say so of themselves"),
}
COMPLEMENTS: tuple[str, ...] = ("ccomp", "xcomp", "csubj")  # clauses for which it may stand
# what makes an actor salient
NAMED = 100.0
SUBJECT = 80
SPEAKER = 50
OWN_CLAUSE = 60
RELATIVE = 300
NAMELESS = 0.5  # who has no name is less salient than who has one
QUOTED = 0.3  # who is spoken of inside a quotation is less salient outside
HALF = 0.5
FORGOTTEN = 1.0
LOOK_BACK = 4  # sentences after which an actor is not meant any more, unless named again
DEEPEST = 8


def pronoun_mentions(parse, known, quotations):
    """Return the pronouns he and she, joined to the most salient person they can mean; its, joined
    to its subject; it and they, joined to who says something of itself ("the bank said it was
    deceived").

    `quotations` have start, end and source in characters: who speaks is not spoken of as he or she
    in it, and who is only named in it hardly is the one who says it."""
    people = [m for m in known if m.type == "person"]
    others = [m for m in known if m.type != "person"]
    owner = {i: (m.actor, m.type) for m in others for i in range(m.first, m.last)}
    of_bodies = (body_mention(parse, i, owner) for i in pronouns(parse, BODY_PRONOUNS))
    resolver = Resolver(parse, people, speech_of(parse, quotations))
    personal = pronouns(parse, (*MALE, *FEMALE))
    resolver.resolve([i for i in personal if not resolver.speech.is_quoted(i)])
    resolver.resolve([i for i in personal if resolver.speech.is_quoted(i)])
    return [mention for mention in of_bodies if mention] + resolver.resolved


# its, it and they


def body_mention(parse, i, owner):
    """Return its as a mention of its clause's subject, it and they of who says something of itself;
    None otherwise."""
    word = parse.lower[i]
    types, rule = BODY_PRONOUNS[word]
    if word == "its":
        subject = clause_subject(parse, i)
    elif is_expletive(parse, i):
        return None
    else:
        subject = who_says(parse, i)
    actor, type = owner.get(subject, ("", ""))
    if type not in types:
        return None
    return Mention(i, i + 1, actor, "pronoun", f"{word}: {rule}", type)


def is_expletive(parse, i):
    """Return whether it stands for a clause that follows, or for nothing: "it is time to go", "it
    was decided that", "it rains"."""
    verb = parse.head[i]
    if parse.lemma[verb] in word_set("impersonal"):
        return True
    if parse.dependents(verb, "auxpass"):
        clauses = COMPLEMENTS
    elif parse.lemma[verb] == "be":
        clauses = (*COMPLEMENTS, "advcl", "acl", "relcl")
    else:
        return False
    predicate = [verb, *parse.dependents(verb, "attr", "acomp")]
    return any(c > i for k in predicate for c in parse.dependents(k, *clauses))


def clause_subject(parse, i):
    """Return the subject of the clause in which a token stands, if it comes before it; -1 if there
    is none."""
    verb = parse.clause(parse.head[i])
    for _ in range(3):
        subjects = [c for c in parse.dependents(verb, *SUBJECTS) if c < i]
        if subjects:
            return -1 if parse.descends(i, subjects[0]) else subjects[0]
        if parse.dep[verb] not in ("xcomp", "conj", "advcl") or parse.head[verb] == verb:
            return -1
        verb = parse.clause(parse.head[verb])
    return -1


# he and she


@dataclass(frozen=True)
class Speech:
    """Who speaks where: for each token the number of the direct quotation around it (-1: none), and
    for each quotation the tokens of its source."""

    quotation: np.ndarray
    sources: list[range]

    def is_quoted(self, i):
        return self.quotation[i] >= 0

    def speakers_of(self, i):
        """Return the tokens that name who speaks the quotation in which a token stands."""
        return self.sources[self.quotation[i]] if self.is_quoted(i) else ()


def speech_of(parse, quotations):
    """Return the Speech of an article."""
    starts = np.array(parse.start)
    around = np.full(len(starts), -1)
    sources = []
    for number, quotation in enumerate(quotations):
        if quotation.type == "direct":
            first, last = np.searchsorted(starts, [quotation.start, quotation.end])
            around[first:last] = number
        source = np.searchsorted(starts, quotation.source) if quotation.source else (0, 0)
        sources.append(range(*source))
    return Speech(around, sources)


@dataclass
class Salience:
    """How salient each person is at a place in the text, and who was mentioned just before it."""

    sentence: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    recent: list[Mention] = field(default_factory=list)

    def fade(self, sentence):
        """Let a sentence begin: each new one halves what there was."""
        for actor in list(self.weights) if sentence > self.sentence else ():
            self.weights[actor] *= HALF ** (sentence - self.sentence)
            if self.weights[actor] < FORGOTTEN:
                del self.weights[actor]
        self.sentence = max(self.sentence, sentence)

    def add(self, mention, weight):
        self.weights[mention.actor] = self.weights.get(mention.actor, 0) + weight
        self.recent.append(mention)


class Resolver:
    """Joins he and she to the people who are mentioned before them."""

    def __init__(self, parse, people, speech):
        self.parse = parse
        self.people = people
        self.speech = speech
        self.speaking = {i for source in speech.sources for i in source}
        self.genders = known_genders(parse, people)
        self.resolved = []

    def resolve(self, wanted):
        """Join each wanted pronoun (token numbers, in order) to whom the mentions before it make
        salient."""
        parse = self.parse
        mentions = sorted(self.people + self.resolved, key=lambda m: (m.last, m.first))
        owner = {k: m.actor for m in mentions for k in range(m.first, m.last)}
        salience = Salience()
        place = 0
        for i in wanted:
            while place < len(mentions) and mentions[place].last <= i:
                self.heed(salience, mentions[place])
                place += 1
            salience.fade(parse.sentence[i])
            recent = [m for m in salience.recent if self.is_recent(m, salience.sentence)]
            salience.recent = recent
            actor = self.choose(i, salience, owner)
            if actor:
                self.genders.setdefault(actor, gender_of(parse, i))
                rule = f"{parse.lower[i]}: most salient person"
                mention = Mention(i, i + 1, actor, "pronoun", rule, "person")
                self.resolved.append(mention)
                self.heed(salience, mention)

    def is_recent(self, mention, sentence):
        return sentence - self.parse.sentence[mention.first] < LOOK_BACK

    def heed(self, salience, mention):
        """Make the actor of a mention more salient."""
        head = self.parse.head_of(mention)
        weight = NAMED
        if self.parse.dep[head] in SUBJECTS:
            weight += SUBJECT
        if head in self.speaking:
            weight += SPEAKER
        if mention.rule == ALONE:
            weight *= NAMELESS
        if self.speech.is_quoted(head):
            weight *= QUOTED
        salience.fade(self.parse.sentence[mention.first])
        salience.add(mention, weight)

    def choose(self, i, salience, owner):
        """Return the actor that a pronoun stands for, or an empty string if there is none."""
        gender = gender_of(self.parse, i)
        fitting = {
            m.actor for m in salience.recent if self.genders.get(m.actor, gender) == gender
        } - self.barred(i, salience.recent, owner)
        helped = self.helped(i, salience.recent)
        scores = {
            actor: salience.weights.get(actor, 0) + helped.get(actor, 0)
            for actor in sorted(fitting)
        }
        return max(scores, key=scores.__getitem__) if scores else ""

    def barred(self, i, recent, owner):
        """Return the actors that a pronoun cannot mean: whose phrase it is in, whose verb it is
        object of, who speaks."""
        parse = self.parse
        barred = {
            m.actor
            for m in recent
            if m.first <= i < m.last or is_in_phrase(parse, i, parse.head_of(m))
        }
        reflexive = parse.lower[i].endswith("self")
        if parse.dep[i] in ("dobj", "dative", "pobj") and not reflexive:
            barred |= actors_at(recent, clause_subject(parse, i))
        return barred | {owner[k] for k in self.speech.speakers_of(i) if k in owner}

    def helped(self, i, recent):
        """Return actor → weight for the subject of the pronoun's own clause, and for whom a
        relative clause is about."""
        parse = self.parse
        head = parse.head[i]
        subject = clause_subject(parse, i)
        helped = {}
        if parse.dep[i] == "poss":
            helped |= dict.fromkeys(actors_at(recent, subject), OWN_CLAUSE)
            if parse.dep[head] == "conj":  # "Diop and his father"
                helped |= dict.fromkeys(actors_at(recent, parse.head[head]), RELATIVE)
        verb = parse.clause(head)
        relative = parse.dep[verb] == "relcl" and subject >= 0
        if relative and parse.lower[subject] in ("who", "that"):
            noun = parse.head[verb]
            helped |= dict.fromkeys(actors_at(recent, noun), RELATIVE)
            if parse.dep[noun] == "appos":
                helped |= dict.fromkeys(actors_at(recent, parse.head[noun]), RELATIVE)
        return helped


def actors_at(mentions, i):
    """Return the actors whose mentions hold a token."""
    return {m.actor for m in mentions if m.first <= i < m.last}


def is_in_phrase(parse, i, noun):
    """Return whether a pronoun is part of a noun's phrase, as in "his counterpart Diop"; not of
    "Diop and his counterpart"."""
    for _ in range(DEEPEST):
        if i == noun:
            return True
        if parse.upos[i] in VERBAL or parse.dep[i] == "conj" or parse.head[i] == i:
            return False
        i = parse.head[i]
    return False
