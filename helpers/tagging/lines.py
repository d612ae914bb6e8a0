"""Tells what a paragraph is by its own words: a sentence of the article, a caption, or what the
outlet says of itself, of its authors and of its readers."""

import re

from helpers.base.text import MONTH, MONTHS, WEEKDAYS, count_words

LINE_WORDS = 45  # a boilerplate line longer than this is a paragraph of the article
LABEL_WORDS = 12
LONGEST_LINE = 600  # characters of such a line
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NAME = r"(?:[A-Z][\w.'’-]*|de|da|di|del|der|el|al|la|le|van|von|bin|ibn)"
NAMES = rf"{NAME}(?: {NAME}){{0,5}}"
SEVERAL = rf"{NAMES}(?:,? (?:and|&) {NAMES}|, {NAMES}){{0,5}}"
WORK = r"(?:article|story|report|post|piece|page|item|column|headline|live ?blog|newsletter|episode)"
CHANGED = (
    r"(?:published|updated|corrected|amended|edited|changed|revised|produced|translated|appeared"
    r"|clarified|removed|deleted|part of)"
)
HANDLE = r"(?<![\w.])@\w|\S@\S+\.\w|https?://|\bwww\."

# lines whose words are a date or a time and nothing else

STAMP_LABEL = re.compile(
    r"^(?:first |last )?(?:published|updated?|posted|modified|edited|filed|created|printed)\b"
    rf"(?= ?[:,]| ?\d| (?:at|on|by|an?|{'|'.join(WEEKDAYS)}|{MONTH}|just|today|yesterday|\d)\b)"
    r".{0,60}$",
    re.I,
)
STAMP_WORDS = frozenset(
    [name.lower()[:length] for name in MONTHS + WEEKDAYS for length in (3, 4, len(name))]
    + "first last published updated update posted modified edited filed at on and the of".split()
    + "st nd rd th am pm a p m h hr hrs hour hours min mins minute minutes sec secs day days".split()
    + "week weeks month months year years ago today yesterday now just local time".split()
    + "gmt bst utc cet cest eet est edt et cst cdt ct mst mdt pst pdt pt ist aest aedt sast".split()
    + "eat wat jst hkt sgt msk nzst nzdt t z".split()
)
TIMES = {"ago", "am", "pm", "m"}  # which make a time of a single number
CLOCK = re.compile(
    r"^\W{0,3}(?:(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}),? ?)?"
    r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?::\d\d)?)?\W{0,3}$"
)
STAMP_TOKEN = re.compile(r"[^\W\d_]+|\d+")
DATE = re.compile(rf"^(?:[A-Z][a-z]+day,? )?(?:{MONTH} {DAY}|{DAY} {MONTH}),? \d{{4}}\b.{{0,30}}$")
BYLINE = re.compile(
    r"^(?i:(?:words |story |text |report )?by) (?:[A-Z][\w.'’-]+,? ?){2,4}"
    r"(?:(?:,|and|&|\||in|for) ?(?:[\w.'’-]+ ?){1,5}){0,3}$"
)

# pictures

CAPTION = re.compile(
    r"^(?:(?:file )?(?:photo|image|picture)s?\b[^.]{0,40}:|file\s*[-–—]|photograph:"
    r"|(?:image|picture|photo|video|media) (?:caption|source|credit)\b|pictured\s*:"
    rf"|(?:photo(?:graph)?s?|pictures?|images?|video) (?:by|courtesy(?: of)?) (?-i:{SEVERAL})\W*$)"
    r"|(?:[(.!?”\"] ?|(?-i:\b(?=[A-Z])))(?:image|photo|picture|credit|photograph)s?(?: credit)?\s*:"
    r"\s*[^.]+\.?$|\b(?:image|photo|credit)\s*:\s*[^.]{3,40}\.?$"
    r"|\((?:ap photo|photo by|photo:|image:|reuters/|afp/|getty)[^)]*\)\.?$"
    r"|[(\[](?:(?:file|photo|image)\b:? ?)?(?-i:[A-Z][\w.'’-]+ [A-Z])[^\])(\[/,]{0,40}/ ?[^\])(\[]{2,40}"
    r"[)\]]\.?$"
    r"|(?:[.!?”\"] |, )(?-i:REUTERS|AP Photo|AFP|EPA|Getty Images|Alamy|Shutterstock|PA Images)\b.{0,30}$"
    rf"|[—–-] (?-i:{NAMES}) ?/ ?(?-i:{NAMES})\W*$|^(?:above|below|top|left|right|centre|main image)\s?:"
    rf"|^(?:courtesy(?: of)?|image courtesy) (?-i:{NAMES})\W*$"
    rf"|^(?-i:[A-Z][a-z'’-]+ [A-Z][\w.'’-]+ for (?:the |The )?{NAMES})$"
    r"|/getty images\.?$|^(?:getty images|shutterstock|istock|ap photo)\.?$"
    r"|^(?-i:[A-Z][\w.'’-]+ [A-Z][\w.'’-]+)/(?:reuters|ap|afp|epa|getty|pa|bloomberg)\b[\w /]{0,20}$",
    re.I,
)

# posts on social media

SIGNATURE = re.compile(
    rf"^(?:[-–—―]+ ?.{{1,60}}\(@[\w.-]{{1,60}}\)|{NAMES} \(@[\w.-]{{1,60}}\)).{{0,60}}$"
    r"|^(?i:an? (?:post|video|photo|reel|story) (?:shared|posted|published) by|view (?:this|the|on|in)"
    r"[\w ]{0,20} (?:instagram|threads|bluesky|mastodon|tiktok|facebook|x|twitter)\b"
    rf"|posted by {NAMES} on\b|via @).{{0,80}}$"
    r"|^[\w .'’-]{2,40} / (?:X|Twitter|Facebook|Instagram|Bluesky)$"
)

# what the outlet says of itself

NOTE = re.compile(
    r"^\W*(?:"
    r"corrections?(?: and clarifications?)?(?: ?\([^)]{1,40}\))?(?:,? [\w.,: ]{1,30})? ?[:—–]"
    r"|clarifications?(?: ?\([^)]{1,40}\))?(?:,? [\w.,: ]{1,30})? ?[:—–]"
    r"|(?:editor|publisher|author|reporter|writer)(?:['’]s|s['’]?)? note\b"
    r"|editorial note\b|disclosure ?:|disclaimer\b ?:?"
    rf"|(?:an?|the|one) (?:(?:earlier|previous|prior|original|initial|first) )?(?:version|edition|post"
    rf"|headline)s? (?:of|to|on|in) (?:this|our|the above) {WORK}\b"
    rf"|(?:an?|the) \w+ (?:version|edition|headline)s? (?:of|to|on|in) (?:this|our|the above) {WORK}\b"
    rf"|an? (?:earlier|previous) (?:version|edition|post|headline)s? (?:of the {WORK}|misstated|misspel"
    r"|misidentified|incorrectly|wrongly)"
    rf"|(?:the )?(?:headline|text|photo|caption|standfirst) (?:of|to|on|in|for|with) this {WORK}\b"
    rf"|(?:due to|because of|owing to|through) an? (?:\w+ )?(?:error|mistake)\b.{{0,80}}\b{WORK}\b"
    r"|(?:due to|because of|owing to)\b.{0,80}\ban? (?:earlier|previous) (?:version|headline|edition)\b"
    rf"|note ?: ?(?:this|the) {WORK}\b|we (?:have )?(?:corrected|clarified|amended) (?:the|a|an)\b"
    rf"|this {WORK} (?:includes|contains|uses) (?:material|information|content|reporting) from\b"
    rf"|(?:this|the above) {WORK} (?:was|is|has been|had been|will be|may be|first|originally"
    rf"|previously|appeared)\b.{{0,120}}\b{CHANGED}\b"
    rf"|the (?:article|story) (?:was|has been) (?:\w+ )?(?:updated|corrected|amended|clarified)\b"
    rf"|this {WORK} (?:originally |first |previously )?(?:misstated|misspelle?[dt]|misidentified"
    rf"|incorrectly|wrongly|mistakenly)\b"
    rf"|we (?:have |had |will )?(?:updated?|corrected|amended|changed|removed|clarified|deleted) (?:this|our"
    rf"|the) {WORK}\b"
    rf"|this is an? (?:\w+[ -]){{0,2}}(?:developing|breaking|updated|edited|extended|abridged"
    rf"|translated|sponsored)\b.{{0,20}}\b(?:{WORK}|version|extract|content)\b"
    rf"|(?:update|updated)\b.{{0,40}}[:.] (?:this {WORK}|an earlier)\b"
    r")",
    re.I,
)
LABEL = re.compile(  # the whole line
    r"^\W*(?:"
    r"(?:recommended|related|popular|trending|top|latest|similar|featured|editor['’]?s['’]?|our)"
    r" (?:stories|story|articles?|posts?|news|reading|reads|picks|topics?|coverage|content|videos?"
    r"|links)\b.{0,30}|(?:more|also|other) (?:stories|articles|posts|news|reading|coverage|videos"
    r")(?: like this)?|(?:discover more|more|also|other) (?:from .{2,40}|on this .{3,20}|like this|about .{2,40}|in .{2,30})|(?:you )?(?:may|might|will"
    r"|['’]ll) also (?:like|love|enjoy|be interested in)\b.{0,30}"
    r"|(?:most|more) (?:read|popular|viewed|shared|commented|watched)\b.{0,20}|(?:read|up) next"
    r"|what to read next|further reading|trending(?: now)?|(?:listen|watch|subscribe|read|join|donate)"
    r" now|on this page|in this (?:article|story)|table of contents"
    r"|share(?: (?:this|on|via|with)\b.{0,40})?|copy link|print(?: this.{0,20})?|save(?: article)?"
    r"|(?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|add) a (?:comment|reply)|view comments"
    r"|key (?:events?|points?|moments?|takeaways|developments)|show key events(?: only)?"
    r"|live|live (?:updates?|reporting|feed|blog|coverage)|pinned(?: post)?|new updates?"
    r"|advertisement|advert|ad|sponsored(?: content| by .{2,40})?|promoted"
    r"|(?:story|article|report) continues (?:below|after)\b.{0,30}|skip .{2,40}"
    r"|(?:topics?|tags?|tagged|keywords|filed under|categor(?:y|ies)|sections?) ?:.{0,200}"
    r"|\d{1,2}[ -]min(?:ute)?s?(?: read| listen| watch)?|reading time\b.{0,20}"
    r"|continue reading|read (?:the )?(?:full|whole)\b.{0,60}|play video|more follows|more to come"
    r"|\[?(?:image or embed|embedded content|video|photo|image)\]?|back to top|log ?in|sign in|menu|search|loading|ends?"
    r")\W*$",
    re.I,
)
LINKS = re.compile(  # a line below which links to other articles stand
    r"^\W*(?:recommended|related|trending|most (?:read|popular)|more (?:from|on|stories|news)|read (?:more"
    r"|next|also)|also read|see also|you (?:may|might) also|top stories|editors?['’]?s? picks"
    r"|further reading|up next|what to read next|latest (?:news|stories)|list \d|list of \d)",
    re.I,
)
LEAD_IN = re.compile(  # leads to something else
    r"^\W*(?:(?:read|see|watch|listen|hear|more)(?: (?:more|also|next|now|here|this|on))?|also (?:read"
    r"|see|watch|on)|related(?: articles?| stories| story)?|don['’]?t miss|must[ -]read|explore"
    r"|recommended|in pictures|from the archives?|further reading|sign up(?: here)?"
    r"|contact|follow|twitter|e-?mail|facebook|instagram)\s*[:>|»]",
    re.I,
)
FIXED = re.compile(
    r"^\W*(?:"
    r"for more (?!than)\S+|read more\b|read also\b|also read\b|more on this story"
    r"|(?:with )?(?:additional |further )?(?:reporting|research|photography|graphics|illustrations?)"
    r" (?:by|from)\b|with (?:files|agenc|inputs?|material|reports|additional)\w* (?:from|by)\b"
    r"|(?:editing|writing|compiled|produced|translation|translated|edited|written|reviewed) by\b"
    r"|copyright\b|(?:.{0,80}\s)?©|\(c\) \d|all rights reserved\b|the views expressed\b|our standards:"
    r"|(?:the )?(?:opinions|views) (?:are|expressed)\b|you(?:['’]re| are) receiving this\b"
    r"|this (?:e-?mail|newsletter) (?:was|is) (?:sent|written)\b|unsubscribe\b"
    r"|manage (?:your|e-?mail) (?:preferences|subscription)|(?:was this|has this) \w+ (?:forwarded|sent)"
    r")",
    re.I,
)
# how a sentence begins that calls upon the reader, and what makes it a call of the outlet
OPENING = (
    r"^\W*(?:(?:please|to \w+|and|or|for \w+,?|on \w+,?|why not|be sure to|remember to|make sure to"
    r"|you can(?: also)?) )?(?:{})\b"
)
CALL = re.compile(
    OPENING.format(
        "follow|join|sign(?:ing)? up|subscribe|register|click|tap|watch(?! out)|listen|read|share|send"
        "|e-?mail|contact|write|call|text|tweet|message|download|support|donate|become|visit|tune"
        "|stay|don['’]?t miss|submit|log in|sign in|chip|tell|reach|buy|pre-?order|feedback"
        "|like (?:us|our|the page|this)|keep (?:us|our)|help (?:us|our)|our (?:newsletter|podcast"
        "|app|journalism|free)|your (?:contribution|support|donation|gift|help)"
    ),
    re.I,
)
MAY_CALL = re.compile(  # where only what can be nothing else makes it one
    OPENING.format(
        "find|see|get|check|let|report|try|enter|give|consider|catch|explore|discover|want|got"
        "|have you|have an?|do you|don['’]?t have|are you|were you|did you|would you|enjoy\\w*|already an?"
        "|not an? \\w+ yet|you can|you may|if you|like what you|we (?:want|need|would|rely|['’]d)"
        "|the best way to"
    ),
    re.I,
)
SURE = (
    rf"{HANDLE}|\b(?:newsletters?|inbox|e-?mail(?:s| address|s? us)?|facebook|twitter|instagram"
    r"|tiktok|youtube|whatsapp|telegram|bluesky|threads|mastodon|linkedin|google news|apple news"
    r"|podcasts?|app|push alerts?|news alerts?|alerts|journalism|subscribers?|subscription"
    r"|free trial|an account|membership|becom(?:e|ing) an? (?:member|supporter|subscriber|patron)|donate|comments? (?:below|section)|this author|more updates"
    r"|latest (?:news|stories|updates|headlines)|story ideas?|news tips?|(?:a|your) (?:tip|story)"
    r"|your (?:stories|experiences?|views|questions)|notifications|log in|sign in|hear from you"
    r"|like the page|write to us|tell us|contact us|get in touch)\b|\bon X\b"
    r"|\b(?:click|tap|see|read)\b.{0,40}\bhere\b"
)
CALLED_FOR = re.compile(
    rf"{SURE}|\b(?:us|our|members? of the|donations?|signal|this {WORK}|conversation"
    rf"|(?:full|rest of the) (?:{WORK}|interview|video)|more (?:here|stories|updates|news)|tips?/|newsroom"
    r"|news ?desk|the (?:author|reporter|writer)|home delivery|the (?:\w+ ){0,2}(?:video|clip|ad"
    r"|trailer|gallery))\b|\b(?:here|above|below|the page)\W*$",
    re.I,
)
SURELY_CALLED_FOR = re.compile(SURE, re.I)
# words of what the outlet offers: two of the first, or one beside one of the second, make an offer
OFFERED = re.compile(
    r"\b(?:newsletters?|subscribers?|subscri(?:be|ption)s?|sign(?:ing)? up|sign in|log in|inbox|podcasts?"
    r"|push alerts?|breaking news|alerts|apps?|an account|register|donations?|donate|chip in"
    r"|becom(?:e|ing) an? (?:member|supporter|subscriber|patron)|supporters|readers|membership"
    r"|journalism|comments?|new posts|spotify|apple podcasts|privacy policy|terms of (?:use|service)"
    r"|facebook|instagram|whatsapp|tiktok|youtube|bluesky)\b",
    re.I,
)
READER = re.compile(
    rf"\b(?:you|your|us|our|we|free|please|this (?:{WORK}|newspaper)|thanks for)\b", re.I
)
TOLD = re.compile(r"\b(?:said|says|told|asked|wrote|added|urged|warned|according to)\b|[“\"]", re.I)
FIRST_SENTENCE = re.compile(r"^.{15,}?[.!?…](?=[”’\"')]?\s|$)|^.*$", re.S)

# who wrote it, where nothing but such lines follows

REPORTED = re.compile(
    rf"^\W*{SEVERAL} (?:(?:also )?(?:contributed|assisted)\b(?! to (?!this|the|our))|(?:reported|wrote"
    rf"|filed|contributed)(?: this {WORK})? from (?:the |a )?(?-i:[A-Z])(?!.*\bthat\b)"
    rf"|(?:also )?(?:reported|wrote|filed|edited|translated|produced|researched) (?:this|on this)\b)"
    rf"|^(?:our|the) (?:\w+ )?(?:staff|reporters?|correspondents?|colleagues?|newsroom)\b.{{0,40}}"
    rf"\bcontributed\b|.{{0,80}}\bcontributed (?:to (?:this|the) {WORK}|reporting|from)\b"
    rf"|^(?-i:[A-Z]).{{0,60}}\b(?:writers?|reporters?|correspondents?|staff) {SEVERAL}(?: in {NAMES})?"
    r" contributed\b",
)
OFFICE = r"(?:The|This|That|Gov|Rep|Reps|Sen|Sens|Gen|President|Minister|Governor|Senator|Prime)\b"
ROLE = re.compile(r"\b(?:reporter|correspondent|editor|columnist|writer|journalist|freelance)\b")
LIFE = re.compile(
    rf"^\W*(?:(?i:about the (?:author|writer|reporter)s?)\b|(?!{OFFICE})(?P<name>{NAMES})"
    r"(?:,[^,]{3,80},)? (?:(?:is|are) (?:(?:an?|the|our|one of)\b|(?!\w+ing\b)(?:[\w-]+ ){1,5}(?:at|of"
    r"|for|with) (?:the )?[A-Z]|based\b|(?:[\w-]+ ){0,3}(?:author|editor|founder|director|professor"
    r"|columnist|writer|reporter|correspondent|fellow)\b)|covers|writes|edits|hosts|works (?:at|for|as)|reports (?:on|for|from)"
    r"|has (?:written|covered|reported|worked) )"
    r")"
)


def line_kind(line: str) -> str:
    """Return what a paragraph is by itself: body, caption or boilerplate.

    >>> line_kind("Photo: Ann Lee/AP"), line_kind("Sign up for our newsletter")
    ('caption', 'boilerplate')
    """
    if NOTE.search(line[:LONGEST_LINE]):
        return "boilerplate"
    words = count_words(line)
    if not words:  # stars or dashes between parts
        return "boilerplate"
    if words > LINE_WORDS or len(line) > LONGEST_LINE:
        return "body"
    if words <= LABEL_WORDS and (LABEL.match(line) or is_stamp(line)):
        return "boilerplate"
    if SIGNATURE.match(line) or BYLINE.match(line) or LEAD_IN.match(line) or FIXED.search(line) or is_call(line):
        return "boilerplate"
    if CAPTION.search(line):
        return "caption"
    return "body"


def is_stamp(line):
    """Return whether a line is a date or a time and nothing else, or what it is the date of.

    >>> is_stamp("Tue 5 Mar 2024 10.32am GMT"), is_stamp("May 1968 in Paris")
    (True, False)
    """
    if STAMP_LABEL.match(line) or DATE.match(line):
        return True
    tokens = STAMP_TOKEN.findall(line.lower())
    numbers = sum(map(str.isdigit, tokens))
    words = {token for token in tokens if not token.isdigit()}
    if not words:
        return numbers > 0 and bool(CLOCK.match(line))
    return words <= STAMP_WORDS and (numbers > 1 or (numbers == 1 and not TIMES.isdisjoint(words)))


def is_call(line):
    """Return whether a paragraph begins by calling upon the reader to do something with the outlet
    or its authors: to follow, to subscribe, to write to them.

    >>> is_call("Follow us on Facebook."), is_call("Follow the money, he told us.")
    (True, False)
    """
    sentence = FIRST_SENTENCE.match(line)[0]
    if TOLD.search(sentence):
        return False
    if CALL.match(sentence):
        return bool(CALLED_FOR.search(line))
    return bool(MAY_CALL.match(sentence) and SURELY_CALLED_FOR.search(line))


def is_offer(line):
    """Return whether a paragraph, at the end of an article, offers something of the outlet's to its
    readers.

    >>> is_offer("Don’t have an account? Create one for free."), is_offer("The app was not free.")
    (True, False)
    """
    if count_words(line) > LINE_WORDS or len(line) > LONGEST_LINE or TOLD.search(line):
        return False
    offered = {word.lower() for word in OFFERED.findall(line)}
    return len(offered) > 1 or (len(offered) == 1 and bool(READER.search(line)))


def is_credit(line, told):
    """Return whether a paragraph, at the end of an article, names its authors: who reported or
    contributed, or who somebody is of whom the rest of the article does not speak."""
    if count_words(line) > LINE_WORDS or len(line) > LONGEST_LINE:
        return False
    if REPORTED.search(line):
        return True
    life = LIFE.match(line)
    if not life:
        return False
    name = life["name"] or ""
    if " " not in name and name and not ROLE.search(line):
        return False
    return not name or name.split()[-1].strip(".,") not in told
