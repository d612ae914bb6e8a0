"""Writes the dates of articles as year-month-day, where what is written says which is which.

Whether 06/05/2024 is a day in May or in June is decided for all dates of a table together: one that
can only be read one way decides for the others."""

import re
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from helpers.base.wording import number_of

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\S.*)?)?)?")
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
YEAR_LAST = re.compile(r"(?:[^\W\d]+\.?,? )?(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z?)")
EPOCH = re.compile(r"(\d{10}|\d{13}|\d{16})(?:\.\d+)?")  # seconds, thousandths, millionths
TIME = re.compile(
    r"\b(\d{1,2})[:h.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?"
    r"(?: ?(?:(Z|UTC|GMT)\b|(?:UTC|GMT)?([+-]\d{2}):?(\d{2})\b))?",
    re.I,
)
# what stands between a date and a time, and behind a time
BESIDE_TIME = re.compile(
    r"^(?:[^\w/]*+(?:(?i:uhr|heures|uur|horas?|hrs?)|[A-Z]{2,5})\b)?[^\w/]+"
    r"|[^\w/.]+(?:(?:at|um|om|à|a las|às)[^\w/]*+)?$",
)
CENTURY = 70  # a year of two digits from here on belongs to the last century, as in POSIX
LANGUAGES = ["en", "de", "fr", "es", "nl", "it", "pt"]
LONGEST = 80  # characters of a date
LISTED = 3
MOST_UNREAD = 200  # after so many that are no dates, words are not taken for dates any more
WRITE = "write them as year-month-day (2024-05-31)"


def settle_dates(values: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the dates of one table as year-month-day, and the doubts: those that can be read two
    ways, and those that are none, stay as they are written.

    >>> settle_dates(["06/05/2024", "13/05/2024"])[0]
    ['2024-05-06', '2024-05-13']
    """
    day_first = find_order(dict.fromkeys(values))
    settled = {"": ""}
    two_ways: list[str] = []
    unread: list[str] = []
    for value in values:
        if value in settled:
            continue
        settled[value] = write_date(value, day_first, worded=len(unread) < MOST_UNREAD)
        if not settled[value]:
            is_numeric = YEAR_LAST.fullmatch(without_time(value[:LONGEST])[0])
            (two_ways if is_numeric else unread).append(value)
    doubts = []
    if two_ways:
        named = ", ".join(two_ways[:LISTED])
        reason = f"{number_of(len(two_ways), 'date')} can be read two ways ({named})"
        doubts.append((f"{reason}: left as written", WRITE))
    if unread:
        named = ", ".join(unread[:LISTED])
        reason = f"{number_of(len(unread), 'date')} could not be read ({named})"
        doubts.append((f"{reason}: left as written", WRITE))
    return [settled.get(value) or value for value in values], doubts


def iso_date(value: str) -> str:
    """Return one date as year-month-day, as it is written if it can be read two ways or is none.

    >>> iso_date("March 3, 2023"), iso_date("13/05/2024"), iso_date("06/05/2024")
    ('2023-03-03', '2024-05-13', '06/05/2024')
    """
    return write_date(value, find_order([value])) or value


def find_order(values):
    """Return whether the day stands before the month in dates such as 06/05/2024: True, False, or
    None where nothing, or both, is said. With points it does (06.05.2024)."""
    found = set()
    for value in values:
        match = YEAR_LAST.fullmatch(without_time(value[:LONGEST])[0])
        if match and int(match[1]) > 12 >= int(match[3]):
            found.add(True)
        elif match and int(match[3]) > 12 >= int(match[1]):
            found.add(False)
        elif match and match[2] == ".":
            found.add(True)
    return found.pop() if len(found) == 1 else None


def write_date(value, day_first, *, worded=True):
    """Return a date as year-month-day with its time, "" if it cannot be read or not in one way
    only; one that is written so already stays as it is. Dates with names of months are read if
    they may be `worded`."""
    if len(value) > LONGEST:
        return ""
    value = " ".join(value.split()).strip("/ ")
    match = ISO.fullmatch(value)
    if match:
        return value if is_day(match[1], match[2] or 1, match[3] or 1) else ""
    if EPOCH.fullmatch(value):
        digits = value.partition(".")[0]
        moment = datetime.fromtimestamp(int(digits) / 10 ** (len(digits) - 10), UTC)
        return moment.replace(microsecond=0).isoformat()
    match = COMPACT.fullmatch(value)
    if match:
        return join(as_day(*match.group(1, 2, 3)), as_time(*match.group(4, 5, 6), zone=match[7]))
    words, time = without_time(value)
    day = write_day(words, day_first)
    if not day and worded and not YEAR_LAST.fullmatch(words):
        day = read_words(words)
    return join(day, time)


def write_day(words, day_first):
    """Return a date in numbers as year-month-day, "" if it cannot be read or not in one way
    only."""
    match = YEAR_FIRST.fullmatch(words)
    if match:
        return as_day(*match.group(1, 3, 4))
    match = YEAR_LAST.fullmatch(words)
    if not match:
        return ""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 1900 if year >= CENTURY else 2000
    if first > 12 or (day_first and second <= 12):
        return as_day(year, second, first)
    if second > 12 or first == second or day_first is False:
        return as_day(year, first, second)
    return ""


def without_time(value):
    """Return the date in a value, and its time as in ISO 8601, "" if it has none.

    >>> without_time("6. Mai 2024 um 10:33 Uhr")
    ('6. Mai 2024', 'T10:33:00')
    """
    match = next((one for one in TIME.finditer(value) if is_time(value, one)), None)
    if not match:
        return value.strip(), ""
    hour, minute, second, half, utc, offset, minutes = match.groups()
    zone = "Z" if utc else f"{offset}:{minutes}" if offset else ""
    if half:
        hour = int(hour) % 12 + (12 if half.lower() == "p" else 0)
    before = BESIDE_TIME.sub("", value[: match.start()] + " ").strip()
    after = BESIDE_TIME.sub("", value[match.end() :] + " ").strip()
    return f"{before} {after}".strip(), as_time(hour, minute, second, zone=zone)


def is_time(value, match):
    """Whether two numbers are hour and minute, and not the day and month of a date with points."""
    is_dated = "." in match[0][:3] and re.match(r"\.?\d", value[match.end() :])
    return not is_dated and (":" in match[0] or "h" in match[0].lower() or bool(match[4]))


@cache
def date_parser():
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year"]}
    return DateDataParser(languages=LANGUAGES, settings=settings)


@lru_cache(maxsize=10_000)
def read_words(words):
    """Return a date that names its month as year-month-day, or year-month; "" if it is none."""
    if not re.search(r"[^\W\d]", words) or not re.search(r"\d{4}|\d\W+[^\W\d]+\W+\d\d", words):
        return ""
    try:
        found = date_parser().get_date_data(words)
    except Exception:  # the library raises anything at what is no date
        return ""
    if not found.date_obj or found.date_obj.year < 1000 or found.period not in ("day", "month"):
        return ""
    return found.date_obj.date().isoformat()[: 10 if found.period == "day" else 7]


def is_day(year, month, day):
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def as_day(year, month, day):
    if not is_day(year, month, day):
        return ""
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def as_time(hour, minute, second=None, *, zone=""):
    """Return a time as in ISO 8601, "" if it is none."""
    if hour is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    zone = "+00:00" if zone.upper() == "Z" else zone
    return f"T{int(hour):02}:{int(minute):02}:{int(second or 0):02}{zone}"


def join(day, time):
    """Return a date with its time; a month has none."""
    return day + time if len(day) > len("2024-05") else day
