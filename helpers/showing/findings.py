"""Puts what the tables show into one or two plain sentences: those over the pictures and in the
report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from math import isnan
from typing import TYPE_CHECKING

from helpers.base.intervals import ENOUGH
from helpers.base.tables import OUTCOMES
from helpers.base.wording import listing, number_of, percent, signed
from helpers.base.wordlists import singular
from helpers.framing import EVALUATIVE, ROLE_NOUN, voice_names
from helpers.quotes import NOBODY

if TYPE_CHECKING:
    import pandas as pd

    from helpers.base.article import AnnotatedArticle

FEW = 3  # judgements, or labels: an actor with fewer is left out
TENTATIVE = 0.667  # below this alpha not even tentative conclusions are drawn: Krippendorff (2004)
DIVIDED = " (the coders agree too little to judge by)"
CHANGED = {
    "verbs": "reporting verb",
    "actors": "names",
    "numbers": "numbers",
    "dates": "dates",
    "hedges": "hedges",
}
# what is compared between articles: measure and category, and both in words
COMPARED = (
    ("salience", "mentions", "share of mentions"),
    ("words", "direct", "directly quoted words"),
)


def actors_finding(annotated: AnnotatedArticle) -> str:
    """Return who is in the article: how many actors, named or nameless, and the most mentioned
    ones."""
    actors = annotated.actors[annotated.actors["type"] != "place"]
    if actors.empty:
        return "No actor was found in this article."
    top = listing([f"{row.actor} ({row.mentions})" for row in actors.head(5).itertuples()])
    words = number_of(int(annotated.tokens["is_word"].sum()), "word")
    mentioned = f"{number_of(len(actors), 'actor')} {be(len(actors))} mentioned"
    return f"In {words} {mentioned}, groups without a name included; most often {top}."


def tone_finding(sentiment: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return how many sentences are of which tone, and toward whom it is darkest and kindest over
    all voices."""
    sentences = sentiment[sentiment["actor"] == ""]
    if sentences.empty:
        return "There is no sentence to read a tone from."
    labels = sentences["label"].value_counts()
    parts = [f"{labels[label]} {label}" for label in OUTCOMES if label in labels]
    finding = f"The tone of {number_of(len(sentences), 'sentence')} is: {listing(parts)}."
    toward = sentiment[sentiment["actor"].isin(without_places(actors))]
    means = toward.groupby("actor")["score"].agg(["mean", "size"])
    means = means[means["size"] >= FEW].sort_values(["mean", "size"])
    if means.empty:
        return f"{finding} No actor is spoken of {FEW} times or more."
    ends = means.iloc[[0, -1]]
    darkest, kindest = (
        f"{row.Index} (mean {signed(row.mean)}, n = {row.size:.0f})" for row in ends.itertuples()
    )
    if len(means) == 1:
        return f"{finding} The only actor spoken of {FEW} times or more is {darkest}."
    few = ""
    if ends["size"].min() < ENOUGH:
        few = "; so few judgements cannot be compared"
    toward_whom = f"it is darkest toward {darkest}, kindest toward {kindest}"
    return f"{finding} Own voice and quotations together, {toward_whom}{few}."


def repeats_finding(repeats: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Return how many pairs of sentences repeat each other, and what was changed in the nearest
    edited one."""
    if repeats.empty:
        return f"No sentence of {len(sentences)} repeats another."
    counts = repeats["kind"].str.replace("_", " ").value_counts()
    kinds = listing([f"{n} {kind}" for kind, n in counts.items()])
    pairs = number_of(len(repeats), "pair")
    finding = f"{pairs} of sentences that repeat each other: {kinds}."
    edited = repeats[repeats["kind"] != "verbatim"].sort_values("score", ascending=False)
    if edited.empty:
        return finding
    return f"{finding} {edits_in_words(edited.iloc[0])}"


def edits_in_words(pair):
    """Return what was changed from one sentence of a pair to the other."""
    words = [f"{name} {listing(pair[name].split())}" for name in ("dropped", "added") if pair[name]]
    if pair["moved"]:
        words.append(f"moved “{pair['moved']}”")
    changed = "; ".join(words) or "the order of single words"
    sentence = f"Changed in the nearest one: {changed}."
    watched = [f"{what} {pair[column]}" for column, what in CHANGED.items() if pair[column]]
    if watched:
        sentence += f" Watch the {'; the '.join(watched)}."
    return sentence


def quotes_finding(ratios: pd.DataFrame) -> str:
    """Return the share of words that is quoted, and who speaks most."""
    whole = ratios[ratios["scope"] == "article"]
    share = whole[whole["speaker"] == ""].set_index("voice")["share"]
    finding = f"{percent(share['direct'])} of the words are direct quotation"
    finding += f", {percent(share['indirect'])} indirect"
    words = whole[whole["speaker"] != ""].groupby("speaker")["words"].sum()
    if words.empty:
        return f"{finding}; nobody is quoted."
    words = words.sort_values(ascending=False, kind="stable")
    speakers = words.drop(NOBODY, errors="ignore")
    if speakers.empty:
        return f"{finding}; of none of it a speaker was found."
    first = f"{percent(speakers.iloc[0] / words.sum())} of the quoted words"
    of_all = f"Of {number_of(len(speakers), 'speaker')} {speakers.index[0]} has most"
    return f"{finding}. {of_all}: {first}."


def framing_finding(evidence: pd.DataFrame, actors: pd.DataFrame, actor: str = "") -> str:
    """Return which actor is called most different things (see `most_named`), by whom, and which
    acts most often.

    `evidence` is what `framing.find_evidence` returns. With an `actor` the sentence is about what
    this one is called."""
    shown = evidence[evidence["actor"].isin(without_places(actors))]
    called = actor or most_named(shown)
    if not called:
        return "No actor was found whose framing could be counted."
    rows = shown[(shown["measure"] == "naming") & (shown["actor"] == called)]
    labels = rows.drop_duplicates("category")
    if len(labels) == 1 and not actor:
        finding = "No actor is called more than one thing."
    elif labels.empty:
        finding = f"{capitalised(called)} is called nothing but its name."
    else:
        voiced = zip(labels["category"], voice_names(labels), strict=True)
        names = listing((f"{label} ({voice})" for label, voice in voiced), most=8)
        most = "" if actor else "most different things: "
        finding = f"{capitalised(called)} is called {most}{names}."
    return f"{finding} {acting_most(shown)}"


def acting_most(evidence: pd.DataFrame) -> str:
    """Return who is shown acting most often: all of them, if several are."""
    acting = evidence[evidence["measure"] == "agency"]
    agents = acting.loc[acting["category"].str.startswith("agent"), "actor"].value_counts()
    if agents.empty:
        return "Nobody is shown acting."
    most = agents.index[agents == agents.iloc[0]]
    verbs = acting["actor"].value_counts()
    parts = []
    for actor in most:
        parts.append(f"{actor} (agent of {agents[actor]} of {number_of(verbs[actor], 'verb')})")
    return f"{capitalised(listing(parts))} {be(len(most))} shown acting most."


def choose_pair(
    actors: pd.DataFrame, evidence: pd.DataFrame, actor: str | None = None, other: str | None = None
) -> tuple[str, str]:
    """Return the actor to look at closely and the one to compare it with: those asked for, else the
    one called most different things, and the most mentioned other one; empty where there is none.

    Raises ValueError if the article has no actor of a name that was asked for.
    """
    ranked = without_places(actors).tolist()
    for name in filter(None, (actor, other)):
        check_actor(name, ranked)
    actor = actor or most_named(evidence[evidence["actor"].isin(ranked)])
    if not other:
        other = next((name for name in ranked if name != actor), "")
    return actor, other


def choose_actor(evidence: pd.DataFrame, actor: str | None = None) -> str:
    """Return the actor asked for, else the one called most different things.

    Raises ValueError if there is no actor of the name that was asked for."""
    if actor:
        check_actor(actor, evidence["actor"])
    return actor or most_named(evidence)


def check_actor(name: str, actors: Iterable[str]) -> None:
    """Raise ValueError, naming the likeliest ones, if there is no actor of a name."""
    names = list(dict.fromkeys(actors))
    if name not in names:
        longer = [actor for actor in names if name.lower() in actor.lower()]
        likely = dict.fromkeys([*longer, *get_close_matches(name, names)] or names)
        suggested = listing(likely, last=" or ")
        raise ValueError(f"there is no actor {name!r} here; did you mean {suggested}?")


def most_named(evidence: pd.DataFrame) -> str:
    """Return the actor that is called by the most different nouns, names and titles aside; of
    equals the one with most labels, then the first; empty if there is none.

    Actors of fewer than three labels only count where there is no other."""
    labels = evidence[(evidence["measure"] == "naming") & (evidence["actor"] != "")]
    if labels.empty:
        return ""
    last_word = labels["category"].str.lower().str.split(" ").str[-1]
    noun = last_word.where(labels["detail"].isin([ROLE_NOUN, EVALUATIVE]))
    labels = labels.assign(noun=noun.map(singular, na_action="ignore"))
    often = labels[labels.groupby("actor")["noun"].transform("size") >= FEW]
    if not often.empty:
        labels = often
    counts = labels.groupby("actor", sort=False)[["noun", "category"]].nunique()
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
    finding = f"{len(annotated)} articles share {number_of(across, 'pair')} of sentences."
    differences = list(clear_differences(framing))
    if not differences:
        none = "No actor's share of mentions or of quoted words differs by more than its interval."
        return f"{finding} {none}"
    _, where, low, high = max(differences, key=lambda difference: difference[0])
    lowest = f"{percent(low['value'])} in {low['article']}"
    highest = f"{percent(high['value'])} in {high['article']}"
    largest = f"The largest difference with intervals that do not overlap is in the {where}"
    return f"{finding} {largest}: {lowest}, {highest}."


def clear_differences(framing):
    """Yield each difference between articles whose intervals do not overlap: how large it is, in
    what, and the rows of the lowest and the highest value."""
    for measure, category, words in COMPARED:
        rows = framing[(framing["measure"] == measure) & (framing["category"] == category)]
        rows = rows[rows["actor"] != NOBODY]
        for actor, group in rows.groupby("actor", sort=False):
            low = group.loc[group["value"].idxmin()]
            high = group.loc[group["value"].idxmax()]
            if low["high"] < high["low"]:
                yield high["value"] - low["value"], f"{words} of {actor}", low, high


def agreement_finding(summary: pd.DataFrame) -> str:
    """Return whether the numbers were checked by hand: how many items of what, the coders' alpha,
    how often the machine is right.

    `summary` is what `checking.summarise` returns.
    """
    checked = summary[summary["items"] > summary["undecided"] + summary["unclear"]]
    if len(checked):
        coders = number_of(max(1, int(checked["coders"].max())), "coder")
        parts = [agreement_in_words(row) for row in checked.itertuples()]
        return f"Checked by hand by {coders}: {listing(parts, join='; ', last='; ')}."
    if len(summary):
        return "Not checked by hand: the coding sheet has no answer yet that decides."
    return "Not checked by hand: no coded sheet lies beside this article."


def agreement_in_words(row):
    """Return how far coders and machine agree on one kind of item."""
    parts = [f"{row.what} n = {row.items - row.undecided - row.unclear}"]
    if not isnan(row.alpha):
        divided = DIVIDED if row.alpha < TENTATIVE else ""
        parts.append(f"alpha = {row.alpha:.2f}{divided}")
    interval = f"{percent(row.low)} to {percent(row.high)}"
    parts.append(f"right in {percent(row.accuracy)} ({interval})")
    if row.unclear > 0:
        parts.append(f"{row.unclear} more that the machine calls unclear")
    if row.undecided > 0:
        parts.append(f"{row.undecided} more on which the coders are divided")
    return ", ".join(parts)


def without_places(actors):
    """Return the names in the table `actors` but for those of places."""
    return actors.loc[actors["type"] != "place", "actor"]


def be(n: int) -> str:
    """Return the form of "to be" for so many."""
    return "is" if n == 1 else "are"


def capitalised(text):
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
