"""What the tests of coding by hand share: sheets of our own, and tables whose answers are known."""

import re

import pandas as pd

from helpers import read_article
from helpers.base.tables import TABLES, make_table
from helpers.checking.answers import machine_answers
from helpers.checking.sheets import SHEET
from helpers.reading.articles import articles_table
from helpers.repeats.edits import EDITS

ARTICLE = read_article("lavrov_mali.txt")
EMPTY = {name: make_table(name) for name in TABLES}
SCORES = [
    "what",
    "category",
    "n",
    "machine",
    "precision",
    "precision_low",
    "precision_high",
    "recall",
    "recall_low",
    "recall_high",
    "f1",
    "f1_low",
    "f1_high",
]
SUMMARY = [
    "what",
    "items",
    "coders",
    "undecided",
    "unclear",
    "accuracy",
    "low",
    "high",
    "alpha",
    "alpha_low",
    "alpha_high",
]


def make_sheet(rows):
    blank = {name: 0 if dtype == "int64" else "" for name, dtype in SHEET.items()}
    sheet = pd.DataFrame([blank | row for row in rows])
    return sheet.astype({name: SHEET.get(name, "str") for name in sheet.columns})


def fill(sheet, tables, *, coder="coder_1", wrong=()):
    """Code a sheet as the machine does, but for the items in these places, which get another of
    their choices."""
    machine = machine_answers(sheet, tables)["machine"]
    other = [
        next(choice for choice in choices.split(" | ") if choice != answer)
        for choices, answer in zip(sheet["choices"], machine, strict=True)
    ]
    return sheet.assign(
        **{coder: [other[i] if i in wrong else answer for i, answer in enumerate(machine)]}
    )


def tables_by_hand():
    """Tables of the first article with a few rows whose answers are known."""
    at = [(m.start(), m.end()) for m in re.finditer(r'\S.*?(?:\."?(?=\s)|$)', ARTICLE.text, re.M)]
    evidence = [
        {"article": ARTICLE.id, "start": s, "end": e, "text": ARTICLE.text[s:e], "sentence": i}
        for i, (s, e) in enumerate(at)
    ]
    kinds = ["standfirst"] + ["body"] * 5 + ["heading"] + ["body"] * (len(at) - 8) + ["boilerplate"]
    about = {"paragraph": 0, "words": 9, "quoted": 0.0}
    sentences = [row | about | {"kind": kind} for row, kind in zip(evidence, kinds, strict=True)]
    tone = [
        evidence[i]
        | {
            "actor": actor,
            "voice": "own",
            "speaker": "",
            "score": score,
            "label": label,
            "confidence": 0.9,
            "terms": "",
            "hedges": "",
            "baseline": 0.0,
        }
        for i, actor, score, label in [
            (0, "", 0.4, "positive"),
            (3, "Mali", -0.1, "negative"),
            (3, "France", 0.0, "neutral"),
            (4, "Mali", 0.5, "positive"),
        ]
    ]
    first = evidence[0]
    second = evidence[1]
    pair = first | {
        "article_b": ARTICLE.id,
        "sentence_b": 1,
        "start_b": second["start"],
        "end_b": second["end"],
        "text_b": second["text"],
        "score": 0.9,
        "kind": "restated",
        "group": 1,
        "reuse": "text",
        "spread": 1,
        **dict.fromkeys(EDITS, ""),
    }
    return EMPTY | {
        "articles": articles_table([ARTICLE]),
        "sentences": make_table("sentences", sentences),
        "sentiment": make_table("sentiment", tone),
        "repeats": make_table("repeats", [pair]),
    }
