"""Reports of articles: what cannot be made is told in one line, and the others are made."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from shared import OFFLINE, ROOT

from helpers import ArticleError, make_article
from helpers.base.files import LONGEST_NAME
from helpers.reading.corpus import read_files
from helpers.report import pages as report

CALM = "Ann Lee said it was calm. “We stay,” Ann Lee said."
WET = "Bob Moor said it was wet. “We go,” Bob Moor said."


@pytest.fixture
def papers(tmp_path):
    """Two stories of one name, in two folders."""
    for folder, text in (("one", CALM), ("two", WET)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(text)
    return [tmp_path / folder / "story.txt" for folder in ("one", "two")]


@pytest.fixture
def quick(monkeypatch):
    """Take the committed notebooks for those that were run, which would take a minute; return what
    each was given."""
    import nbformat

    given = []

    @contextmanager
    def run(paths, values):
        given.append(values)
        yield ((path, nbformat.read(path, as_version=4), "") for path in paths)

    monkeypatch.setattr(report, "run_notebooks", run)
    monkeypatch.setattr(report, "as_html", lambda notebook, name: name)
    return given


def files_under(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
def test_a_second_story_of_one_name_does_not_replace_the_first(papers, quick, tmp_path, capsys):
    for path in (papers[0], papers[1], papers[0]):
        assert report.write_reports(read_files([path])[0], tmp_path / "out") == []
    assert report.write_reports(read_files(papers)[0], tmp_path / "out") == []
    told = re.findall(r"report: .*/out/(\w+)/index.html$", capsys.readouterr().out, re.M)
    assert told == ["story", "story_two", "story", "story", "story_two"]
    for name, mine, others in (("story", "We stay", "We go"), ("story_two", "We go", "We stay")):
        page = (tmp_path / "out" / name / "index.html").read_text(encoding="utf-8")
        assert mine in page and others not in page
    assert [values["ARTICLE"] for values in quick] == ["story.txt"] * 3 + [
        "one/story.txt",
        "two/story.txt",
    ]
    assert not list((tmp_path / "out").rglob(".*"))


@pytest.mark.slow
def test_articles_of_one_file_have_copies_in_their_folders(quick, tmp_path):
    lines = [json.dumps({"id": id, "text": text}) for id, text in (("calm", CALM), ("wet", WET))]
    (tmp_path / "both.jsonl").write_text("\n".join(lines))
    for _ in range(2):
        assert (
            report.write_reports(read_files([tmp_path / "both.jsonl"])[0], tmp_path / "out") == []
        )
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["calm", "wet"]
    assert quick[0]["ARTICLE"] == "calm/calm.jsonl" and quick[0]["RESULTS"] == str(tmp_path / "out")


def test_doubts_stand_at_the_top_of_every_page(quick, tmp_path, capsys):
    rows = [{"id": "a", "text": CALM}, {"id": "b", "text": CALM}]
    (tmp_path / "two.json").write_text(json.dumps(rows))
    articles, _ = read_files([tmp_path / "two.json"])
    reason = articles[1].doubts[-1][0]
    assert "same text as a" in reason and len(articles[0].doubts) < len(articles[1].doubts)
    (tmp_path / "b.corrections.csv").write_text("what,text,value\nmerge,Bob Hall,Ann Lee\n")
    articles, _ = read_files([tmp_path / "two.json"])
    assert report.write_reports(articles, tmp_path / "out") == []
    page = (tmp_path / "out" / "b" / "index.html").read_text(encoding="utf-8")
    top = page[: page.index("<h2>")]
    assert reason in top and "row 1 of the corrections (merge, “Bob Hall”)" in top
    assert "row 1 of the corrections" in capsys.readouterr().err
    shown = report.with_doubts("<main><p>text</p></main>", articles[1].doubts)
    assert shown.index(reason) < shown.index("text")
    assert report.with_doubts(shown, articles[1].doubts) == shown


def test_what_a_dead_process_left_is_swept(papers, quick, tmp_path):
    left = tmp_path / "out" / "story" / "tables" / ".quotes.csv.1.partial"
    left.parent.mkdir(parents=True)
    left.touch()
    os.utime(left, (0, 0))
    assert report.write_reports(read_files(papers[:1])[0], tmp_path / "out") == []
    assert not left.exists()


def as_a_file(out):
    out.write_text("a file")
    return out


def with_a_file_in_it(out):
    out.mkdir()
    (out / "story").touch()
    return out


PLACES = {
    "Not a directory": as_a_file,
    "File exists": with_a_file_in_it,
    "File name too long": lambda out: out / ("x" * 300),
    "No such file or directory|Read-only": lambda out: (
        "/proc/none" if Path("/proc").is_dir() else pytest.skip("no /proc")
    ),
}


@pytest.mark.parametrize("reason", PLACES)
def test_a_place_that_cannot_be_written_is_told_in_one_line(papers, quick, tmp_path, reason):
    out = PLACES[reason](tmp_path / "out")
    [error] = report.write_reports(read_files(papers[:1])[0], out)
    assert re.search(
        rf": it cannot be written \((?:{reason})\); free some space or choose another folder", error
    )
    assert "\n" not in error and not quick


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["index.html", "1_read_and_tag.html", "quotes.csv", "quotes.xlsx", "quotes.parquet"]
)
def test_a_disk_that_is_full_ends_one_report_in_one_line(
    papers, quick, tmp_path, monkeypatch, name
):
    replace = type(tmp_path).replace

    def full(path, target):
        if target.name == name and target.is_relative_to(tmp_path / "out" / "story"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(path, target)

    monkeypatch.setattr(type(tmp_path), "replace", full)
    [error] = report.write_reports(read_files(papers)[0], tmp_path / "out")
    assert (
        "No space left on device); free some space or choose another folder" in error
        and "\n" not in error
    )
    assert not (tmp_path / "out" / "story" / name).exists() and not list(
        (tmp_path / "out").rglob("*.partial")
    )
    assert (tmp_path / "out" / "story_two" / "index.html").exists()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "let programs open more (ulimit -n"),
        (
            RuntimeError("Kernel died\nbefore"),
            "(RuntimeError: Kernel died before); run the same command again",
        ),
        (MemoryError(), "(MemoryError: MemoryError); run"),
    ],
)
def test_whatever_fails_costs_one_report_only(papers, quick, tmp_path, monkeypatch, fault, told):
    run = report.run_notebooks

    def fail_once(*arguments, **options):
        monkeypatch.setattr(report, "run_notebooks", run)
        raise fault

    monkeypatch.setattr(report, "run_notebooks", fail_once)
    [error] = report.write_reports(read_files(papers)[0], tmp_path / "out")
    assert (
        error.startswith(f"{papers[0]}: its report was not made (")
        and told in error
        and "\n" not in error
    )
    assert (tmp_path / "out" / "story_two" / "index.html").exists()


def test_the_article_of_the_notebooks_keeps_its_companions_and_no_other_has_them(quick, tmp_path):
    own = ROOT / "corpus" / "lavrov_mali.txt"
    copy = tmp_path / "lavrov_mali.txt"
    shutil.copy(own, copy)
    for path in (own, copy):
        assert report.write_reports(read_files([path])[0], tmp_path / "out") == []
    assert "OTHERS" not in quick[0] and quick[1]["OTHERS"] == []


def test_without_notebooks_there_is_no_report(papers, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "NOTEBOOKS", tmp_path / "none")
    with pytest.raises(
        ArticleError, match=r"the notebooks: there are none in .*; install"
    ) as error:
        report.write_reports(read_files(papers)[0], tmp_path / "out")
    assert "\n" not in str(error.value) and not (tmp_path / "out").exists()


def test_an_article_whose_file_has_gone_is_reported_on_from_a_copy(quick, tmp_path):
    article = make_article("gone", CALM, source=tmp_path / "gone.txt")
    assert report.write_reports([article], tmp_path / "out") == []
    assert quick[0]["ARTICLE"] == "gone.jsonl"


@pytest.mark.slow
def test_a_long_name_and_a_strange_one_are_told_apart(quick, tmp_path):
    articles = [
        make_article("x" * 200 + end, CALM, source=tmp_path / "x.jsonl")
        for end in ("a", "b", "\x1b[1m\n")
    ]
    assert report.write_reports(articles, tmp_path / "out") == []
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(names) == 3 and all(len(name.encode()) <= LONGEST_NAME for name in names)


@pytest.mark.slow
def test_a_report_is_made_in_ascii_without_a_network_from_an_odd_name(tmp_path):
    """All that stopped a report of version 0.1.0, at once: the notebooks are run."""
    path = tmp_path / "Bâ \x1b[31m\n$(x).txt"
    shutil.copy(ROOT / "corpus" / "lavrov_mali.txt", path)
    alone = (
        ["unshare", "-rn"]
        if shutil.which("unshare") and not subprocess.run(["unshare", "-rn", "true"]).returncode
        else []
    )
    command = [*alone, sys.executable, "-m", "helpers", "report", path, "--out", tmp_path / "out"]
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{OFFLINE}", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(list(map(str, command)), capture_output=True, cwd=tmp_path, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode("ascii")
    assert "\x1b" not in told and len(re.findall(r"^  \d of 7 ", told, re.M)) == 7
    [name] = [path.name for path in (tmp_path / "out").iterdir()]
    assert (
        told.rstrip().endswith("index.html") and (tmp_path / "out" / name / "index.html").exists()
    )
