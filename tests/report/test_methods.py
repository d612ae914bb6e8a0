from dataclasses import replace

import yaml
from shared import ROOT

from helpers import analyse, annotate, checking, make_article, read_article
from helpers.report import methods


def test_they_name_the_article_the_versions_the_errors_and_the_checks(first):
    sheet = checking.sheet_of(first.article)
    told = methods.methods_text(
        first, checking.summarise(sheet, analyse(checking.without_answers(first.article)))
    )
    assert (
        "368 words" in told
        and "16 sentences" in told
        and f"{first.quotes['quote'].nunique()} quotations" in told
    )
    for what, version in methods.versions_table().itertuples(index=False):
        assert f"{what} {version}" in told or what in ("pandas", "ONNX Runtime", "Matplotlib"), what
    assert (
        "F1 .98 for direct quotations (n = 609)" in told
        and "96 % of speakers of quotations right" in told
    )
    assert (
        f"{(first.corrections['rows'] > 0).sum()} rows of corrections by hand were applied" in told
    )
    assert "Checked by hand by 2 coders" in told


def test_they_are_sentences_whatever_the_article(any_annotated):
    told = methods.methods_text(any_annotated)
    assert told.startswith("We analysed “") and told.endswith("was checked by hand.")
    assert "nan" not in told and "  " not in told and "(, " not in told


def test_an_article_is_called_by_its_title_by_that_in_its_text_or_by_its_name():
    text = "Talks end in Geneva\n\nAnn Lee left for home on Monday. “We go,” she said."
    printed = annotate(make_article("story_1", text), cache=False)
    assert methods.headline(printed) == "Talks end in Geneva"
    titled = annotate(make_article("story_1", text, title="Talks end"), cache=False)
    assert methods.headline(titled) == "Talks end"
    nameless = annotate(make_article("story_1", "Ann Lee left for home on Monday."), cache=False)
    assert methods.headline(nameless) == "story_1"


def test_without_a_hand_nothing_is_claimed():
    article = replace(read_article("samples/sahel_wire.md"), corrections=())
    told = methods.methods_text(
        annotate(article), checking.summarise(checking.sheet_of(article), analyse(article))
    )
    assert (
        "Nothing was corrected by hand. Not checked by hand: no coded sheet lies beside this "
        "article."
    ) in told


def test_the_citation_is_that_of_the_project():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    for part in (
        cited["title"],
        str(cited["version"]),
        str(cited["date-released"].year),
        cited["authors"][0]["name"],
    ):
        assert part in methods.CITATION


def test_the_readme_says_what_the_report_says_of_how_far_to_trust_it():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = methods.validity().set_index("what")["value"]
    for what, row in {
        "direct quotations": "direct quotations found",
        "direct and mixed quotations": "direct and mixed quotations",
        "tone toward an actor": "tone toward a person",
        "actors by name": "actors, mentions gathered",
    }.items():
        line = next(line for line in readme.splitlines() if line.startswith(f"| {row} |"))
        assert f"{known[what]:.2f}".lstrip("0") in line, line
