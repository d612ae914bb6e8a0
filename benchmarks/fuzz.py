"""Feed the suite with damaged files and odd texts for a while, and keep whatever makes it fail
other than in words.

python -m benchmarks.fuzz [--minutes 60] [--seed 1] [--keep DIR]

Two things take turns: a file of each format is damaged (bytes changed, cut, repeated, spliced with
another's) and read; a text made of the corpus and of odd characters is annotated, measured, marked
and written in every format. A failure is any error but ArticleError, a row whose offsets do not
slice to its text, or more than ten seconds. Each is kept as a file."""

import argparse
import io
import os
import random
import sys
import tempfile
import time
import traceback
import warnings
from functools import cache
from pathlib import Path

from helpers import ArticleError, analyse, annotate, make_article, read_corpus, read_file
from helpers.base.places import CORPUS
from helpers.base.writers import WRITERS
from helpers.reading.formats import READERS
from helpers.showing.highlight import highlight

SECONDS = 10
ODD = [
    "\u202e", "\0", "\x1b[31m", "\ufeff", "\u200b", "e\u0301", "👩‍👩‍👧", "“", "”", "‘", '"', "'",
    "«", "(", "\n", "\r\n", "\u2028", "\t", "$\\alpha$", "<script>", "&amp;",
    "=1+1", "—", "\u00a0", "ﬁ", "١٢", "中文",
    "Москва", "a" * 300, " " * 300, ". ", ", ", "said",
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("results/fuzz"))
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="framing-fuzz-")  # not the user's cache
    chance = random.Random(given.seed)
    until = time.time() + 60 * given.minutes
    tried = 0
    failed = 0
    texts = [article.text for article in read_corpus(CORPUS)[0]]
    while time.time() < until:
        content, ending, run = make_case(chance, texts)
        began = time.perf_counter()
        fault = ""
        try:
            run(content, ending)
        except ArticleError:
            pass
        except Exception:
            fault = traceback.format_exc()
        seconds = time.perf_counter() - began
        fault = fault or (f"{seconds:.0f} seconds" if seconds > SECONDS else "")
        tried += 1
        if fault:
            failed += 1
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{given.seed}_{tried}{ending}").write_bytes(content)
            print(f"{given.seed}_{tried}{ending}: {fault.strip().splitlines()[-1]}", flush=True)
    print(f"{tried:,} inputs in {given.minutes:g} minutes (seed {given.seed}), {failed} failures")
    return 1 if failed else 0


def make_case(chance, texts):
    """Return bytes, an ending, and what to do with them."""
    text = odd_text(chance, texts)
    if chance.random() < 0.5:
        return text.encode("utf-8", "surrogatepass"), ".txt", measure
    ending = chance.choice(sorted(READERS))
    return damage(chance, as_format(chance, text, ending)), ending, read


def odd_text(chance, texts):
    """Return a piece of an article with odd characters put in at odd places."""
    text = chance.choice(texts)
    start = chance.randrange(len(text))
    pieces = list(text[start : start + chance.randrange(2000)])
    for _ in range(chance.choice([0, 1, 3, 30])):
        odd = chance.choice([*ODD, chr(chance.randrange(0x110000))])
        pieces.insert(chance.randrange(len(pieces) + 1), odd * chance.choice([1, 1, 1, 50]))
    return "".join(pieces)


def as_format(chance, text, ending):
    """Return a text as a file of a format, as far as one can be written in a few lines."""
    content = text.encode(
        chance.choice(["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "koi8_r"]), "replace"
    )
    if ending in (".html", ".htm", ".xhtml"):
        return b"<html><body><article>" + b"".join(
            b"<p>" + line + b"</p>" for line in content.split(b"\n")
        )
    if ending == ".rtf":
        return b"{\\rtf1\\ansi " + content.replace(b"\n", b"\\par ") + b"}"
    if ending in (".csv", ".tsv", ".tab"):
        return b"id,title,text\n" + b"".join(
            b'%d,T,"' % i + line + b'"\n' for i, line in enumerate(content.split(b"\n"))
        )
    return sources().get(ending, content)


@cache
def sources():
    """Return files of the formats that need a program to be made, by ending."""
    sys.path.insert(0, str(CORPUS.parent / "tests"))
    import pandas as pd
    from make_files import make_pdf, make_word, make_workbook

    text = read_file(CORPUS / "lavrov_mali.txt")[0].text
    table = pd.DataFrame({"id": ["a", "b"], "text": [text, "Ann said so."]})
    return {
        ".docx": make_word(text.split("\n"), header="Draft"),
        ".xlsx": make_workbook(table),
        ".pdf": make_pdf([text.split("\n")[:20]]),
    }


def damage(chance, content):
    content = bytearray(content)
    for _ in range(chance.choice([0, 1, 3, 20])):
        a, b = (chance.randrange(len(content) + 1) for _ in range(2))
        kind = chance.randrange(4)
        if kind == 0 and content:
            content[a - 1] = chance.randrange(256)
        elif kind == 1:
            del content[min(a, b) : min(a, b) + 50]
        elif kind == 2:
            content[a:a] = content[b : b + 200]
        else:
            content = content[:a] or content
    return bytes(content)


def read(content, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{ending}"
        path.write_bytes(content)
        articles, problems = read_corpus(folder)
        assert len(articles) or len(problems), "nothing read and nothing said"


def measure(content, ending):
    article = make_article("case", content.decode("utf-8", "surrogatepass"))
    annotated = annotate(article, cache=False)
    tables = analyse(article)
    for name, table in tables.items():
        rows = zip(table["start"], table["end"], table["text"], strict=True)
        assert all(article.text[start:end] == text for start, end, text in rows), (
            f"offsets in {name}"
        )
        for write in WRITERS.values():
            write([table], io.BytesIO())
    highlight(article, annotated.mentions, by="actor")


if __name__ == "__main__":
    sys.exit(main())
