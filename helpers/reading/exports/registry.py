"""Splits the export of any press archive into the drafts of its articles, and checks that it is
whole.

What the archive writes around an article (cover page, labels, codes, copyright) is left out of the
text and listed; the numbers of articles and of words that it states are compared with what was
found."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from helpers.base.wording import number_of
from helpers.reading.drafts import Draft
from helpers.reading.exports import factiva, lexisnexis, nexis_uni, proquest
from helpers.reading.exports.labels import (
    Form,
    ends_as_sentence,
    field_of,
    is_like_label,
    read_label,
)
from helpers.reading.exports.records import Export

TOLERANCE = 0.15  # the share by which a text may differ from the length that is stated
LISTED = 3  # labels in a message
FEW_WORDS = 10  # archives count titles and captions, or do not


class Archive(NamedTuple):
    """A format in which a press archive exports articles."""

    name: str  # in messages
    is_export: Callable[[str], bool]
    split: Callable[[str], Export]
    form: Form | None = None  # of its labels


ARCHIVES = (
    Archive("Nexis Uni", nexis_uni.is_export, nexis_uni.split, nexis_uni.FORM),
    Archive("Nexis", lexisnexis.is_export, lexisnexis.split, lexisnexis.CAPITALS),
    Archive("Factiva", factiva.is_export, factiva.split),
    Archive("ProQuest", proquest.is_export, proquest.split, proquest.FORM),
    Archive("ProQuest", proquest.is_recent_export, proquest.split_recent, proquest.FORM),
)


def split_export(text: str) -> tuple[list[Draft], list[tuple[str, str]]] | None:
    """Return the drafts in an export and the doubts about the whole of it, pairs of reason and
    remedy; None if the text is not an export."""
    for archive in ARCHIVES:
        if archive.is_export(text):
            export = archive.split(text)
            if export.drafts:
                drafts = [
                    check_labels(check_length(draft), archive.form) for draft in export.drafts
                ]
                return drafts, check_count(archive.name, export)
    return None


def check_count(name, export):
    """Return the doubts about an export in which articles lack their text, or are missing."""
    doubts = []
    if export.textless:
        reason = f"{number_of(export.textless, 'document')} of it without a full text, left out"
        doubts.append((reason, "take their texts from the archive"))
    count = len(export.drafts) + export.textless
    if export.stated and export.stated != count:
        holds = f"this {name} export says that it holds {export.stated:,} articles"
        remedy = "export it again, or look which are missing"
        doubts.append((f"{holds}, and {count:,} were found", remedy))
    return doubts


def check_length(draft):
    """Return a draft with a doubt added if its text is much longer or shorter than is stated."""
    words = len(draft.text.split())
    if not draft.stated or abs(words - draft.stated) <= max(TOLERANCE * draft.stated, FEW_WORDS):
        return draft
    reason = f"it has {words:,} words, and its export says {draft.stated:,}"
    doubt = (reason, "look whether a part of it is missing")
    return replace(draft, doubts=(*draft.doubts, doubt))


def check_labels(draft, form):
    """Return a draft with a doubt added if a line of its text looks like a label of its archive:
    one that is known, or the first or last line by its form."""
    if form is None:
        return draft
    lines = draft.text.split("\n\n")
    edges = [line for line in (lines[0], lines[-1]) if not ends_as_sentence(line)]
    odd = [line for line in lines if field_of(line, form)]
    odd = odd or [line for line in edges if is_like_label(line, form)]
    if not odd:
        return draft
    names = ", ".join(dict.fromkeys(f"“{read_label(line).written}:”" for line in odd[:LISTED]))
    reason = f"{number_of(len(odd), 'line')} of it may be the archive's own and not text ({names})"
    doubt = (reason, "look at it in notebook 1")
    return replace(draft, doubts=(*draft.doubts, doubt))
