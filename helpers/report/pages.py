"""Takes articles, gives the report of each: the notebooks run on it, one page with what they found,
tables and figures."""

import errno
import json
import os
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pandas as pd

from helpers.annotation import annotate
from helpers.archive import analyse
from helpers.base.article import Article
from helpers.base.files import sweep, write_whole
from helpers.base.places import CORPUS, NOTEBOOKS
from helpers.base.problems import ArticleError, as_writing_errors
from helpers.base.terminal import say
from helpers.base.text import count_words
from helpers.checking import sheet_of, summarise, without_answers
from helpers.framing import find_evidence
from helpers.plots import actor_colours
from helpers.reading import METADATA, TABULAR, Correction, read_drafts, safe_name
from helpers.report.execution import MORE_FILES, run_notebooks
from helpers.report.methods import CITATION, methods_text, validity, versions_table
from helpers.report.saving import results_folder, save_tables
from helpers.showing import explore, show_table

LISTED = 15  # names in each list of the report
FINDING = re.compile(r'<p class="finding.*?>(.*?)</p>', re.S)
STYLE = """<style>
:root { --jp-mirror-editor-number-color: #00600f; --jp-mirror-editor-operator-color: #7a00c2;
  --jp-mirror-editor-comment-color: #2f6060; }
.jp-RenderedMarkdown a { text-decoration: underline; }
</style>"""  # what the page lacks to be read by everybody
BESIDE = re.compile(
    r'<a href="\.\./[^"]*">(.*?)</a>', re.S
)  # a link to a file of the project, which is not beside the page
AGAIN = "run the same command again; if it says the same, report it to the makers"
FIGURE = re.compile(r"<figure\b.*?</figure>", re.S)


def write_reports(articles: Sequence[Article], out: str | Path) -> list[str]:
    """Write the report of each article to a folder of its own under `out` and print what it found.

    Articles given together are compared with one another in notebook 6. Returns the errors, one
    line each; the reports of the other articles are complete."""
    errors = []
    places = []
    for article in articles:
        with failing_alone(article, errors):
            places.append(find_place(article, articles, Path(out).resolve()))
    for article, folder, path in places:
        with failing_alone(article, errors):
            say(f"{folder.name}: {count_words(article.text):,} words")
            errors += write_report(
                article, folder, path, [other for _, _, other in places if other != path]
            )
    return errors


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
    told = " ".join(str(error).split()) or type(error).__name__
    remedy = MORE_FILES if getattr(error, "errno", None) in (errno.EMFILE, errno.ENFILE) else AGAIN
    return (
        f"its report was not made ({told if isinstance(error, OSError) else f'{type(error).__name__}: {told}'})",
        remedy,
    )


def find_place(article, articles, out):
    """Return an article as the notebooks read it, the folder of its report, and a file that holds
    this article alone: its own, or where that holds several a copy in that folder."""
    path = Path(article.source).resolve()
    alone = sum(other.source == article.source for other in articles) == 1
    drafts = (
        read_drafts(path)[0]
        if alone and path.is_file() and path.suffix.lower() not in TABULAR
        else []
    )
    if len(drafts) == 1:  # whatever else was given, there it has the id that it has without others
        article = replace(article, id=drafts[0].id or safe_name(path.stem), source=str(path))
    folder = results_folder(article, out)
    for part in (out, folder, folder / "tables", folder / "figures"):
        sweep(part)
    return article, folder, path if len(drafts) == 1 else copy_into(folder, article)


def copy_into(folder, article):
    """Write an article with its corrections into a folder, and return the path."""
    name = safe_name(article.id)
    row = {"id": article.id, "text": article.text} | {
        key: getattr(article, key) for key in METADATA
    }
    corrections = pd.DataFrame(article.corrections, columns=Correction._fields)
    with as_writing_errors(folder):
        write_whole(folder / f"{name}.jsonl", json.dumps(row, ensure_ascii=False).encode())
        write_whole(folder / f"{name}.corrections.csv", corrections.to_csv(index=False).encode())
    return folder / f"{name}.jsonl"


def write_report(article, folder, path, others=()):
    """Write one article's report: tables, figures, the executed notebooks as HTML, and index.html
    that leads to them."""
    began = time.perf_counter()
    corpus = Path(os.path.commonpath([other.parent for other in (path, *others)]))
    values: dict[str, str | list[str]] = {
        "ARTICLE": str(path.relative_to(corpus)),
        "CORPUS": str(corpus),
        "RESULTS": str(folder.parent),
    }
    if others or not is_sample(path):
        values["OTHERS"] = [str(other.relative_to(corpus)) for other in others]
    notebooks = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    pages = {}
    errors = []

    def keep(notebook, executed, error):
        if rest.done():
            rest.result()  # what failed there ends the run here
        name = notebook.stem
        with as_writing_errors(folder):
            write_whole(folder / f"{name}.html", as_html(executed, name).encode())
        pages[name] = summary(executed)
        errors.extend([f"{folder.name}: notebook {name}: {error}"] if error else [])
        seconds = time.perf_counter() - began
        say(f"  {len(pages)} of {len(notebooks)}  {name.replace('_', ' ', 1)}  {seconds:.0f} s")

    longest_first = sorted(notebooks, key=lambda notebook: -notebook.stat().st_size)
    beside = ThreadPoolExecutor(1)
    annotating = beside.submit(
        annotate, article
    )  # once, before the notebooks ask for it at the same time
    rest = beside.submit(lambda: write_rest(annotating.result(), folder))
    try:
        run_notebooks(longest_first, values, keep, first=annotating.result)
        parts = rest.result()
    finally:
        beside.shutdown(cancel_futures=True)
    in_order = {notebook.stem: pages[notebook.stem] for notebook in notebooks}
    with as_writing_errors(folder):
        write_whole(folder / "index.html", render(article, in_order, **parts))
    for notebook in notebooks:
        say(f"  {pages[notebook.stem]['finding']}")
    say(f"  report: {folder / 'index.html'}")
    return errors


def write_rest(annotated, folder):
    """Write the tables of an article, and return the parts of its report that do not come from the
    notebooks."""
    tables = analyse(annotated.article)
    save_tables(tables, folder / "tables")
    methods = methods_text(annotated, checks(annotated.article))
    return {"lists": evidence_lists(annotated, tables["sentiment"]), "methods": methods}


def is_sample(path):
    """Whether an article is the one the notebooks are committed with, which has its own companions
    to compare with."""
    return path == CORPUS / "lavrov_mali.txt"


def as_html(notebook, name):
    """Return an executed notebook as one HTML page that fetches nothing from the network."""
    page = exporter().from_notebook_node(notebook, resources={"metadata": {"name": name}})[0]
    return BESIDE.sub(r"\1", page).replace("</head>", f"{STYLE}\n</head>", 1)


@cache
def exporter():
    """Return what makes pages of notebooks, made once: its templates take longer to read than a
    notebook."""
    from nbconvert import HTMLExporter

    nowhere = dict.fromkeys(("require_js_url", "jquery_url", "mathjax_url", "mermaid_js_url"), "")
    return HTMLExporter(
        template_name="lab", exclude_input_prompt=True, exclude_output_prompt=True, **nowhere
    )


def summary(notebook):
    """Return what the page shows of a notebook: its title, its finding in words and its first
    picture."""
    title = next(
        (
            cell.source.partition("\n")[0].lstrip("# ")
            for cell in notebook.cells
            if cell.cell_type == "markdown"
        ),
        "",
    )
    outputs = [
        output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    ]
    shown = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    finding = FINDING.search(shown)
    figure = FIGURE.search(shown)
    return {
        "title": title,
        "finding": unescape(finding[1]) if finding else "",
        "figure": figure[0] if figure else "",
    }


def render(article, pages, *, lists, methods):
    """Return the report's page, which needs nothing beside it: the findings in words, the main
    pictures, lists that open to the sentences behind them, the methods, what was checked by hand,
    versions and citation."""
    from jinja2 import Environment, PackageLoader

    import helpers

    template = Environment(loader=PackageLoader("helpers", "data"), autoescape=True).get_template(
        "report.html"
    )
    return template.render(
        article=article,
        words=count_words(article.text),
        pages=pages,
        version=helpers.__version__,
        citation=CITATION,
        lists=lists,
        methods=methods,
        validity=show_table(validity()).data,
        versions=show_table(versions_table()).data,
    ).encode()


def evidence_lists(annotated, sentiment):
    """Return (heading, HTML) of each list whose names open to their sentences: actors, speakers,
    tone, framing."""
    article = annotated.article
    sentences = annotated.sentences
    actors = annotated.actors.query("type != 'place'")
    colours = actor_colours(actors)
    main = actors["actor"].head(LISTED)
    evidence = find_evidence(annotated, sentiment=sentiment)
    lists = [
        (
            "Who is mentioned?",
            annotated.mentions[annotated.mentions["actor"].isin(main)],
            ["actor"],
            None,
        ),
        ("Who speaks?", annotated.quotes, ["speaker", "type"], "words"),
        (
            "In what tone is each actor spoken of?",
            sentiment[sentiment["actor"].isin(main)],
            ["actor", "label"],
            None,
        ),
        (
            "How is each actor framed?",
            evidence[evidence["actor"].isin(main)],
            ["actor", "measure", "category"],
            None,
        ),
    ]
    return [
        (
            heading,
            explore(
                article, table, sentences, by=by, colours=colours, weight=weight, most=LISTED
            ).data,
        )
        for heading, table, by, weight in lists
    ]


def checks(article):
    """Return how far a coded sheet beside the article agrees with the machine (see
    `checking.summarise`), None if it cannot be read: notebook 7 tells why."""
    try:
        return summarise(sheet_of(article), analyse(without_answers(article)))
    except ValueError:
        return None
