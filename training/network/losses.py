"""How far what the network says of an example is from what coders marked."""

import numpy as np
import torch
from torch.nn import functional

from helpers.network.mentions import MOST_BEFORE
from helpers.network.pairs import FORMS
from training.encoder.network import split
from training.network.examples import MOST_BEHIND, UNKNOWN

WEIGHTS = {
    **{"form": 3.0, "type": 0.5, "extent": 0.5, "names": 0.4, "chain": 2.0, "tone": 1.5},
    **{"act": 2.0, "negated": 0.3, "role": 2.0, "quotation": 1.0, "judging": 0.5},
}
MOST_TYPED = 0.05  # smoothing of tones


def read_states(network, words, vectors):
    """Return the states of the words of a text, words × numbers, all its windows read at once."""
    windows = words.windows
    size = max(len(window.ids) for window in windows)
    n = len(windows)
    columns = {name: np.zeros((n, size), np.int64) for name in ("ids", "mark", "edge", "case")}
    present = np.zeros((n, size), np.float32)
    for k, window in enumerate(windows):
        m = len(window.ids)
        for name, column in columns.items():
            column[k, :m] = getattr(window, name)
        present[k, :m] = 1
    ids, mark, edge, case = (torch.from_numpy(columns[n]) for n in ("ids", "mark", "edge", "case"))
    out = network.encoder.states(vectors[ids], mark, edge, case, torch.from_numpy(present))
    return out.float()[torch.from_numpy(words.window), torch.from_numpy(words.piece)]


def example_losses(network, example, states):
    """Return the losses of an example by name, each a mean."""
    document = example.document
    states = network.drop(states)
    losses = {}
    if document.weight:
        form = torch.from_numpy(example.form)
        losses["form"] = document.weight * functional.cross_entropy(network.form(states), form)
        known = example.names != UNKNOWN
        if known.any():
            _, scores, _ = split(network.encoder.heads(states))
            losses["names"] = functional.cross_entropy(scores, torch.from_numpy(example.names))
    heads = example.heads
    if len(heads) == 0:
        return losses
    if not document.pairs:
        at = states[torch.from_numpy(heads.head)]
        losses["type"] = functional.cross_entropy(network.sort(at), torch.from_numpy(heads.type))
        losses["extent"] = extent_loss(network.extent(at), heads)
    losses["chain"] = chain_loss(network, example, states)
    if example.tones:
        rows = [row[:3] for row in example.tones]
        wanted = torch.tensor([row[3] for row in example.tones])
        logits = network.tones(states, rows)
        losses["tone"] = functional.cross_entropy(logits, wanted, label_smoothing=MOST_TYPED)
    if example.labels:
        logits = network.judgements(states, [label[:2] for label in example.labels])
        said = torch.tensor([label[2] for label in example.labels])
        losses["judging"] = functional.cross_entropy(logits, said)
    if example.sentences:
        losses |= act_losses(network, example, states)
    return losses


def extent_loss(logits, heads):
    before = torch.from_numpy(np.clip(heads.head - heads.first, 0, MOST_BEFORE))
    behind = torch.from_numpy(np.clip(heads.last - heads.head, 0, MOST_BEHIND))
    first, second = logits.split([MOST_BEFORE + 1, MOST_BEHIND + 1], -1)
    return functional.cross_entropy(first, before) + functional.cross_entropy(second, behind)


def chain_loss(network, example, states):
    """Return the loss of the antecedents: how little of the chance is on those of the same actor,
    or on none where there is no such candidate."""
    scores = network.antecedents(states, example.heads, example.pairs)
    right = right_candidates(example)
    found = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
    missed = torch.logsumexp(scores, 1) - found
    if example.document.pairs:  # only the last mention, a pronoun, is known
        asked = [m.form == "pronoun" for m in example.document.mentions]
        order = np.array(asked)[np.argsort([m.start for m in example.document.mentions])]
        return missed[torch.from_numpy(order)].mean() if order.any() else missed.sum() * 0
    return missed.mean()


def right_candidates(example):
    """Return which candidates are right, mentions × (1 + candidates), the first for none."""
    candidate = example.pairs.candidate
    label = example.heads.form == FORMS.index("label")
    actors = example.actors
    right = np.zeros((len(candidate), candidate.shape[1] + 1), bool)
    for i, row in enumerate(candidate.tolist()):
        for k, j in enumerate(row, 1):
            right[i, k] = j >= 0 and not label[j] and bool(actors[i] & actors[j])
        right[i, 0] = not right[i].any()
    return torch.from_numpy(right)


def act_losses(network, example, states):
    inside = np.concatenate([np.arange(low, high) for low, high in example.sentences])
    wanted = np.array([example.acts[w][0] if w in example.acts else 0 for w in inside.tolist()])
    at = states[torch.from_numpy(inside)]
    losses = {"act": functional.cross_entropy(network.act(at), torch.from_numpy(wanted))}
    verbs = sorted(example.acts)
    if not verbs:
        return losses
    negated = torch.tensor([float(example.acts[verb][1]) for verb in verbs])
    logits = network.negated(states[torch.tensor(verbs)])[:, 0]
    losses["negated"] = functional.binary_cross_entropy_with_logits(logits, negated)
    found = []
    wanted = []
    label = FORMS.index("label")
    for low, high in example.sentences:
        mine = [verb for verb in verbs if low <= verb < high]
        heads = example.heads
        within = [
            i for i in range(len(heads)) if low <= heads.head[i] < high and heads.form[i] != label
        ]
        if mine and within:
            found.append(network.roles(states, mine, heads.head[within]).reshape(-1, 2))
            wanted += [
                [i in example.acts[verb][2], i in example.acts[verb][3]]
                for verb in mine
                for i in within
            ]
    if found:
        truth = torch.tensor(wanted, dtype=torch.float)
        losses["role"] = functional.binary_cross_entropy_with_logits(torch.cat(found), truth)
    return losses


def weigh(losses):
    return sum(WEIGHTS[name] * loss for name, loss in losses.items())
