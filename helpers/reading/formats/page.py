"""Finds what on a web page is not part of the article: asides, other titles and links."""

import copy
import re
from collections import defaultdict

from helpers.reading.formats.headlines import is_title
from helpers.reading.formats.markup import GONE, NAMED, is_within, take_beside, take_contents
from helpers.reading.formats.seen import letters, words_of

PARTS = ("div", "section", "aside", "ul", "ol", "p", "footer", "form", "span", "h2", "h3", "h4")
LINK_HOLDERS = ("p", "div", "h2", "h3", "h4", "h5", "h6", "td", "strong", "span")
COMMENTS = re.compile(
    NAMED.format("comments?|comentarios?|commentaires?|kommentare?|disqus|livefyre"), re.I
)
ASIDES = re.compile(
    NAMED.format(
        r"related|recirc\w*|newsletters?|most-?popular|trending|more-?stories|see-?also|read-?next"
        "|share|sharing|social|sponsored|outbrain|taboola|promo"
    ),
    re.I,
)
COMMENTS_SHARE = 0.6  # of the characters in paragraphs: what holds more is the article itself
ASIDES_SHARE = 0.3
SENTENCE_END = tuple(".!?…。！？»”\"'’)」:")
SENTENCE = re.compile(r"[.!?…。！？][\"”’»)]*(?:\s|$)")
EDGE = 7  # lines at the top that may be title, author and date
# characters of a line that is text
LONG_LINE = 110  # however it ends,
ENDED_LINE = 25  # if it ends as a sentence does,
BROKEN_LINE = 45  # if a sentence ends within it
# characters of a paragraph that is one link
LINK_LENGTHS = range(12, 251)
MOST_BESIDE_LINK = 25
LINK_SHARE = 0.6


# before the text is found


def without_asides(root):
    """Return a copy of a page without its lists of contents, cells beside the article, and the
    parts whose class or id names them as comments, related articles, newsletters or sharing.

    Some pages give such a name to the article. Therefore parts with the same name stay if together
    they hold more than three fifths (comments) or three tenths (others) of what the page has in
    paragraphs; so does a part that holds the heading, unless it is named as comments."""
    from lxml import etree

    root = copy.deepcopy(root)
    take_contents(root)
    take_beside(root)
    lengths, headings = measure_paragraphs(root)
    by_name = defaultdict(list)
    for element in root.iter(*PARTS):
        by_name[f"{element.get('class', '')} {element.get('id', '')}"].append(element)
    for name, elements in by_name.items():
        is_comments = bool(COMMENTS.search(name))
        if not is_comments and not ASIDES.search(name):
            continue
        share = COMMENTS_SHARE if is_comments else ASIDES_SHARE
        if sum(lengths[element] for element in elements) > share * lengths[root]:
            continue
        for element in elements:
            is_kept = element in headings and not is_comments
            if element.getparent() is not None and not is_kept:
                element.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    return root


def measure_paragraphs(root):
    """Return for every element how many characters are in its paragraphs, and the set of elements
    that hold a main heading."""
    lengths = {}
    headings = set()
    for element in reversed(list(root.iter())):
        own = len(" ".join(element.itertext()).strip()) if element.tag == "p" else 0
        lengths[element] = max(own, sum(lengths[child] for child in element))
        if element.tag == "h1" or any(child in headings for child in element):
            headings.add(element)
    return lengths, headings


# in the text that was found


def trim(lines, titles, links, kept):
    """Return the lines of an article without those around it: its titles, links to other articles,
    and what is not a sentence at the top and at the bottom.

    `kept` are lines, as `letters`, that stay wherever they are: captions, posts, headings."""
    inner = []
    for i, line in enumerate(lines):
        own = letters(line)
        is_own_title = i < EDGE and is_title(line, titles)
        if own in kept or not (is_own_title or own in links):
            inner.append(line)
    end = len(inner) - 1
    tells = [is_sentence(line) or letters(line) in kept for line in inner]
    first = next((i for i, line in enumerate(inner[: EDGE + 1]) if is_sentence(line)), 0)
    last = next((i for i in range(end, first, -1) if tells[i]), end)
    if end - last > max(15, 0.4 * len(inner)):
        last = end
    top = [line for line, stays in zip(inner[:first], tells, strict=False) if stays]
    return [*top, *inner[first : last + 1]] or lines


def find_links(root):
    """Return the paragraphs of a page, as `letters`, that are one link and hardly more: they lead
    to other articles."""
    found = set()
    for element in root.iter(*LINK_HOLDERS):
        links = element.findall(".//a")
        if len(links) != 1 or is_within(element, "blockquote", "li"):
            continue
        words = words_of(element)
        linked = words_of(links[0])
        is_mostly_link = len(words) - len(linked) <= MOST_BESIDE_LINK and len(
            linked
        ) >= LINK_SHARE * len(words)
        if len(words) in LINK_LENGTHS and is_mostly_link:
            found.add(letters(words))
    return found


def is_sentence(line):
    """Whether a line is text: it is long, or closed as a sentence is."""
    line = line.strip("| \t")
    if len(line) >= LONG_LINE:
        return True
    if len(line) > ENDED_LINE and line.endswith(SENTENCE_END):
        return True
    return len(line) > BROKEN_LINE and bool(SENTENCE.search(line))
