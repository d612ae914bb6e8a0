"""Reads `articles.csv`, in which users write what is known of the files beside it."""

import os

from helpers.base.problems import ArticleError, as_article_errors
from helpers.reading.dates import settle_dates
from helpers.reading.drafts import Unreadable
from helpers.reading.fields import FILES, find_column, known_fields
from helpers.reading.folders import read_bytes
from helpers.reading.formats.tabular import read_table

TABLE = "articles.csv"
LISTED = 8  # names in a message
LISTED_COLUMNS = 12


def read_metadata(folder):
    """Return the metadata in a folder's `articles.csv`, {file name: fields}, and the doubts.

    The table has a column `file`, and columns such as title, outlet, author, published, url,
    language, rights. Doubts are pairs of reason and remedy; without a table there are none.
    """
    path = folder / TABLE
    if not path.is_file():
        return {}, []
    try:
        with as_article_errors(path):
            names, rows = read_table(read_bytes(path))
    except (Unreadable, ArticleError) as fault:
        return {}, [(fault.reason, fault.remedy)]
    column = find_column(names, FILES)
    if column is None:
        reason = f"its columns are {', '.join(names[:LISTED_COLUMNS])}"
        return {}, [(reason, "name the column with the files' names file")]
    fields = {}
    for row in rows:
        if len(row) > column:
            fields[row[column].strip()] = known_fields(dict(zip(names, row, strict=False)))
    fields, doubts = with_dates(fields)
    return fields, [*doubts, *missing_files(folder, fields)]


def with_dates(fields):
    """Return the fields of files with their dates as year-month-day, and the doubts about these."""
    dates, doubts = settle_dates([values.get("published", "") for values in fields.values()])
    settled = {}
    for (name, values), date in zip(fields.items(), dates, strict=True):
        settled[name] = {**values, "published": date} if date else values
    return settled, doubts


def missing_files(folder, names):
    """Return the doubt, if there is one, that some names in the table are not those of files."""
    # os.path: unlike Path, it accepts any string as a name
    missing = [name for name in names if not os.path.isfile(folder / name)]  # noqa: PTH113
    if not missing:
        return []
    reason = f"it speaks of {', '.join(missing[:LISTED])}, and there is no such file"
    return [(reason, "write the files' names as they are")]
