"""Takes an annotated article, gives the tone of each sentence and toward each actor in it, by whose voice it is.

The tone is that of a word list (VADER): it knows words and the negations and boosters round them, not what happened.
"""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers.quotes import token_speakers
from helpers.tables import make_table
from helpers.wordlists import DATA

NEUTRAL = 0.05  # scores nearer to zero than this are neutral, as VADER's authors have it
TORN = 0.35  # a sentence whose positive and negative words weigh alike within this share is unclear
CLAUSE = re.compile(
    r"[;:—–]|,\s+(?:and|but|while|who|which|although|though|as|after|before|with)\b|\b(?:but|while|whereas)\b"
)
NAME = "someone"  # stands for a masked name: reputation is not framing


@cache
def analyzer():
    """Return NLTK's VADER with its lexicon.

    Source: Hutto & Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media text.
    """
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    vader = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)  # its own loader looks among NLTK's downloads
    vader.lexicon_file = (DATA / "vader_lexicon.txt").read_text(encoding="utf-8")
    vader.lexicon, vader.constants = vader.make_lex_dict(), VaderConstants()
    return vader


def score_text(text):
    """Return score, label and terms of a text: the score in [-1, 1], and the words of the list that made it.

    `unclear` is a text whose positive and negative words weigh about the same.

    >>> score_text("The mercenaries were accused of brutal abuses.")[1:]
    ('negative', 'accused, brutal, abuses')
    """
    vader = analyzer()
    scores = vader.polarity_scores(text)
    valence = {word: vader.lexicon[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in vader.lexicon}
    score = round(float(scores["compound"]), 3)
    weights = sorted((scores["pos"], scores["neg"]))
    if weights[0] > 0 and weights[1] - weights[0] < TORN * weights[1]:
        label = "unclear"
    else:
        label = "neutral" if abs(score) < NEUTRAL else "positive" if score > 0 else "negative"
    return score, label, ", ".join(valence)


def score_sentences(annotated):
    """Return the table `sentiment`: a row per sentence (actor is empty), and one per actor that it mentions.

    The actor's row is scored on the clause round its mention, names masked; `voice` and `speaker` say whose words the
    mention stands in, for the sentence in whose voice most of its words are.
    """
    sentences, tokens, quotes = annotated.sentences, annotated.tokens, annotated.quotes
    if sentences.empty:
        return make_table("sentiment")
    speakers = token_speakers(tokens, quotes)
    whole = sentences.assign(actor="", **sentence_voice(tokens, speakers))
    mentions = annotated.mentions[annotated.mentions["actor"] != ""].drop_duplicates(["sentence", "actor"])
    at = np.searchsorted(tokens["start"].to_numpy(), mentions["start"].to_numpy())
    toward = mentions[["article", "sentence", "actor"]].assign(
        voice=tokens["voice"].to_numpy()[at], speaker=speakers.to_numpy()[at]
    )
    for column in ("start", "end", "text"):
        toward[column] = sentences[column].to_numpy()[mentions["sentence"]]
    scored = score_mentions(
        toward["text"], zip(mentions["start"] - toward["start"], mentions["end"] - toward["start"], strict=True)
    )
    toward = toward.assign(
        score=scored["score"].to_numpy(), label=scored["label"].to_numpy(), terms=scored["terms"].to_numpy()
    )
    whole["score"], whole["label"], whole["terms"] = zip(*map(score_text, whole["text"]), strict=True)
    table = pd.concat([make_table("sentiment", whole), make_table("sentiment", toward)])
    return table.sort_values(["sentence", "actor"], kind="stable", ignore_index=True)


def sentence_voice(tokens, speakers):
    """Return for each sentence the voice and the speaker that most of its words stand in, as two columns."""
    words = tokens.assign(speaker=speakers)[["sentence", "voice", "speaker"]]
    counts = words.value_counts(sort=False).reset_index(name="n").sort_values("n", kind="stable", ascending=False)
    most = counts.drop_duplicates("sentence").set_index("sentence").sort_index()
    return {"voice": most["voice"].to_numpy(), "speaker": most["speaker"].to_numpy()}


def score_mentions(texts, spans):
    """Return the tone of each text toward the mention at its span (start, end): columns score, label, confidence, terms.

    The clause round the mention is scored, the mention masked. `confidence` is the share of the clause's charged
    weight that speaks for the label; for a neutral one, how near the score is to zero.
    """
    rows = []
    for text, (start, end) in zip(texts, spans, strict=True):
        left = max((m.end() for m in CLAUSE.finditer(text, 0, start)), default=0)
        following = CLAUSE.search(text, end)
        right = following.start() if following else len(text)
        score, label, terms = score_text(f"{text[left:start]}{NAME}{text[end:right]}")
        rows.append((score, label, round(1 - abs(score) if label == "neutral" else 0.5 + abs(score) / 2, 3), terms))
    columns = {"score": "float64", "label": "str", "confidence": "float64", "terms": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
