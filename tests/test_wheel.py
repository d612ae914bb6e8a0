"""The package by itself, as a wheel installs it: without the project round it."""

import os
import shutil
import subprocess
import sys

import pytest
from shared import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "build", "results", "shared", "*.egg-info", "__pycache__")
ARTICLE = (ROOT / "corpus" / "samples" / "sahel_wire.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds the package as its wheel has it, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    source = shutil.copytree(
        ROOT, folder / "source", ignore=LEFT_OUT
    )  # what an older build left is not in it
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    [wheel] = folder.glob("*.whl")
    install = [*pip, "install", "--no-deps", "--target", folder / "site", wheel]
    subprocess.run(install, check=True, capture_output=True, cwd=folder)
    return folder / "site"


def run(place, package, *arguments):
    env = os.environ | {"PYTHONPATH": str(package)}
    command = [sys.executable, "-m", "helpers", *arguments]
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done


@pytest.mark.slow
def test_it_writes_the_same_tables_and_report_from_another_folder(installed, tmp_path):
    for name, package in (("alone", installed), ("project", ROOT)):
        place = tmp_path / name
        place.mkdir()
        (place / "story.md").write_text(ARTICLE, encoding="utf-8")
        run(place, package, "tables", "story.md", "--out", "tables", "--format", "csv")
        done = run(place, package, "report", "story.md", "--out", "results")
        assert "report: " in done.stdout and done.stderr == ""
    pages = {
        name: sorted((tmp_path / name / "results" / "story").rglob("*.*"))
        for name in ("alone", "project")
    }
    names = {
        name: [path.relative_to(tmp_path / name) for path in paths] for name, paths in pages.items()
    }
    assert names["alone"] == names["project"]
    for table in (tmp_path / "project" / "tables").glob("*.csv"):
        assert (tmp_path / "alone" / "tables" / table.name).read_bytes() == table.read_bytes()
    alone, project = (
        tmp_path / name / "results" / "story" / "index.html" for name in ("alone", "project")
    )
    assert text_of(alone) == text_of(project)


def text_of(page):
    """Return the words of a page, without its pictures."""
    from lxml import html

    return html.fromstring(page.read_text(encoding="utf-8")).text_content().split()
