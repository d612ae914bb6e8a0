"""What the network alone says of a text, without any rule: mentions with their actors, tones and
acts, in the form that the scorers take."""

import numpy as np
import torch

from helpers.network.mentions import MOST_BEFORE
from helpers.network.pairs import FORMS, TYPES, Heads, describe_pairs
from training.network.examples import surroundings
from training.network.losses import read_states

NONE = 0.5  # chance of no mention, below which a word is the head of one
TONE_NAMES = ["negative", "neutral", "positive"]
ACT = 0.6  # chance of no act, below which a word is one
ROLE = 0.4


@torch.no_grad()
def read_document(network, document, words, vectors):
    """Return a row of predictions: id, mentions, sentiment and acts of a document."""
    network.eval()
    states = read_states(network, words, vectors)
    heads = find_heads(network, states)
    around = surroundings(document, words, words.spelt())
    pairs = describe_pairs(heads, around)
    row = {"id": document.id, "mentions": [], "sentiment": [], "acts": []}
    if not len(heads):
        return row
    clusters = join(network.antecedents(states, heads, pairs).numpy(), pairs.candidate)
    kept = [i for i in range(len(heads)) if FORMS[heads.form[i]] != "label"]
    for i in kept:
        form = FORMS[heads.form[i]]
        row["mentions"].append(
            {
                "start": int(words.start[heads.first[i]]),
                "end": int(words.end[heads.last[i]]),
                "actor": f"A{clusters[i]}",
                "form": {"group": "noun", "place": "name"}.get(form, form),
                "type": TYPES[heads.type[i]],
            }
        )
    row["sentiment"] = tones(network, states, words, around, heads, clusters, kept)
    row["acts"] = acts(network, states, words, around, heads, clusters, kept)
    return row


def find_heads(network, states):
    """Return the Heads that the network finds."""
    chances = torch.softmax(network.form(states), -1).numpy()
    head = np.flatnonzero(chances[:, 0] < NONE)
    form = chances[head, 1:].argmax(1) + 1
    at = states[torch.from_numpy(head)]
    extent = network.extent(at).numpy()
    before = extent[:, : MOST_BEFORE + 1].argmax(1) if len(head) else head
    behind = extent[:, MOST_BEFORE + 1 :].argmax(1) if len(head) else head
    type = network.sort(at).numpy().argmax(1) if len(head) else head
    last = np.minimum(head + behind, len(states) - 1)
    return Heads(np.maximum(head - before, 0), head, last, form, type)


def join(scores, candidate):
    """Return the cluster of each mention: that of its best candidate, or its own."""
    clusters = list(range(len(scores)))
    best = scores.argmax(1)
    for i, k in enumerate(best.tolist()):
        if k:
            clusters[i] = clusters[candidate[i, k - 1]]
    return clusters


def sentence_edges(around):
    starts = np.unique(around.sentence, return_index=True)[1]
    return zip(starts.tolist(), [*starts[1:].tolist(), len(around.sentence)], strict=True)


def tones(network, states, words, around, heads, clusters, kept):
    rows = []
    for low, high in sentence_edges(around):
        by_actor = {}
        for i in kept:
            if low <= heads.head[i] < high and TYPES[heads.type[i]] != "place":
                by_actor.setdefault(clusters[i], []).append(int(heads.head[i]))
        if not by_actor:
            continue
        asked = [(mine, low, high) for mine in by_actor.values()]
        chances = torch.softmax(network.tones(states, asked), -1).numpy()
        for actor, chance in zip(by_actor, chances, strict=True):
            rows.append(
                {
                    "actor": f"A{actor}",
                    "start": int(words.start[low]),
                    "end": int(words.end[high - 1]),
                    "label": TONE_NAMES[chance.argmax()],
                    "score": float(chance[2] - chance[0]),
                }
            )
    return rows


def acts(network, states, words, around, heads, clusters, kept):
    chances = torch.softmax(network.act(states), -1).numpy()
    rows = []
    for low, high in sentence_edges(around):
        verbs = [w for w in range(low, high) if chances[w, 0] < ACT]
        within = [i for i in kept if low <= heads.head[i] < high]
        if not verbs or not within:
            continue
        roles = torch.sigmoid(network.roles(states, verbs, heads.head[within])).numpy()
        for verb, role in zip(verbs, roles, strict=True):
            agents, patients = (
                dict.fromkeys(
                    f"A{clusters[i]}"
                    for i, chance in zip(within, role[:, k], strict=True)
                    if chance > ROLE
                )
                for k in range(2)
            )
            if agents or patients:
                rows.append(
                    {
                        "start": int(words.start[verb]),
                        "end": int(words.end[verb]),
                        "agent": "; ".join(agents),
                        "patient": "; ".join(patients),
                        "sign": int(chances[verb, 1:].argmax()) - 1,
                    }
                )
    return rows
