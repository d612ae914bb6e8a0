"""Takes coded sheets and the machine's tables, gives the answers by hand as corrections of the
articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.annotation import begins_with, contains, is_actor
from helpers.base.files import write_whole
from helpers.base.writers import as_csv
from helpers.checking.coders import hand_answers
from helpers.checking.sampling import NONE, UNNAMED, find_items, machine_answers
from helpers.reading import Correction

if TYPE_CHECKING:
    from helpers.base.article import Article

WORDS = 25  # of a sentence or quotation name it in a correction
KEPT = ("merge", "type")  # corrections that no single answer of a sheet decides


def without_answers(article: Article) -> Article:
    """Return an article without those of its corrections that answer what a sheet asks: all but
    `merge` and `type`.

    The machine is to be judged by what it found, not by what a hand has put right since.
    """
    kept = tuple(row for row in article.corrections if Correction(*row).what in KEPT)
    return replace(article, corrections=kept)


def as_corrections(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the answers by hand that differ from the machine's as rows for the articles' tables of
    corrections.

    Columns: article, what, text, value, where (see corpus/README.md). Repeats and `found` have no
    correction, nor has the answer "none of these". A row that would change more than the coders
    decided is left out: a correction names words, and the same words may stand elsewhere in the
    sentence, or one tone hold for two voices. `tables` are those of `without_answers`."""
    machine = machine_answers(sheet, tables).set_index("item")["machine"]
    decided = hand_answers(sheet).set_index("item")["hand"]
    rows = []
    for what, (sort, write, touched) in SORTS.items():
        asked = sheet.loc[(sheet["what"] == what) & sheet["item"].isin(decided.index), "item"]
        wrong = [item for item in asked if decided[item] not in (NONE, machine[item])]
        if not wrong:
            continue
        items = with_sentence(find_items(tables, what), tables)
        if what == "speakers":
            tables = {**tables, "quotes": with_sentence(tables["quotes"], tables)}
        for row in items[items["item"].isin(wrong)].to_dict("records"):
            answer = decided[row["item"]]
            text, where = write(row)
            there = items[(items["article"] == row["article"]) & (items["machine"] != answer)]
            others = there.loc[touched(there, text, where, tables), "item"]
            if (decided.reindex(others) == answer).all():
                rows.append(
                    (row["article"], sort, text, "" if answer == UNNAMED else answer, where)
                )
    return pd.DataFrame(
        rows, columns=["article", "what", "text", "value", "where"], dtype="str"
    ).drop_duplicates(ignore_index=True)


def save_corrections(article: Article, rows: pd.DataFrame, path: str | Path) -> Path:
    """Write an article's corrections, those there are and after them those of `as_corrections` for
    it, as a CSV file.

    Those there are stay as they are, also where the sheet says something else.

    It becomes the article's own when it is copied to `corpus/<article>.corrections.csv`. Returns
    the path."""
    own = pd.DataFrame(article.corrections, columns=list(Correction._fields), dtype="str")
    more = rows.loc[rows["article"] == article.id, list(Correction._fields)]
    write_whole(path, as_csv(pd.concat([own, more], ignore_index=True).drop_duplicates()))
    return Path(path)


# how a row names an item, (text, where), and which of some items it would change


def name_quotation(item):
    return beginning(item["text"]), beginning(item["within"])


def name_tone(item):
    return item["actor"], beginning(item["text"])


def name_sentence(item):
    return beginning(item["text"]), beginning(item["text"])


def name_mention(item):
    return item["text"], beginning(item["within"])


def of_quotation(items, text, where, tables):
    quotes = tables["quotes"][tables["quotes"]["article"].isin(set(items["article"]))]
    return items["quote"].isin(
        quotes.loc[begins_with(quotes["text"], text) & contains(quotes["within"], where), "quote"]
    )


def of_tone(items, text, where, tables):
    return is_actor(items["actor"], text) & contains(items["text"], where)


def of_sentence(items, text, where, tables):
    return begins_with(items["text"], text)


def of_mention(items, text, where, tables):
    return is_actor(items["text"], text) & contains(items["within"], where)


SORTS = {  # what a sheet asks → the correction, how it names an item, and what it changes
    "speakers": ("speaker", name_quotation, of_quotation),
    "tone": ("tone", name_tone, of_tone),
    "actors": ("actor", name_mention, of_mention),
    "kinds": ("kind", name_sentence, of_sentence),
}


def with_sentence(rows, tables):
    """Return rows with `within`: the text of the sentence in which each starts."""
    texts = tables["sentences"].set_index(["article", "sentence"])["text"]
    numbers = pd.MultiIndex.from_frame(rows[["article", "sentence"]])
    return rows.assign(within=texts.reindex(numbers).fillna("").to_numpy())


def beginning(text):
    """Return the first words of a text, enough to tell it from others."""
    return " ".join(text.split()[:WORDS])
