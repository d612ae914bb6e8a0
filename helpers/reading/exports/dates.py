"""Finds dates as press archives write them, in the languages of their interfaces."""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache

from helpers.base.wordlists import month_numbers

# of a line, in which a date is looked for
MOST_CHARACTERS = 300
DAY = r"(?P<day>\d{1,2})(?:\.|º|er|st|nd|rd|th)?"
MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
FORMS = tuple(
    re.compile(rf"(?<![\w-]){form}", re.I)
    for form in (
        rf"{MONTH}\s+{DAY},?\s*{YEAR}",  # July 3, 2019
        rf"{DAY}\s+(?:de\s+)?{MONTH},?\s+(?:del?\s+)?{YEAR}",  # 3 de julio de 2019
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{MONTH},?\s+(?:de\s+)?(?P<day>){YEAR}",  # July 2019
    )
)
WEEKDAY = re.compile(r"\s*(?:[^\W\d_]{5,12},?\s+){0,2}")  # what stands before a date in its line


def find_date(line):
    """Return the first date in a line and its place, (date, start); ("", -1) if there is none.

    The date is written YYYY-MM-DD, or as it stands there if it has no day.

    >>> find_date("Montag, 6. Mai 2024"), find_date("July 2019")
    (('2024-05-06', 8), ('July 2019', 0))
    """
    line = line[:MOST_CHARACTERS]
    for form in FORMS:
        for match in form.finditer(line):
            number = month_number(match["month"])
            if not number:
                continue
            if not match["day"]:
                return match[0], match.start()
            try:
                day = date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
            return day.isoformat(), match.start()
    return "", -1


def date_in(line):
    """Return the date in a line as YYYY-MM-DD, or as it is written if it has no day.

    >>> date_in("July 3, 2019 Wednesday"), date_in("3 de julio de 2019"), date_in("July 2019")
    ('2019-07-03', '2019-07-03', 'July 2019')
    """
    return find_date(line)[0]


def is_dated(line):
    """Whether a line gives a date: it begins with one, a weekday may stand before it.

    >>> is_dated("lundi 3 juin 2024"), is_dated("The town that slept on 3 June 2024")
    (True, False)
    """
    _, start = find_date(line)
    before = WEEKDAY.match(line)
    return start >= 0 and before is not None and before.end() >= start


@lru_cache(maxsize=1000)
def month_number(name):
    """Return the number of a month from its number, its name or how that begins, 0 if it is none.

    >>> month_number("août"), month_number("06"), month_number("Sept"), month_number("Market")
    (8, 6, 9, 0)
    """
    if name.isdigit():
        return int(name)
    letters = without_accents(name)
    found = {number for month, number in months().items() if month.startswith(letters)}
    return found.pop() if len(found) == 1 else 0


@cache
def months():
    """Return the names of the months without accents → their numbers."""
    return {without_accents(name): number for name, number in month_numbers().items()}


def without_accents(name):
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(filter(str.isalpha, letters))
