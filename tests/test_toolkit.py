"""NLTK comes without SciPy's statistics, and loses nothing by it."""

import subprocess
import sys

CODE = """
import sys
from helpers.toolkit import load_nltk
nltk = load_nltk()
assert "scipy.stats" not in sys.modules, "SciPy's statistics were imported"
from nltk.collocations import BigramAssocMeasures
found = BigramAssocMeasures.fisher(5, (20, 30), 1000)
from scipy import stats
assert stats.norm.cdf(0) == 0.5 and "scipy.stats" in sys.modules
print(found == stats.fisher_exact([[5, 15], [25, 955]], alternative="less")[1], load_nltk() is nltk)
"""


def test_nltk_is_whole_and_scipy_waits():
    told = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert told.stdout == "True True\n", told.stderr
