"""Takes files and gives articles: the text, exactly, and what is known about it.

Plain text (.txt), Markdown with front matter (.md) and tables of articles (.jsonl, one a line) are read.
"""

import hashlib
import json
import re
import warnings
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from helpers.tables import make_table

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
METADATA = ("title", "outlet", "author", "published", "url", "language")
REMEDY = "save the article as plain text (.txt, UTF-8)"


class ArticleError(ValueError):
    """An article cannot be read: the message names the file, what is wrong and what to do."""

    def _render_traceback_(self):
        """Return what a notebook shows: the message, without the way through the code that led to it."""
        return [f"ArticleError: {self}"]


class ArticleWarning(UserWarning):
    """An article was read with a doubt: the message says what was assumed."""


@dataclass(frozen=True)
class Article:
    """One article. All offsets in all tables count characters of `text`."""

    id: str
    text: str = field(repr=False)
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    source: str = ""
    sha256: str = field(default="", repr=False)
    corrections: tuple = field(default=(), repr=False)


def make_article(id, text, *, source="", corrections=(), **metadata):
    """Return the Article with this text; whatever metadata is not one of Article's own fields is left out.

    Raises ArticleError if there is no letter in the text.

    >>> make_article("note", "Mali has received planes.").sha256[:8]
    'ebcfd884'
    """
    name = source or id
    if not isinstance(text, str) or not re.search(r"[^\W\d_]", text):
        raise ArticleError(f"{name}: there is no text in it; put the article's words into it, or leave it out")
    if re.search(r"[\ud800-\udfff]", text):  # half a character: nothing could write it out again
        warnings.warn(f"{name}: broken characters were replaced by \N{REPLACEMENT CHARACTER}", ArticleWarning, 2)
        text = re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    known = {key: str(metadata[key]) for key in METADATA if metadata.get(key)}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(str(id), text, source=str(source), sha256=sha256, corrections=tuple(corrections), **known)


def read_article(name, *, corpus=CORPUS):
    """Return the one article in the file `name` inside the folder `corpus`.

    Raises ArticleError if the file is not inside the folder, is not there, cannot be read or holds several articles.

    >>> read_article("lavrov_mali.txt").text[:28]
    "Russia's foreign minister Se"
    """
    corpus = Path(corpus or CORPUS).resolve()
    path = (corpus / name).resolve()
    if not path.is_relative_to(corpus):
        raise ArticleError(f"{name}: this is outside {corpus}; copy the file into that folder and give its name")
    if not path.is_file():
        there = [str(p.relative_to(corpus)) for p in find_files(corpus)]
        raise ArticleError(f"{name}: no such file in {corpus}; there is: {', '.join(there[:12]) or 'no article'}")
    articles = read_file(path)
    if len(articles) > 1:
        raise ArticleError(f"{name}: it holds {len(articles)} articles; read_file gives them all, choose one of them")
    return articles[0]


def read_articles(names, *, corpus=CORPUS):
    """Return the articles of several files inside a folder, in order, each once; see read_article.

    >>> [article.id for article in read_articles(["lavrov_mali.txt", "samples/sahel_wire.md"])]
    ['lavrov_mali', 'sahel_wire']
    """
    return unique_ids([read_article(name, corpus=corpus) for name in dict.fromkeys(names)])


def read_file(path):
    """Return the articles in one file, in their order, as a list.

    Raises ArticleError if the file is missing, empty, of a format that is not read, or broken.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if not path.is_file():
        raise ArticleError(f"{path}: there is no such file; check the name and the folder")
    if reader is None:
        raise ArticleError(f"{path}: {path.suffix or 'a file without ending'} is not read; {REMEDY}")
    return reader(path)


def read_corpus(folder=CORPUS):
    """Return the articles under a folder, sorted by file, and a DataFrame of problems: file, kind, reason, remedy.

    A file that cannot be read is a problem of kind error and the others are read; a doubt is one of kind warning.
    Raises ArticleError if there is no such folder.
    """
    articles, problems = [], []
    for path in find_files(folder):
        with warnings.catch_warnings(record=True) as doubts:
            warnings.simplefilter("always", ArticleWarning)
            try:
                articles += read_file(path)
            except (ArticleError, OSError) as error:
                problems.append((str(path), "error", *describe_problem(error)))
        problems += [(str(path), "warning", *describe_problem(doubt.message)) for doubt in doubts]
    return unique_ids(articles), pd.DataFrame(problems, columns=["file", "kind", "reason", "remedy"], dtype="str")


def find_files(folder):
    """Return the files under a folder that may hold articles, sorted; no link is followed out of the folder."""
    folder = Path(folder)
    if not folder.is_dir():
        raise ArticleError(f"{folder}: there is no such folder; check the name")
    inside = folder.resolve()
    return sorted(path for path in folder.rglob("*") if is_article(path) and path.resolve().is_relative_to(inside))


def unique_ids(articles):
    """Return the articles with ids of their own: a second one with the same id gets a number behind it."""
    seen, unique = {}, []
    for article in articles:
        number = seen[article.id] = seen.get(article.id, 0) + 1
        unique.append(article if number == 1 else replace(article, id=f"{article.id}_{number}"))
    return unique


def describe_problem(message):
    """Return the reason and the remedy in an error or warning, which read `file: reason; remedy`."""
    reason, _, remedy = str(message).partition(": ")[2].partition("; ")
    return reason, remedy


def is_article(path):
    """Whether a file is one that read_file reads; READMEs, hidden files and tables beside an article are not."""
    return path.is_file() and path.suffix.lower() in READERS and path.stem != "README" and path.name[0] != "."


def articles_table(articles):
    """Return the table `articles`: one row per article, `words` being what stands between white space."""
    return make_table("articles", [
        {"article": a.id, "start": 0, "end": len(a.text), "text": a.text, "title": a.title, "outlet": a.outlet,
         "author": a.author, "published": a.published, "url": a.url, "language": a.language,
         "words": count_words(a.text), "characters": len(a.text), "source": a.source, "sha256": a.sha256}
        for a in articles
    ])  # fmt: skip


def count_words(text):
    """Return how many words a text has: what stands between white space and holds a letter or digit.

    >>> count_words("Mali's anti-jihadist fight - 3.5 years")
    5
    """
    return sum(any(map(str.isalnum, chunk)) for chunk in text.split())


def decode(path):
    """Return a file's text with `\\n` at the line ends; a file that is not UTF-8 is taken for cp1252, and that is said."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if "\0" in text:
        raise ArticleError(f"{path}: it is not plain text (it holds NUL characters); {REMEDY}")
    if encoding != "utf-8-sig":
        warnings.warn(f"{path}: it is not UTF-8 and was read as {encoding}; check its accents", ArticleWarning, 3)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_corrections(path):
    """Return the rows of the corrections table beside an article, as tuples (what, text, value); none if it has none.

    Raises ArticleError if the table lacks one of these columns.
    """
    beside = path.with_name(f"{path.stem}.corrections.csv")
    if not beside.is_file():
        return ()
    rows = pd.read_csv(beside, dtype=str, keep_default_na=False, comment="#")
    if not {"what", "text", "value"} <= set(rows.columns):
        raise ArticleError(f"{beside}: its columns are {list(rows.columns)}; name them what, text, value")
    return tuple(rows[["what", "text", "value"]].itertuples(index=False, name=None))


def read_text(path):
    return [make_article(path.stem, decode(path), source=path, corrections=read_corrections(path))]


def read_markdown(path):
    """Read front matter (`key: value` lines between two lines `---` at the top) as metadata, the rest as text."""
    text = decode(path)
    front = re.match(r"---[ \t]*\n((?:[\w-]+:.*\n)*)---[ \t]*\n\s*", text)
    if front is None:
        return read_text(path)
    pairs = (line.partition(":") for line in front[1].splitlines())
    metadata = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    metadata.setdefault("published", metadata.get("date", ""))
    metadata = {key: metadata[key] for key in METADATA if key in metadata}
    corrections = read_corrections(path)
    return [make_article(path.stem, text[front.end() :], source=path, corrections=corrections, **metadata)]


def read_json_lines(path):
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            metadata = {key: value for key, value in row.items() if key in METADATA}
            articles.append(make_article(row["id"], row["text"], source=path, **metadata))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, ArticleError):
                raise
            raise ArticleError(f'{path}: line {number} is no article; write {{"id": …, "text": …}} on it') from None
    return articles


READERS = {".txt": read_text, ".md": read_markdown, ".jsonl": read_json_lines}
