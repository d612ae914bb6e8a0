"""Takes files and gives articles: the text, exactly, and what is known about it.

`folders` finds files, `formats` reads what is in them; here it becomes articles: each with an id of
its own, its metadata, its corrections, and what was left out. What is doubtful is said once, with
the file's name."""

import hashlib
import re
import warnings
from collections.abc import Iterable
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
from helpers.reading.corrections import correction_tables, paths_of, with_corrections
from helpers.reading.folders import find_inside, read_bytes
from helpers.reading.formats import TABULAR, read_content
from helpers.reading.formats.cleaning import HALVES, clean
from helpers.reading.formats.doubts import MOST_CHARACTERS, find_doubts
from helpers.reading.formats.drafts import FIELDS, Draft, Unreadable
from helpers.reading.formats.tabular import read_beside
from helpers.reading.language import find_language, language_code, language_doubt

METADATA = tuple(FIELDS)
TWICE = ("and will be counted twice", "leave one of them out")


def make_article(
    id: str,
    text: str,
    *,
    source: str | Path = "",
    corrections: Iterable = (),
    dropped: Iterable[tuple[str, str]] = (),
    by_hand: bool = False,
    **metadata: Any,
) -> Article:
    """Return the Article with this text; whatever metadata is not one of Article's own fields is
    left out.

    Its language is read from the text, and from the metadata where the text is too short to say.
    Raises ArticleError if there is no word in the text.

    >>> make_article("note", "Mali has received planes.").sha256[:8]
    'ebcfd884'
    """
    name = source or id
    if not isinstance(text, str) or not re.search(r"[^\W_]", text):
        raise ArticleError(
            name, "there is no text in it", "put the article's words into it, or leave it out"
        )
    if whole(text) != text:
        doubt = ArticleWarning(
            name,
            "broken characters were replaced by \N{REPLACEMENT CHARACTER}",
            "look for them in it",
        )
        warnings.warn(doubt, stacklevel=2)
        text = whole(text)
    id = whole(str(id))
    known = {key: whole(str(metadata[key])) for key in METADATA if metadata.get(key)}
    known["language"] = find_language(text) or language_code(known.get("language", "")) or "en"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id,
        text,
        source=str(source),
        sha256=sha256,
        by_hand=bool(by_hand),
        dropped=tuple(dropped),
        corrections=tuple(corrections),
        **known,
    )


def whole(words):
    """Return words with half characters, which nothing could write out again, replaced by
    \N{REPLACEMENT CHARACTER}."""
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", words)


# one file, several, a folder


def read_article(name: str | Path, *, corpus: str | Path | None = CORPUS) -> Article:
    """Return the one article in the file `name` inside the folder `corpus`.

    Raises ArticleError if the file is not inside the folder, is not there, cannot be read or holds
    several articles.

    >>> read_article("lavrov_mali.txt").text[:28]
    "Russia's foreign minister Se"
    """
    corpus = Path(corpus or CORPUS).resolve()
    path = find_inside(name, corpus)
    articles = read_file(path)
    if len(articles) > 1:
        raise ArticleError(
            name,
            f"it holds {len(articles)} articles",
            "read_file gives them all, choose one of them",
        )
    return articles[0]


def read_articles(
    names: str | Path | Article | Iterable[str | Path | Article],
    *,
    corpus: str | Path | None = CORPUS,
) -> list[Article]:
    """Return the articles of several files inside a folder, in order, each once; see read_article.

    An Article among the names stands for itself.

    >>> [article.id for article in read_articles(["lavrov_mali.txt", "samples/sahel_wire.md"])]
    ['lavrov_mali', 'sahel_wire']
    """
    names = [names] if isinstance(names, str | Path | Article) else names
    found = {}
    for name in names:
        article = name if isinstance(name, Article) else read_article(name, corpus=corpus)
        found.setdefault((article.source, article.id), article)
    return list(unique_ids(found.values()))


def read_file(path: str | Path) -> list[Article]:
    """Return the articles in one file, in their order, as a list: one, or those of a table or an
    archive's export.

    Raises ArticleError if the file is missing, empty, of a format that is not read, or broken; what
    is doubtful is told as ArticleWarning."""
    path = Path(path)
    articles = read_one(path, read_beside(path.parent)[0].get(path.name, {}))
    tables = correction_tables(path.parent)
    alone = len(articles) == 1
    return [
        with_corrections(article, paths_of(article, tables, alone=alone)) for article in articles
    ]


def read_one(path, beside):
    """Return the articles in one file; `beside` is what `articles.csv` says of it. Raises
    ArticleError whatever is wrong."""
    with as_article_errors(path):
        return finish(path, *read_drafts(path), beside)


def read_drafts(path: Path) -> tuple[list[Draft], list[tuple[str, str]]]:
    """Return the drafts in a file, and the doubts about the whole of it; see
    `formats.read_content`."""
    with as_article_errors(path):
        try:
            return read_content(read_bytes(path), path.suffix.lower())
        except Unreadable as fault:
            raise ArticleError(path, fault.reason, fault.remedy) from None


def finish(path, drafts, doubts, beside):
    """Return the articles that drafts from one file become, and tell what is doubtful, in one
    warning."""
    several = len(drafts) > 1 or path.suffix.lower() in TABULAR
    articles = []
    doubts = [("", *doubt) for doubt in doubts]
    for number, draft in enumerate(drafts, 1):
        id = draft.id or safe_name(f"{path.stem}_{number}" if several else path.stem)
        text, more = (draft.text, []) if draft.exact else clean(draft.text)
        fault = (
            f"it has {len(text):,} characters, too many for one article"
            if len(text) > MOST_CHARACTERS
            else ""
        )
        try:
            if fault:
                raise ArticleError(path, fault, "split the file: one article per file")
            about = {"dropped": draft.dropped, "by_hand": beside}
            articles.append(
                make_article(id, text, source=path, **about, **{**draft.metadata, **beside})
            )
        except ArticleError as error:
            if not several:
                raise
            more = [*more, (f"{error.reason}, and was left out", error.remedy)]
        else:
            more = [*more, *find_doubts(text, bundle=not several), *language_doubt(text)]
        doubts += [(id, *doubt) for doubt in (*draft.doubts, *more)]
    if not articles:
        raise ArticleError(path, doubts[-1][1], doubts[-1][2])
    doubts += [
        (one.id, f"it has the same text as {other.id}, {TWICE[0]}", TWICE[1])
        for one, other in find_duplicates(articles)
    ]
    tell(path, doubts, several)
    return list(unique_ids(articles))


def tell(path, doubts, several):
    """Warn once of all that is doubtful in a file: each remedy with the first article that needs
    it."""
    reasons = []
    remedies = {}
    for id, reason, remedy in doubts:
        remedies.setdefault(remedy, []).append((id, reason))
    for cases in remedies.values():
        ids = {id for id, _ in cases}
        own = ", and ".join(dict.fromkeys(reason for id, reason in cases if id == cases[0][0]))
        more = f" (and {len(ids) - 1:,} more of its articles)" if len(ids) > 1 else ""
        reasons.append(f"article {cases[0][0]}: {own}{more}" if several and cases[0][0] else own)
    if reasons:
        warnings.warn(
            ArticleWarning(path, ". Also, ".join(reasons), ". ".join(remedies)), stacklevel=5
        )


def find_duplicates(articles):
    """Yield each article that has the same words as one before it, and that one."""
    first = {}
    for article in articles:
        other = first.setdefault(words_digest(article), article)
        if other is not article:
            yield article, other


def words_digest(article):
    return hashlib.sha256(" ".join(article.text.split()).encode()).digest()


# ids and tables


def unique_ids(articles):
    """Yield the articles with ids of their own, also as file names and but for case: a second one
    gets a number."""
    taken = set()
    numbers = {}
    for article in articles:
        id, number = article.id, numbers.get(article.id, 1)
        while safe_name(id).casefold() in taken:
            number += 1
            id = f"{article.id}_{number}"
        taken.add(safe_name(id).casefold())
        numbers[article.id] = (
            number  # where to go on: an archive may give one id to all its articles
        )
        yield article if id == article.id else replace(article, id=id)


def articles_table(articles: Iterable[Article]) -> pd.DataFrame:
    """Return the table `articles`: one row per article; for `words` see count_words."""
    return make_table(
        "articles",
        [
            {
                "article": a.id,
                "start": 0,
                "end": len(a.text),
                "text": a.text,
                **{key: getattr(a, key) for key in METADATA},
                "words": count_words(a.text),
                "characters": len(a.text),
                "dropped": sum(count_words(text) for _, text in a.dropped),
                "source": whole(a.source),
                "sha256": a.sha256,
                "by_hand": a.by_hand,
            }
            for a in articles
        ],
    )


def dropped_table(article: Article) -> pd.DataFrame:
    """Return what of an article's file is not in its text: one row per piece, with columns article,
    what (it is), words (how many) and text."""
    rows = [(article.id, what, count_words(text), text) for what, text in article.dropped]
    columns = {"article": "str", "what": "str", "words": "int64", "text": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
