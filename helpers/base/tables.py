"""Takes rows and gives the suite's tables: the same columns and dtypes whatever the article.

Every table starts with the columns `article`, `start`, `end`, `text`: the evidence, where
`article.text[start:end]` is `text`, and end with `by_hand`, which says whether the researcher's
corrections decided something in the row. `docs/codebook.md` says what each column means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

EVIDENCE = {"article": "str", "start": "int64", "end": "int64", "text": "str"}
# of a tone, and of one that is not sure enough
LABELS = ("negative", "neutral", "positive")
UNCLEAR = "unclear"
OUTCOMES = (*LABELS, UNCLEAR)

COLUMNS = {
    "articles": {
        "title": "str", "outlet": "str", "author": "str", "published": "str", "url": "str", "language": "str",
        "rights": "str", "words": "int64", "characters": "int64", "dropped": "int64", "source": "str", "sha256": "str",
    },
    "sentences": {"sentence": "int64", "paragraph": "int64", "kind": "str", "words": "int64", "quoted": "float64"},
    "tokens": {
        "sentence": "int64", "token": "int64", "lemma": "str", "upos": "str", "tag": "str", "dep": "str",
        "head": "int64", "entity": "str", "is_word": "bool", "voice": "str",
    },
    "mentions": {
        "sentence": "int64", "mention": "int64", "actor": "str", "form": "str", "rule": "str", "type": "str",
    },
    "actors": {"actor": "str", "type": "str", "mentions": "int64", "names": "str", "first_sentence": "int64"},
    "quotes": {
        "quote": "int64", "part": "int64", "sentence": "int64", "type": "str", "act": "str",
        "speaker": "str", "speaker_start": "Int64", "speaker_end": "Int64",
        "cue": "str", "cue_start": "Int64", "cue_end": "Int64", "words": "int64", "confidence": "float64",
    },
    "repeats": {
        "article_b": "str", "sentence": "int64", "sentence_b": "int64", "start_b": "int64", "end_b": "int64",
        "text_b": "str", "score": "float64", "kind": "str", "group": "int64", "added": "str", "dropped": "str",
        "moved": "str", "swapped": "str", "verbs": "str", "actors": "str", "numbers": "str", "dates": "str",
        "hedges": "str", "reuse": "str", "spread": "int64",
    },
    "sentiment": {
        "sentence": "int64", "actor": "str", "voice": "str", "speaker": "str", "score": "float64", "label": "str",
        "confidence": "float64", "terms": "str", "hedges": "str", "baseline": "float64",
    },
    "framing": {
        "actor": "str", "measure": "str", "category": "str", "value": "float64", "n": "int64",
        "low": "float64", "high": "float64",
    },
}  # fmt: skip
TABLES = tuple(COLUMNS)
COLUMNS = {name: EVIDENCE | columns | {"by_hand": "bool"} for name, columns in COLUMNS.items()}


def check_names(names: Collection[str]) -> None:
    """Raise ValueError if one of some names is no table's, or if there is none."""
    unknown = sorted(set(names) - set(TABLES))
    if unknown or not names:
        what = f"there is no table {', '.join(unknown)}" if unknown else "no table is named"
        raise ValueError(f"{what}; there are {', '.join(TABLES)}")


def make_table(name: str, rows: Iterable | pd.DataFrame = ()) -> pd.DataFrame:
    """Return `rows` (dicts, a dict of equally long lists, or a DataFrame) as the table `name`,
    complete also when empty.

    Rows that do not say whether they were decided by hand were not.

    Raises KeyError if there is no such table, or if a row lacks one of its columns.

    >>> make_table("actors").columns.tolist()
    ['article', 'start', 'end', 'text', 'actor', 'type', 'mentions', 'names', 'first_sentence', 'by_hand']
    """
    columns = COLUMNS[name]
    cells: Any = rows
    if not isinstance(rows, (dict, pd.DataFrame)):
        rows = list(rows)
        cells = {column: [row[column] for row in rows] for column in columns if column != "by_hand"}
        cells["by_hand"] = [row.get("by_hand", False) for row in rows]
    elif "by_hand" not in rows:
        cells = {**rows, "by_hand": np.zeros(len(rows["article"]), dtype=bool)}
    return typed_frame(cells, columns)


def typed_frame(cells: Mapping[str, Any], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a DataFrame of the columns (name → dtype) from their cells (name → values): faster
    than by `astype`."""
    return pd.DataFrame({name: typed(cells[name], dtype) for name, dtype in columns.items()})


def typed(values, dtype):
    if isinstance(values, pd.Series):
        return values.astype(dtype).array
    return (
        pd.array(np.array(values, dtype=object), dtype=dtype)
        if dtype in ("str", "Int64")
        else np.array(values, dtype)
    )


def as_lists(table: pd.DataFrame, columns: Iterable[str] | None = None) -> dict[str, list]:
    """Return columns of a table, or all, as lists by name: eight times as fast as `to_dict`, or as
    a loop over a column."""
    return {name: table[name].tolist() for name in (table.columns if columns is None else columns)}


def join_tables(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables of the same columns under each other; they may be empty, but there must be one.

    Raises ValueError if there is none.
    """
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
