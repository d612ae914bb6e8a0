"""Make the files that the suite ships from checkpoints: the encoder as ONNX in 8 bits, the heads in
16 bits, and the word vectors in 8 bits.

    python -m training.network.export --minilm model --checkpoints a.pt b.pt --texts quotes.jsonl

Several checkpoints that began alike are averaged, weight by weight (Wortsman et al. 2022, Model
soups). Word pieces that the texts never use are left out, single letters kept: any word can still
be spelt."""

import argparse
from pathlib import Path

import numpy as np
import torch

from training.encoder.export import OUT, average, export_encoder, export_words, used_pieces
from training.encoder.train import read_vocabulary
from training.network.documents import read_lines
from training.network.network import begin_network

OWN_HEADS = ("encoder.heads", "encoder.distance", "encoder.nothing")


class States(torch.nn.Module):
    """The encoder without its heads."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, *inputs):
        return self.encoder.states(*inputs)


def export_heads(network, path):
    """Write all weights that are not the encoder's, by name, in 16 bits; matrices from input to
    output."""
    arrays = {}
    for name, value in network.state_dict().items():
        if not name.startswith("encoder.") or name.startswith(OWN_HEADS):
            is_matrix = name.endswith("weight") and value.dim() == 2 and "embed" not in name
            is_linear = is_matrix and isinstance(owner_of(network, name), torch.nn.Linear)
            arrays[name] = (value.T if is_linear else value).numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)


def owner_of(network, name):
    return network.get_submodule(name.rpartition(".")[0])


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
    export_encoder(States(network.encoder), arguments.out / "network.onnx")
    export_heads(network, arguments.out / "network_heads.npz")
    export_words(words, vocabulary, pieces, network.encoder, arguments.out / "network_words.npz")
    for name in ("network.onnx", "network_heads.npz", "network_words.npz"):
        print(f"{name}: {(arguments.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
