"""Finds the posts of social media that an article shows, by the lines that sign them: "— Ann Lee
(@annlee) June 5, 2024" behind a post, "Ann Lee (@annlee):" before it."""

import re

from helpers.base.text import MONTH
from helpers.tagging.labels import is_capitalised
from helpers.tagging.lines import is_call
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
    posts = Posts(text, places, list(kinds))
    for number, (start, end) in enumerate(places):
        is_free = number > posts.taken and kinds[number] not in ("turn", "foreign")
        if is_free and end - start <= LONGEST and MAY_SIGN.search(text, start, end):
            posts.read(number)
    return places, posts.kinds, posts.turns


class Posts:
    """The posts of a text so far: its paragraphs and their kinds, the Turns, and the last paragraph
    that belongs to one."""

    def __init__(self, text, places, kinds):
        self.text = text
        self.places = places
        self.kinds = kinds
        self.turns = []
        self.taken = -1

    def words(self, number):
        return self.text[slice(*self.places[number])]

    def read(self, number):
        """Take the post that a paragraph signs, if it does, and the lines round it that belong to
        it."""
        start, end = self.places[number]
        if HANDLE_LINE.fullmatch(self.text, start, end):
            self.read_profile(number)
            return
        match = SIGNATURE.fullmatch(self.text, start, end) or HEAD.fullmatch(self.text, start, end)
        name = name_place(match) if match and is_signature(match) else None
        if name:
            opens = self.opens_post(number)
            post = self.block_after(number) if opens else self.block_before(number)
            self.take(post, name, [number])

    def read_profile(self, number):
        """Take the post below two lines with a name and a handle, as a copy from a network has
        them, and the line with its time."""
        above = number - 1
        name = self.words(above) if above > self.taken else ""
        if not 0 < len(name.split()) < 6 or name[-1] in ".:!?" or self.kinds[above] == "turn":
            return
        post = self.block_after(number)
        times = [n for n in post if TIME_LINE.fullmatch(self.words(n))][:1]
        self.take(
            [n for n in post if n < min(times, default=n + 1)],
            self.places[above],
            [above, number, *times],
        )

    def take(self, post, name, lines):
        """Add the Turns of a post that stands in some paragraphs, and note the lines that sign
        it."""
        if not post:
            return
        speaker = bare_name(self.text[slice(*name)])
        for n in lines:
            self.kinds[n] = "boilerplate"
        for n in post:
            self.kinds[n] = "body"
            start, end = self.places[n]
            self.turns.append(Turn(start, end, speaker, name, "post", n > post[0]))
        self.taken = max(*lines, *post)

    def opens_post(self, number):
        """Return whether a signature stands above its post: with a colon, or with a line right
        below it and none right above it."""
        line = self.words(number)
        if DASHED.match(line):
            return False
        touched = number - 1 > self.taken and self.touches(number - 1)
        return line.endswith(":") or (self.touches(number) and not touched)

    def touches(self, number):
        """Return whether the next paragraph follows without a blank line."""
        if number + 1 >= len(self.places):
            return False
        return not BLANK.search(self.text, self.places[number][1], self.places[number + 1][0])

    def may_be_post(self, number):
        """Return whether a paragraph may be a post: text, or a call upon those who read it."""
        if not self.taken < number < len(self.places):
            return False
        return self.kinds[number] in BODY or is_call(self.words(number))

    def block_before(self, number):
        """Return the numbers of the paragraphs that a signature signs: the lines right above it, or
        the paragraph before it and those before that which look like a post, too."""
        first = number - 1
        if first == 0 and self.kinds[0] == "title":
            return [0]
        if not self.may_be_post(first):
            return []
        by_lines = self.touches(first) and bool(BLANK.search(self.text))
        while self.may_be_post(first - 1):
            above = self.words(first - 1)
            is_social = len(above) <= 2 * LONGEST and SOCIAL.search(above)
            if not is_social and not (by_lines and self.touches(first - 1)):
                break
            first -= 1
        return list(range(first, number))

    def block_after(self, number):
        """Return the numbers of the paragraphs below a line that says who wrote them: the next, and
        what follows without a blank line."""
        last = number + 1
        if not self.may_be_post(last):
            return []
        while self.touches(last) and self.may_be_post(last + 1):
            last += 1
        return list(range(number + 1, last + 1))


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


def bare_name(name):
    """Return a name without flags and other signs in it, and without capitals throughout.

    >>> bare_name("ANN LEE 🚢")
    'Ann Lee'
    """
    bare = " ".join(SIGNS.sub(" ", name).split())
    return bare.title() if bare.isupper() and " " in bare else bare
