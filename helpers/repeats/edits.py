"""Takes pairs of sentences that repeat each other, gives what was changed: words dropped, added,
moved and swapped, and whether a reporting verb, a name, a number, a date or a hedge is among them.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain, groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import LCSseq

from helpers.base.wordlists import find_forms, function_words, hedges, number_words, reporting_forms
from helpers.repeats.likeness import spell
from helpers.repeats.vocabulary import DATE, WORD, read_words

AT_ONCE = 10_000  # pairs
MOST_SWAPPED = 4  # words that stand in place of one another; longer runs are a new clause
EDITS = ("dropped", "added", "moved", "swapped", "verbs", "actors", "numbers", "dates", "hedges")


class Edit(NamedTuple):
    """Places of words: `dropped` and `moved` ones in the first sentence, `added` ones in the
    second; `to` is where the moved ones went, `swapped` are the runs that stand for one another,
    which are dropped and added, too."""

    dropped: list
    added: list
    moved: list
    to: list
    swapped: list


def find_edit(first, second):
    """Return the Edit that made the second of two sentences of the first: strings with a character
    for each word.

    What stands in the same order in both is their longest common subsequence (Hirschberg 1977);
    what else both have was moved.

    >>> find_edit("abcdef", "axdefbc")
    Edit(dropped=[], added=[1], moved=[1, 2], to=[5, 6], swapped=[])
    >>> find_edit("abc", "axyc").swapped
    [([1], [1, 2])]
    """
    gaps: list[tuple[Sequence[int], Sequence[int]]] = []
    lone = []
    rest = []
    other_rest = []
    at = None
    steps: Any = LCSseq.opcodes(
        first, second
    ).as_list()  # tuples, though its types call them Opcodes
    for what, i, i_end, j, j_end in steps:
        if what == "equal":
            at = None
            if i_end == i + 1:
                lone.append((i, j))
            continue
        rest += range(i, i_end)
        other_rest += range(j, j_end)
        if at is None:
            at = i, j
            gaps.append((range(i, i_end), range(j, j_end)))
        else:
            gaps[-1] = range(at[0], i_end), range(at[1], j_end)
    moved = {}
    if (
        rest
        and other_rest
        and not {first[i] for i in rest}.isdisjoint([second[j] for j in other_rest])
    ):
        lone = [(i, j) for i, j in lone if first.count(first[i]) > 1 or second.count(first[i]) > 1]
        moved = find_moved(first, second, rest, other_rest, lone)
        to = set(moved.values())
        gaps = [
            ([i for i in one if i not in moved], [j for j in other if j not in to])
            for one, other in gaps
        ]
        rest = sorted(i for i in [*rest, *(i for i, j in lone if j in to)] if i not in moved)
        other_rest = sorted(
            j for j in [*other_rest, *(j for i, j in lone if i in moved)] if j not in to
        )
    swapped = [
        (list(old), list(new)) for old, new in gaps if 0 < len(old) <= MOST_SWAPPED >= len(new) > 0
    ]
    return Edit(rest, other_rest, list(moved), list(moved.values()), swapped)


def find_moved(first, second, rest, other_rest, lone):
    """Return place → place of the words that moved: runs first, then single words in their order.

    `lone` are places of words that stand alone in the same order and may be there by chance ("to"):
    they join a run where they complete one."""
    open_places = {*rest, *(i for i, _ in lone)}
    free = {*other_rest, *(j for _, j in lone)}
    there = {}
    moved = {}
    for j in sorted(free):
        there.setdefault(second[j : j + 2], []).append(j)
    for i in sorted(open_places):
        if i in open_places and first[i : i + 2] in there:
            starts = there[first[i : i + 2]]
            found = [run_length(first, second, i, j, open_places, free) for j in starts]
            length = max(found)
            if length > 1:
                j = starts[found.index(length)]
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
    length = 0
    while (
        i + length in open_places and j + length in free and first[i + length] == second[j + length]
    ):
        length += 1
    return length


def runs(places, others):
    """Return two lists of places side by side, in groups of such as follow one another in both.

    >>> runs([1, 2, 3], [5, 6, 9])
    [[(1, 5), (2, 6)], [(3, 9)]]
    """
    found = []
    last = None
    for row in zip(places, others, strict=True):
        if last is None or row != tuple(place + 1 for place in last):
            found.append([])
        found[-1].append(row)
        last = row
    return found


def changes(text_a: str, text_b: str) -> pd.DataFrame:
    """Return how the words of one text became those of another: change, text, side, start, end, in
    reading order.

    `change` is same, added, dropped, swapped or moved; `side` says in which text a row stands: a,
    b, or both for what is the same, which is shown as in a. What is moved or swapped has a row on
    each side. The rows of sides a and both are the words of a in their order, those of b and both
    the words of b.

    >>> changes("Troops left Mali, he said.", "He said troops left.")[["change", "text", "side"]].values.tolist()
    [['moved', 'He said', 'b'], ['same', 'Troops left', 'both'], ['dropped', 'Mali', 'a'], ['moved', 'he said', 'a']]
    """
    texts = (text_a, text_b)
    words = read_words(pd.Series([text_a, text_b], dtype="str"))
    edit = find_edit(*spell(words, np.arange(2)))
    spans = [[match.span() for match in WORD.finditer(text)] for text in texts]
    labels = label_words(edit, *map(len, spans))
    same = [[i for i, (change, _) in enumerate(side) if change == "same"] for side in labels]
    rows = []
    at = [0, 0]
    together = []

    def show(side, places, name):
        for (change, _), group in groupby(places, lambda place: labels[side][place]):
            run = list(group)
            start = spans[side][run[0]][0]
            end = spans[side][run[-1]][1]
            rows.append((change, texts[side][start:end], name, start, end))

    for places in [*zip(*same, strict=True), tuple(map(len, spans))]:
        if list(places) != at or places[0] == len(spans[0]):
            show(0, together, "both")
            together = []
            for side in (0, 1):
                show(side, range(at[side], places[side]), "ab"[side])
        together.append(places[0])
        at = [place + 1 for place in places]
    types = {"change": "str", "text": "str", "side": "str", "start": "int64", "end": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def label_words(edit, *sizes):
    """Return for both sentences what happened to each word, and in which run of words it moved."""
    labels = [[("same", 0)] * size for size in sizes]
    for side, change, places in ((0, "dropped", edit.dropped), (1, "added", edit.added)):
        for place in places:
            labels[side][place] = change, 0
    for number, both in enumerate(edit.swapped):
        for side, places in enumerate(both):
            for place in places:
                labels[side][place] = "swapped", number
    for number, run in enumerate(runs(edit.moved, edit.to)):
        for place, to in run:
            labels[0][place] = labels[1][to] = "moved", number
    return labels


def describe_edits(texts, words, a, b):
    """Return what made the texts at places b of those at places a: a row per pair, the columns of
    EDITS and two counts.

    `dropped`, `added` and `moved` are words as they are written, runs that moved apart by "; ".
    `swapped` and the rest say "what was → what is": "vowed → said", "→ Moscow" for what is new,
    "alleged →" for what is gone. `actors` are names, that is words that mostly have a capital.
    `kept` is the number of words that both have, `moves` of those that moved."""
    kinds = kinds_of_words(words)
    parts = [
        describe_some(words, kinds, a[at : at + AT_ONCE], b[at : at + AT_ONCE])
        for at in range(0, max(1, len(a)), AT_ONCE)
    ]
    table = pd.concat(parts, ignore_index=True)
    forms = frozenset(hedges())
    touched = np.flatnonzero(table["hedges"] != "").tolist()
    found = [hedge_changes(texts[a[i]], texts[b[i]], forms) for i in touched]
    table.loc[touched, "hedges"] = found
    return table


def hedge_changes(first, second, forms):
    """Return the hedges of two sentences that only one has, as "what was → what is"."""
    old, new = (Counter(form for *_, form in find_forms(text, forms)) for text in (first, second))
    return arrows([", ".join((old - new).elements())], [", ".join((new - old).elements())])[0]


def describe_some(words, kinds, a, b):
    texts = np.unique(np.r_[a, b])
    spelt = spell(words, texts)
    sides = (np.searchsorted(texts, side).tolist() for side in (a, b))
    edits = [find_edit(spelt[i], spelt[j]) for i, j in zip(*sides, strict=True)]
    dropped = Places(words, a, [edit.dropped for edit in edits])
    added = Places(words, b, [edit.added for edit in edits])
    moved = [
        [[place for place, _ in run] for run in runs(edit.moved, edit.to)] if edit.moved else []
        for edit in edits
    ]
    table = {"dropped": dropped.show(), "added": added.show(), "moved": show_runs(words, a, moved)}
    table["swapped"] = show_swaps(words, a, b, [edit.swapped for edit in edits])
    for name, mask in kinds.items():
        table[name] = arrows(
            *(side.show(mask, ", ", capital=name == "actors") for side in (dropped, added))
        )
    kept = words.sizes[a] - dropped.sizes
    moves = [len(edit.moved) for edit in edits]
    return pd.DataFrame(table, dtype="str").assign(kept=kept, moves=np.array(moves, "int64"))


class Places:
    """Some words of some texts: a list of places for each."""

    def __init__(self, words, texts, places):
        self.sizes = np.fromiter(map(len, places), "int64", len(places))
        at = np.repeat(words.edge[texts], self.sizes) + np.fromiter(
            chain.from_iterable(places), "int64", self.sizes.sum()
        )
        self.code = words.code[at]
        self.spelling = words.spellings[words.spelling[at]]
        self.capital = np.fromiter((word[0].isupper() for word in self.spelling), bool, len(at))

    def show(self, mask=None, between=" ", capital=False):
        """Return the words of each text as a string, only those whose code the mask has, or only
        with a capital."""
        sizes = self.sizes
        spelling = self.spelling
        if mask is not None:
            kept = mask[self.code] & (self.capital if capital else True)
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
    return [
        f"{one} → {other}".strip() if one or other else ""
        for one, other in zip(old, new, strict=True)
    ]


def show_runs(words, texts, found):
    """Return runs of places as strings, those of one text apart by "; "."""
    sizes = [len(one) for one in found]
    shown = iter(
        Places(words, np.repeat(texts, sizes), [run for one in found for run in one]).show()
    )
    return ["; ".join(next(shown) for _ in range(size)) for size in sizes]


def show_swaps(words, a, b, swaps):
    sizes = [len(one) for one in swaps]
    sides = (
        Places(words, np.repeat(texts, sizes), [swap[side] for one in swaps for swap in one]).show()
        for side, texts in enumerate((a, b))
    )
    shown = iter(arrows(*sides))
    return ["; ".join(next(shown) for _ in range(size)) for size in sizes]


def kinds_of_words(words):
    """Return which words of the vocabulary are reporting verbs, names, numbers, dates and words of
    hedges, by name."""
    listed = {"verbs": reporting_forms(), "numbers": number_words(), "hedges": hedge_words()}
    known = {
        name: np.fromiter(map(forms.__contains__, words.vocabulary), bool)
        for name, forms in listed.items()
    }
    is_date = np.fromiter(map(bool, map(DATE.fullmatch, words.vocabulary)), bool)
    return {
        "verbs": known["verbs"] & ~words.is_name,
        "actors": words.is_name & ~is_date,
        "numbers": known["numbers"] | words.is_figure & ~is_date,
        "dates": is_date,
        "hedges": known["hedges"],
    }


@cache
def hedge_words():
    """Return the words by whose change a hedge may have changed: hedges of one word, of longer ones
    all with content."""
    words = [(word, form) for form in hedges() for word in form.split()]
    return frozenset(word for word, form in words if word == form or word not in function_words())
