"""Shows the network the coded quotations again while it learns the rest, with what encoders that
were trained on them before say of them.

Source: Hinton, Vinyals & Dean (2015), Distilling the knowledge in a neural network."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import torch

from helpers.network.heads import QUOTE_TAGS
from training.encoder.distil import divergence
from training.encoder.examples import UNSCORED, epoch
from training.encoder.network import Encoder, link_scores, load_network, losses, split
from training.encoder.train import NAME_WEIGHT, batches, collate
from training.network.network import half_precision

CONTENT = [QUOTE_TAGS.index("B-content"), QUOTE_TAGS.index("I-content")]
TAUGHT = 0.7  # weight of the teachers against the coders
LINK_WEIGHT = 0.3
TOGETHER = 4  # windows at once
WEIGHT = 3.0  # against the other losses


@dataclass
class Quotations:
    """Coded articles, and encoders that were trained on them before."""

    articles: list
    vocabulary: dict
    teachers: list = field(default_factory=list)

    def shown(self, share, seed):
        """Return the batches of one epoch: windows of a share of the articles, varied anew."""
        mine = random.sample(self.articles, round(share * len(self.articles)))
        rows = epoch(mine, self.vocabulary, seed)
        return [collate(some, "cpu") for some in batches(rows, TOGETHER)]


def read_quotations(path: Path, vocabulary, earlier):
    """Return the Quotations in a file of coded articles; their names are not known."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            names = [[0, len(article["text"]), None]]
            articles.append((number, {**article, "names": names}))
    teachers = [load_network(Encoder, torch.load(state)).eval() for state in earlier]
    return Quotations(articles, vocabulary, teachers)


def quotation_loss(network, quotations, batch, vectors):
    """Return how far what the network says of a batch is from coders and teachers."""
    words = vectors[batch.ids]
    with half_precision():
        states = network.encoder.states(words, *batch.features())
    out = network.encoder.heads(network.drop(states.float()))
    tags, _, links = losses(network.encoder, out, batch)
    coded = tags + LINK_WEIGHT * links
    if not quotations.teachers:
        return coded
    asked = (batch.tags != UNSCORED).float()
    taught = 0.0
    for teacher in quotations.teachers:
        with torch.no_grad(), half_precision():
            wanted = teacher(words, *batch.features())
        wanted = wanted.float()
        theirs = link_scores(teacher, wanted, batch.present)
        mine = link_scores(network.encoder, out, batch.present)
        quoted = asked * torch.softmax(split(wanted)[0], -1)[..., CONTENT].sum(-1)
        taught = taught + divergence(split(out)[0], split(wanted)[0], asked)
        taught = taught + NAME_WEIGHT * divergence(split(out)[1], split(wanted)[1], asked)
        taught = taught + LINK_WEIGHT * sum(map(divergence, mine, theirs, (quoted, quoted)))
    return (1 - TAUGHT) * coded + TAUGHT * taught / len(quotations.teachers)
