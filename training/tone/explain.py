"""Teach the trained tone model to say which words decided: what its leaning at a piece loses when a
word is taken out.

    python -m training.tone.explain --minilm model --checkpoint tone.pt --gold tone_train.jsonl \\
        --dev tone_dev.jsonl --out explained.pt

Taking out each word in turn and reading again (occlusion; Zeiler & Fergus 2014) needs a pass per
word. Two small heads learn to foretell it from one pass; the rest of the network stays as it is.
Prints how far they agree with it on the development set. """

import argparse
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from helpers.sentiment.model import ASKED, LABELS
from training.encoder.network import load_network
from training.encoder.train import read_vocabulary
from training.tone.examples import make_examples, read_rows
from training.tone.network import ToneNetwork, tone_from_minilm
from training.tone.train import collate

SENTENCES = 4000
PASSES = 20
BATCH = 64


def word_groups(ids, masked, pieces):
    """Return the pieces of each word that has a letter, masked names left out."""
    groups = []
    for k in range(1, len(ids) - 1):
        piece = pieces[ids[k]]
        if piece.startswith("##") and groups and groups[-1][-1] == k - 1:
            groups[-1].append(k)
        elif piece.isalpha() and not masked[k]:
            groups.append([k])
    return groups


def read_all(network, examples, words):
    """Yield what the network reads at each piece of each example, as arrays."""
    for k in range(0, len(examples), BATCH):
        batch = collate(examples[k : k + BATCH], words)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            out = network(batch.words, batch.masked, batch.present).float()
        yield from (
            row[: len(example.ids)]
            for row, example in zip(out, examples[k : k + BATCH], strict=True)
        )


def leaning(logits):
    """Return the log-odds of positive against negative: unlike the score, they go on where all is
    said."""
    return logits[..., len(LABELS) - 1] - logits[..., 0]


def take_out(example, group):
    kept = np.setdiff1d(np.arange(len(example.ids)), group)
    return replace(
        example,
        ids=example.ids[kept],
        masked=example.masked[kept],
        pieces=np.searchsorted(kept, example.pieces),
    )


def occlude(network, examples, words, pieces):
    """Return each example with the first pieces of its words, and what the leaning at each reading
    loses without each."""
    found = []
    for example, out in zip(examples, read_all(network, examples, words), strict=True):
        groups = [
            g
            for g in word_groups(example.ids, example.masked, pieces)
            if not set(g) & set(example.pieces.tolist())
        ]
        without = [take_out(example, group) for group in groups]
        whole = leaning(out[torch.from_numpy(example.pieces)])
        less = [
            leaning(row[torch.from_numpy(one.pieces)])
            for one, row in zip(without, read_all(network, without, words), strict=True)
        ]
        if groups:
            found.append((example, [group[0] for group in groups], (whole - torch.stack(less)).T))
    return found


def foretold(network, out, example, firsts):
    """Return what the heads say that each word adds at each reading."""
    asks = out[:, len(LABELS) : len(LABELS) + ASKED]
    tells = out[:, len(LABELS) + ASKED :]
    return asks[torch.from_numpy(example.pieces)] @ tells[torch.tensor(firsts)].T / ASKED**0.5


def fit(network, found, words):
    heads = [*network.asks.parameters(), *network.tells.parameters()]
    optimizer = torch.optim.AdamW(heads, lr=2e-3, weight_decay=0.01)
    hidden = {}
    network.asks.register_forward_pre_hook(lambda module, given: hidden.__setitem__("x", given[0]))
    kept = []
    for k in range(0, len(found), BATCH):
        part = found[k : k + BATCH]
        for _ in read_all(network, [example for example, _, _ in part], words):
            pass
        kept += [
            x[: len(example.ids)].clone().float()
            for x, (example, _, _) in zip(hidden["x"], part, strict=True)
        ]
    for number in range(PASSES):
        order = random.sample(range(len(found)), len(found))
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - number / PASSES)
        for k in range(0, len(order), BATCH):
            value = 0
            for i in order[k : k + BATCH]:
                example, firsts, lost = found[i]
                asks = network.asks(kept[i][torch.from_numpy(example.pieces)])
                tells = network.tells(kept[i][firsts])
                value = value + ((asks @ tells.T / ASKED**0.5 - lost) ** 2).mean()
            optimizer.zero_grad()
            (value / BATCH).backward()
            optimizer.step()


def compare(network, found, words):
    """Return the correlation with true losses, how often the first word foretold is one of the true
    first two, and n."""
    told = []
    true = []
    hits = []
    for (example, firsts, lost), out in zip(
        found, read_all(network, [row[0] for row in found], words), strict=True
    ):
        guess = foretold(network, out, example, firsts)
        told.append(guess.flatten())
        true.append(lost.flatten())
        for a, b in zip(guess, lost, strict=True):
            if float(b.abs().max()) > 0.5:
                hits.append(int(a.abs().argmax()) in b.abs().argsort(descending=True)[:2].tolist())
    return (
        float(np.corrcoef(torch.cat(told), torch.cat(true))[0, 1]),
        float(np.mean(hits)),
        len(hits),
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("minilm", "checkpoint", "gold", "dev", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    vocabulary = read_vocabulary(arguments.minilm)
    pieces = {number: piece for piece, number in vocabulary.items()}
    _, words = tone_from_minilm(arguments.minilm, vocabulary["[MASK]"])
    network = load_network(ToneNetwork, torch.load(arguments.checkpoint))
    network.eval()
    sets = [make_examples(read_rows(path), vocabulary) for path in (arguments.gold, arguments.dev)]
    train, dev = (
        occlude(network, random.sample(examples, min(SENTENCES, len(examples))), words, pieces)
        for examples in sets
    )
    fit(network, train, words)
    correlation, hit, n = compare(network, dev, words)
    print(f"r {correlation:.3f}; ", end="")
    print(f"the word that decides is one of the true first two in {hit:.3f} of {n}")
    torch.save(network.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
