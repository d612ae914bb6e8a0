"""Scores the tone of a text by a word list (VADER): the baseline beside the tone model, whose
regression also uses the list.

It knows words and the negations and boosters around them, not who did what to whom.
"""

import re
from functools import cache, lru_cache

from helpers.base.models import nltk_data

LEXICON = "sentiment/vader_lexicon/vader_lexicon.txt"
NEUTRAL = 0.05  # scores nearer to zero than this are neutral, as VADER's authors have it
CLAUSE = re.compile(
    r"[;:—–]|,\s+(?:and|but|while|who|which|although|though|as|after|before|with)\b|\b(?:but|while|whereas)\b"
)
NAME = "someone"  # stands for a masked name


@cache
def analyzer():
    """Return NLTK's VADER with its lexicon.

    Source: Hutto & Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of
    social media text."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    with nltk_data():
        vader = SentimentIntensityAnalyzer(LEXICON)
    # single signs need no watch over the time that they take, which costs the most
    marks = vader.constants.REGEX_REMOVE_PUNCTUATION.pattern
    vader.constants.REGEX_REMOVE_PUNCTUATION = re.compile(marks)
    return vader


@lru_cache(maxsize=1024)  # actors of one sentence share their clause
def score_text(text):
    """Return the tone of a text from -1 to 1, by the strengths of its words.

    >>> score_text("The mercenaries were accused of brutal abuses.")
    -0.872
    """
    return round(float(analyzer().polarity_scores(text)["compound"]), 3)


def score_clause(text, start, end, others=()):
    """Return the tone of the clause around a name at start to end; this name and the others are
    masked."""
    left = max((match.end() for match in CLAUSE.finditer(text, 0, start)), default=0)
    following = CLAUSE.search(text, end)
    right = following.start() if following else len(text)
    parts = []
    done = left
    for a, b in sorted({(start, end), *others}):
        if done <= a and b <= right:
            parts += [text[done:a], NAME]
            done = b
    return score_text("".join([*parts, text[done:right]]))
