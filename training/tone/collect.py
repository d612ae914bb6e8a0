"""Collect further sentences with actors in them, whose tone nobody coded, for a teacher to judge.

    python -m training.tone.collect --articles quotes_train.jsonl --gold tone_train.jsonl \\
        --out more.jsonl

Of each sentence of the articles up to two actors are drawn, of each coded one one more: names by
their capitals, third-person pronouns, and role nouns (roles.csv) with "the" before them."""

import argparse
import json
import random
import re
from pathlib import Path

from helpers.base.wordlists import roles
from helpers.sentiment.masks import find_names
from training.sentences import split_sentences
from training.tone.examples import read_rows

# words in a sentence
LEAST = 5
MOST = 70
PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|them)\b", re.IGNORECASE)
NOUN = re.compile(r"\b[Tt]he (\w+)\b")
PRONOUNS_TAKEN = 0.5  # names are drawn before pronouns this often


def find_actors(text):
    """Return the places of names, nouns and pronouns, those to be taken first in front."""
    nouns = [
        m.span()
        for m in NOUN.finditer(text)
        if m[1] in roles() or m[1].removesuffix("s") in roles()
    ]
    named = [*find_names(text), *nouns]
    pronouns = [m.span() for m in PRONOUN.finditer(text)]
    random.shuffle(named)
    random.shuffle(pronouns)
    return (
        [*pronouns[:1], *named, *pronouns[1:]]
        if random.random() < PRONOUNS_TAKEN
        else [*named, *pronouns]
    )


def draw(text, most, taken=()):
    """Yield up to `most` places of actors that do not touch each other or those taken."""
    taken = list(taken)
    for start, end in find_actors(text):
        if most and all(end < a - 1 or b + 1 < start for a, b in taken):
            taken.append((start, end))
            most -= 1
            yield {"text": text, "start": start, "end": end}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("articles", "gold", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    coded = {}
    for row in read_rows(arguments.gold):
        coded.setdefault(row["text"], []).append((row["start"], row["end"]))
    uncoded = dict.fromkeys(
        text for row in read_rows(arguments.articles) for _, text in split_sentences(row["text"])
    )
    rows = [row for text, spans in coded.items() for row in draw(text, 1, spans)]
    rows += [row for text in uncoded for row in draw(text, 2)]
    rows = [row for row in rows if LEAST <= len(row["text"].split()) <= MOST]
    arguments.out.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    print(f"{len(rows)} actors in {len({row['text'] for row in rows})} sentences")


if __name__ == "__main__":
    main()
