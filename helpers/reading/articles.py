"""Turns the drafts that are read from a file into articles, and warns about what is doubtful.

An article has an id of its own, its exact text, its metadata, the researcher's corrections and the
pieces of the file that are not in its text."""

import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.base.article import Article
from helpers.base.files import safe_name
from helpers.base.places import CORPUS
from helpers.base.problems import ArticleError, ArticleWarning, as_article_errors
from helpers.base.tables import make_table
from helpers.base.text import count_words
from helpers.reading.cleaning import HALVES, clean
from helpers.reading.corrections import correction_tables, paths_of, with_corrections
from helpers.reading.doubts import find_doubts
from helpers.reading.drafts import MOST_CHARACTERS, Draft, Unreadable
from helpers.reading.fields import FIELDS
from helpers.reading.folders import find_inside, read_bytes
from helpers.reading.formats import TABULAR, read_content
from helpers.reading.language import find_language, language_code, language_doubt
from helpers.reading.metadata import read_metadata

METADATA = tuple(FIELDS)
COUNTED_TWICE = "and will be counted twice"
LOOK = "look for them in it"
NO_ARTICLE = "text that is no article"
LEAVE_ONE_OUT = "leave one of them out"


def make_article(
    id: str,
    text: str,
    *,
    source: str | Path = "",
    corrections: Iterable = (),
    dropped: Iterable[tuple[str, str]] = (),
    marked: Iterable[tuple[str, str]] = (),
    by_hand: bool = False,
    **metadata: Any,
) -> Article:
    """Return an Article with this text; metadata that are not fields of Article are ignored.

    The language is that of the text, or that in the metadata where the text is too short to tell.
    Raises ArticleError if the text has no word.

    >>> make_article("note", "Mali has received planes.").sha256[:8]
    'ebcfd884'
    """
    name = source or id
    if not isinstance(text, str) or not re.search(r"[^\W_]", text):
        raise ArticleError(
            name, "there is no text in it", "put the article's words into it, or leave it out"
        )
    doubts = []
    if replace_halves(text) != text:
        doubts = [("broken characters were replaced by \N{REPLACEMENT CHARACTER}", LOOK)]
        warnings.warn(ArticleWarning(name, *doubts[0]), stacklevel=2)
        text = replace_halves(text)
    fields = {key: replace_halves(str(metadata[key])) for key in METADATA if metadata.get(key)}
    stated = language_code(fields.get("language", ""))
    fields["language"] = find_language(text) or stated or "en"
    return Article(
        replace_halves(str(id)),
        text,
        source=str(source),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        by_hand=bool(by_hand),
        dropped=tuple(dropped),
        marked=tuple(marked),
        corrections=tuple(corrections),
        doubts=tuple(doubts),
        **fields,
    )


def replace_halves(words):
    """Return words in which half characters, which cannot be encoded, are replaced by
    \N{REPLACEMENT CHARACTER}."""
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", words)


# one file, or several


def read_article(name: str | Path, *, corpus: str | Path | None = CORPUS) -> Article:
    """Return the article in the file `name` inside the folder `corpus`.

    Raises ArticleError if the file is missing, lies outside the folder, cannot be read or holds
    several articles.

    >>> read_article("lavrov_mali.txt").text[:28]
    "Russia's foreign minister Se"
    """
    corpus = Path(corpus or CORPUS).resolve()
    articles = read_file(find_inside(name, corpus))
    if len(articles) > 1:
        reason = f"it holds {len(articles)} articles"
        raise ArticleError(name, reason, "read_file gives them all, choose one of them")
    return articles[0]


def read_articles(
    names: str | Path | Article | Iterable[str | Path | Article],
    *,
    corpus: str | Path | None = CORPUS,
) -> list[Article]:
    """Return the articles of several files inside a folder, in order and each once; see
    read_article.

    An Article among the names stands for itself. Articles of the same id get numbers.

    >>> [article.id for article in read_articles(["lavrov_mali.txt", "samples/sahel_wire.md"])]
    ['lavrov_mali', 'sahel_wire']
    """
    if isinstance(names, str | Path | Article):
        names = [names]
    articles: dict[tuple[str, str], Article] = {}
    for name in names:
        article = name if isinstance(name, Article) else read_article(name, corpus=corpus)
        articles.setdefault((article.source, article.id), article)
    return list(unique_ids(articles.values()))


def read_file(path: str | Path) -> list[Article]:
    """Return the articles in one file, in their order: one, or those of a table or of a press
    archive's export.

    Warns with an ArticleWarning of what is doubtful. Raises ArticleError if the file is missing,
    empty, broken or of a format that is not read."""
    path = Path(path)
    fields, _ = read_metadata(path.parent)
    articles = read_one(path, fields.get(path.name, {}))
    tables = correction_tables(path.parent)
    alone = len(articles) == 1
    return [
        with_corrections(article, paths_of(article, tables, alone=alone)) for article in articles
    ]


def read_one(path, by_hand):
    """Return the articles in one file, without corrections; `by_hand` is its metadata in
    `articles.csv`. Raises any failure as an ArticleError."""
    with as_article_errors(path):
        drafts, doubts = read_drafts(path)
        return make_articles(path, drafts, doubts, by_hand)


def read_drafts(path: Path) -> tuple[list[Draft], list[tuple[str, str]]]:
    """Return the drafts in a file, and the doubts about the whole of it; see
    `formats.read_content`. Raises ArticleError if it cannot be read."""
    with as_article_errors(path):
        try:
            return read_content(read_bytes(path), path.suffix.lower())
        except Unreadable as fault:
            raise ArticleError(path, fault.reason, fault.remedy) from None


def make_articles(path, drafts, doubts, by_hand):
    """Return the articles made from the drafts of one file, and warn once of all doubts about
    them. Raises ArticleError if no draft is an article."""
    several = len(drafts) > 1 or path.suffix.lower() in TABULAR
    articles = []
    lost = []  # of drafts that are no articles
    doubts = [("", *doubt) for doubt in doubts]
    for number, draft in enumerate(drafts, 1):
        name = draft.id or safe_name(f"{path.stem}_{number}" if several else path.stem)
        article, new_doubts = read_draft(draft, name, path, by_hand, several=several)
        doubts += [(name, *doubt) for doubt in new_doubts]
        if article:
            articles.append(article)
        else:
            lost += [(NO_ARTICLE, draft.text), *draft.dropped]
    if not articles:
        raise ArticleError(path, *doubts[-1][1:])
    if lost:
        articles[0] = replace(articles[0], dropped=(*articles[0].dropped, *lost))
    for article, earlier in find_duplicates(articles):
        reason = f"it has the same text as {earlier.id}, {COUNTED_TWICE}"
        doubts.append((article.id, reason, LEAVE_ONE_OUT))
    warn_of(path, doubts, several=several)
    return list(unique_ids(with_doubts(article, doubts) for article in articles))


def with_doubts(article, doubts):
    """Return an article that keeps the doubts about it and about its whole file, among (id, reason,
    remedy)."""
    own = [doubt for name, *doubt in doubts if name in ("", article.id)]
    return replace(article, doubts=tuple(map(tuple, [*article.doubts, *own])))


def read_draft(draft, name, path, by_hand, *, several):
    """Return the article that a draft becomes and the doubts about it.

    Among `several` a draft that is not an article is None and a doubt; alone it raises
    ArticleError.
    """
    doubts = list(draft.doubts)
    text = draft.text
    if not draft.exact:
        text, changes = clean(text)
        doubts += changes
    try:
        if len(text) > MOST_CHARACTERS:
            reason = f"it has {len(text):,} characters, too many for one article"
            raise ArticleError(path, reason, "split the file: one article per file")
        fields = {**draft.metadata, **by_hand}
        left = {"dropped": draft.dropped, "marked": draft.marked}
        article = make_article(name, text, source=path, by_hand=by_hand, **left, **fields)
    except ArticleError as error:
        if not several:
            raise
        return None, [*doubts, (f"{error.reason}, and was left out", error.remedy)]
    return article, [*doubts, *find_doubts(text, bundle=not several), *language_doubt(text)]


def warn_of(path, doubts, *, several):
    """Warn once of all doubts about a file, (id, reason, remedy): each remedy stands behind its
    reason, with the first article that needs it."""
    by_remedy = {}
    for name, reason, remedy in doubts:
        by_remedy.setdefault(remedy, []).append((name, reason))
    if not by_remedy:
        return
    told = [(join_reasons(cases, several=several), remedy) for remedy, cases in by_remedy.items()]
    *others, (reason, remedy) = told
    before = [f"{one}; {what_to_do}" for one, what_to_do in others]
    warnings.warn(ArticleWarning(path, ". Also, ".join([*before, reason]), remedy), stacklevel=5)


def join_reasons(cases, *, several):
    """Return the reasons of the first article among cases, (id, reason), and how many more articles
    there are."""
    first = cases[0][0]
    names = {name for name, _ in cases}
    reasons = ", and ".join(dict.fromkeys(reason for name, reason in cases if name == first))
    if not several or not first:
        return reasons
    others = f" (and {len(names) - 1:,} more of its articles)" if len(names) > 1 else ""
    return f"article {first}: {reasons}{others}"


def find_duplicates(articles):
    """Yield each article whose words are those of an earlier one, and the earlier one."""
    first = {}
    for article in articles:
        earlier = first.setdefault(words_digest(article), article)
        if earlier is not article:
            yield article, earlier


def words_digest(article):
    return hashlib.sha256(" ".join(article.text.split()).encode()).digest()


# ids and tables


def unique_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the articles with unique ids: an id that is taken, as a file name and whatever its
    case, gets a number."""
    taken = set()
    numbers: dict[str, int] = {}  # where to go on: an archive may repeat one id for all articles
    for article in articles:
        name = article.id
        number = numbers.get(article.id, 1)
        while safe_name(name).casefold() in taken:
            number += 1
            name = f"{article.id}_{number}"
        taken.add(safe_name(name).casefold())
        numbers[article.id] = number
        yield article if name == article.id else replace(article, id=name)


def articles_table(articles: Iterable[Article]) -> pd.DataFrame:
    """Return the table `articles`, one row per article: its text, metadata, source and size;
    `words` counts as count_words does."""
    return make_table("articles", [article_row(article) for article in articles])


def article_row(article):
    return {
        "article": article.id,
        "start": 0,
        "end": len(article.text),
        "text": article.text,
        **{key: getattr(article, key) for key in METADATA},
        "words": count_words(article.text),
        "characters": len(article.text),
        "dropped": sum(count_words(text) for _, text in article.dropped),
        "source": replace_halves(article.source),
        "sha256": article.sha256,
        "by_hand": article.by_hand,
    }


def dropped_table(article: Article) -> pd.DataFrame:
    """Return the pieces of an article's file that are not in its text, one row per piece: article,
    what (it is), words (how many) and text."""
    rows = [(article.id, what, count_words(text), text) for what, text in article.dropped]
    columns = {"article": "str", "what": "str", "words": "int64", "text": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
