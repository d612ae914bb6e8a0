"""Takes tables, gives what they say in one or two plain sentences: the words over the pictures and
in the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from helpers.base.statistics import ENOUGH
from helpers.base.tables import OUTCOMES
from helpers.base.wording import listing, percent, signed
from helpers.base.wordlists import singular
from helpers.framing import EVALUATIVE, ROLE_NOUN, voice_names
from helpers.quotes import NOBODY

if TYPE_CHECKING:
    import pandas as pd

    from helpers.base.article import AnnotatedArticle

FEW = 3  # judgements, or labels: of an actor with fewer nothing is told
# Krippendorff (2004)
TENTATIVE = 0.667
DIVIDED = " (the coders agree too little to judge by)"
CHANGED = {
    "verbs": "reporting verb",
    "actors": "names",
    "numbers": "numbers",
    "dates": "dates",
    "hedges": "hedges",
}


def actors_finding(annotated: AnnotatedArticle) -> str:
    """Return who is in the article: how many actors, named or nameless, and the most mentioned
    ones."""
    actors = annotated.actors[annotated.actors["type"] != "place"]
    if actors.empty:
        return "No actor was found in this article."
    top = listing([f"{row.actor} ({row.mentions})" for row in actors.head(5).itertuples()])
    words = count(int(annotated.tokens["is_word"].sum()), "word")
    found = (
        f"{count(len(actors), 'actor')} {be(len(actors))} mentioned, groups without a name included"
    )
    return f"In {words} {found}; most often {top}."


def tone_finding(sentiment: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return how many sentences are of which tone, and toward whom it is darkest and kindest over
    all voices."""
    sentences = sentiment[sentiment["actor"] == ""]
    if sentences.empty:
        return "There is no sentence to read a tone from."
    labels = sentences["label"].value_counts()
    parts = [f"{labels[label]} {label}" for label in OUTCOMES if label in labels]
    found = f"The tone of {count(len(sentences), 'sentence')} is: {listing(parts)}."
    toward = sentiment[sentiment["actor"].isin(actors.loc[actors["type"] != "place", "actor"])]
    means = toward.groupby("actor")["score"].agg(["mean", "size"])
    means = means[means["size"] >= FEW].sort_values(["mean", "size"])
    if means.empty:
        return f"{found} No actor is spoken of {FEW} times or more."
    ends = [
        f"{row.Index} (mean {signed(row.mean)}, n = {row.size:.0f})"
        for row in means.iloc[[0, -1]].itertuples()
    ]
    if len(means) == 1:
        return f"{found} The only actor spoken of {FEW} times or more is {ends[0]}."
    few = (
        ""
        if means["size"].iloc[[0, -1]].min() >= ENOUGH
        else "; so few judgements cannot be compared"
    )
    return f"{found} Own voice and quotations together, it is darkest toward {ends[0]}, kindest toward {ends[1]}{few}."


def repeats_finding(repeats: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Return how many pairs of sentences repeat each other, and what was changed in the nearest
    edited one."""
    if repeats.empty:
        return f"No sentence of {len(sentences)} repeats another."
    kinds = listing(
        [f"{n} {kind}" for kind, n in repeats["kind"].str.replace("_", " ").value_counts().items()]
    )
    found = f"{count(len(repeats), 'pair')} of sentences that repeat each other: {kinds}."
    edited = repeats[repeats["kind"] != "verbatim"].sort_values("score", ascending=False)
    if edited.empty:
        return found
    row = edited.iloc[0]
    words = [f"{name} {listing(row[name].split())}" for name in ("dropped", "added") if row[name]]
    words += [f"moved “{row['moved']}”"] if row["moved"] else []
    told = [f"{what} {row[column]}" for column, what in CHANGED.items() if row[column]]
    shown = (
        f"{found} Changed in the nearest one: {'; '.join(words) or 'the order of single words'}."
    )
    return f"{shown} Watch the {'; the '.join(told)}." if told else shown


def quotes_finding(ratios: pd.DataFrame) -> str:
    """Return the share of words that is quoted, and who speaks most."""
    whole = ratios[ratios["scope"] == "article"]
    share = whole[whole["speaker"] == ""].set_index("voice")["share"]
    found = f"{percent(share['direct'])} of the words are direct quotation, {percent(share['indirect'])} indirect"
    words = (
        whole[whole["speaker"] != ""]
        .groupby("speaker")["words"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    speakers = words.drop(NOBODY, errors="ignore")
    if speakers.empty:
        return (
            f"{found}; {'of none of it a speaker was found' if len(words) else 'nobody is quoted'}."
        )
    first = percent(speakers.iloc[0] / words.sum())
    return f"{found}. Of {count(len(speakers), 'speaker')} {speakers.index[0]} has most: {first} of the quoted words."


def framing_finding(evidence: pd.DataFrame, actors: pd.DataFrame, actor: str = "") -> str:
    """Return which actor is called most different things (see `most_named`), by whom, and which
    acts most often.

    `evidence` is what `framing.find_evidence` gives. With an `actor` it is told what this one is
    called."""
    shown = evidence[evidence["actor"].isin(actors.loc[actors["type"] != "place", "actor"])]
    chosen = actor
    actor = actor or most_named(shown)
    if not actor:
        return "No actor was found whose framing could be counted."
    labels = shown[(shown["measure"] == "naming") & (shown["actor"] == actor)].drop_duplicates(
        "category"
    )
    if len(labels) == 1 and not chosen:
        return f"No actor is called more than one thing.{acting_most(shown)}"
    if labels.empty:
        return f"{actor[0].upper()}{actor[1:]} is called nothing but its name.{acting_most(shown)}"
    voices = voice_names(labels)
    told = listing(
        (f"{label} ({voice})" for label, voice in zip(labels["category"], voices, strict=True)),
        most=8,
    )
    found = f"{actor[0].upper()}{actor[1:]} is called {'' if chosen else 'most different things: '}{told}."
    return found + acting_most(shown)


def acting_most(evidence: pd.DataFrame) -> str:
    """Return who is shown acting most often, all of them if several are, as the end of a
    finding."""
    acting = evidence[evidence["measure"] == "agency"]
    agents = acting.loc[acting["category"].str.startswith("agent"), "actor"].value_counts()
    if agents.empty:
        return " Nobody is shown acting."
    most = agents.index[agents == agents.iloc[0]]
    verbs = acting["actor"].value_counts()
    told = listing(
        f"{actor} (agent of {agents[actor]} of {count(verbs[actor], 'verb')})" for actor in most
    )
    return f" {told[0].upper()}{told[1:]} {be(len(most))} shown acting most."


def choose_pair(
    actors: pd.DataFrame, evidence: pd.DataFrame, actor: str | None = None, other: str | None = None
) -> tuple[str, str]:
    """Return the actor to look at closely and the one to compare it with: those asked for, else the
    one called most different things, and the most mentioned other one; empty where there is none.

    Raises ValueError if the article has no actor of a name that was asked for.
    """
    ranked = actors.loc[actors["type"] != "place", "actor"].tolist()
    for name in filter(None, (actor, other)):
        check_actor(name, ranked)
    actor = actor or most_named(evidence[evidence["actor"].isin(ranked)])
    return actor, other or next((name for name in ranked if name != actor), "")


def choose_actor(evidence: pd.DataFrame, actor: str | None = None) -> str:
    """Return the actor asked for, else the one called most different things. Raises ValueError if
    it is not there."""
    if actor:
        check_actor(actor, evidence["actor"])
    return actor or most_named(evidence)


def check_actor(name: str, actors: Iterable[str]) -> None:
    """Raise ValueError, naming the likeliest ones, if there is no actor of a name."""
    known = list(dict.fromkeys(actors))
    if name not in known:
        part = [actor for actor in known if name.lower() in actor.lower()]
        near = [*part, *get_close_matches(name, known)] or known
        raise ValueError(
            f"there is no actor {name!r} here; did you mean {listing(dict.fromkeys(near), last=' or ')}?"
        )


def most_named(evidence: pd.DataFrame) -> str:
    """Return the actor that is called by the most different nouns, names and titles aside; of
    equals who has most labels, and comes first. Actors of fewer than three labels only count where
    there is no other; empty if there is none."""
    labels = evidence[(evidence["measure"] == "naming") & (evidence["actor"] != "")]
    if labels.empty:
        return ""
    noun = (
        labels["category"]
        .str.lower()
        .str.split(" ")
        .str[-1]
        .where(labels["detail"].isin([ROLE_NOUN, EVALUATIVE]))
    )
    labels = labels.assign(noun=noun.map(singular, na_action="ignore"))
    often = labels[labels.groupby("actor")["noun"].transform("size") >= FEW]
    counts = (
        (labels if often.empty else often)
        .groupby("actor", sort=False)[["noun", "category"]]
        .nunique()
    )
    return counts.sort_values(["noun", "category"], ascending=False, kind="stable").index[0]


def compare_finding(
    framing: pd.DataFrame, pairs: pd.DataFrame, annotated: Sequence[AnnotatedArticle]
) -> str:
    """Return how many sentences the articles share, and the largest difference whose intervals do
    not overlap."""
    if len(annotated) < 2:
        return (
            "There is one article only: name others on the same event in OTHERS to compare it with."
        )
    across = int((pairs["article"] != pairs["article_b"]).sum())
    found = f"{len(annotated)} articles share {count(across, 'pair')} of sentences."
    apart = []
    for measure, category, words in (
        ("salience", "mentions", "share of mentions"),
        ("words", "direct", "directly quoted words"),
    ):
        rows = framing[
            (framing["measure"] == measure)
            & (framing["category"] == category)
            & (framing["actor"] != NOBODY)
        ]
        for actor, group in rows.groupby("actor", sort=False):
            low = group.loc[group["value"].idxmin()]
            high = group.loc[group["value"].idxmax()]
            if low["high"] < high["low"]:
                apart.append((high["value"] - low["value"], actor, words, low, high))
    if not apart:
        return f"{found} No actor's share of mentions or of quoted words differs by more than its interval."
    _, actor, words, low, high = max(apart, key=lambda row: row[0])
    shares = f"{percent(low['value'])} in {low['article']}, {percent(high['value'])} in {high['article']}"
    return f"{found} The largest difference with intervals that do not overlap is in the {words} of {actor}: {shares}."


def agreement_finding(summary: pd.DataFrame) -> str:
    """Return whether the numbers were checked by hand: how many items of what, the coders' alpha,
    how often the machine is right.

    `summary` is what `checking.summarise` returns.
    """
    checked = summary[summary["items"] > summary["undecided"] + summary["unclear"]]
    if checked.empty:
        there = (
            "the coding sheet has no answer yet that decides"
            if len(summary)
            else "no coded sheet lies beside this article"
        )
        return f"Not checked by hand: {there}."
    parts = [
        f"{row.what} n = {row.items - row.undecided - row.unclear}, "
        + (
            f"alpha = {row.alpha:.2f}{DIVIDED * bool(row.alpha < TENTATIVE)}, "
            if row.alpha == row.alpha
            else ""
        )
        + f"right in {percent(row.accuracy)} ({percent(row.low)} to {percent(row.high)})"
        + f", {row.unclear} more that the machine calls unclear" * (row.unclear > 0)
        + f", {row.undecided} more on which the coders are divided" * (row.undecided > 0)
        for row in checked.itertuples()
    ]
    return f"Checked by hand by {count(max(1, int(checked['coders'].max())), 'coder')}: {listing(parts, join='; ', last='; ')}."


def be(n: int) -> str:
    return "is" if n == 1 else "are"


def count(n: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "pair"), count(1200, "word")
    ('1 pair', '1,200 words')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
