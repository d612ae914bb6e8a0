"""Takes a text, gives the language that it is in, as far as that matters here: whether it is
English, and if not, which.

A text is English if enough of its words are such as English alone has often (the, and, that, said),
or nearly all are ordinary in English news. Only elsewhere is a detector asked which language it is
(py3langid, after Lui & Baldwin 2012: langid.py). Names, numbers, addresses and headlines of a few
words say nothing, and are taken for English."""

import re
from functools import cache, lru_cache

from helpers.base.wordlists import english_signs, languages, ordinary_words

ENGLISH = "en"
UNKNOWN = ""
EVIDENCE = 4  # different words that may say something: fewer do not
ENGLISH_SHARE = 0.2  # of these words, in which English is sure
ORDINARY_SHARE = (
    0.8  # of all words in small letters: of 24,842 paragraphs in other languages 9 have as many
)
ENGLISH_CHANCE = 0.25  # which the detector must give to English for a text to pass as such
SCRIPT = 0.5  # of the letters, in another script than Latin
FEW_LETTERS = 8
NOISE = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S{1,60}@\S+|[@#]\w+|<[^<>]*>")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-zªºÀ-ɏḀ-ỿﬀ-ﬆ]+")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
IDEOGRAPH_LETTERS = 1.5  # more than one, as a word of its own


@lru_cache(
    maxsize=1
)  # an article is asked about twice in a row; more of them are not kept in memory
def find_language(text):
    """Return the code of the language that a text is in, "en" or another, or "" if it says too
    little.

    >>> find_language("Le ministre a déclaré mardi que le budget serait adopté par les députés et le sénat.")
    'fr'
    """
    return judge.__wrapped__(text)


def is_foreign(paragraph, language=ENGLISH):
    """Whether a paragraph is not in English; `language` is that of its article, which short
    paragraphs share."""
    found = judge(paragraph)
    return found not in (ENGLISH, UNKNOWN) or (
        found == UNKNOWN and language not in (ENGLISH, UNKNOWN)
    )


def language_doubt(text):
    """Yield the doubt, if there is one, that a text or some of its paragraphs are not in
    English."""
    language = find_language(text)
    paragraphs = [line for line in text.split("\n") if line.strip()]
    foreign = [judge(line) or language for line in paragraphs if is_foreign(line, language)]
    if not foreign:
        return
    names = ", ".join(
        languages().get(code, code)
        for code in sorted(set(foreign), key=foreign.count, reverse=True)[:3]
    )
    if len(foreign) == len(paragraphs):
        reason = f"it is in {names}: these notebooks read English only"
    else:
        reason = f"{len(foreign)} of its {len(paragraphs)} paragraphs are not in English ({names})"
    yield (
        f"{reason}, and nothing is counted in what is not English",
        "take an English text, or leave it out",
    )


def language_code(name):
    """Return the code of a language that is given by name or code, "" if it is none.

    >>> language_code("ENGLISH"), language_code("en-GB"), language_code("Fr")
    ('en', 'en', 'fr')
    """
    name = name.strip().lower()
    code = re.split(r"[-_;, ]", name)[0]
    by_name = {told.lower(): code for code, told in languages().items()}
    return by_name.get(name, code if code in languages() else "")


@lru_cache(
    maxsize=2000
)  # a paragraph is asked about when its article is read, and when it is tagged
def judge(text):
    """Return the code of a text's language, "en" or another, or "" if it says too little."""
    if is_plainly_english(text):
        return ENGLISH
    words = NOISE.sub(" ", text)
    letters, other = count_letters(words)
    if other > SCRIPT * letters:
        return detect(words)[0] if letters >= FEW_LETTERS else UNKNOWN
    words = OTHER_SCRIPT.sub(" ", words)
    evidence, share = weigh(words, letters)
    if evidence < EVIDENCE:
        return UNKNOWN
    if share >= ENGLISH_SHARE or is_ordinary(words):
        return ENGLISH
    language, chance = detect(words)
    return ENGLISH if language == ENGLISH or chance >= ENGLISH_CHANCE else language


def is_plainly_english(text):
    """Whether so many of all words of a text are such as English alone has often that nothing has
    to be weighed: most do."""
    if OTHER_SCRIPT.search(text):
        return False
    words = text.lower().split()
    english = english_words()
    return len(english.intersection(words)) >= EVIDENCE and sum(
        map(english.__contains__, words)
    ) >= ENGLISH_SHARE * len(words)


@cache
def english_words():
    return frozenset(
        word for word, kinds in english_signs().items() if "english" in kinds and len(word) > 1
    )


def is_ordinary(text):
    """Whether nearly all words in small letters are ordinary in English news: that a cognate is,
    says little."""
    words = [
        word.lower().replace("’", "'")
        for word in WORD.findall(text)
        if word[0].islower() and len(word) > 1
    ]
    ordinary = [word for word in words if word in ordinary_words() or word in english_words()]
    return len(set(words)) >= EVIDENCE and len(ordinary) >= ORDINARY_SHARE * len(words)


def count_letters(text):
    """Return how many letters a text has, and how many of them are of another script than Latin."""
    letters = sum(map(str.isalpha, text))
    other = sum(map(len, OTHER_SCRIPT.findall(text)))
    more = IDEOGRAPH_LETTERS * len(IDEOGRAPH.findall(text)) if other else 0
    return letters + more, other + more


def weigh(text, letters):
    """Return how many different words of a text may say which language it is in, and the share of
    such as are English.

    Names say nothing: what begins with a capital counts only if it is a function word.
    """
    signs = english_signs()
    capitals = sum(map(str.isupper, text)) > 0.6 * letters
    words = WORD.findall(text)
    seen = set()
    told = 0
    english = 0
    for word, after in zip(words, [*words, "a"][1:], strict=True):
        small = word.lower().replace("’", "'")
        kind = signs.get(small)
        part_of_name = "particle" in (kind or ()) and after[0].isupper()
        if (
            (kind and kind != ("particle",))
            or capitals
            or (word[0] == small[0] and not part_of_name)
        ):
            told += 1
            english += "english" in (kind or ())
            seen |= {small} if len(small) > 1 else set()  # letters alone are lists and formulas
    return len(seen), english / told if told else 0.0


def detect(text):
    """Return the language that the detector finds likeliest, and the chance that it gives to
    English."""
    ranked = detector().rank(text)
    return ranked[0][0], dict(ranked)[ENGLISH]


@cache
def detector():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in languages() if code in identifier.labels])
    return identifier
