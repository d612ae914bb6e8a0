"""Takes the folder of tables that `python -m helpers tables` wrote, answers questions about all its articles by groups.

A group is an outlet, a month, or whatever a researcher says. The answers are tables as those of single articles, with the
group in the column `article`, so that the same pictures show them; only the columns and rows that a question needs are read.
"""

from pathlib import Path

import pandas as pd

from helpers.framing import SHARES
from helpers.identity import name_actors, nameless_people
from helpers.intervals import wilson
from helpers.presence import FIRST
from helpers.problems import ArticleError
from helpers.repeats import shared_sentences
from helpers.tables import make_table

UNKNOWN = "(not known)"


def read_table(folder, name, columns=None, filters=None):
    """Return a table of an archive, or some of its columns and rows; `filters` are pyarrow's: [(column, "in", values)].

    Raises ArticleError if the folder has no such table.
    """
    import pyarrow.parquet

    path = Path(folder) / f"{name}.parquet"
    if not path.is_file():
        raise ArticleError(path, "there is no such table", f"write it with: python -m helpers tables INPUT --out {folder}")
    return pyarrow.parquet.read_table(path, columns=columns, filters=filters).to_pandas()


def group_articles(folder, by="outlet"):
    """Return the articles of an archive: article, group, words; `by` is "month" or a column of the table `articles`.

    What is not known of an article is the group "(not known)".
    """
    column = "published" if by == "month" else by
    table = read_table(folder, "articles", list(dict.fromkeys(["article", column, "words"])))
    group = table[column]
    if by == "month":
        group = pd.to_datetime(group, errors="coerce", format="mixed", utc=True).dt.strftime("%Y-%m")
    return table.assign(group=group.fillna("").replace("", UNKNOWN).astype("str"))[["article", "group", "words"]]


def shared_names(folder):
    """Return the actors of an archive with the name that each has in all articles: columns article, actor, name.

    See `identity.same_actors`. It takes some seconds for ten thousand articles, and is done once for all questions.
    """
    actors = read_table(folder, "actors", ["article", "actor", "type"])
    people = [("type", "==", "person")]
    nameless = nameless_people(read_table(folder, "mentions", ["article", "actor", "type", "form", "rule"], people))
    names = name_actors(list(actors.itertuples(index=False, name=None)), nameless)
    pairs = zip(actors["article"], actors["actor"], strict=True)
    return actors[["article", "actor"]].assign(name=[names[pair] for pair in pairs]).astype("str")


def group_framing(folder, groups, names, *, measure, actors=None):
    """Return the table `framing` of an archive for one measure, with groups in place of articles: shares of all their cases.

    `groups` is what `group_articles` gives, or any table with article, group and words; `names` what `shared_names` gives;
    `actors` the names of those that are asked for, all if None. Places of first mentions are left out: they cannot be added.
    """
    asked = names if actors is None else names[names["name"].isin(actors)]
    filters = [("measure", "in", [measure, "voice"])]
    if actors is not None:
        filters.append(("actor", "in", sorted({*asked["actor"], *actors})))
    columns = ["article", "actor", "measure", "category", "value", "n"]
    rows = read_table(folder, "framing", columns, filters).merge(groups[["article", "group"]], on="article")
    rows = rows.merge(asked, on=["article", "actor"], how="inner" if actors is not None and measure != "words" else "left")
    rows = rows.assign(actor=rows["name"].fillna(rows["actor"]), count=(rows["value"] * rows["n"]).round().astype("int64"))
    rows = rows[rows["category"] != FIRST]
    own = rows[rows["measure"] == measure]
    keys = ["group", "actor", "category"]
    table = own.groupby(keys, sort=False)["count"].sum().reset_index()
    table["n"] = case_numbers(folder, rows, own, table, measure, groups)
    low, high = wilson(table["count"], table["n"])
    table = table.assign(value=table["count"] / table["n"], low=low, high=high, measure=measure, article=table["group"])
    table = table.sort_values(["article", "actor", "count"], ascending=[True, True, False], kind="stable")
    return make_table("framing", table.assign(start=0, end=0, text=""))


def case_numbers(folder, rows, own, table, measure, groups):
    """Return the n of each row: all words of the group, all its mentions, or the actor's cases or sentences in it."""
    if measure == "words":
        return table["group"].map(groups.groupby("group")["words"].sum())
    if measure == "salience":
        every = read_table(folder, "framing", ["article", "category", "n"], [("measure", "==", "salience")])
        every = every.drop_duplicates(["article", "category"]).merge(groups[["article", "group"]], on="article")
        sizes = every.groupby(["group", "category"])["n"].sum()
        return pd.MultiIndex.from_frame(table[["group", "category"]]).map(sizes)
    of = own if measure in SHARES else rows[rows["measure"] == "voice"]  # hedges and company are of its sentences
    sizes = of.groupby(["group", "actor"])["count"].sum()
    return pd.MultiIndex.from_frame(table[["group", "actor"]]).map(sizes)


def group_repeats(folder, groups):
    """Return how many sentences the articles of each group share with those of each other one, as `shared_sentences`."""
    named = groups.set_index("article")["group"]
    pairs = read_table(folder, "repeats", ["article", "article_b", "sentence", "sentence_b", "reuse"])
    sentences = read_table(folder, "sentences", ["article", "sentence"])
    for side in ("", "_b"):  # the numbers of sentences begin anew in each article
        numbers = pairs[f"article{side}"] + " " + pairs[f"sentence{side}"].astype("str")
        pairs = pairs.assign(**{f"sentence{side}": numbers, f"article{side}": pairs[f"article{side}"].map(named)})
    return shared_sentences(sentences.assign(article=sentences["article"].map(named)), pairs)
