"""Repeated sentences: the suite beside other tools on the same planted corpus, and how its time
grows with the corpus.

    python -m benchmarks.repeats [--sentences 100000] [--largest 1000000] [--seed 1]

Each tool runs in a process of its own, so that its peak of memory is its own; reading the sentences
is not counted. Of the other tools the threshold is chosen that gives each its best F1 on this very
corpus, of the suite it is the default. Every second is CPU time. F1 is that of edited pairs (copies
are collapsed first, in the same way for all), "names" and "phrases" the shares of pairs with other
names, or with a phrase in common, that are wrongly taken."""

import argparse
import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.base.places import CORPUS

PLANTER = CORPUS.parent.parent / "shared" / "evaluate" / "make_planted.py"
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8)
LONGEST = 300  # seconds that a tool may take
UNEDITED = ("verbatim", "punct_case", "boilerplate", "ignore_short")


def words_of(text):
    return re.findall(r"\w+", text.lower())


def by_suite(texts):
    """The suite, as it is."""
    from helpers.repeats.pairs import find_repeats

    table = pd.DataFrame(
        {"article": "a", "sentence": range(len(texts)), "text": pd.Series(texts, dtype="str")}
    )
    found = find_repeats(table, progress=False)
    return found[found["kind"] != "verbatim"][["sentence", "sentence_b", "score"]].to_numpy()


def by_tfidf(texts):
    """Cosine of TF-IDF vectors of words (scikit-learn), the largest by sparse_dot_topn."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectors = TfidfVectorizer(dtype=np.float32).fit_transform(texts)
    pairs = sp_matmul_topn(
        vectors, vectors.T.tocsr(), top_n=40, threshold=min(THRESHOLDS), sort=False
    ).tocoo()
    kept = pairs.row < pairs.col
    return np.stack([pairs.row[kept], pairs.col[kept], pairs.data[kept]], axis=1)


def by_minhash(texts):
    """MinHash of words with locality-sensitive hashing (datasketch), the estimated Jaccard
    similarity as score."""
    from datasketch import MinHash, MinHashLSH

    hashes = list(
        MinHash.bulk([[word.encode() for word in words_of(text)] for text in texts], num_perm=128)
    )
    index = MinHashLSH(threshold=min(THRESHOLDS), num_perm=128)
    pairs = []
    for i, one in enumerate(hashes):
        pairs += [(j, i, one.jaccard(hashes[j])) for j in index.query(one)]
        index.insert(i, one)
    return np.array(pairs)


def by_sets(texts):
    """Every pair whose words have a Jaccard similarity over the threshold (SetSimilaritySearch)."""
    from SetSimilaritySearch import all_pairs

    return np.array(
        list(all_pairs([set(words_of(text)) for text in texts], "jaccard", min(THRESHOLDS)))
    )


TOOLS = {
    "suite": by_suite,
    "TF-IDF, sparse_dot_topn": by_tfidf,
    "datasketch": by_minhash,
    "SetSimilaritySearch": by_sets,
}
NEEDS = {
    "TF-IDF, sparse_dot_topn": "sparse_dot_topn",
    "datasketch": "datasketch",
    "SetSimilaritySearch": "SetSimilaritySearch",
}


def run_alone(tool, folder):
    """Find the pairs of a corpus with a tool and print seconds and memory; the pairs go to a
    file."""
    rows = (
        json.loads(line) for line in (folder / "sentences.jsonl").read_text("utf-8").splitlines()
    )
    texts = [row["text"] for row in rows]
    before = resource.getrusage(resource.RUSAGE_SELF)
    pairs = np.asarray(TOOLS[tool](texts), "float64").reshape(-1, 3)
    after = resource.getrusage(resource.RUSAGE_SELF)
    np.save(folder / "pairs.npy", pairs)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"cpu": cpu, "memory": after.ru_maxrss / 1024}))


def measure(tool, folder):
    """Return seconds and MiB that a tool needs in a process of its own, or None if it takes too
    long or is not there."""
    if tool in NEEDS and not importlib.util.find_spec(NEEDS[tool]):
        return None
    command = [sys.executable, "-m", "benchmarks.repeats", "--alone", tool, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def read_gold(folder):
    """Return for each pair of different sentences its label and kind, copies taken for their first
    copy; and that copy."""
    texts = [
        json.loads(line)["text"]
        for line in (folder / "sentences.jsonl").read_text("utf-8").splitlines()
    ]
    seen = {}
    first = np.zeros(len(texts), int)
    for i, text in enumerate(texts):
        first[i] = seen.setdefault(tuple(words_of(text)), i)
    gold = {}
    for line in (folder / "gold_pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        pair = tuple(sorted((first[row["a"]], first[row["b"]])))
        if row["kind"] not in UNEDITED and pair[0] != pair[1]:
            gold.setdefault(pair, (row["label"], row["kind"]))
    return gold, first


def score(pairs, gold, first):
    """Return F1 of edited pairs, and the shares of the two sorts of false pairs that are taken."""
    taken = set()
    kinds = defaultdict(int)
    for a, b in first[pairs[:, :2].astype(int)].tolist():
        if a != b:
            taken.add((min(a, b), max(a, b)))
    labels = [gold.get(pair, (0, "")) for pair in taken]
    hits = sum(label == 1 for label, _ in labels)
    claimed = sum(label >= 0 for label, _ in labels)
    for _, kind in labels:
        kinds[kind] += 1
    there = pd.Series([kind for _, kind in gold.values()]).value_counts()
    false = [
        kinds[kind] / max(1, there.get(kind, 0))
        for kind in ("neg_other_names", "neg_shared_phrase")
    ]
    return 2 * hits / max(1, claimed + sum(label == 1 for label, _ in gold.values())), *false


def plant(folder, sentences, seed):
    command = [sys.executable, PLANTER, folder, "--sentences", str(sentences), "--seed", str(seed)]
    subprocess.run(command, check=True, capture_output=True)


def compare(sentences, seed):
    """Print one line a tool: F1, false pairs, seconds, times the suite's, memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = None
        plant(folder, sentences, seed)
        gold, first = read_gold(folder)
        print(f"\n{sentences:,} sentences, seed {seed}")
        print(f"{'tool':26}{'F1':>7}{'names':>8}{'phrases':>9}{'CPU s':>8}{'times':>7}{'MiB':>7}")
        for tool in TOOLS:
            cost = measure(tool, folder)
            if cost is None:
                print(f"{tool:26} not installed, or stopped after {LONGEST} s")
                continue
            pairs = np.load(folder / "pairs.npy")
            own = own or cost["cpu"]
            levels = (0.0,) if tool == "suite" else THRESHOLDS
            f1, names, phrases = max(
                score(pairs[pairs[:, 2] >= level], gold, first) for level in levels
            )
            seconds = cost["cpu"]
            memory = cost["memory"]
            print(f"{tool:26}{f1:7.3f}{names:8.1%}{phrases:9.1%}", end="")
            print(f"{seconds:8.1f}{seconds / own:7.1f}{memory:7.0f}")


def grow(largest, seed):
    """Print how the suite's time and memory grow with the corpus."""
    print(f"\n{'sentences':>12}{'CPU s':>8}{'us each':>9}{'MiB':>7}")
    for size in (10_000, 100_000, 1_000_000):
        if size <= largest:
            with tempfile.TemporaryDirectory() as name:
                plant(Path(name), size, seed)
                cost = measure("suite", Path(name))
                seconds = cost["cpu"]
                row = f"{size:12,}{seconds:8.1f}{seconds / size * 1e6:9.1f}{cost['memory']:7.0f}"
                print(row, flush=True)


def time_article():
    """Print how long the first article takes once it is parsed, in milliseconds: the first time,
    and then."""
    from helpers import annotate, read_article
    from helpers.repeats.pairs import find_repeats

    sentences = annotate(read_article("lavrov_mali.txt")).sentences
    times = []
    for _ in range(11):
        began = time.process_time()
        find_repeats(sentences)
        times.append(1000 * (time.process_time() - began))
    print(f"\none article: {times[0]:.0f} ms the first time, then {np.median(times[1:]):.1f} ms")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        return run_alone(arguments.alone[0], Path(arguments.alone[1]))
    time_article()
    if not PLANTER.exists():
        return print(
            f"the planted corpus is made by {PLANTER.name}, which is not here: nothing to compare"
        )
    compare(arguments.sentences, arguments.seed)
    grow(arguments.largest, arguments.seed)


if __name__ == "__main__":
    main()
