"""Takes an annotated article, gives how each actor is named, shown acting or acted upon, hedged, placed and voiced.

Every share is counted from rows of evidence: `find_evidence` gives them, `describe_actors` counts them.
"""

import re

import numpy as np
import pandas as pd

from helpers.intervals import wilson
from helpers.parse import SUBJECTS, children
from helpers.quotes import NOBODY, OUTSIDE, token_speakers
from helpers.tables import EVIDENCE, make_table
from helpers.wordlists import find_forms, hedges, reporting_verbs

MEASURES = ("naming", "form", "agency", "reporting verb", "hedge", "salience", "voice")
EVIDENCE_COLUMNS = EVIDENCE | {"sentence": "int64", "actor": "str", "measure": "str", "category": "str"}
POSSESSIVE = re.compile(r"^(?:the|a|an|some|any|several|many|all|these|those|this|that)\s+|['’]s?$", re.I)


def describe_actors(annotated):
    """Return the table `framing`: for each actor, measure and category a value with n and its 95 % Wilson interval.

    naming: share of each surface form among the actor's mentions (pronouns left out); form: share of names, titles,
    metonyms, demonyms, nouns, pronouns. agency: share of agent, patient and "patient, no agent named" among the verbs
    whose subject or object the actor is. reporting verb: share of each class among the verbs that introduce the actor's
    words. hedge: share of the actor's sentences that hold a hedge or modal. salience: "mentions" is the actor's share
    of all mentions, "lead" of those in the title, standfirst or first sentence. voice: the actor's share of all words,
    "direct" and "indirect". `start`, `end`, `text` are the first evidence.
    """
    evidence = find_evidence(annotated)
    if evidence.empty:
        return make_table("framing")
    sizes = group_sizes(annotated, evidence)
    keys = ["measure", "actor", "category"]
    table = evidence.groupby(keys, sort=False).agg(
        article=("article", "first"), start=("start", "first"), end=("end", "first"), text=("text", "first"),
        count=("start", "size"),
    ).reset_index()  # fmt: skip
    table["n"] = [sizes[key] for key in zip(table["measure"], table["actor"], table["category"], strict=True)]
    table["value"] = table["count"] / table["n"]
    table["low"], table["high"] = wilson(table["count"].to_numpy(), table["n"].to_numpy())
    order = {actor: k for k, actor in enumerate(annotated.actors["actor"])}
    table["rank"] = table["actor"].map(order).fillna(len(order))
    table["place"] = table["measure"].map(MEASURES.index)
    ordered = table.sort_values(["rank", "actor", "place", "count", "start"], ascending=[True, True, True, False, True])
    return make_table("framing", ordered)


def find_evidence(annotated):
    """Return the rows from which `describe_actors` counts: article, start, end, text, sentence, actor, measure, category.

    One row is one case: a mention, a verb, a cue, a hedged sentence, a quoted word.
    """
    if annotated.tokens.empty:
        return pd.DataFrame(columns=list(EVIDENCE_COLUMNS)).astype(EVIDENCE_COLUMNS)
    mentions = annotated.mentions[annotated.mentions["actor"] != ""]
    parts = [
        naming(mentions), mentions.assign(measure="form", category=mentions["form"]), agency(annotated.tokens, mentions),
        reporting(annotated, mentions), hedging(annotated, mentions), salience(annotated, mentions),
        voices(annotated),
    ]  # fmt: skip
    columns = list(EVIDENCE_COLUMNS)
    return pd.concat([part[columns].astype(EVIDENCE_COLUMNS) for part in parts], ignore_index=True)


def group_sizes(annotated, evidence):
    """Return the n behind each value: all cases of the same actor and measure, or of the whole article for a share of it."""
    own = evidence.groupby(["actor", "measure"]).size()
    lead = (evidence["measure"].eq("salience") & evidence["category"].eq("lead")).sum()
    mentioned = evidence.loc[evidence["measure"] == "form"]
    sentences = mentioned.groupby("actor")["sentence"].nunique()
    whole = {"mentions": len(mentioned), "lead": lead}
    words = int(annotated.tokens["is_word"].sum())
    sizes = {}
    for measure, actor, category in evidence[["measure", "actor", "category"]].drop_duplicates().itertuples(index=False):
        n = {"salience": whole.get(category), "voice": words, "hedge": sentences.get(actor)}.get(measure)
        sizes[measure, actor, category] = int(n if n is not None else own[actor, measure])
    return sizes


def plain_form(text):
    """Return a surface form without article, quantifier and possessive, with single spaces.

    >>> plain_form("the Russian Foreign Minister"), plain_form("Russia’s")
    ('Russian Foreign Minister', 'Russia')
    """
    return re.sub(r"\s+", " ", POSSESSIVE.sub("", POSSESSIVE.sub("", text.strip())))


def naming(mentions):
    named = mentions[mentions["form"] != "pronoun"]
    return named.assign(measure="naming", category=named["text"].map(plain_form))


def agency(tokens, mentions):
    """Return the verbs an actor is subject or object of: agent, patient, or patient of a passive that names no agent."""
    t = tokens[["head", "dep", "upos", "lemma"]].to_dict("list")
    t["children"] = children(t["head"])
    roots = mention_roots(tokens, mentions)
    neutral = {verb for verb, (group, _) in reporting_verbs().items() if group == "neutral"}
    found = {}
    for actor, i in zip(mentions["actor"], roots, strict=True):
        for verb, role in verb_roles(t, i):
            if t["lemma"][verb].lower() not in neutral:
                found.setdefault((verb, actor), role)
    rows = tokens.iloc[[verb for verb, _ in found]].reset_index(drop=True)
    actors, roles = [actor for _, actor in found], list(found.values())
    return rows.assign(actor=pd.Series(actors, dtype="str"), measure="agency", category=pd.Series(roles, dtype="str"))


def mention_roots(tokens, mentions):
    """Return for each mention the token whose head lies outside it."""
    starts, ends, heads = (tokens[column].to_numpy() for column in ("start", "end", "head"))
    first = np.searchsorted(starts, mentions["start"].to_numpy())
    last = np.searchsorted(ends, mentions["end"].to_numpy(), side="right")
    roots = []
    for a, b in zip(first, last, strict=True):
        outside = [i for i in range(a, b) if not a <= heads[i] < b or heads[i] == i]
        roots.append(outside[-1] if outside else a)
    return roots


def verb_roles(t, i):
    """Yield (verb, role) for the verbs that token i is subject or object of, through coordination."""
    dep, head = t["dep"][i], t["head"][i]
    for _ in range(8):
        if dep != "conj" or t["upos"][head] not in ("NOUN", "PROPN", "PRON"):
            break
        i, dep, head = head, t["dep"][head], t["head"][head]
    if dep == "nsubj" and t["upos"][head] == "VERB":
        yield from ((verb, "agent") for verb in same_subject(t, head))
    elif dep in ("dobj", "dative") and t["upos"][head] == "VERB":
        yield head, "patient"
    elif dep == "nsubjpass":
        agent = any(t["dep"][c] == "agent" for c in t["children"][head])
        yield head, "patient" if agent else "patient, no agent named"
    elif dep == "pobj" and t["dep"][head] == "agent":
        yield t["head"][head], "agent"


def same_subject(t, verb):
    """Return a verb and those joined to it by "and" or governed by it that share its subject."""
    verbs, waiting = [], [verb]
    while waiting:
        verbs.append(waiting.pop(0))
        for child in t["children"][verbs[-1]]:
            own = any(t["dep"][c] in SUBJECTS for c in t["children"][child])
            if t["dep"][child] in ("conj", "xcomp") and t["upos"][child] == "VERB" and not own:
                waiting.append(child)
    return verbs


def reporting(annotated, mentions):
    """Return the cues of an actor's quotations, by class of the reporting verb; a cue counts once."""
    tokens, quotes = annotated.tokens, annotated.quotes
    cued = quotes[quotes["cue"] != ""].drop_duplicates("cue_start")
    at = (
        np.searchsorted(tokens["start"].to_numpy(), cued["cue_end"].to_numpy(dtype=np.int64)) - 1
    )  # its last word, or the one before
    classes = {verb: group for verb, (group, _) in reporting_verbs().items()}
    lemmas = tokens["lemma"].str.lower().map(classes)
    category = lemmas.iloc[at].reset_index(drop=True).fillna(lemmas.iloc[at - 1].reset_index(drop=True)).fillna("neutral")
    cued = cued.assign(
        start=cued["cue_start"], end=cued["cue_end"], text=cued["cue"], measure="reporting verb",
        category=category.to_numpy(), actor=cued["speaker"].str.split("; "),
    ).explode("actor")  # fmt: skip
    return cued[cued["actor"].isin(set(mentions["actor"]))]


def hedging(annotated, mentions):
    """Return the first hedge and the first modal of each sentence that mentions an actor, once per actor and sentence."""
    rows = [
        (number, first + start, first + end, text[start:end], hedges()[form])
        for number, first, text in annotated.sentences[["sentence", "start", "text"]].itertuples(index=False)
        for start, end, form in find_forms(text, frozenset(hedges()))
    ]
    hedged = pd.DataFrame(rows, columns=["sentence", "start", "end", "text", "category"])
    hedged = hedged.drop_duplicates(["sentence", "category"])
    actors = mentions[["article", "sentence", "actor"]].drop_duplicates()
    return actors.merge(hedged, on="sentence").assign(measure="hedge")


def salience(annotated, mentions):
    kinds = annotated.sentences["kind"].to_numpy(dtype=object)
    body = np.flatnonzero(~np.isin(kinds, list(OUTSIDE)))
    lead = set(np.flatnonzero(np.isin(kinds, ["title", "standfirst"]))) | set(body[:1])
    first = mentions[mentions["sentence"].isin(lead)]
    return pd.concat([mentions.assign(category="mentions"), first.assign(category="lead")]).assign(measure="salience")


def voices(annotated):
    """Return each quoted word, direct or indirect, of an actor or another source."""
    tokens, quotes = annotated.tokens, annotated.quotes
    words = tokens.assign(actor=token_speakers(tokens, quotes).str.split("; "), measure="voice", category=tokens["voice"])
    words = words[words["is_word"] & (words["voice"] != "own")].explode("actor")
    return words.assign(actor=words["actor"].replace("", NOBODY))
