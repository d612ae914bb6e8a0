"""What the tests share: the articles of the corpus, annotated once, and odd texts of our own."""

import importlib.util
import os
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from helpers import analyse, annotate, make_article, read_article
from helpers.base.places import CORPUS

# nothing is read from an older cache
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="framing-tests-")
# tests are of behaviour: benchmarks measure time. The same examples in every run, so that a failure
# belongs to the change that brought it; `pytest --hypothesis-profile search` looks for new ones
settings.register_profile("search", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")

ROOT = CORPUS.parent
GOLD = Path(__file__).parent / "gold"
ELSEWHERE = ROOT.parent / "shared" / "evaluate"  # what may not be published lies beside the project

# the guard against the network, for the processes that tests start, and here, where the
# variable comes too late
OFFLINE = Path(__file__).parent / "offline"
FURTHER_PATHS = os.environ.get("PYTHONPATH")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(OFFLINE), FURTHER_PATHS]))
offline = importlib.util.spec_from_file_location("offline", OFFLINE / "sitecustomize.py")
offline.loader.exec_module(importlib.util.module_from_spec(offline))

MANY_VERBS = (
    "He said she said they said it is true, and the minister vowed to leave Paris, London and "
    "Rome. "
)
ODD = {
    "one_word": "Mali.",
    "no_sentence": "— … — a",
    "many_marks": (
        '"\'\'“”«»‘’ \'a" (said) """" \'\'“ \n\n „“ said Lavrov. “No end\n\n“and again\n\n'
    ),
    "one_line": MANY_VERBS * 30,
    "markup": (
        "<script>alert('$x_1$')</script> said & “<b>bold</b>” cost $5 and $6, =SUM(A1) claimed "
        "Ann Lee.\n=1+1 is two."
    ),
    "spaces": "\n\n \t Ann  Lee\u00a0said\u2028“We  go.”\u2003\r\n\x0b\x0c He left.  \n ",
    "other_scripts": (
        "Сергей Лавров прибыл в Мали. 外交部长说:“我们很感激。” قال الوزير إن المساعدة ستستمر."
    ),
    "emoji": "👩🏽\u200d🚀 said “we 🇲🇱 go”, e\u0301t toi? \ufeffZero\u200bwidth Mali\ufffd.",
    "long_word": "a" * 2000 + " said Ann. " + '"' * 2000 + " " + "(" * 500 + " 'x' " + "Mali" * 300,
}
SAMPLES = [
    "samples/sahel_wire.md",
    "samples/channel_north.md",
    "samples/niger_bend_gazette.md",
    "samples/open_ledger.md",
    "samples/daily_whistle.md",
    "samples/long_column.md",
]
NAMES = [
    "lavrov_mali.txt",
    "samples/sahel_wire.md",
    "samples/open_ledger.md",
    "samples/long_column.md",
    *ODD,
]


def elsewhere(name):
    """Return the path of data that lie beside the project; skip the test where they do not."""
    if not (ELSEWHERE / name).exists():
        pytest.skip(f"{name} may not be published with the project and is not beside it")
    return ELSEWHERE / name


def article_of(name):
    return make_article(name, ODD[name]) if name in ODD else read_article(name)


@cache
def annotated_of(name):
    return annotate(article_of(name), cache=False)


@cache
def tables_of(name):
    return analyse(article_of(name))
