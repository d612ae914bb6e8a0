"""Splits the text of an article into paragraphs, and finds of what kind each is."""

import itertools
import re
from bisect import bisect_right

from helpers.base.text import count_words
from helpers.reading import find_language, is_foreign
from helpers.tagging.lines import LINE_WORDS, is_call, is_credit, is_offer, line_kind
from helpers.tagging.wordings import LINKS, NOTE, OF_CORRECTIONS, SIGNATURE

TITLE_WORDS = 25  # a first line longer than this is no title
HEADING_WORDS = 12
# share of a first paragraph's longer words that come again in the second, if it is a standfirst
RESTATED = 0.6
FEWEST_WORDS = 6  # of a standfirst
PULLED_WORDS = range(5, 41)  # of a pull quote
SHINGLE = 5  # words by which a pull quote is found in the text
MOST_ALIKE = 8  # pull quotes that begin with the same words
CREDIT_WORDS = 6  # of who says a pull quote
TITLE_LINES = 10  # in which the title of the metadata is looked for

SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
NUMBERED = re.compile(r"(?:no\. ?|#)?\d{1,3}(?:[.):]\s*(?=\D)| ?[–—-] ?| (?=[A-Z]))\S|#\d", re.I)
MARKS = "“‘\"'„«"
WORD = re.compile(r"\w+")


def split_paragraphs(text):
    """Return (start, end) of each paragraph: a line that holds more than white space, trimmed of
    it.

    >>> split_paragraphs("Title\\n\\n Body. ")
    [(0, 5), (8, 13)]
    """
    paragraphs = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        inner = line[0].strip()
        if inner:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            paragraphs.append((start, start + len(inner)))
    return paragraphs


def paragraph_kinds(text, paragraphs, regions, *, title="", marked=()):
    """Return the kind of each paragraph: title, standfirst, heading, body, caption, boilerplate or
    foreign.

    `regions` are (start, end) of what stands inside quotation marks; `title` is that of the
    metadata; `marked` are the kinds that the file itself states, pairs of kind and words."""
    texts = [text[start:end] for start, end in paragraphs]
    language = find_language(text)
    kinds = ["foreign" if is_foreign(line, language) else line_kind(line) for line in texts]
    if kinds and is_call(texts[0]):
        kinds[0] = "body"  # headlines are commands, too
    stated = mark(texts, kinds, title, marked)
    mark_links(texts, kinds, stated)
    mark_pulled(text, paragraphs, regions, kinds, stated)
    mark_credits(texts, kinds, stated)
    unmark_notes(texts, kinds)
    body = [i for i, kind in enumerate(kinds) if kind == "body" and i not in stated]
    has_title = "title" in kinds
    if len(body) > 1 and not has_title and may_be_title(texts[body[0]]):
        kinds[body.pop(0)] = "title"
    if len(body) > 2 and "standfirst" not in kinds:
        may_stand_first = body[0] == 0 or count_words(texts[body[0]]) >= FEWEST_WORDS
        if may_stand_first and is_restated(texts[body[0]], texts[body[1]]):
            kinds[body.pop(0)] = "standfirst"
    mark_headings(texts, kinds, body)
    return kinds


def mark(texts, kinds, title, marked):
    """Put down the title that is known, and the kinds that the file states; return the numbers of
    these paragraphs."""
    known = {letters(words): kind for kind, words in reversed([*marked]) if letters(words)}
    stated = set()
    for i, words in enumerate(texts):
        kind = known.get(letters(words))
        is_weak = kind in ("heading", "body")  # what an outlet says of itself may be marked so
        if kind and kinds[i] != "foreign" and (kinds[i] == "body" or not is_weak):
            kinds[i] = kind
            stated.add(i)
    titles = [i for i, kind in enumerate(kinds) if kind == "title"]
    own = letters(title)
    titles = titles or [i for i, words in enumerate(texts[:TITLE_LINES]) if letters(words) == own]
    if not titles or len(texts) == 1:
        return stated
    kinds[titles[0]] = "title"
    for i in range(titles[0]):  # the name of the outlet, of a section
        if kinds[i] == "body" and is_line(texts[i], HEADING_WORDS):
            kinds[i] = "boilerplate"
    return stated | {titles[0]}


def mark_links(texts, kinds, stated):
    """Call lines without end boilerplate that stand below "Recommended stories" and the like."""
    below = False
    for i, line in enumerate(texts):
        if kinds[i] == "boilerplate":
            below = bool(LINKS.match(line))
        elif below and kinds[i] == "body" and i not in stated and may_be_title(line):
            kinds[i] = "boilerplate"
        else:
            below = False


def mark_pulled(text, paragraphs, regions, kinds, stated):
    """Call pull quotes boilerplate: paragraphs whose every word stands in a longer one, too, and
    inside quotation marks in one of them; and the name below."""
    words = [WORD.findall(text[start:end].lower()) for start, end in paragraphs]
    found = {}  # first words → numbers of the paragraphs that begin with them
    for i, kind in enumerate(kinds):
        if kind == "body" and i not in stated and i > 0 and len(words[i]) in PULLED_WORDS:
            alike = found.setdefault(tuple(words[i][:SHINGLE]), [])
            if len(alike) < MOST_ALIKE:
                alike.append(i)
    if not found:
        return
    pulled = set()
    for i, (start, end) in enumerate(paragraphs):
        if kinds[i] == "body":
            places = [match.start() + start for match in WORD.finditer(text[start:end])]
            for place, other in find_within(words, i, found):
                if text[paragraphs[other][0]] in MARKS or is_inside(places[place], regions):
                    pulled.add(other)
    for i in pulled:
        kinds[i] = "boilerplate"
        after = i + 1
        if after < len(kinds) and kinds[after] == "body" and after not in stated:
            line = text[slice(*paragraphs[after])]
            if is_line(line, CREDIT_WORDS) and is_name(line):
                kinds[after] = "boilerplate"


def find_within(words, i, found):
    """Yield the numbers of the paragraphs whose words stand in paragraph `i`, which has more, and
    at which of its words each begins: place, number."""
    own = words[i]
    for place in range(len(own) - SHINGLE + 1):
        for other in found.get(tuple(own[place : place + SHINGLE]), ()):
            size = len(words[other])
            if size < len(own) and own[place : place + size] == words[other]:
                yield place, other


def is_inside(place, regions):
    """Return whether a character stands inside quotation marks."""
    i = bisect_right(regions, place, key=lambda region: region[0]) - 1
    return i >= 0 and place < regions[i][1]


def mark_credits(texts, kinds, stated):
    """Call what names the authors, at the end of an article or below its byline, boilerplate, and
    what is offered to readers at the end."""
    body = [i for i, kind in enumerate(kinds) if kind == "body" and i not in stated]
    while len(body) > 1 and 0 < body[0] < TITLE_LINES and kinds[body[0] - 1] == "boilerplate":
        if not is_credit(texts[body[0]], ()):
            break
        kinds[body.pop(0)] = "boilerplate"
    told = set()
    for i in body[:-1]:
        told.update(WORD.findall(texts[i]))
    while len(body) > 1 and (is_credit(texts[body[-1]], told) or is_offer(texts[body[-1]])):
        kinds[body.pop()] = "boilerplate"


def unmark_notes(texts, kinds):
    """Call what looks like the outlet's note on a correction body, if it stands between paragraphs
    of an article that is about corrections: its own note stands at an edge."""
    body = [i for i, kind in enumerate(kinds) if kind == "body" and i > 0]
    if not any(OF_CORRECTIONS.search(texts[i]) for i in body):
        return
    for i in range(body[0], body[-1]):
        if kinds[i] == "boilerplate" and NOTE.search(texts[i]):
            kinds[i] = "body"


def mark_headings(texts, kinds, body):
    """Call short lines without end and numbered ones, before a longer paragraph, headings."""
    numbered = sum(bool(NUMBERED.match(texts[i])) for i in body) > 1
    for i, after in itertools.pairwise(body):
        if count_words(texts[after]) <= HEADING_WORDS or count_words(texts[i]) > HEADING_WORDS:
            continue
        if SIGNATURE.match(texts[i + 1]):  # then this is a post
            continue
        is_number = numbered and bool(NUMBERED.match(texts[i]))
        if is_number or (is_line(texts[i], HEADING_WORDS) and opens_heading(texts[i])):
            kinds[i] = "heading"


def letters(words):
    """Return the letters and digits of some words, in small letters, to compare them."""
    return "".join(WORD.findall(words.lower()))


def may_be_title(line):
    return is_line(line, TITLE_WORDS) or is_question(line)


def is_name(line):
    return all(word[0].isupper() for word in WORD.findall(line)[:2])


def is_line(line, most):
    """Return whether a paragraph is a line without end: short, and closed by no mark."""
    return count_words(line) <= most and not SENTENCE_END.search(line)


def opens_heading(line):
    return line[0].isupper() or line[0].isdigit() or line[0] in MARKS


def is_question(line):
    """Return whether a first line is a short question or exclamation, as titles are: "Who pays for
    the war?"."""
    return count_words(line) <= HEADING_WORDS and line[-1] in "?!" and line[0] not in "\"'“‘"


def is_restated(first, second):
    """Return whether the second paragraph tells the first again: then this is a standfirst, and the
    second the lead."""
    words = set(re.findall(r"\w{5,}", first.lower()))
    again = words.intersection(re.findall(r"\w{5,}", second.lower()))
    return count_words(first) <= LINE_WORDS and len(again) >= RESTATED * max(1, len(words))
