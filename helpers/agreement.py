"""Takes coding sheets and the machine's tables, gives how far they agree."""

import numpy as np
import pandas as pd

from helpers.corrections import VALUES
from helpers.intervals import wilson
from helpers.sheets import SHEET, coder_columns, filled, find_sheet, read_sheet, save_sheet

__all__ = [
    "alpha", "code_long", "coding_sheet", "disagreements", "find_sheet", "machine_answers", "planning_table",
    "read_sheet", "save_sheet", "score_machine", "summarise",
]  # fmt: skip

# what is asked: the machine's table and the column of its answer, the question, the answers there always are
ASKED = {
    "speakers": ("quotes", "speaker", "Who says or thinks the marked words?", ("nobody named",)),
    "tone": ("sentiment", "label", "In what tone do the marked words speak of {actor}?", VALUES["tone"]),
    "actors": ("mentions", "actor", "Whom or what do the marked words stand for?", ()),
    "kinds": ("sentences", "kind", "Which part of the article are the marked words?", VALUES["kind"]),
    "repeats": ("repeats", "kind", "How does the marked sentence repeat the one below it?",
                ("verbatim", "near", "restated", "contained", "other_figures")),
}  # fmt: skip
NONE = "none of these"
SAME = 0.5  # share of common characters from which two spans are one quotation
SUMMARY = {
    "what": "str", "items": "int64", "coders": "int64", "undecided": "int64", "accuracy": "float64", "low": "float64",
    "high": "float64", "alpha": "float64", "alpha_low": "float64", "alpha_high": "float64",
}  # fmt: skip


def coding_sheet(tables, *, what, n=30, seed=0, coders=("coder_1",)):
    """Return a sample of what the machine found, to be judged by hand: one row per item, without the machine's answer.

    `what` is speakers (of quotations), tone (toward an actor), actors (of mentions), kinds (of sentences) or repeats
    (pairs of sentences). Columns: item, what, article, start, end, text, context (where the text is >>marked<<),
    question, choices, then one empty column per coder.

    The sample is stratified by the machine's answer: in proportion, but with at least one item of each answer where n
    allows. Rare answers are thus drawn more often than they occur, and no weights correct for that yet. What the
    machine missed altogether is never in the sample. Raises ValueError if `what` or the coders' names cannot be used.
    """
    names = list(coders)
    if isinstance(coders, str) or len(set(names)) < len(names) or not all(names) or set(names) & set(SHEET):
        raise ValueError(f"coders are {coders!r}; give a list of different names, other than {', '.join(SHEET)}")
    found = find_items(tables, what)
    random = np.random.default_rng(seed)
    strata = [rows.index.to_numpy() for _, rows in found.groupby("machine")]
    sizes = share_out([len(rows) for rows in strata], n)
    drawn = [i for rows, size in zip(strata, sizes, strict=True) for i in random.choice(rows, size, replace=False)]
    sheet = found.loc[random.permutation(np.array(drawn, dtype=int))].reset_index(drop=True)
    sheet["context"] = [context_of(row, tables) for row in sheet.to_dict("records")]
    return sheet[list(SHEET)].astype(SHEET).assign(**{name: pd.Series("", sheet.index, "str") for name in names})


def find_items(tables, what):
    """Return all that can be asked about, with the machine's answer in the column `machine`."""
    if what not in ASKED:
        raise ValueError(f"what is {what!r}; choose one of {', '.join(ASKED)}")
    table, column, question, always = ASKED[what]
    rows = tables[table]
    rows = rows[rows["actor"] != ""] if what in ("tone", "actors") else rows
    rows = rows.drop_duplicates(["article", "quote"]) if what == "speakers" else rows  # its parts have one speaker
    rows = rows.assign(what=what, machine=[as_choice(value) or "nobody named" for value in rows[column]])
    answers = rows[["article", "machine"]]
    if what == "speakers":
        others = tables["actors"][["article", "actor"]].set_axis(answers.columns, axis="columns")
        answers = pd.concat([answers, others])
    choices = {name: list_choices(found, always) for name, found in answers.groupby("article")["machine"]}
    records = rows.to_dict("records")
    rows = rows.assign(
        item=pd.Series([name_item(row) for row in records], rows.index, "str"),
        question=pd.Series([question.format(actor=row.get("actor")) for row in records], rows.index, "str"),
        choices=[choices[row["article"]] for row in records],
    )
    return (tell_voices(rows) if what == "tone" else rows).drop_duplicates("item", ignore_index=True)


def tell_voices(rows):
    """Return the tone items with those of one actor in one sentence told apart by the voice that speaks of it."""
    quoted, several = rows["voice"] != "own", rows["item"].duplicated(keep=False)
    who = rows["speaker"].where(quoted, "the article").replace("", "an unnamed speaker")
    asked = "In what tone does " + who + " speak of " + rows["actor"] + " in the marked words?"
    return rows.assign(
        item=rows["item"].where(~quoted, rows["item"] + ":" + rows["voice"]), question=rows["question"].mask(several, asked)
    )


def list_choices(answers, always):
    """Return the choices of one article, in an order that says nothing of the machine's answer."""
    return " | ".join([*sorted({*map(as_choice, answers)} - {*always, NONE}, key=str.casefold), *always, NONE])


def as_choice(value):
    """Return an answer as it stands among the choices: on one line, without the bar that separates them."""
    return " ".join(str(value).replace("|", "/").split())


def name_item(row):
    """Return an id that stays the same as long as the article does."""
    name = f"{row['what']}:{row['article']}:{row['start']}-{row['end']}"
    if row["what"] == "tone":
        return f"{name}:{row['actor']}"
    return f"{name}:{row['article_b']}:{row['start_b']}-{row['end_b']}" if row["what"] == "repeats" else name


def share_out(sizes, n):
    """Return how many to draw from strata of these sizes: one from each if n allows, then in proportion.

    The largest strata come first; proportion is Sainte-Laguë's (1910), no stratum gives more than it has.

    >>> share_out([80, 15, 5], 10), share_out([80, 15, 5], 2), share_out([1, 2], 9)
    ([8, 1, 1], [1, 1, 0], [1, 2])
    """
    sizes = np.array(sizes, dtype=int)
    drawn = np.zeros_like(sizes)
    drawn[np.argsort(-sizes, kind="stable")[: max(n, 0)]] = 1
    for _ in range(min(n, sizes.sum()) - drawn.sum()):
        drawn[np.where(drawn < sizes, sizes / (2 * drawn + 1), -1).argmax()] += 1
    return drawn.tolist()


def context_of(row, tables, *, before=2, after=1, most=1500):
    """Return the text marked within the sentences around it: two before and one after, or the other of a pair."""
    if row["what"] == "repeats":
        return f">>{row['text']}<<\n\n{row['article_b']}: {row['text_b']}"
    start, end = row["start"], row["end"]
    text = tables["articles"].set_index("article").at[row["article"], "text"]
    sentences = tables["sentences"][tables["sentences"]["article"] == row["article"]]
    holds = sentences["end"].searchsorted(start, "right")  # the first sentence that goes on after the start
    follows = sentences["start"].searchsorted(end)
    first = min([start, *sentences["start"][max(holds - before, 0) : holds + 1].head(1)])
    last = max([end, *sentences["end"][: follows + after].tail(1)])
    first, last = max(first, start - most), min(last, end + most)
    return f"{text[first:start]}>>{text[start:end]}<<{text[end:last]}".strip()


def code_long(sheet):
    """Return the answers in a sheet, one row per item and coder: item, coder, answer. Blank means not coded.

    Raises ValueError if an answer is not one of the choices (in capitals or not).
    """
    answers = []
    for (item, coder), answer, choices in filled(sheet)[["answer", "choices"]].itertuples(name=None):
        answers.append({choice.casefold(): choice for choice in choices.split(" | ")}.get(answer.casefold()))
        if answers[-1] is None:
            raise ValueError(f"{item}: {coder} wrote {answer!r}; write one of {choices}, or leave it blank")
    return filled(sheet).index.to_frame(index=False).assign(answer=pd.Series(answers, dtype="str"))


def alpha(codes, *, level="nominal", order=None, repeats=2000, seed=0):
    """Return Krippendorff's alpha of coders who judged the same items (1 agree, 0 as if by chance), as one row.

    `codes` has the columns item, coder, answer. `level` is nominal, ordinal or interval; for the last two answers are
    numbers, or `order` lists them from least to most (answers not in it count as not coded). Columns: level, items
    and coders (items with one code only are left out), alpha, low, high: 95 % of bootstrap samples of items, which
    with under some 30 items is too narrow. All are NaN where the answers never differ. Krippendorff (2011): Computing
    Krippendorff's alpha-reliability; he relies on .8, tentatively on .667 (2004, Content Analysis).

    >>> codes = {"item": [1, 1, 2, 2], "coder": list("abab"), "answer": ["state", "state", "group", "group"]}
    >>> alpha(pd.DataFrame(codes)).loc[0, "alpha"].item()
    1.0
    """
    counts, values = count_codes(codes, level, order)
    random = np.random.default_rng(seed)
    table = counts.to_numpy()
    draws = (table[random.integers(len(table), size=len(table))] for _ in range(repeats if len(table) > 1 else 0))
    samples = [sample for sample in (coefficient(draw, values, level) for draw in draws) if not np.isnan(sample)]
    low, high = np.quantile(samples, [0.025, 0.975]) if samples else (np.nan, np.nan)
    compared = codes["item"].isin(counts.index)
    return pd.DataFrame(
        {"level": level, "items": len(counts), "coders": codes["coder"][compared].nunique(),
         "alpha": coefficient(table, values, level), "low": low, "high": high}, index=[0],
    )  # fmt: skip


def count_codes(codes, level, order):
    """Return how often each item (row) got each value (column), for items with two codes or more, and the values."""
    if level not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"level is {level!r}; choose nominal, ordinal or interval")
    answers = codes["answer"]
    if order is not None:
        answers = answers.map({answer: place for place, answer in enumerate(order)})
    elif level != "nominal":
        try:
            answers = pd.to_numeric(answers)
        except ValueError:
            raise ValueError(f"the answers have no {level} scale; give them as numbers, or their order") from None
    counts = pd.crosstab(codes["item"], answers)
    return counts[counts.sum(axis="columns") > 1], counts.columns.to_numpy()


def coefficient(counts, values, level):
    """Return alpha: 1 - observed / expected disagreement, squared distances being between values or their mid-ranks."""
    totals, codes = counts.sum(axis=0), counts.sum(axis=1)
    points = totals.cumsum() - totals / 2 if level == "ordinal" else values
    apart = 1 - np.eye(len(values)) if level == "nominal" else np.subtract.outer(points, points) ** 2.0
    expected = totals @ apart @ totals / max(totals.sum() - 1, 1)
    observed = ((counts @ apart * counts).sum(axis=1) / (codes - 1)).sum()
    return 1 - observed / expected if expected > 0 else np.nan


def machine_answers(sheet, tables):
    """Return the machine's answer for each item of a sheet: item, machine, the latter from the choices.

    A quotation is still found if half of its characters and the machine's are the same (Jaccard). What the machine does not
    find any more is "none of these". Raises ValueError if the tables are of another text.
    """
    texts = dict(zip(tables["articles"]["article"], tables["articles"]["text"], strict=True))
    for row in sheet.to_dict("records"):
        there = texts.get(row["article"], "")[row["start"] : row["end"]]
        if [*filter(str.isalnum, there)] != [*filter(str.isalnum, row["text"])]:  # spreadsheets change marks and spaces
            raise ValueError(f"{row['item']}: these words are not there; analyse the text the sheet was drawn from")
    found = [find_items(tables, what)[["item", "machine"]] for what in sheet["what"].unique()]
    answers = dict(pd.concat(found).itertuples(index=False, name=None)) if found else {}
    asked = sheet[sheet["what"] == "speakers"]
    answers |= {row.item: speaker_near(row, tables["quotes"]) for row in asked.itertuples()}
    return pd.DataFrame({"item": sheet["item"], "machine": [answers.get(i, NONE) for i in sheet["item"]]}).astype("str")


def speaker_near(item, quotes):
    """Return the speaker of the machine's quotation that overlaps most with an item, NONE if none does by half or more."""
    quotes = quotes[quotes["article"] == item.article]
    common = np.minimum(quotes["end"], item.end) - np.maximum(quotes["start"], item.start)
    share = common / (np.maximum(quotes["end"], item.end) - np.minimum(quotes["start"], item.start))
    if not (share >= SAME).any():
        return NONE
    return as_choice(quotes.loc[share.idxmax(), "speaker"]) or "nobody named"


def compare_answers(sheet, tables, coder=None):
    """Return the coded items with both answers, `hand` and `machine`; `hand` is what most coders or this one said."""
    answers = code_long(sheet)
    if coder is not None and coder not in coder_columns(sheet):
        raise ValueError(f"there is no coder {coder!r}; choose one of {', '.join(coder_columns(sheet))}")
    votes = answers[answers["coder"] == coder] if coder is not None else answers
    votes = votes.groupby(["item", "answer"]).size().reset_index(name="votes")
    votes = votes[votes["votes"] == votes.groupby("item")["votes"].transform("max")]
    hand = votes[["item", "answer"]].drop_duplicates("item", keep=False).rename(columns={"answer": "hand"})
    return sheet[[*SHEET]].merge(hand, on="item").merge(machine_answers(sheet, tables), on="item")


def score_machine(sheet, tables, *, coder=None):
    """Return how well the machine did by the hand answers: for each `what`, a row per category and the row "all".

    Columns: what, category, n (items that the coders put there), machine (items that the machine put there), precision,
    recall, each with a 95 % interval (Wilson 1927) in _low and _high, and f1. Precision and its limits are NaN where
    the machine put nothing, recall and its limits where the coders put nothing; in the row "all" both are the
    accuracy. The answer by hand is `coder`'s, or what most coders said; items without a majority are left out. The
    sample is taken as if drawn evenly, and recall is among what the machine found: no weights yet for how coding_sheet
    draws.
    """
    pairs = compare_answers(sheet, tables, coder)
    blocks = [count_answers(rows, what) for what, rows in pairs.groupby("what", sort=False)]
    scores = pd.concat(blocks or [count_answers(pairs, "")], ignore_index=True)
    for measure, total in (("precision", "machine"), ("recall", "n")):
        low, high = wilson(scores["right"], scores[total])
        limits = {measure: scores["right"] / scores[total], f"{measure}_low": low, f"{measure}_high": high}
        scores[[*limits]] = pd.DataFrame(limits).where(scores[total] > 0)
    scores["f1"] = 2 * scores["right"] / (scores["n"] + scores["machine"])
    return scores.drop(columns="right").astype({"what": "str", "category": "str", "n": "int64", "machine": "int64"})


def count_answers(pairs, what):
    """Return how often each answer is by hand (n), the machine's, and both (right), and last of "all" answers."""
    agreed = pairs[pairs["hand"] == pairs["machine"]]
    columns = {"n": pairs["hand"], "machine": pairs["machine"], "right": agreed["hand"]}
    counts = pd.DataFrame({name: column.value_counts() for name, column in columns.items()}).fillna(0).sort_index()
    counts = counts.rename_axis("category").reset_index()
    if len(pairs):
        counts.loc[len(counts)] = {"category": "all", "n": len(pairs), "machine": len(pairs), "right": len(agreed)}
    counts.insert(0, "what", what)
    return counts


def summarise(sheet, tables):
    """Return what a sheet was asked about and what came of it, one row for each `what` that anybody coded.

    Columns: what, items and coders (coded by anybody), undecided (items without a majority among their coders, or whose
    tone the machine calls unclear), accuracy, low, high (the machine's, on the other items), alpha, alpha_low, alpha_high
    (the coders' among themselves, on the items that two or more coded: see alpha).
    """
    pairs = compare_answers(sheet, tables)
    pairs = pairs[(pairs["what"] != "tone") | (pairs["machine"] != "unclear") | (pairs["hand"] == "unclear")]
    rows = []
    for what, codes in code_long(sheet).merge(sheet[["item", "what"]], on="item").groupby("what", sort=False):
        decided = pairs[pairs["what"] == what]
        n, right = len(decided), (decided["hand"] == decided["machine"]).sum()
        shares = (right / n, *map(float, wilson(right, n))) if n else (np.nan, np.nan, np.nan)
        items, coders = codes["item"].nunique(), codes["coder"].nunique()
        rows.append([what, items, coders, items - n, *shares, *alpha(codes).loc[0, ["alpha", "low", "high"]]])
    return pd.DataFrame(rows, columns=[*SUMMARY]).astype(SUMMARY)


def disagreements(sheet, tables, *, coder=None):
    """Return the items on which the hand answer (see score_machine) and the machine's differ, with both and the text.

    Columns: article, start, end, text, question, context, item, hand, machine.
    """
    pairs = compare_answers(sheet, tables, coder)
    columns = ["article", "start", "end", "text", "question", "context", "item", "hand", "machine"]
    return pairs.loc[pairs["hand"] != pairs["machine"], columns].reset_index(drop=True)


def planning_table():
    """Return how exactly so many items tell a share: items, share, low, high, half_width of the 95 % Wilson interval.

    >>> planning_table().query("items == 100 and share == 0.9")["half_width"].round(3).item()
    0.06
    """
    items, shares = (10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000), (0.5, 0.8, 0.9, 0.95)
    table = pd.MultiIndex.from_product([items, shares], names=["items", "share"]).to_frame(index=False)
    low, high = wilson(table["items"] * table["share"], table["items"])
    return table.assign(low=low, high=high, half_width=(high - low) / 2)
