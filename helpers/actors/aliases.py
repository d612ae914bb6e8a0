"""Takes the names in an article, gives which are one actor's: a dictionary from form to (the
actor's name, rule)."""

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from helpers.base.wordlists import name_heads, organisations, states

PLACE_SUFFIXES = {"city", "state", "province", "region", "county", "island", "islands"}


def join_people(forms):
    """Return for each name of a person, in the order of the text, (the fullest name of the same
    person, rule).

    A last name that several bear is that of the one most often named before it; of equals, the one
    named last.

    >>> join_people(["Ann Lee", "Bo Lee", "Lee", "Ann Lee"])[2]
    ('Bo Lee', 'last name')
    """
    whole = full_names(forms)
    bearers = defaultdict(list)
    by_first = defaultdict(set)
    by_middle = defaultdict(set)
    for full, _ in whole.values():
        first, *middle, last = full.split()
        if full not in bearers[last]:
            bearers[last].append(full)
        by_first[first].add(full)
        for word in middle:
            by_middle[word].add(full)
    joined = []
    counts = Counter()
    latest = {}
    for place, form in enumerate(forms):
        if form in whole:
            full, rule = whole[form]
        elif form in bearers:
            full = max(bearers[form], key=lambda full: (counts[full], latest.get(full, -1)))
            rule = "last name"
        elif len(by_first.get(form, ())) == 1:
            full = next(iter(by_first[form]))
            rule = "first name"
        elif len(by_middle.get(form, ())) == 1:
            full = next(iter(by_middle[form]))
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
    whole = {}
    by_last = defaultdict(list)
    for form in forms:
        first = form.split()[0]
        last = form.split()[-1]
        if " " in form and form not in whole:
            same = [full for full in by_last[last] if same_first_name(full.split()[0], first)]
            if not same:
                by_last[last].append(form)
            whole[form] = (
                (same[0], "same last name, like first name") if same else (form, "full name")
            )
    return whole


def same_first_name(a, b):
    """Whether two first names are one person's: equal, an initial, or two spellings (Sergey,
    Sergei)."""
    if a[0] != b[0]:
        return False
    return (
        a == b
        or len(a.rstrip(".")) == 1
        or len(b.rstrip(".")) == 1
        or (a[:4] == b[:4] and abs(len(a) - len(b)) < 2)
    )


def is_one_name(a, b):
    """Whether two words in lower case are one name: two spellings, or what a state, its people or
    capital is called.

    >>> is_one_name("sergey", "sergei"), is_one_name("moscow", "russian"), is_one_name("mali", "chad")
    (True, True, False)
    """
    return same_first_name(a, b) or state_words().get(a, a) == state_words().get(b, b)


@cache
def state_words():
    """Return word in lower case → state, for what states, their people and capitals are called in
    one word."""
    return {form.lower(): state for form, (state, _) in states().items() if " " not in form}


def join_organisations(tokens, names):
    """Return form → (the organisation's full name, rule): by gazetteer, definition in brackets,
    acronym, or shorter name."""
    ordered = [name for name in names if name.label == "organisation"]
    forms = list(dict.fromkeys(name.text for name in ordered))
    joined = {form: (form, "same name") for form in forms}
    joined |= {
        form: (organisations()[form], "gazetteer") for form in forms if form in organisations()
    }
    for before, name in pairwise(ordered):
        if (
            name.first == before.last + 1
            and tokens["text"][before.last] == "("
            and joined[name.text][1] == "same name"
        ):
            joined[name.text] = (joined[before.text][0], "defined in brackets")
    introduced = {}  # where each form stands first, headlines left out
    for name in ordered:
        if tokens["sentence"][name.first] > 0:
            introduced.setdefault(name.text, name.first)
    for form in sorted(forms, key=lambda form: -len(form.split())):
        if joined[form][0] == form:
            fuller = [
                (full, rule) for full in forms if full != form and (rule := shortens(form, full))
            ]
            before = introduced.get(form, len(tokens["text"]))
            if not fuller:
                earlier = [
                    full
                    for full, place in introduced.items()
                    if place < before and opens_name(form, full)
                ]
                fuller = [(full, "first word of its name") for full in earlier]
            if len({joined[full][0] for full, _ in fuller}) == 1:
                joined[form] = (joined[fuller[0][0]][0], fuller[0][1])
    return joined


def shortens(form, full):
    """Return the rule by which a form is short for an organisation's full name; empty if it is not.

    >>> shortens("WHO", "World Health Organization"), shortens("Google", "Google Science Fair")
    ('acronym', '')
    >>> shortens("Scientology", "Church of Scientology"), shortens("Senate", "Senate Ethics Committee")
    ('shorter name', '')
    """
    short = form.split()
    long = full.split()
    if len(long) < 2 or len(short) >= len(long):
        return ""
    if form.replace(".", "") == acronym(full):
        return "acronym"
    body = name_heads().get(short[-1].lower()) == "organisation"
    if long[:-1] == short and not body and name_heads().get(long[-1].lower()) == "organisation":
        # the "Conservative" of the Conservative Party, but no Senate of its committee
        return "without its last word"
    start = next((i for i in range(len(long)) if long[i : i + len(short)] == short), None)
    if start is None:
        return ""
    if body and start > 0:
        return "shorter name"
    if (
        long[start - 1] == "of"
        and long[start:] == short
        and name_heads().get(long[0].lower()) == "organisation"
    ):
        return "shorter name"  # "Scientology"
    return ""


def opens_name(form, full):
    """Whether a single word is how an organisation's name begins: "Halvorsen" of the Halvorsen
    Industrial Group.

    Not if it is what such names end in (Council), or a state's or well-known body's own name.
    """
    first, *rest = full.split()
    if (
        not rest
        or first != form
        or form.lower() in name_heads()
        or form in states()
        or form in organisations()
    ):
        return False
    return (
        name_heads().get(rest[-1].lower(), "organisation") == "organisation" and not form.isupper()
    )


def join_places(names):
    """Return form → (the place's full name, rule): "Taipei City" is Taipei, "LA" Los Angeles,
    "Korea" the only one named."""
    forms = list(dict.fromkeys(name.text for name in names if name.label == "place"))
    named = {name.state for name in names if name.state}
    joined = {}
    for form in forms:
        bare, _, last = form.rpartition(" ")
        full = [
            other for other in forms if " " in other and form.replace(".", "") == acronym(other)
        ]
        whole = [state for state in named if state.split()[-1] == form and " " in state]
        if last.lower() in PLACE_SUFFIXES and bare in forms:
            joined[form] = (bare, "without its kind")
        elif len(full) == 1:
            joined[form] = (full[0], "acronym")
        elif len(whole) == 1 and form not in states():
            joined[form] = (whole[0], "the only one of its name")
        else:
            joined[form] = (form, "same name")
    return joined


def acronym(name):
    """Return the capital initials of a name.

    >>> acronym("World Health Organization"), acronym("Bank of England")
    ('WHO', 'BE')
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())
