"""The documents, held against the disk and the code."""

import re
import tomllib

import pytest
import yaml
from conftest import ROOT

from helpers.tables import COLUMNS, EVIDENCE

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "corpus/README.md", "docs/codebook.md", "helpers/data/README.md", "CHANGELOG.md"]


def test_the_codebook_has_every_table_and_column_and_no_other():
    codebook = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", codebook, re.S | re.M))
    assert set(sections) == set(COLUMNS)
    for table, section in sections.items():
        cells = re.findall(r"^\| (`.*?`) \|", section, re.M)
        documented = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
        assert documented == set(COLUMNS[table]) - set(EVIDENCE) - {"by_hand"}, table


def test_the_readme_tree_is_the_disk():
    tree = re.search(r"```\n(README\.md.*?)```", README, re.S)[1]
    for name in re.findall(r"^\s*([\w./]+)", tree, re.M):
        assert (ROOT / name).exists() or name == "results/", name
    for path in ROOT.iterdir():
        if path.is_dir() and not path.name.startswith((".", "news_framing")) and path.name not in ("results", "build"):
            assert f"{path.name}/" in tree, path.name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text) + re.findall(
        r'(?:src|href)="(?!https?:|#)([^"]+)"', text
    ):
        assert (path.parent / target).exists(), target


def test_the_commands_in_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"run", "test", "lab"} <= wanted
    for name in wanted:
        assert re.search(rf"^{name}:", makefile, re.M), name
    for command in re.findall(r"python -m helpers (\w+)", README):
        assert command in ("report", "tables")


def test_conda_users_get_the_same_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w-]+", line)[0]: line for line in project["dependencies"]}
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = next(item["pip"] for item in environment if isinstance(item, dict))
    conda = {re.match(r"[\w-]+", item)[0]: item for item in environment if isinstance(item, str)}
    assert pip == ["-e ."]
    for name, line in conda.items():
        if name in ("python", "pip"):
            continue
        assert line == wanted[name], name
    assert conda["python"] == f"python{project['requires-python']}"
    assert {"pandas", "matplotlib", "nltk", "jupyterlab"} <= set(conda)


def test_the_lock_has_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|file:", lock)
    packages = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(packages) > 100 and all("--hash=sha256:" in package for package in packages)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {re.match(r"[\w-]+", package)[0] for package in packages}
    extras = [line for group in project["optional-dependencies"].values() for line in group]
    assert {re.match(r"[\w-]+", line)[0] for line in project["dependencies"] + extras} <= locked


def test_the_version_is_the_same_everywhere():
    import helpers

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert helpers.__version__ == project["version"] == str(citation["version"])
