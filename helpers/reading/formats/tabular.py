"""Takes the bytes of a table of articles (.csv, .tsv, .xlsx, .jsonl, .json), gives a draft for each
row that holds one."""

import csv
import io
import json
import os
import re
from datetime import datetime, time

from helpers.base.problems import ArticleError, guarding
from helpers.base.wording import number_of
from helpers.reading.formats.cleaning import clean
from helpers.reading.formats.drafts import Draft, Unreadable, ask_limit, field_name, known_fields
from helpers.reading.formats.encodings import decode
from helpers.reading.formats.office import open_zip

TEXTS = (
    "text",
    "full text",
    "fulltext",
    "body",
    "content",
    "article",
    "article text",
    "maintext",
    "main text",
    "article body",
    "articlebody",
    "story",
    "story text",
    "plain text",
    "body text",
)
IDS = (
    "id",
    "article id",
    "articleid",
    "doc id",
    "document id",
    "uuid",
    "guid",
    "identifier",
    "key",
)
FETCH = (
    "get the articles' texts first, save the pages as .html or their text in a column named text"
)
SEPARATOR = re.compile(
    r'"?sep=([,;|\t:^~])[^\n]*', re.I
)  # with which Excel begins some of its tables
NAME_TEXT = "name the column with the articles' words text"
FILL = "fill its cell in the column {}, and put cells that hold separators in quotation marks"
JSON = 'write {"id": …, "text": …} for each article'
LISTED = 8  # rows that a message names
MOST_LINES = 1_000_000  # of a table or of JSON; 20,000 articles of 20 paragraphs have 400,000
# of a table, or objects of JSON, an article each; an archive's export has 500, a study's table
# 20,000
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000  # Excel has room for 16,384; exports have 60
MOST_CELLS = 2_000_000  # of a table, empty ones too; 20,000 articles with 60 columns have 1,200,000
# commas, tabs or brackets, which may stand before a value each; prose has one in sixty characters
MOST_SIGNS = 5_000_000
MOST_TAGS = 10_000_000  # in the parts of a workbook; a cell has four
MOST_CHARACTERS = 100_000_000  # in the cells of a workbook; 20,000 articles have as many
SPLIT_TABLE = "split it into tables of fewer rows, and leave out columns that are not needed"
FAR = "copy the rows and columns that hold the articles into a new workbook, and save it"
SPLIT_JSON = "split it into files of fewer articles, and leave out fields that are not needed"
# the most that Python's own reader takes; articles have ten
TOO_DEEP = "hundreds of lists or objects within one another"


def read_json_lines(content):
    """Return a draft for each line that is {"id": …, "text": …, …}, its text (or body, content …)
    exactly as it is given.

    Raises Unreadable if no line is; lines that are none are told in one doubt.
    """
    text, doubts = decode(content)
    if re.match(r"\s*\[\s*\{", text):
        return read_json(content)
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT_JSON)
    ask_values(text)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    ask_limit(len(lines), MOST_ROWS, "object", SPLIT_JSON)
    rows = ((number, load_json(line)) for number, line in lines)
    return read_objects(rows, doubts, "line", 'write {"id": …, "text": …} on it')


def read_json(content):
    """Return a draft for each {"id": …, "text": …, …} in the list that a JSON file is or has; see
    read_json_lines."""
    text, doubts = decode(content)
    ask_values(text)
    data = load_json(text)
    if data is TOO_DEEP:
        return with_faults([], [(1, TOO_DEEP)], doubts, "item", JSON)
    if data is None:
        return (
            read_json_lines(content)
            if text.lstrip()[:1] == "{"
            else with_faults([], [(1, "no JSON")], doubts, "item", JSON)
        )
    lists = (
        [value for value in data.values() if isinstance(value, list)]
        if isinstance(data, dict)
        else [data]
    )
    items = next(
        (
            value
            for value in lists
            if isinstance(value, list) and any(isinstance(row, dict) for row in value)
        ),
        [data],
    )
    ask_limit(len(items), MOST_ROWS, "object", SPLIT_JSON)
    return read_objects(enumerate(items, 1), doubts, "item", JSON)


def load_json(text):
    """Return what a text is in JSON, None if it is none, TOO_DEEP if lists stand within lists
    without an end."""
    try:
        return json.loads(text)
    except ValueError:
        return None
    except RecursionError:
        return TOO_DEEP


def ask_values(text):
    """Raise Unreadable if a text in JSON may hold more values than are read: each has a comma or a
    bracket before it."""
    ask_limit(sum(map(text.count, "[{,")), MOST_SIGNS, "value", SPLIT_JSON)


def read_objects(rows, doubts, unit, remedy):
    """Return the drafts of numbered objects, and the doubts, one naming those that hold no
    article."""
    drafts = []
    faults = []
    for number, row in rows:
        fault, text = find_text(row)
        if fault:
            faults.append((number, fault))
        else:
            drafts.append(
                Draft(text, id=given_id(row.get("id")), metadata=known_fields(row), exact=True)
            )
    return with_faults(drafts, faults, doubts, unit, remedy)


def find_text(row):
    """Return what is wrong with an object, and its text."""
    if not isinstance(row, dict):
        return row or "no JSON" if row in (None, TOO_DEEP) else "no object", ""
    given = {field_name(key): value for key, value in reversed(list(row.items()))} | row
    text = next((given[name] for name in TEXTS if isinstance(given.get(name), str)), None)
    return ("no text", "") if text is None else ("", text) if text.strip() else ("empty text", "")


def given_id(value):
    return (
        str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    )


def with_faults(drafts, faults, doubts, unit, remedy):
    """Return drafts and doubts, one naming the rows which hold no article; raise Unreadable if all
    are such."""
    if faults:
        named = ", ".join(f"{number} ({fault})" for number, fault in faults[:LISTED])
        more = f" and {len(faults) - LISTED:,} more" if len(faults) > LISTED else ""
        plural = "s" if len(faults) > 1 else ""
        reason = f"{unit}{plural} {named}{more} {'are no articles' if plural else 'is no article'}"
        if not drafts:
            raise Unreadable(reason, remedy)
        doubts = [*doubts, (reason, remedy)]
    if not drafts:
        raise Unreadable("there is no article in it", remedy)
    return drafts, doubts


def read_csv(content):
    """Return a draft for each row of a table with a column `text`; the separator is the one of its
    first line.

    Raises Unreadable if there is no such column, or where a quotation mark left open would run rows
    together."""
    text, doubts = decode(content)
    return read_rows(*read_cells(text), doubts)


def read_table(content):
    """Return the names of a table's columns, and its rows, lists of cells; a line that begins with
    # is no row."""
    text = decode(content)[0].replace("\r\n", "\n").replace("\r", "\n")
    return read_cells(re.sub(r"^#.*\n?", "", text, flags=re.M))


def read_named_sheet(content, column):
    """Return the names of the columns and the rows, lists of cells, of the first sheet of a
    workbook that has a column."""
    sheets = [
        [list(map(cell, row)) for row in sheet.to_numpy()]
        for sheet in read_book(content, header=None).values()
    ]
    wanted = next(
        (rows for rows in sheets if any(column in map(field_name, row) for row in rows)), []
    )
    rows = [row for row in wanted if any(row)]
    if not rows:
        raise Unreadable("it is empty", "write a table whose first row has the columns' names")
    return rows[0], rows[1:]


def read_cells(text: str) -> tuple[list[str], list[list[str]]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    named = SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    separator = named[1] if named else find_separator(text)
    ask_limit(text.count("\n"), MOST_LINES, "line", SPLIT_TABLE)
    ask_limit(text.count(separator), MOST_SIGNS, "separator", SPLIT_TABLE)
    odd = False
    opened = None
    for start, whole, spans in find_quoted(text, separator):
        odd = odd or spans or not whole
        if spans and not whole:
            opened = start
            break
    unquoted = separator == "\t" and odd and is_even(text)
    if opened is not None and not unquoted:
        line = 1 + text.count("\n", 0, opened)
        raise Unreadable(
            f"line {line}: a quotation mark is opened there and never closed",
            'close it, or write "" for a mark within a cell',
        )
    rows = [row for row in split_rows(text, separator, quoted=not unquoted) if any(row)]
    if not rows:
        raise Unreadable("it is empty", "write a table whose first row has the columns' names")
    ask_limit(len(rows), MOST_ROWS, "row", SPLIT_TABLE)
    ask_limit(len(rows[0]), MOST_COLUMNS, "column", SPLIT_TABLE)
    ask_limit(len(rows) * len(rows[0]), MOST_CELLS, "cell", SPLIT_TABLE)
    return rows[0], rows[1:]


def read_beside(folder):
    """Return what `articles.csv` in a folder says of the files there, {file name: fields}, and the
    doubts about it.

    It has a column `file`, and columns such as title, outlet, author, published, url, language,
    rights."""
    from helpers.reading.folders import read_bytes

    path = folder / "articles.csv"
    if not path.is_file():
        return {}, []
    try:
        with guarding(path):
            names, rows = read_table(read_bytes(path))
    except (Unreadable, ArticleError) as fault:
        return {}, [(fault.reason, fault.remedy)]
    column = find_column(names, ("file", "file name", "filename", "name"))
    if column is None:
        return {}, [
            (
                f"its columns are {', '.join(names[:12])}",
                "name the column with the files' names file",
            )
        ]
    table = {
        row[column].strip(): known_fields(dict(zip(names, row, strict=False)))
        for row in rows
        if len(row) > column
    }
    missing = [name for name in table if not os.path.isfile(folder / name)]  # noqa: PTH113 - whatever stands for a name
    doubts = [
        (
            f"it speaks of {', '.join(missing[:LISTED])}, and there is no such file",
            "write the files' names as they are",
        )
    ]
    return table, doubts if missing else []


def split_rows(text, separator, *, quoted=True):
    """Return the rows of a table, lists of cells, however long a cell is."""
    limit = csv.field_size_limit(len(text) + 1)  # the module has one for all readers
    try:
        rows = csv.reader(
            io.StringIO(text),
            delimiter=separator,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        return list(rows)
    finally:
        csv.field_size_limit(limit)


def find_separator(text):
    """Return what separates the cells of the first line: comma, semicolon, tab or bar.

    >>> find_separator("id;title;text, as it is")
    ';'
    """
    head = re.sub(r'"[^"]*"', "", next((line for line in text.split("\n") if line.strip()), ""))
    return max(",;\t|", key=head.count)


def find_quoted(text, separator):
    """Yield the cells that begin with a quotation mark: where, whether one closes the whole cell,
    whether it spans lines.

    A mark within a cell opens nothing, and is kept as it is: 5" wide.
    """
    ends = f"\n{separator}"
    for cell in re.finditer(rf'(?:\A|[{re.escape(ends)}])("[^"]*+(?:""[^"]*+)*+)("?)', text):
        whole = bool(cell[2]) and text[cell.end() : cell.end() + 1] in ("", *ends)
        yield cell.start(1), whole, not cell[2] or "\n" in cell[1]


def is_even(text):
    """Whether each line of a table has as many tabs as the first."""
    return len({line.count("\t") for line in text.split("\n") if line.strip()}) == 1


def read_workbook(content):
    """Return a draft for each row of those sheets of an .xlsx file that have a column `text`; the
    others are told."""
    sheets = read_sheets(content)
    if not sheets:
        raise Unreadable("there is no article in it", "write a table with a column named text")
    wanted = {
        name: sheet for name, sheet in sheets.items() if find_column(sheet[0], TEXTS) is not None
    }
    if not wanted:
        raise no_text(next(iter(sheets.values()))[0])
    others = [name for name, (_, rows) in sheets.items() if name not in wanted and rows]
    doubts = (
        [(f"sheet {', '.join(others[:LISTED])} has no column with texts, left out", NAME_TEXT)]
        if others
        else []
    )
    ids = []
    drafts = []
    faults = []
    columns = []
    for name, (names, rows) in wanted.items():
        found, wrong = read_drafts(names, rows)
        drafts += found
        faults += [
            (f"{number} of {name}" if len(wanted) > 1 else number, fault) for number, fault in wrong
        ]
        ids += [draft.id for draft in found] if find_column(names, IDS) is not None else []
        columns.append(names[find_column(names, TEXTS)])
    return with_faults(
        drafts,
        faults,
        [*doubts, *check_ids(ids)],
        "row",
        FILL.format(" or ".join(dict.fromkeys(columns))),
    )


def read_sheets(content):
    """Return the sheets of an .xlsx file that have columns: {name: (names of the columns, rows,
    lists of cells)}."""
    return {
        name: (
            [str(column) for column in sheet.columns],
            [list(map(cell, row)) for row in sheet.itertuples(index=False)],
        )
        for name, sheet in read_book(content).items()
        if len(sheet.columns)
    }


def read_book(content, *, header=0):
    """Return the sheets of an .xlsx file by name, as DataFrames of what is in the cells; the names
    are in row `header`."""
    import pandas as pd

    open_zip(content, kind="Excel", most=MOST_TAGS)
    options = {
        "sheet_name": None,
        "header": header,
        "dtype": object,
        "engine": "openpyxl",
        "keep_default_na": False,
    }
    try:
        ask_sheets(content)
        return pd.read_excel(io.BytesIO(content), **options)
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged part makes the library raise
        raise Unreadable(
            f"it is damaged ({type(error).__name__})", "save it again as .xlsx or .csv"
        ) from None


def ask_sheets(content):
    """Raise Unreadable if the sheets of a workbook have more cells, or characters in them, than are
    read.

    A cell in a far corner makes a sheet large, and one string that is kept once may stand in each
    of its cells."""
    from openpyxl import load_workbook

    cells = characters = 0
    for sheet in load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    ).worksheets:
        sheet.reset_dimensions()
        height = width = 0
        for row in sheet.iter_rows(values_only=True):
            height = height + 1
            width = max(width, len(row))
            characters += sum(len(value) for value in row if isinstance(value, str))
            ask_limit(height, MOST_ROWS, "row", FAR)
            ask_limit(width, MOST_COLUMNS, "column", FAR)
            ask_limit(cells + height * max(1, width), MOST_CELLS, "cell", FAR)
            ask_limit(characters, MOST_CHARACTERS, "character", SPLIT_TABLE)
        cells += height * width


def cell(value):
    """Return the value of a cell of Excel as words: a day has no time, and a line end is no
    `_x000D_`.

    >>> cell(datetime(2024, 5, 1)), cell(None)
    ('2024-05-01', '')
    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return "" if value is None else str(value).replace("_x000D_", "\r")


def read_rows(names, rows, doubts):
    """Return a draft for each row that has a text, by the names of the columns, and the doubts."""
    column = find_column(names, TEXTS)
    if column is None:
        raise no_text(names)
    drafts, faults = read_drafts(names, rows)
    if find_column(names, IDS) is not None:
        doubts = [*doubts, *check_ids([draft.id for draft in drafts])]
    return with_faults(drafts, faults, doubts, "row", FILL.format(names[column]))


def read_drafts(names, rows):
    """Return a draft for each row that has a text, and the others: pairs of their number and what
    is wrong."""
    column = find_column(names, TEXTS)
    ids = find_column(names, IDS)
    drafts = []
    faults = []
    for number, row in enumerate(rows, 2):  # the first row has the names
        if len(row) > len(names):
            faults.append((number, f"{len(row)} cells where there are {len(names)} columns"))
            continue
        row = row + [""] * (len(names) - len(row))
        text, more = clean(row[column])
        if not text.strip():
            faults.append((number, "empty"))
            continue
        others = {
            name: value
            for i, (name, value) in enumerate(zip(names, row, strict=True))
            if i not in (column, ids)
        }
        id = row[ids].strip() if ids is not None else ""
        drafts.append(Draft(text, id=id, metadata=known_fields(others), doubts=tuple(more)))
    return drafts, faults


def find_column(names, wanted):
    """Return the place of the column that has one of the wanted names, the first that there is, or
    None."""
    places = {field_name(name): place for place, name in reversed(list(enumerate(names)))}
    return next((places[name] for name in wanted if name in places), None)


def no_text(names):
    columns = ", ".join(map(str, names[:12]))
    if find_column(names, ("url", "link", "article url", "media url")) is not None:
        return Unreadable(f"it lists addresses and holds no text (columns {columns})", FETCH)
    return Unreadable(f"no column holds the articles (columns {columns})", NAME_TEXT)


def check_ids(ids):
    missing = ids.count("")
    again = len(ids) - ids.count("") - len({i for i in ids if i})
    if missing or again:
        reason = (
            f"{number_of(again, 'id')} again and {missing:,} missing, whose articles got a number"
        )
        yield reason, "give each row an id of its own"
