"""Questions to an archive: the same answers as of its articles side by side, by whatever groups."""

import numpy as np
import pandas as pd
import pytest
from shared import ROOT, SAMPLES, annotated_of

from helpers import ArticleError, make_article, plots
from helpers.archive import groups as archive
from helpers.archive.tables import analyse_many, write_corpus
from helpers.base.tables import COLUMNS
from helpers.base.writers import write_tables
from helpers.comparing.articles import compare_articles
from helpers.framing.evidence import MEASURES
from helpers.framing.presence import FIRST

NAMES = ["lavrov_mali.txt", *SAMPLES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("archive")
    write_corpus([str(ROOT / "corpus" / name) for name in NAMES], out)
    return out


@pytest.fixture(scope="module")
def names(folder):
    return archive.shared_names(folder)


@pytest.fixture(scope="module")
def side_by_side():
    return compare_articles([annotated_of(name) for name in NAMES])[0]


@pytest.mark.parametrize("measure", [name for name in MEASURES if not name.startswith("tone")])
def test_an_article_each_is_what_compare_says(folder, names, side_by_side, measure):
    found = archive.group_framing(
        folder, archive.group_articles(folder, "article"), names, measure=measure
    )
    keys = ["article", "actor", "category"]
    told = side_by_side[(side_by_side["measure"] == measure) & (side_by_side["category"] != FIRST)]
    found = found[found["actor"].isin(side_by_side["actor"])].set_index(keys).sort_index()
    told = told.set_index(keys).sort_index()
    both = told.index.intersection(found.index)
    assert len(both) > 0.95 * len(told) > 5
    for column in ("value", "n", "low", "high"):
        assert np.allclose(found.loc[both, column], told.loc[both, column]), column


def test_company_has_one_name_and_who_says_nothing_has_no_row(tmp_path):
    tables = analyse_many(
        [
            make_article(
                "a", "Vladimir Putin met Anna Smith in Mali. Vladimir Putin left Anna Smith."
            ),
            make_article("b", "Putin met Anna Smith. Putin left Anna Smith."),
        ]
    )
    names = archive.shared_names(tables)
    every = archive.group_articles(tables, "article").assign(group="all")
    company = archive.group_framing(tables, every, names, measure="company", actors=["Anna Smith"])
    assert company.loc[company["category"] == "Vladimir Putin", ["value", "n"]].values.tolist() == [
        [1.0, 4]
    ]
    assert "Putin" not in set(company["category"])
    write_tables(tables, tmp_path)
    for source in (tables, tmp_path):
        for actors in (["Anna Smith"], ["Nobody"], []):
            assert archive.group_framing(source, every, names, measure="words", actors=actors).empty


def test_groups_add_the_cases_of_their_articles(folder, names):
    articles = archive.group_articles(folder, "outlet")
    assert (
        articles["group"].nunique() == len(SAMPLES) + 1
        and (articles["group"] == "Euronews").sum() == 1
    )
    assert set(archive.group_articles(folder, "rights")["group"]) == {archive.UNKNOWN}
    halves = articles.assign(group=np.where(articles["article"] < "m", "first", "second"))
    whole = articles.assign(group="all")
    for measure in ("agency", "salience", "words", "hedge"):
        parts = archive.group_framing(
            folder, halves, names, measure=measure, actors=["Sergey Lavrov", "Mali"]
        )
        total = archive.group_framing(
            folder, whole, names, measure=measure, actors=["Sergey Lavrov", "Mali"]
        )
        assert list(parts.columns) == list(COLUMNS["framing"]) and len(total)
        counts = (parts["value"] * parts["n"]).groupby([parts["actor"], parts["category"]]).sum()
        assert np.allclose(
            counts, (total["value"] * total["n"]).groupby([total["actor"], total["category"]]).sum()
        )
        if measure == "agency":
            assert np.allclose(parts.groupby(["article", "actor"])["value"].sum(), 1)


def test_months_come_from_dates_in_any_form(folder, tmp_path):
    rows = pd.read_parquet(folder / "articles.parquet").head(4)
    dates = ["2023-02-07", "March 3, 2023", "soon", "2023-02-28T10:00:00Z"]
    rows.assign(published=dates).to_parquet(tmp_path / "articles.parquet")
    groups = archive.group_articles(tmp_path, "month")
    assert groups["group"].tolist() == [archive.UNKNOWN, "2023-02", "2023-02", "2023-03"]
    assert set(groups["article"]) == set(rows["article"])


def test_repeats_between_groups_and_pictures_of_them(folder, names):
    outlets = archive.group_articles(folder, "outlet")
    shared = archive.group_repeats(folder, outlets)
    assert set(shared["article"]) == set(outlets["group"]) and shared["shared"].sum() > 5
    assert shared["share"].between(0, 1).all()
    of_actor = archive.group_framing(
        folder, outlets, names, measure="salience", actors=["Sergey Lavrov", "Mali"]
    )
    for ax in (plots.shared_matrix(shared), plots.share_matrix(of_actor, "salience", "mentions")):
        assert ax.has_data() and "Sahel Wire (invented)" in ax.get_label()


def test_a_column_that_is_not_there_is_told(folder):
    with pytest.raises(
        ValueError, match="the table articles has no column 'outlets'; choose one of article, start"
    ):
        archive.group_articles(folder, "outlets")
    mine = {"articles": archive.read_table(folder, "articles").assign(event="a visit")}
    assert set(archive.group_articles(mine, "event")["group"]) == {"a visit"}
    with pytest.raises(ValueError, match="has no column 'outlets'"):
        archive.group_articles(mine, "outlets")


def test_a_folder_without_tables_is_told(tmp_path):
    with pytest.raises(ArticleError, match="there is no such table"):
        archive.group_articles(tmp_path)
