"""Finds who is named at the turns of a transcript and at posts, and whom an interview is with."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.actors.tagged import Name
from helpers.base.wordlists import first_names, name_heads, organisations, states, titles
from helpers.tagging import Parse


@dataclass(frozen=True)
class Labelled:
    """A mention at the label of a turn, or one that a name by it is compared with: its first token
    and the one behind its last, whose it is, its form, and its type."""

    first: int
    last: int
    actor: str
    form: str
    type: str


ROLES = ("role", "title", "asks", "answers")
SPEAKS = "speaks the turns with this label"
ADDRESS_ENDS = (",", "?", ".", "!")
COMPANIONS = ("with", "to")  # "talks with Ann Lee"


def label_names(parse, quotations, tagged):
    """Return the names at turns and posts as Names; `tagged` are the names that were found without
    them."""
    known = {(name.first, name.last): name for name in tagged}
    labels = {}
    for quotation in quotations:
        if quotation.sort in ("name", "post"):
            first, last = tokens_at(parse, quotation.source)
            tagger = known.get((first, last))
            state, kind = states().get(quotation.label, ("", ""))
            if quotation.sort == "post" and state:
                labels[first] = Name(first, last, quotation.label, kind, state)
            else:
                label = label_of(quotation, tagger)
                labels[first] = Name(first, last, quotation.label, label)
    return list(labels.values())


def tokens_at(parse, place):
    """Return the tokens at a place in characters: the first, and the one behind the last."""
    return bisect_right(parse.end, place[0]), bisect_left(parse.start, place[1])


def label_of(quotation, tagger):
    """Return what a name at a turn or post names: a person, unless its words say otherwise, or of a
    post the tagger."""
    words = quotation.label.split()
    if words[0] in first_names() and quotation.label not in organisations():
        return "person"
    ends_as_body = len(words) > 1 and name_heads().get(words[-1].lower()) == "organisation"
    if quotation.label in organisations() or ends_as_body or words[0] == "The":
        return "organisation"
    if quotation.sort == "post" and tagger and tagger.label in ("organisation", "place"):
        return "organisation"
    return "person"


def label_mentions(parse, quotations, known):
    """Return a Labelled for each label that names a role or asks or answers: of the person who is
    known to have that role, or of the role itself."""
    labelled = [one for one in quotations if one.sort in ROLES and one.source]
    if not labelled:
        return []
    named = [m for m in known if m.type == "person" and m.form == "name"]
    people = {m.actor for m in named}
    by_name = {parse.text(m.first, m.last): m.actor for m in named}
    by_place = {(m.first, m.last): m.actor for m in known if m.actor in people}
    guest = find_interviewee(parse, named, quotations)
    mentions = {}
    for quotation in labelled:
        place = tokens_at(parse, quotation.source)
        actor = by_place.get(place) or by_name.get(quotation.label, quotation.label)
        if quotation.sort == "answers" and guest:
            actor = guest.actor
        form = "title" if quotation.sort == "title" else "noun"
        first, last = place
        mentions[place] = Labelled(first, last, actor, form, "person")
    return list(mentions.values())


# whom an interview is with


def find_interviewee(parse: Parse, mentions: Sequence, quotations: Sequence) -> Any:
    """Return the first Mention of the person who answers in an interview: whom its questions
    address, or of whom its introduction tells; None if that is not clear.

    `mentions` have first, last, actor, form and type."""
    turns = [one for one in quotations if one.sort in ("asks", "answers")]
    if not any(one.sort == "answers" for one in turns):
        return None
    opening = min(one.source[0] if one.source else one.start for one in turns)
    people = [m for m in mentions if m.type == "person" and m.form == "name"]
    told = [m for m in people if parse.start[m.first] < opening and not is_author(parse, m)]
    addressed = [m for m in people if is_addressed(parse, m, turns)]
    introduced = {m.actor for m in told}
    forms = [m for m in mentions if m.actor in introduced and parse.start[m.first] < opening]
    for candidates in (
        [m for m in addressed if m.actor in introduced],
        [m for m in told if before_name(parse, m) in COMPANIONS],
        told,
        forms,
        addressed,
    ):
        actor = commonest(candidates)
        if actor:
            return next(m for m in told + addressed if m.actor == actor)
    return None


def commonest(mentions):
    """Return the actor that most of some mentions are of; empty if there is none or several."""
    counts = Counter(m.actor for m in mentions).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def title_start(parse, mention):
    """Return the first token of a mention with the titles before it."""
    first = mention.first
    while first and parse.lower[first - 1] in titles():
        first -= 1
    return first


def before_name(parse, mention):
    """Return the word before a mention and its titles, in small letters; empty at the start of the
    text."""
    first = title_start(parse, mention)
    return parse.lower[first - 1] if first else ""


def is_author(parse, mention):
    """Return whether a name stands behind "by", as an author's does."""
    return before_name(parse, mention) == "by"


def is_addressed(parse, mention, turns):
    """Return whether somebody is spoken to in a question: "Ms Lee, why …", "…, Ms Lee?"."""
    k = bisect_right(turns, parse.start[mention.first], key=lambda turn: turn.start) - 1
    asked = k >= 0 and turns[k].sort == "asks" and parse.start[mention.first] < turns[k].end
    if not asked or mention.last >= len(parse):
        return False
    first = title_start(parse, mention)
    opens = first == 0 or parse.sentence[first - 1] != parse.sentence[first]
    if opens:
        return parse.words[mention.last] == ","
    return parse.words[first - 1] == "," and parse.words[mention.last] in ADDRESS_ENDS
