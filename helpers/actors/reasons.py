"""Says in plain words why a mention was joined to its actor."""

import re

from helpers.network import FLAG

LONGEST = 40  # characters of the mention that is cited
# what a reader compares, the most telling first → how it is told
SEEN = {
    "is speaker": "speaks the quotation, as {}",
    "beside it": "stands beside {}",
    "same words": "same words as {}",
    "acronym": "acronym of {}",
    "same state": "same state as {}",
    "same last word": "same noun as {}",
}


def reason_of(i, link, spotted, pairs):
    """Return why mention `i`, which no name tells, has its actor, from its Link."""
    mention = spotted[i]
    if mention.form == "title" and link.antecedent > i:
        return f"title of {cite(spotted[link.antecedent])}"
    if link.antecedent < 0:
        return "first mention"
    earlier = cite(spotted[link.antecedent])
    place = pairs.candidate[i].tolist().index(link.antecedent)
    flags = pairs.flags[i, place]
    told = next((words for flag, words in SEEN.items() if flags[FLAG[flag]]), "refers back to {}")
    return told.format(earlier)


def cite(mention):
    text = re.sub(r"\s+", " ", mention.text)
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[:LONGEST]}…”"
