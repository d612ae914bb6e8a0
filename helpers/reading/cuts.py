"""Tells whether a text was cut by its source: by a news service, a paywall, or in mid-sentence."""

import re
from textwrap import shorten

from helpers.base.wordlists import word_set
from helpers.reading.misreadings import is_known

ENDING = 8  # last lines, in which a notice may stand
SHOWN = 60  # characters of the place
# "[+2829 chars]", "[1,204 more words]", "… 512 more words"
COUNTER = re.compile(
    r"(?:[\[(]\s?\+?|…\s?|\.\.\.\s?|\+)\s?\d[\d,.]*\s"
    r"(?:more\s)?(?:chars?|characters|words)(?:\smore)?\s?[\])]?\W{0,3}$|\[\+\s?\d[\d,.]*\]$",
    re.I,
)
# "[...]", "(truncated)", "[read more]"
MARK = re.compile(
    r"[\[(<]\s?(?:…|\.\.\.|(?:\w{1,9} )?(?:truncated|clipped|cut|snipped|shortened)"
    r"|more|continued|read more|continue reading)(?:…|\.\.\.)?\s?[\])>]\W{0,3}$",
    re.I,
)
DOTS = re.compile(r"(?:…|\.\.\.)\s*$")
SENTENCE_END = re.compile(r"[.!?…:;]\W{0,9}$")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

MOST_WORDS = 25  # in a notice
FEW_WORDS = 9  # in a notice that something is missing
QUOTED = re.compile(r"[\"“”„]")
SENTENCE = re.compile(r"[.!?:]\s{1,3}")
ONLY = re.compile(
    r"\b(?:subscribers?|members?|readers)[ -]only\b|\bonly (?:for|to)\b"
    r"|^only (?:\w{1,15} )?(?:subscribers|members)\b",
    re.I,
)
FOR_SOME = re.compile(
    r"(?:this|the) [\w ]{1,40}\b(?:is|are) "
    r"(?:only )?(?:for|behind|available (?:only )?(?:to|for))\b",
    re.I,
)
MISSING = re.compile(
    r"(?:text|article|story|content|rest|remainder)\b[\w ]{0,40}"
    r"\b(?:truncated|not available|unavailable)"
    r"|\b(?:end of|this|the) (?:free )?preview(?: ends)?\b|\bbehind (?:a|the|our) paywall\b"
    r"|\bonly available (?:in|to|with) (?:paid|paying|premium)\b",
    re.I,
)

LEAST_WORDS = 4  # of a line that may be a cut sentence
LEAST_WORDS_ALONE = 8  # if no word shows that it goes on
MOST_CAPITALS = 0.4  # of the words of such a line: a headline or a credit has more
MOST_UNENDED = 0.1  # of the other long lines of a text in which sentences have ends


def find_cut(text):
    """Return what shows that a text was cut, "" if nothing does: the words of its end or of a
    notice.

    >>> find_cut("The bank waits. The yard is to… [+2829 chars]")
    'ends with “[+2829 chars]”'
    """
    lines = [line.strip() for line in text.rsplit("\n", 40 * ENDING) if line.strip()]
    if not lines:
        return ""
    for pattern in (COUNTER, MARK):
        mark = pattern.search(lines[-1][-SHOWN:])
        if mark:
            return f"ends with “{mark[0]}”"
    notice = next((line for line in lines[-ENDING:] if is_notice(line)), "")
    if notice:
        return f"ends with a notice, “{shorten(notice, SHOWN, placeholder=' …')}”"
    last = last_sentence(lines)
    if DOTS.search(last):
        return f"breaks off: “…{last[-SHOWN:]}”"
    if is_unfinished(last, lines):
        return f"breaks off in a sentence: “…{last[-SHOWN:]}”"
    return ""


def is_notice(line):
    """Whether a line says that one must pay or log in to read on, or leads to the rest.

    >>> is_notice("Already a subscriber? Log in"), is_notice("Subscribe to our newsletter")
    (True, False)
    """
    words = [word.lower() for word in WORD.findall(line[: 20 * MOST_WORDS])]
    if not 1 < len(words) <= MOST_WORDS or QUOTED.search(line):
        return False
    if words[0] in word_set("reading verb") and word_set("reading on").issuperset(words):
        return True
    if len(words) <= FEW_WORDS and MISSING.search(line):
        return True
    own = set(words)
    access = own & word_set("access")
    if not access or own & word_set("other subscription"):
        return False
    first = {part.partition(" ")[0].lower() for part in SENTENCE.split(line)}
    opens = (first & word_set("opens a notice")) or own & word_set("bars")
    if not (opens or ONLY.search(line) or FOR_SOME.match(line)):
        return False
    return len(access) + len(own & word_set("what is read")) > 1


def last_sentence(lines):
    """Return the last line that is long enough for a sentence, or that ends one, and is no call to
    the reader."""
    calls = word_set("opens a notice") | word_set("call")
    for line in reversed(lines[-ENDING:]):
        if line.partition(" ")[0].lower() in calls:
            continue
        if line.count(" ") >= LEAST_WORDS - 1 or SENTENCE_END.search(line):
            return line
    return ""


def is_unfinished(line, lines):
    """Whether the last sentence of a text has no end, though its others have one."""
    words = line.split()
    if len(words) < LEAST_WORDS or SENTENCE_END.search(line):
        return False
    if line[0] in "([" and line[-1] in ")]":
        return False
    if line.endswith((",", "-", "–", "—")) or words[-1].lower() in word_set("open end"):
        return True
    if words[-1].isalpha() and words[-1].islower() and not is_known(words[-1]):
        return True  # it breaks off in a word
    if len(words) < LEAST_WORDS_ALONE:
        return False
    if sum(word[0].isupper() for word in words) > MOST_CAPITALS * len(words):
        return False
    others = [one for one in lines if one != line and len(one.split()) >= LEAST_WORDS_ALONE]
    unended = sum(not SENTENCE_END.search(one) for one in others)
    return len(others) > 1 and unended <= MOST_UNENDED * len(others)
