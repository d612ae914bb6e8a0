"""Builds the suite's tables: the same columns and dtypes whatever the article.

Every table starts with the columns `article`, `start`, `end`, `text`: the evidence, where
`article.text[start:end]` is `text`. It ends with `by_hand`, which is true where the researcher's
corrections decided something in the row. `docs/codebook.md` explains each column."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

EVIDENCE = {"article": "str", "start": "int64", "end": "int64", "text": "str"}
# the labels of a tone, and the label of one that the model is not sure enough of
LABELS = ("negative", "neutral", "positive")
UNCLEAR = "unclear"
OUTCOMES = (*LABELS, UNCLEAR)

# the columns that a table has besides the evidence and `by_hand`
OWN_COLUMNS = {
    "articles": {
        "title": "str", "outlet": "str", "author": "str", "published": "str", "url": "str",
        "language": "str", "rights": "str", "words": "int64", "characters": "int64",
        "dropped": "int64", "source": "str", "sha256": "str",
    },
    "sentences": {
        "sentence": "int64", "paragraph": "int64", "kind": "str", "words": "int64",
        "quoted": "float64",
    },
    "tokens": {
        "sentence": "int64", "token": "int64", "lemma": "str", "upos": "str", "tag": "str",
        "dep": "str", "head": "int64", "entity": "str", "is_word": "bool", "voice": "str",
    },
    "mentions": {
        "sentence": "int64", "mention": "int64", "actor": "str", "form": "str", "rule": "str",
        "type": "str", "confidence": "float64",
    },
    "actors": {
        "actor": "str", "type": "str", "mentions": "int64", "names": "str",
        "first_sentence": "int64",
    },
    "quotes": {
        "quote": "int64", "part": "int64", "sentence": "int64", "type": "str", "act": "str",
        "speaker": "str", "speaker_start": "Int64", "speaker_end": "Int64", "cue": "str",
        "cue_start": "Int64", "cue_end": "Int64", "words": "int64", "confidence": "float64",
    },
    "repeats": {
        "article_b": "str", "sentence": "int64", "sentence_b": "int64", "start_b": "int64",
        "end_b": "int64", "text_b": "str", "score": "float64", "kind": "str", "group": "int64",
        "added": "str", "dropped": "str", "moved": "str", "swapped": "str", "verbs": "str",
        "actors": "str", "numbers": "str", "dates": "str", "hedges": "str", "reuse": "str",
        "spread": "int64",
    },
    "sentiment": {
        "sentence": "int64", "actor": "str", "voice": "str", "speaker": "str", "score": "float64",
        "label": "str", "confidence": "float64", "terms": "str", "hedges": "str",
        "baseline": "float64",
    },
    "acts": {
        "sentence": "int64", "voice": "str", "speaker": "str", "lemma": "str", "agent": "str",
        "agent_start": "Int64", "agent_end": "Int64", "patient": "str", "patient_start": "Int64",
        "patient_end": "Int64", "sign": "int64", "passive": "bool", "agent_left_out": "bool",
        "negated": "bool", "hedged": "bool", "confidence": "float64",
    },
    "labels": {
        "sentence": "int64", "actor": "str", "kind": "str", "voice": "str", "speaker": "str",
        "evaluative": "str", "denied": "bool", "confidence": "float64",
    },
    "framing": {
        "actor": "str", "measure": "str", "category": "str", "value": "float64", "n": "int64",
        "low": "float64", "high": "float64",
    },
}  # fmt: skip
TABLES = tuple(OWN_COLUMNS)
# what the network reads of an article, from which tables are made
READ_COLUMNS = {
    # what somebody is called or said to be
    "called": OWN_COLUMNS["mentions"],
    # a word that may be an act × a mention in its sentence: chances that it harms, does neither,
    # helps; that it is denied or only possible; that the mention is its agent, its patient
    "roles": {
        "sentence": "int64", "mention": "int64", "harms": "float64", "neutral": "float64",
        "helps": "float64", "negated": "float64", "agent": "float64", "patient": "float64",
    },
}  # fmt: skip
KEPT_COLUMNS = {
    name: EVIDENCE | own | {"by_hand": "bool"} for name, own in (OWN_COLUMNS | READ_COLUMNS).items()
}
COLUMNS = {name: KEPT_COLUMNS[name] for name in TABLES}


def check_names(names: Collection[str]) -> None:
    """Raise ValueError if a name is not that of a table, or if there are no names."""
    unknown = sorted(set(names) - set(TABLES))
    if not names:
        raise ValueError(f"no table is named; there are {', '.join(TABLES)}")
    if unknown:
        raise ValueError(f"there is no table {', '.join(unknown)}; there are {', '.join(TABLES)}")


def make_table(name: str, rows: Iterable | pd.DataFrame = ()) -> pd.DataFrame:
    """Return `rows` (dicts, a dict of equally long lists, or a DataFrame) as the table `name`, with
    all its columns also when there are no rows.

    Rows without the cell `by_hand` were not decided by hand. Raises KeyError if there is no such
    table, or if a row lacks one of its columns.

    >>> make_table("quotes").columns.tolist()[:6]
    ['article', 'start', 'end', 'text', 'quote', 'part']
    """
    columns = KEPT_COLUMNS[name]
    cells: Any = rows
    if not isinstance(rows, (dict, pd.DataFrame)):
        rows = list(rows)
        cells = {column: [row[column] for row in rows] for column in columns if column != "by_hand"}
        cells["by_hand"] = [row.get("by_hand", False) for row in rows]
    elif "by_hand" not in rows:
        cells = {**rows, "by_hand": np.zeros(len(rows["article"]), dtype=bool)}
    return typed_frame(cells, columns)


def typed_frame(cells: Mapping[str, Any], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a DataFrame of the columns (name → dtype) from their cells (name → values); faster
    than `astype`."""
    return pd.DataFrame({name: typed(cells[name], dtype) for name, dtype in columns.items()})


def typed(values, dtype):
    """Return values as an array of a dtype."""
    if isinstance(values, pd.Series):
        return values.astype(dtype).array
    if dtype in ("str", "Int64"):
        return pd.array(np.array(values, dtype=object), dtype=dtype)
    return np.array(values, dtype)


def as_lists(table: pd.DataFrame, columns: Iterable[str] | None = None) -> dict[str, list]:
    """Return some columns of a table, or all, as lists by name; eight times as fast as `to_dict`,
    or as a loop over a column."""
    names = table.columns if columns is None else columns
    return {name: table[name].tolist() for name in names}


def join_tables(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables of the same columns below each other; they may be empty, but there must be at
    least one.

    Raises ValueError if there is none.
    """
    with_rows = [table for table in tables if len(table)]
    return pd.concat(with_rows or tables[:1], ignore_index=True)
