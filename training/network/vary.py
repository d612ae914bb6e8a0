"""Shows a document as if it were about other people and states: names exchanged for others, men for
women, so that the network reads the text and not what is known of somebody; and with other
quotation marks."""

import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

from helpers.base.wordlists import first_names, states, title_genders

LOST = 0.25  # of the articles with other quotation marks, those without any
MOST_WORDS = 3  # of a person's name that is exchanged
GENDERED = {
    "he": "she", "him": "her", "his": "her", "himself": "herself", "man": "woman", "boy": "girl",
    "father": "mother", "son": "daughter", "brother": "sister", "husband": "wife", "king": "queen",
    "businessman": "businesswoman", "spokesman": "spokeswoman", "chairman": "chairwoman",
    "congressman": "congresswoman", "policeman": "policewoman", "actor": "actress", "mr": "Ms",
    "prince": "princess", "uncle": "aunt", "nephew": "niece", "gentleman": "lady",
}  # fmt: skip
BACK = {theirs: mine for mine, theirs in GENDERED.items()} | {"mrs": "Mr", "ms": "Mr"}
THEY = {
    "he": "they", "she": "they", "him": "them", "his": "their", "her": "their", "hers": "theirs",
    "himself": "themselves", "herself": "themselves",
}  # fmt: skip
OBJECT_BEHIND = re.compile(
    r"[^\w\s]|\s+(?:to|in|on|at|for|with|and|or|as|that|when|if|by|from|of)\b"
)
TITLE = re.compile(r"\b(Mr|Mrs|Ms)\b\.?\s+$")


def gender_of(name):
    """Return the gender of a first name, "" if it is not known."""
    return first_names().get(name.partition(" ")[0], "")


def collect_names(documents):
    """Return the names of persons in documents, {gender: [(first name, last name)]}."""
    found = defaultdict(set)
    for document in documents:
        for mention in document.mentions:
            words = document.text[mention.start : mention.end].split()
            is_person = mention.form == "name" and mention.type == "person"
            plain = all(word.isalpha() and word.istitle() for word in words)
            if is_person and plain and len(words) == 2:
                found[gender_of(words[0])].add(tuple(words))
    return {gender: sorted(names) for gender, names in found.items()}


def with_other_marks(document):
    """Return a document with straight quotation marks, or with none at all."""
    if random.random() < LOST:
        text = document.text.translate(str.maketrans('“”"', "   "))
        return replace(document, text=text, quotations=())
    return replace(document, text=document.text.translate(str.maketrans("“”‘’", "\"\"''")))


def exchange(document, names, chance):
    """Return a document in which, by a chance each, persons and states have other names, and some
    of the persons another gender."""
    edits = {}
    by_actor = defaultdict(list)
    for mention in document.mentions:
        if len(mention.actors) == 1:
            by_actor[next(iter(mention.actors))].append(mention)
    for mentions in by_actor.values():
        type = Counter(mention.type for mention in mentions).most_common(1)[0][0]
        if random.random() >= chance:
            continue
        if type == "person" and any(mention.form == "name" for mention in mentions):
            edits |= rename_person(document.text, mentions, names)
        elif type == "person":
            edits |= turn_nameless(document.text, mentions)
        elif type == "state":
            edits |= rename_state(document.text, mentions)
    return edit(document, edits) if edits else document


def rename_person(text, mentions, names):
    """Return the edits {(start, end): new words} that give a person another name."""
    called = [text[m.start : m.end] for m in mentions if m.form == "name"]
    full = max(called, key=len, default="")
    words = full.split()
    if not words or len(words) > MOST_WORDS or not all(w.strip(".’'-").isalpha() for w in words):
        return {}
    gender = gender_of(full) or said_gender(text, mentions)
    turned = bool(gender) and random.random() < 0.5
    other = {"m": "f", "f": "m"}[gender] if turned else gender
    first, last = random.choice(names[other])
    new = {words[-1]: last} if len(words) == 1 else {words[0]: first, words[-1]: last}
    edits = {}
    for mention in mentions:
        span = text[mention.start : mention.end]
        if mention.form == "name":
            parts = span.split()
            if all(part in new for part in parts):
                edits[mention.start, mention.end] = " ".join(new[part] for part in parts)
            elif parts[-1] in new and parts[0] in new:
                edits[mention.start, mention.end] = f"{new[parts[0]]} {new[parts[-1]]}"
        if turned:
            edits |= turn(text, mention, gender)
    return edits


def turn_nameless(text, mentions):
    """Return the edits that turn a person without a name into a man, a woman, or somebody of whom
    only "they" is said: a nurse is no more a woman than a surgeon."""
    gender = said_gender(text, mentions)
    new = random.choice(["m", "f", "they"])
    if not gender or new == gender:
        return {}
    edits = {}
    for mention in mentions:
        if new != "they":
            edits |= turn(text, mention, gender)
        elif mention.form == "pronoun":
            edits |= turn_to_they(text, mention)
    return edits


def turn_to_they(text, mention):
    """Return the edit that puts "they" in the place of he or she."""
    word = text[mention.start : mention.end]
    new = THEY.get(word.lower())
    if word.lower() == "her" and OBJECT_BEHIND.match(text, mention.end):
        new = "them"
    if new is None:
        return {}
    return {(mention.start, mention.end): new.capitalize() if word[0].isupper() else new}


def said_gender(text, mentions):
    """Return the gender by the pronouns of a person, "" if it has none or both."""
    words = {text[m.start : m.end].lower() for m in mentions if m.form == "pronoun"}
    male = bool(words & {"he", "him", "his", "himself"})
    female = bool(words & {"she", "her", "hers", "herself"})
    return "" if male == female else "m" if male else "f"


def turn(text, mention, gender):
    """Return the edits that turn the words of a mention from one gender to the other: pronouns, the
    last noun, and the title before a name."""
    table = GENDERED if gender == "m" else BACK
    if mention.form == "name":
        title = TITLE.search(text, max(0, mention.start - 6), mention.start)
        if title and title_genders().get(title[1].lower()) == gender:
            return {title.span(1): table.get(title[1].lower(), title[1])}
        return {}
    last = re.search(r"\w+\W*$", text[mention.start : mention.end])
    if last is None:
        return {}
    start = mention.start + last.start()
    word = re.match(r"\w+", text[start:])[0]
    new = table.get(word.lower())
    if word.lower() == "her":
        behind = OBJECT_BEHIND.match(text, start + len(word))
        new = "him" if behind else "his"
    if new is None or mention.form not in ("pronoun", "noun", "title", "label"):
        return {}
    return {(start, start + len(word)): new.capitalize() if word[0].isupper() else new}


@cache
def state_forms():
    """Return state → {kind: form}, for states with a name and a demonym of one word each."""
    forms = defaultdict(dict)
    for form, (state, kind) in states().items():
        if " " not in form:
            forms[state].setdefault(kind, form)
    return {state: kinds for state, kinds in forms.items() if {"name", "demonym"} <= kinds.keys()}


def rename_state(text, mentions):
    """Return the edits that give a state another's name, demonym and capital."""
    other = state_forms()[random.choice(sorted(state_forms()))]
    edits = {}
    for mention in mentions:
        _, kind = states().get(text[mention.start : mention.end], ("", ""))
        if kind in other:
            edits[mention.start, mention.end] = other[kind]
    return edits


def edit(document, edits):
    """Return a document with edits {(start, end): new words} put in, and everything moved along;
    edits that overlap an earlier one are left out."""
    pieces = []
    shifts = []  # (place from which, how far)
    end = 0
    shift = 0
    for (low, high), new in sorted(edits.items()):
        if low < end:
            continue
        pieces += [document.text[end:low], new]
        shift += len(new) - (high - low)
        shifts.append((high, shift))
        end = high
    text = "".join([*pieces, document.text[end:]])
    moved = Mover(shifts)
    mentions = [
        replace(
            m, start=moved(m.start), end=moved(m.end), head=moved(m.head) if m.head >= 0 else -1
        )
        for m in document.mentions
    ]
    judged = [
        replace(
            sentence,
            start=moved(sentence.start),
            end=moved(sentence.end),
            acts=[(moved(place), *act) for place, *act in sentence.acts],
        )
        for sentence in document.judged
    ]
    quotations = [
        (moved(a), moved(b), *((moved(c), moved(d)) if c >= 0 else (-1, -1)))
        for a, b, c, d in document.quotations
    ]
    return replace(
        document,
        text=text,
        mentions=tuple(mentions),
        judged=tuple(judged),
        quotations=tuple(quotations),
        labels=tuple((moved(low), moved(high), said) for low, high, said in document.labels),
    )


class Mover:
    """Where places of a text are after edits."""

    def __init__(self, shifts):
        self.places = [place for place, _ in shifts]
        self.shifts = [0, *(shift for _, shift in shifts)]

    def __call__(self, place):
        return place + self.shifts[bisect_right(self.places, place)]
