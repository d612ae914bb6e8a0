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

from helpers import read_article
from helpers.execution import set_parameters
from helpers.report import write_reports
from helpers.sheets import read_sheet

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt install chromium")
LONG = 120_000  # milliseconds that a notebook may take on a slow machine
PROMPT = ".jp-CodeCell .jp-InputArea-prompt"
FAULT = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
DONE = f"""after => document.querySelector("{FAULT}") || [...document.querySelectorAll("{PROMPT}")]
  .every(one => Number((one.innerText.match(/\\[(\\d+)\\]/) || [0, 0])[1]) > after)"""
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
MARKED = NAMES[:6]
SAMPLES = sorted(f"samples/{path.name}" for path in (ROOT / "corpus" / "samples").glob("*.md"))
NEW = """Harbour council votes down dredging plan

The Harbour Council of Port Ellis rejected a plan to dredge its northern channel on Monday.

"We were promised jobs and got mud," said Councillor Marta Quill. Fishermen applauded her.

Shipping company Norden Line claimed the vote would cost the town 200 jobs. "They will regret this," its director said.

The Harbour Council of Port Ellis rejected on Monday a plan to dredge its northern channel.
"""
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
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={token}&reset")
    page.locator(".jp-Notebook").wait_for()
    page.get_by_text(re.compile(r"^Python 3.* \| Idle$")).wait_for()
    run_all(page)


def run_all(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def wait_until_run(page, after=0):
    """Wait until all code cells have run, or one has failed; return the number of the last one that ran."""
    page.wait_for_function(DONE, arg=after)
    return max(int(number) for number in re.findall(r"\[(\d+)\]", " ".join(page.locator(PROMPT).all_inner_texts())))


def look_at(page, name, *, marked=True):
    """Check that a notebook shows what it is to show: no error, its finding, its pictures, its marks."""
    assert page.locator(FAULT).all_inner_texts() == []
    assert len(page.locator("p.finding").first.inner_text()) > 20
    loaded = page.locator("figure img").evaluate_all("all => all.map(one => one.complete && one.naturalWidth > 300)")
    assert loaded and all(loaded)
    assert page.locator("figure img").evaluate_all("all => all.every(one => one.alt.length > 40)")
    if marked and name in MARKED:
        assert page.locator("mark").count() > 3


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A copy of the corpus with one article more, which nothing here was made for."""
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    shutil.copytree(ROOT / "corpus", folder)
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_any_article(page, lab, corpus, tmp_path, name):
    open_notebook(page, lab, name, CORPUS=str(corpus), RESULTS=str(tmp_path))
    last = wait_until_run(page)
    look_at(page, name)
    if name == "1_read_and_tag":
        assert "Lavrov" in page.locator("p.finding").first.inner_text()
    for picked in ["new.txt", *SAMPLES]:
        page.get_by_label("Article", exact=True).select_option(picked)
        page.get_by_text("to read this one").wait_for()
        run_all(page)
        last = wait_until_run(page, last)
        look_at(page, name, marked=name[0] != "3" or picked == "new.txt")  # the samples repeat nothing
        assert page.get_by_label("Article", exact=True).evaluate("one => one.selectedOptions[0].text") == picked
        assert picked in page.locator(".jp-OutputArea-output", has_text="words · English").first.inner_text()


def test_a_wrong_name_is_told_in_one_line_that_helps(page, lab, corpus, tmp_path):
    open_notebook(page, lab, "1_read_and_tag", ARTICLE="lavrov_mail.txt", CORPUS=str(corpus), RESULTS=str(tmp_path))
    wait_until_run(page)
    [fault] = page.locator(FAULT).all_inner_texts()
    assert fault.strip() == f"ArticleError: lavrov_mail.txt: no such file in {corpus}; there is: lavrov_mali.txt"
    page.get_by_label("Article", exact=True).select_option("lavrov_mali.txt")  # and the list is there to pick from
    page.get_by_text("to read this one").wait_for()
    run_all(page)
    wait_until_run(page, 2)
    look_at(page, "1_read_and_tag")


def test_names_open_to_their_sentences_by_keyboard_and_mouse(page, lab, tmp_path):
    open_notebook(page, lab, "1_read_and_tag", RESULTS=str(tmp_path))
    wait_until_run(page)
    first, second = (page.locator(".explore > details").nth(n) for n in range(2))
    assert not first.locator("li").first.is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    first.locator("li").first.wait_for()
    second.locator("summary").click()
    second.locator("li mark").first.wait_for()


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


def test_the_report_is_one_accessible_page_that_opens_to_its_evidence(page, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    write_reports([read_article("lavrov_mali.txt")], tmp_path)
    report = tmp_path / "lavrov_mali"
    page.goto((report / "index.html").as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = false)")
    section = page.locator("section", has_text="Who speaks?")
    section.locator("summary", has_text="Sergey Lavrov").first.click()
    section.locator("summary", has_text="direct").first.click()
    section.get_by_text("I am not aware of any UN experts").first.wait_for()
    for other in sorted(report.glob("[1-7]_*.html")):
        page.goto(other.as_uri())
        faults = Axe().run(page).response["violations"]
        assert [(other.name, fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
