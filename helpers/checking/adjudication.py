"""Turns the answers by hand in coded sheets into corrections of the articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.annotation import begins_with, contains, is_actor
from helpers.base.files import write_whole
from helpers.base.writers import as_csv
from helpers.checking.answers import aligned, answers_to
from helpers.checking.coders import hand_answers
from helpers.checking.sampling import NONE, UNNAMED, find_items
from helpers.reading import Correction

if TYPE_CHECKING:
    from helpers.base.article import Article

NAMING_WORDS = 25  # the first words of a sentence or quotation that name it in a correction
NOT_ASKED = ("merge", "type")  # corrections that no single answer of a sheet decides


def without_answers(article: Article) -> Article:
    """Return an article without those of its corrections that answer what a sheet asks: all but
    `merge` and `type`.

    The machine is to be judged by what it found, not by what was corrected by hand since.
    """
    corrections = tuple(row for row in article.corrections if Correction(*row).what in NOT_ASKED)
    return replace(article, corrections=corrections)


def as_corrections(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the answers by hand that differ from the machine's as rows for the articles' tables of
    corrections.

    Columns: article, what, text, value, where (see corpus/README.md). There are no corrections of
    repeats and `found`, or for the answer "none of these". A row that would change more than the
    coders decided is left out: a correction names words, and the same words may stand elsewhere in
    the sentence, or two voices may be given one tone. `tables` are those of `without_answers`."""
    sheet = aligned(sheet, tables)
    machine = answers_to(sheet, tables).set_index("item")["machine"]
    decided = hand_answers(sheet).set_index("item")["hand"]
    rows = []
    for what, sort in SORTS.items():
        asked = sheet.loc[(sheet["what"] == what) & sheet["item"].isin(decided.index), "item"]
        wrong = [item for item in asked if decided[item] not in (NONE, machine[item])]
        if wrong:
            rows += rows_of_sort(sort, wrong, decided, find_items(tables, what), tables)
    columns = ["article", "what", "text", "value", "where"]
    return pd.DataFrame(rows, columns=columns, dtype="str").drop_duplicates(ignore_index=True)


def rows_of_sort(sort, wrong, decided, items, tables):
    """Return the corrections of one sort for the items that the machine got wrong."""
    items = with_sentence(items, tables)
    quotes = with_sentence(tables["quotes"], tables)
    rows = []
    for item in items[items["item"].isin(wrong)].to_dict("records"):
        answer = decided[item["item"]]
        text, where = sort.words_of(item)
        others = items[(items["article"] == item["article"]) & (items["machine"] != answer)]
        changed = others.loc[sort.changes(others, text, where, quotes), "item"]
        if (decided.reindex(changed) == answer).all():
            value = "" if answer == UNNAMED else answer
            rows.append((item["article"], sort.what, text, value, where))
    return rows


def save_corrections(article: Article, rows: pd.DataFrame, path: str | Path) -> Path:
    """Write an article's corrections, its own and after them those of `as_corrections` for it, as a
    CSV file; return the path.

    Its own stay as they are, also where the sheet differs. The file becomes the article's when it
    is copied to `corpus/<article>.corrections.csv`."""
    columns = list(Correction._fields)
    own = pd.DataFrame(article.corrections, columns=columns, dtype="str")
    added = rows.loc[rows["article"] == article.id, columns]
    write_whole(path, as_csv(pd.concat([own, added], ignore_index=True).drop_duplicates()))
    return Path(path)


class Sort(NamedTuple):
    """A sort of corrections: its name in `what`; by which (text, where) a row names an item; and
    which of some items such a row would change."""

    what: str
    words_of: Callable
    changes: Callable


def words_of_quotation(item):
    return beginning(item["text"]), beginning(item["within"])


def words_of_tone(item):
    return item["actor"], beginning(item["text"])


def words_of_sentence(item):
    return beginning(item["text"]), beginning(item["text"])


def words_of_mention(item):
    return item["text"], beginning(item["within"])


def changes_quotations(items, text, where, quotes):
    own = quotes[quotes["article"].isin(set(items["article"]))]
    matches = begins_with(own["text"], text) & contains(own["within"], where)
    return items["quote"].isin(own.loc[matches, "quote"])


def changes_tones(items, text, where, quotes):
    return is_actor(items["actor"], text) & contains(items["text"], where)


def changes_sentences(items, text, where, quotes):
    return begins_with(items["text"], text)


def changes_mentions(items, text, where, quotes):
    return is_actor(items["text"], text) & contains(items["within"], where)


SORTS = {
    "speakers": Sort("speaker", words_of_quotation, changes_quotations),
    "tone": Sort("tone", words_of_tone, changes_tones),
    "actors": Sort("actor", words_of_mention, changes_mentions),
    "kinds": Sort("kind", words_of_sentence, changes_sentences),
}


def with_sentence(rows, tables):
    """Return rows with `within`: the text of the sentence in which each starts."""
    texts = tables["sentences"].set_index(["article", "sentence"])["text"]
    numbers = pd.MultiIndex.from_frame(rows[["article", "sentence"]])
    return rows.assign(within=texts.reindex(numbers).fillna("").to_numpy())


def beginning(text):
    """Return the first words of a text, enough to distinguish it from others."""
    return " ".join(text.split()[:NAMING_WORDS])
