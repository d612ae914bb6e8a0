"""Notebooks run one after another in a few Pythons: nothing is left over, and what fails or dies
fails alone."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from shared import ROOT

from helpers.report import execution

pytestmark = pytest.mark.slow


def write(folder, sources):
    paths = []
    for number, source in enumerate(sources):
        cells = [
            nbformat.v4.new_code_cell("N = 0", metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(source),
        ]
        paths.append(folder / f"{number}.ipynb")
        nbformat.write(nbformat.v4.new_notebook(cells=cells), paths[-1])
    return paths


def run(folder, *sources):
    with execution.run_notebooks(write(folder, sources), {"N": 7}) as runs:
        done = {path.stem: (notebook, error) for path, notebook, error in runs}
    assert sorted(done) == [str(number) for number in range(len(sources))]
    return [done[str(number)] for number in range(len(sources))]


def shown(notebook):
    return "".join(output.get("text", "") for output in notebook.cells[-1].outputs)


def test_a_notebook_gets_its_parameters_and_nothing_of_the_one_before(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    (one, _), (other, error) = run(tmp_path, "left = 1; print(N)", "print('left' in globals())")
    assert (shown(one), shown(other), error) == ("7\n", "False\n", "")
    assert [len(notebook.cells) for notebook in (one, other)] == [3, 3]


def test_what_fails_or_dies_fails_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    failed, died, good = run(tmp_path, "1 / 0", "import os; os._exit(3)", "print('well')")
    assert failed[1] == "ZeroDivisionError: division by zero"
    assert "died" in died[1].lower()
    assert shown(good[0]) == "well\n" and not good[1]


def test_what_is_doubtful_is_told_in_each_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "PARALLEL", 1)
    source = (
        "import warnings\nfrom helpers import "
        "ArticleWarning\nwarnings.warn(ArticleWarning('a.txt', 'it is short', 'look'))"
    )
    for notebook, _ in run(tmp_path, source, source):
        assert "a.txt: it is short; look" in shown(notebook)


@pytest.mark.slow
def test_no_doubt_of_an_article_is_a_warning_of_python(tmp_path):
    text = "Ann Lee said the café was “closed”. She left the town on Monday."
    (tmp_path / "story.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "story.corrections.csv").write_text("what,text,value\nmerge,Bob Hall,Ann Lee\n")
    read = f"from helpers import annotate, pick_article, read_file\nfolder = {str(tmp_path)!r}\n"
    source = read + (
        "article = pick_article('story.txt', corpus=folder)\n"
        "annotated = annotate(article)\nannotate(article)\nread_file(folder + '/story.txt')\n7"
    )
    [(notebook, error)] = run(tmp_path, source)
    outputs = notebook.cells[-1].outputs
    assert not error and not any(output.output_type == "stream" for output in outputs)
    html = [output.data.get("text/html", "") for output in outputs]
    assert "Doubt: it is not UTF-8" in html[0] and outputs[-1].data["text/plain"] == "7"
    assert [line.count("Doubt: ") for line in html] == [1, 1, 1, 0]
    assert "Doubt: story.corrections.csv: row 1 of the corrections" in html[1]


def test_where_no_python_lives_each_notebook_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "LOAD", "import os; os._exit(1)")
    assert all("died" in error.lower() for _, error in run(tmp_path, "1", "2", "3"))


def test_no_notebook_runs_before_the_first_is_asked_for(tmp_path, monkeypatch):
    loaded = tmp_path / "loaded"
    asked = tmp_path / "asked"
    monkeypatch.setattr(execution, "LOAD", f"open({str(loaded)!r}, 'w').close()")
    [path] = write(tmp_path, [f"import os; print(os.path.exists({str(asked)!r}))"])
    with execution.run_notebooks([path], {}) as runs:
        while not loaded.exists():
            time.sleep(0.1)
        asked.touch()
        [(_, notebook, _)] = runs
    assert shown(notebook) == "True\n"


def test_a_cell_after_the_parameters_holds_their_new_values():
    source = "N, M = 0, 1\nNAME = 'a'  # or another\nNAMES = [f'{NAME}{n}' for n in range(N)]"
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_code_cell("print(N)")])
    for value in ("it's", "\\1"):
        execution.set_parameters(notebook, {"NAME": value, "N": 2, "OTHER": 1})
        first, injected, last = notebook.cells
        assert first.source == source and last.source == "print(N)"
        assert injected.source == f"# Parameters\nNAME = {value!r}\nN = 2"
        assert injected.metadata.tags == ["injected-parameters"]
    assert execution.parameters_of(notebook).items() >= {"NAME": "a", "NAMES": None}.items()


def test_notebooks_are_run_from_where_a_loop_runs_already(tmp_path):
    async def inside():
        return run(tmp_path, "print(N)")

    [(notebook, _)] = asyncio.run(inside())
    assert shown(notebook) == "7\n"


def test_what_fails_at_the_caller_ends_all_and_nothing_else_is_printed(tmp_path, capfd):
    paths = write(tmp_path, ["1", "2", "3"])
    with (
        pytest.raises(OSError, match="No space left"),
        execution.run_notebooks(paths, {}) as runs,
    ):
        next(runs)
        raise OSError(28, "No space left on device")
    assert capfd.readouterr() == ("", "")


def test_a_python_that_does_not_start_is_an_error_and_leaves_none_behind(tmp_path):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    spec = {"argv": ["false", "{connection_file}"], "display_name": "none", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    [path] = write(tmp_path, ["1"])
    code = (
        "from pathlib import Path; from helpers.report.execution import run_notebooks\n"
        f"with run_notebooks([Path({str(path)!r})], {{}}) as runs: print(*runs)"
    )
    env = os.environ | {"JUPYTER_PATH": str(tmp_path), "JUPYTER_PREFER_ENV_PATH": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env
    )
    assert (
        done.stderr.splitlines()[-1] == "RuntimeError: Kernel died before replying to kernel_info"
    )
    assert "atexit" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows sets no limit")
def test_as_many_files_are_asked_for_as_are_needed():
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    code = (
        "import resource; from helpers.report import execution\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (40, {}))\n"
        "execution.allow_files(); print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    raised = subprocess.run(
        [sys.executable, "-c", code.format(300)], capture_output=True, text=True, cwd=ROOT
    )
    assert raised.stdout == f"({execution.FILES}, 300)\n", raised.stderr
    refused = subprocess.run(
        [sys.executable, "-c", code.format(40)], capture_output=True, text=True, cwd=ROOT
    )
    assert (
        "programs may open 40 files at a time here, and they need 256; let programs open more"
        in refused.stderr
    )
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_notebooks_run_without_any_network(tmp_path):
    """In a namespace in which not even the loopback interface is up."""
    alone = ["unshare", "-rn"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True).returncode
    ):
        pytest.skip("no namespace can be made here")
    [path] = write(tmp_path, ["import os; print(N, os.system('true'))"])
    code = (
        "from pathlib import Path; from helpers.report.execution import run_notebooks\n"
        f"with run_notebooks([Path({str(path)!r})], {{'N': 7}}) as runs:\n"
        "    for _, notebook, error in runs: print(notebook.cells[-1].outputs[0].text, error)"
    )
    done = subprocess.run(
        [*alone, sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.stdout.strip(), done.returncode) == ("7 0", 0), done.stderr


def test_where_the_name_of_a_socket_would_be_too_long_messages_are_encrypted():
    assert execution.private("/tmp/" + "x" * 100) == {"transport_encryption": "auto"}


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no such signal")
def test_who_stops_it_does_not_wait_for_what_runs(tmp_path):
    paths = write(tmp_path, ["open('begun', 'w'); import time; time.sleep(300)"] * 3)
    code = (
        "from pathlib import Path; from helpers.report.execution import run_notebooks\n"
        f"with run_notebooks([*map(Path, {list(map(str, paths))!r})], {{}}) as runs: print(*runs)"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    while not (tmp_path / "begun").exists() and run.poll() is None:
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    assert run.communicate(timeout=120)[1].splitlines()[-1] == "KeyboardInterrupt"
