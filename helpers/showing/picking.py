"""Reads the article of a notebook and shows what was read, in JupyterLab with a list to pick
another."""

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
from helpers.showing.display import INK

MOST = 500  # names in the list; in a larger folder the name has to be written
# for each folder: the name that was written, and the name that was picked in its place
PICKED = {}
WIDTH = {"width": "36em", "max_width": "100%"}
RUN = (
    "Choose <b>Run → Run All Cells</b> to read this one; "
    "with the name in the cell above it is read next time, too."
)


def pick_article(name: str, *, corpus: str | Path | None = None) -> Article:
    """Return the article in the file `name` inside a folder (by default the project's corpus/), as
    read_article does, and show what was read: title, outlet, date, words, language, and every
    doubt.

    In JupyterLab a list of the folder's files stands above that. What is picked there is returned
    when the cell is run again, until another name is written or Python is restarted. Raises
    ArticleError if it cannot be read."""
    from IPython.display import display

    folder = Path(corpus or CORPUS).resolve()
    written, picked = PICKED.get(folder, (None, None))
    chosen = picked if written == name else name
    if in_a_page():
        display(picker(name, chosen, folder))
    article, doubts = read_with_doubts(chosen, folder)
    display(as_shown(f"Read: {what_was_read(article, folder)}{as_doubts(doubts)}"))
    return article


def in_a_page():
    """Return whether the code runs for somebody at a notebook's page, who can pick: not as a
    script, a test or a report."""
    try:
        kernel = get_ipython().kernel  # type: ignore[name-defined]  # a builtin in notebooks
        return "cellId" in kernel.get_parent("shell")["metadata"]
    except (NameError, AttributeError, KeyError):
        return False


def picker(name, chosen, folder):
    """Return a drop-down list of the folder's articles; what is picked is remembered, and described
    below the list."""
    import ipywidgets

    names = [str(path.relative_to(folder)) for path in find_files(folder)[0]]
    if len(names) > MOST:
        return as_shown(f"<p>{len(names):,} files are too many for a list: write a name.</p>")
    value = chosen if chosen in names else None
    field = ipywidgets.Dropdown(description="Article", options=names, value=value, layout=WIDTH)
    described = ipywidgets.HTML()

    def pick(change):
        PICKED[folder] = (name, change["new"])
        described.value = describe_picked(change["new"], folder)

    field.observe(pick, "value")
    return ipywidgets.VBox([field, described])


def describe_picked(name, folder):
    """Return as HTML what was read from a file that was picked, or why it cannot be read."""
    try:
        article, doubts = read_with_doubts(name, folder)
    except ArticleError as error:
        return f"<p>{escape(str(error))}</p>"
    read = f"{what_was_read(article, folder)}{as_doubts(doubts)}"
    return f"<p>Picked: {read}</p><p>{RUN}</p>"


def read_with_doubts(name, folder):
    """Return the article in a file, and the doubts that its reader warned of."""
    doubts = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        article = read_article(name, corpus=folder)
    for one in caught:
        if isinstance(one.message, ArticleWarning):
            doubts.append(one.message)
        else:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
    return article, doubts


def what_was_read(article, folder):
    """Return what is known of an article as a line of HTML."""
    source = Path(article.source)
    facts = [
        article.outlet,
        article.author,
        article.published,
        f"{count_words(article.text):,} words",
        languages().get(article.language, article.language),
        str(source.relative_to(folder)) if source.is_relative_to(folder) else source.name,
    ]
    if article.corrections:
        facts.append(f"{len(article.corrections)} rows of corrections")
    if article.dropped:
        words = sum(count_words(text) for _, text in article.dropped)
        pieces = listing(dict.fromkeys(what for what, _ in article.dropped), most=3)
        facts.append(f"{words:,} words left out ({pieces})")
    title = escape(article.title or article.id)
    return f"<b>{title}</b> · {escape(' · '.join(filter(None, facts)))}"


def as_doubts(doubts):
    """Return doubts as HTML, a line each."""
    lines = (f"Doubtful: {escape(doubt.reason)}; {escape(doubt.remedy)}." for doubt in doubts)
    return "".join(f"<br>{line}" for line in lines)


def as_shown(html):
    """Return HTML as a notebook shows it, without mathematics and in the page's colour."""
    from IPython.display import HTML

    return HTML(f'<div class="{IGNORE}" style="{INK}">{html}</div>')
