"""Tells text boxes that repeat the text, as pull quotes do, from those that are text."""

import re

WORD = re.compile(r"\w+")
IN_A_ROW = 4  # words that show that a text has the words of a box
REPEATED = 0.6  # of a box's rows of words, in the text: the box repeats it
PULL_QUOTE = "pull quote"


def rows_of_words(text):
    """Return the rows of a few words that stand in a text, whatever its marks and capitals."""
    words = [word.casefold() for word in WORD.findall(text)]
    return set(zip(*(words[n:] for n in range(IN_A_ROW)), strict=False))


def repeats(box, rows):
    """Whether a box repeats the text in which these rows of words stand.

    >>> rows = rows_of_words("“Nobody asked the men,” said Berit Moe.")
    >>> repeats("NOBODY asked the men!", rows), repeats("The men", rows)
    (True, False)
    """
    own = rows_of_words(box)
    return bool(own) and len(own & rows) >= REPEATED * len(own)
