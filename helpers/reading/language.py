"""Finds out whether a text is English, and if not, in which language it is.

A text is English if enough of its words are frequent in English alone (the, and, that, said), or if
nearly all are ordinary in English news. For other texts a detector names the language
(py3langid, after Lui & Baldwin 2012: langid.py). Names, numbers, addresses and headlines of a few
words are no evidence; a text without evidence is taken for English."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from helpers.base.wordlists import english_signs, languages, ordinary_words

ENGLISH = "en"
UNKNOWN = ""
EVIDENCE = 4  # different words that are evidence: fewer are not enough
WITH_NAMES = 2  # different words that show that a text full of names is English
ENGLISH_SHARE = 0.2  # of the words that are evidence, in a text that is surely English
# of all words in small letters: of 24,842 paragraphs in other languages 9 have as many
ORDINARY_SHARE = 0.8
ENGLISH_CHANCE = 0.25  # the least chance, by the detector, of a text that passes as English
OTHER_SCRIPT_SHARE = 0.5  # of the letters, in a text that is not in Latin script
CHANCE_WITH_SIGNS = 0.1  # the same where some of its words are English alone
FEW_LETTERS = 8
CAPITALS_SHARE = 0.6  # of the letters, in a text in capitals, in which they do not mark names
LISTED = 3  # languages in a message
NAME_LETTERS = 3  # of a small word within a name: "aan den", "de las"
NOISE = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[\w.]{1,60}\.[a-z]{2,10}/\S+|(?<!\S)\S{1,60}@\S+|[@#]\w+"
    r"|<[^<>]*>"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-zªºÀ-ɏḀ-ỿﬀ-ﬆ]+")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
IDEOGRAPH_LETTERS = 1.5  # letters that an ideograph counts for in addition


@lru_cache(maxsize=1)  # the same article is asked about twice in a row
def find_language(text: str) -> str:
    """Return the code of a text's language, "en" or another, or "" if there is no evidence.

    >>> find_language("Le ministre a déclaré que le budget serait adopté par le sénat mardi.")
    'fr'
    """
    return judge.__wrapped__(text)


def is_foreign(paragraph: str, language: str = ENGLISH) -> bool:
    """Whether a paragraph is not in English; without evidence it is in `language`, that of its
    article."""
    own = judge(paragraph)
    return (language if own == UNKNOWN else own) not in (ENGLISH, UNKNOWN)


def language_doubt(text):
    """Yield a doubt, reason and remedy, if a text or some of its paragraphs are not in English."""
    language = find_language(text)
    paragraphs = [line for line in text.split("\n") if line.strip()]
    foreign = [judge(line) or language for line in paragraphs if is_foreign(line, language)]
    if not foreign:
        return
    most_first = sorted(dict.fromkeys(foreign), key=foreign.count, reverse=True)
    names = ", ".join(languages().get(code, code) for code in most_first[:LISTED])
    if len(foreign) == len(paragraphs):
        reason = f"it is in {names}: these notebooks read English only"
    else:
        reason = f"{len(foreign)} of its {len(paragraphs)} paragraphs are not in English ({names})"
    yield (
        f"{reason}, and nothing is counted in what is not English",
        "take an English text, or leave it out",
    )


def language_code(name):
    """Return the code of a language from its name or code, "" if there is no such language.

    >>> language_code("ENGLISH"), language_code("en-GB"), language_code("Fr")
    ('en', 'en', 'fr')
    """
    name = name.strip().lower()
    for code, language in languages().items():
        if language.lower() == name:
            return code
    code = re.split(r"[-_;, ]", name)[0]
    return code if code in languages() else ""


@lru_cache(maxsize=2000)  # paragraphs are asked about when they are read and when they are tagged
def judge(text):
    """Return the code of a text's language, "en" or another, or "" if there is no evidence."""
    if is_plainly_english(text):
        return ENGLISH
    words = NOISE.sub(" ", text)
    letters, other = count_letters(words)
    if other > OTHER_SCRIPT_SHARE * letters:
        return detect(words)[0] if letters >= FEW_LETTERS else UNKNOWN
    words = OTHER_SCRIPT.sub(" ", words)
    if is_in_capitals(words, letters):
        words = words.lower()
    evidence, english_share = weigh_evidence(words)
    if evidence < EVIDENCE:
        return UNKNOWN
    if english_share >= ENGLISH_SHARE or is_ordinary(words):
        return ENGLISH
    language, english_chance = detect(words)
    least = CHANCE_WITH_SIGNS if english_share else ENGLISH_CHANCE
    return ENGLISH if english_chance >= least else language


def is_plainly_english(text):
    """Whether so many of a text's words are English function words that nothing else need be
    weighed: true of most texts."""
    if OTHER_SCRIPT.search(text):
        return False
    words = text.lower().split()
    english = english_words()
    if len(english.intersection(words)) < EVIDENCE:
        return False
    return sum(map(english.__contains__, words)) >= ENGLISH_SHARE * len(words)


@cache
def english_words():
    """Return the words that are frequent in English alone."""
    signs = english_signs().items()
    return frozenset(word for word, kinds in signs if "english" in kinds and len(word) > 1)


def is_ordinary(text):
    """Whether nearly all words in small letters are ordinary in English news, where one or two may
    be cognates; small words within names ("Alphen aan den Rijn") are left aside."""
    words = WORD.findall(text)
    within = find_particles(words)
    small = [
        (fold(word), i in within)
        for i, word in enumerate(words)
        if word[0].islower() and len(word) > 1
    ]
    ordinary = {word for word, _ in small if word in ordinary_words() or word in english_words()}
    told = [word for word, in_a_name in small if word in ordinary or not in_a_name]
    least = WITH_NAMES if within else EVIDENCE
    share = sum(word in ordinary for word in told) / max(1, len(told))
    return len(set(told)) >= least and share >= ORDINARY_SHARE


def fold(word):
    return word.lower().replace("’", "'")


def count_letters(text):
    """Return how many letters a text has, and how many of them are not Latin; ideographs count for
    more, as each may be a word."""
    letters = sum(map(str.isalpha, text))
    other = sum(map(len, OTHER_SCRIPT.findall(text)))
    if not other:
        return letters, 0
    extra = IDEOGRAPH_LETTERS * len(IDEOGRAPH.findall(text))
    return letters + extra, other + extra


def is_in_capitals(text, letters):
    return sum(map(str.isupper, text)) > CAPITALS_SHARE * letters


def weigh_evidence(text):
    """Return how many different words of a text are evidence of its language, and which share of
    all such words is English.

    Names are no evidence: a capitalised word counts only if it is a function word."""
    signs = english_signs()
    words = WORD.findall(text)
    different = set()
    evidence = 0
    english = 0
    for word, following in pairwise([*words, "a"]):
        folded = fold(word)
        kinds = signs.get(folded, ())
        in_a_name = "particle" in kinds and following[0].isupper()
        is_function_word = bool(kinds) and kinds != ("particle",)
        is_small = word[0] == folded[0] and not in_a_name
        if not (is_function_word or is_small):
            continue
        evidence += 1
        if "english" in kinds:
            english += 1
        if len(folded) > 1:  # single letters number lists and formulas
            different.add(folded)
    return len(different), english / evidence if evidence else 0.0


def find_particles(words):
    """Return the numbers of the words that are within names: particles before a capital, and other
    very short words between two capitals, unless they are English.

    >>> sorted(find_particles("the mayor of Alphen aan den Rijn met Ana de las Casas".split()))
    [4, 5, 7, 9, 10]
    """
    signs = english_signs()
    found = set()
    run = []  # the short words since the last capital or long word
    after_capital = False
    for i, word in enumerate(words):
        if word[0].isupper():
            found.update(run)
            run = []
            after_capital = True
        elif "particle" in signs.get(word, ()) or (
            after_capital and len(word) <= NAME_LETTERS and word not in signs
        ):
            run.append(i)
        else:
            run = []
            after_capital = False
    return found


def detect(text):
    """Return the likeliest language by the detector, and the chance that it gives to English."""
    ranked = detector().rank(text)
    return ranked[0][0], dict(ranked)[ENGLISH]


@cache
def detector():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in languages() if code in identifier.labels])
    return identifier
