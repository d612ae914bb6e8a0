"""Finds the posts of social media that an article shows, by the lines that sign them: "— Ann Lee
(@annlee) June 5, 2024" behind a post, "Ann Lee (@annlee):" before it."""

import re

from helpers.base.text import MONTH
from helpers.tagging.labels import is_capitalised
from helpers.tagging.turns import Turn

LONGEST = 160  # characters of a signature
HANDLE = r"@[\w.]{2,40}(?:@[\w.-]{3,40})?"
NETWORK = (
    r"(?:X|Twitter|Facebook|Instagram|Threads|Bluesky|Mastodon|Telegram|TikTok|LinkedIn|Truth "
    r"Social|Weibo|VK)"
)
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
TIME = r"\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?"
WHEN = rf"(?:{TIME}|{DAY}|\d{{1,2}}[hmd]|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
NAME = r"(?P<name>[^\W_][^\n()@:“”\"]{0,60}?)"
BY = rf"{NAME}(?:\s?\({HANDLE}\)|\s{HANDLE})"
DATED = rf"(?:\s?[,·•|–—-]?\s?(?:on {NETWORK}\b|{WHEN})){{0,4}}"
DASH = r"[–—―-]{1,2}\s?"
# a whole paragraph that signs the one before it, or says who wrote the next
SIGNATURE = re.compile(
    rf"(?:{DASH})?{BY}{DATED}\W{{0,3}}|{DASH}{NAME.replace('name', 'plain')}\s?,? on {NETWORK}"
    rf"{DATED}\W{{0,3}}"
)
HEAD = re.compile(
    rf"(?:{BY}(?: on {NETWORK})?|{NAME.replace('name', 'plain')} on {NETWORK}){DATED}:"
)
HANDLE_LINE = re.compile(HANDLE)
TIME_LINE = re.compile(rf"{WHEN}{DATED}(?:\s?[·•|].{{0,60}})?")
# at the end of the post's own paragraph
SIGNED = re.compile(rf"\s?(?P<all>[–—―]\s?{BY}{DATED})\W{{0,3}}$")
DASHED = re.compile(DASH)
NO_NAME = re.compile(r"(?i:follow|tweet|contact|e-?mail|via|by|from|read|watch|see|photo|image)\b")
MAY_SIGN = re.compile(rf"@|\bon {NETWORK}\b")
WHEN_OR_WHERE = re.compile(rf"{WHEN}|\bon {NETWORK}\b")
SOCIAL = re.compile(r"#\w|(?<![\w.])@\w|pic\.twitter\.com/|https?://t\.co/|\bRT @")
BLANK = re.compile(r"\n[ \t\r]*\n")
SIGNS = re.compile(r"[^\w\s.,&’'()-]+")
BODY = ("body", "heading", "standfirst")


def split_posts(text, paragraphs, kinds):
    """Return paragraphs, kinds and Turns of a text: each post is one, paragraph by paragraph, and
    what signs it is a paragraph by itself, of the kind boilerplate."""
    if not MAY_SIGN.search(text):
        return paragraphs, kinds, []
    places, kinds = cut_signatures(text, paragraphs, kinds)
    kinds = list(kinds)
    is_blocked = bool(BLANK.search(text))
    turns = []
    taken = -1  # the last paragraph of a post so far
    for number, (start, end) in enumerate(places):
        if kinds[number] in ("turn", "foreign") or number <= taken or end - start > LONGEST:
            continue
        if not MAY_SIGN.search(text, start, end):
            continue
        if HANDLE_LINE.fullmatch(text, start, end):
            turns += profile_post(text, places, kinds, number)
            continue
        match = SIGNATURE.fullmatch(text, start, end) or HEAD.fullmatch(text, start, end)
        name = name_place(match) if match and is_signature(match) else None
        if not name:
            continue
        if opens_post(text, places, kinds, number, taken):
            post = block_after(text, places, kinds, number)
        else:
            post = block_before(text, places, kinds, number, taken, is_blocked)
        if not post:
            continue
        kinds[number] = "boilerplate"
        turns += [
            Turn(*places[n], bare_name(text[slice(*name)]), name, "post", n > post[0]) for n in post
        ]
        for n in post:
            kinds[n] = "body"
        taken = max(number, post[-1])
    return places, kinds, turns


def cut_signatures(text, paragraphs, kinds):
    """Return paragraphs and kinds, a signature at the end of a post's own paragraph cut off."""
    places = []
    new_kinds = []
    for (start, end), kind in zip(paragraphs, kinds, strict=True):
        signed = None
        if kind not in ("turn", "foreign") and "@" in text[max(start, end - LONGEST) : end]:
            signed = SIGNED.search(text, max(start + 1, end - LONGEST), end)
        if signed and text[start : signed.start()].strip():
            stop = start + len(text[start : signed.start()].rstrip())
            places += [(start, stop), (signed.start("all"), end)]
            new_kinds += [kind, "boilerplate"]
        else:
            places.append((start, end))
            new_kinds.append(kind)
    return places, new_kinds


def name_place(match):
    """Return the place of the name in a signature, or None."""
    for group in ("name", "plain"):
        if match[group] and not NO_NAME.match(match[group]):
            start = match.start(group)
            return start, start + len(match[group].rstrip(" ,·"))
    return None


def is_signature(match):
    """Return whether a line says who wrote a post, and when or where: not who wrote an article, or
    whom to follow."""
    line = match[0]
    if DASHED.match(line):
        return True
    if line.endswith(":"):
        return "@" in line or is_capitalised(match["plain"].split())
    return bool(WHEN_OR_WHERE.search(line[line.index("@") :]))


def opens_post(text, places, kinds, number, taken):
    """Return whether a signature stands above its post: with a colon, or with a line right below
    it and none right above it."""
    line = text[slice(*places[number])]
    if DASHED.match(line):
        return False
    if line.endswith(":"):
        return True
    touches_above = number - 1 > taken and touches(text, places, number - 1)
    return touches(text, places, number) and not touches_above


def touches(text, places, number):
    """Return whether the next paragraph follows without a blank line."""
    if number + 1 >= len(places):
        return False
    return not BLANK.search(text, places[number][1], places[number + 1][0])


def block_before(text, places, kinds, number, taken, is_blocked):
    """Return the numbers of the paragraphs that a signature signs: the lines right above it, or the
    paragraph before it and those before that which look like a post, too."""
    first = number - 1
    if first == 0 and kinds[0] == "title":
        return [0]
    if first <= taken or kinds[first] not in BODY:
        return []
    by_lines = is_blocked and touches(text, places, first)
    while first - 1 > taken and kinds[first - 1] in BODY:
        above = text[slice(*places[first - 1])]
        joined = by_lines and touches(text, places, first - 1)
        if not joined and not (SOCIAL.search(above) and len(above) <= LONGEST * 2):
            break
        first -= 1
    return list(range(first, number))


def block_after(text, places, kinds, number):
    """Return the numbers of the paragraphs below a line that says who wrote them."""
    last = number + 1
    if last >= len(places) or kinds[last] not in BODY:
        return []
    while last + 1 < len(places) and kinds[last + 1] in BODY and touches(text, places, last):
        last += 1
    return list(range(number + 1, last + 1))


def profile_post(text, places, kinds, number):
    """Return the Turns of a post below two lines with a name and a handle, as a copy from a network
    has them; set the kinds of these lines, and of the line with the time, to boilerplate."""
    above = number - 1
    name = text[slice(*places[above])] if above >= 0 else ""
    post = block_after(text, places, kinds, number)
    if not post or kinds[above] == "turn" or not 0 < len(name.split()) < 6 or name[-1] in ".:!?":
        return []
    times = [n for n in post if TIME_LINE.fullmatch(text, *places[n])]
    if times:
        post = [n for n in post if n < times[0]]
    for n in (above, number, *times[:1]):
        kinds[n] = "boilerplate"
    for n in post:
        kinds[n] = "body"
    return [Turn(*places[n], bare_name(name), places[above], "post", n > post[0]) for n in post]


def bare_name(name):
    """Return a name without flags and other signs in it."""
    return " ".join(SIGNS.sub(" ", name).split())
