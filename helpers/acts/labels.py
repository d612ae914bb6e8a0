"""Finds what actors are called and said to be: by name, office, noun, by what stands before and
beside it, and by what a sentence says that they are.

Mentions are labels; the network reads which other phrases say what somebody is; verbs of calling
say who calls whom what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.acts.labelling import labellings
from helpers.acts.reading import read
from helpers.acts.valence import valence_of
from helpers.base.tables import as_lists, make_table
from helpers.base.wordlists import denials, number_words, word_set
from helpers.tagging import is_asserted

if TYPE_CHECKING:
    from helpers.base.article import AnnotatedArticle

KINDS = {"name": "name", "demonym": "name", "metonym": "name", "title": "title", "noun": "noun"}
MODIFYING = ("amod", "compound", "nmod")  # relations of what stands before a noun
SAID = ("attr", "acomp", "oprd")  # relations of what a verb says that somebody is
PAUSES = frozenset(", . ! ? “ \" ‘ '".split())
DENIABLE = ("predicate", "apposition", "ascription")
CALLED = 0.6  # how sure it is that what a verb of calling puts on somebody is a label of theirs


class Label(NamedTuple):
    """A row of the table, in its making: tokens from `first` to before `last`, the token that heads
    it, whose it is, and who is said to call them so (None: whoever speaks)."""

    first: int
    last: int
    head: int
    actor: str
    kind: str
    confidence: float
    callers: list | None = None
    by_hand: bool = False


def find_labels(annotated: AnnotatedArticle) -> pd.DataFrame:
    """Return the table `labels`: one row per phrase that an actor is called or said to be, in the
    order of the text; pronouns are none.

    `kind` says how: a name, a title before it, a noun, a modifier before any of these ("failed"
    governor), an apposition, a predicate, an ascription ("described as"), a vocative. `speaker` is
    the nearest who speaks, or is said to call them so, empty for the article. `denied` is true also
    for what is asked or only possible. `evaluative` says whether the words themselves judge.

    >>> from helpers import annotate, make_article
    >>> annotated = annotate(make_article("a", "Ann Lee is a failed governor."), cache=False)
    >>> find_labels(annotated)[["text", "kind"]].values.tolist()
    [['Ann Lee', 'name'], ['failed governor', 'predicate'], ['failed', 'modifier']]
    """
    reading = read(annotated)
    if not reading.parse.words:
        return make_table("labels")
    ascribed = labellings(reading.parse)
    labels = {(label.head, label.actor): label for label in mentioned_so(reading, ascribed)}
    put_on = list(called_so(reading, ascribed))
    heads = {label.head for label in put_on}
    put_on += [label for label in said_of_them(reading) if label.head not in heads]
    labels |= {(label.head, label.actor): label for label in put_on}
    before = {}
    for label in labels.values():
        for modifier in modifiers(reading.parse, label):
            if modifier.head in reading.heads:
                continue  # "Russian" is somebody itself
            before.setdefault((modifier.head, modifier.actor), modifier)
    rows = [row_of(reading, label) for label in (before | labels).values()]
    return make_table("labels", sorted(rows, key=lambda row: (row["start"], -row["end"])))


# which phrases


def mentioned_so(reading, ascribed):
    """Yield the mentions of actors as labels; a title together with its name as two."""
    put_on = {said.label: said.callers for said in ascribed}
    names = names_by_end(reading.annotated.mentions)
    for mention in reading.mentions:
        if mention.form == "pronoun":
            continue
        first, last = tokens_of(reading.parse, mention.start, mention.end)
        facts = (mention.actor, mention.confidence, put_on.get(mention.head), mention.by_hand)
        inner = names.get((mention.actor, mention.end), mention.start)
        if mention.form == "title" and inner > mention.start:
            name = tokens_of(reading.parse, inner, mention.end)
            yield label_at(reading.parse, name[0], name[1], "name", *facts)
            yield label_at(reading.parse, first, name[0], "title", *facts)
        else:
            kind = "vocative" if is_called_out(reading, first, last) else KINDS[mention.form]
            yield label_at(reading.parse, first, last, kind, *facts)


def names_by_end(mentions):
    """Return (actor, end) → the start of the name that ends there."""
    names = mentions[mentions["form"] == "name"]
    columns = as_lists(names, ["actor", "end", "start"]).values()
    return {(actor, end): start for actor, end, start in zip(*columns, strict=True)}


def said_of_them(reading):
    """Yield what the network reads as said of actors."""
    parse = reading.parse
    called = reading.annotated.called
    called = called[(called["actor"] != "") & ~called["sentence"].isin(reading.left_out)]
    names = ["start", "end", "actor", "confidence", "by_hand"]
    columns = as_lists(called, names).values()
    for start, end, actor, confidence, by_hand in zip(*columns, strict=True):
        first, last = tokens_of(parse, start, end)
        kind = kind_of(reading, parse.root(first, last))
        yield label_at(parse, first, last, kind, actor, confidence, by_hand=by_hand)


def called_so(reading, ascribed):
    """Yield what somebody is said to call actors: "branded the protesters louts"."""
    parse = reading.parse
    for said in ascribed:
        if said.callers is None or any(m.form == "name" for m in reading.standing_at(said.label)):
            continue
        own = reading.actors_at([said.label])
        for actor in reading.actors_at(said.called):
            if actor not in own:
                span = (parse.left_edge(said.label), said.label + 1)
                yield label_at(parse, *span, "ascription", actor, CALLED, said.callers)


def kind_of(reading, head):
    """Return how a phrase says what somebody is: an apposition, a predicate, an ascription, a
    vocative."""
    parse = reading.parse
    top = head
    while parse.dep[top] == "conj" and parse.head[top] != top:
        top = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[parse.head[top]] == "as":
        return "ascription"
    if parse.dep[top] in SAID or parse.dep[top] in ("ccomp", "root", "ROOT"):
        return "predicate"
    return "apposition"


def is_called_out(reading, first, last):
    """Return whether somebody is spoken to by these words: “Minister, you failed us.”"""
    parse = reading.parse
    if reading.voice[first] != "direct" or last >= len(parse):
        return False
    opens = parse.sentence[first - 1] != parse.sentence[first] or parse.words[first - 1] in PAUSES
    behind = parse.lower[last + 1 : last + 2]
    is_alone = parse.words[last] in PAUSES and parse.upos[first] != "DET"
    return opens and is_alone and (parse.words[last] != "," or behind[:1] == ["you"])


def tokens_of(parse, start, end):
    """Return the tokens between two characters: the first, the last + 1."""
    first = bisect_right(parse.end, start)
    return first, max(first + 1, bisect_left(parse.start, end))


def label_at(parse, first, last, kind, actor, confidence, callers=None, by_hand=False):
    """Return the Label that some tokens are, without what opens a phrase: an article, a number, an
    owner's "his"."""
    head = parse.root(first, last)
    while first < last - 1 and first < head and opens(parse.lower[first]):
        first += 1
    if first < last - 1 and parse.lower[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    return Label(first, last, head, actor, kind, confidence, callers, by_hand)


def opens(word):
    return word in word_set("label opener") or word in number_words() or word[0].isdecimal()


def modifiers(parse, label):
    """Yield what stands before a noun or name and says of what kind its bearer is, word by word:
    "hard-left", "union", "bungling"."""
    low = label.first
    if label.kind == "name":
        low = first_before(parse, label)
    for i in range(low, label.head):
        is_before = label.kind != "name" or i < label.first
        is_half = parse.words[i + 1] == "-"
        is_kind = parse.upos[i] in ("ADJ", "NOUN", "VERB") and parse.dep[i] in MODIFYING
        if is_before and is_kind and not is_half and low <= parse.head[i] < label.last:
            first = i
            while first - 2 >= low and parse.words[first - 1] == "-":
                first -= 2  # "hard-left"
            yield label._replace(first=first, last=i + 1, head=i, kind="modifier")


def first_before(parse, label):
    """Return the first token of the words before a name that belong to it."""
    first = label.first
    while first and parse.sentence[first - 1] == parse.sentence[label.first]:
        before = first - 1
        is_part = parse.dep[before] in MODIFYING and first <= parse.head[before] < label.last
        if not is_part and not (parse.words[before] == "-" and first < label.first):
            break
        first = before
    return first


# rows


def row_of(reading, label):
    """Return a label as a row of the table."""
    parse = reading.parse
    article = reading.annotated.article
    start = parse.start[label.first]
    end = parse.end[label.last - 1]
    words = tuple(parse.lower[label.first : label.last])
    speaker = reading.nearest[label.head]
    if label.callers is not None:
        speaker = reading.name_at(label.callers)
    return {
        "article": article.id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "sentence": parse.sentence[label.head],
        "actor": label.actor,
        "kind": label.kind,
        "voice": reading.voice[label.head],
        "speaker": speaker,
        "evaluative": valence_of(words, parse.lemma[label.head]),
        "denied": label.kind in DENIABLE and is_denied(reading, label.head),
        "confidence": label.confidence,
        "by_hand": label.by_hand,
    }


def is_denied(reading, head):
    """Return whether what is said of somebody is denied, asked, or only possible."""
    parse = reading.parse
    if any(parse.lower[c] in ("no", "not", "never", "n't") for c in parse.children[head]):
        return True
    verb = parse.clause(parse.head[head])
    if parse.dep[head] in SAID and not is_asserted(parse, verb, head):
        return True
    above = {parse.lower[verb], parse.lower[parse.head[verb]]}
    _, end = reading.bounds[parse.sentence[head]]
    closing = reading.annotated.article.text[max(0, end - 2) : end]  # “?”, or that and a mark
    return bool(above & denials()) or "?" in closing
