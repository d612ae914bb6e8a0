"""Make helpers/data/word_rarity.csv: in how many of 10,000 sentences of news a word stands, and how
often it has a capital.

    python -m training.make_word_rarity quotes_train.jsonl tone_train.jsonl

One article alone does not tell which of its words are rare in the news, nor whether a word that
only begins a sentence there is a name. Only words of two sentences or more are kept."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.repeats.vocabulary import make_bags, read_words
from training.sentences import split_sentences

OUT = Path(__file__).resolve().parents[1] / "helpers" / "data" / "word_rarity.csv"
LEAST = 2  # sentences


def main():
    rows = [
        json.loads(line)
        for path in sys.argv[1:]
        for line in Path(path).read_text("utf-8").splitlines()
    ]
    texts = pd.Series(
        sorted({text for row in rows for _, text in split_sentences(row["text"])}), dtype="str"
    )
    words = read_words(
        texts, background=pd.DataFrame(columns=["sentences", "capitals", "small"], dtype="float64")
    )
    bags = make_bags(words, np.arange(len(texts)))
    counts = np.stack(
        [np.bincount(bags.code, minlength=len(words.vocabulary)), words.capitals, words.small]
    )
    table = pd.DataFrame(10_000 * counts.T / len(texts), columns=["sentences", "capitals", "small"])
    table = table.assign(word=words.vocabulary)[counts[0] >= LEAST]
    table = table[~table["word"].str.contains(r"\d")].sort_values("word")
    table[["word", "sentences", "capitals", "small"]].to_csv(OUT, index=False, float_format="%.1f")
    print(f"{len(table)} words of {len(texts)} sentences, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
