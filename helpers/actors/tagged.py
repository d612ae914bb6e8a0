"""Finds the proper names that the tagger or the gazetteer knows."""

from dataclasses import dataclass

from helpers.base.wordlists import (
    first_names,
    name_heads,
    organisations,
    reporting_verbs,
    states,
    titles,
    word_set,
)
from helpers.network import tagged_spans

LABELS = {  # the tagger's → ours
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
}
NO_ACTOR = ("event", "thing")  # kinds of names that no actor bears
PROPER = ("NNP", "NNPS")
LONGEST = 6  # tokens in a gazetteer form
# what is cut off at both ends of a name, and the marks behind which no name goes on
EDGE = frozenset("the a an 's ’s ' ’ '' `` \" “ ” , ; : - – — ( ) [ ]".split())
BREAKS = frozenset("( ) [ ] \" '' `` “ ” « » „".split())


@dataclass(frozen=True)
class Name:
    """A proper name: its first token and the one behind its last, its words, and what it names."""

    first: int
    last: int
    text: str
    label: str  # person, organisation, place, demonym, or (of states) name, capital, seat
    state: str = ""  # the state that the gazetteer gives


def tokens_of(spans):
    """Return the set of all tokens of names or mentions."""
    return {i for span in spans for i in range(span.first, span.last)}


# the tagger's names


def tagged_names(parse):
    """Return the names that the tagger found, without what does not belong to them."""
    names = []
    for first, last in tagged_spans(parse.entity):
        label = LABELS.get(parse.entity[first][2:])
        if label:
            parts = [extend(parse, a, b, label) for a, b in part_pair(parse, first, last)]
            names += [cut_name(parse, a, b, label) for a, b in parts]
    return [name for name in names if name]


def part_pair(parse, first, last):
    """Return a span, or two where it joins a state or capital to another name: "Kyiv and
    Chisinau"."""
    if parse.text(first, last) in states():
        return [(first, last)]
    for i in range(first + 1, last - 1):
        sides = [(first, i), (i + 1, last)]
        if parse.words[i] == "and" and all(parse.text(*side) in states() for side in sides):
            return sides
    return [(first, last)]


def extend(parse, first, last, label):
    """Return a span with the last name that the tagger left off: "illustrator [Johnnie]
    Christmas"."""
    if label != "person" or last != first + 1 or last == len(parse):
        return first, last
    follows = parse.sentence[last] == parse.sentence[first] and parse.tag[last] == "NNP"
    if follows and not parse.entity[last] and parse.words[last] not in word_set("no name"):
        return first, last + 1
    return first, last


def cut_name(parse, first, last, label):
    """Return the Name without what does not belong to it: article, marks, possessive, titles,
    brackets, a clause; None if nothing of a name is left."""
    first = cut_start(parse, first, last, label)
    last = cut_end(parse, first, last, label)
    words = parse.words[first:last]
    if not any(word[0].isupper() or word[0].isdigit() for word in words):
        return None
    if len(words) == 1 and words[0] in word_set("no name"):
        return None
    if label in ("person", "place") and any(mixes_digits(word) for word in words):
        return None  # a product: "IE9"
    label = label_by_last_word(parse, first, last, label)
    return Name(first, last, parse.text(first, last), label) if label else None


def cut_start(parse, first, last, label):
    """Return the first token of a name behind articles, marks and titles."""
    while first < last and parse.lower[first] in EDGE:
        first += 1
    while label == "person" and first < last - 1 and parse.lower[first] in titles():
        first += 1
    return first


def cut_end(parse, first, last, label):
    """Return the token behind a name without marks, brackets, a clause, a headline's word or a
    score."""
    particles = word_set("name particle") | EDGE
    for i in range(first + 1, last):
        word = parse.words[i]
        clause = label == "person" and word.islower() and word not in particles
        if clause or word in BREAKS:
            last = i
            break
    while last > first and parse.lower[last - 1] in EDGE:
        last -= 1
    if label == "person" and last > first + 2 and shouts(parse, first, last - 1):
        last -= 1  # "Danny Okoro BANNED"
    number = last > first + 1 and parse.words[last - 1].isdigit()
    if number and parse.text(first, last - 1) in states():
        last -= 1  # a score: "Sweden 1"
    return last


def shouts(parse, first, last):
    """Return whether the last word of a name is in capitals, and long, and the first is not."""
    word = parse.words[last]
    return word.isupper() and len(word) > 3 and not parse.words[first].isupper()


def mixes_digits(word):
    return word[0].isalpha() and any(map(str.isdigit, word))


def label_by_last_word(parse, first, last, label):
    """Return what a name of several words names, as its last word says; empty if that is not an
    actor."""
    if label == "person" or last == first + 1:
        return label
    kind = name_heads().get(parse.lower[last - 1])
    if kind is None:
        return "person" if label == "organisation" and may_be_person(parse, first, last) else label
    if kind in NO_ACTOR:
        return "organisation" if is_speaker(parse, first, last) else ""
    return kind


def may_be_person(parse, first, last):
    """Return whether a name begins with a first name and is no longer than a person's."""
    words = parse.words[first:last]
    return len(words) < 5 and words[0] in first_names() and all(word[0].isupper() for word in words)


def is_speaker(parse, first, last):
    """Return whether a name is the subject of a verb of saying: "Vanity Fair reported"."""
    top = parse.root(first, last)
    return parse.dep[top] == "nsubj" and parse.lemma[parse.head[top]] in reporting_verbs()


# the gazetteer's names


def add_known(parse, names):
    """Return the names with the gazetteer's put in: they win over a tagged name of the same or a
    shorter extent."""
    owner = {i: name for name in names for i in range(name.first, name.last)}
    listed = []
    i = 0
    while i < len(parse):
        name = known_name(parse, i)
        if name and is_meant(parse, name, owner):
            listed.append(name)
            i = name.last
        else:
            i += 1
    return listed + without(names, listed)


def without(names, others):
    """Return the names that share no token with other names."""
    taken = tokens_of(others)
    return [name for name in names if taken.isdisjoint(range(name.first, name.last))]


def known_name(parse, first):
    """Return the longest name of the gazetteer that starts at a token, or None."""
    if not parse.words[first][0].isupper():
        return None
    for last in range(min(first + LONGEST, len(parse)), first, -1):
        if parse.sentence[last - 1] != parse.sentence[first]:
            continue
        text = parse.text(first, last)
        shouted = text.isupper() and len(text) > 3  # the capitals of a headline or dateline
        for form in (text, text.title()) if shouted else (text,):
            if form in states():
                state, label = states()[form]
                return Name(first, last, form, label, state)
            if form in organisations():
                return Name(first, last, form, "organisation")
    return None


def is_meant(parse, known, owner):
    """Return whether a gazetteer form is what its text says: not a part of a longer name, and not a
    common word. `owner` is token → tagged name."""
    covered = range(known.first, known.last)
    over = {owner[i] for i in covered if i in owner}
    if any(name.first < known.first or name.last > known.last for name in over):
        return known.label == "demonym" and all(name.label in ("place", "demonym") for name in over)
    if over:
        return True
    beside = (known.first - 1, known.last)
    joined = any(belongs_to_name(parse, i, known.first, owner) for i in beside)
    if known.text.isupper() and len(known.text) > 2:
        return not joined  # WHO is a pronoun to the tagger
    noun = parse.tag[known.first] in (*PROPER, "JJ", "NN", "NNS")
    return noun and (known.label == "demonym" or not joined)


def belongs_to_name(parse, i, first, owner):
    """Return whether a token beside a name that starts at `first` is a capitalised word of the same
    sentence, outside other names, and not a title."""
    if not 0 <= i < len(parse) or i in owner or parse.sentence[i] != parse.sentence[first]:
        return False
    return is_capitalised(parse, i) and parse.lower[i] not in titles()


def is_capitalised(parse, i):
    word = parse.words[i]
    return parse.tag[i] in PROPER and word[0].isupper() and word not in word_set("no name")
