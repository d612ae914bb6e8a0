"""Reads the article of a notebook and shows what was read, in JupyterLab with a list to pick
another."""

from html import escape
from pathlib import Path

from helpers.base.article import Article
from helpers.base.places import CORPUS
from helpers.base.problems import ArticleError, doubts_caught
from helpers.base.text import count_words
from helpers.base.wording import listing
from helpers.base.wordlists import languages
from helpers.reading import find_files, read_article
from helpers.showing.doubts import as_shown, doubt_lines, show_doubts_calmly

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

    show_doubts_calmly()
    folder = Path(corpus or CORPUS).resolve()
    written, picked = PICKED.get(folder, (None, None))
    chosen = picked if written == name else name
    if in_a_page():
        display(picker(name, chosen, folder))
    article = read_quietly(chosen, folder)
    display(as_shown(f"Read: {what_was_read(article, folder)}"))
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
        article = read_quietly(name, folder)
    except ArticleError as error:
        return f"<p>{escape(str(error))}</p>"
    return f"<div>Picked: {what_was_read(article, folder)}</div><p>{RUN}</p>"


def read_quietly(name, folder):
    """Return the article in a file, without warnings of the doubts about it: it keeps them."""
    with doubts_caught():
        return read_article(name, corpus=folder)


def what_was_read(article, folder):
    """Return what is known of an article as a line of HTML, and below it what is doubtful."""
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
    known = f"<b>{title}</b> · {escape(' · '.join(filter(None, facts)))}"
    return known + doubt_lines(article.doubts)
