"""Takes an annotated article, gives its parse as lists and, for each token, the actors whose
mentions it heads.

What measures framing reads this and gives cases: each a row of the evidence that `framing` counts.
"""

from dataclasses import dataclass
from typing import NamedTuple

from helpers.base.article import AnnotatedArticle
from helpers.base.wordlists import number_words
from helpers.quotes import token_speakers
from helpers.tagging import left_edge, phrase_objects, roots, token_lists

COUNTED = ("NUM", "PRON", "DET", "ADJ")
FRACTIONS = {"number", "majority", "most", "none"}


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
    head: int


@dataclass(frozen=True)
class Reading:
    """An annotated article as the measures of framing read it, without boilerplate, and without
    mentions inside a longer one of the same actor.

    `t` are the columns of its tokens as lists, with `voice` and `speaker` (empty: the article),
    `mentions` those of actors in order, `heads` says which of them stand at which token, `bounds`
    where each sentence starts and ends, `left_out` which sentences are boilerplate."""

    annotated: AnnotatedArticle
    t: dict
    mentions: list
    heads: dict
    bounds: list
    left_out: set

    def standing_at(self, i):
        """Return the mentions that a token heads; of "dozens of villagers" those of villagers."""
        return self.heads.get(i) or self.heads.get(counted(self.parse, i), [])

    def actors_at(self, tokens):
        """Return the actors that tokens stand for, each once, in order."""
        return list(dict.fromkeys(mention.actor for i in tokens for mention in self.standing_at(i)))

    def name_at(self, tokens):
        """Return the actors that tokens stand for, or else their words, joined by "; "; of an open
        pronoun nothing."""
        open_ones = ("PRON", "DET")
        names = (
            self.actors_at([i])[:1] or [self.words(i)] * (self.parse.upos[i] not in open_ones)
            for i in tokens
        )
        return "; ".join(dict.fromkeys(name for named in names for name in named))

    def words(self, i):
        """Return the noun phrase that ends at a token."""
        return self.annotated.article.text[self.parse.start[self.parse.left_edge(i)] : self.parse.end[i]]

    def case(self, first, last, actor, measure, category, detail):
        """Return the case that the tokens from `first` to before `last` are."""
        t = self.parse
        span = parse.start[first], parse.end[last - 1], parse.sentence[first]
        return Case(*span, actor, measure, category, detail, parse.voice[first], parse.speaker[first])

    def mention_case(self, mention, measure, category, detail):
        """Return the case that a mention is."""
        voice = self.parse.voice[mention.head]
        speaker = self.parse.speaker[mention.head]
        span = mention.start, mention.end, mention.sentence
        return Case(*span, mention.actor, measure, category, detail, voice, speaker)


def read(annotated):
    """Return the Reading of an annotated article."""
    tokens, t = annotated.tokens, token_lists(annotated.tokens)
    parse.voice, parse.is_word = tokens["voice"].tolist(), tokens["is_word"].tolist()
    parse.speaker = token_speakers(tokens, annotated.quotes).tolist()
    left_out = set(
        annotated.sentences.index[annotated.sentences["kind"].isin(["boilerplate", "foreign"])]
    )
    table = annotated.mentions[
        (annotated.mentions["actor"] != "") & ~annotated.mentions["sentence"].isin(left_out)
    ]
    columns = (table[column].tolist() for column in Named._fields[:-1])
    mentions = outermost([Named(*row) for row in zip(*columns, roots(parse, table), strict=True)])
    heads = {}
    for mention in mentions:
        heads.setdefault(mention.head, []).append(mention)
    sentences = annotated.sentences
    bounds = list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True))
    return Reading(annotated, parse, mentions, heads, bounds, left_out)


def outermost(mentions):
    """Return the mentions without those inside a longer one of the same actor: "Mr. Lee" is one
    mention, not "Lee", too."""
    kept = []
    reach = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > reach.get(mention.actor, -1):
            kept.append(mention)
            reach[mention.actor] = mention.end
    return kept


def counted(parse, i):
    """Return the token that says who is counted: "villagers" of "dozens of villagers", "officers"
    of "two of them"."""
    if parse.upos[i] in COUNTED or parse.lower[i] in number_words() or parse.lower[i] in FRACTIONS:
        of = [c for c in parse.children[i] if parse.dep[c] == "prep" and parse.lower[c] == "of"]
        return next((k for c in of for k in parse.phrase_objects(c)), i)
    return i
