"""Takes the tables of many articles, as `python -m helpers tables` wrote them, answers questions
about groups of articles.

A group is an outlet, a month, or whatever a researcher says. The answers are tables as those of
single articles, with the group in the column `article`, so that the same pictures show them; only
the columns and rows that a question needs are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.base.problems import ArticleError
from helpers.base.statistics import wilson
from helpers.base.tables import join_tables, make_table
from helpers.comparing import name_actors, nameless_people
from helpers.framing import FIRST, SHARES
from helpers.reading import articles_table
from helpers.repeats import shared_sentences

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

UNKNOWN = "(not known)"
Archive = str | Path | Mapping[str, pd.DataFrame]  # the folder of the tables, or the tables by name


def of_articles(
    annotated: Sequence[AnnotatedArticle], framing: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the tables that archives are asked by, of a few annotated articles; `framing` is
    compare_articles's of them."""
    tables = {
        name: join_tables([getattr(one, name) for one in annotated])
        for name in ("mentions", "actors")
    }
    return tables | {
        "articles": articles_table([one.article for one in annotated]),
        "framing": framing,
    }


def read_table(
    tables: Archive,
    name: str,
    columns: list[str] | None = None,
    filters: Sequence[tuple[str, Collection[str]]] | None = None,
) -> pd.DataFrame:
    """Return a table of an archive, or some of its columns and rows; `filters` are [(column,
    values)], all of which hold.

    `tables` is the folder, or the tables themselves by name. Raises ArticleError if there is no
    such table, ValueError if it lacks one of the columns."""
    import pyarrow.parquet

    if isinstance(tables, Mapping):
        table = tables[name]
        check_columns(name, table.columns, columns)
        for column, values in filters or ():
            table = table[table[column].isin(values)]
        return table[columns or list(table.columns)].reset_index(drop=True)
    path = Path(tables) / f"{name}.parquet"
    if not path.is_file():
        raise ArticleError(
            path,
            "there is no such table",
            f"write it with: python -m helpers tables INPUT --out {tables}",
        )
    check_columns(name, pyarrow.parquet.read_schema(path).names, columns)
    chosen = [(column, "in", list(values)) for column, values in filters] if filters else None
    return pyarrow.parquet.read_table(path, columns=columns, filters=chosen).to_pandas()


def check_columns(name, known, wanted):
    missing = [column for column in wanted or () if column not in known]
    if missing:
        raise ValueError(
            f"the table {name} has no column {missing[0]!r}; choose one of {', '.join(known)}"
        )


def group_articles(tables: Archive, by: str = "outlet") -> pd.DataFrame:
    """Return the articles of an archive: article, group, words; `by` is "month" or a column of the
    table `articles`.

    What is not known of an article is the group "(not known)". Raises ValueError if there is no
    such column."""
    column = "published" if by == "month" else by
    table = read_table(tables, "articles", list(dict.fromkeys(["article", column, "words"])))
    group = (
        table[column].map({date: month_of(date) for date in table[column].unique()})
        if by == "month"
        else table[column]
    )
    table = table.assign(group=group.fillna("").replace("", UNKNOWN).astype("str"))[
        ["article", "group", "words"]
    ]
    return table.sort_values("group", kind="stable", ignore_index=True) if by == "month" else table


def month_of(date: str) -> str:
    """Return the month of a date as it is written there, "" if there is none.

    >>> month_of("2024-01-31T23:30:00-05:00"), month_of("March 3, 2023"), month_of("2024"), month_of("soon")
    ('2024-01', '2023-03', '', '')
    """
    found = re.match(r"(\d{4}-\d{2})(?!\d)", date)
    if found or re.fullmatch(r"\W*\d{0,4}\W*", date):
        return found[1] if found else ""
    day = pd.to_datetime(date, errors="coerce")
    return "" if day is pd.NaT else day.strftime("%Y-%m")


def shared_names(tables: Archive) -> pd.DataFrame:
    """Return the actors of an archive with the name that each has in all articles: columns article,
    actor, name.

    See `identity.same_actors`. Places are left out, as in `compare`. It takes some seconds for ten
    thousand articles, and is done once for all questions."""
    actors = read_table(tables, "actors", ["article", "actor", "type"])
    people = read_table(
        tables, "mentions", ["article", "actor", "type", "form", "rule"], [("type", ["person"])]
    )
    names = name_actors(list(actors.itertuples(index=False, name=None)), nameless_people(people))
    pairs = zip(actors["article"], actors["actor"], strict=True)
    actors = actors.assign(name=[names[pair] for pair in pairs])
    return actors.loc[actors["type"] != "place", ["article", "actor", "name"]].astype("str")


def group_framing(
    tables: Archive,
    groups: pd.DataFrame,
    names: pd.DataFrame,
    *,
    measure: str,
    actors: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return the table `framing` of an archive for one measure, with groups in place of articles:
    shares of all their cases.

    `groups` is what `group_articles` gives, or any table with article, group and words, and sets
    the order; `names` what `shared_names` gives; `actors` are the names of those asked for, all if
    None. Places of first mentions are left out: they cannot be added."""
    filters = [("measure", {measure, "voice"})]
    if actors is not None:
        asked = {*names.loc[names["name"].isin(actors), "actor"], *actors}
        filters.append(("actor", asked or {""}))
    columns = ["article", "actor", "measure", "category", "value", "n"]
    rows = read_table(tables, "framing", columns, filters).merge(
        groups[["article", "group"]], on="article"
    )
    rows = rows.assign(count=(rows["value"] * rows["n"]).round().astype("int64"))
    rows = rows[rows["category"] != FIRST].merge(names, on=["article", "actor"], how="left")
    rows = rows.assign(
        actor=rows["name"].fillna(rows["actor"] if measure == "words" else "")
    )  # some speakers are no actors
    rows = rows[rows["actor"] != ""] if actors is None else rows[rows["actor"].isin(actors)]
    own = rows[rows["measure"] == measure]
    if measure == "company":  # the others, too, have one name
        others = names.rename(columns={"actor": "category", "name": "other"})
        own = own.merge(others, on=["article", "category"])
        own = own.assign(category=own["other"])
        own = own[own["category"] != own["actor"]]
    if own.empty:
        return make_table("framing")
    table = own.groupby(["group", "actor", "category"], sort=False)["count"].sum().reset_index()
    table["n"] = case_numbers(tables, rows, own, table, measure, groups)
    low, high = wilson(table["count"], table["n"])
    table = table.assign(
        value=table["count"] / table["n"],
        low=low,
        high=high,
        measure=measure,
        article=table["group"],
    )
    table["order"] = table["group"].map(
        {group: place for place, group in enumerate(groups["group"].unique())}
    )
    table = table.sort_values(["order", "count"], ascending=[True, False], kind="stable")
    return make_table("framing", table.assign(start=0, end=0, text=""))


def case_numbers(tables, rows, own, table, measure, groups):
    """Return the n of each row: all words of the group, all its mentions, or the actor's cases or
    sentences in it."""
    if measure == "words":
        return table["group"].map(groups.groupby("group")["words"].sum())
    if measure == "salience":
        every = read_table(
            tables, "framing", ["article", "category", "n"], [("measure", ["salience"])]
        )
        every = every.drop_duplicates(["article", "category"]).merge(
            groups[["article", "group"]], on="article"
        )
        sizes = every.groupby(["group", "category"])["n"].sum()
        return pd.MultiIndex.from_frame(table[["group", "category"]]).map(sizes)
    of = (
        own if measure in SHARES else rows[rows["measure"] == "voice"]
    )  # hedges and company are of its sentences
    sizes = of.groupby(["group", "actor"])["count"].sum()
    return pd.MultiIndex.from_frame(table[["group", "actor"]]).map(sizes)


def group_repeats(tables: Archive, groups: pd.DataFrame) -> pd.DataFrame:
    """Return how many sentences the articles of each group share with those of each other one, as
    `shared_sentences`."""
    named = groups.set_index("article")["group"]
    pairs = read_table(
        tables, "repeats", ["article", "article_b", "sentence", "sentence_b", "reuse"]
    )
    sentences = read_table(tables, "sentences", ["article", "sentence"])
    for side in ("", "_b"):  # the numbers of sentences begin anew in each article
        numbers = pairs[f"article{side}"] + " " + pairs[f"sentence{side}"].astype("str")
        pairs = pairs.assign(
            **{f"sentence{side}": numbers, f"article{side}": pairs[f"article{side}"].map(named)}
        )
    return shared_sentences(sentences.assign(article=sentences["article"].map(named)), pairs)
