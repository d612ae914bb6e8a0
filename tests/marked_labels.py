"""Reads the five texts in which every label and act was marked by hand, twice, and counts how much
of it is found."""

import json
from collections import Counter
from pathlib import Path

TEXTS = Path(__file__).parent / "marked_texts"
OF_MENTIONS = ("name", "title", "noun", "modifier")


def read_marked(second=False):
    """Return {name: text, actors, labels, acts}; with `second` as the second coder marked them."""
    marked = {}
    for path in sorted(TEXTS.glob("*.json")):
        if not path.stem.endswith(".second"):
            marked[path.stem] = json.loads(path.read_text(encoding="utf-8"))
            if second:
                other = json.loads(path.with_suffix(".second.json").read_text(encoding="utf-8"))
                marked[path.stem] = marked[path.stem] | other
    return marked


def actors_of(marked, labels):
    """Return {key: the name under which most of an actor's marked labels are found}; `labels` are
    rows with start, end and actor."""
    votes = {}
    for one in marked["labels"]:
        for row in labels:
            if row["end"] == one["end"] and overlap(row, one):
                votes.setdefault(one["actor"], Counter())[row["actor"]] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def count_labels(marked, labels, kinds):
    """Return (right, marked, found) of the labels of some kinds: right are those that end where a
    marked one does and stand under its actor."""
    names = actors_of(marked, labels)
    wanted = [one for one in marked["labels"] if one["kind"] in kinds]
    found = [row for row in labels if row["kind"] in kinds]
    left = {(row["start"], row["end"], row["actor"]) for row in labels}
    right = 0
    for one in wanted:
        fits = [
            place
            for place in left
            if place[1] == one["end"]
            and place[0] < one["end"]
            and names.get(one["actor"]) == place[2]
            and abs(place[0] - one["start"]) <= len(one["words"])
        ]
        if fits:
            left.discard(min(fits, key=lambda place: abs(place[0] - one["start"])))
            right += 1
    return right, len(wanted), len(found)


def count_acts(marked, acts, names):
    """Return (right, marked, found) of acts with one of their actors, and how many of those right
    have the right sign; `names` are the actors by key."""
    right = signed = 0
    for one in marked["acts"]:
        row = next((row for row in acts if overlap(row, one)), None)
        if row is None:
            continue
        parts = [
            bool({names.get(key) for key in one[role]} & set(row[part].split("; ")) - {""})
            for role, part in (("agents", "agent"), ("patients", "patient"))
        ]
        right += sum(parts)
        signed += any(parts) and row["sign"] == one["sign"]
    wanted = sum(bool(one["agents"]) + bool(one["patients"]) for one in marked["acts"])
    found = sum(bool(row["agent"]) + bool(row["patient"]) for row in acts)
    return right, wanted, found, signed


def overlap(one, other):
    return one["start"] < other["end"] and other["start"] < one["end"]
