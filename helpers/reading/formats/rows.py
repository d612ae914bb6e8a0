"""Turns the rows of a table into drafts: one for each row that has a text."""

from helpers.base.wording import number_of
from helpers.reading.drafts import Unreadable, add_dropped
from helpers.reading.fields import IDS, TEXTS, find_column, find_roles
from helpers.reading.formats.columns import FULL, no_text
from helpers.reading.formats.records import (
    Record,
    records_to_drafts,
    with_faults,
)

MOST_LINES = 1_000_000  # of a table or of JSON; 20,000 articles of 20 paragraphs have 400,000
# of a table, or objects of JSON, an article each; an archive's export has 500, a study's table
# 20,000
MOST_ROWS = 100_000
# commas, tabs or brackets, which may stand before a value each; prose has one in sixty characters
MOST_SIGNS = 5_000_000
MOST_ABOVE = 40  # lines above the names of the columns
NAME_COLUMNS = "write their names above it, as in id,title,text"
FILL = "fill its cell in the column {}, and put cells that hold separators in quotation marks"


def read_rows(names, rows, doubts, above=()):
    """Return a draft for each row that has a text, by the names of the columns, and the doubts;
    `above` are the lines above the names, which the first draft has as left out."""
    drafts, faults, told = rows_to_drafts(names, rows, first=2 + len(above))
    doubts = [*doubts, *told]
    if find_column(names, IDS) is not None:
        doubts += check_ids([draft.id for draft in drafts])
    remedy = FILL.format(name_of_texts(names))
    drafts, doubts = with_faults(drafts, faults, doubts, "row", remedy)
    return add_dropped(drafts, pieces_above(above)), doubts


def rows_to_drafts(names, rows, *, first=2):
    """Return the drafts of rows, the rows without one (number, fault and words), and the doubts;
    `first` is the number of the first row. Raises Unreadable if no column holds texts, or if the
    columns have no names."""
    if any(len(name.split()) >= FULL for name in names):
        raise Unreadable("its first row holds an article and no names of columns", NAME_COLUMNS)
    records = []
    faults = []
    for number, row in enumerate(rows, first):
        if any(row[len(names) :]):
            fault = f"{len(row)} cells where there are {len(names)} columns"
            faults.append((number, fault, join_cells(row)))
        elif any(row):
            cells = row[: len(names)] + [""] * (len(names) - len(row))
            records.append(Record(number, tuple(names), cells))
    if not records and not find_roles(tuple(names)).texts:
        raise no_text(names)
    return records_to_drafts(records, faults)


def join_cells(row):
    """Return the words in the cells of a row."""
    return " ".join(filter(None, row))


def find_header(rows):
    """Return the place of the row with the names of the columns: of the first rows the one with
    most known names, if it has two; else the first."""
    counts = [find_roles(tuple(row)).known for row in rows[:MOST_ABOVE]]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else 0


def pieces_above(above):
    """Return the lines above a table as pieces that were left out."""
    return [("line above the table", line) for line in above if line.strip()]


def name_of_texts(names):
    """Return the name of the column with the texts."""
    column = find_column(names, TEXTS)
    return "text" if column is None else names[column]


def check_ids(ids):
    """Yield the doubt, if there is one, that articles lack an id of their own."""
    missing = ids.count("")
    different = len({name for name in ids if name})
    again = len(ids) - missing - different
    if missing or again:
        repeated = number_of(again, "id")
        reason = f"{repeated} again and {missing:,} missing, whose articles got a number"
        yield reason, "give each row an id of its own"
