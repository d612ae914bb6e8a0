"""Take the weights of an encoder, or of the whole network of mentions, out of the files that
shipped, to go on from them or to learn from what it says.

    python -m training.network.unpack --data helpers/data --out encoder.pt
    python -m training.network.unpack --data helpers/data --network --out network.pt

They were rounded to 8 bits, so that what it says differs a little."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.encoder.network import Encoder
from training.network.network import Network

KEPT = ("bias", "norm.weight", "norm1.weight", "norm2.weight", "position", "segment")
TABLES = ("mark", "edge", "case")
FARTHEST = 8  # nodes between a product and the addition of its bias


def read_state(graph):
    """Return the weights of an encoder by name, from its graph."""
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    state = {own_name(name): array for name, array in arrays.items() if name.endswith(KEPT)}
    for table in TABLES:
        ending = f"{table}.weight_quantized"
        base = next(n for n in arrays if n.endswith(ending)).removesuffix("_quantized")
        rows = arrays[f"{base}_quantized"].astype(np.float32) - arrays[f"{base}_zero_point"]
        state[f"{table}.weight"] = rows * arrays[f"{base}_scale"]
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            base = node.input[1].removesuffix("_quantized")
            matrix = arrays[node.input[1]].astype(np.float32) * arrays[f"{base}_scale"]
            name = bias_behind(node, readers).replace(".bias", ".weight")
            state[name] = matrix.T
    return {name: torch.tensor(np.array(array)) for name, array in state.items()}


def own_name(name):
    return name.replace("encoder.", "")


def bias_behind(node, readers):
    """Return the name of the bias that is added to a product."""
    output = node.output[0]
    for _ in range(FARTHEST):
        behind = readers[output]
        for reader in behind:
            biases = [name for name in reader.input if name.endswith("bias")]
            if reader.op_type == "Add" and biases:
                return own_name(biases[0])
        output = behind[0].output[0]
    raise ValueError(f"no bias behind {node.name}")


def read_heads(path):
    """Return the weights of the heads of the network of mentions by name."""
    layers = dict(Network(Encoder()).named_modules())
    state = {}
    with np.load(path) as arrays:
        for name in arrays.files:
            is_matrix = name.endswith("weight") and arrays[name].ndim == 2
            is_linear = is_matrix and isinstance(layers[name.rpartition(".")[0]], nn.Linear)
            array = arrays[name].astype(np.float32)
            state[name] = torch.tensor(array.T.copy() if is_linear else array)
    return state


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--network", action="store_true", help="the network of mentions")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.network:
        encoder = read_state(onnx.load(arguments.data / "network.onnx").graph)
        state = {f"encoder.{name}": weights for name, weights in encoder.items()}
        state |= read_heads(arguments.data / "network_heads.npz")
    else:
        state = read_state(onnx.load(arguments.data / "encoder.onnx").graph)
        with np.load(arguments.data / "encoder_words.npz") as arrays:
            for name in ("distance", "nothing"):
                state[name] = torch.tensor(arrays[name])
    torch.save(state, arguments.out)


if __name__ == "__main__":
    main()
