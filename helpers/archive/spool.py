"""Puts articles aside in a file, a line of JSON for each batch, while their tables are made."""

import json

from helpers.base.article import Article
from helpers.base.problems import as_writing_errors
from helpers.reading import Correction


def article_to_json(article):
    """Return an article as a dictionary that JSON can hold."""
    return vars(article)


def article_from_json(fields):
    """Return the article of a dictionary from JSON; its corrections are `Correction`s again."""
    pairs = {name: tuple(map(tuple, fields[name])) for name in ("dropped", "marked", "doubts")}
    corrections = tuple(Correction(*row) for row in fields["corrections"])
    return Article(**{**fields, **pairs, "corrections": corrections})


def files_to_lines(files):
    """Return what was read from files, as pairs of articles and problems, as lines of JSON in
    bytes."""
    lines = []
    for articles, problems in files:
        lines.append(json.dumps([list(map(article_to_json, articles)), problems]))
    return "\n".join(lines).encode()


def files_from_lines(content):
    """Return the pairs of articles and problems in lines of JSON."""
    files = []
    for line in content.splitlines():
        articles, problems = json.loads(line)
        files.append((list(map(article_from_json, articles)), list(map(tuple, problems))))
    return files


class Spool:
    """Articles in an open file, a line of JSON for each batch, so that memory does not hold
    them."""

    def __init__(self, file):
        self.file = file
        self.offsets = []  # where the line of each batch begins

    def put_aside(self, batches):
        """Yield the batches after their articles are put aside. Raises ArticleError if the disk is
        full."""
        for batch in batches:
            with as_writing_errors("the output folder"):
                self.offsets.append(self.file.tell())
                line = json.dumps(list(map(article_to_json, batch.articles)))
                self.file.write(line.encode() + b"\n")
                self.file.flush()
            yield batch

    def articles_of(self, number):
        """Return the articles of a batch."""
        self.file.seek(self.offsets[number])
        return tuple(map(article_from_json, json.loads(self.file.readline())))

    def articles(self):
        """Yield the articles of all batches, in order."""
        for number in range(len(self.offsets)):
            yield from self.articles_of(number)
