"""Turns records (the rows of a table, the objects of JSON) into drafts: one for each that has a
text.

A lead that the text lacks goes before it. Whatever else a record holds is listed as left out, under
the name of its column or field."""

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from helpers.base.wording import listing
from helpers.reading.cleaning import clean
from helpers.reading.dates import settle_dates
from helpers.reading.drafts import Draft, Unreadable, add_dropped
from helpers.reading.fields import field_name, find_roles, pick_fields
from helpers.reading.formats.columns import (
    find_other,
    lists_addresses,
    most_names,
    no_text,
    told_choice,
    told_unread,
)
from helpers.reading.formats.html_text import has_markup, without_markup
from helpers.reading.formats.values import (
    CUT,
    first_words,
    id_of,
    part_of,
    text_of,
    words_of,
    words_only,
)

LISTED = 8  # records in a message
NO_TEXT = "no text"
OWN_NAME = "text"  # of the suite's own form {"id": …, "text": …}, whose offsets others may have


class Record(NamedTuple):
    """The names of a record's fields, their values, and where it stands: its number in messages."""

    number: int | str
    names: tuple
    values: Sequence


def records_to_drafts(records, faults, *, exact=False):
    """Return the drafts of Records, faults with those added that have no text (number, fault, and
    the words of the record), and the doubts about them all.

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
            words = " ".join(words for _, words in left_out(record, ()))
            faults.append((record.number, draft, words))
    if records and not drafts and all(fault == NO_TEXT for _, fault, _ in faults):
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
        text, used, more = with_leads(text, record.values, roles.leads, used)
        pieces += more
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


def with_leads(text, values, places, used):
    """Return a text with the leads that it lacks before it, the places of what is in it, and the
    pieces of these leads that a browser does not show."""
    if not places:
        return text, used, []
    known = words_only(text)
    before = []
    pieces = []
    for place in places:
        lead = text_of(values[place]).strip()
        if not lead or place in used:
            continue
        unseen = []
        if has_markup(lead):
            lead, unseen, _ = without_markup(lead)
        if words_only(CUT.sub("", lead)) not in known:
            used = {*used, place}
            before.append(lead.strip())
            pieces += unseen
    return "\n\n".join([*before, text]), used, pieces


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


# what holds for all records of a file


def with_dates(drafts):
    """Return drafts with their dates as year-month-day, and the doubts about these."""
    dates, doubts = settle_dates([draft.metadata.get("published", "") for draft in drafts])
    settled = []
    for draft, date in zip(drafts, dates, strict=True):
        if date != draft.metadata.get("published", ""):
            draft = replace(draft, metadata={**draft.metadata, "published": date})
        settled.append(draft)
    return settled, doubts


def with_faults(drafts, faults, doubts, unit, remedy):
    """Return drafts, of which the first has the words of the records that hold no article as left
    out, and doubts, of which one names these. Raises Unreadable if no record holds one."""
    if faults:
        reason = describe_faults(faults, unit)
        if not drafts:
            raise Unreadable(reason, remedy)
        doubts = [*doubts, (reason, remedy)]
        pieces = [(f"{unit} without an article", words) for *_, words in faults if words.strip()]
        drafts = add_dropped(drafts, pieces)
    if not drafts:
        raise Unreadable("there is no article in it", remedy)
    return drafts, doubts


def describe_faults(faults, unit):
    """Return which records hold no article, and why.

    >>> describe_faults([(3, "empty", "")], "row")
    'row 3 (empty) is no article'
    >>> describe_faults([(3, "empty", ""), (5, "no text", "A")], "line")
    'lines 3 (empty) and 5 (no text) are no articles'
    """
    named = listing((f"{number} ({fault})" for number, fault, _ in faults), most=LISTED)
    return (
        f"{unit} {named} is no article" if len(faults) == 1 else f"{unit}s {named} are no articles"
    )
