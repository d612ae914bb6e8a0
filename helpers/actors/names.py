"""Takes tagged tokens and gives the proper names in them: the tagger's, repaired with the gazetteer
and with each other."""

from collections import Counter
from dataclasses import dataclass, replace

from helpers.base.wordlists import (
    company_endings,
    first_names,
    name_heads,
    organisations,
    reporting_verbs,
    states,
    titles,
    word_set,
)
from helpers.network import tagged_spans
from helpers.tagging import root

LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
}
NO_ACTOR = {"event", "thing"}  # kinds of names that no actor bears
PROPER = ("NNP", "NNPS")
LONGEST = 6  # tokens in a gazetteer form
EDGE = {
    "the",
    "a",
    "an",
    "'s",
    "’s",
    "'",
    "’",
    "''",
    "``",
    '"',
    "“",
    "”",
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    "(",
    ")",
    "[",
    "]",
}
BREAKS = {
    "(",
    ")",
    "[",
    "]",
    '"',
    "''",
    "``",
    "“",
    "”",
    "«",
    "»",
    "„",
}  # no name goes on behind them
SMALL_WORDS = {
    "of",
    "for",
    "the",
    "and",
    "in",
    "on",
    "to",
    "&",
    "de",
    "la",
    "'s",
    "’s",
    "-",
}  # not in an acronym
# share of capitalised words from which a sentence is a headline, whose capitals say nothing
TITLE_CASE = 0.6


@dataclass(frozen=True)
class Name:
    """A proper name: its first token and the one behind its last, its words, and what it names."""

    first: int
    last: int
    text: str
    label: str  # person, organisation, place, demonym, or (of states) name, capital, seat
    state: str = ""  # the state that the gazetteer gives


def find_names(tokens):
    """Return the names in an article's tokens (columns as lists), in order, none overlapping."""
    labels = [LABELS.get(label[2:]) for label in tokens["entity"]]
    spans = [
        (first, last, labels[first])
        for first, last in tagged_spans(tokens["entity"])
        if labels[first]
    ]
    parts = [part for span in spans for part in part_pair(tokens, *span)]
    names = [cut_name(tokens, *extend(tokens, *span)) for span in parts]
    names = add_known(tokens, [name for name in names if name])
    names += untagged_names(tokens, names)
    names = settle_labels(defined_names(tokens, names))
    return sorted(names + untagged_repeats(tokens, names), key=lambda name: name.first)


def name_text(tokens, first, last):
    """Return the words of a name with single spaces, as the text joins them."""
    pieces = [tokens["text"][first]]
    for i in range(first + 1, last):
        pieces += [" " * (tokens["start"][i] > tokens["end"][i - 1]), tokens["text"][i]]
    return "".join(pieces)


def part_pair(tokens, first, last, label):
    """Return a span, or two where it joins a state or capital to another name: "Kyiv and
    Chisinau"."""
    for i in range(first + 1, last - 1) if name_text(tokens, first, last) not in states() else ():
        sides = [(first, i, label), (i + 1, last, label)]
        if tokens["text"][i] == "and" and all(
            name_text(tokens, *side[:2]) in states() for side in sides
        ):
            return sides
    return [(first, last, label)]


def extend(tokens, first, last, label):
    """Return a span with the last name that the tagger left off: "illustrator [Johnnie]
    Christmas"."""
    if label == "person" and last == first + 1 and last < len(tokens["text"]):
        follows = (
            tokens["sentence"][last] == tokens["sentence"][first] and tokens["tag"][last] == "NNP"
        )
        if (
            follows
            and not tokens["entity"][last]
            and tokens["text"][last] not in word_set("no name")
        ):
            return first, last + 1, label
    return first, last, label


def cut_name(tokens, first, last, label):
    """Return the Name without what does not belong to it: article, marks, possessive, titles,
    brackets, a clause.

    None if nothing of a name is left.
    """
    words = tokens["text"]
    while first < last and words[first].lower() in EDGE:
        first += 1
    while label == "person" and first < last - 1 and words[first].lower() in titles():
        first += 1
    inside = word_set("name particle") | EDGE
    for i in range(first + 1, last):
        if words[i] in BREAKS or (
            label == "person" and words[i].islower() and words[i] not in inside
        ):
            last = i
            break
    while last > first and words[last - 1].lower() in EDGE:
        last -= 1
    if (
        label == "person"
        and last > first + 2
        and words[last - 1].isupper()
        and not words[first].isupper()
    ):
        last -= len(words[last - 1]) > 3  # "Danny Okoro BANNED"
    if first == last or not any(
        word[0].isupper() or word[0].isdigit() for word in words[first:last]
    ):
        return None
    if last == first + 1 and words[first] in word_set("no name"):
        return None
    if (
        last > first + 1
        and words[last - 1].isdigit()
        and name_text(tokens, first, last - 1) in states()
    ):
        last -= 1  # a score: "Sweden 1"
    if label in ("person", "place") and any(mixes_digits(word) for word in words[first:last]):
        return None  # a product: "IE9"
    if label != "person" and last > first + 1:
        person = label == "organisation" and last - first < 5 and words[first] in first_names()
        person = person and all(word[0].isupper() for word in words[first:last])
        label = name_heads().get(words[last - 1].lower(), "person" if person else label)
        if label in NO_ACTOR and not is_speaker(tokens, first, last):
            return None
        label = "organisation" if label in NO_ACTOR else label
    return Name(first, last, name_text(tokens, first, last), label)


def is_speaker(tokens, first, last):
    """Whether a name is the subject of a verb of saying: "Vanity Fair reported"."""
    top = root(tokens, first, last)
    return (
        tokens["dep"][top] == "nsubj"
        and tokens["lemma"][tokens["head"][top]].lower() in reporting_verbs()
    )


def mixes_digits(word):
    return word[0].isalpha() and any(map(str.isdigit, word))


def untagged_names(tokens, names):
    """Return runs of capitalised words that the tagger left out and whose last word says what they
    name ("Deseret News")."""
    taken = {i for name in names if name for i in range(name.first, name.last)}
    headlines = title_case_sentences(tokens)
    found = []
    i = 0
    while i < len(tokens["text"]):
        last = i
        while (
            last < len(tokens["text"])
            and last not in taken
            and capitalised(tokens, last)
            and (tokens["sentence"][last] == tokens["sentence"][i])
        ):
            last += 1
        kind = name_heads().get(tokens["text"][last - 1].lower()) if last > i + 1 else None
        if kind and kind not in NO_ACTOR and tokens["sentence"][i] not in headlines:
            found.append(Name(i, last, name_text(tokens, i, last), kind))
        i = max(last, i + 1)
    return found


def defined_names(tokens, names):
    """Return the names with those that brackets define: "Green River Council (GRC)", as far left as
    the letters say.

    Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
    biomedical text."""
    by_end = {name.last: name for name in names if name.label in ("organisation", "place")}
    found = []
    for i in range(1, len(tokens["text"]) - 2):
        short = tokens["text"][i + 1]
        if (
            tokens["text"][i : i + 3 : 2] != ["(", ")"]
            or not short[0].isupper()
            or not 1 < len(short) < 11
        ):
            continue
        first = long_form(tokens, i, short)
        if first is not None:
            joined = [name.first for name in names if name.first < first < name.last]
            found.append(
                Name(
                    min([first, *joined]),
                    i,
                    name_text(tokens, min([first, *joined]), i),
                    "organisation",
                )
            )
        elif i in by_end and may_be_defined(by_end[i], short):
            found.append(replace(by_end[i], label="organisation"))
        if found and found[-1].last == i:
            found.append(Name(i + 1, i + 2, short, "organisation"))
    covered = {i for name in found for i in range(name.first, name.last)}
    return [name for name in names if not covered & set(range(name.first, name.last))] + found


def may_be_defined(name, short):
    """Whether a bracket behind a name gives its short form though the letters differ: "Emergency
    Centre (COER)"."""
    if short in states() or short in organisations():
        return name.label == "organisation"
    return name.label == "organisation" or (
        is_head(name.text.split()[-1]) and short.isupper() and len(short) > 2
    )


def long_form(tokens, end, short):
    """Return the first token of the words before `end` whose initials a short form is, small words
    skipped; else None."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if not short.isupper() or len(letters) < 3:
        return None
    for i in range(end - 1, max(-1, end - 3 * len(letters)), -1):
        word = tokens["text"][i]
        if tokens["sentence"][i] != tokens["sentence"][end]:
            return None
        if word[0].lower() == letters[-1] and (word[0].isupper() or word not in SMALL_WORDS):
            letters.pop()
            if not letters:
                return i if word[0].isupper() else None
        elif word not in SMALL_WORDS:
            return None
    return None


def capitalised(tokens, i):
    return (
        tokens["tag"][i] in PROPER
        and tokens["text"][i][0].isupper()
        and tokens["text"][i] not in word_set("no name")
    )


def title_case_sentences(tokens):
    """Return the numbers of the sentences most of whose words are capitalised."""
    counts = {}
    for sentence, word in zip(tokens["sentence"], tokens["text"], strict=True):
        if word[0].isalpha():
            capital, total = counts.get(sentence, (0, 0))
            counts[sentence] = capital + word[0].isupper(), total + 1
    return {
        sentence for sentence, (capital, total) in counts.items() if capital > TITLE_CASE * total
    }


def known_name(tokens, first):
    """Return the longest name of the gazetteer that starts at a token, or None."""
    if not tokens["text"][first][0].isupper():
        return None
    for last in range(min(first + LONGEST, len(tokens["text"])), first, -1):
        if tokens["sentence"][last - 1] != tokens["sentence"][first]:
            continue
        text = name_text(tokens, first, last)
        spoken = (
            text.title() if text.isupper() and len(text) > 3 else text
        )  # a headline's or dateline's capitals
        for form in (text, spoken):
            if form in states():
                state, label = states()[form]
                return Name(first, last, form, label, state)
            if form in organisations():
                return Name(first, last, form, "organisation")
    return None


def add_known(tokens, names):
    """Return the names with the gazetteer's put in: they win over a tagged name of the same or a
    shorter extent."""
    owner = {i: name for name in names for i in range(name.first, name.last)}
    taken = []
    i = 0
    while i < len(tokens["text"]):
        known = known_name(tokens, i)
        if known and allowed(tokens, known, owner):
            taken.append(known)
            i = known.last
        else:
            i += 1
    covered = {i for name in taken for i in range(name.first, name.last)}
    return taken + [name for name in names if not covered & set(range(name.first, name.last))]


def allowed(tokens, known, owner):
    """Whether a gazetteer form is what its text says: not a part of a longer name, and no common
    word."""
    over = {owner[i] for i in range(known.first, known.last) if i in owner}
    if any(name.first < known.first or name.last > known.last for name in over):
        return known.label == "demonym" and all(name.label in ("place", "demonym") for name in over)
    if over:
        return True
    before = known.first - 1
    after = known.last
    inside = tokens["sentence"][known.first]
    joined = any(
        0 <= i < len(tokens["text"])
        and tokens["sentence"][i] == inside
        and tokens["tag"][i] in PROPER
        and tokens["text"][i][0].isupper()
        and i not in owner
        and tokens["text"][i].lower() not in titles()
        and tokens["text"][i] not in word_set("no name")
        for i in (before, after)
    )
    if known.text.isupper() and len(known.text) > 2:
        return not joined  # WHO is a pronoun to the tagger
    return tokens["tag"][known.first] in (*PROPER, "JJ", "NN", "NNS") and (
        known.label == "demonym" or not joined
    )


def settle_labels(names):
    """Return the names with one label per form: the commonest in the article, unless other names of
    it say otherwise.

    A known last name is a person's; so is a name of two or three words that ends in one which no
    other full name ends in. The first word of a company's name is the company's."""
    counts = {}
    for name in names:
        counts.setdefault(name.text, Counter())[name.label] += 1
    labels = {text: counted.most_common(1)[0][0] for text, counted in counts.items()}
    people = [text for text, label in labels.items() if label == "person"]
    last_words = {text.split()[-1] for text in people}
    full_last_words = {text.split()[-1] for text in people if " " in text}
    bodies = [text.split() for text, label in labels.items() if label == "organisation"]
    companies = {
        words[0] for words in bodies if len(words) > 1 and words[-1].lower() in company_endings()
    }
    for text, label in labels.items():
        words = text.split()
        alone = words[-1] in last_words - full_last_words and text not in organisations()
        if text in companies - full_last_words and text not in first_names() and label == "person":
            labels[text] = "organisation"
        elif text in last_words or (label == "organisation" and alone and may_be_full_name(words)):
            labels[text] = "person"
    return [name if name.state else replace(name, label=labels[name.text]) for name in names]


def may_be_full_name(words):
    return 1 < len(words) < 4 and "&" not in words and not is_head(words[-1])


def is_head(word):
    return word.lower() in name_heads()


def untagged_repeats(tokens, names):
    """Return the names that stand in the article again where the tagger saw none: same words, same
    case."""
    taken = {i for name in names for i in range(name.first, name.last)}
    known = {}
    for name in names:
        if name.label in ("person", "organisation", "place") and name.text not in word_set(
            "no name"
        ):
            known[name.text] = (name.last - name.first, name.label)
            last = name.text.split()[-1]
            if name.label == "person" and " " in name.text and len(last) > 2:
                known.setdefault(last, (1, "person"))
            middle = (
                name.text.split()[-2] if name.label == "person" and name.text.count(" ") > 1 else ""
            )
            if (
                len(middle) > 2
                and middle not in word_set("no name")
                and middle not in first_names()
            ):
                known.setdefault(middle, (1, "person"))  # the first of two last names
            initials = [word[0] for word in name.text.split() if word[0].isupper()]
            if name.label == "organisation" and len(initials) > 2:
                known.setdefault("".join(initials), (1, "organisation"))
                known.setdefault(".".join([*initials, ""]), (1, "organisation"))  # "F.T.C."
    lengths = sorted({length for length, _ in known.values()}, reverse=True)
    common = {word for word in tokens["text"] if word.islower()}
    found = []
    i = 0
    while i < len(tokens["text"]):
        name = None
        for length in lengths if tokens["text"][i][0].isupper() else ():
            last = i + length
            if last > len(tokens["text"]) or taken & set(range(i, last)):
                continue
            text = name_text(tokens, i, last)
            if known.get(text, (0, ""))[0] == length and (
                tokens["tag"][last - 1] in PROPER or text.lower() not in common
            ):
                name = Name(i, last, text, known[text][1])
                break
        if name and not (
            last < len(tokens["text"]) and tokens["tag"][last] in PROPER and last not in taken
        ):
            found.append(name)
            i = last
        else:
            i += 1
    return found
