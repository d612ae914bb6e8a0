"""Counts the words of a text."""


def count_words(text: str) -> int:
    """Return the number of words: of runs without white space that hold a letter or digit.

    >>> count_words("Mali's anti-jihadist fight - 3.5 years")
    5
    """
    return sum(any(map(str.isalnum, chunk)) for chunk in text.split())
