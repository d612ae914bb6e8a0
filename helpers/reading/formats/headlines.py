"""Finds the headline of a page and the standfirst below it, as they are printed."""

import re

from helpers.reading.formats.markup import NAMED, is_within, names_of
from helpers.reading.formats.seen import letters, visible_blocks, words_of

SHORT_TITLE = 8  # letters: too few to recognise it
LONGEST_TITLE = 300  # characters
STANDFIRST = re.compile(
    NAMED.format(
        r"(?:[\w-]+[-_])*(?:standfirst|stand-first|sub-?title|sub-?head(?:line|ing)?|sub-?deck|dek|deck"
        r"|teaser-?text|article-?(?:summary|intro|lead-?in)|alternativeHeadline|strapline|kicker-text)s?"
        r"(?:[-_]\w+)*"
    ),
    re.I,
)
STANDFIRST_LENGTH = range(25, 600)  # characters
HEADLINES = re.compile(
    NAMED.format(r"(?:[\w-]+[-_])*(?:headline|entry-title|article-title|post-title|story-title)"),
    re.I,
)


def find_titles(root):
    """Return the titles that a page gives itself, as `letters`: in its head and its metadata."""
    titles = [element.text_content() for element in root.iter("title")]
    titles += root.xpath('//meta[@property="og:title" or @name="twitter:title"]/@content')
    return {letters(title) for title in titles if len(letters(title)) > SHORT_TITLE}


def find_unprinted(root, text):
    """Yield the titles that a page gives itself and the text has not: pairs ("title", words)."""
    inside = letters(text)
    titles = [words_of(element) for element in root.xpath("//head/title")]
    titles += root.xpath('//meta[@property="og:title"]/@content')
    for title in dict.fromkeys(" ".join(title.split()) for title in titles):
        if letters(title) not in inside:
            yield "title", title


def is_title(line, titles):
    """Whether a line is the title of the page, or most of it: pages add their own name to it."""
    own = letters(line)
    if len(own) <= SHORT_TITLE:
        return False
    return any(own == title or (own in title and len(own) > 0.5 * len(title)) for title in titles)


def find_headline(root, titles):
    """Return the headline that a page prints, "" if none is found.

    It is the first main heading that is the title of the page; else any words that are, set apart;
    else the main heading of the article, unless it is the name of the outlet."""
    headings = [element for element in root.iter("h1") if words_of(element)]
    named = [
        element
        for element in root.iter("h2", "h3", "div", "p", "span")
        if HEADLINES.search(names_of(element)) and len(words_of(element)) <= LONGEST_TITLE
    ]
    for element in (*headings, *named):
        if is_title(words_of(element), titles):
            return words_of(element)
    for element in root.iter("h2"):
        if is_title(words_of(element), titles):
            return words_of(element)
    inside = [element for element in headings if is_within(element, "article", "main")]
    if inside:
        return words_of(inside[0])
    for _, words in visible_blocks(root):
        if len(words) <= LONGEST_TITLE and is_title(words, titles):
            return words
    outlets = {letters(name) for name in root.xpath('//meta[@property="og:site_name"]/@content')}
    others = [words_of(element) for element in headings if element.find(".//a") is None]
    return next((words for words in others if letters(words) not in outlets), "")


def find_standfirst(root, headline, first_line):
    """Return the paragraphs that a page marks as standfirst, which stand below the headline and
    above the first line of the text."""
    blocks = [letters(words) for _, words in visible_blocks(root)]
    top = find_place(letters(headline), blocks)
    bottom = find_place(letters(first_line), blocks, top + 1)
    above = set(blocks[top + 1 : bottom + 1])
    for element in root.iter("p", "div", "h2", "h3", "span", "section"):
        if (
            not STANDFIRST.search(names_of(element))
            or len(words_of(element)) not in STANDFIRST_LENGTH
        ):
            continue
        links = {words_of(link) for link in element.iter("a")}
        words = [text for _, text in visible_blocks(element) if text not in links]
        if words and above.issuperset(map(letters, words)):
            return words
    return []


def find_place(own, blocks, start=0):
    """Return the number of the first block from `start` on that has these letters, the last if none
    has."""
    return next((i for i in range(start, len(blocks)) if own in blocks[i]), len(blocks) - 1)
