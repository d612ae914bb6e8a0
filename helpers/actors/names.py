"""Finds the proper names of an article: the tagger's, repaired with the gazetteer and with each
other."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from helpers.actors.keys import SURNAME_TITLES, fold, folded_genders, may_be_same, read_person
from helpers.actors.labels import label_names
from helpers.actors.tagged import Name, add_known, is_head, tagged_names, without
from helpers.actors.untagged import (
    defined_names,
    headlines,
    trust_body,
    untagged_names,
    untagged_repeats,
)
from helpers.base.wordlists import (
    company_endings,
    first_names,
    organisations,
    states,
    titles,
    word_set,
)

QUOTES = frozenset("\" `` '' “ ” ‘ ’".split())
FINITE = ("VBD", "VBP", "VBZ", "MD")
WHERE = frozenset("in at from to near into across around outside inside throughout".split())
STAFFS = {  # set of nouns → what they name with the name of their head
    "campaign staff": "organisation",
    "government staff": "organisation",
    "family": "group",
}


def find_names(parse, quotations=()):
    """Return the Names in an article, in order, none overlapping another; those at its turns and
    posts, which are among the `quotations`, are sure."""
    in_headline = headlines(parse)
    names = tagged_names(parse)
    names = add_known(parse, names + untagged_names(parse, names, in_headline))
    labels = label_names(parse, quotations, names)
    names = without(names, labels) + labels if labels else names
    names = settle_labels(parse, defined_names(parse, names))
    names = without_works(parse, trust_body(parse, names, in_headline))
    names += untagged_repeats(parse, names, in_headline)
    names = without_authors(parse, without_things(parse, names))
    names = people_not_places(parse, sorted(names, key=lambda name: name.first))
    return name_staffs(parse, name_families(parse, name_couples(parse, names)))


def settle_labels(parse, names):
    """Return the names with one label per form: the commonest in the article, unless other names of
    it say otherwise.

    A known last name is a person's, also behind a title; so is a name of two or three words that
    ends in one which no other full name ends in, and what stands behind Mr. or Ms."""
    labels = commonest_labels(names)
    for name in names:
        if name.first and fold(parse.words[name.first - 1]) in SURNAME_TITLES:
            labels[name.text] = "person"
    endings = company_endings()
    people = [read_person(text) for text, label in labels.items() if label == "person"]
    last_names = {person.last for person in people}
    full = {}  # last name → the people who are named in full with it
    for person in people:
        if person.is_full:
            full.setdefault(person.last, []).append(person)
    companies = {words[0] for words in map(str.split, labels) if words[-1].lower() in endings}
    for text, label in labels.items():
        person = read_person(text)
        words = text.split()
        if text in companies and text not in full and text not in first_names():
            labels[text] = "organisation"
        elif not person.is_full and person.last in last_names:
            labels[text] = "person"
        elif label in ("organisation", "place") and person.last in last_names:
            may_be_full = 1 < len(words) < 4 and "&" not in words and not is_head(words[-1])
            namesakes = full.get(person.last, [])
            is_like = words[0] in states() or all(may_be_same(person, one) for one in namesakes)
            if may_be_full and is_like and text not in organisations():
                labels[text] = "person"
    return [name if name.state else settled(name, labels[name.text]) for name in names]


def settled(name, label):
    """Return a name with its label, and a person's without the title."""
    text = read_person(name.text).text if label == "person" else name.text
    cut = len(name.text.split()) - len(text.split())
    return replace(name, first=name.first + cut, text=text, label=label)


def commonest_labels(names):
    """Return form → the label that most of its names bear, of equals the first."""
    counts = {}
    for name in names:
        counts.setdefault(name.text, Counter())[name.label] += 1
    return {text: counted.most_common(1)[0][0] for text, counted in counts.items()}


# who is no actor


def without_works(parse, names):
    """Return the names without those inside the title of a work, in quotation marks and capitals:
    "Interview with the Vampire"."""
    opening = -1  # the mark that opens a title, as far as it may be one
    titled = set()
    for i, word in enumerate(parse.words):
        if word in QUOTES and opening >= 0 and i > opening + 1:
            titled.update(range(opening + 1, i))
            opening = -1
        elif word in QUOTES:
            opening = i
        elif not word[0].isupper() and word not in word_set("small word"):
            opening = -1
    return [name for name in names if titled.isdisjoint(range(name.first, name.last))]


def without_things(parse, names):
    """Return the names without those that some mention says to be a thing: "the Zika virus"."""
    nouns = {i for i, lemma in enumerate(parse.lemma) if lemma in word_set("named thing")}
    things = {name.text for name in names if name.last in nouns and parse.upos[name.last] == "NOUN"}
    known = states().keys() | organisations().keys()
    return [name for name in names if name.text not in things - known]


def without_authors(parse, names):
    """Return the names without those of a byline ("By Ann Lee"), unless the text speaks of her."""
    opening = dict(zip(reversed(parse.sentence), reversed(parse.lower), strict=True))
    pairs = zip(parse.sentence, parse.tag, strict=True)
    verbal = {sentence for sentence, tag in pairs if tag in FINITE}
    bylines = {sentence for sentence, word in opening.items() if word == "by"} - verbal
    authors = [
        name for name in names if name.label == "person" and parse.sentence[name.first] in bylines
    ]
    spoken_of = {read_person(name.text).last for name in without(names, authors)}
    unknown = [name for name in authors if read_person(name.text).last not in spoken_of]
    return without(names, unknown)


# people and who is with them


def people_not_places(parse, names):
    """Return the names with those of places that are the first names of people: "Georgia" is
    Georgia Harker.

    So it is behind one full name with this first name, if the article never calls her by the last
    name alone, and never speaks of the place: of what is in it, or by another of its names."""
    full = {}  # first name → the full names of people
    alone = set()  # last names without a first name
    located = set()
    forms = {}  # state → what the article calls it
    for name in names:
        person = read_person(name.text)
        if name.label == "person" and person.is_full:
            full.setdefault(name.text.split()[0], {}).setdefault(name.text, name.first)
        elif name.label == "person":
            alone.add(person.last)
        elif parse.lower[name.first - 1] in WHERE:
            located.add(name.text)
        if name.state:
            forms.setdefault(name.state, set()).add(name.text)
    people = []
    for name in names:
        bearers = full.get(name.text, {})
        is_place = name.text in located or len(forms.get(name.state, ())) > 1
        if len(bearers) == 1 and name.label != "person" and not is_place:
            bearer, first = next(iter(bearers.items()))
            if first < name.first and read_person(bearer).last not in alone:
                name = replace(name, label="person", state="")
        people.append(name)
    return people


def name_couples(parse, names):
    """Return the names with the last name for the first of a couple: "Ann and Bo Lee"."""
    people = [read_person(name.text) for name in names if name.label == "person"]
    taken = {word for person in people if person.is_full for word in (person.first, person.last)}
    named = names[:1]
    for before, name in pairwise(names):
        is_couple = name.first == before.last + 1 and parse.words[before.last] == "and"
        is_couple = is_couple and before.label == name.label == "person" and " " in name.text
        first = fold(before.text) if is_couple else ""
        if first in folded_genders() and first not in taken:
            named[-1] = replace(before, text=f"{before.text} {name.text.split()[-1]}")
        named.append(name)
    return named


def name_families(parse, names):
    """Return the names with those of families by their last name: "the Lees"."""
    last_names = {read_person(name.text).last for name in names if name.label == "person"}
    families = [
        Name(i, i + 1, word, "group")
        for i, word in enumerate(parse.words)
        if word[0].isupper() and parse.lower[i - 1] == "the" and fold(word) not in last_names
        if {fold(word).removesuffix(ending) for ending in ("s", "es")} & last_names
    ]
    return sorted(without(names, families) + families, key=lambda name: name.first)


def name_staffs(parse, names):
    """Return the names with those of bodies and groups that are called by their head: "the Lee
    campaign" and "the Ann Lee camp" are one, and not Lee."""
    staffs = {}  # (last name, kind) → the first name of the body
    named = []
    for name in names:
        last = name.last
        if last + 1 < len(parse) and parse.tag[last] == "JJ":
            last += 1  # the Lee presidential campaign
        noun = parse.lower[last] if parse.upos[last : last + 1] == ["NOUN"] else ""
        kind = next((kind for kind in STAFFS if noun in word_set(kind)), "")
        is_head = name.label == "person" or (name.label == "place" and noun == "government")
        if kind and is_head:
            head = name.text.split()[-1] if name.label == "person" else name.text
            text = staffs.setdefault((head, kind), f"{head} {noun}")
            name = Name(name.first, last + 1, text, STAFFS[kind])
        named.append(name)
    return named


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
