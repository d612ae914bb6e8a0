"""What a researcher waits for: from Run All to the first results, in JupyterLab in a browser, on an
article that is new; and the report on one article, by all notebooks, where all is installed and
nothing has changed.

    python -m benchmarks.waiting

Seconds, the better of two; beside them a notebook that only imports spaCy and pandas, loads the
model and parses the article."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from benchmarks.tagging import read_texts
from helpers.base.places import CORPUS
from tests.lab import (
    CHROMIUM,
    NOTEBOOKS,
    empty_copy,
    open_lab,
    open_notebook,
    open_page,
    run_all,
    wait_until_run,
)

TIMES = 2
WORDS = range(600, 900)
READ = ".jp-OutputArea-output:has-text('words · English') >> nth=0"
FINDING = "p.finding >> nth=0"
BARE = """import pandas, pathlib
from benchmarks.peers import load_bare
print(len(load_bare()(pathlib.Path({path!r}).read_text())), "words · English")"""


def bare_notebook(path):
    """Return a notebook of one cell that parses a file."""
    cell = nbformat.v4.new_code_cell(BARE.format(path=str(path)))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return nbformat.v4.new_notebook(cells=[cell], metadata=kernel)


def wait_for(folder, name, selectors):
    """Run a notebook of a folder in a JupyterLab of its own; return the seconds until each of some
    things is on the page, and until all has run."""
    places = {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(CORPUS.parent)}
    with open_lab(folder, folder / "lab", **places) as told, open_page() as page:
        open_notebook(page, told, name)
        run_all(page)
        began = time.perf_counter()
        waited = []
        for selector in selectors:
            page.locator(selector).wait_for()
            waited.append(time.perf_counter() - began)
        wait_until_run(page)
        return [*waited, time.perf_counter() - began]


def in_browser(folder):
    """Print how long each notebook takes on new articles, beside the bare parse."""
    texts = iter(text for text in read_texts(840) if len(text.split()) in WORDS)
    article = (
        Path(shutil.copytree(CORPUS, folder / "corpus")) / "new.txt"
    )  # notebook 6 compares with the samples in it
    values = {"ARTICLE": article.name, "CORPUS": str(article.parent), "RESULTS": str(folder)}
    for path in [None, *NOTEBOOKS]:
        best = None
        for _ in range(TIMES):
            article.write_text(next(texts), encoding="utf-8")
            name = path.name if path else "bare.ipynb"
            nbformat.write(
                empty_copy(path, **values) if path else bare_notebook(article), folder / name
            )
            waited = wait_for(folder, name, [READ, FINDING] if path else [READ])
            best = waited if best is None else list(map(min, best, waited))
        print(
            f"{path.stem if path else 'spaCy alone':24}"
            + "".join(f"{seconds:10.1f}" for seconds in best),
            flush=True,
        )


def report_seconds(folder):
    """Return the seconds of the report on the first article, of several: the first may have to fill
    the cache."""
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "helpers",
            "report",
            CORPUS / "lavrov_mali.txt",
            "--out",
            folder,
        ]
        subprocess.run(list(map(str, command)), cwd=CORPUS.parent, check=True, capture_output=True)
        found.append(time.perf_counter() - began)
    return found


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if CHROMIUM:
            print(f"{'seconds after Run All':24}{'read':>10}{'finding':>10}{'all':>10}")
            in_browser(folder)
        else:
            print("there is no Chromium: apt install chromium")
        told = ", ".join(f"{seconds:.1f}" for seconds in report_seconds(folder / "results"))
        print(f"report on the first article, all notebooks: {told} s")


if __name__ == "__main__":
    main()
