"""Doubts about a text: it is cut by its source, has lost its apostrophes, or was read poorly from a
picture; and none of these about a text that is whole."""

import json
import re

import pytest
from shared import elsewhere

from helpers.reading.cuts import find_cut
from helpers.reading.doubts import find_doubts

BEGINNING = (
    "Ferry yard to close\n\n"
    "The ferry company will close its yard at Halvik next spring, its owners said on Friday.\n\n"
    "“Nobody asked the men who weld the hulls,” said Berit Moe, who speaks for the workers.\n\n"
)
WHOLE = BEGINNING + (
    "The owners said that orders had fallen for three years. The bank would not wait, they added.\n"
)


def reasons(text):
    return [reason for reason, _ in find_doubts(text)]


CUT = re.compile("cut|breaks off")

ENDS_THAT_ARE_CUT = [
    "The owners said that orders had fallen for th… [+3120 chars]",
    "The owners said that orders had fallen for three years… [+812 characters]",
    "The owners said that orders had fallen [1204 more words]",
    "The owners said that orders had fallen for three years... [truncated]",
    "The owners said that orders had fallen for three years and that the",
    "The bank would not wait. The owners said that orders had fallen for three years and",
    "The bank would not wait. The owners said that the yard of their grandfathers had",
    "The owners said that orders had fallen for three years …",
    "The owners said that orders had fallen for three years [...]",
    "Subscribe to read on.",
    "Subscribe now for full access",
    "Already a subscriber? Log in",
    "This article is for subscribers only.",
    "You have reached your limit of free articles this month.",
    "Sign in or create a free account to continue reading",
    "To read the rest of this story, become a member.",
    "Unlock this article and support our newsroom\n\nFrom £1 a week",
    "This content is exclusive to our premium readers. Start your free trial today.",
    "Read the full story",
    "Read more",
    "Continue reading →\n\n© 2024 The Halvik Test. All rights reserved.",
    "Please register to view the whole article.\n\nMore from Business\n\nContact us",
    "The rest of this article is available to paying readers",
    "This is a premium article. Please subscribe to continue.",
    "Only subscribers can read this article",
    "The owners said that orders had fallen… 512 more words",
    "The owners said that orders had fallen [Content truncated]",
    "This preview ends here",
    "Keep reading with a 7-day free trial",
    "This story is behind a paywall",
    "Click here to read more",
    "ONLY AVAILABLE IN PAID PLANS",
    "The owners said that orders had fallen for three years and that the ba",
]


@pytest.mark.parametrize("end", ENDS_THAT_ARE_CUT)
def test_a_text_that_its_source_has_cut_is_doubted(end):
    assert any(map(CUT.search, reasons(BEGINNING + end)))


ENDS_OF_WHOLE_TEXTS = [
    "",
    "Who",
    "(Reporting by Ann Bee in Halvik and Ben Cole in London; editing by Cy Dee)",
    "The owners said that orders had fallen for three years.",
    "“The bank will not wait,” she said. “It never does…”",
    "Reporting by Ann Bee in Halvik and Ben Cole in London; editing by Cy Dee",
    "The bank would not wait.\n\nRead more: Bank denies that it put pressure on the yard",
    "The bank would not wait.\n\nSubscribe to our newsletter",
    "The bank would not wait.\n\nFollow the Halvik Test on social media for more of our articles",
    "The readers could subscribe to the plan and read the full article of the treaty, he said.",
    "“Sign in, read the story and continue,” the tutor said.\n\nThe course is free.",
    "Ben Cole is a reporter in London. He has written about ferries for twenty years.",
    "Topics: ferries, shipping, Halvik\n\nShare this article",
    "The bank would not wait.\n\nPhotograph: Ann Bee for the Halvik Test",
    "Contact the reporter at ann@example.org",
    "The full report is available on the council's website.",
    "Ann Bee is a member of the board of the Halvik Test.",
    "To get the full picture, buy the book.",
    "This story has been updated with words of members of the board.",
    "Readers can view the plans at the town hall until Friday.",
]


@pytest.mark.parametrize("text", ["", "-", "Élysée: “oui”", "…", "[", "said"])
def test_a_text_of_a_word_or_none_is_not_taken_for_a_cut_one(text):
    assert not find_cut(text) or text == "…"


@pytest.mark.parametrize("end", ENDS_OF_WHOLE_TEXTS)
def test_a_whole_text_is_not_taken_for_a_cut_one(end):
    assert not any(map(CUT.search, reasons(BEGINNING + end)))


DENIED = (
    "The minister said he didn’t know. “We don’t have the votes,” she replied. It’s a pity. "
    "There wasn’t more."
)
WITHOUT_APOSTROPHES = [
    DENIED.replace("’", ""),
    DENIED.replace("’", "?"),
    DENIED.replace("’", " "),
    DENIED.replace("’", "\ufffd"),
    DENIED.replace("’", "").upper(),
    "Russia’s foreign minister met France’s president. China’s envoy left early.".replace("’", ""),
    "The country’s largest bank will close. The company’s shares fell in today’s trade.".replace(
        "’", ""
    ),
    "Kadri Lind and Petra Ohm spoke. Lind’s party met on Monday. Ohm’s is small.".replace("’", ""),
    "The union’s envoy: "
    + "“It’s not our job,” said Kadri Lind, and they’re right. I don’t know. You can’t.".replace(
        "’", ""
    ),
]


@pytest.mark.parametrize("text", WITHOUT_APOSTROPHES)
def test_a_text_that_lost_its_apostrophes_is_doubted(text):
    assert any("apostrophe" in reason for reason in reasons(text))


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "The minister said he didn’t know. “We " + "don’t".replace("’", "") + " have it,” he said.",
        "Both Koreas and the Americas signed. The Germanys of the Cold War had two days for it.",
        "Its owners and its workers met. The union put its case. It is not its last, it was said.",
        "Why? That is so? They said so. Size S and size T were sold out, the shop said.",
        "Mondays and Fridays are for boys and girls; the keys of the valleys were the railways.",
    ],
)
def test_a_text_with_its_apostrophes_is_not_doubted(text):
    assert not any("apostrophe" in reason for reason in reasons(text))


ARTICLE = (
    "The harbour authority announced on Thursday that the government would compensate fishermen "
    "for their losses, although environmental organisations had criticised the agreement. The "
    "minister told reporters that the money would be paid before the end of the year, and that "
    "smaller boats would be first in line. Members of the opposition said that the sum was far "
    "too low and called for a debate in the chamber. "
)
SLIPS = [
    str.maketrans({"h": "b", "e": "c", "i": "l", "n": "u"}),
    str.maketrans({"o": "0", "i": "1", "s": "5"}),
    str.maketrans({"m": "rn", "l": "|", "t": "f"}),
]


def misread(text, slip, every):
    """Return a text in which letters of every so many words are misread."""
    words = text.split(" ")
    words[::every] = [word.translate(slip) for word in words[::every]]
    return " ".join(words)


@pytest.mark.parametrize("slip", SLIPS)
def test_letters_that_were_read_poorly_from_a_picture_are_doubted(slip):
    text = misread(ARTICLE * 3, slip, every=3)
    assert any("letters were read" in reason for reason in reasons(text))


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE * 3,
        WHOLE * 5,
        "At 10am on 3rd May the G20 and COVID-19 experts met on the A14 near junction 12B. " * 10,
        "ﬁshermen’s co-operatives’ chief said he’d “re-elected” the vice-chair in mid-2019. " * 10,
    ],
)
def test_ordinary_words_are_not_taken_for_misread_ones(text):
    assert not any("letters were read" in reason for reason in reasons(text))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["cut|breaks off", "apostrophe", "letters were read", "hyphen"])
def test_doubts_are_rare_about_real_articles(kind):
    path = elsewhere("gold/quotes_train.jsonl")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    doubted = [text for text in texts if any(re.search(kind, reason) for reason in reasons(text))]
    assert len(doubted) <= 1 + len(texts) / 500
