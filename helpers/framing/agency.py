"""Finds who is agent and who patient of which verb."""

from helpers.base.wordlists import word_set
from helpers.tagging import agents, objects, passive, subjects, verbs

AGENT = "agent"
BY_AGENT = "agent (passive)"
PATIENT = "patient"
NO_AGENT = "patient (agent left out)"
ROLES = (AGENT, BY_AGENT, PATIENT, NO_AGENT)


def find_agency(reading):
    """Return one case per verb and actor that is its subject or object: the role and the verb (its
    lemma).

    The role is grammatical: agent (subject of an active verb, expressed or understood), agent
    (passive) (behind "by"), patient (object, or subject of a passive that names its agent), patient
    (agent left out). Left out are "be" and verbs of plain saying and thinking. Grammar is a proxy:
    whether a sentence hides who acted is for the reader to say.

    That grammar shows some as acting and leaves others out: Fowler (1991), Language in the news;
    van Leeuwen (1996), The representation of social actors."""
    roles = {}  # (verb, actor) → role
    for verb in verbs(reading.parse):
        for i, role in roles_of(reading.parse, verb):
            for actor in actors_of(reading, verb, i, role):
                roles.setdefault((verb, actor), role)
    return [
        reading.case(verb, verb + 1, actor, "agency", role, reading.parse.lemma[verb])
        for (verb, actor), role in roles.items()
    ]


def roles_of(parse, verb):
    """Yield (token, role) of a verb's subjects, "by" phrases and objects."""
    by = agents(parse, verb)
    role = AGENT
    if passive(parse, verb):
        role = PATIENT if by else NO_AGENT
    for i in subjects(parse, verb):
        yield i, role
    for i in by:
        yield i, BY_AGENT
    for i in objects(parse, verb):
        yield i, PATIENT


def actors_of(reading, verb, i, role):
    """Return the actors at a token, without a state that is only where one goes: "visited Mali"."""
    mentions = reading.standing_at(i)
    if role == PATIENT and reading.parse.lemma[verb] in word_set("visit verb"):
        mentions = [m for m in mentions if m.type not in ("state", "place")]
    return [m.actor for m in mentions]
