"""Writes the parts of docs/ that are made from the code: the modules in architecture.md, the
functions in reference.md.

    python docs/generate.py

Nothing is imported: docstrings and signatures are read from the syntax trees. What stands between
the two marks of a page is replaced, what stands around them is written by hand."""

import ast
import copy
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "helpers"
BEGIN = "<!-- made by docs/generate.py: begin -->\n"
END = "<!-- made by docs/generate.py: end -->\n"


class Definition(NamedTuple):
    """A function or class, and the module that holds it."""

    module: str
    node: ast.AST


def folders():
    """Return the folders of the package, from the first step to the last."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return layers[::-1]


@cache
def tree_of(module):
    """Return the syntax tree of a module: "helpers.actors", "helpers.actors.names"."""
    path = ROOT.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8"))


def modules_of(folder):
    """Return the modules of a folder, those of its subfolders included, without `__init__`."""
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    names = [path.relative_to(PACKAGE / folder).with_suffix("").parts for path in paths]
    return [".".join(parts).removesuffix(".__init__") for parts in names if parts != ("__init__",)]


def paragraph(node):
    """Return the first paragraph of a docstring on one line."""
    return " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())


def sentence(node):
    """Return the first sentence of a docstring on one line."""
    return re.split(r"(?<=[.:])\s+(?=[A-Z`])", paragraph(node))[0].rstrip(":")


def definition(module, name):
    """Return where a name is defined as a function or class, or None if it is a constant."""
    for node in tree_of(module).body:
        if getattr(node, "name", None) == name:
            return Definition(module, node)
        if isinstance(node, ast.ImportFrom) and name in [alias.name for alias in node.names]:
            return definition(node.module, name)
    return None


def constant(module, name):
    """Return the value of a constant of a module that is written out there."""
    for node in tree_of(module).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise KeyError(f"{module} has no {name}")


def call(node):
    """Return how a function is called, without its annotations; of a class, its name."""
    if isinstance(node, ast.ClassDef):
        return node.name
    arguments = copy.deepcopy(node.args)
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return f"{node.name}({ast.unparse(arguments)})"


def table(title, rows):
    return "\n".join([f"| {title} | |", "|---|---|", *(f"| `{a}` | {b} |" for a, b in rows), ""])


def architecture():
    """Return the folders in order, each with its modules and their first docstring lines."""
    parts = [table("module", [("__main__", paragraph(tree_of("helpers.__main__")))])]
    for number, folder in enumerate(folders(), start=1):
        face = f"helpers.{folder}"
        rows = [(name, paragraph(tree_of(f"{face}.{name}"))) for name in modules_of(folder)]
        heading = f"### {number}. `{folder}/`\n\n{paragraph(tree_of(face))}\n"
        parts.append(f"{heading}\n{table('module', rows)}")
    return "\n".join([*parts[1:], "### The package itself\n", parts[0]])


def functions(names):
    """Return a table of what is a function or class among names, given as (module, name)."""
    found = [definition(*name) for name in names]
    rows = [(call(one.node), sentence(one.node)) for one in found if one]
    return table("function or class", rows) if rows else ""


def reference():
    """Return the functions and classes in the face of the package and of each folder."""
    offered = constant("helpers", "PUBLIC")
    own = [(f"helpers.{home}", name) for name, home in offered.items() if home not in folders()]
    others = ", ".join(f"`{name}`" for name, home in offered.items() if home in folders())
    also = f"Also {others}: see their folders below.\n"
    parts = [f"## `helpers`\n\n{functions(own)}\n{also}"]
    for folder in folders():
        face = f"helpers.{folder}"
        rows = functions((face, name) for name in sorted(constant(face, "__all__")))
        if rows:
            parts.append(f"## `{face}`\n\n{rows}")
    return "\n".join(parts)


def pages():
    """Return the text of each page as it should be, by its path."""
    texts = {}
    for name, make in {"architecture.md": architecture, "reference.md": reference}.items():
        path = ROOT / "docs" / name
        before, rest = path.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        texts[path] = f"{before}{BEGIN}\n{make()}\n{END}{after}"
    return texts


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
