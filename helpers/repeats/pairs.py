"""Takes the sentences of one article or of many, gives the pairs that repeat one another, with what
was changed.

The way there: `vocabulary` makes words numbers, `candidates` finds which sentences share rare
words, `likeness` tells repeats from the rest, `edits` says what was changed; here pairs become
rows, with their kind and their group."""

import gc
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd

from helpers.actors import is_one_name
from helpers.base.article import Article
from helpers.base.tables import make_table
from helpers.base.text import count_words
from helpers.repeats.candidates import find_candidates
from helpers.repeats.edits import EDITS, describe_edits
from helpers.repeats.likeness import (
    LEAST,
    is_same_frame,
    join_chances,
    judge,
    may_be_renamed,
    measure,
    word_shares,
)
from helpers.repeats.vocabulary import TITLE_CASE, WORD, first_copies, make_bags, read_words
from helpers.tagging import line_kind, marked_regions

OPENING_MARK = '["“„«‘]'
LONG = 50_000  # sentences: from so many on a progress bar is shown
STOCK = 10  # articles: what stands in so many is stock text
MOVED = 0.2  # of the words in common: a sentence of which so much stands elsewhere is restated
KEPT = 0.9  # of the shorter sentence's words: if the longer has so many of them, and
LONGER = 1.25  # so many times as many words, it contains the shorter


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
    (a date) decides which of two is the earlier, else their order does; `quoted`, the share of
    words inside quotation marks, and `kind` help to tell quotations and boilerplate. Sentences of
    fewer words than `min_words` are left out.

    `score` is 1 for verbatim. Below that it says how far the later sentence still says the same,
    and from .5 on that it was reused at all. At the default `threshold` about nine of ten pairs
    found in real news are to be expected to be repeats; a higher one keeps what still says the
    same: readers agreed for 82 % of pairs from .75 on, 93 % from .9 on (helpers/data/repeats.md).

    Copies are paired with their first copy, edited sentences with first copies. `group` is the star
    that a pair is part of: round its earlier sentence, or round one still earlier that both repeat;
    `spread` is the number of articles in it. What stands in `stock` articles is stock text.
    `progress` shows a bar: by default on 50,000 sentences or more.

    >>> talks = ["The talks in Bamako about the new base ended.", "Ended the talks in Bamako about the new base."]
    >>> find_repeats(pd.DataFrame({"article": "a", "sentence": [1, 2], "text": talks}))[["kind", "moved"]].values.tolist()
    [['near', 'ended']]
    """
    sentences = by_date(complete(sentences))
    show = follow(len(sentences) >= LONG if progress is None else progress)
    with without_collection():
        texts = sentences["text"].array
        words = read_words(sentences["text"])
        show("words read")
        first = first_copies(words)
        long_enough = words.sizes >= max(1, min_words)
        is_first = first == np.arange(len(first))
        pairs = find_edited(texts, words, np.flatnonzero(long_enough & is_first), threshold, show)
        copies = np.flatnonzero(long_enough & ~is_first)
        pairs = pairs.join(describe_edits(texts, words, *pairs[["a", "b"]].to_numpy().T))
        pairs = pairs[~has_other_name(texts, pairs)].reset_index(drop=True)
        pairs["kind"] = tell_kinds(pairs, *(words.sizes[pairs[side]] for side in "ab"))
        show("changes found")
        verbatim = pd.DataFrame({"a": first[copies], "b": copies, "score": 1.0, "kind": "verbatim"})
        if len(copies):
            verbatim[list(EDITS)] = ""
            pairs = pd.concat([pairs, verbatim], ignore_index=True)
        table = tabulate(sentences, pairs, stock)
    show("table made")
    return table


@contextmanager
def without_collection():
    """Switch Python's search for circular references off for a while: there are none here, and it
    takes an eighth of the time when millions of small lists are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def find_edited(texts, words, chosen, threshold, show):
    """Return the pairs of texts at the places `chosen` that repeat one another but for edits: a, b,
    score.

    Two sorts of pairs are taken whatever the model says: other figures in the same frame, except
    boilerplate ("© 2025" is no news of "© 2024"), and other forms of the same names."""
    bags, a, b, features = measure_candidates(
        words, chosen, least=LEAST if threshold >= 0.5 else 0, show=show
    )
    reused, chance = judge(features)
    for i in np.flatnonzero(is_same_frame(features) & ~reused):
        reused[i] = "boilerplate" not in {line_kind(texts[chosen[side[i]]]) for side in (a, b)}
    for i in np.flatnonzero(may_be_renamed(features) & ~reused):
        names, others = (
            {word for word in bags.of(side[i]) if bags.is_name[word]} for side in (a, b)
        )
        old, new = (
            bags.vocabulary[list(side)].tolist() for side in (names - others, others - names)
        )
        reused[i] = not is_exchange(old, new)
    score = np.minimum(0.9999, np.round(join_chances(reused, chance).astype("float64"), 4))
    show("candidates scored")
    alike = (score > 0) & (score >= threshold)
    return pd.DataFrame({"a": chosen[a[alike]], "b": chosen[b[alike]], "score": score[alike]})


def measure_candidates(words, chosen, *, least=LEAST, show=lambda step: None):
    """Return the bags of the texts at the places `chosen`, and of the pairs that share enough the
    places in those bags, a and b, and the FEATURES."""
    bags = make_bags(words, chosen)
    shares = word_shares(bags, words.known)
    a, b = find_candidates(bags, shares)
    show("candidates found")
    kept, features = measure(words, chosen, bags, shares, a, b, least=least)
    return bags, a[kept], b[kept], features


def is_exchange(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether names stand in place of others, and not only of other forms of themselves.

    >>> is_exchange(["Mali"], ["Chad"]), is_exchange(["Sergey", "Moscow"], ["Sergei", "Russian"])
    (True, False)
    """
    sides = [[name.lower() for name in side] for side in (old, new)]
    return all(
        any(not any(is_one_name(name, other) for other in others) for name in names)
        for names, others in (sides, sides[::-1])
    )


def has_other_name(texts, edits):
    """Return which pairs differ in nothing but one word that has a capital in both, though it may
    be no name elsewhere: "contact the Mold newsroom", "contact the Kert newsroom". They speak of
    another thing. A capital says nothing where the word begins the sentence, or in a headline."""
    swapped = edits["dropped"] + " → " + edits["added"]
    one_word = (
        (edits["swapped"] == swapped) & swapped.str.fullmatch(r"\w+ → \w+") & (edits["moves"] == 0)
    )
    found = np.zeros(len(edits), bool)
    for row in edits[one_word & (edits["dates"] == "")].itertuples():
        if (
            row.dropped[0].isupper()
            and row.added[0].isupper()
            and is_exchange([row.dropped], [row.added])
        ):
            both = [WORD.findall(texts[place]) for place in (row.a, row.b)]
            opens = [words[0] for words in both] == [row.dropped, row.added]
            found[row.Index] = not opens and not any(map(is_headline, both))
    return found


def is_headline(words):
    return sum(word[0].isupper() for word in words) > TITLE_CASE * len(words)


def tell_kinds(edits, size_a, size_b):
    """Return the kind of each edited pair, from what describe_edits says of it and the numbers of
    its words."""
    short = np.minimum(size_a, size_b)
    long = np.maximum(size_a, size_b)
    names = [
        change.split(" → ") for change in edits["actors"]
    ]  # a side that is empty has no arrow beside it
    exchanged = np.array(
        [len(sides) == 2 and is_exchange(*(side.split(", ") for side in sides)) for sides in names],
        bool,
    )
    exchanged |= np.array([" → " in figures for figures in edits["numbers"] + edits["dates"]], bool)
    contained = (edits["kept"] >= KEPT * short) & (long >= LONGER * short)
    restated = edits["moves"] >= MOVED * edits["kept"]
    return np.select(
        [exchanged, contained, restated], ["other_figures", "contained", "restated"], "near"
    )


def repeat_share(sentences: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each article's words that stand in sentences of a pair: article, words,
    repeated, share.

    >>> repeat_share(make_table("sentences"), make_table("repeats")).columns.tolist()
    ['article', 'words', 'repeated', 'share']
    """
    keys = [
        pd.MultiIndex.from_frame(repeats[["article" + side, "sentence" + side]])
        for side in ("", "_b")
    ]
    own = pd.MultiIndex.from_frame(sentences[["article", "sentence"]].astype({"article": "str"}))
    words = np.array([count_words(text) for text in sentences["text"]], "int64")
    counts = pd.DataFrame(
        {"words": words, "repeated": words * (own.isin(keys[0]) | own.isin(keys[1]))}
    )
    shares = counts.groupby(own.get_level_values("article"), sort=False).sum()
    return shares.assign(share=shares["repeated"] / shares["words"].clip(lower=1)).reset_index()


def both_sides(repeats: pd.DataFrame) -> pd.DataFrame:
    """Return every sentence that stands in a pair, once: article, start, end, text, sentence, kind,
    group."""
    columns = ["article", "start", "end", "text", "sentence", "kind", "group"]
    other = {f"{name}_b": name for name in columns[:5]}
    sides = [repeats[columns], repeats[[*other, "kind", "group"]].rename(columns=other)]
    return (
        pd.concat(sides)
        .drop_duplicates(["article", "sentence"])
        .sort_values(["article", "start"], ignore_index=True)
    )


def add_dates(sentences: pd.DataFrame, articles: Iterable[Article]) -> pd.DataFrame:
    """Return the sentences with `published`, the date that each one's article has, so that the
    earlier comes first."""
    return sentences.assign(
        published=sentences["article"].map({one.id: one.published for one in articles})
    )


def shared_sentences(sentences: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Return how many sentences of each article stand, as they are or edited, in each other one:
    article, article_b, shared, n (all its sentences), share. Stock text is left out: it says
    nothing of who took what from whom."""
    pairs = repeats[(repeats["article"] != repeats["article_b"]) & (repeats["reuse"] != "stock")]
    swap = {
        "article": "article_b",
        "article_b": "article",
        "sentence": "sentence_b",
        "sentence_b": "sentence",
    }
    both = pd.concat([pairs[list(swap)], pairs[list(swap)].rename(columns=swap)])
    shared = (
        both.drop_duplicates(["article", "sentence", "article_b"])
        .groupby(["article", "article_b"])
        .size()
    )
    n = sentences.groupby("article", sort=False).size()
    every = pd.MultiIndex.from_product([n.index, n.index], names=["article", "article_b"])
    table = shared.reindex(
        every[every.get_level_values(0) != every.get_level_values(1)], fill_value=0
    )
    table = table.rename("shared").reset_index()
    table = table.assign(n=table["article"].map(n)).astype(
        {"article": "str", "article_b": "str", "n": "int64"}
    )
    return table.assign(share=table["shared"] / table["n"])


def widest(repeats: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of the group that stands in the most articles; of several, the one with the
    most pairs edited.

    They are the versions of one sentence: the earliest seen beside each of the others.
    """
    edited = (repeats["kind"] != "verbatim").groupby(repeats["group"]).transform("sum")
    order = repeats.assign(edited=edited).sort_values(
        ["spread", "edited", "group"], ascending=[False, False, True]
    )
    group = repeats[repeats["group"].isin(order["group"].head(1))]
    centre = group[["article", "sentence"]].value_counts().index[:1]
    return group[pd.MultiIndex.from_frame(group[["article", "sentence"]]).isin(centre)]


def complete(sentences):
    """Return the columns that are looked at, with offsets also where the sentences have none."""
    text = sentences["text"].fillna("").astype("str")
    given = sentences.reindex(
        columns=["article", "sentence", "start", "end", "kind", "quoted", "published"]
    )
    start = given["start"].astype("Int64").fillna(0)
    end = given["end"].astype("Int64").fillna(start + text.str.len())
    by_hand = sentences.get("by_hand", False)
    return given.assign(start=start, end=end, text=text, by_hand=by_hand).reset_index(drop=True)


def by_date(sentences):
    """Return the sentences, those of articles with a date first, by date; else in their order."""
    dates = sentences["published"].astype("str")
    dates = dates.where(
        dates.str.contains(r"\d{4}", na=False)
    )  # without its year a date would be read as this year's
    if dates.isna().all():
        return sentences
    dates = pd.to_datetime(dates, errors="coerce", utc=True, format="mixed")
    return sentences.iloc[dates.argsort(kind="stable")].reset_index(drop=True)


def follow(shown):
    """Return what is told of each step that is done: a progress bar on stderr, or nothing."""
    if not shown:
        return lambda step: None
    from tqdm import tqdm

    bar = tqdm(total=5, unit="step", file=sys.stderr)

    def show(step):
        bar.set_postfix_str(step)
        bar.update()
        if bar.n == bar.total:
            bar.close()

    return show


def tabulate(sentences, pairs, stock):
    article, _ = pd.factorize(sentences["article"])
    pairs = pairs.iloc[np.lexsort((pairs["b"], pairs["a"], article[pairs["a"]]))].reset_index(
        drop=True
    )
    a = pairs["a"].to_numpy()
    b = pairs["b"].to_numpy()
    earliest = np.full(
        len(sentences), len(sentences)
    )  # the first that each one repeats: the centre of its star
    np.minimum.at(earliest, b, a)
    repeats_too = np.isin(earliest[b] << 32 | a, a << 32 | b)
    centre = np.where(
        pairs["kind"] == "verbatim",
        np.minimum(earliest[a], a),
        np.where(repeats_too, earliest[b], a),
    )
    group = pd.factorize(centre)[0] + 1
    spread = count_articles(group, article[a], article[b])
    boilerplate = (sentences["kind"] == "boilerplate").to_numpy()
    used, places = np.unique(np.r_[a, b], return_inverse=True)
    is_quoted = (quoted_share(sentences.iloc[used]) >= 0.5)[places].reshape(2, -1).all(axis=0)
    is_stock = (spread >= stock) | boilerplate[a] | boilerplate[b]
    reuse = np.select([is_quoted, is_stock], ["quotation", "stock"], "text")
    place = ["article", "sentence", "start", "end", "text"]
    rows = {
        name + end: sentences[name].array.take(side)
        for name in place
        for end, side in (("", a), ("_b", b))
    }
    rows |= {name: pairs[name].array for name in ("score", "kind", *EDITS)}
    by_hand = sentences["by_hand"].to_numpy(bool)
    return make_table(
        "repeats",
        rows
        | {"group": group, "reuse": reuse, "spread": spread, "by_hand": by_hand[a] | by_hand[b]},
    )


def count_articles(group, article, article_b):
    """Return for each row the number of different articles in its group."""
    members = np.unique(np.r_[group << 32 | article, group << 32 | article_b]) >> 32
    return np.bincount(members, minlength=group.max(initial=0) + 1)[group]


def quoted_share(sentences):
    """Return the share of each sentence that stands inside quotation marks, from its column
    `quoted` or its marks."""
    share = sentences["quoted"].to_numpy("float64", na_value=np.nan, copy=True)
    marked = np.flatnonzero(
        np.isnan(share) & sentences["text"].str.contains(OPENING_MARK).to_numpy(bool)
    )
    for i, text in zip(marked.tolist(), sentences["text"].iloc[marked], strict=True):
        regions = marked_regions(text, [(0, len(text))])
        share[i] = sum(end - start for start, end in regions) / len(text)
    return np.nan_to_num(share)
