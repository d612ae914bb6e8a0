"""Libraries come without what nobody asks them for, and lose nothing by it."""

import subprocess
import sys

import pytest

NLTK = """
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

SPACY = """
import sys
from helpers.toolkit import load_spacy
spacy = load_spacy()
assert "typer" not in sys.modules and "spacy.cli" not in sys.modules, "spaCy's commands were imported"
nlp = spacy.blank("en")
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, spacy.cli.download.__name__, hasattr(spacy, "nothing"))
"""
NBFORMAT = """
import sys
from helpers.toolkit import load_nbformat
nbformat = load_nbformat()
nbformat.validate(nbformat.v4.new_notebook())
print("rfc3987_syntax" in sys.modules)
"""


@pytest.mark.parametrize(
    ("code", "expected"), [(NLTK, "True True\n"), (SPACY, "True download False\n"), (NBFORMAT, "False\n")]
)
def test_what_waits_is_there_when_it_is_asked_for(code, expected):
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stdout == expected, told.stderr
