"""Takes the mentions of an article, gives he, she, its and some it and they, each joined to the
actor it stands for.

Source: Lappin & Leass (1994), An algorithm for pronominal anaphora resolution: every mention makes
its actor salient, a subject more than another, and each new sentence halves what there was. We is
left open, and so are it and they unless somebody says something of themselves."""

import re
from bisect import bisect_left, bisect_right

import numpy as np

from helpers.actors.groups import ALONE
from helpers.actors.references import Mention
from helpers.base.wordlists import first_names, reporting_verbs, roles, title_genders
from helpers.tagging import SUBJECTS, clause, descends, root

MALE = {"he", "him", "his", "himself"}
FEMALE = {"she", "her", "hers", "herself"}
BODIES = ("state", "organisation")
BODY_PRONOUNS = {
    "its": (BODIES, "subject of its clause"),
    "it": (BODIES, "who says so of itself"),
    "they": (("group", "organisation"), "who say so of themselves"),
}
ROLE_GENDERS = re.compile(
    r"(?P<f>.*woman|(?:grand|step|god)?(?:mother|daughter)|wife|widow|sister|niece|aunt|(?:school)?girl|actress|(?:land)?lady)"
    r"|(?P<man>.*man)|(?:grand|step|god)?(?:father|son)|husband|brother|nephew|uncle|(?:school)?boy"
)
IMPERSONAL = set(
    "seem appear happen turn take rain snow emerge matter".split()
)  # verbs of an it that is nobody
# what makes an actor salient
NAMED = 100
SUBJECT = 80
SPEAKER = 50
OWN_CLAUSE = 60
RELATIVE = 300
NAMELESS = 0.5  # who has no name is less salient than who has one
QUOTED = 0.3  # who is spoken of inside a quotation is less salient outside
HALF = 0.5
FORGOTTEN = 1.0
LOOK_BACK = 4  # sentences after which an actor is not meant any more, unless named again


def pronoun_mentions(t, known, quotations):
    """Return the pronouns he and she, joined to the most salient person they can mean; its, joined
    to its subject; it and they, joined to who says something of itself ("the bank said it was
    deceived").

    `quotations` have start, end and source in characters: who speaks is not spoken of as he or she
    in it, and who is only named in it hardly is the one who says it."""
    owner = {
        i: (m.actor, m.type) for m in known if m.type != "person" for i in range(m.first, m.last)
    }
    found = [mention for i in pronouns(t, BODY_PRONOUNS) for mention in body_mention(t, i, owner)]
    people = [m for m in known if m.type == "person"]
    resolver = Resolver(t, people, quotations)
    told = pronouns(t, MALE | FEMALE)
    resolver.resolve([i for i in told if resolver.quotation[i] < 0])
    resolver.resolve([i for i in told if resolver.quotation[i] >= 0])
    return found + resolver.found


def pronouns(t, words):
    return [
        i for i, word in enumerate(t["text"]) if word.lower() in words and t["upos"][i] == "PRON"
    ]


def body_mention(t, i, owner):
    """Return its as a mention of its clause's subject, it and they of who says something of itself;
    none otherwise."""
    word = t["text"][i].lower()
    means, rule = BODY_PRONOUNS[word]
    subject = (
        clause_subject(t, i) if word == "its" else -1 if is_expletive(t, i) else who_says(t, i)
    )
    actor, kind = owner.get(subject, ("", ""))
    return [Mention(i, i + 1, actor, "pronoun", f"{word}: {rule}", kind)] if kind in means else []


def is_expletive(t, i):
    """Whether it stands for a clause that follows, or for nothing: "it is time to go", "it was
    decided that", "it rains"."""
    verb = t["head"][i]
    if t["lemma"][verb].lower() in IMPERSONAL:
        return True
    told = [verb, *(c for c in t["children"][verb] if t["dep"][c] in ("attr", "acomp"))]
    passive = any(t["dep"][c] == "auxpass" for c in t["children"][verb])
    follow = (
        ("ccomp", "xcomp", "csubj")
        if passive
        else ("ccomp", "xcomp", "advcl", "acl", "relcl", "csubj")
    )
    clauses = (t["dep"][c] in follow for k in told for c in t["children"][k] if c > i)
    return (passive or t["lemma"][verb] == "be") and any(clauses)


class Resolver:
    """Keeps the people mentioned so far, their genders, and which quotation each token stands
    in."""

    def __init__(self, t, people, quotations):
        self.t = t
        self.people = people
        self.found = []
        known = named_genders(t, people)
        self.gender = said_genders(t, people, known) | known
        starts = np.array(t["start"])
        self.quotation = np.full(len(starts), -1)
        self.sources = []
        for number, quotation in enumerate(quotations):
            first, last = np.searchsorted(starts, [quotation.start, quotation.end])
            if quotation.type == "direct":
                self.quotation[first:last] = number
            source = np.searchsorted(starts, quotation.source) if quotation.source else (0, 0)
            self.sources.append(range(*source))
        self.speaking = {i for source in self.sources for i in source}

    def resolve(self, wanted):
        """Join each wanted pronoun (token numbers, in order), with what the mentions before it make
        salient."""
        waiting = sorted(self.people + self.found, key=lambda m: (m.last, m.first))
        self.owner = {k: m.actor for m in waiting for k in range(m.first, m.last)}
        salient = {}
        recent = []
        place = 0
        sentence = 0
        for i in wanted:
            while place < len(waiting) and waiting[place].last <= i:
                mention = waiting[place]
                sentence = self.fade(salient, sentence, self.t["sentence"][mention.first])
                self.heed(salient, mention)
                recent.append(mention)
                place += 1
            sentence = self.fade(salient, sentence, self.t["sentence"][i])
            recent = [m for m in recent if sentence - self.t["sentence"][m.first] < LOOK_BACK]
            actor = self.choose(i, salient, recent)
            if actor:
                self.gender.setdefault(actor, self.sex(i))
                mention = Mention(
                    i,
                    i + 1,
                    actor,
                    "pronoun",
                    f"{self.t['text'][i].lower()}: most salient person",
                    "person",
                )
                self.found.append(mention)
                self.heed(salient, mention)
                recent.append(mention)

    def fade(self, salient, before, now):
        for actor in [*salient] if now > before else ():
            salient[actor] *= HALF ** (now - before)
            if salient[actor] < FORGOTTEN:
                del salient[actor]
        return max(before, now)

    def heed(self, salient, mention):
        i = root(self.t, mention.first, mention.last)
        known = NAMELESS if mention.rule == ALONE else 1
        weight = known * (
            NAMED + SUBJECT * (self.t["dep"][i] in SUBJECTS) + SPEAKER * (i in self.speaking)
        )
        salient[mention.actor] = salient.get(mention.actor, 0) + weight * (
            QUOTED if self.quotation[i] >= 0 else 1
        )

    def sex(self, i):
        return "m" if self.t["text"][i].lower() in MALE else "f"

    def choose(self, i, salient, recent):
        """Return the actor that pronoun i stands for, or an empty string if there is none."""
        barred = self.barred(i, recent)
        near = {
            m.actor for m in recent if self.gender.get(m.actor, self.sex(i)) == self.sex(i)
        } - barred
        helped = self.helped(i, recent)
        scores = {actor: salient.get(actor, 0) + helped.get(actor, 0) for actor in sorted(near)}
        return max(scores, key=scores.__getitem__) if scores else ""

    def barred(self, i, recent):
        """Return the actors that pronoun i cannot mean: whose phrase it is in, whose verb it is
        object of, who speaks."""
        t = self.t
        barred = {
            m.actor
            for m in recent
            if m.first <= i < m.last or self.in_phrase(i, root(t, m.first, m.last))
        }
        if t["dep"][i] in ("dobj", "dative", "pobj") and not t["text"][i].lower().endswith("self"):
            barred |= {m.actor for m in recent if m.first <= clause_subject(t, i) < m.last}
        if self.quotation[i] >= 0:
            barred |= {self.owner[k] for k in self.sources[self.quotation[i]] if k in self.owner}
        return barred

    def in_phrase(self, i, noun):
        """Whether a pronoun is part of a noun's phrase, as in "his counterpart Diop"; not of "Diop
        and his counterpart"."""
        for _ in range(8):
            if i == noun:
                return True
            if (
                self.t["upos"][i] in ("VERB", "AUX")
                or self.t["dep"][i] == "conj"
                or self.t["head"][i] == i
            ):
                return False
            i = self.t["head"][i]
        return False

    def helped(self, i, recent):
        """Return actor → weight for the subject of the pronoun's own clause, and for whom a
        relative clause is about."""
        t = self.t
        verb = clause(t, t["head"][i])
        subject = clause_subject(t, i)
        helped = {
            m.actor: OWN_CLAUSE
            for m in recent
            if m.first <= subject < m.last and t["dep"][i] == "poss"
        }
        if t["dep"][i] == "poss" and t["dep"][t["head"][i]] == "conj":  # "Diop and his father"
            helped |= {
                m.actor: RELATIVE for m in recent if m.first <= t["head"][t["head"][i]] < m.last
            }
        if (
            t["dep"][verb] == "relcl"
            and subject >= 0
            and t["text"][subject].lower() in ("who", "that")
        ):
            noun = t["head"][verb]
            nouns = {noun, t["head"][noun]} if t["dep"][noun] == "appos" else {noun}
            helped |= {
                m.actor: RELATIVE for m in recent if any(m.first <= n < m.last for n in nouns)
            }
        return helped


def named_genders(t, people):
    """Return person → m or f: by a title or role beside the name, else by a first name that nearly
    always is either."""
    gender = {}
    for mention in people:
        words = [
            word.lower().rstrip(".") for word in t["text"][max(0, mention.first - 1) : mention.last]
        ]
        if mention.form == "name":
            words = words[:1] if mention.first else []
        for word in words:
            told = title_genders().get(word) or (
                role_gender(word) if mention.form in ("title", "noun") else None
            )
            if told:
                gender[mention.actor] = told
    for actor in {m.actor for m in people}:
        first = actor.split()[0]
        if " " in actor and first in first_names():
            gender.setdefault(actor, first_names()[first])
    return gender


def role_gender(word):
    """Return m or f if a role tells it, else None.

    >>> role_gender("spokesman"), role_gender("german"), role_gender("chairperson"), role_gender("grandmother")
    ('m', None, None, 'f')
    """
    match = ROLE_GENDERS.fullmatch(word)
    if not match or (match["man"] and word not in roles()):
        return None
    return "f" if match["f"] else "m"


def said_genders(t, people, known):
    """Return person → m or f from what they say of themselves in reported speech: "Memon said she
    believed".

    Not where somebody known to be of that gender was named just before: "Okafor said he was wrong"
    may mean him."""
    people = sorted(people, key=lambda m: m.first)
    votes = {}
    owner = {i: m.actor for m in people for i in range(m.first, m.last)}
    for i in pronouns(t, {"he", "she"}):
        speaker = who_says(t, i)
        told = "m" if t["text"][i].lower() in MALE else "f"
        if speaker in owner and told not in genders_before(t, people, known, speaker):
            votes.setdefault(owner[speaker], []).append(told)
    return {actor: max(told, key=told.count) for actor, told in votes.items()}


def genders_before(t, people, known, i):
    """Return the known genders of those named in the sentence of token i and the two before it,
    whoever i is left out."""
    low = bisect_left(people, t["sentence"][i] - 2, key=lambda m: t["sentence"][m.first])
    high = bisect_right(people, i, key=lambda m: m.first)
    return {known.get(m.actor) for m in people[low:high] if i >= m.last}


def who_says(t, i):
    """Return the subject of the verb of saying whose reported clause has token i for its subject,
    or -1."""
    verb = t["head"][i]
    said = t["head"][verb]
    if (
        t["dep"][i] in SUBJECTS
        and t["dep"][verb] == "ccomp"
        and t["lemma"][said].lower() in reporting_verbs()
    ):
        return next((c for c in t["children"][said] if t["dep"][c] in SUBJECTS and c < i), -1)
    return -1


def clause_subject(t, i):
    """Return the subject of the clause that token i stands in, if it comes before it; -1 if there
    is none."""
    verb = clause(t, t["head"][i])
    for _ in range(3):
        subjects = [c for c in t["children"][verb] if t["dep"][c] in SUBJECTS and c < i]
        if subjects:
            return subjects[0] if not descends(t, i, subjects[0]) else -1
        if t["dep"][verb] not in ("xcomp", "conj", "advcl") or t["head"][verb] == verb:
            return -1
        verb = clause(t, t["head"][verb])
    return -1
