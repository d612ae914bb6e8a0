"""Reads each bad input in a folder of its own and prints what came of it, a JSON object a line: run by test_bad_inputs.

It runs in a process of its own, so that memory and time are those of reading; a socket cannot be opened in it.
"""

import json
import os
import re
import shutil
import socket
import sys
import tempfile
import time
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
    from helpers import ArticleError, read_article, read_corpus

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
        mine = [article for article in articles if article.source == str(Path(folder) / case["file"])]
    kinds = set(problems["kind"])
    return {
        "outcome": "error" if "error" in kinds else "warn" if "warning" in kinds else "ok",
        "messages": [": ".join(row) for row in problems[["file", "reason", "remedy"]].itertuples(index=False)],
        "texts": [article.text for article in mine],
        "ids": [article.id for article in mine],
        "languages": [article.language for article in mine],
    }


def peak_megabytes():
    """Return the most memory that this process held (getrusage would count what the one that started it held)."""
    status = Path("/proc/self/status")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024 if status.exists() else 0


def main(inputs):
    socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
    for case in json.loads((inputs / "manifest.json").read_text(encoding="utf-8"))["cases"]:
        began = time.perf_counter()
        result = read(case, inputs) | {"id": case["id"], "seconds": time.perf_counter() - began}
        result["megabytes"] = peak_megabytes()
        print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
