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
        "ill. Adeyemi wants them cut.",
        {"Adeyemi": "Lucy Adeyemi"},
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
        {"Chelsea": "Chelsea Brandt", "Jordan Avery": "Jordan Avery"},
    ),
    (
        COUPLES,
        "Siblings split over farm\n\nHarald Osei wants to sell the farm. His sister Brigid Osei"
        " does not.\n\n“It is ours,” Ms. Osei said. Mr. Osei said that the bank owned most of "
        "it. Ms. Osei wept.",
        {"Ms. Osei": "Brigid Osei", "Mr. Osei": "Harald Osei"},
    ),
    (
        COUPLES,
        "Sir Roland Peck and Lady Amelia Peck gave the museum a painting. Lady Peck chose it."
        " Sir Roland paid. “I never liked it,” he said. Mr. Peck, their son, was absent.",
        {"Lady Peck": "Amelia Peck", "Sir Roland paid": "Roland Peck"},
    ),
    (
        COUPLES,
        "Tobias and Greta Lund won the lottery. Mr. Lund bought a boat and Mrs. Lund a piano."
        " The Lunds live in Vaasa.",
        {"Mr. Lund": "Tobias Lund", "Mrs. Lund": "Greta Lund"},
    ),
    (
        COUPLES,
        "Prime Minister Andrew Cole met his brother, Archbishop Simon Cole. Archbishop Cole "
        "prayed. Prime Minister Cole did not.",
        {"Archbishop Cole": "Simon Cole", "Prime Minister Cole": "Andrew Cole"},
    ),
    (
        PARTS,
        "Inés Olabarri Zubía runs the port. Olabarri Zubía has 90 workers. Olabarri pays them"
        " well. INÉS OLABARRI ZUBÍA WAS BORN IN BERMEO.",
        {"Olabarri Zubía": "Inés Olabarri Zubía", "Olabarri pays": "Inés Olabarri Zubía"},
    ),
    (
        PARTS,
        "Cornelis ter Braak and Giulia Di Marco bought a vineyard from Omar el-Khatib. Ter "
        "Braak drinks no wine. Di Marco does. El-Khatib moved to Lyon. Khatib is 70.",
        {
            "Ter Braak": "Cornelis ter Braak",
            "El-Khatib": "Omar el-Khatib",
            "Khatib is": "Omar el-Khatib",
        },
    ),
    (
        PARTS,
        "Fiona O'Shea beat Choi Min-seo and Darragh MacCarthy. O’Shea is 24. Mr. MacCarthy is"
        " 30. Choi is 19.",
        {"O’Shea": "Fiona O'Shea", "Mr. MacCarthy": "Darragh MacCarthy", "Choi is": "Choi Min-seo"},
    ),
    (
        PARTS,
        "Franklin D. Mercer Jr. runs a zoo. Franklin Mercer Sr. founded it. Mercer Sr. died "
        "in May. J. K. Aldous painted it. JK Aldous is blind.",
        {"Mercer Sr.": "Franklin Mercer Sr.", "JK Aldous": "J. K. Aldous"},
    ),
    (
        PARTS,
        "Dagmar Vlčková spoke in Brno. Vlckova said that rents were too high. Mikhail "
        "Semyonovich Gorelov agreed. Gorelov, 50, builds flats. Gorelow was wrong, she said.",
        {
            "Vlckova": "Dagmar Vlčková",
            "Gorelov, 50": "Mikhail Semyonovich Gorelov",
            "Gorelow": "Mikhail Semyonovich Gorelov",
        },
    ),
    (
        CAPITALS,
        "LINDGREN SAYS NO TO ADEBAYO\n\nMinister Tove Lindgren will not meet Kola Adebayo, the "
        "striker said on Monday. Adebayo had asked twice. Lindgren was in Rome.",
        {"LINDGREN": "Tove Lindgren", "ADEBAYO": "Kola Adebayo"},
    ),
    (
        CAPITALS,
        "Flood takes bridge\n\nBEATRIX HOLM, the mayor, closed the road. Holm said that it was "
        "late.\n\nHOLM UNDER FIRE\n\nThe Farmers Party wants her to go.",
        {"BEATRIX HOLM": "Beatrix Holm", "HOLM UNDER": "Beatrix Holm", "Holm said": "Beatrix Holm"},
    ),
    (
        CAPITALS,
        "Kessler Denies Leak As Unions Rally\n\nThe banker Dieter Kessler denied on Tuesday "
        "that he had leaked the list. Kessler will be heard on Friday.",
        {"Kessler": "Dieter Kessler"},
    ),
    (
        OFFICES,
        "Commissioner for Fisheries and Oceans Marta Ruiz banned the nets. Ruiz was praised. "
        "Minister of State for Home Affairs Robert Njoroge was not.",
        {"Marta Ruiz": "Marta Ruiz", "Robert Njoroge": "Robert Njoroge", "Ruiz was": "Marta Ruiz"},
    ),
    (
        OFFICES,
        "Labour MP Hazel Tindall asked for an inquiry. Governor of the Bank of Astoria Peter "
        "Wynn refused. Wynn and Tindall have met before.",
        {"Tindall have": "Hazel Tindall", "Wynn and": "Peter Wynn"},
    ),
    (
        OFFICES,
        "President of the Chamber of Crafts Helena Voss said that apprentices were few. Voss "
        "runs a forge.",
        {"Voss runs": "Helena Voss"},
    ),
    (
        PLACES,
        "Austin Farrow and Verona Farrow keep bees. Austin said that the winter had been "
        "mild. Verona sells the honey.",
        {"Austin said": "Austin Farrow", "Verona sells": "Verona Farrow"},
    ),
    (
        PLACES,
        "Georgia Lennox won the slalom. “I flew,” Georgia said. Her coach said that Georgia "
        "had trained for years.",
        {"Georgia": "Georgia Lennox"},
    ),
    (
        PLACES,
        "Israel Brandt is a tailor in Haifa. Israel said on Monday that it would open the "
        "border. The Israeli army withdrew.",
        {"Israel said": "Israel"},
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
        named = mentions[overlap & mentions["form"].isin(["name", "metonym"])]
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
