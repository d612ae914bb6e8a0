"""Finds the proper names that the tagger or the gazetteer knows."""

from dataclasses import dataclass, replace

from helpers.actors.keys import SURNAME_TITLES, fold, folded_genders
from helpers.base.wordlists import (
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
OPENERS = frozenset("MD VB VBG VBN VBZ JJ JJS RB IN DT".split())
LONGEST = 6  # tokens in a gazetteer form
# what is cut off at both ends of a name, and the marks behind which no name goes on
EDGE = frozenset("the a an another 's ’s ' ’ '' `` \" “ ” , ; : - – — ( ) [ ]".split())
DASHES = frozenset("- – — --".split())
POSSESSIVE = frozenset("'s ’s ‘s ' ’".split())
HYPHENS = frozenset("- ‐ ‑".split())
BREAKS = frozenset("( ) [ ] \" '' `` “ ” « » „".split())
JOINING = ("ADP", "CCONJ")  # parts of speech with which no name ends
JOINTS = frozenset("of for and & the".split())  # within the name of an office


@dataclass(frozen=True)
class Name:
    """A proper name: its first token and the one behind its last, its words, and what it names."""

    first: int
    last: int
    text: str
    label: str  # person, organisation, place, group, demonym, or (of states) name, capital, seat
    state: str = ""  # the state that the gazetteer gives


def tokens_of(spans):
    """Return the set of all tokens of names or mentions."""
    return {i for span in spans for i in range(span.first, span.last)}


def without(names, others):
    """Return the names that share no token with other names."""
    taken = tokens_of(others)
    return [name for name in names if taken.isdisjoint(range(name.first, name.last))]


# the tagger's names


def tagged_names(parse):
    """Return the names that the tagger found, without what does not belong to them."""
    names = []
    for first, last in tagged_spans(parse.entity):
        label = LABELS.get(parse.entity[first][2:])
        behind = names[-1].last if names else 0  # the name before
        if label and first >= behind:
            if label == "person":
                last = end_of_person(parse, first, last)
            parts = [cut_name(parse, *part) for part in split_span(parse, first, last, label)]
            names += [with_beginning(parse, name, behind) for name in parts if name]
    return names


def split_span(parse, first, last, label):
    """Return (first, last, label) of the names in a span: two people or states that "and" joins, or
    who stands behind a long office: "Women and Equalities | Ann Lee"."""
    words = parse.words
    for i in range(first + 1, last - 1):
        if words[i] == "and":
            sides = [(first, i), (i + 1, last)]
            if label == "person" or all(parse.text(*side) in states() for side in sides):
                return [(*side, label) for side in sides]
        goes_on = label == "person" and words[first - 1] == "and"
        is_office = goes_on or not JOINTS.isdisjoint(words[first:i])
        is_person = fold(words[i]) in folded_genders() and words[i - 1] not in JOINTS
        if is_office and is_person and not is_head(words[last - 1]):
            return [(i, last, "person")]
    return [(first, last, label)]


def end_of_person(parse, first, last):
    """Return the token behind a person's name, with particles and the last name that the tagger
    left off: "Ruth van | den Akker", "Johnnie | Christmas"."""
    end = last
    while end < len(parse) and parse.words[end] in word_set("name particle"):
        end += 1
    if end == len(parse) or parse.sentence[end] != parse.sentence[first]:
        return last
    has_particle = end > last or parse.words[last - 1] in word_set("name particle")
    is_first = all(word in titles() for word in parse.lower[first : last - 1])
    is_first = is_first and fold(parse.words[last - 1]) in folded_genders()
    is_last = is_first and not parse.entity[end] and is_capitalised(parse, end)
    return end + 1 if is_last or (has_particle and parse.words[end][0].isupper()) else last


def with_beginning(parse, name, behind):
    """Return a name of a person or body with what the tagger left off before it, from the token
    `behind` on: "von der | Leyen", "Van den | Akker", "Inés | Olabarri Zubía"."""
    first = name.first
    particles = word_set("name particle")
    while first > behind and parse.words[first - 1] in particles:
        first -= 1
    if behind < first < name.first and parse.lower[first - 1] in particles:
        first -= 1
    is_left = first > behind and parse.sentence[first - 1] == parse.sentence[name.first]
    if is_left and name.label == "person" and is_capitalised(parse, first - 1):
        first -= fold(parse.words[first - 1]) in folded_genders()
    if name.label not in ("person", "organisation"):
        return name
    return replace(name, first=first, text=parse.text(first, name.last))


def cut_name(parse, first, last, label):
    """Return the Name without what does not belong to it: article, marks, possessive, titles,
    brackets, a clause, a score; None if nothing of a name is left."""
    while first < last and (is_small(parse, first) or is_opener(parse, first, last, label)):
        first += 1
    if first < last and fold(parse.words[first]) in SURNAME_TITLES:
        label = "person"
    while label == "person" and first < last - 1 and is_title(parse, first):
        first += 1
    last = cut_end(parse, first, last, label)
    words = parse.words[first:last]
    if not any(word[0].isupper() or word[0].isdigit() for word in words):
        return None
    if len(words) == 1 and (words[0] in word_set("no name") or is_numbered(words[0])):
        return None
    before_of = parse.lower[first - 1] == "the" and parse.lower[last : last + 1] == ["of"]
    if len(words) == 1 and before_of:
        label = "organisation"  # the Duchy of Lancaster
    label = label_by_last_word(words, label, speaks=is_speaker(parse, first, last))
    return Name(first, last, parse.text(first, last).removesuffix("‘s"), label) if label else None


def is_opener(parse, first, last, label):
    """Return whether a person's name begins with another word that has its capital from opening a
    sentence: "Will Lee resign?"."""
    opens = first == 0 or parse.sentence[first - 1] != parse.sentence[first]
    return opens and label == "person" and first < last - 1 and parse.tag[first] in OPENERS


def is_title(parse, i):
    return parse.lower[i] in titles() and parse.words[i + 1] not in HYPHENS


def is_small(parse, i):
    """Return whether a token cannot open or close a name, nor stand in a person's."""
    word = parse.words[i]
    return word.lower() in EDGE or (word.islower() and word not in word_set("name particle"))


def cut_end(parse, first, last, label):
    """Return the token behind a name without marks, brackets, a clause, a dash, a score, what a
    person owns, or a preposition with nothing behind it."""
    is_person = label == "person"
    for i in range(first + 1, last):
        word = parse.words[i]
        is_dash = word in DASHES and parse.start[i] > parse.end[i - 1]
        is_number = word[0].isdigit() and (is_person or parse.text(first, i) in states())
        has_hyphen = parse.words[i - 1] in HYPHENS  # Kim Jong-un, and the U.S. of "U.S.-led"
        is_tail = word.islower() and is_small(parse, i) and has_hyphen != is_person
        is_owner = word in POSSESSIVE and label in ("person", "demonym")
        if word in BREAKS or is_dash or is_number or is_tail or is_owner:
            last = i
            break
    while last > first and (parse.lower[last - 1] in EDGE or parse.upos[last - 1] in JOINING):
        last -= 1
    return last


def is_numbered(word):
    """Return whether a word is what a product or a virus is called: "IE9"."""
    return word[0].isalpha() and word[-1].isdigit()


def is_speaker(parse, first, last):
    """Return whether a name is the subject of a verb of saying: "Vanity Fair reported"."""
    top = parse.root(first, last)
    return parse.dep[top] == "nsubj" and parse.lemma[parse.head[top]] in reporting_verbs()


def label_by_last_word(words, label, *, speaks):
    """Return what a name of several words names, as its last word says; empty if that is not an
    actor, and does not speak."""
    kind = name_heads().get(words[-1].lower())
    is_person = label == "person" and (len(words) < 3 or kind != "organisation")
    if is_person or len(words) < 2:
        return label
    if kind is None:
        capitals = len(words) < 5 and all(word[0].isupper() for word in words)
        is_person = label == "organisation" and capitals and fold(words[0]) in folded_genders()
        return "person" if is_person else label
    if kind in NO_ACTOR:
        return "organisation" if speaks else ""
    return kind


# the gazetteer's names


def add_known(parse, names):
    """Return the names with the gazetteer's put in: they win over a tagged name of the same or a
    shorter extent."""
    owner = {i: name for name in names for i in range(name.first, name.last)}
    listed = []
    for i, word in enumerate(parse.words):
        if word[0].isupper() and not (listed and i < listed[-1].last):
            name = known_name(parse, i)
            if name and is_meant(parse, name, owner):
                listed.append(name)
    return listed + without(names, listed)


def known_name(parse, first):
    """Return the longest name of the gazetteer that starts at a token, or None."""
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
    over = {owner[i] for i in range(known.first, known.last) if i in owner}
    if any(name.first < known.first or name.last > known.last for name in over):
        return known.label == "demonym" and all(name.label in ("place", "demonym") for name in over)
    if over or (known.text.isupper() and len(known.text) > 2):
        return True  # WHO is a pronoun to the tagger
    before = known.first - 1
    joined = before >= 0 and before not in owner and is_capitalised(parse, before)
    joined = joined and not is_title(parse, before)
    joined = joined and parse.sentence[before] == parse.sentence[known.first]
    noun = parse.tag[known.first] in (*PROPER, "JJ", "NN", "NNS")
    return noun and (known.label == "demonym" or not joined)


def is_head(word):
    return word.lower() in name_heads()


def is_capitalised(parse, i):
    word = parse.words[i]
    return parse.tag[i] in PROPER and word[0].isupper() and word not in word_set("no name")
