"""Ends what is reported where the relative clause ends that reports it: "The pier, which he said
was safe, sank"."""

from __future__ import annotations

from helpers.tagging import SUBJECTS, VERBAL, Parse

CLAUSES = ("relcl", "acl")
COMPLEMENTS = ("ccomp", "xcomp", "acomp", "attr")
PRONOUNS = frozenset(("that", "which", "who", "whom", "whose"))
FINITE = ("VBD", "VBP", "VBZ", "MD")
MARKS = frozenset('"“”„‟«»‹›‘’')


def reported_tokens(parse: Parse, cue: range, first: int, last: int) -> tuple[int, int]:
    """Return which of the tokens from `first` to before `last` the verb of a cue reports: all, or
    those that stand behind it in its clause if this is a relative one.

    Both numbers are the same if it reports none: the article itself says these words."""
    verb = next((i for i in cue if parse.dep[i] in CLAUSES and parse.upos[i] in VERBAL), None)
    if verb is not None and PRONOUNS.issuperset(parse.lower[first:last]):
        return first, first
    if verb is None or last <= verb + 1 or parse.sentence[verb] != parse.sentence[last - 1]:
        return first, last
    start = verb + 1 if first <= verb else first
    end = complement_end(parse, verb)
    if parse.dep[verb] == "relcl":
        end = min(end, main_verb(parse, verb, last))
    rest = range(max(start, end), last)
    marked = any(parse.words[i][0] in MARKS for i in rest)
    has_verb = any(parse.upos[i] in VERBAL for i in rest)
    return start, max(start, end) if has_verb and not marked else last


def complement_end(parse, verb):
    """Return the token behind all that a verb of saying reports: its complement, or what else hangs
    behind it in a relative clause ("whom they described as quiet")."""
    complements = [i for i in parse.dependents(verb, *COMPLEMENTS) if i > verb]
    if not complements and parse.dep[verb] == "relcl":
        complements = [i for i in parse.children[verb][-1:] if i > verb]
    end = complements[0] if complements else len(parse) - 1
    while parse.children[end] and parse.children[end][-1] > end:
        end = parse.children[end][-1]
    return end + 1


def main_verb(parse, verb, last):
    """Return the token from which the sentence goes on behind a relative clause, where the parser
    took its verb into the clause, or the clause's own for that of the sentence; else `last`.

    Then no verb is left for the noun: "The serum, which he says was tested, arrived", "A lorry that
    he says was empty stood there"."""
    noun = parse.head[verb]
    said = next((i for i in range(verb + 1, last) if is_finite(parse, i)), last)
    is_root = parse.head[noun] == noun and parse.upos[noun] not in VERBAL
    above = (said, parse.head[said]) if said < last else ()
    if not is_root and not (parse.dep[noun] in SUBJECTS and parse.head[noun] in above):
        return last
    has_comma = any(parse.words[i] == "," for i in range(noun, verb))
    for i in range(said + 1, last):
        opens = is_finite(parse, i) and parse.lower[i - 1] not in ("and", "or", "but")
        if opens and opens_predicate(parse, i) and (parse.words[i - 1] == ",") == has_comma:
            return i
    return last


def is_finite(parse, i):
    return parse.tag[i] in FINITE and parse.upos[i] in VERBAL


def opens_predicate(parse, i):
    """Return whether a finite verb has no subject of its own, and is in no clause that hangs on a
    noun."""
    verb = parse.head[i] if parse.dep[i] in ("aux", "auxpass") else i
    return not parse.dependents(verb, *SUBJECTS) and parse.dep[verb] not in CLAUSES
