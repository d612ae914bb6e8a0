"""Mark texts that nobody marked, by a trained network: what a small network then learns from as if
it were marked by hand (Otmazgin et al. 2022, F-coref).

    python -m training.network.label --minilm model --mpnet mpnet --network teacher.pt \\
        --texts voa_text.jsonl.gz --apart news_dev.jsonl --quoted quoted --out marked/taught.jsonl

Writes the mentions in the form of the marked articles, and beside them, as taught_stance.jsonl, the
tones and acts of which it is sure. Texts that share a sentence with those in `--apart` are left
out."""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path

import torch

from helpers.network.pairs import FORMS, TYPES, describe_pairs
from training.encoder.train import read_vocabulary
from training.network.documents import Document, outer, read_lines
from training.network.examples import read_words, surroundings
from training.network.losses import read_states
from training.network.network import begin_network, begin_teacher
from training.network.read import find_heads, join, sentence_edges

SIGNS = ("-", "0", "+")
SURE = 0.6  # chance below which a tone is left open
ACT = 0.5
ROLE = 0.5
LONG = 8  # words of a sentence by which two texts are known to be one


@torch.no_grad()
def label(network, vectors, document, vocabulary):
    """Return (the marked article, its judged sentences), None if it has no mention."""
    words = read_words(document.text, vocabulary)
    states = read_states(network, words, vectors)
    heads = find_heads(network, states)
    if not len(heads):
        return None
    around = surroundings(document, words, words.spelt())
    pairs = describe_pairs(heads, around)
    clusters = join(network.antecedents(states, heads, pairs).numpy(), pairs.candidate)
    actors = {}
    mentions = []
    for i, cluster in enumerate(clusters):
        start = int(words.start[heads.first[i]])
        end = int(words.end[heads.last[i]])
        text = document.text[start:end]
        actors.setdefault(f"A{cluster}", {"name": text, "type": TYPES[heads.type[i]]})
        form = FORMS[heads.form[i]]
        mention = {"start": start, "end": end, "actors": [f"A{cluster}"], "form": form}
        mentions.append({**mention, "text": text})
    article = {"id": document.id, "text": document.text, "actors": actors, "mentions": mentions}
    judged = judge(network, states, words, around, heads, clusters)
    return article, [{"id": document.id, "sentence": k, **row} for k, row in enumerate(judged)]


def judge(network, states, words, around, heads, clusters):
    """Yield the tones and acts of each sentence."""
    acts = torch.softmax(network.act(states), -1).numpy()
    negated = torch.sigmoid(network.negated(states))[:, 0].numpy()
    for low, high in sentence_edges(around):
        inside = [
            i
            for i in range(len(heads))
            if low <= heads.head[i] < high and FORMS[heads.form[i]] != "label"
        ]
        place = {"start": int(words.start[low]), "end": int(words.end[high - 1])}
        tones = tones_of(network, states, heads, clusters, inside, low, high)
        found = []
        verbs = [w for w in range(low, high) if acts[w, 0] < ACT]
        if verbs and inside:
            roles = torch.sigmoid(network.roles(states, verbs, heads.head[inside])).numpy()
            for verb, role in zip(verbs, roles, strict=True):
                agents, patients = (
                    sorted(
                        {f"A{clusters[i]}" for i, c in zip(inside, part, strict=True) if c > ROLE}
                    )
                    for part in role.T
                )
                sign = SIGNS[acts[verb, 1:].argmax()]
                sign = f"~{sign}" if negated[verb] > ACT else sign
                told = words.text[words.start[verb] : words.end[verb]]
                found.append({"agents": agents, "patients": patients, "sign": sign, "words": told})
        yield {**place, "tone": tones, "acts": [a for a in found if a["agents"] or a["patients"]]}


def tones_of(network, states, heads, clusters, inside, low, high):
    """Return actor → tone in a sentence, "x" where the network is not sure."""
    by_actor = {}
    for i in inside:
        if TYPES[heads.type[i]] != "place":
            by_actor.setdefault(f"A{clusters[i]}", []).append(int(heads.head[i]))
    if not by_actor:
        return {}
    rows = [(mine, low, high) for mine in by_actor.values()]
    chances = torch.softmax(network.tones(states, rows), -1).numpy()
    return {
        actor: SIGNS[chance.argmax()] if chance.max() >= SURE else "x"
        for actor, chance in zip(by_actor, chances, strict=True)
    }


def long_sentences(text):
    """Return the sentences of a text, as far as they are long enough to tell texts apart."""
    parts = (" ".join(part.lower().split()) for part in re.split(r"(?<=[.!?])\s+|\n+", text))
    return {part for part in parts if part.count(" ") >= LONG}


def texts_of(arguments):
    """Yield the Documents to be marked, with the quotations found in them."""
    known = set()
    for path in arguments.apart:
        for row in read_lines(path):
            known |= long_sentences(row["text"])
    for path in arguments.texts:
        name = path.name.partition(".")[0]
        found = arguments.quoted / f"{name}.jsonl" if arguments.quoted else None
        quotes = {}
        if found and found.exists():
            quotes = {row["id"]: row["quotes"] for row in read_lines(found)}
        for row in read_lines(path):
            if known.isdisjoint(long_sentences(row["text"])):
                document = Document(str(row["id"]), row["text"], ())
                yield replace(document, quotations=outer(quotes.get(str(row["id"]), ())))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("minilm", "network", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--mpnet", type=Path, help="MPNet, if the network is a teacher")
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--apart", type=Path, nargs="*", default=[])
    parser.add_argument("--quoted", type=Path, help="quotations found before, a file a set")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    vocabulary = read_vocabulary(arguments.minilm)
    if arguments.mpnet:
        network, vectors = begin_teacher(arguments.minilm, arguments.mpnet)
    else:
        network, vectors = begin_network(arguments.minilm)
    network.load_state_dict(torch.load(arguments.network), strict=False)
    network.eval()
    stance = arguments.out.with_name(f"{arguments.out.stem}_stance.jsonl")
    done = set()
    if arguments.out.exists():  # go on where it was stopped
        done = {row["id"] for row in read_lines(arguments.out)}
    with arguments.out.open("a") as articles, stance.open("a") as judgements:
        for document in texts_of(arguments):
            found = None if document.id in done else label(network, vectors, document, vocabulary)
            if found:
                article, judged = found
                judgements.writelines(json.dumps(row) + "\n" for row in judged)
                articles.write(json.dumps(article) + "\n")
                articles.flush()


if __name__ == "__main__":
    main()
