"""The notebooks as a researcher meets them: in JupyterLab, in a real browser. Without Chromium these tests are skipped."""

import os
import re
import shutil
import subprocess
import sys
import time

import nbformat
import pytest
from conftest import ROOT

from helpers.report import set_parameters
from helpers.sheets import read_sheet

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt install chromium")
LONG = 120_000  # milliseconds that a notebook may take on a slow machine
STARTED = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\w+)")


SETTINGS = {  # all cells are on the page, not those in view only; nobody asks for news
    "notebook-extension/tracker": '{"windowingMode": "none"}',
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab over an empty folder: (folder, address, token)."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("lab")
    for name, setting in SETTINGS.items():
        path = home / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(setting)
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root",
               f"--ServerApp.root_dir={folder}"]  # fmt: skip
    places = {"JUPYTERLAB_SETTINGS_DIR": home, "JUPYTERLAB_WORKSPACES_DIR": home, "JUPYTER_CONFIG_DIR": home}
    environment = os.environ | {name: str(path) for name, path in places.items()}
    with (home / "log").open("w+") as log, subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server:
        try:
            told, waited = None, 0
            while not told and waited < LONG and server.poll() is None:
                time.sleep(0.25)
                told, waited = STARTED.search((home / "log").read_text()), waited + 250
            assert told, (home / "log").read_text()
            yield folder, *told.groups()
        finally:
            server.terminate()


@pytest.fixture
def page(lab):
    """A page of a new browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(LONG)
        yield page
        browser.close()


def open_notebook(page, lab, name, **parameters):
    """Open a notebook with other parameters in JupyterLab and run all its cells, by the menu."""
    folder, address, token = lab
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(set_parameters(notebook, parameters), folder / f"{name}.ipynb")
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={token}")
    page.locator(".jp-Notebook").wait_for()
    page.get_by_text(re.compile(r"^Python 3.* \| Idle$")).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_a_sheet_is_coded_in_the_notebook(page, lab, tmp_path):
    open_notebook(page, lab, "7_check_by_hand", CODER="coder_2", RESULTS=str(tmp_path))
    sheet = tmp_path / "lavrov_mali" / "coding_sheet.xlsx"
    page.get_by_role("button", name="1 negative").wait_for()
    page.get_by_role("button", name="3 positive").click()
    page.get_by_text("coder_2: 1 of 20 coded").wait_for()
    field = page.get_by_label("Answer no.")
    field.press("2")
    page.get_by_text("coder_2: 2 of 20 coded").wait_for()
    page.keyboard.press("1")  # the field keeps the focus
    page.get_by_text("coder_2: 3 of 20 coded").wait_for()
    page.get_by_role("button", name="Back").click()
    page.get_by_text("Item 3 of 20").wait_for()
    answers = read_sheet(sheet)
    assert answers["coder_2"].tolist()[:4] == ["positive", "neutral", "negative", ""]
    assert set(answers["coder_1"]) == {""}
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
