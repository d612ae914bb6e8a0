"""Takes the name of an article, gives the article, and shows what was read; in JupyterLab with a
list to pick another."""

import warnings
from html import escape
from pathlib import Path

from helpers.base.article import Article
from helpers.base.places import CORPUS
from helpers.base.problems import ArticleError, ArticleWarning
from helpers.base.text import count_words
from helpers.base.wording import IGNORE, listing
from helpers.base.wordlists import languages
from helpers.reading import find_files, read_article

MOST = 500  # names in the list; of a larger folder the name is written
PICKED = {}  # of each folder: the name that was written, and the one that was picked in its place
RUN = "Choose <b>Run → Run All Cells</b> to read this one; with the name in the cell above it is read next time, too."


def pick_article(name: str, *, corpus: str | Path | None = None) -> Article:
    """Return the article in the file `name` inside a folder (the project's corpus/ if none is
    given), as read_article does, and show what was read: title, outlet, date, words, language, and
    every doubt.

    In JupyterLab a list of the folder's files stands above that. What is picked there is returned
    when the cell is run again, until another name is written or Python is restarted. Raises
    ArticleError if it cannot be read."""
    from IPython.display import display

    folder = Path(corpus or CORPUS).resolve()
    written, picked = PICKED.get(folder, (None, None))
    chosen = picked if written == name else name
    if in_a_page():
        display(picker(name, chosen, folder))
    article, doubts = read_telling(chosen, folder)
    display(as_shown(f"Read: {what_was_read(article, folder)}{as_doubts(doubts)}"))
    return article


def in_a_page():
    """Whether the code runs for somebody at a notebook's page, who can pick: not as a script, a
    test or a report."""
    try:
        return "cellId" in get_ipython().kernel.get_parent("shell")["metadata"]  # type: ignore[name-defined]  # a builtin there
    except (NameError, AttributeError, KeyError):
        return False


def picker(name, chosen, folder):
    """Return a drop-down list of the folder's articles: what is picked is remembered, and told in
    short below."""
    import ipywidgets

    names = [str(path.relative_to(folder)) for path in find_files(folder)[0]]
    if len(names) > MOST:
        return as_shown(f"<p>{len(names):,} files are too many for a list: write a name.</p>")
    value = chosen if chosen in names else None
    layout = {"width": "36em", "max_width": "100%"}
    field = ipywidgets.Dropdown(description="Article", options=names, value=value, layout=layout)
    told = ipywidgets.HTML()

    def pick(change):
        PICKED[folder] = (name, change["new"])
        try:
            article, doubts = read_telling(change["new"], folder)
            told.value = (
                f"<p>Picked: {what_was_read(article, folder)}{as_doubts(doubts)}</p><p>{RUN}</p>"
            )
        except ArticleError as error:
            told.value = f"<p>{escape(str(error))}</p>"

    field.observe(pick, "value")
    return ipywidgets.VBox([field, told])


def read_telling(name, folder):
    """Return the article in a file, and the doubts that its reader told."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        article = read_article(name, corpus=folder)
    others = [one for one in caught if not isinstance(one.message, ArticleWarning)]
    for one in others:
        warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
    return article, [one.message for one in caught if one not in others]


def what_was_read(article, folder):
    """Return what is known of an article as a line of HTML."""
    about = [
        article.outlet,
        article.author,
        article.published,
        f"{count_words(article.text):,} words",
        languages().get(article.language, article.language),
    ]
    source = Path(article.source)
    about.append(str(source.relative_to(folder)) if source.is_relative_to(folder) else source.name)
    if article.corrections:
        about.append(f"{len(article.corrections)} rows of corrections")
    if article.dropped:
        pieces = listing(dict.fromkeys(what for what, _ in article.dropped), most=3)
        about.append(
            f"{sum(count_words(text) for _, text in article.dropped):,} words left out ({pieces})"
        )
    return (
        f"<b>{escape(article.title or article.id)}</b> · {escape(' · '.join(filter(None, about)))}"
    )


def as_doubts(doubts):
    return "".join(
        f"<br>Doubtful: {escape(doubt.reason)}; {escape(doubt.remedy)}." for doubt in doubts
    )


def as_shown(html):
    from IPython.display import HTML

    return HTML(
        f'<div class="{IGNORE}" style="color: var(--jp-content-font-color1, inherit)">{html}</div>'
    )
