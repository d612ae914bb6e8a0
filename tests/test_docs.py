"""The documents, held against the disk and the code."""

import re
import subprocess
import sys
import tomllib

import nbformat
import pytest
import yaml
from docs_made import FOLDERS, generate
from shared import ROOT

from helpers.base.tables import COLUMNS, EVIDENCE

README = (ROOT / "README.md").read_text(encoding="utf-8")
OURS = {path for path in ROOT.iterdir() if path.name not in (".venv", "results", "build")}
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for top in OURS
    for path in ([top] if top.suffix == ".md" else top.rglob("*.md"))
) + [f"notebooks/{path.name}" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


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
        if (
            path.is_dir()
            and not path.name.startswith((".", "news_framing"))
            and path.name not in ("results", "build")
        ):
            assert f"{path.name}/" in tree, path.name


def prose_of(path):
    """The text of a document, or the prose and code of a notebook."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    path = ROOT / document
    text = prose_of(path)
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text) + re.findall(
        r'(?:src|href)="(?!https?:|#)([^"]+)"', text
    ):
        assert (path.parent / target).exists(), target


def test_words_are_spelt_right(tmp_path):
    for document in DOCUMENTS:
        (tmp_path / f"{document.replace('/', '_')}.md").write_text(
            prose_of(ROOT / document), encoding="utf-8"
        )
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "--toml",
        ROOT / "pyproject.toml",
        tmp_path,
        ROOT / "helpers",
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_commands_in_readme_and_contributing_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(" ".join(re.findall(r"^([a-z -]+):", makefile, re.M)).split())
    commands = r"(?:^|`)make ([a-z-]+)"
    pages = [README, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")]
    wanted = {name for page in pages for name in re.findall(commands, page, re.M)}
    assert {"run", "test", "lab", "style", "train-tone"} <= wanted
    assert wanted <= targets
    for command in re.findall(r"python -m helpers (\w+)", README):
        assert command in ("report", "tables", "forget")


def test_conda_users_get_the_same_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w-]+", line)[0]: line for line in project["dependencies"]}
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    pip = next(item["pip"] for item in environment if isinstance(item, dict))
    conda = {re.match(r"[\w-]+", item)[0]: item for item in environment if isinstance(item, str)}
    assert pip == ["-e ."]
    for name, line in conda.items():
        if name not in ("python", "pip", "spacy-model-en_core_web_sm"):
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


def test_the_lists_of_modules_and_functions_are_made_from_the_code():
    for path, text in generate.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"run `make docs`: {path.name}"


def test_every_folder_has_a_place_in_the_order_and_in_the_picture():
    folders = [path.parent.name for path in (ROOT / "helpers").glob("*/__init__.py")]
    assert sorted(folders) == sorted(FOLDERS)
    picture = (ROOT / "docs/data_flow.svg").read_text(encoding="utf-8")
    boxes = re.findall(r'class="number">(\d+)</text><text [^>]*class="name">(\w+)<', picture)
    assert [name for _, name in sorted(boxes, key=lambda box: int(box[0]))] == FOLDERS


def test_the_steps_of_the_trainings_are_there():
    makefile = (ROOT / "training/Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = re.findall(r"-m (training\.[\w.]+)([^\n]*)", makefile)
    assert len(steps) > 15
    parser = (ROOT / "training/encoder/train.py").read_text(encoding="utf-8")  # others use its own
    for module, arguments in steps:
        script = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        for option in re.findall(r"--([a-z-]+)", arguments):
            assert re.search(rf'"(--)?{option}"', script + parser), (module, option)


def test_the_code_on_how_to_extend_the_suite_runs():
    page = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
    exec("\n".join(re.findall(r"```python\n(.*?)```", page, re.S)), {})


def test_every_source_that_is_named_is_in_the_references():
    page, _, references = (
        (ROOT / "docs/methods.md").read_text(encoding="utf-8").partition("## References")
    )
    named = set(
        re.findall(r"([A-Z][\w-]+)(?: et al\.|'s)?(?:, [\w .,&-]*?| & [\w-]+)? \(?(\d{4})", page)
    )
    listed = {
        (re.match(r"- (?:van |de )?([\w-]+)", line)[0].split()[-1], year)
        for line in references.splitlines()
        for year in re.findall(r"\((\d{4})\)", line)[:1]
    }
    assert len(listed) > 20
    for name, year in named:
        assert any(year == of and name in references for _, of in listed), (name, year)
