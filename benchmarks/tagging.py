"""What tagging and actors cost beside the bare spaCy pipeline on the same articles, and how the
cost grows with length.

    make bench

Prints CPU seconds and their ratio: machines are noisy, ratios hold better. The articles are those
of the training set beside the project, if it is there, else the project's own."""

import json
import time
from pathlib import Path

from benchmarks.peers import load_bare
from helpers import make_article, read_corpus
from helpers.actors.mentions import find_mentions
from helpers.base.places import CORPUS
from helpers.base.text import count_words
from helpers.tagging import lay_out, tag

TRAINING = CORPUS.parent.parent / "shared" / "evaluate" / "gold" / "quotes_train.jsonl"


def read_texts(n):
    """Return the texts of n articles."""
    if not TRAINING.exists():
        return [article.text for article in read_corpus()[0]][:n]
    with Path(TRAINING).open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(n), lines, strict=False)]


def seconds(work, items):
    """Return the CPU seconds that some work takes on all items."""
    began = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - began


def bare(text):
    """Run spaCy as it comes on the lines of a text."""
    for _ in load_bare().pipe([line for line in text.splitlines() if line.strip()], batch_size=32):
        pass


def ours(text):
    """Tag an article and gather its actors, as `annotate` does."""
    article = make_article("benchmark", text)
    find_mentions(article, tag(article, lay_out(text))[1])


def main():
    texts = read_texts(40)
    for work in (bare, ours):
        work(texts[0])
    spent = {work.__name__: min(seconds(work, texts) for _ in range(3)) for work in (bare, ours)}
    words = sum(map(count_words, texts))
    bare_s, ours_s = spent["bare"], spent["ours"]
    print(f"{len(texts)} articles, {words:,} words: spaCy alone {bare_s:.2f} s, ", end="")
    print(f"with sentences, repairs and actors {ours_s:.2f} s: ratio {ours_s / bare_s:.2f}")
    whole = "\n".join(read_texts(200)).split("\n")
    for wanted in (1_000, 10_000, 100_000):
        lines = []
        n = 0
        while n < wanted:
            lines.append(whole[len(lines) % len(whole)])
            n += count_words(lines[-1])
        spent = seconds(ours, ["\n".join(lines)])
        print(f"one article of {n:,} words: {spent:.2f} s, {1e6 * spent / n:.0f} µs a word")


if __name__ == "__main__":
    main()
