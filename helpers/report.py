"""Takes articles, gives the report of each: the notebooks run on it, one page with what they found, tables and figures."""

import json
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from html import unescape
from pathlib import Path

import pandas as pd

from helpers.annotation import annotate
from helpers.articles import METADATA, count_words, read_drafts, safe_name
from helpers.corpus import analyse
from helpers.corrections import Correction
from helpers.display import save_figure
from helpers.files import write_whole
from helpers.formats import TABLES
from helpers.writers import as_csv, neutralise, write_tables

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PARALLEL = 3  # notebooks run at a time: each has a Python of its own and waits a while for it to start
SECONDS = 600  # a cell that takes longer has hung
FINDING = re.compile(r'<p class="finding.*?>(.*?)</p>', re.S)
NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
FIGURE = re.compile(r"<figure\b.*?</figure>", re.S)


def write_reports(articles, out):
    """Write the report of each article to a folder of its own under `out` and print what it found.

    Articles given together are compared with one another in notebook 6. Returns the errors, one line each; the reports
    of the other articles are complete.
    """
    errors, folders = [], {}
    for article in articles:
        folder = Path(out).resolve() / safe_name(article.id)
        folders[article.id] = folder
        folder.mkdir(parents=True, exist_ok=True)
    places = {article.id: place(article, articles, folders[article.id]) for article in articles}
    for article in articles:
        print(f"{article.id}: {count_words(article.text):,} words")
        others = [places[other.id] for other in articles if other.id != article.id]
        errors += write_report(article, folders[article.id], places[article.id], others)
    return errors


def place(article, articles, folder):
    """Return a file that holds this article alone: its own, or where that holds several a copy in the report's folder."""
    source = Path(article.source)
    alone = sum(other.source == article.source for other in articles) == 1
    if article.source and alone and source.suffix.lower() not in TABLES and len(read_drafts(source)[0]) == 1:
        return source.resolve()
    name = safe_name(article.id)
    row = {"id": article.id, "text": article.text} | {key: getattr(article, key) for key in METADATA}
    write_whole(folder / f"{name}.jsonl", json.dumps(row, ensure_ascii=False).encode())
    corrections = pd.DataFrame(article.corrections, columns=Correction._fields)
    write_whole(folder / f"{name}.corrections.csv", corrections.to_csv(index=False).encode())
    return folder / f"{name}.jsonl"


def write_report(article, folder, path, others=()):
    """Write one article's report: tables, figures, the executed notebooks as HTML, and index.html that leads to them."""
    began = time.perf_counter()
    annotate(article)  # once, before the notebooks ask for it all at the same time
    corpus = Path(os.path.commonpath([other.parent for other in (path, *others)]))
    values = {"ARTICLE": str(path.relative_to(corpus)), "CORPUS": str(corpus), "RESULTS": str(folder.parent)}
    if others or not is_sample(path):
        values["OTHERS"] = [str(other.relative_to(corpus)) for other in others]
    notebooks = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    longest_first = sorted(notebooks, key=lambda notebook: -notebook.stat().st_size)
    pages, errors = {}, []
    with ThreadPoolExecutor(PARALLEL) as pool:
        running = {pool.submit(run_notebook, notebook, values): notebook for notebook in longest_first}
        write_tables(analyse(article), folder / "tables", format="csv")
        for done, future in enumerate(as_completed(running), 1):
            name = running[future].stem
            executed, error = future.result()
            write_whole(folder / f"{name}.html", as_html(executed, name).encode())
            pages[name] = summary(executed)
            errors += [f"{article.id}: notebook {name}: {error}"] if error else []
            print(
                f"  {done} of {len(notebooks)}  {name.replace('_', ' ', 1)}  {time.perf_counter() - began:.0f} s",
                flush=True,
            )
    write_whole(folder / "index.html", render(article, {notebook.stem: pages[notebook.stem] for notebook in notebooks}))
    for notebook in notebooks:
        print(f"  {pages[notebook.stem]['finding']}")
    print(f"  report: {folder / 'index.html'}")
    return errors


def is_sample(path):
    """Whether an article is the one the notebooks are committed with, which has its own companions to compare with."""
    return path == ROOT / "corpus" / "lavrov_mali.txt"


def run_notebook(path, values):
    """Return a notebook executed with these parameters, and the error that stopped it in one line, or an empty string."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from traitlets.config import Config

    notebook = set_parameters(nbformat.read(path, as_version=4), values)
    private = Config({"KernelManager": {"transport_encryption": "auto"}})  # others on this machine cannot listen in
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=where, config=private)
    with tempfile.TemporaryFile() as log:  # what a kernel prints beside its messages tells only why it died
        try:
            client.execute(stderr=log)
        except CellExecutionError as error:
            return notebook, f"{error.ename}: {' '.join(str(error.evalue).split())[:500]}"
        except (CellTimeoutError, RuntimeError) as error:  # it hung, or its kernel died
            log.seek(0)
            return notebook, " ".join(f"{error} {log.read()[-300:].decode(errors='replace')}".split())[:800]
    return notebook, ""


def set_parameters(notebook, values):
    """Return the notebook with new values for the names that its cell tagged `parameters` assigns."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            for name, value in values.items():
                line = f"{name} = {value!r}"
                cell.source = re.sub(rf"^{name} *=.*$", lambda _, line=line: line, cell.source, flags=re.M)
    return notebook


def as_html(notebook, name):
    """Return an executed notebook as one HTML page that fetches nothing from the network."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="lab",
        require_js_url="",
        jquery_url="",
        mathjax_url="",
        mermaid_js_url="",
        exclude_input_prompt=True,
    )
    return exporter.from_notebook_node(notebook, resources={"metadata": {"name": name}})[0]


def summary(notebook):
    """Return what the page shows of a notebook: its title, its finding in words and its first picture."""
    title = next(
        (cell.source.partition("\n")[0].lstrip("# ") for cell in notebook.cells if cell.cell_type == "markdown"), ""
    )
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = "".join(output["data"].get("text/html", "") for output in outputs if "data" in output)
    finding, figure = FINDING.search(shown), FIGURE.search(shown)
    return {"title": title, "finding": unescape(finding[1]) if finding else "", "figure": figure[0] if figure else ""}


def render(article, pages):
    """Return the report's page: the findings in words, the main pictures, and links to notebooks, tables and figures."""
    from jinja2 import Environment, PackageLoader

    import helpers

    template = Environment(loader=PackageLoader("helpers", "data"), autoescape=True).get_template("report.html")
    return template.render(
        article=article, words=count_words(article.text), pages=pages, version=helpers.__version__
    ).encode()


def results_folder(article, folder=None):
    """Return the folder for what is made of an article: one with its id in `folder`, or else in the project's results/."""
    return Path(folder or ROOT / "results") / safe_name(article.id)


def save_results(article, *, tables=None, figures=None, folder=None):
    """Save tables as CSV and XLSX and figures as PNG and SVG, by name, and return the paths as a table.

    They go to `folder` (the project's results/ if none is given), into a folder with the article's id.
    """
    folder, paths = results_folder(article, folder), []
    for name, table in (tables or {}).items():
        for ending, write in (("csv", as_csv), ("xlsx", partial(as_xlsx, name=name))):
            paths.append(folder / "tables" / f"{name}.{ending}")
            write_whole(paths[-1], write(table))
    for name, ax in (figures or {}).items():
        paths += save_figure(ax, folder / "figures" / name)
    return pd.DataFrame({"saved": [str(path.relative_to(folder.parent)) for path in paths]}, dtype="str")


def as_xlsx(table, name):
    """Return a table as an Excel file in which no cell is taken for a formula or an address, now or saved as CSV."""
    import io

    file, options = io.BytesIO(), {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        printable(neutralise(table)).to_excel(book, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
        book.book.set_properties({"created": pd.Timestamp("2000-01-01")})  # the same table gives the same bytes
    return file.getvalue()


def printable(table):
    """Return a table without the characters that XML, and with it an Excel file, cannot hold."""
    strings = table.select_dtypes("str").columns
    return table.assign(
        **{column: table[column].str.replace(NOT_XML, "\N{REPLACEMENT CHARACTER}", regex=True) for column in strings}
    )
