"""Takes the CSV files in helpers/data/ and gives them as dictionaries, each read once."""

import re
from functools import cache

import pandas as pd

from helpers.base.places import DATA
from helpers.base.text import MONTHS, WEEKDAYS


@cache
def read_list(name):
    """Return the word list `name` as a DataFrame of strings. Raises FileNotFoundError if there is
    none of that name."""
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def states():
    """Return form → (state, kind), kind being name, demonym, capital or seat.

    >>> states()["Malian"]
    ('Mali', 'demonym')
    """
    rows = read_list("states")
    return dict(zip(rows["form"], zip(rows["state"], rows["kind"], strict=True), strict=True))


@cache
def metonymy(context):
    """Return the lemmas beside which a capital is a government or only a place: dealing, giving,
    place verb, visit verb, place noun."""
    rows = read_list("metonymy")
    return frozenset(rows.loc[rows["context"] == context, "word"])


@cache
def organisations():
    """Return form → name of an organisation that is known by several."""
    return dict(read_list("organisations")[["form", "organisation"]].itertuples(index=False))


@cache
def name_heads():
    """Return last word of a proper name → organisation, place, event or thing, in lower case: what
    it mostly names.

    >>> name_heads()["ministry"], name_heads()["river"]
    ('organisation', 'place')
    """
    return dict(read_list("name_heads")[["head", "kind"]].itertuples(index=False))


@cache
def company_endings():
    """Return the last words of companies' names, in lower case: Inc, Industries."""
    return frozenset(read_list("company_endings")["ending"])


@cache
def roles():
    """Return role noun → person, group, organisation or place.

    >>> roles()["minister"]
    'person'
    """
    return dict(read_list("roles")[["noun", "kind"]].itertuples(index=False))


@cache
def role_nouns_that_are(sense):
    """Return the role nouns of one sense: bloc, ruler, member, anybody, body, company, hired.

    >>> "junta" in role_nouns_that_are("ruler"), "regime" in role_nouns_that_are("ruler")
    (False, True)
    """
    rows = read_list("role_senses")
    return frozenset(rows.loc[rows["sense"] == sense, "noun"])


@cache
def first_names():
    """Return first name → m or f, for names that nearly always are one or the other."""
    return dict(read_list("first_names")[["name", "gender"]].itertuples(index=False))


@cache
def word_sets():
    """Return the small sets of words that single rules treat alike, by name."""
    groups = read_list("word_sets").groupby("set")["word"]
    sets = {name: frozenset(words) for name, words in groups}
    sets["no name"] |= {*MONTHS, *WEEKDAYS}
    return sets


def word_set(name):
    """Return one of the small sets of words. Raises KeyError if there is none of that name.

    >>> "bus" in word_set("means")
    True
    """
    return word_sets()[name]


@cache
def number_words():
    """Return numbers that are written as words, in lower case: two, dozens, third."""
    return frozenset(read_list("number_words")["word"])


@cache
def denials():
    """Return forms that negate a charge or take it back, in lower case; a form may have several
    words."""
    return frozenset(read_list("denials")["form"])


@cache
def function_words():
    """Return words without content of their own, in lower case: articles, prepositions, pronouns,
    auxiliaries, "said"."""
    return frozenset(read_list("function_words")["word"])


@cache
def ordinary_words():
    """Return words that may begin a sentence without being a name, in lower case."""
    return frozenset(read_list("ordinary_words")["word"])


@cache
def word_rarity():
    """Return how often words stand in 10,000 sentences of news, by word in lower case: sentences,
    and inside sentences with a capital or with a small letter."""
    table = pd.read_csv(
        DATA / "word_rarity.csv", keep_default_na=False, dtype={"word": str}, index_col="word"
    )
    return table.astype("float64")


@cache
def titles():
    """Return the words that stand before a person's name as its title, in lower case."""
    return frozenset(read_list("titles")["title"])


@cache
def title_roles():
    """Return title → the role it is short for, in lower case without its full stop: "sen" is a
    senator."""
    return dict(read_list("title_roles")[["title", "role"]].itertuples(index=False))


@cache
def title_genders():
    """Return title → m or f, in lower case without its full stop."""
    return dict(read_list("title_genders")[["title", "gender"]].itertuples(index=False))


@cache
def reporting_verbs():
    """Return lemma → (class, act): neutral, doubting, conceding, committing or attacking; speech or
    thought."""
    rows = read_list("reporting_verbs")
    return dict(zip(rows["verb"], zip(rows["class"], rows["act"], strict=True), strict=True))


@cache
def targeting_verbs():
    """Return the reporting verbs whose object is whom or what they attack, not what is said:
    condemn, dismiss."""
    rows = read_list("reporting_verbs")
    return frozenset(rows.loc[rows["object"] == "target", "verb"])


@cache
def plain_verbs():
    """Return the reporting verbs that say no more than that something is said or thought: say, add,
    think."""
    rows = read_list("reporting_verbs")
    return frozenset(rows.loc[rows["plain"] == "yes", "verb"])


@cache
def control_verbs():
    """Return verb → object, subject, appeal or deed: whose doing an infinitive behind it is (order
    them to, promise them to, call on them to), or what stands behind "of" (accuse them of)."""
    return dict(read_list("control_verbs")[["verb", "control"]].itertuples(index=False))


@cache
def characterising_verbs():
    """Return verb → as or name: how it says what somebody is called ("describe them as", "call
    them")."""
    return dict(read_list("characterising_verbs")[["verb", "pattern"]].itertuples(index=False))


@cache
def participles():
    """Return past participles before a noun that say what was done to whom it names: the ousted
    president."""
    return frozenset(read_list("participles")["participle"])


@cache
def evaluative_labels():
    """Return noun → dark or kind: nouns for people and bodies that judge them."""
    return dict(read_list("evaluative_labels")[["noun", "side"]].itertuples(index=False))


@cache
def reporting_forms():
    """Return form → reporting verb, in lower case.

    >>> [reporting_forms()[form] for form in ("said", "denies", "vowed", "slamming", "agreeing")]
    ['say', 'deny', 'vow', 'slam', 'agree']
    """
    forms = {}
    for verb, others in read_list("reporting_verbs")[["verb", "forms"]].itertuples(index=False):
        stem = verb[:-1] if re.search(r"[^e]e$", verb) else verb
        past = re.sub(r"([^aeiou])y$", r"\1i", stem) + ("d" if verb.endswith("ee") else "ed")
        third = re.sub(r"([^aeiou])y$", r"\1ie", re.sub(r"(s|sh|ch|x|z)$", r"\1e", verb)) + "s"
        forms |= dict.fromkeys([verb, past, third, stem + "ing", *others.split()], verb)
    return forms


@cache
def hedges():
    """Return form → hedge or modal, in lower case; a form may have several words."""
    return dict(read_list("hedges")[["form", "kind"]].itertuples(index=False))


@cache
def hedges_and_denials():
    """Return the forms that leave what is said open, and those that take it back, in lower case."""
    return denials() | frozenset(hedges())


@cache
def form_pattern(forms):
    longest_first = sorted(map(re.escape, forms), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(longest_first).replace(r"\ ", r"\s+") + r")\b")


def find_forms(text, forms):
    """Yield (start, end, form) of the forms of a list (a frozenset, in lower case) in a sentence,
    longer ones first.

    Its first letter may be a capital ("Allegedly"); within a sentence "May" is a month.

    >>> list(find_forms("Nobody says it may.", frozenset(["nobody", "may"])))
    [(0, 6, 'nobody'), (15, 18, 'may')]
    """
    first = text[:1].lower() if len(text[:1].lower()) == 1 else text[:1]
    for match in form_pattern(forms).finditer(first + text[1:].replace("’", "'")):
        yield match.start(), match.end(), re.sub(r"\s+", " ", match[0])


def singular(word):
    """Return the singular of a noun by the rules of spelling.

    >>> [singular(word) for word in ("mercenaries", "thugs", "regime", "bosses", "saviours")]
    ['mercenary', 'thug', 'regime', 'boss', 'saviour']
    """
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("men", "man"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


@cache
def english_signs():
    """Return words that help to tell English from other languages → their kinds: english, shared,
    particle.

    >>> english_signs()["the"], english_signs()["von"]
    (('english',), ('particle',))
    """
    rows = read_list("english_signs")
    return rows.groupby("word")["kind"].agg(tuple).to_dict()


@cache
def languages():
    """Return code → English name of the languages that are told apart."""
    return dict(read_list("languages").itertuples(index=False))
