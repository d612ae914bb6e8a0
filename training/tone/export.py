"""Make the files that the suite ships: the tone model as ONNX in 8 bits, and how it is mixed and
calibrated.

    python -m training.tone.export --checkpoint explained.pt --dev tone_dev.jsonl

Weights are rounded to 7 bits, as the encoder's. The chances are calibrated on the development set
by a logistic regression on the two models' log-chances (Platt 1999; stacking as in Wolpert 1992).
The threshold of `unclear` leaves a fifth of its targets out, that of whole sentences a fifth of
them. The confusions are counted there, too, each half of the texts with what was calibrated on the
other."""

import argparse
import gzip
import json
import tempfile
import zlib
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize

from helpers.sentiment.masks import settle_spans
from helpers.sentiment.model import LABELS, mix_models, read_encoder
from helpers.sentiment.scores import DIGITS
from helpers.sentiment.words import log_chances, masked_words
from training.encoder.network import WIDTH, load_network
from training.tone.examples import read_rows
from training.tone.network import ToneNetwork
from training.tone.train import macro_f1

OUT = Path(__file__).resolve().parents[2] / "helpers" / "data"
LEFT_OUT = 0.2  # share of targets that are too uncertain to label


class Alone(torch.nn.Module):
    """The network for one sentence without padding."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, words, masked):
        return self.network(words, masked, torch.ones_like(masked))


def export_network(network, path):
    example = (torch.zeros(1, 50, WIDTH), torch.zeros(1, 50))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        small = Path(folder) / "small.onnx"
        torch.onnx.export(
            Alone(network).eval(),
            example,
            whole,
            input_names=["words", "masked"],
            output_names=["out"],
            opset_version=17,
            dynamic_axes={name: {1: "pieces"} for name in ("words", "masked", "out")},
            dynamo=False,
        )
        quantize_dynamic(
            whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        path.write_bytes(gzip.compress(small.read_bytes(), 9, mtime=0))


def calibrate(encoder, regression, gold):
    """Return how to mix the two models' log-chances so that the chances are right, and from which
    on a label is given."""

    def mixture(numbers):
        return {
            "encoder": numbers[0],
            "regression": numbers[1],
            "start": [*numbers[2:], -numbers[2:].sum()],
        }

    def surprise(numbers):
        return -np.log(
            mix_models(encoder, regression, mixture(numbers))[np.arange(len(gold)), gold]
        ).mean()

    bounds = [(0, None), (0, None), (None, None), (None, None)]
    numbers = minimize(surprise, np.array([1.0, 0.1, 0.0, 0.0]), bounds=bounds).x
    mixed = {name: np.round(value, 3).tolist() for name, value in mixture(numbers).items()}
    sure = as_given(encoder, regression, mixed).max(axis=1)
    return mixed | {"unclear": float(np.round(np.quantile(sure, LEFT_OUT), 2))}


def as_given(encoder, regression, mixed):
    """Return the chances as the suite returns them: rounded."""
    return np.round(mix_models(encoder, regression, mixed), DIGITS)


def count_confusions(encoder, regression, gold, texts):
    """Return how often each label is found as which, or as unclear, each half of the texts judged
    by the other."""
    half = np.array([zlib.crc32(text.encode()) % 2 for text in texts])
    counts = np.zeros((len(LABELS), len(LABELS) + 1), dtype=int)
    for mine in (half == 0, half == 1):
        mixed = calibrate(encoder[~mine], regression[~mine], gold[~mine])
        chances = as_given(encoder[mine], regression[mine], mixed)
        found = np.where(
            chances.max(axis=1) >= mixed["unclear"], chances.argmax(axis=1), len(LABELS)
        )
        np.add.at(counts, (gold[mine], found), 1)
    return counts


def measure(text, spans):
    """Return the log-chances of encoder and regression toward each span, and last of the text: two
    arrays."""
    places, left = settle_spans(text, spans)
    actors = [*range(len(places)), None]
    regression = log_chances(*(masked_words(text, places, left, actor) for actor in actors))
    return read_encoder(text, places, left)[0], regression


def unclear_whole(mixed, rows):
    """Return the chance that the tone of a whole sentence must have: a fifth of the development
    set's has less."""
    of_text = {}
    for row in rows:
        of_text.setdefault(row["text"], []).append((row["start"], row["end"]))
    sure = [as_given(*measure(text, spans), mixed)[-1].max() for text, spans in of_text.items()]
    return float(np.round(np.quantile(sure, LEFT_OUT), 2))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    arguments = parser.parse_args()
    export_network(
        load_network(ToneNetwork, torch.load(arguments.checkpoint)), OUT / "tone.onnx.gz"
    )
    rows = read_rows(arguments.dev)
    gold = np.array([LABELS.index(row["label"]) for row in rows])
    read = [
        measure(row["text"], [(row["start"], row["end"])]) for row in rows
    ]  # one target at a time
    encoder, regression = (np.array([part[model][0] for part in read]) for model in (0, 1))
    mixed = calibrate(encoder, regression, gold)
    confusions = count_confusions(encoder, regression, gold, [row["text"] for row in rows])
    kept = mixed | {"unclear_whole": unclear_whole(mixed, rows), "confusions": confusions.tolist()}
    (OUT / "tone.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"tone.onnx.gz {(OUT / 'tone.onnx.gz').stat().st_size / 1e6:.1f} MB; {kept}")
    found = {
        "encoder": encoder,
        "regression": regression,
        "mixed": as_given(encoder, regression, mixed),
    }
    for name, chances in found.items():
        print(f"{name}: macro-F1 {macro_f1(gold, chances.argmax(1)):.4f}")


if __name__ == "__main__":
    main()
