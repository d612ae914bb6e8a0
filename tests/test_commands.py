"""The command line, run as a user runs it."""

import json
import os
import re
import socket
import subprocess
import sys

import pandas as pd
import pytest
from shared import OFFLINE, ROOT
from watch import strace, strangers, watching

from helpers.base.files import write_whole
from helpers.base.tables import COLUMNS, TABLES

pytestmark = pytest.mark.slow

FIRST = ROOT / "corpus" / "lavrov_mali.txt"


def run(*arguments, cwd=ROOT, calls=None):
    """Run a command; whom it and its processes ask is written to the file `calls`, if one is
    named."""
    command = [
        *(watching(calls) if calls else []),
        sys.executable,
        "-m",
        "helpers",
        *map(str, arguments),
    ]
    guard = "" if calls else f"{os.pathsep}{OFFLINE}"  # which would hide who is asked
    env = os.environ | {"PYTHONPATH": f"{ROOT}{guard}"}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_tables_writes_one_file_a_table(tmp_path, format):
    done = run("tables", FIRST, "--out", tmp_path, "--format", format)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "problems.csv",
        *(f"{name}.{format}" for name in TABLES),
    }
    read = {
        "parquet": pd.read_parquet,
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
    }[format]
    quotes = read(tmp_path / f"quotes.{format}")
    assert list(quotes.columns) == list(COLUMNS["quotes"]) and len(quotes) == 7
    if format == "parquet":
        assert quotes.dtypes.astype(str).to_dict() == COLUMNS["quotes"]


def test_only_some_tables_of_many_articles_by_two_workers(tmp_path):
    for out, workers in (("one", 1), ("two", 2)):
        done = run(
            "tables",
            ROOT / "corpus",
            "--out",
            tmp_path / out,
            "--format",
            "jsonl",
            "--only",
            "quotes,repeats",
            "--workers",
            workers,
        )
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["problems.csv", "quotes.jsonl", "repeats.jsonl"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_fails_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "good.txt").write_text("Ann Lee said she would go.")
    (tmp_path / "empty.txt").write_text("")
    done = run(
        "tables",
        tmp_path / "good.txt",
        tmp_path / "empty.txt",
        tmp_path / "none.txt",
        "--out",
        tmp_path / "out",
        "--format",
        "jsonl",
    )
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert (
        len(errors) == 2
        and "empty.txt: there is no text in it; " in errors[0]
        and "none.txt: there is no such file; " in errors[1]
    )
    assert "Traceback" not in done.stderr
    assert json.loads((tmp_path / "out" / "articles.jsonl").read_text())["article"] == "good"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tables"],
        ["tables", "a.txt"],
        ["tables", "a", "--out", "b", "--only", "nouns"],
        ["reports"],
    ],
)
def test_wrong_use_is_status_2(arguments):
    assert run(*arguments).returncode == 2


def test_a_pattern_names_files(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Ann {name.upper()} said.")
    assert (
        run(
            "tables",
            tmp_path / "[ab].txt",
            "--out",
            tmp_path / "out",
            "--only",
            "articles",
            "--format",
            "csv",
        ).returncode
        == 0
    )
    assert pd.read_csv(tmp_path / "out" / "articles.csv")["article"].tolist() == ["a", "b"]


def test_a_cell_that_begins_like_a_formula_is_neutralised(tmp_path):
    (tmp_path / "a.txt").write_text("=1+1 said Ann Lee.\n@here is more. ")
    assert (
        run(
            "tables",
            tmp_path / "a.txt",
            "--out",
            tmp_path / "out",
            "--only",
            "sentences",
            "--format",
            "csv",
        ).returncode
        == 0
    )
    assert pd.read_csv(tmp_path / "out" / "sentences.csv")["text"].tolist() == [
        "'=1+1 said Ann Lee.",
        "'@here is more.",
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report of two articles from anywhere, one of them hostile, the other with no actor in
    it."""
    folder = tmp_path_factory.mktemp("a folder")
    hostile = (
        "Ann Lee's $5 plan & <script>alert(1)</script>\n“I will take the $6 and go,” Ann Lee "
        "said. Mali thanked Ms Lee."
    )
    (folder / "it's $1_x.txt").write_text(hostile)
    (folder / "other.md").write_text(
        "---\ntitle: The other <b>plan</b>\n---\nIt rained for days, and then it was calm again."
    )
    done = run(
        "report",
        folder / "it's $1_x.txt",
        folder / "other.md",
        "--out",
        folder / "out",
        cwd=folder,
        calls=folder / "calls",
    )
    return done, folder / "out"


def test_a_report_prints_progress_findings_and_where_it_is(report):
    done, out = report
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"^  \d of 7 ", done.stdout, re.M)) == 14
    assert f"report: {out / 'other' / 'index.html'}" in done.stdout
    assert "mentioned, groups without a name included" in done.stdout
    assert "No actor was found in this article." in done.stdout
    assert done.stderr == ""


def test_a_report_has_page_notebooks_tables_and_figures(report):
    folders = sorted(path for path in report[1].iterdir())
    assert [folder.name for folder in folders] == ["it_s_1_x", "other"]
    for folder in folders:
        assert len(list(folder.glob("[1-7]_*.html"))) == 7
        assert {f"{name}.csv" for name in TABLES} <= {
            path.name for path in (folder / "tables").iterdir()
        }
        figures = {path.stem for path in (folder / "figures").iterdir()}
        assert (
            figures
            == {path.stem for path in (folder / "figures").glob("*.png")}
            == {path.stem for path in (folder / "figures").glob("*.svg")}
        )
        assert not list(folder.rglob(".*")), "nothing half-written is left"


def test_a_report_fetches_nothing_and_escapes_the_article(report):
    for page in report[1].rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search(
            r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?:https?:)?//""", html
        ), page
        assert "alert(1)" not in html or "<script>alert(1)" not in html, page
        assert "<b>plan</b>" not in html, page
    index = (report[1] / "other" / "index.html").read_text(encoding="utf-8")
    for target in re.findall(r'href="([^"]+)"', index):
        assert (report[1] / "other" / target).exists(), target


@pytest.mark.skipif(strace() is None, reason="there is no strace: apt install strace")
def test_a_report_and_its_notebooks_ask_nobody(report):
    assert strangers(report[1].parent / "calls") == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "new" / "table.csv"
    write_whole(path, b"first")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "new", b"second")
    assert path.read_bytes() == b"first" and [file.name for file in tmp_path.rglob("*")] == [
        "new",
        "table.csv",
    ]


def test_no_test_can_reach_the_network():
    """What refuses it is in conftest and holds for all tests, the commands and notebooks in them as
    well."""
    with pytest.raises(AssertionError, match="network was asked for"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    code = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "NetworkError" in done.stderr


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, helpers; print([m for m in ('pandas', 'numpy', 'spacy', 'nltk', "
        "'matplotlib') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
        ).stdout.strip()
        == "[]"
    )
