"""Train the tone model on sentences with a coded tone toward a target, and on what a teacher says
of more of them.

    python -m training.tone.train --minilm model --gold tone_train.jsonl --taught taught.jsonl \\
        --dev tone_dev.jsonl --out tone.pt

Two cores with bfloat16: a third of a second for each 32 sentences; a tenth of that on a GPU
(`--device cuda`). The same seed gives the same weights on the same machine and version of PyTorch.
"""

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch

from helpers.sentiment.model import LABELS
from training.encoder.network import LAYERS, keep_layers, load_network, save
from training.encoder.train import batches, read_vocabulary, rise_and_fall
from training.tone.examples import make_examples, read_rows
from training.tone.network import Batch, ToneNetwork, loss, tone_from_minilm

WARM_UP = 0.08
ALIKE = 20  # batches' worth of sentences sorted by length together


def pieces(example):
    return len(example.ids)


def collate(examples, words):
    """Return a Batch, padded to its longest example, where the words are."""
    size = max(len(example.ids) for example in examples)
    n = len(examples)
    ids = torch.zeros(n, size, dtype=torch.long)
    masked = torch.zeros(n, size)
    present = torch.zeros(n, size)
    for j, example in enumerate(examples):
        m = len(example.ids)
        ids[j, :m], masked[j, :m] = (
            torch.from_numpy(example.ids),
            torch.from_numpy(example.masked.astype(np.float32)),
        )
        present[j, :m] = 1
    row = np.repeat(np.arange(n), [len(example.pieces) for example in examples])
    piece, wanted, weight = (
        np.concatenate([getattr(example, name) for example in examples])
        for name in ("pieces", "wanted", "weight")
    )
    places = (row, piece, wanted.astype(np.float32), weight.astype(np.float32))
    parts = (ids, masked, present, *map(torch.from_numpy, places))
    ids, masked, present, *places = (part.to(words.device) for part in parts)
    return Batch(words[ids], masked, present, *places)


def predict(network, rows, vocabulary, words):
    """Return the chances of the labels for each row, read alone: rows × labels."""
    network.eval()
    examples = [make_examples([row], vocabulary)[0] for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(examples[i].ids))
    found = np.zeros((len(rows), 3))
    with torch.no_grad(), torch.autocast(words.device.type, torch.bfloat16):
        for k in range(0, len(order), 64):
            batch = collate([examples[i] for i in order[k : k + 64]], words)
            logits = network(batch.words, batch.masked, batch.present)[
                batch.row, batch.piece, : len(LABELS)
            ].float()
            found[order[k : k + 64]] = (
                torch.softmax(logits, 1).cpu().numpy()[::2]
            )  # each second reading is the sentence
    return found


def macro_f1(gold, found):
    counts = np.zeros((3, 3))
    np.add.at(counts, (gold, found), 1)
    return float(np.mean(2 * counts.diagonal() / np.maximum(counts.sum(0) + counts.sum(1), 1)))


def train(arguments):
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    vocabulary = read_vocabulary(arguments.minilm)
    network, words = tone_from_minilm(arguments.minilm, vocabulary["[MASK]"])
    state = torch.load(arguments.start) if arguments.start else network.state_dict()
    network = load_network(ToneNetwork, keep_layers(state, arguments.keep)).to(arguments.device)
    words = words.to(arguments.device)
    rows = [row for path in (arguments.gold, arguments.taught) if path for row in read_rows(path)]
    dev = read_rows(arguments.dev)
    gold = np.array([LABELS.index(row["label"]) for row in dev])
    parts = make_examples(rows, vocabulary)
    head = [*network.here.parameters(), *network.around.parameters()]
    body = [
        p
        for name, p in network.named_parameters()
        if p.requires_grad and name.split(".")[0] not in ("here", "around", "asks", "tells")
    ]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": head, "lr": 5 * arguments.rate}],
        weight_decay=0.01,
    )
    total = math.ceil(len(parts) / arguments.batch) * arguments.epochs
    schedule = rise_and_fall(optimizer, total, WARM_UP)
    began = time.time()
    step = 0
    for number in range(arguments.epochs):
        network.train()
        recent = []
        for batch in batches(parts, arguments.batch, pieces, ALIKE):
            with torch.autocast(words.device.type, torch.bfloat16):
                value = loss(network, collate(batch, words))
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            recent.append(value.detach())
            if step % 100 == 0:
                mean = torch.stack(recent).mean()
                print(
                    f"{step}/{total} loss {mean:.3f}; {(time.time() - began) / step:.2f} s a step",
                    flush=True,
                )
        found = predict(network, dev, vocabulary, words)
        print(
            f"epoch {number}: macro-F1 {macro_f1(gold, found.argmax(1)):.4f} of {len(dev)}",
            flush=True,
        )
        save(network, arguments.out)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("minilm", "gold", "dev", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--taught", type=Path)
    parser.add_argument(
        "--start", type=Path, help="a trained network to start from instead of MiniLM"
    )
    parser.add_argument(
        "--keep", type=int, nargs="+", default=range(LAYERS), help="which of its layers to keep"
    )
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
