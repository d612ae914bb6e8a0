"""Shows the actors who may be one, in JupyterLab with a box to tick for those who are."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from helpers.base.problems import ArticleError
from helpers.reading import Correction, correction_line, set_correction
from helpers.showing.display import show_table
from helpers.showing.picking import in_a_page

if TYPE_CHECKING:
    import pandas as pd

    from helpers.base.article import Article

AGAIN = "Choose <b>Run → Run All Cells</b>: the two are one then."
WIDE = {"width": "100%"}


def offer_merges(article: Article, merges: pd.DataFrame, *, most: int = 12) -> object:
    """Return the pairs of actors of an article who may be one, with the reason and a sentence of
    each, to be shown.

    `merges` is what `possible_merges` returns of this article alone. In JupyterLab each has a box:
    a tick writes the row into the article's table of corrections, and taking it away takes the row
    out. Elsewhere the column `correction` holds the row to copy there. Shown are the `most`
    mentioned pairs."""
    pairs = zip(merges["actor"], merges["actor_b"], strict=True)
    rows = merges.assign(correction=[correction_line(Correction("merge", *pair)) for pair in pairs])
    if in_a_page() and len(rows):
        return boxes(article, rows.head(most))
    columns = ["actor", "actor_b", "reason", "text", "text_b", "correction"]
    return show_table(rows, columns, rows=most)


def boxes(article, rows):
    """Return a box to tick for each pair, with its sentences, and a line on what was written."""
    import ipywidgets

    status = ipywidgets.HTML()
    known = {(row.what, row.text, row.value) for row in article.corrections}
    shown = []
    for row in rows.itertuples():
        label = f"{row.actor} = {row.actor_b}"
        ticked = ("merge", row.actor, row.actor_b) in known
        box = ipywidgets.Checkbox(ticked, description=label, indent=False, layout=WIDE)
        box.observe(writer(article, row, status), "value")
        why = f"{row.reason}: {row.text} … {row.text_b}"
        shown += [box, ipywidgets.HTML(f"<p>{escape(why)}</p>")]
    return ipywidgets.VBox([*shown, status])


def writer(article, row, status):
    """Return what is done when a box is ticked, or its tick taken away."""

    def write(change):
        correction = Correction("merge", row.actor, row.actor_b)
        try:
            path = set_correction(article, correction, wanted=change["new"])
        except ArticleError as error:
            status.value = f"<p>{escape(str(error))}</p>"
            return
        done = "written to" if change["new"] else "taken out of"
        told = escape(f"{row.correction}: {done} {path.name}.")
        status.value = f"<p>{told} {AGAIN}</p>"

    return write
