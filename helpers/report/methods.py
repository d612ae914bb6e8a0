"""Takes an annotated article and how far it was checked by hand, gives the methods in words, as a
paper states them."""

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
CITATION = f"The authors of news framing notebooks (2026). {SOFTWARE} (version {__version__}) [Computer software]."
LIBRARIES = {
    "NLTK": "nltk",
    "spaCy": "spacy",
    "pandas": "pandas",
    "ONNX Runtime": "onnxruntime",
    "Matplotlib": "matplotlib",
}
TOLD = (
    "direct quotations",
    "speakers of quotations",
    "tone toward an actor",
    "actors by name",
)  # in the paragraph


def methods_text(annotated: AnnotatedArticle, summary: pd.DataFrame | None = None) -> str:
    """Return a paragraph on how an article was analysed, to be pasted into a paper: what was
    counted by which method, the versions, how far the machine is known to err, and what was decided
    and checked by hand.

    `summary` is what `checking.summarise` returns for a coded sheet of the article.
    """
    article = annotated.article
    quotes = annotated.quotes
    source = ", ".join(filter(None, (article.outlet, article.published)))
    what = f"“{article.title or article.id}”" + f" ({source})" * bool(source)
    actors = (annotated.actors["type"] != "place").sum()
    versions = versions_table().set_index("what")["version"]
    parts = [
        f"We analysed {what}, {count_words(article.text):,} words (SHA-256 {article.sha256[:12]}…), with {SOFTWARE} "
        f"{__version__} ({', '.join(f'{name} {versions[name]}' for name in ('Python', 'NLTK', 'spaCy', 'model'))}).",
        f"Its {number_of(len(annotated.sentences), 'sentence')} were split by the Punkt algorithm (Kiss & Strunk 2006). Names, "
        f"titles, roles, groups and pronouns were joined to {number_of(actors, 'actor')} by rules over the parse.",
        f"{number_of(quotes['quote'].nunique(), 'quotation')} with their speakers and cues were found by a neural encoder "
        "trained on PolNeAR (Newell, Margolin & Ruths 2018); words inside quotation marks count as direct speech.",
        "The tone toward each actor in each sentence was read, names masked, by a neural network and a regression trained "
        "on NewsMTSC (Hamborg & Donnay 2021); what neither is sure of is called unclear.",
        "Repeated sentences share rare words and were judged by a model of edits. Agents and patients are grammatical. "
        "Intervals of shares are Wilson's (1927), at 95 %.",
        f"On texts coded by hand, on which the methods were chosen but not trained, they reach {listing(errors(), most=9)}.",
        decided_by_hand(annotated.corrections),
        agreement_finding(summary)
        if summary is not None
        else "No part of this article's tables was checked by hand.",
    ]
    return " ".join(parts)


def errors():
    """Yield how far the machine is right in what a paper tells: "F1 .98 for direct quotations (n =
    609)"."""
    table = validity().set_index("what")
    for name in TOLD:
        row = table.loc[name]
        value = f"{row['value']:.2f}".lstrip("0")
        share = (
            f"{100 * row['value']:.0f} % of"
            if row["measure"] == "right"
            else f"{row['measure']} {value} for"
        )
        yield f"{share} {name}{' right' if row['measure'] == 'right' else ''} (n = {row['n']:,})"


def decided_by_hand(corrections: pd.DataFrame) -> str:
    """Return how many rows of the corrections decided something, and of what sort, in a
    sentence."""
    used = corrections[corrections["rows"] > 0]
    if used.empty:
        return "Nothing was corrected by hand."
    sorts = listing(
        [f"{n} of {what}" for what, n in used["what"].value_counts(sort=False).items()], most=9
    )
    return f"{number_of(len(used), 'row')} of corrections by hand {'were' if len(used) > 1 else 'was'} applied ({sorts})."


def validity(about: str = "") -> pd.DataFrame:
    """Return how far the machine errs: a row per task and measure, with what it was measured on, n,
    measure and value.

    With `about` only the tasks in whose name it stands.

    The figures are those of development sets: expect somewhat less elsewhere. `make bench` measures
    them again."""
    table = pd.read_csv(DATA / "validity.csv")
    return table[table["what"].str.contains(about, regex=False)].reset_index(drop=True)


def versions_table() -> pd.DataFrame:
    """Return what the numbers depend on: one row per part of the software, with its version."""
    from importlib.metadata import version

    from helpers.base.models import tagger_version

    model = " ".join(tagger_version().split()[2:])
    rows = [(SOFTWARE, __version__), ("Python", ".".join(map(str, sys.version_info[:3])))]
    rows += [(name, version(package)) for name, package in LIBRARIES.items()] + [("model", model)]
    return pd.DataFrame(rows, columns=["what", "version"], dtype="str")
