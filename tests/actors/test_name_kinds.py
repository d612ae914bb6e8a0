"""Names as real articles have them, kind by kind: who is meant in short articles of our own."""

import pytest

from helpers import annotate, make_article

CAPITALS = "names in capitals"
COUPLES = "one last name, several bearers"
OFFICES = "long offices before names"
PARTS = "parts and spellings of one name"
PLACES = "first names that are places"

# kind, text, words → the actor whom each of their mentions means
TEXTS = [
    (
        COUPLES,
        "Judge Viktor Halloran and his wife, the painter Ingrid Halloran, moved to Lund.\n\n"
        "Mrs. Halloran said that the light was good. Mr. Halloran said that it was cold. "
        "Mr Halloran retired in May.",
        {"Mrs. Halloran": "Ingrid Halloran", "Mr. Halloran": "Viktor Halloran"},
    ),
    (
        COUPLES,
        "Oscar Brandt sold the yard to his daughter Louise Brandt.\n\nMs Brandt has run it for "
        "a year. Louise wants to hire. “He never asks,” Ms Brandt said. Mr Brandt, who is 80, "
        "still comes by.",
        {
            "Ms Brandt": "Louise Brandt",
            "Louise wants": "Louise Brandt",
            "Mr Brandt": "Oscar Brandt",
        },
    ),
    (
        COUPLES,
        "Governor Teresa Quint spoke in Orlen. Her cousin, Senator Dale Quint, did not come.\n\n"
        "Gov. Quint promised a bridge. Sen. Quint has blocked it twice, and Sen. Quint will do "
        "so again.",
        {"Gov. Quint": "Teresa Quint", "Sen. Quint": "Dale Quint"},
    ),
    (
        COUPLES,
        "Peter and Maria Lindqvist opened a bakery in Falun last year. Maria bakes and Peter "
        "sells. Mr. Lindqvist said that it was hard. Mrs. Lindqvist laughed.",
        {"Mr. Lindqvist": "Peter Lindqvist", "Mrs. Lindqvist": "Maria Lindqvist"},
    ),
    (
        COUPLES,
        "Donald Marsh and his wife Helena Marsh arrived late. Helena Marsh wore green. Helena "
        "Marsh did not speak. Mr. Marsh spoke for an hour. Mr. Marsh thanked nobody.",
        {"Mr. Marsh": "Donald Marsh"},
    ),
    (
        PARTS,
        "Ángela Ibáñez Urrutia leads the party. Ibáñez Urrutia won by a hair. “We did it,” "
        "Ibáñez said. Angela Ibanez Urrutia will be sworn in on Monday.",
        {"Ibáñez Urrutia": "Ángela Ibáñez Urrutia", "Angela Ibanez": "Ángela Ibáñez Urrutia"},
    ),
    (
        PARTS,
        "Ruth van den Akker and Pier De Santis met Gen. Faisal al-Tamimi. Van den Akker was "
        "pleased, De Santis was not. Al-Tamimi left. Tamimi had a plane to catch.",
        {
            "Van den Akker": "Ruth van den Akker",
            "De Santis was": "Pier De Santis",
            "Al-Tamimi": "Faisal al-Tamimi",
            "Tamimi had": "Faisal al-Tamimi",
        },
    ),
    (
        PARTS,
        "Nuala O’Hagan, Seán Mac Bride and Kang Dae-ho sit on the board. O'Hagan is its chair. "
        "MacBride and Kang voted against her. Kang Dae-Ho may resign. O’Hagan will stay.",
        {"O'Hagan": "Nuala O’Hagan", "Kang Dae-Ho": "Kang Dae-ho", "MacBride": "Seán Mac Bride"},
    ),
    (
        PARTS,
        "Walter T. Prescott III will testify on Friday. Walter Prescott was the bank's lawyer. "
        "Mr. Prescott denied it. His son, Lionel Prescott Jr., will not.",
        {"Mr. Prescott": "Walter T. Prescott III", "Walter Prescott": "Walter T. Prescott III"},
    ),
    (
        PARTS,
        "Abu Omar Haddad is a teacher. Yusuf Abu Haddad is a judge.\n\nAbu Haddad ruled on "
        "Monday. Abu Haddad said that the law was clear.",
        {"Abu Haddad": "Yusuf Abu Haddad"},
    ),
    (
        PARTS,
        "Khalid bin Rashid met King Rashid. Bin Rashid asked for money. Zhao Lijuan, the "
        "minister, was there. “No,” said Zhao. Ms. Zhao left.",
        {"Bin Rashid": "Khalid bin Rashid", "Ms. Zhao": "Zhao Lijuan"},
    ),
    (
        CAPITALS,
        "NDIAYE WINS AS BERGLUND CONCEDES\n\nCANDIDATE Fatou Ndiaye won the mayor's race in "
        "Aldby on Sunday. Gustav Berglund called her at noon. Ndiaye thanked him.",
        {"NDIAYE": "Fatou Ndiaye", "BERGLUND": "Gustav Berglund"},
    ),
    (
        CAPITALS,
        "Ferry blaze: captain held\n\nMATEO ARRIETA, the captain, was held on Friday. Arrieta "
        "said nothing. PAULA VENN, a passenger, said that Arrieta had left first. Venn wept.",
        {"MATEO ARRIETA": "Mateo Arrieta", "Arrieta": "Mateo Arrieta", "Venn wept": "Paula Venn"},
    ),
    (
        CAPITALS,
        "Council backs tram\n\nMayor Elin Sundby spoke for the tram on Monday.\n\nSUNDBY: I "
        "WILL NOT YIELD\n\nThe Harbour Union wants a ferry. Sundby said that both could be had.",
        {"SUNDBY": "Elin Sundby"},
    ),
    (
        OFFICES,
        "Secretary of State for Rural Affairs Hilda Brockmann said that the dam was safe. Former "
        "minister for Work and Pensions Anton Saar said that it was not. Brockmann and Saar met.",
        {"Hilda Brockmann": "Hilda Brockmann", "Anton Saar": "Anton Saar"},
    ),
    (
        OFFICES,
        "Deputy head of the Department of Parks and Forests Lucy Adeyemi said that the oaks were "
        "ill. Adeyemi wants them cut. Chair of the Board of Trade Ivo Petkov agreed.",
        {"Adeyemi": "Lucy Adeyemi", "Ivo Petkov": "Ivo Petkov"},
    ),
    (
        OFFICES,
        "Green MP Sunniva Dahl called it a disgrace. The judge, Mr Justice Ravenscroft, gave the "
        "firm a week. Ravenscroft was not amused. Dahl cheered.",
        {"Dahl": "Sunniva Dahl", "Ravenscroft": "Ravenscroft"},
    ),
    (
        PLACES,
        "Paris Whitcombe and Adelaide Whitcombe own the last mill of Dunholt. Paris said that "
        "grain was dear. Adelaide said that they would not sell. Paris mends the wheel.",
        {"Paris": "Paris Whitcombe", "Adelaide": "Adelaide Whitcombe"},
    ),
    (
        PLACES,
        "Florence Odell teaches in Kilbane. Her sister Carolina Odell drives the bus. Florence "
        "told reporters that the school would close. “I will be out of work,” Carolina said.",
        {"Florence": "Florence Odell", "Carolina": "Carolina Odell"},
    ),
    (
        PLACES,
        "Jordan Avery won the race in Jordan. Chelsea Brandt came second. Jordan has now won "
        "twice. Chelsea said that she was ill. Jordan Avery is 19.",
        {"Chelsea": "Chelsea Brandt", "Jordan has": "Jordan Avery", "Jordan Avery": "Jordan Avery"},
    ),
]


def who(annotated, words):
    """Return the actors of the outermost names that overlap some words, wherever these stand."""
    text = annotated.article.text
    mentions = annotated.mentions
    actors = set()
    start = text.find(words)
    while start >= 0:
        overlap = (mentions["start"] < start + len(words)) & (mentions["end"] > start)
        named = mentions[overlap & (mentions["form"] == "name")]
        actors |= set(named["actor"]) or {"(none)"}
        start = text.find(words, start + 1)
    return actors


CASES = [
    pytest.param(text, words, actor, id=f"{kind}: {words}")
    for kind, text, answers in TEXTS
    for words, actor in answers.items()
]


@pytest.mark.parametrize(("text", "words", "actor"), CASES)
def test_who_is_named(text, words, actor):
    annotated = annotate(make_article("test", text), cache=False)
    assert {name.title() for name in who(annotated, words)} == {actor.title()}
