"""Writes the markup of a page as plain paragraphs where it would mislead who looks for the text:
struck words, layout tables, embedded posts, boxes, captions."""

import re

from helpers.reading.formats.seen import BLOCKS, letters, visible_blocks, words_of

BESIDE = "data-beside"  # an attribute of cells that do not hold the article
GONE = "gone"  # a tag of elements to be taken out
RUNNING = ("p", "li", "td", "dd", "blockquote")  # hold running text
STRUCK = ("del", "s", "strike")
OPENING_MARKS = ("“", '"', "„", "«", "‘", "'")
NAMED = r"(?:^|[\s_.:-])(?:{})(?:$|[\s_.:\d-])"  # a word in the class or id of a part
POSTS = re.compile(
    r"twitter-(?:tweet|video)|bluesky-embed|instagram-media|fb-xfbml|fb-post|mastodon-embed"
    r"|tiktok-embed|text-post-media|reddit-(?:embed|card)|threads-embed|telegram-post",
    re.I,
)
PULL_QUOTES = re.compile(NAMED.format(r"(?:\w+-)?pull-?quotes?(?:__?\w+)?|pulled-?quote"), re.I)
CAPTIONS = re.compile(
    NAMED.format(
        r"(?:wp|image|photo|picture|media|img|figure)[-_]?captions?|caption(?:[-_]?text)?"
    ),
    re.I,
)
NAMES = ("class", "id", "itemprop", "data-testid", "data-component", "data-type", "data-gu-name")
CELLS = ("td", "th")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
IN_CELLS = ("p", "div", "table", "blockquote", "hr", *HEADINGS)
MIXED = ("div", "section", "article", "main", "body", "center", "td")  # may hold words and blocks
LEAST_LINE = 60  # characters of the longest line of a cell that is text
LEAST_SHARE = 0.15  # of the characters of the longest cell in its row, in a cell that is text
LONG_CELL = 200  # characters of a cell that holds text and no figure
MOST_LINKED = 0.5  # of the characters of a cell: what has more leads elsewhere
MOST_ENTRIES = 0.5  # of the characters in paragraphs, in the entries of a live blog
LONGEST_BOX = 600  # characters of a pull quote


def names_of(element):
    """Return the class, id and the like of an element."""
    return " ".join(filter(None, map(element.get, NAMES)))


def is_within(element, *tags):
    return next(element.iterancestors(*tags), None) is not None


def write_paragraphs(element, texts, tag="div"):
    """Put paragraphs with these texts in the place of what an element holds."""
    from lxml import etree

    tail = element.tail
    element.clear()
    element.tag = tag
    element.tail = tail
    for text in texts:
        etree.SubElement(element, "p").text = text


# marks and struck words


def take_struck(root):
    """Take the struck words of a page out of it, and return them, pairs ("struck words", words).

    Where they are most of the page, a tag was left open, and they stay.
    """
    from lxml import etree

    outermost = [element for element in root.iter(*STRUCK) if not is_within(element, *STRUCK)]
    struck = [words_of(element) for element in outermost]
    if sum(map(len, struck)) > 0.5 * len(root.text_content()):
        return []
    etree.strip_elements(root, *STRUCK, with_tail=False)
    return [("struck words", words) for words in struck if words]


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


# tables


def unfold_tables(root):
    """Turn the tables that lay out a page into parts of it, and those of figures into a paragraph a
    row. Return whether there are some of the first, and the rows."""
    tables = list(root.iter("table"))
    rows = []
    is_laid_out = False
    for table in reversed(tables):  # the inner ones first
        if is_layout(table):
            is_laid_out = True
            turn_to_parts(table)
        elif not is_within(table, "table"):
            rows += turn_to_rows(table)
    return is_laid_out, rows


def is_layout(table):
    """Return whether a table holds parts of a page, and not figures."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return next(table.iter("h1", "h2"), None) is not None
    if any(element is not table for element in table.iter(*IN_CELLS)):
        return True
    cells = list(table.iter(*CELLS))
    if any(cell.find(".//br") is not None for cell in cells):
        return True
    return any(len(words_of(cell)) >= LONG_CELL for cell in cells) or all(
        len(row) <= 1 for row in table.iter("tr")
    )


def turn_to_parts(table):
    """Make a table, its rows and cells parts of the page, without those that only lead elsewhere or
    stand beside a longer text."""
    for row in table.iter("tr"):
        cells = [cell for cell in row.iterchildren(*CELLS) if words_of(cell)]
        longest = max((len(words_of(cell)) for cell in cells), default=0)
        for cell in cells:
            if leads_elsewhere(cell) or (len(cells) > 1 and is_beside(cell, longest)):
                cell.set(BESIDE, "")
    for element in list(table.iter("table", "tbody", "thead", "tfoot", "tr", *CELLS)):
        element.attrib.pop("class", None)
        element.tag = "div"


def is_beside(cell, longest):
    """Return whether a cell is no text, or short beside the longest of its row."""
    lines = [words for _, words in visible_blocks(cell)]
    is_short = max(map(len, lines), default=0) < LEAST_LINE
    return (is_short and cell.find(".//h1") is None) or len(words_of(cell)) < LEAST_SHARE * longest


def take_beside(root):
    """Take the cells beside the article out of a page."""
    for cell in root.xpath(f"//*[@{BESIDE}]"):
        cell.tag = GONE


def take_contents(root):
    """Take the lists of links to places in the page itself out of it."""
    for listed in root.iter("ul", "ol"):
        links = list(listed.iter("a"))
        if len(links) > 1 and all((link.get("href") or "").startswith("#") for link in links):
            linked = sum(len(words_of(link)) for link in links)
            if linked > MOST_LINKED * len(words_of(listed)):
                listed.tag = GONE


def leads_elsewhere(cell):
    """Return whether a cell is mostly links."""
    own = words_of(cell)
    linked = sum(len(words_of(link)) for link in cell.iter("a"))
    return bool(own) and linked > MOST_LINKED * len(own) and cell.find(".//h1") is None


def turn_to_rows(table):
    """Make each row of a table a paragraph, its cells apart by a tab, and return these."""
    rows = []
    for row in table.iter("tr", "caption"):
        cells = row if row.tag == "tr" else [row]
        rows.append("\t".join(filter(None, map(words_of, cells))))
    write_paragraphs(table, filter(None, rows))
    return [row for row in rows if row]


def split_lines(root):
    """Make paragraphs of lines that two <br> or more set apart, and of those that stand beside
    blocks in the same part."""
    raise_blocks(root)
    double = find_double_lines(root)
    holders = [line.getparent() for line in double]
    holders += [element for element in root.iter(*MIXED) if is_mixed(element)]
    for holder in dict.fromkeys(holders):
        if holder.tag not in (*MIXED, "p", "font", "span"):
            continue
        pieces = cut_at(holder, double)
        attributes = dict(holder.attrib)
        tail = holder.tail
        tag = "div" if holder.tag in ("p", "font", "span") else holder.tag
        holder.clear()
        holder.tag = tag
        holder.tail = tail
        holder.attrib.update(attributes)
        holder.extend(piece for piece in pieces if has_words(piece) or piece.tag != "p")


def raise_blocks(root):
    """Make parts of letters' fonts that hold paragraphs, and of the paragraphs in which they
    stand."""
    for font in list(root.iter("font")):
        if any(child.tag in BLOCKS and child.tag != "br" for child in font):
            font.tag = "div"
            for holder in font.iterancestors("p", "font"):
                holder.tag = "div"


def is_mixed(part):
    """Return whether words stand in a part of the page beside blocks."""
    pieces = [part.text, *(child.tail for child in part)]
    if not any(piece and piece.strip() for piece in pieces):
        return False
    return any(child.tag in BLOCKS and child.tag != "br" for child in part)


def has_words(piece):
    return len(piece) > 0 or bool((piece.text or "").strip())


def split_lists(root):
    """Make parts of the items of lists that hold headings or several paragraphs."""
    for item in list(root.iter("li")):
        is_part = any(item.find(f".//{tag}") is not None for tag in HEADINGS)
        if is_part or len(item.findall("p")) > 1:
            item.tag = "div"
            if item.getparent().tag in ("ul", "ol"):
                item.getparent().tag = "div"


def find_double_lines(root):
    """Return the set of <br> that stand beside another with nothing between them."""
    double = set()
    for line in root.iter("br"):
        after = line.getnext()
        if after is not None and after.tag == "br" and not (line.tail or "").strip():
            double.update((line, after))
    return double


def cut_at(holder, double):
    """Return what an element holds as paragraphs, cut at these <br>, and the blocks between
    them."""
    from lxml import etree

    pieces = [etree.Element("p")]
    pieces[-1].text = holder.text
    for child in list(holder):
        tail = child.tail
        if child in double or (child.tag in BLOCKS and child.tag != "br"):
            if child not in double:
                pieces.append(child)
            child.tail = None
            pieces.append(etree.Element("p"))
            pieces[-1].text = tail
        else:
            pieces[-1].append(child)
    return pieces


# entries, posts, boxes, captions


def join_entries(root):
    """Make one article of several beside one another that hold most of the page: the entries of a
    live blog."""
    entries = {}
    for element in root.iter("article"):
        entries.setdefault(element.getparent(), []).append(element)
    whole = sum(len(words_of(element)) for element in root.iter("p"))
    for holder, articles in entries.items():
        inside = sum(len(words_of(text)) for entry in articles for text in entry.iter("p"))
        if len(articles) > 1 and holder.tag in MIXED and inside > MOST_ENTRIES * whole:
            for entry in articles:
                entry.tag = "div"
            if holder.tag != "body" and not is_within(holder, "article"):
                holder.tag = "article"


def write_posts(root):
    """Make an embedded post paragraphs, its words and then who signs it, and return these."""
    found = [
        element
        for element in root.iter("blockquote", "div")
        if POSTS.search(element.get("class") or "")
    ]
    around = {holder for element in found for holder in element.iterancestors()}
    inner = [element for element in found if element not in around]
    posts = []
    for post in inner:
        texts = [text for _, text in visible_blocks(post)]
        posts += texts
        write_paragraphs(post, texts)
        for holder in post.iterancestors("div", "figure", "section", "aside"):
            if letters(words_of(holder)) != letters(words_of(post)):
                break
            holder.tag = "div"
            for name in NAMES:
                holder.attrib.pop(name, None)
    return posts


def spaced_words(element):
    """Return the words in an element, with a space where one part ends a sentence and the next
    begins."""
    return re.sub(
        r"(?<=[\w.!?)…])\0(?=[A-Z(©])", " ", " ".join("\0".join(element.itertext()).split())
    ).replace("\0", "")


def take_pull_quotes(root):
    """Take the boxes out of a page that repeat words of its text, and return them, pairs ("pull
    quote", words); what stands nowhere else becomes a part of the page."""
    found = [
        element
        for element in root.iter(
            "aside", "blockquote", "figure", "div", "section", "p", "q", "span"
        )
        if PULL_QUOTES.search(names_of(element))
    ]
    boxes = set(found)
    outer = [box for box in found if boxes.isdisjoint(box.iterancestors())]
    if not outer:
        return []
    everything = letters(root.text_content())
    taken = []
    for box in outer:
        words = words_of(box)
        if len(words) > LONGEST_BOX:
            continue
        said = [letters(text) for _, text in visible_blocks(box)]
        longest = max(said, key=len, default="")
        cite = "".join(letters(words_of(cite)) for cite in box.iter("cite", "footer"))
        longest = longest.removesuffix(cite) if cite else longest
        if longest and everything.count(longest) > 1:
            taken.append(("pull quote", words))
            box.drop_tree()  # the words behind it stay
        else:
            box.tag = "div"
            for name in NAMES:
                box.attrib.pop(name, None)
    return taken


def write_captions(root):
    """Make the captions of pictures paragraphs in their place, and return them."""
    captions = []
    for element in list(root.iter("figcaption", "p", "div", "span", "dd", "small")):
        is_caption = element.tag == "figcaption" or CAPTIONS.search(element.get("class") or "")
        if not is_caption or is_within(element, "figcaption", GONE):
            continue
        words = spaced_words(element)
        holds_text = len(words) > LONGEST_BOX or element.find(".//blockquote") is not None
        if not words or holds_text:
            continue
        if words in captions[-1:]:
            continue
        captions.append(words)
        write_paragraphs(element, [words])
        for figure in element.iterancestors("figure"):
            figure.tag = "div"
            figure.attrib.clear()
    return captions
