"""Finds the proper names that neither the tagger nor the gazetteer knows, by the other words of an
article."""

from collections import Counter
from dataclasses import replace

from helpers.actors.tagged import NO_ACTOR, PROPER, Name, is_capitalised, tokens_of, without
from helpers.base.wordlists import first_names, name_heads, organisations, states, word_set

LONGEST_ACRONYM = 10  # letters
# share of capitalised words from which a sentence is a headline, whose capitals say nothing
TITLE_CASE = 0.6


def untagged_names(parse, names):
    """Return runs of capitalised words that the tagger left out and whose last word says what they
    name ("Deseret News")."""
    taken = tokens_of(names)
    headlines = title_case_sentences(parse)
    untagged = []
    i = 0
    while i < len(parse):
        last = end_of_run(parse, i, taken)
        kind = name_heads().get(parse.lower[last - 1]) if last > i + 1 else None
        if kind and kind not in NO_ACTOR and parse.sentence[i] not in headlines:
            untagged.append(Name(i, last, parse.text(i, last), kind))
        i = max(last, i + 1)
    return untagged


def end_of_run(parse, first, taken):
    """Return the token behind a run of capitalised words in one sentence."""
    last = first
    while last < len(parse) and last not in taken and is_capitalised(parse, last):
        if parse.sentence[last] != parse.sentence[first]:
            break
        last += 1
    return last


def title_case_sentences(parse):
    """Return the numbers of the sentences most of whose words are capitalised."""
    words = Counter()
    capitals = Counter()
    for sentence, word in zip(parse.sentence, parse.words, strict=True):
        if word[0].isalpha():
            words[sentence] += 1
            if word[0].isupper():
                capitals[sentence] += 1
    return {sentence for sentence, n in words.items() if capitals[sentence] > TITLE_CASE * n}


def defined_names(parse, names):
    """Return the names with those that brackets define: "Green River Council (GRC)", as far left as
    the letters say.

    Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
    biomedical text."""
    by_end = {name.last: name for name in names if name.label in ("organisation", "place")}
    defined = []
    for i in range(1, len(parse) - 2):
        short = parse.words[i + 1]
        if parse.words[i] != "(" or parse.words[i + 2] != ")":
            continue
        if not short[0].isupper() or not 1 < len(short) <= LONGEST_ACRONYM:
            continue
        first = long_form(parse, i, short)
        if first is not None:
            first = min([first, *(n.first for n in names if n.first < first < n.last)])
            defined.append(Name(first, i, parse.text(first, i), "organisation"))
        elif i in by_end and may_be_defined(by_end[i], short):
            defined.append(replace(by_end[i], label="organisation"))
        else:
            continue
        defined.append(Name(i + 1, i + 2, short, "organisation"))
    return without(names, defined) + defined


def may_be_defined(name, short):
    """Return whether a bracket behind a name has its short form though the letters differ:
    "Emergency Centre (COER)"."""
    if name.label == "organisation":
        return True
    if short in states() or short in organisations():
        return False
    return is_head(name.text.split()[-1]) and short.isupper() and len(short) > 2


def long_form(parse, end, short):
    """Return the first token of the words before `end` whose initials a short form is, small words
    skipped; else None."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if not short.isupper() or len(letters) < 3:
        return None
    small_words = word_set("small word")
    for i in range(end - 1, max(-1, end - 3 * len(letters)), -1):
        word = parse.words[i]
        if parse.sentence[i] != parse.sentence[end]:
            return None
        if word[0].lower() == letters[-1] and (word[0].isupper() or word not in small_words):
            letters.pop()
            if not letters:
                return i if word[0].isupper() else None
        elif word not in small_words:
            return None
    return None


def untagged_repeats(parse, names):
    """Return the names that stand in the article again where the tagger saw none: same words, same
    case."""
    taken = tokens_of(names)
    forms = repeatable_forms(names)
    lengths = sorted({length for length, _ in forms.values()}, reverse=True)
    common = {word for word in parse.words if word.islower()}
    repeats = []
    i = 0
    while i < len(parse):
        repeat = None
        if parse.words[i][0].isupper():
            repeat = repeat_at(parse, i, forms, lengths, taken, common)
        if repeat:
            repeats.append(repeat)
        i = repeat.last if repeat else i + 1
    return repeats


def repeatable_forms(names):
    """Return the forms under which names come again → (how many tokens they have, label)."""
    forms = {}
    for name in names:
        if name.label not in ("person", "organisation", "place"):
            continue
        if name.text in word_set("no name"):
            continue
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
    if name.label == "person":
        if len(words) > 1 and len(words[-1]) > 2:
            yield words[-1]
        if len(words) > 2 and may_be_last_name(words[-2]):
            yield words[-2]
    initials = [word[0] for word in words if word[0].isupper()]
    if name.label == "organisation" and len(initials) > 2:
        yield "".join(initials)
        yield ".".join([*initials, ""])


def may_be_last_name(word):
    return len(word) > 2 and word not in word_set("no name") and word not in first_names()


def repeat_at(parse, first, forms, lengths, taken, common):
    """Return the longest known form that starts at a token as a Name, or None.

    A word that the article also writes in small letters (one of `common`) is a name only where the
    tagger says so."""
    for length in lengths:
        last = first + length
        if last > len(parse) or not taken.isdisjoint(range(first, last)):
            continue
        text = parse.text(first, last)
        tokens, label = forms.get(text, (0, ""))
        if tokens == length and (parse.tag[last - 1] in PROPER or text.lower() not in common):
            goes_on = last < len(parse) and parse.tag[last] in PROPER and last not in taken
            return None if goes_on else Name(first, last, text, label)
    return None


def is_head(word):
    return word.lower() in name_heads()
