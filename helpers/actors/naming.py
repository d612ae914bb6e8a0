"""Joins the names of an article by their words: each with the full name of its actor, and the
rule."""

from __future__ import annotations

from dataclasses import replace

from helpers.actors.bodies import join_organisations, join_places
from helpers.actors.names import bodies_in_brackets, with_title
from helpers.actors.people import join_people


def name_keys(parse, spotted) -> list[tuple[str, str]]:
    """Return for each mention (the full name of its actor, the rule by which it has it); both are
    empty where words alone do not tell whose a mention is."""
    keys = [("", "")] * len(spotted)
    by_type = {"person": [], "organisation": [], "place": [], "group": []}
    for i, mention in enumerate(spotted):
        name = mention.name
        if name is None:
            continue
        if name.state and mention.form != "place":
            keys[i] = (name.state, f"state by {mention.form}")
        elif mention.form == "place" or mention.type == "state":
            by_type["place"].append(i)
        elif mention.form != "demonym":
            by_type[mention.type].append(i)
    named_states = {key for key, _ in keys if key}
    joins = {
        "person": people_keys,
        "organisation": body_keys,
        "place": lambda parse, names: place_keys(names, named_states),
        "group": lambda parse, names: [(name.text, "same name") for name in names],
    }
    for type, places in by_type.items():
        names = [replace(spotted[i].name, label=type) for i in places]
        for i, key in zip(places, joins[type](parse, names), strict=True):
            keys[i] = key
    return keys


def people_keys(parse, names):
    return join_people([with_title(parse, name) for name in names])


def body_keys(parse, names):
    """Return the keys of organisations; what stands in the headline is no fuller name."""
    headline_last = sorted(names, key=lambda name: parse.sentence[name.first] == 0)
    defined = bodies_in_brackets(parse, names)
    joined = join_organisations([name.text for name in headline_last], defined=defined)
    return [joined[name.text] for name in names]


def place_keys(names, named_states):
    joined = join_places([name.text for name in names], named_states=named_states)
    return [joined[name.text] for name in names]
