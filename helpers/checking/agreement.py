"""Compares coding sheets with the machine's tables: how far both agree, and what the errors do to
the numbers."""

from collections.abc import Mapping

import pandas as pd

from helpers.base.intervals import wilson
from helpers.base.tables import UNCLEAR
from helpers.checking.answers import aligned, answers_to
from helpers.checking.coders import all_answers, alpha, code_long, hand_answers
from helpers.checking.estimates import score_counts, shares_by_hand
from helpers.checking.sampling import STRATIFIED, find_items
from helpers.checking.sheets import SHEET

SCORES = {"what": "str", "category": "str", "n": "int64", "machine": "int64"}
SUMMARY = {
    "what": "str",
    "items": "int64", "coders": "int64", "undecided": "int64", "unclear": "int64",
    "accuracy": "float64", "low": "float64", "high": "float64",
    "alpha": "float64", "alpha_low": "float64", "alpha_high": "float64",
}  # fmt: skip
# the groups whose shares can be corrected
GROUPS = {"tone": ("actor", "voice", "speaker", "article"), "kinds": ("article",)}


def compare_answers(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], coder: str | None = None
) -> pd.DataFrame:
    """Return the coded items with both answers: `hand` (see `coders.hand_answers`), `machine`."""
    sheet = aligned(sheet, tables)
    items = sheet[[*SHEET]].merge(hand_answers(sheet, coder), on="item")
    return items.merge(answers_to(sheet, tables), on="item")


def score_machine(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return how often the machine agrees with the answers by hand: for each `what`, a row per
    category and the row "all".

    Columns: what, category, n (items that the coders put there), machine (items that the machine
    put there), precision, recall, f1, each with a 95 % interval in _low and _high; NaN where there
    is nothing to count. In the row "all" the three are the accuracy. The answer by hand is the
    adjudicated one, or that of most coders, or `coder`'s; items without a majority are left out.

    `tables` are those that the sheet was drawn from: rare answers of the machine were drawn more
    often than they occur, and each coded item counts for as many as it stands for (see
    `estimates.score_counts`). Recall is the share of what the machine found, but for `found` and
    `kinds`, which ask about all sentences. Raises ValueError if there is no such coder, or if the
    tables are those of another text."""
    pairs = compare_answers(sheet, tables, coder)
    blocks = []
    for what, rows in pairs.groupby("what", sort=False):
        counts = pd.crosstab(rows["machine"], rows["hand"])
        blocks.append(score_counts(counts, strata(tables, what)).assign(what=what))
    if not blocks:
        blocks = [score_counts(pd.DataFrame()).iloc[:0].assign(what="")]
    scores = pd.concat(blocks, ignore_index=True)
    measures = [name for name in scores.columns if name not in SCORES]
    return scores[[*SCORES, *measures]].astype(SCORES)


def confusions(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return how many coded items have which pair of answers: columns what, hand, machine, n, the
    most frequent first."""
    pairs = compare_answers(sheet, tables, coder)
    counts = pairs.groupby(["what", "hand", "machine"], sort=False).size().reset_index(name="n")
    ordered = counts.sort_values(["what", "n"], ascending=[True, False], kind="stable")
    columns = {"what": "str", "hand": "str", "machine": "str", "n": "int64"}
    return ordered.reset_index(drop=True).astype(columns)


def strata(tables: Mapping[str, pd.DataFrame], what: str) -> dict[str, int] | None:
    """Return how many items got each answer of the machine if sheets of this kind are drawn by it,
    or else None."""
    if what not in STRATIFIED:
        return None
    return find_items(tables, what)["machine"].value_counts().to_dict()


def summarise(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how far a sheet was coded and with what result, one row for each `what` that anybody
    coded.

    Columns: what, items and coders (coded by anybody), undecided (items on which the coders are
    divided and nobody adjudicated), unclear (of the others, those whose tone is unclear to the
    machine), accuracy, low, high (the machine's, on the remaining items, each counting for as many
    as it stands for), alpha, alpha_low, alpha_high (the agreement of the coders among themselves,
    on the items that two or more coded: see coders.alpha)."""
    sheet = aligned(sheet, tables)
    kinds = sheet[["item", "what"]]
    pairs = compare_answers(sheet, tables)
    answers = all_answers(sheet).merge(kinds, on="item")
    codes = code_long(sheet).merge(kinds, on="item")
    rows = []
    for what, coded in answers.groupby("what", sort=False):
        mine = pairs[pairs["what"] == what]
        sizes = strata(tables, what)
        unclear = 0
        if what == "tone" and sizes:
            is_unclear = mine["machine"] == UNCLEAR
            unclear = int(is_unclear.sum())
            mine = mine[~is_unclear]
            sizes = {answer: n for answer, n in sizes.items() if answer != UNCLEAR}
        scores = score_counts(pd.crosstab(mine["machine"], mine["hand"]), sizes)
        accuracy = scores.iloc[-1][["recall", "recall_low", "recall_high"]]
        own_codes = codes[codes["what"] == what]
        coders = own_codes["coder"].nunique()
        agreement = alpha(own_codes).loc[0, ["alpha", "low", "high"]]
        items = coded["item"].nunique()
        undecided = items - len(mine) - unclear
        rows.append([what, items, coders, undecided, unclear, *accuracy, *agreement])
    return pd.DataFrame(rows, columns=[*SUMMARY]).astype(SUMMARY)


def disagreements(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return the items on which the answer by hand (see score_machine) and the machine's differ,
    with both and the text.

    Columns: article, start, end, text, question, context, item, hand, machine.
    """
    pairs = compare_answers(sheet, tables, coder)
    columns = ["article", "start", "end", "text", "question", "context", "item", "hand", "machine"]
    return pairs.loc[pairs["hand"] != pairs["machine"], columns].reset_index(drop=True)


def corrected_shares(
    sheet: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    what: str = "tone",
    by: str = "actor",
) -> pd.DataFrame:
    """Return the shares of the machine's answers in each group as counted, and as they are if it
    errs there as elsewhere.

    `what` is tone or kinds; `by` is the column that groups them: actor, voice, speaker or article.
    Columns: the one named in `by`, category, n (the group's items), counted, counted_low,
    counted_high (Wilson), corrected, low, high (see `estimates.shares_by_hand`). The largest groups
    come first. A share that is NaN cannot be corrected: nobody coded an item with an answer that
    the group has. The table is empty if nothing of the kind was coded. Raises ValueError for
    another `what` or `by`.

    The assumption is that the machine errs as often in one group as in another: code some items of
    each group that you compare."""
    if by not in GROUPS.get(what, ()):
        raise ValueError(f"{what!r} by {by!r} cannot be corrected; choose one of {GROUPS}")
    pairs = compare_answers(sheet, tables)
    pairs = pairs[pairs["what"] == what]
    items = find_items(tables, what)
    if pairs.empty:
        items = items.head(0)
    answers = sorted({*items["machine"], *pairs["machine"], *pairs["hand"]})
    counts = pd.crosstab(pairs["machine"], pairs["hand"])
    counts = counts.reindex(index=answers, columns=answers, fill_value=0)
    groups = pd.crosstab(items[by], items["machine"]).reindex(columns=answers, fill_value=0)
    groups = groups.loc[items[by].value_counts().index]
    rows = []
    for group, machine in zip(groups.index, groups.to_numpy(), strict=True):
        n = int(machine.sum())
        counted = (machine / n, *wilson(machine, n))
        corrected = shares_by_hand(counts, machine)
        for answer, *numbers in zip(answers, *counted, *corrected, strict=True):
            rows.append((group, answer, n, *numbers))
    names = ["counted", "counted_low", "counted_high", "corrected", "low", "high"]
    dtypes = {by: "str", "category": "str", "n": "int64", **dict.fromkeys(names, "float64")}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def planning_table() -> pd.DataFrame:
    """Return how exactly a share is known from a number of coded items: columns items, share, and
    low, high and half_width of its 95 % Wilson interval.

    >>> planning_table().query("items == 100 and share == 0.9")["half_width"].round(3).item()
    0.06
    """
    items = (10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000)
    shares = (0.5, 0.8, 0.9, 0.95)
    pairs = pd.MultiIndex.from_product([items, shares], names=["items", "share"])
    table = pairs.to_frame(index=False)
    low, high = wilson(table["items"] * table["share"], table["items"])
    return table.assign(low=low, high=high, half_width=(high - low) / 2)
