"""Joins the names of an article by their words: each with the full name of its actor, and the
rule."""

from __future__ import annotations

from dataclasses import replace

from helpers.actors.bodies import join_organisations, join_places
from helpers.actors.names import (
    bodies_in_brackets,
    people_not_places,
    settle_labels,
    with_title,
)
from helpers.actors.people import join_people
from helpers.base.wordlists import word_set


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


def with_one_type(parse, spotted):
    """Return the mentions with one type for each name: the one that it mostly has for the network,
    unless the other names of the article say otherwise; and a body's for a word that opens the name
    of a body before it, and ends that of nobody."""
    places = [i for i, mention in enumerate(spotted) if is_typed(mention)]
    names = [replace(spotted[i].name, label=spotted[i].type) for i in places]
    names = people_not_places(parse, settle_labels(parse, names))
    longer = [name for name in names if " " in name.text]
    closing = {name.text.split()[-1] for name in longer if name.label == "person"}
    opening = set()  # words that open the name of a body
    typed = list(spotted)
    for i, name in zip(places, names, strict=True):
        is_body = name.label == "person" and name.text in opening - closing
        type = "organisation" if is_body else name.label
        if type == "organisation":
            opening.update(opening_word(name.text.split()))
        form = "name" if type == "person" else spotted[i].form
        typed[i] = replace(spotted[i], type=type, form=form)
    return typed


def opening_word(words):
    """Return the first of the words of a body's name, by which it may be called: not the "Biden" of
    the Biden administration."""
    staff = word_set("campaign staff") | word_set("government staff")
    return words[:1] if len(words) > 1 and words[1].lower() not in staff else []


def is_typed(mention):
    """Return whether a mention is a name whose type is not known from the gazetteer."""
    is_name = mention.name is not None and mention.form != "demonym"
    return is_name and not mention.name.state


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
