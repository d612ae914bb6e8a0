"""Notebooks run one after another in a few Pythons: nothing is left over, and what fails or dies fails alone."""

import asyncio

import nbformat
import pytest

from helpers import execution


def write(folder, sources):
    paths = []
    for number, source in enumerate(sources):
        cells = [nbformat.v4.new_code_cell("N = 0", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(source)]
        paths.append(folder / f"{number}.ipynb")
        nbformat.write(nbformat.v4.new_notebook(cells=cells), paths[-1])
    return paths


def run(folder, *sources, first=object):
    runs = {}
    execution.run_notebooks(
        write(folder, sources),
        {"N": 7},
        lambda path, notebook, error: runs.update({path.stem: (notebook, error)}),
        first=first,
    )
    assert sorted(runs) == [str(number) for number in range(len(sources))]
    return [runs[str(number)] for number in range(len(sources))]


def shown(notebook):
    return "".join(output.get("text", "") for output in notebook.cells[-1].outputs)


def test_a_notebook_gets_its_parameters_and_nothing_of_the_one_before(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    (one, _), (other, error) = run(tmp_path, "left = 1; print(N)", "print('left' in globals())")
    assert (shown(one), shown(other), error) == ("7\n", "False\n", "")
    assert [len(notebook.cells) for notebook in (one, other)] == [2, 2]


def test_what_fails_or_dies_fails_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    failed, died, good = run(tmp_path, "1 / 0", "import os; os._exit(3)", "print('well')")
    assert failed[1] == "ZeroDivisionError: division by zero"
    assert "died" in died[1].lower()
    assert shown(good[0]) == "well\n" and not good[1]


def test_what_is_doubtful_is_told_in_each_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    source = (
        "import warnings\nfrom helpers import ArticleWarning\nwarnings.warn(ArticleWarning('a.txt', 'it is short', 'look'))"
    )
    for notebook, _ in run(tmp_path, source, source):
        assert "a.txt: it is short; look" in shown(notebook)


def test_where_no_python_lives_each_notebook_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "LOAD", "import os; os._exit(1)")
    assert all("died" in error.lower() for _, error in run(tmp_path, "1", "2", "3"))


def test_what_comes_first_is_done_before_and_its_error_is_the_callers(tmp_path):
    done = tmp_path / "done"
    [(notebook, _)] = run(tmp_path, f"import os; print(os.path.exists({str(done)!r}))", first=done.touch)
    assert shown(notebook) == "True\n"
    with pytest.raises(FileNotFoundError):
        execution.run_notebooks(write(tmp_path, ["1"]), {}, print, first=(tmp_path / "no" / "folder").touch)


def test_notebooks_are_run_from_where_a_loop_runs_already(tmp_path):
    async def inside():
        return run(tmp_path, "print(N)")

    [(notebook, _)] = asyncio.run(inside())
    assert shown(notebook) == "7\n"
