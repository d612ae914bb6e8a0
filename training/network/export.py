"""Make the files of the network that ships from checkpoints: its encoder as ONNX in 8 bits, its
heads in 16 bits. The word vectors are those of the encoder of quotations.

    python -m training.network.export --minilm model --checkpoints a.pt b.pt

Several checkpoints that began alike are averaged, weight by weight (Wortsman et al. 2022, Model
soups)."""

import argparse
from pathlib import Path

import numpy as np
import torch

from training.encoder.export import OUT, average, export_encoder
from training.network.network import begin_network


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
        if not name.startswith("encoder."):
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
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    network, _ = begin_network(arguments.minilm)
    states = [torch.load(path) for path in arguments.checkpoints]
    network.load_state_dict(average(states))
    export_encoder(States(network.encoder), arguments.out / "network.onnx")
    export_heads(network, arguments.out / "network_heads.npz")
    for name in ("network.onnx", "network_heads.npz"):
        print(f"{name}: {(arguments.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
