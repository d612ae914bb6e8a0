"""Answers questions about groups of articles from the tables that `python -m helpers tables` wrote.

A group is an outlet, a month, or whatever a researcher chooses. The answers are tables like those
of single articles, with the group in the column `article`, so that the same plots show them; only
the columns and rows that a question needs are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.intervals import wilson
from helpers.base.problems import ArticleError
from helpers.base.tables import join_tables, make_table
from helpers.comparing import name_actors
from helpers.framing import FIRST, SHARES
from helpers.reading import articles_table, iso_date
from helpers.repeats import shared_sentences

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

UNKNOWN = "(not known)"
Archive = str | Path | Mapping[str, pd.DataFrame]  # the folder of the tables, or the tables by name


def of_articles(
    annotated: Sequence[AnnotatedArticle], framing: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the tables that questions about groups need, by name, of a few annotated articles;
    `framing` is the table of that name of all of them."""
    return {
        "articles": articles_table([one.article for one in annotated]),
        "mentions": join_tables([one.mentions for one in annotated]),
        "actors": join_tables([one.actors for one in annotated]),
        "framing": framing,
    }


def read_table(
    tables: Archive,
    name: str,
    columns: list[str] | None = None,
    filters: Sequence[tuple[str, Collection[str]]] | None = None,
) -> pd.DataFrame:
    """Return a table of an archive, or some of its columns and rows.

    `tables` is the folder, or the tables themselves by name; `filters` are pairs (column, values):
    a row is returned if each of these columns has one of its values. Raises ArticleError if there
    is no such table, ValueError if it lacks one of the columns."""
    import pyarrow.parquet

    if isinstance(tables, Mapping):
        table = tables[name]
        check_columns(name, table.columns, columns)
        for column, values in filters or ():
            table = table[table[column].isin(values)]
        return table[columns or list(table.columns)].reset_index(drop=True)
    path = Path(tables) / f"{name}.parquet"
    if not path.is_file():
        remedy = f"write it with: python -m helpers tables INPUT --out {tables}"
        raise ArticleError(path, "there is no such table", remedy)
    check_columns(name, pyarrow.parquet.read_schema(path).names, columns)
    conditions = [(column, "in", list(values)) for column, values in filters or ()]
    table = pyarrow.parquet.read_table(path, columns=columns, filters=conditions or None)
    return table.to_pandas()


def check_columns(name, columns, wanted):
    """Raise ValueError if a table lacks one of the columns that are wanted."""
    missing = [column for column in wanted or () if column not in columns]
    if missing:
        raise ValueError(
            f"the table {name} has no column {missing[0]!r}; choose one of {', '.join(columns)}"
        )


# groups and names


def group_articles(tables: Archive, by: str = "outlet") -> pd.DataFrame:
    """Return the articles of an archive with their groups: columns article, group, words.

    `by` is "month" or a column of the table `articles`. Articles of which it is not known are the
    group "(not known)". Raises ValueError if there is no such column."""
    column = "published" if by == "month" else by
    table = read_table(tables, "articles", list(dict.fromkeys(["article", column, "words"])))
    group = table[column]
    if by == "month":
        group = group.map({date: month_of(date) for date in group.unique()})
    group = group.fillna("").replace("", UNKNOWN).astype("str")
    table = table.assign(group=group)[["article", "group", "words"]]
    if by == "month":
        return table.sort_values("group", kind="stable", ignore_index=True)
    return table


def month_of(date: str) -> str:
    """Return the month of a date as it is written there, or "" if it has none, or if it can be
    read two ways.

    >>> month_of("2024-01-31T23:30:00-05:00"), month_of("March 3, 2023"), month_of("2024")
    ('2024-01', '2023-03', '')
    """
    match = re.match(r"(\d{4}-\d{2})(?!\d)", iso_date(date))
    return match[1] if match else ""


def shared_names(tables: Archive) -> pd.DataFrame:
    """Return the actors of an archive with the name that each has in all articles: columns article,
    actor, name.

    See `comparing.name_actors`. Places are left out. For ten thousand articles it takes
    some seconds; call it once for all questions."""
    actors = read_table(tables, "actors", ["article", "actor", "type"])
    columns = ["article", "actor", "type", "form", "rule", "text"]
    names = name_actors(read_table(tables, "mentions", columns))
    pairs = zip(actors["article"], actors["actor"], strict=True)
    actors = actors.assign(name=[names[pair] for pair in pairs])
    return actors.loc[actors["type"] != "place", ["article", "actor", "name"]].astype("str")


# measures and repeats


def group_framing(
    tables: Archive,
    groups: pd.DataFrame,
    names: pd.DataFrame,
    *,
    measure: str,
    actors: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return the table `framing` of an archive for one measure, with groups in place of articles:
    the shares are those of all their cases.

    `groups` is what `group_articles` returns, or any table with article, group and words, and sets
    the order; `names` is what `shared_names` returns; `actors` are the names of the actors wanted,
    all if None. The places of first mentions are left out: they cannot be added."""
    rows = framing_rows(tables, groups, names, measure, actors)
    own = rows[rows["measure"] == measure]
    if measure == "company":
        own = name_company(own, names)
    if own.empty:
        return make_table("framing")
    keys = ["group", "actor", "category"]
    table = own.groupby(keys, sort=False)["count"].sum().reset_index()
    table["n"] = case_numbers(tables, rows, own, table, measure, groups)
    low, high = wilson(table["count"], table["n"])
    place = {group: number for number, group in enumerate(groups["group"].unique())}
    table = table.assign(
        value=table["count"] / table["n"],
        low=low,
        high=high,
        measure=measure,
        article=table["group"],
        order=table["group"].map(place),
    )
    table = table.sort_values(["order", "count"], ascending=[True, False], kind="stable")
    return make_table("framing", table.assign(start=0, end=0, text=""))


def framing_rows(tables, groups, names, measure, actors):
    """Return the rows of one measure and of the measure of voices, with the count of cases, the
    group, and the actor's name in all articles."""
    filters = [("measure", {measure, "voice"})]
    if actors is not None:
        forms = {*names.loc[names["name"].isin(actors), "actor"], *actors}
        filters.append(("actor", forms or {""}))
    columns = ["article", "actor", "measure", "category", "value", "n"]
    rows = read_table(tables, "framing", columns, filters)
    rows = rows.merge(groups[["article", "group"]], on="article")
    rows = rows.assign(count=(rows["value"] * rows["n"]).round().astype("int64"))
    rows = rows[rows["category"] != FIRST].merge(names, on=["article", "actor"], how="left")
    # some speakers, whose words are counted, are not actors
    without_name = rows["actor"] if measure == "words" else ""
    rows = rows.assign(actor=rows["name"].fillna(without_name))
    if actors is None:
        return rows[rows["actor"] != ""]
    return rows[rows["actor"].isin(actors)]


def name_company(rows, names):
    """Return the rows of the measure of company with the other actor, too, under its name in all
    articles."""
    others = names.rename(columns={"actor": "category", "name": "other"})
    rows = rows.merge(others, on=["article", "category"])
    rows = rows.assign(category=rows["other"])
    return rows[rows["category"] != rows["actor"]]


def case_numbers(tables, rows, own, table, measure, groups):
    """Return the n of each row: all words of the group, all its mentions, or the actor's cases or
    sentences in it."""
    if measure == "words":
        return table["group"].map(groups.groupby("group")["words"].sum())
    if measure == "salience":
        columns = ["article", "category", "n"]
        mentions = read_table(tables, "framing", columns, [("measure", ["salience"])])
        mentions = mentions.drop_duplicates(["article", "category"])
        mentions = mentions.merge(groups[["article", "group"]], on="article")
        sizes = mentions.groupby(["group", "category"])["n"].sum()
        return pd.MultiIndex.from_frame(table[["group", "category"]]).map(sizes)
    # hedges and company are shares of the actor's sentences, which the measure of voices counts
    cases = own if measure in SHARES else rows[rows["measure"] == "voice"]
    sizes = cases.groupby(["group", "actor"])["count"].sum()
    return pd.MultiIndex.from_frame(table[["group", "actor"]]).map(sizes)


def group_repeats(tables: Archive, groups: pd.DataFrame) -> pd.DataFrame:
    """Return how many sentences the articles of each group share with those of each other group;
    columns as in `repeats.shared_sentences`."""
    group_of = groups.set_index("article")["group"]
    columns = ["article", "article_b", "sentence", "sentence_b", "reuse"]
    pairs = read_table(tables, "repeats", columns)
    for side in ("", "_b"):  # the numbers of sentences begin anew in each article
        article = pairs[f"article{side}"]
        numbers = article + " " + pairs[f"sentence{side}"].astype("str")
        cells = {f"sentence{side}": numbers, f"article{side}": article.map(group_of)}
        pairs = pairs.assign(**cells)
    sentences = read_table(tables, "sentences", ["article", "sentence"])
    return shared_sentences(sentences.assign(article=sentences["article"].map(group_of)), pairs)
