"""Reads the sentences whose agents and patients were labelled by hand, and counts how many of them
are found."""

import csv
from pathlib import Path

from helpers.framing.agency import find_agency

LABELLED = Path(__file__).parent / "gold" / "agency.csv"


def read_labelled(part=None):
    """Return {text: (kind, {(verb, actor's words, role)})} of the labelled sentences."""
    items = {}
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if part in (None, row["part"])]
    for row in rows:
        _, cases = items.setdefault(row["text"], (row["kind"], set()))
        if row["verb"]:
            cases.add((row["verb"], row["actor"], row["role"]))
    return items


def cases_by_suite(reading):
    """Return the cases that the suite finds: (start and end of the verb, actor, role)."""
    return {(case.start, case.end, case.actor, case.category) for case in find_agency(reading)}


def compare_cases(reading, cases, labelled):
    """Return how many labelled cases are among those found, how many are missed, and how many of
    those found are false.

    A labelled case is found if its verb has an actor whom its words name, in its role.
    """
    left_over = set(cases)
    hits = 0
    for verb, words, role in labelled:
        fitting = fitting_cases(reading, left_over, verb, words, role)
        if fitting:
            hits += 1
        left_over -= fitting
    return hits, len(labelled) - hits, len(left_over)


def fitting_cases(reading, cases, verb, words, role):
    text = reading.annotated.article.text
    verb_start = text.find(verb)
    start = text.find(words)
    end = start + len(words)
    named = {one.actor for one in reading.mentions if one.start < end and one.end > start}
    return {
        (first, last, actor, found_role)
        for first, last, actor, found_role in cases
        if first <= verb_start < last
        and text[first:last] == verb
        and actor in named
        and found_role == role
    }
