"""Turns records (the rows of a table, the objects of JSON) into drafts: one for each that has a
text.

A lead that the text lacks goes before it. Whatever else a record holds is listed as left out, under
the name of its column or field."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from helpers.reading.cleaning import clean
from helpers.reading.dates import settle_dates
from helpers.reading.drafts import Draft, Unreadable
from helpers.reading.fields import FIELDS, field_name, field_of, find_roles, pick_fields
from helpers.reading.formats.markup import has_markup, without_markup

LISTED = 8  # records in a message
LISTED_COLUMNS = 12
SAMPLE = 100  # records by which columns are judged
# words of a column without a known name that is read as the text, and of an abstract that is;
# newspapers' abstracts have 20 or 30
FULL = 40
LONG = 15  # words of a column that is told if it was not read
SENTENCE = re.compile(r"\w[.!?…][\"”’»)]*(?:\s|\Z)")
CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(\.\.\.\))\s*\Z")  # the end of a lead
FETCH = (
    "get the articles' texts first, save the pages as .html or their text in a column named text"
)
NO_TEXT = "no text"
OWN_NAME = "text"  # of the suite's own form {"id": …, "text": …}, whose offsets others may have
OF_ARTICLES = ("title", "published")  # fields of articles and not of their paragraphs
ADDRESS = re.compile(r"https?://")
NAME_TEXT = "name the column with the articles' words text"
IF_PART = "put it into the text if it belongs to it; dropped_table lists it"


class Record(NamedTuple):
    """The names of a record's fields, their values, and where it stands: its number in messages."""

    number: int | str
    names: tuple
    values: Sequence


def records_to_drafts(records, faults, *, exact=False):
    """Return the drafts of Records, faults with those added that have no text (pairs of number and
    fault), and the doubts about them all.

    `exact` texts are taken as they are, unless a lead is put before them or HTML marks are taken
    out. Raises Unreadable if no record has a text."""
    other = find_other(records)
    faults = list(faults)
    drafts = []
    for record in records:
        draft = record_to_draft(record, other, exact=exact)
        if isinstance(draft, Draft):
            drafts.append(draft)
        else:
            faults.append((record.number, draft))
    if records and not drafts and all(fault == NO_TEXT for _, fault in faults):
        names = most_names(records)
        if lists_addresses(names) or not exact:
            raise no_text(names)
    doubts = [*told_choice(other), *told_unread(drafts)]
    drafts, told_dates = with_dates(drafts)
    return drafts, sorted(faults, key=itemgetter(0)), [*doubts, *told_dates]


def record_to_draft(record, other, *, exact):
    """Return the draft of a record, or what is wrong with it; the column `other` is read as the
    text where none has a name of texts."""
    roles = find_roles(record.names)
    texts = roles.texts
    if other in record.names:
        texts = (*texts, record.names.index(other))
    place, text = first_words(record.values, texts)
    if not text:
        place, text = first_words(record.values, roles.leads)
    if text:
        return make_draft(record, roles, place, text, exact=exact)
    if not any(isinstance(record.values[place], str) for place in texts):
        return NO_TEXT
    return "empty text" if exact else "empty"


def make_draft(record, roles, place, text, *, exact):
    """Return the draft of a record of which the text stands at a place."""
    series = series_of(record.names, place)
    used = set(series)
    if len(series) > 1:
        text = "\n\n".join(filter(None, (text_of(record.values[one]).strip() for one in series)))
    doubts = []
    pieces = []
    if not (exact and field_name(record.names[place]) == OWN_NAME):
        if has_markup(text):
            text, pieces, doubts = without_markup(text)
        text, used = with_leads(text, record.values, roles.leads, used)
    if place in roles.leads:
        reason = f"it has only its lead ({record.names[place]}), and no more of its text"
        doubts.append((reason, "get its full text, or leave it out"))
    exact = exact and len(used) == 1 and not pieces and text == record.values[place]
    if not exact:
        text, changes = clean(text)
        doubts += changes
    return Draft(
        text,
        id=id_of(record.values[roles.ids[0]]) if roles.ids else "",
        metadata=pick_fields(roles, record.values),
        dropped=(*left_out(record, used), *pieces),
        doubts=tuple(doubts),
        exact=exact,
    )


def series_of(names, place):
    """Return the places of the columns of which one at a place is the first: text_1, text_2 …

    >>> series_of(("text_1", "text_2", "title_1"), 0), series_of(("text", "body"), 0)
    ([0, 1], [0])
    """
    if not re.search(r"\d", names[place]):
        return [place]
    stem = re.sub(r"\d+", "", names[place])
    return [i for i, name in enumerate(names) if re.sub(r"\d+", "", name) == stem]


def first_words(values, places):
    """Return the first of some places that has words, and these; (None, "") if none has."""
    for place in places:
        words = text_of(values[place])
        if words.strip():
            return place, words
    return None, ""


def text_of(value):
    """Return the text in a value: a string, or the paragraphs in a list; "" if it is none.

    >>> text_of(["One.", {"type": "p", "text": "Two."}]), text_of([{"title": "A", "text": "One."}])
    ('One.\\n\\nTwo.', '')
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = [part_of(item)[0] for item in value]
    if None in parts:
        return ""
    return "\n\n".join(filter(None, map(str.strip, parts)))


def part_of(item):
    """Return the text of an item in a list of paragraphs, None if it is an article or no words, and
    what else it holds."""
    if isinstance(item, str):
        return item, {}
    if not isinstance(item, dict):
        return None, {}
    roles = find_roles(tuple(item))
    if not roles.fields.keys().isdisjoint(OF_ARTICLES):
        return None, {}
    place = next((i for i in roles.texts if isinstance(list(item.values())[i], str)), None)
    others = {key: value for i, (key, value) in enumerate(item.items()) if i != place}
    return "" if place is None else list(item.values())[place], others


def with_leads(text, values, places, used):
    """Return a text with the leads that it lacks before it, and the places of what is in it."""
    if not places:
        return text, used
    known = words_only(text)
    before = []
    for place in places:
        lead = text_of(values[place]).strip()
        if not lead or place in used:
            continue
        if has_markup(lead):
            lead = without_markup(lead)[0].strip()
        used = {*used, place}
        if words_only(CUT.sub("", lead)) not in known:
            before.append(lead)
    return "\n\n".join([*before, text]), used


def words_only(text):
    """Return the words of a text as they are compared, without case and marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def left_out(record, used):
    """Yield what a record holds beside its text, pairs of the name of a field and its words."""
    for place, (name, value) in enumerate(zip(record.names, record.values, strict=True)):
        if place in used and isinstance(value, list):
            value = [others for _, others in map(part_of, value) if others]
        elif place in used:
            continue
        words = words_of(value).strip()
        if words:
            yield name or f"column {place + 1}", words


def words_of(value):
    """Return a value in full, as words."""
    if isinstance(value, str):
        return value
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(map(words_of, filter(None, value)))
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "hundreds of lists within one another"


def id_of(value):
    """Return an id, "" if it is neither a string nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


# what holds for all records of a file


def find_other(records):
    """Return the name of the column to be read as the text, "" if there are texts, or none: of the
    columns without a known name the one with the longest words, else a summary."""
    for record in records:
        roles = find_roles(record.names)
        if first_words(record.values, roles.texts)[1]:
            return ""
    others, summaries, leads = column_lengths(records[:SAMPLE])
    choice = others or ({} if leads else summaries)
    return max(choice, key=choice.__getitem__, default="")


def column_lengths(records):
    """Return the usual lengths in words of the long columns that have no known name, of those that
    hold summaries, and of those that hold leads, by name."""
    words = [defaultdict(list) for _ in range(3)]
    for record in records:
        roles = find_roles(record.names)
        known = {*roles.ids, *(place for places in roles.fields.values() for place in places)}
        for place, (name, value) in enumerate(zip(record.names, record.values, strict=True)):
            length = len(text_of(value).split()) if place not in known else 0
            if length:
                kind = 2 if place in roles.leads else 1 if place in roles.summaries else 0
                words[kind][name].append(length)
    lengths = [{name: median(found) for name, found in kind.items()} for kind in words]
    others, summaries = (
        {n: size for n, size in kind.items() if size >= FULL} for kind in lengths[:2]
    )
    return others, summaries, lengths[2]


def told_choice(other):
    """Return the doubt, if there is one, about a column that was read as the text."""
    if not other:
        return []
    if field_of(other)[0] == "summary":
        reason = f"what it calls {other} was read as the text, because nothing else is one"
        return [(reason, "look whether it is the whole article")]
    reason = f"{other} was read as the text, because it holds the longest words"
    return [(reason, "look whether it is; else name the right one text")]


def told_unread(drafts):
    """Return the doubt, if there is one, about columns of text that are in no article's text."""
    counts = defaultdict(list)  # name → for each article whether it holds a text
    for draft in drafts[:SAMPLE]:
        known = words_only(draft.text)
        for name, words in draft.dropped:
            counts[name].append(is_unread(name, words, known))
    unread = [name for name, found in counts.items() if 2 * sum(found) >= len(found)]
    if not unread:
        return []
    more = f" and {len(unread) - LISTED} more" if len(unread) > LISTED else ""
    return [(f"the text in {', '.join(unread[:LISTED])}{more} was not read", IF_PART)]


def is_unread(name, words, known):
    """Whether what was left out under a name is text that an article lacks."""
    field = field_of(name)[0]
    if field in FIELDS:
        return False
    is_text = len(words.split()) >= LONG and SENTENCE.search(words)
    return bool(is_text or field == "lead") and words_only(CUT.sub("", words)) not in known


def with_dates(drafts):
    """Return drafts with their dates as year-month-day, and the doubts about these."""
    dates, doubts = settle_dates([draft.metadata.get("published", "") for draft in drafts])
    settled = []
    for draft, date in zip(drafts, dates, strict=True):
        if date != draft.metadata.get("published", ""):
            draft = replace(draft, metadata={**draft.metadata, "published": date})
        settled.append(draft)
    return settled, doubts


def with_pieces(drafts, pieces):
    """Return drafts of which the first has what stands around them all as left out, pairs of what
    it is and its words."""
    if not pieces:
        return drafts
    first, *others = drafts
    return [replace(first, dropped=(*first.dropped, *pieces)), *others]


def with_faults(drafts, faults, doubts, unit, remedy):
    """Return drafts and doubts, of which one names the records that hold no article. Raises
    Unreadable if no record holds one."""
    if faults:
        reason = describe_faults(faults, unit)
        if not drafts:
            raise Unreadable(reason, remedy)
        doubts = [*doubts, (reason, remedy)]
    if not drafts:
        raise Unreadable("there is no article in it", remedy)
    return drafts, doubts


def describe_faults(faults, unit):
    """Return which records hold no article, and why.

    >>> describe_faults([(3, "empty")], "row")
    'row 3 (empty) is no article'
    >>> describe_faults([(3, "empty"), (5, "no text")], "line")
    'lines 3 (empty), 5 (no text) are no articles'
    """
    named = ", ".join(f"{number} ({fault})" for number, fault in faults[:LISTED])
    if len(faults) == 1:
        return f"{unit} {named} is no article"
    more = f" and {len(faults) - LISTED:,} more" if len(faults) > LISTED else ""
    return f"{unit}s {named}{more} are no articles"


def no_text(names):
    """Return the error of a file in which no column holds texts."""
    listed = f"columns {list_names(names)}"
    if lists_addresses(names):
        return Unreadable(f"it lists addresses and holds no text ({listed})", FETCH)
    if find_roles(tuple(names)).summaries:
        return Unreadable(f"it holds abstracts and no texts ({listed})", FETCH)
    return Unreadable(f"no column holds the articles ({listed})", NAME_TEXT)


def lists_addresses(names):
    """Whether a table lists addresses: a column is named so, or there are no names but data."""
    return "url" in find_roles(tuple(names)).fields or any(map(ADDRESS.match, map(str, names)))


def most_names(records):
    """Return the names of the record that has most."""
    return max((record.names for record in records), key=len, default=())


def list_names(names):
    return ", ".join(map(str, names[:LISTED_COLUMNS]))
