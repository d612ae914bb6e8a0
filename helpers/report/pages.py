"""Writes the report of an article: the notebooks run on it, and one page with what they found."""

from __future__ import annotations

import errno
import json
import os
import re
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.annotation import annotate
from helpers.archive import analyse
from helpers.base.article import Article
from helpers.base.files import sweep, write_whole
from helpers.base.places import CORPUS, NOTEBOOKS
from helpers.base.problems import ArticleError, as_writing_errors, doubts_caught
from helpers.base.terminal import say
from helpers.base.text import count_words
from helpers.checking import sheet_of, summarise, without_answers
from helpers.framing import find_evidence
from helpers.plots import actor_colours
from helpers.reading import METADATA, TABULAR, Correction, read_drafts, safe_name
from helpers.report.execution import MORE_FILES, parameters_of, run_notebooks
from helpers.report.methods import CITATION, headline, methods_text, validity, versions_table
from helpers.report.saving import results_folder, save_tables
from helpers.showing import doubt_lines, explore, show_table

LISTED = 15  # names in each list of the report
FINDING = re.compile(r'<p class="finding.*?>(.*?)</p>', re.S)
FIGURE = re.compile(r"<figure\b.*?</figure>", re.S)
# a link to a file of the project, which does not lie beside the page
BESIDE = re.compile(r'<a href="\.\./[^"]*">(.*?)</a>', re.S)
# what the page lacks to be read by everybody
STYLE = """<style>
:root { --jp-mirror-editor-number-color: #00600f; --jp-mirror-editor-operator-color: #7a00c2;
  --jp-mirror-editor-comment-color: #2f6060; }
.jp-RenderedMarkdown a { text-decoration: underline; }
</style>"""
AGAIN = "run the same command again; if it says the same, report it to the makers"
NO_NOTEBOOKS = (
    "the notebooks",
    f"there are none in {NOTEBOOKS}, and a report runs them",
    "install the suite anew",
)


class Place(NamedTuple):
    """An article as the notebooks read it, the folder of its report, and a file that holds this
    article alone."""

    article: Article
    folder: Path
    path: Path


def write_reports(articles: Sequence[Article], out: str | Path) -> list[str]:
    """Write the report of each article to a folder of its own under `out` and print what it found.

    Articles given together are compared with one another in notebook 6. Returns the errors, one
    line each; the reports of the other articles are complete. Raises ArticleError if there are no
    notebooks to run."""
    if not find_notebooks():
        raise ArticleError(*NO_NOTEBOOKS)
    errors = []
    places = []
    for article in articles:
        with failing_alone(article, errors):
            places.append(find_place(article, articles, Path(out).resolve()))
    for place in places:
        others = [other.path for other in places if other.path != place.path]
        with failing_alone(place.article, errors):
            say(f"{place.folder.name}: {count_words(place.article.text):,} words")
            errors += write_report(place, others)
    return errors


def find_notebooks():
    """Return the paths of the notebooks that a report runs, in their order."""
    return sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))


@contextmanager
def failing_alone(article, errors):
    """Add what keeps the report of an article from being made to the errors, so that the others are
    made."""
    try:
        yield
    except ArticleError as error:
        errors.append(str(error))
    except Exception as error:
        errors.append(str(ArticleError(article.source or article.id, *explain(error))))


def explain(error):
    """Return why a report was not made, and what to do."""
    reason = " ".join(str(error).split()) or type(error).__name__
    if not isinstance(error, OSError):
        reason = f"{type(error).__name__}: {reason}"
    too_many_files = getattr(error, "errno", None) in (errno.EMFILE, errno.ENFILE)
    return f"its report was not made ({reason})", MORE_FILES if too_many_files else AGAIN


def find_place(article, articles, out):
    """Return the place of an article.

    Its own file is taken where this holds the article alone, else a copy in the folder of its
    report."""
    path = Path(article.source).resolve()
    of_same_file = [other for other in articles if other.source == article.source]
    alone = len(of_same_file) == 1 and path.is_file() and path.suffix.lower() not in TABULAR
    drafts = read_drafts(path)[0] if alone else []
    alone = len(drafts) == 1
    if alone:  # whatever else was given, there it has the id that it has without others
        article = replace(article, id=drafts[0].id or safe_name(path.stem), source=str(path))
    folder = results_folder(article, out)
    for part in (out, folder, folder / "tables", folder / "figures"):
        sweep(part)
    return Place(article, folder, path if alone else copy_into(folder, article))


def copy_into(folder, article):
    """Write an article with its corrections into a folder, and return the path."""
    name = safe_name(article.id)
    row = {"id": article.id, "text": article.text}
    row |= {key: getattr(article, key) for key in METADATA}
    corrections = pd.DataFrame(article.corrections, columns=Correction._fields)
    with as_writing_errors(folder):
        write_whole(folder / f"{name}.jsonl", json.dumps(row, ensure_ascii=False).encode())
        write_whole(folder / f"{name}.corrections.csv", corrections.to_csv(index=False).encode())
    return folder / f"{name}.jsonl"


def write_report(place, others):
    """Write one article's report: tables, figures, the executed notebooks as HTML, and index.html
    that leads to them. Return the errors of the notebooks."""
    began = time.perf_counter()
    article = place.article
    folder = place.folder
    notebooks = find_notebooks()
    longest_first = sorted(notebooks, key=lambda notebook: -notebook.stat().st_size)
    pages = {}
    errors = []
    with run_notebooks(longest_first, parameters(place.path, others, folder.parent)) as runs:
        # annotated once, before the notebooks ask for it at the same time
        with doubts_caught() as found:
            parts = write_tables(annotate(article), folder)
        doubts = about(article, found)
        for notebook, executed, error in runs:
            name = notebook.stem
            with as_writing_errors(folder):
                page = with_doubts(as_html(executed, name), article.doubts)
                write_whole(folder / f"{name}.html", page.encode())
            pages[name] = summary(executed)
            if error:
                errors.append(f"{folder.name}: notebook {name}: {error}")
            seconds = time.perf_counter() - began
            say(f"  {len(pages)} of {len(notebooks)}  {name.replace('_', ' ', 1)}  {seconds:.0f} s")
    in_order = {notebook.stem: pages[notebook.stem] for notebook in notebooks}
    with as_writing_errors(folder):
        write_whole(folder / "index.html", render(article, in_order, doubts=doubts, **parts))
    for page in in_order.values():
        say(f"  {page['finding']}")
    say(f"  report: {folder / 'index.html'}")
    return errors


def about(article, found):
    """Return the doubts about an article, (reason, remedy): those that it keeps, and those that
    were found since, of which each is also told on the terminal."""
    for doubt in dict.fromkeys(map(str, found)):
        say(f"warning: {doubt}", error=True)
    later = [(f"{Path(doubt.file).name}: {doubt.reason}", doubt.remedy) for doubt in found]
    return list(dict.fromkeys([*article.doubts, *later]))


def with_doubts(page, doubts):
    """Return a page of a notebook with those of the doubts on top that it does not show: of an
    article in a file of many it read a copy."""
    missing = [doubt for doubt in doubts if doubt_lines([doubt]) not in page]
    return page.replace("<main>", f"<main>{doubt_lines(missing)}", 1)


def parameters(path, others, results):
    """Return the parameters with which the notebooks read the article in a file, compare it with
    those in other files, and save their results.

    The article that the notebooks were committed with keeps the companions that they name."""
    corpus = Path(os.path.commonpath([other.parent for other in (path, *others)]))
    values: dict[str, str | list[str]] = {
        "ARTICLE": str(path.relative_to(corpus)),
        "CORPUS": str(corpus),
        "RESULTS": str(results),
    }
    if others or path != CORPUS / committed_article():
        values["OTHERS"] = [str(other.relative_to(corpus)) for other in others]
    return values


def committed_article():
    """Return the name of the article that the notebooks were committed with: they name it in their
    parameters."""
    import nbformat

    return parameters_of(nbformat.read(find_notebooks()[0], as_version=4))["ARTICLE"]


def write_tables(annotated, folder):
    """Write the tables of an article, and return the parts of its report that do not come from the
    notebooks."""
    tables = analyse(annotated.article)
    save_tables(tables, folder / "tables")
    methods = methods_text(annotated, checks(annotated.article))
    lists = evidence_lists(annotated, tables["sentiment"])
    return {"title": headline(annotated), "lists": lists, "methods": methods}


def as_html(notebook, name):
    """Return an executed notebook as one HTML page that fetches nothing from the network."""
    page = exporter().from_notebook_node(notebook, resources={"metadata": {"name": name}})[0]
    return BESIDE.sub(r"\1", page).replace("</head>", f"{STYLE}\n</head>", 1)


@cache
def exporter():
    """Return what makes pages of notebooks; to read its templates takes longer than one page."""
    from nbconvert import HTMLExporter

    nowhere = dict.fromkeys(("require_js_url", "jquery_url", "mathjax_url", "mermaid_js_url"), "")
    return HTMLExporter(
        template_name="lab", exclude_input_prompt=True, exclude_output_prompt=True, **nowhere
    )


def summary(notebook):
    """Return what the page shows of a notebook: its title, its finding in words and its first
    picture."""
    shown = ""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown += output.get("data", {}).get("text/html", "")
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    finding = FINDING.search(shown)
    figure = FIGURE.search(shown)
    return {
        "title": texts[0].partition("\n")[0].lstrip("# ") if texts else "",
        "finding": unescape(finding[1]) if finding else "",
        "figure": figure[0] if figure else "",
    }


def render(article, pages, *, title, doubts, lists, methods):
    """Return the report's page, which needs nothing beside it: the doubts, the findings in words,
    the main pictures, lists that open to the sentences behind them, the methods, what was checked
    by hand, versions and citation."""
    from jinja2 import Environment, PackageLoader

    import helpers

    environment = Environment(loader=PackageLoader("helpers", "data"), autoescape=True)
    page = environment.get_template("report.html").render(
        article=article,
        title=title,
        words=count_words(article.text),
        pages=pages,
        doubts=doubt_lines(doubts),
        version=helpers.__version__,
        citation=CITATION,
        lists=lists,
        methods=methods,
        validity=show_table(validity()).data,
        versions=show_table(versions_table()).data,
    )
    return page.encode()


def evidence_lists(annotated, sentiment):
    """Return (heading, HTML) of each list whose names open to their sentences: actors, speakers,
    tone, framing."""
    actors = annotated.actors.query("type != 'place'")
    colours = actor_colours(actors)
    main = actors["actor"].head(LISTED)
    mentions = annotated.mentions
    evidence = find_evidence(annotated, sentiment=sentiment)
    tones = sentiment[sentiment["actor"].isin(main)]
    framed = evidence[evidence["actor"].isin(main)]
    lists = [
        ("Who is mentioned?", mentions[mentions["actor"].isin(main)], ["actor"], None),
        ("Who speaks?", annotated.quotes, ["speaker", "type"], "words"),
        ("In what tone is each actor spoken of?", tones, ["actor", "label"], None),
        ("How is each actor framed?", framed, ["actor", "measure", "category"], None),
    ]
    show = partial(explore, annotated.article, sentences=annotated.sentences, most=LISTED)
    return [
        (heading, show(table, by=by, colours=colours, weight=weight).data)
        for heading, table, by, weight in lists
    ]


def checks(article):
    """Return how far a coded sheet beside the article agrees with the machine (see
    `checking.summarise`), None if it cannot be read: notebook 7 shows why."""
    try:
        return summarise(sheet_of(article), analyse(without_answers(article)))
    except ValueError:
        return None
