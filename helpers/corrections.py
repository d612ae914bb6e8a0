"""Takes the corrections table beside an article, gives its rows and what they change: the researcher decides.

A row says what to correct, which words it is about, and what is right. It is held against the text and never against row
numbers, so that it survives a new version of the article or of this suite; a row that matches nothing is told.
"""

import os
import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.problems import ArticleError
from helpers.tables import make_table

WHAT = ("actor", "merge", "type", "kind", "speaker", "quotation", "not quotation", "tone")
VALUES = {
    "type": ("person", "organisation", "state", "place", "group"),
    "kind": ("title", "standfirst", "heading", "body", "caption", "boilerplate", "foreign"),
    "tone": ("negative", "neutral", "positive", "unclear"),
}
SCORES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0, "unclear": 0.0}
BY_HAND = "by hand"
ALIKE = str.maketrans("‘’‚‛“”„‟–—‑\u00a0\u202f", "''''\"\"\"\"---  ")
FRAME = "\"' .,;:"
COLUMNS = {"what": "str", "text": "str", "value": "str", "where": "str", "rows": "int64", "problem": "str"}


class Correction(NamedTuple):
    """A row of the corrections table; `where` are words of the sentence that it holds for, empty if it holds everywhere."""

    what: str
    text: str
    value: str = ""
    where: str = ""


def read_corrections(path, id=""):
    """Return the Corrections in the table beside an article, `<file name or id>.corrections.csv`; none if there is none.

    Lines that begin with # are comments. Raises ArticleError if it lacks one of its columns or is no table.
    """
    from helpers.formats.drafts import Unreadable
    from helpers.formats.tabular import read_table

    names = dict.fromkeys((f"{path.stem}.corrections.csv", f"{id}.corrections.csv"))
    beside = next((path.with_name(name) for name in names if os.path.isfile(path.with_name(name))), None)  # noqa: PTH113
    if beside is None:
        return ()
    try:
        columns, rows = read_table(beside.read_bytes())
    except Unreadable as fault:
        raise ArticleError(beside, fault.reason, fault.remedy) from None
    columns = [column.strip().lower() for column in columns]
    if not {"what", "text", "value"} <= set(columns):
        raise ArticleError(
            beside, f"its columns are {', '.join(columns)}", "name them what, text, value, and where if needed"
        )
    cells = (dict(zip(columns, (cell.strip() for cell in row), strict=False)) for row in rows)
    return tuple(
        Correction(row["what"].lower(), *(row.get(name, "") for name in ("text", "value", "where"))) for row in cells
    )


def plain(text):
    """Return words as they are compared: without regard to case, to curly or straight marks, and to white space.

    >>> plain("“I’m  referring") == plain("I'm referring")
    True
    """
    return " ".join(str(text).translate(ALIKE).split()).casefold().strip(FRAME)


def words_of(text):
    """Return the words of a mention as they are compared: without "the" and "a" before them.

    >>> words_of("The mercenaries")
    'mercenaries'
    """
    return re.sub(r"^(?:the|a|an) ", "", plain(text))


class Corrector:
    """Applies the corrections of one article, table after table, and keeps count of the rows that each decided.

    Each method takes a table, and returns it with the corrected rows and `by_hand`, which is true for them.
    """

    def __init__(self, article):
        self.article = article
        self.rows = [Correction(*row) for row in article.corrections]
        self.counts = [0] * len(self.rows)
        self.problems = [problem_of(row) for row in self.rows]

    def each(self, *what):
        """Return number and row of the corrections of these sorts that say something that can be."""
        return [(k, row) for k, row in enumerate(self.rows) if row.what in what and not self.problems[k]]

    def note(self, number, found, problem):
        """Count the rows that a correction decided; if there are none, say why."""
        self.counts[number] += int(found)
        self.problems[number] = "" if self.counts[number] else problem

    def sentences_with(self, sentences, where):
        """Return for each sentence whether it holds the words `where`; all do if there are none."""
        wanted = plain(where)
        return np.array([wanted in plain(text) for text in sentences["text"]], dtype=bool)

    def correct_kinds(self, sentences):
        """Correct the kind of sentences by how they begin."""
        by_hand = np.zeros(len(sentences), dtype=bool)
        for number, row in self.each("kind"):
            found = starting(sentences["text"], row.text)
            sentences = sentences.assign(kind=sentences["kind"].mask(found, row.value))
            by_hand |= found
            self.note(number, found.sum(), "no sentence begins with these words")
        return sentences.assign(by_hand=by_hand)

    def correct_mentions(self, mentions, sentences):
        """Join words or whole actors to an actor, take words from it, add words that were missed, and correct types."""
        mentions = mentions.assign(by_hand=False)
        for number, row in self.each("actor"):
            mentions = self.name_actor(mentions, sentences, number, row)
        for number, row in self.each("merge"):
            found = mentions["actor"].map(plain).to_numpy() == plain(row.text)
            mentions = join_actor(mentions, found, known_actor(mentions, row.value))
            self.note(number, found.sum(), "no actor has this name")
        for number, row in self.each("type"):
            found = mentions["actor"].map(plain).to_numpy() == plain(row.text)
            mentions = mentions.assign(type=mentions["type"].mask(found, row.value), by_hand=mentions["by_hand"] | found)
            self.note(number, found.sum(), "no actor has this name")
        ordered = mentions.sort_values(["start", "end"], ascending=[True, False], kind="stable", ignore_index=True)
        return ordered.assign(mention=np.arange(len(ordered)))

    def name_actor(self, mentions, sentences, number, row):
        there = self.sentences_with(sentences, row.where)
        place = mentions["sentence"].to_numpy(dtype=np.int64)
        found = (mentions["text"].map(words_of).to_numpy() == words_of(row.text)) & (there[place] if len(there) else False)
        if found.any() and not row.value:
            self.note(number, found.sum(), "")
            return mentions[~found]
        actor = known_actor(mentions, row.value)
        added = [] if found.any() or not row.value else self.missed(mentions, sentences[there], row, actor)
        missing = "this sentence does not hold these words" if row.where else "the article does not hold these words"
        self.note(number, found.sum() + len(added), missing)
        mentions = join_actor(mentions, found, actor)
        if added:
            mentions = pd.concat([mentions, make_table("mentions", added)], ignore_index=True)
        return mentions

    def missed(self, mentions, sentences, row, actor):
        """Return a mention for each place where words stand in some sentences, as whole words."""
        words = r"\s+".join(map(loose, row.text.split()))
        types = mentions.loc[mentions["actor"] == actor, "type"]
        form = "name" if row.text[:1].isupper() else "noun"
        return [
            {"article": self.article.id, "start": start + found.start(), "end": start + found.end(), "text": found[0],
             "sentence": sentence, "mention": 0, "actor": actor, "form": form, "rule": BY_HAND,
             "type": types.iloc[0] if len(types) else "organisation", "by_hand": True}
            for sentence, start, text in zip(sentences["sentence"], sentences["start"], sentences["text"], strict=True)
            for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.I)
        ]  # fmt: skip

    def correct_quotes(self, quotes, sentences, mentions):
        """Take out what is no quotation, add what was missed, and name speakers, of all parts of a quotation."""
        quotes = quotes.assign(by_hand=False)
        for number, row in self.each("not quotation"):
            found = starting(quotes["text"], row.text)
            gone = quotes["quote"].isin(quotes.loc[found, "quote"])
            self.note(number, gone.sum(), "no quotation begins with these words")
            quotes = quotes[~gone]
        for number, row in self.each("quotation"):
            added = self.missed_quotation(quotes, sentences, mentions, row)
            self.note(number, len(added), "the article does not hold these words")
            quotes = pd.concat([quotes, make_table("quotes", added)], ignore_index=True) if added else quotes
        for number, row in self.each("speaker"):
            found = starting(quotes["text"], row.text)
            whole = quotes["quote"].isin(quotes.loc[found, "quote"])
            speaker = known_actor(mentions, row.value)
            quotes = quotes.assign(
                speaker=quotes["speaker"].mask(whole, speaker), confidence=quotes["confidence"].mask(whole, 1.0),
                by_hand=quotes["by_hand"] | whole,
            )  # fmt: skip
            self.note(number, whole.sum(), "no quotation begins with these words")
        return quotes.sort_values(["start", "end"], kind="stable", ignore_index=True)

    def missed_quotation(self, quotes, sentences, mentions, row):
        """Return the row of a quotation that the researcher saw; words between … are left out of `text`."""
        pieces = [r"\s+".join(map(loose, piece.split())) for piece in re.split(r"…|\.\.\.", row.text) if piece.split()]
        found = re.search(r".{0,5000}?".join(pieces), self.article.text, re.I | re.S) if pieces else None
        if found is None:
            return []
        start, end = found.span()
        before, after = self.article.text[max(0, start - 2) : start], self.article.text[end : end + 2]
        marked = bool(re.search("[\"“‘«']", before) and re.search("[\"”’»']", after))
        sentence = int(np.searchsorted(sentences["start"].to_numpy(), start, side="right")) - 1
        return [{
            "article": self.article.id, "start": start, "end": end, "text": found[0], "part": 1,
            "quote": int(quotes["quote"].max()) + 1 if len(quotes) else 0, "sentence": max(sentence, 0),
            "type": "direct" if marked else "indirect", "act": "speech", "speaker": known_actor(mentions, row.value),
            "speaker_start": pd.NA, "speaker_end": pd.NA, "cue": "", "cue_start": pd.NA, "cue_end": pd.NA,
            "words": len(re.findall(r"\w+(?:['’-]\w+)*", found[0])), "confidence": 1.0, "by_hand": True,
        }]  # fmt: skip

    def check_tones(self, mentions, sentences):
        """Look whether the corrections of a tone match; `correct_tones` applies them where tones are read."""
        for number, row in self.each("tone"):
            there = self.sentences_with(sentences, row.where)
            actor = mentions["actor"].map(plain) == plain(row.text)
            met = set(mentions.loc[actor, "sentence"]) if row.text else set(sentences["sentence"])
            found = met & set(sentences.loc[there, "sentence"])
            problem = "no actor has this name" if row.text and not actor.any() else "no sentence holds these words and it"
            self.note(number, len(found), problem)

    def table(self):
        """Return the corrections with the number of rows that each decided and, where it is none, why."""
        rows = [(*row, count, problem) for row, count, problem in zip(self.rows, self.counts, self.problems, strict=True)]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def problem_of(row):
    if row.what not in WHAT:
        return f"there is no correction {row.what!r}; there are {', '.join(WHAT)}"
    if row.what in VALUES and row.value not in VALUES[row.what]:
        return f"{row.value!r} is none of {', '.join(VALUES[row.what])}"
    if not row.text and not (row.what == "tone" and row.where):
        return "it names no words"
    return "it names no actor" if row.what == "merge" and not row.value else ""


def loose(word):
    """Return a pattern for a word with either sort of quotation mark, apostrophe and dash."""
    return "".join(
        "['’‘]" if c in "'’‘" else '["“”]' if c in '"“”' else "[-–—]" if c in "-–—" else re.escape(c) for c in word
    )


def starting(texts, words):
    """Return for each text whether it begins with some words."""
    wanted = plain(words)
    return np.array([bool(wanted) and plain(text).startswith(wanted) for text in texts], dtype=bool)


def known_actor(mentions, name):
    """Return an actor's name as the tables have it, however it is written; a new name as it is."""
    return next((actor for actor in mentions["actor"].unique() if actor and plain(actor) == plain(name)), name)


def join_actor(mentions, found, actor):
    kinds = mentions.loc[(mentions["actor"] == actor).to_numpy() & ~found, "type"]
    return mentions.assign(
        actor=mentions["actor"].mask(found, actor), rule=mentions["rule"].mask(found, BY_HAND),
        type=mentions["type"].mask(found, kinds.iloc[0]) if len(kinds) else mentions["type"],
        by_hand=mentions["by_hand"] | found,
    )  # fmt: skip


def correct_tones(sentiment, article):
    """Return the table `sentiment` with the tones that the researcher decided, and `by_hand`, which is true for them."""
    sentiment = sentiment.assign(by_hand=False)
    for row in (Correction(*row) for row in article.corrections):
        if row.what != "tone" or problem_of(row):
            continue
        there = np.array([plain(row.where) in plain(text) for text in sentiment["text"]], dtype=bool)
        found = there & (sentiment["actor"].map(plain) == plain(row.text)).to_numpy()
        sentiment = sentiment.assign(
            score=sentiment["score"].mask(found, SCORES[row.value]), label=sentiment["label"].mask(found, row.value),
            confidence=sentiment["confidence"].mask(found, 1.0), by_hand=sentiment["by_hand"] | found,
        )  # fmt: skip
    return sentiment
