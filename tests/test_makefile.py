"""`make run ARTICLE=…`: what is given is a name, of which neither make nor the shell runs a
word."""

import os
import shutil
import subprocess

import pytest
from shared import ROOT

NAMES = [
    "a b.txt",
    "`touch ran`.txt",
    "$(touch ran).txt",
    "$(shell touch ran)",
    'it\'s "x".txt',
    "$HOME",
    "$$x",
    "x; touch ran",
    "--out=x",
    "#x",
    "a\\b",
    "'",
    "corpus/*.md",
]


@pytest.fixture
def folder(tmp_path):
    """A project in which Python is installed already, and only prints what it is given."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("requirements.lock", "pyproject.toml", ".venv/bin/installed"):
        (tmp_path / name).touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\nfor given in "$@"; do printf "%s\\n" "$given"; done\n')
    python.chmod(0o755)
    return tmp_path


def make(folder, *arguments, **more):
    if not shutil.which("make"):
        pytest.skip("make is not there")
    env = {
        name: value for name, value in os.environ.items() if name not in ("ARTICLE", "MAKEFLAGS")
    } | more
    done = subprocess.run(
        ["make", "-s", "run", *arguments], cwd=folder, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not (folder / "ran").exists()
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_given_as_it_is(folder, name):
    expected = ["-m", "helpers", "report", "--", name]
    assert make(folder, f"ARTICLE={name}") == make(folder, ARTICLE=name) == expected


def test_without_a_name_the_first_article_is_taken(folder):
    assert make(folder)[-1] == "corpus/lavrov_mali.txt"
