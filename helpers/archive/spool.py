"""Takes articles, gives them as JSON and back; puts them aside in a file, batch by batch, while
their tables are made."""

import json

from helpers.base.article import Article
from helpers.base.problems import as_writing_errors
from helpers.reading import Correction


def article_to_json(article):
    """Return an article as what JSON can hold."""
    return vars(article)


def article_from_json(told):
    """Return the article that article_to_json was given; its corrections are `Correction`s."""
    rows = {
        "dropped": map(tuple, told["dropped"]),
        "corrections": (Correction(*row) for row in told["corrections"]),
    }
    return Article(**{**told, **{name: tuple(some) for name, some in rows.items()}})


def files_to_lines(read):
    """Return what was read of files, pairs of articles and problems, as lines of JSON in bytes."""
    lines = (
        json.dumps([list(map(article_to_json, articles)), problems]) for articles, problems in read
    )
    return "\n".join(lines).encode()


def files_from_lines(content):
    """Return what files_to_lines was given."""
    told = map(json.loads, content.splitlines())
    return [
        (list(map(article_from_json, articles)), list(map(tuple, problems)))
        for articles, problems in told
    ]


class Spool:
    """Articles put aside in a file that is open for it, a line of JSON for each batch, and not kept
    in memory."""

    def __init__(self, file):
        self.file = file
        self.places = []

    def put_aside(self, batches):
        """Yield the batches; their articles are put aside. Raises ArticleError if the disk is
        full."""
        for batch in batches:
            with as_writing_errors("the output folder"):
                self.places.append(self.file.tell())
                line = json.dumps(list(map(article_to_json, batch.articles)))
                self.file.write(line.encode() + b"\n")
                self.file.flush()
            yield batch

    def articles_of(self, number):
        """Return the articles of a batch."""
        self.file.seek(self.places[number])
        return tuple(map(article_from_json, json.loads(self.file.readline())))

    def articles(self):
        """Yield the articles of all batches, in order."""
        for number in range(len(self.places)):
            yield from self.articles_of(number)
