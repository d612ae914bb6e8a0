"""Takes the bytes of a saved web page, gives the article in it as a draft, and lists what of the
page was left out."""

import codecs
import copy
import re
from collections import defaultdict

from helpers.reading.formats.doubts import MOST_CHARACTERS
from helpers.reading.formats.drafts import Draft, Unreadable, ask_limit
from helpers.reading.formats.encodings import MARKS, decode

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.I)
NO_CHARSETS = {
    "idna",
    "punycode",
    "raw-unicode-escape",
    "undefined",
    "unicode-escape",
    "utf-7",
}  # which Python has, no page
WESTERN = {"iso8859-1", "ascii"}  # what pages in cp1252 call themselves
HIDDEN = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "iframe",
    "object",
    "select",
    "option",
    "button",
}
BREAKS = {
    "p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "nav", "header",
    "footer", "aside", "ul", "ol", "table", "blockquote", "figure", "figcaption", "form", "main", "dd", "dt", "pre",
}  # fmt: skip
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|enable javascript|value your privacy|are you a robot|verify you are human|"
    r"subscribe to (?:read|continue)|access denied",
    re.I,
)
SENTENCE_END = tuple(".!?…。！？»”\"'’)」:")
SENTENCE = re.compile(r"[.!?…。！？][\"”’»)]*(?:\s|$)")
NAMED = r"(?:^|[\s_.-])(?:{})(?:$|[\s_.\d-])"  # a word of the class or id of a part
COMMENTS = re.compile(
    NAMED.format("comments?|comentarios?|commentaires?|kommentare?|disqus|livefyre"), re.I
)
ASIDES = re.compile(
    NAMED.format(
        "related|recirc\\w*|newsletters?|most-?popular|trending|more-?stories|see-?also|read-?next|"
        "share|sharing|social|sponsored|outbrain|taboola|promo"
    ),
    re.I,
)
STRUCK = ("del", "s", "strike")
OPENING = ("“", '"', "„", "«", "‘", "'")
RUNNING = ("p", "li", "td", "dd", "blockquote")  # what holds running text
PARTS = {"div", "section", "aside", "ul", "ol", "p", "footer", "form", "span", "h2", "h3", "h4"}
FEW_WORDS = 30  # an article has more
EDGE = 5  # lines at the top that may be title, author and date
SAVE = "open the page until the article shows, then save it; or copy its text into a .txt file"
# bytes and elements of a page; those of news have a tenth
LARGEST = 5_000_000
MOST_ELEMENTS = 20_000
MOST_TAGS = 200_000  # signs "<" in it, which scripts have too
MOST_DEPTH = 500  # elements within one another; pages of news have 40
MOST_INLINE = 3_000  # elements within one paragraph, which take n² steps; a long one has 100
# of one element, which take n² steps; most have three, and a script read as one some hundreds
MOST_ATTRIBUTES = 1_000
TAG = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<([a-z][^\s/>]*+)", re.I | re.S)
ATTRIBUTE = re.compile(r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?")
SCRIPTS = {  # elements in which nothing is a tag but their own end
    name: re.compile(rf"</{name}\b", re.I)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
GONE = "gone"  # a tag for what is to be taken out
DATES = {"extensive_search": False, "original_date": True}


def read_page(content):
    """Return the draft of the article in a page, with title, outlet, author, date and address, and
    the doubts.

    Struck words are taken out, and parts whose class or id names them as comments, related articles
    or sharing; the text is found by trafilatura (Barbaresi 2021: A Web Scraping Library and
    Command-Line Tool for Text Discovery and Extraction); then the title, author and date above the
    first sentence, paragraphs that are one link, and what follows the last sentence are left out.
    Nothing that the page refers to is fetched. Raises Unreadable if no article is found."""
    from trafilatura import bare_extraction

    ask_limit(len(content), LARGEST, "byte", SAVE)
    page, doubts = decode_page(content)
    ask_limit(page.count("<"), MOST_TAGS, "tag", SAVE)
    if most_attributes(page) > MOST_ATTRIBUTES:
        raise Unreadable(f"an element in it has more than {MOST_ATTRIBUTES:,} attributes", SAVE)
    root = parse(page)
    elements, depth, inline = measure(root)
    ask_limit(elements, MOST_ELEMENTS, "element", SAVE)
    if depth > MOST_DEPTH:
        raise Unreadable(f"it has more than {MOST_DEPTH:,} elements within one another", SAVE)
    if inline > MOST_INLINE:
        raise Unreadable(f"a paragraph in it has more than {MOST_INLINE:,} elements", SAVE)
    struck = take_struck(root)
    write_out(root)
    try:
        body = without_asides(root)
        found = bare_extraction(
            body, include_comments=False, with_metadata=True, date_extraction_params=DATES
        )
    except Exception as error:  # whatever a page makes the library raise
        raise Unreadable(
            f"it is a page that cannot be taken apart ({type(error).__name__})", SAVE
        ) from None
    lines = [line for line in (getattr(found, "text", None) or "").split("\n") if line.strip()]
    if not lines:
        raise Unreadable("no article was found in this page", SAVE)
    text = "\n\n".join(trim(lines, root))
    ask_limit(len(text), MOST_CHARACTERS, "character", "split the page: one article per file")
    if len(text.split()) < FEW_WORDS and CONSENT.search(page):
        doubts = [
            *doubts,
            ("what was found in this page looks like a notice and not like an article", SAVE),
        ]
    return [
        Draft(text, metadata=page_fields(found), dropped=(*struck, *left_out(root, text)))
    ], doubts


def parse(page):
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page.replace("\0", ""), parser=parser)
    except (etree.ParserError, ValueError):
        raise Unreadable("no article was found in this page", SAVE) from None


def most_attributes(page):
    """Return how many attributes the element has that has the most, MOST_ATTRIBUTES + 1 if it has
    more.

    >>> most_attributes('<p>a < b <!-- <i a b c d> --><a href="x>y" class=z>')
    2
    """
    most = place = 0
    while tag := TAG.search(page, place):
        place = tag.end()
        count = 0
        while tag[1] and count <= MOST_ATTRIBUTES and (attribute := ATTRIBUTE.match(page, place)):
            place = attribute.end()
            count = count + 1
        most = max(most, count)
        end = SCRIPTS.get((tag[1] or "").lower())
        if end:
            found = end.search(page, place)
            place = found.start() if found else len(page)
    return most


def measure(root):
    """Return how many elements a page has, how many at most are within one another, and how many in
    one paragraph."""
    from lxml import etree

    elements = depth = deepest = 0
    # of the paragraphs round the place that is looked at
    counts = [0]
    most = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        block = element.tag in BREAKS
        if event == "start":
            elements = elements + 1
            depth = depth + 1
            deepest = max(deepest, depth)
            counts[-1] += not block
            most = max(most, counts[-1])
            counts += [0] * block
        else:
            depth -= 1
            del counts[len(counts) - block :]
    return elements, deepest, most


def take_struck(root):
    """Take the struck words of a page out of it, and return them, pairs ("struck words", words).

    Where they are most of the page, a tag was left open, and they stay.
    """
    from lxml import etree

    struck = [
        element
        for element in root.iter(*STRUCK)
        if next(element.iterancestors(*STRUCK), None) is None
    ]
    words = [" ".join(element.text_content().split()) for element in struck]
    if sum(map(len, words)) > 0.5 * len(root.text_content()):
        return []
    etree.strip_elements(root, *STRUCK, with_tail=False)
    return [("struck words", said) for said in words if said]


def write_out(root):
    """Write what a browser shows and trafilatura loses as plain words: the marks round <q>, a
    <time> in running text."""
    for quote in reversed(list(root.iter("q"))):
        marks = "‘’" if next(quote.iterancestors("q"), None) is not None else "“”"
        quote.tag = "span"
        if not (quote.text or "").lstrip().startswith(OPENING):
            write_around(quote, *marks)
    lengths = {}
    for time in list(root.iter("time")):
        holder = next(time.iterancestors(*RUNNING), None)
        if holder is not None and holder not in lengths:
            lengths[holder] = len(holder.text_content())
        if holder is not None and lengths[holder] > 3 * len(
            time.text_content()
        ):  # else it dates the page
            time.tag = "span"


def write_around(element, before, after):
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


def without_asides(root):
    """Return a copy of a page without the parts that name themselves comments, related articles,
    newsletters or sharing.

    Some pages name the article so. Therefore all comments of one name may hold three fifths of what
    the page has in paragraphs, all other parts of one name three tenths and never the heading; what
    holds more stays."""
    from lxml import etree

    root = copy.deepcopy(root)
    held = paragraph_lengths(root)
    most = {COMMENTS: 0.6 * held[root][0], ASIDES: 0.3 * held[root][0]}
    named = defaultdict(list)
    for element in root.iter(*PARTS):
        named[f"{element.get('class', '')} {element.get('id', '')}"].append(element)
    for name, elements in named.items():
        naming = next((naming for naming in most if naming.search(name)), None)
        if naming is None or sum(held[element][0] for element in elements) > most[naming]:
            continue
        for element in elements:
            if element.getparent() is not None and not (naming is ASIDES and held[element][1]):
                element.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    return root


def paragraph_lengths(root):
    """Return for every element how many characters are in its paragraphs, and whether it holds the
    first heading."""
    held = {}
    for element in reversed(list(root.iter())):
        own = len(" ".join(element.itertext()).strip()) if element.tag == "p" else 0
        below = [held[child] for child in element]
        held[element] = (
            max(own, sum(length for length, _ in below)),
            element.tag == "h1" or any(top for _, top in below),
        )
    return held


def page_fields(found):
    values = {
        "title": found.title,
        "outlet": found.sitename,
        "author": found.author,
        "published": found.date,
        "url": found.url,
    }
    return {key: " ".join(value.split()) for key, value in values.items() if value}


def decode_page(content):
    """Return a page from its bytes: by its mark, as UTF-8 where it is that, else as the page itself
    or its bytes say."""
    declared = CHARSET.search(content[:4096])
    if declared and not any(content.startswith(mark) for mark, _ in MARKS):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                name = codecs.lookup(declared[1].decode("ascii", "replace")).name
                if name != "utf-8" and name not in NO_CHARSETS:
                    return content.decode("cp1252" if name in WESTERN else name), []
            except (LookupError, UnicodeError):
                pass
    return decode(content)


# what of the text found is no part of the article


def trim(lines, root):
    """Return the lines of an article without what stands round it: its title, links to others, and
    what ends no sentence."""
    titles = find_titles(root)
    links = find_links(root)
    inner = [
        line
        for i, line in enumerate(lines)
        if key(line) not in links and not (i < EDGE and is_title(line, titles))
    ]
    first = next((i for i, line in enumerate(inner[: EDGE + 1]) if is_sentence(line)), 0)
    last = next(
        (i for i in range(len(inner) - 1, first, -1) if is_sentence(inner[i])), len(inner) - 1
    )
    last = last if len(inner) - 1 - last <= max(15, 0.4 * len(inner)) else len(inner) - 1
    return inner[first : last + 1] or lines


def key(text):
    return re.sub(r"\W+", "", text).lower()


def find_titles(root):
    titles = [element.text_content() for element in root.iter("title", "h1")]
    titles += root.xpath('//meta[@property="og:title" or @name="twitter:title"]/@content')
    return {key(title) for title in titles if len(key(title)) > 8}


def is_title(line, titles):
    """Whether a line is the title of the page, or most of it: pages add their own name behind
    it."""
    own = key(line)
    return len(own) > 8 and any(
        own == title or (own in title and len(own) > 0.5 * len(title)) for title in titles
    )


def find_links(root):
    """Return the paragraphs of a page that are one link and hardly more: they lead to other
    articles."""
    found = set()
    for element in root.iter("p", "div", "h2", "h3", "h4", "h5", "h6", "td", "strong", "span"):
        links = element.findall(".//a")
        if len(links) != 1 or next(element.iterancestors("blockquote", "li"), None) is not None:
            continue
        words, linked = (" ".join(part.text_content().split()) for part in (element, links[0]))
        if (
            12 <= len(words) <= 250
            and len(words) - len(linked) <= 25
            and len(linked) >= 0.6 * len(words)
        ):
            found.add(key(words))
    return found


def is_sentence(line):
    """Whether a line is text: long, or closed as a sentence is."""
    line = line.strip("| \t")
    return (
        len(line) >= 110
        or (len(line) > 25 and line.endswith(SENTENCE_END))
        or (len(line) > 45 and bool(SENTENCE.search(line)))
    )


def left_out(root, text):
    """Yield what a reader of the page sees and the text has not: pairs ("page", words), a block
    each."""
    inside = "".join(text.split())  # markup within a line may come with a space or without
    lines = {
        "".join(line.split()) for line in text.split("\n")
    }  # most blocks are one, and need not be searched for
    for block in visible_blocks(root):
        own = "".join(block.split())
        if own not in lines and own not in inside:
            yield "page", block


def visible_blocks(root):
    from lxml import etree

    blocks = []
    words = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BREAKS:
            blocks.append(" ".join("".join(words).split()))
            words = []
        if tag in HIDDEN:
            hidden += 1 if event == "start" else -1
        piece = element.text if event == "start" else element.tail
        if piece and not hidden:
            words.append(piece)
    return [block for block in [*blocks, " ".join("".join(words).split())] if block]
