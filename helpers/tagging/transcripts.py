"""Finds whether a text is a transcript, by its build: several paragraphs begin with the label of
somebody, the labels come again and alternate, and what stands behind them is said to somebody."""

import re
from collections import Counter
from itertools import pairwise

from helpers.base.text import count_words
from helpers.base.wordlists import first_names
from helpers.reading import is_interview
from helpers.tagging.labels import may_name_person, names_person, read_label, with_bearer

FEWEST = 3  # turns of a transcript
SEVERAL = 4  # of one that is only part of its article
# shares of the paragraphs with labels: that end as sentences do, that speak to somebody, that ask
# (where the labels may be the headings of a list), that stand in marks (then an article quotes),
# and that have the label of somebody
ENDED = 0.6
SPOKEN = 0.25
ASKED = 0.2
IN_MARKS = 0.3
NAMED = 0.75
TITLE_CASE = 0.6
SENTENCE = re.compile(r"[.!?…—–][\"'”’»)\]]*$")
ADDRESS = re.compile(r"\b(?:I|me|my|mine|we|us|our|you|your|yours)\b(?!\.)|\?", re.I)
SINGULAR = re.compile(r"\b(?:I|my|me)\b")
OPENING_MARKS = tuple("\"“„«‘'")
DIRECTION = re.compile(r"[“\"]?(?:[(\[][^()\[\]\n]{1,200}[)\]][.,]?\s?){1,3}")
STAMP = re.compile(r"\d:\d\d|>>")
FULL_NAME = re.compile(r"\b([A-Z][\w’'-]{1,40})(?= (?:[A-Z]\. )?([A-Z][\w’'-]{1,40}))")
WRITTEN = re.compile(r"[^\W\d_][\w’'-]*")


def find_labels(text, paragraphs, kinds):
    """Return number of a paragraph → Label, if the text is a transcript; else nothing."""
    found = of_one_style(text, paragraphs, read_labels(text, paragraphs, kinds))
    if len(found) < FEWEST:
        return {}
    last = last_names(text) | {
        label.words[-1].casefold() for label in found.values() if names_person(label)
    }
    sure = {n for n, label in found.items() if is_somebody(label, last)}
    keys = speaker_keys(found)
    counts = Counter(keys.values())
    if not is_conversation(found, keys, counts) or not is_said(text, paragraphs, found, sure):
        return {}
    words = [count_words(text[slice(*place)]) for place in paragraphs]
    if len(found) < SEVERAL and sum(words[n] for n in found) < sum(words) / 2:
        return {}
    known = {keys[n] for n, label in found.items() if n in sure or may_name_person(label)}
    return {n: label for n, label in found.items() if keys[n] in known or counts[keys[n]] > 1}


def read_labels(text, paragraphs, kinds):
    """Return number of a paragraph → the Label with which it begins, a title's left out."""
    labels = {}
    for number, (start, end) in enumerate(paragraphs):
        label = read_label(text, start, end) if kinds[number] != "foreign" else None
        if label and label.alone and label.sort == "role" and number + 1 < len(paragraphs):
            label = with_bearer(text, label, paragraphs[number + 1])
        opens = number == 0 or kinds[number] == "title"
        if label and not (opens and is_title(text[label.end : end])):
            labels[number] = label
    return labels


def is_title(words):
    """Return whether words are those of a title behind a colon: without an end, or with capitals:
    "Panel: who pays", "Lee: We Must Act."."""
    letters = [word for word in WRITTEN.findall(words) if len(word) > 2]
    capitals = sum(word[0].isupper() for word in letters)
    shouted = len(letters) > 2 and capitals > TITLE_CASE * len(letters)
    return words[:1].islower() or shouted or bool(words and not SENTENCE.search(words))


def of_one_style(text, paragraphs, labels):
    """Return the labels that are written as most are: before their turn, or on a line of their own
    (then those names that come again, or stand among such; a last name alone counts as the full
    name)."""
    alone = {n for n, label in labels.items() if label.alone and not label.marked}
    last = len(paragraphs) - 1
    no_turn = {*alone, last + 1}
    heads = {n for n in alone if behind(text, paragraphs, n) not in no_turn}
    others = {n: label for n, label in labels.items() if n not in alone}
    if len(heads) <= len(others):
        return others
    keys = speaker_keys({n: labels[n] for n in sorted(heads)})
    counts = Counter(keys.values())
    first = min((n for n in heads if counts[keys[n]] > 1), default=None)
    if first is None:
        return others
    somebody = {keys[n] for n in heads if n >= first and names_person(labels[n])}
    kept = {n: labels[n] for n in heads if n >= first and keys[n] in somebody}
    return dict(sorted({**kept, **others}.items()))


def speaker_keys(labels):
    """Return number of a paragraph → a key that is the same for all labels of one speaker: PRYCE
    and JONAH PRYCE."""
    keys = {n: folded(label) for n, label in labels.items()}
    full = {}
    for key in keys.values():
        if len(key) > 1:
            full.setdefault(key[-1], key)
            full.setdefault(key[0], key)
    return {n: full.get(key[0], key) if len(key) == 1 else key for n, key in keys.items()}


def folded(label):
    return tuple(word.casefold().rstrip(".") for word in label.words)


def is_somebody(label, last):
    """Return whether a label is somebody's, by its words or by the last names in the text."""
    return names_person(label) or label.words[-1].casefold() in last


def last_names(text):
    """Return the words that stand behind a first name in a text, in small letters."""
    pairs = (match.groups() for match in FULL_NAME.finditer(text))
    return {last.casefold() for first, last in pairs if first.capitalize() in first_names()}


def contents_of(text, paragraphs, labels):
    """Return what stands behind each label: in its paragraph, or else in the next."""
    contents = []
    for number, label in labels.items():
        start, end = label.end, paragraphs[number][1]
        if label.alone:
            start, end = [*paragraphs, (end, end)][behind(text, paragraphs, number)]
        contents.append(text[start:end])
    return contents


def behind(text, paragraphs, number):
    """Return the number of the next paragraph that is no direction."""
    number += 1
    while number < len(paragraphs) and is_direction(text[slice(*paragraphs[number])]):
        number += 1
    return number


def is_conversation(labels, keys, counts):
    """Return whether several speak, and most of them again or by a role alone, by turns."""
    if len(counts) < 2 or max(counts.values()) < 2:
        return False
    again = sum(counts[keys[n]] > 1 or label.sort == "role" for n, label in labels.items())
    same = sum(a == b for a, b in pairwise(keys.values()))
    return 2 * again >= len(keys) and 2 * same <= len(keys)


def is_plain(text, number, paragraphs, labels):
    """Return whether a label can hardly be anything else: its name is in capitals, a time stands
    with it, or arrows behind it."""
    label = labels[number]
    start = paragraphs[number][0]
    shouted = label.sort in ("name", "role") and all(map(str.isupper, label.words))
    return shouted or bool(STAMP.search(text, start, label.end))


def is_said(text, paragraphs, labels, sure):
    """Return whether what stands behind labels is whole sentences without marks, and enough of them
    speak to somebody, or ask and answer where the labels may be the headings of a list.

    `sure` are the numbers of the labels that are somebody's; no such proof is needed if they are
    plain, too."""
    contents = contents_of(text, paragraphs, labels)
    n = len(contents)
    ended = share_of(SENTENCE.search, contents)
    quoted = sum(content.startswith(OPENING_MARKS) for content in contents)
    if ended < ENDED or quoted >= IN_MARKS * n or is_guide(text, paragraphs, labels, contents):
        return False
    named = len(sure) >= NAMED * n
    plain = sum(is_plain(text, k, paragraphs, labels) for k in labels) >= NAMED * n
    if named and plain:
        return True
    asked = share_of(re.compile(r"\?").search, contents)
    personal = share_of(SINGULAR.search, contents)
    talk = (asked >= ASKED and (personal > 0 or plain)) or personal >= 2 * ASKED
    return share_of(ADDRESS.search, contents) >= SPOKEN and (named or talk)


def share_of(fits, contents):
    """Return the share of contents that a search finds something in."""
    return sum(bool(fits(content)) for content in contents) / len(contents)


def is_guide(text, paragraphs, labels, contents):
    """Return whether an outlet answers questions that it asks itself, under Q and A."""
    sorts = [label.sort for label in labels.values()]
    if not {"asks", "answers"}.issuperset(sorts):
        return False
    by_sort = {"asks": [], "answers": []}
    for sort, content in zip(sorts, contents, strict=True):
        by_sort[sort].append(content)
    introduction = text[: paragraphs[min(labels)][0]]
    return not is_interview(by_sort["asks"], by_sort["answers"], introduction)


def is_direction(words):
    """Return whether a paragraph says what is heard or seen: "(APPLAUSE)"."""
    return bool(DIRECTION.fullmatch(words))
