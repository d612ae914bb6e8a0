"""Takes the tables of articles, gives samples of what the machine found to be judged by hand, and
the machine's answers."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.checking.sheets import ADJUDICATED, SHEET
from helpers.reading import VALUES

UNNAMED = "nobody named"
NONE = "none of these"
NOTHING = "nothing"  # a sentence that gives nobody's words
STRONGEST = (
    "direct",
    "mixed",
    "indirect",
)  # of several quotations in one sentence, the first of these is asked about
STRATIFIED = (
    "found",
    "tone",
    "kinds",
    "repeats",
)  # what is drawn by the machine's answer: the others' are names
SAME = 0.5  # share of common characters from which two spans are one quotation
# what is asked: the machine's table and the column of its answer, the question, the answers there
# always are
ASKED = {
    "found": ("sentences", "found", "Does the marked sentence give somebody's words or thoughts, and how?",
              (*STRONGEST, NOTHING)),
    "speakers": ("quotes", "speaker", "Who says or thinks the marked words?", (UNNAMED,)),
    "tone": ("sentiment", "label", "In what tone do the marked words speak of {actor}?", VALUES["tone"]),
    "actors": ("mentions", "actor", "Whom or what do the marked words stand for?", ()),
    "kinds": ("sentences", "kind", "Which part of the article are the marked words?", VALUES["kind"]),
    "repeats": ("repeats", "kind", "How does the marked sentence repeat the one below it?",
                ("verbatim", "near", "restated", "contained", "other_figures")),
}  # fmt: skip


def coding_sheet(
    tables: Mapping[str, pd.DataFrame],
    *,
    what: str,
    n: int = 30,
    seed: int = 0,
    coders: Sequence[str] = ("coder_1",),
) -> pd.DataFrame:
    """Return a sample of what the machine found, to be judged by hand: one row per item, without
    the machine's answer.

    `what` is found (whether and how a sentence gives somebody's words), speakers (of quotations),
    tone (toward an actor), actors (of mentions), kinds (of sentences) or repeats (pairs of
    sentences). Columns: item, what, article, start, end, text, context (where the text is
    >>marked<<), question, choices, then one empty column per coder, and for two and more
    `adjudicated`: where coders differ, the answer that shall count is written there when all are
    done.

    The sample is stratified by the machine's answer: in proportion, but with at least one item of
    each answer where n allows. Rare answers are thus drawn more often than they occur, for which
    `score_machine` corrects. Of speakers and actors, whose answers are names, it is drawn from all
    alike. What the machine missed altogether is in the samples of `found` and `kinds` only. Raises
    ValueError if `what` or the coders' names cannot be used."""
    names = list(coders)
    taken = {*SHEET, ADJUDICATED}
    if (
        isinstance(coders, str)
        or len(set(names)) < len(names)
        or not all(names)
        or set(names) & taken
    ):
        raise ValueError(
            f"coders are {coders!r}; give a list of different names, other than {', '.join(taken)}"
        )
    names += [ADJUDICATED] * (len(names) > 1)
    found = find_items(tables, what)
    random = np.random.default_rng(seed)
    strata = [
        rows.index.to_numpy()
        for _, rows in found.groupby("machine" if what in STRATIFIED else "what")
    ]
    sizes = share_out([len(rows) for rows in strata], n)
    drawn = [
        i
        for rows, size in zip(strata, sizes, strict=True)
        for i in random.choice(rows, size, replace=False)
    ]
    sheet = found.loc[random.permutation(np.array(drawn, dtype=int))].reset_index(drop=True)
    sheet["context"] = contexts_of(sheet, tables)
    return (
        sheet[list(SHEET)]
        .astype(SHEET)
        .assign(**{name: pd.Series("", sheet.index, "str") for name in names})
    )


def find_items(tables: Mapping[str, pd.DataFrame], what: str) -> pd.DataFrame:
    """Return all that can be asked about, with the machine's answer in the column `machine`."""
    if what not in ASKED:
        raise ValueError(f"what is {what!r}; choose one of {', '.join(ASKED)}")
    table, column, question, always = ASKED[what]
    rows = tables[table]
    if what in ("tone", "actors"):
        rows = rows[rows["actor"] != ""]
    elif what == "speakers":
        rows = rows.drop_duplicates(["article", "quote"])  # its parts have one speaker
    elif what == "found":
        rows = rows[rows["kind"] != "foreign"]
        rows = rows.assign(found=how_quoted(rows, tables["quotes"]))
    rows = rows.assign(what=what, machine=[as_choice(value) or UNNAMED for value in rows[column]])
    answers = rows[["article", "machine"]]
    if what == "speakers":
        others = tables["actors"][["article", "actor"]].set_axis(answers.columns, axis="columns")
        answers = pd.concat([answers, others])
    choices = {
        name: list_choices(found, always) for name, found in answers.groupby("article")["machine"]
    }
    records = rows.to_dict("records")
    rows = rows.assign(
        item=pd.Series([name_item(row) for row in records], rows.index, "str"),
        question=pd.Series(
            [question.format(actor=row.get("actor")) for row in records], rows.index, "str"
        ),
        choices=[choices[row["article"]] for row in records],
    )
    return (tell_voices(rows) if what == "tone" else rows).drop_duplicates(
        "item", ignore_index=True
    )


def how_quoted(sentences, quotes):
    """Return for each sentence the type of the quotation that it holds a part of: the strongest, or
    "nothing"."""
    start = sentences["start"].to_numpy()
    end = sentences["end"].to_numpy()
    types = np.full(len(sentences), NOTHING, object)
    places = sentences.groupby("article", sort=False).indices
    rows = {
        type: quotes.loc[quotes["type"] == type, ["article", "start", "end"]]
        for type in reversed(STRONGEST)
    }
    for type, spans in rows.items():
        for article, first, last in spans.itertuples(index=False, name=None):
            mine = places.get(article, np.zeros(0, dtype=int))
            types[mine[end[mine].searchsorted(first, "right") : start[mine].searchsorted(last)]] = (
                type
            )
    return pd.Series(types, sentences.index, "str")


def tell_voices(rows):
    """Return the tone items with those of one actor in one sentence told apart by the voice that
    speaks of it."""
    quoted = rows["voice"] != "own"
    several = rows["item"].duplicated(keep=False)
    who = rows["speaker"].where(quoted, "the article").replace("", "an unnamed speaker")
    asked = "In what tone does " + who + " speak of " + rows["actor"] + " in the marked words?"
    return rows.assign(
        item=rows["item"].where(~quoted, rows["item"] + ":" + rows["voice"]),
        question=rows["question"].mask(several, asked),
    )


def list_choices(answers, always):
    """Return the choices of one article, in an order that says nothing of the machine's answer."""
    return " | ".join(
        [*sorted({*map(as_choice, answers)} - {*always, NONE}, key=str.casefold), *always, NONE]
    )


def as_choice(value):
    """Return an answer as it stands among the choices: on one line, without the bar that separates
    them."""
    return " ".join(str(value).replace("|", "/").split())


def name_item(row):
    """Return an id of an item that stays the same as long as the article does."""
    name = f"{row['what']}:{row['article']}:{row['start']}-{row['end']}"
    if row["what"] == "tone":
        return f"{name}:{row['actor']}"
    return (
        f"{name}:{row['article_b']}:{row['start_b']}-{row['end_b']}"
        if row["what"] == "repeats"
        else name
    )


def share_out(sizes, n):
    """Return how many to draw from strata of these sizes: one from each if n allows, then in
    proportion.

    The largest strata come first; proportion is Sainte-Laguë's (1910), no stratum gives more than
    it has.

    >>> share_out([80, 15, 5], 10), share_out([80, 15, 5], 2), share_out([1, 2], 9)
    ([8, 1, 1], [1, 1, 0], [1, 2])
    """
    sizes = np.array(sizes, dtype=int)
    drawn = np.zeros_like(sizes)
    drawn[np.argsort(-sizes, kind="stable")[: max(n, 0)]] = 1
    for _ in range(min(n, sizes.sum()) - drawn.sum()):
        drawn[np.argmax(np.where(drawn < sizes, sizes / (2 * drawn + 1), -1))] += 1
    return drawn.tolist()


def contexts_of(items, tables):
    """Return the text of each item >>marked<< within the sentences around it, or with the other of
    a pair."""
    articles = set(items["article"])
    texts = tables["articles"][tables["articles"]["article"].isin(articles)].set_index("article")[
        "text"
    ]
    sentences = tables["sentences"][tables["sentences"]["article"].isin(articles)]
    edges = {
        article: rows[["start", "end"]].to_numpy().T
        for article, rows in sentences.groupby("article")
    }
    found = []
    for row in items.to_dict("records"):
        if row["what"] == "repeats":
            found.append(f">>{row['text']}<<\n\n{row['article_b']}: {row['text_b']}")
        else:
            around = edges.get(row["article"], np.zeros((2, 0), dtype=int))
            found.append(mark_within(texts[row["article"]], row["start"], row["end"], *around))
    return found


def mark_within(text, start, end, starts, ends, *, before=2, after=1, most=1500):
    """Return the sentences of a text around two characters, two before and one after, the text
    between these >>marked<<."""
    holds = ends.searchsorted(start, "right")  # the first sentence that goes on after the start
    follows = starts.searchsorted(end)
    first = min([start, *starts[max(holds - before, 0) : holds + 1][:1]])
    last = max([end, *ends[: follows + after][-1:]])
    first = max(first, start - most)
    last = min(last, end + most)
    return f"{text[first:start]}>>{text[start:end]}<<{text[end:last]}".strip()


def machine_answers(sheet: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the machine's answer for each item of a sheet: item, machine, the latter from the
    choices.

    A quotation is still found if half of its characters and the machine's are the same (Jaccard).
    What the machine does not find any more is "none of these". Raises ValueError if the tables are
    of another text."""
    texts = dict(zip(tables["articles"]["article"], tables["articles"]["text"], strict=True))
    for row in sheet.to_dict("records"):
        there = texts.get(row["article"], "")[row["start"] : row["end"]]
        if [*filter(str.isalnum, there)] != [
            *filter(str.isalnum, row["text"])
        ]:  # spreadsheets change marks and spaces
            raise ValueError(
                f"{row['item']}: these words are not there; analyse the text the sheet was drawn from"
            )
    found = [find_items(tables, what)[["item", "machine"]] for what in sheet["what"].unique()]
    answers = dict(pd.concat(found).itertuples(index=False, name=None)) if found else {}
    asked = sheet[sheet["what"] == "speakers"]
    answers |= {row.item: speaker_near(row, tables["quotes"]) for row in asked.itertuples()}
    return pd.DataFrame(
        {"item": sheet["item"], "machine": [answers.get(i, NONE) for i in sheet["item"]]}
    ).astype("str")


def speaker_near(item, quotes):
    """Return the speaker of the machine's quotation that overlaps most with an item, NONE if none
    does by half or more."""
    quotes = quotes[quotes["article"] == item.article]
    common = np.minimum(quotes["end"], item.end) - np.maximum(quotes["start"], item.start)
    share = common / (np.maximum(quotes["end"], item.end) - np.minimum(quotes["start"], item.start))
    if not (share >= SAME).any():
        return NONE
    return as_choice(quotes.loc[share.idxmax(), "speaker"]) or UNNAMED
