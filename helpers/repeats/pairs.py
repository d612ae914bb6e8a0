"""Finds the pairs of sentences that repeat one another, in one article or many, with what was
changed.

On the way, `vocabulary` turns words into numbers, `candidates` finds which sentences share rare
words, `likeness` tells repeats from the rest, and `edits` describes what was changed; here pairs
become rows, with their kind and their group."""

import gc
import sys
from collections.abc import Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd

from helpers.actors import is_one_name
from helpers.base.tables import make_table
from helpers.repeats.candidates import find_candidates
from helpers.repeats.edits import EDITS, describe_edits
from helpers.repeats.likeness import (
    LEAST_SHARED,
    is_same_frame,
    join_chances,
    may_be_renamed,
    measure,
    score_features,
    word_shares,
)
from helpers.repeats.vocabulary import (
    TITLE_CASE,
    WORD,
    first_copies,
    make_bags,
    pack,
    read_words,
    unpack,
)
from helpers.tagging import line_kind, marked_regions

OPENING_MARK = '["“„«‘]'
PROGRESS_FROM = 50_000  # sentences from which on a progress bar is shown
STOCK = 10  # articles: what stands in so many is stock text
MOVED = 0.2  # a sentence is restated if this share of the words in common stands elsewhere
# a sentence contains another if it has this share of its words, and is so many times as long
KEPT = 0.9
LONGER = 1.25
HIGHEST_EDITED = 0.9999  # the score of an edited pair stays below that of a verbatim one


def find_repeats(
    sentences: pd.DataFrame,
    *,
    min_words: int = 6,
    threshold: float = 0.5,
    stock: int = STOCK,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Return the table `repeats`: one row per pair of sentences that repeat one another, the
    earlier one first.

    `sentences` has the columns article, sentence and text, mostly also start and end; `published`
    (a date) decides which of two is the earlier, or else their order does; `quoted`, the share of
    words inside quotation marks, and `kind` help to find quotations and boilerplate. Sentences of
    fewer words than `min_words` are left out.

    `score` is 1 for verbatim. Below that it is how far the later sentence still says the same, and
    from .5 on it was reused at all. At the default `threshold` about nine of ten pairs found in
    real news are repeats; a higher one keeps what still says the same: readers agreed for 82 % of
    pairs from .75 on, and for 93 % from .9 on (helpers/data/repeats.md).

    Copies are paired with their first copy, edited sentences with first copies. `group` is the star
    that a pair is part of: around its earlier sentence, or around one still earlier that both
    repeat; `spread` is the number of articles in it. What stands in `stock` articles is stock text.
    `progress` shows a bar: by default for 50,000 sentences or more.

    >>> talks = ["The talks in Bamako about the new base ended."]
    >>> talks.append("Ended the talks in Bamako about the new base.")
    >>> sentences = pd.DataFrame({"article": "a", "sentence": [1, 2], "text": talks})
    >>> find_repeats(sentences)[["kind", "moved"]].values.tolist()
    [['near', 'ended']]
    """
    sentences = by_date(complete(sentences))
    show = step_bar(len(sentences) >= PROGRESS_FROM if progress is None else progress)
    with without_garbage_collection():
        texts = sentences["text"].array
        words = read_words(sentences["text"])
        show("words read")
        first = first_copies(words)
        is_long = words.sizes >= max(1, min_words)
        is_first = first == np.arange(len(first))
        pairs = find_edited(texts, words, np.flatnonzero(is_long & is_first), threshold, show)
        pairs = pairs.join(describe_edits(texts, words, *pairs[["a", "b"]].to_numpy().T))
        pairs = pairs[~has_other_name(texts, pairs)].reset_index(drop=True)
        pairs["kind"] = kinds_of_edits(pairs, words.sizes[pairs["a"]], words.sizes[pairs["b"]])
        show("changes found")
        copies = np.flatnonzero(is_long & ~is_first)
        if len(copies):
            verbatim = pd.DataFrame({"a": first[copies], "b": copies})
            verbatim = verbatim.assign(score=1.0, kind="verbatim", **dict.fromkeys(EDITS, ""))
            pairs = pd.concat([pairs, verbatim], ignore_index=True)
        table = tabulate(sentences, pairs, stock)
    show("table made")
    return table


@contextmanager
def without_garbage_collection():
    """Switch Python's search for circular references off for a while: there are none here, and it
    takes an eighth of the time when millions of small lists are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def step_bar(is_shown):
    """Return a function to call after each of the five steps, which advances a progress bar on
    stderr or does nothing."""
    if not is_shown:
        return lambda step: None
    from tqdm import tqdm

    bar = tqdm(total=5, unit="step", file=sys.stderr)

    def show(step):
        bar.set_postfix_str(step)
        bar.update()
        if bar.n == bar.total:
            bar.close()

    return show


# the sentences


def complete(sentences):
    """Return the columns that are needed, with offsets also where the sentences have none."""
    text = sentences["text"].fillna("").astype("str")
    columns = ["article", "sentence", "start", "end", "kind", "quoted", "published"]
    table = sentences.reindex(columns=columns)
    start = table["start"].astype("Int64").fillna(0)
    end = table["end"].astype("Int64").fillna(start + text.str.len())
    by_hand = sentences.get("by_hand", False)
    table = table.assign(start=start, end=end, text=text, by_hand=by_hand)
    return table.reset_index(drop=True)


def by_date(sentences):
    """Return the sentences of articles with a date, by date, and then the others; in their order if
    no article has one."""
    dates = sentences["published"].astype("str")
    has_year = dates.str.contains(r"\d{4}", na=False)  # without one this year would be taken
    dates = dates.where(has_year)
    if dates.isna().all():
        return sentences
    dates = pd.to_datetime(dates, errors="coerce", utc=True, format="mixed")
    return sentences.iloc[dates.argsort(kind="stable")].reset_index(drop=True)


# the edited pairs


def find_edited(texts, words, chosen, threshold, show):
    """Return the pairs of texts at the places `chosen` that repeat one another but for edits: a, b,
    score.

    Two sorts of pairs are taken whatever the model says: other figures in the same frame, except
    boilerplate ("© 2025" is not news after "© 2024"), and other forms of the same names."""
    least = LEAST_SHARED if threshold >= 0.5 else 0
    bags, a, b, features = measure_candidates(words, chosen, least=least, show=show)
    reused, chance = score_features(features)
    for i in np.flatnonzero(is_same_frame(features) & ~reused):
        kinds = {line_kind(texts[chosen[side[i]]]) for side in (a, b)}
        reused[i] = "boilerplate" not in kinds
    for i in np.flatnonzero(may_be_renamed(features) & ~reused):
        reused[i] = not is_exchange(*differing_names(bags, a[i], b[i]))
    score = np.round(join_chances(reused, chance).astype("float64"), 4)
    score = np.minimum(HIGHEST_EDITED, score)
    show("candidates scored")
    alike = (score > 0) & (score >= threshold)
    return pd.DataFrame({"a": chosen[a[alike]], "b": chosen[b[alike]], "score": score[alike]})


def measure_candidates(words, chosen, *, least=LEAST_SHARED, show=lambda step: None):
    """Return the bags of the texts at the places `chosen`; of the pairs that share enough, their
    places a and b in those bags; and the FEATURES of these pairs."""
    bags = make_bags(words, chosen)
    shares = word_shares(bags, words.known)
    a, b = find_candidates(bags, shares)
    show("candidates found")
    kept, features = measure(words, chosen, bags, shares, a, b, least=least)
    return bags, a[kept], b[kept], features


def differing_names(bags, a, b):
    """Return the names that only the one, and that only the other of two sentences has."""
    names, others = ({word for word in bags.of(i) if bags.is_name[word]} for i in (a, b))
    old = bags.vocabulary[list(names - others)].tolist()
    new = bags.vocabulary[list(others - names)].tolist()
    return old, new


def is_exchange(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether names stand in place of others, and not only of other forms of themselves.

    >>> is_exchange(["Mali"], ["Chad"]), is_exchange(["Sergey", "Moscow"], ["Sergei", "Russian"])
    (True, False)
    """
    old = [name.lower() for name in old]
    new = [name.lower() for name in new]
    return has_stranger(old, new) and has_stranger(new, old)


def has_stranger(names, others):
    """Return whether one of some names is not a form of any of the others."""
    return any(not any(is_one_name(name, other) for other in others) for name in names)


def has_other_name(texts, edits):
    """Return which pairs differ in nothing but one word that has a capital in both, though it may
    not be a name elsewhere: "contact the Mold newsroom", "contact the Kert newsroom".

    They are about different things. A capital is no evidence where the word begins the sentence, or
    in a headline."""
    swapped = edits["dropped"] + " → " + edits["added"]
    is_one_word = (edits["swapped"] == swapped) & swapped.str.fullmatch(r"\w+ → \w+")
    stays = (edits["moves"] == 0) & (edits["dates"] == "")
    is_other = np.zeros(len(edits), bool)
    for row in edits[is_one_word & stays].itertuples():
        has_capitals = row.dropped[0].isupper() and row.added[0].isupper()
        if has_capitals and is_exchange([row.dropped], [row.added]):
            first, second = (WORD.findall(texts[place]) for place in (row.a, row.b))
            opens = first[0] == row.dropped and second[0] == row.added
            is_other[row.Index] = not opens and not is_headline(first) and not is_headline(second)
    return is_other


def is_headline(words):
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > TITLE_CASE * len(words)


def kinds_of_edits(edits, size_a, size_b):
    """Return the kind of each edited pair, from the columns of describe_edits and the numbers of
    words."""
    short = np.minimum(size_a, size_b)
    long = np.maximum(size_a, size_b)
    figures = edits["numbers"] + edits["dates"]
    has_other_figures = np.array([" → " in change for change in figures], bool)
    has_other_names = np.array([is_exchange_of(change) for change in edits["actors"]], bool)
    is_contained = (edits["kept"] >= KEPT * short) & (long >= LONGER * short)
    is_restated = edits["moves"] >= MOVED * edits["kept"]
    conditions = [has_other_figures | has_other_names, is_contained, is_restated]
    return np.select(conditions, ["other_figures", "contained", "restated"], "near")


def is_exchange_of(change):
    """Return whether "what was → what is" is an exchange of names; a side that is empty has no
    arrow beside it."""
    old, arrow, new = change.partition(" → ")
    return bool(arrow) and is_exchange(old.split(", "), new.split(", "))


# the table


def tabulate(sentences, pairs, stock):
    """Return the table `repeats` from pairs of places in the sentences."""
    article, _ = pd.factorize(sentences["article"])
    order = np.lexsort((pairs["b"], pairs["a"], article[pairs["a"]]))
    pairs = pairs.iloc[order].reset_index(drop=True)
    a = pairs["a"].to_numpy()
    b = pairs["b"].to_numpy()
    group = group_pairs(a, b, (pairs["kind"] == "verbatim").to_numpy(), len(sentences))
    spread = count_articles(group, article[a], article[b])
    is_boilerplate = (sentences["kind"] == "boilerplate").to_numpy()
    is_stock = (spread >= stock) | is_boilerplate[a] | is_boilerplate[b]
    by_hand = sentences["by_hand"].to_numpy(bool)
    rows = {name: pairs[name].array for name in ("score", "kind", *EDITS)}
    for name in ("article", "sentence", "start", "end", "text"):
        rows[name] = sentences[name].array.take(a)
        rows[f"{name}_b"] = sentences[name].array.take(b)
    rows["group"] = group
    rows["reuse"] = np.select(
        [both_quoted(sentences, a, b), is_stock], ["quotation", "stock"], "text"
    )
    rows["spread"] = spread
    rows["by_hand"] = by_hand[a] | by_hand[b]
    return make_table("repeats", rows)


def group_pairs(a, b, is_verbatim, size):
    """Return the number of the star that each pair is part of, from 1 on, in the order of the
    pairs."""
    earliest = np.full(size, size)  # the first that each sentence repeats: the centre of its star
    np.minimum.at(earliest, b, a)
    is_repeated_by_both = np.isin(pack(earliest[b], a), pack(a, b))
    centre = np.where(
        is_verbatim,
        np.minimum(earliest[a], a),
        np.where(is_repeated_by_both, earliest[b], a),
    )
    return pd.factorize(centre)[0] + 1


def count_articles(group, article, article_b):
    """Return for each row the number of different articles in its group."""
    members = np.unique(np.r_[pack(group, article), pack(group, article_b)])
    groups, _ = unpack(members)
    return np.bincount(groups, minlength=group.max(initial=0) + 1)[group]


def both_quoted(sentences, a, b):
    """Return which pairs are quotations: half or more of both sentences stands inside quotation
    marks."""
    used, places = np.unique(np.r_[a, b], return_inverse=True)
    is_quoted = quoted_share(sentences.iloc[used]) >= 0.5
    return is_quoted[places].reshape(2, -1).all(axis=0)


def quoted_share(sentences):
    """Return the share of each sentence that stands inside quotation marks, from its column
    `quoted` or its marks."""
    share = sentences["quoted"].to_numpy("float64", na_value=np.nan, copy=True)
    has_mark = sentences["text"].str.contains(OPENING_MARK).to_numpy(bool)
    marked = np.flatnonzero(np.isnan(share) & has_mark)
    for i, text in zip(marked.tolist(), sentences["text"].iloc[marked], strict=True):
        regions = marked_regions(text, [(0, len(text))])
        share[i] = sum(end - start for start, end in regions) / len(text)
    return np.nan_to_num(share)
