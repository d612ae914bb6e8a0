"""Looks up the machine's answers to the items of a coding sheet, found by their words where the
article is read otherwise than when the sheet was drawn."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.annotation import known_actor
from helpers.checking.placing import SHOWN, place_rows, second_of, warn_of_lost
from helpers.checking.sampling import NONE, UNNAMED, as_choice, find_items
from helpers.checking.sheets import answer_columns

# share of the shorter of two spans that is common to both, from which they are one; and of the
# longer
SHORTER = 0.5
LONGER = 0.2
SHEET_ITSELF = "the coding sheet"  # in messages, where the sheet is a table without a file
WHOLE = ("found", "kinds", "tone")  # questions about whole sentences
NAMING = ("speakers", "actors")  # questions whose answers are actors
VOICES = (":direct", ":indirect")  # ends of the names of items of a tone in quotations


def machine_answers(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the machine's answer for each item of a sheet: columns item, machine (one of the
    choices).

    Items are found by their words, as `aligned` says. The answer for what the machine no longer
    finds is "none of these". Raises ValueError if the tables are those of another text."""
    found = aligned(sheet.assign(first_item=sheet["item"]), tables)
    answers = zip(found["first_item"], answers_to(found, tables)["machine"], strict=True)
    machine = sheet["item"].map(dict(answers)).fillna(NONE)
    return pd.DataFrame({"item": sheet["item"], "machine": machine}).astype("str")


def answers_to(sheet, tables):
    """Return what machine_answers does, of a sheet that is aligned."""
    answers = {}
    for what in sheet["what"].unique():
        items = find_items(tables, what)
        answers |= zip(items["item"], items["machine"], strict=True)
    for row in sheet[sheet["what"] == "speakers"].itertuples():
        answers[row.item] = speaker_near(row, tables["quotes"])
    machine = [answers.get(item, NONE) for item in sheet["item"]]
    return pd.DataFrame({"item": sheet["item"], "machine": machine}).astype("str")


def speaker_near(item, quotes):
    """Return the speaker of the machine's quotation that overlaps most with an item, or NONE if
    none is the same."""
    quotes = quotes[quotes["article"] == item.article]
    common = common_length(item.start, item.end, quotes["start"], quotes["end"])
    if not common.any():
        return NONE
    return as_choice(quotes.loc[common.idxmax(), "speaker"]) or UNNAMED


def common_length(start, end, starts, ends):
    """Return how many characters each of some spans has in common with another, 0 if they are not
    the same."""
    common = np.minimum(ends, end) - np.maximum(starts, start)
    lengths = ends - starts
    shorter = common >= SHORTER * np.minimum(lengths, end - start)
    longer = common >= LONGER * np.maximum(lengths, end - start)
    return common.where(shorter & longer, 0).clip(lower=0)


# a sheet of an article that is read otherwise


def aligned(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a sheet whose items are those of the tables: at the place of their words, and with the
    names that the tables give to actors.

    Rows whose words the article does not hold are left out, and an ArticleWarning names each.
    Raises ValueError if no row has its words there."""
    articles = tables["articles"]
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    placed, lost = place_rows(sheet, texts)
    if len(sheet) and placed.empty:
        item = sheet["item"].iloc[0]
        remedy = "analyse the text the sheet was drawn from"
        raise ValueError(f"{item}: these words are not there; {remedy}")
    placed, doubled = match_items(with_names_of(placed, tables), tables)
    warn_of_lost(SHEET_ITSELF, [*lost, *doubled])
    return placed


def with_names_of(sheet, tables):
    """Return a sheet with actors called as the tables call them, in answers, choices and names of
    items."""
    asked = sheet["what"].isin([*NAMING, "tone"])
    if not asked.any() or "choices" not in sheet:
        return sheet
    columns = answer_columns(sheet)
    cells = {name: sheet[name].astype(object).copy() for name in ("item", "choices", *columns)}
    for article, rows in sheet[asked].groupby("article"):
        mentions = tables["mentions"][tables["mentions"]["article"] == article]
        names = NewNames(mentions)
        for k in rows[rows["what"].isin(NAMING)].index:
            choices = sheet["choices"][k].split(" | ")
            cells["choices"][k] = " | ".join(dict.fromkeys(map(names.of, choices)))
            for column in columns:
                cells[column][k] = names.of(sheet[column][k])
        for k in rows[rows["what"] == "tone"].index:
            cells["item"][k] = names.of_tone(sheet.loc[k])
    return sheet.assign(**{name: pd.Series(cell, dtype="str") for name, cell in cells.items()})


class NewNames:
    """What the tables call the actors of a sheet, each looked up once."""

    def __init__(self, mentions):
        self.mentions = mentions
        self.known = {NONE: NONE, UNNAMED: UNNAMED, "": ""}
        self.known |= {as_choice(actor): as_choice(actor) for actor in mentions["actor"].unique()}

    def of(self, name):
        """Return what an actor is called now."""
        if name not in self.known:
            self.known[name] = as_choice(known_actor(self.mentions, name, existed=True))
        return self.known[name]

    def of_tone(self, row):
        """Return the name of an item of a tone, with the actor as it is called now."""
        place, actor, voice = parts_of_tone(row)
        return f"{place}:{self.of(actor)}{voice}"


def parts_of_tone(row):
    """Return the place, the actor and the voice in the name of an item of a tone."""
    place = f"{row['what']}:{row['article']}:{row['start']}-{row['end']}"
    actor = row["item"][len(place) + 1 :]
    voice = next((end for end in VOICES if actor.endswith(end)), "")
    return place, actor[: len(actor) - len(voice)], voice


def match_items(sheet, tables):
    """Return a sheet with the names of the items in the tables that have most of a row's words; and
    (words, reason) of the rows that are left out, as they are part of the same sentence as another
    row now."""
    items = sheet["item"].to_dict()
    doubled = {}
    for what, rows in sheet.groupby("what", sort=False):
        possible = find_items(tables, what)
        known = set(possible["item"])
        taken = {item: k for k, item in rows["item"].items() if item in known}
        unknown = rows[~rows["item"].isin(known)]
        longest_first = unknown["text"].map(len).sort_values(ascending=False, kind="stable")
        for k in longest_first.index:
            item = same_item(sheet.loc[k], possible, taken)
            if item and item not in taken:
                taken[item] = k
                items[k] = item
            elif item and what in WHOLE:
                doubled[k] = taken[item]
    shown = sheet["text"].astype(str).str.slice(0, SHOWN)
    lines = [
        (f"“{shown[k]}”", f"it is one sentence with “{shown[o]}” now") for k, o in doubled.items()
    ]
    matched = sheet.assign(item=pd.Series(items, dtype="str")).drop(index=list(doubled))
    return matched.reset_index(drop=True), lines


def same_item(row, items, taken):
    """Return the name of the item with most of a row's words that asks the same, or nothing; of a
    tone in another voice if no other row has it."""
    own = items[items["article"] == row["article"]]
    common = common_length(row["start"], row["end"], own["start"], own["end"])
    if row["what"] == "repeats":
        article, start, end = second_of(row)
        same = common_length(start, end, own["start_b"], own["end_b"])
        common *= (same > 0) & (own["article_b"] == article)
    if row["what"] == "tone":
        _, actor, voice = parts_of_tone(row)
        common *= own["actor"].map(as_choice) == actor
        voices = [parts_of_tone(item)[2] for item in own.to_dict("records")]
        same = np.array([other == voice for other in voices], dtype=int)
        common *= np.maximum(2 * same, ~own["item"].isin(taken))
    return own.loc[common.idxmax(), "item"] if common.any() else ""
