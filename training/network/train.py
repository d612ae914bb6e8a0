"""Train the network on marked articles and other people's sets; its weights are the mean of those
after each of the last epochs.

    python -m training.network.train --minilm model --marked actors --quoted quotations \\
        --sets news_train:1 gum:.5 --dev news_dev --out network.pt

A set with a share shows that part of its documents in each epoch, another part each time. After
each epoch the state is written beside `--out`, and the same command goes on from there. About five
minutes an epoch of 200,000 words on one core that multiplies numbers of 16 bits, twice as long on
one that does not."""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch

from training.encoder.export import average
from training.encoder.train import Batch, read_vocabulary, rise_and_fall
from training.network.documents import read_documents
from training.network.examples import Example, make_example, read_words
from training.network.losses import WEIGHTS, example_losses, read_states, weigh
from training.network.network import begin_network, begin_teacher, half_precision
from training.network.quotations import quotation_loss, read_quotations
from training.network.read import read_document
from training.network.vary import collect_names, exchange, with_other_marks

WARM_UP = 0.06
AVERAGED = 3  # the last epochs, whose weights are averaged (Izmailov et al. 2018)
MARKS = 0.12  # articles shown with straight quotation marks, or with none
PLAIN = 0.04  # articles shown in small letters, or in capitals
SMALL = 0
CAPITALS = 2
EXCHANGED = 0.7  # of the persons and states of an article in which names are exchanged


def parse_sets(names):
    """Return {set: share of its documents that an epoch shows}."""
    shares = {}
    for name in names:
        name, _, share = name.partition(":")
        shares[name] = float(share or 1)
    return shares


def one_epoch(examples, shares, quotations, arguments, seed):
    """Return what one epoch shows, in random order: examples, and batches of quotations."""
    shown = []
    for name, share in shares.items():
        mine = examples[name]
        shown += random.sample(mine, round(share * len(mine)))
    if quotations:
        shown += quotations.shown(arguments.quotes_share, seed)
    random.shuffle(shown)
    return shown


def fold_of(number, folds):
    return number % folds


def keep(documents, name, arguments):
    """Return the documents that are learnt from: with --fold all but a part of the marked news,
    with --without all but those listed."""
    kept = documents
    if name.startswith("news") and arguments.fold is not None:
        kept = [d for k, d in enumerate(kept) if fold_of(k, arguments.folds) != arguments.fold]
    if arguments.without:
        left_out = set(arguments.without.read_text(encoding="utf-8").split())
        kept = [d for d in kept if d.id not in left_out]
    if name.startswith("news") and arguments.part < 1:
        kept = kept[: round(arguments.part * len(kept))]
    return kept


def train(arguments):
    vocabulary = read_vocabulary(arguments.minilm)
    shares = parse_sets(arguments.sets)
    examples = {}
    for name in shares:
        documents = keep(read_documents(arguments.marked, name, arguments.quoted), name, arguments)
        examples[name] = [make_example(document, vocabulary) for document in documents]
        count = sum(len(example.words.start) for example in examples[name])
        print(f"{name}: {len(documents)} documents, {count:,} words", flush=True)
    names = collect_names(one.document for found in examples.values() for one in found)
    if arguments.mpnet:
        network, vectors = begin_teacher(arguments.minilm, arguments.mpnet)
    else:
        network, vectors = begin_network(arguments.minilm, arguments.earlier, arguments.start)
    optimizer = torch.optim.AdamW(
        network.groups(arguments.rate, arguments.new_rate), weight_decay=0.01, fused=True
    )
    quotations = None
    if arguments.quotes:
        quotations = read_quotations(arguments.quotes, vocabulary, arguments.teachers)
    first = one_epoch(examples, shares, quotations, arguments, 0)
    steps = arguments.epochs * len(first)
    schedule = rise_and_fall(optimizer, steps, WARM_UP)
    begun = resume(arguments, network, optimizer, schedule)
    for epoch in range(begun, arguments.epochs):
        random.seed(arguments.seed * 1000 + epoch)
        torch.manual_seed(arguments.seed * 1000 + epoch)
        started = time.time()
        shown = one_epoch(examples, shares, quotations, arguments, arguments.seed * 1000 + epoch)
        shown = [varied(one, names, vocabulary, arguments.exchange) for one in shown]
        means = learn(network, vectors, shown, quotations, optimizer, schedule)
        told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
        print(f"epoch {epoch}: {told}; {time.time() - started:.0f} s", flush=True)
        states = (network.state_dict(), optimizer.state_dict(), schedule.state_dict())
        torch.save((epoch + 1, *states), part_path(arguments))
        if epoch >= arguments.epochs - AVERAGED:
            torch.save(network.state_dict(), epoch_path(arguments, epoch))
    last = range(max(0, arguments.epochs - AVERAGED), arguments.epochs)
    network.load_state_dict(average([torch.load(epoch_path(arguments, epoch)) for epoch in last]))
    torch.save(network.state_dict(), arguments.out)
    if arguments.dev:
        predict(network, vectors, vocabulary, arguments)


def varied(example, names, vocabulary, chance):
    """Return an example in which every mention is marked, by a chance with other names and genders
    in it, and now and then with other quotation marks."""
    is_marked = isinstance(example, Example) and example.document.weight > 0
    has_others = random.random() < chance
    has_marks = random.random() < MARKS
    if not is_marked or not (has_others or has_marks):
        return example
    document = exchange(example.document, names, EXCHANGED) if has_others else example.document
    return make_example(with_other_marks(document) if has_marks else document, vocabulary)


def part_path(arguments):
    return arguments.out.with_suffix(".part")


def epoch_path(arguments, epoch):
    return arguments.out.with_suffix(f".{epoch}.pt")


def resume(arguments, network, optimizer, schedule):
    """Return the number of the epoch to begin with; where a training was stopped, take it up."""
    path = part_path(arguments)
    if not path.exists():
        return 0
    begun, *states = torch.load(path)
    for part, state in zip((network, optimizer, schedule), states, strict=True):
        part.load_state_dict(state)
    print(f"goes on with epoch {begun}", flush=True)
    return begun


def learn(network, vectors, shown, quotations, optimizer, schedule):
    """Train on the examples of one epoch; return the mean losses by name."""
    network.train()
    sums = dict.fromkeys(WEIGHTS, 0.0)
    counts = dict.fromkeys(WEIGHTS, 0)
    for example in shown:
        if isinstance(example, Batch):
            losses = {"quotation": quotation_loss(network, quotations, example, vectors)}
        else:
            with half_precision():
                states = read_states(network, recased(example.words), vectors)
            losses = example_losses(network, example, states)
        if losses:
            optimizer.zero_grad()
            weigh(losses).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
        schedule.step()
        for name, loss in losses.items():
            sums[name] += loss.item()
            counts[name] += 1
    return {name: sums[name] / max(1, counts[name]) for name in sums}


def recased(words):
    """Return the words of an article, now and then as if all were in small letters or capitals."""
    if random.random() >= PLAIN:
        return words
    case = random.choice([SMALL, CAPITALS])
    windows = []
    for window in words.windows:
        letters = np.where(window.case < 3, case, window.case)
        windows.append(type(window)(**{**vars(window), "case": letters}))
    return type(words)(**{**vars(words), "windows": windows})


def predict(network, vectors, vocabulary, arguments):
    """Write what the network says of the documents of a set, for the scorers."""
    documents = read_documents(arguments.marked, arguments.dev, arguments.quoted)
    path = arguments.out.with_suffix(f".{arguments.dev}.jsonl")
    with path.open("w", encoding="utf-8") as lines:
        for document in documents:
            words = read_words(document.text, vocabulary)
            row = read_document(network, document, words, vectors)
            lines.write(json.dumps(row) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("minilm", "marked", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--quoted", type=Path, help="quotations found before, a file a set")
    parser.add_argument("--sets", nargs="+", required=True, help="names of sets, name:share")
    parser.add_argument("--dev", default="", help="a set of which predictions are written")
    parser.add_argument("--earlier", type=Path, help="an encoder that was trained before")
    parser.add_argument("--start", type=Path, help="a network that was trained before")
    parser.add_argument("--mpnet", type=Path, help="MPNet, to train a teacher")
    parser.add_argument("--quotes", type=Path, help="articles with coded quotations")
    parser.add_argument("--quotes-share", type=float, default=0.25)
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="earlier encoders")
    parser.add_argument("--without", type=Path, help="a list of documents to leave out")
    parser.add_argument("--fold", type=int, help="the part of the marked news to leave out")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--part", type=float, default=1.0, help="share of the marked news")
    parser.add_argument("--exchange", type=float, default=0.3, help="share shown with other names")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--new-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments)


if __name__ == "__main__":
    main()
