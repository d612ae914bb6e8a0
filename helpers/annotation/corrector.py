"""Applies the researcher's corrections to an article's tables; they win over every rule.

A correction is matched to the words of the text and never to row numbers, so that it survives a new
version of the article or of this suite; one that matches nothing is reported."""

import re

import numpy as np
import pandas as pd

from helpers.annotation.matching import (
    BY_HAND,
    begins_with,
    find_chains,
    holds,
    is_actor,
    is_called,
    is_in_marks,
    is_other_name,
    join_actor,
    known_actor,
    loose,
    sentence_at,
    stands_where,
)
from helpers.base.article import Article
from helpers.base.tables import LABELS, UNCLEAR, make_table
from helpers.base.text import count_words
from helpers.reading import ALIKE, COLUMNS, Correction, problem_of, words_of

SCORES = dict(zip(LABELS, (-1.0, 0.0, 1.0), strict=True)) | {UNCLEAR: 0.0}
FEW = 3  # words, with fewer a correction names a sentence only by how it begins
NEAR = 100  # characters by which the start of a quotation may have moved
MARKS = "\"'“”„‟‘’‚‛“«»‹›"
NO_SUCH_QUOTATION = "no quotation begins with these words"
NOT_IN_ARTICLE = "the article does not hold these words"
# the columns that say who speaks a quotation and how, and a quotation of which nothing of that is
# known
ATTRIBUTION = {
    "act": "speech",
    "speaker": "",
    "speaker_start": pd.NA,
    "speaker_end": pd.NA,
    "cue": "",
    "cue_start": pd.NA,
    "cue_end": pd.NA,
    "part": 1,
}


class Corrector:
    """Applies the corrections of one article, table after table, and counts the rows that each of
    them decided.

    The methods `correct_…` return the table corrected, with `by_hand`, which is true for the rows
    that a correction decided."""

    def __init__(self, article):
        self.article = article
        self.rows = [Correction(*row) for row in article.corrections]
        self.counts = [0] * len(self.rows)
        self.problems = [problem_of(row) for row in self.rows]
        # names that are made new here: words that stand for an actor of that very name
        actors = [row for row in self.rows if row.what == "actor"]
        self.new_names = {
            words_of(row.value) for row in actors if words_of(row.text) == words_of(row.value)
        }

    def actor(self, mentions, name):
        """Return an actor's name as the tables have it; one that a correction makes stays as it
        is."""
        is_known = is_actor(mentions["actor"], name).any()
        return (
            name
            if words_of(name) in self.new_names and not is_known
            else known_actor(mentions, name)
        )

    def corrections_of(self, *sorts):
        """Return number and row of the corrections of these sorts that can be applied."""
        rows = enumerate(self.rows)
        return [(k, row) for k, row in rows if row.what in sorts and not self.problems[k]]

    def record(self, number, count, problem):
        """Add to the number of rows that a correction decided; if it is none, note why."""
        self.counts[number] += int(count)
        self.problems[number] = "" if self.counts[number] else problem

    # sentences

    def correct_kinds(self, sentences):
        """Correct the kind of the sentences that begin with a correction's words."""
        by_hand = np.zeros(len(sentences), dtype=bool)
        for number, row in self.corrections_of("kind"):
            matches = self.sentences_named(sentences, row)
            sentences = sentences.assign(kind=sentences["kind"].mask(matches, row.value.lower()))
            by_hand |= matches
            self.record(number, matches.sum(), "no sentence begins with these words")
        return sentences.assign(by_hand=by_hand)

    def sentences_named(self, sentences, row):
        """Return for each sentence whether it begins with a correction's words; if none does, for
        the first that holds several of them: what was one sentence may be part of another now."""
        in_place = holds(sentences, row.where)
        matches = begins_with(sentences["text"], row.text) & in_place
        if not matches.any() and count_words(row.text) >= FEW:
            held = np.flatnonzero(holds(sentences, row.text) & in_place)
            matches[held[:1]] = True
        return matches

    # mentions

    def correct_mentions(self, mentions, sentences):
        """Join words or whole actors to an actor, take words from it, add words that were missed,
        and correct types."""
        mentions = mentions.assign(by_hand=False)
        for number, row in self.corrections_of("actor"):
            mentions = self.correct_actor(mentions, sentences, number, row)
        for number, row in self.corrections_of("merge", "type"):
            known = known_actor(mentions, row.text, existed=True)
            is_named = is_actor(mentions["actor"], known)
            if not is_other_name(known, row.text):  # some mentions of it are called so
                is_named &= is_called(mentions, row.text)
            matches = is_named & stands_where(mentions, sentences, row.where)
            problem = "no actor has this name"
            if is_named.any():
                problem = "it is not in such a sentence"
            self.record(number, matches.sum(), problem)
            if row.what == "merge":
                mentions = join_actor(mentions, matches, self.actor(mentions, row.value))
            else:
                types = mentions["type"].mask(matches, row.value.lower())
                mentions = mentions.assign(type=types, by_hand=mentions["by_hand"] | matches)
        ordered = mentions.sort_values(
            ["start", "end"], ascending=[True, False], kind="stable", ignore_index=True
        )
        return ordered.assign(mention=np.arange(len(ordered)))

    def correct_actor(self, mentions, sentences, number, row):
        """Give the mentions with a correction's words the actor that it names, or remove them if it
        names none."""
        in_place = stands_where(mentions, sentences, row.where)
        matches = is_actor(mentions["text"], row.text) & in_place
        if matches.any() and not row.value:
            self.record(number, matches.sum(), "")
            return mentions[~matches]
        actor = self.actor(mentions, row.value)
        missed = []
        if row.value and not matches.any():
            possible = sentences[holds(sentences, row.where)]
            missed = self.missed_mentions(mentions, possible, row, actor)
        problem = "this sentence does not hold these words" if row.where else NOT_IN_ARTICLE
        self.record(number, matches.sum() + len(missed), problem)
        mentions = join_actor(mentions, matches, actor)
        if missed:
            mentions = pd.concat([mentions, make_table("mentions", missed)], ignore_index=True)
        return mentions

    def missed_mentions(self, mentions, sentences, row, actor):
        """Return a mention for each place where a correction's words stand, as whole words."""
        pattern = rf"(?<!\w){loose(row.text)}(?!\w)"
        types = mentions.loc[mentions["actor"] == actor, "type"]
        common = {
            "article": self.article.id,
            "mention": 0,
            "actor": actor,
            "form": "name" if row.text[:1].isupper() else "noun",
            "rule": BY_HAND,
            "confidence": 1.0,
            "type": types.iloc[0] if len(types) else "organisation",
            "by_hand": True,
        }
        columns = (sentences[name] for name in ("sentence", "start", "text"))
        missed = []
        for sentence, offset, text in zip(*columns, strict=True):
            for match in re.finditer(pattern, text.translate(ALIKE), re.I):
                start, end = match.span()
                place = {"start": offset + start, "end": offset + end, "text": text[start:end]}
                missed.append({**common, **place, "sentence": sentence})
        return missed

    # quotations

    def correct_quotes(self, quotes, sentences, mentions):
        """Remove what is not a quotation, add what was missed, and name the speaker of all parts of
        a quotation."""
        quotes = quotes.assign(by_hand=False)
        for number, row in self.corrections_of("not quotation"):
            matches = self.find_quotation(quotes, sentences, row)
            is_none = self.find_words(sentences, row) is not None  # nobody takes it for one now
            self.record(number, matches.sum(), "" if is_none else NO_SUCH_QUOTATION)
            quotes = quotes[~matches]
        for number, row in self.corrections_of("quotation"):
            place = self.find_words(sentences, row)
            self.record(number, place is not None, NOT_IN_ARTICLE)
            if place:
                quotes = self.add_quotation(quotes, sentences, mentions, row, place)
        for number, row in self.corrections_of("speaker"):
            matches = self.find_quotation(quotes, sentences, row)
            speaker = self.actor(mentions, row.value)
            quotes = quotes.assign(
                speaker=quotes["speaker"].mask(matches, speaker),
                confidence=quotes["confidence"].mask(matches, 1.0),
                by_hand=quotes["by_hand"] | matches,
            )
            self.record(number, matches.sum(), NO_SUCH_QUOTATION)
        return quotes.sort_values(["start", "end"], kind="stable", ignore_index=True)

    def find_quotation(self, quotes, sentences, row):
        """Return for each row of the quotes whether its quotation has a part that begins with a
        correction's words; if none has, whether one stands at these words and begins near them: its
        edges may have moved."""
        in_place = stands_where(quotes, sentences, row.where)
        matches = begins_with(quotes["text"], row.text) & in_place
        place = None if matches.any() else self.find_words(sentences, row)
        if place:
            overlaps = (quotes["start"] < place[1]) & (quotes["end"] > place[0])
            matches = overlaps & ((quotes["start"] - place[0]).abs() <= NEAR) & in_place
        return quotes["quote"].isin(quotes.loc[matches, "quote"]).to_numpy()

    def find_words(self, sentences, row):
        """Return (start, end) of the first place where a quotation's words stand, without its
        marks, or None.

        Words between … are left out of the correction's text.
        """
        pieces = re.split(r"…|\.\.\.", row.text.strip(MARKS))
        patterns = [loose(piece) for piece in pieces if piece.split()]
        is_possible = holds(sentences, row.where)
        for start, end in find_chains(self.article.text.translate(ALIKE), patterns):
            if is_possible[sentence_at(sentences, start)]:
                return start, end
        return None

    def add_quotation(self, quotes, sentences, mentions, row, place):
        """Return the quotes with one that the researcher saw.

        It takes the place of the quotations it overlaps with, and their attribution; a speaker that
        the researcher names counts before theirs."""
        start, end = place
        overlaps = ((quotes["start"] < end) & (quotes["end"] > start)).to_numpy()
        attribution = {**ATTRIBUTION, "quote": int(quotes["quote"].max()) + 1 if len(quotes) else 0}
        if overlaps.any():
            attribution = quotes.loc[overlaps, list(attribution)].iloc[0].to_dict()
        if row.value:
            speaker = self.actor(mentions, row.value)
            attribution |= {"speaker": speaker, "speaker_start": pd.NA, "speaker_end": pd.NA}
        text = self.article.text[start:end]
        quotation = {
            "article": self.article.id,
            "start": start,
            "end": end,
            "text": text,
            "sentence": sentence_at(sentences, start),
            "type": "direct" if is_in_marks(self.article.text, start, end) else "indirect",
            **attribution,
            "words": count_words(text),
            "confidence": 1.0,
            "by_hand": True,
        }
        return pd.concat([quotes[~overlaps], make_table("quotes", [quotation])], ignore_index=True)

    # tones, and the corrections themselves

    def check_tones(self, mentions, sentences):
        """Record whether the corrections of a tone match; `correct_tones` applies them where tones
        are read."""
        for number, row in self.corrections_of("tone"):
            possible = set(sentences.loc[holds(sentences, row.where), "sentence"])
            problem = "no sentence holds these words and it"
            if row.text:
                is_named = is_actor(
                    mentions["actor"], known_actor(mentions, row.text, existed=True)
                )
                possible &= set(mentions.loc[is_named, "sentence"])
                if not is_named.any():
                    problem = "no actor has this name"
            self.record(number, len(possible), problem)

    def table(self):
        """Return the corrections with the number of rows that each decided and, if it is none, the
        reason."""
        results = zip(self.rows, self.counts, self.problems, strict=True)
        rows = [(self.article.id, *row, count, problem) for row, count, problem in results]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def correct_tones(
    sentiment: pd.DataFrame, article: Article, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Return the table `sentiment` with the tones that the researcher decided, and with `by_hand`,
    which is true for them."""
    sentiment = sentiment.assign(by_hand=False)
    sentences = sentiment.drop_duplicates("sentence")
    for row in (Correction(*row) for row in article.corrections):
        if row.what != "tone" or problem_of(row):
            continue
        held = sentences.loc[holds(sentences, row.where), "sentence"]
        actor = known_actor(mentions, row.text, existed=True) if row.text else ""
        matches = sentiment["sentence"].isin(held) & is_actor(sentiment["actor"], actor)
        label = row.value.lower()
        sentiment = sentiment.assign(
            score=sentiment["score"].mask(matches, SCORES[label]),
            label=sentiment["label"].mask(matches, label),
            confidence=sentiment["confidence"].mask(matches, 1.0),
            by_hand=sentiment["by_hand"] | matches,
        )
    return sentiment
