"""Puts the methods of an analysis into words, as a paper states them: versions, known errors, and
what was decided or checked by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pandas as pd

from helpers import __version__
from helpers.base.places import DATA
from helpers.base.text import count_words
from helpers.base.wording import listing, number_of
from helpers.showing import agreement_finding

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

SOFTWARE = "News framing notebooks"
CITATION = (
    f"The authors of news framing notebooks (2026). {SOFTWARE} (version {__version__}) "
    "[Computer software]."
)
LIBRARIES = {
    "NLTK": "nltk",
    "spaCy": "spacy",
    "pandas": "pandas",
    "ONNX Runtime": "onnxruntime",
    "Matplotlib": "matplotlib",
}
# what of these the paragraph names, and the rows of `validity` that it cites
NAMED = ("Python", "NLTK", "spaCy", "model")
CITED = (
    "direct quotations",
    "speakers of quotations",
    "tone toward an actor",
    "actors by name",
)


def methods_text(annotated: AnnotatedArticle, summary: pd.DataFrame | None = None) -> str:
    """Return a paragraph on how an article was analysed, to be pasted into a paper: what was
    counted by which method, the versions, how far the machine is known to err, and what was decided
    and checked by hand.

    `summary` is what `checking.summarise` returns for a coded sheet of the article.
    """
    sentences = number_of(len(annotated.sentences), "sentence")
    actors = number_of(int((annotated.actors["type"] != "place").sum()), "actor")
    quotations = number_of(annotated.quotes["quote"].nunique(), "quotation")
    checked = "No part of this article's tables was checked by hand."
    if summary is not None:
        checked = agreement_finding(summary)
    parts = [
        f"We analysed {article_in_words(annotated)}, with {SOFTWARE} {__version__} "
        f"({versions_in_words()}).",
        f"Its {sentences} were split by the Punkt algorithm (Kiss & Strunk 2006). Names, titles, "
        f"roles, groups and pronouns were joined to {actors} by a neural network trained on "
        "news articles marked by hand, and names by their words.",
        f"{quotations} with their speakers and cues were found by a neural encoder trained on "
        "PolNeAR (Newell, Margolin & Ruths 2018); words inside quotation marks count as direct "
        "speech.",
        "The tone toward each actor in each sentence was read, names masked, by a neural network "
        "and a regression trained on NewsMTSC (Hamborg & Donnay 2021); what neither is sure of is "
        "called unclear.",
        "Repeated sentences share rare words and were judged by a model of edits. Agents and "
        "patients are grammatical. Intervals of shares are Wilson's (1927), at 95 %.",
        "On texts coded by hand, on which the methods were chosen but not trained, they reach "
        f"{listing(known_errors(), most=9)}.",
        decided_by_hand(annotated.corrections),
        checked,
    ]
    return " ".join(parts)


def headline(annotated):
    """Return what an article is called: its title, else the line of its text that is one, else its
    id."""
    sentences = annotated.sentences
    printed = " ".join(sentences.loc[sentences["kind"] == "title", "text"])
    return annotated.article.title or " ".join(printed.split()) or annotated.article.id


def article_in_words(annotated):
    """Return what was analysed: title, outlet, date, length, and a digest of the text."""
    article = annotated.article
    title = f"“{headline(annotated)}”"
    source = ", ".join(filter(None, (article.outlet, article.published)))
    if source:
        title += f" ({source})"
    return f"{title}, {count_words(article.text):,} words (SHA-256 {article.sha256[:12]}…)"


def versions_in_words():
    """Return the versions that a paper states."""
    versions = versions_table().set_index("what")["version"]
    return ", ".join(f"{name} {versions[name]}" for name in NAMED)


def known_errors():
    """Yield how far the machine is right in what a paper cites: "F1 .98 for direct quotations (n =
    609)"."""
    table = validity().set_index("what")
    for name in CITED:
        row = table.loc[name]
        if row["measure"] == "right":
            yield f"{100 * row['value']:.0f} % of {name} right (n = {row['n']:,})"
        else:
            value = f"{row['value']:.2f}".lstrip("0")
            yield f"{row['measure']} {value} for {name} (n = {row['n']:,})"


def decided_by_hand(corrections: pd.DataFrame) -> str:
    """Return in a sentence how many rows of the corrections decided something, and of what
    sort."""
    used = corrections[corrections["rows"] > 0]
    if used.empty:
        return "Nothing was corrected by hand."
    counts = used["what"].value_counts(sort=False)
    sorts = listing([f"{n} of {what}" for what, n in counts.items()], most=9)
    were = "was" if len(used) == 1 else "were"
    return f"{number_of(len(used), 'row')} of corrections by hand {were} applied ({sorts})."


def validity(about: str = "") -> pd.DataFrame:
    """Return how far the machine errs: a row per task and measure, with what it was measured on, n,
    measure and value.

    With `about` the rows are left out in whose task it does not occur.

    The figures are those of development sets: expect somewhat less elsewhere. `make bench` measures
    them again."""
    table = pd.read_csv(DATA / "validity.csv")
    return table[table["what"].str.contains(about, regex=False)].reset_index(drop=True)


def versions_table() -> pd.DataFrame:
    """Return what the numbers depend on: one row per part of the software, with its version."""
    from importlib.metadata import version

    from helpers.base.models import tagger_version

    rows = [(SOFTWARE, __version__), ("Python", ".".join(map(str, sys.version_info[:3])))]
    rows += [(name, version(package)) for name, package in LIBRARIES.items()]
    rows.append(("model", " ".join(tagger_version().split()[2:])))
    return pd.DataFrame(rows, columns=["what", "version"], dtype="str")
