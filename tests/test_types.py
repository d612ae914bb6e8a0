"""The form and the type hints: ruff and mypy find no fault, and all that others call says what it
takes and gives."""

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import nbformat
import pytest
from shared import ROOT

import helpers
from helpers import plots
from helpers.base.places import CORPUS
from helpers.checking import agreement

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("command", ["mypy", "ruff check .", "ruff format --check ."])
def test_the_checkers_find_no_fault(command):
    pytest.importorskip(command.split()[0])
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


def called_in(code):
    """Return the functions and classes of the package that code calls, by the names it gives
    them."""
    tree = ast.parse(code)
    known = {"helpers": helpers}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "helpers":
            known |= {
                one.asname or one.name: getattr(import_module(node.module), one.name)
                for one in node.names
            }

    def meant(node):
        if isinstance(node, ast.Attribute):
            home = meant(node.value)
            return getattr(home, node.attr) if isinstance(home, ModuleType) else None
        return known.get(node.id) if isinstance(node, ast.Name) else None

    calls = {
        ast.unparse(node.func): meant(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    return {name: called for name, called in calls.items() if called is not None}


def code_of(path):
    return "\n".join(
        cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"
    )


CALLED = {name: called for path in NOTEBOOKS for name, called in called_in(code_of(path)).items()}
LISTED = {
    name: getattr(home, name) for home in (helpers, plots, agreement) for name in home.__all__
}
PAGES = [ROOT / "docs" / name for name in ("codebook.md", "many_articles.md", "methods.md")]
NAMED = {f"{module}.{name}": getattr(getattr(helpers, module), name) for page in PAGES
         for module, name in re.findall(r"\b(\w+)\.(\w+)", page.read_text(encoding="utf-8"))
         if module in helpers.MODULES and hasattr(getattr(helpers, module), name)}  # fmt: skip
EVERY = LISTED | CALLED | NAMED | {"sentiment.score_mentions": helpers.sentiment.score_mentions}
PUBLIC = {
    name: inspect.unwrap(one)
    for name, one in EVERY.items()
    if inspect.isroutine(inspect.unwrap(one))
}


def test_calls_are_found():
    code = "from helpers import plots, annotate as read\nimport helpers\nax = plots.tone_line(read(1).sentences.head())"
    assert called_in(f"{code}\nhelpers.repeats.widest(ax)") == {
        "plots.tone_line": plots.tone_line,
        "read": helpers.annotate,
        "helpers.repeats.widest": helpers.repeats.widest,
    }
    assert {"plots.tone_line", "score_sentences", "highlight", "agreement.coding_sheet"} <= set(
        CALLED
    )


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_function_says_what_it_takes_and_gives(name):
    signature = inspect.signature(PUBLIC[name])
    bare = [
        one.name
        for one in signature.parameters.values()
        if one.annotation is inspect.Parameter.empty
    ]
    assert not bare and signature.return_annotation is not inspect.Signature.empty


def row(one):
    """The row of a function in docs/reference.md: how it is called, and the first sentence of its
    docstring."""
    arguments = []
    for argument in inspect.signature(one).parameters.values():
        if argument.kind is argument.KEYWORD_ONLY and "*" not in arguments:
            arguments.append("*")
        told = (
            "CORPUS" if argument.default == CORPUS else repr(argument.default)
        )  # no folder of this machine
        default = "" if argument.default is argument.empty else f"={told}"
        stars = {argument.VAR_POSITIONAL: "*", argument.VAR_KEYWORD: "**"}.get(argument.kind, "")
        arguments.append(f"{stars}{argument.name}{default}")
    first = re.split(r"(?<=[.:])\s+(?=[A-Z`]|$)|\n\n", inspect.getdoc(one))[0]
    return f"| `{one.__name__}({', '.join(arguments)})` | {' '.join(first.split()).rstrip(':')} |"


def test_the_reference_lists_every_public_function():
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `helpers\.([\w.]+)`\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    wanted = {}
    for one in PUBLIC.values():
        wanted.setdefault(one.__module__.removeprefix("helpers."), set()).add(row(one))
    assert {
        name: set(re.findall(r"^\| `\w+\(.*\|$", rows, re.M)) for name, rows in sections.items()
    } == wanted
