"""Prepares an annotated article for the measures of framing: its parse, and the actors whose
mentions each token heads.

What measures framing reads this and returns cases: each a row of the evidence that `framing`
counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from helpers.base.article import AnnotatedArticle
from helpers.base.tables import as_lists
from helpers.base.wordlists import number_words, word_set
from helpers.quotes import nearest_speakers, token_speakers
from helpers.tagging import Parse

COUNTED = ("NUM", "PRON", "DET", "ADJ")
OPEN = ("PRON", "DET")  # parts of speech whose words say nothing of who is meant


class Case(NamedTuple):
    """One case of a measure: where it stands, whom it is about, what was found, and whose words it
    is in."""

    start: int
    end: int
    sentence: int
    actor: str
    measure: str
    category: str
    detail: str
    voice: str
    speaker: str


class Named(NamedTuple):
    """A mention of an actor, and the token that heads it."""

    start: int
    end: int
    sentence: int
    actor: str
    form: str
    rule: str
    type: str
    confidence: float
    by_hand: bool
    head: int


@dataclass(frozen=True)
class Reading:
    """An annotated article as the measures of framing read it, without boilerplate, and without
    mentions inside a longer one of the same actor.

    `voice`, `speaker`, `nearest` (who speaks the outermost and the innermost quotation around it,
    empty: the article) and `is_word` are columns like those of `parse`.
    `mentions` are those of actors in order, `heads` which of them stand at which token, `bounds`
    where each sentence starts and ends, `left_out` which sentences are boilerplate."""

    annotated: AnnotatedArticle
    parse: Parse
    voice: list[str]
    speaker: list[str]
    nearest: list[str]
    is_word: list[bool]
    mentions: list[Named]
    heads: dict[int, list[Named]]
    bounds: list[tuple[int, int]]
    left_out: set[int]

    def standing_at(self, i):
        """Return the mentions that a token heads; of "dozens of villagers" those of villagers."""
        return self.heads.get(i) or self.heads.get(counted(self.parse, i), [])

    def actors_at(self, tokens):
        """Return the actors for whom tokens stand, each once, in order."""
        return list(dict.fromkeys(mention.actor for i in tokens for mention in self.standing_at(i)))

    def name_at(self, tokens):
        """Return the actors for whom tokens stand, or else their words, joined by "; "; an open
        pronoun has no words."""
        names = {}
        for i in tokens:
            actors = self.actors_at([i])
            if actors:
                names[actors[0]] = True
            elif self.parse.upos[i] not in OPEN:
                names[self.words(i)] = True
        return "; ".join(names)

    def words(self, i):
        """Return the noun phrase that ends at a token."""
        first = self.parse.left_edge(i)
        return self.annotated.article.text[self.parse.start[first] : self.parse.end[i]]

    def case(self, first, last, actor, measure, category, detail):
        """Return the case that the tokens from `first` to before `last` are."""
        return Case(
            self.parse.start[first],
            self.parse.end[last - 1],
            self.parse.sentence[first],
            actor,
            measure,
            category,
            detail,
            self.voice[first],
            self.speaker[first],
        )

    def mention_case(self, mention, measure, category, detail):
        """Return the case that a mention is."""
        return Case(
            mention.start,
            mention.end,
            mention.sentence,
            mention.actor,
            measure,
            category,
            detail,
            self.voice[mention.head],
            self.speaker[mention.head],
        )


def read(annotated: AnnotatedArticle) -> Reading:
    """Return the Reading of an annotated article."""
    tokens = annotated.tokens
    sentences = annotated.sentences
    parse = Parse.of(tokens)
    left_out = set(sentences.index[sentences["kind"].isin(["boilerplate", "foreign"])])
    mentions = named_mentions(annotated.mentions, parse, left_out)
    heads = {}
    for mention in mentions:
        heads.setdefault(mention.head, []).append(mention)
    return Reading(
        annotated,
        parse,
        tokens["voice"].tolist(),
        token_speakers(tokens, annotated.quotes).tolist(),
        nearest_speakers(tokens, annotated.quotes),
        tokens["is_word"].tolist(),
        mentions,
        heads,
        list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True)),
        left_out,
    )


def named_mentions(mentions, parse, left_out):
    """Return the mentions of actors as Named, outside the sentences `left_out`, and without those
    inside a longer one of the same actor: "Mr. Lee" is one mention, not "Lee", too."""
    of_actors = (mentions["actor"] != "") & ~mentions["sentence"].isin(left_out)
    table = mentions[of_actors]
    columns = as_lists(table, Named._fields[:-1]).values()
    named = [Named(*row) for row in zip(*columns, parse.heads_of(table), strict=True)]
    outermost = []
    reach = {}  # actor → end of the last mention
    for mention in sorted(named, key=lambda m: (m.start, -m.end)):
        if mention.end > reach.get(mention.actor, -1):
            outermost.append(mention)
            reach[mention.actor] = mention.end
    return outermost


def counted(parse, i):
    """Return the token for who is counted: "villagers" of "dozens of villagers", "officers" of "two
    of them"; else the token itself."""
    word = parse.lower[i]
    counts = parse.upos[i] in COUNTED or word in number_words() or word in word_set("part of")
    if not counts:
        return i
    for preposition in parse.dependents(i, "prep"):
        if parse.lower[preposition] == "of":
            for noun in parse.phrase_objects(preposition):
                return noun
    return i
