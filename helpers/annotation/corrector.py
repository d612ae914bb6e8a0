"""Takes an article's corrections and its tables, gives the tables as corrected: the researcher wins
over every rule.

A row is held against the words of the text and never against row numbers, so that it survives a new
version of the article or of this suite; what matches nothing is told."""

import re
from bisect import bisect_left

import numpy as np
import pandas as pd

from helpers.base.tables import LABELS, UNCLEAR, make_table
from helpers.base.text import count_words
from helpers.reading import ALIKE, COLUMNS, Correction, plain, problem_of, words_of

SCORES = dict(zip(LABELS, (-1.0, 0.0, 1.0), strict=True)) | {UNCLEAR: 0.0}
BY_HAND = "by hand"
LEFT_OUT = 5000  # characters, at most, that … stands for
MARKS = "\"'“”„‟‘’‚‛«»‹›"


class Corrector:
    """Applies the corrections of one article, table after table, and keeps count of the rows that
    each decided.

    Each method takes a table, and returns it with the corrected rows and `by_hand`, which is true
    for them."""

    def __init__(self, article):
        self.article = article
        self.rows = [Correction(*row) for row in article.corrections]
        self.counts = [0] * len(self.rows)
        self.problems = [problem_of(row) for row in self.rows]

    def each(self, *what):
        """Return number and row of the corrections of these sorts that say something that can
        be."""
        return [
            (k, row) for k, row in enumerate(self.rows) if row.what in what and not self.problems[k]
        ]

    def note(self, number, found, problem):
        """Count the rows that a correction decided; if there are none, say why."""
        self.counts[number] += int(found)
        self.problems[number] = "" if self.counts[number] else problem

    def holds(self, sentences, where, numbers=None):
        """Return for each sentence, or for the one of each row of a table, whether it holds the
        words `where`."""
        there = holding(sentences["text"], where)
        if numbers is None:
            return there
        return (
            there[numbers.to_numpy(dtype=np.int64)]
            if len(there)
            else np.zeros(len(numbers), dtype=bool)
        )

    def correct_kinds(self, sentences):
        """Correct the kind of sentences by how they begin."""
        by_hand = np.zeros(len(sentences), dtype=bool)
        for number, row in self.each("kind"):
            found = starting(sentences["text"], row.text) & self.holds(sentences, row.where)
            sentences = sentences.assign(kind=sentences["kind"].mask(found, row.value.lower()))
            by_hand |= found
            self.note(number, found.sum(), "no sentence begins with these words")
        return sentences.assign(by_hand=by_hand)

    def correct_mentions(self, mentions, sentences):
        """Join words or whole actors to an actor, take words from it, add words that were missed,
        and correct types."""
        mentions = mentions.assign(by_hand=False)
        for number, row in self.each("actor"):
            mentions = self.name_actor(mentions, sentences, number, row)
        for number, row in self.each("merge", "type"):
            named = is_actor(mentions["actor"], row.text)
            found = named & self.holds(sentences, row.where, mentions["sentence"])
            self.note(
                number,
                found.sum(),
                "it is not in such a sentence" if named.any() else "no actor has this name",
            )
            if row.what == "merge":
                mentions = join_actor(mentions, found, known_actor(mentions, row.value))
            else:
                kinds = mentions["type"].mask(found, row.value.lower())
                mentions = mentions.assign(type=kinds, by_hand=mentions["by_hand"] | found)
        ordered = mentions.sort_values(
            ["start", "end"], ascending=[True, False], kind="stable", ignore_index=True
        )
        return ordered.assign(mention=np.arange(len(ordered)))

    def name_actor(self, mentions, sentences, number, row):
        there = self.holds(sentences, row.where)
        found = is_actor(mentions["text"], row.text) & self.holds(
            sentences, row.where, mentions["sentence"]
        )
        if found.any() and not row.value:
            self.note(number, found.sum(), "")
            return mentions[~found]
        actor = known_actor(mentions, row.value)
        added = (
            []
            if found.any() or not row.value
            else self.missed(mentions, sentences[there], row, actor)
        )
        missing = (
            "this sentence does not hold these words"
            if row.where
            else "the article does not hold these words"
        )
        self.note(number, found.sum() + len(added), missing)
        mentions = join_actor(mentions, found, actor)
        if added:
            mentions = pd.concat([mentions, make_table("mentions", added)], ignore_index=True)
        return mentions

    def missed(self, mentions, sentences, row, actor):
        """Return a mention for each place where words stand in some sentences, as whole words."""
        words = loose(row.text)
        types = mentions.loc[mentions["actor"] == actor, "type"]
        form = "name" if row.text[:1].isupper() else "noun"
        return [
            {
                "article": self.article.id,
                "start": start + found.start(),
                "end": start + found.end(),
                "text": text[slice(*found.span())],
                "sentence": sentence,
                "mention": 0,
                "actor": actor,
                "form": form,
                "rule": BY_HAND,
                "type": types.iloc[0] if len(types) else "organisation",
                "by_hand": True,
            }
            for sentence, start, text in zip(
                sentences["sentence"], sentences["start"], sentences["text"], strict=True
            )
            for found in re.finditer(rf"(?<!\w){words}(?!\w)", text.translate(ALIKE), re.I)
        ]

    def correct_quotes(self, quotes, sentences, mentions):
        """Take out what is no quotation, add what was missed, and name speakers, of all parts of a
        quotation."""
        quotes = quotes.assign(by_hand=False)
        for number, row in self.each("not quotation"):
            gone = self.find_quotes(quotes, sentences, row)
            self.note(number, gone.sum(), "no quotation begins with these words")
            quotes = quotes[~gone]
        for number, row in self.each("quotation"):
            place = self.find_words(sentences, row)
            self.note(number, place is not None, "the article does not hold these words")
            if place:
                quotes = self.add_quotation(quotes, sentences, mentions, row, *place)
        for number, row in self.each("speaker"):
            whole = self.find_quotes(quotes, sentences, row)
            speaker = known_actor(mentions, row.value)
            quotes = quotes.assign(
                speaker=quotes["speaker"].mask(whole, speaker),
                confidence=quotes["confidence"].mask(whole, 1.0),
                by_hand=quotes["by_hand"] | whole,
            )
            self.note(number, whole.sum(), "no quotation begins with these words")
        return quotes.sort_values(["start", "end"], kind="stable", ignore_index=True)

    def find_quotes(self, quotes, sentences, row):
        """Return for each row whether it is of a quotation of which a part begins with a
        correction's words."""
        found = starting(quotes["text"], row.text) & self.holds(
            sentences, row.where, quotes["sentence"]
        )
        return quotes["quote"].isin(quotes.loc[found, "quote"]).to_numpy()

    def find_words(self, sentences, row):
        """Return where a quotation's words stand first: start, end, and whether in marks, which are
        no part of it; or None.

        Words between … are left out of `text`.
        """
        pieces = re.split(r"…|\.\.\.", row.text.strip(MARKS))
        text = self.article.text
        there = self.holds(sentences, row.where)
        for start, end in find_chains(
            text.translate(ALIKE), [loose(piece) for piece in pieces if piece.split()]
        ):
            if there[self.sentence_at(sentences, start)]:
                before = text[max(0, start - 2) : start]
                after = text[end : end + 2]
                return (
                    start,
                    end,
                    bool(re.search("[\"“‘«']", before) and re.search("[\"”’»']", after)),
                )
        return None

    def sentence_at(self, sentences, start):
        return max(0, int(np.searchsorted(sentences["start"].to_numpy(), start, side="right")) - 1)

    def add_quotation(self, quotes, sentences, mentions, row, start, end, marked):
        """Return the quotes with one that the researcher saw; what was found in its place goes, and
        gives it its cue, and its speaker if the researcher names none."""
        meets = ((quotes["start"] < end) & (quotes["end"] > start)).to_numpy()
        text = self.article.text[start:end]
        added = {
            "type": "direct" if marked else "indirect",
            "act": "speech",
            "speaker": "",
            "speaker_start": pd.NA,
            "speaker_end": pd.NA,
            "cue": "",
            "cue_start": pd.NA,
            "cue_end": pd.NA,
            "part": 1,
            "quote": int(quotes["quote"].max()) + 1 if len(quotes) else 0,
        }
        if meets.any():
            added |= quotes.loc[meets, [name for name in added if name != "type"]].iloc[0].to_dict()
        if row.value:
            added |= {
                "speaker": known_actor(mentions, row.value),
                "speaker_start": pd.NA,
                "speaker_end": pd.NA,
            }
        added |= {
            "article": self.article.id,
            "start": start,
            "end": end,
            "text": text,
            "confidence": 1.0,
            "by_hand": True,
            "sentence": self.sentence_at(sentences, start),
            "words": count_words(text),
        }
        return pd.concat([quotes[~meets], make_table("quotes", [added])], ignore_index=True)

    def check_tones(self, mentions, sentences):
        """Look whether the corrections of a tone match; `correct_tones` applies them where tones
        are read."""
        for number, row in self.each("tone"):
            there = self.holds(sentences, row.where)
            actor = is_actor(mentions["actor"], row.text)
            met = set(mentions.loc[actor, "sentence"]) if row.text else set(sentences["sentence"])
            found = met & set(sentences.loc[there, "sentence"])
            problem = (
                "no actor has this name"
                if row.text and not actor.any()
                else "no sentence holds these words and it"
            )
            self.note(number, len(found), problem)

    def table(self):
        """Return the corrections with the number of rows that each decided and, where it is none,
        why."""
        of = self.article.id
        rows = [
            (of, *row, count, problem)
            for row, count, problem in zip(self.rows, self.counts, self.problems, strict=True)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def find_chains(text, patterns):
    """Yield where the patterns of some words stand in a text one after the other, at most LEFT_OUT
    characters between them, each as near as can be to the one before it.

    >>> list(find_chains("a b a c b c", ["a", "c"]))
    [(0, 7)]
    """
    after = None  # where the later patterns stand, and where each chain of them ends
    for pattern in reversed(patterns):
        starts = []
        ends = []
        for found in re.finditer(f"(?=({pattern}))", text, re.I):
            start, end = found.span(1)
            if after is not None:
                near = bisect_left(after[0], end)
                if near == len(after[0]) or after[0][near] > end + LEFT_OUT:
                    continue
                end = after[1][near]
            starts.append(start)
            ends.append(end)
        after = starts, ends
    last = 0
    for start, end in zip(*after, strict=True) if after else ():
        if start >= last:
            yield start, end
            last = end


def loose(words):
    """Return a pattern for words in a text that was translated by ALIKE, whatever their marks,
    dashes and white space."""
    return r"\s+".join(map(re.escape, words.translate(ALIKE).split()))


def starting(texts, words):
    """Return for each text whether it begins with some words."""
    wanted = plain(words)
    return np.array([bool(wanted) and plain(text).startswith(wanted) for text in texts], dtype=bool)


def holding(texts, words):
    """Return for each text whether it holds some words."""
    wanted = plain(words)
    return np.array([wanted in plain(text) for text in texts], dtype=bool)


def known_actor(mentions, name):
    """Return an actor's name as the tables have it, however it is written; a new name as it is."""
    return next(
        (
            actor
            for actor in mentions["actor"].unique()
            if actor and words_of(actor) == words_of(name)
        ),
        name,
    )


def is_actor(names, name):
    """Return for each name whether it is this one, however it is written, with or without "the"
    before it."""
    return names.map(words_of).to_numpy() == words_of(name)


def join_actor(mentions, found, actor):
    """Return the mentions with the found ones joined to an actor, whose type they take if more than
    a hand says it."""
    own = (mentions["actor"] == actor).to_numpy() & ~found
    known = mentions.loc[own & ~mentions["by_hand"].to_numpy(dtype=bool), "type"]
    joined = (
        found if len(known) else found | own
    )  # an actor that corrections alone made is of the type of what joins it
    kinds = known if len(known) else mentions.loc[found, "type"].mode()
    return mentions.assign(
        actor=mentions["actor"].mask(found, actor),
        rule=mentions["rule"].mask(found, BY_HAND),
        type=mentions["type"].mask(joined, kinds.iloc[0]) if len(kinds) else mentions["type"],
        by_hand=mentions["by_hand"] | found,
    )


def correct_tones(sentiment, article):
    """Return the table `sentiment` with the tones that the researcher decided, and `by_hand`, which
    is true for them."""
    sentiment = sentiment.assign(by_hand=False)
    for row in (Correction(*row) for row in article.corrections):
        if row.what != "tone" or problem_of(row):
            continue
        found = holding(sentiment["text"], row.where) & is_actor(sentiment["actor"], row.text)
        label = row.value.lower()
        sentiment = sentiment.assign(
            score=sentiment["score"].mask(found, SCORES[label]),
            label=sentiment["label"].mask(found, label),
            confidence=sentiment["confidence"].mask(found, 1.0),
            by_hand=sentiment["by_hand"] | found,
        )
    return sentiment
