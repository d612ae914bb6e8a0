"""Takes the text of an export from a press archive (Nexis, Factiva, ProQuest), gives its articles
as drafts.

What the archive wrote around an article (cover page, labels, codes, copyright) is left out and
listed; how many articles it says there are, and how many words each has, is checked."""

from dataclasses import replace

from helpers.base.wording import number_of
from helpers.reading.archives.factiva import FACTIVA_END, FACTIVA_WORDS, is_tagged, split_factiva
from helpers.reading.archives.nexis import CLASSIC, UNI_COUNT, UNI_END, split_classic, split_uni
from helpers.reading.archives.proquest import (
    FULL_TEXT,
    RULE,
    is_modern,
    split_modern,
    split_proquest,
)
from helpers.reading.archives.records import LENGTH

TOLERANCE = 0.15  # how far a body may be from the length that its export states
FEW = 10  # words that nobody misses: archives count titles and captions or not


def split_export(text):
    """Return the drafts in an export and the doubts about the whole of it, or None if the text is
    no export."""
    for name, known, split in (
        (
            "Nexis Uni",
            UNI_END.search(text) and (LENGTH.search(text) or UNI_COUNT.search(text)),
            split_uni,
        ),
        ("Nexis", CLASSIC.search(text), split_classic),
        (
            "Factiva",
            (FACTIVA_END.search(text) and FACTIVA_WORDS.search(text)) or is_tagged(text),
            split_factiva,
        ),
        ("ProQuest", len(RULE.findall(text)) > 1 and FULL_TEXT.search(text), split_proquest),
        ("ProQuest", is_modern(text), split_modern),
    ):
        if known:
            drafts, stated, without = split(text)
            if drafts:
                return [check_length(draft) for draft in drafts], check_count(
                    name, len(drafts), stated, without
                )
    return None


def check_count(name, found, stated, without):
    doubts = []
    if without:
        reason = f"{number_of(without, 'document')} of it without a full text, left out"
        doubts.append((reason, "take their texts from the archive"))
    if stated and stated != found + without:
        doubts.append(
            (
                f"this {name} export says that it holds {stated:,} articles, and {found + without:,} were found",
                "export it again, or look which are missing",
            )
        )
    return doubts


def check_length(draft):
    """Return a draft with a doubt if its body is much longer or shorter than the export says."""
    words = len(draft.text.split())
    if draft.stated and abs(words - draft.stated) > max(TOLERANCE * draft.stated, FEW):
        doubt = (
            f"it has {words:,} words, and its export says {draft.stated:,}",
            "look whether a part of it is missing",
        )
        return replace(draft, doubts=(*draft.doubts, doubt))
    return draft
