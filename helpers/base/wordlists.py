"""Reads the word lists in helpers/data/, each once."""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers.base.places import DATA
from helpers.base.text import MONTHS, WEEKDAYS

# endings of plurals, the first that fits counts → those of the singular, the likeliest first
SINGULAR_ENDINGS = (
    ("men", ("man",)),
    ("ss", ("ss",)),  # boss
    ("(?<=guru|indu|menu|zulu|reau)s", ("",)),
    ("(?<=us)|(?<=sis)", ("",)),  # campus, analysis
    ("ies", ("y", "ie")),
    ("(?<=ch|sh|ss|zz)es|(?<=x)es", ("", "e")),  # coach, box
    ("ves", ("ve", "f", "fe")),
    ("(?<=[so])es", ("e", "")),  # house, shoe; but caucus, hero
    ("s", ("",)),
)

CHARGED = 1.0  # strength in VADER's list, which goes to 4, from which on a word is charged


@cache
def read_list(name):
    """Return the word list `name` as a DataFrame of strings. Raises FileNotFoundError if there is
    no such list."""
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def column_pairs(name, key, value):
    """Return one column of a word list as the keys of a dictionary, another as its values."""
    rows = read_list(name)
    return dict(zip(rows[key], rows[value], strict=True))


def words_where(name, column, value, *, words):
    """Return the column `words` of the rows of a word list that have a value in another column."""
    rows = read_list(name)
    return frozenset(rows.loc[rows[column] == value, words])


# names: states, organisations, people, places


@cache
def states():
    """Return form → (state, kind); the kind is name, demonym, capital or seat.

    >>> states()["Malian"]
    ('Mali', 'demonym')
    """
    rows = read_list("states")
    return dict(zip(rows["form"], zip(rows["state"], rows["kind"], strict=True), strict=True))


@cache
def organisations():
    """Return form → name of the organisations that are known by several forms."""
    return column_pairs("organisations", "form", "organisation")


@cache
def name_heads():
    """Return the last word of a proper name, in lower case → what such names mostly stand for:
    organisation, place, event or thing.

    >>> name_heads()["ministry"], name_heads()["river"]
    ('organisation', 'place')
    """
    return column_pairs("name_heads", "head", "kind")


@cache
def company_endings():
    """Return the last words of the names of companies, in lower case: Inc, Industries."""
    return frozenset(read_list("company_endings")["ending"])


@cache
def first_names():
    """Return first name → m or f, for names that nearly always are one or the other."""
    return column_pairs("first_names", "name", "gender")


@cache
def titles():
    """Return the words that stand before a person's name as its title, in lower case."""
    return frozenset(read_list("titles")["title"])


@cache
def title_roles():
    """Return title → the role that it abbreviates, in lower case without its full stop: "sen" is a
    senator."""
    return column_pairs("title_roles", "title", "role")


@cache
def title_genders():
    """Return title → m or f, in lower case without its full stop."""
    return column_pairs("title_genders", "title", "gender")


# nouns: roles and labels


@cache
def roles():
    """Return role noun → person, group, organisation or place.

    >>> roles()["minister"]
    'person'
    """
    return column_pairs("roles", "noun", "kind")


@cache
def evaluative_labels():
    """Return noun → dark or kind: the nouns for people and bodies that judge them."""
    return column_pairs("evaluative_labels", "noun", "side")


# words that single rules look for


@cache
def word_valence():
    """Return word → how good (to 4) or bad (to −4) readers found it, of VADER's list, in lower case
    (Hutto & Gilbert 2014)."""
    path = DATA / "nltk_data/sentiment/vader_lexicon/vader_lexicon.txt"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows}


@cache
def charged_words():
    """Return the words that say how good or bad something is, in lower case."""
    return frozenset(word for word, value in word_valence().items() if abs(value) >= CHARGED)


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
    """Return the numbers that are written as words, in lower case: two, dozens, third."""
    return frozenset(read_list("number_words")["word"])


@cache
def function_words():
    """Return the words without content of their own, in lower case: articles, prepositions,
    pronouns, auxiliaries and "said"."""
    return frozenset(read_list("function_words")["word"])


@cache
def ordinary_words():
    """Return the words that may begin a sentence without being a name, in lower case."""
    return frozenset(read_list("ordinary_words")["word"])


@cache
def known_words():
    """Return the words in small letters that the suite knows: ordinary and function words, those of
    news sentences, and those that the networks read in one piece."""
    with np.load(DATA / "encoder_words.npz") as arrays:
        pieces = arrays["pieces"].tobytes().decode().split("\n")
    whole = {piece for piece in pieces if len(piece) > 1 and piece.isalpha()}
    return ordinary_words() | function_words() | frozenset(word_rarity().index) | whole


@cache
def word_rarity():
    """Return how often words occur in 10,000 sentences of news, by word in lower case: the number
    of sentences, and inside sentences the uses with a capital and with a small letter."""
    path = DATA / "word_rarity.csv"
    table = pd.read_csv(path, keep_default_na=False, dtype={"word": str}, index_col="word")
    return table.astype("float64")


# verbs


@cache
def reporting_verbs():
    """Return lemma → (class, act): the class is neutral, doubting, conceding, committing or
    attacking, the act speech or thought."""
    rows = read_list("reporting_verbs")
    return dict(zip(rows["verb"], zip(rows["class"], rows["act"], strict=True), strict=True))


@cache
def targeting_verbs():
    """Return the reporting verbs whose object is not what is said but who or what is attacked:
    condemn, dismiss."""
    return words_where("reporting_verbs", "object", "target", words="verb")


@cache
def plain_verbs():
    """Return the reporting verbs that state only that something is said or thought: say, add,
    think."""
    return words_where("reporting_verbs", "plain", "yes", words="verb")


@cache
def control_verbs():
    """Return verb → object, subject, appeal or deed.

    The first three name whose act an infinitive after the verb is (order them to, promise them to,
    call on them to); "deed" marks verbs whose "of" names the act (accuse them of)."""
    return column_pairs("control_verbs", "verb", "control")


@cache
def characterising_verbs():
    """Return verb → as or name, the pattern by which it states what somebody is called: "describe
    them as", "call them"."""
    return column_pairs("characterising_verbs", "verb", "pattern")


@cache
def participles():
    """Return the past participles that, before a noun, name what was done to its referent: the
    ousted president."""
    return frozenset(read_list("participles")["participle"])


@cache
def reporting_forms():
    """Return form → reporting verb, in lower case.

    >>> [reporting_forms()[form] for form in ("said", "denies", "vowed", "slamming", "agreeing")]
    ['say', 'deny', 'vow', 'slam', 'agree']
    """
    forms = {}
    for verb, irregular in column_pairs("reporting_verbs", "verb", "forms").items():
        stem = verb[:-1] if re.search(r"[^e]e$", verb) else verb
        past_ending = "d" if verb.endswith("ee") else "ed"
        past = re.sub(r"([^aeiou])y$", r"\1i", stem) + past_ending
        third = re.sub(r"([^aeiou])y$", r"\1ie", re.sub(r"(s|sh|ch|x|z)$", r"\1e", verb)) + "s"
        forms |= dict.fromkeys([verb, past, third, stem + "ing", *irregular.split()], verb)
    return forms


# hedges and denials


@cache
def hedges():
    """Return form → hedge or modal, in lower case; a form may have several words."""
    return column_pairs("hedges", "form", "kind")


@cache
def denials():
    """Return the forms that negate a charge or take it back, in lower case; a form may have several
    words."""
    return frozenset(read_list("denials")["form"])


@cache
def hedges_and_denials():
    """Return the forms that leave a statement open, and those that take it back, in lower case."""
    return denials() | frozenset(hedges())


@cache
def form_pattern(forms):
    """Return the pattern of any of some forms, the longest first."""
    longest_first = sorted(map(re.escape, forms), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(longest_first).replace(r"\ ", r"\s+") + r")\b")


def find_forms(text, forms):
    """Yield (start, end, form) of the forms of a list (a frozenset, in lower case) in a sentence.

    Where forms overlap, the longest is taken. The first letter of the sentence may be a capital
    ("Allegedly"); within a sentence "May" is a month.

    >>> list(find_forms("Nobody says it may.", frozenset(["nobody", "may"])))
    [(0, 6, 'nobody'), (15, 18, 'may')]
    """
    first = text[:1].lower()
    if len(first) != 1:  # some letters have two characters in lower case
        first = text[:1]
    for match in form_pattern(forms).finditer(first + text[1:].replace("’", "'")):
        yield match.start(), match.end(), re.sub(r"\s+", " ", match[0])


# plurals


def singular(word):
    """Return the singular of a noun in lower case; where spelling does not decide, the listed role
    nouns and labels do.

    >>> [singular(word) for word in ("mercenaries", "coaches", "bosses", "saviours", "policewomen")]
    ['mercenary', 'coach', 'boss', 'saviour', 'policewoman']
    >>> [singular(word) for word in ("regime", "news", "species", "caucuses", "houses", "aunties")]
    ['regime', 'news', 'species', 'caucus', 'house', 'auntie']
    """
    if word in listed_nouns() or word in word_set("own singular"):
        return word
    candidates = singulars_by_spelling(word)
    return next((noun for noun in candidates if noun in listed_nouns()), candidates[0])


@cache
def listed_nouns():
    return frozenset(roles()) | frozenset(evaluative_labels())


def singulars_by_spelling(word):
    """Return what the singular of a noun may be, the likeliest first."""
    for ending, instead in SINGULAR_ENDINGS:
        stem, count = re.subn(f"(?:{ending})$", "", word)
        if count:
            return [stem + end for end in instead]
    return [word]


# languages


@cache
def english_signs():
    """Return the words that help to tell English from other languages → their kinds: english,
    shared, particle.

    >>> english_signs()["the"], english_signs()["von"]
    (('english',), ('particle',))
    """
    rows = read_list("english_signs")
    return rows.groupby("word")["kind"].agg(tuple).to_dict()


@cache
def archive_labels(archive):
    """Return the labels that a press archive (Nexis, ProQuest) writes around its texts → what each
    tells.

    >>> archive_labels("Nexis")["longueur"], archive_labels("ProQuest")["volltext"]
    ('length', 'text')
    """
    rows = read_list("archive_labels")
    rows = rows[rows["archive"] == archive]
    return dict(zip(rows["label"], rows["field"], strict=True))


@cache
def month_numbers():
    """Return the names of the months in several languages, in small letters → their numbers.

    >>> month_numbers()["août"]
    8
    """
    return {name: int(number) for name, number in column_pairs("months", "name", "number").items()}


@cache
def languages():
    """Return code → English name of the languages that are told apart."""
    return column_pairs("languages", "code", "name")
