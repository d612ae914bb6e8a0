"""Takes a folder, gives a JupyterLab over it, and pages of a real browser that show notebooks in it
and run them."""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
from watch import watching

from helpers.report.execution import set_parameters

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
OPTIONS = ("--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root")
LONG = 120_000  # milliseconds that a notebook may take on a slow machine
STARTED = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\w+)")
PROMPT = ".jp-CodeCell .jp-InputArea-prompt"
FAULT = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
DONE = f"""after => document.querySelector("{FAULT}") || [...document.querySelectorAll("{PROMPT}")]
  .every(one => Number((one.innerText.match(/\\[(\\d+)\\]/) || [0, 0])[1]) > after)"""
SETTINGS = {
    "notebook-extension/tracker": '{"windowingMode": "none"}'
}  # all cells are on the page, not those in view only


@contextmanager
def open_lab(folder, home, **environment):
    """Give the address and token of a JupyterLab over a folder; what it keeps for itself, it keeps
    in `home`.

    Whom it and its Pythons ask is written to `home`/calls; see watch.
    """
    for name, setting in SETTINGS.items():
        path = home / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(setting)
    command = [
        *watching(home / "calls"),
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        f"--ServerApp.root_dir={folder}",
        *OPTIONS,
    ]
    places = {
        "JUPYTERLAB_SETTINGS_DIR": home,
        "JUPYTERLAB_WORKSPACES_DIR": home,
        "JUPYTER_CONFIG_DIR": home,
    }
    places |= {
        "PYTHONPATH": NOTEBOOKS[0].parents[1]
    }  # without the guard of the tests, which would hide who is asked
    environment = os.environ | {name: str(path) for name, path in places.items()} | environment
    with (
        (home / "log").open("w+") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server,
    ):
        try:
            told = None
            waited = 0
            while not told and waited < LONG and server.poll() is None:
                time.sleep(0.25)
                told = STARTED.search((home / "log").read_text())
                waited = waited + 250
            assert told, (home / "log").read_text()
            yield told.groups()
        finally:
            server.terminate()


@contextmanager
def open_page():
    """Give a page of a new browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(LONG)
        yield page
        browser.close()


def empty_copy(path, **parameters):
    """Return a notebook without its outputs, with other parameters."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return set_parameters(notebook, parameters)


def open_notebook(page, lab, name):
    """Open a notebook of the lab's folder on a page, and wait until its Python is there."""
    address, token = lab
    page.goto(f"{address}/lab/tree/{name}?token={token}&reset")
    page.locator(".jp-Notebook").wait_for()
    page.get_by_text(re.compile(r"^Python 3.* \| Idle$")).wait_for()


def run_all(page):
    """Run all cells of the notebook on a page, by the menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def wait_until_run(page, after=0):
    """Wait until all code cells have run, or one has failed; return the number of the last one that
    ran."""
    page.wait_for_function(DONE, arg=after)
    return max(
        int(number)
        for number in re.findall(r"\[(\d+)\]", " ".join(page.locator(PROMPT).all_inner_texts()))
    )
