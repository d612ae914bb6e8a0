"""The wordings of captions, dates and posts' signatures, and of what an outlet says of itself, of
its authors and to its readers."""

import re

from helpers.base.text import MONTH, MONTHS, WEEKDAYS


def either(alternatives):
    r"""Return the pattern of several, which stand a line each.

    >>> either("one\n    two words")
    '(?:one|two words)'
    """
    lines = filter(None, map(str.strip, alternatives.split("\n")))
    return f"(?:{'|'.join(lines)})"


DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NAME = r"(?:[A-Z][\w.'’-]*|de|da|di|del|der|el|al|la|le|van|von|bin|ibn)"
NAMES = rf"{NAME}(?: {NAME}){{0,5}}"
SEVERAL = rf"{NAMES}(?:,? (?:and|&) {NAMES}|, {NAMES}){{0,5}}"
WORK = either("""
    article|story|report|post|piece|page|item|column
    headline|live ?blog|newsletter|episode
""")
CHANGED = either("""
    published|appeared|updated|corrected|amended|edited|changed|revised|clarified
    produced|translated|removed|deleted|part of
""")
VERSION = r"(?:version|edition|post|headline)s?"
PLATFORM = either("""
    facebook|twitter|instagram|tiktok|youtube|whatsapp|telegram|bluesky|threads|mastodon|linkedin
    google news|apple news|spotify|apple podcasts
""")
HANDLE = r"(?<![\w.])@\w|\S@\S+\.\w|https?://|\bwww\."

# lines whose words are a date or a time and nothing else, or a name

STAMP_LABEL = re.compile(
    r"^(?:first |last )?(?:published|updated?|posted|modified|edited|filed|created|printed)\b"
    rf"(?= ?[:,]| ?\d| (?:at|on|by|an?|{'|'.join(WEEKDAYS)}|{MONTH}|just|today|yesterday|\d)\b)"
    r".{0,60}$",
    re.I,
)
STAMP_WORDS = frozenset(
    [name.lower()[:length] for name in MONTHS + WEEKDAYS for length in (3, 4, len(name))]
    + "first last published updated update posted modified edited filed at on and the of".split()
    + "st nd rd th am pm a p m h hr hrs hour hours min mins minute minutes sec secs day".split()
    + "days week weeks month months year years ago today yesterday now just local time".split()
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
SOURCE_AND_DATE = re.compile(  # "The Weston Chronicle, 3 June 2024", "Leeds, 3 June 2024, 08:10"
    rf"^{NAMES}(?:,| ?[|·–—-]) (?:(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:{MONTH} {DAY}|{DAY} {MONTH}),? \d{{4}}(?:,? \d{{1,2}}[:.]\d\d)?\W?$"
)
BYLINE = re.compile(
    r"^(?i:(?:words |story |text |report )?by) (?:[A-Z][\w.'’-]+,? ?){2,4}"
    r"(?:(?:,|and|&|\||in|for) ?(?:[\w.'’-]+ ?){1,5}){0,3}$"
)

# pictures

PERSON = r"[A-Z][\w.'’-]+ [A-Z][\w.'’-]+"
PICTURE = r"(?:image|photo|picture|photograph)"
NO_MARK = r"[^\])(\[/]"
AGENCY = r"(?:REUTERS|AP Photo|AFP|EPA|Getty Images|Alamy|Shutterstock|PA Images)"
CAPTION = re.compile(
    either(rf"""
        ^(?:file )?(?:photo|image|picture)s?\b[^.]{{0,40}}:
        ^file\s*[-–—]
        ^photograph:
        ^(?:image|picture|photo|video|media) (?:caption|source|credit)\b
        ^pictured\s*:
        ^(?:above|below|top|left|right|centre|main image)\s?:
        ^(?:{PICTURE}s?|video) (?:by|courtesy(?: of)?) (?-i:{SEVERAL})\W*$
        ^(?:courtesy(?: of)?|image courtesy) (?-i:{NAMES})\W*$
        ^(?-i:[A-Z][a-z'’-]+ [A-Z][\w.'’-]+ for (?:the |The )?{NAMES})$
        ^(?:getty images|shutterstock|istock|ap photo)\.?$
        ^(?-i:{PERSON})/(?:reuters|ap|afp|epa|getty|pa|bloomberg)\b[\w /]{{0,20}}$
        (?:[(.!?”"] ?|(?-i:\b(?=[A-Z])))(?:{PICTURE}|credit)s?(?: credit)?\s*:\s*[^.]+\.?$
        \b(?:image|photo|credit)\s*:\s*[^.]{{3,40}}\.?$
        \((?:ap photo|photo by|photo:|image:|reuters/|afp/|getty)[^)]*\)\.?$
        [(\[](?:(?:file|photo)\b:? ?)?(?-i:{PERSON}){NO_MARK}{{0,40}}/[^)(\]\[]{{2,40}}[)\]]\.?$
        (?:[.!?”"] |, )(?-i:{AGENCY})\b.{{0,30}}$
        [—–-] (?-i:{NAMES}) ?/ ?(?-i:{NAMES})\W*$
        /getty images\.?$
    """),
    re.I,
)

# posts on social media

SIGNATURE = re.compile(
    either(rf"""
        ^[-–—―]+ ?.{{1,60}}\(@[\w.-]{{1,60}}\).{{0,60}}$
        ^{NAMES} \(@[\w.-]{{1,60}}\).{{0,60}}$
        ^(?i:an? (?:post|video|photo|reel|story) (?:shared|posted|published) by).{{0,80}}$
        ^(?i:view (?:this|the|on|in)[\w ]{{0,20}} (?:x|{PLATFORM})\b).{{0,80}}$
        ^(?i:posted by) {NAMES} (?i:on)\b.{{0,80}}$
        ^(?i:via) @.{{0,80}}$
        ^[\w .'’-]{{2,40}} / (?:X|Twitter|Facebook|Instagram|Bluesky)$
    """)
)

# what the outlet says of itself

DATED = r"(?: ?\([^)]{1,40}\))?(?:,? [\w.,: ]{1,30})? ?[:—–]"
ADDED = "(?:made|added|appended|issued)"
TO_THIS = rf"(?:this {WORK}|(?:the )?{DAY}\b|{MONTH} {DAY})"
NOTE = re.compile(
    r"^\W*"
    + either(rf"""
        corrections?(?: and clarifications?)?{DATED}
        clarifications?{DATED}
        an? (?:correction|clarification) (?:was|has been) {ADDED}(?:{DATED}| (?:on|to) {TO_THIS}\b)
        (?:when|if|whenever) we (?:learn|(?:become|are made) aware) of an? (?:mistake|error),? we\b
        (?:editor|publisher|author|reporter|writer)(?:['’]s|s['’]?)? note\b
        editorial note\b
        disclosure ?:
        disclaimer\b ?:?
        note ?: ?(?:this|the) {WORK}\b
        (?:an?|the|one) (?:\w+ )?{VERSION} (?:of|to|on|in) (?:this|our|the above) {WORK}\b
        an? (?:earlier|previous) {VERSION} of the {WORK}\b
        an? (?:earlier|previous) {VERSION} (?:misstated|misidentified|incorrectly|wrongly)
        an? (?:earlier|previous) {VERSION} (?:misspelled|misspelt)
        (?:the )?(?:text|photo|caption|standfirst) (?:of|to|on|in|for|with) this {WORK}\b
        (?:due to|because of|owing to|through) an? (?:\w+ )?(?:error|mistake)\b.{{0,80}}\b{WORK}\b
        (?:due to|because of|owing to)\b.{{0,80}}\ban? (?:earlier|previous) {VERSION}\b
        (?:this|the above) {WORK} (?:was|is|has|had|will|may|first)\b.{{0,120}}\b{CHANGED}\b
        (?:this|the above) {WORK} originally\b.{{0,120}}\b{CHANGED}\b
        (?:this|the above) {WORK} (?:previously|appeared)\b.{{0,120}}\b{CHANGED}\b
        the (?:article|story) (?:was|has been) (?:\w+ )?(?:updated|corrected|amended|clarified)\b
        this {WORK} (?:\w+ )?(?:misstated|misspelled|misspelt|misidentified|wrongly|mistakenly)\b
        this {WORK} (?:\w+ )?incorrectly\b
        this {WORK} (?:includes|contains|uses) (?:material|information|content|reporting) from\b
        we (?:have |had |will )?(?:updated?|corrected|amended|changed|clarified) (?:this|our) \w+
        we (?:have )?(?:corrected|clarified|amended) (?:the|a|an)\b
        this is an? (?:\w+[ -]){{0,2}}(?:developing|breaking|edited|abridged)\b.{{0,20}}{WORK}
        this is an? (?:\w+[ -]){{0,2}}(?:edited|abridged|translated|updated) (?:version|extract)\b
        (?:update|updated)\b.{{0,40}}[:.] (?:this {WORK}|an earlier)\b
    """),
    re.I,
)
OF_CORRECTIONS = re.compile(r"\b(?:corrections?|clarifications?|retractions?)\b")
LABEL = re.compile(  # the whole line
    r"^\W*"
    + either(r"""
        (?:recommended|related|popular|trending|top|latest|similar|featured) \w+.{0,30}
        (?:our|editors?['’]?s?) (?:top )?(?:stories|picks|choice|coverage|videos)
        (?:more|also|other) (?:stories|articles|posts|news|reading|coverage|videos)(?: like this)?
        (?:discover more|more|also|other) (?:from .{2,40}|on this .{3,20}|like this)
        more (?:about .{2,40}|in .{2,30})
        (?:you )?(?:may|might|will|['’]ll) also (?:like|love|enjoy|be interested in)\b.{0,30}
        (?:most|more) (?:read|popular|viewed|shared|commented|watched)\b.{0,20}
        (?:read|up) next
        what to read next|further reading|trending
        (?:listen|watch|subscribe|read|join|donate) now
        on this page|in this (?:article|story)|table of contents
        share(?: (?:this|on|via|with)\b.{0,40})?
        copy link|print(?: this.{0,20})?|save(?: article)?
        (?:\d+ )?comments?(?: \(\d+\))?|view comments|(?:leave|post|add) a (?:comment|reply)
        key (?:events?|points?|moments?|takeaways|developments)|show key events(?: only)?
        live|live (?:updates?|reporting|feed|blog|coverage)|pinned(?: post)?|new updates?
        advertisement|advert|ad|sponsored(?: content| by .{2,40})?|promoted
        (?:story|article|report) continues (?:below|after)\b.{0,30}
        skip .{2,40}
        (?:topics?|tags?|tagged|keywords|filed under|category|categories|sections?) ?:.{0,200}
        \d{1,2}[ -]min(?:ute)?s?(?: read| listen| watch)?|reading time\b.{0,20}
        continue reading|read (?:the )?(?:full|whole)\b.{0,60}
        play video|more follows|more to come|ends?
        \[?(?:image or embed|embedded content|video|photo|image)\]?
        (?:end of )?list(?: of \d{1,2} items?| \d{1,2} of \d{1,2})?
        back to top|log ?in|sign in|menu|search|loading
    """)
    + r"\W*$",
    re.I,
)
LINKS = re.compile(  # a line below which links to other articles stand
    r"^\W*"
    + either(r"""
        recommended|related|trending|top stories|latest (?:news|stories)
        most (?:read|popular)|more (?:from|on|stories|news)|you (?:may|might) also
        read (?:more|next|also)|also read|see also|further reading|what to read next|up next
        editors?['’]?s? picks|list \d|list of \d
    """),
    re.I,
)
LEAD_IN = re.compile(  # leads to something else
    r"^\W*"
    + either(r"""
        (?:read|see|watch|listen|hear|more)(?: (?:more|also|next|now|here|this|on))?
        also (?:read|see|watch|on)|related(?: articles?| stories| story)?|recommended
        don['’]?t miss|must[ -]read|explore|in pictures|from the archives?|further reading
        sign up(?: here)?|contact|follow|twitter|e-?mail|facebook|instagram
    """)
    + r"\s*[:>|»]",
    re.I,
)
FIXED = re.compile(
    r"^\W*"
    + either(r"""
        for more (?!than)\S+|read more\b|read also\b|also read\b|more on this story
        (?:with )?(?:additional |further )?(?:reporting|research) (?:by|from)\b
        (?:with )?(?:additional |further )?(?:photography|graphics|illustrations?) by\b
        with (?:files|agenc|inputs?|material|reports|additional)\w* (?:from|by)\b
        (?:editing|writing|compiled|produced|translation|translated|edited|reviewed) by\b
        written by\b
        copyright\b|(?:.{0,80}\s)?©|\(c\) \d|all rights reserved\b
        our standards:
        (?:the )?(?:opinions|views) (?:are|expressed)\b
        you(?:['’]re| are) receiving this\b|unsubscribe\b
        this (?:e-?mail|newsletter) (?:was|is) (?:sent|written)\b
        manage (?:your|e-?mail) (?:preferences|subscription)
        (?:was this|has this) \w+ (?:forwarded|sent)
    """),
    re.I,
)

# how a sentence begins that calls upon the reader, and what makes it a call of the outlet

PRELUDE = either(r"""
    please|to \w+|and|or|for \w+,?|on \w+,?|why not|(?:be|make) sure to|remember to
    you can(?: also)?
""")
BEFORE = rf"^\W*(?:{PRELUDE} )?"
CALL = re.compile(
    BEFORE
    + either(r"""
        follow|join|sign(?:ing)? up|subscribe|register|click|tap|watch(?! out)|listen|read|share
        send|e-?mail|contact|write|call|text|tweet|message|download|support|donate|become|visit|tune
        stay|don['’]?t miss|submit|log in|sign in|chip|tell|reach|buy|pre-?order|feedback
        like (?:us|our|the page|this)|keep (?:us|our)|help (?:us|our)
        our (?:newsletter|podcast|app|journalism|free)
        your (?:contribution|support|donation|gift|help)
    """)
    + r"\b",
    re.I,
)
MAY_CALL = re.compile(  # where only what can be nothing else makes it one
    BEFORE
    + either(r"""
        find|see|get|check|let|report|try|enter|give|consider|catch|explore|discover|want|got
        have you|have an?|do you|don['’]?t have|are you|were you|did you|would you|enjoy\w*
        already an?|not an? \w+ yet|you can|you may|if you|like what you
        we (?:want|need|would|rely|['’]d)|the best way to
    """)
    + r"\b",
    re.I,
)
MAKER = r"(?:author|reporter|writer|editors?|team|news ?(?:room|desk))"
SURE = either(rf"""
    {HANDLE}
    \b(?:newsletters?|inbox|e-?mail(?:s| address|s? us)?|podcasts?|app|{PLATFORM})\b
    \b(?:push alerts?|news alerts?|alerts|notifications|comments? (?:below|section)|journalism)\b
    \b(?:subscribers?|subscription|free trial|an account|membership|donate|log in|sign in)\b
    \bbecom(?:e|ing) an? (?:member|supporter|subscriber|patron)\b
    \b(?:this author|more updates|latest (?:news|stories|updates|headlines)|like the page)\b
    \b(?:story ideas?|news tips?|(?:a|your) (?:tip|story)|your (?:stories|experiences?|views))\b
    \b(?:your questions|hear from you|write to us|tell us|contact us|let us know)\b
    \bget in touch\b(?! with (?!us\b|me\b|our\b|the {MAKER}|(?-i:[A-Z])))
    \bon X\b
    \b(?:click|tap|see|read)\b.{{0,40}}\bhere\b
""")
SURELY_CALLED_FOR = re.compile(SURE, re.I)
CALLED_FOR = re.compile(
    either(rf"""
        {SURE}
        \b(?:us|our|members? of the|donations?|signal|conversation|newsroom|news ?desk|tips?/)\b
        \b(?:this {WORK}|(?:full|rest of the) (?:{WORK}|interview|video)|home delivery)\b
        \b(?:more (?:here|stories|updates|news)|the (?:author|reporter|writer))\b
        \bthe (?:\w+ ){{0,2}}(?:video|clip|ad|trailer|gallery)\b
        \b(?:here|above|below|the page)\W*$
    """),
    re.I,
)
# words of what the outlet offers: two of the first, or one beside one of the second, make an offer
OFFERED = re.compile(
    r"\b"
    + either(r"""
        newsletters?|inbox|podcasts?|push alerts?|breaking news|alerts|apps?|new posts|comments?
        subscribers?|subscri(?:be|ption)s?|sign(?:ing)? up|sign in|log in|an account|register
        donations?|donate|chip in|supporters|readers|membership|journalism
        becom(?:e|ing) an? (?:member|supporter|subscriber|patron)
        privacy policy|terms of (?:use|service)|spotify|apple podcasts
    """)
    + r"\b",
    re.I,
)
READER = re.compile(
    rf"\b(?:you|your|us|our|we|for free|please|this (?:{WORK}|newspaper)|thanks for)\b", re.I
)
TOLD = re.compile(r"\b(?:said|says|told|asked|wrote|added|urged|warned|according to)\b|[“\"]", re.I)
FIRST_SENTENCE = re.compile(r"^.{15,}?[.!?…](?=[”’\"')]?\s|$)|^.*$", re.S)

# who wrote it, where nothing but such lines follows

REPORTER = r"(?:writers?|reporters?|correspondents?|staff)"
REPORTED = re.compile(
    either(rf"""
        ^\W*{SEVERAL} (?:also )?(?:contributed|assisted)\b(?! to (?!this|the|our))
        ^\W*{SEVERAL} (?:reported|wrote|filed)(?: this {WORK})? from (?:the |a )?[A-Z](?!.*\bthat\b)
        ^\W*{SEVERAL} (?:also )?(?:reported|wrote|edited|translated|produced) (?:this|on this)\b
        ^(?i:our|the) (?:\w+ )?(?:{REPORTER}|colleagues?|newsroom)\b.{{0,40}}\bcontributed\b
        ^.{{0,80}}\bcontributed (?:to (?:this|the) {WORK}|reporting|from)\b
        ^[A-Z].{{0,60}}\b{REPORTER} {SEVERAL}(?: in {NAMES})? contributed\b
    """)
)
OFFICE = r"(?:The|This|That|Gov|Rep|Reps|Sen|Sens|Gen|President|Minister|Governor|Senator|Prime)\b"
ROLE = re.compile(r"\b(?:reporter|correspondent|editor|columnist|writer|journalist|freelance)\b")
BEING = either(r"""
    (?:is|are) (?:an?|the|our|one of|based)\b
    (?:is|are) (?!\w+ing\b)(?:[\w-]+ ){1,5}(?:at|of|for|with) (?:the )?[A-Z]
    (?:is|are) (?:[\w-]+ ){0,3}(?:author|editor|founder|director|professor|fellow)\b
    (?:is|are) (?:[\w-]+ ){0,3}(?:columnist|writer|reporter|correspondent)\b
    covers|writes|edits|hosts|works (?:at|for|as)|reports (?:on|for|from)
    has (?:written|covered|reported|worked)\b
""")
LIFE = re.compile(
    either(rf"""
        ^\W*(?i:about the (?:author|writer|reporter)s?)\b
        ^\W*(?!{OFFICE})(?P<name>{NAMES})(?:,[^,]{{3,80}},)? {BEING}
    """)
)
