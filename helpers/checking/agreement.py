"""Takes coding sheets and the machine's tables, gives how far both agree, and what that does to the
numbers."""

from collections.abc import Mapping

import pandas as pd

from helpers.base.statistics import wilson
from helpers.base.tables import UNCLEAR
from helpers.checking.coders import all_answers, alpha, code_long, hand_answers
from helpers.checking.estimates import correct_shares, score_counts
from helpers.checking.sampling import STRATIFIED, find_items, machine_answers
from helpers.checking.sheets import SHEET

SCORES = {"what": "str", "category": "str", "n": "int64", "machine": "int64"}
SUMMARY = {
    "what": "str", "items": "int64", "coders": "int64", "undecided": "int64", "unclear": "int64",
    "accuracy": "float64", "low": "float64", "high": "float64",
    "alpha": "float64", "alpha_low": "float64", "alpha_high": "float64",
}  # fmt: skip
GROUPS = {
    "tone": ("actor", "voice", "speaker", "article"),
    "kinds": ("article",),
}  # whose shares can be corrected


def compare_answers(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], coder: str | None = None
) -> pd.DataFrame:
    """Return the coded items with both answers, `hand` and `machine`; `hand` is as of
    `coders.hand_answers`."""
    hand = hand_answers(sheet, coder)
    return sheet[[*SHEET]].merge(hand, on="item").merge(machine_answers(sheet, tables), on="item")


def score_machine(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return how well the machine did by the hand answers: for each `what`, a row per category and
    the row "all".

    Columns: what, category, n (items that the coders put there), machine (items that the machine
    put there), precision, recall, f1, each with a 95 % interval in _low and _high; NaN where there
    is nothing to count. In the row "all" the three are the accuracy. The answer by hand is the
    adjudicated one, or what most coders said, or `coder`'s; items without a majority are left out.

    `tables` are those that the sheet was drawn from: rare answers of the machine were drawn more
    often than they occur, and each coded item counts for as many as it stands for (see
    `estimates.score_counts`). Recall is among what the machine found, save for `found` and `kinds`,
    which ask of all sentences."""
    pairs = compare_answers(sheet, tables, coder)
    blocks = [
        score_counts(pd.crosstab(rows["machine"], rows["hand"]), strata(tables, what)).assign(
            what=what
        )
        for what, rows in pairs.groupby("what", sort=False)
    ]
    scores = (
        pd.concat(blocks, ignore_index=True)
        if blocks
        else score_counts(pd.DataFrame()).iloc[:0].assign(what="")
    )
    return scores[[*SCORES, *(name for name in scores.columns if name not in SCORES)]].astype(
        SCORES
    )


def confusions(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return how many coded items have which pair of answers: columns what, hand, machine, n, the
    most frequent first."""
    pairs = compare_answers(sheet, tables, coder)
    counts = pairs.groupby(["what", "hand", "machine"], sort=False).size().reset_index(name="n")
    ordered = counts.sort_values(
        ["what", "n"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return ordered.astype({"what": "str", "hand": "str", "machine": "str", "n": "int64"})


def strata(tables: Mapping[str, pd.DataFrame], what: str) -> dict[str, int] | None:
    """Return how many items of a kind got each answer of the machine, if the sheet is drawn by it,
    or else None."""
    return (
        find_items(tables, what)["machine"].value_counts().to_dict() if what in STRATIFIED else None
    )


def summarise(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what a sheet was asked about and what came of it, one row for each `what` that anybody
    coded.

    Columns: what, items and coders (coded by anybody), undecided (items on which the coders are
    divided and nobody adjudicated), unclear (of the others, those whose tone the machine calls
    unclear), accuracy, low, high (the machine's, on the items that are left, each counting for as
    many as it stands for), alpha, alpha_low, alpha_high (the coders' among themselves, on the items
    that two or more coded: see coders.alpha)."""
    kinds = sheet[["item", "what"]]
    pairs = compare_answers(sheet, tables)
    unclear = (pairs["what"] == "tone") & (pairs["machine"] == UNCLEAR)
    answers = all_answers(sheet).merge(kinds, on="item")
    codes = code_long(sheet).merge(kinds, on="item")
    rows = []
    for what, given in answers.groupby("what", sort=False):
        asked = pairs["what"] == what
        mine = codes[codes["what"] == what]
        decided = pairs[asked & ~unclear]
        left_open = int((asked & unclear).sum())
        sizes = strata(tables, what)
        sizes = sizes and {
            answer: n for answer, n in sizes.items() if what != "tone" or answer != UNCLEAR
        }
        scores = score_counts(pd.crosstab(decided["machine"], decided["hand"]), sizes)
        shares = scores.iloc[-1][["recall", "recall_low", "recall_high"]]
        items = given["item"].nunique()
        coders = mine["coder"].nunique()
        told = alpha(mine).loc[0, ["alpha", "low", "high"]]
        rows.append(
            [what, items, coders, items - len(decided) - left_open, left_open, *shares, *told]
        )
    return pd.DataFrame(rows, columns=[*SUMMARY]).astype(SUMMARY)


def disagreements(
    sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, coder: str | None = None
) -> pd.DataFrame:
    """Return the items on which the hand answer (see score_machine) and the machine's differ, with
    both and the text.

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
    Columns: what stands in `by`, category, n (the group's items), counted, counted_low,
    counted_high (Wilson), corrected, low, high (see `estimates.correct_shares`). The largest groups
    come first. What is NaN cannot be corrected: nobody coded an item with an answer that the group
    has. The table is empty if nothing of the kind was coded. Raises ValueError for another `what`
    or `by`.

    Taken for granted is that the machine errs as often in one group as in another: code some of
    each that you compare."""
    possible = GROUPS.get(what, ())
    if by not in possible:
        raise ValueError(f"{what!r} by {by!r} cannot be corrected; choose one of {GROUPS}")
    pairs = compare_answers(sheet, tables)
    pairs = pairs[pairs["what"] == what]
    items = find_items(tables, what).iloc[: None if len(pairs) else 0]
    answers = sorted({*items["machine"], *pairs["machine"], *pairs["hand"]})
    counts = pd.crosstab(pairs["machine"], pairs["hand"]).reindex(
        index=answers, columns=answers, fill_value=0
    )
    groups = pd.crosstab(items[by], items["machine"]).reindex(columns=answers, fill_value=0)
    groups = groups.loc[items[by].value_counts().index]
    rows = []
    for group, machine in zip(groups.index, groups.to_numpy(), strict=True):
        n = int(machine.sum())
        low, high = wilson(machine, n)
        told = zip(answers, machine / n, low, high, *correct_shares(counts, machine), strict=True)
        rows += [(group, answer, n, *numbers) for answer, *numbers in told]
    names = ["counted", "counted_low", "counted_high", "corrected", "low", "high"]
    dtypes = {by: "str", "category": "str", "n": "int64", **dict.fromkeys(names, "float64")}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def planning_table() -> pd.DataFrame:
    """Return how exactly so many items tell a share: items, share, low, high, half_width of the 95
    % Wilson interval.

    >>> planning_table().query("items == 100 and share == 0.9")["half_width"].round(3).item()
    0.06
    """
    items = (10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000)
    shares = (0.5, 0.8, 0.9, 0.95)
    table = pd.MultiIndex.from_product([items, shares], names=["items", "share"]).to_frame(
        index=False
    )
    low, high = wilson(table["items"] * table["share"], table["items"])
    return table.assign(low=low, high=high, half_width=(high - low) / 2)
