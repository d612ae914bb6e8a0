"""Counts the words of a text, and knows the months and the weekdays."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# a pattern for the name of a month, whole or abbreviated
MONTH = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"


def count_words(text: str) -> int:
    """Return the number of words: of runs without white space that hold a letter or digit.

    >>> count_words("Mali's anti-jihadist fight - 3.5 years")
    5
    """
    return sum(any(map(str.isalnum, chunk)) for chunk in text.split())
