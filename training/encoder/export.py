"""Make the files that the suite ships from checkpoints: the encoder as ONNX in 8 bits, and its word
vectors in 8 bits.

    python -m training.encoder.export --minilm model --checkpoints first.4.pt second.4.pt \\
        --texts quotes_train.jsonl tone_train.jsonl

Several checkpoints that started alike (`train --order`) are averaged, weight by weight (Wortsman et
al. 2022, Model soups). Weights are rounded to 7 bits, so that sums cannot overflow on processors
without VNNI: all machines count the same. Word pieces that the texts never use are left out, single
letters kept: any word can still be spelt. """

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from helpers.network.heads import FEATURES
from helpers.network.pieces import CLS, SEP, UNKNOWN, read_units
from helpers.tagging import lay_out
from training.encoder.network import WIDTH, Encoder, from_minilm, load_network
from training.encoder.train import read_vocabulary

OUT = Path(__file__).resolve().parents[2] / "helpers" / "data"


class Alone(torch.nn.Module):
    """The encoder for one window without padding."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, words, mark, edge, case):
        return self.encoder(words, mark, edge, case, torch.ones_like(words[..., 0]))


def export_encoder(encoder, path):
    """Write the encoder as ONNX, its weights in 8 bits."""
    size = 50
    example = (
        torch.zeros(1, size, WIDTH),
        *(torch.zeros(1, size, dtype=torch.long) for _ in range(3)),
    )
    names = ["words", *FEATURES[1:]]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Alone(encoder).eval(),
            example,
            whole,
            input_names=names,
            output_names=["out"],
            opset_version=17,
            dynamic_axes={name: {1: "pieces"} for name in [*names, "out"]},
            dynamo=False,
        )
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def average(states):
    """Return the mean of several states of one network."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def used_pieces(vocabulary, texts, least):
    """Return the pieces to keep, in the order of the vocabulary."""
    counts = Counter()
    for text in texts:
        for unit in read_units(lay_out(text), vocabulary):
            counts.update(unit.ids.tolist())
    kept = {CLS, SEP, UNKNOWN}
    return [
        p
        for p, n in sorted(vocabulary.items(), key=lambda row: row[1])
        if counts[n] >= least or p in kept or len(p.removeprefix("##")) == 1
    ]


def export_words(words, vocabulary, pieces, encoder, path):
    """Write the word vectors of the pieces in 8 bits with one scale a piece, and the pointers'
    parameters."""
    kept = words[[vocabulary[piece] for piece in pieces]].numpy()
    scales = np.abs(kept).max(axis=1, keepdims=True) / 127
    np.savez_compressed(
        path,
        words=np.round(kept / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        pieces=np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
        distance=encoder.distance.detach().numpy(),
        nothing=encoder.nothing.detach().numpy(),
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--least", type=int, default=1, help="how often a piece must be in the texts to be kept"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    vocabulary = read_vocabulary(arguments.minilm)
    _, words = from_minilm(arguments.minilm)
    encoder = load_network(Encoder, average([torch.load(path) for path in arguments.checkpoints]))
    texts = [
        json.loads(line)["text"]
        for path in arguments.texts
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    pieces = used_pieces(vocabulary, texts, arguments.least)
    export_encoder(encoder, arguments.out / "encoder.onnx")
    export_words(words, vocabulary, pieces, encoder, arguments.out / "encoder_words.npz")
    for name in ("encoder.onnx", "encoder_words.npz"):
        print(f"{name}: {(arguments.out / name).stat().st_size / 1e6:.1f} MB, {len(pieces)} pieces")


if __name__ == "__main__":
    main()
