"""Make helpers/data/ordinary_words.csv: words that may begin a sentence without being a name.

    python -m training.make_ordinary_words quotes_train.jsonl tone_train.jsonl

Kept is what news writes in small letters twice or more, and not mostly with a capital inside a
sentence."""

import json
import sys
from collections import Counter
from pathlib import Path

from helpers.network.pieces import WORD
from helpers.sentiment.masks import OPENING

OUT = Path(__file__).resolve().parents[1] / "helpers" / "data" / "ordinary_words.csv"
# times in small letters; share of small letters
LEAST = 2
SMALL = 0.3


def main():
    small = Counter()
    capital = Counter()
    texts = {
        json.loads(line)["text"]
        for path in sys.argv[1:]
        for line in Path(path).read_text("utf-8").splitlines()
    }
    for text in texts:
        before = "."
        for match in WORD.finditer(text):
            word = match[0]
            if word.islower():
                small[word] += 1
            elif word[0].isupper() and before not in OPENING:
                capital[word.lower()] += 1
            before = word
    kept = sorted(
        word
        for word, n in small.items()
        if n >= LEAST and n >= SMALL * (n + capital[word]) and word.isalpha()
    )
    OUT.write_text("word\n" + "".join(f"{word}\n" for word in kept), encoding="utf-8")
    print(f"{len(kept)} words, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
