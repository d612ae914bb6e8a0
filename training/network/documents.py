"""Reads marked articles, this project's and other people's, into documents of one form.

A set that does not code everything says so: `weight` is how far words without a mention are known
to be nobody."""

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.network.pairs import FORMS, PRONOUN_KINDS, TYPES

LONGEST = 4500  # characters of a document; longer ones are cut between paragraphs or sentences
FEWEST = 8  # mentions in a document worth reading
LABEL_LINKS = ("pred", "appos")
GROUP_WORDS = frozenset("people men women children police".split())
# how far a set's unmarked words are known to be nobody
WEIGHTS = {"news": 1.0, "gum": 0.1, "gum_spoken": 0.1, "litbank": 0.1}
TONES = {"-": 0, "0": 1, "+": 2}
JUDGING = {"negative": 0, "none": 1, "positive": 2}
JUDGED_LABELS = Path(__file__).with_name("judged_labels.csv")
SIGNS = {"-": 1, "0": 2, "+": 3}


@dataclass(frozen=True)
class Mention:
    """Where a mention stands, what it is (in FORMS and TYPES), and to whom it belongs; `head` is a
    character of its head where that is known."""

    start: int
    end: int
    form: str
    type: str
    actors: frozenset
    head: int = -1


@dataclass(frozen=True)
class Judged:
    """A sentence with the tone toward each actor in it, and acts: place of the verb, sign, negated,
    agents, patients."""

    start: int
    end: int
    tones: dict
    acts: list


@dataclass(frozen=True)
class Document:
    """A text with its mentions; `weight` is that of its words without one (0: not known), `pairs`
    true if only some mentions are marked."""

    id: str
    text: str
    mentions: tuple
    weight: float = 1.0
    pairs: bool = False
    judged: tuple = ()
    labels: tuple = ()  # (start, end, what it says of whoever is called so)
    quotations: tuple = field(default=(), repr=False)  # (start, end, source start, source end)


def read_documents(folder: Path, name: str, quoted: Path | None = None) -> list[Document]:
    """Return the documents of a set in the folder of marked articles, with the quotations found in
    them if they are kept in `quoted`."""
    path = find_set(folder, name)
    documents = read_news(path) if path.suffix == ".jsonl" else read_others(path, name)
    found = quoted / f"{name}.jsonl" if quoted else None
    if found and found.exists():
        by_id = {row["id"]: row["quotes"] for row in read_lines(found)}
        documents = [
            replace(document, quotations=outer(by_id.get(document.id, ())))
            for document in documents
        ]
    return [part for document in documents for part in cut(document)]


def find_set(folder: Path, name: str) -> Path:
    """Return the file of a set: this project's marked articles, or one of other people's sets."""
    own = folder / f"{name}.jsonl"
    return own if own.exists() else folder / "more" / f"{name}.jsonl.gz"


def read_lines(path):
    """Return the objects of a file of JSON lines, packed or not."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.decode().split("\n") if line.strip()]


def outer(rows):
    """Return (start, end, source start, source end) of the quotations in which no other stands
    around them."""
    kept = []
    for _, start, end, _, low, high in sorted(rows, key=lambda row: (row[1], -row[2])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, low, high))
    return tuple(kept)


def read_news(path):
    """Return this project's marked articles, with the tones and acts of their sentences."""
    judged = read_judged(path.with_name(f"{path.stem}_stance.jsonl"))
    labels = read_labels()
    documents = []
    for row in read_lines(path):
        mentions = []
        for mention in row["mentions"]:
            type = row["actors"][mention["actors"][0]]["type"]
            actors = frozenset(mention["actors"])
            mentions.append(
                Mention(mention["start"], mention["end"], mention["form"], type, actors)
            )
        sentences = [to_judged(sentence, row["text"]) for sentence in judged[row["id"]]]
        document = Document(row["id"], row["text"], tuple(mentions), judged=tuple(sentences))
        documents.append(replace(document, labels=tuple(labels.get(row["id"], ()))))
    return documents


def read_labels(part="train"):
    """Return article → (start, end, what it says of whoever is called so) of its labels that were
    judged by reading, as far as they are of that part."""
    found = defaultdict(list)
    with JUDGED_LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["part"] == part:
                place = (int(row["start"]), int(row["end"]), JUDGING[row["evaluative"]])
                found[row["article"]].append(place)
    return found


def read_judged(path):
    by_id = defaultdict(list)
    if path.exists():
        for row in read_lines(path):
            by_id[row["id"]].append(row)
    return by_id


def to_judged(row, text):
    tones = {actor: TONES[tone] for actor, tone in row["tone"].items() if tone in TONES}
    acts = []
    for act in row["acts"]:
        place = text.find(act["words"].split()[0], row["start"])
        if 0 <= place < row["end"]:
            negated = "~" in act["sign"]
            acts.append((place, SIGNS[act["sign"][-1]], negated, act["agents"], act["patients"]))
    return Judged(row["start"], row["end"], tones, acts)


def read_others(path, name):
    """Return the documents of a set by other people."""
    documents = []
    for row in read_lines(path):
        mentions = [to_mention(row["text"], m, k) for k, m in enumerate(row["mentions"])]
        found = tuple(sorted(filter(None, mentions), key=lambda m: (m.start, -m.end)))
        weight = WEIGHTS.get(name, 0.0)
        is_pairs = row["coverage"] == "pairs"
        documents.append(Document(str(row["id"]), row["text"], found, weight, is_pairs))
    return documents


def to_mention(text, row, number):
    """Return a Mention of another set in this project's forms, None if it is of no kind that is
    marked here."""
    form = row.get("form")
    words = text[row["start"] : row["end"]].lower().split()
    if row["type"] not in TYPES or form not in FORMS or not words:
        return None
    if form == "pronoun" and (len(words) > 1 or words[0] not in PRONOUN_KINDS):
        return None
    if row.get("link") in LABEL_LINKS:
        form = "label"
    elif form == "noun" and row["type"] in ("person", "group", "organisation"):
        is_plural = row.get("plural") or words[-1].endswith("s") or words[-1] in GROUP_WORDS
        form = "group" if is_plural and row["type"] != "organisation" else "noun"
    elif form == "name" and row.get("demonym"):
        form = "demonym"
    elif form == "name" and row["type"] == "place":
        form = "place"
    chain = row.get("chain")
    actors = frozenset([f"alone {number}" if chain is None else str(chain)])
    head = row.get("head")
    return Mention(
        row["start"],
        row["end"],
        form,
        row["type"],
        actors,
        head[0] if isinstance(head, list) else -1,
    )


def cut(document):
    """Return a document in parts of at most about LONGEST characters, without those with hardly a
    mention."""
    text = document.text
    if document.judged or document.pairs or len(text) <= 1.4 * LONGEST:
        return [document]
    parts = []
    start = 0
    while start < len(text):
        end = cutting_place(text, start)
        parts.append(part_of(document, start, end))
        start = end
    return [part for part in parts if len(part.mentions) >= FEWEST]


def cutting_place(text, start):
    if len(text) - start <= 1.4 * LONGEST:
        return len(text)
    for sign in ("\n", ". ", " "):
        place = text.rfind(sign, start + LONGEST // 2, start + LONGEST)
        if place >= 0:
            return place + len(sign)
    return start + LONGEST


def part_of(document, start, end):
    mentions = [
        replace(
            m, start=m.start - start, end=m.end - start, head=m.head - start if m.head >= 0 else -1
        )
        for m in document.mentions
        if start <= m.start and m.end <= end
    ]
    quotations = [
        (
            max(a - start, 0),
            min(b, end) - start,
            *((low - start, high - start) if start <= low and high <= end else (-1, -1)),
        )
        for a, b, low, high in document.quotations
        if a < end and b > start
    ]
    return replace(
        document,
        id=f"{document.id}@{start}",
        text=document.text[start:end],
        mentions=tuple(mentions),
        quotations=tuple(quotations),
    )
