"""Turns the rows of a table into drafts: one for each row that has a text."""

from helpers.base.wording import number_of
from helpers.reading.cleaning import clean
from helpers.reading.drafts import Draft, Unreadable
from helpers.reading.fields import IDS, TEXTS, find_column, known_fields

MOST_LINES = 1_000_000  # of a table or of JSON; 20,000 articles of 20 paragraphs have 400,000
# of a table, or objects of JSON, an article each; an archive's export has 500, a study's table
# 20,000
MOST_ROWS = 100_000
# commas, tabs or brackets, which may stand before a value each; prose has one in sixty characters
MOST_SIGNS = 5_000_000
ADDRESSES = ("url", "link", "article url", "media url")
FETCH = (
    "get the articles' texts first, save the pages as .html or their text in a column named text"
)
NAME_TEXT = "name the column with the articles' words text"
FILL = "fill its cell in the column {}, and put cells that hold separators in quotation marks"
LISTED = 8  # rows in a message
LISTED_COLUMNS = 12


def read_rows(names, rows, doubts):
    """Return a draft for each row that has a text, by the names of the columns, and the doubts."""
    column = find_column(names, TEXTS)
    if column is None:
        raise no_text(names)
    drafts, faults = rows_to_drafts(names, rows)
    if find_column(names, IDS) is not None:
        doubts = [*doubts, *check_ids([draft.id for draft in drafts])]
    return with_faults(drafts, faults, doubts, "row", FILL.format(names[column]))


def rows_to_drafts(names, rows):
    """Return the drafts of rows, and the rows without one: pairs of their number and the fault."""
    text_column = find_column(names, TEXTS)
    id_column = find_column(names, IDS)
    drafts = []
    faults = []
    for number, row in enumerate(rows, 2):  # the names are in the first row
        if len(row) > len(names):
            faults.append((number, f"{len(row)} cells where there are {len(names)} columns"))
            continue
        row = row + [""] * (len(names) - len(row))
        draft = row_to_draft(names, row, text_column, id_column)
        if draft:
            drafts.append(draft)
        else:
            faults.append((number, "empty"))
    return drafts, faults


def row_to_draft(names, row, text_column, id_column):
    """Return the draft of a row, None if its text is empty; there may be no column of ids."""
    text, doubts = clean(row[text_column])
    if not text.strip():
        return None
    others = {}
    for i, (name, value) in enumerate(zip(names, row, strict=True)):
        if i not in (text_column, id_column):
            others[name] = value
    name = "" if id_column is None else row[id_column].strip()
    return Draft(text, id=name, metadata=known_fields(others), doubts=tuple(doubts))


def with_faults(drafts, faults, doubts, unit, remedy):
    """Return drafts and doubts, of which one names the rows that hold no article. Raises
    Unreadable if no row holds one."""
    if faults:
        reason = describe_faults(faults, unit)
        if not drafts:
            raise Unreadable(reason, remedy)
        doubts = [*doubts, (reason, remedy)]
    if not drafts:
        raise Unreadable("there is no article in it", remedy)
    return drafts, doubts


def describe_faults(faults, unit):
    """Return which rows hold no article, and why.

    >>> describe_faults([(3, "empty")], "row")
    'row 3 (empty) is no article'
    >>> describe_faults([(3, "empty"), (5, "no text")], "line")
    'lines 3 (empty), 5 (no text) are no articles'
    """
    named = ", ".join(f"{number} ({fault})" for number, fault in faults[:LISTED])
    if len(faults) == 1:
        return f"{unit} {named} is no article"
    more = f" and {len(faults) - LISTED:,} more" if len(faults) > LISTED else ""
    return f"{unit}s {named}{more} are no articles"


def no_text(names):
    """Return the error of a table that has no column with texts."""
    columns = ", ".join(map(str, names[:LISTED_COLUMNS]))
    if find_column(names, ADDRESSES) is not None:
        return Unreadable(f"it lists addresses and holds no text (columns {columns})", FETCH)
    return Unreadable(f"no column holds the articles (columns {columns})", NAME_TEXT)


def check_ids(ids):
    """Yield the doubt, if there is one, that articles lack an id of their own."""
    missing = ids.count("")
    different = len({name for name in ids if name})
    again = len(ids) - missing - different
    if missing or again:
        repeated = number_of(again, "id")
        reason = f"{repeated} again and {missing:,} missing, whose articles got a number"
        yield reason, "give each row an id of its own"
