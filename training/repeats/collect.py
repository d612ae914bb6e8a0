"""Measure pairs of sentences that are known to repeat each other or not, for training.train of the
repeats' model.

    python -m training.repeats.collect --planter make_planted.py \\
        --news quotes_train.jsonl tone_train.jsonl --paraphrases paraphrase_train.tsv \\
        --out pairs.parquet

Three sources of pairs. Planted: sentences of news, shuffled beyond recognition, into which edited
copies and pairs that only look like repeats were planted, in corpora of several sizes, because what
a pair measures depends on what stands beside it. Paraphrases: the Microsoft Research Paraphrase
Corpus (Dolan & Brockett 2005), measured all together and in small lots. Judged: pairs of real news
sentences that an earlier state of the suite took for repeats, judged by hand (judged.csv has where
they stand in the first file of --news, not what they say); the false ones mostly share a stock
phrase. """

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.repeats.likeness import measure, word_shares
from helpers.repeats.pairs import measure_candidates
from helpers.repeats.vocabulary import first_copies, make_bags, read_words
from training.sentences import split_sentences

PLANTED = {
    10_000: 8,
    30_000: 3,
    100_000: 3,
    1_000_000: 1,
}  # sentences of a corpus: how many of that size
FIRST_SEED = 1000
MOST = 150_000  # pairs of one corpus
LEAST_WORDS = 6
JUDGED = Path(__file__).with_name("judged.csv")
LOT = 40  # paraphrase pairs that are measured together


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--planter", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("--paraphrases", type=Path, required=True)
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--planted", type=json.loads, default=PLANTED, help='e.g. {"10000": 1}')
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    parts = []
    seed = arguments.first_seed
    for size, times in arguments.planted.items():
        for _ in range(times):
            news = arguments.news[seed % len(arguments.news)]
            parts.append(planted_pairs(arguments.planter, int(size), seed, news))
            counts = parts[-1]["label"].value_counts().to_dict()
            print(f"{size} sentences, seed {seed}, {news.name}: {counts}", flush=True)
            seed += 1
    parts += [*paraphrase_pairs(arguments.paraphrases), judged_pairs(arguments.news[0])]
    table = pd.concat(parts, ignore_index=True)
    table.to_parquet(arguments.out)
    print(f"{len(table)} pairs")


def planted_pairs(planter, size, seed, news):
    """Return features, label, kind and source of the candidate pairs of a planted corpus; how many
    repeats it has."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            planter,
            folder,
            "--sentences",
            str(size),
            "--seed",
            str(seed),
            "--source",
            news,
        ]
        subprocess.run(command, check=True, capture_output=True)
        texts = pd.Series(
            [row["text"] for row in read(Path(folder) / "sentences.jsonl")], dtype="str"
        )
        gold = read(Path(folder) / "gold_pairs.jsonl")
    first, a, b, features = measure_news(texts)
    pairs = pd.MultiIndex.from_arrays([a, b])
    gold = pd.DataFrame(gold)
    sides = np.sort(first[gold[["a", "b"]].to_numpy()], axis=1)
    gold = gold.assign(first=sides[:, 0], second=sides[:, 1])[(sides[:, 0] != sides[:, 1])]
    gold = gold[~gold["kind"].isin(["verbatim", "punct_case", "boilerplate", "ignore_short"])]
    gold = gold.drop_duplicates(["first", "second"]).set_index(["first", "second"])[
        ["label", "kind"]
    ]
    found = gold.reindex(pairs).fillna({"label": 0, "kind": "chance"})
    table = tabulate(features, found["label"], found["kind"], f"{size}-{seed}")
    table = table.assign(repeats=int((gold["label"] == 1).sum()))[table["label"] >= 0]
    return table.sample(MOST, random_state=0) if len(table) > MOST else table


def paraphrase_pairs(path):
    """Return features, label, kind and source of the paraphrase pairs, measured all together and in
    small lots."""
    rows = list(
        csv.reader(path.open(encoding="utf-8-sig"), delimiter="\t", quoting=csv.QUOTE_NONE)
    )[1:]
    lots = [rows, *(rows[at : at + LOT] for at in range(0, len(rows), LOT))]
    tables = [
        tabulate(
            measure_pairs([row[3:5] for row in lot]),
            [int(row[0]) for row in lot],
            "paraphrase",
            "mrpc",
        )
        for lot in lots
    ]
    together, *lots = tables
    number = {"number": np.arange(len(rows))}
    return together.assign(**number), pd.concat(lots).assign(source="mrpc lots", **number)


def measure_pairs(pairs):
    """Return the features of pairs of texts, however little they share."""
    texts = pd.Series([text for pair in pairs for text in pair], dtype="str")
    words = read_words(texts)
    chosen = np.arange(len(texts))
    bags = make_bags(words, chosen)
    _, features = measure(
        words, chosen, bags, word_shares(bags, words.known), chosen[::2], chosen[1::2], least=-1
    )
    return features


def judged_pairs(news):
    """Return features, label, kind and source of the judged pairs, measured among all sentences of
    the news."""
    sentences = pd.DataFrame(
        [
            (row["id"], start, text)
            for row in read(news)
            for start, text in split_sentences(row["text"])
        ],
        columns=["article", "start", "text"],
    ).astype({"text": "str"})
    place = {
        key: i for i, key in enumerate(zip(sentences["article"], sentences["start"], strict=True))
    }
    judged = pd.read_csv(JUDGED, dtype={"article": str, "article_b": str})
    sides = [
        [place[key] for key in zip(judged["article" + side], judged["start" + side], strict=True)]
        for side in ("", "_b")
    ]
    _, a, b, features = measure_news(sentences["text"])
    found = {pair: i for i, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True))}
    rows = [
        (found[pair], label)
        for pair, label in zip(zip(*sides, strict=True), judged["label"], strict=True)
        if pair in found
    ]
    rows, label = map(list, zip(*rows, strict=True))
    return tabulate(features[rows], label, "judged", "judged").assign(number=np.arange(len(rows)))


def measure_news(texts):
    """Return first copies of the texts, and of the pairs that share enough the places in the texts
    and the features."""
    words = read_words(texts)
    first = first_copies(words)
    chosen = np.flatnonzero((first == np.arange(len(first))) & (words.sizes >= LEAST_WORDS))
    _, a, b, features = measure_candidates(words, chosen)
    return first, chosen[a], chosen[b], features


def tabulate(features, label, kind, source):
    table = pd.DataFrame(features, columns=[f"f{i}" for i in range(features.shape[1])])
    return table.assign(label=np.asarray(label, int), kind=np.asarray(kind), source=source)


def read(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
