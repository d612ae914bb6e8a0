"""What an archive costs: all tables beside the bare spaCy pipeline, two processes beside one, a
second pass beside the first, memory by the number of articles, the start for one article, and what
is left after kills at random moments.

    python -m benchmarks.corpus [--articles 400] [--kills 0] [--long]

Ratios of wall time within one run, on a machine that does nothing else. The articles are drawn
paragraph by paragraph from the training set beside the project, about 750 words each; repeated
sentences, of which such articles are full, have a benchmark of their own. `--long` adds a corpus of
ten times as many articles."""

import argparse
import filecmp
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.tagging import read_texts
from helpers.base.places import CORPUS

TABLES = "articles,sentences,tokens,mentions,actors,quotes,sentiment,framing"
WORDS = 750
LOOK = 2  # seconds between two looks at the memory
BARE = """
import json, sys, time
from benchmarks.peers import load_bare
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
pipeline = load_bare()
list(pipeline.pipe(texts[:2]))
began = time.perf_counter()
for doc in pipeline.pipe(texts, batch_size=32):
    pass
print(time.perf_counter() - began)
"""
ONE = """
import sys, pandas
from benchmarks.peers import load_bare
load_bare()(open(sys.argv[1], encoding="utf-8").read())
"""


def draw_articles(path, n):
    """Write n articles of about 750 words to a file, a JSON object a line, and return how many
    words they have."""
    chance = random.Random(1)
    total = 0
    paragraphs = [line for text in read_texts(840) for line in text.split("\n") if line.strip()]
    with Path(path).open("w", encoding="utf-8") as file:
        for number in range(n):
            words = 0
            lines = []
            while words < WORDS:
                lines.append(chance.choice(paragraphs))
                words += len(lines[-1].split())
            total += words
            file.write(json.dumps({"id": f"article{number:06}", "text": "\n".join(lines)}) + "\n")
    return total


def start(file, out, cache, *arguments):
    """Start the command that writes the tables of a file's articles, with a cache of its own."""
    command = [
        sys.executable,
        "-m",
        "helpers",
        "tables",
        file,
        "--out",
        out,
        "--only",
        TABLES,
        *arguments,
    ]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(CORPUS.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as everywhere
    return subprocess.Popen(
        list(map(str, command)),
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def follow(running):
    """Wait for a process; return its seconds, and the most memory in MiB that it and those it
    started held together."""
    import psutil

    began = time.perf_counter()
    most = 0
    while running.poll() is None:
        with suppress(psutil.Error):
            tree = psutil.Process(running.pid)
            most = max(
                most, sum(one.memory_info().rss for one in [tree, *tree.children(recursive=True)])
            )
        with suppress(
            subprocess.TimeoutExpired
        ):  # to look more often would take time from what is measured
            running.wait(timeout=LOOK)
    if running.returncode:
        raise SystemExit(f"it ended with status {running.returncode}")
    return time.perf_counter() - began, most / 2**20


def python_seconds(code, *arguments):
    """Return the seconds that some Python takes as a process of its own, and what it prints."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=CORPUS.parent,
    )
    return time.perf_counter() - began, done.stdout.strip()


def same(one, other):
    names = [path.name for path in one.iterdir()]
    return filecmp.cmpfiles(one, other, names, shallow=False)[0] == names and len(names) == len(
        list(other.iterdir())
    )


def kill_again_and_again(file, whole, folder, times):
    """Kill a run by two processes at random moments, sometimes one process of it only; it must end
    as one never killed."""
    import psutil

    chance = random.Random(2)
    cache = folder / "killed_cache"
    out = folder / "killed"
    killed = 0
    while killed < times:
        running = start(file, out, cache, "--workers", 2)
        time.sleep(2 + 10 * chance.random())
        with suppress(psutil.Error):
            tree = [
                psutil.Process(running.pid),
                *psutil.Process(running.pid).children(recursive=True),
            ]
            workers = tree[1:] or tree
            if killed % 2:
                chance.choice(workers).kill()
                running.wait()
            else:
                for one in tree:
                    one.send_signal(signal.SIGKILL)
        running.wait()
        killed += 1
    follow(start(file, out, cache, "--workers", 2))
    return same(whole, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--long", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "articles.jsonl"
        words = draw_articles(file, given.articles)
        print(f"{given.articles:,} articles of {words:,} words")
        bare = float(python_seconds(BARE, file)[1])
        cold, memory = follow(start(file, folder / "one", folder / "cache"))
        print(
            f"bare spaCy {words / bare:,.0f} words a second; everything, with start and files, "
            f"{words / cold:,.0f}: "
            f"ratio {bare / cold:.2f}"
        )
        again, _ = follow(start(file, folder / "again", folder / "cache"))
        print(
            f"second pass {again:.1f} s against {cold:.1f} s: {cold / again:.0f} times as fast; "
            "the same bytes: "
            f"{same(folder / 'one', folder / 'again')}"
        )
        two, both = follow(start(file, folder / "two", folder / "cache2", "--workers", 2))
        print(
            f"two processes {two:.1f} s: {cold / two:.2f} times as fast; the same bytes: "
            f"{same(folder / 'one', folder / 'two')}; memory {memory:,.0f} MiB, by two "
            f"{both:,.0f} MiB"
        )
        line = folder / "one.txt"
        line.write_text(read_texts(1)[0], encoding="utf-8")
        alone = [python_seconds(ONE, line)[0] for _ in range(3)]
        ours = [follow(start(line, folder / "line", folder / f"cold{k}"))[0] for k in range(3)]
        print(
            f"one article from the start: {min(ours):.2f} s against {min(alone):.2f} s for import, "
            "model and parse alone: "
            f"ratio {min(ours) / min(alone):.2f}"
        )
        if given.kills:
            whole = kill_again_and_again(file, folder / "one", folder, given.kills)
            print(
                f"killed {given.kills} times at random moments, every other time one process only; "
                f"the same bytes: {whole}"
            )
        if given.long:
            words = draw_articles(file, 10 * given.articles)
            cold, memory = follow(
                start(file, folder / "long", folder / "long_cache", "--workers", 2)
            )
            again, _ = follow(start(file, folder / "long", folder / "long_cache"))
            print(
                f"{10 * given.articles:,} articles of {words:,} words by two processes: "
                f"{cold / 60:.1f} minutes, "
                f"{memory:,.0f} MiB; second pass {again:.1f} s"
            )


if __name__ == "__main__":
    main()
