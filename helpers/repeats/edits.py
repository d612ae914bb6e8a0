"""Describes what was changed between two sentences that repeat each other.

Words were dropped, added, moved and swapped; a reporting verb, a name, a number, a date or a hedge
may be among them."""

from collections import Counter
from functools import cache
from itertools import chain, groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import LCSseq

from helpers.base.wordlists import find_forms, function_words, hedges, number_words, reporting_forms
from helpers.repeats.likeness import words_as_characters
from helpers.repeats.vocabulary import DATE, WORD, read_words

PAIRS_AT_ONCE = 10_000
MOST_SWAPPED = 4  # words that stand in place of one another; longer runs are a new clause
EDITS = ("dropped", "added", "moved", "swapped", "verbs", "actors", "numbers", "dates", "hedges")


class Edit(NamedTuple):
    """How the second of two sentences was made of the first, as places of words.

    `dropped` and `moved` are places in the first sentence, `added` ones in the second; `to` is
    where the moved words went; `swapped` are pairs of runs that stand for one another, whose words
    are dropped and added, too."""

    dropped: list
    added: list
    moved: list
    to: list
    swapped: list


def find_edit(first, second):
    """Return the Edit that made the second of two sentences of the first: strings with a character
    for each word.

    What stands in the same order in both is their longest common subsequence (Hirschberg 1977);
    what else both have was moved. Of several such subsequences the one that is found does not
    depend on which sentence comes first.

    >>> find_edit("abcdef", "axdefbc")
    Edit(dropped=[], added=[1], moved=[1, 2], to=[5, 6], swapped=[])
    >>> find_edit("abc", "axyc").swapped
    [([1], [1, 2])]
    """
    if first < second:
        return reverse(find_edit(second, first))
    gaps, lone = align(first, second)
    dropped = [i for old, _ in gaps for i in old]
    added = [j for _, new in gaps for j in new]
    moved = {}
    if not {first[i] for i in dropped}.isdisjoint([second[j] for j in added]):
        lone = [(i, j) for i, j in lone if first.count(first[i]) > 1 or second.count(first[i]) > 1]
        moved = find_moved(first, second, dropped, added, lone)
        to = set(moved.values())
        gaps = [
            ([i for i in old if i not in moved], [j for j in new if j not in to])
            for old, new in gaps
        ]
        # a lone word that joined a run has left its place in the other sentence
        dropped += [i for i, j in lone if j in to]
        added += [j for i, j in lone if i in moved]
        dropped = sorted(i for i in dropped if i not in moved)
        added = sorted(j for j in added if j not in to)
    swapped = [(list(old), list(new)) for old, new in gaps if is_swap(old, new)]
    return Edit(dropped, added, list(moved), list(moved.values()), swapped)


def reverse(edit):
    """Return the Edit that makes the first sentence of the second."""
    moves = sorted(zip(edit.to, edit.moved, strict=True))
    swapped = [(new, old) for old, new in edit.swapped]
    return Edit(edit.added, edit.dropped, [j for j, _ in moves], [i for _, i in moves], swapped)


def align(first, second):
    """Return the gaps between what stands in the same order in both, as pairs of ranges, and the
    places (i, j) of words that do so alone, between two gaps."""
    gaps = []
    lone = []
    begin = None
    steps: Any = LCSseq.opcodes(first, second).as_list()  # tuples, whatever its types say
    for what, i, i_end, j, j_end in steps:
        if what == "equal":
            begin = None
            if i_end == i + 1:
                lone.append((i, j))
        elif begin is None:
            begin = (i, j)
            gaps.append((range(i, i_end), range(j, j_end)))
        else:
            gaps[-1] = (range(begin[0], i_end), range(begin[1], j_end))
    return gaps, lone


def is_swap(old, new):
    return 0 < len(old) <= MOST_SWAPPED and 0 < len(new) <= MOST_SWAPPED


def find_moved(first, second, dropped, added, lone):
    """Return place → place of the words that moved: runs first, then single words in their order.

    `lone` are places of words that stand alone in the same order and may do so by chance ("to"):
    they join a run where they complete one."""
    open_places = {*dropped, *(i for i, _ in lone)}
    free = {*added, *(j for _, j in lone)}
    starts_of = {}  # two words → where they stand in the second sentence
    moved = {}
    for j in sorted(free):
        starts_of.setdefault(second[j : j + 2], []).append(j)
    for i in sorted(open_places):
        if i in open_places and first[i : i + 2] in starts_of:
            starts = starts_of[first[i : i + 2]]
            lengths = [run_length(first, second, i, j, open_places, free) for j in starts]
            length = max(lengths)
            if length > 1:
                j = starts[lengths.index(length)]
                moved |= zip(range(i, i + length), range(j, j + length), strict=True)
                open_places -= set(range(i, i + length))
                free -= set(range(j, j + length))
    for i, j in lone:
        if i in open_places and j in free:
            open_places.remove(i)
            free.remove(j)
    singles = {}
    for j in sorted(free, reverse=True):
        singles.setdefault(second[j], []).append(j)
    for i in sorted(open_places):
        if singles.get(first[i]):
            moved[i] = singles[first[i]].pop()
    return dict(sorted(moved.items()))


def run_length(first, second, i, j, open_places, free):
    """Return how many words from i and j on are the same and have not been moved yet."""
    length = 0
    while i + length in open_places and j + length in free:
        if first[i + length] != second[j + length]:
            break
        length += 1
    return length


def runs(places, others):
    """Return two lists of places side by side, in groups in which both count up.

    >>> runs([1, 2, 3], [5, 6, 9])
    [[(1, 5), (2, 6)], [(3, 9)]]
    """
    groups = []
    following = None
    for place, other in zip(places, others, strict=True):
        if (place, other) != following:
            groups.append([])
        groups[-1].append((place, other))
        following = (place + 1, other + 1)
    return groups


# two texts


def changes(text_a: str, text_b: str) -> pd.DataFrame:
    """Return how the words of one text became those of another: change, text, side, start, end, in
    reading order.

    `change` is same, added, dropped, swapped or moved; `side` is the text in which a row stands: a,
    b, or both for what is the same, which is shown as in a. What is moved or swapped has a row on
    each side. The rows of sides a and both are the words of a in their order, those of b and both
    the words of b.

    >>> changed = changes("Troops left Mali, he said.", "He said troops left.")
    >>> changed[["change", "text", "side"]].values.tolist()[:2]
    [['moved', 'He said', 'b'], ['same', 'Troops left', 'both']]
    """
    texts = (text_a, text_b)
    words = read_words(pd.Series([text_a, text_b], dtype="str"))
    edit = find_edit(*words_as_characters(words, np.arange(2), alphabetic_numbers(words)))
    spans = [[match.span() for match in WORD.finditer(text)] for text in texts]
    labels = label_words(edit, *map(len, spans))
    rows = []
    for side, places in stretches(labels):
        first = 0 if side == "both" else "ab".index(side)
        for (change, _), group in groupby(places, labels[first].__getitem__):
            run = list(group)
            start = spans[first][run[0]][0]
            end = spans[first][run[-1]][1]
            rows.append((change, texts[first][start:end], side, start, end))
    types = {"change": "str", "text": "str", "side": "str", "start": "int64", "end": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def label_words(edit, *sizes):
    """Return for both sentences what happened to each word, and in which run of words it moved."""
    labels = [[("same", 0)] * size for size in sizes]
    for place in edit.dropped:
        labels[0][place] = ("dropped", 0)
    for place in edit.added:
        labels[1][place] = ("added", 0)
    for number, both in enumerate(edit.swapped):
        for side, places in enumerate(both):
            for place in places:
                labels[side][place] = ("swapped", number)
    for number, run in enumerate(runs(edit.moved, edit.to)):
        for place, to in run:
            labels[0][place] = labels[1][to] = ("moved", number)
    return labels


def stretches(labels):
    """Yield (side, places) of stretches of words that are the same in both texts (places in the
    first), and of those between them, first in a, then in b."""
    same_a, same_b = (
        [i for i, (change, _) in enumerate(side) if change == "same"] for side in labels
    )
    sizes = tuple(map(len, labels))
    together = []
    after = (0, 0)
    for pair in [*zip(same_a, same_b, strict=True), sizes]:
        if pair != after or pair[0] == sizes[0]:
            yield "both", together
            together = []
            yield "a", range(after[0], pair[0])
            yield "b", range(after[1], pair[1])
        together.append(pair[0])
        after = (pair[0] + 1, pair[1] + 1)


# many pairs


def describe_edits(texts, words, a, b):
    """Return what made the texts at places b of those at places a: a row per pair, the columns of
    EDITS and two counts.

    `dropped`, `added` and `moved` are words as they are written, runs that moved apart by "; ".
    `swapped` and the rest read "what was → what is": "vowed → said", "→ Moscow" for what is new,
    "alleged →" for what is gone. `actors` are names: words that mostly have a capital. `kept` is
    the number of words that both have, `moves` that of the words that moved."""
    kinds = kinds_of_words(words)
    numbers = alphabetic_numbers(words)
    parts = []
    for at in range(0, max(1, len(a)), PAIRS_AT_ONCE):
        part = slice(at, at + PAIRS_AT_ONCE)
        parts.append(describe_part(words, numbers, kinds, a[part], b[part]))
    table = pd.concat(parts, ignore_index=True)
    forms = frozenset(hedges())
    touched = np.flatnonzero(table["hedges"] != "").tolist()
    shown = [hedge_changes(texts[a[i]], texts[b[i]], forms) for i in touched]
    table.loc[touched, "hedges"] = shown
    return table


def hedge_changes(first, second, forms):
    """Return the hedges of two sentences that only one has, as "what was → what is"."""
    old, new = (Counter(form for *_, form in find_forms(text, forms)) for text in (first, second))
    return arrows([", ".join((old - new).elements())], [", ".join((new - old).elements())])[0]


def alphabetic_numbers(words):
    """Return the numbers of the words of the vocabulary in the alphabet: the same order in whatever
    texts they stand, so that an edit does not depend on the others."""
    numbers = np.empty(len(words.vocabulary), "int64")
    numbers[np.argsort(words.vocabulary, kind="stable")] = np.arange(len(numbers))
    return numbers


def describe_part(words, numbers, kinds, a, b):
    """Return what describe_edits returns, for some pairs and before hedges of several words are
    looked at."""
    texts = np.unique(np.r_[a, b])
    strings = words_as_characters(words, texts, numbers)
    first = np.searchsorted(texts, a).tolist()
    second = np.searchsorted(texts, b).tolist()
    edits = [find_edit(strings[i], strings[j]) for i, j in zip(first, second, strict=True)]
    dropped = Places(words, a, [edit.dropped for edit in edits])
    added = Places(words, b, [edit.added for edit in edits])
    moved = [[[i for i, _ in run] for run in runs(edit.moved, edit.to)] for edit in edits]
    table = {
        "dropped": dropped.show(),
        "added": added.show(),
        "moved": join_runs(show_runs(words, a, moved), moved),
        "swapped": show_swaps(words, a, b, [edit.swapped for edit in edits]),
    }
    for name, is_of_kind in kinds.items():
        capital = name == "actors"
        old = dropped.show(is_of_kind, ", ", capital=capital)
        table[name] = arrows(old, added.show(is_of_kind, ", ", capital=capital))
    moves = np.array([len(edit.moved) for edit in edits], "int64")
    kept = words.sizes[a] - dropped.sizes
    return pd.DataFrame(table, dtype="str").assign(kept=kept, moves=moves)


class Places:
    """Some words of some texts: a list of places for each text."""

    def __init__(self, words, texts, places):
        self.sizes = np.fromiter(map(len, places), "int64", len(places))
        within = np.fromiter(chain.from_iterable(places), "int64", self.sizes.sum())
        at = np.repeat(words.edge[texts], self.sizes) + within
        self.code = words.code[at]
        self.spelling = words.spellings[words.spelling[at]]
        self.capital = np.fromiter((word[0].isupper() for word in self.spelling), bool, len(at))

    def show(self, is_shown=None, between=" ", *, capital=False):
        """Return the words of each text as a string: only those that are shown by their code, and
        with `capital` only those that have one."""
        sizes = self.sizes
        spelling = self.spelling
        if is_shown is not None:
            kept = is_shown[self.code]
            if capital:
                kept = kept & self.capital
            owner = np.repeat(np.arange(len(sizes)), sizes)[kept]
            sizes = np.bincount(owner, minlength=len(sizes))
            spelling = spelling[kept]
        shown = np.full(len(sizes), "", object)
        ends = np.cumsum(sizes)
        spelling = spelling.tolist()
        some = np.flatnonzero(sizes)
        shown[some] = [
            between.join(spelling[end - size : end])
            for size, end in zip(sizes[some].tolist(), ends[some].tolist(), strict=True)
        ]
        return shown.tolist()


def arrows(old, new):
    """Return "old → new" for each pair of strings, with nothing on a side that is empty."""
    pairs = zip(old, new, strict=True)
    return [f"{one} → {other}".strip() if one or other else "" for one, other in pairs]


def show_runs(words, texts, runs_of_texts):
    """Return the runs of places of all texts as strings, one after the other."""
    sizes = [len(runs_of_text) for runs_of_text in runs_of_texts]
    return Places(words, np.repeat(texts, sizes), list(chain.from_iterable(runs_of_texts))).show()


def join_runs(shown, runs_of_texts):
    """Return for each text the strings of its runs, apart by "; "."""
    strings = iter(shown)
    return ["; ".join(next(strings) for _ in runs_of_text) for runs_of_text in runs_of_texts]


def show_swaps(words, a, b, swaps):
    """Return the runs that stand for one another in each pair, as "what was → what is"."""
    old = show_runs(words, a, [[old for old, _ in of_pair] for of_pair in swaps])
    new = show_runs(words, b, [[new for _, new in of_pair] for of_pair in swaps])
    return join_runs(arrows(old, new), swaps)


def kinds_of_words(words):
    """Return which words of the vocabulary are reporting verbs, names, numbers, dates and words of
    hedges, by name."""
    is_date = np.fromiter(map(bool, map(DATE.fullmatch, words.vocabulary)), bool)
    return {
        "verbs": is_listed(words, reporting_forms()) & ~words.is_name,
        "actors": words.is_name & ~is_date,
        "numbers": is_listed(words, number_words()) | words.is_figure & ~is_date,
        "dates": is_date,
        "hedges": is_listed(words, hedge_words()),
    }


def is_listed(words, forms):
    return np.fromiter(map(forms.__contains__, words.vocabulary), bool)


@cache
def hedge_words():
    """Return the words by whose change a hedge may have changed: hedges of one word, and the words
    with content of longer ones."""
    words = set()
    for form in hedges():
        parts = form.split()
        words.update(word for word in parts if len(parts) == 1 or word not in function_words())
    return frozenset(words)
