"""Reads and analyses each bad input in a folder of its own and prints what came of it, a JSON
object a line.

test_bad_inputs runs it in a process of its own, so that memory and time are those of the suite; no
socket can be opened in it. `seconds` are those of the processor; the first line tells how many a
word of ordinary text takes."""

import json
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path


def refuse(*arguments, **options):
    raise AssertionError("the network was asked for")


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_fifo():
        os.mkfifo(target)
    else:
        shutil.copyfile(source, target)


def read(case, inputs):
    from helpers import ArticleError, analyse, read_article, read_corpus

    if "argument" in case:
        try:
            read_article(case["argument"], corpus=inputs)
        except ArticleError as error:
            return {"outcome": "error", "messages": [str(error)], "texts": [], "ids": []}
        return {"outcome": "ok", "messages": [], "texts": [], "ids": []}
    with tempfile.TemporaryDirectory() as folder:
        for name in {case["file"], case.get("duplicate_of", case["file"])}:
            copy(inputs / name, Path(folder) / name)
        articles, problems = read_corpus(folder)
        mine = [
            article for article in articles if article.source == str(Path(folder) / case["file"])
        ]
    for article in mine:
        analyse(article)
    words = sum(len(article.text.split()) for article in mine)
    kinds = set(problems["kind"])
    return {
        "outcome": "error" if "error" in kinds else "warn" if "warning" in kinds else "ok",
        "messages": [
            ": ".join(row) for row in problems[["file", "reason", "remedy"]].itertuples(index=False)
        ],
        "texts": [article.text for article in mine],
        "ids": [article.id for article in mine],
        "languages": [article.language for article in mine],
        "words": words,
    }


def peak_megabytes():
    """Return the most memory that this process held since `forget_peak`; 0 where the system does
    not say."""
    status = Path("/proc/self/status")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024 if status.exists() else 0


def forget_peak():
    """Count the most memory anew, and return what is held now, in megabytes."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return peak_megabytes()


def seconds_a_word():
    """Return how many seconds the analysis of the tests' own articles takes for each of their
    words."""
    from helpers import analyse, make_article

    texts = [
        path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "texts").glob("*.txt")
    ]
    analyse(
        make_article("first", "Ann Lee said that Mali had left.")
    )  # what is loaded once does not count
    began = time.process_time()
    for number, text in enumerate(texts):
        analyse(make_article(f"text_{number}", text))
    return (time.process_time() - began) / sum(len(text.split()) for text in texts)


def main(inputs):
    socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
    print(json.dumps({"id": "a word", "seconds": seconds_a_word()}), flush=True)
    idle = forget_peak()
    for case in json.loads((inputs / "manifest.json").read_text(encoding="utf-8"))["cases"]:
        before = forget_peak()
        began = time.process_time()
        result = read(case, inputs) | {"id": case["id"], "seconds": time.process_time() - began}
        # what others left before does not count
        result["megabytes"] = peak_megabytes() - before + idle
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
