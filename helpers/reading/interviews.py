"""Tells interviews from other texts with questions in them, and finds the questions of one that is
printed without labels: short paragraphs that ask somebody something, each followed by what she says
of herself."""

import re
from statistics import median

from helpers.base.text import count_words

FEWEST = 3  # questions
LONGEST = 60  # words of a question
ASKED = re.compile(r"\?[)\]]?$")
BEGUN = re.compile(r"(?:\d{1,2}[.)]\s+)?[^\W\d_a-z]")
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.I)
SPEAKER = re.compile(r"\b(?:I|[Mm]y|me|myself|[Ww]e|[Oo]ur|us)\b")
TALKED = re.compile(
    r"\b(?:interview\w*|spoke (?:to|with)|talk(?:s|ed|ing)? (?:to|with)|sat down|conversation|asked"
    r"|tells?|answers? (?:our|your|readers))\b",
    re.I,
)
LETTERED = re.compile(r"([QA])(?:[.:]\s+|\s+(?=[A-Z]))")
MARKS = tuple("\"“„«‘'")
SAYS = re.compile(r"[”\"’»]\s?,?\s*(?:\w+ ){0,4}(?:said|says|asked|added|told)\b")
LEAST = 9  # words of half the paragraphs that answer
# shares: of questions that say "you", of answers that say "I", of answers that quote, and of
# questions among the paragraphs from the first to the last
ADDRESSED = 0.4
PERSONAL = 0.6
QUOTING = 0.2
DENSE = 0.2
GUIDE = (
    "its questions and answers (Q:, A:) seem to be the outlet's own and are counted as its words",
    "write the speakers' names for Q and A if somebody is interviewed",
)
UNLABELLED = (
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
    if asked and any(YOU.search(words) for words in paragraphs[: asked[0]]):
        return []  # somebody speaks to an audience
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
    return count_words(words) <= LONGEST and bool(BEGUN.match(words))


def answers_to(paragraphs, asked):
    """Return what stands between each question and the next, if anything; behind the last its next
    paragraph."""
    ends = [*asked[1:], asked[-1] + 2] if asked else []
    answers = ("\n".join(paragraphs[n + 1 : end]) for n, end in zip(asked, ends, strict=True))
    return [answer for answer in answers if answer]


def is_interview(questions: list[str], answers: list[str], introduction: str) -> bool:
    """Return whether questions and answers are those of two people: not of a guide, in which an
    outlet answers what readers may ask.

    >>> is_interview(["Do you sing?"], ["I do."], ""), is_interview(["Must I pay?"], ["Yes."], "")
    (True, False)
    """
    to_each_other = found(YOU, questions) + found(SPEAKER, answers)
    to_readers = found(SPEAKER, questions) + found(YOU, answers)
    return to_each_other > to_readers or bool(TALKED.search(introduction))


def found(pattern, texts):
    return sum(bool(pattern.search(text)) for text in texts)


def find_interview_doubts(text):
    """Yield the doubts about who speaks in a text with questions and answers."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if find_questions(lines):
        yield UNLABELLED
    asked = [line[1:] for line in lines if LETTERED.match(line) and line[0] == "Q"]
    answered = [line[1:] for line in lines if LETTERED.match(line) and line[0] == "A"]
    if min(len(asked), len(answered)) >= FEWEST:
        introduction = text[: text.find(asked[0])]
        if not is_interview(asked, answered, introduction):
            yield GUIDE
