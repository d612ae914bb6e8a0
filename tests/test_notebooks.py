"""The notebooks: their form, and that a fresh kernel gives again what is committed."""

import ast
import re
from functools import cache
from html import unescape

import nbformat
import pytest
from shared import ROOT

from helpers.report.execution import run_notebooks
from helpers.report.pages import FIGURE, FINDING

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
LONGEST = 8  # lines of a code cell
WIDEST = 125  # columns of a line
DECIMAL = re.compile(r"[-−+]?\d+\.\d+")
ROUNDING = 0.02  # processors may differ so much in a number that a neural network gave


@cache
def saved(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="session")
def executed(tmp_path_factory):
    results = str(tmp_path_factory.mktemp("results"))
    with run_notebooks(NOTEBOOKS, {"RESULTS": results}) as runs:
        return {path.stem: (notebook, error) for path, notebook, error in runs}


def code_cells(notebook):
    """The code cells, but for the one that sets other parameters."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell for cell in cells if "injected-parameters" not in cell.metadata.get("tags", [])]


def shown_text(notebook):
    """The text that each code cell shows, without tags and pictures."""
    texts = []
    for cell in code_cells(notebook):
        html = [
            output.get("data", {}).get("text/html", output.get("text", ""))
            for output in cell.outputs
        ]
        texts.append(" ".join(unescape(re.sub(r"<[^>]*>", " ", part)) for part in html).split())
    return texts


def test_there_are_seven():
    assert [name[:2] for name in NAMES] == [f"{n}_" for n in range(1, 8)]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_reads_as_the_others_do(name):
    notebook = saved(name)
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and re.match(r"# .*\?\n", first.source)
    parameters = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(parameters) == 1 and parameters[0].source.startswith('ARTICLE = "lavrov_mali.txt"')
    assert 12 <= len(notebook.cells) <= 25
    headings = " ".join(
        re.findall(
            r"^## .*",
            "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown"),
            re.M,
        )
    )
    assert "Result" in headings and "cannot tell you" in headings and "Save" in headings
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("name", NAMES)
def test_code_cells_are_short_and_define_nothing(name):
    for cell in code_cells(saved(name)):
        lines = cell.source.splitlines()
        assert len(lines) <= LONGEST and max(map(len, lines)) <= WIDEST, cell.source
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.Lambda)
            for node in nodes
        )


@pytest.mark.parametrize("name", NAMES)
def test_it_imports_from_helpers_alone_in_two_lines_at_most(name):
    code = "\n".join(cell.source for cell in code_cells(saved(name)))
    imports = re.findall(r"^\s*((?:from|import) .*)", code, re.M)
    ours = [line for line in imports if "helpers" in line]
    assert 1 <= len(ours) <= 2
    assert all(line.startswith("from helpers import ") for line in ours)


@pytest.mark.parametrize("name", NAMES)
def test_no_number_in_the_prose_is_a_finding(name):
    text = " ".join(cell.source for cell in saved(name).cells if cell.cell_type == "markdown")
    assert "Lavrov" not in text and "Bamako" not in text  # what is said of this article is computed


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_in_a_fresh_kernel_and_shows_what_is_committed(name, executed):
    notebook, error = executed[name]
    assert error == ""
    found, expected = (
        " | ".join(map(" ".join, shown_text(one))) for one in (notebook, saved(name))
    )
    assert DECIMAL.split(found) == DECIMAL.split(expected), (
        f"run `make notebooks` if the change in {name} is meant"
    )
    numbers = (
        [float(number.replace("−", "-")) for number in DECIMAL.findall(text)]
        for text in (found, expected)
    )
    assert max((abs(a - b) for a, b in zip(*numbers, strict=True)), default=0) <= ROUNDING


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_a_description_and_every_notebook_a_finding(name, executed):
    outputs = [out for cell in code_cells(executed[name][0]) for out in cell.outputs]
    html = "".join(out.data.get("text/html", "") for out in outputs if "data" in out)
    assert FINDING.search(html)[1].strip()
    for figure in FIGURE.findall(html):
        assert len(re.search(r'alt="([^"]*)"', figure)[1]) > 40
    assert "image/png" not in {kind for out in outputs for kind in out.get("data", {})}
    assert not [out for out in outputs if out.output_type in ("stream", "error")]
