"""Finds the proper names that neither the tagger nor the gazetteer knows, by the other words of an
article."""

from helpers.actors.keys import alike_first, fold, folded_genders, read_person
from helpers.actors.tagged import (
    NO_ACTOR,
    PROPER,
    Name,
    is_capitalised,
    is_head,
    tokens_of,
    without,
)
from helpers.base.wordlists import first_names, name_heads, organisations, states, word_set

LONGEST_ACRONYM = 10  # letters
ENDS = frozenset(". ! ? ” \" ''".split())
# share of capitalised words from which a sentence is a headline, whose capitals say nothing
TITLE_CASE = 0.6


def headlines(parse):
    """Return the numbers of the sentences most of whose words are capitalised, and that no full
    stop ends, or that open the text."""
    words = {}
    for sentence, word in zip(parse.sentence, parse.words, strict=True):
        words.setdefault(sentence, []).append(word)
    return {sentence for sentence, written in words.items() if is_headline(sentence, written)}


def is_headline(sentence, words):
    capitals = [word[0].isupper() for word in words if word[0].isalpha()]
    return sum(capitals) > TITLE_CASE * len(capitals) and (sentence == 0 or words[-1] not in ENDS)


def untagged_names(parse, names, in_headline):
    """Return runs of capitalised words that the tagger left out and whose last word says what they
    name ("Deseret News"); `in_headline` has the numbers of the headlines."""
    taken = tokens_of(names)
    untagged = []
    first = 0
    for i in range(len(parse) + 1):
        goes_on = i < len(parse) and i not in taken and is_capitalised(parse, i)
        if goes_on and (first == i or parse.sentence[i] == parse.sentence[first]):
            continue
        kind = name_heads().get(parse.lower[i - 1], "thing") if i > first + 1 else "thing"
        if kind not in NO_ACTOR and parse.sentence[first] not in in_headline:
            untagged.append(Name(first, i, parse.text(first, i), kind))
        first = i if goes_on else i + 1
    return untagged


def defined_names(parse, names):
    """Return the names with those that brackets define: "Green River Council (GRC)", as far left as
    the letters say, or the organisation's name that stands there.

    Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
    biomedical text."""
    by_end = {name.last: name for name in names if name.label in ("organisation", "place")}
    defined = []
    for i in range(1, len(parse) - 2):
        short = parse.words[i + 1]
        is_short = short[0].isupper() and 1 < len(short) <= LONGEST_ACRONYM
        if (parse.words[i], parse.words[i + 2]) != ("(", ")") or not is_short:
            continue
        first = long_form(parse, i, short)
        name = by_end.get(i)
        if first is None and name and short not in states() and short not in organisations():
            is_body = name.label == "organisation" or is_head(parse.words[i - 1])
            first = name.first if is_body and short.isupper() else None
        if first is not None:
            defined.append(Name(first, i, parse.text(first, i), "organisation"))
            defined.append(Name(i + 1, i + 2, short, "organisation"))
    return without(names, defined) + defined


def long_form(parse, end, short):
    """Return the first token of the words before `end` whose initials a short form is, small words
    skipped; else None."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    if len(letters) < 3:
        return None
    for i in range(end - 1, max(-1, end - 3 * len(letters)), -1):
        word = parse.words[i]
        if word[0].isupper() and word[0].lower() == letters[-1]:
            letters.pop()
        elif word not in word_set("small word"):
            return None
        if not letters:
            return i
    return None


# names that come again


def untagged_repeats(parse, names, in_headline):
    """Return the names that stand in the article again where the tagger saw none: same words, in
    the same case or in the capitals of a headline."""
    taken = tokens_of(names)
    forms = repeatable_forms(names)
    shouted = {fold(form): form for form in forms}
    lengths = sorted({length for length, _ in forms.values()}, reverse=True)
    common = {word for word in parse.words if word.islower()}
    repeats = []
    for i, word in enumerate(parse.words):
        for last in (i + length for length in lengths if word[0].isupper()):
            if last > len(parse) or not taken.isdisjoint(range(i, last)):
                continue
            text = parse.text(i, last)
            form = shouted.get(fold(text), "") if text.isupper() and len(text) > 2 else text
            length, label = forms.get(form, (0, ""))
            is_name = parse.tag[last - 1] in PROPER or text.lower() not in common
            if i + length == last and is_name:
                goes_on = last < len(parse) and parse.tag[last] in PROPER and last not in taken
                if not goes_on or parse.sentence[i] in in_headline:
                    repeats.append(Name(i, last, text, label))
                    taken.update(range(i, last))
                break
    return repeats


def trust_body(parse, names, in_headline):
    """Return the names without those of headlines in which another name of the article stands:
    where all words have capitals, the tagger takes too many for one name ("Trump Said")."""
    body = {name.text for name in names if parse.sentence[name.first] not in in_headline}
    people = {text: read_person(text) for text in {name.text for name in names}}
    known = {people[text].words for text in body}
    full = {}  # last name → the first names of those whom the body names in full
    for person in (people[text] for text in body if people[text].is_full):
        full.setdefault(person.last, []).append(person.first)
    trusted = []
    for name in names:
        first = people[name.text].first
        words = people[name.text].words
        is_place = name.label not in ("person", "organisation")
        if name.text in body or is_place or is_head(words[-1]):
            trusted.append(name)
            continue
        is_first = first in folded_genders() and first not in full
        sizes = range(2 if is_first else 1, len(words))
        opens = not people[name.text].family_first and any(words[:size] in known for size in sizes)
        is_other = first and not any(alike_first(first, other) for other in full.get(words[-1], []))
        ends = words[-1] in full and is_other and first not in folded_genders()
        if not (opens or ends):
            trusted.append(name)
    return trusted


def repeatable_forms(names):
    """Return the forms under which names come again → (how many tokens they have, label)."""
    forms = {}
    for name in names:
        is_actor = name.label in ("person", "organisation", "place")
        if is_actor and name.text not in word_set("no name"):
            forms[name.text] = (name.last - name.first, name.label)
            for short in short_forms(name):
                forms.setdefault(short, (1, name.label))
    return forms


def short_forms(name):
    """Yield a person's last name, and the first of two, and an organisation's initials.

    >>> list(short_forms(Name(0, 3, "Federal Trade Commission", "organisation")))
    ['FTC', 'F.T.C.']
    """
    words = name.text.split()
    if name.label == "person" and len(words) > 1:
        middle = [word for word in words[1:-1] if word not in first_names()]
        yield from (word for word in (words[-1], *middle[-1:]) if len(word) > 2)
    initials = [word[0] for word in words if word[0].isupper()]
    if name.label == "organisation" and len(initials) > 2:
        yield "".join(initials)
        yield ".".join([*initials, ""])
