"""Finds what on a web page is not part of the article: asides, titles, links and struck words."""

import copy
import re
from collections import defaultdict

HIDDEN = frozenset(
    "script style noscript template head svg iframe object select option button".split()
)
# elements before and after which a line ends
BLOCKS = frozenset(
    "p div br li tr td th h1 h2 h3 h4 h5 h6 section article nav header footer aside ul ol table "
    "blockquote figure figcaption form main dd dt pre".split()
)
RUNNING = ("p", "li", "td", "dd", "blockquote")  # hold running text
PARTS = ("div", "section", "aside", "ul", "ol", "p", "footer", "form", "span", "h2", "h3", "h4")
LINK_HOLDERS = ("p", "div", "h2", "h3", "h4", "h5", "h6", "td", "strong", "span")
STRUCK = ("del", "s", "strike")
GONE = "gone"  # a tag of elements to be taken out
NAMED = r"(?:^|[\s_.-])(?:{})(?:$|[\s_.\d-])"  # a word in the class or id of a part
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
OPENING_MARKS = ("“", '"', "„", "«", "‘", "'")
SENTENCE_END = tuple(".!?…。！？»”\"'’)」:")
SENTENCE = re.compile(r"[.!?…。！？][\"”’»)]*(?:\s|$)")
EDGE = 5  # lines at the top that may be title, author and date
SHORT_TITLE = 8  # letters: too few to recognise it
# characters of a line that is text
LONG_LINE = 110  # however it ends,
ENDED_LINE = 25  # if it ends as a sentence does,
BROKEN_LINE = 45  # if a sentence ends within it
# characters of a paragraph that is one link
LINK_LENGTHS = range(12, 251)
MOST_BESIDE_LINK = 25
LINK_SHARE = 0.6


# before the text is found


def take_struck(root):
    """Take the struck words of a page out of it, and return them, pairs ("struck words", words).

    Where they are most of the page, a tag was left open, and they stay.
    """
    from lxml import etree

    outermost = [element for element in root.iter(*STRUCK) if not is_within(element, *STRUCK)]
    struck = [" ".join(element.text_content().split()) for element in outermost]
    if sum(map(len, struck)) > 0.5 * len(root.text_content()):
        return []
    etree.strip_elements(root, *STRUCK, with_tail=False)
    return [("struck words", words) for words in struck if words]


def is_within(element, *tags):
    return next(element.iterancestors(*tags), None) is not None


def write_out(root):
    """Write as plain words what a browser shows and trafilatura loses: the marks round <q>, a
    <time> in running text."""
    for quotation in reversed(list(root.iter("q"))):
        opening, closing = "‘’" if is_within(quotation, "q") else "“”"
        quotation.tag = "span"
        if not (quotation.text or "").lstrip().startswith(OPENING_MARKS):
            write_around(quotation, opening, closing)
    lengths = {}  # of the text around a time
    for time in list(root.iter("time")):
        holder = next(time.iterancestors(*RUNNING), None)
        if holder is None:
            continue
        if holder not in lengths:
            lengths[holder] = len(holder.text_content())
        if lengths[holder] > 3 * len(time.text_content()):  # else it dates the page
            time.tag = "span"


def write_around(element, before, after):
    """Write words at the beginning and at the end of an element."""
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


def without_asides(root):
    """Return a copy of a page without the parts whose class or id names them as comments, related
    articles, newsletters or sharing.

    Some pages give such a name to the article. Therefore parts with the same name stay if together
    they hold more than three fifths (comments) or three tenths (others) of what the page has in
    paragraphs; so does a part that holds the heading, unless it is named as comments."""
    from lxml import etree

    root = copy.deepcopy(root)
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


def trim(lines, root):
    """Return the lines of an article without those around it: its title, links to other articles,
    and what is not a sentence at the top and at the bottom."""
    titles = find_titles(root)
    links = find_links(root)
    inner = []
    for i, line in enumerate(lines):
        is_own_title = i < EDGE and is_title(line, titles)
        if not is_own_title and letters(line) not in links:
            inner.append(line)
    end = len(inner) - 1
    first = next((i for i, line in enumerate(inner[: EDGE + 1]) if is_sentence(line)), 0)
    last = next((i for i in range(end, first, -1) if is_sentence(inner[i])), end)
    if end - last > max(15, 0.4 * len(inner)):
        last = end
    return inner[first : last + 1] or lines


def letters(text):
    """Return the letters and digits of a text, in small letters, to compare it with others."""
    return re.sub(r"\W+", "", text).lower()


def find_titles(root):
    """Return the titles of a page, as `letters`."""
    titles = [element.text_content() for element in root.iter("title", "h1")]
    titles += root.xpath('//meta[@property="og:title" or @name="twitter:title"]/@content')
    return {letters(title) for title in titles if len(letters(title)) > SHORT_TITLE}


def is_title(line, titles):
    """Whether a line is the title of the page, or most of it: pages add their own name to it."""
    own = letters(line)
    if len(own) <= SHORT_TITLE:
        return False
    return any(own == title or (own in title and len(own) > 0.5 * len(title)) for title in titles)


def find_links(root):
    """Return the paragraphs of a page, as `letters`, that are one link and hardly more: they lead
    to other articles."""
    found = set()
    for element in root.iter(*LINK_HOLDERS):
        links = element.findall(".//a")
        if len(links) != 1 or is_within(element, "blockquote", "li"):
            continue
        words = " ".join(element.text_content().split())
        linked = " ".join(links[0].text_content().split())
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


# what was left out


def left_out(root, text):
    """Yield what a reader of the page sees and the text has not: pairs ("page", words), a block
    each."""
    # compared without spaces, which markup within a line may add
    inside = "".join(text.split())
    lines = {"".join(line.split()) for line in text.split("\n")}  # quicker to look up
    for block in visible_blocks(root):
        own = "".join(block.split())
        if own not in lines and own not in inside:
            yield "page", block


def visible_blocks(root):
    """Return the words that a reader of the page sees, block by block."""
    from lxml import etree

    blocks = []
    words = []
    hidden = 0  # elements around the place that are not shown
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BLOCKS:
            blocks.append(words)
            words = []
        if tag in HIDDEN:
            hidden += 1 if event == "start" else -1
        piece = element.text if event == "start" else element.tail
        if piece and not hidden:
            words.append(piece)
    texts = (" ".join("".join(words).split()) for words in [*blocks, words])
    return [text for text in texts if text]
