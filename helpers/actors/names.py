"""Finds the proper names of an article: the tagger's, repaired with the gazetteer and with each
other."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from helpers.actors.labels import label_names
from helpers.actors.tagged import add_known, tagged_names, without
from helpers.actors.untagged import defined_names, is_head, untagged_names, untagged_repeats
from helpers.base.wordlists import company_endings, first_names, organisations, titles


def find_names(parse, quotations=()):
    """Return the Names in an article, in order, none overlapping another; those at its turns and
    posts, which are among the `quotations`, are sure."""
    names = add_known(parse, tagged_names(parse))
    labels = label_names(parse, quotations, names)
    names = without(names, labels) + labels if labels else names
    names += untagged_names(parse, names)
    names = settle_labels(defined_names(parse, names))
    return sorted(names + untagged_repeats(parse, names), key=lambda name: name.first)


def settle_labels(names):
    """Return the names with one label per form: the commonest in the article, unless other names of
    it say otherwise.

    A known last name is a person's; so is a name of two or three words that ends in one which no
    other full name ends in. The first word of a company's name is the company's."""
    labels = commonest_labels(names)
    people = [text for text, label in labels.items() if label == "person"]
    last_names = {text.split()[-1] for text in people}
    full_last_names = {text.split()[-1] for text in people if " " in text}
    companies = company_names(labels) - full_last_names
    for text, label in labels.items():
        words = text.split()
        alone = words[-1] in last_names - full_last_names and text not in organisations()
        if label == "person" and text in companies and text not in first_names():
            labels[text] = "organisation"
        elif text in last_names or (label == "organisation" and alone and may_be_full_name(words)):
            labels[text] = "person"
    return [name if name.state else replace(name, label=labels[name.text]) for name in names]


def commonest_labels(names):
    """Return form → the label that most of its names bear, of equals the first."""
    counts = {}
    for name in names:
        counts.setdefault(name.text, Counter())[name.label] += 1
    return {text: counted.most_common(1)[0][0] for text, counted in counts.items()}


def company_names(labels):
    """Return the first words of organisations whose last word is a company's: Inc, Industries."""
    bodies = [text.split() for text, label in labels.items() if label == "organisation"]
    endings = company_endings()
    return {words[0] for words in bodies if len(words) > 1 and words[-1].lower() in endings}


def may_be_full_name(words):
    return 1 < len(words) < 4 and "&" not in words and not is_head(words[-1])


def with_title(parse, name):
    """Return the words of a name with the titles before it: "Mr. Lee"."""
    first = name.first
    while first and parse.lower[first - 1] in titles():
        first -= 1
    return " ".join([*parse.words[first : name.first], name.text])


def bodies_in_brackets(parse, bodies):
    """Return short form → long form of the organisations that stand in brackets behind another
    one's name: "Green River Council (GRC)"."""
    return {
        name.text: before.text
        for before, name in pairwise(bodies)
        if name.first == before.last + 1 and parse.words[before.last] == "("
    }
