"""Takes the reading of an article, gives who is agent and who patient of which verb."""

from helpers.base.wordlists import metonymy
from helpers.tagging import agents, objects, passive, subjects, verbs

AGENT, BY_AGENT, PATIENT, NO_AGENT = ROLES = (
    "agent",
    "agent (passive)",
    "patient",
    "patient (agent left out)",
)


def find_agency(reading):
    """Return one case per verb and actor that is its subject or object: the role and the verb (its
    lemma).

    The role is grammatical: agent (subject of an active verb, expressed or understood), agent
    (passive) (behind "by"), patient (object, or subject of a passive that names its agent), patient
    (agent left out). Left out are "be" and verbs of plain saying and thinking. Grammar is a proxy:
    whether a sentence hides who acted is for the reader to say.

    That grammar shows some as acting and leaves others out: Fowler (1991), Language in the news;
    van Leeuwen (1996), The representation of social actors."""
    found = {}
    for verb in verbs(reading.parse):
        for i, role in roles_of(reading.parse, verb):
            for actor in acting(reading, verb, i, role):
                found.setdefault((verb, actor), role)
    lemma = reading.parse.lemma
    return [
        reading.case(i, i + 1, actor, "agency", role, lemma[i])
        for (i, actor), role in found.items()
    ]


def roles_of(parse, verb):
    """Yield (token, role) of a verb's subjects, "by" phrases and objects."""
    by = agents(parse, verb)
    role = (PATIENT if by else NO_AGENT) if passive(parse, verb) else AGENT
    yield from ((i, role) for i in subjects(parse, verb))
    yield from ((i, BY_AGENT) for i in by)
    yield from ((i, PATIENT) for i in objects(parse, verb))


def acting(reading, verb, i, role):
    """Return the actors at a token, without a state that is only where one goes: "visited Mali"."""
    visited = role == PATIENT and reading.parse.lemma[verb] in metonymy("visit verb")
    return [
        m.actor for m in reading.standing_at(i) if not (visited and m.type in ("state", "place"))
    ]
