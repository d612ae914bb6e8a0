"""Splits the text of an article into paragraphs, and finds of what kind each is."""

import itertools
import re

from helpers.base.text import MONTH, count_words
from helpers.reading import find_language, is_foreign

DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(  # a line with the date, the time or the author alone
    r"^(?:(?i:published|updated|posted|last (?:updated|modified))\b.{0,60}"
    rf"|(?:[A-Z][a-z]+day,? )?(?:{MONTH} {DAY}|{DAY} {MONTH}),? \d{{4}}\b.{{0,30}}"
    r"|(?i:by) (?:[A-Z][\w.'’-]+ ?){2,4}(?:(?:,|and|&|\|) ?(?:[\w.'’-]+ ?){1,5}){0,3})$"
)
TITLE_WORDS = 25  # a first line longer than this is no title
HEADING_WORDS = 12
# share of a first paragraph's longer words that come again in the second, if it is a standfirst
RESTATED = 0.6
LINE_WORDS = 45  # a boilerplate line longer than this is a paragraph of the article

SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
CAPTION = re.compile(
    r"^(?:(?:file )?(?:photo|image|picture)s?\b[^.]{0,40}:|file\s*[-–—]|photograph:)"
    r"|\b(?:image|photo|picture|credit|photograph)s?\s*:\s*[^.]+\.?$"
    r"|\((?:ap photo|photo by|photo:|image:|reuters/|afp/|getty)[^)]*\)\.?$|/getty images\.?$",
    re.I,
)
BOILERPLATE = re.compile(
    r"^\W*(?:"
    r"for more (?!than)\S+|follow us\b|find us on\b|like us on\b|read more\b|read also\b"
    r"|also read\b|see also\b|related( articles?)?:|more on this story|sign up\b|subscribe\b"
    r"|(?:click|tap) here\b|watch (?:the|our|more|live|now)\b|listen to (?:the|our)\b"
    r"|join (?:our|the conversation)\b|download (?:the|our)\b|share this\b|advertisement\b"
    r"|(?:with |additional |further )?reporting (?:by|from)\b"
    r"|(?:editing|writing|compiled|produced|translation|edited) by\b"
    r"|(?:this|the) (?:article|story|report|post|piece) (?:was|is|has been|first"
    r"|originally)\b.*\b(?:published|updated|corrected|amended|produced|translated|part of)\b"
    r"|copyright\b|©|\(c\) \d|all rights reserved\b|have (?:a|you got a) (?:news )?tip\b"
    r"|(?:contact|e-?mail) (?:us|the (?:author|reporter|writer))\b|the views expressed\b"
    r"|do you have a story\b"
    r"|get (?:the latest|our|more)\b.*\b(?:newsletter|inbox|app|headlines)\b|stay up to date\b"
    r"|our standards:"
    r")",
    re.I,
)


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


def paragraph_kinds(text, paragraphs):
    """Return the kind of each paragraph: title, standfirst, heading, body, caption, boilerplate or
    foreign."""
    texts = [text[start:end] for start, end in paragraphs]
    language = find_language(text)
    kinds = ["foreign" if is_foreign(line, language) else line_kind(line) for line in texts]
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    if len(body) > 1 and (is_line(texts[body[0]], TITLE_WORDS) or is_question(texts[body[0]])):
        kinds[body.pop(0)] = "title"
    if len(body) > 2 and is_restated(texts[body[0]], texts[body[1]]):
        kinds[body.pop(0)] = "standfirst"
    for i, after in itertools.pairwise(body):
        may_head = is_line(texts[i], HEADING_WORDS) and opens_heading(texts[i])
        if may_head and count_words(texts[after]) > HEADING_WORDS:
            kinds[i] = "heading"
    return kinds


def line_kind(line: str) -> str:
    """Return what a paragraph is by itself: body, caption or boilerplate.

    >>> line_kind("Photo: Ann Lee/AP"), line_kind("Sign up for our newsletter")
    ('caption', 'boilerplate')
    """
    if count_words(line) <= LINE_WORDS:
        if BOILERPLATE.search(line) or DATE.match(line):
            return "boilerplate"
        if CAPTION.search(line):
            return "caption"
    return "body"


def is_line(line, most):
    """Return whether a paragraph is a line without end: short, and closed by no mark."""
    return count_words(line) <= most and not SENTENCE_END.search(line)


def opens_heading(line):
    return line[0].isupper() or line[0].isdigit() or line[0] in "“‘\"'"


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
