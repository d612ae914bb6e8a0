"""Joins the names of organisations and places in an article: each form with the full name."""

from collections.abc import Iterable, Mapping, Sequence

from helpers.actors.keys import acronym, body_key
from helpers.base.wordlists import name_heads, organisations, states, word_set

OPENS = "first word of its name"

# organisations


def join_organisations(
    forms: Sequence[str], *, defined: Mapping[str, str] | None = None
) -> dict[str, tuple[str, str]]:
    """Return form → (the organisation's full name, rule), for the names of organisations in the
    order of the text, those of its headline last: by gazetteer, definition in brackets, acronym, or
    shorter name. `defined` has short form → long form, as brackets say.

    >>> join_organisations(["Green River Council", "GRC"])["GRC"]
    ('Green River Council', 'acronym')
    """
    places = {form: place for place, form in enumerate(dict.fromkeys(forms))}
    fullest = join_spellings(places)
    for short, long in (defined or {}).items():
        if fullest[short] == (short, "same name"):
            fullest[short] = (fullest[long][0], "defined in brackets")
    fuller = {}
    for full in places:
        for short, rule in short_bodies(full):
            fuller.setdefault(short, {}).setdefault(full, rule)
    for form in sorted(places, key=lambda form: -len(form.split())):
        if fullest[form][0] == form:
            rules = {
                full: rule
                for full, rule in fuller.get(body_key(form), {}).items()
                if is_short(form, full, rule) and (rule != OPENS or places[full] < places[form])
            }
            sure = {full: rule for full, rule in rules.items() if rule != OPENS} or rules
            if len({fullest[full][0] for full in sure}) == 1:
                full, rule = next(iter(sure.items()))
                fullest[form] = (fullest[full][0], rule)
    return fullest


def join_spellings(forms):
    """Return form → (name, rule): the gazetteer's name, else the first that is spelt alike, one
    that is not in capitals before one that is."""
    names = {}
    for form in sorted(forms, key=str.isupper):
        names.setdefault(body_key(form), form)
    known = {form: organisations().get(form) for form in forms}
    return {
        form: (name, "gazetteer") if name else (names[body_key(form)], "same name")
        for form, name in known.items()
    }


def short_bodies(full):
    """Yield (key, rule) of the shorter names of an organisation.

    >>> list(short_bodies("Church of Scientology"))
    [('cs', 'acronym'), ('scientology', 'shorter name'), ('church', 'first word of its name')]
    """
    words = full.split()
    if len(words) < 2:
        return
    yield acronym(full).casefold(), "acronym"
    if is_body(words[-1]) and not is_body(words[-2]):
        # the "Conservative" of the Conservative Party, but not the Senate of its committee
        yield body_key(" ".join(words[:-1])), "without its last word"
    for start in range(1, len(words)):
        if words[start - 1] == "of" and is_body(words[0]):
            yield body_key(" ".join(words[start:])), "shorter name"
        for last in range(start, len(words)):
            if is_body(words[last]):
                yield body_key(" ".join(words[start : last + 1])), "shorter name"
    yield body_key(words[0]), OPENS


def is_short(form, full, rule):
    """Return whether a form with the key of a shorter name is one: an acronym in capitals, and a
    first word that is no body's own name.

    "Halvorsen" is the Halvorsen Industrial Group; not so what such names end in (Council), or a
    state's or well-known body's own name."""
    if rule == "acronym":
        return form.isupper()
    if rule != OPENS:
        return True
    if form.isupper() or is_kind(form) or form in states() or form in organisations():
        return False
    return name_heads().get(full.split()[-1].lower(), "organisation") == "organisation"


def is_body(word):
    return name_heads().get(word.lower()) == "organisation"


def is_kind(word):
    return word.lower() in name_heads()


# places


def join_places(
    forms: Iterable[str], *, named_states: Iterable[str] = ()
) -> dict[str, tuple[str, str]]:
    """Return form → (the place's full name, rule): "Taipei City" is Taipei, "LA" Los Angeles,
    "Korea" the only one of the states that the article names.

    >>> join_places(["Korea"], named_states=["South Korea"])["Korea"]
    ('South Korea', 'the only one of its name')
    """
    spelt = join_spellings(dict.fromkeys(forms))
    spelt_out = {}
    for form in spelt:
        if " " in form:
            spelt_out.setdefault(acronym(form), set()).add(form)
    ends_so = {}
    for state in named_states:
        if " " in state:
            ends_so.setdefault(state.split()[-1], set()).add(state)
    joined = {}
    for form, (name, rule) in spelt.items():
        bare, _, last = form.rpartition(" ")
        full = spelt_out.get(form.replace(".", ""), ())
        of_states = ends_so.get(form, ())
        if last.lower() in word_set("kind of place") and bare in spelt:
            name, rule = bare, "without its kind"
        elif len(full) == 1:
            name, rule = next(iter(full)), "acronym"
        elif len(of_states) == 1 and form not in states():
            name, rule = next(iter(of_states)), "the only one of its name"
        joined[form] = (name, rule)
    return joined
