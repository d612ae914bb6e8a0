"""Joins the names of one actor: each form with the actor's full name and the rule."""

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from helpers.base.wordlists import name_heads, organisations, states, word_set

# people


def join_people(forms: list[str]) -> list[tuple[str, str]]:
    """Return for each name of a person, in the order of the text, (the fullest name of the same
    person, rule).

    A last name that several bear is that of the one most often named before it; of equals, the one
    named last.

    >>> join_people(["Ann Lee", "Bo Lee", "Lee", "Ann Lee"])[2]
    ('Bo Lee', 'last name')
    """
    fullest = full_names(forms)
    by_last, by_first, by_middle = name_parts(full for full, _ in fullest.values())
    counts = Counter()
    latest = {}
    joined = []
    for place, form in enumerate(forms):
        if form in fullest:
            full, rule = fullest[form]
        elif form in by_last:
            full = max(by_last[form], key=lambda full: (counts[full], latest.get(full, -1)))
            rule = "last name"
        elif len(by_first.get(form, ())) == 1:
            full = by_first[form][0]
            rule = "first name"
        elif len(by_middle.get(form, ())) == 1:
            full = by_middle[form][0]
            rule = "first of two last names"
        else:
            full = form
            rule = "same name"
        joined.append((full, rule))
        counts[full] += 1
        latest[full] = place
    return joined


def full_names(forms):
    """Return form → (the fullest form of the same person, rule), for the forms of several words."""
    fullest = {}
    by_last = defaultdict(list)
    for form in forms:
        if " " not in form or form in fullest:
            continue
        first, *_, last = form.split()
        same = [full for full in by_last[last] if same_first_name(full.split()[0], first)]
        if same:
            fullest[form] = (same[0], "same last name, like first name")
        else:
            fullest[form] = (form, "full name")
            by_last[last].append(form)
    return fullest


def name_parts(full_forms):
    """Return three dictionaries from a last, first and middle name to the full names that have
    it, each once."""
    by_last = defaultdict(list)
    by_first = defaultdict(list)
    by_middle = defaultdict(list)
    for full in dict.fromkeys(full_forms):
        first, *middle, last = full.split()
        by_last[last].append(full)
        by_first[first].append(full)
        for word in dict.fromkeys(middle):
            by_middle[word].append(full)
    return by_last, by_first, by_middle


def same_first_name(a: str, b: str) -> bool:
    """Return whether two first names may be one person's: equal, an initial, or two spellings.

    >>> same_first_name("Sergey", "Sergei"), same_first_name("S.", "Sergei")
    (True, True)
    """
    if a[0] != b[0]:
        return False
    initial = len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1
    spelling = a[:4] == b[:4] and abs(len(a) - len(b)) < 2
    return a == b or initial or spelling


def is_one_name(a: str, b: str) -> bool:
    """Return whether two words in lower case are one name: two spellings, or what a state, its
    people or its capital are called.

    >>> is_one_name("sergey", "sergei"), is_one_name("moscow", "russian")
    (True, True)
    """
    return same_first_name(a, b) or state_words().get(a, a) == state_words().get(b, b)


@cache
def state_words():
    """Return word in lower case → state, for what states, their people and capitals are called in
    one word."""
    return {form.lower(): state for form, (state, _) in states().items() if " " not in form}


# organisations


def join_organisations(parse, names):
    """Return form → (the organisation's full name, rule): by gazetteer, definition in brackets,
    acronym, or shorter name."""
    ordered = [name for name in names if name.label == "organisation"]
    forms = list(dict.fromkeys(name.text for name in ordered))
    joined = {form: (form, "same name") for form in forms}
    for form in forms:
        if form in organisations():
            joined[form] = (organisations()[form], "gazetteer")
    for before, name in pairwise(ordered):
        in_brackets = name.first == before.last + 1 and parse.words[before.last] == "("
        if in_brackets and joined[name.text][1] == "same name":
            joined[name.text] = (joined[before.text][0], "defined in brackets")
    introduced = {}  # form → its first token in the text, headlines left out
    for name in ordered:
        if parse.sentence[name.first] > 0:
            introduced.setdefault(name.text, name.first)
    for form in sorted(forms, key=lambda form: -len(form.split())):
        if joined[form][0] == form:
            fuller = fuller_forms(form, forms) or opened_by(form, introduced)
            if len({joined[full][0] for full in fuller}) == 1:
                full, rule = next(iter(fuller.items()))
                joined[form] = (joined[full][0], rule)
    return joined


def fuller_forms(form, forms):
    """Return the forms that an organisation's name is short for → the rule."""
    rules = {full: shortens(form, full) for full in forms if full != form}
    return {full: rule for full, rule in rules.items() if rule}


def opened_by(form, introduced):
    """Return the names introduced before a form that begin with it → the rule."""
    place = introduced.get(form)
    return {
        full: "first word of its name"
        for full, first in introduced.items()
        if (place is None or first < place) and opens_name(form, full)
    }


def shortens(form, full):
    """Return the rule by which a form is short for an organisation's full name; empty if it is not.

    >>> shortens("WHO", "World Health Organization"), shortens("Google", "Google Science Fair")
    ('acronym', '')
    >>> shortens("Scientology", "Church of Scientology")
    'shorter name'
    >>> shortens("Senate", "Senate Ethics Committee")
    ''
    """
    short = form.split()
    long = full.split()
    if len(long) < 2 or len(short) >= len(long):
        return ""
    if form.replace(".", "") == acronym(full):
        return "acronym"
    body = is_body(short[-1])
    if long[:-1] == short and not body and is_body(long[-1]):
        # the "Conservative" of the Conservative Party, but not the Senate of its committee
        return "without its last word"
    starts = [i for i in range(len(long)) if long[i : i + len(short)] == short]
    if not starts:
        return ""
    start = starts[0]
    after_of = long[start - 1] == "of" and long[start:] == short and is_body(long[0])
    return "shorter name" if after_of or (body and start > 0) else ""


def is_body(word):
    return name_heads().get(word.lower()) == "organisation"


def opens_name(form, full):
    """Return whether a single word is how an organisation's name begins: "Halvorsen" of the
    Halvorsen Industrial Group.

    Not if it is what such names end in (Council), or a state's or well-known body's own name."""
    first, *others = full.split()
    if not others or first != form or form.isupper():
        return False
    if form.lower() in name_heads() or form in states() or form in organisations():
        return False
    return name_heads().get(others[-1].lower(), "organisation") == "organisation"


def acronym(name):
    """Return the capital initials of a name.

    >>> acronym("World Health Organization"), acronym("Bank of England")
    ('WHO', 'BE')
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())


# places


def join_places(names):
    """Return form → (the place's full name, rule): "Taipei City" is Taipei, "LA" Los Angeles,
    "Korea" the only one named."""
    forms = list(dict.fromkeys(name.text for name in names if name.label == "place"))
    named_states = {name.state for name in names if name.state}
    return {form: join_place(form, forms, named_states) for form in forms}


def join_place(form, forms, named_states):
    bare, _, last = form.rpartition(" ")
    initials = form.replace(".", "")
    spelt_out = [full for full in forms if " " in full and initials == acronym(full)]
    ends_so = [state for state in named_states if " " in state and state.split()[-1] == form]
    if last.lower() in word_set("kind of place") and bare in forms:
        return bare, "without its kind"
    if len(spelt_out) == 1:
        return spelt_out[0], "acronym"
    if len(ends_so) == 1 and form not in states():
        return ends_so[0], "the only one of its name"
    return form, "same name"
