"""The faces of the folders: what others call is named there, and says what it takes and returns."""

import ast
import inspect
import re
from importlib import import_module
from types import ModuleType

import nbformat
import pytest
from docs_made import FOLDERS
from shared import ROOT

import helpers

FACES = {name: import_module(f"helpers.{name}") for name in FOLDERS}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MODULES = sorted((ROOT / "helpers").rglob("*.py"))
PAGES = [
    ROOT / "docs" / name for name in ("codebook.md", "many_articles.md", "methods.md", "moved.md")
]


def routines(names, home):
    """Return the functions among the names of a module, by name."""
    values = {name: inspect.unwrap(getattr(home, name)) for name in names}
    return {name: value for name, value in values.items() if inspect.isroutine(value)}


def bare(function):
    """Return the arguments of a function without a type, and "return" if its result has none."""
    signature = inspect.signature(function)
    arguments = signature.parameters.values()
    without = [one.name for one in arguments if one.annotation is one.empty]
    return without + ["return"] * (signature.return_annotation is signature.empty)


# what notebooks and pages name


def called_in(code):
    """Return what code calls of the package as a set of (folder, name); the folder is empty if
    `helpers` itself offers the name."""
    tree = ast.parse(code)
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "helpers":
            folder = node.module.partition(".")[2]
            for alias in node.names:
                imported[alias.asname or alias.name] = (folder, alias.name)
    calls = set()
    for node in ast.walk(tree):
        function = node.func if isinstance(node, ast.Call) else None
        if isinstance(function, ast.Name) and function.id in imported:
            calls.add(imported[function.id])
        elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            folder = imported.get(function.value.id)
            if folder and folder[1] in FOLDERS:
                calls.add((folder[1], function.attr))
    return calls


def code_of(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


CALLED = set().union(*(called_in(code_of(path)) for path in NOTEBOOKS))
NAMED = {
    (folder, name)
    for page in PAGES
    for folder, name in re.findall(r"`(\w+)\.(\w+)\b", page.read_text(encoding="utf-8"))
    if folder in FOLDERS and (ROOT / "helpers" / folder).is_dir() and name not in ("csv", "parquet")
}


def test_calls_are_found():
    code = "from helpers import plots, annotate as read\nax = plots.tone_line(read(1).sentences)"
    assert called_in(code) == {("plots", "tone_line"), ("", "annotate")}
    wanted = {("plots", "tone_line"), ("", "highlight"), ("checking", "coding_sheet")}
    assert wanted <= CALLED
    assert ("comparing", "compare_articles") in NAMED


@pytest.mark.parametrize(("folder", "name"), sorted(CALLED | NAMED))
def test_what_is_called_from_outside_stands_in_a_face(folder, name):
    face = FACES[folder] if folder else helpers
    if isinstance(getattr(face, name, None), ModuleType):
        return  # `base.intervals`: the modules of base are its face
    assert name in face.__all__
    assert not bare(getattr(face, name))


# what the faces name


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_a_face_names_what_is_there(folder):
    face = FACES[folder] if folder else helpers
    for name in face.__all__:  # the face of base are its modules
        assert hasattr(face, name) or (ROOT / "helpers" / folder / f"{name}.py").exists(), name
    assert len(set(face.__all__)) == len(face.__all__)
    assert face.__doc__.strip().endswith(".")


@pytest.mark.parametrize("folder", [name for name in FOLDERS if name != "base"])
def test_a_face_offers_functions_that_say_what_they_take_and_return(folder):
    functions = routines(FACES[folder].__all__, FACES[folder])
    assert not [name for name, one in functions.items() if not inspect.getdoc(one)]
    assert not {name: bare(one) for name, one in functions.items() if bare(one)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_from_the_faces_of_other_folders(path):
    own = path.relative_to(ROOT / "helpers").parts[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            package, *folders = name.split(".")
            if package == "helpers" and folders and folders[0] not in (own, "base"):
                assert len(folders) == 1, f"line {node.lineno}: {name} is private to {folders[0]}/"
