"""Make the files that the suite ships from checkpoints: the encoder as ONNX in 8 bits, the heads in
16 bits, and the word vectors in 8 bits.

    python -m training.network.export --minilm model --checkpoints a.pt b.pt --texts quotes.jsonl

Several checkpoints that began alike are averaged, weight by weight (Wortsman et al. 2022, Model
soups). Word pieces that the texts never use are left out, single letters kept: any word can still
be spelt."""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from helpers.network.heads import FEATURES
from training.encoder.export import OUT, average, used_pieces
from training.encoder.network import WIDTH
from training.encoder.train import read_vocabulary
from training.network.documents import read_lines
from training.network.network import begin_network


class Alone(torch.nn.Module):
    """The encoder for one window without padding."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, words, mark, edge, case):
        return self.encoder(words, mark, edge, case, torch.ones_like(words[..., 0]))


def export_encoder(encoder, path):
    """Write the encoder as ONNX, its weights in 8 bits, of which 7 are used, so that sums cannot
    overflow on processors without VNNI."""
    size = 50
    example = (
        torch.zeros(1, size, WIDTH),
        *(torch.zeros(1, size, dtype=torch.long) for _ in range(3)),
    )
    names = ["words", *FEATURES[1:]]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "network.onnx"
        torch.onnx.export(
            Alone(encoder).eval(),
            example,
            whole,
            input_names=names,
            output_names=["states"],
            opset_version=17,
            dynamic_axes={name: {1: "pieces"} for name in [*names, "states"]},
            dynamo=False,
        )
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def export_heads(network, path):
    """Write all weights that are not the encoder's, by name, in 16 bits; matrices from input to
    output."""
    arrays = {}
    for name, value in network.state_dict().items():
        if not name.startswith("encoder."):
            is_matrix = name.endswith("weight") and value.dim() == 2 and "embed" not in name
            is_linear = is_matrix and isinstance(owner_of(network, name), torch.nn.Linear)
            arrays[name] = (value.T if is_linear else value).numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)


def owner_of(network, name):
    return network.get_submodule(name.rpartition(".")[0])


def export_words(words, vocabulary, pieces, path):
    """Write the word vectors of the pieces in 8 bits with one scale a piece."""
    kept = words[[vocabulary[piece] for piece in pieces]].numpy()
    scales = np.abs(kept).max(axis=1, keepdims=True) / 127
    np.savez_compressed(
        path,
        words=np.round(kept / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        pieces=np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    vocabulary = read_vocabulary(arguments.minilm)
    network, words = begin_network(arguments.minilm)
    states = [torch.load(path) for path in arguments.checkpoints]
    network.load_state_dict(average(states))
    texts = [row["text"] for path in arguments.texts for row in read_lines(path)]
    pieces = used_pieces(vocabulary, texts, 1)
    export_encoder(network.encoder, arguments.out / "network.onnx")
    export_heads(network, arguments.out / "network_heads.npz")
    export_words(words, vocabulary, pieces, arguments.out / "network_words.npz")
    for name in ("network.onnx", "network_heads.npz", "network_words.npz"):
        print(f"{name}: {(arguments.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
