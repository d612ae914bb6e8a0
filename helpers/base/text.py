"""Counts the words of a text."""


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between white space and holds a letter or
    digit.

    >>> count_words("Mali's anti-jihadist fight - 3.5 years")
    5
    """
    return sum(any(map(str.isalnum, chunk)) for chunk in text.split())
