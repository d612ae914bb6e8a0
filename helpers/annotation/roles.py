"""Reads, by the network, which words are acts, and how far those mentioned in their sentence do or
suffer them."""

from bisect import bisect_left, bisect_right

import numpy as np
import pandas as pd

from helpers.base.tables import make_table
from helpers.network import act_chances, negated_chances, role_chances, words_within
from helpers.tagging import Parse

ACT = 0.3  # chance from which a word is looked at as an act
PLACES = 4  # of chances
ROLE = 0.05  # chance from which a mention is kept as its agent or patient


def read_roles(article, tokens, mentions, encoding):
    """Return the table `roles`: one row per word that may be an act and mention in its sentence
    that may be its agent or patient, with all chances."""
    of_actors = mentions[mentions["actor"] != ""]
    if of_actors.empty:
        return make_table("roles")
    parse = Parse.of(tokens)
    edges = (encoding.start, encoding.end)
    heads = [
        words_within(edges, parse.start[token], parse.end[token])[0]
        for token in parse.heads_of(of_actors)
    ]
    chances = act_chances(encoding.states)
    acts = np.flatnonzero(1 - chances[:, 0] >= ACT)
    token = np.searchsorted(parse.start, encoding.start[acts], side="right") - 1
    sentence = np.array(parse.sentence)[np.maximum(token, 0)]
    sentences = of_actors["sentence"].tolist()
    pairs = [
        (act, place)
        for act, number in zip(acts.tolist(), sentence.tolist(), strict=True)
        for place in range(bisect_left(sentences, number), bisect_right(sentences, number))
        if heads[place] != act
    ]
    if not pairs:
        return make_table("roles")
    act, place = np.array(pairs).T
    role = role_chances(encoding.states, act, np.array(heads)[place])
    kept = role.max(axis=1) >= ROLE
    act, place, role = act[kept], place[kept], role[kept]
    start = encoding.start[act].tolist()
    end = encoding.end[act].tolist()
    rows = pd.DataFrame(
        {
            "article": article.id,
            "start": start,
            "end": end,
            "text": [article.text[a:b] for a, b in zip(start, end, strict=True)],
            "sentence": [sentences[k] for k in place.tolist()],
            "mention": of_actors["mention"].to_numpy()[place],
            "negated": negated_chances(encoding.states)[act],
            "agent": role[:, 0],
            "patient": role[:, 1],
        }
    )
    rows[["harms", "neutral", "helps"]] = chances[act, 1:]
    return make_table("roles", rows.round(PLACES))
