"""Finds in whose words each token stands."""

import numpy as np
import pandas as pd

from helpers.base.tables import as_lists

NOBODY = "(no speaker found)"
# kinds of sentences left out of the scope "body"
OUTSIDE = frozenset({"title", "heading", "caption", "boilerplate", "foreign"})


def outer_quote(tokens: pd.DataFrame, quotes: pd.DataFrame) -> np.ndarray:
    """Return for each token the position in `quotes` of the outermost quotation in which it stands,
    or -1.

    A thought that is reported without marks is the article's own account of it, and not a quotation
    here."""
    outer = np.full(len(tokens), -1)
    starts = tokens["start"].to_numpy()
    reach = -1
    columns = as_lists(quotes, ["start", "end", "act", "type"]).values()
    for k, (start, end, act, type) in enumerate(zip(*columns, strict=True)):
        if end <= reach or (act == "thought" and type == "indirect"):
            continue
        first, last = np.searchsorted(starts, [max(start, reach), end])
        outer[first:last] = k
        reach = end
    return outer


def token_speakers(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series:
    """Return the speaker of the outermost quotation in which each token stands, empty outside
    quotations."""
    speakers = np.append(quotes["speaker"].to_numpy(dtype=object), "")
    return pd.Series(speakers[outer_quote(tokens, quotes)], dtype="str")


def nearest_speakers(tokens: pd.DataFrame, quotes: pd.DataFrame) -> list[str]:
    """Return the speaker of the innermost quotation in which each token stands, empty outside
    quotations."""
    speakers = np.full(len(tokens), "", dtype=object)
    starts = tokens["start"].to_numpy()
    ordered = quotes.sort_values(["start", "end"], ascending=[True, False], kind="stable")
    columns = as_lists(ordered, ["start", "end", "speaker"]).values()
    for start, end, speaker in zip(*columns, strict=True):
        first, last = np.searchsorted(starts, [start, end])
        speakers[first:last] = speaker
    return speakers.tolist()
