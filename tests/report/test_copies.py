"""Copies of articles' texts are found and removed, all of them, and nothing else is."""

import os
import re
import sys

import nbformat
import pytest
from coded import make_sheet

from helpers import make_article, results_folder, save_results
from helpers.__main__ import main
from helpers.checking.sheets import save_sheet
from helpers.report import copies
from helpers.report.copies import TELEMETRY, forget, size_in_words
from helpers.report.saving import MARK

SECRET = "Mali thanked Moscow, in words that belong to others."


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with copies of a text in all places where the suite and JupyterLab leave them."""
    project = tmp_path / "project"
    monkeypatch.setattr(copies, "PROJECT", project)
    for name in ("CORPUS", "NOTEBOOKS", "RESULTS"):
        monkeypatch.setattr(copies, name, project / name.lower())
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    if sys.platform != "linux":
        pytest.skip("the folders of other systems cannot be set")
    cache = tmp_path / "home" / "XDG_CACHE_HOME"
    for path in [
        cache / "news-framing-notebooks" / "0123" / "a.zip",
        cache / TELEMETRY / "deviceid",
        project / "corpus" / "story.txt",
        project / "corpus" / "story.corrections.csv",
        project / "corpus" / "samples" / ".ipynb_checkpoints" / "story-checkpoint.md",
        project / "corpus" / "story.coding.csv",
        project / "notebooks" / ".ipynb_checkpoints" / "1-checkpoint.ipynb",
        project / ".ipynb_checkpoints" / "README-checkpoint.md",
    ]:
        write(path)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", execution_count=7)])
    notebook.cells[0].outputs = [nbformat.v4.new_output("stream", text=SECRET)]
    notebook.metadata["widgets"] = {"text": SECRET}
    nbformat.write(notebook, project / "notebooks" / "1.ipynb")
    fill(project / "results", project)
    return project


def write(path, text=SECRET):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fill(out, project):
    """Write what a report writes."""
    article = make_article("story", SECRET, source=project / "corpus" / "story.txt")
    folder = results_folder(article, out)
    for name in (
        "index.html",
        "1_read_and_tag.html",
        "story.jsonl",
        "story.corrections.csv",
        "figures/1_names.svg",
        "tables/.quotes.csv.x.partial",
        ".ipynb_checkpoints/quotes-checkpoint.csv",
    ):
        write(folder / name)
    write(folder / "corrections.csv", "what,text,value,where\n")
    save_sheet(
        make_sheet([{"item": "kinds:1", "text": SECRET, "Ada": ""}]), folder / "coding_sheet.xlsx"
    )
    save_results(article, tables={"sentences": make_sheet([{"text": SECRET}])}, folder=out)
    return folder


def holding(folder):
    """Return the files under a folder that hold the text, by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(
        path.relative_to(folder).as_posix()
        for path in files
        if SECRET.encode() in path.read_bytes()
    )


def test_all_copies_go_and_what_is_the_researchers_stays(project, capsys):
    assert forget() == []
    told = capsys.readouterr().out.splitlines()
    mine = ["corpus/story.coding.csv", "corpus/story.corrections.csv", "corpus/story.txt"]
    assert holding(project.parent) == [f"project/{name}" for name in [*mine, "notebooks/1.ipynb"]]
    assert not (project / "results" / "story").exists()
    assert [line.split(": ")[0] for line in told] == ["removed"] * 7 + ["kept"]
    assert all(
        re.fullmatch(r"removed: /.+ \(\d+ files?, [\d.]+ (?:bytes|[kM]B)\)", line)
        for line in told[:-1]
    )
    assert "--notebooks" in told[-1] and str(project / "notebooks") in told[-1]
    assert forget(notebooks=True) == []
    assert holding(project.parent) == [f"project/{name}" for name in mine]
    assert [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()] == ["cleared"]
    cleared = nbformat.read(project / "notebooks" / "1.ipynb", as_version=4)
    assert (
        cleared.cells[0].outputs,
        cleared.cells[0].execution_count,
        cleared.cells[0].source,
    ) == ([], None, "1")
    assert forget(notebooks=True) == [] and capsys.readouterr().out == ""


def test_what_was_filled_in_by_hand_or_is_not_ours_is_kept_and_named(project, capsys):
    folder = project / "results" / "story"
    save_sheet(
        make_sheet([{"item": "kinds:1", "text": SECRET, "Ada": "body"}]),
        folder / "coding_sheet.xlsx",
    )
    write(folder / "corrections.csv", f"what,text,value,where\nkind,{SECRET},title,\n")
    write(folder / "tables" / "notes.docx")
    write(project / "results" / "mine.txt")
    before = {
        path: path.read_bytes()
        for path in (folder / "coding_sheet.xlsx", folder / "corrections.csv")
    }
    assert forget() == []
    kept = re.findall(r"^kept: (.+): (.+)$", capsys.readouterr().out, re.M)
    assert kept[:-1] == [
        (str(folder / "coding_sheet.xlsx"), "it was filled in by hand"),
        (str(folder / "corrections.csv"), "it was filled in by hand"),
        (str(folder / "tables" / "notes.docx"), "it is not ours"),
    ]
    assert before == {path: path.read_bytes() for path in before}
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert left == [
        "coding_sheet.xlsx",
        "corrections.csv",
        "notes.docx",
        MARK,
    ]  # still no other story's
    assert (project / "results" / "mine.txt").exists()


def test_another_folder_is_cleared_where_the_suite_marked_its_own(project, tmp_path, capsys):
    out = tmp_path / "out"
    fill(out, project)
    write(out / ".batches" / f"{'0a' * 16}.zip")
    write(out / ".batches" / ("1b" * 16) / "b.kept")
    write(tmp_path / "mine" / ".batches" / "a.zip")
    write(out / "private" / "index.html")
    write(out / "old" / "tables" / "sentences.csv")
    write(out / "quotes.parquet")
    assert main(["forget", "--out", str(out), "--out", str(tmp_path / "mine")]) == 0
    assert holding(out) == ["old/tables/sentences.csv", "private/index.html", "quotes.parquet"]
    assert holding(tmp_path / "mine") == [".batches/a.zip"]  # others call folders so, too
    told = capsys.readouterr().out
    assert f"kept: {out / 'old'}: it does not say that it holds results" in told
    assert f"kept: {out}: the tables that were written there hold texts" in told
    assert main(["forget", "--out", str(tmp_path / "none")]) == 1
    assert (
        f"error: {tmp_path / 'none'}: there is no such folder; check the name"
        in capsys.readouterr().err
    )


def test_no_link_is_followed(project, tmp_path, capsys):
    elsewhere = tmp_path / "elsewhere"
    fill(elsewhere, project)
    everything = holding(elsewhere)
    folder = project / "results" / "story"
    cache = tmp_path / "home" / "XDG_CACHE_HOME" / "news-framing-notebooks"
    (cache / "link").symlink_to(elsewhere)
    (project / "results" / "linked").symlink_to(elsewhere / "story")
    (folder / "figures" / "away").symlink_to(elsewhere)
    (folder / "tables" / "linked.csv").symlink_to(elsewhere / "story" / "tables" / "sentences.csv")
    (project / "notebooks" / "linked.ipynb").symlink_to(elsewhere / "story" / "index.html")
    (project / "corpus" / "more").symlink_to(elsewhere)
    (project / "out").symlink_to(elsewhere)
    assert forget([project / "out"], notebooks=True) == []
    assert holding(elsewhere) == everything
    assert f"kept: {project / 'out'}: it is a link" in capsys.readouterr().out
    cache.symlink_to(elsewhere)
    assert forget() == [] and holding(elsewhere) == everything
    assert f"kept: {cache}: it is a link" in capsys.readouterr().out


def test_what_cannot_be_removed_is_an_error_and_the_rest_goes(project, monkeypatch, capsys):
    unlink = type(project).unlink

    def refuse(path, **options):
        if path.name == "index.html":
            raise PermissionError(13, "Permission denied")
        return unlink(path, **options)

    monkeypatch.setattr(type(project), "unlink", refuse)
    write(project / "notebooks" / "2.ipynb", "no notebook")
    errors = forget(notebooks=True)
    assert len(errors) == 2 and errors[0].endswith(
        "close what uses it, and run the same command again"
    )
    assert "2.ipynb: it cannot be cleared" in errors[1]
    assert (
        holding(project / "results") == ["story/index.html"]
        and (project / "results" / "story" / MARK).exists()
    )


def test_where_nothing_is_nothing_is_said(project, capsys):
    forget(notebooks=True)
    capsys.readouterr()
    os.rmdir(project / "results")  # noqa: PTH106 - it must be empty
    assert forget(notebooks=True) == [] and capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (5_250_000, "5.2 MB"),
        (10**13, "10000.0 GB"),
    ],
)
def test_sizes_are_said_in_words(size, words):
    assert size_in_words(size) == words
