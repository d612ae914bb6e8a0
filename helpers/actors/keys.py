"""Folds the names of actors into keys, and says which names may be one actor's."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from helpers.base.wordlists import (
    first_names,
    organisations,
    states,
    title_genders,
    title_roles,
    titles,
    word_set,
)

MARKS = re.compile(r"['’‘ʼ`´.,]")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+")  # J.D.
HYPHENS = re.compile("[-‐‑–]")
NUMBERED = re.compile("(?:jr|sr|junior|senior|ii|iii|iv)")  # ends of names: Jr., III
KOREAN = re.compile(r"\w+ \w+[-‐‑–][^\W\d_A-Z]\w+")  # Kim Jong-un
# letters by which transliterations of one name differ → one of their spellings
ALIKE = (("kh", "h"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("ei", "i"), ("q", "k"), ("ks", "x"))
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
SKIPPED = ("small word", "name particle")  # sets of words that an acronym may leave out
SURNAME_TITLES = frozenset("mr mrs ms miss mx".split())
LONG = 6  # letters of a name from which one of them may be a slip of the pen


# folding


def fold(text: str) -> str:
    """Return a name in small letters, without accents, apostrophes, stops and commas.

    >>> fold("O’Brien, Gdańsk")
    'obrien gdansk'
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(MARKS.sub("", plain).split())


@dataclass(frozen=True)
class PersonName:
    """A person's name as written without its title, the title, and its folded words, without Jr.
    or III, which is `number`.

    An initial keeps its stop. What belongs to one word is one word: "abunasser", "mcdonald",
    "jongun"; "al-Sisi" are two."""

    text: str
    title: str
    words: tuple[str, ...]
    number: str
    family_first: bool

    @cached_property
    def first(self) -> str:
        """The first name; empty if there is none."""
        if not self.is_full:
            return ""
        return "".join(self.words[1:]) if self.family_first else self.words[0]

    @cached_property
    def last(self) -> str:
        """The last name without particles."""
        return self.words[0 if self.family_first and self.is_full else -1]

    @cached_property
    def is_full(self) -> bool:
        """Whether the name has a first and a last name."""
        opening, *others = self.words
        if opening not in word_set("name particle"):
            return bool(others)
        capital = self.text[0].isupper() and fold(self.text.split()[0]) == opening
        is_name = capital and opening in folded_genders()  # Al Gore
        return bool(others) and is_name and others[0] not in word_set("name particle")

    @cached_property
    def names(self) -> list[str]:
        """The words without particles, if there are others."""
        kept = [word for word in self.words if word not in word_set("name particle")]
        return kept or list(self.words)

    @cached_property
    def key(self) -> str:
        """What is the same in all spellings of the name."""
        particles = word_set("name particle")
        kept = [word for word in self.words[1:] if word not in particles]
        opening = [] if kept and not self.is_full else [self.words[0]]
        return "".join([*opening, *kept, self.number]).replace(".", "")

    @cached_property
    def gender(self) -> str:
        """The gender, m or f, that the title or the first name has; empty if neither tells."""
        told = [title_genders().get(word, "") for word in self.title.split()]
        return "".join(told)[-1:] or folded_genders().get(self.first, "")

    @cached_property
    def has_surname_title(self) -> bool:
        """Whether the title is one that stands before last names only."""
        return self.title in SURNAME_TITLES

    @cached_property
    def role(self) -> str:
        """The title, if it is more than Mr. or Ms.: senator."""
        return "" if self.title in title_genders() else self.title


@cache
def folded_genders():
    """Return first name, folded → m or f."""
    return {fold(name): gender for name, gender in first_names().items()}


@lru_cache(maxsize=20_000)
def read_person(name: str) -> PersonName:
    """Return the parts of a person's name, which may have titles in front.

    >>> read_person("Sen. Robert S. Mueller III").words, read_person("Kim Jong-un").last
    (('robert', 's.', 'mueller'), 'kim')
    """
    written = re.sub("^[Tt]he ", "", name).split()
    start = 0
    while start < len(written) - 1 and written[start].lower() in titles():
        start += 1
    title = [fold(word) for word in written[:start]]
    title = [title_roles().get(word, word) for word in title if word not in word_set("passing")]
    text = " ".join(written[start:])
    words = name_words(written[start:], shouts=text.isupper())
    number = ""
    if len(words) > 1 and NUMBERED.fullmatch(words[-1]):
        number = {"junior": "jr", "senior": "sr"}.get(words[-1], words[-1])
        words = words[:-1]
    family_first = len(words) > 1 and (
        bool(KOREAN.fullmatch(text))
        or (words[0] in word_set("family name first") and words[1] not in folded_genders())
    )
    return PersonName(text, " ".join(title), tuple(words), number, family_first)


def name_words(written, *, shouts):
    """Return the folded words of a name, with what is glued to the next one unless it is a first
    name: Abu, Mac, bin."""
    words = []
    glued = ""
    for word in written:
        bare_initials = word.isupper() and len(word) < 3 and not shouts
        if INITIALS.fullmatch(word) or (bare_initials and not NUMBERED.fullmatch(fold(word))):
            words.append(glued + fold(word) + ".")
            glued = ""
            continue
        parts = HYPHENS.split(fold(word))
        if parts[0] not in word_set("name particle"):
            parts = ["".join(parts)]
        for part in parts:
            glued += part
            opens = not words and part in folded_genders()  # Mac Miller
            if opens or part not in word_set("glued to a name"):
                words.append(glued)
                glued = ""
    return [word for word in (*words, glued) if word] or [" ".join(written)]


def transliterate(name: str) -> str:
    """Return a name in a spelling that is the same for its transliterations.

    >>> [transliterate(name) for name in ("Zelenskyy", "Zelensky", "Gaddafi", "Gadafi")]
    ['zelenski', 'zelenski', 'gadafi', 'gadafi']
    """
    spelling = re.sub(r"[yj]", "i", name.lower())
    for letters, instead in ALIKE:
        spelling = spelling.replace(letters, instead)
    return re.sub(r"(.)\1+", r"\1", spelling)


def name_key(name: str) -> str:
    """Return one key for a person's name in all its spellings: without titles, accents, marks,
    capitals, hyphens and particles.

    >>> name_key("Gen. Abdel-Fattah EL-SISI") == name_key("Abdel Fattah al-Sisi")
    True
    >>> name_key("Ms O’Neill") == name_key("O'Neill"), name_key("Kim Jong Un")
    (True, 'kimjongun')
    """
    return read_person(name).key


def body_key(name: str) -> str:
    """Return one key for the name of a body or place in all its spellings.

    >>> body_key("The Médecins sans Frontières"), body_key("AT&T")
    ('medecins sans frontieres', 'at and t')
    """
    words = HYPHENS.sub(" ", fold(name).replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


# comparing


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


def may_be_one_person(a: str, b: str) -> bool:
    """Return whether nothing in two names of people, with their titles, forbids that they are one:
    neither other first names, nor Jr., nor Mr. before one and a woman's name in the other.

    >>> may_be_one_person("Mr. Trump", "Melania Trump"), may_be_one_person("Obama", "B. Obama")
    (False, True)
    >>> may_be_one_person("Donald Trump", "Donald Trump Jr.")
    False
    """
    return may_be_same(read_person(a), read_person(b))


def may_be_same(one: PersonName, other: PersonName) -> bool:
    """Return what may_be_one_person returns, of names that are read."""
    if {one.gender, other.gender} == {"m", "f"}:
        return False
    if one.key == other.key:
        return True
    if one.is_full and other.is_full:
        return may_be_same_full(one, other)
    short, full = sorted((one, other), key=lambda person: (person.is_full, person.number != ""))
    if short.number not in ("", full.number):
        return False
    return bool(set(short.names) & set(full.names)) or is_like_last(short.last, full.last)


def may_be_same_full(one, other):
    """Return whether two full names may be one person's: one is a part of the other, or last and
    first names are alike and no middle name, Jr. or III says otherwise."""
    numbers = {one.number, other.number}
    if len(numbers) > 1 and ("" not in numbers or numbers & {"jr", "sr"}):
        return False
    short, long = sorted((one.words, other.words), key=len)
    size = len(short)
    if size < len(long) and short in (long[-size:], long[:size]):
        return True
    if short == long[::-1]:  # the family name first
        return True
    middles = zip(one.words[1:-1], other.words[1:-1], strict=False)
    alike_middles = one.family_first or all(alike_first(a, b) for a, b in middles)
    alike_first_names = alike_first(one.first, other.first)
    if one.family_first and other.family_first:  # Kim Jong-un and Kim Jong-il are two
        alike_first_names = one.first == other.first or is_slip(one.first, other.first)
    return alike_first_names and alike_middles and is_like_last(one.last, other.last)


def is_like_last(a, b):
    """Return whether two folded last names may be one: another transliteration, or a slip."""
    return a == b or is_slip(a, b) or transliterate(a) == transliterate(b)


def alike_first(a, b):
    """Return whether two folded first or middle names may be one: alike, an initial, a slip, or
    short for the other (Jen and Jennifer)."""
    if a.endswith(".") or b.endswith("."):
        return a.startswith(b[0])
    short, long = sorted((a, b), key=len)
    is_short = 2 < len(short) < len(long) - 1 and long.startswith(short)
    return is_short or same_first_name(a, b) or is_slip(a, b)


def is_slip(a: str, b: str) -> bool:
    """Return whether two long words with one beginning differ in a letter: more, less or another.

    >>> is_slip("zelensky", "zelenskyy"), is_slip("gaddafi", "qaddafi"), is_slip("may", "mayo")
    (True, False, False)
    """
    if a == b or min(len(a), len(b)) < LONG or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    pairs = enumerate(zip(a, b, strict=False))
    same = next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))
    return a[same + (len(a) >= len(b)) :] == b[same + (len(b) >= len(a)) :]


def slips(word: str) -> list[str]:
    """Return a long word and what it is without one of its letters: two words of which one is a
    slip of the other have one of these in common."""
    if len(word) < LONG:
        return []
    return list(dict.fromkeys([word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]))


def may_be_one_body(a: str, b: str) -> bool:
    """Return whether nothing in two names of bodies forbids that they are one: two are not where
    each has a word that the other lacks, unless one is the other's acronym.

    >>> may_be_one_body("Home Office", "Foreign Office"), may_be_one_body("WHO", "World Bank")
    (False, False)
    >>> may_be_one_body("the DoJ", "Department of Justice"), may_be_one_body("Senate", "US Senate")
    (True, True)
    """
    bare = [re.sub("^[Tt]he ", "", name) for name in (a, b)]
    known = [organisations().get(name, name) for name in bare]
    if all(name in organisations() for name in bare):
        return known[0] == known[1]
    short, long = sorted((body_key(name).split() for name in known), key=len)
    letters = {"".join(word[0] for word in long if word not in word_set(kind)) for kind in SKIPPED}
    return set(short) <= set(long) or "".join(short) in letters


def acronym(name: str) -> str:
    """Return the capital initials of a name.

    >>> acronym("World Health Organization"), acronym("Bank of England")
    ('WHO', 'BE')
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())
