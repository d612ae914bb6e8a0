"""Ends what is reported where the relative clause ends that reports it: "The pier, which he said
was safe, sank"."""

from __future__ import annotations

from helpers.tagging import VERBAL, Parse

CLAUSES = ("relcl", "acl")
COMPLEMENTS = ("ccomp", "xcomp", "acomp", "attr")
MARKS = frozenset('"“”„‟«»‹›‘’')


def reported_tokens(parse: Parse, cue: range, first: int, last: int) -> tuple[int, int]:
    """Return which of the tokens from `first` to before `last` the verb of a cue reports: all, or
    those that stand behind it in its clause if this is a relative one.

    Both numbers are the same if it reports none: the article itself says these words."""
    verb = next((i for i in cue if parse.dep[i] in CLAUSES and parse.upos[i] in VERBAL), None)
    if verb is None or last <= verb + 1 or parse.sentence[verb] != parse.sentence[last - 1]:
        return first, last
    start = verb + 1 if first <= verb else first
    end = complement_end(parse, verb)
    rest = range(max(start, end), last)
    marked = any(parse.words[i][0] in MARKS for i in rest)
    has_verb = any(parse.upos[i] in VERBAL for i in rest)
    return start, max(start, end) if has_verb and not marked else last


def complement_end(parse, verb):
    """Return the token behind all that a verb of saying reports."""
    complements = parse.dependents(verb, *COMPLEMENTS)
    end = next((i for i in complements if i > verb), len(parse) - 1)
    while parse.children[end] and parse.children[end][-1] > end:
        end = parse.children[end][-1]
    return end + 1
