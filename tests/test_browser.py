"""The notebooks as a researcher meets them: in JupyterLab, in a real browser. Without Chromium
these tests are skipped."""

import shutil

import nbformat
import pytest
from lab import (
    CHROMIUM,
    FAULT,
    NOTEBOOKS,
    empty_copy,
    open_lab,
    open_notebook,
    open_page,
    run_all,
    wait_until_run,
)
from shared import ROOT
from watch import strace, strangers

from helpers import read_article
from helpers.checking.sheets import read_sheet
from helpers.report.pages import write_reports

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt install chromium"),
]
NAMES = [path.stem for path in NOTEBOOKS]
MARKED = NAMES[:6]
SAMPLES = sorted(f"samples/{path.name}" for path in (ROOT / "corpus" / "samples").glob("*.md"))
NEW = """Harbour council votes down dredging plan

The Harbour Council of Port Ellis rejected a plan to dredge its northern channel on Monday.

"We were promised jobs and got mud," said Councillor Marta Quill. Fishermen applauded her.

Shipping company Norden Line claimed the vote would cost the town 200 jobs. "They will regret this," its director said.

The Harbour Council of Port Ellis rejected on Monday a plan to dredge its northern channel.
"""  # noqa: E501 - a paragraph is a line


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of what JupyterLab keeps for itself, and of whom it asked."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def lab(tmp_path_factory, home):
    """A JupyterLab over an empty folder: (folder, (address, token))."""
    folder = tmp_path_factory.mktemp("lab")
    with open_lab(folder, home) as told:
        yield folder, told


@pytest.fixture
def page():
    with open_page() as page:
        yield page


def open_and_run(page, lab, name, **parameters):
    """Open a notebook with other parameters in JupyterLab and run all its cells."""
    folder, told = lab
    nbformat.write(
        empty_copy(ROOT / "notebooks" / f"{name}.ipynb", **parameters), folder / f"{name}.ipynb"
    )
    open_notebook(page, told, f"{name}.ipynb")
    run_all(page)


def look_at(page, name, *, marked=True):
    """Check that a notebook shows what it is to show: no error, its finding, its pictures, its
    marks."""
    assert page.locator(FAULT).all_inner_texts() == []
    assert len(page.locator("p.finding").first.inner_text()) > 20
    loaded = page.locator("figure img").evaluate_all(
        "all => all.map(one => one.complete && one.naturalWidth > 300)"
    )
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
    open_and_run(page, lab, name, CORPUS=str(corpus), RESULTS=str(tmp_path))
    last = wait_until_run(page)
    look_at(page, name)
    if name == "1_read_and_tag":
        assert "Lavrov" in page.locator("p.finding").first.inner_text()
    for picked in ["new.txt", *SAMPLES]:
        page.get_by_label("Article", exact=True).select_option(picked)
        page.get_by_text("to read this one").wait_for()
        run_all(page)
        last = wait_until_run(page, last)
        look_at(
            page, name, marked=name[0] != "3" or picked == "new.txt"
        )  # the samples repeat nothing
        assert (
            page.get_by_label("Article", exact=True).evaluate("one => one.selectedOptions[0].text")
            == picked
        )
        assert (
            picked
            in page.locator(".jp-OutputArea-output", has_text="words · English").first.inner_text()
        )


def test_a_wrong_name_is_told_in_one_line_that_helps(page, lab, corpus, tmp_path):
    open_and_run(
        page,
        lab,
        "1_read_and_tag",
        ARTICLE="lavrov_mail.txt",
        CORPUS=str(corpus),
        RESULTS=str(tmp_path),
    )
    wait_until_run(page)
    [fault] = page.locator(FAULT).all_inner_texts()
    assert (
        fault.strip()
        == f"ArticleError: lavrov_mail.txt: no such file in {corpus}; there is: lavrov_mali.txt"
    )
    page.get_by_label("Article", exact=True).select_option(
        "lavrov_mali.txt"
    )  # and the list is there to pick from
    page.get_by_text("to read this one").wait_for()
    run_all(page)
    wait_until_run(page, 2)
    look_at(page, "1_read_and_tag")


def test_names_open_to_their_sentences_by_keyboard_and_mouse(page, lab, tmp_path):
    open_and_run(page, lab, "1_read_and_tag", RESULTS=str(tmp_path))
    wait_until_run(page)
    first, second = (page.locator(".explore > details").nth(n) for n in range(2))
    assert not first.locator("li").first.is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    first.locator("li").first.wait_for()
    second.locator("summary").click()
    second.locator("li mark").first.wait_for()


def test_a_sheet_is_coded_in_the_notebook(page, lab, tmp_path):
    open_and_run(page, lab, "7_check_by_hand", CODER="coder_2", RESULTS=str(tmp_path))
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
    assert (
        page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        == 0
    )


@pytest.mark.skipif(strace() is None, reason="there is no strace: apt install strace")
def test_neither_jupyterlab_nor_a_notebook_has_asked_anybody(page, lab, home, tmp_path):
    open_and_run(page, lab, "2_sentiment", RESULTS=str(tmp_path))
    wait_until_run(page)
    assert strangers(home / "calls") == []


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
