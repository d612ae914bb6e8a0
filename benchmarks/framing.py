"""Measure framing: agency against sentences labelled by hand, chance where there is no difference,
time beside the parse.

    python -m benchmarks.framing [ARTICLES.jsonl]

Prints (1) for agency precision, recall and F1 with 95 % interval by kind of actor, beside the bare
subjects and objects of the parse and, where it is installed, textacy's triples, on
tests/gold/agency.csv; (2) how often `side_differences` finds a difference where there is none, and
where there is one, when sentences are drawn from the articles; (3) the CPU time of all measures
as a ratio to the parse. Articles are lines of {"id", "text"}; without a file, those that lie beside
the project."""

import importlib.util
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import annotate, make_article
from helpers.acts import read
from helpers.annotation.annotate import annotate_anew
from helpers.base.intervals import wilson
from helpers.comparing.differences import side_differences
from helpers.framing.agency import AGENT, BY_AGENT, NO_AGENT, PATIENT
from helpers.framing.counts import describe_actors
from helpers.framing.evidence import find_evidence
from helpers.tagging.tagger import load_model
from tests.labelled import cases_by_suite, compare_cases, read_labelled

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "evaluate" / "gold" / "quotes_dev.jsonl"
# of the simulation: rounds, sentences a side, how much likelier agents are
ROUNDS = 500
SENTENCES = (40, 120)
MORE = 5
BARE = {"nsubj": AGENT, "nsubjpass": NO_AGENT, "dobj": PATIENT, "dative": PATIENT}


def by_parse(reading):
    """Return the expressed subjects and objects alone, as the parse has them."""
    parse = reading.parse
    found = set()
    for i, dep in enumerate(parse.dep):
        verb = parse.head[i]
        role = BARE.get(dep)
        if dep == "pobj" and parse.dep[verb] == "agent":
            verb = parse.head[verb]
            role = BY_AGENT
        if role and parse.upos[verb] == "VERB":
            found |= {
                (parse.start[verb], parse.end[verb], actor, role)
                for actor in reading.actors_at([i])
            }
    return found


def by_textacy(reading):
    """Return subject, verb and object as textacy's triples have them."""
    from textacy.extract import subject_verb_object_triples

    doc = load_model()(reading.annotated.article.text)
    found = set()
    for subject, verb, objects in subject_verb_object_triples(doc):
        for tokens, role in ((subject, AGENT), (objects, PATIENT)):
            for token in tokens:
                near = [m.actor for m in reading.mentions if m.start <= token.idx < m.end]
                found |= {
                    (verb[-1].idx, verb[-1].idx + len(verb[-1]), actor, role) for actor in near[:1]
                }
    return found


def score_agency():
    ways = {"suite": cases_by_suite, "parse alone": by_parse}
    if importlib.util.find_spec("textacy"):
        ways["textacy"] = by_textacy
    for part in ("choose", "check"):
        items = read_labelled(part)
        readings = {text: read(annotate(make_article("a", text), cache=False)) for text in items}
        labelled = sum(len(cases) for _, cases in items.values())
        print(f"\nagency, part {part}: {len(items)} items, {labelled} cases")
        for name, way in ways.items():
            sums = {}
            for text, (kind, gold) in items.items():
                counts = np.array(compare_cases(readings[text], way(readings[text]), gold))
                for key in ("all", kind)[: 1 + bool(gold)]:
                    sums[key] = sums.get(key, 0) + counts
            print(
                f"  {name:12}",
                "  ".join(
                    f"{kind} {figures(*sums[kind])}"
                    for kind in sorted(sums, key=lambda k: k != "all")
                ),
            )


def figures(hits, misses, false):
    precision = hits / max(1, hits + false)
    recall = hits / max(1, hits + misses)
    low, high = wilson(
        hits, hits + (misses + false) / 2
    )  # F1 as a share: hits of hits and half of what went wrong
    f1 = 2 * hits / max(1, 2 * hits + misses + false)
    return f"F1 {f1:.3f} ({low:.2f}-{high:.2f}) P {precision:.2f} R {recall:.2f}"


def simulate(evidence):
    """Draw the sentences of one actor for two sides, from the same pool and from two; print how
    often they differ."""
    actor = evidence.loc[evidence["measure"] == "voice", "actor"].value_counts().index[0]
    cases = evidence[
        (evidence["actor"] == actor) & evidence["measure"].isin(["agency", "form", "voice"])
    ]
    groups = [group for _, group in cases.groupby(["article", "sentence"])]
    acting = [
        bool(((group["measure"] == "agency") & (group["category"] == AGENT)).any())
        for group in groups
    ]
    print(f"\nchance: {ROUNDS} rounds, sentences of {actor}, {len(groups)} to draw from")
    weights = np.where(acting, MORE, 1.0)
    for size in SENTENCES:
        random = np.random.default_rng(0)
        tables = {"no difference": [], "more agents": []}
        for _ in range(ROUNDS):
            one, other = (draw(groups, random.integers(len(groups), size=size)) for _ in range(2))
            more = draw(groups, random.choice(len(groups), size=size, p=weights / weights.sum()))
            tables["no difference"].append(side_differences(one, other, repeats=400))
            tables["more agents"].append(side_differences(one, more, repeats=400))
        report_chances(size, tables)


def report_chances(size, rounds):
    for name, tables in rounds.items():
        p, adjusted = (
            np.concatenate([table[column].dropna() for table in tables])
            for column in ("p", "adjusted")
        )
        agent = pd.concat(
            [
                table[(table["measure"] == "agency") & (table["category"] == AGENT)]
                for table in tables
            ]
        )
        any_row = np.mean([(table["adjusted"] < 0.05).any() for table in tables])
        of_agents = (agent["p"] < 0.05).sum() / max(1, agent["p"].notna().sum())
        print(
            f"  {size} a side, {name}: p < .05 in {np.mean(p < 0.05):.3f} of {len(p)} rows, ",
            end="",
        )
        print(f"of the share of agents in {of_agents:.3f}; ", end="")
        print(f"adjusted {np.mean(adjusted < 0.05):.3f}, any row of a table {any_row:.3f}")


def draw(groups, places):
    """Return drawn sentences as an article's evidence, each with a number of its own."""
    return pd.concat(
        [groups[k].assign(article="drawn", sentence=n) for n, k in enumerate(places)],
        ignore_index=True,
    )


def spend(function, items):
    began = time.process_time()
    for item in items:
        function(item)
    return time.process_time() - began


def main(path=ARTICLES):
    warnings.filterwarnings("ignore", module="textacy")
    score_agency()
    if not Path(path).exists():
        print(f"\n{path} is not here: chance and time are not measured")
        return
    with Path(path).open(encoding="utf-8") as lines:
        articles = [make_article(row["id"], row["text"]) for row in map(json.loads, lines)]
    annotated = [annotate_anew(article) for article in articles]
    evidence = pd.concat([find_evidence(one) for one in annotated], ignore_index=True)
    simulate(evidence[evidence["actor"] != ""])
    nlp = load_model()
    parse = spend(nlp, [article.text for article in articles])
    measures = spend(describe_actors, annotated)
    each = 1000 * measures / len(articles)
    print(f"\ntime: {len(articles)} articles, all measures ", end="")
    print(f"{measures / parse:.2f} x the bare parse ({each:.0f} ms an article)")


if __name__ == "__main__":
    main(*sys.argv[1:2])
