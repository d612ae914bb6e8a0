"""Gives NLTK, imported in a third of its time: without SciPy's statistics, which one of its measures needs and no other.

`from nltk import …` works as ever; where it comes first, it takes a second more.
"""

import sys
from functools import cache
from types import ModuleType


@cache
def load_nltk():
    """Return the package nltk. Its `fisher_exact` imports SciPy's statistics when it is called."""
    absent = "scipy.stats" not in sys.modules
    if absent:
        sys.modules["scipy.stats"] = stand_in()
    try:
        import nltk
    finally:
        if absent:
            del sys.modules["scipy.stats"]
    return nltk


def stand_in():
    """Return a module in the place of scipy.stats, with the one function that NLTK takes from there."""

    def fisher_exact(*tables, **options):
        from scipy import stats

        return stats.fisher_exact(*tables, **options)

    module = ModuleType("scipy.stats")
    vars(module)["fisher_exact"] = fisher_exact
    return module
