"""Tells what a reader of a web page sees, and what of it is not in a text."""

import re
from collections import Counter

# elements before and after which a line ends
BLOCKS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 h5 h6 section article nav header footer aside ul ol table "
    "blockquote figure figcaption form main dd dt pre hr center option button caption address "
    "details summary dl legend".split()
)
BEHIND = 4  # blocks behind an article in which a notice of a paywall stands
# elements that a browser does not show
HIDDEN = frozenset("script style noscript template head svg iframe object".split())
PARTS = {
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "beside the article",
    "form": "form",
    "button": "button",
    "select": "form",
    "figure": "beside a picture",
}


def words_of(element):
    """Return the words in an element, with single spaces."""
    return " ".join(element.text_content().split())


def letters(text):
    """Return the letters and digits of a text, in small letters, to compare it with others."""
    return re.sub(r"\W+", "", text).lower()


def squeeze(text):
    """Return the printed characters of a text, to compare it with others: markup within a line may
    add spaces, and invisible characters may have been taken out."""
    return "".join(filter(str.isprintable, "".join(text.split())))


def visible_blocks(root):
    """Return what a reader of the page sees, block by block: pairs of the part of the page in which
    it stands ("page" if none is named), and words."""
    texts = [(part, join_pieces(pieces)) for part, pieces in blocks_in_pieces(root)]
    return [(part, text) for part, text in texts if text]


def join_pieces(pieces):
    return " ".join("".join(pieces).split())


def blocks_in_pieces(root):
    """Return what a reader of the page sees, as visible_blocks does, the words of a block as a list
    of what markup sets apart."""
    from lxml import etree

    blocks = []
    words = []
    parts = ["page"]
    hidden = 0  # elements around the place that are not shown
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BLOCKS:
            blocks.append((parts[-1], words))
            words = []
        if tag in PARTS:
            if event == "start":
                parts.append(PARTS[tag])
            else:
                parts.pop()
        if tag in HIDDEN:
            hidden += 1 if event == "start" else -1
        if event == "end" and element is root:
            break
        piece = element.text if event == "start" else element.tail
        if piece and not hidden:
            words.append(piece)
    return [*blocks, (parts[-1], words)]


def left_out(root, text):
    """Yield what a reader of the page sees and the text has not: pairs of the part of the page and
    words, a block each, as often as it is seen more than it is in the text.

    A block is in the text as a line, within a line, or in pieces; what was found once is not found
    again."""
    lines = Counter(map(squeeze, text.split("\n")))
    blocks = []
    for part, pieces in blocks_in_pieces(root):
        own = squeeze("".join(pieces))
        if lines[own] > 0:
            lines[own] -= 1
        elif own:
            blocks.append((part, pieces, own))
    rest = "\n".join(lines.elements())
    found = set()
    for i in sorted(range(len(blocks)), key=lambda i: -len(blocks[i][2])):
        own = blocks[i][2]
        if own in rest:
            rest = rest.replace(own, "\n", 1)
            found.add(i)
    for i, (part, pieces, _) in enumerate(blocks):
        if i in found:
            continue
        others = []
        for piece in pieces:
            own = squeeze(piece)
            if own and own in rest:
                rest = rest.replace(own, "\n", 1)
            else:
                others.append(piece)
        words = join_pieces(others)
        if words:
            yield part, words


def blocks_behind(root, text):
    """Return the first blocks that a reader of the page sees behind the article's text."""
    lines = {"".join(line.split()) for line in text.split("\n")}
    blocks = [words for _, words in visible_blocks(root)]
    places = [i for i, block in enumerate(blocks) if "".join(block.split()) in lines]
    return blocks[places[-1] + 1 :][:BEHIND] if places else []
