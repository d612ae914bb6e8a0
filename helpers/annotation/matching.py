"""Finds the words and names that corrections hold in an article's tables, also where a later
version splits or names them otherwise."""

import re
import unicodedata
from bisect import bisect_left

import numpy as np
import pandas as pd

from helpers.actors import plain_name
from helpers.reading import ALIKE, plain, words_of

BY_HAND = "by hand"
LONGEST_OMISSION = 5000  # characters, at most, that … stands for

# words in sentences


def begins_with(texts: pd.Series, words: str) -> np.ndarray:
    """Return for each text whether it begins with some words."""
    wanted = plain(words)
    if not wanted:
        return np.zeros(len(texts), dtype=bool)
    return np.array([plain(text).startswith(wanted) for text in texts], dtype=bool)


def contains(texts: pd.Series, words: str) -> np.ndarray:
    """Return for each text whether it contains some words."""
    wanted = plain(words)
    return np.array([wanted in plain(text) for text in texts], dtype=bool)


def holds(sentences: pd.DataFrame, words: str) -> np.ndarray:
    """Return for each sentence whether it contains some words; if none does, for each two that
    follow one another whether they do together: what was one sentence may be two now."""
    texts = sentences["text"]
    found = contains(texts, words)
    if found.any() or len(texts) < 2:
        return found
    pairs = contains(texts.iloc[:-1] + " " + texts.iloc[1:].to_numpy(), words)
    return np.append(pairs, False) | np.append(False, pairs)


def stands_where(rows, sentences, words):
    """Return for each row of a table whether its sentence contains some words (see `holds`)."""
    if sentences.empty:
        return np.zeros(len(rows), dtype=bool)
    return holds(sentences, words)[rows["sentence"].to_numpy(dtype=np.int64)]


def sentence_at(sentences, start):
    """Return the number of the sentence in which a character stands."""
    return max(0, int(np.searchsorted(sentences["start"].to_numpy(), start, side="right")) - 1)


# words in the text


def loose(words):
    """Return a pattern for words in a text that was translated by ALIKE, whatever their marks,
    dashes and white space."""
    return r"\s+".join(map(re.escape, words.translate(ALIKE).split()))


def find_chains(text, patterns):
    """Yield the places where the patterns of some words stand in a text one after the other, with
    at most LONGEST_OMISSION characters between them, each as near as possible to the one before it.

    >>> list(find_chains("a b a c b c", ["a", "c"]))
    [(0, 7)]
    """
    later = None  # the starts of the patterns that follow, and the ends of the chains from there
    for pattern in reversed(patterns):
        later = chains_before(text, pattern, later)
    last = 0
    for start, end in zip(*later, strict=True) if later else ():
        if start >= last:
            yield start, end
            last = end


def chains_before(text, pattern, later):
    """Return the starts and ends of the chains that begin with a pattern and go on with a later
    chain, if there are any."""
    starts = []
    ends = []
    for match in re.finditer(f"(?=({pattern}))", text, re.I):
        start, end = match.span(1)
        if later is not None:
            later_starts, later_ends = later
            nearest = bisect_left(later_starts, end)
            if nearest == len(later_starts) or later_starts[nearest] > end + LONGEST_OMISSION:
                continue
            end = later_ends[nearest]
        starts.append(start)
        ends.append(end)
    return starts, ends


def is_in_marks(text, start, end):
    """Return whether quotation marks stand on both sides of a place."""
    opens = re.search("[\"“‘«']", text[max(0, start - 2) : start])
    return bool(opens and re.search("[\"”’»']", text[end : end + 2]))


# actors


def is_actor(names: pd.Series, name: str) -> np.ndarray:
    """Return for each name whether it is this one, however it is written, with or without "the"
    before it."""
    return names.map(words_of).to_numpy() == words_of(name)


def known_actor(mentions: pd.DataFrame, name: str, *, existed: bool = False) -> str:
    """Return an actor's name as the tables have it, however it is written here; a new name stays as
    it is.

    An actor that the tables name otherwise is known by a mention with these words, if one name is a
    form of the other; or by the name without accents and hyphens; or, if an actor of this name is
    known to have `existed` in an earlier version, by a mention that has these words among others,
    or by what an actor without a name is called."""
    actors = [actor for actor in mentions["actor"].unique() if actor]
    wanted = words_of(name)
    for actor in actors:
        if words_of(actor) == wanted:
            return actor
    named = mentions[(mentions["form"] == "name") & (mentions["actor"] != "")]
    texts = [words_of(text) for text in named["text"]]
    ways = [[text == wanted for text in texts]]
    if existed:
        ways.append([has_words(text, wanted) for text in texts])
    for matches in ways:
        bearers = named["actor"][np.array(matches, dtype=bool)].unique()
        found = [actor for actor in bearers if is_other_name(actor, name)]
        if len(found) == 1:
            return found[0]
    alike = [actor for actor in actors if letters_of(actor) == letters_of(name) != ""]
    if existed and not alike:
        alike = mentions["actor"][is_called(mentions, name)].unique()
    return alike[0] if len(alike) == 1 else name


def is_called(mentions: pd.DataFrame, name: str) -> np.ndarray:
    """Return for each mention whether it calls its actor so, but for an article or a number before
    it and what stands behind "of": "Russian soldiers" of "several hundred Russian soldiers",
    "divers" of "the divers of Lund"."""
    wanted = words_of(plain_name(name))
    is_noun = mentions["form"].isin(["noun", "title"]) & (mentions["actor"] != "")
    found = np.zeros(len(mentions), dtype=bool)
    for column in ("text", "actor"):
        called = [words_of(plain_name(text)) for text in mentions[column]]
        is_so = [wanted in (words, words.partition(" of ")[0]) for words in called]
        found |= np.array(is_so, dtype=bool)
    return is_noun.to_numpy() & found


def has_words(text, words):
    return bool(words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def is_other_name(name, other):
    """Return whether one name is a longer or a shorter form of another: Wagner, Wagner Group; UN,
    United Nations."""
    first = re.findall(r"\w+", words_of(name))
    second = re.findall(r"\w+", words_of(other))
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    shorter, longer = sorted((first, second), key=len)
    return "".join(shorter) == "".join(word[0] for word in longer)


def letters_of(name):
    """Return the letters of a name, without accents, marks and spaces."""
    plain_letters = unicodedata.normalize("NFD", words_of(name))
    return "".join(filter(str.isalnum, plain_letters))


def join_actor(mentions, matches, actor):
    """Return the mentions with the matching ones joined to an actor.

    They take its type if the tables know it. An actor that corrections alone made takes the type of
    the mentions that join it."""
    own = (mentions["actor"] == actor).to_numpy() & ~matches
    types = mentions.loc[own & ~mentions["by_hand"].to_numpy(dtype=bool), "type"]
    retyped = matches
    if types.empty:
        retyped = matches | own
        types = mentions.loc[matches, "type"].mode()
    return mentions.assign(
        actor=mentions["actor"].mask(matches, actor),
        rule=mentions["rule"].mask(matches, BY_HAND),
        confidence=mentions["confidence"].mask(matches, 1.0),
        type=mentions["type"].mask(retyped, types.iloc[0]) if len(types) else mentions["type"],
        by_hand=mentions["by_hand"] | matches,
    )
