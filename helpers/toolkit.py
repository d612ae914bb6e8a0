"""Gives libraries that import more than anybody asks them for, imported without it; they lose nothing that they can do.

`import nltk` works as ever; where it comes first, it takes a second more.
"""

import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


@contextmanager
def without(modules: Mapping[str, Callable | None]):
    """Let modules that are not imported yet stand empty, or hold one function only, while others are imported.

    `modules` has name → function. An empty one (None) cannot be imported meanwhile; afterwards all can.
    """
    absent = {name: held for name, held in modules.items() if name not in sys.modules}
    for name, function in absent.items():
        sys.modules[name] = stand_in(name, function) if function else None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


def stand_in(name, function):
    module = ModuleType(name)
    setattr(module, function.__name__, function)
    return module


@cache
def load_nltk():
    """Return the package nltk, without SciPy, of which one of its measures needs a test and its parsers matrices."""

    def fisher_exact(*tables, **options):
        return import_module("scipy.stats").fisher_exact(*tables, **options)

    matrices = {} if find_spec("sklearn") else {"scipy.sparse": None}  # without it, those parsers do not work anyway
    with without({"scipy.stats": fisher_exact, **matrices}):
        return import_module("nltk")


@cache
def load_spacy():
    """Return the package spacy, without its commands and the libraries for them: `spacy.cli` and `spacy.info` load them."""

    def info(*arguments, **options):
        return import_module("spacy.cli.info").info(*arguments, **options)

    def find(name):
        if name == "cli":
            return import_module("spacy.cli")
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")

    fresh = "spacy" not in sys.modules
    with without({"spacy.cli": info, "spacy.cli.info": info}):
        spacy = import_module("spacy")
    if fresh:
        vars(spacy)["__getattr__"] = find
    return spacy


@cache
def load_nbformat():
    """Return nbformat, without the grammar of web addresses that it would compile and never ask: three seconds."""
    with without({"rfc3987_syntax": None}):
        return import_module("nbformat")
