"""Finds the places of coded items by their words, where an article is read otherwise than when its
sheet was drawn."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections.abc import Mapping

import pandas as pd

from helpers.base.problems import ArticleWarning
from helpers.reading import ALIKE

HEAD = 2  # the number of a sheet's first row in a spreadsheet, below the names of the columns
MOST_NAMED = 20  # rows, in lines of their own
SHOWN = 60  # characters of a row's words in a message
PAIR = re.compile(r":\d+-\d+:(.+):(\d+)-(\d+)$", re.S)  # the end of the name of a pair
NOT_THERE = "the article does not hold these words"
NO_ARTICLE = "its article is not among those that were read"
REMEDY = "it is left out; delete the row, or draw a new sheet"


class Letters:
    """The letters and digits of a text, by which words are found whatever stands between them."""

    def __init__(self, text):
        self.text = text
        self.places = [i for i, char in enumerate(text) if char.isalnum()]
        self.letters = "".join(text[i] for i in self.places)

    def holds(self, words, start, end):
        """Return whether words stand from one character to another."""
        wanted = [*filter(str.isalnum, words)]
        if not wanted:
            return bool(words) and self.text[start:end] == words
        return [*filter(str.isalnum, self.text[start:end])] == wanted

    def find(self, words):
        """Return (start, end) of all places where words stand, as whole words."""
        wanted = "".join(filter(str.isalnum, words))
        found = []
        place = self.letters.find(wanted) if wanted else -1
        while place >= 0:
            span = self.span(place, place + len(wanted) - 1, words)
            if span:
                found.append(span)
            place = self.letters.find(wanted, place + 1)
        return found

    def span(self, first, last, words):
        """Return the characters from one letter to another with the marks round the words, as far
        as they stand there; None if it begins or ends within a word."""
        start = self.places[first]
        end = self.places[last] + 1
        if self.text[start - 1 : start].isalnum() or self.text[end : end + 1].isalnum():
            return None
        before, after = marks_round(words)
        while before and start and is_alike(self.text[start - 1], before[-1]):
            start -= 1
            before = before[:-1]
        while after and end < len(self.text) and is_alike(self.text[end], after[0]):
            end += 1
            after = after[1:]
        return start, end


def marks_round(words):
    """Return what stands before the first letter or digit of words, and what behind the last."""
    inside = [i for i, char in enumerate(words) if char.isalnum()]
    return words[: inside[0]], words[inside[-1] + 1 :]


def is_alike(mark, other):
    return mark.translate(ALIKE) == other.translate(ALIKE)


def place_rows(
    sheet: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return a sheet whose rows stand where their words stand in the texts of their articles (by
    id) and are named after it; and (row, reason) of those that find no place, which are left out:
    the row's number in a spreadsheet, with its words.

    Of several places it is the one nearest to the old one, after as much text as was added or left
    out before the nearest row that has one place only."""
    letters = {article: Letters(text) for article, text in texts.items()}
    places = {}  # number of a row → its place
    for article, rows in sheet.groupby("article", sort=False):
        if article in letters:
            places |= places_of(rows, letters[article])
    kept = sheet.loc[sheet.index.isin(places)]
    lost = [
        (f"row {k + HEAD}, “{words[:SHOWN]}”", NOT_THERE if article in texts else NO_ARTICLE)
        for k, words, article in zip(sheet.index, sheet["text"], sheet["article"], strict=True)
        if k not in places
    ]
    starts, ends = zip(*(places[k] for k in kept.index), strict=True) if len(kept) else ((), ())
    rows = zip(kept.index, kept.to_dict("records"), strict=True)
    items = [item_at(row, places[k], letters) for k, row in rows]
    moved = kept.assign(start=starts, end=ends, item=pd.Series(items, kept.index, "str"))
    return moved.astype({"start": "int64", "end": "int64"}), lost


def places_of(rows, letters):
    """Return {number of a row: (start, end) of its words} for the rows that have any."""
    places = {}
    several = {}
    for k, start, end, words in zip(*columns_of(rows), strict=True):
        if letters.holds(words, start, end):
            places[k] = (start, end)
            continue
        found = letters.find(words)
        if len(found) == 1:
            places[k] = found[0]
        elif found:
            several[k] = found
    shifts = sorted((int(rows["start"][k]), place[0]) for k, place in places.items())
    for k, found in several.items():
        expected = after_shift(int(rows["start"][k]), shifts)
        places[k] = min(found, key=lambda place: abs(place[0] - expected))
    return places


def columns_of(rows):
    return (rows.index, *(rows[name].tolist() for name in ("start", "end", "text")))


def after_shift(start, shifts):
    """Return where what began at a character is expected: moved as the nearest of `shifts`, (old
    start, new start) in order."""
    near = bisect_left(shifts, (start,))
    beside = shifts[max(0, near - 1) : near + 1]
    old, new = min(beside, key=lambda shift: abs(shift[0] - start), default=(start, start))
    return start + new - old


def item_at(row, place, letters):
    """Return the name of an item at another place; of a pair of sentences with the place of the
    second, too."""
    old = f"{row['what']}:{row['article']}:{row['start']}-{row['end']}"
    if not row["item"].startswith(old):
        return row["item"]
    rest = row["item"][len(old) :]
    if row["what"] == "repeats":
        rest = second_at(rest, row, letters)
    return f"{row['what']}:{row['article']}:{place[0]}-{place[1]}{rest}"


def second_at(rest, row, letters):
    """Return the end of the name of a pair, with the place of its second sentence."""
    article, start, end = second_of(row)
    words = str(row.get("context", "")).partition(f"\n\n{article}: ")[2]
    if article not in letters or letters[article].holds(words, start, end):
        return rest
    found = letters[article].find(words)
    if not found:
        return rest
    start, end = min(found, key=lambda place: abs(place[0] - start))
    return f":{article}:{start}-{end}"


def second_of(row):
    """Return the article, start and end of the second sentence in the name of a pair."""
    pair = PAIR.search(row["item"])
    return (pair[1], int(pair[2]), int(pair[3])) if pair else ("", 0, 0)


def warn_of_lost(file: object, lost: list[tuple[str, str]]) -> None:
    """Warn of each row that finds no place, (row, reason), in a line of its own."""
    for row, reason in lost[:MOST_NAMED]:
        warnings.warn(ArticleWarning(file, f"{row}: {reason}", REMEDY), stacklevel=3)
    if len(lost) > MOST_NAMED:
        reason = f"{len(lost) - MOST_NAMED} more of its rows find no place"
        warnings.warn(ArticleWarning(file, reason, REMEDY), stacklevel=3)
