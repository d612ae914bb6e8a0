"""Reads a saved web page: the article in it, and what of the page was left out."""

import codecs
import re
from textwrap import shorten

from helpers.reading.cuts import SHOWN, is_notice
from helpers.reading.drafts import MOST_CHARACTERS, Draft, Unreadable, ask_limit
from helpers.reading.exports import split_export
from helpers.reading.formats.encodings import MARKS, decode
from helpers.reading.formats.headlines import (
    find_headline,
    find_standfirst,
    find_titles,
    find_unprinted,
)
from helpers.reading.formats.markup import (
    join_entries,
    split_lines,
    split_lists,
    take_pull_quotes,
    take_struck,
    unfold_tables,
    write_captions,
    write_out,
    write_posts,
)
from helpers.reading.formats.page import find_links, trim, without_asides
from helpers.reading.formats.seen import BLOCKS, blocks_behind, left_out, letters, visible_blocks

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.I)
# encodings that Python has and no page
NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
WESTERN = {"iso8859-1", "ascii"}  # what pages in cp1252 call themselves
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|enable javascript|value your privacy|are you a robot"
    r"|verify you are human|subscribe to (?:read|continue)|access denied",
    re.I,
)
FEW_WORDS = 30  # an article has more
SAVE = "open the page until the article shows, then save it; or copy its text into a .txt file"
WHOLE = "check that the whole article is in it; log in and save the page again if it is not"
NO_ARTICLE = ("no article was found in this page", SAVE)
LAID_OUT = (
    "the page is laid out by tables, and which of their cells hold the article was guessed",
    "look at the text and at what was left out in notebook 1; or copy the article into a .txt file",
)
TOP = 5  # lines in which headline and standfirst may stand a second time
# bytes and elements of a page; those of news have a tenth
LARGEST = 5_000_000
MOST_ELEMENTS = 20_000
MOST_TAGS = 200_000  # signs "<", which scripts have, too
MOST_DEPTH = 500  # elements within one another; pages of news have 40
MOST_INLINE = 3_000  # elements within one paragraph, which take n² steps; a long one has 100
# of one element, which take n² steps; most have three, and a script read as one some hundreds
MOST_ATTRIBUTES = 1_000
TAG = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<([a-z][^\s/>]*+)", re.I | re.S)
ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s/>][^\s/>=]*+"  # its name
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?"  # its value
)
# elements in which nothing is a tag but their own end
RAW = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
RAW_ENDS = {name: re.compile(rf"</{name}\b", re.I) for name in RAW}
DATES = {"extensive_search": False, "original_date": True}


def read_page(content):
    """Return the draft of the article in a page, with title, outlet, author, date and address, and
    the doubts.

    Struck words and pull quotes are taken out, and parts whose class or id names them as comments,
    related articles or sharing; the text is found by trafilatura (Barbaresi 2021: A Web Scraping
    Library and Command-Line Tool for Text Discovery and Extraction); then author and date above the
    first sentence, paragraphs that are one link, and what follows the last sentence are left out.
    Headline and standfirst stand above the text. Nothing that the page refers to is fetched. Raises
    Unreadable if no article is found."""
    ask_limit(len(content), LARGEST, "byte", SAVE)
    page, doubts = decode_page(content)
    root = parse(page)
    export = split_export("\n\n".join(words for _, words in visible_blocks(root)))
    if export:
        drafts, export_doubts = export
        return drafts, [*doubts, *export_doubts]
    ask_elements(root)  # an export has more
    taken, marked, is_laid_out = write_plainly(root)
    extracted = extract(root)
    lines = [line for line in (getattr(extracted, "text", None) or "").split("\n") if line.strip()]
    if not lines:
        raise Unreadable(*NO_ARTICLE)
    marked += [("heading", words) for words in find_headings(extracted)]
    text, above = lay_out_lines(lines, root, marked)
    ask_limit(len(text), MOST_CHARACTERS, "character", "split the page: one article per file")
    doubts = [*doubts, *find_page_doubts(root, page, text), *([LAID_OUT] if is_laid_out else [])]
    dropped = (*taken, *find_unprinted(root, text), *left_out(root, text))
    metadata = page_fields(extracted) | {key: words for key, words in above if key == "title"}
    stated = tuple(dict.fromkeys([*above, *marked]))
    return [Draft(text, metadata=metadata, dropped=dropped, marked=stated)], doubts


def write_plainly(root):
    """Write the markup of a page as plain paragraphs. Return the pieces that were taken out, the
    kinds of the paragraphs that were written, both pairs of kind and words, and whether tables lay
    out the page."""
    taken = take_struck(root)
    write_out(root)
    is_laid_out, rows = unfold_tables(root)
    split_lists(root)
    split_lines(root)
    join_entries(root)
    marked = [("body", words) for words in write_posts(root)]
    taken += take_pull_quotes(root)
    marked += [("caption", words) for words in (*write_captions(root), *rows)]
    return taken, marked, is_laid_out


def find_page_doubts(root, page, text):
    """Yield the doubts whether the text found in a page is an article, and the whole of it."""
    if len(text.split()) < FEW_WORDS and CONSENT.search(page):
        yield "what was found in this page looks like a notice and not like an article", SAVE
    notice = next(filter(is_notice, blocks_behind(root, text)), "")
    if notice:
        shown = shorten(notice, SHOWN, placeholder=" …")
        yield f"it may be cut: its text is followed by “{shown}”", WHOLE


def lay_out_lines(lines, root, marked):
    """Return the text of a page: its headline and standfirst, and the lines that were found without
    those around them; and what stands above them, pairs of kind and words."""
    titles = find_titles(root)
    headline = find_headline(root, titles)
    if headline:
        titles.add(letters(headline))
    kept = {letters(words) for _, words in marked}
    inner = trim(lines, titles, find_links(root), kept)
    above = [("title", headline)] if headline else []
    if headline:
        standfirst = find_standfirst(root, headline, next(iter(inner), ""))
        above += [("standfirst", words) for words in standfirst]
    said = {letters(words) for _, words in above}
    below = [line for i, line in enumerate(inner) if i >= TOP or letters(line) not in said]
    return "\n\n".join([*(words for _, words in above), *below]), above


def find_headings(extracted):
    """Yield the words of each heading that trafilatura found."""
    if extracted.body is not None:
        for heading in extracted.body.iter("head"):
            yield " ".join("".join(heading.itertext()).split())


def extract(root):
    """Return what trafilatura finds in a page. Raises Unreadable whatever the library raises."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            without_asides(root),
            include_comments=False,
            with_metadata=True,
            date_extraction_params=DATES,
        )
    except Exception as error:
        reason = f"it is a page that cannot be taken apart ({type(error).__name__})"
        raise Unreadable(reason, SAVE) from None


def page_fields(extracted):
    """Return the metadata that trafilatura found."""
    values = {
        "title": extracted.title,
        "outlet": extracted.sitename,
        "author": extracted.author,
        "published": extracted.date,
        "url": extracted.url,
    }
    return {key: " ".join(value.split()) for key, value in values.items() if value}


def decode_page(content):
    """Return a page from its bytes, and the doubts: by its byte order mark, else as UTF-8 if it can
    be, else as the page declares, else as its bytes look."""
    declared = CHARSET.search(content[:4096])
    if declared and not any(content.startswith(mark) for mark, _ in MARKS):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            page = decode_as_declared(content, declared[1].decode("ascii", "replace"))
            if page is not None:
                return page, []
    return decode(content)


def decode_as_declared(content, charset):
    """Return a page in the encoding that it declares, None if that is wrong."""
    try:
        encoding = codecs.lookup(charset).name
        if encoding == "utf-8" or encoding in NO_CHARSETS:
            return None
        return content.decode("cp1252" if encoding in WESTERN else encoding)
    except (LookupError, UnicodeError):
        return None


# parsing, within limits


def parse(page):
    """Return the root element of a page. Raises Unreadable if it has more tags or attributes than
    can be read in time, or no element."""
    from lxml import etree, html

    ask_limit(page.count("<"), MOST_TAGS, "tag", SAVE)
    if most_attributes(page) > MOST_ATTRIBUTES:
        raise Unreadable(f"an element in it has more than {MOST_ATTRIBUTES:,} attributes", SAVE)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.replace("\0", ""), parser=parser)
    except (etree.ParserError, ValueError):
        raise Unreadable(*NO_ARTICLE) from None
    return root


def most_attributes(page):
    """Return the number of attributes of the element that has most, MOST_ATTRIBUTES + 1 if it has
    more.

    >>> most_attributes('<p>a < b <!-- <i a b c d> --><a href="x>y" class=z>')
    2
    """
    most = 0
    place = 0
    while tag := TAG.search(page, place):
        place = tag.end()
        if not tag[1]:  # a comment
            continue
        count = 0
        while count <= MOST_ATTRIBUTES and (attribute := ATTRIBUTE.match(page, place)):
            place = attribute.end()
            count += 1
        most = max(most, count)
        raw_end = RAW_ENDS.get(tag[1].lower())
        if raw_end:
            end = raw_end.search(page, place)
            place = end.start() if end else len(page)
    return most


def ask_elements(root):
    """Raise Unreadable if a page has more elements, more of them within one another, or more of
    them in one paragraph than are read."""
    from lxml import etree

    elements = 0
    depth = 0
    deepest = 0
    inline = [0]  # elements in each of the paragraphs around the place
    most_inline = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "end":
            depth -= 1
            if is_block:
                inline.pop()
            continue
        elements += 1
        depth += 1
        deepest = max(deepest, depth)
        if is_block:
            inline.append(0)
        else:
            inline[-1] += 1
            most_inline = max(most_inline, inline[-1])
    ask_limit(elements, MOST_ELEMENTS, "element", SAVE)
    if deepest > MOST_DEPTH:
        raise Unreadable(f"it has more than {MOST_DEPTH:,} elements within one another", SAVE)
    if most_inline > MOST_INLINE:
        raise Unreadable(f"a paragraph in it has more than {MOST_INLINE:,} elements", SAVE)
