"""Finds the questions of an interview that is printed without labels: short paragraphs that ask
somebody something, each followed by what she says of herself."""

import re
from statistics import median

from helpers.base.text import count_words

FEWEST = 3  # questions
LONGEST = 60  # words of a question
ASKED = re.compile(r"\?[)\]]?$")
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.I)
SPEAKER = re.compile(r"\b(?:I|my|me|myself|we|our|us)\b")
MARKS = tuple("\"“„«‘'")
SAYS = re.compile(r"[”\"’»]\s?,?\s*(?:\w+ ){0,4}(?:said|says|asked|added|told)\b")
LEAST = 9  # words of half the paragraphs that answer
# shares: of questions that say "you", of answers that say "I", of answers that quote, and of
# questions among the paragraphs from the first to the last
ADDRESSED = 0.4
PERSONAL = 0.6
QUOTING = 0.2
DENSE = 0.2
DOUBT = (
    "it looks like an interview without names at its questions and answers: paragraphs that end in "
    "a question mark are counted as the interviewer's words, what follows as the answers",
    "write the speaker and a colon before each turn (“LEE: We go.”) if that is wrong",
)


def find_questions(paragraphs: list[str]) -> list[int]:
    """Return the numbers of the paragraphs that are the questions of an interview; none if the text
    is no interview without labels.

    >>> find_questions(["A talk", "Do you sing?", "I do.", "Where?", "In my shop.", "You paint?"])
    []
    """
    asked = [n for n, words in enumerate(paragraphs) if is_question(words)]
    while asked and asked[0] == 0:
        asked.pop(0)  # a title
    answers = answers_to(paragraphs, asked)
    if len(answers) < FEWEST or len(answers) < 0.7 * len(asked):
        return []
    addressed = sum(bool(YOU.search(paragraphs[n])) for n in asked)
    personal = sum(bool(SPEAKER.search(answer)) for answer in answers)
    quoting = sum(bool(SAYS.search(answer)) for answer in answers)
    longer = sum(map(count_words, answers)) > sum(count_words(paragraphs[n]) for n in asked)
    inner = set(range(asked[0], asked[-1] + 2)).difference(asked)
    long = median(count_words(paragraphs[n]) for n in inner if n < len(paragraphs)) >= LEAST
    dense = len(asked) >= DENSE * (asked[-1] - asked[0] + 1)
    said = personal >= PERSONAL * len(answers) and quoting < QUOTING * len(answers)
    to_somebody = addressed >= ADDRESSED * len(asked)
    return asked if said and to_somebody and longer and long and dense else []


def is_question(words):
    """Return whether a paragraph asks and is short, and does not stand in marks."""
    if not ASKED.search(words) or words.startswith(MARKS):
        return False
    return count_words(words) <= LONGEST and words[0].isupper()


def answers_to(paragraphs, asked):
    """Return what stands between each question and the next, if anything; behind the last its next
    paragraph."""
    ends = [*asked[1:], asked[-1] + 2] if asked else []
    answers = (
        "\n".join(paragraphs[n + 1 : end]) for n, end in zip(asked, ends, strict=True)
    )
    return [answer for answer in answers if answer]


def interview_doubt(text: str):
    """Yield the doubt, if there is one, that a text is an interview without labels."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if find_questions(lines):
        yield DOUBT
