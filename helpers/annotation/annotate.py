"""Annotates an article: its sentences, tokens, mentions, actors and quotations, and what needs them
all.

The annotation is kept on disk, by text and version, so that notebooks and the report share one
parse."""

import re
import warnings
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.actors import count_actors, find_mentions
from helpers.annotation.cache import ANNOTATED, batch_path, find_article, keep_batch, recall_tables
from helpers.annotation.corrector import Corrector
from helpers.annotation.roles import read_roles
from helpers.base.article import AnnotatedArticle, Article
from helpers.base.disk_cache import cache_folder
from helpers.base.problems import ArticleWarning
from helpers.base.tables import make_table
from helpers.base.wordlists import word_set
from helpers.quotes import (
    find_quotes,
    name_interviewee,
    outer_quote,
    read_quotations,
    token_speakers,
    with_turns,
)
from helpers.reading import corrections_table
from helpers.tagging import SUBJECTS, lay_out

SPEAKS = "I: who speaks the quotation"  # a rule
SURE = 0.95  # how sure it is that I means who speaks
UNNAMED = "interviewee"  # whom no introduction names
MOST_NAMED = 20  # corrections that are named in lines of their own
SHOWN = 40  # characters of their words
INNER_MARKS = re.compile(r"""‘[^“”"]+?’(?!\w)|(?<=[\s“"(—])'(?=\w)[^“”"]+?[,.!?]'(?!\w)""")
REMEDY = "put its words right, or delete the row"


def annotate(article: Article, *, cache: bool = True) -> AnnotatedArticle:
    """Return the AnnotatedArticle of an article, from the cache on disk if its text was annotated
    before.

    The article's corrections (see corpus/README.md) are applied last and win over every rule;
    `.corrections` holds how many rows each of them decided, and an ArticleWarning names each that
    matches nothing."""
    folder = cache_folder() if cache else None
    path = find_article(folder, article) if folder else None
    annotated = annotate_from(article, path)
    if folder and not path:
        with suppress(OSError):  # a full disk costs time, and nothing else
            tables = {name: getattr(annotated, name) for name in ANNOTATED}
            keep_batch(batch_path(folder, [article], ANNOTATED), [article], tables)
    return annotated


def annotate_from(article: Article, path: Path | None = None) -> AnnotatedArticle:
    """Return the AnnotatedArticle of an article, from the batch at a path if it is kept there; warn
    of corrections that match nothing."""
    tables = recall_tables(path, article, ANNOTATED)
    annotated = annotate_anew(article) if tables is None else AnnotatedArticle(article, **tables)
    warn_of_unmatched(annotated)
    warn_of_unnamed(annotated)
    return annotated


def warn_of_unmatched(annotated):
    """Warn of each correction that decided nothing, in a line of its own."""
    table = annotated.corrections
    unmatched = table[table["problem"] != ""]
    if unmatched.empty:
        return
    file = corrections_table(annotated.article) or annotated.article.id
    for row in unmatched.head(MOST_NAMED).itertuples():
        words = f"{row.what}, “{row.text[:SHOWN]}”"
        reason = f"row {row.Index + 1} of the corrections ({words}) matches nothing: {row.problem}"
        warnings.warn(ArticleWarning(file, reason, REMEDY), stacklevel=4)
    if len(unmatched) > MOST_NAMED:
        reason = f"{len(unmatched) - MOST_NAMED} more of its {len(table)} rows match nothing"
        warnings.warn(ArticleWarning(file, reason, REMEDY), stacklevel=4)


def warn_of_unnamed(annotated):
    """Warn, in one line, if an interview does not say who answers."""
    answers = (annotated.quotes["speaker"] == UNNAMED).sum()
    if answers:
        reason = f"nothing says who answers in this interview, and {answers} answers are "
        reason += f"counted as the words of “{UNNAMED}”"
        remedy = f"put a row merge,{UNNAMED},NAME into its corrections table"
        source = annotated.article.source or annotated.article.id
        warnings.warn(ArticleWarning(source, reason, remedy), stacklevel=4)


def annotate_anew(article):
    from helpers.network import encode, settle_names
    from helpers.tagging import tag

    layout = lay_out(article.text, title=article.title, marked=article.marked)
    encoding = encode(layout)
    corrector = Corrector(article)
    sentences, tokens = tag(article, layout)
    tokens = settle_names(tokens, encoding)
    sentences = corrector.correct_kinds(sentences)
    quotations = with_turns(layout, read_quotations(layout, encoding))
    found = leave_foreign(find_mentions(article, tokens, encoding, quotations), sentences)
    found = corrector.correct_mentions(found, sentences)
    called = of_form(found, found["form"] == "label")
    mentions = of_form(found, found["form"] != "label")
    quotations = name_interviewee(quotations, tokens, mentions)
    quotes = leave_foreign(find_quotes(article, tokens, mentions, quotations), sentences)
    quotes = corrector.correct_quotes(quotes, sentences, mentions)
    tokens = give_voice(tokens, quotes, layout)
    sentences = count_quoted(sentences, tokens)
    mentions = join_first_person(article.text, mentions, tokens, quotes)
    corrector.check_tones(mentions, sentences)
    return AnnotatedArticle(
        article,
        sentences,
        tokens,
        mentions,
        count_actors(mentions),
        quotes,
        called,
        read_roles(article, tokens, mentions, encoding),
        corrector.table(),
    )


def of_form(mentions, chosen):
    """Return the chosen ones of mentions, numbered anew."""
    return mentions[chosen].reset_index(drop=True).assign(mention=np.arange(chosen.sum()))


def leave_foreign(table, sentences):
    """Return the rows of a table that stand in English sentences; the models do not read another
    language."""
    is_foreign = (sentences["kind"] == "foreign").to_numpy()
    if not is_foreign.any():
        return table
    in_foreign = is_foreign[table["sentence"].to_numpy(dtype=np.int64)]
    return table[~in_foreign].reset_index(drop=True)


def give_voice(tokens, quotes, layout):
    """Return the tokens with `voice`: direct inside the marks of a quotation, indirect in reported
    speech, own elsewhere.

    Where quotations nest, the voice is that of the outer one.
    """
    outer = outer_quote(tokens, quotes)
    types = np.append(quotes["type"].to_numpy(dtype=object), "own")[outer]
    edges = np.array(layout.regions, dtype=np.int64).reshape(-1)
    marked = np.searchsorted(edges, tokens["start"].to_numpy(), side="right") % 2 == 1
    types[types == "mixed"] = np.where(marked[types == "mixed"], "direct", "indirect")
    by_hand = np.append(quotes["by_hand"].to_numpy(dtype=bool), False)[outer]
    return tokens.assign(voice=pd.Series(types, dtype="str"), by_hand=by_hand)


def count_quoted(sentences, tokens):
    """Return the sentences with `quoted`: the share of their words that are quoted directly."""
    words = tokens[tokens["is_word"]]
    share = (words["voice"] == "direct").groupby(words["sentence"]).mean()
    return sentences.assign(quoted=sentences["sentence"].map(share).fillna(0.0).astype("float64"))


def join_first_person(text, mentions, tokens, quotes):
    """Return the mentions with each I, me and my inside a direct quotation as one of the person who
    speaks it; in marks within it, as one of who speaks there: “He told me, ‘I know.’”"""
    people = set(mentions.loc[mentions["type"] == "person", "actor"])
    first_person = word_set("first person")
    words = tokens["text"].tolist()
    is_first_person = np.array([word.lower() in first_person for word in words], dtype=bool)
    spoken = tokens[is_first_person & (tokens["voice"] == "direct").to_numpy()]
    if spoken.empty:
        return mentions
    speakers = token_speakers(tokens, quotes)
    inner = inner_marks(text, quotes)
    actors = dict(zip(mentions["end"], mentions["actor"], strict=True)) if inner else {}
    for start, end in inner:
        first, last = np.searchsorted(tokens["start"], [start, end])
        speakers.iloc[first:last] = who_says(tokens, actors, first)
    rows = spoken[["article", "start", "end", "text", "sentence"]].copy()
    rows["actor"] = speakers[spoken.index]
    rows = rows[rows["actor"].isin(people) & (spoken["upos"] == "PRON")]
    rows = rows.assign(form="pronoun", rule=SPEAKS, type="person", mention=0, confidence=SURE)
    if rows.empty:
        return mentions
    pronouns = mentions[mentions["form"] == "pronoun"]
    by_hand = pronouns.loc[pronouns["by_hand"], "start"]
    rows = rows[~rows["start"].isin(by_hand)]
    others = mentions.drop(pronouns.index[pronouns["start"].isin(rows["start"])])
    joined = pd.concat([others, make_table("mentions", rows)]).sort_values(
        ["start", "end"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return joined.assign(mention=np.arange(len(joined)))


def inner_marks(text, quotes):
    """Return the places of what stands in quotation marks within direct quotations."""
    direct = quotes[quotes["type"] == "direct"]
    return sorted(
        {
            match.span()
            for start, end in zip(direct["start"], direct["end"], strict=True)
            for match in INNER_MARKS.finditer(text, start, end)
        }
    )


def who_says(tokens, actors, place):
    """Return the actor that is the last subject before a token in its sentence, empty if there is
    none; `actors` are those of the mentions, by the character at which these end."""
    sentence = tokens["sentence"].iat[max(0, place - 1)]
    for i in range(place - 1, -1, -1):
        if tokens["sentence"].iat[i] != sentence:
            break
        if tokens["dep"].iat[i] in SUBJECTS and tokens["end"].iat[i] in actors:
            return actors[tokens["end"].iat[i]]
    return ""
