"""Draws samples of what the machine found, to be judged by hand."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.checking.sheets import ADJUDICATED, SHEET
from helpers.reading import VALUES

UNNAMED = "nobody named"
NONE = "none of these"
NOTHING = "nothing"  # of a sentence without anybody's words
# of several quotations in one sentence, the first of these is asked about
STRONGEST = ("direct", "mixed", "indirect")
# what is drawn by the machine's answer; the answers to the other questions are names
STRATIFIED = ("found", "tone", "kinds", "repeats")
LONGEST_CONTEXT = 1500  # characters on each side of a text


class Question(NamedTuple):
    """What is asked about the rows of a table: the column with the machine's answer, the words of
    the question, and the choices that there are in any article."""

    table: str
    column: str
    words: str
    choices: tuple


ASKED = {
    "found": Question(
        "sentences",
        "found",
        "Does the marked sentence give somebody's words or thoughts, and how?",
        (*STRONGEST, NOTHING),
    ),
    "speakers": Question("quotes", "speaker", "Who says or thinks the marked words?", (UNNAMED,)),
    "tone": Question(
        "sentiment",
        "label",
        "In what tone do the marked words speak of {actor}?",
        VALUES["tone"],
    ),
    "actors": Question("mentions", "actor", "Whom or what do the marked words stand for?", ()),
    "kinds": Question(
        "sentences", "kind", "Which part of the article are the marked words?", VALUES["kind"]
    ),
    "repeats": Question(
        "repeats",
        "kind",
        "How does the marked sentence repeat the one below it?",
        ("verbatim", "near", "restated", "contained", "other_figures"),
    ),
}


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
    >>marked<<), question, choices, then one empty column per coder, and with two or more coders
    `adjudicated`: where they differ, the answer that shall count is written there when all are
    done.

    The sample is stratified by the machine's answer: in proportion, but with at least one item of
    each answer where n allows. Rare answers are thus drawn more often than they occur, which
    `score_machine` corrects. For speakers and actors, whose answers are names, it is drawn from all
    alike. Only the samples of `found` and `kinds` hold what the machine missed altogether. Raises
    ValueError if `what` or the coders' names cannot be used."""
    check_coders(coders)
    items = find_items(tables, what)
    random = np.random.default_rng(seed)
    stratum = "machine" if what in STRATIFIED else "what"
    strata = [rows.index.to_numpy() for _, rows in items.groupby(stratum)]
    drawn = []
    sizes = share_out([len(rows) for rows in strata], n)
    for rows, size in zip(strata, sizes, strict=True):
        drawn += random.choice(rows, size, replace=False).tolist()
    order = random.permutation(np.array(drawn, dtype=int))
    sheet = items.loc[order].reset_index(drop=True)
    sheet["context"] = contexts_of(sheet, tables)
    sheet = sheet[list(SHEET)].astype(SHEET)
    columns = [*coders, ADJUDICATED] if len(coders) > 1 else coders
    return sheet.assign(**{name: pd.Series("", sheet.index, "str") for name in columns})


def check_coders(coders):
    """Raise ValueError if the names of coders cannot be those of columns."""
    taken = {*SHEET, ADJUDICATED}
    is_list = not isinstance(coders, str) and all(coders)
    if not is_list or len(set(coders)) < len(coders) or set(coders) & taken:
        raise ValueError(
            f"coders are {coders!r}; give a list of different names, other than {', '.join(taken)}"
        )


def find_items(tables: Mapping[str, pd.DataFrame], what: str) -> pd.DataFrame:
    """Return all items that can be asked about, with the machine's answer in the column
    `machine`."""
    if what not in ASKED:
        raise ValueError(f"what is {what!r}; choose one of {', '.join(ASKED)}")
    question = ASKED[what]
    rows = rows_to_ask_about(tables, what)
    answers = [as_choice(value) or UNNAMED for value in rows[question.column]]
    rows = rows.assign(what=what, machine=answers)
    choices = choices_by_article(rows, tables, what)
    records = rows.to_dict("records")
    names = [name_item(row) for row in records]
    questions = [question.words.format(actor=row.get("actor")) for row in records]
    rows = rows.assign(
        item=pd.Series(names, rows.index, "str"),
        question=pd.Series(questions, rows.index, "str"),
        choices=[choices[row["article"]] for row in records],
    )
    if what == "tone":
        rows = separate_voices(rows)
    return rows.drop_duplicates("item", ignore_index=True)


def rows_to_ask_about(tables, what):
    """Return the rows of a table that can be asked about."""
    rows = tables[ASKED[what].table]
    if what in ("tone", "actors"):
        return rows[rows["actor"] != ""]
    if what == "speakers":
        return rows.drop_duplicates(["article", "quote"])  # its parts have one speaker
    if what == "found":
        rows = rows[rows["kind"] != "foreign"]
        return rows.assign(found=how_quoted(rows, tables["quotes"]))
    return rows


def choices_by_article(rows, tables, what):
    """Return {article: the choices for its items}."""
    answers = rows[["article", "machine"]]
    if what == "speakers":
        actors = tables["actors"][["article", "actor"]].set_axis(answers.columns, axis="columns")
        answers = pd.concat([answers, actors])
    by_article = answers.groupby("article")["machine"]
    return {article: list_choices(own, ASKED[what].choices) for article, own in by_article}


def how_quoted(sentences, quotes):
    """Return for each sentence the type of the strongest quotation of which it holds a part, or
    "nothing"."""
    starts = sentences["start"].to_numpy()
    ends = sentences["end"].to_numpy()
    types = np.full(len(sentences), NOTHING, object)
    places = sentences.groupby("article", sort=False).indices
    for quote_type in reversed(STRONGEST):  # the strongest is written last
        spans = quotes.loc[quotes["type"] == quote_type, ["article", "start", "end"]]
        for article, start, end in spans.itertuples(index=False, name=None):
            mine = places.get(article, np.zeros(0, dtype=int))
            first = ends[mine].searchsorted(start, "right")
            last = starts[mine].searchsorted(end)
            types[mine[first:last]] = quote_type
    return pd.Series(types, sentences.index, "str")


def separate_voices(rows):
    """Return the tone items with those of one actor in one sentence distinguished by the voice that
    speaks of it."""
    is_quoted = rows["voice"] != "own"
    is_ambiguous = rows["item"].duplicated(keep=False)
    who = rows["speaker"].where(is_quoted, "the article").replace("", "an unnamed speaker")
    question = "In what tone does " + who + " speak of " + rows["actor"] + " in the marked words?"
    return rows.assign(
        item=rows["item"].where(~is_quoted, rows["item"] + ":" + rows["voice"]),
        question=rows["question"].mask(is_ambiguous, question),
    )


def list_choices(answers, always):
    """Return the choices of one article, in an order that does not depend on the machine's
    answers."""
    others = {*map(as_choice, answers)} - {*always, NONE}
    return " | ".join([*sorted(others, key=str.casefold), *always, NONE])


def as_choice(value):
    """Return an answer as it stands among the choices: on one line, without the bar between
    them."""
    return " ".join(str(value).replace("|", "/").split())


def name_item(row):
    """Return an id of an item that stays the same as long as the article does."""
    name = f"{row['what']}:{row['article']}:{row['start']}-{row['end']}"
    if row["what"] == "tone":
        return f"{name}:{row['actor']}"
    if row["what"] == "repeats":
        return f"{name}:{row['article_b']}:{row['start_b']}-{row['end_b']}"
    return name


def share_out(sizes, n):
    """Return how many to draw from strata of these sizes: one from each if n allows, then in
    proportion.

    The largest strata come first; the proportion is Sainte-Laguë's (1910), and no more is drawn
    from a stratum than it has.

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
    texts = tables["articles"].set_index("article")["text"]
    own = tables["sentences"][tables["sentences"]["article"].isin(set(items["article"]))]
    sentences = {}
    for article, rows in own.groupby("article"):
        sentences[article] = rows[["start", "end"]].to_numpy().T
    contexts = []
    for row in items.to_dict("records"):
        article = row["article"]
        if row["what"] == "repeats":
            contexts.append(f">>{row['text']}<<\n\n{row['article_b']}: {row['text_b']}")
        else:
            starts, ends = sentences.get(article, np.zeros((2, 0), dtype=int))
            contexts.append(mark_within(texts[article], row["start"], row["end"], starts, ends))
    return contexts


def mark_within(text, start, end, starts, ends, *, before=2, after=1):
    """Return the sentences of a text around the words from start to end, two before and one after,
    with these words >>marked<<."""
    own = ends.searchsorted(start, "right")  # the first sentence that goes on after the start
    following = starts.searchsorted(end)
    first = min([start, *starts[max(own - before, 0) : own + 1][:1]])
    last = max([end, *ends[: following + after][-1:]])
    first = max(first, start - LONGEST_CONTEXT)
    last = min(last, end + LONGEST_CONTEXT)
    return f"{text[first:start]}>>{text[start:end]}<<{text[end:last]}".strip()
