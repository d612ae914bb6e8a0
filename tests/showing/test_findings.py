"""The findings in words: true of their tables, and whole sentences also where there is little to
say."""

import pytest
from shared import annotated_of

from helpers import annotate, make_article
from helpers.base.tables import join_tables
from helpers.comparing.articles import compare_articles
from helpers.framing.counts import describe_actors
from helpers.framing.evidence import find_evidence
from helpers.quotes.ratios import quote_ratios
from helpers.repeats.pairs import find_repeats
from helpers.sentiment.scores import score_sentences
from helpers.showing import findings


def all_findings(annotated):
    framing = describe_actors(annotated)
    pairs = find_repeats(annotated.sentences)
    return [
        findings.actors_finding(annotated),
        findings.tone_finding(score_sentences(annotated), annotated.actors),
        findings.repeats_finding(pairs, annotated.sentences),
        findings.quotes_finding(quote_ratios(annotated)),
        findings.framing_finding(find_evidence(annotated), annotated.actors),
        findings.compare_finding(framing, pairs, [annotated]),
    ]


def test_they_are_sentences_whatever_the_article(any_annotated):
    for finding in all_findings(any_annotated):
        assert finding[0].isupper() or finding[0].isdigit()
        assert finding.endswith(".") and "nan" not in finding and "  " not in finding


def test_the_first_article_in_words(first):
    found = all_findings(first)
    assert found[0].startswith("In 368 words ") and "most often Mali (" in found[0]
    assert found[2].startswith("1 pair of sentences that repeat each other: 1 restated.")
    assert found[4].startswith(
        "Wagner Group is called most different things: Russian soldiers (the article), "
        "instructors (Mali's"
    )
    assert (
        found[3].startswith("28% of the words are direct quotation")
        and "Sergey Lavrov has most" in found[3]
    )


def test_who_acts_most_is_counted_in_verbs_and_not_in_mentions():
    text = "Mali was attacked. Mali was bombed. Mali was shelled. Mali left. "
    text += "Chad bought planes. Chad sold ships. Chad built roads."
    annotated = annotate(make_article("a", text), cache=False)
    finding = findings.framing_finding(find_evidence(annotated), annotated.actors)
    assert "Chad (agent of 3 of 3 verbs) is shown acting most." in finding


def test_all_who_act_most_often_are_named():
    annotated = annotate(
        make_article("a", "Chad bought planes. Mali sold ships. Mali was bombed."), cache=False
    )
    finding = findings.framing_finding(find_evidence(annotated), annotated.actors)
    assert (
        "Chad (agent of 1 of 1 verb) and Mali (agent of 1 of 2 verbs) are shown acting most."
        in finding
    )


def test_the_darkest_and_the_kindest_are_told_with_their_numbers():
    text = "Mali won a great prize. Mali won again. Mali won the best prize. "
    one = annotate(make_article("a", text), cache=False)
    assert "The only actor spoken of 3 times or more is Mali (mean +" in findings.tone_finding(
        score_sentences(one), one.actors
    )
    text += "Chad murdered them. Chad tortured them. Chad was accused of crimes."
    two = annotate(make_article("a", text), cache=False)
    finding = findings.tone_finding(score_sentences(two), two.actors)
    assert (
        "it is darkest toward Chad (mean −" in finding and "kindest toward Mali (mean +" in finding
    )
    assert finding.endswith("so few judgements cannot be compared.")


def test_who_is_called_nothing_and_who_has_no_name_is_told_in_words():
    annotated = annotate(
        make_article("a", "Chad met Niger. “They are terrorists of Niger,” it was said."),
        cache=False,
    )
    evidence = find_evidence(annotated)
    for actor in ("", "Chad", "Niger"):
        finding = findings.framing_finding(evidence, annotated.actors, actor)
        assert "()" not in finding and "called ." not in finding and "is called" in finding


@pytest.mark.parametrize(
    "names", [["lavrov_mali.txt", "samples/open_ledger.md"], ["lavrov_mali.txt", "lavrov_mali.txt"]]
)
def test_a_difference_is_told_only_beyond_the_intervals(names):
    annotated = [annotated_of(name) for name in names]
    framing = compare_articles(annotated)[0]
    finding = findings.compare_finding(
        framing, find_repeats(join_tables([one.sentences for one in annotated])), annotated
    )
    if names[0] == names[1]:
        assert finding.endswith(
            "No actor's share of mentions or of quoted words differs by more than its interval."
        )
    else:
        assert "The largest difference with intervals that do not overlap is in" in finding


def test_a_misspelt_actor_is_told_with_the_likeliest(first):
    evidence = find_evidence(first)
    assert (
        findings.choose_actor(evidence) == "Wagner Group"
        and findings.choose_actor(evidence, "Mali") == "Mali"
    )
    with pytest.raises(ValueError, match=r"no actor 'Lavrow' here; did you mean .*Sergey Lavrov"):
        findings.choose_actor(evidence, "Lavrow")
    with pytest.raises(ValueError, match="did you mean Wagner Group"):
        findings.choose_pair(first.actors, evidence, "Wagner")
