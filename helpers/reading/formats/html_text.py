"""Takes the marks of HTML out of a text that a service or a table gives with them."""

import html
import re

from helpers.reading.cleaning import REMEDY
from helpers.reading.drafts import Unreadable
from helpers.reading.fields import ENTITY
from helpers.reading.formats.markup import is_within, write_out
from helpers.reading.formats.seen import BLOCKS, HIDDEN, words_of
from helpers.reading.formats.web import parse

TAG = re.compile(r"</(?:p|div|li|ul|h[1-6]|a|b|i|em|strong|span|figure|blockquote)>|<br ?/?>", re.I)


def has_markup(text):
    """Whether a text holds marks of HTML.

    >>> has_markup("<p>One.</p>"), has_markup("One &amp; two."), has_markup("1 < 2 & 3 > 2")
    (True, True, False)
    """
    return ("<" in text and bool(TAG.search(text))) or ("&" in text and bool(ENTITY.search(text)))


def without_markup(text):
    """Return a text without marks of HTML, its paragraphs parted by empty lines; the pieces of it
    that a browser does not show, pairs of what each is and its words; and the doubts.

    >>> without_markup("<p>One &amp; two.</p><p>Three.</p>")[0]
    'One & two.\\n\\nThree.'
    """
    doubt = ("its HTML marks were taken out", REMEDY)
    if not TAG.search(text):
        return ENTITY.sub(lambda match: html.unescape(match[0]), text), [], [doubt]
    try:
        root = parse(text)
    except Unreadable as fault:
        reason = f"it holds HTML marks that could not be taken out ({fault.reason})"
        return text, [], [(reason, "take the marks out of it")]
    hidden = [element for element in root.iter(*HIDDEN) if not is_within(element, *HIDDEN)]
    pieces = [("script or form", words) for element in hidden if (words := words_of(element))]
    write_out(root)
    return "\n\n".join(paragraphs_of(root)), pieces, [doubt]


def paragraphs_of(root):
    """Return the paragraphs of a parsed text: what stands between the beginnings and ends of its
    blocks; a <br> ends a line."""
    from lxml import etree

    paragraphs = [[]]
    hidden = 0  # elements around the place that are not shown
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in HIDDEN:
            hidden += 1 if event == "start" else -1
        if element.tag in BLOCKS:
            paragraphs.append([])
        if element.tag == "br" and event == "start":
            paragraphs[-1].append("\n")
        words = element.text if event == "start" else element.tail
        if words and not hidden:
            paragraphs[-1].append(re.sub(r"\s+", " ", words))
    joined = ("".join(parts) for parts in paragraphs)
    lines = (
        "\n".join(" ".join(line.split(" ")).strip() for line in one.split("\n")) for one in joined
    )
    return [line.strip() for line in lines if line.strip()]
