"""Takes coded sheets and the machine's tables, gives the answers by hand as corrections of the articles."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from helpers.coders import hand_answers
from helpers.corrections import Correction
from helpers.files import write_whole
from helpers.sampling import NOBODY, NONE, find_items, machine_answers
from helpers.sheets import SHEET
from helpers.writers import as_csv

WORDS = 25  # of a sentence or quotation name it in a correction
KEPT = ("merge", "type")  # corrections that no single answer of a sheet decides


def without_answers(article):
    """Return an article without those of its corrections that answer what a sheet asks: all but `merge` and `type`.

    The machine is to be judged by what it found, not by what a hand has put right since.
    """
    kept = tuple(row for row in article.corrections if Correction(*row).what in KEPT)
    return replace(article, corrections=kept)


def as_corrections(sheet, tables):
    """Return the answers by hand that differ from the machine's as rows for the articles' tables of corrections.

    Columns: article, what, text, value, where (see corpus/README.md). Repeats and `found` have no correction, nor has an
    answer "none of these", nor two tones of one actor in one sentence, which a correction cannot tell apart: they are left
    out. `tables` are those of `without_answers`, or else what was corrected before would be taken for right by itself.
    """
    hand = hand_answers(sheet)
    pairs = sheet[[*SHEET]].merge(hand, on="item").merge(machine_answers(sheet, tables), on="item")
    pairs = pairs[(pairs["hand"] != pairs["machine"]) & (pairs["hand"] != NONE) & (pairs["machine"] != NONE)]
    rows = []
    for what, (sort, write) in SORTS.items():
        asked = pairs.loc[pairs["what"] == what, ["item", "hand"]]
        items = asked.merge(find_items(tables, what), on="item").to_dict("records") if len(asked) else []
        rows += [(row["article"], sort, *write(row, tables)) for row in items]
    found = pd.DataFrame(rows, columns=["article", "what", "text", "value", "where"], dtype="str").drop_duplicates()
    return found[~found.duplicated(["article", "what", "text", "where"], keep=False)].reset_index(drop=True)


def save_corrections(article, rows, path):
    """Write an article's corrections, those there are and after them those of `as_corrections` for it, as a CSV file.

    It becomes the article's own when it is copied to `corpus/<article>.corrections.csv`. Returns the path.
    """
    own = pd.DataFrame(article.corrections, columns=list(Correction._fields), dtype="str")
    more = rows.loc[rows["article"] == article.id, list(Correction._fields)]
    write_whole(path, as_csv(pd.concat([own, more], ignore_index=True).drop_duplicates()))
    return Path(path)


# how a row is written, from an item with its answer: (text, value, where)


def speaker_row(item, tables):
    return beginning(item["text"]), "" if item["hand"] == NOBODY else item["hand"], ""


def tone_row(item, tables):
    return item["actor"], item["hand"], beginning(item["text"])


def kind_row(item, tables):
    return beginning(item["text"]), item["hand"], ""


def actor_row(item, tables):
    sentences = tables["sentences"][tables["sentences"]["article"] == item["article"]]
    here = sentences.loc[sentences["start"] <= item["start"], "text"]
    return item["text"], item["hand"], beginning(here.iloc[-1]) if len(here) else ""


SORTS = {  # what a sheet asks → the correction, and how its row is written
    "speakers": ("speaker", speaker_row),
    "tone": ("tone", tone_row),
    "actors": ("actor", actor_row),
    "kinds": ("kind", kind_row),
}


def beginning(text):
    """Return the first words of a text, enough to tell it from others."""
    return " ".join(text.split()[:WORDS])
